import { StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, typeName } from "../values/value.ts";
import { own, putField } from "./paths.ts";
import type { FieldChange } from "./updateOperators.ts";
import type { Test } from "./valueTests.ts";

const INDEX = /^(0|[1-9]\d{0,6})$/;
const FILTERED = /^\$\[(.*)\]$/;
/** An update may lengthen an array by so much at once, as in MongoDB. */
const PADDING_MAX = 1_500_000;

/** How the positional parts of a path choose places. */
export interface Expand {
  /** The test of an array filter. */
  filtered(identifier: string, path: string): Test;
  /** The place that the query matched. */
  matched(document: Document, path: readonly string[]): number;
}

/** Reads an update's path; what MongoDB refuses before it has seen a document is refused here. */
export function parseUpdatePath(path: string, expand: Expand): readonly string[] {
  if (path === "") throw new StoreError(56, "An empty update path is not valid.");
  const names = path.split(".");
  if (names.includes("")) throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (names[0]?.startsWith("$")) {
    if (names[0] === "$" || FILTERED.test(names[0]))
      throw new StoreError(2, `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
    throw new StoreError(
      52,
      `The dollar ($) prefixed field '${names[0]}' in '${path}' is not allowed in the context of an update's replacement document.`,
    );
  }
  if (names.filter((name) => name === "$").length > 1)
    throw new StoreError(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  for (const name of names) {
    const identifier = FILTERED.exec(name)?.[1];
    if (identifier !== undefined && identifier !== "") expand.filtered(identifier, path);
  }
  return names;
}

/** Whether a path chooses places of arrays when it meets a document. */
export function isPositional(path: readonly string[]): boolean {
  return path.some((name) => name === "$" || FILTERED.test(name));
}

/** The concrete paths of an update's path in this document: `$`, `$[]` and `$[name]` are replaced by places. */
export function pathsOf(document: Document, path: readonly string[], expand: Expand): readonly (readonly string[])[] {
  if (!isPositional(path)) return [path];
  let found: Place[] = [{ at: [], value: document }];
  for (const name of path) found = found.flatMap((place) => step(place, name, { document, expand, path }));
  return found.map(({ at }) => at);
}

interface Place {
  readonly at: readonly string[];
  readonly value: Value;
}

interface Expansion {
  readonly document: Document;
  readonly expand: Expand;
  readonly path: readonly string[];
}

function step({ at, value }: Place, name: string, { document, expand, path }: Expansion): Place[] {
  if (name === "$") {
    const index = expand.matched(document, at);
    if (index < 0) throw new StoreError(2, "The positional operator did not find the match needed from the query.");
    return [{ at: [...at, String(index)], value: child(value, String(index)) }];
  }
  const identifier = FILTERED.exec(name)?.[1];
  if (identifier === undefined) return [{ at: [...at, name], value: child(value, name) }];
  if (value === undefined)
    throw new StoreError(2, `The path '${at.join(".")}' must exist in the document in order to apply array updates.`);
  if (!isArray(value)) throw new StoreError(2, `Cannot apply array updates to non-array element ${at.join(".")}`);
  const test = identifier === "" ? () => true : expand.filtered(identifier, path.join("."));
  return value.flatMap((item, i) => (test(item) ? [{ at: [...at, String(i)], value: item }] : []));
}

function child(value: Value, name: string): Value {
  if (isDocument(value)) return own(value, name);
  return isArray(value) && INDEX.test(name) ? value[Number(name)] : undefined;
}

/** Changes the field at a concrete path; embedded documents on the way are made when the change makes a field, otherwise a missing path is left alone. */
export function changeAt(document: Document, path: readonly string[], change: FieldChange): void {
  if (change.kind === "rename") return rename(document, change.from, path);
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
      throw new StoreError(28, `Cannot create field '${path[i + 1] ?? ""}' in element {${name}: ${shown(next)}}`);
    }
    parent = next;
  }
  return parent;
}

function shown(value: Value): string {
  return isArray(value) ? "[ ... ]" : value === null ? "null" : `a ${typeName(value)}`;
}

function put(parent: Document | Value[], name: string, value: Value): void {
  if (!isArray(parent)) return putField(parent, name, value);
  if (!INDEX.test(name)) throw new StoreError(28, `Cannot create field '${name}' in element {${shown(parent)}}`);
  const index = Number(name);
  if (index - parent.length > PADDING_MAX) throw new StoreError(103, `can't backfill more than ${PADDING_MAX} elements`);
  while (parent.length < index) parent.push(null);
  parent[index] = value;
}

/** An array's element becomes null, so that the others keep their places. */
function remove(parent: Document | Value[], name: string): void {
  if (!isArray(parent)) Reflect.deleteProperty(parent, name);
  else if (INDEX.test(name) && Number(name) < parent.length) parent[Number(name)] = null;
}

/** `$rename` is a `$set` of the new field and a `$unset` of the old one; neither may lie in an array. */
function rename(document: Document, from: readonly string[], to: readonly string[]): void {
  const parent = sourceOf(document, from);
  const name = from.at(-1) ?? "";
  const value = parent === null ? undefined : own(parent, name);
  if (parent === null || value === undefined) return;
  let target: Value = document;
  for (const part of to.slice(0, -1)) {
    target = child(target, part);
    if (isArray(target)) throw new StoreError(2, `The destination field cannot be an array element, '${to.join(".")}'`);
  }
  changeAt(document, to, { kind: "set", value });
  remove(parent, name);
}

function sourceOf(document: Document, from: readonly string[]): Document | null {
  let parent: Value = document;
  for (const [i, name] of from.slice(0, -1).entries()) {
    parent = child(parent, name);
    if (parent === undefined) return null;
    if (isArray(parent) && child(parent, from[i + 1] ?? "") !== undefined)
      throw new StoreError(2, `The source field cannot be an array element, '${from.join(".")}'`);
    if (isArray(parent) && INDEX.test(from[i + 1] ?? "")) return null;
    if (!isDocument(parent))
      throw new StoreError(
        28,
        `cannot use the part (${from[i + 1] ?? ""} of ${from.join(".")}) to traverse the element ({${name}: ${shown(parent)}})`,
      );
  }
  return isDocument(parent) ? parent : null;
}
