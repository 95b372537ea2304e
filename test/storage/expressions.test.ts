/** Patterns as PCRE reads them, and the operators of expressions whose answers JavaScript would give otherwise. Called directly: no store is needed. */
import { describe, expect, test } from "@jest/globals";
import { Binary, Decimal128, Double, Long, ObjectId } from "bson";
import { StoreError } from "../../subgraphs/storage/embedded/errors.ts";
import { compileExpression } from "../../subgraphs/storage/embedded/query/expression.ts";
import { compileFilter } from "../../subgraphs/storage/embedded/query/filter.ts";
import { plainPrefix, toRegExp } from "../../subgraphs/storage/embedded/query/regex.ts";
import { fromDouble } from "../../subgraphs/storage/embedded/values/codec.ts";
import type { Value } from "../../subgraphs/storage/embedded/values/value.ts";

/** The code of the refusal that a call ends with; `null` when it does not. */
function codeOf(call: () => unknown): number | null {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
}

const evaluate = (expression: Value, document: Record<string, Value> = {}): Value => compileExpression(expression)(document, {});

describe("patterns", () => {
  test.each<[string, string, string, string]>([
    ["a$", "", "a,a\n", "a\n\n,ab"],
    ["^b", "", "b", "a\nb"],
    ["^b", "m", "b,a\nb", "a\rb,a\u2028b"],
    ["a$", "m", "a,a\nb", "a\rb"],
    ["^$", "m", "", "b,b\n"],
    ["a.c", "", "abc,a\rc,a\u2028c,a\u{1F3B5}c", "a\nc"],
    ["a.c", "s", "abc,a\nc", "ac"],
    ["^\\s$", "", " ,\t,\v", "\u00a0,\u2003,\ufeff"],
    ["^\\S$", "", "x,\u00a0", " "],
    ["^\\w+$", "i", "aZ_9,sk", "é,-"],
    ["^[\\w.]+$", "i", "a.s", "-,a é"],
    ["^[^\\w]$", "i", "é,-", "s,K"],
    ["^\\W$", "i", "é,-", "k,S,_"],
    ["^[\\W_]$", "i", "é,-,_", "k,S"],
    ["^[\\H1]$", "", "a,1", " "],
    ["^\\d+$", "", "12", "١٢"],
    ["\\bcafé\\b", "", "", "café"],
    ["\\bcaf\\b", "i", "a café", "cafe"],
    ["^\\h\\H\\v\\V$", "", "\u00a0x\u2028y", " \n "],
    ["^[[:alpha:][:digit:]_]+$", "", "a1_", "é,-"],
    ["^[]a]+$", "", "]a", "b"],
    ["^[^]a]$", "", "b", "],a"],
    ["^[a\\-z]$", "", "-,a,z", "b"],
    ["^[a-]$", "", "-,a", "b"],
    ["^a{2}$", "", "aa", "a,aaa"],
    ["^a{,}$", "", "", "aa"],
    ["^x{a}$", "", "x{a}", "xa"],
    ["^\\x41\\x{1F3B5}$", "", "A\u{1F3B5}", "A"],
    ["^\\0101$", "", "\b1", "A"],
    ["^\\Qa.b\\E.$", "", "a.bc", "axbc"],
    ["\\Aab\\z", "", "ab", "ab\n"],
    ["\\Aab\\Z", "", "ab,ab\n", "abc"],
    ["^\\/\\-\\_\\<$", "", "/-_<", "/"],
    ["(?i)^AB$", "", "ab", "abc"],
    ["(?sx) ^ a . c $ # a comment", "", "a\nc", "abbc"],
    ["a b#c", "x", "ab", "a b"],
    ["a\\ b", "x", "a b", "ab"],
    ["^(?:a|(b))(?=c)", "", "ac,bc", "ab"],
    ["(?<!x)y", "", "y,ay", "xy"],
    ["(?<=a|bc)d", "", "ad,bcd", "cd"],
    ["^(?P<n>a)(?<m>b)$", "", "ab", "a"],
    ["^\\p{Lu}\\pL+$", "", "Éa", "éa"],
    ["straße", "i", "STRAßE,STRA\u1e9ee", "strasse"],
    ["^.$", "u", "\u{1F3B5}", "ab"],
    ["", "", "x", ""],
  ])("/%s/%s is found in %j and not in %j", (pattern, options, inside, outside) => {
    const regex = toRegExp(pattern, options);
    const texts = (list: string): string[] => (list === "" ? [] : list.split(","));
    expect(texts(inside).filter((text) => !regex.test(text))).toEqual([]);
    expect(texts(outside).filter((text) => regex.test(text))).toEqual([]);
  });

  test.each<[string, string, number]>([
    ["a++", "", 238],
    ["(?>a)", "", 238],
    ["(a)\\1", "", 238],
    ["(?|a|b)", "", 238],
    ["(?R)", "", 238],
    ["(*UCP)a", "", 238],
    ["a(?i)b", "", 238],
    ["(?(1)a|b)", "", 238],
    ["\\X", "", 238],
    ["\\R", "", 238],
    ["\\Ka", "", 238],
    ["\\p{Greek}", "", 238],
    ["\\p{Lu}", "i", 238],
    ["[[:lower:]]", "i", 238],
    ["[[.a.]]", "", 238],
    ["^*", "", 238],
    ["(?<=a+)b", "", 238],
    ["[\\w-z]", "", 51091],
    ["[z-a]", "", 51091],
    ["[a", "", 51091],
    ["(a", "", 51091],
    ["a)", "", 51091],
    ["*a", "", 51091],
    ["a**", "", 51091],
    ["\\y", "", 51091],
    ["a\\", "", 51091],
    ["\\x{110000}", "", 51091],
    ["a{70000}", "", 51091],
    ["a".repeat(40_000), "", 51091],
    ["a", "g", 51108],
    ["a\0", "", 2],
  ])("/%s/%s is refused with code %i", (pattern, options, code) => {
    expect(codeOf(() => toRegExp(pattern, options))).toBe(code);
  });

  test("a brace that is no repetition is itself", () => {
    expect(toRegExp("^a{,2}$", "").test("a{,2}")).toBe(true);
  });

  test("texts in which JavaScript would see other words than PCRE are refused", () => {
    for (const pattern of ["\\w", "\\W", "\\b", "[[:alpha:]]"]) {
      expect(codeOf(() => toRegExp(pattern, "i").test("Ma\u017fs"))).toBe(238);
      expect(codeOf(() => toRegExp(pattern, "").test("Ma\u017fs"))).toBeNull();
    }
    expect(toRegExp("^mass$", "i").test("Ma\u017fs")).toBe(true);
  });

  test("overlapping parts of a class take no second way through a long text", () => {
    expect(toRegExp("^[\\H_ ]+$", "").test(`${"_a".repeat(50_000)}\t`)).toBe(false);
  });

  test.each([
    ["^abc", "", "abc"],
    ["^a\\.b", "", "a.b"],
    ["^abc*", "", "ab"],
    ["^abc", "i", ""],
    ["^abc", "m", ""],
    ["^a bc", "x", ""],
    ["^a|b", "", ""],
    ["abc", "", ""],
  ])("the prefix of /%s/%s is %j", (pattern, options, prefix) => {
    expect(plainPrefix(pattern, options)).toBe(prefix);
  });
});

