import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseCurrency } from "../../subgraphs/domain/money.ts";
import type { CurrencyCode } from "../../subgraphs/domain/money.ts";
import type { LocalDate } from "../../subgraphs/domain/period.ts";
import { share, WHOLE, ZERO } from "../../subgraphs/domain/shares.ts";
import { checkClause, clauseFor, feeOf, priceLines, splitByRight, unitsText } from "../../subgraphs/domain/tariffs.ts";
import type { TariffClause, UseVolume } from "../../subgraphs/domain/tariffs.ts";
import { countrySetOf, NO_COUNTRY } from "../../subgraphs/domain/territories/countrySet.ts";
import type { CountrySet, TisCode } from "../../subgraphs/domain/territories/countrySet.ts";

const CNY = currency("CNY");
const CHINA = "0156" as TisCode;
const USA = "0840" as TisCode;
const FRANCE = "0250" as TisCode;

describe("a clause", () => {
  test("without faults has none", () => {
    expect(checkClause(clause())).toEqual([]);
  });

  test.each<[string, Partial<TariffClause>, string]>([
    [
      "a split below one whole",
      {
        rightSplit: [
          { right: "OD", share: share(1n, 2n) },
          { right: "MD", share: share(1n, 3n) },
        ],
      },
      "RIGHT_SPLIT",
    ],
    ["a split of rights that the use does not need", { rightSplit: [{ right: "PR", share: WHOLE }] }, "RIGHT_SPLIT_RIGHTS"],
    ["a split that misses what a country needs otherwise", { use: "DOWNLOAD", countries: set(CHINA, USA) }, "RIGHT_SPLIT_RIGHTS"],
    [
      "a right split twice",
      {
        rightSplit: [
          { right: "OD", share: share(1n, 2n) },
          { right: "OD", share: share(1n, 2n) },
        ],
      },
      "RIGHT_SPLIT_REPEATED",
    ],
    [
      "a part below zero",
      {
        rightSplit: [
          { right: "OD", share: share(3n, 2n) },
          { right: "MD", share: share(-1n, 2n) },
        ],
      },
      "RIGHT_SPLIT_NEGATIVE",
    ],
    ["version 0", { version: 0 }, "CLAUSE_VERSION"],
    ["no country", { countries: NO_COUNTRY }, "CLAUSE_COUNTRIES"],
    ["an end before its beginning", { period: { from: day("2026-01-01"), until: day("2025-01-01") } }, "CLAUSE_PERIOD"],
    ["more than 100% of revenue", { percentOfRevenue: share(3n, 2n) }, "CLAUSE_PERCENT"],
    ["a minimum below zero", { minimumPerPlay: share(-1n, 2n) }, "CLAUSE_MINIMUM"],
    ["a tier with factor zero", { tiers: [{ name: "A", countries: set(CHINA), factor: ZERO }] }, "CLAUSE_TIER"],
  ])("with %s is refused", (_what, change, code) => {
    expect(checkClause(clause(change)).map((fault) => fault.code)).toContain(code);
  });

  test("is chosen by licensor, use, country and day, the newest version in force", () => {
    const clauses = [
      clause({ version: 1 }),
      clause({ version: 2, period: { from: day("2026-07-01"), until: null } }),
      clause({ version: 3, period: { from: day("2027-01-01"), until: null } }),
      clause({ id: "trf_other", version: 9, licensor: "052" }),
    ];
    const ask = { licensor: "119", use: "STREAM_INTERACTIVE", country: CHINA } as const;
    const chosen = (on: string): number | null => clauseFor(clauses, { ...ask, on: day(on) })?.version ?? null;
    expect([chosen("2025-12-31"), chosen("2026-01-01"), chosen("2026-07-01"), chosen("2027-01-01")]).toEqual([null, 1, 2, 3]);
    expect(clauseFor(clauses, { ...ask, country: FRANCE, on: day("2026-01-01") })).toBeNull();
  });
});

