import type { ClientSession, Connection } from "mongoose";

/**
 * Inserts documents as they were built by our own code, in the transaction of the session: by the driver itself, because mongoose would copy
 * each of their parts. The driver writes each document once, as bytes of its own, which the embedded store keeps as they come: a document
 * within a command's body it would take apart and write anew. Members that are undefined are left out.
 */
export async function insertBuilt(
  { db, collection: { name } }: { readonly db: Connection; readonly collection: { readonly name: string } },
  documents: readonly { readonly _id: string }[],
  session: ClientSession,
): Promise<void> {
  if (db.db === undefined) throw new Error(`${name} cannot be written to: the connection is not open`);
  if (documents.length === 0) return;
  const collection = db.db.collection<{ readonly _id: string }>(name);
  await collection.insertMany(documents, { session, ordered: true, ignoreUndefined: true });
}
