import type { Connection } from "mongoose";

/**
 * How many documents have a key in an indexed list, counted in the index up to a limit: `countDocuments` would run a pipeline over the
 * documents themselves.
 */
export async function countByKey(
  { db: connection, collection: { name } }: { readonly db: Connection; readonly collection: { readonly name: string } },
  key: { readonly field: string; readonly value: string; readonly limit: number },
): Promise<number> {
  const database = connection.db;
  if (database === undefined) throw new Error(`${name} cannot be read: the connection is not open`);
  const command = { count: name, query: { [key.field]: key.value }, limit: key.limit, hint: { [key.field]: 1 } };
  const { n }: { n?: number } = await database.command(command);
  return n ?? 0;
}
