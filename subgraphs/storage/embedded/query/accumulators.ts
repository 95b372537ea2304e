import { notCovered, StoreError } from "../errors.ts";
import { toDouble } from "../values/arithmetic.ts";
import { fromDouble } from "../values/codec.ts";
import type { Order } from "../values/order.ts";
import { Sum } from "../values/sum.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isNumber, toSafeInteger, typeName } from "../values/value.ts";
import { keyer } from "./collation.ts";
import { putField } from "./paths.ts";
import type { SortKey } from "./sorting.ts";
import { compareValues, parseSort, sortValues } from "./sorting.ts";

/** Takes the values of a group one after the other and gives their total. */
export interface Accumulator {
  add(value: Value): void;
  result(): Value;
}

type Make = () => Accumulator;

/** Makes accumulators of this name; refuses those that are not covered. */
export function accumulator(name: string, order: Order): Make {
  const make = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (make) return () => make(order);
  if (KNOWN.has(name)) throw notCovered(`the accumulator ${name}`);
  throw new StoreError(15952, `unknown group operator '${name}'`);
}

const KNOWN = new Set(["$accumulator", "$median", "$percentile"]);

/** How an accumulator of a group is written: what each document gives it, and what it is made of. */
export interface Accumulation {
  /** The expression whose values are taken in. */
  readonly input: Value;
  readonly make: Make;
}

/** An accumulator with its operand, as `$group`, `$bucket` and `$setWindowFields` have it. */
export function accumulation(name: string, operand: Value, order: Order): Accumulation {
  const several = Object.hasOwn(SEVERAL, name) ? SEVERAL[name] : undefined;
  if (several) return several(name, operand, order);
  if (name === "$count") {
    if (!isDocument(operand) || Object.keys(operand).length > 0) throw new StoreError(9, "$count takes no arguments, i.e. $count:{}");
    return { input: null, make: accumulator(name, order) };
  }
  if (isArray(operand)) throw new StoreError(40237, `The ${name} accumulator is a unary operator`);
  return { input: operand, make: accumulator(name, order) };
}

function sum(finish: (sum: Sum) => Value): Accumulator {
  const total = new Sum();
  return {
    add: (value) => {
      if (isNumber(value)) total.add(value);
    },
    result: () => finish(total),
  };
}

function extreme(sign: number, { compare }: Order): Accumulator {
  let best: Value = null;
  return {
    add(value) {
      if (value === null || value === undefined) return;
      if (best === null || compare(value, best) * sign > 0) best = value;
    },
    result: () => best,
  };
}

/** Welford's method, as MongoDB uses it: the last digits depend on it. */
function deviation(sample: boolean): Accumulator {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add(value) {
      if (!isNumber(value)) return;
      const number = toDouble(value);
      count += 1;
      const delta = number - mean;
      if (delta === 0) return;
      mean += delta / count;
      squares += delta * (number - mean);
    },
    result: () => (count < (sample ? 2 : 1) ? null : fromDouble(Math.sqrt(squares / (count - (sample ? 1 : 0))))),
  };
}

function set(order: Order): Accumulator {
  const textOf = keyer(order);
  const values = new Map<string, Value>();
  return {
    add(value) {
      if (value === undefined) return;
      const text = textOf(value);
      if (!values.has(text)) values.set(text, value);
    },
    result: () => [...values.values()],
  };
}

function ends(last: boolean): Accumulator {
  let value: Value;
  let seen = false;
  return {
    add(next) {
      if (last || !seen) value = next;
      seen = true;
    },
    result: () => value ?? null,
  };
}

function objects(): Accumulator {
  const merged: Document = {};
  return {
    add(value) {
      if (value === null || value === undefined) return;
      if (!isDocument(value)) throw new StoreError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
      for (const [name, inner] of Object.entries(value)) putField(merged, name, inner);
    },
    result: () => ({ ...merged }),
  };
}

const ACCUMULATORS: Readonly<Record<string, (order: Order) => Accumulator>> = {
  $sum: () => sum((total) => total.total()),
  $avg: () => sum((total) => total.average()),
  $min: (order) => extreme(-1, order),
  $max: (order) => extreme(1, order),
  $stdDevPop: () => deviation(false),
  $stdDevSamp: () => deviation(true),
  $count: () => {
    const total = new Sum();
    return { add: () => total.add(1), result: () => total.total() };
  },
  $first: () => ends(false),
  $last: () => ends(true),
  $push: () =>
    collecting(
      (value) => value !== undefined,
      (values) => [...values],
    ),
  $addToSet: set,
  $mergeObjects: objects,
};

