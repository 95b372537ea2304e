/**
 * A store of the simplest kind, in memory, written from MongoDB's documented rules and sharing no code with the embedded store:
 * filters, sorts, updates, unique keys and a few stages, over the values that the generators make.
 */
import { BSONRegExp, Decimal128, Double, Int32, Long } from "bson";
import type { Plain } from "../case.ts";
import { change, Refused } from "./modelUpdates.ts";
import { compare, EMPTY_ARRAY, equal, isDocument, rankOf } from "./modelValues.ts";

export { Refused } from "./modelUpdates.ts";

/** A collection: documents by insertion, unique paths, and what can be asked of it. */
export class Model {
  documents: Plain[] = [];
  readonly #unique: readonly string[];

  constructor(unique: readonly string[]) {
    this.#unique = unique;
  }

  insert(document: Plain): void {
    this.#refuseTaken(document, null);
    this.documents = [...this.documents, document];
  }

  /** Two arrays under one sort are refused: there is no order of their pairs. */
  find({ filter, sort = {}, skip = 0, limit = 0 }: Query): Plain[] {
    const met = this.documents.filter((document) => meets(document, filter));
    if (met.some((document) => entersArrays(document, Object.keys(sort)))) throw new Refused(2);
    const found = met.sort(bySort(sort));
    return found.slice(skip, limit === 0 ? undefined : skip + limit);
  }

  /** Changes every document that meets the filter; gives how many were found and how many changed. */
  update(filter: Plain, update: Plain): { n: number; nModified: number } {
    const total = { n: 0, nModified: 0 };
    const next = [...this.documents];
    this.documents.forEach((document, i) => {
      if (!meets(document, filter)) return;
      const after = change(document, update);
      this.#refuseTaken(after, document);
      next[i] = after;
      total.n += 1;
      if (!same(document, after)) total.nModified += 1;
    });
    this.documents = next;
    return total;
  }

  remove(filter: Plain): number {
    const before = this.documents.length;
    this.documents = this.documents.filter((document) => !meets(document, filter));
    return before - this.documents.length;
  }

  #refuseTaken(document: Plain, self: Plain | null): void {
    for (const path of ["_id", ...this.#unique]) {
      const keys = uniqueKeysOf(document, path);
      const taken = this.documents.some(
        (other) => other !== self && uniqueKeysOf(other, path).some((key) => keys.some((mine) => equal(mine, key))),
      );
      if (taken) throw new Refused(11000);
    }
  }
}

export interface Query {
  readonly filter: Plain;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly skip?: number;
  readonly limit?: number;
}

/** Whether two documents are stored as the same bytes. */
function same(a: Plain, b: Plain): boolean {
  return JSON.stringify(tagged(a)) === JSON.stringify(tagged(b));
}

function tagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tagged);
  if (isDocument(value)) return Object.entries(value).map(([name, inner]) => [name, tagged(inner)]);
  if (value instanceof Int32 || value instanceof Double || value instanceof Long || value instanceof Decimal128)
    return [value.constructor.name, value.toString()];
  return value;
}

/** The keys of a path as an index has them: of each element one, of an empty array one of its own, of a missing field null. */
function keysOf(document: Plain, path: string): unknown[] {
  return keysAt(document, path.split("."));
}

/** The embedded store's unique indexes take an empty array for null: a difference from MongoDB. */
function uniqueKeysOf(document: Plain, path: string): unknown[] {
  return keysOf(document, path).map((key) => (key === EMPTY_ARRAY ? null : key));
}

function keysAt(value: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return Array.isArray(value) ? (value.length === 0 ? [EMPTY_ARRAY] : value) : [value ?? null];
  if (isDocument(value)) return keysAt(value[name], rest);
  if (!Array.isArray(value) || value.length === 0) return [null];
  return value.flatMap((item) => (isDocument(item) ? keysAt(item, path) : [null]));
}

/** Whether more than one of the paths leads to or through an array. */
export function entersArrays(document: Plain, paths: readonly string[]): boolean {
  return paths.filter((path) => entersArray(document, path.split("."))).length > 1;
}

function entersArray(value: unknown, [name, ...rest]: readonly string[]): boolean {
  return Array.isArray(value) || (name !== undefined && isDocument(value) && entersArray(value[name], rest));
}

/** Every value that a path means; a missing one is `undefined`. Arrays on the way are entered by place, and through their documents. */
function reach(value: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (isDocument(value)) return reach(value[name], rest);
  if (!Array.isArray(value)) return [undefined];
  const place = /^\d+$/.test(name) && Number(name) < value.length ? reach(value[Number(name)], rest) : [];
  return [...place, ...value.filter(isDocument).flatMap((item) => reach(item, path))];
}

