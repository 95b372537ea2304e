import { equalPeriods, periodsMeet } from "../period.ts";
import type { LocalDate, Period } from "../period.ts";
import { NO_COUNTRY, intersectionOf, unionOf, withoutPart } from "../territories/countrySet.ts";
import type { CountrySet } from "../territories/countrySet.ts";
import type { At, Places } from "./places.ts";

/** A part of the area in which the same layers lie everywhere: `members` are their indices, ascending. */
export interface Block {
  readonly countries: CountrySet;
  readonly members: readonly number[];
}

/** The days of the area between two neighbouring boundaries, with the blocks of countries in it, the one with the lowest country first. */
export interface Slice {
  readonly period: Period;
  readonly blocks: readonly Block[];
}

/** Some countries during some days. */
export interface Region {
  readonly countries: CountrySet;
  readonly period: Period;
}

/** Countries that lie in the same places. */
interface Cut {
  countries: CountrySet;
  /** By the number of a place. */
  readonly isIn: boolean[];
}

/**
 * Cuts an area along the edges of layers: into the days between boundaries, and each of these into sets of countries.
 * Work grows with boundaries x distinct country sets, never with countries or days; rights that have the same places are cut together.
 */
export class Partition {
  readonly #places: Places;
  readonly #whole: Period;
  /** Null for the whole area on all days. */
  readonly #spans: readonly Region[] | null;
  readonly #cuts = new Map<string, readonly Cut[]>();

  /** Where some of the countries are asked for on some of the days only, `spans` are the parts that are asked for. */
  constructor(places: Places, whole: Period, spans: readonly Region[] | undefined) {
    this.#places = places;
    this.#whole = whole;
    const [only] = spans ?? [];
    const isWhole = spans === undefined || (spans.length === 1 && only?.countries === places.whole && equalPeriods(only.period, whole));
    this.#spans = isWhole ? null : spans;
  }

  slices(layers: readonly At[]): Slice[] {
    return this.#days(layers).map((period) => {
      const there = this.#askedIn(period);
      return { period, blocks: there === NO_COUNTRY ? [] : this.#blocks(there, period, layers) };
    });
  }

  #askedIn(period: Period): CountrySet {
    if (this.#spans === null) return this.#places.whole;
    return this.#spans.flatMap((span) => (periodsMeet(span.period, period) ? [span.countries] : [])).reduce(unionOf, NO_COUNTRY);
  }

  #days(layers: readonly At[]): readonly Period[] {
    const whole = this.#whole;
    const cut = layers.filter(({ period }) => period !== whole);
    if (cut.length === 0 && this.#spans === null) return [whole];
    const edges = new Set<LocalDate>();
    for (const { period } of [...(this.#spans ?? []), ...cut]) {
      for (const day of [period.from, period.until]) if (day !== null && isInside(whole, day)) edges.add(day);
    }
    const days = [whole.from, ...[...edges].sort(), whole.until];
    return days.slice(1).map((until, index) => ({ from: days[index] ?? null, until }));
  }

  #blocks(there: CountrySet, period: Period, layers: readonly At[]): Block[] {
    const active: number[] = [];
    const places: number[] = [];
    const isListed: boolean[] = [];
    for (let index = 0; index < layers.length; index += 1) {
      const layer = layers[index];
      if (layer === undefined || (layer.period !== this.#whole && !periodsMeet(layer.period, period))) continue;
      active.push(index);
      if (isListed[layer.place] === true) continue;
      isListed[layer.place] = true;
      places.push(layer.place);
    }
    return this.#cutsOf(there, places).map(({ countries, isIn }) => {
      const members: number[] = [];
      for (const index of active) if (isIn[layers[index]?.place ?? 0] === true) members.push(index);
      return { countries, members };
    });
  }

  #cutsOf(there: CountrySet, places: number[]): readonly Cut[] {
    const key = `${this.#places.numberOf(there)}:${places.sort((one, other) => one - other).join()}`;
    const known = this.#cuts.get(key);
    if (known !== undefined) return known;
    const cuts: Cut[] = [{ countries: there, isIn: [] }];
    for (const place of places) split(cuts, place, this.#places.sets[place] ?? NO_COUNTRY);
    const ordered = byLowestCountry(cuts);
    this.#cuts.set(key, ordered);
    return ordered;
  }
}

function byLowestCountry(cuts: readonly Cut[]): readonly Cut[] {
  if (cuts.length < 2) return cuts;
  return cuts
    .map((cut) => ({ cut, lowest: cut.countries & -cut.countries }))
    .sort((one, other) => (one.lowest < other.lowest ? -1 : 1))
    .map(({ cut }) => cut);
}

function split(cuts: Cut[], place: number, set: CountrySet): void {
  // Those that are added lie outside, and need no look.
  const count = cuts.length;
  for (let at = 0; at < count; at += 1) {
    const cut = cuts[at];
    const inside = cut === undefined ? NO_COUNTRY : intersectionOf(cut.countries, set);
    if (cut === undefined || inside === NO_COUNTRY) continue;
    if (inside !== cut.countries) {
      cuts.push({ countries: withoutPart(cut.countries, inside), isIn: [...cut.isIn] });
      cut.countries = inside;
    }
    cut.isIn[place] = true;
  }
}

function isInside({ from, until }: Period, day: LocalDate): boolean {
  return (from === null || from < day) && (until === null || day < until);
}
