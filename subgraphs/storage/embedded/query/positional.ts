import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";
import type { Variables } from "./expression.ts";
import type { Predicate } from "./filter.ts";
import { compileFilter } from "./filter.ts";
import { own } from "./paths.ts";
import { isOperators } from "./valueTests.ts";

/** The place in the array at a path that a filter matched; -1 when the filter says nothing of that array's elements. */
export type Locate = (document: Document, path: readonly string[]) => number;

interface Asked {
  readonly filter: Document;
  readonly variables: Variables;
  readonly order: Order;
}

/**
 * What the positional `$` means: the first element that meets every condition on the array. When several conditions are met by different elements,
 * MongoDB leaves open which one it is; here it is that of the last condition.
 */
export function locator({ filter, variables, order }: Asked): Locate {
  const made = new Map<string, readonly Predicate[]>();
  const predicatesFor = (path: string): readonly Predicate[] => {
    const known = made.get(path);
    if (known) return known;
    const parts = partsAbout(filter, path);
    const tried = parts.length === 0 ? [] : [{ $and: parts }, ...[...parts].reverse()];
    const predicates = tried.map((part) => compileFilter(part, variables, order));
    made.set(path, predicates);
    return predicates;
  };
  return (document, path) => {
    const items = valueAt(document, path);
    if (!isArray(items)) return -1;
    for (const predicate of predicatesFor(path.join("."))) {
      const index = items.findIndex((item) => predicate(withValue(document, path, [item])));
      if (index >= 0) return index;
    }
    return -1;
  };
}

/** Conditions that no element meets, or that look at the array as a whole: they choose no element. */
const WITHOUT_ELEMENT = new Set(["$ne", "$nin", "$not", "$size", "$comment", "$options"]);

/** The conditions of a filter on the elements of one array, each a filter of its own. */
function partsAbout(filter: Document, path: string): Document[] {
  return Object.entries(filter).flatMap(([name, condition]): Document[] => {
    if (name === "$and" && isArray(condition)) return condition.filter(isDocument).flatMap((part) => partsAbout(part, path));
    if (name === "$or" && isArray(condition)) {
      const branches = condition
        .filter(isDocument)
        .map((branch) => partsAbout(branch, path))
        .filter((parts) => parts.length > 0);
      return branches.length > 0 ? [{ $or: branches.map((parts) => ({ $and: parts })) }] : [];
    }
    const inner = name === path ? "" : name.startsWith(`${path}.`) ? name.slice(path.length + 1) : null;
    if (inner === null || /^\d+(\.|$)/.test(inner)) return [];
    if (!isOperators(condition)) return [{ [name]: condition }];
    return Object.entries(condition).flatMap(([operator, operand]) =>
      conditionsOf(name, { operator, operand, condition, whole: inner === "" }),
    );
  });
}

interface Condition {
  readonly operator: string;
  readonly operand: Value;
  readonly condition: Document;
  readonly whole: boolean;
}

function conditionsOf(name: string, { operator, operand, condition, whole }: Condition): Document[] {
  if (WITHOUT_ELEMENT.has(operator)) return [];
  if (operator === "$exists") return whole || operand === false ? [] : [{ [name]: { $exists: operand } }];
  if (operator === "$all" && isArray(operand)) {
    return operand.map((item) => ({ [name]: isDocument(item) && "$elemMatch" in item ? item : { $all: [item] } }));
  }
  if (operator === "$regex" && "$options" in condition) return [{ [name]: { $regex: operand, $options: condition["$options"] } }];
  return [{ [name]: { [operator]: operand } }];
}

function valueAt(document: Document, path: readonly string[]): Value {
  let value: Value = document;
  for (const name of path) {
    if (isDocument(value)) value = own(value, name);
    else if (isArray(value) && /^\d+$/.test(name)) value = value[Number(name)];
    else return undefined;
  }
  return value;
}

/** A copy of the document in which the path holds another value. */
function withValue(document: Document, path: readonly string[], value: Value): Document {
  const [name, ...rest] = path;
  if (name === undefined) return document;
  return { ...document, [name]: replacedIn(own(document, name), rest, value) };
}

function replacedIn(before: Value, path: readonly string[], value: Value): Value {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (isDocument(before)) return withValue(before, path, value);
  return isArray(before) ? before.map((item, i) => (String(i) === name ? replacedIn(item, rest, value) : item)) : before;
}
