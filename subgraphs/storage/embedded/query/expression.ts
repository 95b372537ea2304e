import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue } from "../values/value.ts";
import { OPERATORS } from "./expressionOperators.ts";
import { isLeaf, leaf } from "./mingoLeaves.ts";
import { own } from "./paths.ts";

/** Variables of an expression by name, without `$$`: ROOT, CURRENT, those of `let`, and `this`, `value` inside array operators. */
export type Variables = Readonly<Record<string, Value>>;
/** An expression, compiled: the document it stands in and the variables give its value; `undefined` is a missing field. */
export type Expression = (document: Document, variables: Variables) => Value;

const DEPTH_MAX = 100;

/** Compiles an aggregation expression. Operators that are not covered are refused with code 238, unknown ones with 168. */
export function compileExpression(expression: Value, depth = 0): Expression {
  if (depth > DEPTH_MAX) throw new StoreError(2, `an expression is nested deeper than ${DEPTH_MAX} levels`);
  if (typeof expression === "string" && expression.startsWith("$")) return compileReference(expression);
  if (isArray(expression)) {
    const items = expression.map((item) => compileExpression(item, depth + 1));
    return (document, variables) => items.map((item) => item(document, variables) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const names = Object.keys(expression);
  const [first] = names;
  if (first?.startsWith("$")) {
    if (names.length > 1) throw new StoreError(15983, "an object representing an expression must have exactly one field");
    return compileOperator(first, expression[first], depth);
  }
  const fields = names.map((name): readonly [string, Expression] => [name, compileExpression(expression[name], depth + 1)]);
  return (document, variables) => {
    const result: Document = {};
    for (const [name, field] of fields) {
      const value = field(document, variables);
      if (value !== undefined) result[name] = value;
    }
    return result;
  };
}

function compileReference(reference: string): Expression {
  if (!reference.startsWith("$$")) {
    const path = reference.slice(1).split(".");
    if (path.some((name) => name === "")) throw new StoreError(15998, `FieldPath field names may not be empty strings: ${reference}`);
    return (document) => follow(document, path, 0);
  }
  const [name = "", ...path] = reference.slice(2).split(".");
  if (name === "REMOVE") return () => undefined;
  return (document, variables) => {
    if (name === "NOW") return follow(variables["NOW"] ?? new Date(), path, 0);
    if (name === "ROOT" || name === "CURRENT") return follow(Object.hasOwn(variables, name) ? variables[name] : document, path, 0);
    if (!Object.hasOwn(variables, name)) throw new StoreError(17276, `Use of undefined variable: ${name}`);
    return follow(variables[name], path, 0);
  };
}

/** A field path in an expression: arrays are mapped over, and never indexed by number. */
export function follow(value: Value, path: readonly string[], at: number): Value {
  const name = path[at];
  if (name === undefined) return value;
  if (isDocument(value)) return follow(own(value, name), path, at + 1);
  if (!isArray(value)) return undefined;
  const found: Value[] = [];
  for (const item of value) {
    if (!isDocument(item) && !isArray(item)) continue;
    const inner = follow(item, path, at);
    if (inner !== undefined) found.push(inner);
  }
  return found;
}

function compileOperator(name: string, operand: Value, depth: number): Expression {
  const compile = (part: Value): Expression => compileExpression(part, depth + 1);
  if (name === "$literal") return () => operand;
  const scoped = SCOPED[name];
  if (scoped) return scoped(operand, compile);
  const known = OPERATORS[name];
  const apply = known?.apply ?? (isLeaf(name) ? leaf(name) : null);
  if (!apply) {
    if (name === "$function" || name === "$accumulator") throw notCovered(name);
    throw new StoreError(168, `Unrecognized expression '${name}', or one that the embedded store does not cover`);
  }
  if (known?.named) return compileNamed(operand, compile, apply);
  const parts = (isArray(operand) ? operand : [operand]).map(compile);
  const [least, most] = known?.arity ?? [0, 100];
  if (parts.length < least || parts.length > most) {
    throw new StoreError(
      16020,
      `Expression ${name} takes ${least === most ? least : `${least} to ${most}`} arguments, ${parts.length} were passed in`,
    );
  }
  return (document, variables) => apply(parts.map((part) => part(document, variables)));
}

/** Operators whose operand is a document of named arguments: the arguments' values come as one document. */
function compileNamed(operand: Value, compile: (part: Value) => Expression, apply: (values: Value[]) => Value): Expression {
  if (!isDocument(operand)) throw new StoreError(9, "the operator needs a document of named arguments");
  const fields = Object.keys(operand).map((key): readonly [string, Expression] => [key, compile(operand[key])]);
  return (document, variables) => apply([Object.fromEntries(fields.map(([key, field]) => [key, field(document, variables)]))]);
}

type Compile = (part: Value) => Expression;

/** Operators that choose what is evaluated, or bind variables. */
const SCOPED: Readonly<Record<string, (operand: Value, compile: Compile) => Expression>> = {
  $and: (operand, compile) => {
    const parts = list(operand).map(compile);
    return (document, variables) => parts.every((part) => isTrue(part(document, variables)));
  },
  $or: (operand, compile) => {
    const parts = list(operand).map(compile);
    return (document, variables) => parts.some((part) => isTrue(part(document, variables)));
  },
  $cond: (operand, compile) => {
    const [condition, yes, no] = isDocument(operand) ? [operand["if"], operand["then"], operand["else"]] : list(operand);
    const [test, one, other] = [compile(condition), compile(yes), compile(no)];
    return (document, variables) => (isTrue(test(document, variables)) ? one(document, variables) : other(document, variables));
  },
  $ifNull: (operand, compile) => {
    const parts = list(operand).map(compile);
    return (document, variables) => {
      let value: Value;
      for (const part of parts) {
        value = part(document, variables);
        if (value !== null && value !== undefined) break;
      }
      return value;
    };
  },
  $switch: compileSwitch,
  $let: (operand, compile) => {
    const { vars, in: body } = parts(operand);
    const bindings = Object.entries(parts(vars)).map(([name, value]): readonly [string, Expression] => [name, compile(value)]);
    const inner = compile(body);
    return (document, variables) =>
      inner(document, { ...variables, ...Object.fromEntries(bindings.map(([name, value]) => [name, value(document, variables)])) });
  },
  $map: (operand, compile) => {
    const { input, as, in: body } = parts(operand);
    return overArray({ input: compile(input), as, body: compile(body), apply: (items, each) => items.map((item) => each(item) ?? null) });
  },
  $filter: (operand, compile) => {
    const { input, as, cond } = parts(operand);
    if (parts(operand)["limit"] !== undefined) throw notCovered("$filter with limit");
    return overArray({
      input: compile(input),
      as,
      body: compile(cond),
      apply: (items, each) => items.filter((item) => isTrue(each(item))),
    });
  },
  $reduce: (operand, compile) => {
    const { input, initialValue, in: body } = parts(operand);
    const [items, start, step] = [compile(input), compile(initialValue), compile(body)];
    return (document, variables) => {
      const array = items(document, variables);
      if (array === null || array === undefined) return null;
      if (!isArray(array)) throw new StoreError(40080, "$reduce requires that 'input' be an array");
      return array.reduce((value, item) => step(document, { ...variables, value, this: item }), start(document, variables));
    };
  },
};

interface Loop {
  readonly input: Expression;
  readonly as: Value;
  readonly body: Expression;
  readonly apply: (items: Value[], each: (item: Value) => Value) => Value;
}

function overArray({ input, as, body, apply }: Loop): Expression {
  const name = typeof as === "string" ? as : "this";
  return (document, variables) => {
    const array = input(document, variables);
    if (array === null || array === undefined) return null;
    if (!isArray(array)) throw new StoreError(16883, "input must be an array");
    return apply(array, (item) => body(document, { ...variables, [name]: item }));
  };
}

function compileSwitch(operand: Value, compile: Compile): Expression {
  const { branches, default: otherwise } = parts(operand);
  const cases = list(branches).map((branch) => {
    const { case: test, then } = parts(branch);
    return { test: compile(test), then: compile(then) };
  });
  const last = otherwise === undefined ? null : compile(otherwise);
  return (document, variables) => {
    const found = cases.find(({ test }) => isTrue(test(document, variables)));
    if (found) return found.then(document, variables);
    if (last) return last(document, variables);
    throw new StoreError(40066, "$switch could not find a matching branch for an input, and no default was specified");
  };
}

function list(operand: Value): Value[] {
  return isArray(operand) ? operand : [operand];
}

function parts(operand: Value): Document {
  if (!isDocument(operand)) throw new StoreError(9, "the operator needs a document of named arguments");
  return operand;
}
