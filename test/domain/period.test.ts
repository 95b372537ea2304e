// Periods are half-open: the last day is the one before `until`. Intersection is compared with counting days.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { LocalDate, Period } from "../../subgraphs/domain/period.ts";
import {
  ALWAYS,
  comparePeriods,
  containsDay,
  equalPeriods,
  intersectPeriods,
  isEmptyPeriod,
  nextDay,
  parseLocalDate,
  singleDay,
} from "../../subgraphs/domain/period.ts";

const day = (text: string): LocalDate => {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
};

/** Days of one short span, so that brute force can try them all. */
const SPAN = Array.from({ length: 40 }, (_, n) => day(new Date(Date.UTC(2024, 1, 10 + n)).toISOString().slice(0, 10)));
const days = fc.constantFrom(...SPAN);
const periods: fc.Arbitrary<Period> = fc.record({ from: fc.option(days), until: fc.option(days) });

describe("days", () => {
  it.each(["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])("reads %s", (text) => expect(parseLocalDate(text)).toBe(text));

  it.each([
    "2026-02-30",
    "2023-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "20260101",
    "2026-01-01T00:00:00Z",
    "",
    " 2026-01-01",
    "+12026-01-01",
  ])("refuses %j", (text) => expect(parseLocalDate(text)).toBeNull());

  it.each([
    ["2024-02-28", "2024-02-29"],
    ["2023-02-28", "2023-03-01"],
    ["2025-12-31", "2026-01-01"],
    ["1969-12-31", "1970-01-01"],
    ["0099-12-31", "0100-01-01"],
  ])("after %s comes %s", (one, next) => expect(nextDay(day(one))).toBe(next));

  it("stops where no later day can be written", () => expect(() => nextDay(day("9999-12-31"))).toThrow(/9999-12-31/));
});

describe("periods", () => {
  it("hold their first day and not their end", () => {
    const period = { from: day("2024-03-01"), until: day("2024-03-10") };
    expect(["2024-02-29", "2024-03-01", "2024-03-09", "2024-03-10"].map((text) => containsDay(period, day(text)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(containsDay(ALWAYS, day("0001-01-01"))).toBe(true);
    expect(SPAN.filter((at) => containsDay(singleDay(day("2024-02-29")), at))).toEqual(["2024-02-29"]);
  });

  it("meet on the days they have in common", () => {
    fc.assert(
      fc.property(periods, periods, (one, other) => {
        const both = intersectPeriods(one, other);
        const common = SPAN.filter((at) => containsDay(one, at) && containsDay(other, at));
        expect(SPAN.filter((at) => both !== null && containsDay(both, at))).toEqual(common);
        expect(intersectPeriods(other, one)).toEqual(both);
        if (both !== null) expect(isEmptyPeriod(both)).toBe(false);
      }),
    );
  });

  it("are empty just when no day is in them", () => {
    fc.assert(
      fc.property(days, days, (from, until) => {
        expect(isEmptyPeriod({ from, until })).toBe(SPAN.every((at) => !containsDay({ from, until }, at)));
      }),
    );
    expect(isEmptyPeriod(ALWAYS)).toBe(false);
  });

  it("sort by start, then by end, open sides first and last", () => {
    const [a, b, c] = [
      { from: null, until: day("2024-03-01") },
      { from: day("2024-03-01"), until: day("2024-04-01") },
      { from: day("2024-03-01"), until: null },
    ];
    expect([c, b, a].sort(comparePeriods)).toEqual([a, b, c]);
    fc.assert(
      fc.property(periods, periods, (one, other) => {
        expect(comparePeriods(one, other)).toBe(0 - comparePeriods(other, one));
        expect(comparePeriods(one, other) === 0).toBe(equalPeriods(one, other));
      }),
    );
  });
});
