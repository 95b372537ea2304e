import { readFile } from "node:fs/promises";
import { RemoteGraphQLDataSource } from "@apollo/gateway";
import type { Environment } from "../subgraphs/kit/environment.ts";
import { createLogger } from "../subgraphs/kit/log.ts";
import { anonymousCaller } from "../subgraphs/kit/caller.ts";
import { Documents } from "./documents.ts";
import type { IntakeLimits } from "./intake/fairQueue.ts";
import { HttpSubgraph } from "./executor/http.ts";
import { PlannedGateway } from "./plan.ts";
import { Readiness } from "./readiness.ts";
import { startServer } from "./server.ts";
import type { GatewayServer } from "./server.ts";
import { VERSION } from "./version.ts";

/**
 * The gateway over any composed supergraph whose subgraphs speak HTTP at the addresses it names: for federation suites.
 * None of Tutti's own access rules apply, so it listens on this machine only.
 */
export async function startGatewayAlone(supergraphFile: string, environment: Environment, intake?: IntakeLimits): Promise<GatewayServer> {
  const log = createLogger({ level: environment.logLevel, name: "gateway" });
  const planningSdl = await readFile(supergraphFile, "utf8");
  const readiness = new Readiness([]);
  readiness.open();
  return await startServer({
    gateway: new PlannedGateway({
      supergraph: { planningSdl, rules: new Map(), costs: { weights: new Map(), lists: new Map() } },
      schemaIsOpen: true,
      documents: new Documents(),
      demand: null,
      log,
      purposeRequired: false,
      subgraph: environment.executor === "apollo" ? null : (name, url) => new HttpSubgraph({ name, url }),
      dataSource: (_name, url) => new RemoteGraphQLDataSource({ url: url ?? "" }),
    }),
    identity: { callerOf: ({ requestId }) => Promise.resolve(anonymousCaller(requestId)) },
    log,
    host: "127.0.0.1",
    port: environment.port,
    version: VERSION,
    desks: null,
    explorer: null,
    introspection: true,
    costLimit: null,
    intake,
    deadlineMs: environment.deadlineMs,
    readiness,
    feed: null,
  });
}
