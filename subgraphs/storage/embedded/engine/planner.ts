import { StoreError } from "../errors.ts";
import { plainPrefix } from "../query/regex.ts";
import type { SortKey } from "../query/sorting.ts";
import { isOperators } from "../query/valueTests.ts";
import { after, KeyWriter, keyOf, shortened } from "../values/keys.ts";
import type { Order } from "../values/order.ts";
import { equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isMaxKey, isMinKey, isNumber, isRegex, isTrue, TYPE, typeRank } from "../values/value.ts";
import type { Collection, Index } from "./catalog.ts";
import { plainBytes } from "./entries.ts";

/** A stretch of keys, as of the fields alone (without the index's number). */
interface Interval {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** How a filter is answered: stretches of one index in its order, or several plans whose documents are put together. */
export interface IndexPlan {
  readonly kind: "index";
  readonly index: Index;
  readonly intervals: readonly Interval[];
  /** Read backwards, because the sort is the index's order reversed. */
  readonly reverse: boolean;
  readonly sorted: boolean;
  /** Some condition narrows it; else the whole index is read. */
  readonly bounded: boolean;
  readonly score: number;
}
export interface UnionPlan {
  readonly kind: "union";
  readonly parts: readonly IndexPlan[];
}
export type Plan = IndexPlan | UnionPlan;

/** What is asked. `since` is the commit that the reader sees: younger indexes are not complete for it. */
export interface Question {
  readonly filter: Document;
  readonly sort: readonly SortKey[];
  readonly hint?: Value;
  readonly since: number;
  /** How strings are compared. Under a collation no index gives an order, or bounds that hold strings: its keys are of the binary order. */
  readonly order?: Order;
}

const POINTS_MAX = 2_000;

/** Conditions on one path, all of which must hold. */
interface Condition {
  readonly operator: string;
  readonly operand: Value;
}
type Conditions = Map<string, Condition[]>;

/** Chooses how to read a collection. Without a useful index the answer is the whole of the primary one, in `_id` order. */
export function plan(collection: Collection, question: Question): Plan {
  const conditions: Conditions = new Map();
  gather(question.filter, conditions);
  const collated = question.order?.collated ?? false;
  if (collated) for (const [path, list] of conditions) conditions.set(path, list.filter(isFreeOfStrings));
  const usable = [collection.primary, ...collection.indexes].filter((index) => index.since <= question.since);
  const hinted = hintedIndex(usable, question.hint);
  const candidates = (hinted ? [hinted] : usable)
    .filter((index) => allowed(index, conditions))
    .map((index) => planIndex(index, conditions, collated ? [] : question.sort));
  const [first, ...others] = candidates;
  if (!first) throw new StoreError(2, "the hinted index does not hold every document that the filter may mean");
  const best = others.reduce((one, other) => (other.score > one.score ? other : one), first);
  if (best.bounded || hinted) return best;
  return union(collection, question) ?? best;
}

function hintedIndex(indexes: readonly Index[], hint: Value): Index | null {
  if (hint === undefined || hint === null || (isDocument(hint) && Object.keys(hint).length === 0)) return null;
  if (isDocument(hint) && "$natural" in hint) return indexes[0] ?? null;
  const found = indexes.find(
    (index) => index.name === hint || (isDocument(hint) && isDocument(index.spec["key"]) && equal(hint, index.spec["key"])),
  );
  if (!found)
    throw new StoreError(2, "error processing query: planner returned error: hint provided does not correspond to an existing index");
  return found;
}

/** `$or` whose every branch has an index: the branches one after the other. */
function union(collection: Collection, question: Question): UnionPlan | null {
  const branches = question.filter["$or"];
  if (!isArray(branches)) return null;
  const parts: IndexPlan[] = [];
  for (const branch of branches) {
    if (!isDocument(branch)) return null;
    const part = plan(collection, { ...question, filter: branch, sort: [], hint: undefined });
    if (part.kind === "union") parts.push(...part.parts);
    else if (part.bounded) parts.push(part);
    else return null;
  }
  return { kind: "union", parts };
}

function gather(filter: Document, conditions: Conditions): void {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === "$and" && isArray(condition)) condition.filter(isDocument).forEach((part) => gather(part, conditions));
    else if (!path.startsWith("$")) {
      const list = conditions.get(path) ?? [];
      conditions.set(path, list);
      if (!isOperators(condition)) list.push({ operator: isRegex(condition) ? "$regex" : "$eq", operand: condition });
      else for (const [operator, operand] of Object.entries(condition)) list.push(withOptions(operator, operand, condition));
    }
  }
}

