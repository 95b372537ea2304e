/** Shows what becomes of lines that are there and not alive: one that answers no ping, and one that does not take what it asked for. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { buildSchema } from "graphql";
import { WebSocket } from "ws";
import { openSockets } from "../../gateway/feed/sockets.ts";
import type { SocketOptions, Sockets } from "../../gateway/feed/sockets.ts";
import type { SubscriptionTools } from "../../gateway/feed/subscriptions.ts";
import { Tail } from "../../gateway/feed/tail.ts";
import { Identity, signToken } from "../../gateway/identity.ts";
import { Readiness } from "../../gateway/readiness.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import type { RecordedEvent } from "../../subgraphs/kit/events.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";

const KEY = new Uint8Array(32).fill(7);
const SCHEMA = buildSchema(`
  type Query { changes(since: String, first: Int): Changes! }
  type Subscription { workChanged(since: String): Edge! }
  type Changes { edges: [Edge!]! }
  type Edge { cursor: String! }
`);
/** An answer of 1 MB for each of 200 changes: more than any line holds by itself. */
const EVENT_COUNT = 200;
const ANSWER = "x".repeat(1_000_000);

let server: Server;
let sockets: Sockets | null = null;
let lines: string[];
/** Answers that were made ready so far. */
let asked: number;
beforeEach(async () => {
  lines = [];
  asked = 0;
  server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(async () => {
  await sockets?.close();
  sockets = null;
  await new Promise((done) => server.close(done));
});

/** The house's door for subscriptions over works that changed 200 times. */
function open(pace: Pick<SocketOptions, "heartbeatMs" | "sendMs">): string {
  const to = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = createLogger({ level: "warn", to });
  const readiness = new Readiness([]);
  readiness.open();
  const identity = new Identity({ keys: { token: KEY, formerTokens: [] }, clock: systemClock, defaultPurposes: true });
  sockets = openSockets({ server, path: "/graphql", identity, readiness, clock: systemClock, log, tools: tools(log), ...pace });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function tools(log: SocketOptions["log"]): SubscriptionTools {
  const events = Array.from({ length: EVENT_COUNT }, (_, at): RecordedEvent => {
    const number = at + 1;
    return {
      id: `evt_${number}`,
      number,
      kind: "WORK_REGISTERED",
      subject: `wrk_${number}`,
      data: {},
      recordedAt: new Date(number).toISOString(),
    };
  });
  const reader: ConstructorParameters<typeof Tail>[0]["reader"] = {
    last: async () => await Promise.resolve({ number: EVENT_COUNT }),
    page: async ({ after, first, waitMs = 0 }) => {
      const found = events.slice(after, after + first);
      if (found.length === 0) await new Promise<void>((done) => void setTimeout(done, waitMs).unref());
      return { events: found, hasMore: after + first < EVENT_COUNT };
    },
  };
  return {
    schema: SCHEMA,
    tails: new Map([["works", new Tail({ reader, log })]]),
    introspection: false,
    isOpen: () => true,
    admission: () => [],
    ask: async (_query, { feedFirst }) => {
      asked += Number(feedFirst);
      return await Promise.resolve({ data: { changes: { edges: Array.from({ length: Number(feedFirst) }, () => ({ cursor: ANSWER })) } } });
    },
  };
}

/** A client that greets and, if it is asked to, subscribes from the beginning. */
async function connect(
  url: string,
  { autoPong, subscribes }: { readonly autoPong: boolean; readonly subscribes: boolean },
): Promise<WebSocket> {
  const token = await signToken({ key: KEY, subject: "follower", society: "052", role: "steward", clock: systemClock });
  const socket = new WebSocket(url, ["graphql-transport-ws"], { autoPong });
  await new Promise((done, failed) => socket.once("open", done).once("error", failed));
  const acknowledged = new Promise((done) => socket.once("message", done));
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
  await acknowledged;
  const payload = { query: `subscription { workChanged(since: "") { cursor } }` };
  if (subscribes) socket.send(JSON.stringify({ type: "subscribe", id: "1", payload }));
  return socket;
}

async function closing(socket: WebSocket): Promise<{ readonly code: number; readonly reason: string }> {
  return await new Promise((done) => socket.once("close", (code, reason) => done({ code, reason: reason.toString("utf8") })));
}

/** Waits for the world to be so; the test's own time ends it otherwise. */
async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((done) => setTimeout(done, 20));
}

test("a line that answers no ping is cut, and one that does stays", async () => {
  const url = open({ heartbeatMs: 400 });
  const [silent, alive] = [
    await connect(url, { autoPong: false, subscribes: false }),
    await connect(url, { autoPong: true, subscribes: false }),
  ];
  let pings = 0;
  alive.on("ping", () => (pings += 1));
  expect(await closing(silent)).toEqual({ code: 1006, reason: "" });
  const before = pings;
  await until(() => pings >= before + 2);
  expect([alive.readyState, sockets?.counts().sockets]).toEqual([WebSocket.OPEN, 1]);
  alive.terminate();
});

test("a line that does not take its answers is let go with a word to come again, and nothing more is made ready for it", async () => {
  const url = open({ heartbeatMs: 60_000, sendMs: 150 });
  const socket = await connect(url, { autoPong: true, subscribes: true });
  let taken = 0;
  socket.on("message", () => (taken += 1));
  socket.pause();
  await until(() => lines.length > 0);
  expect(lines).toEqual([expect.stringContaining("a socket was let go: it reads too slowly")]);
  const closed = closing(socket);
  socket.resume();
  expect(await closed).toEqual({ code: 1013, reason: "You read too slowly; come again with your cursor." });
  expect(taken).toBeLessThanOrEqual(asked);
  // what stood ready when the line stood still, and one turn more at most
  expect(asked).toBeLessThan(EVENT_COUNT);
  await until(() => sockets?.counts().sockets === 0);
  expect(sockets?.counts()).toEqual({ sockets: 0, subscriptions: 0 });
});
