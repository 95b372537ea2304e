import { Long } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue, toSafeInteger } from "../values/value.ts";
import { compileExpression } from "./expression.ts";
import { compileFilter } from "./filter.ts";
import { bucket, bucketAuto, group } from "./groupStages.ts";
import { graphLookup, lookup, unionWith } from "./joinStages.ts";
import { own, putField } from "./paths.ts";
import type { MakeStage, Stage, StageScope } from "./pipeline.ts";
import { argumentsOf, collect, lazily, mapped, pipelineOf } from "./pipeline.ts";
import { compileShape, isStageName } from "./simpleStages.ts";
import { compareValues, parseSort, sortValues } from "./sorting.ts";
import { setWindowFields } from "./windowStage.ts";

const STAGES_MAX = 1_000;

/** Compiles a pipeline. Unknown stages are error 40324; known ones that are not covered 238. */
export function compilePipeline(pipeline: readonly Value[], scope: Omit<StageScope, "compile">): Stage {
  return compileStages(pipeline, { ...scope, compile: compileStages });
}

function compileStages(pipeline: readonly Value[], scope: StageScope): Stage {
  if (pipeline.length > STAGES_MAX) throw new StoreError(7749501, `Pipeline length must be no longer than ${STAGES_MAX} stages`);
  const stages = pipeline.map((stage) => {
    if (!isDocument(stage)) throw new StoreError(14, "Each element of the 'pipeline' array must be an object");
    const [name] = Object.keys(stage);
    if (name === undefined || Object.keys(stage).length !== 1) {
      throw new StoreError(40323, "A pipeline stage specification object must contain exactly one field.");
    }
    return compileStage(name, stage[name], scope);
  });
  return (documents, variables) => stages.reduce((input, stage) => stage(input, variables), documents);
}

