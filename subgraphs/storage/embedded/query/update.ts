import { StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import { equal, SIMPLE } from "../values/order.ts";
import { encode } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, typeName } from "../values/value.ts";
import { ArrayFilters } from "./arrayFilters.ts";
import type { Variables } from "./expression.ts";
import { putField } from "./paths.ts";
import { locator } from "./positional.ts";
import { compileSimpleStages } from "./simpleStages.ts";
import { OPERATORS } from "./updateOperators.ts";
import type { FieldChange } from "./updateOperators.ts";
import type { Expand } from "./updatePaths.ts";
import { changeAt, isPositional, parseUpdatePath, pathsOf } from "./updatePaths.ts";

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
  readonly variables?: Variables;
  readonly order?: Order;
}

/** Compiles a replacement, an operator update or a pipeline update. Throws on unknown operators and on two changes of one path (40). */
export function compileUpdate(source: UpdateSource): Update {
  const { update, order = SIMPLE } = source;
  const filters = new ArrayFilters(source.arrayFilters, order);
  if (isArray(update)) {
    if (!filters.isEmpty) throw new StoreError(9, "arrayFilters may not be specified for pipeline-style updates");
    const run = compileSimpleStages(update, source.variables ?? {}, order);
    return { replacement: false, apply: (document) => keepId(document, run(document)) };
  }
  if (!isDocument(update)) throw new StoreError(9, "Update argument must be either an object or an array");
  const [first] = Object.keys(update);
  if (first?.startsWith("$")) return compileOperators(update, source, filters);
  if (!filters.isEmpty) throw new StoreError(9, "Cannot specify arrayFilters for a replacement");
  const odd = Object.keys(update).find((name) => name.startsWith("$"));
  if (odd !== undefined)
    throw new StoreError(
      52,
      `The dollar ($) prefixed field '${odd}' in '${odd}' is not allowed in the context of an update's replacement document.`,
    );
  return { replacement: true, apply: (document) => keepId(document, update) };
}

/** An update never changes `_id` (error 66); it stays, and stays first. */
function keepId(before: Document, after: Document): Document {
  if (!("_id" in before)) return after;
  if ("_id" in after && !equal(before["_id"], after["_id"])) throw immutable();
  if (Object.keys(after)[0] === "_id" && "_id" in after) return after;
  const result: Document = { _id: before["_id"] };
  for (const [name, value] of Object.entries(after)) if (name !== "_id") putField(result, name, value);
  return result;
}

function immutable(): StoreError {
  return new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}

interface Change {
  readonly path: readonly string[];
  readonly change: FieldChange;
  readonly onInsert: boolean;
}

/** The changes are made in the order of their paths, as MongoDB makes them: new fields come in that order. */
function compileOperators(update: Document, source: UpdateSource, filters: ArrayFilters): Update {
  const { order = SIMPLE, variables = {} } = source;
  const locate = locator({ filter: source.filter, variables, order });
  const expand: Expand = { filtered: (identifier, path) => filters.take(identifier, path), matched: locate };
  const changes = Object.entries(update)
    .flatMap(([name, fields]) => changesOf(name, fields, { expand, order }))
    .sort((a, b) => comparePaths(a.path, b.path));
  filters.refuseUnused();
  const fields = changes.flatMap(({ path, change }) => (change.kind === "rename" ? [path, change.from] : [path]));
  refuseConflicts(fields.map((path) => path.join(".")));
  const dynamic = changes.some(({ path }) => isPositional(path));
  const touchesId = fields.some(([name]) => name === "_id");
  return {
    replacement: false,
    apply: (document, inserting) => {
      const id = touchesId && !(inserting && document["_id"] === undefined) ? encode({ _id: document["_id"] }) : null;
      const chosen = changes
        .filter(({ onInsert }) => inserting || !onInsert)
        .map(({ path, change }) => ({ paths: pathsOf(document, path, expand), change }));
      if (dynamic) refuseConflicts(chosen.flatMap(({ paths }) => paths.map((path) => path.join("."))));
      for (const { paths, change } of chosen) for (const path of paths) changeAt(document, path, change);
      if (id && !id.equals(encode({ _id: document["_id"] }))) throw immutable();
      return document;
    },
  };
}

function changesOf(name: string, fields: Value, { expand, order }: { expand: Expand; order: Order }): Change[] {
  if (name !== "$rename" && !Object.hasOwn(OPERATORS, name)) {
    const expected = "Expected a valid update modifier or pipeline-style update specified as an array";
    throw new StoreError(9, `Unknown modifier: ${name}. ${expected}`);
  }
  if (!isDocument(fields)) {
    throw new StoreError(
      9,
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`,
    );
  }
  return Object.entries(fields).map(([field, operand]): Change => {
    const path = parseUpdatePath(field, expand);
    if (name === "$rename") return renaming(field, operand, expand);
    const make = OPERATORS[name];
    if (!make) throw new StoreError(9, `Unknown modifier: ${name}`);
    return { path, change: make(operand, field, order), onInsert: name === "$setOnInsert" };
  });
}

function renaming(field: string, operand: Value, expand: Expand): Change {
  if (typeof operand !== "string") throw new StoreError(2, `The 'to' field for $rename must be a string: ${field}`);
  const [from, to] = [field, operand].map((path) => parseUpdatePath(path, expand));
  if (!from || !to || field === operand) throw new StoreError(2, `The source and target field for $rename must differ: ${field}`);
  if (isPositional(from)) throw new StoreError(2, `The source field for $rename may not be dynamic: ${field}`);
  if (isPositional(to)) throw new StoreError(2, `The destination field for $rename may not be dynamic: ${operand}`);
  if (`${operand}.`.startsWith(`${field}.`) || `${field}.`.startsWith(`${operand}.`))
    throw new StoreError(2, `The source and target field for $rename must not be on the same path: ${field}: "${operand}"`);
  return { path: to, change: { kind: "rename", from }, onInsert: false };
}

/** Name by name; names that are numbers by their value. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (const [i, name] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    if (name === other) continue;
    if (/^\d+$/.test(name) && /^\d+$/.test(other) && Number(name) !== Number(other)) return Number(name) - Number(other);
    return name < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** Two changes of one field, or of a field and one within it, have no order: error 40. */
function refuseConflicts(paths: readonly string[]): void {
  const seen = new Set<string>();
  const inside = new Set<string>();
  for (const path of paths) {
    const names = path.split(".");
    const above = names.map((_, i) => names.slice(0, i).join(".")).slice(1);
    const conflict = seen.has(path) || inside.has(path) ? path : above.find((part) => seen.has(part));
    if (conflict !== undefined) throw new StoreError(40, `Updating the path '${path}' would create a conflict at '${conflict}'`);
    seen.add(path);
    above.forEach((part) => inside.add(part));
  }
}
