// Goal: the small rules that decide what is written: letters, hundredths, territories. Each by a table, and by the law that it must keep.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { columnHundredths, hundredthsOf, isHundredths } from "../../../../../subgraphs/domain/formats/cwr/registration/hundredths.ts";
import { layRegions, NO_SHARES, rowsOfRegions } from "../../../../../subgraphs/domain/formats/cwr/registration/regions.ts";
import type { Region } from "../../../../../subgraphs/domain/formats/cwr/registration/regions.ts";
import { toRoman } from "../../../../../subgraphs/domain/formats/cwr/registration/roman.ts";
import { share, sumShares } from "../../../../../subgraphs/domain/shares.ts";
import type { TisCode } from "../../../../../subgraphs/domain/territories/countrySet.ts";
import { differenceOf, NO_COUNTRY, unionOf } from "../../../../../subgraphs/domain/territories/countrySet.ts";
import { expandTerritory } from "../../../../../subgraphs/domain/territories/tis.ts";
import { DAY } from "../build.ts";
import { part } from "./build.ts";

describe("Roman letters", () => {
  test.each([
    ["Silver River", "SILVER RIVER", true],
    ["SILVER RIVER", "SILVER RIVER", true],
    ["Café Ödön", "CAFE ODON", false],
    ["Straße", "STRASSE", false],
    ["Łódź", "LODZ", false],
    ["It’s “here” – now", 'IT\'S "HERE" - NOW', false],
    ["¡Olé!", "OLE!", false],
    ["Ｆｕｌｌ", "FULL", false],
    ["晨河 (Live)", "HA HA (LIVE)", false],
    ["two\tlines", "TWO LINES", true],
  ])("write %j as %j", (given, text, isWhole) => {
    expect(toRoman(given, (han) => han.replace(/\p{Script=Han}/gu, "ha ").replace(/ +/g, " "))).toEqual({ text, isWhole });
  });

  test.each(["Катюша", "カラオケ", "아리랑", "晨河", "★★★", "Катюша (live)"])("cannot write %j where nobody reads its script", (given) => {
    expect(toRoman(given, (han) => han)).toBeNull();
  });

  test("are ASCII, upper case, and the same when they are written again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (given) => {
        const roman = toRoman(given, (han) => han);
        if (roman === null) return;
        expect(roman.text).toMatch(/^[ -~]*$/);
        expect(toRoman(roman.text, (han) => han)).toEqual({ text: roman.text, isWhole: true });
      }),
      { examples: [["`"], ["\u1fef"], ["\u00b4"], ["\u2033 x"]] },
    );
  });
});

describe("hundredths of a percent", () => {
  const column = (...fractions: readonly string[]) =>
    columnHundredths(fractions.map((text, at) => ({ key: String(at), share: part(text) })));

  test.each([
    [
      ["1/3", "1/3", "1/3"],
      [3334, 3333, 3333],
    ],
    [
      ["1/6", "1/6", "1/6", "1/2"],
      [1667, 1667, 1666, 5000],
    ],
    [
      ["1/7", "6/7"],
      [1429, 8571],
    ],
    [
      ["1/4", "1/4", "1/2"],
      [2500, 2500, 5000],
    ],
    [["1/3"], [3333]],
    [
      ["0/1", "1/1"],
      [0, 10_000],
    ],
  ] as const)("of %j are %j: what is lost goes to the largest lost fractions", (fractions, written) => {
    expect(column(...fractions)).toEqual(written);
  });

  test("are given by key, not by order", () => {
    const parts = ["a", "b", "c"].map((key) => ({ key, share: part("1/3") }));
    expect(columnHundredths([...parts].reverse())).toEqual([...columnHundredths(parts)].reverse());
  });

  test("keep the sum of the column, and every figure within one hundredth of what it is", () => {
    const shares = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(shares, (given) => {
        const parts = given.map(([numerator, denominator], at) => ({ key: String(at), share: share(numerator, denominator) }));
        const written = columnHundredths(parts);
        expect(written.reduce((sum, one) => sum + one, 0)).toBe(hundredthsOf(sumShares(parts.map((one) => one.share))));
        written.forEach((one, at) => {
          const exact = parts[at]?.share ?? part("0/1");
          expect(one - hundredthsOf(exact)).toBeGreaterThanOrEqual(0);
          expect(one - hundredthsOf(exact)).toBeLessThanOrEqual(isHundredths(exact) ? 0 : 1);
        });
      }),
    );
  });
});

describe("ordered lists of territories", () => {
  const countries = (code: string) => expandTerritory(code as TisCode, DAY);
  const half = { ...NO_SHARES, PERFORMING: part("1/2") };
  const whole = { ...NO_SHARES, PERFORMING: part("1/1") };
  const text = (rows: ReturnType<typeof rowsOfRegions>) =>
    rows.map(({ sign, territory, shares }) => `${sign}${territory} ${hundredthsOf(shares.PERFORMING)}`);

  test("repeat the submitter's own rows where they mean the same", () => {
    const stated = [
      { sign: "I", territory: "2136" as TisCode },
      { sign: "E", territory: "0840" as TisCode },
      { sign: "I", territory: "0840" as TisCode },
    ] as const;
    const regions = layRegions([
      { countries: differenceOf(countries("2136"), countries("0840")), shares: half },
      { countries: countries("0840"), shares: whole },
    ]);
    expect(text(rowsOfRegions(regions, stated, DAY))).toEqual(["I2136 5000", "E0840 0", "I0840 10000"]);
  });

  test("name the largest region as the World without the rest where that is shorter", () => {
    const regions = layRegions([
      { countries: countries("0156"), shares: whole },
      { countries: differenceOf(countries("2136"), countries("0156")), shares: half },
    ]);
    expect(text(rowsOfRegions(regions, [], DAY))).toEqual(["I2136 5000", "E0156 0", "I0156 10000"]);
  });

  test("say what regions say, whatever the regions", () => {
    const region = fc.record({
      codes: fc.uniqueArray(fc.constantFrom("2136", "2120", "0840", "0156", "2110", "0344", "2100"), { minLength: 1, maxLength: 4 }),
      share: fc.constantFrom("1/2", "1/4", "1/3"),
    });
    fc.assert(
      fc.property(fc.array(region, { maxLength: 4 }), (given) => {
        const regions: Region[] = given.map(({ codes: of, share: figure }) => ({
          countries: of.reduce((set, code) => unionOf(set, countries(code)), NO_COUNTRY),
          shares: { ...NO_SHARES, PERFORMING: part(figure) },
        }));
        // rowsOfRegions itself asserts that its rows mean the regions; so it must only be able to answer
        expect(rowsOfRegions(layRegions(regions), [], DAY).length > 0).toBe(given.length > 0);
      }),
      { numRuns: 50 },
    );
  });
});
