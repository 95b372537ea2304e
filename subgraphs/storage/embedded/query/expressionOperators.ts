import { Decimal128, Long } from "bson";
import { StoreError } from "../errors.ts";
import { calculateLoosely, divide, exactToDecimal, isIntegral, modulo, requireNumber, toDouble } from "../values/arithmetic.ts";
import { fromDouble } from "../values/codec.ts";
import { compare, equal, toExact } from "../values/order.ts";
import type { BsonNumber, Document, Value } from "../values/value.ts";
import {
  isArray,
  isDate,
  isDecimal,
  isDocument,
  isInt32,
  isLong,
  isNumber,
  isObjectId,
  isTrue,
  toSafeInteger,
  typeName,
} from "../values/value.ts";
import { accumulator } from "./accumulators.ts";
import { isNamedLeaf, leaf } from "./mingoLeaves.ts";
import { toRegExp } from "./regex.ts";

/** One operator: what its arguments' values give. `named`: the arguments come as one document. */
export interface Operator {
  readonly arity?: readonly [number, number];
  readonly named?: boolean;
  readonly apply: (values: Value[]) => Value;
}

function nullish(value: Value): value is null | undefined {
  return value === null || value === undefined;
}

function comparison(holds: (order: number) => boolean): Operator {
  return { arity: [2, 2], apply: ([a, b]) => holds(ordered(a, b)) };
}

/** In expressions a missing value is below null. */
function ordered(a: Value, b: Value): number {
  if ((a === undefined) !== (b === undefined) && nullish(a) && nullish(b)) return a === undefined ? -1 : 1;
  return compare(a, b);
}

/** Arithmetic gives null when an argument is null or missing. */
function arithmetic(arity: readonly [number, number], apply: (values: BsonNumber[]) => Value, name: string): Operator {
  return { arity, apply: (values) => (values.some(nullish) ? null : apply(values.map((value) => requireNumber(value, name)))) };
}

function array(value: Value, who: string): Value[] {
  if (isArray(value)) return value;
  throw new StoreError(17124, `${who} needs an array, not ${typeName(value)}`);
}

function integer(value: Value, who: string): number {
  const whole = toSafeInteger(value);
  if (whole === null) throw new StoreError(28690, `${who} needs a whole number`);
  return whole;
}

function add(values: Value[]): Value {
  if (values.some(nullish)) return null;
  const date = values.find(isDate);
  if (!date) return values.map((value) => requireNumber(value, "$add")).reduce((total, value) => calculateLoosely("add", total, value), 0);
  const rest = values.filter((value) => value !== date).map((value) => toDouble(requireNumber(value, "$add")));
  return new Date(rest.reduce((total, value) => total + value, date.getTime()));
}

function subtract([a, b]: Value[]): Value {
  if (nullish(a) || nullish(b)) return null;
  if (isDate(a) && isDate(b)) return Long.fromNumber(a.getTime() - b.getTime());
  if (isDate(a)) return new Date(a.getTime() - toDouble(requireNumber(b, "$subtract")));
  return calculateLoosely("subtract", requireNumber(a, "$subtract"), requireNumber(b, "$subtract"));
}

function rounding(name: string, round: (value: number) => number): Operator {
  return arithmetic(
    [1, 1],
    ([value]) => {
      if (value === undefined || isIntegral(value)) return value;
      if (isDecimal(value)) throw new StoreError(238, `${name} of decimals is not supported by the embedded store`);
      return fromDouble(round(toDouble(value)));
    },
    name,
  );
}

function absolute(value: BsonNumber): BsonNumber {
  const negative = compare(value, 0) < 0;
  return negative ? calculateLoosely("subtract", 0, value) : value;
}

function distinct(items: readonly Value[]): Value[] {
  const sorted = [...items].sort(compare);
  return sorted.filter((item, i) => i === 0 || !equal(item, sorted[i - 1]));
}

function includes(items: readonly Value[], value: Value): boolean {
  return items.some((item) => equal(item, value));
}

function slice([value, from, count]: Value[]): Value {
  if (nullish(value)) return null;
  const items = array(value, "$slice");
  const start = integer(from, "$slice");
  if (count === undefined) return start >= 0 ? items.slice(0, start) : items.slice(start);
  const begin = start < 0 ? Math.max(0, items.length + start) : start;
  return items.slice(begin, begin + integer(count, "$slice"));
}

function elementAt(value: Value, index: number): Value {
  if (nullish(value)) return null;
  return array(value, "$arrayElemAt").at(index);
}

