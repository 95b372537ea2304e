import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { Kind, isInterfaceType, isObjectType, parse } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { invariant } from "../domain/invariant.ts";
import { assertAccessDirectives } from "./accessDirectives.ts";
import type { Caller } from "./caller.ts";
import type { Clock } from "./clock.ts";
import { maskError } from "./errors.ts";
import { answerFiles } from "./fileRoutes.ts";
import type { FileDesk } from "./files.ts";
import { fault, headerOf, listen, readJson } from "./http.ts";
import type { HttpReply, RunningServer } from "./http.ts";
import { INTERNAL_IDENTITY_HEADER, IdentityRefused, verifyCaller } from "./internalIdentity.ts";
import { isRecord } from "./json.ts";
import type { Logger } from "./log.ts";
import { answerPortCall } from "./portTransport.ts";
import type { ServedPort } from "./portTransport.ts";
import { scalarsByName } from "./scalars.ts";
import type { SubgraphName } from "./subgraphName.ts";

/** What every subgraph's resolvers find in their context. */
export interface SubgraphContext {
  readonly caller: Caller;
}

export interface SubgraphServerOptions<C extends SubgraphContext> {
  readonly name: SubgraphName;
  /** From buildSubgraph. */
  readonly schema: GraphQLSchema;
  /** A fresh context (loaders) for one request. */
  readonly context: (caller: Caller) => C;
  readonly ports: readonly ServedPort[];
  /** The subgraph's files at `/files/…`; null or absent where it has none. */
  readonly files?: FileDesk | null;
  /** The key of internal identities (keys.ts). */
  readonly internalKey: Uint8Array;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the store answers. */
  readonly ready: () => Promise<boolean>;
  readonly version: string;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
}

const GRAPHQL_BYTES_MAX = 2 * 1024 * 1024;
const PORT_BYTES_MAX = 16 * 1024 * 1024;

type ResolverMap = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: DocumentNode | DocumentNode[] }>["resolvers"]
>;

/**
 * A subgraph's schema from its SDL and resolvers, with the shared scalars. A resolver for a type or field that the SDL does
 * not have is a programmer's error here (Apollo ignores it). Access directives of the SDL are asserted on every call. `interface Problem` resolves to `InputProblem`, or to
 * `FileProblem` where a line is known and the SDL has that type.
 */
export function buildSubgraph(typeDefs: string | DocumentNode, resolvers: object): GraphQLSchema {
  const document = typeof typeDefs === "string" ? parse(typeDefs) : typeDefs;
  const given: Readonly<Record<string, unknown>> = { ...resolvers };
  const map: Record<string, unknown> = {};
  for (const definition of document.definitions) {
    const scalar = definition.kind === Kind.SCALAR_TYPE_DEFINITION ? scalarsByName.get(definition.name.value) : undefined;
    if (scalar !== undefined) map[scalar.name] = scalar;
  }
  Object.assign(map, given);
  // Codegen's resolver types are stricter than Apollo's map, which wants index signatures; the check below makes up for the cast.
  const schema = buildSubgraphSchema({ typeDefs: document, resolvers: map as ResolverMap });
  requireKnownFields(schema, given);
  resolveProblemTypes(schema);
  assertAccessDirectives(schema, document);
  return schema;
}

/** Starts one subgraph's HTTP server: GraphQL and ports for callers with an internal identity, health for everybody. */
export async function createSubgraphServer<C extends SubgraphContext>(options: SubgraphServerOptions<C>): Promise<RunningServer> {
  const { name, schema, log } = options;
  const requests = new AsyncLocalStorage<Caller>();
  const apollo = new ApolloServer<C>({
    schema,
    introspection: true,
    csrfPrevention: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (_formatted, error) => maskError(error, { log, requestId: requests.getStore()?.requestId ?? "unknown" }),
  });
  await apollo.start();
  const ports = new Map(options.ports.map((port) => [port.name, port]));
  let draining = false;
  const server = await listen({
    host: options.host,
    port: options.port,
    log,
    answer: async (request) => {
      const target = request.url ?? "/";
      if (!URL.canParse(target, "http://subgraph")) return fault(400, "BAD_REQUEST", "The address cannot be read.");
      const url = new URL(target, "http://subgraph");
      if (url.pathname === "/health/live") return { status: 200, body: { status: "live", subgraph: name, version: options.version } };
      if (url.pathname === "/health/ready") return await readiness(options, draining);
      const caller = await identify(options, request);
      if (caller === null) return fault(401, "UNAUTHENTICATED", "Subgraphs answer only the gateway's signed calls.");
      if (options.files && url.pathname.startsWith("/files/")) return await answerFiles(options.files, { request, caller, url });
      if (request.method !== "POST") return fault(404, "NOT_FOUND", `Nothing answers ${request.method ?? ""} ${url.pathname} here.`);
      if (url.pathname === "/graphql")
        return await requests.run(caller, async () => await answerGraphql(apollo, request, () => options.context(caller)));
      return await answerPort(options, { request, caller, path: url.pathname, ports });
    },
  });
  return {
    url: server.url,
    stop: async () => {
      draining = true;
      await server.stop();
      await apollo.stop();
    },
  };
}

