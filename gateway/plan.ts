import { ApolloGateway } from "@apollo/gateway";
import type { GraphQLDataSource } from "@apollo/gateway";
import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { BREAK, GraphQLError, Kind, OperationTypeNode, visit } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { forbidReporting } from "../subgraphs/kit/environment.ts";
import type { Logger } from "../subgraphs/kit/log.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import { AccessCheck } from "./access.ts";
import { PlanExecutor } from "./executor/index.ts";
import type { Subgraph } from "./executor/subgraph.ts";
import { DemandControl } from "./demand/control.ts";
import type { DemandTerms } from "./demand/control.ts";
import { documentUnknown } from "./documents.ts";
import type { Documents } from "./documents.ts";
import { DeadlineExceeded } from "./intake/intake.ts";
import type { GatewayContext } from "./subgraphs.ts";
import type { Supergraph } from "./supergraph.ts";

type GatewayInterface = ApolloServerOptionsWithGateway<GatewayContext>["gateway"];
type LoadOptions = Parameters<GatewayInterface["load"]>[0];
type Loaded = Awaited<ReturnType<GatewayInterface["load"]>>;
type Executor = NonNullable<Loaded["executor"]>;

/**
 * The object that Apollo Server takes as its `gateway`. ApolloGateway loads, watches and checks the supergraph; what its access rules
 * demand is checked here first; then our executor runs the operation, or ApolloGateway's own where that is asked for.
 */
export class PlannedGateway implements GatewayInterface {
  readonly #apollo: ApolloGateway;
  readonly #supergraph: Supergraph;
  readonly #log: Logger;
  readonly #purposeRequired: boolean;
  readonly #demand: DemandTerms | null;
  readonly #schemaIsOpen: boolean;
  readonly documents: Documents;
  readonly #subgraph: ((name: string, url: string) => Subgraph) | null;
  /** Ours over the supergraph as it was loaded last; null where ApolloGateway executes. */
  #executor: PlanExecutor | null = null;
  #open: { readonly schema: GraphQLSchema; readonly access: AccessCheck; readonly demand: DemandControl | null } | null = null;

