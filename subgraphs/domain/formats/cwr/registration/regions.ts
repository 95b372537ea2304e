import { invariant } from "../../../invariant.ts";
import type { LocalDate } from "../../../period.ts";
import type { RightFamily } from "../../../rights.ts";
import { RIGHT_FAMILIES } from "../../../rights.ts";
import type { Share } from "../../../shares.ts";
import { addShares, equalShares, isZeroShare, ZERO } from "../../../shares.ts";
import type { ScopeRow } from "../../../statements.ts";
import type { CountrySet } from "../../../territories/countrySet.ts";
import { countCountries, differenceOf, intersectionOf, NO_COUNTRY, unionOf } from "../../../territories/countrySet.ts";
import { expandTerritory, nameCountries, WORLD } from "../../../territories/tis.ts";

/** What one party has of each family. */
export type FamilyShares = Readonly<Record<RightFamily, Share>>;

export const NO_SHARES: FamilyShares = { PERFORMING: ZERO, MECHANICAL: ZERO, SYNC: ZERO };

/** Where one party collects the same. */
export interface Region {
  readonly countries: CountrySet;
  readonly shares: FamilyShares;
}

/** A row of an ordered list with what is collected there (SPT, SWT). */
export interface RegionRow extends ScopeRow {
  readonly shares: FamilyShares;
}

export function addFamilies(one: FamilyShares, other: FamilyShares): FamilyShares {
  return familiesOf((family) => addShares(one[family], other[family]));
}

export function familiesOf(shareOf: (family: RightFamily) => Share): FamilyShares {
  return { PERFORMING: shareOf("PERFORMING"), MECHANICAL: shareOf("MECHANICAL"), SYNC: shareOf("SYNC") };
}

function equalFamilies(one: FamilyShares, other: FamilyShares): boolean {
  return RIGHT_FAMILIES.every((family) => equalShares(one[family], other[family]));
}

export function isNothing(shares: FamilyShares): boolean {
  return RIGHT_FAMILIES.every((family) => isZeroShare(shares[family]));
}

/** Regions that may overlap, laid over each other: what meets adds up, equal ones are one, none overlap; the largest first, equal ones as they came. */
export function layRegions(regions: readonly Region[]): Region[] {
  let cells: Region[] = [];
  for (const region of regions) {
    const next: Region[] = [];
    let left = region.countries;
    for (const cell of cells) {
      const common = intersectionOf(cell.countries, left);
      if (common !== NO_COUNTRY) next.push({ countries: common, shares: addFamilies(cell.shares, region.shares) });
      const outside = differenceOf(cell.countries, common);
      if (outside !== NO_COUNTRY) next.push({ countries: outside, shares: cell.shares });
      left = differenceOf(left, common);
    }
    if (left !== NO_COUNTRY) next.push({ countries: left, shares: region.shares });
    cells = next;
  }
  return merged(cells).sort((one, other) => countCountries(other.countries) - countCountries(one.countries));
}

function merged(cells: readonly Region[]): Region[] {
  const found: Region[] = [];
  for (const cell of cells) {
    if (isNothing(cell.shares)) continue;
    const at = found.findIndex(({ shares }) => equalFamilies(shares, cell.shares));
    const same = found[at];
    if (same === undefined) found.push(cell);
    else found[at] = { shares: same.shares, countries: unionOf(same.countries, cell.countries) };
  }
  return found;
}

/**
 * The ordered list that says what these regions say (the last row that covers a country decides): the submitter's own rows where they still
 * mean the same on that day, else the largest region first, named as the World without the rest where that is shorter. The regions are laid,
 * and of countries that exist on that day.
 */
export function rowsOfRegions(regions: readonly Region[], stated: readonly ScopeRow[], on: LocalDate): readonly RegionRow[] {
  if (regions.length === 0) return [];
  const own = filledRows(stated, regions, on);
  if (own !== null) return own;
  const [largest, ...others] = regions;
  invariant(largest !== undefined, "there is a region");
  const rows = [...largestRows(largest, on), ...others.flatMap(({ countries, shares }) => included(countries, shares, on))];
  invariant(isSame(regions, rows, on), "the rows that are written mean the regions that were stated");
  return rows;
}

function included(countries: CountrySet, shares: FamilyShares, on: LocalDate): RegionRow[] {
  return nameCountries(countries, on).map((territory) => ({ sign: "I", territory, shares }));
}

function largestRows({ countries, shares }: Region, on: LocalDate): RegionRow[] {
  const named = included(countries, shares, on);
  const rest = differenceOf(expandTerritory(WORLD, on), countries);
  const without = rest === NO_COUNTRY ? [] : nameCountries(rest, on);
  if (named.length <= without.length + 1) return named;
  const excluded = without.map((territory): RegionRow => ({ sign: "E", territory, shares: NO_SHARES }));
  return [{ sign: "I", territory: WORLD, shares }, ...excluded];
}

/** The stated rows with the shares of the countries that each decides (of none: those of the largest region). Null where they mean something else. */
function filledRows(stated: readonly ScopeRow[], regions: readonly Region[], on: LocalDate): readonly RegionRow[] | null {
  let later = NO_COUNTRY;
  const rows: RegionRow[] = [];
  for (const { sign, territory } of [...stated].reverse()) {
    const named = expandTerritory(territory, on);
    const decided = differenceOf(named, later);
    later = unionOf(later, named);
    const region = regions.find(({ countries }) => decided === NO_COUNTRY || intersectionOf(countries, decided) !== NO_COUNTRY);
    rows.unshift({ sign, territory, shares: sign === "E" ? NO_SHARES : (region?.shares ?? NO_SHARES) });
  }
  return isSame(regions, rows, on) ? rows : null;
}

/** What an ordered list means, laid as regions are. */
function regionsOfRows(rows: readonly RegionRow[], on: LocalDate): Region[] {
  let regions: Region[] = [];
  for (const { sign, territory, shares } of rows) {
    const named = expandTerritory(territory, on);
    regions = regions.map((region) => ({ ...region, countries: differenceOf(region.countries, named) }));
    if (sign === "I") regions.push({ countries: named, shares });
  }
  return layRegions(regions.filter(({ countries }) => countries !== NO_COUNTRY));
}

function isSame(regions: readonly Region[], rows: readonly RegionRow[], on: LocalDate): boolean {
  const meant = regionsOfRows(rows, on);
  return (
    meant.length === regions.length &&
    regions.every(({ countries, shares }) => meant.some((one) => one.countries === countries && equalFamilies(one.shares, shares)))
  );
}
