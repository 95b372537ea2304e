import { notCovered, StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import { SIMPLE } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex, isTrue, toSafeInteger } from "../values/value.ts";
import type { Variables } from "./expression.ts";
import { compileExpression } from "./expression.ts";
import { parsePath, visitPath } from "./paths.ts";
import type { Test } from "./valueTests.ts";
import {
  bitsTest,
  equality,
  equalityOrRegex,
  isOperators,
  membership,
  modTest,
  range,
  regexTest,
  sizeTest,
  typeTest,
} from "./valueTests.ts";

/** Whether a document meets a filter. */
export type Predicate = (document: Document) => boolean;

/** What the parts of a filter are compiled with. */
interface Scope {
  readonly variables: Variables;
  readonly order: Order;
  readonly depth: number;
  /** Not inside `$elemMatch`: only there may `$expr` stand. */
  readonly top: boolean;
}

const DEPTH_MAX = 100;

/** Compiles a query filter; strings are compared as the order says. Unknown or uncovered operators are errors, never ignored. */
export function compileFilter(filter: Document, variables: Variables = {}, order: Order = SIMPLE): Predicate {
  return compile(filter, { variables, order, depth: 0, top: true });
}

function compile(filter: Document, scope: Scope): Predicate {
  if (scope.depth > DEPTH_MAX) throw new StoreError(2, `a filter is nested deeper than ${DEPTH_MAX} levels`);
  const parts = Object.keys(filter).map((name) => compilePart(name, filter[name], scope));
  const [only] = parts;
  if (parts.length === 0) return () => true;
  return only !== undefined && parts.length === 1 ? only : (document) => parts.every((part) => part(document));
}

function inner(scope: Scope): Scope {
  return { ...scope, depth: scope.depth + 1 };
}

function compilePart(name: string, condition: Value, scope: Scope): Predicate {
  if (!name.startsWith("$")) return compileField(name, condition, scope);
  const all = (): Predicate[] => filters(name, condition).map((item) => compile(item, inner(scope)));
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
      const { variables, order } = scope;
      if (!scope.top) throw new StoreError(2, "$expr can only be applied to the top-level document");
      const evaluate = compileExpression(condition, { order, names: new Set(Object.keys(variables)) });
      return (document) => isTrue(evaluate(document, { ...variables, ROOT: document }));
    }
    case "$comment":
      return () => true;
    case "$alwaysTrue":
    case "$alwaysFalse":
      if (toSafeInteger(condition) !== 1) throw new StoreError(9, `${name} must be an integer value of 1`);
      return () => name === "$alwaysTrue";
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

function compileField(path: string, condition: Value, scope: Scope): Predicate {
  const steps = parsePath(path);
  const match = (field: FieldTest): Predicate => {
    if ("not" in field) {
      const parts = field.not.map(match);
      return (document) => !parts.every((part) => part(document));
    }
    const test = field.whole ? field.test : expanding(field.test);
    return field.negated ? (document) => !visitPath(document, steps, test) : (document) => visitPath(document, steps, test);
  };
  const parts = compileConditions(condition, scope).map(match);
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : (document) => parts.every((part) => part(document));
}

/** A value, or any element of it when it is an array. */
function expanding(test: Test): Test {
  return (value) => test(value) || (isArray(value) && value.some(test));
}

/** A condition on a field, or (`$not`) that not all of some conditions hold. */
type FieldTest = Condition | { readonly not: readonly FieldTest[] };

/** `whole` ones look at an array itself, `negated` ones hold when no value meets the test. */
interface Condition {
  readonly test: Test;
  readonly whole?: boolean;
  readonly negated?: boolean;
  /** The same for an element inside `$elemMatch`, whose own elements are not looked at. */
  readonly single?: Test;
}

/** The condition on one value; `single`: its own elements are not looked at. */
function testOf(field: FieldTest, single: boolean): Test {
  if ("not" in field) {
    const tests = field.not.map((inner) => testOf(inner, single));
    return (value) => !tests.every((test) => test(value));
  }
  const test = single ? (field.single ?? field.test) : field.whole ? field.test : expanding(field.test);
  return field.negated ? (value) => !test(value) : test;
}

function compileConditions(condition: Value, scope: Scope): FieldTest[] {
  if (!isOperators(condition)) return [{ test: equalityOrRegex(condition, scope.order) }];
  const result: FieldTest[] = [];
  for (const [operator, operand] of Object.entries(condition)) {
    if (operator === "$options") {
      if (!("$regex" in condition)) throw new StoreError(2, "$options needs a $regex");
      continue;
    }
    result.push(operator === "$regex" ? { test: patternTest(condition) } : compileOperator(operator, operand, scope));
  }
  return result;
}

