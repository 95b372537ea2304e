import { StoreError } from "../errors.ts";
import type { Collection } from "../engine/catalog.ts";
import { indexedFields } from "../engine/keysOfDocument.ts";
import type { Keys } from "../engine/keysOfDocument.ts";
import { withId } from "../query/upsert.ts";
import { decode, decodeFields, encode } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import { keysToInsert } from "./place.ts";
import type { Insertion } from "./place.ts";

const ID = Buffer.from("_id\0");
/** The first field's name stands behind the document's length and the field's type. */
const NAME_AT = 5;

/**
 * A document that came as bytes, with its keys when the collection is there already. Where it begins with its `_id`, only the fields
 * that the indexes need are read: all of it is checked. What was read is not kept: many documents may wait for the disk.
 */
export function arrivalOf(bytes: Buffer, collection: Collection | undefined): Insertion {
  const fields = collection ? indexedFields(collection) : null;
  const begins = ID.equals(bytes.subarray(NAME_AT, NAME_AT + ID.length));
  if (collection && fields && begins) return { bytes, keys: keysIfGood(collection, decodeFields(bytes, fields)) };
  const document = decode(bytes);
  const complete = withId(document);
  if (complete !== document) return insertionOf(complete);
  return { bytes, keys: collection && keysIfGood(collection, document) };
}

/** Nothing for a document that cannot be written: its write finds that again, in its turn. */
function keysIfGood(collection: Collection, document: Document): Keys | undefined {
  try {
    return keysToInsert(collection, document);
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

export function insertionOf(document: Document): Insertion {
  return { document, bytes: encode(document) };
}

/** The insertion as the collection's indexes need it now: they may have changed since it came. */
export function upToDate(insertion: Insertion, collection: Collection): Insertion {
  return insertion.keys && insertion.keys.kept !== collection.kept ? { bytes: insertion.bytes } : insertion;
}
