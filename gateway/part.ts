import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { systemClock } from "../subgraphs/kit/clock.ts";
import type { Environment } from "../subgraphs/kit/environment.ts";
import type { RunningServer } from "../subgraphs/kit/http.ts";
import { createLogger } from "../subgraphs/kit/log.ts";
import { createSubgraphServer } from "../subgraphs/kit/server.ts";
import type { SubgraphName } from "../subgraphs/kit/subgraphName.ts";
import { closeAll, keysOf, openStore, subgraphAddresses, webhookReachOf } from "./house.ts";
import { createPart } from "./parts.ts";
import { servedPorts } from "./ports.ts";
import { VERSION } from "./version.ts";

/** Starts one subgraph alone over HTTP, as the containers run it; the others' addresses come from the environment. */
export async function startPart(name: SubgraphName, environment: Environment): Promise<RunningServer> {
  const log = createLogger({ level: environment.logLevel, name });
  const dataFolder = resolve(environment.dataFolder);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const closers: (() => Promise<void>)[] = [];
  try {
    const urls = subgraphAddresses(environment);
    if (urls === null)
      throw new Error(
        "One subgraph alone needs the addresses of all four: set TUTTI_SUBGRAPH_WORKS_URL, _PARTIES_URL, _LICENSES_URL and _DISTRIBUTIONS_URL.",
      );
    const keys = await keysOf(environment);
    const storage = await openStore(environment, log, closers);
    const ground = {
      storage,
      clock: systemClock,
      log,
      dataFolder,
      webhookReach: webhookReachOf(environment),
      keys,
      conflictTerms: environment.conflictTerms,
    };
    const part = await createPart(name, ground, { urls, key: keys.internal, clock: systemClock });
    await part.start();
    closers.push(() => part.stop());
    const server = await createSubgraphServer({
      name,
      schema: part.schema,
      context: (caller) => part.contextFor(caller),
      ports: servedPorts(part.ports),
      files: "files" in part ? part.files : null,
      internalKey: keys.internal,
      clock: systemClock,
      log,
      ready: () => storage.answers(),
      version: VERSION,
      host: environment.host,
      port: environment.port,
    });
    closers.push(() => server.stop());
    return { url: server.url, stop: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}