function compileStage(name: string, operand: Value, scope: StageScope): Stage {
  const shape = compileShape(name, operand, scope);
  if (shape) return (documents, variables) => mapped(documents, (document) => shape(document, variables));
  const make = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (make) return make(operand, scope);
  if (name === "$out" || name === "$merge") throw misplaced(name, scope.within);
  if (isStageName(name)) throw notCovered(name);
  throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

function misplaced(name: string, within: string | undefined): StoreError {
  if (within === undefined) return new StoreError(40601, `${name} can only be the final stage in the pipeline`);
  const codes: Readonly<Record<string, number>> = { $facet: 40600, $lookup: 51047, $unionWith: 31441 };
  return new StoreError(codes[within] ?? 40600, `${name} is not allowed within a ${within}'s sub-pipeline`);
}

const STAGES: Readonly<Record<string, MakeStage>> = {
  $match: (operand, { order, names }) => {
    if (!isDocument(operand)) throw new StoreError(15959, "the match filter must be an expression in an object");
    const known = Object.fromEntries([...names].map((name) => [name, null]));
    compileFilter(operand, known, order); // its errors come before any document
    return (documents, variables) => filtered(documents, compileFilter(operand, variables, order));
  },
  $sort: (operand, { order }) => {
    if (!isDocument(operand)) throw new StoreError(15973, "the $sort key specification must be an object");
    const keys = parseSort(operand, order);
    if (keys.length === 0) throw new StoreError(15976, "$sort stage must have at least one sort key");
    return (documents) =>
      lazily(() =>
        collect(documents)
          .map((one) => ({ one, values: sortValues(one, keys) }))
          .sort((a, b) => compareValues(a.values, b.values, keys))
          .map(({ one }) => one),
      );
  },
  $limit: (operand) => {
    const most = whole(operand, "$limit", { least: 1, code: 5107201 });
    return (documents) => limited(documents, most);
  },
  $skip: (operand) => {
    const count = whole(operand, "$skip", { least: 0, code: 5107200 });
    return (documents) => skipped(documents, count);
  },
  $count: (operand) => {
    const codes: readonly [boolean, number][] = [
      [typeof operand !== "string", 40156],
      [operand === "", 40157],
      [typeof operand === "string" && operand.startsWith("$"), 40158],
      [typeof operand === "string" && operand.includes("\0"), 40159],
      [typeof operand === "string" && operand.includes("."), 40160],
    ];
    const code = codes.find(([wrong]) => wrong)?.[1];
    if (code !== undefined || typeof operand !== "string")
      throw new StoreError(code ?? 40156, "the count field must be a non-empty string without $ and dots");
    return (documents) => counted(documents, operand);
  },
  $sample: (operand) => {
    const { size } = argumentsOf("$sample", operand, ["size"]);
    if (size === undefined) throw new StoreError(28749, "$sample stage must specify a size");
    const count = whole(size, "size argument to $sample", { least: 1, code: 28747 });
    return (documents) => lazily(() => sampled(documents, count));
  },
  $unwind: unwind,
  $group: group,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $sortByCount: (operand, scope) => {
    const expression = isDocument(operand)
      ? Object.keys(operand)[0]?.startsWith("$")
      : typeof operand === "string" && operand.startsWith("$");
    if (!expression)
      throw new StoreError(
        isDocument(operand) ? 40147 : 40148,
        "the sortByCount field must be defined as a $-prefixed path or an expression inside an object",
      );
    return scope.compile([{ $group: { _id: operand, count: { $sum: 1 } } }, { $sort: { count: -1 } }], scope);
  },
  $facet: facet,
  $redact: redact,
  $unionWith: unionWith,
  $lookup: lookup,
  $graphLookup: graphLookup,
  $setWindowFields: setWindowFields,
};

function* filtered(documents: Iterable<Document>, predicate: (document: Document) => boolean): Iterable<Document> {
  for (const one of documents) if (predicate(one)) yield one;
}
function* limited(documents: Iterable<Document>, most: number): Iterable<Document> {
  let taken = 0;
  for (const one of documents) {
    yield one;
    taken += 1;
    if (taken >= most) return;
  }
}
function* skipped(documents: Iterable<Document>, count: number): Iterable<Document> {
  let passed = 0;
  for (const one of documents) {
    passed += 1;
    if (passed > count) yield one;
  }
}
function* counted(documents: Iterable<Document>, name: string): Iterable<Document> {
  let count = 0;
  for (const _ of documents) count += 1;
  if (count > 0) yield { [name]: count };
}

/** Each document with the same chance, none twice. */
function sampled(documents: Iterable<Document>, size: number): Document[] {
  const chosen: Document[] = [];
  let seen = 0;
  for (const one of documents) {
    seen += 1;
    const place = Math.floor(Math.random() * seen);
    if (chosen.length < size) {
      const moved = chosen[place];
      if (moved !== undefined) chosen[chosen.length] = moved;
      chosen[place] = one;
    } else if (place < size) chosen[place] = one;
  }
  return chosen;
}

function whole(operand: Value, name: string, { least, code }: { least: number; code: number }): number {
  const value = toSafeInteger(operand);
  if (value === null || value < least)
    throw new StoreError(value === 0 && name === "$limit" ? 15958 : code, `the ${name} must be a whole number, ${least} or more`);
  return value;
}

/** Stages that may not stand inside of `$facet`. */
const NOT_IN_FACET = new Set(["$facet", "$out", "$merge", "$geoNear", "$indexStats", "$collStats", "$planCacheStats"]);

function facet(operand: Value, scope: StageScope): Stage {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw new StoreError(40169, "the $facet specification must be a non-empty object");
  const facets = Object.entries(operand).map(([name, pipeline]): readonly [string, Stage] => {
    const stages = pipelineOf(pipeline, "$facet");
    const odd = stages.find((stage) => isDocument(stage) && NOT_IN_FACET.has(Object.keys(stage)[0] ?? ""));
    if (isDocument(odd)) throw new StoreError(40600, `${Object.keys(odd)[0] ?? ""} is not allowed to be used within a $facet stage`);
    return [name, scope.compile(stages, { ...scope, within: "$facet" })];
  });
  return (documents, variables) =>
    lazily(() => {
      const input = collect(documents);
      return [Object.fromEntries(facets.map(([name, stage]) => [name, [...stage(input, variables)]]))];
    });
}

const DECISIONS: ReadonlySet<Value> = new Set(["descend", "prune", "keep"]);
const DECISION_VARIABLES = { DESCEND: "descend", PRUNE: "prune", KEEP: "keep" };

/** `$redact`: the expression decides for each document, and below `$$DESCEND` for each one embedded in it. */
function redact(operand: Value, scope: StageScope): Stage {
  const decide = compileExpression(operand, { ...scope, names: new Set([...scope.names, ...Object.keys(DECISION_VARIABLES)]) });
  return function* redacted(documents, variables) {
    for (const root of documents) {
      const inside = { ...variables, ...DECISION_VARIABLES, ROOT: root };
      const visit = (value: Value): Value => {
        if (isArray(value)) return value.map(visit).filter((item) => item !== undefined);
        if (!isDocument(value)) return value;
        const decision = decide(value, inside);
        if (!DECISIONS.has(decision))
          throw new StoreError(
            17053,
            "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
          );
        if (decision !== "descend") return decision === "keep" ? value : undefined;
        const result: Document = {};
        for (const name of Object.keys(value)) putField(result, name, visit(value[name]));
        return result;
      };
      const result = visit(root);
      if (isDocument(result)) yield result;
    }
  };
}

function unwind(operand: Value): Stage {
  const options = typeof operand === "string" ? { path: operand } : operand;
  if (!isDocument(options)) throw new StoreError(15981, "expected either a string or an object as specification for $unwind stage");
  const { path, includeArrayIndex, preserveNullAndEmptyArrays }: Document = options;
  const odd = Object.keys(options).find((name) => !["path", "includeArrayIndex", "preserveNullAndEmptyArrays"].includes(name));
  if (odd !== undefined) throw new StoreError(28811, `unrecognized option to $unwind stage: ${odd}`);
  if (path === undefined) throw new StoreError(28812, "no path specified to $unwind stage");
  if (typeof path !== "string") throw new StoreError(28808, "expected a string as the path for $unwind stage");
  if (!path.startsWith("$")) throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (preserveNullAndEmptyArrays !== undefined && typeof preserveNullAndEmptyArrays !== "boolean")
    throw new StoreError(28809, "expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage");
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== "string" || includeArrayIndex === ""))
    throw new StoreError(28810, "expected a non-empty string for the includeArrayIndex option to $unwind stage");
  if (typeof includeArrayIndex === "string" && /^\$|\./.test(includeArrayIndex)) {
    if (includeArrayIndex.startsWith("$"))
      throw new StoreError(28822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${includeArrayIndex}`);
    throw notCovered("includeArrayIndex with a dotted path");
  }
  const index = typeof includeArrayIndex === "string" ? includeArrayIndex : null;
  return (documents) => unwound(documents, { names: path.slice(1).split("."), keep: isTrue(preserveNullAndEmptyArrays), index });
}

interface Unwinding {
  readonly names: readonly string[];
  readonly keep: boolean;
  readonly index: string | null;
}

function* unwound(documents: Iterable<Document>, { names, keep, index }: Unwinding): Iterable<Document> {
  for (const one of documents) {
    const value = at(one, names);
    const numbered = (result: Document, place: number | null): Document =>
      index === null ? result : { ...result, [index]: place === null ? null : Long.fromNumber(place) };
    if (isArray(value)) {
      for (const [i, item] of value.entries()) yield numbered(replaced(one, names, item), i);
      if (value.length === 0 && keep) yield numbered(replaced(one, names, undefined), null);
    } else if (keep || (value !== null && value !== undefined)) yield numbered(one, null);
  }
}

/** A field by names, through embedded documents alone. */
function at(one: Document, names: readonly string[]): Value {
  let value: Value = one;
  for (const name of names) value = isDocument(value) ? own(value, name) : undefined;
  return value;
}

function replaced(one: Document, [name = "", ...rest]: readonly string[], value: Value): Document {
  const inner = one[name];
  const next = rest.length === 0 ? value : isDocument(inner) ? replaced(inner, rest, value) : inner;
  const copy = { ...one, [name]: next };
  if (next === undefined) Reflect.deleteProperty(copy, name);
  return copy;
}
