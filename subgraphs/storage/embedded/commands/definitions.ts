import { Long } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import type { Collection, Index } from "../engine/catalog.ts";
import { parseIndex } from "../engine/catalog.ts";
import { endOfBuild, IndexBuild } from "../engine/build.ts";
import type { Writer } from "../engine/view.ts";
import { compileFilter } from "../query/filter.ts";
import { equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue } from "../values/value.ts";
import type { Context } from "./context.ts";
import { refuseSpecification } from "./indexSpecification.ts";
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
    const made = catalog.create(context.database, name);
    context.transaction?.made.add(made);
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
    if (!collection) return { ok: 1 }; // no error since MongoDB 7.0
    dropCollection(context, collection);
    return { nIndexesWas: collection.indexes.length + 1, ns: `${context.database}.${name}`, ok: 1 };
  });
}

/** It is gone at once; what it held is removed little by little. */
function dropCollection({ store }: Context, collection: Collection): void {
  store.endWriters(collection);
  store.catalog.drop(collection);
  store.tidy();
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

/** Makes indexes, all or none. The answer comes when they are complete; others go on writing meanwhile. */
export async function createIndexes(context: Context): Promise<Document> {
  const { indexes } = context.body;
  if (!isArray(indexes) || indexes.length === 0) throw new StoreError(2, "Must specify at least one index to create");
  const specs = indexes.map((spec) => optionalDocument(spec, "indexes"));
  if (context.transaction) throw new StoreError(263, `Cannot run '${context.name}' in a multi-document transaction`);
  for (;;) {
    const { build, reply, before } = await context.store.write((writer) => begin(context, writer, specs));
    await build?.finish();
    if (!before) return reply;
    await before; // one on its way is waited for; then it is there, or can be made
  }
}

interface Begun {
  readonly reply: Document;
  readonly build: IndexBuild | null;
  /** The same index is on its way: nothing was begun. */
  readonly before: Promise<void> | null;
}

function begin(context: Context, writer: Writer, specs: readonly Document[]): Begun {
  const { store } = context;
  specs.forEach(refuseSpecification);
  const wanted = specs.map((spec) => parseIndex(spec, 0, Infinity)); // each gets a number when it is made
  const existed = findCollection(context);
  const collection = existed ?? store.catalog.create(context.database, collectionName(context));
  const made: Index[] = [];
  for (const index of wanted) {
    if (sameAs(index, [collection.primary, ...collection.indexes, ...made])) continue;
    const onItsWay = sameAs(index, collection.building);
    if (onItsWay) return { reply: {}, build: null, before: endOfBuild(onItsWay) };
    made.push({ ...index, id: store.catalog.takeId() });
  }
  const numIndexesBefore = collection.indexes.length + 1;
  const numIndexesAfter = numIndexesBefore + made.length;
  if (numIndexesAfter > INDEXES_MAX) throw new StoreError(67, `add index fails, too many indexes for ${collection.name}`);
  const note = made.length === 0 ? { note: "all indexes already exist" } : {};
  const reply = { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: !existed, ...note, ok: 1 };
  return { reply, build: made.length === 0 ? null : IndexBuild.begin(store, writer, { collection, indexes: made }), before: null };
}

/** The very same index among others; one that is like another and not the same is an error. */
function sameAs(index: Index, others: readonly Index[]): Index | null {
  const { key } = index.spec;
  const named = others.find(({ name }) => name === index.name);
  const alike = others.find((other) => equal(other.spec["key"], key) && equal(filterOf(other), filterOf(index)));
  if (alike?.primary) return alike;
  if (named && named === alike && sameOptions(named, index)) return named;
  if (named && !equal(named.spec["key"], key))
    throw new StoreError(86, `An existing index has the same name as the requested index but other keys: ${index.name}`);
  if (named || alike)
    throw new StoreError(85, `An equivalent index already exists with another name or other options: ${(named ?? alike)?.name ?? ""}`);
  return null;
}

function filterOf(index: Index): Value {
  return index.partial?.filter ?? null;
}

function sameOptions(a: Index, b: Index): boolean {
  return a.unique === b.unique && a.sparse === b.sparse && a.expireAfterSeconds === b.expireAfterSeconds;
}

export async function dropIndexes(context: Context): Promise<Document> {
  const wanted = context.body["index"];
  return define(context, () => {
    const collection = findCollection(context);
    if (!collection) throw new StoreError(26, "ns not found");
    const { store } = context;
    const { indexes, building } = collection;
    const chosen = chooseIndexes(collection, wanted);
    const left = (list: readonly Index[]): readonly Index[] => list.filter((index) => !chosen.includes(index));
    store.endTransactions(collection);
    for (const { id } of chosen) store.catalog.leave(id);
    store.catalog.setIndexes(collection, { indexes: left(indexes), building: left(building) });
    store.tidy();
    return { nIndexesWas: indexes.length + 1, ok: 1 };
  });
}

function chooseIndexes({ kept }: Collection, wanted: Value): readonly Index[] {
  if (wanted === "*") return kept;
  const names = isArray(wanted) ? wanted : [wanted];
  return names.map((name) => {
    if (name === "_id_" || (isDocument(name) && equal(name, { _id: 1 }))) throw new StoreError(72, "cannot drop _id index");
    return requireIndex(kept, name, `index not found with name [${typeof name === "string" ? name : JSON.stringify(name)}]`);
  });
}

/** The index of a name or of a key pattern. */
function requireIndex(indexes: readonly Index[], wanted: Value, otherwise: string): Index {
  const found = indexes.find(({ name, spec }) => name === wanted || (isDocument(wanted) && equal(spec["key"], wanted)));
  if (!found) throw new StoreError(27, otherwise);
  return found;
}

const COLL_MOD = new Set(["collMod", "index", "$db", "lsid", "txnNumber", "writeConcern", "comment", "$clusterTime", "$readPreference"]);
const INDEX_CHANGES = new Set(["name", "keyPattern", "hidden", "expireAfterSeconds"]);

/** Hides an index, shows it again, or changes when its documents expire. */
export async function collMod(context: Context): Promise<Document> {
  const { body } = context;
  const change = optionalDocument(body["index"], "index");
  const odd = Object.keys(body).find((option) => !COLL_MOD.has(option)) ?? Object.keys(change).find((option) => !INDEX_CHANGES.has(option));
  if (odd !== undefined) throw notCovered(`collMod with ${odd}`);
  return define(context, () => {
    const collection = findCollection(context);
    if (!collection) throw new StoreError(26, `ns does not exist: ${context.database}.${collectionName(context)}`);
    return "index" in body ? changeIndex(context, collection, change) : { ok: 1 };
  });
}

function changeIndex(context: Context, collection: Collection, change: Document): Document {
  const { name, keyPattern, hidden, expireAfterSeconds } = change;
  if ((name === undefined) === (keyPattern === undefined)) throw new StoreError(72, "must specify either index name or key pattern");
  if (hidden === undefined && expireAfterSeconds === undefined) throw new StoreError(72, "no expireAfterSeconds or hidden field");
  const all = [collection.primary, ...collection.indexes];
  const index = requireIndex(all, name ?? keyPattern, `cannot find index ${JSON.stringify(name ?? keyPattern)} for ns ${collection.name}`);
  if (index.primary) throw new StoreError(2, "can't hide or expire the _id index");
  const { hidden: _, ...shown } = index.spec;
  const spec = expireAfterSeconds === undefined ? shown : { ...shown, expireAfterSeconds };
  const hides = hidden === undefined ? index.hidden : isTrue(hidden);
  const changed: Index = {
    ...parseIndex(hides ? { ...spec, hidden: true } : spec, index.id, index.since),
    multikey: index.multikey,
    inexact: index.inexact,
  };
  const indexes = collection.indexes.map((one) => (one === index ? changed : one));
  context.store.catalog.setIndexes(collection, { indexes, building: collection.building });
  return { ...changesOf("hidden", index, changed), ...changesOf("expireAfterSeconds", index, changed), ok: 1 };
}

/** What a changed option was and is; nothing when it is the same. */
function changesOf(option: "hidden" | "expireAfterSeconds", before: Index, after: Index): Document {
  if (before[option] === after[option]) return {};
  const told = (value: boolean | number | null): Value => (typeof value === "number" ? Long.fromNumber(value) : (value ?? undefined));
  return { [`${option}_old`]: told(before[option]), [`${option}_new`]: told(after[option]) };
}
