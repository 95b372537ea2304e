import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { expressMiddleware } from "@as-integrations/express5";
import express from "express";
import type { ErrorRequestHandler, Express, NextFunction, Request, Response } from "express";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Caller } from "../subgraphs/kit/caller.ts";
import type { Logger } from "../subgraphs/kit/log.ts";
import { holderOf } from "./demand/budgets.ts";
import { cacheHeaders } from "./cacheHeaders.ts";
import { costPlugin } from "./demand/plugin.ts";
import { DEMAND_LIMITS, demandRule } from "./demand/shape.ts";
import { errorFormatter, internalError } from "./errors.ts";
import { fileRoutes } from "./files.ts";
import type { FileDesks } from "./files.ts";
import { explorer } from "./explorer.ts";
import type { ExplorerOptions } from "./explorer.ts";
import { TokenRefused } from "./identity.ts";
import type { CallerSource } from "./identity.ts";
import { IssuerSilent } from "./issuer.ts";
import type { IntakeLimits } from "./intake/fairQueue.ts";
import { INTAKE_LIMITS, Intake, signalOf } from "./intake/intake.ts";
import type { PlannedGateway } from "./plan.ts";
import type { Readiness } from "./readiness.ts";
import { gatewayContext } from "./subgraphs.ts";
import type { GatewayContext } from "./subgraphs.ts";
import { openFeed } from "./feed/index.ts";
import type { FeedDoor } from "./feed/index.ts";
import { Telemetry } from "./telemetry.ts";

/** What the HTTP server is made of. */
export interface ServerOptions {
  readonly gateway: PlannedGateway;
  readonly identity: CallerSource;
  readonly log: Logger;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly version: string;
  /** Null where the gateway runs alone over somebody else's supergraph. */
  readonly desks: FileDesks | null;
  /** Null leaves `GET /` out. */
  readonly explorer: ExplorerOptions | null;
  /** Whether tools may ask for the schema without a token. */
  readonly introspection: boolean;
  /** How many operations are answered at once, and how many wait. */
  readonly intake?: IntakeLimits | undefined;
  /** So long an operation may take. */
  readonly deadlineMs: number;
  /** What one operation may cost, as told to whoever asks; null where costs are not counted. */
  readonly costLimit: number | null;
  readonly readiness: Readiness;
  /** What subscriptions need; null where there are none. */
  readonly feed: FeedDoor | null;
}

export interface GatewayServer {
  readonly url: string;
  readonly telemetry: Telemetry;
  /** Answers what has begun, then closes. */
  stop(): Promise<void>;
}

const DRAIN_MS = 10_000;
/** A socket on which nothing moves for so long is closed: uploads may take hours, but not in silence. */
const SILENCE_MS = 120_000;
const CONNECTIONS_MAX = 4_000;

/** Starts the HTTP server: GraphQL, files, health, metrics and the explorer on one port. */
export async function startServer(options: ServerOptions): Promise<GatewayServer> {
  const app = express();
  const server = createServer({ requestTimeout: 0, headersTimeout: 20_000, keepAliveTimeout: 15_000, maxHeaderSize: 32_768 }, app);
  server.timeout = SILENCE_MS;
  server.maxConnections = CONNECTIONS_MAX;
  const telemetry = new Telemetry();
  const intake = new Intake({
    limits: options.intake ?? INTAKE_LIMITS,
    deadlineMs: options.deadlineMs,
    holderOf: (request) => holderOf(callerOf(request), addressOf(request)),
  });
  const apollo = apolloServer(options, server, telemetry);
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use((request, response, next) => {
    response.setHeader("x-content-type-options", "nosniff");
    response.on("finish", () => telemetry.countHttp(response.statusCode));
    next();
  });
  healthRoutes(app, options, telemetry);
  if (options.explorer) app.use(explorer(options.explorer));
  await apollo.start();
  app.use(
    "/graphql",
    identified(options),
    persistedGet,
    intake.body,
    express.json({ limit: DEMAND_LIMITS.bodyBytes }),
    intake.turn,
    expressMiddleware(apollo, {
      context: ({ req }) => Promise.resolve(gatewayContext(callerOf(req), { address: addressOf(req), signal: signalOf(req) })),
    }),
  );
  if (options.desks) {
    app.use("/files", identified(options));
    app.use(fileRoutes(options.desks, callerOf));
  }
  app.use(
    (_request, response) =>
      void response.status(404).json({ errors: [{ message: "There is nothing at this address.", extensions: { code: "NOT_FOUND" } }] }),
  );
  app.use(lastHandler(options.log));
  const feed = options.feed && openFeed({ ...options, server, path: "/graphql", door: options.feed, apollo });
  if (feed) telemetry.watch("tutti_open_", ["sockets", "subscriptions"], feed.counts);
  telemetry.watch("tutti_operations_", ["running", "waiting"], () => intake.counts);
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    await feed?.close();
    await apollo.stop();
  };
  return { url: `http://${options.host}:${port}`, telemetry, stop };
}

