import { Timestamp } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import { calculate } from "../values/arithmetic.ts";
import { compare, equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isNumber, isRegex, isTrue, toSafeInteger } from "../values/value.ts";
import type { Test } from "./filter.ts";
import { compileFilter, compileValueTest, isOperators } from "./filter.ts";
import { compareBy, parseSort } from "./sorting.ts";

/** What an operator does to one field. `compute` gets the old value and gives the new one; `undefined` leaves a missing field missing. */
export type FieldChange =
  | { readonly kind: "set"; readonly value: Value }
  | { readonly kind: "unset" }
  | { readonly kind: "rename"; readonly to: readonly string[] }
  | { readonly kind: "renamed" }
  | { readonly kind: "compute"; readonly compute: (before: Value) => Value; readonly onlyExisting?: boolean };

/** The update operators by name. */
export const OPERATORS: Readonly<Record<string, (operand: Value, path: string) => FieldChange>> = {
  $set: (value) => ({ kind: "set", value }),
  $setOnInsert: (value) => ({ kind: "set", value }),
  $unset: () => ({ kind: "unset" }),
  $inc: (operand, path) => number("$inc", operand, path),
  $mul: (operand, path) => number("$mul", operand, path),
  $min: (operand) => ({ kind: "compute", compute: (before) => (before === undefined || compare(operand, before) < 0 ? operand : before) }),
  $max: (operand) => ({ kind: "compute", compute: (before) => (before === undefined || compare(operand, before) > 0 ? operand : before) }),
  $currentDate: currentDate,
  $rename: (operand, path) => {
    if (typeof operand !== "string" || operand === path)
      throw new StoreError(2, `The 'to' field for $rename must be another string than '${path}'`);
    if (/(^|\.)\$/.test(`${path}.${operand}`)) throw new StoreError(2, "$rename takes no positional paths");
    return { kind: "rename", to: operand.split(".") };
  },
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: (operand, path) => {
    if (!isArray(operand)) throw new StoreError(2, "$pullAll requires an array argument");
    return removing(path, (item) => operand.some((value) => equal(value, item)));
  },
  $pop: (operand, path) => {
    const end = toSafeInteger(operand);
    if (end !== 1 && end !== -1) throw new StoreError(9, "$pop expects 1 or -1");
    return existing(path, "$pop", (items) => (end === 1 ? items.slice(0, -1) : items.slice(1)));
  },
  $bit: () => {
    throw notCovered("$bit");
  },
};

function number(name: "$inc" | "$mul", operand: Value, path: string): FieldChange {
  const operation = name === "$inc" ? "add" : "multiply";
  if (!isNumber(operand))
    throw new StoreError(
      14,
      `Cannot ${name === "$inc" ? "increment" : "multiply"} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
    );
  return {
    kind: "compute",
    compute: (before) => {
      if (before === undefined) return operation === "add" ? operand : calculate("multiply", 0, operand);
      if (isNumber(before)) return calculate(operation, before, operand);
      throw new StoreError(14, `Cannot apply ${name} to a value of non-numeric type. The field '${path}' holds ${JSON.stringify(before)}`);
    },
  };
}

function currentDate(operand: Value): FieldChange {
  const type = isDocument(operand) ? operand["$type"] : "date";
  if (operand !== true && type !== "date" && type !== "timestamp")
    throw new StoreError(2, "$currentDate takes true or { $type: 'date' | 'timestamp' }");
  return {
    kind: "compute",
    compute: () => (type === "timestamp" ? new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }) : new Date()),
  };
}

function arrayOr(before: Value, path: string, name: string): Value[] {
  if (before === undefined) return [];
  if (isArray(before)) return before;
  throw new StoreError(2, `The field '${path}' must be an array for ${name} but is ${JSON.stringify(before)}`);
}

function existing(path: string, name: string, change: (items: Value[]) => Value[]): FieldChange {
  return {
    kind: "compute",
    onlyExisting: true,
    compute: (before) => (before === undefined ? undefined : change(arrayOr(before, path, name))),
  };
}

function push(operand: Value, path: string): FieldChange {
  if (!isDocument(operand) || !("$each" in operand)) {
    return { kind: "compute", compute: (before) => [...arrayOr(before, path, "$push"), operand] };
  }
  const each = operand["$each"];
  if (!isArray(each)) throw new StoreError(2, "The argument to $each in $push must be an array");
  const unknown = Object.keys(operand).find((key) => !["$each", "$position", "$slice", "$sort"].includes(key));
  if (unknown !== undefined) throw new StoreError(2, `Unrecognized clause in $push: ${unknown}`);
  const position = optionalInteger(operand, "$position");
  const slice = optionalInteger(operand, "$slice");
  const order = "$sort" in operand ? elementOrder(operand["$sort"]) : null;
  return {
    kind: "compute",
    compute: (before) => {
      const items = [...arrayOr(before, path, "$push")];
      items.splice(position === null ? items.length : position, 0, ...each);
      if (order) items.sort(order);
      if (slice === null) return items;
      return slice >= 0 ? items.slice(0, slice) : items.slice(slice);
    },
  };
}

function optionalInteger(operand: Document, name: string): number | null {
  if (!(name in operand)) return null;
  const value = toSafeInteger(operand[name]);
  if (value === null) throw new StoreError(2, `The value for ${name} must be an integer value`);
  return value;
}

function elementOrder(sort: Value): (a: Value, b: Value) => number {
  const direction = toSafeInteger(sort);
  if (direction === 1 || direction === -1) return (a, b) => compare(a, b) * direction;
  if (!isDocument(sort))
    throw new StoreError(2, "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
  const order = compareBy(parseSort(sort));
  return (a, b) => order(isDocument(a) ? a : {}, isDocument(b) ? b : {});
}

function addToSet(operand: Value, path: string): FieldChange {
  const each = isDocument(operand) && "$each" in operand ? operand["$each"] : [operand];
  if (!isArray(each)) throw new StoreError(14, "The argument to $each in $addToSet must be an array");
  return {
    kind: "compute",
    compute: (before) => {
      const items = [...arrayOr(before, path, "$addToSet")];
      for (const value of each) if (!items.some((item) => equal(item, value))) items.push(value);
      return items;
    },
  };
}

/** Removes the elements that meet a condition: operators on the element, a filter on embedded documents, or a value to be equal to. */
function pull(operand: Value, path: string): FieldChange {
  let test: Test;
  if (isOperators(operand)) test = compileValueTest(operand);
  else if (isDocument(operand)) {
    const predicate = compileFilter(operand);
    test = (item) => isDocument(item) && isTrue(predicate(item));
  } else if (isRegex(operand)) test = compileValueTest({ $regex: operand });
  else test = (item) => equal(item, operand);
  return removing(path, test);
}

function removing(path: string, test: Test): FieldChange {
  return existing(path, "$pull", (items) => items.filter((item) => !test(item)));
}
