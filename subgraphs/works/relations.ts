import type { ComparedWork } from "../domain/identityReasons.ts";
import type { DescribedFields } from "./describe.ts";
import { provenanceOf, sayingRecording } from "./provenance.ts";
import type { RecordingRecord, StatementRecord, WorkRecord } from "./records.ts";

/** The ISWCs of a work, the current one first: provisional while nobody states it as a full one (SDL: WorkIswc). */
export function iswcViews({ iswc, iswcs }: Pick<DescribedFields, "iswc" | "iswcs">, statements: readonly StatementRecord[]) {
  return iswcs.map((code) => {
    const saying = statements.filter(({ description }) => description.iswc === code);
    const isProvisional = saying.length > 0 && saying.every(({ description }) => description.isIswcProvisional === true);
    const current = isProvisional ? "PROVISIONAL" : "PREFERRED";
    return { iswc: code, state: code === iswc ? current : "ARCHIVED", provenance: provenanceOf(saying) };
  });
}

/** What the work was made from, each source once with all who say so (SDL: Derivation). */
export function derivationViews(statements: readonly StatementRecord[]) {
  return grouped(statements, ({ description }) => description.derivedFrom ?? []).slice(0, 100);
}

/** Works that it is told apart from (SDL: Disambiguation). */
export function disambiguationViews(statements: readonly StatementRecord[]) {
  return grouped(statements, ({ description }) => (description.disambiguation === undefined ? [] : [description.disambiguation]));
}

/** What the comparison of works reads of one. */
export function comparedWork({ titles, creators, iswc, recordings }: WorkRecord): ComparedWork {
  return { titles: titles.map(({ text }) => text), creators, iswc: iswc ?? null, recordings };
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
