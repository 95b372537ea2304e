/** Run as a process of its own: four subgraphs on one port, that answer what they were asked before by the bytes they answered then. Prints its address. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { graphql } from "graphql";
import { SHOP } from "./shopShape.ts";

const recorded = new Map<string, Promise<Buffer>>();
const schemas = new Map(SHOP.map(({ name, schema }) => [`/${name}`, schema]));

async function answered(path: string, text: string): Promise<Buffer> {
  const schema = schemas.get(path);
  if (!schema) throw new Error(`There is no subgraph at ${path}.`);
  const { query, variables, operationName } = JSON.parse(text) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  return Buffer.from(
    JSON.stringify(await graphql({ schema, source: query, variableValues: variables ?? {}, operationName: operationName ?? null })),
  );
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const [path, text] = [request.url ?? "", Buffer.concat(chunks).toString("utf8")];
    const key = `${path}\n${text}`;
    const answer = recorded.get(key) ?? answered(path, text);
    recorded.set(key, answer);
    void answer.then((body) => response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body));
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
process.once("SIGTERM", () => {
  server.closeAllConnections();
  server.close();
});
