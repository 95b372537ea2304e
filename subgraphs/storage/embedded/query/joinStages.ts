import { Long } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import { keyOf } from "../values/keys.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex, toSafeInteger } from "../values/value.ts";
import { keyer } from "./collation.ts";
import type { Variables } from "./expression.ts";
import { compileExpression, variableName } from "./expression.ts";
import { compileFilter } from "./filter.ts";
import { follow, own } from "./paths.ts";
import type { Stage, StageScope } from "./pipeline.ts";
import { argumentsOf, beginningOf, mapped, pipelineOf } from "./pipeline.ts";
import { withField } from "./simpleStages.ts";

/** Another collection's documents through a pipeline, whose first `$match` chooses how the collection is read. */
function reading(from: string, pipeline: readonly Value[], scope: StageScope) {
  const stage = scope.compile(pipeline, scope);
  const { filter, sort, skip, limit, rest } = beginningOf(pipeline);
  const alone = sort === undefined && skip === 0 && limit === 0;
  const after = alone ? scope.compile(rest, scope) : stage;
  return (wanted: Document, variables: Variables): Iterable<Document> => {
    const both = alone && Object.keys(filter).length > 0 ? { $and: [wanted, filter] } : wanted;
    return after(scope.surroundings.find(from, both, variables), variables);
  };
}

export function unionWith(operand: Value, scope: StageScope): Stage {
  const { coll, pipeline } =
    typeof operand === "string" ? { coll: operand, pipeline: undefined } : argumentsOf("$unionWith", operand, ["coll", "pipeline"]);
  if (typeof coll !== "string") throw new StoreError(9, "$unionWith needs the name of a collection");
  const read = reading(coll, pipeline === undefined ? [] : pipelineOf(pipeline, "$unionWith"), { ...scope, within: "$unionWith" });
  return function* union(documents, variables) {
    yield* documents;
    yield* read({}, variables);
  };
}

const LOOKUP = ["from", "localField", "foreignField", "as", "pipeline", "let"];

