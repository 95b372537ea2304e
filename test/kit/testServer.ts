import { randomBytes } from "node:crypto";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import type { RunningServer } from "../../subgraphs/kit/http.ts";
import { signCaller } from "../../subgraphs/kit/internalIdentity.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { buildSubgraph, createSubgraphServer } from "../../subgraphs/kit/server.ts";
import type { SubgraphContext, SubgraphServerOptions } from "../../subgraphs/kit/server.ts";

const KEY = new Uint8Array(randomBytes(32));

export const STEWARD: Caller = { subject: "anna", society: "052", role: "steward", scopes: [], purpose: null, requestId: "req-7" };

/** A caller under the test gateway's signature. */
export async function sign(caller: Caller, audience: "works" | "parties" = "works"): Promise<string> {
  return await signCaller({ key: KEY, audience, caller, clock: systemClock });
}

/** The server of a works subgraph on loopback, with as much in it as the test is about. */
export async function startTestServer(given: Partial<SubgraphServerOptions<SubgraphContext>>): Promise<RunningServer> {
  return await createSubgraphServer({
    name: "works",
    schema: buildSubgraph("type Query { hello: String }", {}),
    context: (caller) => ({ caller }),
    ports: [],
    internalKey: KEY,
    clock: systemClock,
    log: createLogger({ level: "silent" }),
    ready: async () => await Promise.resolve(true),
    version: "1.2.3",
    host: "127.0.0.1",
    port: 0,
    ...given,
  });
}