function apolloServer(options: ServerOptions, server: Server, telemetry: Telemetry): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: options.gateway,
    introspection: true, // the gateway refuses it to whom it is not told
    persistedQueries: { cache: options.gateway.documents },
    validationRules: [demandRule],
    parseOptions: { maxLexicalTokens: DEMAND_LIMITS.tokens },
    hideSchemaDetailsFromClientErrors: !options.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: errorFormatter(options.log),
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (text: unknown) => options.log.warn(String(text)),
      error: (text: unknown) => options.log.error(String(text)),
    },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: DRAIN_MS }),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginSchemaReportingDisabled(), // also where a key of Apollo's happens to be in the environment
      ApolloServerPluginUsageReportingDisabled(),
      cacheHeaders(options.gateway),
      telemetry.plugin(),
      costPlugin(options.costLimit),
    ],
  });
}

function healthRoutes(app: Express, { version, readiness }: ServerOptions, telemetry: Telemetry): void {
  app.get("/health/live", (_request, response) => void response.json({ status: "live", version }));
  app.get("/health/ready", async (_request, response) => {
    const why = await readiness.because();
    if (why === null) response.json({ status: "ready", version });
    else response.status(503).json({ status: "not ready", because: why, version });
  });
  app.get("/metrics", async (_request, response) => {
    response.setHeader("content-type", telemetry.registry.contentType);
    response.end(await telemetry.registry.metrics());
  });
}

const callers = new WeakMap<object, Caller>();

function callerOf(request: Request | object): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error("A request reached its handler without a caller.");
  return caller;
}

/** The address at the other end of the socket: behind a proxy the proxy's, for what a client says of itself proves nothing. */
function addressOf({ socket }: Request): string {
  return socket.remoteAddress ?? "unknown";
}

/** Establishes the caller before anything is read of the body; a token that is not believed ends the request with 401. */
function identified({ identity, readiness }: ServerOptions) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const requestId = requestIdOf(request);
    response.setHeader("x-request-id", requestId);
    const why = readiness.closed;
    if (why !== null) {
      response
        .status(503)
        .setHeader("retry-after", "2")
        .json({ errors: [{ message: `The house is not ready: ${why}.`, extensions: { code: "NOT_READY" } }] });
      return;
    }
    try {
      callers.set(
        request,
        await identity.callerOf({ authorization: request.headers.authorization, purpose: request.get("x-tutti-purpose"), requestId }),
      );
      next();
    } catch (error) {
      if (error instanceof IssuerSilent) {
        response.status(503).setHeader("retry-after", "5");
        response.json({ errors: [{ message: error.message, extensions: { code: error.code } }] });
        return;
      }
      if (!(error instanceof TokenRefused)) throw error;
      response.status(401).setHeader("www-authenticate", "Bearer");
      response.json({ errors: [{ message: error.message, extensions: { code: error.code } }] });
    }
  };
}

/**
 * Apollo Server refuses a GET that a page of another site could have made. One that names a persisted query and brings no
 * text of its own is let through: it can only repeat a query that somebody sent here before, under the asker's own token.
 */
function persistedGet(request: Request, _response: Response, next: NextFunction): void {
  const { extensions, query } = request.query;
  if (request.method === "GET" && typeof extensions === "string" && query === undefined) request.headers["apollo-require-preflight"] = "1";
  next();
}

function requestIdOf(request: Request): string {
  const given = request.get("x-request-id");
  return given !== undefined && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Bodies that cannot be read get a GraphQL-shaped answer; anything else is logged and answered in one sentence. */
function lastHandler(log: Logger): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- express knows an error handler by its four parameters
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) {
      const id = String(response.getHeader("x-request-id") ?? randomUUID());
      log.error({ err: error, requestId: id }, "a request failed");
      response.status(status).json({ errors: [internalError(id)] });
      return;
    }
    const message =
      status === 413 ? `The body has more than ${DEMAND_LIMITS.bodyBytes} bytes.` : "The body is not JSON that this address can read.";
    response.status(status).json({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
  };
}

function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