/** Whether a condition asks the same under every collation; regular expressions never look at it. */
function isFreeOfStrings({ operator, operand }: Condition): boolean {
  return operator === "$regex" || !holdsString(operand);
}

function holdsString(value: Value): boolean {
  if (isArray(value)) return value.some(holdsString);
  return isDocument(value) ? Object.values(value).some(holdsString) : typeRank(value) === TYPE.string;
}

function withOptions(operator: string, operand: Value, condition: Document): Condition {
  if (operator !== "$regex") return { operator, operand };
  const options = typeof condition["$options"] === "string" ? condition["$options"] : isRegex(operand) ? operand.options : "";
  return { operator: "$regex", operand: { pattern: isRegex(operand) ? operand.pattern : operand, options } };
}

/** Whether the index holds every document that can meet the filter. */
function allowed(index: Index, conditions: Conditions): boolean {
  if (index.sparse && !index.keys.some(({ path }) => (conditions.get(path) ?? []).some(impliesExistence))) return false;
  return index.partial === null || implies(conditions, index.partial.filter);
}

function impliesExistence({ operator, operand }: Condition): boolean {
  if (operator === "$exists") return isTrue(operand);
  if (operator === "$in") return isArray(operand) && operand.every((item) => item !== null && item !== undefined);
  if (operator === "$regex" || operator === "$elemMatch" || operator === "$size" || operator === "$mod") return true;
  return ["$eq", "$gt", "$gte", "$lt", "$lte"].includes(operator) && operand !== null && operand !== undefined;
}

/** Whether the conditions include those of a partial index's filter; when in doubt, no. */
function implies(conditions: Conditions, filter: Document): boolean {
  const wanted: Conditions = new Map();
  gather(filter, wanted);
  if (Object.keys(filter).some((name) => name.startsWith("$") && name !== "$and")) return false;
  return [...wanted].every(([path, list]) => list.every((want) => (conditions.get(path) ?? []).some((have) => impliedBy(want, have))));
}

function impliedBy(want: Condition, have: Condition): boolean {
  if (want.operator === have.operator && equal(want.operand, have.operand)) return true;
  if (want.operator === "$exists" && isTrue(want.operand)) return impliesExistence(have);
  if (want.operator === "$type" && want.operand === "string") return asksForStrings(have);
  if (want.operator === "$in" && have.operator === "$eq" && isArray(want.operand))
    return want.operand.some((item) => equal(item, have.operand));
  if (have.operator !== "$eq" || typeRank(have.operand) !== typeRank(want.operand) || isArray(have.operand)) return false;
  const order = keyOf(have.operand).compare(keyOf(want.operand));
  const holds: Record<string, boolean> = { $gt: order > 0, $gte: order >= 0, $lt: order < 0, $lte: order <= 0 };
  return holds[want.operator] ?? false;
}

function asksForStrings({ operator, operand }: Condition): boolean {
  if (operator === "$in") return isArray(operand) && operand.length > 0 && operand.every((item) => typeof item === "string");
  return ["$eq", "$gt", "$gte", "$lt", "$lte"].includes(operator) && typeof operand === "string";
}

function planIndex(index: Index, conditions: Conditions, sort: readonly SortKey[]): IndexPlan {
  let intervals: Interval[] = [{ from: Buffer.alloc(0), to: Buffer.alloc(0) }];
  let points = 0;
  let ranged = false;
  let single = 0; // leading fields with one point: they do not matter for the order
  const roots = new Set<string>();
  for (const { path, steps, direction } of index.keys) {
    const root = steps[0]?.name ?? "";
    if (index.multikey && roots.has(root)) break; // two conditions may be met by different elements of one array
    const found = fieldIntervals(conditions.get(path) ?? [], index.multikey, direction === -1);
    if (!found || found.intervals.length * intervals.length > POINTS_MAX) break;
    intervals = intervals.flatMap(({ from }) =>
      found.intervals.map((next) => ({ from: Buffer.concat([from, next.from]), to: Buffer.concat([from, next.to]) })),
    );
    roots.add(root);
    if (!found.points) {
      ranged = true;
      break;
    }
    points += 1;
    if (found.intervals.length === 1 && single === points - 1) single = points;
  }
  const order = sort.length === 0 ? null : orderOf(index, sort, single);
  const bounded = points > 0 || ranged;
  const whole = points === index.keys.length;
  const score =
    points * 100 + (ranged ? 40 : 0) + (whole && index.unique ? 1_000 : 0) + (order !== null ? 30 : 0) + (index.primary ? 1 : 0);
  const most = plainBytes(index);
  const full = { from: Buffer.alloc(0), to: Buffer.alloc(0) };
  return {
    kind: "index",
    index,
    intervals: bounded ? merged(intervals.map((interval) => pointOrRange(interval, ranged ? false : points > 0, most))) : [full],
    reverse: order === "reverse",
    sorted: order !== null,
    bounded,
    score,
  };
}

