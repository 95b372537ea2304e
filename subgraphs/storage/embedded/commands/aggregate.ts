import { StoreError } from "../errors.ts";
import { read } from "../engine/reading.ts";
import type { Reading } from "../engine/reading.ts";
import type { Reader } from "../engine/view.ts";
import type { Variables } from "../query/expression.ts";
import { parseSort } from "../query/sorting.ts";
import { compilePipeline } from "../query/stages.ts";
import type { Surroundings } from "../query/stages.ts";
import { encode } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, toSafeInteger } from "../values/value.ts";
import type { Context } from "./context.ts";
import { optionalCount, optionalDocument, refuseCollation, sinceOf, sourceOf } from "./context.ts";
import { readerOf } from "./reads.ts";

/** Runs a pipeline: its first `$match`, `$sort`, `$skip` and `$limit` choose how the collection is read, the rest runs over what was read. */
export function aggregate(context: Context): Buffer {
  const { body, database, transaction } = context;
  const { pipeline } = body;
  if (!isArray(pipeline)) throw new StoreError(14, "'pipeline' option must be specified as an array");
  if (typeof body["aggregate"] !== "string")
    throw new StoreError(238, "an aggregation without a collection is not supported by the embedded store");
  if (body["explain"] !== undefined)
    throw new StoreError(238, "explain of an aggregation is not supported by the embedded store: explain a find of its $match");
  refuseCollation(body);
  const variables: Variables = { NOW: new Date(), ...optionalDocument(body["let"], "let") };
  const { reader, close } = readerOf(context);
  try {
    const surroundings: Surroundings = {
      find: (name, filter) => documents({ context, reader }, name, { filter, sort: [], since: sinceOf(context, false), variables }),
    };
    const { reading, rest } = beginning(context, pipeline, variables);
    const stage = compilePipeline(rest, surroundings);
    compilePipeline(pipeline.slice(0, pipeline.length - rest.length), surroundings); // errors of the first stages too
    return context.cursors.open({
      namespace: `${database}.${body["aggregate"]}`,
      rows: encoded(stage(documents({ context, reader }, body["aggregate"], reading), variables)),
      close,
      batchSize: optionalCount(optionalDocument(body["cursor"], "cursor")["batchSize"], "batchSize"),
      single: false,
      owner: transaction,
    });
  } catch (error) {
    close();
    throw error;
  }
}

function* encoded(documents: Iterable<Document>): Generator<Buffer> {
  for (const document of documents) yield encode(document);
}

function* documents({ context, reader }: { context: Context; reader: Reader }, name: string, reading: Reading): Iterable<Document> {
  const collection = context.store.catalog.find(context.database, name);
  if (!collection) return;
  for (const { document } of read(sourceOf(context, collection, reader), reading)) yield document;
}

/** What the first stages say about how to read: in this order, each once. */
function beginning(context: Context, pipeline: readonly Value[], variables: Variables): { reading: Reading; rest: readonly Value[] } {
  const reading: { -readonly [K in keyof Reading]: Reading[K] } = {
    filter: {},
    sort: [],
    hint: context.body["hint"],
    since: sinceOf(context, false),
    variables,
  };
  const order = ["$match", "$sort", "$skip", "$limit"];
  let used = 0;
  let from = 0;
  for (const stage of pipeline) {
    const [name = ""] = isDocument(stage) ? Object.keys(stage) : [];
    const place = order.indexOf(name);
    if (!isDocument(stage) || place < from || Object.keys(stage).length !== 1) break;
    const operand = stage[name];
    const number = toSafeInteger(operand);
    if (name === "$match" && isDocument(operand)) reading.filter = operand;
    else if (name === "$sort") reading.sort = parseSort(operand);
    else if (name === "$skip" && number !== null && number >= 0) reading.skip = number;
    else if (name === "$limit" && number !== null && number > 0) reading.limit = number;
    else break;
    from = place + 1;
    used += 1;
  }
  return { reading, rest: pipeline.slice(used) };
}
