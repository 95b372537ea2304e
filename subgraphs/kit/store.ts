import type { ClientSession, Connection } from "./model.ts";

/** One transaction, begun again on write conflicts. */
export async function inTransaction<T>(connection: Connection, work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(work);
  } finally {
    await session.endSession();
  }
}

/** Whether a write was refused because a unique index holds the key already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === 11_000;
}

/** Makes the collections and indexes that the models declare. */
export async function ensureIndexes(
  models: readonly { createCollection(): Promise<unknown>; createIndexes(): Promise<void> }[],
): Promise<void> {
  for (const model of models) {
    await model.createCollection();
    await model.createIndexes();
  }
}