function collecting(takes: (value: Value) => boolean, choose: (values: readonly Value[]) => Value): Accumulator {
  const values: Value[] = [];
  return {
    add(value) {
      if (takes(value)) values.push(value);
    },
    result: () => choose(values),
  };
}

/** The first so many, missing ones as null. */
export function first(items: readonly Value[], n: number): Value[] {
  return items.slice(0, n);
}

/** The least so many, or with `sign` -1 the greatest; null and missing ones are left out. */
export function least(items: readonly Value[], { n, sign, order }: { n: number; sign: 1 | -1; order: Order }): Value[] {
  return items
    .filter((item) => item !== null && item !== undefined)
    .sort((a, b) => order.compare(a, b) * sign)
    .slice(0, n);
}

/** Accumulators whose operand is a document of arguments. `n` must be a constant here. */
const SEVERAL: Readonly<Record<string, (name: string, operand: Value, order: Order) => Accumulation>> = {
  $firstN: inputN(first),
  $lastN: inputN((items, n) => items.slice(-n)),
  $minN: inputN((items, n, order) => least(items, { n, sign: 1, order })),
  $maxN: inputN((items, n, order) => least(items, { n, sign: -1, order })),
  $top: ranked(true, false),
  $topN: ranked(true, true),
  $bottom: ranked(false, false),
  $bottomN: ranked(false, true),
};

function inputN(choose: (items: readonly Value[], n: number, order: Order) => Value[]) {
  return (name: string, operand: Value, order: Order): Accumulation => {
    const { input, n } = argumentsOf(name, operand, ["input", "n"]);
    const count = countOf(n);
    return {
      input,
      make: () =>
        collecting(
          () => true,
          (values) =>
            choose(
              values.map((value) => value ?? null),
              count,
              order,
            ),
        ),
    };
  };
}

function ranked(top: boolean, several: boolean) {
  return (name: string, operand: Value, order: Order): Accumulation => {
    const { output, sortBy, n } = argumentsOf(name, operand, several ? ["output", "sortBy", "n"] : ["output", "sortBy"]);
    if (!isDocument(sortBy)) throw new StoreError(10065, "invalid parameter: expected an object (sortBy)");
    const keys = parseSort(sortBy, order);
    const count = several ? countOf(n) : 1;
    // the whole document comes along, because the order may ask for any field of it
    return {
      input: { output: [output], document: "$$ROOT" },
      make: () =>
        collecting(isDocument, (values) => {
          const chosen = inOrder(values.filter(isDocument), keys);
          const taken = top ? chosen.slice(0, count) : chosen.slice(-count);
          return several ? taken : (taken[0] ?? null);
        }),
    };
  };
}

function inOrder(rows: readonly Document[], keys: readonly SortKey[]): Value[] {
  return rows
    .map(({ output, document }) => ({
      output: isArray(output) ? output[0] : null,
      by: sortValues(isDocument(document) ? document : {}, keys),
    }))
    .sort((a, b) => compareValues(a.by, b.by, keys))
    .map(({ output }) => output);
}

function argumentsOf(name: string, operand: Value, wanted: readonly string[]): Document {
  if (!isDocument(operand)) throw new StoreError(5787900, `specification must be an object; found ${name}`);
  const odd = Object.keys(operand).find((key) => !wanted.includes(key));
  if (odd !== undefined) throw new StoreError(5787901, `Unknown argument for ${name}: ${odd}`);
  const absent = wanted.find((key) => !(key in operand));
  if (absent !== undefined) throw new StoreError(5787906, `Missing value for '${absent}' of ${name}`);
  return operand;
}

function countOf(n: Value): number {
  if (isDocument(n) || typeof n === "string") throw notCovered("an 'n' that is an expression");
  const count = toSafeInteger(n);
  if (count === null) throw new StoreError(5787903, "Value for 'n' must be of integral type");
  if (count < 1) throw new StoreError(5787908, `'n' must be greater than 0, found ${count}`);
  return count;
}
