/** Shows what becomes of a subgraph behind HTTP that answers well, badly, too much, too late or not at all. */
import { afterEach, expect, test } from "@jest/globals";
import { OperationTypeNode } from "graphql";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpSubgraph } from "../../../gateway/executor/http.ts";
import type { HttpBounds } from "../../../gateway/executor/http.ts";
import { subgraphOperation } from "../../../gateway/executor/subgraph.ts";
import type { SubgraphAnswer } from "../../../gateway/executor/subgraph.ts";
import { gatewayContext } from "../../../gateway/subgraphs.ts";
import { anonymousCaller } from "../../../subgraphs/kit/caller.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A subgraph whose server answers as it is told; asks it once. */
async function subgraph(listener: RequestListener, bounds: Partial<HttpBounds> = {}): Promise<() => Promise<SubgraphAnswer>> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const there = new HttpSubgraph({
    name: "there",
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    bounds,
    headers: () => Promise.resolve({ authorization: "mine" }),
  });
  closers.push(() => {
    there.close();
    server.closeAllConnections();
    server.close();
  });
  const operation = subgraphOperation(OperationTypeNode.QUERY, 'query Q { a(b: "c") }', "Q");
  return () => there.ask({ operation, variables: { x: "ü" }, context: gatewayContext(anonymousCaller("test")) });
}

test("sends text, name and variables with its own headers over a connection that is kept, and takes data with errors", async () => {
  const seen: unknown[] = [];
  const sockets = new Set<unknown>();
  const ask = await subgraph((request, response) => {
    sockets.add(request.socket);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push([request.headers.authorization, JSON.parse(Buffer.concat(chunks).toString())]);
      response.end('{"data":{"a":1},"errors":[{"message":"half"}]}');
    });
  });
  expect(await ask()).toEqual({ data: { a: 1 }, errors: [{ message: "half" }] });
  await ask();
  expect(seen[0]).toEqual(["mine", { query: 'query Q { a(b: "c") }', operationName: "Q", variables: { x: "ü" } }]);
  expect(sockets.size).toBe(1);
});

test.each<[string, RequestListener, RegExp, Partial<HttpBounds>]>([
  ["HTML", (_, response) => response.end("<html>"), /there gave no answer: its answer is no JSON/, {}],
  ["nothing", (_, response) => response.end(), /its answer is no JSON/, {}],
  ["a list", (_, response) => response.end("[]"), /its answer is no object/, {}],
  ["data that is no object", (_, response) => response.end('{"data":[1]}'), /its data is no object/, {}],
  ["errors that are none", (_, response) => response.end('{"errors":"all"}'), /its errors are no list/, {}],
  ["a status of failure", (_, response) => response.writeHead(503).end("busy"), /^503: Service Unavailable$/, {}],
  ["a closed connection", (request) => request.socket.destroy(), /there gave no answer: socket hang up/, {}],
  ["half an answer", (request, response) => response.write('{"da', () => request.socket.destroy()), /there gave no answer: .*aborted/, {}],
  ["too much", (_, response) => response.end(`{"data":{"a":"${"x".repeat(2_000)}"}}`), /longer than 1000 bytes/, { answerBytes: 1_000 }],
  ["too late", () => undefined, /did not answer within 50 ms/, { answerMs: 50 }],
])("says so of %s", async (_what, listener, message, bounds) => {
  await expect((await subgraph(listener, bounds))()).rejects.toThrow(message);
});

test("refuses what would wait behind too many others", async () => {
  const ask = await subgraph((_, response) => response.end('{"data":{}}'), { connections: 1, waiting: 1 });
  const answers = await Promise.allSettled([ask(), ask(), ask()]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
});
