import { notCovered, StoreError } from "../errors.ts";
import type { Collection } from "../engine/catalog.ts";
import { clear } from "../engine/entries.ts";
import { prefixOf } from "../engine/keysOfDocument.ts";
import type { Found } from "../engine/reading.ts";
import { read } from "../engine/reading.ts";
import type { Writer } from "../engine/view.ts";
import { Overlay } from "../engine/view.ts";
import type { Expression, Variables } from "../query/expression.ts";
import { compileExpression, variableName } from "../query/expression.ts";
import { argumentsOf, collect } from "../query/pipeline.ts";
import type { Update } from "../query/update.ts";
import { compileUpdate } from "../query/update.ts";
import { withId } from "../query/upsert.ts";
import { encode } from "../values/codec.ts";
import { SIMPLE } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";
import type { Context } from "./context.ts";
import { sinceOf, sourceOf, variablesOf } from "./context.ts";
import type { Insertion, Place } from "./place.ts";
import { insertOne, modify } from "./place.ts";

/** The last stage of a pipeline that writes what the others give. */
export interface Output {
  write(running: { documents: Iterable<Document>; close: () => void }): Promise<void>;
}

/** `$out` or `$merge`; `null` for any other stage. */
export function parseOutput(context: Context, stage: Value): Output | null {
  const [name] = isDocument(stage) ? Object.keys(stage) : [];
  if (!isDocument(stage) || (name !== "$out" && name !== "$merge")) return null;
  if (context.transaction)
    throw new StoreError(263, `Operation not permitted in transaction :: caused by :: ${name} cannot be used in a transaction`);
  const write = name === "$out" ? parseOut(context, stage[name]) : parseMerge(context, stage[name]);
  return {
    write: async ({ documents, close }) => {
      let rows: readonly Document[];
      try {
        rows = collect(documents);
      } finally {
        close();
      }
      await write(rows.map((row) => (name === "$out" || "_id" in row ? withId(row) : row)));
    },
  };
}

interface Target {
  readonly database: string;
  readonly name: string;
}

function targetOf(context: Context, value: Value, stage: string): Target {
  if (typeof value === "string") return { database: context.database, name: value };
  const { db, coll } = argumentsOf(stage, value, ["db", "coll"]);
  if (typeof coll !== "string" || (db !== undefined && typeof db !== "string"))
    throw new StoreError(9, `${stage} needs the name of a collection`);
  return { database: db ?? context.database, name: coll };
}

type Write = (rows: readonly Document[]) => Promise<void>;

/** `$out` puts its documents in the place of all that were there; the indexes stay. An error leaves the collection as it was. */
function parseOut(context: Context, operand: Value): Write {
  if (isDocument(operand) && "timeseries" in operand) throw notCovered("$out into a time series");
  const target = targetOf(context, operand, "$out");
  return (rows) => {
    const insertions = rows.map((row) => ({ bytes: encode(row) }));
    return context.store.write((writer) => {
      const { catalog } = context.store;
      const before = catalog.find(target.database, target.name);
      const collection = before ?? catalog.create(target.database, target.name);
      try {
        replaceAll({ context, writer, collection }, insertions);
      } catch (error) {
        if (!before && error instanceof StoreError) catalog.drop(collection);
        throw error;
      }
    });
  };
}

/** Everything is made beside the collection first, where two documents with one key meet; only then is anything removed. */
function replaceAll({ context, writer, collection }: Place, insertions: readonly Insertion[]): void {
  const made = new Overlay({ get: () => undefined, range: () => [] });
  const aside: Writer = {
    get: (key) => made.get(key),
    range: (from, to, reverse) => made.range(from, to, reverse),
    put: (key, value) => made.set(key, value),
    putNew: (key, value) => {
      const isNew = made.get(key) === undefined;
      if (isNew) made.set(key, value);
      return isNew;
    },
    remove: (key) => made.set(key, null),
    claim: () => undefined,
  };
  for (const insertion of insertions) insertOne({ context, writer: aside, collection }, insertion);
  context.store.endWriters(collection);
  for (const { key } of writer.range(prefixOf(collection.id), prefixOf(collection.id + 1)))
    writer.claim(Buffer.from(key), `a document of ${collection.name}`);
  for (const { key } of made.changes) writer.claim(key, `a document of ${collection.name}`);
  for (const { id } of [collection, ...collection.indexes]) clear(writer, id);
  for (const { key, value } of made.changes) if (value) writer.put(key, value);
}

const MERGE = ["into", "on", "let", "whenMatched", "whenNotMatched"];
const MATCHED = ["replace", "merge", "keepExisting", "fail"];
const NOT_MATCHED = ["insert", "discard", "fail"];

interface Merge {
  readonly on: readonly string[];
  readonly whenMatched: Value;
  readonly whenNotMatched: Value;
  readonly variables: Variables;
  /** The variables of a pipeline in `whenMatched`, from each new document. */
  readonly bindings: readonly (readonly [string, Expression])[];
}

