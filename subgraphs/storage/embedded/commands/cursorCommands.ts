import { StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isInt32, isLong } from "../values/value.ts";
import type { Context } from "./context.ts";
import { optionalCount } from "./context.ts";

function idOf(value: Value): bigint | null {
  return isLong(value) || isInt32(value) ? BigInt(value.toString()) : null;
}

/** The next batch of a cursor; only as what it was opened: of the same collection, in the same transaction or outside of any. */
export function getMore({ body, cursors, database, transaction }: Context): Buffer {
  const { getMore: wanted, collection, batchSize } = body;
  const id = idOf(wanted);
  if (id === null) throw new StoreError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  if (typeof collection !== "string" || collection === "")
    throw new StoreError(14, "BSON field 'getMore.collection' is missing or no string");
  return cursors.more(id, { batchSize: optionalCount(batchSize, "batchSize"), namespace: `${database}.${collection}`, owner: transaction });
}

export function killCursors({ body, cursors }: Context): Document {
  if (!isArray(body["cursors"])) throw new StoreError(14, "BSON field 'killCursors.cursors' is missing or no array");
  const killed: Value[] = [];
  const unknown: Value[] = [];
  for (const value of body["cursors"]) {
    const id = idOf(value);
    if (id === null) throw new StoreError(14, "BSON field 'killCursors.cursors' holds a value that is no long");
    (cursors.kill(id) ? killed : unknown).push(value);
  }
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}