/** `$regex` with its `$options`, which may not be given twice. */
function patternTest(condition: Document): Test {
  const { $regex: pattern, $options: options } = condition;
  if (isRegex(pattern) && pattern.options !== "" && options !== undefined) {
    const [first] = Object.keys(condition).filter((name) => name === "$regex" || name === "$options");
    throw new StoreError(first === "$options" ? 51074 : 51075, "options set in both $regex and $options");
  }
  return regexTest(pattern, options);
}

/** The condition on a single value, as `$pull` and array filters use it: the value itself, or an element of it when it is an array. */
export function compileValueTest(condition: Document, order: Order = SIMPLE): Test {
  return valueTest(condition, { variables: {}, order, depth: 0, top: false });
}

function valueTest(condition: Document, scope: Scope, single = false): Test {
  const tests = compileConditions(condition, scope).map((field) => testOf(field, single));
  return (value) => tests.every((test) => test(value));
}

function compileOperator(operator: string, operand: Value, scope: Scope): FieldTest {
  const { order } = scope;
  switch (operator) {
    case "$eq":
      return { test: equality(operand, order) };
    case "$ne":
      if (isRegex(operand)) throw new StoreError(2, "Can't have regex as arg to $ne.");
      return { test: equality(operand, order), negated: true };
    case "$in":
    case "$nin":
      return { test: membership(operand, order), negated: operator === "$nin" };
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return { test: range(operator, operand, order) };
    case "$exists":
      return { test: (value) => value !== undefined, whole: true, negated: !isTrue(operand) };
    case "$type":
      return { test: typeTest(operand) };
    case "$mod":
      return { test: modTest(operand) };
    case "$size":
      return { test: sizeTest(operand), whole: true };
    case "$all":
      return allTest(operand, scope);
    case "$elemMatch":
      return { test: elemMatch(operand, scope), whole: true };
    case "$not":
      return { not: negatable(operand, scope) };
    case "$comment":
      return { test: () => true, whole: true };
    default:
      return rareOperator(operator, operand);
  }
}

const GEO = new Set(["$near", "$nearSphere", "$geoWithin", "$geoIntersects"]);

function rareOperator(operator: string, operand: Value): FieldTest {
  const test = bitsTest(operator, operand);
  if (test) return { test };
  if (GEO.has(operator)) throw notCovered(operator);
  throw new StoreError(2, `unknown operator: ${operator}`);
}

function negatable(operand: Value, scope: Scope): readonly FieldTest[] {
  if (isRegex(operand)) return [{ test: equalityOrRegex(operand, scope.order) }];
  if (isDocument(operand) && Object.keys(operand).length === 0) throw new StoreError(2, "$not cannot be empty");
  if (!isOperators(operand)) throw new StoreError(2, "$not needs a regex or a document");
  return compileConditions(operand, inner(scope));
}

/** Every item is met by the whole value or by one of its elements. */
function allTest(operand: Value, scope: Scope): FieldTest {
  if (!isArray(operand)) throw new StoreError(2, "$all needs an array");
  const elements = operand.filter((item) => isDocument(item) && Object.keys(item)[0] === "$elemMatch").length;
  if (elements > 0 && elements < operand.length) throw new StoreError(2, "$all/$elemMatch has to be consistent");
  const tests = operand.map((item) => {
    if (elements > 0 && isDocument(item)) return elemMatch(item["$elemMatch"], scope);
    if (isOperators(item)) throw new StoreError(2, "no $ expressions in $all");
    return equalityOrRegex(item, scope.order);
  });
  const all =
    (list: readonly Test[]): Test =>
    (value) =>
      list.length > 0 && list.every((test) => test(value));
  return { test: all(elements > 0 ? tests : tests.map(expanding)), single: all(tests), whole: true };
}

const LOGICAL = new Set(["$and", "$or", "$nor", "$expr", "$where"]);

/** An element that meets every condition: operators on the element itself, or a filter on an embedded document. */
function elemMatch(operand: Value, scope: Scope): Test {
  if (!isDocument(operand)) throw new StoreError(2, "$elemMatch needs an Object");
  const test = elementTest(operand, scope);
  return (value) => isArray(value) && value.some(test);
}

/** What `$elemMatch` asks of one element. */
export function compileElementTest(operand: Document, variables: Variables, order: Order): Test {
  return elementTest(operand, { variables, order, depth: 0, top: true });
}

function elementTest(operand: Document, scope: Scope): Test {
  if (isOperators(operand) && !LOGICAL.has(Object.keys(operand)[0] ?? "")) return valueTest(operand, inner(scope), true);
  const predicate = compile(operand, { ...inner(scope), top: false });
  return (value) => {
    if (isArray(value)) return predicate(Object.fromEntries(value.entries())); // an array in an array is an object whose fields are its places
    return isDocument(value) && predicate(value);
  };
}
