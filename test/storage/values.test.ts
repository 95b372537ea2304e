/** The order, equality and arithmetic of BSON values, by table and by law; and that index keys sort as the values do. */
import { describe, expect, test } from "@jest/globals";
import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import fc from "fast-check";
import { StoreError } from "../../subgraphs/storage/embedded/errors.ts";
import { calculate, calculateLoosely, divide, modulo } from "../../subgraphs/storage/embedded/values/arithmetic.ts";
import { decode, decodeFields, encode, fromDouble } from "../../subgraphs/storage/embedded/values/codec.ts";
import { KeyWriter, keyOf } from "../../subgraphs/storage/embedded/values/keys.ts";
import { compare, equal } from "../../subgraphs/storage/embedded/values/order.ts";
import type { BsonNumber, Value } from "../../subgraphs/storage/embedded/values/value.ts";
import { isDocument, typeName } from "../../subgraphs/storage/embedded/values/value.ts";

const long = (value: bigint | number): Long => Long.fromBigInt(BigInt(value));
const decimal = (text: string): Decimal128 => Decimal128.fromString(text);

/** Ascending; values in one row are equal. */
const ORDER: readonly (readonly Value[])[] = [
  [new MinKey()],
  [null, undefined],
  [NaN, decimal("NaN")],
  [-Infinity, decimal("-Infinity")],
  [-1e300],
  [long(-(2n ** 63n))],
  [long(-(2n ** 53n) - 1n)],
  [-(2 ** 53), long(-(2n ** 53n))],
  [-2.5, decimal("-2.5")],
  [-1, new Double(-1), long(-1), decimal("-1.00")],
  [decimal("-1E-6000")],
  [0, -0, new Double(0), long(0), decimal("0"), decimal("-0.000")],
  [Number.MIN_VALUE],
  [decimal("0.1")],
  [0.1],
  [1, new Double(1), long(1), decimal("1"), decimal("1.000")],
  [decimal("1.000000000000000000000000000000001")],
  [5, long(5)],
  [9, decimal("9")],
  [10, decimal("1E1")],
  [2 ** 40, long(2n ** 40n)],
  [2 ** 53, long(2n ** 53n), decimal("9007199254740992")],
  [long(2n ** 53n + 1n), decimal("9007199254740993")],
  [2 ** 53 + 2, long(2n ** 53n + 2n)],
  [long(2n ** 63n - 1n), decimal("9223372036854775807")],
  [2 ** 63, decimal("9223372036854775808")],
  [decimal("1E6000")],
  [Infinity, decimal("Infinity")],
  [""],
  ["\0"],
  ["a"],
  ["a\0"],
  ["a\0b"],
  ["ab"],
  ["é"],
  ["\uFFFD"],
  ["\u{1F3B5}"],
  [{}],
  [{ a: 1 }, { a: long(1) }],
  [{ a: 1, b: 1 }],
  [{ b: 0 }],
  [{ a: "x" }],
  [[]],
  [[1], [long(1)]],
  [[1, 2]],
  [[2]],
  [new Binary(Buffer.from("b"), 0)],
  [new Binary(Buffer.from("aa"), 0)],
  [new Binary(Buffer.from("aa"), 5)],
  [new ObjectId("000000000000000000000001")],
  [new ObjectId("000000000000000000000002")],
  [false],
  [true],
  [new Date(-1)],
  [new Date(0)],
  [new Timestamp({ t: 1, i: 1 })],
  [new BSONRegExp("a", "")],
  [new BSONRegExp("a", "i")],
  [new MaxKey()],
];

