import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import type { Clock } from "../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { createFoundation } from "../../subgraphs/kit/foundation.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { createIdMaker } from "../../subgraphs/kit/ids.ts";
import type { IdMaker } from "../../subgraphs/kit/ids.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import type { Migration } from "../../subgraphs/kit/migrations.ts";
import type { Connection } from "../../subgraphs/kit/model.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { SUBGRAPH_NAMES } from "../../subgraphs/kit/subgraphName.ts";
import type { SubgraphName } from "../../subgraphs/kit/subgraphName.ts";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import type { Storage } from "../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";

/** A store for one test file: embedded in a temporary folder, or the MongoDB that the environment names, under a name of its own. */
export interface TestStore {
  readonly storage: Storage;
  /** The data folder, for files beside the store. */
  readonly folder: string;
  connection(subgraph: SubgraphName): Connection;
  /** A foundation over the store as it is, one per simulated process; ids are the same in every run. Nothing is started. */
  foundation(options?: FoundationGiven): Promise<Foundation>;
  /** Empties a subgraph's database. */
  clear(subgraph: SubgraphName): Promise<void>;
  /** Puts documents in as an earlier release left them. */
  load(subgraph: SubgraphName, collections: Readonly<Record<string, readonly object[]>>): Promise<void>;
  /** All documents, for making such a dump. */
  dump(subgraph: SubgraphName): Promise<Record<string, object[]>>;
  stop(): Promise<void>;
}

interface FoundationGiven {
  /** `works` when not said. */
  readonly subgraph?: SubgraphName;
  /** The machine's clock when not said. */
  readonly clock?: Clock;
  readonly migrations?: readonly Migration[];
}

/** Opens a fresh store; stop it in afterAll. */
export async function openTestStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-test-"));
  const { uri, stop } = await storeAddress(folder);
  const storage = ownDatabases(await openStorage({ uri, appName: "tutti-test" }));
  const log = createLogger({ level: "silent" });
  let seed = 0;
  const clear = async (subgraph: SubgraphName): Promise<void> => {
    const connection = storage.database(subgraph);
    for (const { name } of await connection.listCollections()) await connection.dropCollection(name);
  };
  return {
    storage,
    folder,
    connection: (subgraph) => storage.database(subgraph),
    foundation: async ({ subgraph = "works", clock = systemClock, migrations = [] } = {}) => {
      seed += 1;
      return await createFoundation({
        subgraph,
        connection: storage.database(subgraph),
        clock,
        ids: seededIds(clock, seed),
        log,
        migrations,
      });
    },
    clear,
    load: async (subgraph, collections) => {
      for (const [name, documents] of Object.entries(collections)) {
        if (documents.length > 0)
          await storage
            .database(subgraph)
            .collection(name)
            .insertMany([...documents]);
      }
    },
    dump: async (subgraph) => {
      const connection = storage.database(subgraph);
      const names = (await connection.listCollections()).map(({ name }) => name).sort();
      const entries = names.map(async (name) => [name, await connection.collection(name).find({}).sort({ _id: 1 }).toArray()] as const);
      return Object.fromEntries(await Promise.all(entries));
    },
    stop: async () => {
      for (const name of SUBGRAPH_NAMES) await clear(name);
      await storage.close();
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ids from a counter instead of random bytes: the same in every run, different for different seeds. */
function seededIds(clock: Clock, seed: number): IdMaker {
  let count = 0;
  return createIdMaker({
    clock,
    random: () => {
      count += 1;
      return new Uint8Array(createHash("sha256").update(`${seed}:${count}`).digest().subarray(0, 10));
    },
  });
}

/** Databases of their own names: on a MongoDB, test files run beside each other and beside a house. */
function ownDatabases(storage: Storage): Storage {
  const prefix = `tutti_test_${randomBytes(6).toString("hex")}`;
  return { ...storage, database: (name) => storage.database(name).useDb(`${prefix}_${name}`, { useCache: true }) };
}

async function storeAddress(folder: string): Promise<{ readonly uri: string; readonly stop: () => Promise<void> }> {
  const { mongodbUri } = requireOk(readEnvironment());
  if (mongodbUri !== null) return { uri: mongodbUri, stop: async () => await Promise.resolve() };
  const store = await startEmbeddedStore({ dataFolder: join(folder, "store") });
  return { uri: store.uri("tutti_test"), stop: async () => await store.stop() };
}
