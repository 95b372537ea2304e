import { StoreError } from "../errors.ts";
import { countMatching, read } from "../engine/reading.ts";
import type { Reading } from "../engine/reading.ts";
import type { Reader } from "../engine/view.ts";
import { parseCollation } from "../query/collation.ts";
import type { Variables } from "../query/expression.ts";
import { beginningOf } from "../query/pipeline.ts";
import type { Surroundings } from "../query/pipeline.ts";
import { parseSort } from "../query/sorting.ts";
import { compilePipeline } from "../query/stages.ts";
import { encode } from "../values/codec.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue } from "../values/value.ts";
import type { Context } from "./context.ts";
import { collectionName, optionalCount, optionalDocument, refuseUnknown, sinceOf, sourceOf, variablesOf } from "./context.ts";
import { parseOutput } from "./output.ts";
import { explained } from "./explain.ts";
import { cursorOf, readerOf } from "./reads.ts";

const AGGREGATE = new Set(["pipeline", "explain", "cursor", "allowDiskUse", "bypassDocumentValidation", "hint", "collation", "let"]);

/** Runs a pipeline: its first `$match`, `$sort`, `$skip` and `$limit` choose how the collection is read, the rest runs over what was read. */
export async function aggregate(context: Context): Promise<Buffer | Document> {
  const { body, database, transaction } = context;
  const pipeline: Value = body["pipeline"];
  refuseUnknown(context, AGGREGATE);
  if (pipeline === undefined) throw new StoreError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  if (!isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array");
  if (typeof body["aggregate"] !== "string")
    throw new StoreError(238, "an aggregation without a collection is not supported by the embedded store");
  if (!isDocument(body["cursor"]) && !isTrue(body["explain"]))
    throw new StoreError(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const output = parseOutput(context, pipeline.at(-1));
  const stages = output ? pipeline.slice(0, -1) : pipeline;
  const running = runningOf(context, stages);
  if (isTrue(body["explain"])) {
    running.close();
    return explained({ ...context, body: { ...body, pipeline: stages } });
  }
  if (output) {
    await output.write(running);
    return cursorOf(context, `${database}.${collectionName(context)}`, []);
  }
  return context.cursors.open({
    namespace: `${database}.${collectionName(context)}`,
    rows: encoded(running.documents),
    close: running.close,
    batchSize: optionalCount(optionalDocument(body["cursor"], "cursor")["batchSize"], "batchSize"),
    single: false,
    owner: transaction,
  });
}

/** What a pipeline gives, made as it is asked for; `close` frees what it is read from. */
function runningOf(context: Context, pipeline: readonly Value[]): { documents: Iterable<Document>; close: () => void } {
  const order = parseCollation(context.body["collation"]);
  const variables = variablesOf(context, order);
  const { reader, close } = readerOf(context);
  try {
    const from = (name: string, reading: Partial<Wanted>): Iterable<Document> =>
      documents({ context, reader }, name, { filter: {}, sort: [], since: sinceOf(context, false), variables, order, ...reading });
    const surroundings: Surroundings = { find: (name, filter, inner) => from(name, { filter, variables: inner }) };
    const scope = { surroundings, order, names: new Set(Object.keys(variables)) };
    compilePipeline(pipeline, scope); // errors of the first stages too
    const { filter, sort, skip, limit, rest } = beginningOf(pipeline);
    const reading = { filter, sort: parseSort(sort, order), skip, limit, hint: context.body["hint"] };
    const first = from(collectionName(context), onlyCounts(rest[0]) ? { ...reading, blank: true } : reading);
    return { documents: compilePipeline(rest, scope)(first, variables), close };
  } catch (error) {
    close();
    throw error;
  }
}

function* encoded(documents: Iterable<Document>): Generator<Buffer> {
  for (const document of documents) yield encode(document);
}

interface Wanted extends Reading {
  readonly order: Order;
  readonly variables: Variables;
  /** Nobody looks into the documents: empty ones will do. */
  readonly blank?: boolean;
}

function* documents({ context, reader }: { context: Context; reader: Reader }, name: string, reading: Wanted): Iterable<Document> {
  const collection = context.store.catalog.find(context.database, name);
  if (!collection) return;
  const source = sourceOf(context, collection, reader);
  if (reading.blank) for (let left = countMatching(source, reading); left > 0; left -= 1) yield BLANK;
  else for (const { document } of read(source, reading)) yield document;
}

const BLANK: Document = {};

/** Whether a stage asks only how many documents come, as `countDocuments` of the drivers does. */
function onlyCounts(stage: Value): boolean {
  if (!isDocument(stage)) return false;
  if ("$count" in stage) return true;
  const { $group: group } = stage;
  if (!isDocument(group) || isDocument(group["_id"]) || isArray(group["_id"]) || typeof group["_id"] === "string") return false;
  return Object.entries(group).every(([name, sum]) => name === "_id" || (isDocument(sum) && typeof sum["$sum"] === "number"));
}