/** Whether a document meets a filter. */
function meets(document: Plain, filter: Plain): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    const parts = (Array.isArray(condition) ? condition : []).filter(isDocument);
    if (name === "$and") return parts.every((part) => meets(document, part));
    if (name === "$or") return parts.some((part) => meets(document, part));
    if (name === "$nor") return !parts.some((part) => meets(document, part));
    return holds(reach(document, name.split(".")), condition);
  });
}

function isCondition(value: unknown): value is Plain {
  return isDocument(value) && Object.keys(value).some((name) => name.startsWith("$"));
}

function holds(values: readonly unknown[], condition: unknown): boolean {
  return holdsAll({ values, open: true }, isCondition(condition) ? condition : { $eq: condition });
}

/** What a path means in a document; `open`: arrays stand for their elements too. */
interface Meant {
  readonly values: readonly unknown[];
  readonly open: boolean;
}

function holdsAll(meant: Meant, condition: Plain): boolean {
  return Object.entries(condition).every(([operator, operand]) => holdsOne(meant, operator, operand));
}

function holdsOne(meant: Meant, operator: string, operand: unknown): boolean {
  const { values, open } = meant;
  const some = (test: (value: unknown) => boolean): boolean =>
    values.some((value) => test(value) || (open && Array.isArray(value) && value.some(test)));
  switch (operator) {
    case "$eq":
      return some((value) => isEqual(value, operand));
    case "$ne":
      return !some((value) => isEqual(value, operand));
    case "$in":
      return some((value) => isAmong(value, operand));
    case "$nin":
      return !some((value) => isAmong(value, operand));
    case "$gt":
      return some((value) => ordered(value, operand, (order) => order > 0));
    case "$gte":
      return some((value) => ordered(value, operand, (order) => order >= 0));
    case "$lt":
      return some((value) => ordered(value, operand, (order) => order < 0));
    case "$lte":
      return some((value) => ordered(value, operand, (order) => order <= 0));
    case "$exists":
      return values.some((value) => value !== undefined) === operand;
    case "$size":
      return values.some((value) => Array.isArray(value) && value.length === Number(operand));
    case "$type":
      return some((value) => typeOf(value) === operand);
    case "$not":
      return !holdsAll(meant, isCondition(operand) ? operand : { $eq: operand });
    case "$all":
      return Array.isArray(operand) && operand.length > 0 && operand.every((item) => some((value) => isEqual(value, item)));
    case "$elemMatch":
      return values.some((value) => Array.isArray(value) && value.some((item) => meetsElement(item, operand)));
    default:
      throw new Error(`the model does not know ${operator}`);
  }
}

function meetsElement(item: unknown, condition: unknown): boolean {
  if (isCondition(condition)) return holdsAll({ values: [item], open: false }, condition);
  if (!isDocument(condition)) return false;
  if (Array.isArray(item)) return meets(Object.fromEntries(item.entries()), condition); // an array is a document whose names are its places
  return isDocument(item) && meets(item, condition);
}

function isEqual(value: unknown, operand: unknown): boolean {
  if (operand instanceof BSONRegExp) return typeof value === "string" && new RegExp(operand.pattern, operand.options).test(value);
  return operand === null ? value === null || value === undefined : equal(value, operand);
}

function isAmong(value: unknown, operand: unknown): boolean {
  return Array.isArray(operand) && operand.some((item) => isEqual(value, item));
}

function ordered(value: unknown, operand: unknown, test: (order: number) => boolean): boolean {
  if (rankOf(value) !== rankOf(operand)) return false;
  if (value instanceof Double && Number.isNaN(value.value)) return test(0) && operand instanceof Double && Number.isNaN(operand.value);
  if (operand instanceof Double && Number.isNaN(operand.value)) return false;
  return test(compare(value, operand));
}

function typeOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (value instanceof Int32) return "int";
  if (value instanceof Double) return "double";
  if (value instanceof Long) return "long";
  if (value instanceof Decimal128) return "decimal";
  if (value instanceof Date) return "date";
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function bySort(sort: Readonly<Record<string, 1 | -1>>): (a: Plain, b: Plain) => number {
  return (a, b) => {
    for (const [path, direction] of Object.entries(sort)) {
      const order = compare(sortKey(a, path, direction), sortKey(b, path, direction)) * direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Of an array the least element when ascending, the greatest when descending. */
function sortKey(document: Plain, path: string, direction: 1 | -1): unknown {
  return [...keysOf(document, path)].sort((a, b) => compare(a, b) * direction)[0];
}
