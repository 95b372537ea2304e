import { Context, evalExpr, OpType, ProcessingMode } from "mingo/core";
import * as dates from "mingo/operators/expression/date";
import { $literal } from "mingo/operators/expression";
import * as strings from "mingo/operators/expression/string";
import * as angles from "mingo/operators/expression/trignometry";
import { StoreError } from "../errors.ts";
import { toDouble } from "../values/arithmetic.ts";
import { fromDouble } from "../values/codec.ts";
import type { Value } from "../values/value.ts";
import { isDocument, isNumber } from "../values/value.ts";

/**
 * Operators taken from mingo as they are: they read strings and dates, and neither compare nor add BSON numbers.
 * Their arguments are evaluated here and handed over as literals, so that mingo never follows a path or reads a number type it does not know.
 */
const context = Context.init({
  expression: {
    $literal,
    $concat: strings.$concat,
    $split: strings.$split,
    $substrCP: strings.$substrCP,
    $strLenCP: strings.$strLenCP,
    $trim: strings.$trim,
    $ltrim: strings.$ltrim,
    $rtrim: strings.$rtrim,
    $replaceOne: strings.$replaceOne,
    $replaceAll: strings.$replaceAll,
    $year: dates.$year,
    $month: dates.$month,
    $dayOfMonth: dates.$dayOfMonth,
    $dayOfWeek: dates.$dayOfWeek,
    $dayOfYear: dates.$dayOfYear,
    $hour: dates.$hour,
    $minute: dates.$minute,
    $second: dates.$second,
    $millisecond: dates.$millisecond,
    $dateToString: dates.$dateToString,
    $dateAdd: dates.$dateAdd,
    $dateSubtract: dates.$dateSubtract,
    $sin: angles.$sin,
    $cos: angles.$cos,
    $tan: angles.$tan,
  },
});

const options = {
  idKey: "_id",
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context,
};
const LIST = new Set(["$concat", "$split", "$substrCP"]);
const NAMED = new Set(["$trim", "$ltrim", "$rtrim", "$replaceOne", "$replaceAll", "$dateToString", "$dateAdd", "$dateSubtract"]);
const ANGLES = new Set(["$sin", "$cos", "$tan"]);

/** Whether mingo's own operator of this name is used. */
export function isLeaf(name: string): boolean {
  return name !== "$literal" && context.getOperator(OpType.EXPRESSION, name) !== null;
}
/** Whether its operand is a document of named arguments. */
export function isNamedLeaf(name: string): boolean {
  return NAMED.has(name);
}

/** mingo's operator over values that are already evaluated. */
export function leaf(name: string): (values: Value[]) => Value {
  return (values) => {
    const plain = values.map((value) => ({ $literal: toPlain(value) }));
    const [first] = values;
    const expression = NAMED.has(name) && isDocument(first) ? literals(first) : LIST.has(name) ? plain : (plain[0] ?? null);
    try {
      const result: unknown = evalExpr({}, { [name]: expression }, options);
      return typeof result === "number" && ANGLES.has(name) ? fromDouble(result) : result;
    } catch (error) {
      throw new StoreError(2, `${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

function literals(named: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [key, { $literal: toPlain(value) }]));
}

function toPlain(value: Value): Value {
  return isNumber(value) ? toDouble(value) : value;
}
