import type { DescribedFields } from "./describe.ts";
import { iswcNotices } from "./iswcs.ts";
import type { IswcNotice } from "./iswcs.ts";
import { provenanceOf, sayingRecording } from "./provenance.ts";
import { societyRef } from "./refs.ts";
import type { RecordingRecord, StatementRecord, WorkRecord } from "./records.ts";
import type { DerivationRecord } from "./relationRecords.ts";
import { sourceCodes } from "./sources.ts";
import type { NamedSource } from "./sources.ts";

/** The ISWCs of a work, the current one first: provisional while nobody states it as a full one (SDL: WorkIswc). */
export function iswcViews(
  { iswc, iswcs, registrations }: Pick<DescribedFields, "iswc" | "iswcs" | "registrations">,
  statements: readonly StatementRecord[],
) {
  const notices = iswcNotices(registrations);
  return iswcs.map((code) => {
    const notified = notices.filter(({ step }) => step.iswc === code);
    const saying = statements.filter(({ description }) => description.iswc === code);
    const isProvisional =
      notified.length === 0 && saying.length > 0 && saying.every(({ description }) => description.isIswcProvisional === true);
    const current = isProvisional ? "PROVISIONAL" : "PREFERRED";
    return { iswc: code, state: code === iswc ? current : "ARCHIVED", provenance: provenanceOf(saying), notices: notified.map(noticeView) };
  });
}

/** SDL: IswcNotice. */
function noticeView({ society, step: { status, at, message, line } }: IswcNotice) {
  return { society: societyRef(society), status, at, message, line: line ?? null };
}

/** A source as one or more statements name it alike, with all who say so. */
export interface StatedDerivation extends Omit<DerivationRecord, "line"> {
  /** The numbers of the source with their submitters: `SO:052|B77`. */
  readonly codes: readonly string[];
  readonly provenance: ReturnType<typeof provenanceOf>;
}

/** What a work was made from, each source once; at most 100. */
export function derivationsIn(statements: readonly StatementRecord[]): StatedDerivation[] {
  const found = new Map<string, { readonly part: Omit<DerivationRecord, "line">; readonly saying: StatementRecord[] }>();
  for (const statement of statements) {
    for (const { line, ...part } of statement.description.derivedFrom ?? []) {
      const key = JSON.stringify([part, part.workNumber === undefined ? null : statement.submitter.key]);
      const entry = found.get(key) ?? { part, saying: [] };
      found.set(key, entry);
      if (!entry.saying.some(({ _id }) => _id === statement._id)) entry.saying.push(sayingOn(statement, line));
    }
  }
  return [...found.values()]
    .slice(0, 100)
    .map(({ part, saying }) => ({ ...part, codes: sourceCodes(part, saying), provenance: provenanceOf(saying) }));
}

/** A source as it is looked for. */
export function derivationSources(stated: StatedDerivation, derivedId: string): NamedSource {
  const { iswc, title, nativeTitle, creators, codes } = stated;
  return { derivedId, codes, iswc, title, ...(nativeTitle !== undefined && { nativeTitle }), ...(creators !== undefined && { creators }) };
}

/** The statement as its own record of the source says it: on that record's line of the file that brought it. */
function sayingOn(statement: StatementRecord, line: number | undefined): StatementRecord {
  const [first, ...others] = statement.receipts;
  if (line === undefined || first === undefined || first.line === null) return statement;
  return { ...statement, receipts: [{ ...first, line }, ...others] };
}

/** Works that it is told apart from (SDL: Disambiguation). */
export function disambiguationViews(statements: readonly StatementRecord[]) {
  return grouped(statements, ({ description }) => (description.disambiguation === undefined ? [] : [description.disambiguation]));
}

/** The works of a recording, its own first (SDL: RecordingLink). */
export function linkViews(
  recording: RecordingRecord,
  works: readonly { readonly work: WorkRecord; readonly statements: readonly StatementRecord[] }[],
) {
  return works.map(({ work, statements }) => {
    const saying = sayingRecording(statements, recording);
    return { work, state: saying.length > 0 ? "STATED" : "NO_LONGER_STATED", provenance: provenanceOf(saying) };
  });
}

function grouped<T extends object>(statements: readonly StatementRecord[], partsOf: (statement: StatementRecord) => readonly T[]) {
  const found = new Map<string, { readonly part: T; readonly saying: StatementRecord[] }>();
  for (const statement of statements) {
    for (const part of partsOf(statement)) {
      const key = JSON.stringify(part);
      const entry = found.get(key) ?? { part, saying: [] };
      found.set(key, entry);
      if (!entry.saying.includes(statement)) entry.saying.push(statement);
    }
  }
  return [...found.values()].map(({ part, saying }) => ({ ...part, provenance: provenanceOf(saying) }));
}
