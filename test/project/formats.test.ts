/**
 * Shows that a house opens what every earlier release stored, and answers as that release did: a work and who owns it, conflicts, licences
 * with the hash of their snapshot, a statement and the explanation of a payment.
 *
 * formats/house-N.json.gz holds the databases of a house with the demonstration and its first distribution, formats/house-N.answers.json
 * what it answered. Before a change of stored shapes is made, write down what is stored now:
 *
 *   node scripts/run.mjs file scripts/dumpHouse.ts test/project/formats/house-2 && npm run format
 */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { EJSON } from "bson";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { startHouse } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import type { Connection } from "../../subgraphs/kit/model.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { SUBGRAPH_NAMES } from "../../subgraphs/kit/subgraphName.ts";
import type { SubgraphName } from "../../subgraphs/kit/subgraphName.ts";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { askHouse } from "../support/houseQuestions.ts";
import { HouseUser } from "../support/houseUser.ts";

interface StoredCollection {
  readonly indexes: readonly { readonly name: string; readonly key: Record<string, 1 | -1>; readonly [option: string]: unknown }[];
  readonly documents: readonly Record<string, unknown>[];
}
type Stored = Readonly<Record<SubgraphName, Readonly<Record<string, StoredCollection>>>>;
/** The stored formats of a database: of its subgraph and of the kit. */
type Formats = Readonly<Record<string, number>>;

const FORMATS = new URL("./formats/", import.meta.url);
const releases = (await readdir(FORMATS)).filter((name) => name.endsWith(".json.gz")).map((name) => name.slice(0, -".json.gz".length));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-formats-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function readStored(release: string): Promise<Stored> {
  const text = gunzipSync(await readFile(new URL(`${release}.json.gz`, FORMATS))).toString("utf8");
  return EJSON.parse(text, { relaxed: false }) as Stored;
}

/** Opens the four databases of the folder's store for as long as the work takes. */
async function withDatabases(work: (database: (name: SubgraphName) => Connection) => Promise<void>): Promise<void> {
  const embedded = await startEmbeddedStore({ dataFolder: join(folder, "store") });
  const storage = await openStorage({ uri: embedded.uri("formats"), appName: "tutti-test" });
  try {
    await work((name) => storage.database(name));
  } finally {
    await storage.close();
    await embedded.stop();
  }
}

async function fill(connection: Connection, collections: Readonly<Record<string, StoredCollection>>): Promise<void> {
  for (const [name, { indexes, documents }] of Object.entries(collections)) {
    const collection = await connection.createCollection(name);
    const own = indexes.filter((index) => index.name !== "_id_").map(({ v: _, ...index }) => index);
    if (own.length > 0) await collection.createIndexes(own);
    if (documents.length > 0) await collection.insertMany([...documents]);
  }
}

async function openHouse<T>(work: (user: HouseUser) => Promise<T>): Promise<T> {
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
  const house = await startHouse({ environment, demonstration: false });
  try {
    await house.ready;
    return await work(new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: folder }) }));
  } finally {
    await house.stop();
  }
}

async function formatsNow(): Promise<Record<string, Formats>> {
  const formats: Record<string, Formats> = {};
  await withDatabases(async (database) => {
    for (const name of SUBGRAPH_NAMES) {
      const records = await database(name).collection<{ _id: string; format: number }>("meta").find({}).toArray();
      formats[name] = Object.fromEntries(records.map(({ _id, format }) => [_id, format]));
    }
  });
  return formats;
}

function formatsOf(stored: Stored, name: SubgraphName): Formats {
  return Object.fromEntries((stored[name]["meta"]?.documents ?? []).map(({ _id, format }) => [String(_id), Number(format)]));
}

describe("the data of an earlier release", () => {
  it.each(releases)(
    "%s open, and the house answers as it did",
    async (release) => {
      const stored = await readStored(release);
      await withDatabases(async (database) => {
        for (const name of SUBGRAPH_NAMES) await fill(database(name), stored[name]);
      });
      const answers: unknown = JSON.parse(await readFile(new URL(`${release}.answers.json`, FORMATS), "utf8"));
      expect(await openHouse(askHouse)).toEqual(answers);
      expect(await openHouse(askHouse)).toEqual(answers);
    },
    120_000,
  );

  it("are here for every format that was ever written", async () => {
    await openHouse(() => Promise.resolve(null));
    const known = await Promise.all(releases.map(readStored));
    for (const [name, formats] of Object.entries(await formatsNow())) {
      for (const [part, newest] of Object.entries(formats)) {
        const kept = known.map((stored) => formatsOf(stored, name as SubgraphName)[part]);
        const earlier = Array.from({ length: Math.max(1, newest - 1) }, (_, at) => at + 1);
        expect([name, part, kept]).toEqual([name, part, expect.arrayContaining(earlier)]);
      }
    }
  }, 60_000);
});
