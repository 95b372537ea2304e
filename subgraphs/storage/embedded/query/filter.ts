import { notCovered, StoreError } from "../errors.ts";
import { compare, equal } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isMaxKey, isMinKey, isNumber, isRegex, isTrue, toSafeInteger, typeName, typeRank } from "../values/value.ts";
import { modulo, toDouble } from "../values/arithmetic.ts";
import { compileExpression } from "./expression.ts";
import type { Variables } from "./expression.ts";
import { parsePath, visitPath } from "./paths.ts";
import { toRegExp } from "./regex.ts";

/** Whether a document meets a filter. */
export type Predicate = (document: Document) => boolean;
/** Whether one value meets a condition. */
export type Test = (value: Value) => boolean;

const DEPTH_MAX = 100;

/** Compiles a query filter. Unknown or uncovered operators are errors, never ignored. */
export function compileFilter(filter: Document, variables: Variables = {}, depth = 0): Predicate {
  if (depth > DEPTH_MAX) throw new StoreError(2, `a filter is nested deeper than ${DEPTH_MAX} levels`);
  const parts = Object.keys(filter).map((name) => compilePart(name, filter[name], { variables, depth }));
  const [only] = parts;
  if (parts.length === 0) return () => true;
  return only !== undefined && parts.length === 1 ? only : (document) => parts.every((part) => part(document));
}

function compilePart(name: string, condition: Value, { variables, depth }: { variables: Variables; depth: number }): Predicate {
  if (!name.startsWith("$")) return compileField(name, condition, depth);
  const all = (): Predicate[] => filters(name, condition).map((item) => compileFilter(item, variables, depth + 1));
  switch (name) {
    case "$and": {
      const parts = all();
      return (document) => parts.every((part) => part(document));
    }
    case "$or": {
      const parts = all();
      return (document) => parts.some((part) => part(document));
    }
    case "$nor": {
      const parts = all();
      return (document) => !parts.some((part) => part(document));
    }
    case "$expr": {
      const evaluate = compileExpression(condition);
      return (document) => isTrue(evaluate(document, { ...variables, ROOT: document, CURRENT: document }));
    }
    case "$comment":
      return () => true;
    case "$where":
    case "$text":
    case "$jsonSchema":
    case "$sampleRate":
      throw notCovered(name);
    default:
      throw new StoreError(2, `unknown top level operator: ${name}`);
  }
}

function filters(name: string, condition: Value): Document[] {
  if (!isArray(condition) || condition.length === 0) throw new StoreError(2, `${name} must be a nonempty array`);
  return condition.map((item) => {
    if (!isDocument(item)) throw new StoreError(2, `${name} entries need to be full objects`);
    return item;
  });
}

/** Whether a condition is a document of operators (`{ $gt: 1 }`) and not a value to be equal to. */
export function isOperators(condition: Value): condition is Document {
  return isDocument(condition) && Object.keys(condition)[0]?.startsWith("$") === true && !("$ref" in condition);
}

function compileField(path: string, condition: Value, depth: number): Predicate {
  const steps = parsePath(path);
  const tests = compileConditions(condition, depth);
  const [only] = tests;
  const match = (test: FieldTest): Predicate => {
    const found: Predicate = (document) => visitPath(document, steps, test.whole ? test.test : expanding(test.test));
    return test.negated ? (document) => !found(document) : found;
  };
  if (only !== undefined && tests.length === 1) return match(only);
  const parts = tests.map(match);
  return (document) => parts.every((part) => part(document));
}

/** A value, or any element of it when it is an array. */
function expanding(test: Test): Test {
  return (value) => test(value) || (isArray(value) && value.some(test));
}

/** A condition on a field; `whole` ones look at an array itself, `negated` ones hold when no value meets the test. */
interface FieldTest {
  readonly test: Test;
  readonly whole?: boolean;
  readonly negated?: boolean;
}

