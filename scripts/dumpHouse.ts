/**
 * Writes down what this release stores, so that later releases can show in a test that they still open it (test/project/formats.test.ts):
 *
 *   node scripts/run.mjs file scripts/dumpHouse.ts test/project/formats/house-2
 *
 * A house with the demonstration catalogue distributes the usage of a quarter. `house-2.json.gz` then holds every collection of the four
 * databases with its indexes, in MongoDB's extended JSON, which keeps the types of numbers; `house-2.answers.json` what the house
 * answers. Run it before a migration is added, and never again after it.
 */
import { EJSON } from "bson";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startHouse } from "../gateway/house.ts";
import { readEnvironment } from "../subgraphs/kit/environment.ts";
import { loadKeys } from "../subgraphs/kit/keys.ts";
import type { Connection } from "../subgraphs/kit/model.ts";
import { requireOk } from "../subgraphs/kit/refusal.ts";
import { SUBGRAPH_NAMES } from "../subgraphs/kit/subgraphName.ts";
import { openStorage } from "../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../subgraphs/storage/embedded/index.ts";
import { askHouse } from "../test/support/houseQuestions.ts";
import { HouseUser } from "../test/support/houseUser.ts";

const [name] = process.argv.slice(2);
if (name === undefined) throw new Error("What should it be called? For example test/project/formats/house-2");
const folder = await mkdtemp(join(tmpdir(), "tutti-dump-"));
try {
  await writeFile(`${name}.answers.json`, `${JSON.stringify(await fill(folder), null, 2)}\n`);
  await writeFile(`${name}.json.gz`, gzipSync(EJSON.stringify(await readAll(join(folder, "store")), { relaxed: false }), { level: 9 }));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Leaves the data of a house in the folder and gives what it answered. */
async function fill(dataFolder: string): Promise<object> {
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: dataFolder, LOG_LEVEL: "warn" }));
  const house = await startHouse({ environment });
  try {
    await house.ready;
    const user = new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder }) });
    await user.ask("119 distribution", `mutation { runDistribution(input: { period: "2026-Q3" }) { run { id } } }`);
    return await askHouse(user);
  } finally {
    await house.stop();
  }
}

async function readAll(store: string): Promise<object> {
  const embedded = await startEmbeddedStore({ dataFolder: store });
  const storage = await openStorage({ uri: embedded.uri("dump"), appName: "tutti-dump" });
  try {
    const databases: Record<string, object> = {};
    for (const name of SUBGRAPH_NAMES) databases[name] = await readDatabase(storage.database(name));
    return databases;
  } finally {
    await storage.close();
    await embedded.stop();
  }
}

async function readDatabase(connection: Connection): Promise<object> {
  const names = (await connection.listCollections()).map(({ name }) => name).sort();
  const collections: Record<string, object> = {};
  for (const name of names) {
    const collection = connection.collection(name);
    const documents = await collection.find({}, { promoteValues: false, useBigInt64: false }).sort({ _id: 1 }).toArray();
    collections[name] = { indexes: await collection.listIndexes().toArray(), documents };
  }
  return collections;
}
