import mongoose from "mongoose";
import type { Connection, Model } from "mongoose";

/** Who owns a database. */
export type SubgraphName = "works" | "parties" | "licenses" | "distributions";

/** The house's connection to its data: MongoDB, or the embedded store, which speaks the same. */
export interface Storage {
  /** A subgraph's own database; no subgraph asks for another's. */
  database(name: SubgraphName): Connection;
  /** Whether the server answers now: for health checks. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** Where the data is, and under which name the connection appears in the server's log. */
export interface StorageOptions {
  readonly uri: string;
  readonly appName: string;
}

// A filter on a path that no schema declares is a mistake: it is refused, not sent (mongoose has this setting for the whole process only).
mongoose.set("strictQuery", "throw");
mongoose.set("strict", "throw");

const CONNECT_MS = 10_000;
const POOL_MAX = 40;

/**
 * Connects; rejects when no server answers within 10 seconds.
 *
 * Whole numbers that may pass 2^53 (minor units of money, parts of shares) are `bigint`: declare the path as `BigInt` in the schema
 * (`{ type: mongoose.Schema.Types.BigInt }`), write a `bigint`, read a `bigint`. It is stored as int64, and because the connection reads
 * with `useBigInt64`, lean reads and aggregations give `bigint` for every int64 too. Larger than int64: a decimal string.
 * Plain `Number` paths hold int32 and doubles and read as `number`.
 */
export async function openStorage({ uri, appName }: StorageOptions): Promise<Storage> {
  const root = await mongoose
    .createConnection(uri, {
      appName,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      useBigInt64: true,
      serverSelectionTimeoutMS: CONNECT_MS,
      maxPoolSize: POOL_MAX,
      readConcern: { level: "majority" },
      writeConcern: { w: "majority", journal: true },
    })
    .asPromise();
  return {
    database: (name) => root.useDb(`tutti_${name}`, { useCache: true }),
    answers: async () => (await root.db?.admin().ping())?.["ok"] === 1,
    close: () => root.close(),
  };
}

/** Makes the indexes and collections that the models declare, where they are missing; other indexes stay. Collections must exist before transactions write to them. */
export async function ensureIndexes(models: readonly Pick<Model<never>, "createCollection" | "createIndexes">[]): Promise<void> {
  for (const model of models) {
    await model.createCollection();
    await model.createIndexes();
  }
}
