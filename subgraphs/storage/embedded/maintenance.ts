import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import mongoose from "mongoose";
import { backup, DATA, DATA_FILE } from "./engine/backup.ts";
import { Disk } from "./engine/disk.ts";
import { inUse, ownerOf } from "./engine/owner.ts";
import type { Verification } from "./engine/verify.ts";
import { verify } from "./engine/verify.ts";
import { uriOf } from "./index.ts";

const CONNECT_MS = 3_000;

/**
 * Copies the store of a data folder, running or not, into a new or empty folder, which is then the data folder of a store: everything that was
 * acknowledged before, transactions whole. Rejects with a sentence for people.
 */
export async function backupStore(dataFolder: string, to: string): Promise<void> {
  await atData(dataFolder, {
    asked: async (command) => {
      await command({ tuttiBackup: 1, to });
    },
    here: async (disk) => await backup(disk, to),
  });
}

/** Looks at every document and every index entry of the store of a data folder, running or not. */
export async function verifyStore(dataFolder: string): Promise<Verification> {
  return await atData(dataFolder, {
    asked: async (command) => (await command({ tuttiVerify: 1 })) as mongoose.mongo.Document & Verification,
    here: verify,
  });
}

/** Whether a folder is that of a store. */
export function hasStore(dataFolder: string): boolean {
  return existsSync(join(dataFolder, DATA, DATA_FILE));
}

interface Task<T> {
  /** Said to the store that runs: no second process works on its data. */
  asked(command: (body: mongoose.mongo.Document) => Promise<mongoose.mongo.Document>): Promise<T>;
  /** Done here, where none runs. */
  here(disk: Disk): Promise<T>;
}

async function atData<T>(dataFolder: string, { asked, here }: Task<T>): Promise<T> {
  if (!hasStore(dataFolder)) throw new Error(`There is no store in ${dataFolder}: it has no ${join(DATA, DATA_FILE)}`);
  const disk = new Disk(join(dataFolder, DATA), { readOnly: true });
  try {
    const holder = ownerOf(disk);
    if (holder === null) return await here(disk);
    const connection = await connectionTo(dataFolder);
    if (!connection) throw inUse(dataFolder, holder);
    try {
      return await asked(async (body) => (await connection.db?.admin().command(body)) ?? {});
    } finally {
      await connection.close();
    }
  } finally {
    await disk.close();
  }
}

/** A connection to the store that runs on the folder; null when none answers at the address it left. */
async function connectionTo(dataFolder: string): Promise<mongoose.Connection | null> {
  const file = join(dataFolder, "store.address");
  if (!existsSync(file)) return null;
  const address = readFileSync(file, "utf8").trim();
  const connection = mongoose.createConnection(uriOf(address, "admin"), { serverSelectionTimeoutMS: CONNECT_MS });
  try {
    return await connection.asPromise();
  } catch {
    await connection.close();
    return null;
  }
}
