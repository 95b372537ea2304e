import { figureFor } from "../ownership/layers.ts";
import { intersectPeriods, isEmptyPeriod } from "../period.ts";
import type { Period } from "../period.ts";
import { FAMILY_RIGHTS } from "../rights.ts";
import type { RightFamily } from "../rights.ts";
import type { Claim, Figure } from "../statements.ts";
import { NO_COUNTRY, countriesOf, differenceOf, intersectionOf, storedCountrySet } from "../territories/countrySet.ts";
import type { CountrySet } from "../territories/countrySet.ts";

/** Some countries during some days. */
interface Region {
  readonly countries: CountrySet;
  readonly period: Period;
}

/**
 * Lines of one statement, by the claim that each comes from, with a figure for each right of some families instead of one for the family. They say the same:
 * where another line of the same party names a single right, a family's figure does not speak of it, and is left out there. A claim without a figure
 * for such a family is its own only line.
 */
export function singleLines(claims: readonly Claim[], families: readonly RightFamily[]): ReadonlyMap<string, readonly Claim[]> {
  return new Map(
    claims.map((claim) => {
      const told = families.filter((family) => claim.figures.some(({ right }) => right === family));
      return [claim.id, told.length === 0 ? [claim] : linesOf(claim, { claims, families: told })] as const;
    }),
  );
}

function linesOf(claim: Claim, at: { readonly claims: readonly Claim[]; readonly families: readonly RightFamily[] }): Claim[] {
  const whole: Region = { countries: claim.territories.countries, period: claim.period };
  const regions = new Map<string, { readonly region: Region; readonly figures: Figure[] }>();
  const add = (region: Region, figure: Figure): void => {
    const key = `${storedCountrySet(region.countries)}|${region.period.from ?? ""}|${region.period.until ?? ""}`;
    const found = regions.get(key) ?? { region, figures: [] };
    found.figures.push(figure);
    regions.set(key, found);
  };
  for (const figure of claim.figures) if (!at.families.some((family) => family === figure.right)) add(whole, figure);
  const others = at.claims.filter((one) => one !== claim && one.partyId === claim.partyId);
  for (const family of at.families) {
    for (const right of FAMILY_RIGHTS[family]) {
      const figure = figureFor(claim.figures, right);
      if (figure === null || figure.right === right) continue;
      const named = others.filter(({ figures }) => figures.some((one) => one.right === right));
      for (const region of without(whole, named)) add(region, { right, share: figure.share });
    }
  }
  return [...regions.values()].map(({ region, figures }) => lineIn(claim, region, figures));
}

function lineIn(claim: Claim, { countries, period }: Region, figures: readonly Figure[]): Claim {
  if (countries === claim.territories.countries) return { ...claim, figures, period };
  const rows = countriesOf(countries).map((territory) => ({ sign: "I" as const, territory }));
  return { ...claim, figures, period, territories: { ...claim.territories, rows, countries } };
}

/** A region without those of some claims, in parts that do not overlap. */
function without(whole: Region, claims: readonly Claim[]): Region[] {
  let parts = [whole];
  for (const { territories, period } of claims) parts = parts.flatMap((part) => cut(part, { countries: territories.countries, period }));
  return parts;
}

function cut(part: Region, hole: Region): Region[] {
  const countries = intersectionOf(part.countries, hole.countries);
  const inside = countries === NO_COUNTRY ? null : intersectPeriods(part.period, hole.period);
  if (inside === null) return [part];
  const rest = differenceOf(part.countries, hole.countries);
  const earlier: Period = { from: part.period.from, until: inside.from };
  const later: Period = { from: inside.until, until: part.period.until };
  return [
    ...(rest === NO_COUNTRY ? [] : [{ countries: rest, period: part.period }]),
    ...(inside.from === null || isEmptyPeriod(earlier) ? [] : [{ countries, period: earlier }]),
    ...(inside.until === null || isEmptyPeriod(later) ? [] : [{ countries, period: later }]),
  ];
}
