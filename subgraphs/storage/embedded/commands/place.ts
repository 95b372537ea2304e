import { StoreError } from "../errors.ts";
import type { Collection } from "../engine/catalog.ts";
import { duplicateKey, replaceDocument } from "../engine/entries.ts";
import { documentKey, idKeyOf } from "../engine/keysOfDocument.ts";
import type { Keys } from "../engine/keysOfDocument.ts";
import type { Found } from "../engine/reading.ts";
import type { Writer } from "../engine/view.ts";
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

export interface Insertion {
  readonly document: Document;
  readonly bytes: Buffer;
  /** Whether the document has all its fields, not only those that the indexes need. */
  readonly isWhole: boolean;
  /** Made when it came. */
  readonly keys?: Keys | undefined;
}

export function insertOne({ context, writer, collection }: Place, { document, bytes, keys }: Insertion): void {
  const odd = isDocument(document["_id"]) ? Object.keys(document["_id"]).find((name) => name.startsWith("$")) : undefined;
  if (odd !== undefined) throw new StoreError(52, `_id fields may not contain '$'-prefixed fields: ${odd} is not valid for storage.`);
  const idKey = keys?.idKey ?? idKeyOf(collection, document["_id"]);
  if (writer.get(keys?.place ?? documentKey(collection, idKey))) throw duplicateKey(collection, collection.primary, [document["_id"]]);
  replaceDocument(writer, context.store.catalog, { collection, idKey, before: null, after: { document, bytes, keys } });
}

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
