/** Shows when a house counts as ready, with things to rely on that this test starts and stops itself. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readiness, subgraphReliance } from "../../gateway/readiness.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A subgraph's health address alone: answers with `status`, or never. */
async function healthAt(port: number, status: number | null): Promise<number> {
  const server = createServer((_request, response) => {
    if (status !== null) response.writeHead(status).end();
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}
const of = (name: string, port: number): ReturnType<typeof subgraphReliance> => subgraphReliance(name, `http://127.0.0.1:${port}`);

describe("a house", () => {
  test("is closed while it starts, and stays closed with the reason when its start failed", async () => {
    const readiness = new Readiness([]);
    expect([readiness.closed, await readiness.because()]).toEqual(["it is starting", "it is starting"]);
    readiness.open("the catalogue could not be loaded");
    expect(await readiness.because()).toBe("the catalogue could not be loaded");
    readiness.open();
    expect([readiness.closed, await readiness.because()]).toEqual([null, null]);
  });

  test("that is open is not ready when something it relies on refuses, is gone, or says nothing: each is named", async () => {
    const well = await healthAt(0, 200);
    const ill = await healthAt(0, 503);
    const silent = await healthAt(0, null);
    const readiness = new Readiness([
      of("works", well),
      of("parties", ill),
      of("licenses", silent),
      { name: "the store", answers: () => Promise.reject(new Error("gone")) },
    ]);
    readiness.open();
    expect(await readiness.because()).toBe("parties, licenses, the store do not answer");
    expect(readiness.closed).toBeNull();
  });

  test("waits at its start for what comes later, and says meanwhile what is missing", async () => {
    const port = await healthAt(0, 200);
    servers.splice(0).forEach((server) => server.close());
    const readiness = new Readiness([of("works", port)]);
    const whole = readiness.wholeOnce(new AbortController().signal);
    while (readiness.closed !== "works does not answer") await new Promise((resolve) => setImmediate(resolve));
    await healthAt(port, 200);
    expect(await whole).toBe(true);
  });

  test("that is stopped while it waits gives up", async () => {
    const stopping = new AbortController();
    const whole = new Readiness([{ name: "the store", answers: () => Promise.resolve(false) }]).wholeOnce(stopping.signal);
    stopping.abort();
    expect(await whole).toBe(false);
  });

  test("is asked by a crowd once", async () => {
    let asked = 0;
    const readiness = new Readiness([{ name: "the store", answers: () => Promise.resolve(++asked > 0) }]);
    readiness.open();
    await Promise.all(Array.from({ length: 50 }, () => readiness.because()));
    expect(asked).toBe(1);
  });
});
