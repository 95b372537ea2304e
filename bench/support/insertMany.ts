/** The contender of an import: the documents that it left behind, put in by plain `insertMany` into collections with the same indexes of the same store. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../subgraphs/kit/model.ts";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import type { Storage } from "../../subgraphs/storage/connection.ts";
import { uriOf } from "../../subgraphs/storage/embedded/index.ts";

interface Stored {
  readonly _id: string;
}

interface Copied {
  readonly name: string;
  readonly indexes: readonly { readonly key: Record<string, 1 | -1>; readonly [option: string]: unknown }[];
  readonly documents: readonly Stored[];
}

/** How long documents took, over all threads of this process: the store is one of them. */
export interface Inserted {
  readonly ms: number;
  readonly cpuMs: number;
  readonly documents: number;
}

/** What an import writes. */
const WRITTEN = {
  works: ["works", "statements", "events", "guards", "conflicts"],
  parties: ["parties", "events"],
} as const;
const BATCH = 1_000;

/** Looks at a house's store beside the house. */
export class StoreBeside {
  readonly #storage: Storage;
  readonly #before = new Map<string, ReadonlySet<string>>();

  private constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Opens the store of a data folder whose house runs, and notes what is in it. */
  static async open(dataFolder: string): Promise<StoreBeside> {
    const address = (await readFile(join(dataFolder, "store", "store.address"), "utf8")).trim();
    const beside = new StoreBeside(await openStorage({ uri: uriOf(address, "bench"), appName: "tutti-bench" }));
    for (const [connection, name] of beside.#collections()) {
      const found = await connection
        .collection<Stored>(name)
        .find({}, { projection: { _id: 1 } })
        .toArray();
      beside.#before.set(placeOf(connection, name), new Set(found.map(({ _id }) => _id)));
    }
    return beside;
  }

  /** What plain `insertMany` takes for what was written since; without a field and its index where one is named. */
  async insertMany({ without = null }: { readonly without?: string | null } = {}): Promise<Inserted> {
    const contender = this.#storage.database("works").useDb("tutti_contender");
    const copied: Copied[] = [];
    for (const [connection, name] of this.#collections()) copied.push(leaving(without, await this.#copy(connection, name)));
    for (const { name, indexes } of copied) {
      await contender.createCollection(name);
      if (indexes.length > 0) await contender.collection(name).createIndexes([...indexes]);
    }
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    for (const { name, documents } of copied) {
      const collection = contender.collection<Stored>(name);
      for (let at = 0; at < documents.length; at += BATCH) await collection.insertMany(documents.slice(at, at + BATCH));
    }
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    await contender.dropDatabase();
    return { ms, cpuMs: (user + system) / 1_000, documents: copied.reduce((sum, { documents }) => sum + documents.length, 0) };
  }

  async close(): Promise<void> {
    await this.#storage.close();
  }

  async #copy(connection: Connection, name: string): Promise<Copied> {
    const collection = connection.collection<Stored>(name);
    const before = this.#before.get(placeOf(connection, name)) ?? new Set();
    const documents = (await collection.find({}).toArray()).filter(({ _id }) => !before.has(_id));
    const indexes = (await collection.indexes()).filter((index) => index.name !== "_id_").map(({ v: _, ...index }) => index);
    return { name: placeOf(connection, name), indexes: indexes as Copied["indexes"], documents };
  }

  #collections(): (readonly [Connection, string])[] {
    return (["works", "parties"] as const).flatMap((database) =>
      WRITTEN[database].map((name) => [this.#storage.database(database), name] as const),
    );
  }
}

/** The same without a field; nothing is left out where none is named. */
function leaving(field: string | null, { name, indexes, documents }: Copied): Copied {
  if (field === null) return { name, indexes, documents };
  return {
    name,
    indexes: indexes.filter(({ key }) => !(field in key)),
    documents: documents.map(
      (document) => Object.fromEntries(Object.entries(document).filter(([own]) => own !== field)) as unknown as Stored,
    ),
  };
}

function placeOf(connection: Connection, name: string): string {
  return `${connection.name}_${name}`;
}