describe("a fee", () => {
  test.each<[string, UseVolume, bigint, string]>([
    ["the percentage of revenue", volume({ revenue: 1_000_000n }), 120_000n, "PERCENT_OF_REVENUE"],
    ["the minimum per subscriber where it is higher", volume({ revenue: 10_000n, subscribers: 100n }), 5_000n, "MINIMUM_PER_SUBSCRIBER"],
    ["the minimum per play where it is highest", volume({ revenue: 0n, plays: 100_000n, subscribers: 1n }), 10_000n, "MINIMUM_PER_PLAY"],
    ["the percentage where a minimum is only equal", volume({ revenue: 10_000n, subscribers: 24n }), 1_200n, "PERCENT_OF_REVENUE"],
    ["halves rounded to the even unit", volume({ revenue: 0n, plays: 5n }), 0n, "MINIMUM_PER_PLAY"],
    ["nothing for no use", volume({}), 0n, "PERCENT_OF_REVENUE"],
  ])("is %s", (_what, given, minor, rule) => {
    expect(feeOf(clause(), given)).toMatchObject({ money: { minor, currency: CNY }, rule });
  });

  test("multiplies minima, not the percentage, by the tier of the country", () => {
    const tiered = clause({ tiers: [{ name: "tier B", countries: set(CHINA), factor: share(1n, 2n) }] });
    expect(feeOf(tiered, volume({ subscribers: 100n })).money.minor).toBe(2_500n);
    expect(feeOf(tiered, volume({ subscribers: 100n })).because).toBe("minimum of 0.5 CNY x 100 subscribers x 0.5 (tier B)");
    expect(feeOf(tiered, volume({ revenue: 1_000_000n })).money.minor).toBe(120_000n);
    expect(feeOf(tiered, volume({ revenue: 1_000_000n })).because).toBe("12% of revenue 10000.00 CNY");
  });

  test("shows a minimum below the minor unit exactly", () => {
    expect(unitsText(share(1n, 10n), CNY)).toBe("0.001");
    expect(unitsText(share(1n, 10n), currency("JPY"))).toBe("0.1");
  });
});

describe("price lines", () => {
  test("under BLANKET are the full fee, under SHARES the fee times the licensed share of each right", () => {
    const licensed = (right: string) => (right === "OD" ? share(1n, 3n) : WHOLE);
    const given = volume({ revenue: 1_000_000n });
    const amounts = (basis: TariffClause["basis"]) =>
      priceLines(clause({ basis }), given, licensed).map(({ right, fullMinor, amountMinor }) => [right, fullMinor, amountMinor]);
    expect(amounts("BLANKET")).toEqual([
      ["OD", 90_000n, 90_000n],
      ["MD", 30_000n, 30_000n],
    ]);
    expect(amounts("SHARES")).toEqual([
      ["OD", 90_000n, 30_000n],
      ["MD", 30_000n, 30_000n],
    ]);
  });

  test("never lose a minor unit between the rights, and never ask more than the fee", () => {
    const part = fc.tuple(fc.bigInt({ min: 0n, max: 20n }), fc.bigInt({ min: 1n, max: 20n }));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 7n }), part, (revenue, weight, [numerator, more]) => {
        const split = [
          { right: "OD", share: share(weight, 7n) },
          { right: "MD", share: share(7n - weight, 7n) },
        ] as const;
        const priced = clause({ basis: "SHARES", rightSplit: split });
        const fee = feeOf(priced, volume({ revenue })).money;
        const total = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((sum, amount) => sum + amount, 0n);
        expect(total(splitByRight(priced, fee).values())).toBe(fee.minor);
        const lines = priceLines(priced, volume({ revenue }), () => share(numerator, numerator + more));
        expect(total(lines.map(({ fullMinor }) => fullMinor))).toBe(fee.minor);
        for (const { amountMinor, fullMinor } of lines) expect(amountMinor <= fullMinor && amountMinor >= 0n).toBe(true);
      }),
    );
  });
});

function clause(change: Partial<TariffClause> = {}): TariffClause {
  return {
    id: "trf_online",
    name: "Online 2026, 3.1",
    version: 1,
    licensor: "119",
    use: "STREAM_INTERACTIVE",
    countries: set(CHINA),
    period: { from: day("2026-01-01"), until: null },
    basis: "BLANKET",
    currency: CNY,
    percentOfRevenue: share(12n, 100n),
    minimumPerSubscriber: share(50n, 1n),
    minimumPerPlay: share(1n, 10n),
    tiers: [],
    rightSplit: [
      { right: "OD", share: share(3n, 4n) },
      { right: "MD", share: share(1n, 4n) },
    ],
    byLaw: null,
    text: "Twelve percent of revenue.",
    ...change,
  };
}

function volume({ revenue = 0n, plays = 0n, subscribers = 0n }: { revenue?: bigint; plays?: bigint; subscribers?: bigint }): UseVolume {
  return { country: CHINA, revenue: { minor: revenue, currency: CNY }, plays, subscribers };
}

function currency(code: string): CurrencyCode {
  const parsed = parseCurrency(code);
  if (!parsed.ok) throw new Error(code);
  return parsed.value;
}

function set(...codes: readonly TisCode[]): CountrySet {
  return countrySetOf(codes);
}

function day(text: string): LocalDate {
  return text as LocalDate;
}
