import type { KeptRecord, OriginDraft, PerformerDraft, RecordingDraft, WorkDraft } from "../../../drafts.ts";
import type { Field, Layout } from "../../fixedWidth.ts";
import { fieldText, layoutOfVersion, restOf } from "../../fixedWidth.ts";
import { findLayout } from "../layouts.ts";
import { ORN, REC } from "../layouts/details.ts";
import { NPR, NWR, PER } from "../layouts/works.ts";
import { LOOKUPS } from "../lookups.ts";
import type { RecordDraft } from "../write.ts";
import { codeOf, cut, draft, durationText, languageOf, nativeOf, romanOf } from "./draftTools.ts";
import type { WorkGround, WrittenVersion } from "./draftTools.ts";
import { isPlain } from "./roman.ts";
import { sourceRecords } from "./sources.ts";
import { titlesOf } from "./titles.ts";

/** The header of a work (NWR, REV) and the records that follow its parties. */
export function workRecords(
  work: WorkDraft,
  ground: WorkGround,
): { readonly header: RecordDraft; readonly details: readonly RecordDraft[] } {
  const titles = titlesOf(work, ground);
  const sources = work.derivedFrom.map((one) => sourceRecords(one, work.kept, ground));
  const native = sources.flatMap(({ kept }) => kept ?? []);
  const details = [
    ...titles.records,
    ...work.performers.flatMap((one) => performerRecords(one, ground)),
    ...work.recordings.flatMap((one) => recordingRecord(one, ground) ?? []),
    ...work.origins.map((one) => originRecord(one, ground)),
  ];
  const fromSources = sources.flatMap(({ records, kept }) => [...ranked(records), ...keptRecords(kept === null ? [] : [kept], ground)]);
  const kept = keptRecords(work.kept, ground, new Set(native));
  return { header: headerRecord(work, titles.title, ground), details: inOrder([...ranked(details), ...fromSources, ...kept]) };
}

function headerRecord(work: WorkDraft, title: string, ground: WorkGround): RecordDraft {
  const { notes, refuse, designations } = ground;
  const { submitterWorkNumber: number } = work;
  if (number.length > NWR.submitterWorkNumber.width || !isPlain(number) || number === "")
    refuse(
      "CWR_WORK_NUMBER",
      `The work's number is ${JSON.stringify(number)}; CWR holds 1 to ${NWR.submitterWorkNumber.width} characters of ASCII.`,
    );
  const isModified = designations.some((one) => MODIFYING.has(one));
  const version = codeOf(work.versionType, NWR.versionType, { list: LOOKUPS.versionType, notes }) || (isModified ? "MOD" : "ORI");
  return draft(
    ground.transaction,
    [NWR.workTitle, title],
    [NWR.languageCode, languageOf(work.language, NWR.languageCode, ground)],
    [NWR.submitterWorkNumber, number],
    [NWR.iswc, work.iswc ?? ""],
    [NWR.category, codeOf(work.category, NWR.category, { list: LOOKUPS.category, notes }) || "UNC"],
    [NWR.duration, durationText(work.durationMs, NWR.duration, ground)],
    [NWR.recordedIndicator, work.recorded === null ? "U" : work.recorded ? "Y" : "N"],
    [
      NWR.textMusicRelationship,
      codeOf(work.textMusicRelationship, NWR.textMusicRelationship, { list: LOOKUPS.textMusicRelationship, notes }),
    ],
    [NWR.versionType, version],
    // what was done to the original is unspecified, where nobody says it
    [NWR.musicArrangement, version === "MOD" ? "UNS" : ""],
    [NWR.lyricAdaptation, version === "MOD" ? "UNS" : ""],
    [NWR.cwrWorkType, codeOf(work.workType, NWR.cwrWorkType, { list: LOOKUPS.cwrWorkType, notes })],
  );
}

/** CWR's designations of those who change a work (4.2). */
const MODIFYING: ReadonlySet<string> = new Set(["AR", "AD", "SR", "SA", "TR"]);

function performerRecords({ lastName, firstName, ipiNameNumber, ipiBaseNumber }: PerformerDraft, ground: WorkGround): RecordDraft[] {
  const { notes } = ground;
  const [last, first] = [romanOf(lastName, PER.lastName, ground), romanOf(firstName ?? "", PER.firstName, ground)];
  const numbers = { name: ipiNameNumber ?? "", base: ipiBaseNumber ?? "" };
  const native = draft(
    "NPR",
    [NPR.lastName, nativeOf(lastName, NPR.lastName, notes)],
    [NPR.firstName, nativeOf(firstName ?? "", NPR.firstName, notes)],
    [NPR.ipiNameNumber, numbers.name],
    [NPR.ipiBaseNumber, numbers.base],
  );
  if (last === null || first === null) {
    notes.say(
      "CWR_PERFORMER_NOT_ROMAN",
      `The performer ${lastName} is written in a record NPR alone: the name has no form in Roman letters.`,
    );
    return [native];
  }
  const record = draft("PER", [PER.lastName, last.text], [PER.firstName, first.text], [PER.ipiNameNumber, numbers.name], [PER.ipiBaseNumber, numbers.base]); // prettier-ignore
  return last.isWhole && first.isWhole ? [record] : [record, native];
}

