// Shares are exact: no sum, product or text of them ever loses a part, and the tolerance decides states only.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Share } from "../../subgraphs/domain/shares.ts";
import {
  addShares,
  compareShares,
  divideShares,
  equalShares,
  isOverWhole,
  isUnderWhole,
  isZeroShare,
  largerShare,
  multiplyShares,
  parseFraction,
  parsePercent,
  parseStoredShare,
  percentText,
  share,
  shareOfHundredths,
  shareOfUnits,
  smallerShare,
  storedShare,
  subtractShares,
  sumShares,
  WHOLE,
  ZERO,
} from "../../subgraphs/domain/shares.ts";

const shares = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([numerator, denominator]) => share(numerator, denominator));
const percent = (text: string): Share => {
  const parsed = parsePercent(text);
  if (parsed === null) throw new Error(`${text} is no percentage`);
  return parsed;
};

describe("a share", () => {
  it("is in lowest terms with a positive denominator", () => {
    expect(share(50n, 100n)).toEqual({ numerator: 1n, denominator: 2n });
    expect(share(3n, -6n)).toEqual({ numerator: -1n, denominator: 2n });
    expect(share(0n, -7n)).toEqual(ZERO);
    expect(() => share(1n, 0n)).toThrow(/denominator/);
  });

  it.each([
    [5000, "50"],
    [3333, "33.33"],
    [10000, "100"],
    [1, "0.01"],
    [0, "0"],
  ])("reads CWR's %i as %s percent", (field, text) => {
    expect(percentText(shareOfHundredths(field))).toBe(text);
    expect(percent(text)).toEqual(shareOfHundredths(field));
  });

  it("takes no half hundredth from CWR", () => expect(() => shareOfHundredths(0.5)).toThrow(/whole number/));

  it("keeps a third a third", () => {
    const third = share(1n, 3n);
    expect(sumShares([third, third, third])).toEqual(WHOLE);
    expect(percentText(third)).toBe("33.333333333333");
    expect(percentText(share(2n, 3n))).toBe("66.666666666667");
    expect(percentText(share(-2n, 3n))).toBe("-66.666666666667");
  });

  it.each(["", "abc", "1.", ".5", "1,5", "1e2", "+1", "--1", "1".repeat(10), "0.1234567890123456789"])(
    "does not read %j as a percentage",
    (text) => {
      expect(parsePercent(text)).toBeNull();
    },
  );

  it.each([
    ["1/3", share(1n, 3n)],
    [" 2/4 ", share(1n, 2n)],
    ["0/5", ZERO],
    ["1/0", null],
    ["1/000", null],
    ["1", null],
    ["-1/3", null],
    [`${"1".repeat(31)}/3`, null],
  ])("reads the fraction %j", (text, expected) => expect(parseFraction(text)).toEqual(expected));
});

describe("the tolerance of 0.06 points", () => {
  it.each([
    ["100.06", false, false],
    ["100.060001", true, false],
    ["99.94", false, false],
    ["99.939999", false, true],
    ["100", false, false],
    ["150", true, false],
    ["0", false, true],
  ])("%s percent: over %s, under %s", (text, over, under) => {
    expect(isOverWhole(percent(text))).toBe(over);
    expect(isUnderWhole(percent(text))).toBe(under);
  });
});

describe("laws", () => {
  it("adds in any order", () => {
    fc.assert(
      fc.property(
        fc
          .array(shares, { maxLength: 12 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, mixed]) => {
          expect(sumShares(mixed)).toEqual(sumShares(list));
        },
      ),
    );
  });

  it("subtracts what it adds, divides what it multiplies", () => {
    fc.assert(
      fc.property(shares, shares, (one, other) => {
        expect(subtractShares(addShares(one, other), other)).toEqual(one);
        if (!isZeroShare(other)) expect(divideShares(multiplyShares(one, other), other)).toEqual(one);
      }),
    );
  });

  it("multiplies over sums", () => {
    fc.assert(
      fc.property(shares, shares, shares, (a, b, c) => {
        expect(multiplyShares(a, addShares(b, c))).toEqual(addShares(multiplyShares(a, b), multiplyShares(a, c)));
      }),
    );
  });

  it("orders as the differences say", () => {
    fc.assert(
      fc.property(shares, shares, (one, other) => {
        const sign = compareShares(one, other);
        const { numerator } = subtractShares(one, other);
        expect(sign).toBe(numerator < 0n ? -1 : numerator > 0n ? 1 : 0);
        expect(sign === 0).toBe(equalShares(one, other));
        expect(addShares(smallerShare(one, other), largerShare(one, other))).toEqual(addShares(one, other));
        expect(compareShares(smallerShare(one, other), largerShare(one, other))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("are so many units of a whole, of CWR's as of any other, whether made before or not", () => {
    const units = fc.oneof(fc.bigInt({ min: -10n, max: 20_010n }), fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }));
    fc.assert(
      fc.property(units, fc.oneof(fc.constant(10_000n), fc.bigInt({ min: 1n, max: 10n ** 9n })), (part, whole) => {
        expect(shareOfUnits(part, whole)).toEqual(share(part, whole));
        expect(shareOfUnits(part, whole)).toEqual(share(part, whole));
      }),
    );
  });

  it("stores every share, and every percentage of up to 12 decimals as text", () => {
    fc.assert(fc.property(shares, (one) => equalShares(parseStoredShare(storedShare(one)), one)));
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (units) => {
        const one = share(units, 100n * 10n ** 12n);
        expect(percent(percentText(one))).toEqual(one);
      }),
    );
  });

  it("rounds a percentage by less than its last decimal", () => {
    const readable = shares.filter((one) => compareShares(largerShare(one, subtractShares(ZERO, one)), share(10n ** 6n, 1n)) < 0);
    fc.assert(
      fc.property(readable, (one) => {
        const { numerator, denominator } = subtractShares(percent(percentText(one)), one);
        const size = numerator < 0n ? -numerator : numerator;
        expect(size * 2n * 10n ** 14n <= denominator).toBe(true);
      }),
    );
  });
});
