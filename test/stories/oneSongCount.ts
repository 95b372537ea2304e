/**
 * The count that the story of one song is proven by: for one country, one right and one day at a time, from what was said, in hundredths of a percent. It
 * shares nothing with the house: no sets of countries, no periods that are cut, no fractions.
 */

/** What one party said that it collects: `performing` and `mechanical` in percent, in these countries of the story, on these days. */
export interface Said {
  readonly by: string;
  readonly party: "W" | "A" | "Z";
  readonly performing: number | null;
  readonly mechanical: number | null;
  readonly countries: readonly string[];
  readonly from: string | null;
  readonly until: string | null;
}

/** One country, right and day as the house should show it. */
export interface Counted {
  readonly state: string;
  readonly claimed: number;
  readonly unclaimed: number;
  readonly over: number;
  readonly held: number;
  /** `W 50 052`, by party. */
  readonly claims: readonly string[];
}

export const COUNTRIES = ["0156", "0250", "0344", "0392", "0826"] as const;
export const RIGHTS = ["PR", "OD", "MR", "SY"] as const;
type Right = (typeof RIGHTS)[number] | "MD";
const PERFORMING: readonly string[] = ["PR", "OD"];
const MECHANICAL: readonly string[] = ["MR", "MD"];

/** A day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function countOf(said: readonly Said[], { country, right, day }: { country: string; right: Right; day: string }): Counted {
  const figures = new Map<string, number>();
  let isStated = false;
  for (const one of said) {
    const percent = PERFORMING.includes(right) ? one.performing : MECHANICAL.includes(right) ? one.mechanical : null;
    if (percent === null) continue;
    isStated = true;
    const isThere = one.countries.includes(country);
    const isThen = (one.from === null || one.from <= day) && (one.until === null || day < one.until);
    if (!isThere || !isThen) continue;
    const before = figures.get(one.party);
    // Nobody in the story says two things of one party: equal figures are one claim with two witnesses.
    if (before !== undefined && before !== percent) throw new Error(`two figures for ${one.party}`);
    figures.set(one.party, percent);
  }
  const hundredths = (percent: number): number => Math.round(percent * 100);
  const claimed = [...figures.values()].reduce((sum, percent) => sum + hundredths(percent), 0);
  const over = Math.max(0, claimed - 10_000);
  const isDisputed = over > 6;
  // The publishers A and Z contend for one writer's share; what exceeds the whole is theirs to lose, and the rest of each is undisputed.
  let held = 0;
  if (isDisputed) {
    const uncontested = hundredths(figures.get("W") ?? 0);
    const undisputed = ["A", "Z"].reduce((sum, party) => sum + Math.max(0, hundredths(figures.get(party) ?? 0) - over), 0);
    held = 10_000 - uncontested - undisputed;
  }
  const state = isDisputed ? "DISPUTED" : !isStated ? "NOT_STATED" : claimed === 0 ? "UNCLAIMED" : claimed < 9_994 ? "UNDER" : "CLEAR";
  const claims = [...figures].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    ...{ state, claimed: claimed / 100, unclaimed: Math.max(0, 10_000 - claimed) / 100, over: over / 100, held: held / 100 },
    claims: claims.map(([party, percent]) => `${party} ${percent} ${holderOf(party, { country, right, day, given: null })}`),
  };
}

/** What is given beside the memberships, and until when 052 lets 119 license in China and Hong Kong. */
export interface Given {
  /** From this day on A's online mechanical right in Japan is 707's. */
  readonly toHubFrom: string;
  /** From this day on 119 represents 052 no more. */
  readonly representedUntil: string;
}

/** Whose the right is, by membership or direct entrustment. */
function holderOf(party: string, at: { country: string; right: string; day: string; given: Given | null }): string {
  const { country, right, day, given } = at;
  if (given !== null && party === "A" && right === "MD" && country === "0392" && given.toHubFrom <= day) return "707";
  if (party === "Z") return "119";
  return party === "W" && MECHANICAL.includes(right) ? "119" : "052";
}

/** Who answers where 119 asks whether it may license, and whether it may. */
export function licensedBy119(party: string, at: { country: string; right: string; day: string; given: Given }): string {
  const holder = holderOf(party, at);
  const isRepresented = holder === "052" && ["0156", "0344"].includes(at.country) && at.day < at.given.representedUntil;
  return holder === "119" || isRepresented ? "119 may" : `${holder} is to be asked`;
}