/** Null for a recording of which the version can say nothing: an empty record would be rejected (CWR 2.2 REC). */
function recordingRecord(recording: RecordingDraft, ground: WorkGround): RecordDraft | null {
  const { version, notes } = ground;
  const roman = (text: string | null, field: Field): string => {
    const found = romanOf(text ?? "", field, ground);
    if (found === null || (text !== null && !isPlain(text)))
      notes.say("CWR_RECORDING_TEXT", `${field.label} ${JSON.stringify(text)} is written as ${JSON.stringify(found?.text ?? "")}: records REC hold Roman letters only.`); // prettier-ignore
    return found?.text ?? "";
  };
  const withAlbum = version === "2.1" || recording.albumTitle !== null;
  const values: readonly (readonly [Field, string])[] = [
    [REC.releaseDate, recording.releasedOn?.replaceAll("-", "") ?? ""],
    [REC.releaseDuration, durationText(recording.durationMs, REC.releaseDuration, ground)],
    [REC.albumTitle, roman(recording.albumTitle, REC.albumTitle)],
    [REC.albumLabel, withAlbum ? roman(recording.label, REC.albumLabel) : ""],
    [REC.isrc, recording.isrc ?? ""],
    [REC.recordingTitle, roman(recording.title, REC.recordingTitle)],
    [REC.versionTitle, roman(recording.versionTitle, REC.versionTitle)],
    [REC.displayArtist, roman(recording.artist, REC.displayArtist)],
    [REC.recordLabel, withAlbum ? "" : roman(recording.label, REC.recordLabel)],
    [REC.submitterRecordingIdentifier, cut(recording.submitterRecordingNumber ?? "", REC.submitterRecordingIdentifier, notes)],
  ];
  const said = values.filter(([field, value]) => value !== "" && (field.since === null || field.since <= version));
  if (said.length > 0) return inVersion({ type: "REC", values: new Map(values) }, ground);
  notes.say("CWR_RECORDING_EMPTY", `A recording has nothing that a record REC of CWR ${version} could say; it is left out.`);
  return null;
}

function originRecord(origin: OriginDraft, ground: WorkGround): RecordDraft {
  const { notes } = ground;
  const roman = (text: string | null, field: Field): string => {
    const found = romanOf(text ?? "", field, ground);
    if (found === null || (text !== null && !isPlain(text)))
      notes.say("CWR_ORIGIN_TEXT", `${field.label} ${JSON.stringify(text)} is written as ${JSON.stringify(found?.text ?? "")}: records ORN hold Roman letters only.`); // prettier-ignore
    return found?.text ?? "";
  };
  return draft(
    "ORN",
    [ORN.intendedPurpose, codeOf(origin.purpose, ORN.intendedPurpose, { list: LOOKUPS.intendedPurpose, notes })],
    [ORN.productionTitle, roman(origin.productionTitle, ORN.productionTitle)],
    [ORN.cdIdentifier, roman(origin.cdIdentifier, ORN.cdIdentifier)],
    [ORN.library, roman(origin.library, ORN.library)],
    [ORN.episodeTitle, roman(origin.episodeTitle, ORN.episodeTitle)],
    [ORN.yearOfProduction, origin.year === null ? "" : String(origin.year)],
  );
}

/** The record as the version knows it; what the version has no field for is told. */
function inVersion(record: RecordDraft, { version, notes }: WorkGround): RecordDraft {
  for (const [field, value] of record.values)
    if (field.since !== null && field.since > version && value !== "")
      notes.say(
        "CWR_FIELD_OF_LATER_VERSION",
        `${record.type} of CWR ${version} has no field ${field.label}: ${JSON.stringify(value)} is left out.`,
      );
  return record;
}

interface Ranked {
  readonly record: RecordDraft;
  readonly rank: number;
}

/** The order of records behind the parties (CWR 2.2, 4.2, transaction format): a title in another script stands behind the record it belongs to. */
const ORDER = [
  ["ALT"],
  ["NAT"],
  ["EWT", "NET"],
  ["VER", "NVT"],
  ["PER"],
  ["NPR"],
  ["REC"],
  ["ORN"],
  ["INS"],
  ["IND"],
  ["COM", "NCT"],
  ["ARI"],
  ["XRF"],
];

function rankOf(type: string): number {
  return ORDER.findIndex((types) => types.includes(type));
}

function ranked(records: readonly RecordDraft[]): Ranked[] {
  return records.map((record) => ({ record, rank: rankOf(record.type) }));
}

function inOrder(records: readonly Ranked[]): RecordDraft[] {
  return [...records].sort((one, other) => one.rank - other.rank).map(({ record }) => record);
}

/** Records that were kept as they came go out as they came, field by field. A NOW belongs to the record before it. */
function keptRecords(kept: readonly KeptRecord[], ground: WorkGround, written: ReadonlySet<KeptRecord> = new Set()): Ranked[] {
  let rank = 0;
  return kept.flatMap((one) => {
    const { record: type, text, version } = one;
    const layout = findLayout(type, ground.version);
    if (type !== "NOW") rank = rankOf(type);
    if (written.has(one)) return [];
    if (version !== undefined) {
      ground.notes.say(
        "CWR_RECORD_OF_LATER_VERSION",
        `A record ${type} of CWR ${version} was kept; CWR ${ground.version} has another form for it, and it is left out.`,
      );
      return [];
    }
    if (layout === null || rank < 0) {
      ground.notes.say("CWR_RECORD_UNKNOWN", `A record ${type} was kept that CWR ${ground.version} does not know; it is left out.`);
      return [];
    }
    return [{ rank, record: inVersion(recordOf({ type, text }, layout, ground.version), ground) }];
  });
}

function recordOf({ type, text }: { readonly type: string; readonly text: string }, layout: Layout, version: WrittenVersion): RecordDraft {
  const known = layoutOfVersion(layout, version).fields;
  const values = layout.fields.slice(1).map((field) => {
    const value = fieldText(text, field);
    return [field, known.includes(field) && field.type !== "TEXT" && !/^\d*$/.test(value) ? "" : value] as const;
  });
  const rest = restOf(text, layout);
  return { type, values: new Map(values.filter(([, value]) => value !== "")), ...(rest === "" ? {} : { rest }) };
}
