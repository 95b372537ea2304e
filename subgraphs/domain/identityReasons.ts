import { type ComparisonVerdict, type CreatorIdentity, overlapOf, weighIdentity } from "./matching/identityEvidence.ts";

/** What is compared of two works that may be one. */
export interface ComparedWork {
  readonly titles: readonly string[];
  readonly creators: readonly CreatorIdentity[];
  readonly iswc: string | null;
  readonly recordings: readonly { readonly isrc: string | null; readonly durationMs: number | null }[];
}

export type ComparedField = "TITLE" | "CREATORS" | "ISWC" | "ISRC" | "DURATION";

/** How two works compare in one field, with both values as text for people. */
export interface ComparisonReason {
  readonly field: ComparedField;
  readonly verdict: ComparisonVerdict;
  /** What it adds for their being one or, negative, against it; a task opens at 90 (IDENTITY_WEIGHTS). */
  readonly weight: number;
  readonly here: string | null;
  readonly there: string | null;
}

/** House rule: durations in the same second or the next may be those of one performance; two seconds apart they never are. */
const DURATION_STEP_MS = 1_000;
const TEXT_MAX = 500;

/** Two works field by field, in the order in which a steward would look; in `medleys` more than two works stand. */
export function compareWorks(here: ComparedWork, there: ComparedWork, medleys?: ReadonlySet<string>): ComparisonReason[] {
  const evidence = weighIdentity({ ...here, isrcs: isrcsOf(here) }, { ...there, isrcs: isrcsOf(there) }, medleys);
  const weighed = (field: Exclude<ComparedField, "DURATION">, textsOf: (work: ComparedWork) => readonly string[]): ComparisonReason => ({
    ...{ field, ...evidence[field], here: textOf(textsOf(here)), there: textOf(textsOf(there)) },
  });
  return [
    weighed("TITLE", ({ titles }) => titles),
    weighed("CREATORS", ({ creators }) => creators.map(({ name }) => name)),
    weighed("ISWC", ({ iswc }) => (iswc === null ? [] : [iswc])),
    weighed("ISRC", isrcsOf),
    compareDurations(here, there),
  ];
}

function isrcsOf({ recordings }: ComparedWork): string[] {
  return recordings.flatMap(({ isrc }) => isrc ?? []);
}

/** Many a work has recordings of about the same length, so that a duration says something to a person and adds nothing by itself. */
function compareDurations(here: ComparedWork, there: ComparedWork): ComparisonReason {
  const secondsOf = ({ recordings }: ComparedWork): number[] => [...new Set(recordings.flatMap(({ durationMs }) => durationMs ?? []))];
  const [ours, theirs] = [secondsOf(here), secondsOf(there)];
  const step = (durationMs: number): number => Math.floor(durationMs / DURATION_STEP_MS);
  const verdict = overlapOf(ours, theirs, (one, other) => Math.abs(step(one) - step(other)) <= 1);
  const texts = (all: readonly number[]): string[] => all.map((durationMs) => `${durationMs} ms`);
  return { field: "DURATION", verdict, weight: 0, here: textOf(texts(ours)), there: textOf(texts(theirs)) };
}

function textOf(values: readonly string[]): string | null {
  return values.length === 0 ? null : [...new Set(values)].join("; ").slice(0, TEXT_MAX);
}
