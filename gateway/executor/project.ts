import { GraphQLError, isCompositeType, isLeafType, isListType, isNonNullType, isObjectType } from "graphql";
import type { FieldNode, GraphQLCompositeType, GraphQLOutputType, SelectionSetNode } from "graphql";
import { collectFields } from "./collect.ts";
import type { Operation, Switches } from "./collect.ts";
import { leafCheck } from "./leaf.ts";
import { bareTree, isTree, own, setOwn } from "./tree.ts";
import type { Place, Tree } from "./tree.ts";

/** What the subgraphs answered, shaped as the client asked; null where a null had to go up to the root. */
export type Projection = (data: Tree, introspected: Tree, faults: GraphQLError[]) => Tree | null;

/** What is being shaped now: where, and what was wrong so far. */
interface Shaping {
  readonly path: (string | number)[];
  readonly faults: GraphQLError[];
  readonly introspected: Tree;
}

/** Shapes one value; `undefined` says that null stands where none may, so that what is around it becomes null. */
type Shape = (value: unknown, shaping: Shaping) => unknown;

interface ShapedField {
  readonly key: string;
  readonly shape: Shape;
  /** Whether the answer comes of the gateway itself. */
  readonly isIntrospection: boolean;
}

type Fields = readonly ShapedField[];

/**
 * Compiles the shape of an operation's answer for one choice of what is skipped: fields in the client's order, leaves checked, nulls taken
 * up to where they may stand, nothing that was not asked for. Each type that turns up is compiled when it first does.
 */
export function compileProjection(operation: Operation, switches: Switches): Projection {
  const root = operation.schema.getRootType(operation.node.operation);
  if (!root) throw new GraphQLError(`The schema has no ${operation.node.operation}.`, { extensions: { code: "BAD_REQUEST" } });
  const compiler = new Compiler(operation, switches);
  const fields = compiler.fields(root, [operation.node.selectionSet]);
  return (data, introspected, faults) => shapeFields(fields, data, { path: [], faults, introspected });
}

class Compiler {
  readonly #operation: Operation;
  readonly #switches: Switches;

  constructor(operation: Operation, switches: Switches) {
    this.#operation = operation;
    this.#switches = switches;
  }

  /** The fields of an object of this type. */
  fields(type: GraphQLCompositeType, selections: readonly SelectionSetNode[]): Fields {
    const collected = collectFields(this.#operation, { type, selections }, this.#switches);
    return [...collected].flatMap(([key, nodes]) => this.#field(type, key, nodes));
  }

  #field(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): Fields {
    const name = nodes[0]?.name.value ?? "";
    if (name === "__typename") {
      const answer = isObjectType(type) ? type.name : undefined;
      return [{ key, shape: () => answer, isIntrospection: false }];
    }
    if (name === "__schema" || name === "__type") return [{ key, shape: (value) => value ?? null, isIntrospection: true }];
    const field = "getFields" in type ? type.getFields()[name] : undefined;
    if (!field) return [];
    const selections = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return [{ key, shape: this.#shape(field.type, { owner: `${type.name}.${key}`, selections }), isIntrospection: false }];
  }

  #shape(type: GraphQLOutputType, asked: Asked): Shape {
    if (isNonNullType(type)) return nonNull(this.#shape(type.ofType, asked), String(type.ofType), asked.owner);
    if (isListType(type)) return list(this.#shape(type.ofType, asked), asked.owner);
    if (isLeafType(type)) return leaf(leafCheck(type), String(type), asked.owner);
    return this.#object(type, asked);
  }

  #object(type: GraphQLCompositeType, { owner, selections }: Asked): Shape {
    const known = new Map<string, Fields>();
    const fieldsOf = (name: string): Fields | null => {
      const there = known.get(name);
      if (there) return there;
      const actual = this.#operation.schema.getType(name);
      if (!isCompositeType(actual)) return null;
      const made = this.fields(actual, selections);
      known.set(name, made);
      return made;
    };
    return (value, shaping) => {
      if (value === null || value === undefined) return null;
      if (!isTree(value)) return fault(shaping, `Invalid value found for ${whereIs(shaping, type.name, owner)}.`);
      const name = value["__typename"] ?? type.name;
      const fields = typeof name === "string" ? fieldsOf(name) : null;
      if (fields === null) return fault(shaping, `Invalid __typename found for object at ${whereIs(shaping, type.name, owner)}.`);
      return shapeFields(fields, value, shaping);
    };
  }
}

interface Asked {
  /** `Type.field`, for messages. */
  readonly owner: string;
  readonly selections: readonly SelectionSetNode[];
}

function shapeFields(fields: Fields, value: Tree, shaping: Shaping): Tree | null {
  const shaped = bareTree();
  for (const { key, shape, isIntrospection } of fields) {
    shaping.path.push(key);
    const one = shape(own(isIntrospection ? shaping.introspected : value, key), shaping);
    shaping.path.pop();
    if (one === undefined) return null;
    setOwn(shaped, key, one);
  }
  return shaped;
}

function nonNull(inner: Shape, type: string, owner: string): Shape {
  return (value, shaping) => {
    const before = shaping.faults.length;
    const shaped = inner(value, shaping);
    if (shaped !== null && shaped !== undefined) return shaped;
    if (shaping.faults.length === before) fault(shaping, `Cannot return null for non-nullable ${whereIs(shaping, type, owner)}.`);
    return undefined;
  };
}

function list(inner: Shape, owner: string): Shape {
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return fault(shaping, `Invalid value found for ${whereIs(shaping, "list", owner)}.`);
    const shaped: unknown[] = [];
    for (const [index, element] of value.entries()) {
      shaping.path.push(index);
      shaped.push(inner(element, shaping));
      shaping.path.pop();
    }
    return shaped.includes(undefined) ? null : shaped;
  };
}

function leaf(isValid: (value: unknown) => boolean, type: string, owner: string): Shape {
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    return isValid(value) ? value : fault(shaping, `Invalid value found for ${whereIs(shaping, type, owner)}.`);
  };
}

function fault({ path, faults }: Shaping, message: string): null {
  const place: Place = [...path];
  faults.push(new GraphQLError(message, { path: place, extensions: { code: "INVALID_GRAPHQL" } }));
  return null;
}

function whereIs({ path }: Shaping, type: string, owner: string): string {
  const last = path.at(-1);
  return typeof last === "number" ? `array element of type ${type} at index ${last}` : `field ${owner}`;
}