/** Text of any scalar, as `$toString` gives it. */
function text(value: Value): Value {
  if (nullish(value)) return null;
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (isDate(value)) return value.toISOString();
  if (isObjectId(value)) return value.toHexString();
  if (isLong(value) || isDecimal(value)) return value.toString();
  if (isNumber(value)) return String(toDouble(value));
  throw new StoreError(241, `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`);
}

function words(value: Value): string {
  return nullish(value) ? "" : String(text(value));
}

function conversion(to: string, convert: (value: Value) => Value): Operator {
  return {
    arity: [1, 1],
    apply: ([value]) => {
      if (nullish(value)) return null;
      const result = convert(value);
      if (result === undefined)
        throw new StoreError(241, `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);
      return result;
    },
  };
}

function toWhole(value: Value): bigint | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (isDate(value)) return BigInt(value.getTime());
  if (typeof value === "string") return /^-?\d+$/.test(value) ? BigInt(value) : undefined;
  if (!isNumber(value)) return undefined;
  const exact = toExact(value);
  if (typeof exact === "string" || exact.exponent > 30) return undefined;
  return exact.exponent >= 0 ? exact.digits * 10n ** BigInt(exact.exponent) : exact.digits / 10n ** BigInt(-exact.exponent);
}

function toLong(value: Value): Value {
  const whole = toWhole(value);
  return whole === undefined || BigInt.asIntN(64, whole) !== whole ? undefined : Long.fromBigInt(whole);
}

function merge(values: Value[]): Value {
  const parts = values.length === 1 && isArray(values[0]) ? values[0] : values;
  return Object.assign({}, ...parts.filter(isDocument));
}

function fold(name: string): Operator {
  return {
    apply: (values) => {
      const total = accumulator(name);
      const items = values.length === 1 && isArray(values[0]) ? values[0] : values;
      items.forEach((item) => total.add(item));
      return total.result();
    },
  };
}

function pairs(value: Value): Value {
  if (nullish(value)) return null;
  return Object.fromEntries(
    array(value, "$arrayToObject").map((item) => {
      if (isArray(item) && typeof item[0] === "string") return [item[0], item[1]];
      if (isDocument(item) && typeof item["k"] === "string") return [item["k"], item["v"]];
      throw new StoreError(40386, "$arrayToObject needs pairs or documents with k and v");
    }),
  );
}

const COMPARING: Readonly<Record<string, Operator>> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: { arity: [2, 2], apply: ([a, b]) => Math.sign(ordered(a, b)) },
  $not: { arity: [1, 1], apply: ([value]) => !isTrue(value) },
  $in: { arity: [2, 2], apply: ([value, items]) => includes(array(items, "$in"), value) },
  $indexOfArray: {
    arity: [2, 2],
    apply: ([items, value]) => (nullish(items) ? null : array(items, "$indexOfArray").findIndex((item) => equal(item, value))),
  },
  $setUnion: { apply: (sets) => (sets.some(nullish) ? null : distinct(sets.flatMap((set) => array(set, "$setUnion")))) },
  $setIntersection: {
    apply: (sets) => {
      if (sets.some(nullish)) return null;
      const [first = [], ...others] = sets.map((set) => array(set, "$setIntersection"));
      return distinct(first).filter((item) => others.every((other) => includes(other, item)));
    },
  },
  $setDifference: {
    arity: [2, 2],
    apply: ([a, b]) =>
      nullish(a) || nullish(b) ? null : distinct(array(a, "$setDifference")).filter((item) => !includes(array(b, "$setDifference"), item)),
  },
  $setIsSubset: { arity: [2, 2], apply: ([a, b]) => array(a, "$setIsSubset").every((item) => includes(array(b, "$setIsSubset"), item)) },
  $setEquals: {
    arity: [2, 100],
    apply: (sets) => {
      const [first, ...others] = sets.map((set) => distinct(array(set, "$setEquals")));
      return others.every((other) => equal(first, other));
    },
  },
  $min: fold("$min"),
  $max: fold("$max"),
};

const ARITHMETIC: Readonly<Record<string, Operator>> = {
  $add: { apply: add },
  $subtract: { arity: [2, 2], apply: subtract },
  $multiply: arithmetic(
    [0, 100],
    (values) => values.reduce((product, value) => calculateLoosely("multiply", product, value), 1),
    "$multiply",
  ),
  $divide: arithmetic([2, 2], ([a = 0, b = 1]) => divide(a, b), "$divide"),
  $mod: arithmetic([2, 2], ([a = 0, b = 1]) => modulo(a, b), "$mod"),
  $abs: arithmetic([1, 1], ([value = 0]) => absolute(value), "$abs"),
  $ceil: rounding("$ceil", Math.ceil),
  $floor: rounding("$floor", Math.floor),
  $trunc: rounding("$trunc", Math.trunc),
  $sum: fold("$sum"),
  $avg: fold("$avg"),
};

const ARRAYS: Readonly<Record<string, Operator>> = {
  $size: { arity: [1, 1], apply: ([items]) => array(items, "$size").length },
  $isArray: { arity: [1, 1], apply: ([value]) => isArray(value) },
  $arrayElemAt: { arity: [2, 2], apply: ([items, index]) => elementAt(items, integer(index, "$arrayElemAt")) },
  $first: { arity: [1, 1], apply: ([items]) => elementAt(items, 0) },
  $last: { arity: [1, 1], apply: ([items]) => elementAt(items, -1) },
  $slice: { arity: [2, 3], apply: slice },
  $concatArrays: { apply: (values) => (values.some(nullish) ? null : values.flatMap((value) => array(value, "$concatArrays"))) },
  $reverseArray: { arity: [1, 1], apply: ([items]) => (nullish(items) ? null : [...array(items, "$reverseArray")].reverse()) },
  $mergeObjects: { apply: merge },
  $objectToArray: { arity: [1, 1], apply: ([value]) => (isDocument(value) ? Object.entries(value).map(([k, v]) => ({ k, v })) : null) },
  $arrayToObject: { arity: [1, 1], apply: ([value]) => pairs(value) },
};

const TYPES: Readonly<Record<string, Operator>> = {
  $type: { arity: [1, 1], apply: ([value]) => typeName(value) },
  $isNumber: { arity: [1, 1], apply: ([value]) => isNumber(value) },
  $toString: { arity: [1, 1], apply: ([value]) => text(value) },
  $toLower: { arity: [1, 1], apply: ([value]) => words(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase()) },
  $toUpper: { arity: [1, 1], apply: ([value]) => words(value).replace(/[a-z]/g, (letter) => letter.toUpperCase()) },
  $toBool: conversion("bool", (value) => (isNumber(value) || typeof value === "boolean" ? isTrue(value) : true)),
  $toLong: conversion("long", toLong),
  $toInt: conversion("int", (value) => {
    const whole = toWhole(value);
    return whole !== undefined && isInt32(Number(whole)) ? Number(whole) : undefined;
  }),
  $toDouble: conversion("double", (value) => {
    if (typeof value === "string") return /^-?\d+(\.\d+)?$/.test(value) ? fromDouble(Number(value)) : undefined;
    return isNumber(value) ? fromDouble(toDouble(value)) : typeof value === "boolean" ? fromDouble(Number(value)) : undefined;
  }),
  $toDecimal: conversion("decimal", (value) => {
    if (typeof value === "string") return Decimal128.fromString(value);
    return isNumber(value) ? exactToDecimal(toExact(value)) : undefined;
  }),
  $toDate: conversion("date", (value) => {
    if (isDate(value)) return value;
    const date = new Date(typeof value === "string" ? value : isNumber(value) ? toDouble(value) : NaN);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }),
  $regexMatch: {
    named: true,
    apply: ([named]) => {
      const { input, regex, options }: Document = isDocument(named) ? named : {};
      const [pattern, flags] = isDocument(regex) || typeof regex === "string" ? [regex, options] : regexParts(regex);
      return typeof input === "string" && toRegExp(String(pattern), typeof flags === "string" ? flags : "").test(input);
    },
  },
};

function regexParts(value: Value): [Value, Value] {
  const { pattern, options }: Document = Object.fromEntries(Object.entries(value ?? {}));
  return [pattern, options];
}

/** Every operator of aggregation expressions that compares, adds or reads BSON types, and those of mingo that take named arguments. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  ...COMPARING,
  ...ARITHMETIC,
  ...ARRAYS,
  ...TYPES,
  ...Object.fromEntries(
    ["$trim", "$ltrim", "$rtrim", "$replaceOne", "$replaceAll", "$dateToString", "$dateAdd", "$dateSubtract"]
      .filter(isNamedLeaf)
      .map((name): [string, Operator] => [name, { named: true, apply: leaf(name) }]),
  ),
};