function compileConditions(condition: Value, depth: number): FieldTest[] {
  if (!isOperators(condition)) return [{ test: equalityOrRegex(condition) }];
  const result: FieldTest[] = [];
  for (const [operator, operand] of Object.entries(condition)) {
    if (operator === "$options") {
      if (!("$regex" in condition)) throw new StoreError(2, "$options needs a $regex");
      continue;
    }
    result.push(operator === "$regex" ? { test: regexTest(operand, condition["$options"]) } : compileOperator(operator, operand, depth));
  }
  return result;
}

/** The condition on a single value, as `$elemMatch` and `$pull` use it: the value itself, arrays not opened twice. */
export function compileValueTest(condition: Document, depth = 0): Test {
  const tests = compileConditions(condition, depth).map(({ test, whole, negated }) => {
    const found = whole ? test : expanding(test);
    return negated ? (value: Value) => !found(value) : found;
  });
  return (value) => tests.every((test) => test(value));
}

function compileOperator(operator: string, operand: Value, depth: number): FieldTest {
  switch (operator) {
    case "$eq":
      return { test: equality(operand) };
    case "$ne":
      return { test: equality(operand), negated: true };
    case "$in":
      return { test: membership(operator, operand) };
    case "$nin":
      return { test: membership(operator, operand), negated: true };
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return { test: range(operator, operand) };
    case "$exists":
      return { test: (value) => value !== undefined, whole: true, negated: !isTrue(operand) };
    case "$type":
      return typeTest(operand);
    case "$mod":
      return { test: modTest(operand) };
    case "$size":
      return { test: sizeTest(operand), whole: true };
    case "$all":
      return allTest(operand, depth);
    case "$elemMatch":
      return { test: elemMatch(operand, depth), whole: true };
    case "$not":
      return { test: negatable(operand, depth), whole: true, negated: true };
    case "$comment":
      return { test: () => true, whole: true };
    default:
      if (KNOWN.has(operator)) throw notCovered(operator);
      throw new StoreError(2, `unknown operator: ${operator}`);
  }
}

const KNOWN = new Set([
  "$bitsAllSet",
  "$bitsAllClear",
  "$bitsAnySet",
  "$bitsAnyClear",
  "$near",
  "$nearSphere",
  "$geoWithin",
  "$geoIntersects",
]);

function negatable(operand: Value, depth: number): Test {
  if (isRegex(operand)) return expanding(equalityOrRegex(operand));
  if (!isOperators(operand)) throw new StoreError(2, "$not needs a regex or a document");
  return compileValueTest(operand, depth + 1);
}

function equality(operand: Value): Test {
  if (typeof operand === "string") return (value) => value === operand;
  return (value) => equal(value, operand);
}

function equalityOrRegex(operand: Value): Test {
  return isRegex(operand) ? regexTest(operand, undefined) : equality(operand);
}

function regexTest(operand: Value, options: Value): Test {
  const pattern = isRegex(operand) ? operand.pattern : operand;
  if (typeof pattern !== "string") throw new StoreError(2, "$regex has to be a string");
  const flags = typeof options === "string" ? options : isRegex(operand) ? operand.options : "";
  const regex = toRegExp(pattern, flags);
  return (value) =>
    typeof value === "string" ? regex.test(value) : isRegex(value) && value.pattern === pattern && value.options === flags;
}

function membership(operator: string, operand: Value): Test {
  if (!isArray(operand)) throw new StoreError(2, `${operator} needs an array`);
  const strings = new Set<Value>();
  const others: Test[] = [];
  for (const item of operand) {
    if (typeof item === "string") strings.add(item);
    else if (isOperators(item)) throw new StoreError(2, `cannot nest $ under ${operator}`);
    else others.push(equalityOrRegex(item));
  }
  return (value) => (typeof value === "string" && strings.has(value)) || others.some((test) => test(value));
}

