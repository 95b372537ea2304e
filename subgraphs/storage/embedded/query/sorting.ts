import { notCovered, StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import { SIMPLE } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isMinKey, isNumber, toSafeInteger } from "../values/value.ts";
import type { Step } from "./paths.ts";
import { own, parsePath } from "./paths.ts";

/** One key of a sort: the path and its direction, and the order of the values. */
export interface SortKey {
  readonly path: string;
  readonly steps: readonly Step[];
  readonly direction: 1 | -1;
  readonly order: Order;
}

/** A sort specification; an empty list when there is none. `$meta` is refused. */
export function parseSort(sort: Value, order: Order = SIMPLE): readonly SortKey[] {
  if (sort === undefined || sort === null) return [];
  if (!isDocument(sort)) throw new StoreError(14, "Expected field sort to be of type object");
  return Object.entries(sort).map(([path, value]) => {
    if (isDocument(value)) throw notCovered(`a sort by ${Object.keys(value)[0] ?? "an empty document"}`);
    if (!isNumber(value)) throw new StoreError(15974, `Illegal key in $sort specification: ${path}: ${JSON.stringify(value)}`);
    const direction = toSafeInteger(value);
    if (direction !== 1 && direction !== -1)
      throw new StoreError(15975, `$sort key ordering must be 1 (for ascending) or -1 (for descending), not ${JSON.stringify(value)}`);
    if (path.split(".").includes(""))
      throw new StoreError(path === "" ? 40352 : 15998, `FieldPath field names may not be empty strings: '${path}'`);
    return { path, steps: parsePath(path), direction, order };
  });
}

/** The order of two documents: of an array, the least element counts when ascending and the greatest when descending. */
export function compareBy(keys: readonly SortKey[]): (a: Document, b: Document) => number {
  return (a, b) => compareValues(sortValues(a, keys), sortValues(b, keys), keys);
}

/** An empty array stands between MinKey and null. */
const EMPTY_ARRAY = Symbol("empty array");

/** The order of two lists made by `sortValues`. */
export function compareValues(a: readonly Value[], b: readonly Value[], keys: readonly SortKey[]): number {
  for (const [i, key] of keys.entries()) {
    const order = compareKeyed(a[i], b[i], key.order) * key.direction;
    if (order !== 0) return order;
  }
  return 0;
}

function compareKeyed(a: Value, b: Value, order: Order): number {
  if (a === EMPTY_ARRAY) return b === EMPTY_ARRAY ? 0 : isMinKey(b) ? 1 : -1;
  if (b === EMPTY_ARRAY) return isMinKey(a) ? -1 : 1;
  return order.compare(a, b);
}

/** Where a key's path has come to. */
interface Place {
  readonly value: Value;
  readonly at: number;
}

/**
 * The values by which a document is sorted. Keys that lie in one array are taken from the same element of it, the one that comes first in the
 * order asked for; keys in two different arrays have no such element and are error 2.
 */
export function sortValues(document: Document, keys: readonly SortKey[]): readonly Value[] {
  return first(
    keys.map((key) => walk({ value: document, at: 0 }, key.steps)),
    keys,
  );
}

/** Follows a path until it ends or meets an array. */
function walk({ value, at }: Place, steps: readonly Step[]): Place {
  for (let step = steps[at]; step !== undefined; step = steps[at]) {
    if (isDocument(value)) value = own(value, step.name);
    else if (isArray(value) && step.index >= 0) value = value[step.index];
    else if (isArray(value)) return { value, at };
    else return { value: undefined, at: steps.length };
    at += 1;
  }
  return { value, at };
}

function first(places: readonly Place[], keys: readonly SortKey[]): readonly Value[] {
  const arrays = new Set(places.map(({ value }) => value).filter(isArray));
  if (arrays.size === 0) return places.map(({ value }) => value);
  if (arrays.size > 1) throw new StoreError(2, "cannot sort with keys that are parallel arrays");
  const [items = []] = arrays;
  const rows = (items.length === 0 ? [EMPTY_ARRAY] : items).map((item) => elementValues(places, keys, { items, item }));
  return rows.reduce((best, row) => (compareValues(row, best, keys) < 0 ? row : best));
}

/** The values when one element stands for the array. Arrays within arrays are values as they are. */
function elementValues(
  places: readonly Place[],
  keys: readonly SortKey[],
  { items, item }: { items: Value[]; item: Value },
): readonly Value[] {
  const ended: Value[] = [];
  const inner = places.map((place, i): Place => {
    const steps = keys[i]?.steps ?? [];
    if (place.value !== items) return place;
    if (place.at === steps.length) {
      ended[i] = item;
      return { value: null, at: place.at };
    }
    return isDocument(item) ? walk({ value: item, at: place.at }, steps) : { value: undefined, at: steps.length };
  });
  const values = first(inner, keys);
  return values.map((value, i) => (i in ended ? ended[i] : value));
}
