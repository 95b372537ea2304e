import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";

/** Documents of no particular shape. */
export type Row = mongoose.mongo.Document & { _id: string | number };
export type Rows = mongoose.mongo.Collection<Row>;

/** A fresh embedded store, seen through the driver that mongoose uses. */
export interface RowStore {
  /** An empty collection of its own. */
  fresh(): Rows;
  /** One with these documents, whose ids are 0, 1, 2 … */
  filled(...rows: Record<string, unknown>[]): Promise<Rows>;
  command(command: mongoose.mongo.Document): Promise<mongoose.mongo.Document>;
  connection: mongoose.Connection;
  /** What the store said in its log. */
  readonly warnings: readonly string[];
  stop(): Promise<void>;
}

/** Starts the store in a temporary folder; stop it in afterAll. */
export async function openRowStore(): Promise<RowStore> {
  const folder = mkdtempSync(join(tmpdir(), "tutti-rows-"));
  const warnings: string[] = [];
  const store = await startEmbeddedStore({ dataFolder: folder, log: (message) => warnings.push(message) });
  const storage = await openStorage({ uri: store.uri("tutti"), appName: "test" });
  const connection = storage.database("works");
  let count = 0;
  const fresh = (): Rows => {
    count += 1;
    return connection.collection<Row>(`c${count}`);
  };
  return {
    fresh,
    filled: async (...rows) => {
      const collection = fresh();
      await collection.insertMany(rows.map((row, i) => ({ _id: i, ...row })));
      return collection;
    },
    command: async (command) => {
      const { db } = connection;
      if (!db) throw new Error("the connection is not open");
      return await db.command(command);
    },
    connection,
    warnings,
    stop: async () => {
      await storage.close();
      await store.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The ids that a filter finds, by id unless another order is asked for. */
export async function idsOf(
  collection: Rows,
  filter: object,
  options: mongoose.mongo.FindOptions = { sort: { _id: 1 } },
): Promise<unknown[]> {
  return (await collection.find(filter, options).toArray()).map(({ _id }) => _id);
}

/** The code of the error that a promise ends with; `null` when it does not. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await caughtBy(promise);
  return error instanceof mongoose.mongo.MongoError ? error.code : error;
}

/** The error that a promise ends with; `null` when it does not. */
async function caughtBy(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return null;
  } catch (error) {
    return error;
  }
}
