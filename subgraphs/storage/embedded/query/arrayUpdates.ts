import { StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex, toSafeInteger, typeName } from "../values/value.ts";
import { compileFilter, compileValueTest } from "./filter.ts";
import { compareBy, parseSort } from "./sorting.ts";
import type { FieldChange } from "./updateOperators.ts";
import type { Test } from "./valueTests.ts";
import { isOperators } from "./valueTests.ts";

/** The array that a field holds; a missing one is empty, any other value an error. */
export function arrayOr(before: Value, path: string, name: string): Value[] {
  if (before === undefined) return [];
  if (isArray(before)) return before;
  throw new StoreError(2, `The field '${path}' must be an array but is of type ${typeName(before)} (${name})`);
}

/** A change of a field that is there; a missing one stays missing. */
export function existing(change: (before: Value) => Value): FieldChange {
  return { kind: "compute", onlyExisting: true, compute: (before) => (before === undefined ? undefined : change(before)) };
}

/** Removes the elements that meet a test. */
export function removing(path: string, name: string, test: Test): FieldChange {
  return existing((before) => arrayOr(before, path, name).filter((item) => !test(item)));
}

const CLAUSES = ["$each", "$position", "$slice", "$sort"];

/** `$push`: at the position, then sorted, then cut. */
export function push(operand: Value, path: string, order: Order): FieldChange {
  if (!isDocument(operand) || !("$each" in operand)) {
    return { kind: "compute", compute: (before) => [...arrayOr(before, path, "$push"), operand] };
  }
  const each = operand["$each"];
  if (!isArray(each)) throw new StoreError(2, `The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  const unknown = Object.keys(operand).find((key) => !CLAUSES.includes(key));
  if (unknown !== undefined) throw new StoreError(2, `Unrecognized clause in $push: ${unknown}`);
  const position = optionalInteger(operand, "$position");
  const slice = optionalInteger(operand, "$slice");
  const sort = "$sort" in operand ? elementOrder(operand["$sort"], order) : null;
  return {
    kind: "compute",
    compute: (before) => {
      const items = [...arrayOr(before, path, "$push")];
      items.splice(position ?? items.length, 0, ...each);
      if (sort) items.sort(sort);
      if (slice === null) return items;
      return slice >= 0 ? items.slice(0, slice) : items.slice(slice);
    },
  };
}

function optionalInteger(operand: Document, name: string): number | null {
  if (!(name in operand)) return null;
  const value = toSafeInteger(operand[name]);
  if (value === null)
    throw new StoreError(2, `The value for ${name} must be an integer value but was given type: ${typeName(operand[name])}`);
  return value;
}

function elementOrder(sort: Value, order: Order): (a: Value, b: Value) => number {
  const direction = toSafeInteger(sort);
  if (direction === 1 || direction === -1) return (a, b) => order.compare(a, b) * direction;
  const directions = isDocument(sort) ? Object.values(sort).map(toSafeInteger) : [];
  if (
    !isDocument(sort) ||
    directions.length === 0 ||
    !directions.every((value) => value === 1 || value === -1) ||
    !Object.keys(sort).every(isPath)
  )
    throw new StoreError(2, "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
  const by = compareBy(parseSort(sort, order));
  return (a, b) => by(isDocument(a) ? a : {}, isDocument(b) ? b : {});
}

function isPath(path: string): boolean {
  return !path.split(".").includes("");
}

/** Removes the elements that meet a condition: operators on the element, a filter on embedded documents, or a value to be equal to. */
export function pull(operand: Value, path: string, order: Order): FieldChange {
  return removing(path, "$pull", pulled(operand, order));
}

function pulled(operand: Value, order: Order): Test {
  if (isOperators(operand) && !["$and", "$or", "$nor"].includes(Object.keys(operand)[0] ?? "")) return compileValueTest(operand, order);
  if (isRegex(operand)) return compileValueTest({ $regex: operand }, order);
  if (!isDocument(operand)) return (item) => order.equal(item, operand);
  const predicate = compileFilter(operand, {}, order);
  return (item) => isDocument(item) && predicate(item);
}
