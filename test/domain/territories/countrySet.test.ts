// Country sets as bits behave as sets of countries: every operation against the plain Set of the language.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { TisCode } from "../../../subgraphs/domain/territories/countrySet.ts";
import {
  countCountries,
  countriesOf,
  countrySetOf,
  differenceOf,
  hasCountry,
  intersectionOf,
  NO_COUNTRY,
  parseStoredCountrySet,
  storedCountrySet,
  unionOf,
  withoutPart,
} from "../../../subgraphs/domain/territories/countrySet.ts";
import { allTerritories } from "../../../subgraphs/domain/territories/tis.ts";

const COUNTRIES = allTerritories()
  .filter(({ kind }) => kind === "COUNTRY")
  .map(({ code }) => code);

const some = fc.subarray(COUNTRIES);

/** The same countries in the same order, by brute force. */
function sorted(codes: Iterable<TisCode>): TisCode[] {
  return [...new Set(codes)].sort();
}

describe("country sets", () => {
  it("give back the countries they were made of, in order of code, whatever the order before", () => {
    fc.assert(
      fc.property(
        some.chain((codes) => fc.tuple(fc.constant(codes), fc.shuffledSubarray([...codes, ...codes], { minLength: codes.length * 2 }))),
        ([codes, mixed]) => {
          expect(countriesOf(countrySetOf(mixed))).toEqual(sorted(codes));
          expect(countrySetOf(mixed)).toBe(countrySetOf(codes));
        },
      ),
    );
  });

  it("unite, intersect and subtract as sets do", () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [left, right] = [countrySetOf(one), countrySetOf(other)];
        const there = new Set(other);
        expect(countriesOf(unionOf(left, right))).toEqual(sorted([...one, ...other]));
        expect(countriesOf(intersectionOf(left, right))).toEqual(sorted(one.filter((code) => there.has(code))));
        expect(countriesOf(differenceOf(left, right))).toEqual(sorted(one.filter((code) => !there.has(code))));
        expect(withoutPart(left, intersectionOf(left, right))).toBe(differenceOf(left, right));
        expect(countCountries(left)).toBe(new Set(one).size);
      }),
    );
  });

  it("obey the laws of set algebra", () => {
    fc.assert(
      fc.property(some.map(countrySetOf), some.map(countrySetOf), some.map(countrySetOf), (a, b, c) => {
        expect(intersectionOf(a, unionOf(b, c))).toBe(unionOf(intersectionOf(a, b), intersectionOf(a, c)));
        expect(differenceOf(a, unionOf(b, c))).toBe(intersectionOf(differenceOf(a, b), differenceOf(a, c)));
        expect(unionOf(differenceOf(a, b), intersectionOf(a, b))).toBe(a);
        expect(intersectionOf(differenceOf(a, b), b)).toBe(NO_COUNTRY);
      }),
    );
  });

  it("know their members", () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...COUNTRIES), (codes, code) => hasCountry(countrySetOf(codes), code) === codes.includes(code)),
    );
  });

  it("survive storing", () => {
    fc.assert(fc.property(some.map(countrySetOf), (set) => parseStoredCountrySet(storedCountrySet(set)) === set));
  });

  it("are empty when nothing is in them", () => {
    expect(countriesOf(NO_COUNTRY)).toEqual([]);
    expect(countrySetOf([])).toBe(NO_COUNTRY);
  });
});
