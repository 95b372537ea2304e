import { intersectPeriods } from "../period.ts";
import type { Period } from "../period.ts";
import { NO_COUNTRY, intersectionOf } from "../territories/countrySet.ts";
import type { CountrySet } from "../territories/countrySet.ts";

/** Where and when, within the asked area: some of its countries by their number, and some of its days. */
export interface At {
  readonly place: number;
  readonly period: Period;
}

/** No country of the asked area. */
export const OUTSIDE = -1;

/**
 * Numbers the sets of countries that a question meets, cut to those that are asked for: number 0 is all of these. Claims name few different
 * sets, again and again, and small numbers are compared and listed in a fraction of the time that sets take.
 */
export class Places {
  readonly whole: CountrySet;
  /** By their number. */
  readonly sets: CountrySet[];
  readonly #numbers: Map<CountrySet, number>;

  constructor(whole: CountrySet) {
    this.whole = whole;
    this.sets = [whole];
    this.#numbers = new Map([[whole, 0]]);
  }

  numberOf(countries: CountrySet): number {
    const known = this.#numbers.get(countries);
    if (known !== undefined) return known;
    const number = this.#insideNumber(intersectionOf(countries, this.whole));
    this.#numbers.set(countries, number);
    return number;
  }

  #insideNumber(inside: CountrySet): number {
    if (inside === NO_COUNTRY) return OUTSIDE;
    const known = this.#numbers.get(inside);
    if (known !== undefined) return known;
    const number = this.sets.push(inside) - 1;
    this.#numbers.set(inside, number);
    return number;
  }
}

/** The days of a period within a whole one; where it covers that, the very same object, so that most need no comparison. */
export function clipPeriod(period: Period, whole: Period): Period | null {
  const startsBefore = period.from === null || (whole.from !== null && period.from <= whole.from);
  const endsAfter = period.until === null || (whole.until !== null && whole.until <= period.until);
  return startsBefore && endsAfter ? whole : intersectPeriods(period, whole);
}
