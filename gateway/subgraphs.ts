import { RemoteGraphQLDataSource } from "@apollo/gateway";
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { execute, parse, validate } from "graphql";
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from "graphql";
import { forgetOldest } from "../subgraphs/kit/bounded.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import type { Clock } from "../subgraphs/kit/clock.ts";
import { maskError } from "../subgraphs/kit/errors.ts";
import { INTERNAL_IDENTITY_HEADER, signCaller } from "../subgraphs/kit/internalIdentity.ts";
import type { Logger } from "../subgraphs/kit/log.ts";
import type { SubgraphName } from "../subgraphs/kit/subgraphName.ts";
import { HttpSubgraph } from "./executor/http.ts";
import type { Subgraph, SubgraphAnswer, SubgraphRequest } from "./executor/subgraph.ts";

/**
 * Where the four subgraphs are: in this process or behind HTTP. The only file that knows the mode; everything else sees a
 * data source by name.
 */
export type SubgraphHomes =
  | { readonly mode: "in-process"; readonly subgraphs: ReadonlyMap<string, LocalSubgraph>; readonly log: Logger }
  | { readonly mode: "http"; readonly urls: ReadonlyMap<string, string>; readonly key: Uint8Array; readonly clock: Clock };

/** A subgraph of this process. */
export interface LocalSubgraph {
  readonly name: SubgraphName;
  readonly schema: GraphQLSchema;
  /** The resolvers' context for one request: the caller, and loaders of its own. */
  contextFor(caller: Caller): object;
}

/** What the gateway knows of one request. */
export interface GatewayContext {
  readonly caller: Caller;
  /** Contexts of in-process subgraphs, one a request, so that their loaders serve all fetches of it. */
  readonly contexts: Map<string, object>;
  /** How many fetches each subgraph got: shown by the metrics, counted by tests. */
  readonly fetches: Map<string, number>;
  /** Where the request came from; null for what the house asks itself, which no budget counts. */
  readonly address: string | null;
  /** Aborted when nobody waits for the answer any more; null where somebody always does. */
  readonly signal: AbortSignal | null;
  /** What the operation was estimated at, once it is. */
  cost: number | null;
}

export function gatewayContext(caller: Caller, origin: Partial<Pick<GatewayContext, "address" | "signal">> = {}): GatewayContext {
  return { caller, contexts: new Map(), fetches: new Map(), address: null, signal: null, ...origin, cost: null };
}

/** One subgraph of the supergraph, as our own executor asks it. */
export function subgraphFor(homes: SubgraphHomes, name: string, url: string): Subgraph {
  if (homes.mode === "in-process") return localSubgraph(homes, name);
  return new HttpSubgraph({
    name,
    url: homes.urls.get(name) ?? url,
    headers: async (context) => {
      countFetch(context, name);
      return { [INTERNAL_IDENTITY_HEADER]: await signCaller({ ...homes, audience: name as SubgraphName, caller: context.caller }) };
    },
  });
}

/** The same as a data source of ApolloGateway's own executor. */
export function dataSourceFor(homes: SubgraphHomes, name: string, url: string | undefined): GraphQLDataSource {
  if (homes.mode === "http") return new SignedDataSource(name as SubgraphName, homes.urls.get(name) ?? url ?? "", homes);
  const subgraph = localSubgraph(homes, name);
  return {
    process: async ({ request, context }: GraphQLDataSourceProcessOptions) => {
      const asked = { text: request.query ?? "", name: request.operationName };
      const answer = await subgraph.ask({ operation: asked, variables: request.variables ?? {}, context: context as GatewayContext });
      return answer as Awaited<ReturnType<GraphQLDataSource["process"]>>;
    },
  };
}

function localSubgraph({ subgraphs, log }: Extract<SubgraphHomes, { mode: "in-process" }>, name: string): InProcessSubgraph {
  const subgraph = subgraphs.get(name);
  if (!subgraph) throw new Error(`The supergraph names the subgraph ${name}, which this house does not have.`);
  return new InProcessSubgraph(subgraph, log);
}

const DOCUMENTS_MAX = 1_000;

interface ParsedFetch {
  readonly document: DocumentNode;
  readonly faults: readonly GraphQLFormattedError[];
}

/** Of a request, what a schema of this process needs. */
type LocalRequest = Pick<SubgraphRequest, "variables" | "context"> & {
  readonly operation: Pick<SubgraphRequest["operation"], "text" | "name">;
};

/** Executes fetches on a schema of this process: no HTTP, and each fetch text parsed once. */
class InProcessSubgraph implements Subgraph {
  readonly #subgraph: LocalSubgraph;
  readonly #log: Logger;
  readonly #documents = new Map<string, ParsedFetch>();

  constructor(subgraph: LocalSubgraph, log: Logger) {
    this.#subgraph = subgraph;
    this.#log = log;
  }

  async ask({ operation, variables, context }: LocalRequest): Promise<SubgraphAnswer> {
    countFetch(context, this.#subgraph.name);
    const { document, faults } = this.#parsed(operation.text);
    if (faults.length > 0) return { errors: faults };
    const { data, errors } = await execute({
      schema: this.#subgraph.schema,
      document,
      contextValue: this.#contextOf(context),
      variableValues: variables,
      operationName: operation.name,
    });
    const { requestId } = context.caller;
    return { data, errors: errors?.map((error) => maskError(error, { log: this.#log, requestId })) };
  }

  #contextOf(gateway: GatewayContext): object {
    const known = gateway.contexts.get(this.#subgraph.name);
    if (known) return known;
    const made = this.#subgraph.contextFor(gateway.caller);
    gateway.contexts.set(this.#subgraph.name, made);
    return made;
  }

  /**
   * Fetch texts come from query plans: few, and the same ones again and again, so each is parsed and validated once. The
   * gateway's scalars check nothing: a literal such as a territory that is none is found here, by the subgraph's own.
   */
  #parsed(text: string): ParsedFetch {
    const known = this.#documents.get(text);
    if (known) return known;
    const document = parse(text, { noLocation: true });
    const faults = validate(this.#subgraph.schema, document).map(({ message }) => ({ message, extensions: { code: "BAD_USER_INPUT" } }));
    this.#documents.set(text, { document, faults });
    forgetOldest(this.#documents, DOCUMENTS_MAX);
    return { document, faults };
  }
}

/** Sends fetches over HTTP, each with the caller under the gateway's signature. */
class SignedDataSource extends RemoteGraphQLDataSource {
  readonly #name: SubgraphName;
  readonly #signer: { readonly key: Uint8Array; readonly clock: Clock };

  constructor(name: SubgraphName, url: string, signer: { readonly key: Uint8Array; readonly clock: Clock }) {
    super({ url });
    this.#name = name;
    this.#signer = signer;
  }

  override async willSendRequest(options: Parameters<NonNullable<RemoteGraphQLDataSource["willSendRequest"]>>[0]): Promise<void> {
    const gateway = options.context as Partial<GatewayContext>;
    if (!gateway.caller) return;
    countFetch(gateway as GatewayContext, this.#name);
    const identity = await signCaller({ ...this.#signer, audience: this.#name, caller: gateway.caller });
    options.request.http?.headers.set(INTERNAL_IDENTITY_HEADER, identity);
  }
}

function countFetch(gateway: GatewayContext, name: string): void {
  gateway.fetches.set(name, (gateway.fetches.get(name) ?? 0) + 1);
}
