import { StoreError } from "../errors.ts";
import { plan } from "../engine/planner.ts";
import type { Plan } from "../engine/planner.ts";
import { read } from "../engine/reading.ts";
import type { Found, Reading } from "../engine/reading.ts";
import type { Reader } from "../engine/view.ts";
import { compileFilter } from "../query/filter.ts";
import { compileProjection } from "../query/projection.ts";
import type { Projection } from "../query/projection.ts";
import { parsePath, visitPath } from "../query/paths.ts";
import { parseSort } from "../query/sorting.ts";
import { encode } from "../values/codec.ts";
import { keyOf } from "../values/keys.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isLong, isTrue, toSafeInteger } from "../values/value.ts";
import type { Context } from "./context.ts";
import { collectionName, findCollection, optionalCount, optionalDocument, refuseCollation, sinceOf, sourceOf } from "./context.ts";

/** Reads with what the command's transaction sees, or a snapshot of its own; `close` frees it. */
export function readerOf(context: Context): { reader: Reader; close: () => void } {
  if (context.transaction) return { reader: context.transaction, close: () => undefined };
  const snapshot = context.store.disk.snapshot();
  return { reader: snapshot, close: () => snapshot.close() };
}

/** What `find`, `count` and `distinct` ask. */
function readingOf(context: Context, filter: Value): Reading {
  const { body } = context;
  refuseCollation(body);
  return {
    filter: optionalDocument(filter, "filter"),
    sort: parseSort(body["sort"]),
    hint: body["hint"],
    since: sinceOf(context, false),
    skip: optionalCount(body["skip"], "skip") ?? 0,
    limit: Math.abs(toSafeInteger(body["limit"] ?? 0) ?? 0),
    variables: { NOW: new Date(), ...optionalDocument(body["let"], "let") },
  };
}

/** Options of `find` that would change the answer and are not covered. */
const FIND_REFUSED = ["tailable", "awaitData", "min", "max", "returnKey", "showRecordId"];

export function find(context: Context): Buffer {
  const { body, cursors, transaction } = context;
  const refused = FIND_REFUSED.find((option) => isTrue(body[option]));
  if (refused !== undefined) throw new StoreError(238, `find with ${refused} is not supported by the embedded store`);
  const reading = readingOf(context, body["filter"]);
  const projection = compileProjection(optionalDocument(body["projection"], "projection"), true);
  compileFilter(reading.filter, reading.variables); // a bad filter is an error on an empty collection too
  const collection = findCollection(context);
  const { reader, close } = readerOf(context);
  return cursors.open({
    namespace: `${context.database}.${collectionName(context)}`,
    rows: collection ? rows(read(sourceOf(context, collection, reader), reading), projection) : [].values(),
    close,
    batchSize: optionalCount(body["batchSize"], "batchSize"),
    single: isTrue(body["singleBatch"]) || (toSafeInteger(body["limit"]) ?? 0) < 0,
    owner: transaction,
  });
}

/** Documents as bytes; those that are not reshaped are never decoded. */
function* rows(found: Iterable<Found>, projection: Projection | null): Generator<Buffer> {
  for (const one of found) yield projection ? encode(projection(one.document)) : one.bytes;
}

export function getMore(context: Context): Buffer {
  const { body, cursors } = context;
  const id = body["getMore"];
  if (!isLong(id) && typeof id !== "number") throw new StoreError(14, "getMore needs a cursor id of type long");
  return cursors.more(BigInt(id.toString()), optionalCount(body["batchSize"], "batchSize"));
}

