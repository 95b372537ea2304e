import { StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue, toSafeInteger, typeName } from "../values/value.ts";
import { first, least } from "./accumulators.ts";
import type { Operator, Operators } from "./operator.ts";
import { arrayOf, integerOf, nullish } from "./operator.ts";
import { putField } from "./paths.ts";
import { compareValues, parseSort, sortValues } from "./sorting.ts";

const ITEMS_MAX = 1_000_000;

function slice([value, from, count]: Value[]): Value {
  if (nullish(value) || from === null || count === null) return null;
  const items = arrayOf(value, "$slice", 28724);
  const start = integerOf(from, "$slice", 28726);
  if (count === undefined) return start >= 0 ? items.slice(0, start) : items.slice(start);
  const most = integerOf(count, "$slice", 28728);
  if (most <= 0) throw new StoreError(28729, `Third argument to $slice must be positive: ${most}`);
  const begin = start < 0 ? Math.max(0, items.length + start) : start;
  return items.slice(begin, begin + most);
}

function elementAt([value, index]: Value[], who: string): Value {
  if (nullish(value) || index === null) return null;
  return arrayOf(value, who, 28689).at(integerOf(index, who, 28691));
}

function merge(values: Value[]): Value {
  const result: Document = {};
  for (const part of values.length === 1 && isArray(values[0]) ? values[0] : values) {
    if (nullish(part)) continue;
    if (!isDocument(part)) throw new StoreError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(part)}`);
    for (const [name, value] of Object.entries(part)) putField(result, name, value);
  }
  return result;
}

function pairs([value]: Value[]): Value {
  if (nullish(value)) return null;
  const result: Document = {};
  for (const item of arrayOf(value, "$arrayToObject", 40386)) {
    const [name, inner] =
      isArray(item) && item.length === 2 ? item : isDocument(item) && "k" in item && "v" in item ? [item["k"], item["v"]] : [];
    if (typeof name !== "string")
      throw new StoreError(40398, "$arrayToObject needs pairs of a string and a value, or documents with k and v");
    putField(result, name, inner);
  }
  return result;
}

function toPairs([value]: Value[]): Value {
  if (nullish(value)) return null;
  if (!isDocument(value)) throw new StoreError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return Object.entries(value).map(([k, v]) => ({ k, v }));
}

function range([start, end, step = 1]: Value[]): Value {
  const [from, to, by] = [integerOf(start, "$range", 34443), integerOf(end, "$range", 34445), integerOf(step, "$range", 34447)];
  if (by === 0) throw new StoreError(34449, "$range requires a non-zero step value");
  const count = Math.max(0, Math.ceil((to - from) / by));
  if (count > ITEMS_MAX) throw new StoreError(146, `$range would make more than ${ITEMS_MAX} numbers`);
  return Array.from({ length: count }, (_, i) => from + i * by);
}

function zip([named]: Value[]): Value {
  const { inputs, useLongestLength, defaults }: Document = isDocument(named) ? named : {};
  if (nullish(inputs)) return null;
  const lists = arrayOf(inputs, "$zip", 34461);
  if (lists.some(nullish)) return null;
  const arrays = lists.map((list) => arrayOf(list, "$zip", 34468));
  if (defaults !== undefined && !isTrue(useLongestLength))
    throw new StoreError(34466, "cannot specify defaults unless useLongestLength is true");
  const fill = isArray(defaults) ? defaults : [];
  const lengths = arrays.map((list) => list.length);
  const length = lengths.length === 0 ? 0 : isTrue(useLongestLength) ? Math.max(...lengths) : Math.min(...lengths);
  return Array.from({ length }, (_, i) => arrays.map((list, k) => (i < list.length ? list[i] : fill[k]) ?? null));
}

function sortArray([named]: Value[], order: Order): Value {
  const { input, sortBy }: Document = isDocument(named) ? named : {};
  if (nullish(input)) return null;
  const items = [...arrayOf(input, "$sortArray", 2942504)];
  const direction = toSafeInteger(sortBy);
  if (direction === 1 || direction === -1) return items.sort((a, b) => order.compare(a, b) * direction);
  const keys = parseSort(sortBy, order);
  const valuesOf = (item: Value): readonly Value[] => sortValues(isDocument(item) ? item : {}, keys);
  return items.sort((a, b) => compareValues(valuesOf(a), valuesOf(b), keys));
}

/** `$firstN` and the like over an array. */
function some(name: string, choose: (items: readonly Value[], n: number, order: Order) => Value[]): Operator {
  return {
    named: ["n", "input"],
    required: ["n", "input"],
    apply: ([named], order) => {
      const { n, input }: Document = isDocument(named) ? named : {};
      const count = integerOf(n, name, 5787903);
      if (count < 1) throw new StoreError(5787908, `'n' must be greater than 0, found ${count}`);
      return choose(arrayOf(input, name, 5788200), count, order);
    },
  };
}

/** `$setField` and `$unsetField`: the field's name is taken as it is, dots and all. */
function setField([named]: Value[], who: string): Value {
  const { field, input, value }: Document = isDocument(named) ? named : {};
  if (typeof field !== "string") throw new StoreError(4161107, `${who} requires 'field' to evaluate to type String`);
  if (nullish(input)) return null;
  if (!isDocument(input)) throw new StoreError(4161105, `${who} requires 'input' to evaluate to type Object`);
  const result = { ...input };
  if (value === undefined) Reflect.deleteProperty(result, field);
  else putField(result, field, value);
  return result;
}

export const ARRAYS: Operators = {
  $size: { arity: [1, 1], apply: ([items]) => arrayOf(items, "$size", 17124).length },
  $isArray: { arity: [1, 1], apply: ([value]) => isArray(value) },
  $arrayElemAt: { arity: [2, 2], apply: (values) => elementAt(values, "$arrayElemAt") },
  $first: { arity: [1, 1], apply: ([items]) => elementAt([items, 0], "$first") },
  $last: { arity: [1, 1], apply: ([items]) => elementAt([items, -1], "$last") },
  $slice: { arity: [2, 3], apply: slice },
  $concatArrays: {
    apply: (values) => (values.some(nullish) ? null : values.flatMap((value) => arrayOf(value, "$concatArrays", 28664))),
  },
  $reverseArray: {
    arity: [1, 1],
    apply: ([items]) => (nullish(items) ? null : [...arrayOf(items, "$reverseArray", 34435)].reverse()),
  },
  $mergeObjects: { apply: merge },
  $objectToArray: { arity: [1, 1], apply: toPairs },
  $arrayToObject: { arity: [1, 1], apply: pairs },
  $setField: {
    named: ["field", "input", "value"],
    required: ["field", "input", "value"],
    apply: (values) => setField(values, "$setField"),
  },
  $unsetField: { named: ["field", "input"], required: ["field", "input"], apply: (values) => setField(values, "$unsetField") },
  $range: { arity: [2, 3], apply: range },
  $zip: { named: ["inputs", "useLongestLength", "defaults"], required: ["inputs"], apply: zip },
  $sortArray: { named: ["input", "sortBy"], required: ["input", "sortBy"], apply: sortArray },
  $firstN: some("$firstN", first),
  $lastN: some("$lastN", (items, n) => items.slice(-n)),
  $minN: some("$minN", (items, n, order) => least(items, { n, sign: 1, order })),
  $maxN: some("$maxN", (items, n, order) => least(items, { n, sign: -1, order })),
};
