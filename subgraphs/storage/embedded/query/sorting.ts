import { StoreError } from "../errors.ts";
import { compare } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, toSafeInteger } from "../values/value.ts";
import type { Step } from "./paths.ts";
import { parsePath, visitPath } from "./paths.ts";

/** One key of a sort: the path and its direction. */
export interface SortKey {
  readonly path: string;
  readonly steps: readonly Step[];
  readonly direction: 1 | -1;
}

/** A sort specification; an empty list when there is none. `$meta` is refused. */
export function parseSort(sort: Value): readonly SortKey[] {
  if (sort === undefined || sort === null) return [];
  if (!isDocument(sort)) throw new StoreError(14, "Expected field sort to be of type object");
  return Object.entries(sort).map(([path, value]) => {
    const direction = toSafeInteger(value);
    if (direction !== 1 && direction !== -1)
      throw new StoreError(15975, `$sort key ordering must be 1 (for ascending) or -1 (for descending), not ${JSON.stringify(value)}`);
    return { path, steps: parsePath(path), direction };
  });
}

/** The order of two documents: of an array, the least element counts when ascending and the greatest when descending. */
export function compareBy(keys: readonly SortKey[]): (a: Document, b: Document) => number {
  return (a, b) => {
    for (const key of keys) {
      const order = compare(sortValue(a, key), sortValue(b, key)) * key.direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** The values by which a document is sorted. */
export function sortValues(document: Document, keys: readonly SortKey[]): readonly Value[] {
  return keys.map((key) => sortValue(document, key));
}

/** The order of two lists made by `sortValues`. */
export function compareValues(a: readonly Value[], b: readonly Value[], keys: readonly SortKey[]): number {
  for (const [i, key] of keys.entries()) {
    const order = compare(a[i], b[i]) * key.direction;
    if (order !== 0) return order;
  }
  return 0;
}

function sortValue(document: Document, key: SortKey): Value {
  let best: Value;
  let seen = false;
  const consider = (value: Value): void => {
    if (!seen || compare(value, best) * key.direction < 0) best = value;
    seen = true;
  };
  visitPath(document, key.steps, (value) => {
    if (isArray(value)) value.forEach(consider);
    else consider(value);
    return false;
  });
  return best;
}
