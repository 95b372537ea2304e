// Money is whole minor units: amounts are read exactly, split without loss, converted with one rounding.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { CurrencyCode } from "../../subgraphs/domain/money.ts";
import {
  addMoney,
  allocate,
  amountText,
  convert,
  minorUnitsOf,
  money,
  multiplyByShare,
  negate,
  parseAmount,
  parseCurrency,
  parseRate,
  roundHalfEven,
  sumMoney,
} from "../../subgraphs/domain/money.ts";
import type { Outcome } from "../../subgraphs/domain/outcome.ts";
import { share, WHOLE, ZERO } from "../../subgraphs/domain/shares.ts";

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.problems[0]?.message ?? "refused");
}
function codeOf(outcome: Outcome<unknown>): string | undefined {
  return outcome.ok ? "ok" : outcome.problems[0]?.code;
}

const currency = (code: string) => valueOf(parseCurrency(code));
const [EUR, JPY, KWD, CLF, CNY] = [currency("EUR"), currency("JPY"), currency("KWD"), currency("CLF"), currency("CNY")];

describe("currencies (ISO 4217)", () => {
  it.each([
    ["JPY", 0],
    ["KRW", 0],
    ["CLP", 0],
    ["ISK", 0],
    ["VND", 0],
    ["XAF", 0],
    ["XOF", 0],
    ["XPF", 0],
    ["PYG", 0],
    ["UGX", 0],
    ["UYI", 0],
    ["BHD", 3],
    ["IQD", 3],
    ["JOD", 3],
    ["KWD", 3],
    ["LYD", 3],
    ["OMR", 3],
    ["TND", 3],
    ["CLF", 4],
    ["UYW", 4],
    ["CNY", 2],
    ["EUR", 2],
    ["GBP", 2],
    ["HKD", 2],
    ["MOP", 2],
    ["HUF", 2],
  ])("%s has %i decimals", (code, units) => expect(minorUnitsOf(currency(code))).toBe(units));

  it("refuses what is not paid in, and what is no currency", () => {
    for (const code of ["XAU", "XXX", "XTS", "XDR"]) expect(codeOf(parseCurrency(code))).toBe("CURRENCY_WITHOUT_MINOR_UNIT");
    for (const code of ["", "EURO", "ZZZ", "€"]) expect(codeOf(parseCurrency(code))).toBe("CURRENCY_UNKNOWN");
    expect(valueOf(parseCurrency(" eur "))).toBe("EUR");
    expect(() => minorUnitsOf("ZZZ" as CurrencyCode)).toThrow(/parseCurrency/);
  });
});

describe("amounts", () => {
  it.each([
    ["1234.5", EUR, 123450n, "1234.50"],
    ["-0.07", EUR, -7n, "-0.07"],
    ["0", EUR, 0n, "0.00"],
    ["-0.00", EUR, 0n, "0.00"],
    ["1234", JPY, 1234n, "1234"],
    ["-5", JPY, -5n, "-5"],
    ["0.001", KWD, 1n, "0.001"],
    ["12.3456", CLF, 123456n, "12.3456"],
    ["999999999999999999999999999999.99", EUR, 99999999999999999999999999999999n, "999999999999999999999999999999.99"],
  ])("reads %s in %s", (text, code, minor, shown) => {
    const amount = valueOf(parseAmount(text, code));
    expect(amount).toEqual({ minor, currency: code });
    expect(amountText(amount)).toBe(shown);
  });

  it.each([
    ["12.345", EUR, "AMOUNT_DECIMALS"],
    ["12.0", JPY, "AMOUNT_DECIMALS"],
    ["1,234.50", EUR, "AMOUNT_SYNTAX"],
    ["1e3", EUR, "AMOUNT_SYNTAX"],
    [".5", EUR, "AMOUNT_SYNTAX"],
    ["5.", EUR, "AMOUNT_SYNTAX"],
    ["", EUR, "AMOUNT_SYNTAX"],
    ["NaN", EUR, "AMOUNT_SYNTAX"],
    ["٣", EUR, "AMOUNT_SYNTAX"],
    ["9".repeat(31), EUR, "AMOUNT_SYNTAX"],
  ])("refuses %j in %s: %s", (text, code, problem) => expect(codeOf(parseAmount(text, code))).toBe(problem));

  // the largest whole part that an amount may have
  const THIRTY_DIGITS = 10n ** 30n - 1n;

  it("reads every amount it writes", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -THIRTY_DIGITS, max: THIRTY_DIGITS }), fc.constantFrom(EUR, JPY, KWD, CLF), (minor, code) => {
        expect(valueOf(parseAmount(amountText(money(minor, code)), code))).toEqual(money(minor, code));
      }),
    );
  });

  it("adds amounts of one currency only", () => {
    expect(addMoney(money(5n, EUR), money(-7n, EUR))).toEqual(money(-2n, EUR));
    expect(sumMoney([money(5n, EUR), negate(money(5n, EUR))], EUR)).toEqual(money(0n, EUR));
    expect(sumMoney([], JPY)).toEqual(money(0n, JPY));
    expect(() => addMoney(money(1n, EUR), money(1n, JPY))).toThrow(/EUR and JPY/);
  });

  it("takes a part of an amount exactly", () => {
    expect(multiplyByShare(money(100n, EUR), share(1n, 3n))).toEqual(share(100n, 3n));
  });
});

