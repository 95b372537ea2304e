import type { DescribedFields } from "./describe.ts";
import type { WorkRecord } from "./records.ts";

type Base = Pick<WorkRecord, "_id" | "shape" | "version" | "aiLabel" | "merges">;
/** Every member that a work may have when it is made, so that none is forgotten here. */
type Members = Exclude<keyof WorkRecord, "mergedInto" | "askedAs">;

/**
 * A work as its first statement draws it, member by member: to spread one object after another makes one that is slow to make and to write, and
 * an import makes one for each work. What is absent is undefined here, which is not stored.
 */
export function firstRecord({ _id, shape, version, aiLabel, merges }: Base, fields: DescribedFields): WorkRecord {
  const record: { readonly [K in Members]-?: WorkRecord[K] | undefined } = {
    _id,
    shape,
    version,
    aiLabel,
    merges,
    iswcs: fields.iswcs,
    iswc: fields.iswc,
    titles: fields.titles,
    titleKeys: fields.titleKeys,
    creators: fields.creators,
    recordings: fields.recordings,
    isrcs: fields.isrcs,
    recordingIds: fields.recordingIds,
    codes: fields.codes,
    workNumbers: fields.workNumbers,
    registrations: fields.registrations,
    statedBy: fields.statedBy,
    searchKeys: fields.searchKeys,
    sourceKeys: fields.sourceKeys,
    state: "LIVE",
  };
  return record as WorkRecord;
}
