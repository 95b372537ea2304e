import type { Collection } from "../engine/catalog.ts";
import { indexedFields } from "../engine/entries.ts";
import { withId } from "../query/upsert.ts";
import { decode, decodeFields, encode } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import type { Insertion } from "./place.ts";

const ID = Buffer.from("_id\0");
/** The first field's name stands behind the document's length and the field's type. */
const NAME_AT = 5;

/** A document that came as bytes. Where it begins with its `_id`, only the fields that the indexes need are read: all of it is checked. */
export function arrivalOf(bytes: Buffer, collection: Collection | undefined): Insertion {
  const fields = collection ? indexedFields(collection) : null;
  if (fields && ID.equals(bytes.subarray(NAME_AT, NAME_AT + ID.length))) return { document: decodeFields(bytes, fields), bytes, fields };
  const document = decode(bytes);
  const complete = withId(document);
  return complete === document ? { document, bytes } : insertionOf(complete);
}

export function insertionOf(document: Document): Insertion {
  return { document, bytes: encode(document) };
}

/** The insertion with the fields that the collection's indexes need now: they may have changed since it came. */
export function upToDate(insertion: Insertion, collection: Collection): Insertion {
  const { fields, bytes } = insertion;
  return fields && fields !== indexedFields(collection) ? { document: decode(bytes), bytes } : insertion;
}