async function identify<C extends SubgraphContext>(options: SubgraphServerOptions<C>, request: IncomingMessage): Promise<Caller | null> {
  try {
    const token = headerOf(request, INTERNAL_IDENTITY_HEADER);
    return await verifyCaller({ key: options.internalKey, audience: options.name, token, clock: options.clock });
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error;
    options.log.warn({ why: error.message, from: request.socket.remoteAddress }, "A call without a valid internal identity was refused.");
    return null;
  }
}

async function answerGraphql<C extends SubgraphContext>(
  apollo: ApolloServer<C>,
  request: IncomingMessage,
  context: () => C,
): Promise<HttpReply> {
  const body = await readJson(request, GRAPHQL_BYTES_MAX);
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body },
    context: async () => await Promise.resolve(context()),
  });
  invariant(response.body.kind === "complete", "subgraphs answer whole, never in parts");
  return { status: response.status ?? 200, body: response.body.string, headers: Object.fromEntries(response.headers) };
}

async function answerPort<C extends SubgraphContext>(
  options: SubgraphServerOptions<C>,
  call: {
    readonly request: IncomingMessage;
    readonly caller: Caller;
    readonly path: string;
    readonly ports: ReadonlyMap<string, ServedPort>;
  },
): Promise<HttpReply> {
  const [, folder, portName, method, ...rest] = call.path.split("/");
  const port = folder === "ports" && rest.length === 0 ? call.ports.get(portName ?? "") : undefined;
  if (port === undefined || method === undefined) return fault(404, "NOT_FOUND", `Nothing answers POST ${call.path} here.`);
  if (call.caller.role !== "system") return fault(403, "FORBIDDEN", "Ports are for the house itself.");
  const input = await readJson(call.request, PORT_BYTES_MAX);
  return await answerPortCall(port, { method, input, log: options.log });
}

async function readiness<C extends SubgraphContext>(options: SubgraphServerOptions<C>, draining: boolean): Promise<HttpReply> {
  const ready = !draining && (await options.ready().catch(() => false));
  return { status: ready ? 200 : 503, body: { status: ready ? "ready" : draining ? "draining" : "not ready", subgraph: options.name } };
}

/** Apollo ignores resolvers of fields that do not exist, which hides slips of the pen. */
function requireKnownFields(schema: GraphQLSchema, resolvers: Readonly<Record<string, unknown>>): void {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    invariant(type !== undefined, `the SDL has the type ${typeName} that the resolvers name`);
    if (!isObjectType(type) || !isRecord(fields)) continue;
    const known = type.getFields();
    for (const field of Object.keys(fields)) {
      invariant(field.startsWith("__") || known[field] !== undefined, `the SDL has the field ${typeName}.${field} that the resolvers name`);
    }
  }
}

function resolveProblemTypes(schema: GraphQLSchema): void {
  const type = schema.getType("Problem");
  if (!isInterfaceType(type) || type.resolveType) return;
  const names = schema.getPossibleTypes(type).map(({ name }) => name);
  type.resolveType = (value: unknown) => {
    const named = isRecord(value) ? value["__typename"] : undefined;
    if (typeof named === "string" && names.includes(named)) return named;
    const inFile = isRecord(value) && typeof value["line"] === "number" && names.includes("FileProblem");
    return inFile ? "FileProblem" : names.includes("InputProblem") ? "InputProblem" : names[0];
  };
}
