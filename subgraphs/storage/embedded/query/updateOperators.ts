import { Timestamp } from "bson";
import { StoreError } from "../errors.ts";
import { calculate } from "../values/arithmetic.ts";
import type { Order } from "../values/order.ts";
import type { Value } from "../values/value.ts";
import { isArray, isDocument, isNumber, toSafeInteger, typeName } from "../values/value.ts";
import { arrayOr, existing, pull, push, removing } from "./arrayUpdates.ts";
import { bit } from "./bitUpdate.ts";

/** What an operator does to one field. `compute` gets the old value and gives the new one; `undefined` leaves a missing field missing. */
export type FieldChange =
  | { readonly kind: "set"; readonly value: Value }
  | { readonly kind: "unset" }
  /** Moves the value of another field here. */
  | { readonly kind: "rename"; readonly from: readonly string[] }
  | { readonly kind: "compute"; readonly compute: (before: Value) => Value; readonly onlyExisting?: boolean };

type Make = (operand: Value, path: string, order: Order) => FieldChange;

/** The update operators by name; `$rename` is taken apart by whoever reads them, because it changes two fields. */
export const OPERATORS: Readonly<Record<string, Make>> = {
  $set: (value) => ({ kind: "set", value }),
  $setOnInsert: (value) => ({ kind: "set", value }),
  $unset: () => ({ kind: "unset" }),
  $inc: (operand, path) => number("$inc", operand, path),
  $mul: (operand, path) => number("$mul", operand, path),
  $min: (operand, _path, { compare }) => ({
    kind: "compute",
    compute: (before) => (before === undefined || compare(operand, before) < 0 ? operand : before),
  }),
  $max: (operand, _path, { compare }) => ({
    kind: "compute",
    compute: (before) => (before === undefined || compare(operand, before) > 0 ? operand : before),
  }),
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: (operand, path, order) => {
    if (!isArray(operand)) throw new StoreError(2, `$pullAll requires an array argument but was given a ${typeName(operand)}`);
    return removing(path, "$pullAll", (item) => operand.some((value) => order.equal(value, item)));
  },
  $pop: (operand, path) => {
    const end = toSafeInteger(operand);
    if (end !== 1 && end !== -1) throw new StoreError(9, `$pop expects 1 or -1, found: ${JSON.stringify(operand)}`);
    return existing((before) => {
      if (!isArray(before)) throw new StoreError(14, `Path '${path}' contains an element of non-array type '${typeName(before)}'`);
      return end === 1 ? before.slice(0, -1) : before.slice(1);
    });
  },
  $bit: bit,
};

function number(name: "$inc" | "$mul", operand: Value, path: string): FieldChange {
  const operation = name === "$inc" ? "add" : "multiply";
  if (!isNumber(operand)) {
    const verb = name === "$inc" ? "increment" : "multiply";
    throw new StoreError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
  }
  return {
    kind: "compute",
    compute: (before) => {
      if (before === undefined) return operation === "add" ? operand : calculate("multiply", 0, operand);
      if (isNumber(before)) return calculate(operation, before, operand);
      throw new StoreError(14, `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeName(before)}`);
    },
  };
}

let lastSecond = 0;
let ordinal = 0;

/** Timestamps of one second are told apart by their second part. */
function now(): Timestamp {
  const second = Math.floor(Date.now() / 1000);
  ordinal = second === lastSecond ? ordinal + 1 : 1;
  lastSecond = second;
  return new Timestamp({ t: second, i: ordinal });
}

function currentDate(operand: Value): FieldChange {
  if (typeof operand !== "boolean" && !isDocument(operand))
    throw new StoreError(
      2,
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  const options = isDocument(operand) ? operand : { $type: "date" };
  const odd = Object.keys(options).find((name) => name !== "$type");
  if (odd !== undefined) throw new StoreError(2, `Unrecognized $currentDate option: ${odd}`);
  const type = options["$type"];
  if (type !== "date" && type !== "timestamp") throw new StoreError(2, "The '$type' string field is required to be 'date' or 'timestamp'");
  return { kind: "compute", compute: () => (type === "timestamp" ? now() : new Date()) };
}

function addToSet(operand: Value, path: string, order: Order): FieldChange {
  const several = isDocument(operand) && Object.keys(operand)[0] === "$each" ? operand : null;
  const each = several ? several["$each"] : [operand];
  if (!isArray(each)) throw new StoreError(14, `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`);
  if (several && Object.keys(several).length > 1) throw new StoreError(2, "Found unexpected fields after $each in $addToSet");
  return {
    kind: "compute",
    compute: (before) => {
      const items = [...arrayOr(before, path, "$addToSet")];
      for (const value of each) if (!items.some((item) => order.equal(item, value))) items.push(value);
      return items;
    },
  };
}
