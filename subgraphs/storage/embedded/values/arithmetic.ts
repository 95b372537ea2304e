import { Decimal128, Long } from "bson";
import { StoreError } from "../errors.ts";
import { fromDouble } from "./codec.ts";
import type { Exact } from "./order.ts";
import { toExact } from "./order.ts";
import type { BsonNumber } from "./value.ts";
import { isDecimal, isDouble, isInt32, isLong, isNumber } from "./value.ts";

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
/** Decimal128 holds 34 digits. */
const DECIMAL_DIGITS = 34;

type Operation = "add" | "subtract" | "multiply";

/**
 * The sum, difference or product of two BSON numbers by MongoDB's rule: decimal beats double beats long beats int; int overflows into long;
 * what long cannot hold is error 2, as for `$inc` and `$mul`: nothing is lost silently.
 */
export function calculate(operation: Operation, a: BsonNumber, b: BsonNumber): BsonNumber {
  const result = calculateLoosely(operation, a, b);
  if (isIntegral(a) && isIntegral(b) && !isIntegral(result)) {
    throw new StoreError(
      2,
      `Failed to apply $${operation === "multiply" ? "mul" : "inc"} operations: ${String(a)} and ${String(b)} give more than int64 holds`,
    );
  }
  return result;
}

/** The same, as aggregations do it: what does not fit in int64 becomes a double. */
export function calculateLoosely(operation: Operation, a: BsonNumber, b: BsonNumber): BsonNumber {
  if (isDecimal(a) || isDecimal(b)) return exactToDecimal(exactly(operation, toExact(a), toExact(b)));
  if (isIntegral(a) && isIntegral(b)) return integers(operation, a, b);
  const one = toDouble(a);
  const other = toDouble(b);
  return fromDouble(operation === "add" ? one + other : operation === "subtract" ? one - other : one * other);
}

function integers(operation: Operation, a: number | Long, b: number | Long): BsonNumber {
  const exact = onBigints(operation, BigInt(a.toString()), BigInt(b.toString()));
  const small = Number(exact);
  if (isInt32(a) && isInt32(b) && isInt32(small)) return small;
  if (exact >= INT64_MIN && exact <= INT64_MAX) return Long.fromBigInt(exact);
  return small;
}

function onBigints(operation: Operation, a: bigint, b: bigint): bigint {
  return operation === "add" ? a + b : operation === "subtract" ? a - b : a * b;
}

function exactly(operation: Operation, a: Exact, b: Exact): Exact {
  if (typeof a === "string" || typeof b === "string") {
    const result = special(operation, a, b);
    return Number.isNaN(result) ? "NaN" : result > 0 ? "Infinity" : "-Infinity";
  }
  if (operation === "multiply") return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
  if (Math.abs(a.exponent - b.exponent) > 10_000) throw new StoreError(2, "the decimals are too far apart to be added exactly");
  const exponent = Math.min(a.exponent, b.exponent);
  const one = a.digits * 10n ** BigInt(a.exponent - exponent);
  const other = b.digits * 10n ** BigInt(b.exponent - exponent);
  return { digits: onBigints(operation, one, other), exponent };
}

function special(operation: Operation, a: Exact, b: Exact): number {
  const number = (value: Exact): number => (typeof value === "string" ? Number(value) : Number(value.digits));
  const one = number(a);
  const other = number(b);
  return operation === "add" ? one + other : operation === "subtract" ? one - other : one * other;
}

/** An exact number as a Decimal128, rounded half to even at 34 digits. */
export function exactToDecimal(value: Exact): Decimal128 {
  if (typeof value === "string") return Decimal128.fromString(value);
  let { digits, exponent } = value;
  const surplus = (digits < 0n ? -digits : digits).toString().length - DECIMAL_DIGITS;
  if (surplus > 0) {
    digits = divideHalfEven(digits, 10n ** BigInt(surplus));
    exponent += surplus;
  }
  return Decimal128.fromString(`${digits}E${exponent}`);
}

function divideHalfEven(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  const rest = (value % by) * 2n;
  const away = value < 0n ? -1n : 1n;
  const size = rest < 0n ? -rest : rest;
  return size > by || (size === by && quotient % 2n !== 0n) ? quotient + away : quotient;
}

/** Quotient of two numbers: a double, or a decimal when one of them is. Division by zero is error 2. */
export function divide(a: BsonNumber, b: BsonNumber): BsonNumber {
  const divisor = toExact(b);
  if (typeof divisor !== "string" && divisor.digits === 0n) throw new StoreError(2, "can't $divide by zero");
  if (!isDecimal(a) && !isDecimal(b)) return fromDouble(toDouble(a) / toDouble(b));
  const dividend = toExact(a);
  if (typeof dividend === "string" || typeof divisor === "string") return Decimal128.fromString(String(toDouble(a) / toDouble(b)));
  return quotient(dividend, divisor);
}

/** To more digits than a decimal holds; a rest is kept as one more digit, so that a tie is told from what is just above it. */
function quotient(dividend: Exclude<Exact, string>, divisor: Exclude<Exact, string>): Decimal128 {
  const extra = DECIMAL_DIGITS * 2;
  const scaled = dividend.digits * 10n ** BigInt(extra);
  let digits = scaled / divisor.digits;
  let exponent = dividend.exponent - divisor.exponent - extra;
  if (scaled % divisor.digits !== 0n) {
    const away = scaled < 0n === divisor.digits < 0n ? 1n : -1n;
    return exactToDecimal({ digits: digits * 10n + away, exponent: exponent - 1 });
  }
  for (; digits % 10n === 0n && exponent < dividend.exponent - divisor.exponent; exponent += 1) digits /= 10n;
  return exactToDecimal({ digits, exponent });
}

/** Remainder with the sign of the dividend. */
export function modulo(a: BsonNumber, b: BsonNumber): BsonNumber {
  if (isIntegral(a) && isIntegral(b)) {
    const divisor = BigInt(b.toString());
    if (divisor === 0n) throw new StoreError(16610, "can't $mod by zero");
    const rest = BigInt(a.toString()) % divisor;
    return isInt32(a) && isInt32(b) ? Number(rest) : Long.fromBigInt(rest);
  }
  if (isDecimal(a) || isDecimal(b)) throw new StoreError(238, "$mod of decimals is not supported by the embedded store");
  return fromDouble(toDouble(a) % toDouble(b));
}

export function isIntegral(value: BsonNumber): value is number | Long {
  return isLong(value) || isInt32(value);
}

/** The nearest double. */
export function toDouble(value: BsonNumber): number {
  if (typeof value === "number") return value;
  if (isDouble(value)) return value.value;
  return isLong(value) ? value.toNumber() : Number(value.toString());
}

/** The number itself, or error 14 that says which operator wanted one. */
export function requireNumber(value: unknown, who: string): BsonNumber {
  if (isNumber(value)) return value;
  throw new StoreError(14, `${who} only supports numeric types, not ${value === null ? "null" : typeof value}`);
}
