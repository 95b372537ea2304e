import { StoreError } from "../errors.ts";
import type { Collection, Index } from "../engine/catalog.ts";
import { plan } from "../engine/planner.ts";
import type { IndexPlan, Plan } from "../engine/planner.ts";
import { countMatching, read } from "../engine/reading.ts";
import type { Reading } from "../engine/reading.ts";
import { compileFilter } from "../query/filter.ts";
import { beginningOf } from "../query/pipeline.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";
import type { Context } from "./context.ts";
import { collectionName, findCollection, sourceOf } from "./context.ts";
import type { Collated } from "./reads.ts";
import { readerOf, readingOf } from "./reads.ts";

/** How much is told: the plan alone, or what it costs too. There are never other plans to tell of. */
const VERBOSITIES = new Set<Value>(["queryPlanner", "executionStats", "allPlansExecution"]);
const EXPLAINED = new Set(["find", "count", "distinct", "update", "delete", "findAndModify", "findandmodify", "aggregate"]);

/** Tells how a `find`, `count`, `distinct`, `update`, `delete` or the beginning of a pipeline would be read, and, unless only the plan is asked for, what it costs. */
export function explain(context: Context): Document {
  const { explain: inner, verbosity = "allPlansExecution" } = context.body;
  if (!isDocument(inner)) throw new StoreError(9, "explain needs a command");
  if (!VERBOSITIES.has(verbosity))
    throw new StoreError(2, `Enumeration value '${String(verbosity)}' for field 'explain.verbosity' is not a valid value.`);
  const [name = ""] = Object.keys(inner);
  if (!EXPLAINED.has(name)) throw new StoreError(59, `Explain failed due to unknown command: ${name}`);
  return explained({ ...context, name, body: inner }, verbosity);
}

/** The answer to `explain` of a command. */
export function explained(asked: Context, verbosity: Value = "queryPlanner"): Document {
  const reading = asked.name === "aggregate" ? pipelineReading(asked) : readingOf(statementOf(asked), filterOf(asked));
  compileFilter(reading.filter, reading.variables, reading.order); // a bad filter is an error here too
  const collection = findCollection(asked);
  const chosen = collection ? plan(collection, reading) : null;
  const winningPlan = chosen ? describe(asked.name, chosen, reading) : { stage: "EOF" };
  const namespace = `${asked.database}.${collectionName(asked)}`;
  return {
    explainVersion: "1",
    queryPlanner: { namespace, indexFilterSet: false, parsedQuery: reading.filter, winningPlan, rejectedPlans: [] },
    ...(verbosity === "queryPlanner" ? {} : { executionStats: execute(asked, collection, reading) }),
    ok: 1,
  };
}

function execute(asked: Context, collection: Collection | undefined, reading: Reading): Document {
  const began = performance.now();
  const { reader, close } = readerOf(asked);
  const cost = { keys: 0, documents: 0 };
  let returned = 0;
  try {
    const source = collection ? { ...sourceOf(asked, collection, reader), cost } : null;
    if (source && asked.name === "count") returned = countMatching(source, reading);
    else if (source) for (const _ of read(source, reading)) returned += 1;
  } finally {
    close();
  }
  return {
    executionSuccess: true,
    nReturned: asked.name === "count" ? 0 : returned, // MongoDB's count returns no documents either
    executionTimeMillis: Math.floor(performance.now() - began),
    totalKeysExamined: cost.keys,
    totalDocsExamined: cost.documents,
  };
}

/** How a pipeline's first stages have its collection read. */
function pipelineReading(context: Context): Collated {
  const { body } = context;
  const { filter, sort, skip, limit } = beginningOf(isArray(body["pipeline"]) ? body["pipeline"] : []);
  return readingOf({ ...context, body: { ...body, sort, skip, limit } }, filter);
}

/** The first statement of an update or a delete holds the options that a read has in its body. */
function statementOf(asked: Context): Context {
  const { body } = asked;
  const [first] = [body["updates"], body["deletes"]].flatMap((list) => (isArray(list) ? list : []));
  return isDocument(first) ? { ...asked, body: { ...first, let: body["let"], [asked.name]: body[asked.name] } } : asked;
}

function filterOf(asked: Context): Value {
  const { name, body } = asked;
  if (name === "find") return body["filter"];
  return name === "update" || name === "delete" ? (statementOf(asked).body["q"] ?? {}) : body["query"];
}

function describe(command: string, chosen: Plan, reading: Reading): Document {
  if (command === "count" && chosen.kind === "index" && chosen.exact && !chosen.lookups)
    return { stage: "COUNT", inputStage: chosen.bounded ? { ...scan(chosen), stage: "COUNT_SCAN" } : { stage: "RECORD_STORE_FAST_COUNT" } };
  const inMemory = reading.sort.length > 0 && (chosen.kind === "union" || !chosen.sorted);
  const found: Document = chosen.kind === "union" ? { stage: "OR", inputStages: chosen.parts.map(fetch) } : fetch(chosen);
  return inMemory ? { stage: "SORT", sortPattern: patternOf(reading.sort), inputStage: found } : found;
}

function fetch(part: IndexPlan): Document {
  if (part.index.primary && !part.bounded && !part.sorted) return { stage: "COLLSCAN", direction: part.reverse ? "backward" : "forward" };
  return { stage: "FETCH", inputStage: { ...scan(part), stage: "IXSCAN" } };
}

function scan({ index, reverse, intervals }: IndexPlan): Document {
  return {
    keyPattern: patternOf(index.keys),
    indexName: index.name,
    isMultiKey: index.multikey,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== null,
    direction: reverse ? "backward" : "forward",
    intervals: intervals.length,
  };
}

function patternOf(keys: Index["keys"]): Document {
  return Object.fromEntries(keys.map(({ path, direction }) => [path, direction]));
}
