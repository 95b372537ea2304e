import { scriptOf } from "../drafts.ts";
import { nameKey, titleKey } from "../textKeys.ts";
import { bareTitle, similarityPpm } from "./titleMatch.ts";

/** What tells a work from another. */
export interface IdentifiedWork {
  readonly titles: readonly string[];
  readonly creators: readonly CreatorIdentity[];
  readonly iswc: string | null;
  /** Of its recordings. */
  readonly isrcs: readonly string[];
}

export interface CreatorIdentity {
  readonly partyId: string | null;
  readonly ipiNameNumber: string | null;
  readonly name: string;
  /** Other parties that may stand for it: who was merged with it, groups whose name it bears, and the members of a group. */
  readonly kin?: readonly string[];
}

/**
 * SAME: all of both; PARTLY: some in common; NEAR: nothing the same, but alike but for typos or a version in brackets; DIFFERENT: nothing;
 * MISSING: one of them says nothing, so it speaks neither for nor against.
 */
export type ComparisonVerdict = "SAME" | "PARTLY" | "NEAR" | "DIFFERENT" | "MISSING";

/** How two works compare in one field, and what it adds for their being one or, negative, against it. */
export interface Evidence {
  readonly verdict: ComparisonVerdict;
  readonly weight: number;
}

export interface IdentityEvidence {
  readonly TITLE: Evidence;
  readonly CREATORS: Evidence;
  readonly ISWC: Evidence;
  readonly ISRC: Evidence;
}

/**
 * House rules, ours: how much each field says, and from where on a person should look. A title and one creator in common are enough, as
 * are an ISRC and a title, or an ISRC and all creators where the titles are in different scripts. No field is enough by itself but the
 * ISWC: several works may stand in one recording, and one work in many.
 */
export const IDENTITY_WEIGHTS = {
  /** Enough, whatever else is said. */
  sameIswc: 110,
  otherIswc: -10,
  title: 55,
  nearTitle: 50,
  /** Titles that can be compared, and differ. */
  otherTitle: -20,
  allCreators: 55,
  someCreators: 45,
  isrc: 40,
  needed: 90,
} as const;

/** From here on two titles are alike: the least likeness at which a usage row is matched, too. */
const NEAR_TITLE_PPM = 850_000;
/** Titles of one work that are compared letter by letter. */
const NEAR_TITLES_MAX = 20;

/** Weighs two works against each other; ISRCs of `medleys`, in which more than two works stand, say nothing. */
export function weighIdentity(one: IdentifiedWork, other: IdentifiedWork, medleys: ReadonlySet<string> = new Set()): IdentityEvidence {
  const isrc = overlapOf(one.isrcs, other.isrcs, (a, b) => a === b);
  const isTelling = one.isrcs.some((code) => other.isrcs.includes(code) && !medleys.has(code));
  const iswc = overlapOf(listed(one.iswc), listed(other.iswc), (a, b) => a === b);
  const creators = overlapOf(one.creators, other.creators, isSameCreator);
  return {
    TITLE: weighTitles(one.titles, other.titles, isTelling),
    CREATORS: {
      verdict: creators,
      weight: weightIn({ SAME: IDENTITY_WEIGHTS.allCreators, PARTLY: IDENTITY_WEIGHTS.someCreators }, creators),
    },
    ISWC: { verdict: iswc, weight: weightIn({ SAME: IDENTITY_WEIGHTS.sameIswc, DIFFERENT: IDENTITY_WEIGHTS.otherIswc }, iswc) },
    ISRC: { verdict: isrc, weight: isTelling ? IDENTITY_WEIGHTS.isrc : 0 },
  };
}

/** Titles are compared letter by letter only where a recording speaks for the two works. */
function weighTitles(ours: readonly string[], theirs: readonly string[], isRecordedTogether: boolean): Evidence {
  const keys = (titles: readonly string[]): string[] => [...new Set(titles.map(titleKey))].filter((key) => key !== "");
  const verdict = overlapOf(keys(ours), keys(theirs), (a, b) => a === b);
  if (verdict !== "DIFFERENT") return { verdict, weight: verdict === "MISSING" ? 0 : IDENTITY_WEIGHTS.title };
  if (!isRecordedTogether) return { verdict, weight: 0 };
  if (areNear(ours, theirs)) return { verdict: "NEAR", weight: IDENTITY_WEIGHTS.nearTitle };
  const scripts = new Set(ours.map(scriptOf));
  return { verdict, weight: theirs.some((title) => scripts.has(scriptOf(title))) ? IDENTITY_WEIGHTS.otherTitle : 0 };
}

function areNear(ours: readonly string[], theirs: readonly string[]): boolean {
  const bare = (titles: readonly string[]): string[] => titles.slice(0, NEAR_TITLES_MAX).map((title) => titleKey(bareTitle(title)));
  const others = bare(theirs);
  return bare(ours).some((title) => others.some((other) => similarityPpm(title, other) >= NEAR_TITLE_PPM));
}

/** By party or one that stands for it, by IPI name number, or else by name (words in any order, without marks). */
export function haveCreatorInCommon(ours: readonly CreatorIdentity[], theirs: readonly CreatorIdentity[]): boolean {
  return ours.some((one) => theirs.some((other) => isSameCreator(one, other)));
}

function isSameCreator(one: CreatorIdentity, other: CreatorIdentity): boolean {
  if (one.partyId !== null && one.partyId === other.partyId) return true;
  if (isKin(one, other) || isKin(other, one)) return true;
  if (one.ipiNameNumber !== null && other.ipiNameNumber !== null) return one.ipiNameNumber === other.ipiNameNumber;
  const key = nameKey(one.name);
  return key !== "" && key === nameKey(other.name);
}

function isKin({ kin }: CreatorIdentity, { partyId }: CreatorIdentity): boolean {
  return partyId !== null && kin?.includes(partyId) === true;
}

/** How much two lists have in common. */
export function overlapOf<T>(
  ours: readonly T[],
  theirs: readonly T[],
  isSame: (one: T, other: T) => boolean,
): Exclude<ComparisonVerdict, "NEAR"> {
  if (ours.length === 0 || theirs.length === 0) return "MISSING";
  const common = ours.filter((one) => theirs.some((other) => isSame(one, other))).length;
  if (common === 0) return "DIFFERENT";
  return common === ours.length && theirs.every((one) => ours.some((other) => isSame(one, other))) ? "SAME" : "PARTLY";
}

function weightIn(weights: Partial<Record<ComparisonVerdict, number>>, verdict: ComparisonVerdict): number {
  return weights[verdict] ?? 0;
}

function listed(code: string | null): string[] {
  return code === null ? [] : [code];
}
