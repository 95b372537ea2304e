import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { chooseRate } from "../../../subgraphs/domain/distribution/exchange.ts";
import type { FxRate } from "../../../subgraphs/domain/distribution/exchange.ts";
import { netDues } from "../../../subgraphs/domain/distribution/netting.ts";
import type { Due } from "../../../subgraphs/domain/distribution/netting.ts";
import { daysOfQuarter, parseQuarter, quarterOf } from "../../../subgraphs/domain/distribution/quarter.ts";
import { readTerms } from "../../../subgraphs/domain/distribution/terms.ts";
import type { CurrencyCode } from "../../../subgraphs/domain/money.ts";
import type { LocalDate } from "../../../subgraphs/domain/period.ts";
import { share } from "../../../subgraphs/domain/shares.ts";

/** Shows the small rules around a run: multilateral netting, stated rates of exchange, quarters, and terms that cannot be meant. */
const CNY = "CNY" as CurrencyCode;
const EUR = "EUR" as CurrencyCode;
const GBP = "GBP" as CurrencyCode;
const day = (text: string): LocalDate => text as LocalDate;
const dues = fc.array(
  fc.record({
    from: fc.constantFrom("119", "052", "058", "038"),
    to: fc.constantFrom("119", "052", "058", "038"),
    currency: fc.constantFrom(CNY, EUR),
    minor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  }),
);

describe("netting between societies", () => {
  test("a chain of three debts becomes one payment", () => {
    const { positions, payments } = netDues([
      { from: "119", to: "052", currency: EUR, minor: 100n },
      { from: "052", to: "058", currency: EUR, minor: 100n },
      { from: "119", to: "119", currency: EUR, minor: 55n },
    ]);
    expect(payments).toEqual([{ from: "119", to: "058", currency: EUR, minor: 100n }]);
    expect(positions.map(({ society, netMinor }) => [society, netMinor])).toEqual([
      ["052", 0n],
      ["058", 100n],
      ["119", -100n],
    ]);
  });

  test("the net of every society is the sum of its gross, payments bring exactly that, and are no more than societies", () => {
    fc.assert(
      fc.property(dues, (all) => {
        const { positions, payments } = netDues(all);
        for (const { society, currency, netMinor } of positions) {
          const flow = (list: readonly Due[]) =>
            list
              .filter((due) => due.currency === currency && due.from !== due.to)
              .reduce((sum, { from, to, minor }) => sum + (to === society ? minor : 0n) - (from === society ? minor : 0n), 0n);
          expect(flow(all)).toBe(netMinor);
          expect(flow([...payments])).toBe(netMinor);
        }
        expect(payments.length).toBeLessThanOrEqual(positions.length);
        expect(netDues([...all].reverse())).toEqual({ positions, payments });
      }),
    );
  });
});

describe("rates of exchange", () => {
  const rates: FxRate[] = [
    { from: EUR, to: CNY, rate: share(8n, 1n), date: day("2026-01-02"), source: "table A" },
    { from: EUR, to: CNY, rate: share(7n, 1n), date: day("2026-03-31"), source: "table A" },
    { from: EUR, to: GBP, rate: share(4n, 5n), date: day("2026-02-01"), source: "table B" },
  ];
  test.each([
    ["as stated, the latest on the day", EUR, CNY, "2026-04-01", share(7n, 1n), "EUR/CNY"],
    ["not one of a later day", EUR, CNY, "2026-03-01", share(8n, 1n), "EUR/CNY"],
    ["turned round", CNY, EUR, "2026-04-01", share(1n, 7n), "1 / (EUR/CNY)"],
    ["over a currency between, exactly", CNY, GBP, "2026-04-01", share(4n, 35n), "1 / (EUR/CNY) x EUR/GBP"],
  ])("are chosen %s", (_, from, to, on, rate, by) => {
    expect(chooseRate(rates, { from, to }, day(on))).toMatchObject({ rate, by });
  });
  test("are not invented", () => {
    expect(chooseRate(rates, { from: CNY, to: "JPY" as CurrencyCode }, day("2026-04-01"))).toBeNull();
    expect(chooseRate(rates, { from: EUR, to: CNY }, day("2025-12-31"))).toBeNull();
  });
});

describe("quarters", () => {
  test("have a first day and a day after the last", () => {
    const quarter = parseQuarter("2026-q4");
    expect(quarter.ok && daysOfQuarter(quarter.value)).toEqual({ from: "2026-10-01", until: "2027-01-01" });
    expect(quarterOf(day("2026-03-31"))).toBe("2026-Q1");
    expect(quarterOf(day("2026-04-01"))).toBe("2026-Q2");
  });
  test.each(["2026", "2026-Q5", "26-Q1", ""])("%j is none", (text) => {
    expect(parseQuarter(text)).toMatchObject({ ok: false, problems: [{ code: "PERIOD_SYNTAX" }] });
  });
});

describe("terms of payment", () => {
  const stated = { agreementId: "agr_1", deductions: [], taxPercent: "0", taxReference: null, currency: EUR };
  test("a rate that is no percentage, and deductions above the gross, are problems", () => {
    expect(readTerms({ ...stated, taxPercent: "ten" })).toMatchObject({ ok: false, problems: [{ code: "RATE_SYNTAX" }] });
    const greedy = ["60", "50"].map((percent) => ({ kind: "OTHER" as const, base: "GROSS" as const, percent, reference: "" }));
    expect(readTerms({ ...stated, deductions: greedy })).toMatchObject({ ok: false, problems: [{ code: "DEDUCTIONS_EXCEED_GROSS" }] });
  });
});
