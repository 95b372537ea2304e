import { StoreError } from "../errors.ts";
import { decode, DOCUMENT_BYTES_MAX, tooLarge } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import type { Catalog, Collection, Index } from "./catalog.ts";
import type { Keys } from "./keysOfDocument.ts";
import { documentKey, entriesOf, NONE, note, prefixOf, valuesAt } from "./keysOfDocument.ts";
import type { Reader, Writer } from "./view.ts";

/** A document that is to be written in place of another, or removed. */
export interface Replacement {
  readonly collection: Collection;
  readonly idKey: Buffer;
  readonly before: Document;
  readonly after: { readonly document: Document; readonly bytes: Buffer } | null;
}

/**
 * Writes a document and its index entries in the place of what was there, or removes them. Everything is checked first (size, unique keys,
 * other transactions), so that an error leaves nothing half done.
 */
export function replaceDocument(to: Writer, catalog: Catalog, replacement: Replacement): void {
  const { collection, idKey, before, after } = replacement;
  if (after && after.bytes.length > DOCUMENT_BYTES_MAX) throw tooLarge(after.bytes.length);
  if (collection.primary.inexact) catalog.noteInexactIds(collection);
  const removed: Buffer[] = [];
  const added: Buffer[] = [];
  for (const index of collection.kept) {
    const old = entriesOf(index, before, idKey);
    const next = after ? entriesOf(index, after.document, idKey) : NONE;
    if (note(index, old) || note(index, next)) catalog.changed(collection);
    for (const place of old.places.filter(isNotIn(next.places))) {
      if (index.unique) to.claim(place, uniqueKeyOf(collection));
      if (!isAnothers(to, index, { place, idKey })) removed.push(place);
    }
    for (const place of next.places.filter(isNotIn(old.places))) {
      if (index.unique && isTaken(to, { place, idKey }))
        throw duplicateKey(collection, index, after ? valuesAt(index, after.document, { place, idKey }) : []);
      if (index.unique) to.claim(place, uniqueKeyOf(collection));
      added.push(place);
    }
  }
  const place = documentKey(collection, idKey);
  to.claim(place, documentOf(collection));
  for (const entry of removed) to.remove(entry);
  for (const entry of added) to.put(entry, idKey);
  if (after) to.put(place, after.bytes);
  else to.remove(place);
}

/** Writes a document that is new, and its index entries; an error leaves nothing of it. */
export function addDocument(to: Writer, catalog: Catalog, { collection, bytes, keys }: Addition): void {
  if (bytes.length > DOCUMENT_BYTES_MAX) throw tooLarge(bytes.length);
  if (collection.primary.inexact) catalog.noteInexactIds(collection);
  const { idKey, place } = keys;
  to.claim(place, documentOf(collection));
  const written: Buffer[] = [];
  for (const [at, index] of collection.kept.entries()) {
    const entries = keys.entries[at] ?? NONE;
    if (note(index, entries)) catalog.changed(collection);
    for (const entry of entries.places) {
      if (index.unique) to.claim(entry, uniqueKeyOf(collection));
      if (!index.unique) to.put(entry, idKey);
      else if (!to.putNew(entry, idKey)) {
        for (const one of written) to.remove(one);
        throw duplicateKey(collection, index, valuesAt(index, decode(bytes), { place: entry, idKey }));
      }
      written.push(entry);
    }
  }
  to.put(place, bytes);
}

interface Addition {
  readonly collection: Collection;
  readonly bytes: Buffer;
  readonly keys: Keys;
}

function documentOf({ name }: Collection): string {
  return `a document of ${name}`;
}

function uniqueKeyOf({ name }: Collection): string {
  return `a unique key of ${name}`;
}

/** While a unique index is being built, two documents may still have one key: the entry is the first one's. */
function isAnothers(reader: Reader, { unique, since }: Index, { place, idKey }: { place: Buffer; idKey: Buffer }): boolean {
  return unique && since === Infinity && isTaken(reader, { place, idKey });
}

function isNotIn(others: readonly Buffer[]): (place: Buffer) => boolean {
  return (place) => !others.some((other) => other.equals(place));
}

/** Whether another document has a key of a unique index. */
function isTaken(reader: Reader, { place, idKey }: { place: Buffer; idKey: Buffer }): boolean {
  const holder = reader.get(place);
  return holder !== undefined && !holder.equals(idKey);
}

/** Error 11000, with the pattern and the values of the key as drivers and mongoose read them. */
export function duplicateKey(collection: Collection, index: Index, values: readonly Value[]): StoreError {
  const keyPattern = Object.fromEntries(index.keys.map(({ path, direction }) => [path, direction]));
  const keyValue = Object.fromEntries(index.keys.map(({ path }, i) => [path, values[i] ?? null]));
  const shown = index.keys.map(({ path }, i) => `${path}: ${JSON.stringify(values[i] ?? null)}`).join(", ");
  const where = `${collection.database}.${collection.name} index: ${index.name}`;
  return new StoreError(11000, `E11000 duplicate key error collection: ${where} dup key: { ${shown} }`, {
    extra: { keyPattern, keyValue },
  });
}

/** A document as it lies in its collection. */
export interface Placed {
  readonly idKey: Buffer;
  readonly document: Document;
}

/** Adds documents' entries to an index that is being built, in the order of their keys. Throws 11000 when it is unique and another document has a key. */
export function addEntries(to: Writer, { collection, index }: IndexAddition, documents: readonly Placed[]): void {
  const added = documents.flatMap(({ idKey, document }) => {
    const entries = entriesOf(index, document, idKey);
    note(index, entries);
    return entries.places.map((place) => ({ place, idKey, document }));
  });
  added.sort((one, other) => Buffer.compare(one.place, other.place));
  for (const { place, idKey, document } of added) {
    if (index.unique) {
      if (isTaken(to, { place, idKey })) throw duplicateKey(collection, index, valuesAt(index, document, { place, idKey }));
      to.claim(place, uniqueKeyOf(collection));
    }
    to.put(place, idKey);
  }
}

interface IndexAddition {
  readonly collection: Collection;
  readonly index: Index;
}

/** Removes every entry of an index, or every document of a collection; so many at most. Tells how many. */
export function clear(writer: Writer, id: number, most = Infinity): number {
  const keys: Buffer[] = [];
  for (const { key } of writer.range(prefixOf(id), prefixOf(id + 1))) {
    if (keys.length >= most) break;
    keys.push(Buffer.from(key));
  }
  for (const key of keys) writer.remove(key);
  return keys.length;
}
