import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isDocument, toSafeInteger, typeRank } from "../values/value.ts";
import type { Accumulation } from "./accumulators.ts";
import { accumulation } from "./accumulators.ts";
import { keyer } from "./collation.ts";
import type { Expression } from "./expression.ts";
import { compileExpression } from "./expression.ts";
import { putField } from "./paths.ts";
import type { Stage, StageScope } from "./pipeline.ts";
import { argumentsOf, collect, lazily } from "./pipeline.ts";

/** One output field of a group. */
interface Total {
  readonly name: string;
  readonly value: Expression;
  readonly make: Accumulation["make"];
}

function totalsOf(fields: Document, scope: StageScope): readonly Total[] {
  return Object.entries(fields).map(([name, spec]) => {
    if (name.includes(".")) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith("$")) throw new StoreError(40236, `The field name '${name}' cannot be an operator name`);
    if (!isDocument(spec)) throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
    const [operator, ...others] = Object.keys(spec);
    if (operator === undefined || others.length > 0) throw new StoreError(40238, `The field '${name}' must specify one accumulator`);
    const { input, make } = accumulation(operator, spec[operator], scope.order);
    return { name, value: compileExpression(input, scope), make };
  });
}

/** The totals of some documents, as the fields of the group's document. */
class Group {
  readonly id: Value;
  readonly #totals: readonly Total[];
  readonly #running: readonly ReturnType<Total["make"]>[];

  constructor(id: Value, totals: readonly Total[]) {
    this.id = id;
    this.#totals = totals;
    this.#running = totals.map(({ make }) => make());
  }

  add(one: Document, variables: Document): void {
    this.#totals.forEach(({ value }, i) => this.#running[i]?.add(value(one, variables)));
  }

  get document(): Document {
    const result: Document = { _id: this.id };
    this.#totals.forEach(({ name }, i) => putField(result, name, this.#running[i]?.result() ?? null));
    return result;
  }
}

export function group(operand: Value, scope: StageScope): Stage {
  if (!isDocument(operand)) throw new StoreError(15947, "a group's fields must be specified in an object");
  const { _id, ...fields } = operand;
  if (!("_id" in operand)) throw new StoreError(15955, "a group specification must include an _id");
  const id = compileExpression(_id, scope);
  const totals = totalsOf(fields, scope);
  return (documents, variables) =>
    lazily(() => {
      const textOf = keyer(scope.order);
      const groups = new Map<string, Group>();
      for (const one of documents) {
        const inside = { ...variables, ROOT: one };
        const key = id(one, inside) ?? null;
        const text = textOf(key);
        let found = groups.get(text);
        if (!found) groups.set(text, (found = new Group(key, totals)));
        found.add(one, inside);
      }
      return [...groups.values()].map(({ document }) => document);
    });
}

const COUNT: Document = { count: { $sum: 1 } };

function outputOf(output: Value, stage: string): Document {
  if (output === undefined) return COUNT;
  if (!isDocument(output)) throw new StoreError(40196, `The ${stage} 'output' field must be an object`);
  return output;
}

function groupByOf(groupBy: Value, stage: string, code: number): Value {
  const right = isDocument(groupBy) ? Object.keys(groupBy)[0]?.startsWith("$") : typeof groupBy === "string" && groupBy.startsWith("$");
  if (!right) throw new StoreError(code, `The ${stage} 'groupBy' field must be defined as a $-prefixed path or an expression`);
  return groupBy;
}