/** `$merge` writes document by document; what was written before an error stays, as in MongoDB. */
function parseMerge(context: Context, operand: Value): Write {
  const spec = typeof operand === "string" ? { into: operand } : argumentsOf("$merge", operand, MERGE);
  const { into, on = "_id", let: given, whenMatched = "merge", whenNotMatched = "insert" }: Document = spec;
  const target = targetOf(context, into, "$merge.into");
  const fields = isArray(on) ? on : [on];
  if (fields.length === 0 || !fields.every((field) => typeof field === "string") || new Set(fields).size < fields.length)
    throw new StoreError(51187, "If explicitly specifying $merge 'on', must include at least one field, each a string and once");
  if (!isArray(whenMatched) && !(typeof whenMatched === "string" && MATCHED.includes(whenMatched)))
    throw new StoreError(2, `Enumeration value for field 'whenMatched' is not a valid value: ${MATCHED.join(", ")} or a pipeline`);
  if (typeof whenNotMatched !== "string" || !NOT_MATCHED.includes(whenNotMatched))
    throw new StoreError(2, `Enumeration value for field 'whenNotMatched' is not a valid value: ${NOT_MATCHED.join(", ")}`);
  if ((whenMatched === "keepExisting" || whenMatched === "fail") && whenNotMatched !== "insert")
    throw new StoreError(51181, `Combination of {whenMatched: ${whenMatched} and whenNotMatched: ${whenNotMatched}} is not supported`);
  if (given !== undefined && !isArray(whenMatched))
    throw new StoreError(51199, "Cannot use 'let' variables with 'whenMatched' that is no pipeline");
  const variables = variablesOf(context, SIMPLE);
  const scope = { order: SIMPLE, names: new Set(Object.keys(variables)) };
  const bindings = Object.entries(argumentsOf("$merge.let", given ?? { new: "$$ROOT" })).map(
    ([name, value]): readonly [string, Expression] => [variableName(name), compileExpression(value, scope)],
  );
  const merge: Merge = { on: fields, whenMatched, whenNotMatched, variables, bindings };
  if (isArray(whenMatched)) matchedUpdate(merge, {}); // its errors come before any document
  return (rows) =>
    context.store.write((writer) => {
      const { catalog } = context.store;
      const collection = catalog.find(target.database, target.name) ?? catalog.create(target.database, target.name);
      refuseAmbiguous(collection, merge.on);
      for (const row of rows) mergeOne({ context, writer, collection }, row, merge);
    });
}

function refuseAmbiguous(collection: Collection, on: readonly string[]): void {
  const wanted = [...on].sort().join("\0");
  const unique = [collection.primary, ...collection.indexes].some(
    (index) =>
      index.unique &&
      !index.partial &&
      [...index.keys]
        .map(({ path }) => path)
        .sort()
        .join("\0") === wanted,
  );
  if (!unique) throw new StoreError(51183, "Cannot find index to verify that join fields will be unique");
}

function mergeOne(place: Place, row: Document, merge: Merge): void {
  const document = merge.on.includes("_id") ? withId(row) : row;
  const found = merge.whenMatched === "fail" ? null : existing(place, document, merge.on);
  if (found) {
    if (merge.whenMatched !== "keepExisting") modify(place, found, matchedUpdate(merge, document));
    return;
  }
  if (merge.whenNotMatched === "fail")
    throw new StoreError(
      13113,
      "$merge could not find a matching document in the target collection for at least one document in the source collection",
    );
  if (merge.whenNotMatched === "insert") insertOne(place, { bytes: encode(withId(document)) });
}

function existing({ context, writer, collection }: Place, document: Document, on: readonly string[]): Found | null {
  const conditions = on.map((path) => {
    const value = path.split(".").reduce<Value>((inner, name) => (isDocument(inner) ? inner[name] : undefined), document);
    if (value === undefined || value === null || isArray(value))
      throw new StoreError(51132, "$merge write error: 'on' field cannot be missing, null, undefined or an array");
    return { [path]: { $eq: value } };
  });
  const filter = on.length === 1 ? (conditions[0] ?? {}) : { $and: conditions };
  const [found = null] = read(sourceOf(context, collection, writer), { filter, sort: [], since: sinceOf(context, true), limit: 1 });
  return found;
}

function matchedUpdate({ whenMatched, variables, bindings }: Merge, document: Document): Update {
  if (whenMatched === "replace") return compileUpdate({ update: document, filter: {} });
  const bound = Object.fromEntries(bindings.map(([name, value]) => [name, value(document, { ...variables, ROOT: document })]));
  const update = isArray(whenMatched) ? whenMatched : [{ $replaceWith: { $mergeObjects: ["$$ROOT", "$$new"] } }];
  return compileUpdate({ update, filter: {}, variables: { ...variables, ...bound } });
}
