import { nameKey, titleKey } from "./textKeys.ts";

/** What is compared of two works that may be one. */
export interface ComparedWork {
  readonly titles: readonly string[];
  readonly creators: readonly { readonly partyId: string | null; readonly ipiNameNumber: string | null; readonly name: string }[];
  readonly iswc: string | null;
  readonly recordings: readonly { readonly isrc: string | null; readonly durationMs: number | null }[];
}

export type ComparedField = "TITLE" | "CREATORS" | "ISWC" | "ISRC" | "DURATION";

/** SAME: all of both; PARTLY: some in common; DIFFERENT: nothing; MISSING: one of them says nothing, so it speaks neither for nor against. */
export type ComparisonVerdict = "SAME" | "PARTLY" | "DIFFERENT" | "MISSING";

/** How two works compare in one field, with both values as text for people. */
export interface ComparisonReason {
  readonly field: ComparedField;
  readonly verdict: ComparisonVerdict;
  readonly here: string | null;
  readonly there: string | null;
}

/** House rule: durations in the same second or the next may be those of one performance; two seconds apart they never are. */
const DURATION_STEP_MS = 1_000;
const TEXT_MAX = 500;

/** Two works field by field, in the order in which a steward would look. */
export function compareWorks(here: ComparedWork, there: ComparedWork): ComparisonReason[] {
  const reason = (field: ComparedField, valuesOf: (work: ComparedWork) => readonly Value[]): ComparisonReason => {
    const [ours, theirs] = [valuesOf(here), valuesOf(there)];
    return { field, verdict: verdictOf(ours, theirs), here: textOf(ours), there: textOf(theirs) };
  };
  return [
    reason("TITLE", ({ titles }) => titles.map((text) => ({ keys: [titleKey(text)], text }))),
    reason("CREATORS", ({ creators }) => creators.map(creatorValue)),
    reason("ISWC", ({ iswc }) => (iswc === null ? [] : [{ keys: [iswc], text: iswc }])),
    reason("ISRC", ({ recordings }) => recordings.flatMap(({ isrc }) => (isrc === null ? [] : [{ keys: [isrc], text: isrc }]))),
    reason("DURATION", ({ recordings }) => [...new Set(recordings.flatMap(({ durationMs }) => durationMs ?? []))].map(durationValue)),
  ];
}

/** Two values are one when they share a key. */
interface Value {
  readonly keys: readonly string[];
  readonly text: string;
}

function creatorValue({ partyId, ipiNameNumber, name }: ComparedWork["creators"][number]): Value {
  return { keys: [partyId, ipiNameNumber, nameKey(name)].filter((key): key is string => key !== null && key !== ""), text: name };
}

/** A duration has the keys of its own second and the next, so that it shares one with its neighbours. */
function durationValue(durationMs: number): Value {
  const step = Math.floor(durationMs / DURATION_STEP_MS);
  return { keys: [String(step), String(step + 1)], text: `${durationMs} ms` };
}

function verdictOf(ours: readonly Value[], theirs: readonly Value[]): ComparisonVerdict {
  if (ours.length === 0 || theirs.length === 0) return "MISSING";
  const known = (values: readonly Value[]): Set<string> => new Set(values.flatMap(({ keys }) => keys));
  const isIn = (keys: ReadonlySet<string>, value: Value): boolean => value.keys.some((key) => keys.has(key));
  const [ourKeys, theirKeys] = [known(ours), known(theirs)];
  const common = ours.filter((value) => isIn(theirKeys, value)).length;
  if (common === 0) return "DIFFERENT";
  return common === ours.length && theirs.every((value) => isIn(ourKeys, value)) ? "SAME" : "PARTLY";
}

function textOf(values: readonly Value[]): string | null {
  return values.length === 0 ? null : [...new Set(values.map(({ text }) => text))].join("; ").slice(0, TEXT_MAX);
}