export function lookup(operand: Value, scope: StageScope): Stage {
  if (!isDocument(operand)) throw new StoreError(9, "the $lookup specification must be an object");
  const odd = Object.keys(operand).find((name) => !LOOKUP.includes(name));
  if (odd !== undefined) throw new StoreError(9, `unknown argument to $lookup: ${odd}`);
  const { from, localField, foreignField, as, pipeline, let: bindings } = operand;
  if (as === undefined) throw new StoreError(9, "must specify 'as' field for a $lookup");
  if (isDocument(from)) throw notCovered("$lookup from another database");
  if (typeof from !== "string" || typeof as !== "string") throw new StoreError(9, "$lookup's 'from' and 'as' must be strings");
  if ((localField === undefined) !== (foreignField === undefined))
    throw new StoreError(9, "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  if (pipeline === undefined && localField === undefined)
    throw new StoreError(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  if (pipeline === undefined && bindings !== undefined)
    throw new StoreError(9, "$lookup with a 'let' argument must also specify 'pipeline'");
  const variablesOf = Object.entries(bindings === undefined ? {} : argumentsOf("let", bindings)).map(([name, value]) => ({
    name: variableName(name),
    value: compileExpression(value, scope),
  }));
  const names = new Set([...scope.names, ...variablesOf.map(({ name }) => name)]);
  const read = reading(from, pipeline === undefined ? [] : pipelineOf(pipeline, "$lookup"), { ...scope, names, within: "$lookup" });
  const wanted =
    typeof localField === "string" && typeof foreignField === "string" ? joinedBy(localField, foreignField, scope) : () => ({});
  const target = as.split(".");
  return (documents, variables) =>
    mapped(documents, (one) => {
      const inside = { ...variables, ROOT: one };
      const bound = Object.fromEntries(variablesOf.map(({ name, value }) => [name, value(one, inside)]));
      const filter = wanted(one);
      return withField(one, target, filter === null ? [] : [...read(filter, { ...variables, ...bound })]);
    });
}

/** The filter for the documents that belong to one; `null` when there can be none. A missing field is null; of an array each element counts. */
function joinedBy(localField: string, foreignField: string, scope: StageScope): (one: Document) => Document | null {
  const path = localField.split(".");
  return (one) => {
    const local = follow(one, path, 0);
    const keys = distinct(isArray(local) ? local : [local ?? null], scope);
    if (keys.length === 0) return null;
    if (keys.length === 1) return { [foreignField]: { $eq: keys[0] } };
    // a regular expression in `$in` would be looked for as a pattern
    return keys.some(isRegex) ? { $or: keys.map((key) => ({ [foreignField]: { $eq: key } })) } : { [foreignField]: { $in: keys } };
  };
}

function distinct(values: readonly Value[], { order }: StageScope): Value[] {
  const textOf = keyer(order);
  return [...new Map(values.map((value) => [textOf(value), value])).values()];
}

const GRAPH = ["from", "startWith", "connectFromField", "connectToField", "as", "maxDepth", "depthField", "restrictSearchWithMatch"];
/** Documents that one search may hold. */
const FOUND_MAX = 1_000_000;

/** `$graphLookup`: breadth first; each document once, with the fewest steps to it. */
export function graphLookup(operand: Value, scope: StageScope): Stage {
  if (!isDocument(operand)) throw new StoreError(40327, "the $graphLookup stage specification must be an object");
  const odd = Object.keys(operand).find((name) => !GRAPH.includes(name));
  if (odd !== undefined) throw new StoreError(40104, `Unknown argument to $graphLookup: ${odd}`);
  const { from, startWith, connectFromField, connectToField, as, maxDepth, depthField, restrictSearchWithMatch } = operand;
  if (
    startWith === undefined ||
    typeof from !== "string" ||
    typeof connectFromField !== "string" ||
    typeof connectToField !== "string" ||
    typeof as !== "string"
  )
    throw new StoreError(
      40105,
      "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
    );
  const most = maxDepth === undefined ? Infinity : toSafeInteger(maxDepth);
  if (most === null || most < 0) throw new StoreError(40101, "maxDepth requires a nonnegative whole number");
  const start = compileExpression(startWith, scope);
  const restriction = restrictSearchWithMatch === undefined ? null : argumentsOf("restrictSearchWithMatch", restrictSearchWithMatch);
  if (restriction) compileFilter(restriction, {}, scope.order);
  const step = stepFrom({ from, connectFromField: connectFromField.split("."), connectToField, restriction }, scope);
  const depthPath = typeof depthField === "string" ? depthField.split(".") : null;
  const target = as.split(".");
  return (documents, variables) =>
    mapped(documents, (one) => {
      const first = start(one, { ...variables, ROOT: one });
      const found: Document[] = [];
      const search = step(isArray(first) ? first : [first ?? null], variables);
      for (const { depth, document } of search) {
        if (depth > most) break;
        if (found.length >= FOUND_MAX) throw new StoreError(40099, "$graphLookup reached maximum memory consumption");
        found.push(depthPath ? withField(document, depthPath, Long.fromNumber(depth)) : document);
      }
      return withField(one, target, found);
    });
}

interface Graph {
  readonly from: string;
  readonly connectFromField: readonly string[];
  readonly connectToField: string;
  readonly restriction: Document | null;
}

function stepFrom({ from, connectFromField, connectToField, restriction }: Graph, scope: StageScope) {
  return function* search(values: readonly Value[], variables: Variables): Iterable<{ depth: number; document: Document }> {
    const textOf = keyer(scope.order);
    const asked = new Set<string>();
    const seen = new Set<string>();
    let frontier = values;
    for (let depth = 0; frontier.length > 0; depth += 1) {
      const fresh = distinct(frontier, scope).filter((value) => !asked.has(textOf(value)));
      fresh.forEach((value) => asked.add(textOf(value)));
      if (fresh.length === 0) return;
      const wanted = fresh.some(isRegex)
        ? { $or: fresh.map((value) => ({ [connectToField]: { $eq: value } })) }
        : { [connectToField]: { $in: fresh } };
      const next: Value[] = [];
      for (const document of scope.surroundings.find(from, restriction ? { $and: [wanted, restriction] } : wanted, variables)) {
        const id = keyOf(own(document, "_id")).toString("latin1"); // ids are told apart under every collation
        if (seen.has(id)) continue;
        seen.add(id);
        yield { depth, document };
        const onward = follow(document, connectFromField, 0);
        if (isArray(onward)) next.push(...onward);
        else if (onward !== undefined) next.push(onward);
      }
      frontier = next;
    }
  };
}
