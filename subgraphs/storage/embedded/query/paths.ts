import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";

const INDEX = /^(0|[1-9]\d{0,8})$/;
/** One step of a dotted path; `index` when it can also be a place in an array. */
export interface Step {
  readonly name: string;
  readonly index: number;
}

/** A dotted path as steps. */
export function parsePath(path: string): readonly Step[] {
  return path.split(".").map((name) => ({ name, index: INDEX.test(name) ? Number(name) : -1 }));
}

/**
 * Calls `visit` with every value that a query's path means in the document: fields of embedded documents, of documents inside arrays, and array places.
 * A missing field is visited as `undefined`. Stops when `visit` returns true. The last step's array is visited whole; the caller looks into it.
 */
export function visitPath(root: Document, path: readonly Step[], visit: (value: Value) => boolean): boolean {
  return visitFrom(root, 0, { path, visit });
}

interface Walk {
  readonly path: readonly Step[];
  readonly visit: (value: Value) => boolean;
}

function visitFrom(value: Value, at: number, walk: Walk): boolean {
  const step = walk.path[at];
  if (step === undefined) return walk.visit(value);
  if (isDocument(value)) return visitFrom(own(value, step.name), at + 1, walk);
  if (isArray(value)) return visitArray(value, at, walk);
  return walk.visit(undefined);
}

function visitArray(items: readonly Value[], at: number, walk: Walk): boolean {
  const step = walk.path[at];
  if (step !== undefined && step.index >= 0 && step.index < items.length && visitFrom(items[step.index], at + 1, walk)) return true;
  return items.some((item) => isDocument(item) && visitFrom(item, at, walk));
}

/** A document's own field; names such as `constructor` are not inherited. */
export function own(document: Document, name: string): Value {
  const value = document[name];
  return value !== undefined && Object.hasOwn(document, name) ? value : undefined;
}

/** Gives a document a field; a missing value gives none. `__proto__` is a name like any other. */
export function putField(document: Document, name: string, value: Value): void {
  if (value === undefined) return;
  if (name === "__proto__") Object.defineProperty(document, name, { value, enumerable: true, writable: true, configurable: true });
  else document[name] = value;
}

/** A field path in an expression: the documents of an array are mapped over; arrays within arrays are passed over, and no number is a place. */
export function follow(value: Value, path: readonly string[], at: number): Value {
  const name = path[at];
  if (name === undefined) return value;
  if (isDocument(value)) return follow(own(value, name), path, at + 1);
  if (!isArray(value)) return undefined;
  const found: Value[] = [];
  for (const item of value) {
    if (!isDocument(item)) continue;
    const inner = follow(item, path, at);
    if (inner !== undefined) found.push(inner);
  }
  return found;
}

/**
 * The values of an index's path in the document, arrays opened; `multikey` when an array was on the way. An empty array is one missing value.
 * Places in arrays (`a.0`) are not meant: indexes on such paths are refused.
 */
export function indexValues(root: Document, path: readonly Step[]): IndexValues {
  const walk = { path, values: [], multikey: false, exists: false };
  collect(walk, root, 0);
  return walk;
}

interface IndexValues {
  readonly values: readonly Value[];
  readonly multikey: boolean;
  readonly exists: boolean;
}

interface IndexWalk {
  readonly path: readonly Step[];
  readonly values: Value[];
  multikey: boolean;
  exists: boolean;
}

function collect(walk: IndexWalk, value: Value, at: number): void {
  if (!isArray(value)) return collectOne(walk, value, at);
  const last = at === walk.path.length;
  walk.multikey = true;
  if (last) walk.exists = true;
  if (value.length === 0) walk.values.push(undefined);
  for (const item of value) {
    if (last) walk.values.push(item);
    else collectOne(walk, item, at);
  }
}

function collectOne(walk: IndexWalk, value: Value, at: number): void {
  const step = walk.path[at];
  if (isArray(value)) collect(walk, value, at);
  else if (step === undefined) {
    if (value !== undefined) walk.exists = true;
    walk.values.push(value);
  } else if (isDocument(value)) collect(walk, own(value, step.name), at + 1);
  else walk.values.push(undefined);
}