describe("roundHalfEven", () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [3n, 2n, 2n],
    [1n, 2n, 0n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [-1n, 2n, 0n],
    [8n, 3n, 3n],
    [7n, 3n, 2n],
    [7n, -2n, -4n],
    [0n, 9n, 0n],
  ])("%d / %d is %d", (numerator, denominator, rounded) => expect(roundHalfEven(numerator, denominator)).toBe(rounded));

  it("is never further off than a half, and mirrors", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 12n }), (numerator, denominator) => {
        const twice = 2n * (roundHalfEven(numerator, denominator) * denominator - numerator);
        expect(twice <= denominator && twice >= -denominator).toBe(true);
        if (twice === denominator || twice === -denominator) expect(roundHalfEven(numerator, denominator) % 2n === 0n).toBe(true);
        expect(roundHalfEven(-numerator, denominator)).toBe(-roundHalfEven(numerator, denominator) + 0n);
      }),
    );
  });

  it("stops at zero", () => expect(() => roundHalfEven(1n, 0n)).toThrow(/zero/));
});

describe("convert", () => {
  it.each([
    ["10.00 EUR at 7.8231", money(1000n, EUR), "7.8231", CNY, 7823n],
    ["1 yen at 0.05 is five fen", money(1n, JPY), "0.05", CNY, 5n],
    ["0.10 yuan at 20 is two yen", money(10n, CNY), "20", JPY, 2n],
    ["a half goes to the even yen", money(5n, CNY), "10", JPY, 0n],
    ["and the next half up", money(15n, CNY), "10", JPY, 2n],
    ["three decimals", money(1n, KWD), "23.5", CNY, 2n],
    ["debts mirror", money(-1000n, EUR), "7.8231", CNY, -7823n],
  ])("%s", (_what, amount, rate, to, minor) => expect(convert(amount, valueOf(parseRate(rate)), to)).toEqual(money(minor, to)));

  it.each(["", "0", "0.000", "-1", "1,5", "1e3", "1/3", ".5"])("refuses the rate %j", (text) =>
    expect(codeOf(parseRate(text))).toBe("RATE_SYNTAX"),
  );

  it("reads a rate exactly", () => expect(valueOf(parseRate("7.8231"))).toEqual(share(78231n, 10_000n)));
});