describe("the order of values", () => {
  const flat = ORDER.flatMap((row, i) => row.map((value) => ({ value, i })));
  const wrong = (order: (a: Value, b: Value) => number): unknown[] =>
    flat.flatMap((a) => flat.filter((b) => Math.sign(order(a.value, b.value)) !== Math.sign(a.i - b.i)).map((b) => [a.value, b.value]));

  test("is MongoDB's, across all types and number types", () => {
    expect(wrong(compare)).toEqual([]);
  });

  test("is the order of the index keys, ascending and inverted", () => {
    const inverted = (value: Value): Buffer => new KeyWriter().value(value, true).finish();
    expect(wrong((a, b) => Buffer.compare(keyOf(a), keyOf(b)))).toEqual([]);
    expect(wrong((a, b) => Buffer.compare(inverted(b), inverted(a)))).toEqual([]);
  });

  const scalar = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(long),
    fc.integer({ min: -1_000, max: 1_000 }).map((value) => long(value)),
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie("any"), { maxKeys: 4 }),
    ),
  })).any;

  test("agrees with the index keys for any two values", () => {
    fc.assert(
      fc.property(value, value, (a, b) => Math.sign(compare(a, b)) === Buffer.compare(keyOf(a), keyOf(b))),
      { numRuns: 2_000 },
    );
  });

  test("ends each key where its value ends: compound keys sort field by field", () => {
    const key = (fields: readonly Value[]): Buffer =>
      fields.reduce<KeyWriter>((writer, field) => writer.value(field), new KeyWriter()).finish();
    fc.assert(
      fc.property(value, value, value, value, (a, b, c, d) => {
        const order = compare(a, c) || compare(b, d);
        return Math.sign(order) === Buffer.compare(key([a, b]), key([c, d]));
      }),
      { numRuns: 1_000 },
    );
  });

  test("reads back every document as it was written, with every number's type", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), value), (document) =>
        encode(decode(encode(document))).equals(encode(document)),
      ),
    );
    const typed = { int: 1, double: new Double(1), minusZero: new Double(-0), long: long(1), decimal: decimal("1.0"), big: 2 ** 40 };
    const types = Object.values(decode(encode(typed))).map(typeName);
    expect(types).toEqual(["int", "double", "double", "long", "decimal", "double"]);
  });

  test("reads some fields of a document as it reads all, and refuses the same bytes", () => {
    const wanted = new Set(["a", "c"]);
    const outcome = (read: () => Value): unknown => {
      try {
        return read();
      } catch (error) {
        return error instanceof StoreError ? error.code : error;
      }
    };
    const names = fc.constantFrom("a", "b", "c", "d".repeat(70), "é");
    const others = fc.constantFrom<Value>(
      new ObjectId(),
      new BSONRegExp("a", "i"),
      new Binary(Buffer.from("ab")),
      new Timestamp(5n),
      decimal("1.5"),
    );
    const document = fc.dictionary(names, fc.oneof(value, others));
    const change = fc.option(fc.record({ at: fc.nat(), byte: fc.nat(255) }));
    fc.assert(
      fc.property(document, change, (given, changed) => {
        const bytes = encode(given);
        if (changed) bytes[changed.at % bytes.length] = changed.byte;
        const whole = outcome(() => decode(bytes));
        const part = outcome(() => decodeFields(bytes, wanted));
        const expected = isDocument(whole) ? Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.has(name))) : whole;
        expect(part).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("arithmetic", () => {
  const INT_MAX = 2_147_483_647;
  test.each<[string, BsonNumber, BsonNumber, string, string]>([
    ["add", 1, 2, "int", "3"],
    ["add", INT_MAX, 1, "long", "2147483648"],
    ["add", long(2n ** 53n), 1, "long", "9007199254740993"],
    ["add", long(2n ** 40n), long(5), "long", "1099511627781"],
    ["add", 1, new Double(2), "double", "3"],
    ["add", 0.5, long(1), "double", "1.5"],
    ["add", decimal("0.1"), decimal("0.2"), "decimal", "0.3"],
    ["add", decimal("10"), 9, "decimal", "19"],
    ["subtract", 1, long(2), "long", "-1"],
    ["multiply", 65_536, 65_536, "long", "4294967296"],
    ["multiply", long(3_000_000_000), 3, "long", "9000000000"],
    ["multiply", decimal("1.10"), 2, "decimal", "2.20"],
  ])("%s of %p and %p is the %s %s", (operation, a, b, type, text) => {
    const result = calculate(operation === "add" ? "add" : operation === "subtract" ? "subtract" : "multiply", a, b);
    expect([typeName(result), String(result)]).toEqual([type, text]);
  });

  test("refuses to lose a long's overflow, unless a double is asked for", () => {
    expect(() => calculate("add", long(2n ** 63n - 1n), 1)).toThrow("int64");
    expect(calculateLoosely("add", long(2n ** 63n - 1n), 1)).toBe(2 ** 63);
  });

  test("divides into doubles or decimals and never by zero", () => {
    expect(equal(divide(7, 2), 3.5)).toBe(true);
    expect(typeName(divide(4, 2))).toBe("double");
    expect(String(divide(decimal("1"), decimal("4")))).toBe("0.25");
    expect(() => divide(1, long(0))).toThrow("zero");
    expect(String(modulo(long(-7), 3))).toBe("-1");
  });

  test("keeps exact sums of int64 in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n }), { maxLength: 20 }), (values) => {
        const sum = values.map(long).reduce<BsonNumber>((total, next) => calculate("add", total, next), 0);
        return BigInt(String(sum)) === values.reduce((total, next) => total + next, 0n);
      }),
    );
  });

  test("writes integral doubles as doubles", () => {
    expect(typeName(fromDouble(3))).toBe("double");
    expect(typeName(3)).toBe("int");
  });
});
