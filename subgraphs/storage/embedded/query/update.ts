import { ObjectId } from "bson";
import { StoreError } from "../errors.ts";
import { decode, encode } from "../values/codec.ts";
import { equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex } from "../values/value.ts";
import type { Predicate, Test } from "./filter.ts";
import { compileFilter, compileValueTest, isOperators } from "./filter.ts";
import { OPERATORS } from "./updateOperators.ts";
import type { FieldChange } from "./updateOperators.ts";
import type { Expand } from "./updatePaths.ts";
import { changeAt, pathsOf } from "./updatePaths.ts";
import { compileSimpleStages } from "./simpleStages.ts";

/** An update, compiled once and applied to each document found. */
export interface Update {
  /** Changes a document that was decoded for this purpose, or gives another in its place; `inserting` runs $setOnInsert too. */
  apply(document: Document, inserting: boolean): Document;
  /** It replaces the document as a whole: not allowed with `multi`. */
  readonly replacement: boolean;
}

/** What an update is compiled from; `filter` is needed for the positional `$`. */
export interface UpdateSource {
  readonly update: Value;
  readonly filter: Document;
  readonly arrayFilters?: Value;
  readonly variables?: Document;
}

/** Compiles a replacement, an operator update or a pipeline update. Throws on unknown operators and on two changes of one path (40). */
export function compileUpdate(source: UpdateSource): Update {
  const { update } = source;
  if (isArray(update)) return compilePipeline(update, source.variables ?? {});
  if (!isDocument(update)) throw new StoreError(9, "Update argument must be either an object or an array");
  if (Object.keys(update).some((name) => name.startsWith("$"))) return compileOperators(update, source);
  if (isArray(source.arrayFilters) && source.arrayFilters.length > 0)
    throw new StoreError(9, "Cannot specify arrayFilters for a replacement");
  return {
    replacement: true,
    apply: (document) => keepId(document, { ...("_id" in document ? { _id: document["_id"] } : {}), ...update }),
  };
}

function compilePipeline(stages: readonly Value[], variables: Document): Update {
  const run = compileSimpleStages(stages, variables);
  return { replacement: false, apply: (document) => keepId(document, run(document)) };
}

/** An update never changes `_id` (error 66); it stays, and stays first. */
function keepId(before: Document, after: Document): Document {
  if (!("_id" in before)) return after;
  if ("_id" in after && !equal(before["_id"], after["_id"])) {
    throw new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return Object.keys(after)[0] === "_id" ? after : { _id: before["_id"], ...after };
}

interface Change {
  readonly path: readonly string[];
  readonly change: FieldChange;
  readonly onInsert: boolean;
}

function compileOperators(update: Document, source: UpdateSource): Update {
  const expand = expander(source);
  const changes: Change[] = [];
  for (const [name, fields] of Object.entries(update)) {
    const make = OPERATORS[name];
    if (!make) throw new StoreError(9, `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update`);
    if (!isDocument(fields)) throw new StoreError(9, `Modifiers operate on fields but we found another type for ${name}`);
    for (const [path, operand] of Object.entries(fields)) {
      if (path === "" || path.split(".").includes("")) throw new StoreError(56, `The update path '${path}' contains an empty field name`);
      changes.push({ path: path.split("."), change: make(operand, path), onInsert: name === "$setOnInsert" });
      if (name === "$rename") changes.push({ path: String(operand).split("."), change: { kind: "renamed" }, onInsert: false });
    }
  }
  refuseConflicts(changes.map(({ path }) => path.join(".")));
  return {
    replacement: false,
    apply: (document, inserting) => {
      const id = document["_id"];
      for (const { path, change, onInsert } of changes) {
        if (onInsert && !inserting) continue;
        for (const target of pathsOf(document, path, expand)) changeAt(document, target, change);
      }
      return keepId(id === undefined ? document : { _id: id }, document);
    },
  };
}

/** Two changes of one field, or of a field and one within it, have no order: error 40. */
function refuseConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  sorted.forEach((path, i) => {
    const others = sorted.slice(i + 1);
    const conflict = others.find((other) => other === path || other.startsWith(`${path}.`));
    if (conflict !== undefined) throw new StoreError(40, `Updating the path '${conflict}' would create a conflict at '${path}'`);
  });
}

