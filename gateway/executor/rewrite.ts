import type { FetchDataRewrite } from "@apollo/query-planner";
import { isAbstractType, isInterfaceType, isObjectType } from "graphql";
import type { GraphQLSchema } from "graphql";
import { isTree, own, setOwn } from "./tree.ts";
import type { Tree } from "./tree.ts";

const ON = "... on ";

/** Changes what goes to a subgraph or comes from it where the plan says that names differ there: interface objects, aliases of conflicting fields. */
export type Rewrite = (value: unknown) => void;

/** The plan's rewrites as one function; null where there are none. */
export function compileRewrites(schema: GraphQLSchema, rewrites: readonly FetchDataRewrite[] | undefined): Rewrite | null {
  if (rewrites === undefined || rewrites.length === 0) return null;
  const each = rewrites.map((rewrite) => compileRewrite(schema, rewrite));
  return (value) => {
    for (const one of each) one(value);
  };
}

function compileRewrite(schema: GraphQLSchema, rewrite: FetchDataRewrite): Rewrite {
  const field = rewrite.path.at(-1) ?? "";
  let act: (tree: Tree) => void;
  if (rewrite.kind === "ValueSetter") act = (tree) => setOwn(tree, field, rewrite.setValueTo);
  else
    act = (tree) => {
      const value = own(tree, field);
      if (value === undefined) return;
      setOwn(tree, rewrite.renameKeyTo, value);
      setOwn(tree, field, undefined);
    };
  return rewrite.path.slice(0, -1).reduceRight<Rewrite>(
    (inner, step) => (value) => {
      if (!isTree(value)) return;
      if (!step.startsWith(ON)) everyElement(own(value, step), inner);
      else if (typeof value["__typename"] !== "string" || isOfType(schema, value["__typename"], step.slice(ON.length))) inner(value);
    },
    (value) => {
      if (isTree(value)) act(value);
    },
  );
}

function everyElement(value: unknown, act: Rewrite): void {
  if (Array.isArray(value)) for (const element of value) everyElement(element, act);
  else act(value);
}

/** Whether an object of this type fulfils a type condition of the supergraph. */
export function isOfType(schema: GraphQLSchema, name: unknown, condition: string): boolean {
  if (name === condition) return true;
  const [type, wanted] = [typeof name === "string" ? schema.getType(name) : undefined, schema.getType(condition)];
  if (!isAbstractType(wanted)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}
