import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { ExecutionArgs, ExecutionResult } from "graphql";
import { GraphQLError, parse } from "graphql";
import { handleProtocols, makeServer } from "graphql-ws";
import type { Context } from "graphql-ws";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import type { Clock } from "../../subgraphs/kit/clock.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Logger } from "../../subgraphs/kit/log.ts";
import { DEMAND_LIMITS } from "../demand/shape.ts";
import { TokenRefused } from "../identity.ts";
import type { SessionSource } from "../identity.ts";
import { IssuerSilent } from "../issuer.ts";
import type { Readiness } from "../readiness.ts";
import { admitSubscription } from "./subscriptions.ts";
import type { Subscription, SubscriptionTools } from "./subscriptions.ts";

/** How many may be open; what is beyond is refused with its measure and the limit. */
export const SOCKET_LIMITS = { sockets: 1_000, socketsOfCaller: 20, subscriptionsOfSocket: 20 } as const;

/** Close codes beside those of the protocol. Clients of graphql-ws come again after 1001, 1013 and 4403, and not after 4429. */
const CLOSE = { goingAway: 1001, tooSlow: 1013, failed: 4500, forbidden: 4403, tooMany: 4429 } as const;
const INIT_MS = 5_000;
/** A ping is sent so often, and answered within the same time. */
const HEARTBEAT_MS = 12_000;
/** An answer that the network has not taken by then ends the socket. */
const SEND_MS = 20_000;
const DRAIN_MS = 2_000;
/** Node's timers go no further. */
const TIMER_MS_MAX = 2_147_483_647;

export interface SocketOptions {
  readonly server: Server;
  readonly path: string;
  readonly identity: SessionSource;
  readonly readiness: Readiness;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tools: SubscriptionTools;
  /** How often pings are sent; 12 s when not said. */
  readonly heartbeatMs?: number;
  /** How long the network may take for one answer; 20 s when not said. */
  readonly sendMs?: number;
}

export interface Sockets {
  /** Sockets and subscriptions now, for the metrics. */
  counts(): { readonly sockets: number; readonly subscriptions: number };
  /** Says to all that the house goes away, so that they come again with their cursors, and closes. */
  close(): Promise<void>;
}

/** One socket's own. */
interface Session {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly requestId: string;
  caller: Caller | null;
  subscriptions: number;
  expiry: NodeJS.Timeout | null;
}
type SessionContext = Context<Record<string, unknown>, Session>;
type Admitted = ExecutionArgs & { readonly begin: Subscription; readonly session: Session };

/** Answers subscriptions over WebSocket (`graphql-transport-ws`) on the HTTP server's own port. */
export function openSockets(options: SocketOptions): Sockets {
  const sockets = new WebSocketServer({
    ...{ noServer: true, maxPayload: DEMAND_LIMITS.bodyBytes, perMessageDeflate: false, clientTracking: true },
    handleProtocols,
  });
  const sessions = new Set<Session>();
  const protocol = protocolServer(options, sessions);
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const refusal = upgradeRefusal(options, request, sessions.size);
    if (refusal !== null) {
      stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => openSession({ options, sessions, protocol }, socket, request));
  };
  options.server.on("upgrade", upgrade);
  return {
    counts: () => ({ sockets: sessions.size, subscriptions: [...sessions].reduce((sum, { subscriptions }) => sum + subscriptions, 0) }),
    close: async () => {
      options.server.off("upgrade", upgrade);
      for (const socket of sockets.clients) socket.close(CLOSE.goingAway, "The house stops; come again with your cursor.");
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, DRAIN_MS);
      await new Promise<void>((done) => sockets.close(() => done()));
      clearTimeout(late);
    },
  };
}

function upgradeRefusal({ path, readiness }: SocketOptions, request: IncomingMessage, openCount: number): string | null {
  const target = request.url ?? "/";
  if (!URL.canParse(target, "http://house") || new URL(target, "http://house").pathname !== path) return "404 Not Found";
  if (readiness.closed !== null) return "503 Service Unavailable\r\nretry-after: 2";
  return openCount >= SOCKET_LIMITS.sockets ? "503 Service Unavailable\r\nretry-after: 30" : null;
}

interface Room {
  readonly options: SocketOptions;
  readonly sessions: Set<Session>;
  readonly protocol: ReturnType<typeof protocolServer>;
}

function openSession({ options, sessions, protocol }: Room, socket: WebSocket, request: IncomingMessage): void {
  const session: Session = { socket, request, requestId: randomUUID(), caller: null, subscriptions: 0, expiry: null };
  sessions.add(session);
  socket.on("error", (error) => options.log.warn({ err: error, requestId: session.requestId }, "a socket failed"));
  const heart = beat(socket, options.heartbeatMs ?? HEARTBEAT_MS);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: async (text) => await send(socket, text, { sendMs: options.sendMs ?? SEND_MS, onLate: () => letGo(socket, options.log) }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on("message", (message: Buffer) => {
          take(message.toString("utf8")).catch((error: unknown) => {
            options.log.error({ err: error, requestId: session.requestId }, "a message of a socket could not be handled");
            socket.close(CLOSE.failed, "Something failed on our side.");
          });
        });
      },
    },
    session,
  );
  socket.once("close", (code, reason) => {
    clearInterval(heart);
    if (session.expiry !== null) clearTimeout(session.expiry);
    sessions.delete(session);
    void closed(code, reason.toString("utf8"));
  });
}

