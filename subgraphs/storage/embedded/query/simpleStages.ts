import { StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, typeName } from "../values/value.ts";
import type { Expression, ExpressionScope, Variables } from "./expression.ts";
import { compileExpression, fieldPath } from "./expression.ts";
import { own, putField } from "./paths.ts";
import { compileProjection } from "./projection.ts";

/** A stage that makes one document of one document. */
export type Shape = (document: Document, variables: Variables) => Document;

/** The stages that an update may consist of too: $set, $addFields, $unset, $project, $replaceRoot, $replaceWith; `null` for any other name. */
export function compileShape(name: string, operand: Value, scope: ExpressionScope): Shape | null {
  switch (name) {
    case "$set":
    case "$addFields":
      return addFields(operand, scope);
    case "$unset":
      return unset(operand, scope);
    case "$project":
      if (!isDocument(operand)) throw new StoreError(15969, "$project specification must be an object");
      return projecting(operand, scope);
    case "$replaceRoot":
      if (!isDocument(operand) || Object.keys(operand).join() !== "newRoot")
        throw new StoreError(40231, "expected an object as specification for $replaceRoot stage with the field newRoot");
      return replaceRoot(operand["newRoot"], scope);
    case "$replaceWith":
      return replaceRoot(operand, scope);
    default:
      return null;
  }
}

/** Stages that MongoDB has, and this folder answers or refuses; an update consists of none of them. */
const OTHER_STAGES = new Set(
  (
    "$bucket $bucketAuto $changeStream $collStats $count $currentOp $densify $documents $facet $fill $geoNear $graphLookup $group $indexStats " +
    "$limit $listLocalSessions $listSearchIndexes $listSessions $lookup $match $merge $out $planCacheStats $redact $sample $search $searchMeta " +
    "$setWindowFields $skip $sort $sortByCount $unionWith $unwind $vectorSearch"
  ).split(" "),
);

/** Whether MongoDB has a stage of this name that makes no document of one document alone. */
export function isStageName(name: string): boolean {
  return OTHER_STAGES.has(name);
}

/** A pipeline update as one function. */
export function compileSimpleStages(stages: readonly Value[], variables: Variables, order: Order): (document: Document) => Document {
  const scope = { order, names: new Set(Object.keys(variables)) };
  const shapes = stages.map((stage) => {
    const [name] = isDocument(stage) ? Object.keys(stage) : [];
    const shape =
      name !== undefined && isDocument(stage) && Object.keys(stage).length === 1 ? compileShape(name, stage[name], scope) : null;
    if (shape) return shape;
    if (name !== undefined && !isStageName(name)) throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`);
    throw new StoreError(72, `${name ?? "an empty document"} is not allowed to be used within an update`);
  });
  const fixed: Variables = { NOW: new Date(), ...variables };
  return (document) => shapes.reduce((result, shape) => shape(result, fixed), document);
}

function projecting(projection: Document, scope: ExpressionScope): Shape {
  const project = compileProjection(projection, { ...scope, find: null });
  return (document, variables) => (project ? project(document, variables) : document);
}

function addFields(operand: Value, scope: ExpressionScope): Shape {
  if (!isDocument(operand)) throw new StoreError(40272, "$addFields specification stage must be an object");
  if (Object.keys(operand).length === 0)
    throw new StoreError(40177, "Invalid $addFields :: caused by :: specification must have at least one field");
  const fields: (readonly [readonly string[], Expression])[] = [];
  const collect = (path: readonly string[], value: Value): void => {
    fieldPath(path.join("."));
    if (isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value).some((name) => name.startsWith("$"))) {
      for (const [name, inner] of Object.entries(value)) collect([...path, ...name.split(".")], inner);
    } else fields.push([path, compileExpression(value, scope)]);
  };
  for (const [name, value] of Object.entries(operand)) collect(name.split("."), value);
  refuseCollisions(fields.map(([path]) => path));
  return (document, variables) => {
    const inside = { ...variables, ROOT: document };
    return fields.reduce((result, [path, value]) => withField(result, path, value(document, inside)), document);
  };
}

function refuseCollisions(paths: readonly (readonly string[])[]): void {
  const seen = new Set<string>();
  const inside = new Set<string>();
  for (const path of paths) {
    const dotted = path.join(".");
    const above = path.map((_, i) => path.slice(0, i).join(".")).slice(1);
    if (seen.has(dotted) || inside.has(dotted) || above.some((part) => seen.has(part)))
      throw new StoreError(
        40176,
        `Invalid $addFields :: caused by :: specification contains two conflicting paths. Cannot specify both '${dotted}' and another of its paths`,
      );
    seen.add(dotted);
    above.forEach((part) => inside.add(part));
  }
}

/** A copy with one field more or another; arrays on the way are mapped over; `undefined` removes the field. */
export function withField(document: Document, path: readonly string[], value: Value): Document {
  const [name = "", ...rest] = path;
  const copy = { ...document };
  const next = rest.length === 0 ? value : nested(own(document, name), rest, value);
  if (next === undefined) Reflect.deleteProperty(copy, name);
  else putField(copy, name, next);
  return copy;
}

function nested(value: Value, path: readonly string[], leaf: Value): Value {
  if (isArray(value)) return value.map((item) => nested(item, path, leaf));
  return withField(isDocument(value) ? value : {}, path, leaf);
}

function unset(operand: Value, scope: ExpressionScope): Shape {
  const paths = isArray(operand) ? operand : [operand];
  if (paths.length === 0) throw new StoreError(31119, "$unset specification must be a string or an array with at least one field");
  const names = paths.map((path): [string, number] => {
    if (typeof path !== "string")
      throw new StoreError(
        isArray(operand) ? 31120 : 31002,
        "$unset specification must be a string or an array containing only string values",
      );
    if (path === "") throw new StoreError(40352, "FieldPath cannot be constructed with empty string");
    if (path.startsWith("$"))
      throw new StoreError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField: ${path}`);
    return [path, 0];
  });
  return projecting(Object.fromEntries(names), scope);
}

function replaceRoot(operand: Value, scope: ExpressionScope): Shape {
  const expression = compileExpression(operand, scope);
  return (document, variables) => {
    const root = expression(document, { ...variables, ROOT: document });
    if (isDocument(root)) return root;
    throw new StoreError(40228, `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(root)}`);
  };
}
