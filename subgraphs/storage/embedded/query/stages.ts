import { notCovered, StoreError } from "../errors.ts";
import { keyOf } from "../values/keys.ts";
import { compare, equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue, toSafeInteger } from "../values/value.ts";
import type { Accumulator } from "./accumulators.ts";
import { accumulator } from "./accumulators.ts";
import type { Variables } from "./expression.ts";
import { compileExpression, follow } from "./expression.ts";
import { compileFilter } from "./filter.ts";
import { compileShape } from "./simpleStages.ts";
import { compareValues, parseSort, sortValues } from "./sorting.ts";

/** What stages need from the store: other collections of the same database, as the command sees them. */
export interface Surroundings {
  find(collection: string, filter: Document): Iterable<Document>;
}

/** One stage of a pipeline: documents in, documents out. The documents that come in must not be changed. */
export type Stage = (documents: Iterable<Document>, variables: Variables) => Iterable<Document>;

const STAGES_MAX = 1_000;
/** Documents that a stage may hold in memory. */
const HELD_MAX = 5_000_000;

/** Compiles a pipeline. Unknown stages are error 40324; known ones that are not covered 238. */
export function compilePipeline(pipeline: readonly Value[], surroundings: Surroundings): Stage {
  if (pipeline.length > STAGES_MAX) throw new StoreError(7749501, `a pipeline has more than ${STAGES_MAX} stages`);
  const stages = pipeline.map((stage) => {
    const [name] = isDocument(stage) ? Object.keys(stage) : [];
    if (!isDocument(stage) || name === undefined || Object.keys(stage).length !== 1) {
      throw new StoreError(40323, "A pipeline stage specification object must contain exactly one field.");
    }
    return compileStage(name, stage[name], surroundings);
  });
  return (documents, variables) => stages.reduce((input, stage) => stage(input, variables), documents);
}

