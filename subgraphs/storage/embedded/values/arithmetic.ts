import { Decimal128, Long } from "bson";
import { StoreError } from "../errors.ts";
import { fromDouble } from "./codec.ts";
import type { Exact } from "./order.ts";
import { toExact } from "./order.ts";
import type { BsonNumber } from "./value.ts";
import { isDecimal, isDouble, isInt32, isLong } from "./value.ts";

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
  if (isDecimal(a) || isDecimal(b)) return exactToDecimal(exactly(operation, toExact(asDecimal(a)), toExact(asDecimal(b))));
  if (isIntegral(a) && isIntegral(b)) return integers(operation, a, b);
  const one = toDouble(a);
  const other = toDouble(b);
  return fromDouble(operation === "add" ? one + other : operation === "subtract" ? one - other : one * other);
}

/** A double counts with 15 digits beside decimals, as in MongoDB; whole numbers are exact. */
function asDecimal(value: BsonNumber): BsonNumber {
  return isDecimal(value) || isIntegral(value) ? value : toDecimal(value);
}

/** How many digits a double has when it becomes a decimal. */
const DOUBLE_DIGITS = 15;

/** A number as a Decimal128, as `$toDecimal` gives it: whole numbers exactly, doubles with 15 digits. */
export function toDecimal(value: BsonNumber): Decimal128 {
  const exact = toExact(value);
  if (isDecimal(value) || isIntegral(value) || typeof exact === "string" || exact.digits === 0n) return exactToDecimal(exact);
  const { digits, exponent } = rounded(exact, DOUBLE_DIGITS);
  const missing = DOUBLE_DIGITS - lengthOf(digits);
  return exactToDecimal({ digits: digits * 10n ** BigInt(missing), exponent: exponent - missing });
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

/** Decimal128 has exponents from -6176 to 6111. */
const EXPONENT_MIN = -6176;
const EXPONENT_MAX = 6111;

/** An exact number as a Decimal128, rounded half to even at 34 digits; what is too large is infinite. */
export function exactToDecimal(value: Exact): Decimal128 {
  if (typeof value === "string") return Decimal128.fromString(value);
  let { digits, exponent } = rounded(value, DECIMAL_DIGITS);
  if (exponent < EXPONENT_MIN) {
    digits = divideHalfEven(digits, 10n ** BigInt(EXPONENT_MIN - exponent));
    exponent = EXPONENT_MIN;
  } else if (exponent > EXPONENT_MAX && digits !== 0n) {
    if (exponent - EXPONENT_MAX + lengthOf(digits) > DECIMAL_DIGITS) return Decimal128.fromString(digits < 0n ? "-Infinity" : "Infinity");
    digits *= 10n ** BigInt(exponent - EXPONENT_MAX);
    exponent = EXPONENT_MAX;
  }
  return Decimal128.fromString(`${digits}E${Math.min(exponent, EXPONENT_MAX)}`);
}

type Finite = Exclude<Exact, string>;

/** At most so many digits, rounded half to even. */
function rounded({ digits, exponent }: Finite, most: number): Finite {
  const surplus = lengthOf(digits) - most;
  if (surplus <= 0) return { digits, exponent };
  const result = { digits: divideHalfEven(digits, 10n ** BigInt(surplus)), exponent: exponent + surplus };
  return lengthOf(result.digits) > most ? { digits: result.digits / 10n, exponent: result.exponent + 1 } : result;
}

/** The digits of a finite number other than 0, rounded half to even, and the power of ten of the first: `12345e-2`. The sign is left out. */
export function toDigits(value: BsonNumber, count: number): string {
  const exact = toExact(value);
  if (typeof exact === "string") throw new StoreError(2, `${exact} has no digits`);
  const { digits, exponent } = rounded(exact, count);
  const text = (digits < 0n ? -digits : digits).toString();
  return `${text}e${exponent + text.length - 1}`;
}

function lengthOf(digits: bigint): number {
  return (digits < 0n ? -digits : digits).toString().length;
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
  if (isZero(b)) throw new StoreError(2, "can't $divide by zero");
  if (!isDecimal(a) && !isDecimal(b)) return fromDouble(toDouble(a) / toDouble(b));
  const dividend = toExact(asDecimal(a));
  const divisor = toExact(asDecimal(b));
  if (typeof dividend === "string" || typeof divisor === "string") return Decimal128.fromString(String(toDouble(a) / toDouble(b)));
  return quotient(dividend, divisor);
}

/** To more digits than a decimal holds; a rest is kept as one more digit, so that a tie is told from what is just above it. */
function quotient(dividend: Finite, divisor: Finite): Decimal128 {
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
  if (isZero(b)) throw new StoreError(16610, "can't $mod by zero");
  if (isIntegral(a) && isIntegral(b)) {
    const rest = BigInt(a.toString()) % BigInt(b.toString());
    return isInt32(a) && isInt32(b) ? Number(rest) : Long.fromBigInt(rest);
  }
  if (isDecimal(a) || isDecimal(b)) return decimalRest(toExact(asDecimal(a)), toExact(asDecimal(b)));
  return fromDouble(toDouble(a) % toDouble(b));
}

function decimalRest(a: Exact, b: Exact): Decimal128 {
  if (typeof a === "string" || b === "NaN") return Decimal128.fromString("NaN");
  if (typeof b === "string") return exactToDecimal(a);
  const exponent = Math.min(a.exponent, b.exponent);
  const [one, other] = [a, b].map((value) => value.digits * 10n ** BigInt(value.exponent - exponent));
  return exactToDecimal({ digits: (one ?? 0n) % (other ?? 1n), exponent });
}

function isZero(value: BsonNumber): boolean {
  const exact = toExact(value);
  return typeof exact !== "string" && exact.digits === 0n;
}

/** A number without its fraction; `undefined` for NaN, infinite numbers and those far beyond int64. */
export function toWhole(value: BsonNumber): bigint | undefined {
  if (isInt32(value)) return BigInt(value);
  const exact = toExact(value);
  if (typeof exact === "string" || exact.exponent > 30) return undefined;
  return exact.exponent >= 0 ? exact.digits * 10n ** BigInt(exact.exponent) : exact.digits / 10n ** BigInt(-exact.exponent);
}

/** A number rounded half to even, or cut, at a decimal place; its type stays, unless a whole number grows out of it. */
export function atPlace(value: BsonNumber, place: number, half: boolean): BsonNumber {
  const exact = toExact(value);
  if (typeof exact === "string" || exact.exponent >= -place) return value;
  const by = 10n ** BigInt(-place - exact.exponent);
  const result: Finite = { digits: half ? divideHalfEven(exact.digits, by) : exact.digits / by, exponent: -place };
  if (isDecimal(value)) return exactToDecimal(result);
  if (!isIntegral(value)) return fromDouble(Number(`${result.digits}e${result.exponent}`));
  const whole = result.digits * 10n ** BigInt(result.exponent);
  if (isInt32(value) && isInt32(Number(whole))) return Number(whole);
  if (BigInt.asIntN(64, whole) !== whole)
    throw new StoreError(51080, "invalid conversion from Decimal128 result in $round resulting in an integer overflow");
  return Long.fromBigInt(whole);
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