/** `$bucket`: from each boundary, included, to the next. */
export function bucket(operand: Value, scope: StageScope): Stage {
  if (!isDocument(operand)) throw new StoreError(40201, "Argument to $bucket stage must be an object");
  const { groupBy, boundaries, output } = operand;
  const odd = Object.keys(operand).find((name) => !["groupBy", "boundaries", "default", "output"].includes(name));
  if (odd !== undefined) throw new StoreError(40197, `Unrecognized option to $bucket: ${odd}.`);
  if (groupBy === undefined || boundaries === undefined)
    throw new StoreError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  const by = compileExpression(groupByOf(groupBy, "$bucket", 40202), scope);
  const bounds = boundariesOf(boundaries, scope);
  const other = "default" in operand ? constant(operand["default"], scope, 40195) : undefined;
  refuseDefault(other, bounds, scope);
  const totals = totalsOf(outputOf(output, "$bucket"), scope);
  const { compare } = scope.order;
  const boundOf = (value: Value): Value => {
    const place = bounds.findLastIndex((bound) => compare(value ?? null, bound) >= 0);
    return place >= 0 && place < bounds.length - 1 ? bounds[place] : other;
  };
  return (documents, variables) =>
    lazily(() => {
      const groups = new Map<Value, Group>();
      for (const one of documents) {
        const inside = { ...variables, ROOT: one };
        const id = boundOf(by(one, inside));
        if (id === undefined)
          throw new StoreError(40066, "$switch could not find a matching branch for an input, and no default was specified.");
        let found = groups.get(id);
        if (!found) groups.set(id, (found = new Group(id, totals)));
        found.add(one, inside);
      }
      return [...groups.values()].sort((a, b) => compare(a.id, b.id)).map(({ document }) => document);
    });
}

function constant(value: Value, scope: StageScope, code: number): Value {
  if (typeof value === "string" && value.startsWith("$")) throw new StoreError(code, "the value must be a constant");
  return compileExpression(value, { ...scope, names: new Set() })({}, {}) ?? null;
}

function boundariesOf(boundaries: Value, scope: StageScope): readonly Value[] {
  if (!Array.isArray(boundaries)) throw new StoreError(40200, "The $bucket 'boundaries' field must be an array");
  const bounds = boundaries.map((bound: Value) => constant(bound, scope, 40191));
  if (bounds.length < 2) throw new StoreError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  bounds.forEach((bound, i) => {
    const next = bounds[i + 1];
    if (i === bounds.length - 1) return;
    if (typeRank(bound) !== typeRank(next))
      throw new StoreError(40193, "All values in the 'boundaries' option to $bucket must have the same type");
    if (scope.order.compare(bound, next) >= 0)
      throw new StoreError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  });
  return bounds;
}

function refuseDefault(other: Value, bounds: readonly Value[], { order: { compare } }: StageScope): void {
  if (other === undefined) return;
  if (compare(other, bounds[0]) >= 0 && compare(other, bounds.at(-1)) < 0)
    throw new StoreError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
}

/** `$bucketAuto`: so many buckets of about the same size; equal values never stand in two. */
export function bucketAuto(operand: Value, scope: StageScope): Stage {
  const known = ["groupBy", "buckets", "output", "granularity"];
  if (!isDocument(operand)) throw new StoreError(40240, "The argument to $bucketAuto must be an object");
  const odd = Object.keys(operand).find((name) => !known.includes(name));
  if (odd !== undefined) throw new StoreError(40245, `Unrecognized option to $bucketAuto: ${odd}.`);
  const { groupBy, buckets, output, granularity } = argumentsOf("$bucketAuto", operand, known);
  if (granularity !== undefined) throw notCovered("$bucketAuto with granularity");
  if (groupBy === undefined || buckets === undefined)
    throw new StoreError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  const count = toSafeInteger(buckets);
  if (count === null) throw new StoreError(40242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer");
  if (count < 1) throw new StoreError(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${count}`);
  const by = compileExpression(groupByOf(groupBy, "$bucketAuto", 40239), scope);
  const totals = totalsOf(outputOf(output, "$bucketAuto"), scope);
  const { compare, equal } = scope.order;
  return (documents, variables) =>
    lazily(() => {
      const rows = collect(documents)
        .map((one) => ({ one, value: by(one, { ...variables, ROOT: one }) ?? null }))
        .sort((a, b) => compare(a.value, b.value));
      const size = Math.max(1, Math.floor(rows.length / count + 0.5));
      const result: { min: Value; max: Value; group: Group }[] = [];
      for (let at = 0; at < rows.length;) {
        const last = result.length === count - 1;
        let end = last ? rows.length : Math.min(rows.length, at + size);
        while (end < rows.length && equal(rows[end]?.value, rows[end - 1]?.value)) end += 1;
        const one = new Group(null, totals);
        for (const row of rows.slice(at, end)) one.add(row.one, { ...variables, ROOT: row.one });
        result.push({ min: rows[at]?.value, max: rows[end - 1]?.value, group: one });
        at = end;
      }
      return result.map(({ min, max, group }, i) => ({ ...group.document, _id: { min, max: result[i + 1]?.min ?? max } }));
    });
}
