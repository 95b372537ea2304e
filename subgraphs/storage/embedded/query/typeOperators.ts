import { Decimal128, Long, ObjectId } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import { toDecimal, toDigits, toDouble, toWhole } from "../values/arithmetic.ts";
import { fromDouble } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import {
  isDate,
  isDecimal,
  isDocument,
  isInt32,
  isLong,
  isNumber,
  isObjectId,
  isTimestamp,
  isTrue,
  toSafeInteger,
  typeName,
} from "../values/value.ts";
import { parseDate } from "./dates.ts";
import type { Operator, Operators } from "./operator.ts";
import { nullish } from "./operator.ts";

/** What a conversion gives for a value that is neither null nor missing; `undefined` when there is no such conversion. */
type Convert = (value: Value) => Value;

/** Text of any scalar, as `$toString` gives it. */
export function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (isDate(value)) return value.toISOString();
  if (isObjectId(value)) return value.toHexString();
  if (isLong(value) || isDecimal(value)) return value.toString();
  return isNumber(value) ? doubleText(toDouble(value)) : undefined;
}

/** With 16 digits, as C writes `%.16g`: MongoDB's text of a double, which does not always lead back to it. */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", power = "0"] = toDigits(value, 16).split("e");
  const exponent = Number(power);
  const sign = value < 0 ? "-" : "";
  const digits = mantissa.replace(/0+$/, "");
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${sign}${digits.charAt(0)}${fraction}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return digits.length > exponent + 1 ? `${sign}${whole}.${digits.slice(exponent + 1)}` : `${sign}${whole}`;
}

function wholeOf(value: Value): bigint | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (isDate(value)) return BigInt(value.getTime());
  if (typeof value === "string") return /^[-+]?\d{1,40}$/.test(value) ? BigInt(value.replace("+", "")) : undefined;
  return isNumber(value) ? toWhole(value) : undefined;
}

const CONVERT: Readonly<Record<string, Convert>> = {
  string: textOf,
  bool: (value) => (isNumber(value) || typeof value === "boolean" ? isTrue(value) : true),
  long: (value) => {
    const whole = wholeOf(value);
    return whole === undefined || BigInt.asIntN(64, whole) !== whole ? undefined : Long.fromBigInt(whole);
  },
  int: (value) => {
    const whole = isDate(value) ? undefined : wholeOf(value);
    return whole !== undefined && isInt32(Number(whole)) ? Number(whole) : undefined;
  },
  double: (value) => {
    if (typeof value === "string" && /^[-+]?(nan|inf)/i.test(value)) throw notCovered(`the number '${value}'`);
    if (typeof value === "string") return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value) ? fromDouble(Number(value)) : undefined;
    if (isDate(value)) return fromDouble(value.getTime());
    return isNumber(value) ? fromDouble(toDouble(value)) : typeof value === "boolean" ? fromDouble(Number(value)) : undefined;
  },
  decimal: (value) => {
    if (typeof value === "string") return decimalOf(value);
    if (isDate(value)) return Decimal128.fromString(String(value.getTime()));
    if (typeof value === "boolean") return Decimal128.fromString(value ? "1" : "0");
    return isNumber(value) ? toDecimal(value) : undefined;
  },
  date: (value) => {
    if (isDate(value)) return value;
    if (isObjectId(value)) return value.getTimestamp();
    if (isTimestamp(value)) return new Date(value.t * 1000);
    if (typeof value === "string") return dateOfText(value);
    if (!isNumber(value) || isInt32(value)) return undefined;
    const whole = toWhole(value);
    const date = new Date(whole === undefined ? NaN : Number(whole));
    return Number.isNaN(date.getTime()) ? undefined : date;
  },
  objectId: (value) => {
    if (isObjectId(value)) return value;
    return typeof value === "string" && /^[0-9a-fA-F]{24}$/.test(value) ? new ObjectId(value) : undefined;
  },
};

function dateOfText(text: string): Value {
  const date = parseDate(text);
  if (date === "unread") throw notCovered(`the date '${text}', which is not as ISO 8601 says,`);
  return date;
}

function decimalOf(text: string): Value {
  try {
    return Decimal128.fromString(text);
  } catch {
    return undefined;
  }
}

function failed(value: Value, to: string): StoreError {
  return new StoreError(241, `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);
}

function conversion(to: string, convert: Convert): Operator {
  return {
    arity: [1, 1],
    apply: ([value]) => {
      if (nullish(value)) return null;
      const result = convert(value);
      if (result === undefined) throw failed(value, to);
      return result;
    },
  };
}

const TYPE_NUMBERS: Readonly<Record<number, string>> = {
  1: "double",
  2: "string",
  7: "objectId",
  8: "bool",
  9: "date",
  16: "int",
  18: "long",
  19: "decimal",
};

function convertTo([named]: Value[]): Value {
  const { input, to, onNull, ...rest }: Document = isDocument(named) ? named : {};
  if (nullish(input)) return onNull ?? null;
  if (nullish(to)) return null;
  const number = toSafeInteger(to);
  const name = number === null ? to : TYPE_NUMBERS[number];
  const convert = typeof name === "string" && Object.hasOwn(CONVERT, name) ? CONVERT[name] : undefined;
  if (typeof name !== "string" || !convert) throw new StoreError(2, `Unknown type name: ${JSON.stringify(to)}`);
  const result = convert(input);
  if (result !== undefined) return result;
  if ("onError" in rest) return rest["onError"];
  throw failed(input, name);
}

const NAMES: Readonly<Record<string, string>> = {
  $toString: "string",
  $toBool: "bool",
  $toLong: "long",
  $toInt: "int",
  $toDouble: "double",
  $toDecimal: "decimal",
  $toDate: "date",
  $toObjectId: "objectId",
};

export const TYPES: Operators = {
  $type: { arity: [1, 1], apply: ([value]) => typeName(value) },
  $isNumber: { arity: [1, 1], apply: ([value]) => isNumber(value) },
  $convert: { named: ["input", "to", "onError", "onNull"], required: ["input", "to"], apply: convertTo },
  ...Object.fromEntries(Object.entries(NAMES).map(([name, to]) => [name, conversion(to, CONVERT[to] ?? (() => undefined))])),
};
