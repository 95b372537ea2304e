import { StoreError } from "../errors.ts";
import type { Collection, Index } from "../engine/catalog.ts";
import { parseIndex } from "../engine/catalog.ts";
import { buildIndex, clear } from "../engine/entries.ts";
import { compileFilter } from "../query/filter.ts";
import { equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue } from "../values/value.ts";
import type { Context } from "./context.ts";
import { collectionName, findCollection, optionalDocument } from "./context.ts";
import { cursorOf } from "./reads.ts";

const INDEXES_MAX = 64;

/** A change of collections or indexes; not part of a transaction. */
async function define(context: Context, work: () => Document): Promise<Document> {
  if (context.transaction) throw new StoreError(263, `Cannot run '${context.name}' in a multi-document transaction`);
  return context.store.write(() => work());
}

/** Options of `create` that would change what a collection does. */
const CREATE_REFUSED = [
  "capped",
  "viewOn",
  "pipeline",
  "timeseries",
  "validator",
  "clusteredIndex",
  "expireAfterSeconds",
  "encryptedFields",
];

export async function create(context: Context): Promise<Document> {
  const refused = CREATE_REFUSED.find((option) => hasContent(context.body[option]));
  if (refused !== undefined) throw new StoreError(238, `create with ${refused} is not supported by the embedded store`);
  const name = collectionName(context);
  const { catalog } = context.store;
  if (context.transaction && catalog.find(context.database, name)) throw exists(context, name);
  return context.store.write(() => {
    if (catalog.find(context.database, name)) throw exists(context, name);
    catalog.create(context.database, name);
    return { ok: 1 };
  });
}

function hasContent(value: Value): boolean {
  return isDocument(value) ? Object.keys(value).length > 0 : isTrue(value);
}

function exists(context: Context, name: string): StoreError {
  return new StoreError(48, `Collection ${context.database}.${name} already exists.`);
}

export async function drop(context: Context): Promise<Document> {
  const name = collectionName(context);
  return define(context, () => {
    const collection = findCollection(context);
    if (!collection) throw new StoreError(26, "ns not found");
    dropCollection(context, collection);
    return { nIndexesWas: collection.indexes.length + 1, ns: `${context.database}.${name}`, ok: 1 };
  });
}

function dropCollection(context: Context, collection: Collection): void {
  const { store } = context;
  store.endWriters(collection);
  for (const { id } of [collection, ...collection.indexes]) clear(diskWriter(context), id);
  store.catalog.drop(collection);
}

function diskWriter({ store: { disk } }: Context): Parameters<typeof clear>[0] {
  return {
    get: (key) => disk.get(key),
    range: (from, to, reverse) => disk.range(from, to, reverse),
    put: (key, value) => disk.put(key, value),
    remove: (key) => disk.remove(key),
    claim: () => undefined,
  };
}

export async function dropDatabase(context: Context): Promise<Document> {
  return define(context, () => {
    for (const collection of context.store.catalog.list(context.database)) dropCollection(context, collection);
    return { dropped: context.database, ok: 1 };
  });
}

export function listCollections(context: Context): Buffer {
  const filter = optionalDocument(context.body["filter"], "filter");
  const matches = compileFilter(filter);
  const documents = context.store.catalog.list(context.database).map(({ name }): Document => {
    if (isTrue(context.body["nameOnly"])) return { name, type: "collection" };
    return { name, type: "collection", options: {}, info: { readOnly: false }, idIndex: { v: 2, key: { _id: 1 }, name: "_id_" } };
  });
  return cursorOf(context, `${context.database}.$cmd.listCollections`, documents.filter(matches));
}

export function listIndexes(context: Context): Buffer {
  const collection = findCollection(context);
  if (!collection) throw new StoreError(26, `ns does not exist: ${context.database}.${collectionName(context)}`);
  const specs = [collection.primary, ...collection.indexes].map(({ spec }) => ({ v: 2, ...spec }));
  return cursorOf(context, `${context.database}.${collection.name}`, specs);
}

export async function createIndexes(context: Context): Promise<Document> {
  const { indexes } = context.body;
  if (!isArray(indexes) || indexes.length === 0) throw new StoreError(2, "Must specify at least one index to create");
  const specs = indexes.map((spec) => optionalDocument(spec, "indexes"));
  const name = collectionName(context);
  return define(context, () => {
    const { catalog } = context.store;
    const collection = catalog.find(context.database, name) ?? catalog.create(context.database, name);
    const before = collection.indexes.length + 1;
    const made = specs.filter((spec) => makeIndex(context, collection, spec)).length;
    const note = made === 0 ? { note: "all indexes already exist" } : {};
    return { numIndexesBefore: before, numIndexesAfter: before + made, createdCollectionAutomatically: false, ...note, ok: 1 };
  });
}

/** Whether an index was made; `false` when the very same one is there. Built whole before any other write sees it. */
function makeIndex(context: Context, collection: Collection, spec: Document): boolean {
  const { store } = context;
  const index = parseIndex(spec, store.catalog.takeId(), store.commit);
  const all = [collection.primary, ...collection.indexes];
  const named = all.find((other) => other.name === index.name);
  const alike = all.find((other) => equal(other.spec["key"], spec["key"]) && equal(filterOf(other), filterOf(index)));
  if (alike?.primary) return false;
  if (named && named === alike && sameOptions(named, index)) return false;
  if (named && !equal(named.spec["key"], spec["key"])) {
    throw new StoreError(86, `An existing index has the same name as the requested index but other keys: ${index.name}`);
  }
  if (named || alike) {
    throw new StoreError(85, `An equivalent index already exists with another name or other options: ${(named ?? alike)?.name ?? ""}`);
  }
  if (all.length >= INDEXES_MAX) throw new StoreError(67, `add index fails, too many indexes for ${collection.name}`);
  store.endWriters(collection);
  try {
    buildIndex(diskWriter(context), collection, index);
  } catch (error) {
    clear(diskWriter(context), index.id);
    throw error;
  }
  collection.indexes.push(index);
  store.catalog.changed(collection);
  return true;
}

function filterOf(index: Index): Value {
  return index.partial?.filter ?? null;
}

function sameOptions(a: Index, b: Index): boolean {
  return a.unique === b.unique && a.sparse === b.sparse;
}

export async function dropIndexes(context: Context): Promise<Document> {
  const wanted = context.body["index"];
  return define(context, () => {
    const collection = findCollection(context);
    if (!collection) throw new StoreError(26, "ns not found");
    const before = collection.indexes.length + 1;
    const chosen = chooseIndexes(collection, wanted);
    context.store.endWriters(collection);
    for (const index of chosen) clear(diskWriter(context), index.id);
    collection.indexes = collection.indexes.filter((index) => !chosen.includes(index));
    context.store.catalog.changed(collection);
    return { nIndexesWas: before, ok: 1 };
  });
}

function chooseIndexes(collection: Collection, wanted: Value): readonly Index[] {
  if (wanted === "*") return collection.indexes;
  const names = isArray(wanted) ? wanted : [wanted];
  return names.map((name) => {
    if (name === "_id_" || (isDocument(name) && equal(name, { _id: 1 }))) throw new StoreError(72, "cannot drop _id index");
    const found = collection.indexes.find((index) => index.name === name || (isDocument(name) && equal(index.spec["key"], name)));
    if (!found) throw new StoreError(27, `index not found with name [${typeof name === "string" ? name : JSON.stringify(name)}]`);
    return found;
  });
}
