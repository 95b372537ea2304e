import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "../errors.ts";
import { Disk } from "./disk.ts";
import { disown } from "./owner.ts";

/** Where the data of a store's folder lies, and LMDB's file in it. */
export const DATA = "store";
export const DATA_FILE = "data.mdb";

/**
 * Makes `folder`, which must not be there or must be empty, the folder of a store with everything that is committed now. Others write on meanwhile.
 * On disk when it resolves; when it fails, nothing is left in the folder.
 */
export async function backup(disk: Disk, folder: string): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new StoreError(2, `The folder ${folder} is not empty: a backup goes into a new one`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  chmodSync(folder, 0o700);
  const place = join(folder, DATA);
  try {
    mkdirSync(place, { mode: 0o700 });
    await disk.copy(place);
    const file = join(place, DATA_FILE);
    chmodSync(file, 0o600);
    await free(place);
    sync(file, "r+");
    if (process.platform !== "win32") for (const made of [place, folder]) sync(made, "r"); // the names; folders cannot be opened there
  } catch (error) {
    rmSync(place, { recursive: true, force: true });
    throw error;
  }
}

/** The copy belongs to nobody yet. */
async function free(place: string): Promise<void> {
  const copy = new Disk(place);
  try {
    disown(copy);
  } finally {
    await copy.close();
  }
}

function sync(path: string, flags: "r" | "r+"): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
