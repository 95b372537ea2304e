import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import type { GraphQLSchema } from "graphql";
import { mergeOwn } from "./merge.ts";
import { isOfType } from "./rewrite.ts";
import { bareTree, isTree, own, setOwn } from "./tree.ts";
import type { Tree } from "./tree.ts";

/** What a subgraph is told of an entity so that it knows which is meant; null where a field that it needs is missing. */
export type Represent = (entity: Tree) => Tree | null;

type Part = (entity: Tree, into: Tree) => boolean;

/** Compiles what a fetch requires of an entity. */
export function compileRepresentation(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Represent {
  const parts = selections.map((selection) => compilePart(schema, selection));
  return (entity) => {
    const representation = bareTree();
    for (const part of parts) if (!part(entity, representation)) return null;
    return representation;
  };
}

function compilePart(schema: GraphQLSchema, selection: QueryPlanSelectionNode): Part {
  if (selection.kind === "Field") {
    const key = selection.alias ?? selection.name;
    const represent = selection.selections && compileRepresentation(schema, selection.selections);
    return (entity, into) => {
      const value = own(entity, key);
      if (value === undefined) return false;
      setOwn(into, key, represent ? nested(value, represent) : value);
      return true;
    };
  }
  const { typeCondition } = selection;
  const represent = compileRepresentation(schema, selection.selections);
  return (entity, into) => {
    const applies = typeCondition !== undefined && isOfType(schema, entity["__typename"], typeCondition);
    const representation = applies ? represent(entity) : null;
    if (representation) mergeOwn(into, representation);
    return true;
  };
}

function nested(value: unknown, represent: Represent): unknown {
  if (Array.isArray(value)) return value.map((element) => nested(element, represent));
  return isTree(value) ? represent(value) : null;
}
