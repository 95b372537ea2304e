import { StoreError } from "../errors.ts";
import type { Collection } from "../engine/catalog.ts";
import { addDocument, duplicateKey, replaceDocument } from "../engine/entries.ts";
import { keysOf, prefixOf, PREFIX_BYTES } from "../engine/keysOfDocument.ts";
import type { Keys } from "../engine/keysOfDocument.ts";
import type { Found } from "../engine/reading.ts";
import type { Reader, Writer } from "../engine/view.ts";
import type { Update } from "../query/update.ts";
import { decode, encode } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import { isDocument } from "../values/value.ts";
import type { Context } from "./context.ts";

/** Where a command writes. */
export interface Place {
  readonly context: Context;
  readonly writer: Writer;
  readonly collection: Collection;
}

/** A document that is to be inserted: read, or with the keys that reading it was for. */
export interface Insertion {
  readonly bytes: Buffer;
  readonly document?: Document | undefined;
  readonly keys?: Keys | undefined;
}

export function insertOne(place: Place, insertion: Insertion): void {
  const { context, writer, collection } = place;
  const keys = insertion.keys ?? keysToInsert(collection, insertion.document ?? decode(insertion.bytes));
  if (!isAboveAll(place, keys.idKey) && writer.get(keys.place))
    throw duplicateKey(collection, collection.primary, [decode(insertion.bytes)["_id"]]);
  addDocument(writer, context.store.catalog, { collection, bytes: insertion.bytes, keys });
}

/** The keys of a document that is to be inserted. Throws for an `_id` that cannot be one, and for arrays that cannot be indexed. */
export function keysToInsert(collection: Collection, document: Document): Keys {
  const id = document["_id"];
  const odd = isDocument(id) ? Object.keys(id).find((name) => name.startsWith("$")) : undefined;
  if (odd !== undefined) throw new StoreError(52, `_id fields may not contain '$'-prefixed fields: ${odd} is not valid for storage.`);
  return keysOf(collection, document);
}

/** Whether an `_id` is above every other of the collection, and so is new: ids rise as a rule, and then none has to be looked for. Notes it. */
function isAboveAll({ context, collection }: Place, idKey: Buffer): boolean {
  collection.topId ??= lastIdOf(context.store.disk, collection); // what others have not committed they have noted here
  if (idKey.compare(collection.topId) <= 0) return false;
  collection.topId = idKey;
  return true;
}

function lastIdOf(disk: Reader, { id }: Collection): Buffer {
  for (const { key } of disk.range(prefixOf(id), prefixOf(id + 1), true)) return Buffer.from(key.subarray(PREFIX_BYTES));
  return NO_ID;
}

const NO_ID = Buffer.alloc(0);

/** Writes the changed form of a document; whether anything changed. */
export function modify({ context, writer, collection }: Place, found: Found, update: Update): { changed: boolean; after: Document } {
  const document = update.apply(decode(found.bytes), false);
  const bytes = encode(document);
  if (bytes.equals(found.bytes)) return { changed: false, after: document };
  const after = decode(bytes);
  replaceDocument(writer, context.store.catalog, {
    collection,
    idKey: found.idKey,
    before: found.document,
    after: { document: after, bytes },
  });
  return { changed: true, after };
}