/** Resolves when the network has taken the message: a slow reader is read for slowly, and one that does not read at all is let go. */
async function send(
  socket: WebSocket,
  text: string,
  { sendMs, onLate }: { readonly sendMs: number; readonly onLate: () => void },
): Promise<void> {
  await new Promise<void>((resolve) => {
    if (socket.readyState === socket.CLOSED) {
      resolve();
      return;
    }
    if (socket.readyState !== socket.OPEN) {
      // Nothing goes out any more: until the end is there no further answer is asked for, or the whole log would be answered to nobody.
      socket.once("close", () => resolve());
      return;
    }
    const late = setTimeout(onLate, sendMs);
    // A failed send ends with the socket's own error and close.
    socket.send(text, () => {
      clearTimeout(late);
      resolve();
    });
  });
}

function letGo(socket: WebSocket, log: Logger): void {
  socket.close(CLOSE.tooSlow, "You read too slowly; come again with your cursor.");
  log.warn({ buffered: socket.bufferedAmount }, "a socket was let go: it reads too slowly");
}

function beat(socket: WebSocket, everyMs: number): NodeJS.Timeout {
  let isAlive = true;
  socket.on("pong", () => (isAlive = true));
  return setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, everyMs);
}

function protocolServer(options: SocketOptions, sessions: Set<Session>) {
  return makeServer<Record<string, unknown>, Session>({
    connectionInitWaitTimeout: INIT_MS,
    onConnect: async (context) => await greet(options, context, sessions),
    onSubscribe: async ({ extra: session, subscriptions }, _id, payload) => {
      if (session.caller === null) return [refused("UNAUTHENTICATED", "Subscriptions need a bearer token.")];
      const most = SOCKET_LIMITS.subscriptionsOfSocket;
      if (Object.keys(subscriptions).length > most)
        return [refused("TOO_MANY_SUBSCRIPTIONS", `A socket has at most ${most} subscriptions; end one, or open another socket.`)];
      const request = { query: payload.query, variables: payload.variables ?? {}, operationName: payload.operationName ?? null };
      const admitted = await admitSubscription(options.tools, request, session.caller);
      if (typeof admitted !== "function") return admitted;
      return {
        schema: options.tools.schema,
        document: parse(payload.query),
        operationName: payload.operationName,
        begin: admitted,
        session,
      };
    },
    subscribe: async (args) => await Promise.resolve(running(args as Admitted)),
  });
}

/** Who speaks: the token of connection_init, or of the upgrade. Without one, or with one that is not believed, the socket ends. */
async function greet(
  options: SocketOptions,
  { connectionParams, extra: session }: SessionContext,
  sessions: Set<Session>,
): Promise<boolean> {
  const { socket, request, requestId } = session;
  const refuse = (code: number, why: string): false => {
    socket.close(code, why.slice(0, 120));
    return false;
  };
  try {
    const { caller, expiresAt } = await options.identity.sessionOf({
      authorization: textOf(connectionParams, "authorization") ?? request.headers.authorization,
      purpose: textOf(connectionParams, "x-tutti-purpose") ?? headerText(request, "x-tutti-purpose"),
      requestId,
    });
    if (expiresAt === null) return refuse(CLOSE.forbidden, "Subscriptions need a bearer token: { authorization } in connection_init.");
    const own = [...sessions].filter((one) => one.caller?.subject === caller.subject && one.caller.society === caller.society);
    if (own.length >= SOCKET_LIMITS.socketsOfCaller)
      return refuse(CLOSE.tooMany, `${own.length} sockets of this token's holder are open; at most ${SOCKET_LIMITS.socketsOfCaller} are.`);
    session.caller = caller;
    const leftMs = Math.min(TIMER_MS_MAX, Math.max(0, expiresAt.getTime() - options.clock.now().getTime()));
    session.expiry = setTimeout(() => refuse(CLOSE.forbidden, "The token has expired; come again with a new one and your cursor."), leftMs);
    return true;
  } catch (error) {
    if (error instanceof TokenRefused) return refuse(CLOSE.forbidden, error.message);
    if (error instanceof IssuerSilent) return refuse(CLOSE.tooSlow, error.message); // 1013: try again later
    throw error;
  }
}

function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function textOf(parameters: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const value = Object.entries(parameters ?? {}).find(([name]) => name.toLowerCase() === key)?.[1];
  return typeof value === "string" ? value : undefined;
}

function headerText({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

/** The answers as an iterator whose end can be asked for while it waits. */
function running({ begin, session }: Admitted): AsyncGenerator<ExecutionResult, void, void> {
  const ending = new AbortController();
  const inner = begin(ending.signal);
  let isOpen = true;
  session.subscriptions += 1;
  const end = (): void => {
    if (isOpen) session.subscriptions -= 1;
    isOpen = false;
    ending.abort();
  };
  const guarded = async (turn: () => Promise<IteratorResult<ExecutionResult, void>>): Promise<IteratorResult<ExecutionResult, void>> => {
    try {
      const step = await turn();
      if (step.done === true) end();
      return step;
    } catch (error) {
      end();
      throw error;
    }
  };
  return {
    next: async () => await guarded(async () => await inner.next()),
    return: async (value) => {
      end();
      return await inner.return(await value);
    },
    throw: async (error: unknown) => {
      end();
      return await inner.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => {
      end();
      await inner.return();
    },
  };
}
