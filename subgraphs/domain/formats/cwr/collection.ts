import type { LocalDate } from "../../period.ts";
import type { CountrySet } from "../../territories/countrySet.ts";
import { differenceOf, intersectionOf, NO_COUNTRY, unionOf } from "../../territories/countrySet.ts";
import { expandTerritory } from "../../territories/tis.ts";
import type { Affiliations } from "./affiliations.ts";
import { FAMILIES } from "./affiliations.ts";
import type { CollectionRow, Shares } from "./picture.ts";
import { EVERYBODY } from "./picture.ts";

/** Where one party collects the same shares. */
export interface CollectionRegion {
  readonly shares: Shares;
  readonly countries: CountrySet;
  /** The first row that gave these shares. */
  readonly row: CollectionRow;
  /** 3.x: the societies of these figures; null in 2.x, where the party's line has them. */
  readonly affiliations: Affiliations | null;
}

/**
 * What an ordered list of rows means, country by country: the last row that covers a country decides, `I` with its shares, `E` with nothing.
 * So the usual "world, except home, home with more" reads as it was meant. A group means its members on the day of the message (house rule).
 * Regions with no share at all (a place in the chain) are left out.
 *
 * In 3.x each recipient is told a list of its own: the rows for it and those for everybody. A claim holds whoever is told of it, so the lists are
 * laid over each other; where two recipients are told different figures of a right, the largest counts (house rule, as between statements).
 */
export function regionsOf(rows: readonly CollectionRow[], on: LocalDate): CollectionRegion[] {
  const recipients = recipientsOf(rows);
  if (recipients.length === 0) return regionsOfList(rows, on);
  return [EVERYBODY, ...recipients].reduce<CollectionRegion[]>(
    (united, recipient) => mergeRegions(largest(united, regionsOfList(rowsFor(rows, recipient), on))),
    [],
  );
}

/** Recipients of 3.x that rows name one by one; none in 2.x, and where all are for everybody. */
export function recipientsOf(rows: readonly CollectionRow[]): readonly string[] {
  if (!rows.some(({ terms }) => terms !== null && terms.recipient !== EVERYBODY)) return [];
  return [...new Set(rows.flatMap(({ terms }) => terms?.recipient ?? []))].filter((recipient) => recipient !== EVERYBODY);
}

/** What one recipient is told: the rows for it and those for everybody, in their order. */
export function rowsFor(rows: readonly CollectionRow[], recipient: string): readonly CollectionRow[] {
  return rows.filter(({ terms }) => terms === null || terms.recipient === EVERYBODY || terms.recipient === recipient);
}

/** What one list of rows means. */
export function regionsOfList(rows: readonly CollectionRow[], on: LocalDate): CollectionRegion[] {
  const [only, second] = rows;
  if (only !== undefined && second === undefined) {
    const countries = only.sign === "I" && only.shares.some((share) => share !== 0) ? expandTerritory(only.territory, on) : NO_COUNTRY;
    return countries === NO_COUNTRY ? [] : [{ shares: only.shares, countries, row: only, affiliations: only.terms?.affiliations ?? null }];
  }
  let regions: CollectionRegion[] = [];
  for (const row of rows) {
    const named = expandTerritory(row.territory, on);
    regions = regions.map((region) => ({ ...region, countries: differenceOf(region.countries, named) }));
    if (row.sign === "I") regions.push({ shares: row.shares, countries: named, row, affiliations: row.terms?.affiliations ?? null });
  }
  return mergeRegions(regions);
}

function mergeRegions(regions: readonly CollectionRegion[]): CollectionRegion[] {
  const merged = new Map<string, CollectionRegion>();
  for (const region of regions) {
    if (region.countries === NO_COUNTRY || region.shares.every((share) => share === 0)) continue;
    const { terms } = region.row;
    const key = terms === null ? region.shares.join() : JSON.stringify([region.shares, region.affiliations, terms.agreement]);
    const same = merged.get(key);
    merged.set(key, same === undefined ? region : { ...same, countries: unionOf(same.countries, region.countries) });
  }
  return [...merged.values()];
}

/** Two lists, neither of which overlaps itself, as one: right by right the larger figure, with its society. */
function largest(ones: readonly CollectionRegion[], others: readonly CollectionRegion[]): CollectionRegion[] {
  const united: CollectionRegion[] = [];
  let alone = others;
  for (const one of ones) {
    let left = one.countries;
    for (const other of others) {
      const common = intersectionOf(left, other.countries);
      if (common === NO_COUNTRY) continue;
      united.push({ ...largerOf(one, other), countries: common });
      left = differenceOf(left, common);
    }
    if (left !== NO_COUNTRY) united.push({ ...one, countries: left });
    alone = alone.map((other) => ({ ...other, countries: differenceOf(other.countries, one.countries) }));
  }
  return [...united, ...alone.filter(({ countries }) => countries !== NO_COUNTRY)];
}

function largerOf(one: CollectionRegion, other: CollectionRegion): CollectionRegion {
  const [a, b] = [one.shares, other.shares];
  const fromOther = a.map((share, at) => share < (b[at] ?? 0));
  const societies = FAMILIES.flatMap((family, at) => {
    const [first, second] = fromOther[at] === true ? [other, one] : [one, other];
    const society = first.affiliations?.[family] ?? second.affiliations?.[family];
    return society === undefined ? [] : [[family, society] as const];
  });
  const row = fromOther.every((larger, at) => larger || a[at] === b[at]) ? other.row : one.row;
  return {
    ...one,
    row,
    shares: [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2])],
    affiliations: Object.fromEntries(societies),
  };
}

/** A part of the world in which the shares of all regions add up to the same. */
export interface CollectionCell {
  readonly countries: CountrySet;
  readonly total: Shares;
  /** The regions that meet here. */
  readonly regions: readonly CollectionRegion[];
}

/** The regions of several parties laid over each other: cells do not overlap, and each says what meets there. */
export function cellsOf(regions: readonly CollectionRegion[]): CollectionCell[] {
  let cells: CollectionCell[] = [];
  for (const region of regions) {
    const next: CollectionCell[] = [];
    let left = region.countries;
    for (const cell of cells) {
      const common = intersectionOf(cell.countries, left);
      if (common === NO_COUNTRY) {
        next.push(cell);
        continue;
      }
      next.push({ countries: common, total: addShares(cell.total, region.shares), regions: [...cell.regions, region] });
      const outside = differenceOf(cell.countries, common);
      if (outside !== NO_COUNTRY) next.push({ ...cell, countries: outside });
      left = differenceOf(left, common);
    }
    if (left !== NO_COUNTRY) next.push({ countries: left, total: region.shares, regions: [region] });
    cells = next;
  }
  return cells;
}

/** Right by right. */
function addShares([a, b, c]: Shares, [x, y, z]: Shares): Shares {
  return [a + x, b + y, c + z];
}

const NO_SHARES: Shares = [0, 0, 0];

/** The sum of the shares of many entries. */
export function totalShares(entries: Iterable<{ readonly shares: Shares }>): Shares {
  let total = NO_SHARES;
  for (const { shares } of entries) total = addShares(total, shares);
  return total;
}