function compileStage(name: string, operand: Value, surroundings: Surroundings): Stage {
  const shape = compileShape(name, operand);
  if (shape) return (documents, variables) => mapped(documents, (document) => shape(document, variables));
  const make = STAGES[name];
  if (make) return make(operand, surroundings);
  if (KNOWN.has(name)) throw notCovered(name);
  throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

const KNOWN = new Set(
  "$bucket $bucketAuto $changeStream $collStats $currentOp $densify $fill $geoNear $graphLookup $indexStats $merge $out $redact $sample $search $setWindowFields".split(
    " ",
  ),
);

const STAGES: Readonly<Record<string, (operand: Value, surroundings: Surroundings) => Stage>> = {
  $match: (operand) => {
    const filter = document(operand, "$match");
    compileFilter(filter); // its errors come before any document
    return (documents, variables) => filtered(documents, compileFilter(filter, variables));
  },
  $sort: (operand) => {
    const keys = parseSort(operand);
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
    const most = whole(operand, "$limit", 1);
    return (documents) => limited(documents, most);
  },
  $skip: (operand) => {
    const count = whole(operand, "$skip", 0);
    return (documents) => skipped(documents, count);
  },
  $count: (operand) => {
    if (typeof operand !== "string" || operand === "" || operand.startsWith("$") || operand.includes(".")) {
      throw new StoreError(40156, "the count field must be a non-empty string without $ and dots");
    }
    return (documents) => counted(documents, operand);
  },
  $unwind: unwind,
  $group: group,
  $sortByCount: (operand, surroundings) =>
    compilePipeline([{ $group: { _id: operand, count: { $sum: 1 } } }, { $sort: { count: -1 } }], surroundings),
  $facet: (operand, surroundings) => {
    const facets = Object.entries(document(operand, "$facet")).map(([name, pipeline]): readonly [string, Stage] => [
      name,
      compilePipeline(array(pipeline, "$facet"), surroundings),
    ]);
    return (documents, variables) =>
      lazily(() => {
        const input = collect(documents);
        return [Object.fromEntries(facets.map(([name, stage]) => [name, [...stage(input, variables)]]))];
      });
  },
  $unionWith: (operand, surroundings) => {
    const { coll, pipeline } = typeof operand === "string" ? { coll: operand, pipeline: undefined } : document(operand, "$unionWith");
    if (typeof coll !== "string") throw new StoreError(9, "$unionWith needs a collection");
    const stage = compilePipeline(pipeline === undefined ? [] : array(pipeline, "$unionWith"), surroundings);
    return (documents, variables) => joined(documents, () => stage(surroundings.find(coll, {}), variables));
  },
  $lookup: lookup,
};

function* mapped(documents: Iterable<Document>, shape: (document: Document) => Document): Iterable<Document> {
  for (const one of documents) yield shape(one);
}
function* filtered(documents: Iterable<Document>, predicate: (document: Document) => boolean): Iterable<Document> {
  for (const one of documents) if (predicate(one)) yield one;
}
function* lazily(make: () => Iterable<Document>): Iterable<Document> {
  yield* make();
}
function* joined(first: Iterable<Document>, second: () => Iterable<Document>): Iterable<Document> {
  yield* first;
  yield* second();
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

function collect(documents: Iterable<Document>): Document[] {
  const result: Document[] = [];
  for (const one of documents) {
    if (result.length >= HELD_MAX) throw new StoreError(292, `a stage holds more than ${HELD_MAX} documents`);
    result.push(one);
  }
  return result;
}

function document(operand: Value, name: string): Document {
  if (!isDocument(operand)) throw new StoreError(15959, `the ${name} specification must be an object`);
  return operand;
}

function array(operand: Value, name: string): Value[] {
  if (!isArray(operand)) throw new StoreError(14, `${name} needs a pipeline, an array`);
  return operand;
}

function whole(operand: Value, name: string, least: number): number {
  const value = toSafeInteger(operand);
  if (value === null || value < least) throw new StoreError(15958, `the ${name} must be a whole number, ${least} or more`);
  return value;
}

function unwind(operand: Value): Stage {
  const options = typeof operand === "string" ? { path: operand } : document(operand, "$unwind");
  const { path, includeArrayIndex, preserveNullAndEmptyArrays }: Document = options;
  if (typeof path !== "string" || !path.startsWith("$"))
    throw new StoreError(28818, "path option to $unwind stage should be prefixed with a '$'");
  const names = path.slice(1).split(".");
  const keep = isTrue(preserveNullAndEmptyArrays);
  const index = typeof includeArrayIndex === "string" ? includeArrayIndex : null;
  return (documents) => unwound(documents, { names, keep, index });
}

interface Unwinding {
  readonly names: readonly string[];
  readonly keep: boolean;
  readonly index: string | null;
}

function* unwound(documents: Iterable<Document>, { names, keep, index }: Unwinding): Iterable<Document> {
  for (const one of documents) {
    const value = at(one, names);
    const numbered = (result: Document, place: number | null): Document => (index === null ? result : { ...result, [index]: place });
    if (isArray(value)) {
      for (const [i, item] of value.entries()) yield numbered(replaced(one, names, item), i);
      if (value.length === 0 && keep) yield numbered(replaced(one, names, undefined), null);
    } else if (value === null || value === undefined) {
      if (keep) yield numbered(one, null);
    } else yield numbered(one, null);
  }
}

/** A field by names, through embedded documents alone. */
function at(one: Document, names: readonly string[]): Value {
  let value: Value = one;
  for (const name of names) value = isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

function replaced(one: Document, [name = "", ...rest]: readonly string[], value: Value): Document {
  const inner = one[name];
  const next = rest.length === 0 ? value : isDocument(inner) ? replaced(inner, rest, value) : inner;
  const copy = { ...one, [name]: next };
  if (next === undefined) Reflect.deleteProperty(copy, name);
  return copy;
}

function group(operand: Value): Stage {
  const { _id, ...fields } = document(operand, "$group");
  if (_id === undefined) throw new StoreError(15955, "a group specification must include an _id");
  const id = compileExpression(_id);
  const totals = Object.entries(fields).map(([name, spec]) => {
    const [operator, ...others] = isDocument(spec) ? Object.keys(spec) : [];
    if (operator === undefined || others.length > 0 || !isDocument(spec))
      throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
    accumulator(operator);
    return { name, operator, value: compileExpression(spec[operator]) };
  });
  return (documents, variables) =>
    lazily(() => {
      const groups = new Map<string, { id: Value; totals: Accumulator[] }>();
      for (const one of documents) {
        const scope = { ...variables, ROOT: one };
        const key = id(one, scope) ?? null;
        const text = keyOf(key).toString("latin1");
        let found = groups.get(text);
        if (!found) groups.set(text, (found = { id: key, totals: totals.map(({ operator }) => accumulator(operator)) }));
        found.totals.forEach((total, i) => total.add(totals[i]?.value(one, scope)));
      }
      return [...groups.values()].map((found) => ({
        _id: found.id,
        ...Object.fromEntries(totals.map(({ name }, i) => [name, found.totals[i]?.result()])),
      }));
    });
}

function lookup(operand: Value, surroundings: Surroundings): Stage {
  const { from, localField, foreignField, as, pipeline, let: bindings } = document(operand, "$lookup");
  if (typeof from !== "string" || typeof as !== "string") throw new StoreError(9, "$lookup needs 'from' and 'as'");
  if ((localField === undefined) !== (foreignField === undefined))
    throw new StoreError(9, "$lookup needs both localField and foreignField, or neither");
  const stage = compilePipeline(pipeline === undefined ? [] : array(pipeline, "$lookup"), surroundings);
  const variablesOf = Object.entries(bindings === undefined ? {} : document(bindings, "let")).map(([name, value]) => ({
    name,
    value: compileExpression(value),
  }));
  const target = as.split(".");
  const find = (one: Document): Iterable<Document> => {
    if (typeof localField !== "string" || typeof foreignField !== "string") return surroundings.find(from, {});
    const local = follow(one, localField.split("."), 0);
    const keys = isArray(local) ? local : [local ?? null];
    return keys.length === 0
      ? []
      : surroundings.find(
          from,
          keys.length === 1 ? { [foreignField]: { $eq: keys[0] } } : { [foreignField]: { $in: distinctValues(keys) } },
        );
  };
  return (documents, variables) =>
    mapped(documents, (one) => {
      const scope = { ...variables, ROOT: one };
      const inner = { ...variables, ...Object.fromEntries(variablesOf.map(({ name, value }) => [name, value(one, scope)])) };
      return set(one, target, [...stage(find(one), inner)]);
    });
}

function distinctValues(values: readonly Value[]): Value[] {
  const sorted = [...values].sort(compare);
  return sorted.filter((value, i) => i === 0 || !equal(value, sorted[i - 1]));
}

function set(one: Document, [name = "", ...rest]: readonly string[], value: Value): Document {
  const inner = one[name];
  return { ...one, [name]: rest.length === 0 ? value : set(isDocument(inner) ? inner : {}, rest, value) };
}