describe("allocate", () => {
  const weights = fc
    .tuple(fc.bigInt({ min: 0n, max: 10_000n }), fc.bigInt({ min: 1n, max: 997n }))
    .map(([numerator, denominator]) => share(numerator, denominator));
  const parts = fc
    .uniqueArray(fc.record({ key: fc.string({ maxLength: 6 }), weight: weights }), {
      selector: ({ key }) => key,
      minLength: 1,
      maxLength: 20,
    })
    .filter((list) => list.some(({ weight }) => weight.numerator > 0n));
  const totals = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const split = (total: bigint, list: readonly { key: string; weight: { numerator: bigint; denominator: bigint } }[]) =>
    valueOf(allocate(total, list));

  it("gives the odd cents to the largest lost fractions, ties to the smaller key", () => {
    const thirds = ["c", "a", "b"].map((key) => ({ key, weight: share(1n, 3n) }));
    expect([...split(100n, thirds)].sort()).toEqual([
      ["a", 34n],
      ["b", 33n],
      ["c", 33n],
    ]);
    expect([...split(101n, thirds)].sort()).toEqual([
      ["a", 34n],
      ["b", 34n],
      ["c", 33n],
    ]);
    const uneven = [
      { key: "a", weight: share(1n, 2n) },
      { key: "b", weight: share(1n, 3n) },
      { key: "c", weight: share(1n, 6n) },
    ];
    // exact 5, 3 1/3, 1 2/3: the cent goes to c, who lost most
    expect([...split(10n, uneven)]).toEqual([
      ["a", 5n],
      ["b", 3n],
      ["c", 2n],
    ]);
  });

  it("gives nothing to a weight of zero", () => {
    expect(
      split(7n, [
        { key: "a", weight: ZERO },
        { key: "b", weight: WHOLE },
      ]).get("a"),
    ).toBe(0n);
  });

  it("says so when nobody has a weight", () => {
    expect(codeOf(allocate(7n, []))).toBe("NO_WEIGHT");
    expect(codeOf(allocate(7n, [{ key: "a", weight: ZERO }]))).toBe("NO_WEIGHT");
  });

  it("stops on a key used twice and on a negative weight", () => {
    expect(() =>
      allocate(7n, [
        { key: "a", weight: WHOLE },
        { key: "a", weight: WHOLE },
      ]),
    ).toThrow(/key of its own/);
    expect(() => allocate(7n, [{ key: "a", weight: share(-1n, 2n) }])).toThrow(/zero or more/);
  });

  it("ends where it began", () => {
    fc.assert(
      fc.property(totals, parts, (total, list) => [...split(total, list).values()].reduce((sum, units) => sum + units, 0n) === total),
    );
  });

  it("does not depend on the order of the parts", () => {
    fc.assert(
      fc.property(
        totals,
        parts.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        (total, [list, mixed]) => {
          for (const [key, units] of split(total, list)) expect(split(total, mixed).get(key)).toBe(units);
        },
      ),
    );
  });

  it("does not depend on the unit of the weights", () => {
    fc.assert(
      fc.property(totals, parts, fc.bigInt({ min: 1n, max: 1000n }), (total, list, times) => {
        const scaled = list.map(({ key, weight }) => ({ key, weight: share(weight.numerator * times, weight.denominator * 7n) }));
        expect(split(total, scaled)).toEqual(split(total, list));
      }),
    );
  });

  it("mirrors a negative total exactly", () => {
    fc.assert(
      fc.property(totals, parts, (total, list) => {
        const [there, back] = [split(total, list), split(-total, list)];
        for (const [key, units] of there) expect((back.get(key) ?? 0n) + units).toBe(0n);
      }),
    );
  });

  it("is never a whole unit away from the exact part", () => {
    fc.assert(
      fc.property(totals, parts, (total, list) => {
        const given = split(total, list);
        const common = list.reduce((product, { weight }) => product * weight.denominator, 1n);
        const whole = list.map(({ key, weight }) => ({ key, weight: (weight.numerator * common) / weight.denominator }));
        const sum = whole.reduce((before, { weight }) => before + weight, 0n);
        for (const { key, weight } of whole) {
          const distance = (given.get(key) ?? 0n) * sum - total * weight;
          expect(distance < sum && distance > -sum).toBe(true);
        }
      }),
    );
  });
});
