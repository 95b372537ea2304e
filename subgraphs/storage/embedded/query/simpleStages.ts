import { StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";
import type { Expression, Variables } from "./expression.ts";
import { compileExpression } from "./expression.ts";
import { compileProjection } from "./projection.ts";

/** A stage that makes one document of one document. */
export type Shape = (document: Document, variables: Variables) => Document;

/** The stages that an update may consist of too: $set, $addFields, $unset, $project, $replaceRoot, $replaceWith; `null` for any other name. */
export function compileShape(name: string, operand: Value): Shape | null {
  switch (name) {
    case "$set":
    case "$addFields":
      return addFields(operand);
    case "$unset":
      return unset(operand);
    case "$project": {
      if (!isDocument(operand)) throw new StoreError(15969, "$project specification must be an object");
      const projection = compileProjection(operand, false);
      return (document, variables) => (projection ? projection(document, variables) : document);
    }
    case "$replaceRoot":
      return replaceRoot(isDocument(operand) ? operand["newRoot"] : undefined);
    case "$replaceWith":
      return replaceRoot(operand);
    default:
      return null;
  }
}

/** A pipeline update as one function. */
export function compileSimpleStages(stages: readonly Value[], variables: Document): (document: Document) => Document {
  const shapes = stages.map((stage) => {
    const [name] = isDocument(stage) ? Object.keys(stage) : [];
    const shape = name !== undefined && isDocument(stage) && Object.keys(stage).length === 1 ? compileShape(name, stage[name]) : null;
    if (!shape) throw new StoreError(72, `${name ?? "an empty document"} is not allowed to be used within an update`);
    return shape;
  });
  const fixed: Variables = { NOW: new Date(), ...variables };
  return (document) => shapes.reduce((result, shape) => shape(result, fixed), document);
}

function addFields(operand: Value): Shape {
  if (!isDocument(operand)) throw new StoreError(40272, "$addFields specification stage must be an object");
  const fields: (readonly [readonly string[], Expression])[] = [];
  const collect = (path: readonly string[], value: Value): void => {
    if (isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value).some((name) => name.startsWith("$"))) {
      for (const [name, inner] of Object.entries(value)) collect([...path, ...name.split(".")], inner);
    } else fields.push([path, compileExpression(value)]);
  };
  for (const [name, value] of Object.entries(operand)) collect(name.split("."), value);
  return (document, variables) => {
    const scope = { ...variables, ROOT: document };
    return fields.reduce((result, [path, value]) => withField(result, path, value(document, scope)), document);
  };
}

/** A copy with one field more or another; arrays on the way are mapped over; `undefined` removes the field. */
function withField(document: Document, path: readonly string[], value: Value): Document {
  const [name = "", ...rest] = path;
  const copy = { ...document };
  const inner = Object.hasOwn(document, name) ? document[name] : undefined;
  const next = rest.length === 0 ? value : nested(inner, rest, value);
  if (next === undefined) Reflect.deleteProperty(copy, name);
  else copy[name] = next;
  return copy;
}

function nested(value: Value, path: readonly string[], leaf: Value): Value {
  if (isArray(value)) return value.map((item) => nested(item, path, leaf));
  return withField(isDocument(value) ? value : {}, path, leaf);
}

function unset(operand: Value): Shape {
  const paths = isArray(operand) ? operand : [operand];
  const names = paths.map((path): [string, number] => {
    if (typeof path !== "string" || path === "" || path.startsWith("$")) throw new StoreError(31002, "$unset takes field names");
    return [path, 0];
  });
  const projection = compileProjection(Object.fromEntries(names), false);
  return (document, variables) => (projection ? projection(document, variables) : document);
}

function replaceRoot(operand: Value): Shape {
  const expression = compileExpression(operand);
  return (document, variables) => {
    const root = expression(document, { ...variables, ROOT: document });
    if (!isDocument(root)) throw new StoreError(40228, "'newRoot' expression must evaluate to an object");
    return root;
  };
}
