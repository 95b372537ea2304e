/** Shows that a gateway tells nobody outside of itself: ApolloGateway would ask a cloud's machines who they are, and report to its maker every hour. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGatewayAlone } from "../../gateway/alone.ts";
import { composeSupergraph } from "../../schema/compose.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";

const asked = new Set<string>();
const note = (message: unknown): void => {
  asked.add((message as { request: ClientRequest }).request.host);
};
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-silence-"));
  subscribe("http.client.request.start", note);
});
afterAll(async () => {
  unsubscribe("http.client.request.start", note);
  await rm(folder, { recursive: true, force: true });
});

test("a gateway that starts and stops asks no other machine anything", async () => {
  const composed = composeSupergraph([{ name: "one", url: "http://127.0.0.1:1/", sdl: "type Query { one: String }" }]);
  if (!composed.ok) throw new Error(composed.errors.join("\n"));
  const file = join(folder, "supergraph.graphql");
  await writeFile(file, composed.supergraphSdl);
  const gateway = await startGatewayAlone(file, requireOk(readEnvironment({ PORT: "0", LOG_LEVEL: "silent" })));
  await gateway.stop(); // whatever reports would do so now, at the latest
  expect([...asked]).toEqual([]);
});
