import type { Binary, BSONRegExp, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { StoreError } from "../errors.ts";

/**
 * A value as the store holds it in memory. Every BSON type keeps its own form, so that reading and writing a document changes nothing:
 * a `number` that is an int32 is an int32; any other `number` is a double; an integral double in the int32 range is a `Double`; int64 is a `Long`.
 * `undefined` is a missing field. Further: string, boolean, null, Date, array, plain object and the classes of `bson`.
 */
export type Value = unknown;

/** A document: its fields in order. (Names that look like array indexes move to the front, as in every JavaScript client.) */
export type Document = Record<string, unknown>;

/** MongoDB's canonical order of types: lower numbers sort first. Missing fields sort with null. */
export const TYPE = {
  minKey: 1,
  null: 2,
  number: 3,
  string: 4,
  object: 5,
  array: 6,
  binary: 7,
  objectId: 8,
  boolean: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  code: 13,
  maxKey: 14,
} as const;

export type BsonNumber = number | Double | Long | Decimal128;

function bsonTag(value: object): string | undefined {
  return "_bsontype" in value && typeof value._bsontype === "string" ? value._bsontype : undefined;
}

/** The text of a string, or of one of the old types that are sorted as strings (symbol) and of code. */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null && "value" in value && typeof value.value === "string" ? value.value : "";
}

export function isLong(value: Value): value is Long {
  return typeof value === "object" && value !== null && bsonTag(value) === "Long";
}
export function isDecimal(value: Value): value is Decimal128 {
  return typeof value === "object" && value !== null && bsonTag(value) === "Decimal128";
}
export function isDouble(value: Value): value is Double {
  return typeof value === "object" && value !== null && bsonTag(value) === "Double";
}
export function isObjectId(value: Value): value is ObjectId {
  return typeof value === "object" && value !== null && bsonTag(value) === "ObjectId";
}
export function isBinary(value: Value): value is Binary {
  return typeof value === "object" && value !== null && bsonTag(value) === "Binary";
}
export function isTimestamp(value: Value): value is Timestamp {
  return typeof value === "object" && value !== null && bsonTag(value) === "Timestamp";
}
export function isRegex(value: Value): value is BSONRegExp {
  return typeof value === "object" && value !== null && bsonTag(value) === "BSONRegExp";
}
export function isCode(value: Value): value is Code {
  return typeof value === "object" && value !== null && bsonTag(value) === "Code";
}
export function isMinKey(value: Value): value is MinKey {
  return typeof value === "object" && value !== null && bsonTag(value) === "MinKey";
}
export function isMaxKey(value: Value): value is MaxKey {
  return typeof value === "object" && value !== null && bsonTag(value) === "MaxKey";
}
export function isDate(value: Value): value is Date {
  return value instanceof Date;
}
export function isArray(value: Value): value is unknown[] {
  return Array.isArray(value);
}
/** Whether the value is an embedded document (not an array, not a BSON scalar). */
export function isDocument(value: Value): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date) && bsonTag(value) === undefined;
}
export function isNumber(value: Value): value is BsonNumber {
  return typeof value === "number" || isLong(value) || isDouble(value) || isDecimal(value);
}
/** Whether a JavaScript number is written as an int32. */
export function isInt32(value: Value): value is number {
  return typeof value === "number" && (value | 0) === value && !Object.is(value, -0);
}

/** The rank of a value's type in MongoDB's order. */
export function typeRank(value: Value): number {
  switch (typeof value) {
    case "number":
      return TYPE.number;
    case "string":
      return TYPE.string;
    case "boolean":
      return TYPE.boolean;
    case "undefined":
      return TYPE.null;
    case "object":
      return value === null ? TYPE.null : objectRank(value);
    default:
      throw new StoreError(2, `a ${typeof value} is no BSON value`);
  }
}

const RANK_OF_CLASS: Readonly<Record<string, number>> = {
  Long: TYPE.number,
  Double: TYPE.number,
  Decimal128: TYPE.number,
  ObjectId: TYPE.objectId,
  Binary: TYPE.binary,
  Timestamp: TYPE.timestamp,
  BSONRegExp: TYPE.regex,
  Code: TYPE.code,
  BSONSymbol: TYPE.string,
  MinKey: TYPE.minKey,
  MaxKey: TYPE.maxKey,
};

function objectRank(value: object): number {
  if (Array.isArray(value)) return TYPE.array;
  if (value instanceof Date) return TYPE.date;
  const tag = bsonTag(value);
  if (tag === undefined) return TYPE.object;
  const rank = RANK_OF_CLASS[tag];
  if (rank === undefined) throw new StoreError(2, `values of type ${tag} are not supported by the embedded store`);
  return rank;
}

/** BSON's own name of a value's type, as `$type` knows it. */
export function typeName(value: Value): string {
  if (value === undefined) return "missing";
  if (isInt32(value)) return "int";
  if (typeof value === "number" || isDouble(value)) return "double";
  if (isLong(value)) return "long";
  if (isDecimal(value)) return "decimal";
  const names: Record<number, string> = {
    [TYPE.minKey]: "minKey",
    [TYPE.null]: "null",
    [TYPE.string]: "string",
    [TYPE.object]: "object",
    [TYPE.array]: "array",
    [TYPE.binary]: "binData",
    [TYPE.objectId]: "objectId",
    [TYPE.boolean]: "bool",
    [TYPE.date]: "date",
    [TYPE.timestamp]: "timestamp",
    [TYPE.regex]: "regex",
    [TYPE.code]: "javascript",
    [TYPE.maxKey]: "maxKey",
  };
  return names[typeRank(value)] ?? "unknown";
}

/** A whole number of any BSON type as a JavaScript number; `null` when it is no number, not whole or not safe. */
export function toSafeInteger(value: Value): number | null {
  let result: number;
  if (typeof value === "number") result = value;
  else if (isDouble(value)) result = value.value;
  else if (isLong(value)) result = value.toNumber();
  else if (isDecimal(value)) result = Number(value.toString());
  else return null;
  return Number.isSafeInteger(result) ? result : null;
}

/** MongoDB's truth: false, null, missing and zero of any number type are false, all else is true. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (typeof value === "number") return value !== 0;
  if (isLong(value)) return !value.isZero();
  if (isDouble(value)) return value.value !== 0;
  if (isDecimal(value)) return !/^-?0(E|$|\.0*(E|$))/.test(value.toString());
  return true;
}
