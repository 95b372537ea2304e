import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, toSafeInteger } from "../values/value.ts";
import { accumulation } from "./accumulators.ts";
import { keyer } from "./collation.ts";
import { compileExpression } from "./expression.ts";
import type { Variables } from "./expression.ts";
import type { Stage, StageScope } from "./pipeline.ts";
import { argumentsOf, collect, lazily } from "./pipeline.ts";
import { withField } from "./simpleStages.ts";
import type { SortKey } from "./sorting.ts";
import { compareValues, parseSort, sortValues } from "./sorting.ts";
import type { Bounds } from "./windowBounds.ts";
import { parseWindow } from "./windowBounds.ts";

/** A document of a partition, with what it is sorted by. */
export interface Row {
  readonly one: Document;
  readonly by: readonly Value[];
}

/** One field of the output: its values for the rows of a partition, in their order. */
interface Output {
  readonly path: readonly string[];
  readonly values: (rows: readonly Row[], variables: Variables) => readonly Value[];
}

/** Window functions besides the accumulators; those that calculate over the sort's values are refused. */
const REFUSED = new Set(
  "$covariancePop $covarianceSamp $derivative $expMovingAvg $integral $linearFill $locf $median $percentile".split(" "),
);
const RANKS = new Set(["$rank", "$denseRank", "$documentNumber"]);
const NO_WINDOW_FUNCTION = new Set(["$mergeObjects", "$accumulator"]);

/** `$setWindowFields`: partitions in the order of their key, each in the order asked for, with fields calculated over windows of it. */
export function setWindowFields(operand: Value, scope: StageScope): Stage {
  const { partitionBy, sortBy, output } = argumentsOf("$setWindowFields", operand, ["partitionBy", "sortBy", "output"]);
  if (!isDocument(output))
    throw new StoreError(
      output === undefined ? 40414 : 14,
      "BSON field '$setWindowFields.output' is missing but a required field, a document",
    );
  const keys = parseSort(sortBy, scope.order);
  const partition = compileExpression(partitionBy ?? null, scope);
  const outputs = Object.entries(output).map(([name, spec]) => outputOf(name, spec, { scope, keys }));
  return (documents, variables) =>
    lazily(function* windows() {
      for (const rows of partitions(collect(documents), { scope, keys, key: (one) => partition(one, { ...variables, ROOT: one }) })) {
        const columns = outputs.map(({ path, values }) => ({ path, values: values(rows, variables) }));
        yield* rows.map(({ one }, i) => columns.reduce((result, { path, values }) => withField(result, path, values[i] ?? null), one));
      }
    });
}

interface Partitioning {
  readonly scope: StageScope;
  readonly keys: readonly SortKey[];
  readonly key: (one: Document) => Value;
}

function partitions(documents: readonly Document[], { scope, keys, key }: Partitioning): readonly (readonly Row[])[] {
  const textOf = keyer(scope.order);
  const found = new Map<string, { key: Value; rows: Row[] }>();
  for (const one of documents) {
    const value = key(one) ?? null;
    if (isArray(value)) throw new StoreError(14, "An expression used to partition cannot evaluate to value of type array");
    const text = textOf(value);
    let group = found.get(text);
    if (!group) found.set(text, (group = { key: value, rows: [] }));
    group.rows.push({ one, by: sortValues(one, keys) });
  }
  return [...found.values()]
    .sort((a, b) => scope.order.compare(a.key, b.key))
    .map(({ rows }) => rows.sort((a, b) => compareValues(a.by, b.by, keys)));
}

interface Making {
  readonly scope: StageScope;
  readonly keys: readonly SortKey[];
}

function outputOf(name: string, spec: Value, making: Making): Output {
  if (name.startsWith("$")) throw new StoreError(16410, `FieldPath field names may not start with '$': ${name}`);
  if (!isDocument(spec)) throw new StoreError(9, `The field '${name}' must be an object`);
  const [operator, ...others] = Object.keys(spec).filter((part) => part !== "window");
  if (operator === undefined || others.length > 0) throw new StoreError(9, `'output' of ${name} must have exactly one window function`);
  if (REFUSED.has(operator)) throw notCovered(`the window function ${operator}`);
  if (NO_WINDOW_FUNCTION.has(operator)) throw new StoreError(9, `Unrecognized window function, ${operator}`);
  const path = name.split(".");
  if (RANKS.has(operator)) return { path, values: ranking(operator, spec, making.keys) };
  if (operator === "$shift") return { path, values: shifting(spec, making) };
  return { path, values: accumulating(operator, spec, making) };
}

function ranking(operator: string, spec: Document, keys: readonly SortKey[]): Output["values"] {
  if ("window" in spec) throw new StoreError(5371601, `Rank style window functions take no other arguments: ${operator}`);
  if (keys.length !== 1 && (operator !== "$documentNumber" || keys.length === 0))
    throw new StoreError(5371602, `${operator} must be specified with a top level sortBy expression with exactly one element`);
  if (!isDocument(spec[operator]) || Object.keys(spec[operator]).length > 0)
    throw new StoreError(5371603, `${operator} must be specified with '{}' as the value`);
  return (rows) => {
    let [rank, dense] = [0, 0];
    return rows.map((row, i) => {
      const before = rows[i - 1];
      if (!before || compareValues(before.by, row.by, keys) !== 0) {
        rank = i + 1;
        dense += 1;
      }
      return operator === "$documentNumber" ? i + 1 : operator === "$rank" ? rank : dense;
    });
  };
}

function shifting(spec: Document, { scope, keys }: Making): Output["values"] {
  if ("window" in spec) throw new StoreError(9, "$shift does not accept a 'window' field");
  const { output, by, default: otherwise } = argumentsOf("$shift", spec["$shift"], ["output", "by", "default"]);
  if (keys.length === 0) throw new StoreError(9, "$shift requires a sortBy");
  const distance = toSafeInteger(by);
  if (output === undefined || distance === null) throw new StoreError(9, "$shift requires an 'output' expression and 'by', a whole number");
  const value = compileExpression(output, scope);
  const missing = otherwise === undefined ? null : compileExpression(otherwise, { ...scope, names: new Set() })({}, {});
  return (rows, variables) =>
    rows.map((_, i) => {
      const row = rows[i + distance];
      return row ? (value(row.one, { ...variables, ROOT: row.one }) ?? null) : missing;
    });
}

function accumulating(operator: string, spec: Document, { scope, keys }: Making): Output["values"] {
  const { input, make } = accumulation(operator, spec[operator], scope.order);
  const value = compileExpression(input, scope);
  const bounds = parseWindow(spec["window"], keys);
  return (rows, variables) => {
    const inputs = rows.map(({ one }) => value(one, { ...variables, ROOT: one }));
    return windowed(rows, bounds, { make, inputs });
  };
}

interface Running {
  readonly make: ReturnType<typeof accumulation>["make"];
  readonly inputs: readonly Value[];
}

/** A window that only grows at its end is added to; any other is calculated afresh. */
function windowed(rows: readonly Row[], bounds: Bounds, { make, inputs }: Running): readonly Value[] {
  let total = make();
  let [start, end] = [0, 0];
  let result: Value = total.result();
  return rows.map((_, i) => {
    const [from, to] = bounds(rows, i);
    if (from === start && to === end) return result;
    if (from !== start || to < end) {
      total = make();
      [start, end] = [from, from];
    }
    for (; end < to; end += 1) total.add(inputs[end]);
    result = total.result();
    return result;
  });
}
