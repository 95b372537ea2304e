import { StoreError } from "../errors.ts";
import { DOCUMENT_BYTES_MAX, tooLarge } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import type { Catalog, Collection, Index } from "./catalog.ts";
import type { IndexEntry, Keys } from "./keysOfDocument.ts";
import { documentKey, entriesOf, keysOf, NONE, note, prefixOf } from "./keysOfDocument.ts";
import type { Reader, Writer } from "./view.ts";

/** A document that is to be written in place of another, of none, or with none in its place. */
export interface Replacement {
  readonly collection: Collection;
  readonly idKey: Buffer;
  readonly before: Document | null;
  readonly after: { readonly document: Document; readonly bytes: Buffer; readonly keys?: Keys | undefined } | null;
}

/**
 * Writes a document and its index entries, or removes them. Everything is checked first (size, unique keys, other transactions),
 * so that an error leaves nothing half done.
 */
export function replaceDocument(to: Writer, catalog: Catalog, replacement: Replacement): void {
  const { collection, idKey, before, after } = replacement;
  if (after && after.bytes.length > DOCUMENT_BYTES_MAX) throw tooLarge(after.bytes.length);
  if (collection.primary.inexact) catalog.noteInexactIds(collection);
  const keys = after && (after.keys ?? keysOf(collection, after.document, idKey));
  const removed: Buffer[] = [];
  const added: Buffer[] = [];
  for (const [at, index] of collection.kept.entries()) {
    const old = before ? entriesOf(index, before, idKey) : NONE;
    const next = keys?.entries[at] ?? NONE;
    if (note(index, old) || note(index, next)) catalog.changed(collection);
    const both = old.list.length > 0 && next.list.length > 0;
    for (const { place } of both ? old.list.filter(isNotIn(next.list)) : old.list) {
      if (index.unique) to.claim(place, uniqueKeyOf(collection));
      if (!isAnothers(to, index, { place, idKey })) removed.push(place);
    }
    for (const entry of both ? next.list.filter(isNotIn(old.list)) : next.list) {
      if (index.unique) refuseDuplicate(to, { collection, index, entry, idKey });
      if (index.unique) to.claim(entry.place, uniqueKeyOf(collection));
      added.push(entry.place);
    }
  }
  const place = keys?.place ?? documentKey(collection, idKey);
  to.claim(place, documentOf(collection));
  for (const entry of removed) to.remove(entry);
  for (const entry of added) to.put(entry, idKey);
  if (after) to.put(place, after.bytes);
  else to.remove(place);
}

function documentOf({ name }: Collection): string {
  return `a document of ${name}`;
}

function uniqueKeyOf({ name }: Collection): string {
  return `a unique key of ${name}`;
}

/** While a unique index is being built, two documents may still have one key: the entry is the first one's. */
function isAnothers(reader: Reader, { unique, since }: Index, { place, idKey }: { place: Buffer; idKey: Buffer }): boolean {
  if (!unique || since !== Infinity) return false;
  const holder = reader.get(place);
  return holder !== undefined && !holder.equals(idKey);
}

function isNotIn(others: readonly IndexEntry[]): (entry: IndexEntry) => boolean {
  return ({ place }) => !others.some((other) => other.place.equals(place));
}

interface Claimed {
  readonly collection: Collection;
  readonly index: Index;
  readonly entry: IndexEntry;
  readonly idKey: Buffer;
}

function refuseDuplicate(reader: Reader, { collection, index, entry, idKey }: Claimed): void {
  const holder = reader.get(entry.place);
  if (holder && !holder.equals(idKey)) throw duplicateKey(collection, index, entry.values);
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
    return entries.list.map((entry) => ({ entry, idKey }));
  });
  added.sort((one, other) => Buffer.compare(one.entry.place, other.entry.place));
  for (const { entry, idKey } of added) {
    if (index.unique) {
      refuseDuplicate(to, { collection, index, entry, idKey });
      to.claim(entry.place, `a unique key of ${collection.name}`);
    }
    to.put(entry.place, idKey);
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
