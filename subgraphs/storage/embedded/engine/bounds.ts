import { plainPrefix } from "../query/regex.ts";
import { isOperators } from "../query/valueTests.ts";
import { after, keyOf, KeyWriter } from "../values/keys.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isMaxKey, isMinKey, isNumber, isRegex, typeRank } from "../values/value.ts";

/** A stretch of keys, as of the fields alone (without the index's number). */
export interface Interval {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** One of the conditions on a path, all of which must hold. */
export interface Condition {
  readonly operator: string;
  readonly operand: Value;
}
export type Conditions = Map<string, readonly Condition[]>;

/** The conditions of a filter by path; whether they are all that the filter asks. */
export function conditionsOf(filter: Document): { readonly conditions: Conditions; readonly whole: boolean } {
  const conditions: Conditions = new Map();
  return { conditions, whole: gather(filter, conditions) };
}

function gather(filter: Document, conditions: Conditions): boolean {
  let whole = true;
  for (const [path, condition] of Object.entries(filter)) {
    if (path === "$and" && isArray(condition)) {
      for (const part of condition) whole = isDocument(part) && gather(part, conditions) && whole;
    } else if (path.startsWith("$")) whole &&= path === "$comment";
    else conditions.set(path, [...(conditions.get(path) ?? []), ...conditionsOn(condition)]);
  }
  return whole;
}

function conditionsOn(condition: Value): Condition[] {
  if (!isOperators(condition)) return [{ operator: isRegex(condition) ? "$regex" : "$eq", operand: condition }];
  return Object.entries(condition).map(([operator, operand]) => withOptions(operator, operand, condition));
}

function withOptions(operator: string, operand: Value, condition: Document): Condition {
  if (operator !== "$regex") return { operator, operand };
  const options = typeof condition["$options"] === "string" ? condition["$options"] : isRegex(operand) ? operand.options : "";
  return { operator: "$regex", operand: { pattern: isRegex(operand) ? operand.pattern : operand, options } };
}

/** Where the conditions on one field let its values lie in an index. */
export interface FieldBounds {
  /** Single values, so that the next field of the index can be narrowed too; else null. */
  readonly points: readonly Buffer[] | null;
  readonly range: Interval | null;
  /** The values in there are just those that meet the conditions, in an index without arrays and without keys that are cut. */
  readonly exact: boolean;
}

/** How the field lies in the index. */
export interface FieldOrder {
  readonly multikey: boolean;
  readonly descending: boolean;
}

/** The bounds of one field; `null` when no condition narrows it. */
export function fieldBounds(conditions: readonly Condition[], order: FieldOrder): FieldBounds | null {
  const { multikey, descending } = order;
  const alone = conditions.length === 1;
  const equal = conditions.find(({ operator, operand }) => operator === "$eq" && indexable(operand, multikey));
  if (equal) return { points: [point(equal.operand, descending)], range: null, exact: alone && equal.operand !== null };
  const among = conditions.find(
    ({ operator, operand }) => operator === "$in" && isArray(operand) && operand.every((item) => indexable(item, multikey)),
  );
  if (among && isArray(among.operand)) {
    const points = among.operand.map((item) => point(item, descending));
    return { points, range: null, exact: alone && !among.operand.includes(null) };
  }
  const prefix = conditions.map(prefixOfRegex).find((text) => text !== "");
  if (prefix !== undefined) {
    const bytes = inverted(keyOf(prefix).subarray(0, -2), descending);
    return { points: null, range: { from: bytes, to: after(bytes) }, exact: false };
  }
  return rangeBounds(conditions, order);
}

function indexable(operand: Value, multikey: boolean): boolean {
  if (isArray(operand) || isRegex(operand) || operand === undefined) return false;
  return operand !== null || !multikey;
}

function prefixOfRegex({ operator, operand }: Condition): string {
  if (operator !== "$regex") return "";
  const { pattern, options }: Document = isRegex(operand)
    ? { pattern: operand.pattern, options: operand.options }
    : isDocument(operand)
      ? operand
      : {};
  const text = typeof pattern === "string" ? plainPrefix(pattern, typeof options === "string" ? options : "") : "";
  return text.includes("\0") ? "" : text;
}

const writer = new KeyWriter();

function point(value: Value, descending: boolean): Buffer {
  return writer.begin().value(value, descending).finish();
}

/** Lower and upper bound of one type. With arrays in the index only one of the two may be used: other elements may meet the other. */
function rangeBounds(conditions: readonly Condition[], { multikey, descending }: FieldOrder): FieldBounds | null {
  const bounds = conditions.filter(({ operator, operand }) => ["$gt", "$gte", "$lt", "$lte"].includes(operator) && boundable(operand));
  const low = bounds.find(({ operator }) => operator.startsWith("$g"));
  let high = bounds.find(({ operator }) => operator.startsWith("$l"));
  if (low && high && (multikey || typeRank(low.operand) !== typeRank(high.operand))) high = undefined;
  const some = low ?? high;
  if (!some) return null;
  const type = Buffer.from([typeRank(some.operand) * 16]);
  const lowest = {
    bytes: inverted(low ? wide(low.operand) : type, descending),
    included: low?.operator !== "$gt" || isNumber(low.operand),
  };
  const highest = {
    bytes: inverted(high ? wide(high.operand) : type, descending),
    included: high?.operator !== "$lt" || isNumber(high.operand),
  };
  const [first, last] = descending ? [highest, lowest] : [lowest, highest];
  const used = [low, high].filter((bound) => bound !== undefined).length;
  return {
    points: null,
    range: { from: first.included ? first.bytes : after(first.bytes), to: last.included ? after(last.bytes) : last.bytes },
    exact: used === conditions.length && !isNumber(some.operand),
  };
}

/** Numbers are bounded by their double alone, so that what lies between two doubles is inside; the documents are tested again. */
function wide(value: Value): Buffer {
  const bytes = keyOf(value);
  return isNumber(value) ? bytes.subarray(0, 9) : bytes;
}

function boundable(operand: Value): boolean {
  return !(
    operand === null ||
    operand === undefined ||
    isArray(operand) ||
    isDocument(operand) ||
    isRegex(operand) ||
    isMinKey(operand) ||
    isMaxKey(operand)
  );
}

function inverted(bytes: Buffer, descending: boolean): Buffer {
  return descending ? Buffer.from(bytes.map((byte) => ~byte & 0xff)) : bytes;
}
