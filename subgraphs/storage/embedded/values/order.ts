import type { Decimal128 } from "bson";
import type { BsonNumber, Document, Value } from "./value.ts";
import {
  isArray,
  isBinary,
  isCode,
  isDate,
  isDecimal,
  isDocument,
  isDouble,
  isLong,
  isNumber,
  isObjectId,
  isRegex,
  isTimestamp,
  textOf,
  TYPE,
  typeRank,
} from "./value.ts";

/** An exact number: `digits` x 10^`exponent`, or one of the three that are no numbers on the line. */
export type Exact = { readonly digits: bigint; readonly exponent: number } | "NaN" | "Infinity" | "-Infinity";

/** How two strings are ordered. */
export type StringOrder = (a: string, b: string) => number;

/** How values are compared: strings by code points, or by a collation. Names of fields are always compared by code points. */
export interface Order {
  /** Strings are compared by a collation. */
  readonly collated: boolean;
  readonly compare: (a: Value, b: Value) => number;
  readonly equal: (a: Value, b: Value) => boolean;
}

/** The order that MongoDB calls simple. */
export const SIMPLE: Order = { collated: false, compare: (a, b) => compare(a, b), equal: (a, b) => equal(a, b) };

/** The order of values in which strings are compared as given. */
export function orderBy(strings: StringOrder): Order {
  return {
    collated: true,
    compare: (a, b) => compare(a, b, strings),
    equal: (a, b) => a === b || compare(a, b, strings) === 0,
  };
}

/** MongoDB's order of any two values, types first: negative, zero or positive. A missing value equals null. */
export function compare(a: Value, b: Value, strings: StringOrder = compareStrings): number {
  if (typeof a === "string" && typeof b === "string") return strings(a, b);
  if (typeof a === "number" && typeof b === "number") return compareDoubles(a, b);
  const rank = typeRank(a);
  const other = typeRank(b);
  if (rank !== other) return rank - other;
  if (isDocument(a) && isDocument(b)) return compareDocuments(a, b, strings);
  if (isArray(a) && isArray(b)) return compareArrays(a, b, strings);
  if (rank === TYPE.string) return strings(textOf(a), textOf(b));
  return compareScalars(rank, a, b);
}

/** MongoDB's equality: numbers by value whatever their type, documents with their fields in the same order. */
export function equal(a: Value, b: Value): boolean {
  return a === b || compare(a, b) === 0;
}

/** By Unicode code points, which is the order of the UTF-8 bytes; JavaScript's own order differs beyond U+FFFF. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const one = a.charCodeAt(i);
    const other = b.charCodeAt(i);
    if (one === other) continue;
    const surrogates = Number(one >= 0xd800 && one <= 0xdfff) - Number(other >= 0xd800 && other <= 0xdfff);
    if (surrogates === 0) return one - other;
    return surrogates > 0 ? 0x10000 - other : one - 0x10000;
  }
  return a.length - b.length;
}

function compareScalars(rank: number, a: Value, b: Value): number {
  if (rank === TYPE.number && isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (isBinary(a) && isBinary(b)) return compareBinaries(a, b);
  if (isObjectId(a) && isObjectId(b)) return Buffer.compare(a.id, b.id);
  if (typeof a === "boolean") return Number(a) - Number(b);
  if (isDate(a) && isDate(b)) return a.getTime() - b.getTime();
  if (isTimestamp(a) && isTimestamp(b)) return a.toBigInt() < b.toBigInt() ? -1 : a.toBigInt() > b.toBigInt() ? 1 : 0;
  if (isRegex(a) && isRegex(b)) return compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);
  if (isCode(a) && isCode(b)) return compareStrings(textOf(a.code), textOf(b.code));
  return 0; // null and missing, MinKey, MaxKey: one value each
}

function compareBinaries(a: { length(): number; sub_type: number; buffer: Uint8Array }, b: typeof a): number {
  return (
    a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.buffer.subarray(0, a.length()), b.buffer.subarray(0, b.length()))
  );
}

/** Field by field: the type of the value, then the name, then the value; the shorter document first. */
function compareDocuments(a: Document, b: Document, strings: StringOrder): number {
  const names = Object.keys(a);
  const others = Object.keys(b);
  const length = Math.min(names.length, others.length);
  for (let i = 0; i < length; i += 1) {
    const name = names[i] ?? "";
    const other = others[i] ?? "";
    const order = typeRank(a[name]) - typeRank(b[other]) || compareStrings(name, other) || compare(a[name], b[other], strings);
    if (order !== 0) return order;
  }
  return names.length - others.length;
}

function compareArrays(a: readonly Value[], b: readonly Value[], strings: StringOrder): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const order = compare(a[i], b[i], strings);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** NaN equals itself and is below every other number, as in MongoDB; -0 equals 0. */
function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** Numbers of any two types by their exact values. */
function compareNumbers(a: BsonNumber, b: BsonNumber): number {
  if (isLong(a) && isLong(b)) return a.compare(b);
  const one = asDouble(a);
  const other = asDouble(b);
  if (one !== null && other !== null) return compareDoubles(one, other);
  return compareExact(toExact(a), toExact(b));
}

function asDouble(value: BsonNumber): number | null {
  if (typeof value === "number") return value;
  return isDouble(value) ? value.value : null;
}

function infinite(value: Exact): number {
  if (value === "NaN") return -2;
  if (value === "-Infinity") return -1;
  return value === "Infinity" ? 1 : 0;
}

/** The order of two exact numbers; NaN below all. */
export function compareExact(a: Exact, b: Exact): number {
  if (typeof a === "string" || typeof b === "string") return infinite(a) - infinite(b);
  const sign = signOf(a.digits) - signOf(b.digits);
  if (sign !== 0 || a.digits === 0n) return sign;
  const lowest = Math.min(a.exponent, b.exponent);
  const magnitude = a.exponent + decimalLength(a.digits) - (b.exponent + decimalLength(b.digits));
  if (magnitude !== 0) return magnitude * signOf(a.digits); // 10^6111 is never written out
  const one = a.digits * 10n ** BigInt(a.exponent - lowest);
  const other = b.digits * 10n ** BigInt(b.exponent - lowest);
  return one < other ? -1 : one > other ? 1 : 0;
}

function signOf(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function decimalLength(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}

/** The exact value of a BSON number of any type. */
export function toExact(value: BsonNumber): Exact {
  if (isLong(value)) return { digits: value.toBigInt(), exponent: 0 };
  if (isDecimal(value)) return decimalToExact(value);
  const double = isDouble(value) ? value.value : typeof value === "number" ? value : NaN;
  if (Number.isNaN(double)) return "NaN";
  if (!Number.isFinite(double)) return double > 0 ? "Infinity" : "-Infinity";
  return doubleToExact(double);
}

const scratch = new DataView(new ArrayBuffer(8));

/** A finite double is mantissa x 2^power; a negative power becomes 5^-power x 10^power. */
function doubleToExact(value: number): Exact {
  if (Number.isInteger(value)) return { digits: BigInt(value), exponent: 0 };
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075; // below 0, because the value is no integer
  const digits = mantissa * 5n ** BigInt(-power);
  return { digits: value < 0 ? -digits : digits, exponent: power };
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/i;

function decimalToExact(value: Decimal128): Exact {
  const text = value.toString();
  const parts = DECIMAL.exec(text);
  if (!parts) return text.startsWith("-Inf") ? "-Infinity" : text.startsWith("Inf") ? "Infinity" : "NaN";
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, exponent: Number(exponent) - fraction.length };
}
