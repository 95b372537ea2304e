/** Shows what hostile and hasty clients get of a gateway, over raw sockets, before a subgraph that answers when the test lets it. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGatewayAlone } from "../../../gateway/alone.ts";
import type { GatewayServer } from "../../../gateway/server.ts";
import { composeSupergraph } from "../../../schema/compose.ts";
import { readEnvironment } from "../../../subgraphs/kit/environment.ts";
import { requireOk } from "../../../subgraphs/kit/refusal.ts";

const LIMITS = { running: 8, waiting: 20, waitingOfHolder: 12, patienceMs: 60_000 };

let folder: string;
let subgraph: Server;
let gateway: GatewayServer;
/** The same with two seconds for an answer. */
let hasty: GatewayServer;
/** Those that wait for the subgraph's answer. */
const held: (() => void)[] = [];
let arrived = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-intake-"));
  subgraph = createServer((_request, response) => {
    arrived += 1;
    held.push(() => {
      if (!response.destroyed) response.writeHead(200, { "content-type": "application/json" }).end('{"data":{"slow":"done"}}');
    });
  });
  subgraph.listen(0, "127.0.0.1");
  await once(subgraph, "listening");
  const url = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
  const composed = composeSupergraph([{ name: "slow", url, sdl: "type Query { slow: String }" }]);
  if (!composed.ok) throw new Error(composed.errors.join("\n"));
  const file = join(folder, "supergraph.graphql");
  await writeFile(file, composed.supergraphSdl);
  const start = async (deadline: string): Promise<GatewayServer> =>
    await startGatewayAlone(file, requireOk(readEnvironment({ PORT: "0", LOG_LEVEL: "silent", TUTTI_DEADLINE_SECONDS: deadline })), LIMITS);
  gateway = await start("60");
  hasty = await start("2");
});
afterAll(async () => {
  letGo();
  await gateway.stop();
  await hasty.stop();
  subgraph.closeAllConnections();
  await new Promise((resolve) => void subgraph.close(resolve));
  await rm(folder, { recursive: true, force: true });
}, 30_000);

function letGo(): void {
  for (const answer of held.splice(0)) answer();
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => void setTimeout(resolve, 5));
}

const BODY = JSON.stringify({ query: "{ slow }" });

async function ask(url = gateway.url): Promise<{ status: number; retryAfter: string | null; body: unknown }> {
  const response = await fetch(`${url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: BODY });
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body: await response.json() };
}

/** Sends bytes over a socket of its own; what came back until the other side closed it. */
async function raw(...parts: readonly string[]): Promise<{ socket: Socket; answer: Promise<string> }> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  let text = "";
  socket.setEncoding("utf8").on("data", (data: string) => (text += data));
  socket.on("error", () => undefined); // a reset is an answer, too
  for (const part of parts) socket.write(part);
  return { socket, answer: once(socket, "close").then(() => text) };
}

async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
}

describe("an operation", () => {
  test("whose time is over is answered with 504", async () => {
    const { status, body } = await ask(hasty.url);
    expect(status).toBe(504);
    expect(body).toMatchObject({
      errors: [{ message: "The answer took longer than 2 s. Ask for less, or ask again.", extensions: { code: "DEADLINE_EXCEEDED" } }],
    });
    letGo();
  });

  test("beyond those that run waits, and beyond those that may wait is refused at once", async () => {
    const { running, waitingOfHolder } = LIMITS;
    const before = arrived;
    let refused = 0;
    const answers = Array.from({ length: running + waitingOfHolder + 5 }, async () => {
      const { status, retryAfter } = await ask();
      if (status === 503) refused += 1;
      return `${status} ${retryAfter ?? "-"}`;
    });
    await until(() => refused === 5);
    expect(await gauge("tutti_operations_waiting")).toBe(waitingOfHolder);
    const answering = setInterval(letGo, 1);
    const all = await Promise.all(answers);
    clearInterval(answering);
    expect(all.filter((one) => one === "503 1")).toHaveLength(5);
    expect(all.filter((one) => one === "200 -")).toHaveLength(running + waitingOfHolder);
    expect(arrived - before).toBe(running + waitingOfHolder);
    await until(async () => (await gauge("tutti_operations_running")) === 0);
  }, 30_000);

  test("whose client has gone gives its place back", async () => {
    const { socket } = await raw(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
    );
    await until(async () => (await gauge("tutti_operations_running")) === 1);
    socket.destroy();
    await until(async () => (await gauge("tutti_operations_running")) === 0);
    letGo();
  });
});

describe("a client", () => {
  test("that does not send its body in time is told so, and its socket is closed", async () => {
    const { answer } = await raw("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{");
    expect(await answer).toMatch(/^HTTP\/1\.1 408 [^]*The body did not come within 10 s/);
  }, 20_000);

  test.each([
    ["sends headers without end", `GET /graphql HTTP/1.1\r\nhost: x\r\nx-much: ${"a".repeat(40_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ["sends what is no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n", /^HTTP\/1\.1 400 /],
    [
      "states two lengths of one body",
      "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "states a length and sends chunks",
      "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "sends more than a body may have",
      `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 2000000\r\n\r\n${"a".repeat(2_000_000)}`,
      /^HTTP\/1\.1 413 /,
    ],
    [
      "sends a body that is no UTF-8",
      `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json; charset=klingon\r\ncontent-length: 2\r\n\r\n{}`,
      /^HTTP\/1\.1 415 /,
    ],
  ])("that %s is refused, and the next one is answered", async (_what, text, expected) => {
    const { answer } = await raw(text);
    expect(await answer).toMatch(expected);
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  });
});