/** Bounds longer than what long keys keep are widened to it; the documents are tested again anyway. */
function pointOrRange({ from, to }: Interval, point: boolean, most: number): Interval {
  const low = from.length > most ? from.subarray(0, most) : from;
  if (point) return { from: low, to: after(low) };
  return { from: low, to: to.length > most ? after(to.subarray(0, most)) : to };
}

/** In the index's order, overlapping ones made one. */
function merged(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.from, b.from));
  const result: Interval[] = [];
  for (const interval of sorted) {
    const last = result.at(-1);
    if (last && Buffer.compare(interval.from, last.to) < 0) {
      result[result.length - 1] = { from: last.from, to: Buffer.compare(interval.to, last.to) > 0 ? interval.to : last.to };
    } else if (Buffer.compare(interval.from, interval.to) < 0) result.push(interval);
  }
  return result;
}

/** Whether the index is in the order of the sort, forwards or in reverse, once its first fields are fixed. */
function orderOf(index: Index, sort: readonly SortKey[], fixed: number): "forward" | "reverse" | null {
  if (index.multikey || index.inexact) return null;
  const constant = new Set(index.keys.slice(0, fixed).map(({ path }) => path));
  const wanted = sort.filter(({ path }) => !constant.has(path));
  const rest = index.keys.slice(fixed);
  if (wanted.length > rest.length) return index.primary && wanted[0]?.path === "_id" ? directionOf(wanted[0], rest[0]) : null;
  const directions = new Set(wanted.map((key, i) => (rest[i]?.path === key.path ? directionOf(key, rest[i]) : null)));
  if (directions.size === 0) return "forward";
  const [direction = null] = directions;
  return directions.size === 1 ? direction : null;
}

function directionOf(wanted: SortKey, present: SortKey | undefined): "forward" | "reverse" {
  return wanted.direction === present?.direction ? "forward" : "reverse";
}

interface FieldIntervals {
  readonly intervals: readonly Interval[];
  /** Each is one value: the next field of the index can be narrowed too. */
  readonly points: boolean;
}

/** The stretches of one field; `null` when no condition narrows it. */
function fieldIntervals(conditions: readonly Condition[], multikey: boolean, descending: boolean): FieldIntervals | null {
  const exact = conditions.find(({ operator, operand }) => operator === "$eq" && indexable(operand, multikey));
  if (exact) return { intervals: [point(exact.operand, descending)], points: true };
  const among = conditions.find(
    ({ operator, operand }) => operator === "$in" && isArray(operand) && operand.every((item) => indexable(item, multikey)),
  );
  if (among && isArray(among.operand)) return { intervals: merged(among.operand.map((item) => point(item, descending))), points: true };
  const prefix = conditions.map(prefixOfRegex).find((text) => text !== "");
  if (prefix !== undefined) {
    const bytes = inverted(keyOf(prefix).subarray(0, -2), descending);
    return { intervals: [{ from: bytes, to: after(bytes) }], points: false };
  }
  return range(conditions, multikey, descending);
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

function point(value: Value, descending: boolean): Interval {
  const bytes = new KeyWriter().value(value, descending).finish();
  return { from: bytes, to: after(bytes) };
}

/** Lower and upper bound of one type. With arrays in the index only one of the two may be used: other elements may meet the other. */
function range(conditions: readonly Condition[], multikey: boolean, descending: boolean): FieldIntervals | null {
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
  return {
    intervals: [{ from: first.included ? first.bytes : after(first.bytes), to: last.included ? after(last.bytes) : last.bytes }],
    points: false,
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

/** The `_id` that is all a filter asks for; `undefined` when it asks for anything else. */
export function onlyId(filter: Document): Value {
  const names = Object.keys(filter);
  if (names.length !== 1 || names[0] !== "_id") return undefined;
  const condition = filter["_id"];
  const id = isOperators(condition) && Object.keys(condition).length === 1 ? condition["$eq"] : condition;
  return id === null || isOperators(id) || isArray(id) || isRegex(id) ? undefined : id;
}

/** The key of an id that fits without being cut; ids that do not are found by a plan. */
export function plainIdKey(id: Value): Buffer | null {
  const key = keyOf(id);
  return shortened(key, 1_868) === key ? key : null;
}
