import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isTrue, isNumber, toSafeInteger } from "../values/value.ts";
import type { Expression, Variables } from "./expression.ts";
import { compileExpression } from "./expression.ts";
import { compileFilter, compileValueTest, isOperators } from "./filter.ts";
import { own } from "./paths.ts";

/** Shapes a document that was read; the document given is not changed. */
export type Projection = (document: Document, variables?: Variables) => Document;

/** A tree of the fields named in a projection. */
interface Node {
  readonly children: Map<string, Node>;
  readonly leaf: Leaf | null;
}
type Leaf =
  | { readonly kind: "include" | "exclude" }
  | { readonly kind: "compute"; readonly value: Expression }
  | { readonly kind: "shape"; readonly shape: (value: Value) => Value };

/** Compiles the projection of `find` or `$project`: inclusion, exclusion, computed fields, `$slice` and `$elemMatch` (the two only in `find`). */
export function compileProjection(projection: Document, inFind: boolean): Projection | null {
  const names = Object.keys(projection);
  if (names.length === 0) {
    if (inFind) return null;
    throw new StoreError(51272, "Invalid $project :: caused by :: projection specification must have at least one field");
  }
  const root: Node = { children: new Map(), leaf: null };
  const modes = new Set<"include" | "exclude">();
  for (const name of names) build({ root, modes, inFind }, name.split("."), projection[name]);
  if (modes.size > 1) throw new StoreError(31254, "Cannot do exclusion and inclusion in one projection, except for _id");
  const including = modes.has("include");
  const id = root.children.get("_id");
  if (including && !id) root.children.set("_id", { children: new Map(), leaf: { kind: "include" } });
  const onlyId = modes.size === 0 && id?.leaf?.kind === "include" && names.length === 1;
  const keep = !including && !onlyId;
  return (document, variables = {}) => shapeDocument(document, root, { keep, root: document, variables: { ROOT: document, ...variables } });
}

interface Building {
  readonly root: Node;
  readonly modes: Set<"include" | "exclude">;
  readonly inFind: boolean;
}

function build(building: Building, path: readonly string[], value: Value): void {
  if (path.some((name) => name === "$")) throw notCovered("the positional $ in a projection");
  if (isDocument(value) && !isOperators(value)) {
    if (Object.keys(value).length === 0) throw new StoreError(51270, "An empty sub-projection is not a valid value");
    for (const [name, inner] of Object.entries(value)) build(building, [...path, ...name.split(".")], inner);
    return;
  }
  const leaf = leafOf(building, path, value);
  let node = building.root;
  for (const name of path.slice(0, -1)) {
    let next = node.children.get(name);
    if (next?.leaf) throw new StoreError(31250, `Path collision at ${path.join(".")}`);
    if (!next) node.children.set(name, (next = { children: new Map(), leaf: null }));
    node = next;
  }
  const last = path.at(-1) ?? "";
  if (last === "" || node.children.has(last)) throw new StoreError(31250, `Path collision at ${path.join(".")}`);
  node.children.set(last, { children: new Map(), leaf });
}

function leafOf({ modes, inFind }: Building, path: readonly string[], value: Value): Leaf {
  const isId = path.length === 1 && path[0] === "_id";
  if (typeof value === "boolean" || isNumber(value)) {
    const kind = isTrue(value) ? "include" : "exclude";
    if (!isId) modes.add(kind);
    return { kind };
  }
  if (inFind && isDocument(value) && "$slice" in value) return { kind: "shape", shape: slicing(value["$slice"]) };
  if (inFind && isDocument(value) && "$elemMatch" in value) {
    modes.add("include");
    return { kind: "shape", shape: firstMatch(value["$elemMatch"]) };
  }
  if (isDocument(value) && "$meta" in value) throw notCovered("$meta");
  modes.add("include");
  return { kind: "compute", value: compileExpression(value) };
}

function slicing(operand: Value): (value: Value) => Value {
  const [first, second] = (isArray(operand) ? operand : [operand]).map(toSafeInteger);
  if (first === null || first === undefined || second === null) throw new StoreError(28667, "$slice needs one or two whole numbers");
  return (value) => {
    if (!isArray(value)) return value;
    if (second === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}

function firstMatch(operand: Value): (value: Value) => Value {
  if (!isDocument(operand)) throw new StoreError(2, "elemMatch: Invalid argument, object required");
  const predicate = isOperators(operand) ? null : compileFilter(operand);
  const test = predicate ? (item: Value): boolean => isDocument(item) && predicate(item) : compileValueTest(operand);
  return (value) => {
    if (!isArray(value)) return undefined;
    const index = value.findIndex(test);
    return index < 0 ? undefined : [value[index]];
  };
}

interface Shaping {
  readonly keep: boolean;
  readonly root: Document;
  readonly variables: Variables;
}

/** Fields in the document's order, then the computed ones in the projection's. */
function shapeDocument(document: Document, node: Node, shaping: Shaping): Document {
  const result: Document = {};
  const put = (name: string, value: Value): void => {
    if (value !== undefined) result[name] = value;
  };
  for (const name of Object.keys(document)) {
    const child = node.children.get(name);
    if (!child) {
      if (shaping.keep) put(name, document[name]);
    } else put(name, shapeValue(own(document, name), child, shaping));
  }
  for (const [name, child] of node.children) {
    if (Object.hasOwn(document, name)) continue;
    if (child.leaf?.kind === "compute") put(name, child.leaf.value(shaping.root, shaping.variables));
    else if (!child.leaf && computes(child)) put(name, shapeDocument({}, child, shaping));
  }
  return result;
}

function computes(node: Node): boolean {
  return node.leaf?.kind === "compute" || [...node.children.values()].some(computes);
}

function shapeValue(value: Value, node: Node, shaping: Shaping): Value {
  const { leaf } = node;
  if (leaf?.kind === "include") return value;
  if (leaf?.kind === "exclude") return undefined;
  if (leaf?.kind === "compute") return leaf.value(shaping.root, shaping.variables);
  if (leaf?.kind === "shape") return leaf.shape(value);
  if (isDocument(value)) return shapeDocument(value, node, shaping);
  if (isArray(value)) {
    return value.flatMap((item) => {
      if (!isDocument(item) && !isArray(item)) return shaping.keep ? [item] : [];
      return [shapeValue(item, node, shaping)];
    });
  }
  return shaping.keep ? value : computes(node) ? shapeDocument({}, node, shaping) : undefined;
}