/** How `$`, `$[]` and `$[name]` in paths choose places of an array. */
function expander(source: UpdateSource): Expand {
  const named = arrayFilters(source.arrayFilters);
  let predicate: Predicate | null = null;
  return {
    filtered: (identifier) => {
      const test = named.get(identifier);
      if (!test) throw new StoreError(2, `No array filter found for identifier '${identifier}'`);
      return test;
    },
    matched: (document, path, items) => {
      predicate ??= compileFilter(source.filter);
      const matches = predicate;
      const index = items.findIndex((item) => matches(withValue(document, path, [item])));
      if (index >= 0) return index;
      throw new StoreError(2, "The positional operator did not find the match needed from the query");
    },
  };
}

/** A copy of the document in which the path holds another value. */
function withValue(document: Document, path: readonly string[], value: Value): Document {
  const [name, ...rest] = path;
  if (name === undefined) return document;
  const inner = document[name];
  return { ...document, [name]: rest.length === 0 ? value : isDocument(inner) ? withValue(inner, rest, value) : inner };
}

function arrayFilters(filters: Value): Map<string, Test> {
  const result = new Map<string, Test>();
  if (filters === undefined || filters === null) return result;
  if (!isArray(filters)) throw new StoreError(14, "arrayFilters must be an array");
  for (const filter of filters) {
    if (!isDocument(filter)) throw new StoreError(14, "each array filter must be an object");
    const identifiers = new Set(Object.keys(filter).map((path) => path.split(".")[0] ?? ""));
    const [identifier = ""] = identifiers;
    if (identifiers.size !== 1 || !/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      throw new StoreError(9, "an array filter must use one identifier that begins with a lowercase letter; $and and $or are not covered");
    }
    result.set(identifier, elementTest(identifier, filter));
  }
  return result;
}

/** `{ e: {...} }` tests the element itself, `{ "e.x": ... }` a field of it. */
function elementTest(identifier: string, filter: Document): Test {
  const predicate = compileFilter(filter);
  const condition = filter[identifier];
  const direct = isOperators(condition) ? compileValueTest(condition) : null;
  return (value) => (direct && Object.keys(filter).length === 1 ? direct(value) : predicate({ [identifier]: value }));
}

/** The document that an upsert begins with: the fields that the filter says are equal to something. */
export function upsertBase(filter: Document): Document {
  const base: Document = {};
  const collect = (part: Document): void => {
    for (const [path, condition] of Object.entries(part)) {
      if (path === "$and" && isArray(condition)) condition.filter(isDocument).forEach(collect);
      else if (path.startsWith("$")) continue;
      else if (!isOperators(condition) && !isRegex(condition)) changeAt(base, path.split("."), { kind: "set", value: condition });
      else if (isDocument(condition) && "$eq" in condition) changeAt(base, path.split("."), { kind: "set", value: condition["$eq"] });
      else if (isDocument(condition) && isArray(condition["$in"]) && condition["$in"].length === 1) {
        changeAt(base, path.split("."), { kind: "set", value: condition["$in"][0] });
      }
    }
  };
  collect(filter);
  return decode(encode(base)); // a copy: the update must not change the filter's own values
}

/** A new document's `_id`, made when it has none, and put first. */
export function withId(document: Document): Document {
  if (Object.keys(document)[0] === "_id" && document["_id"] !== undefined) return document;
  return { ...{ _id: document["_id"] ?? new ObjectId() }, ...without(document, "_id") };
}

function without(document: Document, name: string): Document {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
}