export function killCursors({ body, cursors }: Context): Document {
  const killed: Value[] = [];
  const unknown: Value[] = [];
  for (const id of isArray(body["cursors"]) ? body["cursors"] : []) {
    if (isLong(id) || typeof id === "number") (cursors.kill(BigInt(id.toString())) ? killed : unknown).push(id);
  }
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

/** Runs a read to its end and frees what it read from. */
function withRows<T>(context: Context, reading: Reading, use: (found: Iterable<Found>) => T): T {
  const collection = findCollection(context);
  compileFilter(reading.filter, reading.variables);
  if (!collection) return use([]);
  const { reader, close } = readerOf(context);
  try {
    return use(read(sourceOf(context, collection, reader), reading));
  } finally {
    close();
  }
}

export function count(context: Context): Document {
  const reading = readingOf(context, context.body["query"]);
  const n = withRows(context, { ...reading, sort: [] }, (found) => {
    let total = 0;
    for (const _ of found) total += 1;
    return total;
  });
  return { n, ok: 1 };
}

export function distinct(context: Context): Document {
  const { key } = context.body;
  if (typeof key !== "string") throw new StoreError(14, "distinct needs a key");
  const steps = parsePath(key);
  const reading = readingOf(context, context.body["query"]);
  const values = withRows(context, { ...reading, sort: [] }, (found) => {
    const known = new Map<string, Value>();
    const note = (value: Value): void => {
      if (value === undefined) return;
      const text = keyOf(value).toString("latin1");
      if (!known.has(text)) known.set(text, value);
    };
    for (const { document } of found) {
      visitPath(document, steps, (value) => {
        if (isArray(value)) value.forEach(note);
        else note(value);
        return false;
      });
    }
    return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  });
  return { values, ok: 1 };
}

/** Tells how a `find`, `count`, `update`, `delete` or a pipeline's first `$match` would be read, and, when asked, what it costs. */
export function explain(context: Context): Document {
  const inner = context.body["explain"];
  if (!isDocument(inner)) throw new StoreError(9, "explain needs a command");
  const name = Object.keys(inner)[0] ?? "";
  const asked: Context = { ...context, name, body: inner };
  const reading = readingOf(asked, filterOf(name, inner));
  const collection = findCollection(asked);
  const namespace = `${context.database}.${collectionName(asked)}`;
  if (!collection) return { queryPlanner: { namespace, winningPlan: { stage: "EOF" } }, ok: 1 };
  const chosen = plan(collection, reading);
  const { reader, close } = readerOf(asked);
  const source = sourceOf(asked, collection, reader);
  let returned = 0;
  try {
    for (const _ of read(source, reading)) returned += 1;
  } finally {
    close();
  }
  return {
    queryPlanner: { namespace, winningPlan: describe(chosen, reading) },
    executionStats: {
      executionSuccess: true,
      nReturned: returned,
      totalKeysExamined: source.cost.keys,
      totalDocsExamined: source.cost.documents,
    },
    ok: 1,
  };
}

function filterOf(name: string, command: Document): Value {
  if (name === "find") return command["filter"];
  if (name === "count" || name === "distinct" || name === "findAndModify") return command["query"];
  const [first] = [command["updates"], command["deletes"], command["pipeline"]].flatMap((list) => (isArray(list) ? list : []));
  if (!isDocument(first)) return {};
  return first["q"] ?? first["$match"] ?? {};
}

function describe(chosen: Plan, reading: Reading): Document {
  const inMemory = reading.sort.length > 0 && (chosen.kind === "union" || !chosen.sorted);
  const fetch: Document = chosen.kind === "union" ? { stage: "OR", inputStages: chosen.parts.map((part) => stage(part)) } : stage(chosen);
  return inMemory ? { stage: "SORT", inputStage: fetch } : fetch;
}

function stage(part: Exclude<Plan, { kind: "union" }>): Document {
  if (part.index.primary && !part.bounded && !part.sorted) return { stage: "COLLSCAN" };
  const scan = {
    stage: "IXSCAN",
    indexName: part.index.name,
    keyPattern: Object.fromEntries(part.index.keys.map(({ path, direction }) => [path, direction])),
    isMultiKey: part.index.multikey,
    direction: part.reverse ? "backward" : "forward",
    intervals: part.intervals.length,
  };
  return { stage: "FETCH", inputStage: scan };
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
