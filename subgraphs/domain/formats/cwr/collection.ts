import type { LocalDate } from "../../period.ts";
import type { CountrySet } from "../../territories/countrySet.ts";
import { differenceOf, intersectionOf, NO_COUNTRY, unionOf } from "../../territories/countrySet.ts";
import { expandTerritory } from "../../territories/tis.ts";
import type { CollectionRow, Shares } from "./picture.ts";

/** Where one party collects the same shares. */
export interface CollectionRegion {
  readonly shares: Shares;
  readonly countries: CountrySet;
  /** The first row that gave these shares. */
  readonly row: CollectionRow;
}

/**
 * What an ordered list of rows means, country by country: the last row that covers a country decides, `I` with its shares, `E` with nothing.
 * So the usual "world, except home, home with more" reads as it was meant. A group means its members on the day of the message (house rule).
 * Regions with no share at all (a place in the chain) are left out.
 */
export function regionsOf(rows: readonly CollectionRow[], on: LocalDate): CollectionRegion[] {
  const [only, second] = rows;
  if (only !== undefined && second === undefined) {
    const countries = only.sign === "I" && only.shares.some((share) => share !== 0) ? expandTerritory(only.territory, on) : NO_COUNTRY;
    return countries === NO_COUNTRY ? [] : [{ shares: only.shares, countries, row: only }];
  }
  let regions: CollectionRegion[] = [];
  for (const row of rows) {
    const named = expandTerritory(row.territory, on);
    regions = regions.map((region) => ({ ...region, countries: differenceOf(region.countries, named) }));
    if (row.sign === "I") regions.push({ shares: row.shares, countries: named, row });
  }
  return mergeRegions(regions);
}

function mergeRegions(regions: readonly CollectionRegion[]): CollectionRegion[] {
  const merged = new Map<string, CollectionRegion>();
  for (const region of regions) {
    if (region.countries === NO_COUNTRY || region.shares.every((share) => share === 0)) continue;
    const key = region.shares.join();
    const same = merged.get(key);
    merged.set(key, same === undefined ? region : { ...same, countries: unionOf(same.countries, region.countries) });
  }
  return [...merged.values()];
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