describe("bits", () => {
  const bytes = Buffer.from([0b0000_0110, 0b1]);
  test.each<[Value, object, boolean]>([
    [54, { $bitsAllSet: 50 }, true],
    [54, { $bitsAllSet: [1, 5] }, true],
    [54, { $bitsAllSet: [0] }, false],
    [54, { $bitsAllClear: [0, 3] }, true],
    [54, { $bitsAnySet: [0, 1] }, true],
    [54, { $bitsAnyClear: [1, 2] }, false],
    [20.0, { $bitsAnyClear: 20 }, false],
    [-1, { $bitsAllSet: [0, 63, 200] }, true],
    [Long.MIN_VALUE, { $bitsAllClear: [0, 62] }, true],
    [1.5, { $bitsAnySet: [0] }, false],
    [Decimal128.fromString("3"), { $bitsAllSet: 3 }, true],
    ["3", { $bitsAnySet: [0] }, false],
    [null, { $bitsAllClear: [0] }, false],
    [[1, 2], { $bitsAllSet: [1] }, true],
    [new Binary(bytes, 0), { $bitsAllSet: [1, 2, 8] }, true],
    [new Binary(bytes, 0), { $bitsAllClear: [0, 9, 400] }, true],
    [6, { $bitsAllSet: new Binary(Buffer.from([0b110]), 0) }, true],
  ])("%j meets %j: %s", (a, condition, meets) => {
    expect(compileFilter({ a: condition })({ a })).toBe(meets);
  });

  test.each<[Value, number]>([
    [-1, 9],
    [1.5, 9],
    ["1", 2],
    [[-1], 2],
    [["a"], 2],
    [[70_000], 238],
  ])("a mask of %j is refused with code %i", (mask, code) => {
    expect(codeOf(() => compileFilter({ a: { $bitsAllSet: mask } }))).toBe(code);
  });
});

