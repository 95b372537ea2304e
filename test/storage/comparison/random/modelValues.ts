/** The order of the values that the generators make, by MongoDB's documented comparison order. */
import { Decimal128, Double, Int32, Long } from "bson";
import type { Plain } from "../case.ts";

/** The key of an empty array in an index or a sort: below null, and equal to itself alone. */
export const EMPTY_ARRAY = Symbol("an empty array");

type Numeric = Int32 | Double | Long | Decimal128;

export function isNumeric(value: unknown): value is Numeric {
  return value instanceof Int32 || value instanceof Double || value instanceof Long || value instanceof Decimal128;
}

export function isDocument(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date) && !("_bsontype" in value);
}

/** Lower sorts first. */
export function rankOf(value: unknown): number {
  if (value === EMPTY_ARRAY) return 0;
  if (value === undefined || value === null) return 1;
  if (isNumeric(value)) return 2;
  if (typeof value === "string") return 3;
  if (isDocument(value)) return 4;
  if (Array.isArray(value)) return 5;
  if (typeof value === "boolean") return 6;
  if (value instanceof Date) return 7;
  throw new Error("the model does not know this type");
}

export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0;
}

export function compare(a: unknown, b: unknown): number {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return Math.sign(ranks);
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (isDocument(a) && isDocument(b)) return compareDocuments(Object.entries(a), Object.entries(b));
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (a instanceof Date && b instanceof Date) return Math.sign(a.getTime() - b.getTime());
  return 0;
}

/** Field by field: the type, then the name, then the value; who has fewer is less. */
function compareDocuments(a: readonly [string, unknown][], b: readonly [string, unknown][]): number {
  for (const [i, [name, value]] of a.entries()) {
    const other = b[i];
    if (!other) return 1;
    const order = rankOf(value) - rankOf(other[1]) || compare(name, other[0]) || compare(value, other[1]);
    if (order !== 0) return Math.sign(order);
  }
  return a.length - b.length < 0 ? -1 : 0;
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [i, value] of a.entries()) {
    if (i >= b.length) return 1;
    const order = compare(value, b[i]);
    if (order !== 0) return order;
  }
  return a.length < b.length ? -1 : 0;
}

function compareNumbers(a: Numeric, b: Numeric): number {
  const one = toExact(a);
  const other = toExact(b);
  if (typeof one === "bigint" && typeof other === "bigint") return one < other ? -1 : one > other ? 1 : 0;
  if (Object.is(one, NaN) || Object.is(other, NaN)) return Object.is(one, other) ? 0 : Object.is(one, NaN) ? -1 : 1;
  if (one === other) return 0;
  return one === -Infinity || other === Infinity ? -1 : 1;
}

/** In thousandths: the generators make nothing finer. */
function toExact(value: Numeric): bigint | number {
  if (value instanceof Long) return value.toBigInt() * 1000n;
  const number = Number(value.toString());
  if (!Number.isFinite(number)) return number;
  return BigInt(Math.trunc(number)) * 1000n + BigInt(Math.trunc((number % 1) * 1000));
}
