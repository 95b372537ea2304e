import { periodsMeet } from "../period.ts";
import type { LocalDate, Period } from "../period.ts";
import { NO_COUNTRY, differenceOf, intersectionOf, unionOf } from "../territories/countrySet.ts";
import type { CountrySet } from "../territories/countrySet.ts";

/** Some countries during some days. */
export interface Region {
  readonly countries: CountrySet;
  readonly period: Period;
}

/** What is cut: countries on all days, or only where `spans` say so. */
export interface Area extends Region {
  readonly spans?: readonly Region[] | undefined;
}

/** A part of the area in which the same regions lie everywhere: `members` are their indices, ascending. */
export interface Block extends Region {
  readonly members: readonly number[];
}

/** The days of the area between two neighbouring boundaries, with the blocks of countries in it. */
export interface Slice {
  readonly period: Period;
  readonly blocks: readonly Block[];
}

/**
 * Cuts an area along the edges of regions: into the days between boundaries, and each of these into sets of countries.
 * Work grows with boundaries x distinct country sets, never with countries or days.
 */
export function partition({ countries, period: whole, spans }: Area, regions: readonly Region[]): Slice[] {
  const asked = spans ?? [{ countries, period: whole }];
  return slicesOf(whole, [...asked, ...regions]).map((period) => {
    const there = asked.flatMap((span) => (periodsMeet(span.period, period) ? [span.countries] : [])).reduce(unionOf, NO_COUNTRY);
    return { period, blocks: there === NO_COUNTRY ? [] : blocksOf(there, period, regions) };
  });
}

function slicesOf(whole: Period, regions: readonly Region[]): Period[] {
  const cuts = new Set<LocalDate>();
  for (const { period } of regions) {
    for (const day of [period.from, period.until]) if (day !== null && isInside(whole, day)) cuts.add(day);
  }
  const edges = [whole.from, ...[...cuts].sort(), whole.until];
  return edges.slice(1).map((until, index) => ({ from: edges[index] ?? null, until }));
}

function isInside({ from, until }: Period, day: LocalDate): boolean {
  return (from === null || from < day) && (until === null || day < until);
}

function blocksOf(countries: CountrySet, period: Period, regions: readonly Region[]): Block[] {
  const bySet = new Map<CountrySet, number[]>();
  regions.forEach((region, index) => {
    if (!periodsMeet(region.period, period)) return;
    const inside = intersectionOf(region.countries, countries);
    if (inside === NO_COUNTRY) return;
    const members = bySet.get(inside);
    if (members === undefined) bySet.set(inside, [index]);
    else members.push(index);
  });
  let blocks: { countries: CountrySet; members: number[] }[] = [{ countries, members: [] }];
  for (const [set, indices] of bySet) blocks = split(blocks, set, indices);
  return blocks.map((block) => ({ countries: block.countries, period, members: block.members.sort((one, other) => one - other) }));
}

function split(
  blocks: readonly { countries: CountrySet; members: number[] }[],
  set: CountrySet,
  indices: readonly number[],
): { countries: CountrySet; members: number[] }[] {
  const result = [];
  for (const block of blocks) {
    const inside = intersectionOf(block.countries, set);
    if (inside === NO_COUNTRY) {
      result.push(block);
      continue;
    }
    if (inside !== block.countries) result.push({ countries: differenceOf(block.countries, inside), members: [...block.members] });
    block.members.push(...indices);
    result.push({ countries: inside, members: block.members });
  }
  return result;
}
