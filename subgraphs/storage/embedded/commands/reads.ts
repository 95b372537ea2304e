import { StoreError } from "../errors.ts";
import { countMatching, read } from "../engine/reading.ts";
import type { Found, Reading } from "../engine/reading.ts";
import type { Reader } from "../engine/view.ts";
import { keyer, parseCollation } from "../query/collation.ts";
import { compileFilter } from "../query/filter.ts";
import { compileProjection } from "../query/projection.ts";
import type { Projection } from "../query/projection.ts";
import type { Variables } from "../query/expression.ts";
import { parsePath, visitPath } from "../query/paths.ts";
import { parseSort } from "../query/sorting.ts";
import { encode } from "../values/codec.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue, toSafeInteger } from "../values/value.ts";
import type { Context } from "./context.ts";
import {
  collectionName,
  findCollection,
  optionalCount,
  optionalDocument,
  refuseUnknown,
  sinceOf,
  sourceOf,
  variablesOf,
} from "./context.ts";

/** Reads with what the command's transaction sees, or a snapshot of its own; `close` frees it. */
export function readerOf(context: Context): { reader: Reader; close: () => void } {
  if (context.transaction) return { reader: context.transaction, close: () => undefined };
  const snapshot = context.store.disk.snapshot();
  return { reader: snapshot, close: () => snapshot.close() };
}

/** What `find`, `count` and `distinct` ask. */
export function readingOf(context: Context, filter: Value): Collated {
  const { body } = context;
  const order = parseCollation(body["collation"]);
  return {
    filter: optionalDocument(filter, "filter"),
    sort: parseSort(naturally(body["sort"]), order),
    hint: body["hint"],
    since: sinceOf(context, false),
    skip: optionalCount(body["skip"], "skip") ?? 0,
    limit: Math.abs(toSafeInteger(body["limit"] ?? 0) ?? 0),
    variables: variablesOf(context, order),
    order,
  };
}

/** The natural order is that of `_id`: documents lie in it. */
function naturally(sort: Value): Value {
  if (!isDocument(sort) || !("$natural" in sort)) return sort;
  const direction = toSafeInteger(sort["$natural"]);
  if (Object.keys(sort).length > 1 || (direction !== 1 && direction !== -1))
    throw new StoreError(2, "$natural sort cannot be set to a value other than -1 or 1, and stands alone");
  return { _id: direction };
}

const FIND = new Set(
  (
    "filter projection sort hint skip limit batchSize singleBatch min max returnKey showRecordId tailable oplogReplay noCursorTimeout awaitData " +
    "allowPartialResults collation allowDiskUse let readOnce requestResumeToken resumeAfter"
  ).split(" "),
);
const COUNT = new Set(["query", "limit", "skip", "hint", "collation", "fields"]);
const DISTINCT = new Set(["key", "query", "hint", "collation"]);

export type Collated = Reading & { readonly order: Order; readonly variables: Variables };

/** Options of `find` that would change the answer and are not covered. */
const FIND_REFUSED = ["tailable", "awaitData", "min", "max", "returnKey", "showRecordId", "requestResumeToken", "resumeAfter"];

export function find(context: Context): Buffer {
  const { body, cursors, transaction } = context;
  refuseUnknown(context, FIND);
  optionalCount(body["limit"], "limit");
  const refused = FIND_REFUSED.find((option) => isTrue(body[option]));
  if (refused !== undefined) throw new StoreError(238, `find with ${refused} is not supported by the embedded store`);
  const reading = readingOf(context, body["filter"]);
  const { filter, variables, order } = reading;
  compileFilter(filter, variables, order); // a bad filter is an error on an empty collection too
  const use = { order, names: new Set(Object.keys(variables)), find: { filter, variables } };
  const projection = compileProjection(optionalDocument(body["projection"], "projection"), use);
  const collection = findCollection(context);
  const single = isTrue(body["singleBatch"]);
  const { reader, close } = single && !transaction ? { reader: context.store.disk, close: () => undefined } : readerOf(context); // read at once
  return cursors.open({
    namespace: `${context.database}.${collectionName(context)}`,
    rows: collection ? rows(read(sourceOf(context, collection, reader), reading), projection) : [].values(),
    close,
    batchSize: optionalCount(body["batchSize"], "batchSize"),
    single,
    owner: transaction,
  });
}

/** Documents as bytes; those that are not reshaped are never decoded. */
function* rows(found: Iterable<Found>, projection: Projection | null): Generator<Buffer> {
  for (const one of found) yield projection ? encode(projection(one.document)) : one.bytes;
}

/** Runs a read to its end and frees what it read from. */
function withRows<T>(context: Context, reading: Reading, use: (found: Iterable<Found>) => T): T {
  const collection = findCollection(context);
  compileFilter(reading.filter, reading.variables, reading.order);
  if (!collection) return use([]);
  const { reader, close } = readerOf(context);
  try {
    return use(read(sourceOf(context, collection, reader), reading));
  } finally {
    close();
  }
}

export function count(context: Context): Document {
  refuseUnknown(context, COUNT);
  const reading = readingOf(context, context.body["query"]);
  const collection = findCollection(context);
  compileFilter(reading.filter, reading.variables, reading.order); // a bad filter is an error where nothing has to be looked at too
  if (!collection) return { n: 0, ok: 1 };
  const { reader, close } = readerOf(context);
  try {
    return { n: countMatching(sourceOf(context, collection, reader), reading), ok: 1 };
  } finally {
    close();
  }
}

export function distinct(context: Context): Document {
  const { key } = context.body;
  refuseUnknown(context, DISTINCT);
  if (key === undefined) throw new StoreError(40414, "BSON field 'distinct.key' is missing but a required field");
  if (typeof key !== "string") throw new StoreError(14, "distinct needs a key");
  const steps = parsePath(key);
  const reading = readingOf(context, context.body["query"]);
  const values = withRows(context, { ...reading, sort: [] }, (found) => {
    const known = new Map<string, Value>();
    const textOf = keyer(reading.order);
    const note = (value: Value): void => {
      if (value === undefined) return;
      const text = textOf(value);
      if (!known.has(text)) known.set(text, value);
    };
    for (const { document } of found) {
      visitPath(document, steps, (value) => {
        if (isArray(value)) value.forEach(note);
        else note(value);
        return false;
      });
    }
    return [...known.values()].sort(reading.order.compare);
  });
  return { values, ok: 1 };
}

/** `{ ok: 1 }` documents of a list as a cursor that is complete at once. */
export function cursorOf(context: Context, namespace: string, documents: readonly Document[]): Buffer {
  return context.cursors.open({
    namespace,
    rows: documents.map((document) => encode(document)).values(),
    close: () => undefined,
    batchSize: Infinity,
    single: true,
    owner: null,
  });
}
