import { readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { HOUSE_FILE } from "./houseFile.ts";
import { loadDemonstration } from "../seed/demonstration.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import type { Clock } from "../subgraphs/kit/clock.ts";
import type { Environment } from "../subgraphs/kit/environment.ts";
import { loadKeys } from "../subgraphs/kit/keys.ts";
import type { Keys } from "../subgraphs/kit/keys.ts";
import { createLogger } from "../subgraphs/kit/log.ts";
import type { Logger } from "../subgraphs/kit/log.ts";
import type { BudgetKeeper } from "../subgraphs/kit/ports/budgetKeeper.ts";
import { openStorage } from "../subgraphs/storage/connection.ts";
import type { Storage } from "../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../subgraphs/storage/embedded/index.ts";
import type { FileDesk } from "../subgraphs/kit/files.ts";
import { Budgets } from "./demand/budgets.ts";
import type { DemandTerms } from "./demand/control.ts";
import { Documents, readTrustedDocuments } from "./documents.ts";
import { EXAMPLES } from "./examples.ts";
import type { FileDesks } from "./files.ts";
import { Identity, signToken } from "./identity.ts";
import { TrustedIssuer } from "./issuer.ts";
import { createParts, partsInOrder } from "./parts.ts";
import type { PartGround, Parts } from "./parts.ts";
import { PlannedGateway } from "./plan.ts";
import { remotePort } from "./ports.ts";
import type { PortRoad } from "./ports.ts";
import type { ChangeReaders } from "./feed/feeds.ts";
import { Readiness, subgraphReliance } from "./readiness.ts";
import { remoteFiles } from "./remoteFiles.ts";
import { startServer } from "./server.ts";
import type { GatewayServer } from "./server.ts";
import { dataSourceFor, subgraphFor } from "./subgraphs.ts";
import type { LocalSubgraph, SubgraphHomes } from "./subgraphs.ts";
import { readSupergraph } from "./supergraph.ts";
import { VERSION } from "./version.ts";

/** A running house. */
export interface House {
  readonly url: string;
  readonly embedded: boolean;
  /** The subgraphs of this process; null where the gateway runs alone before four others. */
  readonly parts: Parts | null;
  readonly server: GatewayServer;
  /** Settles when everything answers and, on the embedded store, the demonstration catalogue is loaded. */
  readonly ready: Promise<void>;
  /** Answers what has begun, then closes everything; safe to call twice. */
  stop(): Promise<void>;
}

export interface HouseOptions {
  readonly environment: Environment;
  readonly clock?: Clock;
  readonly log?: Logger;
  /** False leaves the demonstration catalogue out (tests that bring their own data). It is never made on MongoDB. */
  readonly demonstration?: boolean;
  /** Makes the house the node of this society: it tells that one's statements, and makes no demonstration. */
  readonly nodeSociety?: string | null;
}

/** What every room of the house needs. */
interface Ground {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Logger;
  readonly keys: Keys;
  readonly dataFolder: string;
  readonly demonstration: boolean;
  readonly nodeSociety: string | null;
  /** Ends what still waits when the house is stopped. */
  readonly stopping: AbortController;
  /** What must be closed again, in order of opening. */
  readonly closers: (() => Promise<void>)[];
}

/**
 * Starts the house as the environment says: everything in this process, on the embedded store or on MongoDB; or, when the
 * addresses of all four subgraphs are set, the gateway alone before them.
 */
export async function startHouse(options: HouseOptions): Promise<House> {
  const { environment, clock = systemClock, nodeSociety = null } = options;
  const log = options.log ?? createLogger({ level: environment.logLevel });
  const dataFolder = resolve(environment.dataFolder);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const closers: (() => Promise<void>)[] = [];
  try {
    const stopping = new AbortController();
    const demonstration = environment.mongodbUri === null && options.demonstration !== false && nodeSociety === null;
    const ground = { nodeSociety, environment, clock, log, keys: await keysOf(environment), dataFolder, demonstration, stopping, closers };
    const urls = subgraphAddresses(environment);
    if (urls !== null && nodeSociety !== null)
      throw new Error(
        "A node is a house of its own with its own data: unset TUTTI_SUBGRAPH_WORKS_URL, _PARTIES_URL, _LICENSES_URL and _DISTRIBUTIONS_URL.",
      );
    return urls === null ? await startWhole(ground) : await startBefore(urls, ground);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** Without MONGODB_URI keys are made in the data folder; with it they must be given. */
export async function keysOf({ mongodbUri, keysFile, dataFolder }: Environment): Promise<Keys> {
  if (keysFile !== null) return await loadKeys({ file: keysFile });
  if (mongodbUri === null) return await loadKeys({ dataFolder: resolve(dataFolder) });
  throw new Error("With MONGODB_URI set, TUTTI_KEYS must name the file that holds the signing keys; none are made.");
}

/** Where webhooks may go: on the embedded store, where people try things, to this machine too. */
export function webhookReachOf({ mongodbUri, webhookNetworks }: Environment): NonNullable<PartGround["webhookReach"]> {
  return { loopback: mongodbUri === null, allowed: webhookNetworks };
}

/** The addresses of the four subgraphs, or null when none is set; some but not all is a fault. */
export function subgraphAddresses({ subgraphUrls }: Environment): PortRoad["urls"] | null {
  const names = ["works", "parties", "licenses", "distributions"] as const;
  const missing = names.filter((name) => subgraphUrls[name] === null);
  if (missing.length === names.length) return null;
  if (missing.length > 0)
    throw new Error(`Some subgraphs have an address and ${missing.join(", ")} not: set all four TUTTI_SUBGRAPH_…_URL or none.`);
  return Object.fromEntries(names.map((name) => [name, subgraphUrls[name] ?? ""])) as PortRoad["urls"];
}

async function startWhole(ground: Ground): Promise<House> {
  const { environment, clock, log, keys, dataFolder, nodeSociety, closers } = ground;
  const storage = await openStore(environment, log, closers);
  const webhookReach = webhookReachOf(environment);
  const parts = await createParts({
    storage,
    clock,
    log,
    dataFolder,
    webhookReach,
    nodeSociety,
    keys,
    conflictTerms: environment.conflictTerms,
  });
  for (const part of partsInOrder(parts)) {
    await part.start();
    closers.push(() => part.stop());
  }
  const subgraphs = new Map<string, LocalSubgraph>(partsInOrder(parts).map((part) => [part.name, part]));
  return await openDoors(ground, {
    homes: { mode: "in-process", subgraphs, log },
    desks: desksOf({ works: parts.works.files, parties: parts.parties.files, distributions: parts.distributions.files }),
    parts,
    readers: {
      works: parts.works.ports.changeReader,
      parties: parts.parties.ports.changeReader,
      licenses: parts.licenses.ports.changeReader,
    },
    budgetKeeper: parts.parties.ports.budgetKeeper,
    readiness: new Readiness([{ name: "the store", answers: () => storage.answers() }]),
  });
}

async function startBefore(urls: PortRoad["urls"], ground: Ground): Promise<House> {
  const road = { urls, key: ground.keys.internal, clock: ground.clock };
  const graphql = new Map(Object.entries(urls).map(([name, url]) => [name, new URL("/graphql", url).href]));
  const homes: SubgraphHomes = { mode: "http", urls: graphql, key: ground.keys.internal, clock: ground.clock };
  return await openDoors(ground, {
    homes,
    desks: desksOf({
      works: remoteFiles("works", road),
      parties: remoteFiles("parties", road),
      distributions: remoteFiles("distributions", road),
    }),
    parts: null,
    readers: {
      works: remotePort("changeReader", "works", road),
      parties: remotePort("changeReader", "parties", road),
      licenses: remotePort("changeReader", "licenses", road),
    },
    budgetKeeper: remotePort("budgetKeeper", "parties", road),
    readiness: new Readiness(Object.entries(urls).map(([name, url]) => subgraphReliance(name, url))),
  });
}

/** MongoDB, or the embedded store started for it. */
export async function openStore({ mongodbUri, dataFolder }: Environment, log: Logger, closers: (() => Promise<void>)[]): Promise<Storage> {
  let uri = mongodbUri;
  if (uri === null) {
    const store = await startEmbeddedStore({ dataFolder: join(resolve(dataFolder), "store"), log: (message) => log.warn(message) });
    closers.push(() => store.stop());
    uri = store.uri("tutti");
  }
  const storage = await openStorage({ uri, appName: "tutti" });
  closers.push(() => storage.close());
  return storage;
}

interface Rooms {
  readonly homes: SubgraphHomes;
  readonly desks: FileDesks;
  readonly parts: Parts | null;
  readonly readers: ChangeReaders;
  readonly budgetKeeper: BudgetKeeper;
  readonly readiness: Readiness;
}

async function openDoors(ground: Ground, { homes, desks, parts, readers, budgetKeeper, readiness }: Rooms): Promise<House> {
  const { environment, clock, log, keys, dataFolder, stopping, closers } = ground;
  const embedded = environment.mongodbUri === null;
  const issuer = environment.issuer && new TrustedIssuer(environment.issuer);
  const identity = new Identity({ keys, issuer, clock, defaultPurposes: embedded });
  const server = await startServer({
    gateway: planned(homes, ground, { demand: demandTerms(ground, budgetKeeper), documents: await documentsOf(environment) }),
    identity,
    log,
    host: environment.host,
    port: environment.port,
    version: VERSION,
    desks,
    explorer: {
      examples: EXAMPLES,
      token: embedded ? () => signToken({ key: keys.token, subject: "explorer", society: "119", role: "admin", clock }) : null,
    },
    introspection: embedded,
    costLimit: environment.costs.operation,
    deadlineMs: environment.deadlineMs,
    readiness,
    feed: { readers, identity, clock },
  });
  closers.push(() => server.stop());
  const houseFile = join(dataFolder, HOUSE_FILE);
  await writeFile(houseFile, `${JSON.stringify({ url: server.url, pid: process.pid })}\n`, { mode: 0o600 });
  closers.push(() => rm(houseFile, { force: true }));
  const ready = prepare(ground, parts, readiness).then(
    () => readiness.open(),
    (error: unknown) => {
      readiness.open("its demonstration catalogue could not be loaded; the log says why");
      log.error({ err: error }, "the demonstration catalogue could not be loaded");
      throw error;
    },
  );
  ready.catch(() => undefined);
  let stopped: Promise<void> | null = null;
  return {
    url: server.url,
    embedded,
    parts,
    server,
    ready,
    stop: () => {
      stopping.abort();
      return (stopped ??= ready.catch(() => undefined).then(() => closeAll(closers)));
    },
  };
}

/**
 * Waits until everything that the house relies on has answered, then loads the demonstration catalogue on the first start;
 * what an interrupted start left is gone over again.
 */
async function prepare(ground: Ground, parts: Parts | null, readiness: Readiness): Promise<void> {
  const { log, dataFolder, demonstration, stopping } = ground;
  if (!(await readiness.wholeOnce(stopping.signal)) || !demonstration || parts === null) return;
  const marker = join(dataFolder, "demonstration.json");
  if ((await readFile(marker, "utf8").catch(() => null)) !== null) return;
  const loaded = await loadDemonstration({ parts, log });
  await writeFile(marker, `${JSON.stringify(loaded, null, 2)}\n`, { mode: 0o600 });
}

function planned(
  homes: SubgraphHomes,
  { environment, log }: Ground,
  terms: { readonly demand: DemandTerms; readonly documents: Documents },
): PlannedGateway {
  const supergraph = readSupergraph(readFileSync(new URL("../schema/supergraph.graphql", import.meta.url), "utf8"));
  const onMongo = environment.mongodbUri !== null;
  const ways = { purposeRequired: onMongo, schemaIsOpen: !onMongo };
  return new PlannedGateway({
    supergraph,
    log,
    ...ways,
    ...terms,
    subgraph: environment.executor === "apollo" ? null : (name, url) => subgraphFor(homes, name, url),
    dataSource: (name, url) => dataSourceFor(homes, name, url),
  });
}

async function documentsOf({ documentsFile }: Environment): Promise<Documents> {
  return new Documents(documentsFile === null ? null : await readTrustedDocuments(documentsFile));
}

function demandTerms({ environment, clock, log }: Ground, keeper: BudgetKeeper): DemandTerms {
  const { operation, minute } = environment.costs;
  return { costLimit: operation, budgets: minute === null ? null : new Budgets({ keeper, clock, log, perMinute: minute }) };
}

function desksOf({ works, parties, distributions }: Readonly<Record<"works" | "parties" | "distributions", FileDesk>>): FileDesks {
  return {
    uploads: { cwr: works, works, exports: works, usage: distributions, parties, evidence: works },
    downloads: new Map([
      ["acknowledgements", works],
      ["exports", works],
      ["evidence", works],
      ["statements", distributions],
    ]),
  };
}

/** Last opened, first closed; one that fails does not keep the others open. */
export async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.splice(0).reverse()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, "The house did not close cleanly.");
}
