import { StoreError } from "../errors.ts";
import type { Collection } from "../engine/catalog.ts";
import { replaceDocument } from "../engine/entries.ts";
import { Wait } from "../engine/locks.ts";
import { byIdKey, read } from "../engine/reading.ts";
import type { Found, Reading } from "../engine/reading.ts";
import type { Writer } from "../engine/view.ts";
import { parseCollation } from "../query/collation.ts";
import { compileFilter } from "../query/filter.ts";
import type { Predicate } from "../query/filter.ts";
import { compileProjection } from "../query/projection.ts";
import { parseSort } from "../query/sorting.ts";
import type { Update } from "../query/update.ts";
import { compileUpdate } from "../query/update.ts";
import { upsertBase, withId } from "../query/upsert.ts";
import { decode, encode } from "../values/codec.ts";
import { SIMPLE } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isTrue, toSafeInteger } from "../values/value.ts";
import type { Context } from "./context.ts";
import {
  collectionName,
  ensureCollection,
  findCollection,
  optionalDocument,
  refuseFields,
  refuseUnknown,
  sinceOf,
  sourceOf,
  variablesOf,
} from "./context.ts";
import { arrivalOf, insertionOf, upToDate } from "./insertion.ts";
import type { Place } from "./place.ts";
import { insertOne, modify } from "./place.ts";

const STATEMENTS_MAX = 100_000;
const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const INSERT = words("documents ordered bypassDocumentValidation");
const UPDATE = words("updates ordered bypassDocumentValidation let");
const UPDATE_STATEMENT = words("q u c multi upsert arrayFilters hint collation");
const DELETE = words("deletes ordered let");
const DELETE_STATEMENT = words("q limit hint collation");
const FIND_AND_MODIFY = words("query sort fields update remove new upsert arrayFilters hint collation let bypassDocumentValidation");

/** Runs a write in its transaction, or queues it for the next commit; the answer goes out when it is on disk. */
async function perform(context: Context, work: (writer: Writer) => Document): Promise<Document> {
  await ensureCollection(context);
  const { transaction, store, remember } = context;
  if (transaction) {
    const collection = store.catalog.find(context.database, collectionName(context));
    if (collection) transaction.written.add(collection.id);
    return work(transaction);
  }
  return store.write((writer) => {
    const reply = work(writer);
    remember?.(writer, reply);
    return reply;
  });
}

function collectionFor(context: Context): Collection {
  const name = collectionName(context);
  const { catalog } = context.store;
  return catalog.find(context.database, name) ?? catalog.create(context.database, name);
}

/** The statements of a write command: those that came as a sequence, or in the body. */
function statements(context: Context, field: string): Document[] {
  const sequence = context.sequences.get(field);
  const list = sequence ? sequence.map((bytes) => decode(bytes)) : context.body[field];
  if (!isArray(list) || list.length === 0 || list.length > STATEMENTS_MAX)
    throw new StoreError(16, `Write batch sizes must be between 1 and ${STATEMENTS_MAX}: ${field}`);
  return list.map((item) => optionalDocument(item, field));
}

/** One after the other; an error of one is noted, and ends the rest when `ordered`. */
class Progress {
  readonly errors: Document[] = [];
  readonly #ordered: boolean;
  readonly #inTransaction: boolean;
  #stopped = false;

  constructor(context: Context) {
    this.#ordered = context.body["ordered"] === undefined || isTrue(context.body["ordered"]);
    this.#inTransaction = context.transaction !== null;
  }