  constructor(options: {
    readonly supergraph: Supergraph;
    readonly log: Logger;
    /** Whether shares and money are refused to a caller who does not say why (`x-tutti-purpose`). */
    readonly purposeRequired: boolean;
    /** Whether the schema is told to somebody without a token. */
    readonly schemaIsOpen: boolean;
    /** Which documents may be run. */
    readonly documents: Documents;
    /** How much may be asked for; null where nothing is counted. */
    readonly demand: DemandTerms | null;
    /** How our executor reaches a subgraph; null lets ApolloGateway's own run, over `dataSource`. */
    readonly subgraph: ((name: string, url: string) => Subgraph) | null;
    dataSource(name: string, url: string | undefined): GraphQLDataSource;
  }) {
    this.#supergraph = options.supergraph;
    this.#log = options.log;
    this.#purposeRequired = options.purposeRequired;
    this.#demand = options.demand;
    this.#schemaIsOpen = options.schemaIsOpen;
    this.documents = options.documents;
    this.#subgraph = options.subgraph;
    forbidReporting();
    this.#apollo = new ApolloGateway({
      supergraphSdl: options.supergraph.planningSdl,
      buildService: ({ name, url }) => options.dataSource(name, url),
      logger: {
        debug: () => undefined,
        info: () => undefined,
        warn: (text) => options.log.warn(String(text)),
        error: (text) => options.log.error(String(text)),
      },
    });
  }

  /** The schema that clients see, once it is loaded. */
  get schema(): GraphQLSchema {
    if (this.#open === null) throw new Error("The supergraph is not loaded yet.");
    return this.#open.schema;
  }

  /** Whether a document of a query asks for nothing but what is open to everybody. */
  isPublic(document: DocumentNode): boolean {
    return this.#open?.access.isPublic(document) ?? false;
  }

  /** Why the caller may not run an operation; where it may, what it reads of shares or money is logged with its purpose. */
  admission(document: DocumentNode, caller: Caller): readonly GraphQLError[] {
    if (this.#open === null) throw new Error("The supergraph is not loaded yet.");
    const { access } = this.#open;
    if (!this.#schemaIsOpen && caller.role === "anonymous" && asksForSchema(document)) return [schemaClosed()];
    const refusals = access.refusals(document, caller);
    if (refusals.length > 0) return refusals;
    const sensitive = access.sensitive(document);
    if (sensitive.length === 0) return [];
    if (this.#purposeRequired && caller.purpose === null) return [purposeMissing(sensitive)];
    const { requestId, subject, society, role, purpose } = caller;
    this.#log.info({ requestId, subject, society, role, purpose, reads: sensitive }, "shares or money are read");
    return [];
  }

  async load(options: LoadOptions): Promise<Loaded> {
    let schema: GraphQLSchema | undefined;
    this.#apollo.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      schema = apiSchema;
      this.#executor =
        this.#subgraph && new PlanExecutor({ supergraphSdl: coreSupergraphSdl, schema: apiSchema, subgraph: this.#subgraph });
    });
    const { executor } = await this.#apollo.load(options);
    if (!schema || (this.#subgraph && !this.#executor))
      throw new Error("The supergraph was loaded without a schema, or could not be made ready to run.");
    const { rules, costs } = this.#supergraph;
    const demand = this.#demand && new DemandControl({ schema, rules: costs, terms: this.#demand });
    this.#open = { schema, access: new AccessCheck(schema, rules), demand };
    const ours: Executor = async (request) => await (this.#executor ? this.#executor.execute(request) : (executor as Executor)(request));
    return { executor: this.#guarded(ours) };
  }

  onSchemaLoadOrUpdate: GatewayInterface["onSchemaLoadOrUpdate"] = (callback) => this.#apollo.onSchemaLoadOrUpdate(callback);

  async stop(): Promise<void> {
    await this.#apollo.stop();
    this.#executor?.close();
  }

  #guarded(executor: Executor): Executor {
    return async (request) => {
      const context = request.context as unknown as GatewayContext;
      const operation = request.operation as typeof request.operation | undefined;
      if (operation === undefined) return { errors: [operationUnknown(request.document, request.request.operationName ?? null)] };
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [subscriptionByHttp()] };
      if (context.address !== null && !this.documents.isOpen(request.queryHash, context.caller)) return { errors: [documentUnknown()] };
      const refusals = this.admission(request.document, context.caller);
      if (refusals.length > 0) return { errors: refusals };
      const refusal = await this.#tooMuch({ ...request, operation, variables: request.request.variables ?? {} }, context);
      return refusal ? { errors: [refusal] } : await untilAborted(executor(request), context.signal);
    };
  }

  /** Why an operation asks for too much; null where it does not, or nothing is counted. */
  async #tooMuch(asked: Parameters<DemandControl["judge"]>[0], context: GatewayContext): Promise<GraphQLError | null> {
    if (!this.#open?.demand) return null;
    const { caller, address } = context;
    const { cost, refusal } = await this.#open.demand.judge(asked, { caller, address, isCounted: address !== null });
    context.cost = cost;
    return refusal;
  }
}

/** An answer, or the error that its time is over: what still runs then is heard by nobody. */
async function untilAborted(answer: ReturnType<Executor>, signal: AbortSignal | null): ReturnType<Executor> {
  if (signal === null) return await answer;
  let ended: () => void = () => undefined;
  const aborted = new Promise<Awaited<ReturnType<Executor>>>((resolve) => {
    ended = () => resolve({ errors: [tooLate(signal.reason)] });
    if (signal.aborted) ended();
    signal.addEventListener("abort", ended);
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener("abort", ended);
  }
}

function tooLate(reason: unknown): GraphQLError {
  const message = reason instanceof DeadlineExceeded ? `${reason.message} Ask for less, or ask again.` : "Nobody waits for the answer.";
  return new GraphQLError(message, { extensions: { code: "DEADLINE_EXCEEDED", http: { status: 504 } } });
}

/** Whether a validated document asks for the schema: these two fields are the root's alone. */
function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value !== "__schema" && name.value !== "__type") return undefined;
      asks = true;
      return BREAK;
    },
  });
  return asks;
}

function schemaClosed(): GraphQLError {
  return new GraphQLError("The schema is told to holders of a token.", { extensions: { code: "UNAUTHENTICATED" } });
}

function subscriptionByHttp(): GraphQLError {
  return new GraphQLError("Subscriptions go over WebSocket (graphql-transport-ws) on this same address.", {
    extensions: { code: "BAD_REQUEST", http: { status: 400 } },
  });
}

/** Which of a document's operations is meant is the client's to say. */
function operationUnknown(document: DocumentNode, asked: string | null): GraphQLError {
  const names = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? [one.name === undefined ? "one without a name" : `"${one.name.value}"`] : [],
  );
  const fault = asked === null ? "operationName must say which of the operations is meant" : `There is no operation "${asked}"`;
  return new GraphQLError(`${fault}; the document has ${names.join(", ") || "none"}.`, {
    extensions: { code: "OPERATION_RESOLUTION_FAILURE", http: { status: 400 } },
  });
}

function purposeMissing(reads: readonly string[]): GraphQLError {
  return new GraphQLError(`Say in the header x-tutti-purpose why ${reads.join(", ")} is read.`, {
    extensions: { code: "BAD_USER_INPUT", header: "x-tutti-purpose" },
  });
}
