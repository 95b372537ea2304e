import { invariant } from "./invariant.ts";
import type { IpiRight } from "./rights.ts";
import { addShares, compareShares, equalShares, isZeroShare, multiplyShares, share, sumShares, WHOLE, ZERO } from "./shares.ts";
import type { Share } from "./shares.ts";
import type { CountrySet } from "./territories/countrySet.ts";
import { countriesOf, differenceOf, hasCountry, intersectionOf, NO_COUNTRY, unionOf } from "./territories/countrySet.ts";
import { CLEARANCE_CATEGORIES, LICENSED, UNCLEARED } from "./clearance/types.ts";
import type { Clearance, ClearanceAsk, ClearanceCategory, ClearanceSummary, ClearedWork, Degrees, NamedPart } from "./clearance/types.ts";
import { partition, partsOf } from "./clearance/workParts.ts";
import type { WorkPart } from "./clearance/workParts.ts";

/** Adds up works one by one, so that ten thousand need not be held at once. */
export interface ClearanceTally {
  add(work: ClearedWork): void;
  /** The averages; null when no work was added. */
  summary(): ClearanceSummary | null;
}

/** The names shown for each category of a right and country: the largest. */
const NAMES_MAX = 20;

/** An empty tally. It works on sets of countries with equal content, never country by country. */
export function createClearanceTally(ask: ClearanceAsk): ClearanceTally {
  const asked = [...ask.needed.values()].reduce(unionOf, NO_COUNTRY);
  const regions = new Map<IpiRight, Map<CountrySet, RegionTally>>([...ask.needed.keys()].map((right) => [right, new Map()]));
  const patterns = new Map<string, Pattern>();
  let total = 0;
  return {
    add: (work) => {
      const degrees = { fully: asked, not: asked };
      for (const [right, needed] of ask.needed) {
        const { fully, not } = addRight(regions.get(right) ?? new Map<CountrySet, RegionTally>(), { work, right, needed, ask });
        degrees.fully = differenceOf(degrees.fully, differenceOf(needed, fully));
        degrees.not = differenceOf(degrees.not, differenceOf(needed, not));
      }
      const key = `${degrees.fully.toString(16)} ${degrees.not.toString(16)}`;
      patterns.set(key, { ...degrees, works: (patterns.get(key)?.works ?? 0) + 1 });
      total += 1;
    },
    summary: () => {
      if (total === 0) return null;
      const rights = [...regions].flatMap(([right, tallies]) => clearancesOf(right, ask.needed.get(right) ?? NO_COUNTRY, tallies));
      rights.sort((one, other) => compareText(one.country, other.country) || compareText(one.right, other.right));
      const counted = [...patterns.values()];
      return {
        rights,
        countries: new Map(countriesOf(asked).map((country) => [country, degreesIn(counted, (set) => hasCountry(set, country))])),
        works: degreesIn(counted, (set) => set === asked),
      };
    },
  };
}

/** The licensed share of a clearance: OWN, SISTER and BY_LAW. */
export function licensedShare({ parts }: Pick<Clearance, "parts">): Share {
  return sumShares([...parts].flatMap(([category, part]) => (LICENSED.has(category) ? [part] : [])));
}

/** The rights of one country together, weighed by a tariff's right split; adds up to one whole. */
export function combinedParts(
  clearances: readonly Clearance[],
  split: readonly { readonly right: IpiRight; readonly share: Share }[],
): ReadonlyMap<ClearanceCategory, Share> {
  const combined = new Map<ClearanceCategory, Share>(CLEARANCE_CATEGORIES.map((category) => [category, ZERO]));
  for (const { right, share: weight } of split) {
    const clearance = clearances.find((one) => one.right === right);
    invariant(clearance !== undefined, `the clearance of ${right}, which the tariff's right split names`);
    for (const [category, part] of clearance.parts) {
      combined.set(category, addShares(combined.get(category) ?? ZERO, multiplyShares(part, weight)));
    }
  }
  invariant(equalShares(sumShares(combined.values()), WHOLE), "the combined clearance adds up to one whole");
  return combined;
}

/** Works with the same countries fully cleared and not cleared at all. */
interface Pattern {
  readonly fully: CountrySet;
  readonly not: CountrySet;
  readonly works: number;
}

interface NameTally {
  readonly part: WorkPart;
  readonly total: FractionSum;
  works: number;
}

interface RegionTally {
  works: number;
  fully: number;
  not: number;
  readonly totals: Map<ClearanceCategory, FractionSum>;
  readonly names: Map<string, NameTally>;
}

/** A sum kept by denominator: thousands of shares are added without reducing each time. */
type FractionSum = Map<bigint, bigint>;

const EMPTY_CELL = { held: ZERO, claims: [], reported: [] };

interface RightAsk {
  readonly work: ClearedWork;
  readonly right: IpiRight;
  readonly needed: CountrySet;
  readonly ask: ClearanceAsk;
}

/** Adds one work's parts of one right; answers where the right is fully cleared and where not at all. */
function addRight(tallies: Map<CountrySet, RegionTally>, { work, right, needed, ask }: RightAsk): { fully: CountrySet; not: CountrySet } {
  const degrees = { fully: NO_COUNTRY, not: NO_COUNTRY };
  let rest = needed;
  const cells = work.cells.filter((cell) => cell.right === right);
  for (const cell of cells) {
    invariant(
      intersectionOf(intersectionOf(cell.countries, needed), rest) === intersectionOf(cell.countries, needed),
      `one cell of ${work.workId} for ${right} and country`,
    );
    rest = differenceOf(rest, cell.countries);
  }
  for (const cell of [...cells, { right, countries: rest, ...EMPTY_CELL }]) {
    const sets = [...cell.claims.map(({ countries }) => countries), ...ask.byLaw.map(({ countries }) => countries)];
    for (const region of partition(intersectionOf(cell.countries, needed), sets)) {
      const law = ask.byLaw.find(({ countries }) => intersectionOf(countries, region) !== NO_COUNTRY);
      const parts = partsOf(work, cell, { region, byLaw: law?.reference ?? null });
      const degree = addParts(tallies, region, parts);
      if (degree !== "partly") degrees[degree] = unionOf(degrees[degree], region);
    }
  }
  return degrees;
}

