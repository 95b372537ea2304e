import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isNumber, isTrue, toSafeInteger } from "../values/value.ts";
import type { Expression, ExpressionScope, Variables } from "./expression.ts";
import { compileExpression, fieldPath } from "./expression.ts";
import { compileElementTest } from "./filter.ts";
import { own, putField } from "./paths.ts";
import type { Locate } from "./positional.ts";
import { locator } from "./positional.ts";
import { isOperators } from "./valueTests.ts";

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
  /** `$slice` of a query's projection: in its place. */
  | { readonly kind: "slice"; readonly slice: (value: Value) => Value }
  /** `$elemMatch`: behind the other fields, as MongoDB puts it. */
  | { readonly kind: "element"; readonly choose: (value: Value) => Value }
  /** `a.$`: the first array on the way keeps the one element that the filter matched. */
  | { readonly kind: "positional" };

/** What a projection is compiled for. */
export interface ProjectionUse extends ExpressionScope {
  /** The filter and the variables of a `find`, whose projections know `$slice`, `$elemMatch` and `a.$`; `null` for `$project`. */
  readonly find: { readonly filter: Document; readonly variables: Variables } | null;
}

/** Compiles the projection of a `find` or of `$project`; `null` when it asks for the document as it is. */
export function compileProjection(projection: Document, use: ProjectionUse): Projection | null {
  const names = Object.keys(projection);
  if (names.length === 0) {
    if (use.find) return null;
    throw new StoreError(51272, "Invalid $project :: caused by :: projection specification must have at least one field");
  }
  const building: Building = { use, root: { children: new Map(), leaf: null }, kinds: new Set(), including: null };
  for (const name of names) build(building, name.split("."), projection[name]);
  const { root, kinds } = building;
  const id = root.children.get("_id");
  const including =
    building.including ?? (kinds.has("slice") ? id?.leaf?.kind === "include" : kinds.has("element") || id?.leaf?.kind === "include");
  if (including && !id) root.children.set("_id", { children: new Map(), leaf: { kind: "include" } });
  const locate = kinds.has("positional") && use.find ? locator({ ...use.find, order: use.order }) : null;
  return (document, variables = use.find?.variables ?? {}) =>
    shapeDocument(document, root, { keep: !including, root: document, variables: { ...variables, ROOT: document }, locate, path: [] });
}

interface Building {
  readonly use: ProjectionUse;
  readonly root: Node;
  /** The kinds of leaves that there are. */
  readonly kinds: Set<Leaf["kind"]>;
  /** `null` until a field decides it. */
  including: boolean | null;
}

function build(building: Building, path: readonly string[], value: Value): void {
  const place = path.indexOf("$");
  if (place >= 0) return buildPositional(building, path, { place, value });
  const operator = isDocument(value) ? Object.keys(value)[0] : undefined;
  if (isDocument(value) && !operator?.startsWith("$")) {
    if (operator === undefined) throw new StoreError(51270, "An empty sub-projection is not a valid value. Found empty object at path");
    for (const [name, inner] of Object.entries(value)) build(building, [...path, ...name.split(".")], inner);
    return;
  }
  put(building, path, leafOf(building, path, value));
}

function buildPositional(building: Building, path: readonly string[], { place, value }: { place: number; value: Value }): void {
  const { use, kinds } = building;
  if (!use.find) throw new StoreError(31324, "Cannot use positional projection in aggregation projection");
  if (isDocument(value)) throw new StoreError(31271, "positional projection cannot be used with an expression or sub object");
  if (!isNumber(value) && typeof value !== "boolean") throw new StoreError(31308, "positional projection cannot be used with a literal");
  if (!isTrue(value)) throw new StoreError(31395, "positional projection cannot be used with exclusion");
  if (place !== path.length - 1 || place === 0)
    throw new StoreError(31394, "As of 4.4, it's illegal to specify positional operator in the middle of a path.");
  if (kinds.has("positional")) throw new StoreError(31276, "Cannot specify more than one positional projection per query.");
  if (kinds.has("element")) throw new StoreError(31256, "Cannot specify positional operator and $elemMatch.");
  if (!mentions(use.find.filter, path[0] ?? ""))
    throw new StoreError(31277, `Positional projection '${path.join(".")}' does not match the query document.`);
  include(building, path);
  put(building, path.slice(0, -1), { kind: "positional" });
}

/** Whether a filter has a condition on the field or on something in it. */
function mentions(filter: Document, field: string): boolean {
  return Object.entries(filter).some(([name, condition]) =>
    name.startsWith("$")
      ? isArray(condition) && condition.some((part) => isDocument(part) && mentions(part, field))
      : name.split(".")[0] === field,
  );
}

function put({ root, kinds }: Building, path: readonly string[], leaf: Leaf): void {
  const dotted = path.join(".");
  fieldPath(dotted);
  let node = root;
  for (const name of path.slice(0, -1)) {
    let next = node.children.get(name);
    if (next?.leaf) throw new StoreError(31249, `Path collision at ${dotted}`);
    if (!next) node.children.set(name, (next = { children: new Map(), leaf: null }));
    node = next;
  }
  const last = path.at(-1) ?? "";
  if (node.children.has(last)) throw new StoreError(31250, `Path collision at ${dotted}`);
  node.children.set(last, { children: new Map(), leaf });
  kinds.add(leaf.kind);
}

