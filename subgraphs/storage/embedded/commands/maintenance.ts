import { isAbsolute } from "node:path";
import { backup } from "../engine/backup.ts";
import { verify } from "../engine/verify.ts";
import { StoreError } from "../errors.ts";
import type { Document } from "../values/value.ts";
import type { Context } from "./context.ts";

/** `{ tuttiBackup: 1, to: "/a/new/folder" }`: copies the store, as it is now, into a folder of this machine. No command of MongoDB's. */
export async function tuttiBackup({ store, body: { to } }: Context): Promise<Document> {
  if (typeof to !== "string" || !isAbsolute(to)) throw new StoreError(2, "tuttiBackup needs 'to': the absolute path of a new folder");
  try {
    await backup(store.disk, to);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(125, `The backup to ${to} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { ok: 1 };
}

/** `{ tuttiVerify: 1 }`: looks at every document and every index entry; answers with counts and faults. No command of MongoDB's. */
export async function tuttiVerify({ store }: Context): Promise<Document> {
  return { ...(await verify(store.disk)), ok: 1 };
}
