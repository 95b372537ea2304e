/** Shows how a house starts and ends: which keys it takes, what it waits for, and that it answers what has begun. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-house-"));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(folder: string, variables: Readonly<Record<string, string>> = {}, demonstration = false): Promise<House> {
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent", ...variables }));
  const house = await startHouse({ environment, demonstration });
  closers.push(() => house.stop());
  return house;
}

/** A request as far as the middle of its body; the rest is sent later. */
async function halfSent(house: House): Promise<{ readonly socket: Socket; readonly rest: string }> {
  const { hostname, port } = new URL(house.url);
  const body = '{"query":"{ __typename }"}';
  const socket = connect(Number(port), hostname);
  const head = `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  await new Promise<void>((done) => socket.write(head + body.slice(0, 10), () => done()));
  return { socket, rest: body.slice(10) };
}

describe("a house on MongoDB", () => {
  test("refuses to start without keys, makes none, and says what names them", async () => {
    const folder = await scratch();
    await expect(start(folder, { MONGODB_URI: "mongodb://127.0.0.1:1/tutti" })).rejects.toThrow(/TUTTI_KEYS must name the file/);
    expect(existsSync(join(folder, "keys.json"))).toBe(false);
  });

  test("makes no demonstration catalogue there, fills no token in, and shows the schema to nobody without one", async () => {
    const [folder, keys] = [await scratch(), await scratch()];
    const first = await start(keys);
    await first.ready;
    const store = await startEmbeddedStore({ dataFolder: join(folder, "store") });
    closers.push(() => store.stop());
    const house = await start(
      folder,
      { MONGODB_URI: store.uri("tutti"), TUTTI_KEYS: join(keys, "keys.json") },
      true, // as `npm start` asks for it
    );
    await house.ready;
    const query = { method: "POST", headers: { "content-type": "application/json" } };
    const ask = async (text: string): Promise<unknown> =>
      await (await fetch(`${house.url}/graphql`, { ...query, body: JSON.stringify({ query: text }) })).json();
    expect(await ask('{ searchWorks(query: "lantern", first: 1) { edges { cursor } } }')).toEqual({ data: { searchWorks: { edges: [] } } });
    expect(await ask("{ __schema { queryType { name } } }")).toMatchObject({
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
    expect(await (await fetch(`${house.url}/explorer/start.json`)).json()).toMatchObject({ token: null });
    expect(existsSync(join(folder, "demonstration.json"))).toBe(false);
  });
});

describe("a gateway before four subgraphs", () => {
  test("says which of them do not answer, takes no request meanwhile, and stops all the same", async () => {
    const dead = Object.fromEntries(
      ["WORKS", "PARTIES", "LICENSES", "DISTRIBUTIONS"].map((name) => [`TUTTI_SUBGRAPH_${name}_URL`, "http://127.0.0.1:1"]),
    );
    const house = await start(await scratch(), dead);
    const ready = await fetch(`${house.url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { status: "not ready" }]);
    const asked = await fetch(`${house.url}/graphql?query={__typename}`);
    expect([asked.status, asked.headers.get("retry-after"), await asked.json()]).toMatchObject([
      503,
      "2",
      { errors: [{ extensions: { code: "NOT_READY" } }] },
    ]);
    expect((await fetch(`${house.url}/health/live`)).status).toBe(200);
    await house.stop();
  });

  test("with an address for some of them alone is refused", async () => {
    await expect(start(await scratch(), { TUTTI_SUBGRAPH_WORKS_URL: "http://127.0.0.1:1" })).rejects.toThrow(
      /parties, licenses, distributions not/,
    );
  });
});

describe("a house that stops", () => {
  test("answers a request that had begun, and takes no new one", async () => {
    const house = await start(await scratch());
    await house.ready;
    const { socket, rest } = await halfSent(house);
    const stopped = house.stop();
    let open = true;
    while (open)
      open = await fetch(`${house.url}/health/live`, { headers: { connection: "close" } }).then(
        () => true,
        () => false,
      );
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    const ended = new Promise((done) => socket.once("close", done));
    socket.write(rest);
    await ended;
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"data":\{"__typename":"Query"\}\}/);
    await stopped;
  });
});
