import { notCovered, StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import { SIMPLE } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue } from "../values/value.ts";
import { OPERATORS } from "./expressionOperators.ts";
import type { Operator } from "./operator.ts";
import { follow, own, putField } from "./paths.ts";

/** Variables of an expression by name, without `$$`: ROOT, those of `let`, and `this`, `value` inside array operators. */
export type Variables = Readonly<Record<string, Value>>;
/** An expression, compiled: the document it stands in and the variables give its value; `undefined` is a missing field. */
export type Expression = (document: Document, variables: Variables) => Value;

/** What an expression is compiled with: how it compares, and the variables there will be. */
export interface ExpressionScope {
  readonly order: Order;
  readonly names: ReadonlySet<string>;
  readonly depth?: number;
}

const PLAIN: ExpressionScope = { order: SIMPLE, names: new Set() };
const DEPTH_MAX = 100;

/** Compiles an aggregation expression. Operators that are not covered are refused with code 238, unknown ones with 168. */
export function compileExpression(expression: Value, scope: ExpressionScope = PLAIN): Expression {
  const { depth = 0 } = scope;
  if (depth > DEPTH_MAX) throw new StoreError(2, `an expression is nested deeper than ${DEPTH_MAX} levels`);
  const inner = { ...scope, depth: depth + 1 };
  if (typeof expression === "string" && expression.startsWith("$")) return compileReference(expression, scope);
  if (isArray(expression)) {
    const items = expression.map((item) => compileExpression(item, inner));
    return (document, variables) => items.map((item) => item(document, variables) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const names = Object.keys(expression);
  const [first] = names;
  if (first?.startsWith("$")) {
    if (names.length > 1) throw new StoreError(15983, "an object representing an expression must have exactly one field");
    return compileOperator(first, expression[first], inner);
  }
  return compileDocument(expression, inner);
}

function compileDocument(expression: Document, scope: ExpressionScope): Expression {
  const fields = Object.keys(expression).map((name): readonly [string, Expression] => {
    if (name.includes("."))
      throw new StoreError(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField: ${name}`);
    if (name.startsWith("$")) throw new StoreError(15983, "an object representing an expression must have exactly one field");
    return [name, compileExpression(expression[name], scope)];
  });
  return (document, variables) => {
    const result: Document = {};
    for (const [name, field] of fields) putField(result, name, field(document, variables));
    return result;
  };
}

/** The names of a dotted path, as expressions and projections take it. */
export function fieldPath(path: string): readonly string[] {
  if (path === "") throw new StoreError(40352, "FieldPath cannot be constructed with empty string");
  if (path.endsWith(".")) throw new StoreError(40353, "FieldPath must not end with a '.'.");
  const names = path.split(".");
  if (names.includes("")) throw new StoreError(15998, `FieldPath field names may not be empty strings: ${path}`);
  const odd = names.find((name) => name.startsWith("$"));
  if (odd !== undefined)
    throw new StoreError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField: ${odd}`);
  return names;
}

const SYSTEM = new Set(["CLUSTER_TIME", "SEARCH_META", "USER_ROLES", "JS_SCOPE", "IS_MR"]);

function compileReference(reference: string, { names }: ExpressionScope): Expression {
  if (reference === "$") throw new StoreError(16872, "'$' by itself is not a valid FieldPath");
  const path = fieldPath(reference.replace(/^\$\$?/, ""));
  if (!reference.startsWith("$$")) return (document) => follow(document, path, 0);
  const [name = "", ...rest] = path;
  if (name === "REMOVE") return () => undefined;
  if (name === "CURRENT") return (document) => follow(document, rest, 0);
  if (name === "ROOT") return (document, variables) => follow(Object.hasOwn(variables, name) ? variables[name] : document, rest, 0);
  if (name === "NOW") return (_document, variables) => follow(variables["NOW"] ?? new Date(), rest, 0);
  if (SYSTEM.has(name)) throw notCovered(`$$${name}`);
  if (!names.has(name)) throw new StoreError(17276, `Use of undefined variable: ${name}`);
  return (_document, variables) => follow(variables[name], rest, 0);
}

function compileOperator(name: string, operand: Value, scope: ExpressionScope): Expression {
  if (name === "$literal" || name === "$const") return () => operand;
  const scoped = Object.hasOwn(SCOPED, name) ? SCOPED[name] : undefined;
  if (scoped) return scoped(operand, compilerIn(scope));
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) {
    if (KNOWN.has(name)) throw notCovered(name);
    throw new StoreError(168, `Unrecognized expression '${name}'`);
  }
  if (operator.named && (!operator.arity || (isDocument(operand) && operator.named.some((part) => part in operand))))
    return compileNamed(name, operand, { operator, scope });
  const parts = (isArray(operand) ? operand : [operand]).map((part) => compileExpression(part, scope));
  const [least, most] = operator.arity ?? [0, Infinity];
  if (parts.length < least || parts.length > most) {
    const takes = least === most ? `exactly ${least}` : `at least ${least} and at most ${most}`;
    throw new StoreError(16020, `Expression ${name} takes ${takes} arguments. ${parts.length} were passed in.`);
  }
  return (document, variables) =>
    operator.apply(
      parts.map((part) => part(document, variables)),
      scope.order,
    );
}

/** Operators of MongoDB that are refused. */
const KNOWN = new Set(
  (
    "$accumulator $acos $acosh $asin $asinh $atan $atan2 $atanh $binarySize $bsonSize $cosh $degreesToRadians $function $log $median $meta " +
    "$percentile $radiansToDegrees $rand $sampleRate $sinh $tanh $toHashedIndexKey $tsIncrement $tsSecond"
  ).split(" "),
);

/** Operators whose operand is a document of named arguments: the arguments' values come as one document. */
function compileNamed(name: string, operand: Value, { operator, scope }: { operator: Operator; scope: ExpressionScope }): Expression {
  const named = parts(operand);
  const odd = Object.keys(named).find((key) => operator.named?.includes(key) !== true);
  if (odd !== undefined) throw new StoreError(9, `${name} found an unknown argument: ${odd}`);
  const absent = (operator.required ?? []).find((key) => !(key in named));
  if (absent !== undefined) throw new StoreError(9, `${name} requires '${absent}' to be specified`);
  const fields = Object.keys(named).map((key): readonly [string, Expression] => [key, compileExpression(named[key], scope)]);
  return (document, variables) =>
    operator.apply([Object.fromEntries(fields.map(([key, field]) => [key, field(document, variables)]))], scope.order);
}

/** Compiles a part; `names`: variables that it has besides. */
type Compile = (part: Value, names?: readonly string[]) => Expression;

function compilerIn(scope: ExpressionScope): Compile {
  return (part, names = []) =>
    compileExpression(part, names.length === 0 ? scope : { ...scope, names: new Set([...scope.names, ...names]) });
}

/** Operators that choose what is evaluated, or bind variables. */
const SCOPED: Readonly<Record<string, (operand: Value, compile: Compile) => Expression>> = {
  $and: (operand, compile) => {
    const parts = list(operand).map((part) => compile(part));
    return (document, variables) => parts.every((part) => isTrue(part(document, variables)));
  },
  $or: (operand, compile) => {
    const parts = list(operand).map((part) => compile(part));
    return (document, variables) => parts.some((part) => isTrue(part(document, variables)));
  },
  $cond: (operand, compile) => {
    const given = isDocument(operand) ? condParts(operand) : list(operand);
    if (given.length !== 3) throw new StoreError(16020, `Expression $cond takes exactly 3 arguments. ${given.length} were passed in.`);
    const [condition, yes, no] = given;
    const [test, one, other] = [compile(condition), compile(yes), compile(no)];
    return (document, variables) => (isTrue(test(document, variables)) ? one(document, variables) : other(document, variables));
  },
  $ifNull: (operand, compile) => {
    const parts = list(operand).map((part) => compile(part));
    if (parts.length < 2) throw new StoreError(1257300, `$ifNull needs at least two arguments, had: ${parts.length}`);
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
    const bindings = Object.entries(parts(vars)).map(([name, value]): readonly [string, Expression] => [
      variableName(name),
      compile(value),
    ]);
    const inner = compile(
      body,
      bindings.map(([name]) => name),
    );
    return (document, variables) =>
      inner(document, { ...variables, ...Object.fromEntries(bindings.map(([name, value]) => [name, value(document, variables)])) });
  },
  $map: (operand, compile) => overArray(operand, { body: "in", compile, apply: (items, each) => items.map((item) => each(item) ?? null) }),
  $filter: (operand, compile) => {
    const { limit } = parts(operand);
    const most = limit === undefined ? null : compile(limit);
    return overArray(operand, {
      body: "cond",
      compile,
      apply: (items, each, scope) => {
        const found = items.filter((item) => isTrue(each(item)));
        const count = most?.(scope.document, scope.variables);
        if (count === undefined || count === null) return found;
        if (typeof count !== "number" || !Number.isInteger(count) || count < 1)
          throw new StoreError(327392, "$filter: limit must be a whole number above 0");
        return found.slice(0, count);
      },
    });
  },
  $reduce: (operand, compile) => {
    const { input, initialValue, in: body } = parts(operand);
    const [items, start, step] = [compile(input), compile(initialValue), compile(body, ["this", "value"])];
    return (document, variables) => {
      const array = items(document, variables);
      if (array === null || array === undefined) return null;
      if (!isArray(array)) throw new StoreError(40080, "$reduce requires that 'input' be an array");
      return array.reduce((value, item) => step(document, { ...variables, value, this: item }), start(document, variables));
    };
  },
  $getField: (operand, compile) => {
    const named = isDocument(operand) && !Object.keys(operand)[0]?.startsWith("$") ? operand : { field: operand };
    const [field, input] = [compile(named["field"]), compile("input" in named ? named["input"] : "$$CURRENT")];
    return (document, variables) => {
      const name = field(document, variables);
      if (typeof name !== "string") throw new StoreError(5654602, "$getField requires 'field' to evaluate to type String");
      const value = input(document, variables);
      return isDocument(value) ? own(value, name) : value === null ? null : undefined;
    };
  },
};

function condParts(operand: Document): Value[] {
  const names = ["if", "then", "else"];
  const odd = Object.keys(operand).find((name) => !names.includes(name));
  if (odd !== undefined) throw new StoreError(17083, `Unrecognized parameter to $cond: ${odd}`);
  return names.map((name, i) => {
    if (!(name in operand)) throw new StoreError(17080 + i, `Missing '${name}' parameter to $cond`);
    return operand[name];
  });
}

/** Names of a user's variables begin with a lowercase letter; rebinding CURRENT is not covered. */
export function variableName(name: string): string {
  if (name === "CURRENT") throw notCovered("a variable CURRENT of one's own");
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
    throw new StoreError(16867, `'${name}' starts with an invalid character for a user variable name`);
  return name;
}

interface Loop {
  readonly body: string;
  readonly compile: Compile;
  readonly apply: (items: Value[], each: (item: Value) => Value, scope: { document: Document; variables: Variables }) => Value;
}

function overArray(operand: Value, { body, compile, apply }: Loop): Expression {
  const named = parts(operand);
  const name = typeof named["as"] === "string" ? variableName(named["as"]) : "this";
  const input = compile(named["input"]);
  const step = compile(named[body], [name]);
  return (document, variables) => {
    const array = input(document, variables);
    if (array === null || array === undefined) return null;
    if (!isArray(array)) throw new StoreError(body === "in" ? 16883 : 28651, "input must be an array");
    return apply(array, (item) => step(document, { ...variables, [name]: item }), { document, variables });
  };
}

function compileSwitch(operand: Value, compile: Compile): Expression {
  const { branches, default: otherwise } = parts(operand);
  if (!isArray(branches) || branches.length === 0) throw new StoreError(40068, "$switch requires at least one branch.");
  const cases = branches.map((branch) => {
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
