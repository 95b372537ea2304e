import { notCovered, StoreError } from "../errors.ts";
import { compilePipeline } from "../query/stages.ts";
import { encode } from "../values/codec.ts";
import { SIMPLE } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";
import { aggregate as aggregateDocuments } from "./aggregate.ts";
import type { Context } from "./context.ts";
import { optionalCount, optionalDocument } from "./context.ts";
import { collStatsStage } from "./statistics.ts";

/** Pipelines that begin with a stage about the collection rather than with its documents; every other one goes its usual way. */
export async function aggregate(context: Context): ReturnType<typeof aggregateDocuments> {
  const { pipeline } = context.body;
  const [first, ...rest]: readonly Value[] = isArray(pipeline) ? pipeline : [];
  if (isDocument(first) && "$changeStream" in first) throw noChangeStreams();
  if (!isDocument(first) || !("$collStats" in first)) return aggregateDocuments(context);
  const document = collStatsStage({ ...context, name: "aggregate" }, optionalDocument(first["$collStats"], "$collStats"));
  const surroundings = {
    find: () => {
      throw notCovered("reading a collection behind $collStats");
    },
  };
  const stage = compilePipeline(rest, { surroundings, order: SIMPLE, names: new Set() });
  return context.cursors.open({
    namespace: `${context.database}.${String(context.body["aggregate"])}`,
    rows: encoded(stage([document], { NOW: new Date() })),
    close: () => undefined,
    batchSize: optionalCount(optionalDocument(context.body["cursor"], "cursor")["batchSize"], "batchSize"),
    single: false,
    owner: context.transaction,
  });
}

function* encoded(documents: Iterable<Document>): Generator<Buffer> {
  for (const document of documents) yield encode(document);
}

/** With the code of a MongoDB without a replica set, because programs that can do without change streams know it by that. */
function noChangeStreams(): StoreError {
  return new StoreError(
    40573,
    "The $changeStream stage is not supported by the embedded store, which keeps no log of changes; run on MongoDB for it, or ask again",
  );
}
