import type { FetchNode } from "@apollo/query-planner";
import { GraphQLError } from "graphql";
import type { GraphQLSchema } from "graphql";
import type { Entity } from "./entities.ts";
import { subgraphFailure, thrownFailure } from "./failures.ts";
import { copyOf, mergeCopy, mergeOwn } from "./merge.ts";
import { placesAt, treesAt } from "./places.ts";
import { compileRepresentation } from "./representation.ts";
import { compileRewrites } from "./rewrite.ts";
import type { Rewrite } from "./rewrite.ts";
import type { Run } from "./run.ts";
import { subgraphOperation } from "./subgraph.ts";
import type { Subgraph } from "./subgraph.ts";
import { isTree } from "./tree.ts";
import type { Place, Tree } from "./tree.ts";

/** A part of a plan, ready to run; it never fails: what goes wrong is among the run's errors. */
export type Step = (run: Run) => Promise<void>;

/** What fetches are compiled against. */
export interface FetchGround {
  /** The supergraph's whole schema, with what clients do not see. */
  readonly schema: GraphQLSchema;
  subgraph(name: string): Subgraph;
}

/**
 * A fetch of the plan at its place in the answer: of root fields, whose answer is merged into what stands there; or of entities, which go
 * through the request's loader.
 */
export function compileFetch(ground: FetchGround, node: FetchNode, path: Place): Step {
  if (node.variableUsages?.includes("representations"))
    throw new GraphQLError('A variable may not be called "representations": subgraphs are asked for entities under this name.', {
      extensions: { code: "BAD_USER_INPUT" },
    });
  if (node.contextRewrites && node.contextRewrites.length > 0)
    throw new GraphQLError("Arguments from a context (@fromContext) are not supported.");
  const fetch = {
    name: node.serviceName,
    subgraph: ground.subgraph(node.serviceName),
    operation: subgraphOperation(node.operationKind, node.operation, node.operationName),
    usages: node.variableUsages ?? [],
    path,
    rewrite: compileRewrites(ground.schema, node.outputRewrites),
  };
  if (node.requires === undefined) return (run) => fetchRoot(fetch, run);
  const represent = compileRepresentation(ground.schema, node.requires);
  const rewriteInput = compileRewrites(ground.schema, node.inputRewrites);
  return (run) => fetchEntities({ ...fetch, represent, rewriteInput }, run);
}

interface CompiledFetch {
  readonly name: string;
  readonly subgraph: Subgraph;
  readonly operation: ReturnType<typeof subgraphOperation>;
  readonly usages: readonly string[];
  readonly path: Place;
  readonly rewrite: Rewrite | null;
}

async function fetchRoot({ name, subgraph, operation, usages, path, rewrite }: CompiledFetch, run: Run): Promise<void> {
  const targets = treesAt(run.data, path);
  if (targets.length === 0) return;
  try {
    const { data, errors = [] } = await subgraph.ask({ operation, variables: variablesOf(run, usages), context: run.context });
    for (const error of errors) run.errors.push(subgraphFailure(error, name, error.path && [...path, ...error.path]));
    if (!data) return;
    rewrite?.(data);
    for (const [index, target] of targets.entries()) (index === targets.length - 1 ? mergeOwn : mergeCopy)(target, data);
  } catch (error) {
    run.errors.push(thrownFailure(error));
  }
}

interface CompiledEntityFetch extends CompiledFetch {
  readonly represent: (entity: Tree) => Tree | null;
  readonly rewriteInput: Rewrite | null;
}

async function fetchEntities(fetch: CompiledEntityFetch, run: Run): Promise<void> {
  const targets: Tree[] = [];
  const representations: Tree[] = [];
  for (const target of treesAt(run.data, fetch.path)) {
    const representation = fetch.represent(target);
    if (typeof representation?.["__typename"] !== "string") continue;
    fetch.rewriteInput?.(representation);
    targets.push(target);
    representations.push(representation);
  }
  if (targets.length === 0) return;
  const entities = await run.entities.load(fetch, variablesOf(run, fetch.usages), representations);
  let places: Map<Tree, Place> | null = null;
  for (const [index, target] of targets.entries()) {
    const entity = entities[index];
    if (entity === undefined) continue;
    put(entity, target, fetch.rewrite);
    for (const { error, below } of entity.faults) {
      places ??= placesAt(run.data, fetch.path);
      run.errors.push(subgraphFailure(error, fetch.name, [...(places.get(target) ?? []), ...below]));
    }
  }
}

/** An entity may be wanted in other places as well, now or later: each gets a copy. */
function put({ received }: Entity, target: Tree, rewrite: Rewrite | null): void {
  if (received === null) return;
  if (rewrite === null) return mergeCopy(target, received);
  const copy = copyOf(received);
  if (!isTree(copy)) return;
  copy["__typename"] ??= target["__typename"];
  rewrite(copy);
  mergeOwn(target, copy);
}

function variablesOf({ variables }: Run, usages: readonly string[]): Tree {
  const used: Tree = {};
  for (const name of usages) if (Object.hasOwn(variables, name) && variables[name] !== undefined) used[name] = variables[name];
  return used;
}
