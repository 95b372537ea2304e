import type { CreatorDraft, KeptRecord, OriginDraft, PerformerDraft, RecordingDraft, TitleDraft, WorkDraft } from "../../drafts.ts";
import { scriptOf } from "../../drafts.ts";
import { parseIsrc } from "../../identifiers/isrc.ts";
import { parseIswc } from "../../identifiers/iswc.ts";
import type { Field } from "../fixedWidth.ts";
import { isFieldEmpty } from "../fixedWidth.ts";
import { dateOf, durationOf } from "./fieldRules.ts";
import { baseNumberOf, nameNumberOf } from "./interpretParties.ts";
import { sourcesOf } from "./interpretSources.ts";
import { ORN, REC } from "./layouts/details.ts";
import { ISR, ORN as EARLIER_ORN } from "./layouts/third/earlier.ts";
import { SPT, SWT } from "./layouts/third/parties.ts";
import { OWK } from "./layouts/third/works.ts";
import { ALT, NAT, NWR, PER } from "./layouts/works.ts";
import { EVERYBODY } from "./picture.ts";
import type { CwrRecord } from "./transactions.ts";
import { isThirdRecord, textOf } from "./transactions.ts";

/** Records whose whole content the draft has fields for. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  "NWR",
  "REV",
  "SPU",
  "OPU",
  "NPN",
  "SPT",
  "OPT",
  "SWR",
  "OWR",
  "NWN",
  "SWT",
  "OWT",
  "PWR",
  "ALT",
  "NAT",
  "PER",
  "REC",
  "ORN",
  "VER",
  "EWT",
  "COM",
  "WRK",
  "ISR",
  "WRI",
  "FTV",
  "OWK",
]);

/** In 3.x a row told to one recipient, an origin with parts in unknown places and an original's opus say more than the draft holds: they are kept beside. */
function isUnderstood(record: CwrRecord): boolean {
  const { type, layout, text } = record;
  if (layout === null || !UNDERSTOOD.has(type) || !isLink(record)) return false;
  if (!isThirdRecord(record)) return true;
  const unread = layout.fields.find(({ label }) => label === EARLIER_ORN.unread.label || label === ISR.unread.label);
  if (unread !== undefined && !isFieldEmpty(text, unread)) return false;
  if (type === "OWK" && [OWK.opusNumber, OWK.catalogueNumber].some((field) => textOf(record, field) !== "")) return false;
  const told = RECIPIENTS.get(type);
  return told === undefined || [EVERYBODY, ""].includes(textOf(record, told));
}

const RECIPIENTS: ReadonlyMap<string, Field> = new Map([
  ["SPT", SPT.recipientCode],
  ["OPT", SPT.recipientCode],
  ["SWT", SWT.recipientCode],
  ["OWT", SWT.recipientCode],
]);

/** The work that a checked registration describes. Everything without a field of its own is kept as it came. */
export function workOf(header: CwrRecord, records: readonly CwrRecord[], creators: readonly CreatorDraft[]): WorkDraft {
  const of = (type: string): readonly CwrRecord[] => records.filter((record) => record.type === type && record.layout !== null);
  const iswc = parseIswc(textOf(header, NWR.iswc));
  const recorded = textOf(header, NWR.recordedIndicator);
  return {
    title: textOf(header, NWR.workTitle),
    language: optional(header, NWR.languageCode),
    titles: [...of("ALT").map(alternateTitle), ...of("NAT").map(nonRomanTitle)],
    iswc: iswc.ok ? iswc.value : null,
    submitterWorkNumber: textOf(header, NWR.submitterWorkNumber),
    creators,
    performers: of("PER").map(performer),
    recordings: of("REC").filter(isLink).map(recording),
    origins: [...of("ORN"), ...of("FTV")].map(origin),
    derivedFrom: sourcesOf(records),
    durationMs: positive(durationOf(textOf(header, NWR.duration))),
    category: optional(header, NWR.category),
    versionType: optional(header, NWR.versionType),
    textMusicRelationship: optional(header, NWR.textMusicRelationship),
    workType: optional(header, NWR.cwrWorkType),
    recorded: recorded === "Y" ? true : recorded === "N" ? false : null,
    ...(header.type === "REV" && { isRevision: true as const }),
    kept: records.filter((record) => !isUnderstood(record)).map(kept),
  };
}

function alternateTitle(record: CwrRecord): TitleDraft {
  const title = textOf(record, ALT.alternateTitle);
  return { title, type: textOf(record, ALT.titleType), language: optional(record, ALT.languageCode), script: scriptOf(title) };
}

function nonRomanTitle(record: CwrRecord): TitleDraft {
  const title = textOf(record, NAT.title);
  return { title, type: textOf(record, NAT.titleType), language: optional(record, NAT.languageCode), script: scriptOf(title) };
}

function performer(record: CwrRecord): PerformerDraft {
  return {
    lastName: textOf(record, PER.lastName),
    firstName: optional(record, PER.firstName),
    ipiNameNumber: nameNumberOf(textOf(record, PER.ipiNameNumber)),
    ipiBaseNumber: baseNumberOf(textOf(record, PER.ipiBaseNumber)),
  };
}

/** Whether a recording is said to be of the work: not where its validity is `U` (the link is invalid) or `N` (the ISRC is) (CWR 2.2, record REC). */
function isLink(record: CwrRecord): boolean {
  return record.type !== "REC" || !["U", "N"].includes(textOf(record, REC.isrcValidity));
}

function recording(record: CwrRecord): RecordingDraft {
  const isrc = parseIsrc(textOf(record, REC.isrc));
  return {
    isrc: isrc.ok ? isrc.value : null,
    title: optional(record, REC.recordingTitle),
    versionTitle: optional(record, REC.versionTitle),
    artist: optional(record, REC.displayArtist),
    label: optional(record, REC.recordLabel) ?? optional(record, REC.albumLabel),
    albumTitle: optional(record, REC.albumTitle),
    durationMs: positive(durationOf(textOf(record, REC.releaseDuration))),
    releasedOn: dateOf(textOf(record, REC.releaseDate)),
    submitterRecordingNumber: optional(record, REC.submitterRecordingIdentifier),
  };
}

function origin(record: CwrRecord): OriginDraft {
  const year = textOf(record, ORN.yearOfProduction);
  return {
    purpose: textOf(record, ORN.intendedPurpose),
    productionTitle: optional(record, ORN.productionTitle),
    episodeTitle: optional(record, ORN.episodeTitle),
    library: optional(record, ORN.library),
    cdIdentifier: optional(record, ORN.cdIdentifier),
    year: /^[1-9]\d{3}$/.test(year) ? Number(year) : null,
  };
}

function kept(record: CwrRecord): KeptRecord {
  const { type, line, text } = record;
  return { record: type, line, text: text.trimEnd(), ...(isThirdRecord(record) && { version: "3.1" }) };
}

function optional(record: CwrRecord, field: Field): string | null {
  const text = textOf(record, field);
  return text === "" ? null : text;
}

/** Zero duration means none was given. */
function positive(milliseconds: number | null): number | null {
  return milliseconds === 0 ? null : milliseconds;
}