/** Only values of the operand's own type are compared; MinKey and MaxKey compare with everything. */
function range(operator: string, operand: Value): Test {
  if (isRegex(operand)) throw new StoreError(2, `Can't have RegEx as arg to predicate over field`);
  const rank = typeRank(operand);
  const anyType = isMinKey(operand) || isMaxKey(operand);
  const nan = isNumber(operand) && Number.isNaN(toDouble(operand));
  const holds = (order: number): boolean =>
    operator === "$gt" ? order > 0 : operator === "$gte" ? order >= 0 : operator === "$lt" ? order < 0 : order <= 0;
  return (value) => {
    if (typeRank(value) !== rank && !anyType) return false;
    const order = compare(value, operand);
    if (isNumber(value) && (nan || Number.isNaN(toDouble(value)))) return order === 0 && holds(0); // NaN is only equal to itself
    return holds(order);
  };
}

const TYPE_NUMBERS: Readonly<Record<number, string>> = {
  [-1]: "minKey",
  1: "double",
  2: "string",
  3: "object",
  4: "array",
  5: "binData",
  7: "objectId",
  8: "bool",
  9: "date",
  10: "null",
  11: "regex",
  13: "javascript",
  16: "int",
  17: "timestamp",
  18: "long",
  19: "decimal",
  127: "maxKey",
};
const TYPE_NAMES = new Set(Object.values(TYPE_NUMBERS));
const NUMBER_TYPES = ["int", "double", "long", "decimal"];

function typeTest(operand: Value): FieldTest {
  const names = new Set<string>();
  for (const item of isArray(operand) ? operand : [operand]) {
    const number = toSafeInteger(item);
    const name = number === null ? String(item) : TYPE_NUMBERS[number];
    if (name === "number") NUMBER_TYPES.forEach((each) => names.add(each));
    else if (name !== undefined && TYPE_NAMES.has(name)) names.add(name);
    else throw new StoreError(2, `Unknown type name alias: ${String(item)}`);
  }
  return { test: (value) => names.has(typeName(value)) };
}

function modTest(operand: Value): Test {
  const [divisor, remainder] = isArray(operand) && operand.length === 2 ? operand.map(toSafeInteger) : [];
  if (divisor === undefined || divisor === null || remainder === undefined || remainder === null || divisor === 0) {
    throw new StoreError(2, "malformed mod, needs to be an array of two whole numbers, the first not 0");
  }
  return (value) => {
    if (!isNumber(value)) return false;
    const whole = toSafeInteger(value);
    if (whole !== null) return whole % divisor === remainder;
    return typeName(value) === "long"
      ? toDouble(modulo(value, divisor)) === remainder
      : Math.trunc(toDouble(value)) % divisor === remainder;
  };
}

function sizeTest(operand: Value): Test {
  const size = toSafeInteger(operand);
  if (size === null || size < 0) throw new StoreError(2, "$size must be a whole number");
  return (value) => isArray(value) && value.length === size;
}

/** Every item is met by the whole value or by one of its elements. */
function allTest(operand: Value, depth: number): FieldTest {
  if (!isArray(operand)) throw new StoreError(2, "$all needs an array");
  const tests = operand.map((item) => {
    if (isDocument(item) && "$elemMatch" in item) return elemMatch(item["$elemMatch"], depth);
    return expanding(equalityOrRegex(item));
  });
  return { test: (value) => tests.length > 0 && tests.every((test) => test(value)), whole: true };
}

function elemMatch(operand: Value, depth: number): Test {
  if (!isDocument(operand)) throw new StoreError(2, "$elemMatch needs an Object");
  const first = Object.keys(operand)[0] ?? "";
  const logical = ["$and", "$or", "$nor", "$expr"].includes(first);
  if (isOperators(operand) && !logical) {
    const tests = compileConditions(operand, depth + 1).map(({ test, negated }) => (negated ? (value: Value) => !test(value) : test));
    return (value) => isArray(value) && value.some((item) => tests.every((test) => test(item)));
  }
  const predicate = compileFilter(operand, {}, depth + 1);
  return (value) => isArray(value) && value.some((item) => isDocument(item) && predicate(item));
}
