import { StoreError } from "../errors.ts";
import type { SortKey } from "../query/sorting.ts";
import { isOperators } from "../query/valueTests.ts";
import { after, keyOf, shortened } from "../values/keys.ts";
import type { Order } from "../values/order.ts";
import { equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex, isTrue, TYPE, typeRank } from "../values/value.ts";
import type { Condition, Conditions, Interval } from "./bounds.ts";
import { conditionsOf, fieldBounds } from "./bounds.ts";
import type { Collection, Index } from "./catalog.ts";
import { plainBytes } from "./keysOfDocument.ts";

/** How a filter is answered: stretches of one index in its order, or several plans whose documents are put together. */
export interface IndexPlan {
  readonly kind: "index";
  readonly index: Index;
  readonly intervals: readonly Interval[];
  /** Each interval is the one key that it begins with. */
  readonly lookups: boolean;
  /** Read backwards, because the sort is the index's order reversed. */
  readonly reverse: boolean;
  readonly sorted: boolean;
  /** Some condition narrows it; else the whole index is read. */
  readonly bounded: boolean;
  /** Every document that is found so meets the filter: none has to be looked at. */
  readonly exact: boolean;
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
const NOTHING = Buffer.alloc(0);

/** What a filter and a sort ask of an index. */
interface Wanted {
  readonly conditions: Conditions;
  /** The conditions are all that the filter asks. */
  readonly whole: boolean;
  readonly sort: readonly SortKey[];
}

/** Chooses how to read a collection. Without a useful index the answer is the whole of the primary one, in `_id` order. */
export function plan(collection: Collection, question: Question): Plan {
  const wanted = wantedOf(question);
  const usable = [collection.primary, ...collection.indexes].filter((index) => index.since <= question.since && !index.hidden);
  const hinted = hintedIndex(usable, question.hint);
  const candidates = (hinted ? [hinted] : usable)
    .filter((index) => allowed(index, wanted.conditions))
    .map((index) => planIndex(index, wanted));
  const [first, ...others] = candidates;
  if (!first) throw new StoreError(2, "the hinted index does not hold every document that the filter may mean");
  const best = others.reduce((one, other) => (other.score > one.score ? other : one), first);
  if (isNaturalBackwards(question)) return { ...best, reverse: true };
  if (best.bounded || hinted) return best;
  return union(collection, question) ?? best;
}

function wantedOf({ filter, sort, order }: Question): Wanted {
  const { conditions, whole } = conditionsOf(filter);
  if (!order?.collated) return { conditions, whole, sort };
  for (const [path, list] of conditions) conditions.set(path, list.filter(isFreeOfStrings));
  return { conditions, whole: false, sort: [] };
}

/** Whether a condition asks the same under every collation; regular expressions never look at it. */
function isFreeOfStrings({ operator, operand }: Condition): boolean {
  return operator === "$regex" || !holdsString(operand);
}

function holdsString(value: Value): boolean {
  if (isArray(value)) return value.some(holdsString);
  return isDocument(value) ? Object.values(value).some(holdsString) : typeRank(value) === TYPE.string;
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

function isNaturalBackwards({ hint, sort }: Question): boolean {
  return sort.length === 0 && isDocument(hint) && "$natural" in hint && equal(hint["$natural"], -1);
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
  const { conditions: wanted, whole } = conditionsOf(filter);
  if (!whole) return false;
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

/** How far the conditions narrow an index, field by field. */
interface Narrowed {
  /** The beginnings of keys: the fields with single values. */
  readonly points: readonly Buffer[];
  /** What comes behind each of them. */
  readonly range: Interval | null;
  /** So many fields have single values; of so many leading ones there is only one value, so that they do not matter for the order. */
  readonly fields: number;
  readonly fixed: number;
  readonly exact: boolean;
}

function narrow(index: Index, conditions: Conditions): Narrowed {
  let points: readonly Buffer[] = [NOTHING];
  let exact = true;
  let fields = 0;
  let fixed = 0;
  const roots = new Set<string>();
  for (const { path, steps, direction } of index.keys) {
    const root = steps[0]?.name ?? "";
    if (index.multikey && roots.has(root)) break; // two conditions may be met by different elements of one array
    const found = fieldBounds(conditions.get(path) ?? [], { multikey: index.multikey, descending: direction === -1 });
    if (!found || (found.points?.length ?? 1) * points.length > POINTS_MAX) break;
    exact &&= found.exact;
    const { range } = found;
    if (!found.points) return { points, range, fields, fixed, exact };
    const { points: next } = found;
    points = fields === 0 ? next : points.flatMap((beginning) => next.map((end) => Buffer.concat([beginning, end])));
    roots.add(root);
    fields += 1;
    if (next.length === 1 && fixed === fields - 1) fixed = fields;
  }
  return { points, range: null, fields, fixed, exact };
}

function planIndex(index: Index, { conditions, whole, sort }: Wanted): IndexPlan {
  const narrowed = narrow(index, conditions);
  const { points, range, fields } = narrowed;
  const order = sort.length === 0 ? null : orderOf(index, sort, narrowed.fixed);
  const bounded = fields > 0 || range !== null;
  const complete = fields === index.keys.length;
  const most = plainBytes(index);
  const cut = points.some(({ length }) => length + (range ? Math.max(range.from.length, range.to.length) : 0) > most);
  const lookups = complete && (index.unique || index.primary) && !cut;
  const used = fields + (range ? 1 : 0);
  return {
    kind: "index",
    index,
    intervals: bounded ? intervalsOf(narrowed, { most, lookups }) : [{ from: NOTHING, to: NOTHING }],
    lookups,
    reverse: order === "reverse",
    sorted: order !== null,
    bounded,
    exact:
      whole && narrowed.exact && used === conditions.size && !cut && !index.inexact && (!index.multikey || isOneString(index, conditions)),
    score: fields * 100 + (range ? 40 : 0) + (complete && index.unique ? 1_000 : 0) + (order !== null ? 30 : 0) + (index.primary ? 1 : 0),
  };
}

/**
 * Whether one string is asked for in a list of the document itself: such a list has one entry for each of its strings. Below lists an
 * index holds more than a filter means, and several values may be one document's.
 */
function isOneString({ keys: [first, ...others] }: Index, conditions: Conditions): boolean {
  if (first === undefined || others.length > 0 || first.steps.length !== 1) return false;
  const [condition, ...more] = conditions.get(first.path) ?? [];
  return more.length === 0 && condition?.operator === "$eq" && typeof condition.operand === "string";
}

/** Stretches in the index's order. Bounds longer than what long keys keep are widened to it; the documents are tested again then. */
function intervalsOf({ points, range }: Narrowed, { most, lookups }: { most: number; lookups: boolean }): readonly Interval[] {
  if (!range) {
    const beginnings = distinct(points.map((point) => point.subarray(0, most)));
    return beginnings.map((from) => ({ from, to: lookups ? NOTHING : after(from) }));
  }
  return merged(
    points.map((point) => {
      const from = Buffer.concat([point, range.from]);
      const to = Buffer.concat([point, range.to]);
      return { from: from.subarray(0, most), to: to.length > most ? after(to.subarray(0, most)) : to };
    }),
  );
}

function distinct(keys: readonly Buffer[]): readonly Buffer[] {
  if (keys.length < 2) return keys;
  const sorted = [...keys].sort((one, other) => Buffer.compare(one, other));
  return sorted.filter((key, at) => at === 0 || !sorted[at - 1]?.equals(key));
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
