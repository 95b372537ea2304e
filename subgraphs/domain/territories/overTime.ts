import { cutPeriod, joinSnapshots } from "../mandates/sweep.ts";
import type { LocalDate, Period } from "../period.ts";
import { type CountrySet, NO_COUNTRY, type TisCode, unionOf } from "./countrySet.ts";
import { expandTerritory, territoryChanges } from "./tis.ts";

/** Some countries during some days. */
export interface CountrySpan {
  readonly countries: CountrySet;
  readonly period: Period;
}

/** Before the first change that TIS knows. */
const FIRST_DAY = "0001-01-01" as LocalDate;

/**
 * The countries that territories name together on each day of a period: every country with its unbroken runs of days in it, those of
 * one run together. The European Union over 2012 to 2021 gains Croatia in 2013 and loses the United Kingdom in 2020.
 */
export function expandOver(territories: readonly TisCode[], period: Period): readonly CountrySpan[] {
  const boundaries = territoryChanges.map((day) => ({ from: day, until: null }));
  const snapshots = cutPeriod(period, boundaries).map((part) => {
    const on = part.from ?? FIRST_DAY;
    const countries = territories.map((code) => expandTerritory(code, on)).reduce(unionOf, NO_COUNTRY);
    return { period: part, parts: countries === NO_COUNTRY ? [] : [{ key: "", content: null, countries }] };
  });
  return joinSnapshots(snapshots).map(({ countries, period: days }) => ({ countries, period: days }));
}