function addParts(tallies: Map<CountrySet, RegionTally>, region: CountrySet, parts: readonly WorkPart[]): "fully" | "partly" | "not" {
  const tally = tallies.get(region) ?? {
    works: 0,
    fully: 0,
    not: 0,
    totals: new Map<ClearanceCategory, FractionSum>(),
    names: new Map<string, NameTally>(),
  };
  tallies.set(region, tally);
  const seen = new Set<string>();
  let cleared = ZERO;
  for (const part of parts) {
    const total = tally.totals.get(part.category) ?? new Map<bigint, bigint>();
    tally.totals.set(part.category, addTo(total, part.share));
    if (!UNCLEARED.has(part.category)) cleared = addShares(cleared, part.share);
    const key = `${part.category}|${part.partyId ?? part.name}|${part.society ?? ""}`;
    const named = tally.names.get(key) ?? { part, total: new Map<bigint, bigint>(), works: 0 };
    tally.names.set(key, named);
    addTo(named.total, part.share);
    if (!seen.has(key)) named.works += 1;
    seen.add(key);
  }
  const degree = equalShares(cleared, WHOLE) ? "fully" : isZeroShare(cleared) ? "not" : "partly";
  tally.works += 1;
  if (degree !== "partly") tally[degree] += 1;
  return degree;
}

/** Countries that lie in the same regions have the same clearance: it is added up once for them all. */
function clearancesOf(right: IpiRight, needed: CountrySet, tallies: ReadonlyMap<CountrySet, RegionTally>): Clearance[] {
  return partition(needed, [...tallies.keys()]).flatMap((alike) => {
    const inside = [...tallies].filter(([region]) => intersectionOf(region, alike) === alike).map(([, tally]) => tally);
    const content = averaged(inside);
    invariant(equalShares(sumShares(content.parts.values()), WHOLE), `the clearance of ${right} adds up to one whole`);
    return countriesOf(alike).map((country) => ({ right, country, ...content }));
  });
}

function averaged(tallies: readonly RegionTally[]): Omit<Clearance, "right" | "country"> {
  const works = { total: 0, fully: 0, partly: 0, not: 0 };
  const totals = new Map<ClearanceCategory, FractionSum>();
  const names = new Map<string, NameTally>();
  for (const tally of tallies) {
    works.total += tally.works;
    works.fully += tally.fully;
    works.not += tally.not;
    for (const [category, sum] of tally.totals) totals.set(category, addAll(totals.get(category) ?? new Map<bigint, bigint>(), sum));
    for (const [key, named] of tally.names) {
      const merged = names.get(key) ?? { part: named.part, total: new Map<bigint, bigint>(), works: 0 };
      names.set(key, merged);
      addAll(merged.total, named.total);
      merged.works += named.works;
    }
  }
  works.partly = works.total - works.fully - works.not;
  const average = ({ numerator, denominator }: Share): Share => share(numerator, denominator * BigInt(works.total));
  const parts = new Map(CLEARANCE_CATEGORIES.map((category) => [category, average(totalOf(totals.get(category)))] as const));
  const largest = largestNames(
    [...names.values()].map(({ part, total, works: many }) => ({ ...part, share: totalOf(total), works: many })),
  );
  return { parts, names: largest.map((named) => ({ ...named, share: average(named.share) })), works };
}

/** The largest names of each category; shares are compared as they are, so they need not be in lowest terms. */
function largestNames(names: readonly NamedPart[]): NamedPart[] {
  const counts = new Map<ClearanceCategory, number>();
  return [...names]
    .sort(
      (one, other) =>
        compareShares(other.share, one.share) || compareText(one.name, other.name) || compareText(one.partyId ?? "", other.partyId ?? ""),
    )
    .filter(({ category }) => {
      const seen = (counts.get(category) ?? 0) + 1;
      counts.set(category, seen);
      return seen <= NAMES_MAX;
    });
}

/** The sum as one fraction; most have a single denominator, and reducing those would cost more than all the rest. */
function totalOf(sum: FractionSum = new Map<bigint, bigint>()): Share {
  const [first, ...others] = [...sum].map(([denominator, numerator]) => ({ numerator, denominator }));
  return first === undefined ? ZERO : others.length === 0 ? first : sumShares([first, ...others]);
}

function degreesIn(patterns: readonly Pattern[], covers: (set: CountrySet) => boolean): Degrees {
  const degrees = { total: 0, fully: 0, partly: 0, not: 0 };
  for (const { fully, not, works } of patterns) {
    degrees.total += works;
    degrees[covers(fully) ? "fully" : covers(not) ? "not" : "partly"] += works;
  }
  return degrees;
}

function addTo(sum: FractionSum, { numerator, denominator }: Share): FractionSum {
  return sum.set(denominator, (sum.get(denominator) ?? 0n) + numerator);
}

function addAll(sum: FractionSum, other: FractionSum): FractionSum {
  for (const [denominator, numerator] of other) sum.set(denominator, (sum.get(denominator) ?? 0n) + numerator);
  return sum;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
