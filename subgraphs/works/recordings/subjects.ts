import type { RecordingRecord, WorkRecord } from "../records.ts";

/**
 * What claims in recordings are about: every recording of one ISRC, else of one ISAN, whatever works it is of, for the same code means the same
 * recording, whoever owns it. `isrc:GBAAA0800736`. House rule: in a recording without either nothing can be claimed, because title and
 * performers do not say which of several recordings is meant.
 */
export interface RecordingSubjectRecord {
  readonly _id: string;
  readonly shape: number;
  readonly version: number;
  /** `rec_…` in which it was first claimed: by which a conflict or change shows it. */
  readonly recordingId: string;
  /** Every society that ever stated it, with the instant of its last word. */
  readonly statedBy: WorkRecord["statedBy"];
}

const FORM = /^(?:isrc|isan):/;

/** Whether an id is that of recordings; works' begin with `wrk_`. */
export function isRecordingSubject(id: string): boolean {
  return FORM.test(id);
}

/** What claims in a recording are about; null where it bears no code. */
export function subjectOf({ isrc, isan }: Pick<RecordingRecord, "isrc" | "isan">): string | null {
  if (isrc !== null) return `isrc:${isrc}`;
  return isan === undefined ? null : `isan:${isan}`;
}

/** Recordings of a code in the form in which views and ownership read a work: nothing is described, and nothing leads to it but its id. */
export function asWork({ _id, shape, version, recordingId, statedBy }: RecordingSubjectRecord): WorkRecord {
  return {
    ...{ _id, shape, version, statedBy, state: "LIVE", recordingIds: [recordingId] },
    ...{ iswcs: [], titles: [], titleKeys: [], creators: [], recordings: [], isrcs: [], codes: [], workNumbers: [], registrations: [] },
    ...{ aiLabel: null, searchKeys: [], merges: [] },
  };
}

/** The inverse of `asWork`. */
export function subjectRecord({ _id, shape, version, recordingIds, statedBy }: WorkRecord): RecordingSubjectRecord {
  return { _id, shape, version, recordingId: recordingIds[0] ?? "", statedBy };
}
