import { ApolloServer } from "@apollo/server";
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchemaModule } from "@apollo/subgraph/dist/schema-helper/index.js";
import { parse } from "graphql";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import { Documents } from "../../gateway/documents.ts";
import { PlannedGateway } from "../../gateway/plan.ts";
import { dataSourceFor, gatewayContext, subgraphFor } from "../../gateway/subgraphs.ts";
import type { GatewayContext, LocalSubgraph, SubgraphHomes } from "../../gateway/subgraphs.ts";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { composeSupergraph } from "../../schema/compose.ts";
import { anonymousCaller } from "../../subgraphs/kit/caller.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";

/** A small subgraph: its schema and what resolves it. */
export interface SmallSubgraph {
  readonly sdl: string;
  readonly resolvers: NonNullable<GraphQLSchemaModule["resolvers"]>;
}

export interface SmallAnswer {
  readonly data: unknown;
  readonly errors: readonly GraphQLFormattedError[];
  /** How often each subgraph was asked. */
  readonly fetches: Readonly<Record<string, number>>;
}

/** A supergraph behind Apollo Server, run by one executor. */
export interface SmallGateway {
  readonly schema: GraphQLSchema;
  ask(query: string, variables?: Record<string, unknown>): Promise<SmallAnswer>;
  stop(): Promise<void>;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@inaccessible", "@override", "@interfaceObject"])\n';

/** The same supergraph over the same subgraphs behind our executor and behind ApolloGateway's. */
export async function bothGateways(
  parts: Readonly<Record<string, SmallSubgraph>>,
): Promise<{ readonly ours: SmallGateway; readonly apollos: SmallGateway }> {
  const sources = Object.entries(parts).map(([name, { sdl }]) => ({ name, url: `http://${name}.invalid`, sdl: LINK + sdl }));
  const composition = composeSupergraph(sources);
  if (!composition.ok) throw new Error(composition.errors.join("\n"));
  const subgraphs = new Map<string, LocalSubgraph>(
    Object.entries(parts).map(([name, { sdl, resolvers }]) => {
      const schema = buildSubgraphSchema({ typeDefs: parse(LINK + sdl), resolvers });
      return [name, { name: name as LocalSubgraph["name"], schema, contextFor: () => ({}) }];
    }),
  );
  const homes: SubgraphHomes = { mode: "in-process", subgraphs, log: createLogger({ level: "silent" }) };
  const { supergraphSdl } = composition;
  return { ours: await smallGateway(supergraphSdl, homes, "tutti"), apollos: await smallGateway(supergraphSdl, homes, "apollo") };
}

/** One executor over subgraphs of this process or behind HTTP. */
async function smallGateway(supergraphSdl: string, homes: SubgraphHomes, executor: "tutti" | "apollo"): Promise<SmallGateway> {
  const gateway = new PlannedGateway({
    supergraph: readSupergraph(supergraphSdl),
    log: createLogger({ level: "silent" }),
    purposeRequired: false,
    schemaIsOpen: true,
    demand: null,
    documents: new Documents(null),
    subgraph: executor === "tutti" ? (name, url) => subgraphFor(homes, name, url) : null,
    dataSource: (name, url) => dataSourceFor(homes, name, url),
  });
  const server = new ApolloServer<GatewayContext>({ gateway, introspection: true, includeStacktraceInErrorResponses: false });
  await server.start();
  return {
    schema: gateway.schema,
    ask: async (query, variables = {}) => {
      const contextValue = gatewayContext(anonymousCaller("test"));
      const { body } = await server.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== "single") throw new Error("An answer came in parts.");
      const { data = null, errors = [] } = JSON.parse(JSON.stringify(body.singleResult)) as Partial<SmallAnswer>;
      return { data, errors, fetches: Object.fromEntries(contextValue.fetches) };
    },
    stop: () => server.stop(),
  };
}