  run<T>(items: readonly T[], step: (item: T, index: number) => void): void {
    for (const [index, item] of items.entries()) {
      if (this.#stopped) return;
      try {
        step(item, index);
      } catch (error) {
        this.#note(error, index);
      }
    }
  }

  #note(error: unknown, index: number): void {
    if (error instanceof Wait || !(error instanceof StoreError)) throw error;
    if (this.#inTransaction && error.labels.length > 0) throw error; // a conflict ends the whole command
    this.errors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
    if (this.#ordered || this.#inTransaction) this.#stopped = true;
  }
}

function answer(fields: Document, progress: Progress): Document {
  return { ...fields, ...(progress.errors.length > 0 ? { writeErrors: progress.errors } : {}), ok: 1 };
}

export async function insert(context: Context): Promise<Document> {
  refuseUnknown(context, INSERT);
  const raw = context.sequences.get("documents") ?? [];
  const found = findCollection(context);
  const insertions =
    raw.length > 0
      ? raw.map((bytes) => arrivalOf(bytes, found))
      : statements(context, "documents").map((document) => insertionOf(withId(document)));
  return perform(context, (writer) => {
    const progress = new Progress(context);
    let n = 0;
    const collection = collectionFor(context);
    progress.run(insertions, (insertion) => {
      insertOne({ context, writer, collection }, upToDate(insertion, collection));
      n += 1;
    });
    return answer({ n }, progress);
  });
}

/** One statement of an update or a delete, compiled. */
interface Statement {
  readonly reading: Reading;
  readonly predicate: Predicate;
  readonly update: Update | null;
  readonly upsert: boolean;
}

function statementOf(context: Context, statement: Document): Statement {
  const order = parseCollation(statement["collation"]);
  const filter = optionalDocument(statement["q"], "q");
  const variables = { ...variablesOf(context, order), ...optionalDocument(statement["c"], "c") };
  const multi = isTrue(statement["multi"]) || ("limit" in statement && toSafeInteger(statement["limit"]) === 0);
  const { u, arrayFilters } = statement;
  const update = "u" in statement ? compileUpdate({ update: u, filter, arrayFilters, variables, order }) : null;
  if (multi && update?.replacement) throw new StoreError(9, "multi update is not supported for replacement-style update");
  return {
    reading: {
      filter,
      sort: parseSort(statement["sort"], order),
      hint: statement["hint"],
      since: sinceOf(context, true),
      limit: multi ? 0 : 1,
      variables,
      order,
    },
    predicate: compileFilter(filter, variables, order),
    update,
    upsert: isTrue(statement["upsert"]),
  };
}

/** The documents that the statement means: found before anything is written, and read again when the turn of each comes. */
function* targets({ context, writer, collection }: Place, statement: Statement): Generator<Found> {
  const source = sourceOf(context, collection, writer);
  for (const idKey of Array.from(read(source, statement.reading), (found) => found.idKey)) {
    const found = byIdKey(source, idKey);
    if (found && statement.predicate(found.document)) yield found;
  }
}

interface Changed {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: Value;
  readonly before: Document | null;
  readonly after: Document | null;
}

function upsert(place: Place, statement: Statement): Document {
  const base = upsertBase(statement.reading.filter, statement.update?.replacement ?? false);
  const document = withId(statement.update?.apply(base, true) ?? base);
  const bytes = encode(document);
  insertOne(place, { bytes });
  return document;
}

export async function update(context: Context): Promise<Document> {
  refuseUnknown(context, UPDATE);
  const updates = statements(context, "updates");
  for (const statement of updates) refuseFields("update.updates", Object.keys(statement), UPDATE_STATEMENT);
  const compiled = lazily(updates, (statement) => statementOf(context, statement));
  return perform(context, (writer) => {
    const progress = new Progress(context);
    const total = { n: 0, nModified: 0 };
    const upserted: Document[] = [];
    const place: Place = { context, writer, collection: collectionFor(context) };
    progress.run(compiled, (make, index) => {
      const statement = make();
      let matched = 0;
      for (const found of targets(place, statement)) {
        if (statement.update && modify(place, found, statement.update).changed) total.nModified += 1;
        total.n += 1;
        matched += 1;
      }
      if (matched > 0 || !statement.upsert) return;
      upserted.push({ index, _id: upsert(place, statement)["_id"] });
      total.n += 1;
    });
    return answer({ ...total, ...(upserted.length > 0 ? { upserted } : {}) }, progress);
  });
}

/** Compiles each item when its turn comes, so that a bad one is an error of its own; once. */
function lazily<T, R>(items: readonly T[], make: (item: T) => R): (() => R)[] {
  return items.map((item) => {
    let made: { value: R } | null = null;
    return () => (made ??= { value: make(item) }).value;
  });
}

export async function remove(context: Context): Promise<Document> {
  refuseUnknown(context, DELETE);
  const deletes = statements(context, "deletes");
  deletes.forEach(({ limit, ...statement }) => {
    refuseFields("delete.deletes", Object.keys(statement), DELETE_STATEMENT);
    if (limit === undefined) throw new StoreError(40414, "BSON field 'delete.deletes.limit' is missing but a required field");
    const most = toSafeInteger(limit);
    if (most !== 0 && most !== 1) throw new StoreError(9, "The limit field in delete objects must be 0 or 1.");
  });
  const compiled = lazily(deletes, (statement) => statementOf(context, statement));
  return perform(context, (writer) => {
    const progress = new Progress(context);
    let n = 0;
    const collection = collectionFor(context);
    progress.run(compiled, (make) => {
      for (const found of targets({ context, writer, collection }, make())) {
        replaceDocument(writer, context.store.catalog, { collection, idKey: found.idKey, before: found.document, after: null });
        n += 1;
      }
    });
    return answer({ n }, progress);
  });
}

export async function findAndModify(context: Context): Promise<Document> {
  const { body } = context;
  refuseUnknown(context, FIND_AND_MODIFY);
  const removing = isTrue(body["remove"]);
  if (removing === "update" in body) throw new StoreError(9, "Either an update or remove=true must be specified, and not both");
  if (removing && isTrue(body["upsert"])) throw new StoreError(9, "Cannot specify both upsert=true and remove=true");
  if (removing && isTrue(body["new"]))
    throw new StoreError(9, "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  const statement = statementOf(context, { ...statementFields(body), ...(removing ? {} : { u: body["update"] }) });
  const { filter, variables = {}, order = SIMPLE } = statement.reading;
  const use = { order, names: new Set(Object.keys(variables)), find: { filter, variables } };
  const projection = compileProjection(optionalDocument(body["fields"], "fields"), use);
  const shape = (document: Document | null): Document | null => (document && projection ? projection(document) : document);
  return perform(context, (writer) => {
    const { matched, upserted, before, after } = changeFirst({ context, writer, collection: collectionFor(context) }, statement);
    const value = shape(isTrue(body["new"]) ? after : before);
    const lastErrorObject = {
      n: upserted === undefined ? matched : 1,
      ...(removing ? {} : { updatedExisting: matched > 0 }),
      ...(upserted === undefined ? {} : { upserted }),
    };
    return { lastErrorObject, value, ok: 1 };
  });
}

function statementFields({ query, sort, hint, upsert: inserts, arrayFilters, collation }: Document): Document {
  return { q: query ?? {}, sort, hint, upsert: inserts, arrayFilters, collation };
}

function changeFirst(place: Place, statement: Statement): Changed {
  const { context, writer, collection } = place;
  for (const found of targets(place, statement)) {
    const before = found.document;
    if (statement.update) {
      const { changed, after } = modify(place, found, statement.update);
      return { matched: 1, modified: Number(changed), upserted: undefined, before, after };
    }
    replaceDocument(writer, context.store.catalog, { collection, idKey: found.idKey, before, after: null });
    return { matched: 1, modified: 1, upserted: undefined, before, after: null };
  }
  if (!statement.upsert || !statement.update) return { matched: 0, modified: 0, upserted: undefined, before: null, after: null };
  const document = upsert(place, statement);
  return { matched: 0, modified: 0, upserted: document["_id"], before: null, after: document };
}