function include(building: Building, path: readonly string[]): void {
  if (path.length === 1 && path[0] === "_id") return;
  if (building.including === false) throw new StoreError(31253, `Cannot do inclusion on field ${path.join(".")} in exclusion projection`);
  building.including = true;
}

function exclude(building: Building, path: readonly string[]): void {
  if (path.length === 1 && path[0] === "_id") return;
  if (building.including === true) throw new StoreError(31254, `Cannot do exclusion on field ${path.join(".")} in inclusion projection`);
  building.including = false;
}

function leafOf(building: Building, path: readonly string[], value: Value): Leaf {
  const { use, kinds } = building;
  if (typeof value === "boolean" || isNumber(value)) {
    const kind = isTrue(value) ? "include" : "exclude";
    if (kind === "include") include(building, path);
    else exclude(building, path);
    return { kind };
  }
  if (isDocument(value) && "$meta" in value) throw notCovered("$meta");
  const slice = use.find && isDocument(value) ? findSlice(value["$slice"]) : null;
  if (slice) return { kind: "slice", slice };
  if (isDocument(value) && "$elemMatch" in value) {
    if (!use.find) throw new StoreError(168, "Cannot use $elemMatch in this context");
    if (kinds.has("positional")) throw new StoreError(31255, "Cannot specify positional operator and $elemMatch.");
    if (path.length !== 1) throw new StoreError(31275, "Cannot use $elemMatch projection on a nested field.");
    return { kind: "element", choose: firstElement(value["$elemMatch"], use) };
  }
  if (building.including === false)
    throw new StoreError(isOperators(value) ? 31252 : 31310, "Cannot use expression other than $meta in exclusion projection");
  building.including = true;
  return { kind: "compute", value: compileExpression(value, use) };
}

/** `$slice` as queries have it: a number, or how many to skip and how many to take; `null` when it is an expression's. */
function findSlice(operand: Value): ((value: Value) => Value) | null {
  const [first, second] = (isArray(operand) ? operand : [operand]).map(toSafeInteger);
  if (isArray(operand) && (operand.length !== 2 || second === undefined || !operand.every((part) => isNumber(part)))) return null;
  if (first === null || first === undefined || second === null) return null;
  if (second !== undefined && second <= 0) throw new StoreError(28724, "Invalid $slice syntax: $slice limit must be positive");
  return (value) => {
    if (!isArray(value)) return value;
    if (second === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}

function firstElement(operand: Value, { find, order }: ProjectionUse): (value: Value) => Value {
  if (!isDocument(operand)) throw new StoreError(31274, "elemMatch: Invalid argument, object required");
  const test = compileElementTest(operand, find?.variables ?? {}, order);
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
  /** Finds the element for `a.$`; `null` when there is none to find any more. */
  readonly locate: Locate | null;
  readonly path: readonly string[];
}

/** Fields in the document's order, then the computed ones and `$elemMatch`es in the projection's. */
function shapeDocument(document: Document, node: Node, shaping: Shaping): Document {
  const result: Document = {};
  for (const name of Object.keys(document)) {
    const child = node.children.get(name);
    if (!child) {
      if (shaping.keep) putField(result, name, document[name]);
    } else if (child.leaf?.kind !== "element" && child.leaf?.kind !== "compute") {
      putField(result, name, shapeValue(own(document, name), child, { ...shaping, path: [...shaping.path, name] }));
    }
  }
  for (const [name, child] of node.children) {
    if (child.leaf?.kind === "element") putField(result, name, child.leaf.choose(own(document, name)));
    if (child.leaf?.kind === "compute") putField(result, name, child.leaf.value(shaping.root, shaping.variables));
    else if (!Object.hasOwn(document, name) && !child.leaf && has(child, "compute"))
      putField(result, name, shapeDocument({}, child, shaping));
  }
  return result;
}

function has(node: Node, kind: Leaf["kind"]): boolean {
  return node.leaf?.kind === kind || [...node.children.values()].some((child) => has(child, kind));
}

function shapeValue(value: Value, node: Node, shaping: Shaping): Value {
  const { leaf } = node;
  if (shaping.locate && isArray(value) && has(node, "positional")) {
    const narrowed = [value[placeIn(shaping.locate, shaping)]];
    return leaf ? narrowed : shapeValue(narrowed, node, { ...shaping, locate: null });
  }
  if (leaf) return leafValue(value, leaf, shaping);
  if (isDocument(value)) return shapeDocument(value, node, shaping);
  const computing = has(node, "compute");
  if (isArray(value)) {
    return value.flatMap((item) => {
      if (isDocument(item) || isArray(item)) return [shapeValue(item, node, shaping)];
      return computing ? [shapeDocument({}, node, shaping)] : shaping.keep ? [item] : [];
    });
  }
  return computing ? shapeDocument({}, node, shaping) : shaping.keep ? value : undefined;
}

function leafValue(value: Value, leaf: Leaf, shaping: Shaping): Value {
  switch (leaf.kind) {
    case "include":
    case "positional":
      return value;
    case "exclude":
      return undefined;
    case "compute":
      return leaf.value(shaping.root, shaping.variables);
    case "slice":
      return leaf.slice(value);
    case "element":
      return leaf.choose(value);
  }
}

function placeIn(locate: Locate, { root, path }: Shaping): number {
  const place = locate(root, path);
  if (place >= 0) return place;
  throw new StoreError(
    51246,
    "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
  );
}
