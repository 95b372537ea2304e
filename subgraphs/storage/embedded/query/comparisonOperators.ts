import type { Order } from "../values/order.ts";
import type { Value } from "../values/value.ts";
import { isTrue } from "../values/value.ts";
import { keyer } from "./collation.ts";
import type { Operator, Operators } from "./operator.ts";
import { arrayOf, integerOf, nullish } from "./operator.ts";

function comparison(holds: (order: number) => boolean): Operator {
  return { arity: [2, 2], apply: ([a, b], order) => holds(ordered(a, b, order)) };
}

/** In expressions a missing value is below null. */
function ordered(a: Value, b: Value, { compare }: Order): number {
  if ((a === undefined) !== (b === undefined) && nullish(a) && nullish(b)) return a === undefined ? -1 : 1;
  return compare(a, b);
}

/** The first of each equal ones, as they come. */
function distinct(items: readonly Value[], order: Order): Value[] {
  const textOf = keyer(order);
  const known = new Map<string, Value>();
  for (const item of items) {
    const text = textOf(item);
    if (!known.has(text)) known.set(text, item);
  }
  return [...known.values()];
}

function sorted(items: readonly Value[], order: Order): Value[] {
  return distinct(items, order).sort(order.compare);
}

function includes(items: readonly Value[], value: Value, order: Order): boolean {
  return items.some((item) => order.equal(item, value));
}

function indexOf([items, value, start, end]: Value[], order: Order): Value {
  if (nullish(items)) return null;
  const list = arrayOf(items, "$indexOfArray", 40090);
  const [from, to] = [start, end].map((bound, i) => (bound === undefined ? i * list.length : integerOf(bound, "$indexOfArray", 40096)));
  const index = list.slice(0, to).findIndex((item, i) => i >= (from ?? 0) && order.equal(item, value));
  return index;
}

/** Operators that compare values, and those of sets. */
export const COMPARING: Operators = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: { arity: [2, 2], apply: ([a, b], order) => Math.sign(ordered(a, b, order)) },
  $not: { arity: [1, 1], apply: ([value]) => !isTrue(value) },
  $in: { arity: [2, 2], apply: ([value, items], order) => includes(arrayOf(items, "$in", 40081), value, order) },
  $indexOfArray: { arity: [2, 4], apply: indexOf },
  $setUnion: {
    apply: (sets, order) =>
      sets.some(nullish)
        ? null
        : sorted(
            sets.flatMap((set) => arrayOf(set, "$setUnion", 17043)),
            order,
          ),
  },
  $setIntersection: {
    apply: (sets, order) => {
      if (sets.some(nullish)) return null;
      const [first = [], ...others] = sets.map((set) => arrayOf(set, "$setIntersection", 17047));
      return sorted(first, order).filter((item) => others.every((other) => includes(other, item, order)));
    },
  },
  $setDifference: {
    arity: [2, 2],
    apply: ([a, b], order) => {
      if (nullish(a) || nullish(b)) return null;
      const others = arrayOf(b, "$setDifference", 17049);
      return distinct(arrayOf(a, "$setDifference", 17048), order).filter((item) => !includes(others, item, order));
    },
  },
  $setIsSubset: {
    arity: [2, 2],
    apply: ([a, b], order) => {
      const others = arrayOf(b, "$setIsSubset", 17042);
      return arrayOf(a, "$setIsSubset", 17046).every((item) => includes(others, item, order));
    },
  },
  $setEquals: {
    arity: [2, Infinity],
    apply: (sets, order) => {
      const [first, ...others] = sets.map((set) => sorted(arrayOf(set, "$setEquals", 17044), order));
      return others.every((other) => order.equal(first, other));
    },
  },
  $allElementsTrue: { arity: [1, 1], apply: ([items]) => arrayOf(items, "$allElementsTrue", 17040).every(isTrue) },
  $anyElementTrue: { arity: [1, 1], apply: ([items]) => arrayOf(items, "$anyElementTrue", 17041).some(isTrue) },
};
