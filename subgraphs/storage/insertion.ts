import type { ClientSession, Connection } from "mongoose";

/** Documents of one command; of usual sizes they stay far below the 48 MB of a message. */
const BATCH = 1_000;

/** Documents that the server refused; `writeErrors` says which and why, as in a bulk write's error. */
class InsertRefused extends Error {
  readonly writeErrors: readonly unknown[];

  constructor(collection: string, writeErrors: readonly unknown[]) {
    const [first] = writeErrors;
    const reason = typeof first === "object" && first !== null && "errmsg" in first ? String(first.errmsg) : "no reason was given";
    super(`Documents of ${collection} could not be inserted: ${reason}`);
    this.name = "InsertRefused";
    this.writeErrors = writeErrors;
  }
}

/**
 * Inserts documents as they were built by our own code, in the transaction of the session. mongoose would copy each of their parts and the
 * driver's `insertMany` measure each before it is written: both take as long as the writing.
 */
export async function insertBuilt(
  { db: connection, collection: { name } }: { readonly db: Connection; readonly collection: { readonly name: string } },
  documents: readonly { readonly _id: string }[],
  session: ClientSession,
): Promise<void> {
  const database = connection.db;
  if (database === undefined) throw new Error(`${name} cannot be written to: the connection is not open`);
  for (let at = 0; at < documents.length; at += BATCH) {
    const command = { insert: name, documents: documents.slice(at, at + BATCH), ordered: true };
    const { writeErrors }: { writeErrors?: readonly unknown[] } = await database.command(command, { session, ignoreUndefined: true });
    if (writeErrors !== undefined && writeErrors.length > 0) throw new InsertRefused(name, writeErrors);
  }
}