describe("text", () => {
  test.each<[object, Value]>([
    [{ $toString: 1.5 }, "1.5"],
    [{ $toString: new Double(1) }, "1"],
    [{ $toString: 0.1 + 0.2 }, "0.3"],
    [{ $toString: 1 / 3 }, "0.3333333333333333"],
    [{ $toString: 1e22 }, "1e+22"],
    [{ $toString: 1234567890123456789 }, "1.234567890123457e+18"],
    [{ $toString: 0.00001 }, "1e-05"],
    [{ $toString: 0.0001 }, "0.0001"],
    [{ $toString: -1e15 }, "-1000000000000000"],
    [{ $toString: NaN }, "NaN"],
    [{ $toString: -Infinity }, "-Infinity"],
    [{ $toString: Decimal128.fromString("1.50E+3") }, "1.50E+3"],
    [{ $toLower: "ÄbC" }, "Äbc"],
    [{ $toUpper: "straße" }, "STRAßE"],
    [{ $strcasecmp: ["AB", "ab"] }, 0],
    [{ $strcasecmp: ["a", null] }, 1],
    [{ $concat: ["a", null] }, null],
    [{ $split: ["a-b-c", "-"] }, ["a", "b", "c"]],
    [{ $substrCP: ["a\u{1F3B5}b", 1, 1] }, "\u{1F3B5}"],
    [{ $substrBytes: ["aéb", 1, 2] }, "é"],
    [{ $substr: ["abc", 1, -1] }, "bc"],
    [{ $strLenCP: "a\u{1F3B5}" }, 2],
    [{ $strLenBytes: "é" }, 2],
    [{ $trim: { input: " \u00a0x\n" } }, "x"],
    [{ $trim: { input: "xxaxx", chars: "x" } }, "a"],
    [{ $ltrim: { input: "aab", chars: "a" } }, "b"],
    [{ $rtrim: { input: null } }, null],
    [{ $replaceOne: { input: "aa", find: "a", replacement: { $literal: "$&b" } } }, "$&ba"],
    [{ $replaceAll: { input: "a.a", find: ".", replacement: "" } }, "aa"],
    [{ $indexOfCP: ["a\u{1F3B5}b", "b"] }, 2],
    [{ $indexOfBytes: ["éb", "b"] }, 2],
    [{ $indexOfCP: ["abcabc", "b", 2] }, 4],
    [{ $indexOfCP: ["abc", "c", 0, 2] }, -1],
    [{ $regexMatch: { input: "Abc", regex: "^a", options: "i" } }, true],
    [{ $regexFind: { input: "\u{1F3B5}ab", regex: "a(b)(x)?" } }, { match: "ab", idx: 1, captures: ["b", null] }],
    [{ $regexFindAll: { input: "aXbX", regex: "[a-z]" } }, [{ match: "a", idx: 0, captures: [] }, { match: "b", idx: 2, captures: [] }]], // prettier-ignore
    [{ $regexFind: { input: null, regex: "a" } }, null],
  ])("%j is %j", (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  test.each<[object, number]>([
    [{ $concat: ["a", 1] }, 16702],
    [{ $toLower: true }, 16007],
    [{ $substrBytes: ["é", 1, 1] }, 28656],
    [{ $substrCP: ["a", -1, 1] }, 34455],
    [{ $split: ["a", ""] }, 40087],
    [{ $regexFind: { input: "aa", regex: "(a)+" } }, 238],
    [{ $regexMatch: { input: 1, regex: "a" } }, 51104],
    [{ $trim: { input: 1 } }, 50699],
  ])("%j ends with code %i", (expression, code) => {
    expect(codeOf(() => evaluate(expression))).toBe(code);
  });
});

describe("conversions", () => {
  test.each<[object, Value]>([
    [{ $toDecimal: 2.5 }, Decimal128.fromString("2.50000000000000")],
    [{ $toDecimal: 5 }, Decimal128.fromString("5")],
    [{ $toDecimal: "-1.50" }, Decimal128.fromString("-1.50")],
    [{ $toInt: "-7" }, -7],
    [{ $toInt: 1.9 }, 1],
    [{ $toLong: Decimal128.fromString("9007199254740993.9") }, Long.fromString("9007199254740993")],
    [{ $toDouble: "1e3" }, new Double(1000)],
    [{ $toBool: "" }, true],
    [{ $toBool: Decimal128.fromString("0E+3") }, false],
    [{ $toDate: "2024-02-29" }, new Date("2024-02-29T00:00:00Z")],
    [{ $toDate: "2024-02-29T10:00:00.5+02:00" }, new Date("2024-02-29T08:00:00.500Z")],
    [{ $toDate: "2024-02-29T10:00:00" }, new Date("2024-02-29T10:00:00Z")],
    [{ $toDate: new ObjectId("65e000000000000000000000") }, new Date(0x65e00000 * 1000)],
    [{ $convert: { input: "x", to: "int", onError: "none" } }, "none"],
    [{ $convert: { input: null, to: "int", onNull: 0 } }, 0],
    [{ $convert: { input: "1", to: 16 } }, 1],
  ])("%j is %j", (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  test.each<[object, number]>([
    [{ $toInt: "1.5" }, 241],
    [{ $toInt: Long.MAX_VALUE }, 241],
    [{ $toDate: 5 }, 241],
    [{ $toDate: "2023-02-29" }, 241],
    [{ $toDate: "March 5, 2024" }, 238],
    [{ $toDouble: "nan" }, 238],
    [{ $toObjectId: "x" }, 241],
  ])("%j ends with code %i", (expression, code) => {
    expect(codeOf(() => evaluate(expression))).toBe(code);
  });
});

describe("dates", () => {
  const date = new Date("2023-12-31T23:30:15.123Z");
  test.each<[object, Value]>([
    [{ $year: { date, timezone: "Europe/Berlin" } }, 2024],
    [{ $hour: { date, timezone: "+05:45" } }, 5],
    [{ $dayOfWeek: date }, 1],
    [{ $dayOfYear: date }, 365],
    [{ $week: date }, 53],
    [{ $isoWeek: date }, 52],
    [{ $isoWeekYear: new Date("2021-01-03") }, Long.fromNumber(2020)],
    [{ $isoDayOfWeek: date }, 7],
    [{ $millisecond: date }, 123],
    [{ $year: null }, null],
    [{ $dateToString: { date } }, "2023-12-31T23:30:15.123Z"],
    [{ $dateToString: { date, timezone: "America/New_York" } }, "2023-12-31T18:30:15.123"],
    [
      { $dateToString: { date, format: "%d/%m/%Y %H:%M:%S.%L %j %G-W%V-%u %z %%", timezone: "+02" } },
      "01/01/2024 01:30:15.123 001 2024-W01-1 +0200 %",
    ],
    [{ $dateToString: { date: null, onNull: "?" } }, "?"],
    [{ $dateAdd: { startDate: new Date("2024-01-31"), unit: "month", amount: 1 } }, new Date("2024-02-29")],
    [{ $dateSubtract: { startDate: new Date("2024-02-29"), unit: "year", amount: 1 } }, new Date("2023-02-28")],
    [
      { $dateAdd: { startDate: new Date("2024-03-30T12:00:00Z"), unit: "day", amount: 1, timezone: "Europe/Berlin" } },
      new Date("2024-03-31T11:00:00Z"),
    ],
    [{ $dateAdd: { startDate: new Date("2001-02-28"), unit: "day", amount: 2 } }, new Date("2001-03-02")],
    [{ $dateDiff: { startDate: date, endDate: new Date("2024-01-01"), unit: "year" } }, Long.fromNumber(1)],
    [{ $dateDiff: { startDate: new Date("2024-01-06"), endDate: new Date("2024-01-07"), unit: "week" } }, Long.fromNumber(1)],
    [
      { $dateDiff: { startDate: new Date("2024-01-06"), endDate: new Date("2024-01-07"), unit: "week", startOfWeek: "mon" } },
      Long.fromNumber(0),
    ],
    [{ $dateTrunc: { date, unit: "quarter" } }, new Date("2023-10-01")],
    [{ $dateTrunc: { date, unit: "week", startOfWeek: "monday" } }, new Date("2023-12-25")],
    [{ $dateTrunc: { date, unit: "hour", binSize: 6 } }, new Date("2023-12-31T18:00:00Z")],
    [{ $dateFromParts: { year: 2024, month: 14, day: 0 } }, new Date("2025-01-31")],
    [{ $dateFromParts: { isoWeekYear: 2020, isoWeek: 53, isoDayOfWeek: 7 } }, new Date("2021-01-03")],
    [{ $dateFromString: { dateString: "2024-02-29T12:00:00", timezone: "Asia/Tokyo" } }, new Date("2024-02-29T03:00:00Z")],
    [{ $dateFromString: { dateString: "none", onError: 1 } }, 1],
    [{ $add: [date, 1.5] }, new Date(date.getTime() + 2)],
    [{ $subtract: [date, new Date(0)] }, Long.fromNumber(date.getTime())],
  ])("%j is %j", (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  test.each<[object, number]>([
    [{ $year: "2024" }, 16006],
    [{ $year: { date, timezone: "Nowhere/City" } }, 40485],
    [{ $dateToString: { date, format: "%Q" } }, 18536],
    [{ $dateToString: { date, format: "%Z" } }, 238],
    [{ $dateAdd: { startDate: date, unit: "eon", amount: 1 } }, 9],
    [{ $dateFromString: { dateString: "1.2.2024" } }, 238],
    [{ $dateFromParts: { month: 1 } }, 40516],
  ])("%j ends with code %i", (expression, code) => {
    expect(codeOf(() => evaluate(expression))).toBe(code);
  });
});

describe("paths and numbers", () => {
  test.each<[object | string, Record<string, Value>, Value]>([
    ["$a.b", { a: [{ b: 1 }, [{ b: 2 }], 3, { b: null }] }, [1, null]],
    ["$a.0", { a: [1] }, []],
    [{ $round: [2.5, 0] }, {}, new Double(2)],
    [{ $round: [Decimal128.fromString("2.675"), 2] }, {}, Decimal128.fromString("2.68")],
    [{ $round: [1250, -2] }, {}, 1200],
    [{ $trunc: [-1.79, 1] }, {}, -1.7],
    [{ $floor: Decimal128.fromString("-1.5") }, {}, Decimal128.fromString("-2")],
    [{ $mod: [-7, 3] }, {}, -1],
    [{ $mod: [Decimal128.fromString("7.5"), 2] }, {}, Decimal128.fromString("1.5")],
    [{ $divide: [1, 3] }, {}, 1 / 3],
    [{ $add: [2147483647, 1, -1] }, {}, 2147483647],
    [{ $add: [2147483647, 1] }, {}, Long.fromString("2147483648")],
    [{ $multiply: [Long.MAX_VALUE, 2] }, {}, 18446744073709552000],
    [{ $pow: [2, 40] }, {}, Long.fromNumber(2 ** 40)],
    [{ $pow: [2, -1] }, {}, 0.5],
    [{ $abs: -0 }, {}, fromDouble(0)],
    [{ $setDifference: [[3, 1, 3, 2], [1]] }, {}, [3, 2]],
    [{ $eq: ["$missing", null] }, {}, false],
    [{ $lt: ["$missing", null] }, {}, true],
  ])("%j over %j is %j", (expression, document, expected) => {
    expect(evaluate(expression, document)).toEqual(expected);
  });

  test.each<[object | string, number]>([
    ["$", 16872],
    ["$a.", 40353],
    ["$a..b", 15998],
    ["$a.$b", 16410],
    ["$$nobody", 17276],
    ["$$CLUSTER_TIME", 238],
    [{ $let: { vars: { CURRENT: 1 }, in: 1 } }, 238],
    [{ $let: { vars: { Big: 1 }, in: 1 } }, 16867],
    [{ $bogus: 1 }, 168],
    [{ $sinh: 1 }, 238],
    [{ $add: 1, $subtract: 2 }, 15983],
    [{ $sqrt: Decimal128.fromString("2") }, 238],
    [{ $mod: [1.5, 0] }, 16610],
    [{ $divide: [1, 0] }, 2],
    [{ $size: "text" }, 17124],
  ])("%j ends with code %i", (expression, code) => {
    expect(codeOf(() => evaluate(expression))).toBe(code);
  });
});
