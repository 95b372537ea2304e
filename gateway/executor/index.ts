import { QueryPlanner } from "@apollo/query-planner";
import { Supergraph, operationFromDocument } from "@apollo/federation-internals";
import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { Kind, execute, getVariableValues, parse } from "graphql";
import type { DocumentNode, ExecutionResult, FieldNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { forgetOldest } from "../../subgraphs/kit/bounded.ts";
import type { GatewayContext } from "../subgraphs.ts";
import { collectFields, switchesOf } from "./collect.ts";
import type { Operation, Switches } from "./collect.ts";
import { EntityLoader } from "./entities.ts";
import { thrownFailure } from "./failures.ts";
import type { FetchGround, Step } from "./fetch.ts";
import { compilePlan } from "./plan.ts";
import { compileProjection } from "./project.ts";
import type { Projection } from "./project.ts";
import type { Run } from "./run.ts";
import type { Subgraph } from "./subgraph.ts";
import { Together } from "./together.ts";
import { bareTree, isTree } from "./tree.ts";
import type { Tree } from "./tree.ts";

type Loaded = Awaited<ReturnType<ApolloServerOptionsWithGateway<GatewayContext>["gateway"]["load"]>>;
type Executor = NonNullable<Loaded["executor"]>;
type Request = Parameters<Executor>[0];

/** Operations compiled and kept; the one not asked for longest goes first. */
const OPERATIONS_MAX = 1_000;
/** Choices of what is skipped, compiled and kept, of one operation. */
const CHOICES_MAX = 64;

/** An operation as it is kept: its plan, and its answer's shape for each choice of what is skipped. */
interface Compiled {
  readonly operation: Operation;
  readonly plan: Step;
  readonly switches: readonly string[];
  readonly shapes: Map<string, { readonly project: Projection; readonly introspection: readonly FieldNode[] }>;
}

/**
 * Executes operations over a supergraph. Apollo's planner says what to fetch in which order; the plan is compiled once per document and
 * operation into functions (plan, fetch), run with a loader of entities for each request (entities, merge), and what came is shaped by a
 * projection compiled as well (project).
 */
export class PlanExecutor {
  readonly #schema: GraphQLSchema;
  readonly #supergraph: Supergraph;
  readonly #planner: QueryPlanner;
  readonly #ground: FetchGround;
  readonly #together = new Together();
  readonly #compiled = new Map<OperationDefinitionNode, Compiled>();
  readonly #subgraphs: ReadonlyMap<string, Subgraph>;

  constructor(options: {
    readonly supergraphSdl: string;
    /** What clients see. */
    readonly schema: GraphQLSchema;
    subgraph(name: string, url: string): Subgraph;
  }) {
    this.#schema = options.schema;
    this.#supergraph = Supergraph.build(options.supergraphSdl);
    this.#planner = new QueryPlanner(this.#supergraph);
    const subgraphs = new Map([...subgraphUrls(options.supergraphSdl)].map(([name, url]) => [name, options.subgraph(name, url)]));
    this.#subgraphs = subgraphs;
    this.#ground = {
      schema: this.#supergraph.schema.toGraphQLJSSchema(),
      subgraph: (name) => {
        const subgraph = subgraphs.get(name);
        if (!subgraph) throw new Error(`The supergraph has no subgraph ${name}.`);
        return subgraph;
      },
    };
  }

  /** Executes one operation that the server has parsed and validated. */
  async execute({
    document,
    operation: node,
    request,
    context,
  }: Pick<Request, "document" | "operation" | "request" | "context">): Promise<ExecutionResult> {
    const variables: Tree = request.variables ?? {};
    const { coerced, errors: refused } = getVariableValues(this.#schema, node.variableDefinitions ?? [], variables);
    if (refused) return { errors: refused };
    const compiled = this.#compiledOf(document, node, request.operationName);
    const { project, introspection } = shapeOf(compiled, coerced);
    const run: Run = {
      context: context as unknown as GatewayContext,
      variables,
      coerced,
      data: {},
      errors: [],
      entities: new EntityLoader(() => run, this.#together),
    };
    await compiled.plan(run);
    return answerOf(run, project, await this.#introspected(compiled.operation, introspection, variables));
  }

  /** Closes the connections that are kept to subgraphs. */
  close(): void {
    for (const subgraph of this.#subgraphs.values()) subgraph.close?.();
  }

  #compiledOf(document: DocumentNode, node: OperationDefinitionNode, operationName: string | undefined): Compiled {
    const known = this.#compiled.get(node);
    this.#compiled.delete(node);
    const compiled = known ?? this.#compile(document, node, operationName);
    this.#compiled.set(node, compiled);
    forgetOldest(this.#compiled, OPERATIONS_MAX);
    return compiled;
  }

  #compile(document: DocumentNode, node: OperationDefinitionNode, operationName: string | undefined): Compiled {
    const asked = operationFromDocument(this.#supergraph.apiSchema(), document, operationName === undefined ? {} : { operationName });
    const plan = compilePlan(this.#ground, this.#planner.buildQueryPlan(asked));
    const fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    const operation: Operation = { schema: this.#schema, node, fragments };
    return { operation, plan, switches: switchesOf(operation), shapes: new Map() };
  }

  /** What is asked of the schema itself, which no subgraph answers. */
  async #introspected({ node, fragments }: Operation, selections: readonly FieldNode[], variables: Tree): Promise<Tree> {
    if (selections.length === 0) return bareTree();
    const operation: OperationDefinitionNode = { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] };
    const { data, errors } = await execute({ schema: this.#schema, document, variableValues: variables });
    if (errors?.[0]) throw errors[0];
    return isTree(data) ? data : bareTree();
  }
}

function shapeOf(
  { operation, switches, shapes }: Compiled,
  coerced: Switches,
): { readonly project: Projection; readonly introspection: readonly FieldNode[] } {
  const key = switches.map((name) => (coerced[name] === true ? "1" : "0")).join("");
  const known = shapes.get(key);
  if (known) return known;
  const type = operation.schema.getRootType(operation.node.operation);
  const root = type
    ? collectFields(operation, { type, selections: [operation.node.selectionSet] }, coerced)
    : new Map<string, FieldNode[]>();
  const introspection = [...root.values()].flat().filter(({ name }) => name.value === "__schema" || name.value === "__type");
  const made = { project: compileProjection(operation, coerced), introspection };
  if (shapes.size >= CHOICES_MAX) shapes.clear();
  shapes.set(key, made);
  return made;
}

/** As Apollo's gateway answers: what was wrong with a value is told with the errors of subgraphs only where there are none of those. */
function answerOf({ data: merged, errors }: Run, project: Projection, introspected: Tree): ExecutionResult {
  const faults: GraphQLError[] = [];
  let data: Tree | null;
  try {
    data = project(merged, introspected, faults);
  } catch (error) {
    return { errors: [thrownFailure(error)] };
  }
  if (errors.length > 0) return { errors, data };
  return faults.length > 0 ? { data, extensions: { valueCompletion: faults } } : { data };
}

/** The subgraphs that a supergraph names, with their addresses. */
function subgraphUrls(sdl: string): Map<string, string> {
  const urls = new Map<string, string>();
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const { directives = [] } of definition.values ?? []) {
      const given = directives.find(({ name }) => name.value === "join__graph")?.arguments ?? [];
      const text = (name: string): string => {
        const value = given.find((one) => one.name.value === name)?.value;
        return value?.kind === Kind.STRING ? value.value : "";
      };
      urls.set(text("name"), text("url"));
    }
  }
  return urls;
}
