import { StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";
import type { Test } from "./filter.ts";
import type { FieldChange } from "./updateOperators.ts";
import { own } from "./paths.ts";

const INDEX = /^(0|[1-9]\d{0,6})$/;
/** An update may lengthen an array by so much at once, as in MongoDB. */
const PADDING_MAX = 1_500_000;

/** How the positional parts of a path choose places. */
export interface Expand {
  /** The test of an array filter. */
  filtered(identifier: string): Test;
  /** The place that the query matched. */
  matched(document: Document, path: readonly string[], items: readonly Value[]): number;
}

/** The concrete paths of an update's path in this document: `$`, `$[]` and `$[name]` are replaced by places. */
export function pathsOf(document: Document, path: readonly string[], expand: Expand): readonly (readonly string[])[] {
  if (!path.some((name) => name.startsWith("$"))) return [path];
  let found: Place[] = [{ at: [], value: document }];
  for (const name of path) found = found.flatMap((place) => step(place, name, { document, expand }));
  return found.map(({ at }) => at);
}

interface Place {
  readonly at: readonly string[];
  readonly value: Value;
}

function step(place: Place, name: string, { document, expand }: { document: Document; expand: Expand }): Place[] {
  const { at, value } = place;
  if (!name.startsWith("$")) return [{ at: [...at, name], value: child(value, name) }];
  if (!isArray(value)) {
    throw new StoreError(2, `The path '${at.join(".")}' must exist in the document and be an array in order to apply array updates`);
  }
  if (name === "$") {
    const index = expand.matched(document, at, value);
    return [{ at: [...at, String(index)], value: value[index] }];
  }
  const identifier = /^\$\[(.*)\]$/.exec(name)?.[1];
  if (identifier === undefined) throw new StoreError(52, `The dollar ($) prefixed field '${name}' is not valid for storage`);
  const test = identifier === "" ? () => true : expand.filtered(identifier);
  return value.flatMap((item, i) => (test(item) ? [{ at: [...at, String(i)], value: item }] : []));
}

function child(value: Value, name: string): Value {
  if (isDocument(value)) return own(value, name);
  return isArray(value) && INDEX.test(name) ? value[Number(name)] : undefined;
}

/** Changes the field at a concrete path; embedded documents on the way are made when the change makes a field, otherwise a missing path is left alone. */
export function changeAt(document: Document, path: readonly string[], change: FieldChange): void {
  if (change.kind === "renamed") return;
  if (change.kind === "rename") return rename(document, path, change.to);
  const creates = change.kind !== "unset" && !(change.kind === "compute" && change.onlyExisting === true);
  const parent = parentOf(document, path, creates);
  const name = path.at(-1) ?? "";
  if (parent === null) return;
  const before = child(parent, name);
  if (change.kind === "unset") return remove(parent, name);
  const value = change.kind === "set" ? change.value : change.compute(before);
  if (value !== undefined || before !== undefined) put(parent, name, value);
}

function parentOf(document: Document, path: readonly string[], creates: boolean): Document | Value[] | null {
  let parent: Document | Value[] = document;
  for (const [i, name] of path.slice(0, -1).entries()) {
    let next = child(parent, name);
    if (next === undefined) {
      if (!creates) return null;
      next = {};
      put(parent, name, next);
    }
    if (!isDocument(next) && !isArray(next)) {
      if (!creates) return null;
      throw new StoreError(28, `Cannot create field '${path[i + 1] ?? ""}' in element {${name}: ${JSON.stringify(next)}}`);
    }
    parent = next;
  }
  return parent;
}

function put(parent: Document | Value[], name: string, value: Value): void {
  if (!isArray(parent)) {
    if (name === "__proto__") Object.defineProperty(parent, name, { value, enumerable: true, writable: true, configurable: true });
    else parent[name] = value;
    return;
  }
  if (!INDEX.test(name)) throw new StoreError(28, `Cannot create field '${name}' in an array`);
  const index = Number(name);
  if (index - parent.length > PADDING_MAX) throw new StoreError(2, `can't backfill more than ${PADDING_MAX} elements`);
  while (parent.length < index) parent.push(null);
  parent[index] = value;
}

/** An array's element becomes null, so that the others keep their places. */
function remove(parent: Document | Value[], name: string): void {
  if (!isArray(parent)) Reflect.deleteProperty(parent, name);
  else if (INDEX.test(name) && Number(name) < parent.length) parent[Number(name)] = null;
}

function rename(document: Document, path: readonly string[], to: readonly string[]): void {
  const parent = parentOf(document, path, false);
  const name = path.at(-1) ?? "";
  if (parent === null) return;
  if (isArray(parent)) throw new StoreError(2, "The source field of $rename cannot be an array element");
  const value = own(parent, name);
  if (value === undefined) return;
  remove(parent, name);
  const target = parentOf(document, to, true);
  if (isArray(target)) throw new StoreError(2, "The target field of $rename cannot be an array element");
  if (target) put(target, to.at(-1) ?? "", value);
}
