import { StoreError } from "../errors.ts";
import { indexValues } from "../query/paths.ts";
import { decode, DOCUMENT_BYTES_MAX, tooLarge } from "../values/codec.ts";
import { KeyWriter, shortened } from "../values/keys.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isRegex } from "../values/value.ts";
import type { Catalog, Collection, Index } from "./catalog.ts";
import type { Writer } from "./view.ts";

/** LMDB's keys end at 1,978 bytes: the most bytes of an index key's fields, of the `_id` behind them, and of a document's own key. */
const FIELDS_MAX = 1_200;
const ID_SUFFIX_MAX = 700;
const ID_MAX = 1_900;
/** How much of a long key is left as it is, before its hash. */
const PLAIN_BYTES = FIELDS_MAX - 32;
const PLAIN_ID_BYTES = ID_MAX - 32;
/** More keys of one document in one index than this are refused. */
const KEYS_MAX = 100_000;

/** How many bytes of an index's keys are left as they are. */
export function plainBytes(index: Index): number {
  return index.primary ? PLAIN_ID_BYTES : PLAIN_BYTES;
}

/** The number that all entries of an index, or all documents of a collection, begin with. */
export function prefixOf(id: number): Buffer {
  return new KeyWriter().uint32(id).finish();
}

/** The bytes of an `_id`; arrays, regular expressions and missing ids are error 53. */
export function idKeyOf(collection: Collection, id: Value): Buffer {
  if (id === undefined || isArray(id) || isRegex(id)) {
    throw new StoreError(53, `The '_id' value cannot be of type ${id === undefined ? "undefined" : isArray(id) ? "array" : "regex"}`);
  }
  const writer = new KeyWriter().value(id);
  const key = writer.finish();
  if (writer.inexact || key.length > ID_MAX) collection.primary.inexact = true;
  return shortened(key, ID_MAX);
}

/** Where a document lies. */
export function documentKey(collection: Collection, idKey: Buffer): Buffer {
  return new KeyWriter().uint32(collection.id).raw(idKey).finish();
}

interface IndexKey {
  readonly bytes: Buffer;
  readonly values: readonly Value[];
}

/** The keys of a document in an index: none when it is left out (partial, sparse), several for an array. */
function keysOf(index: Index, document: Document, note: () => void): IndexKey[] {
  if (index.partial && !index.partial.matches(document)) return [];
  const fields = index.keys.map((key) => indexValues(document, key.steps));
  if (index.sparse && !fields.some(({ exists }) => exists)) return [];
  const many = fields.filter(({ values }) => values.length > 1);
  if (many.length > 1 && !sameArray(index)) throw new StoreError(171, `cannot index parallel arrays of index ${index.name}`);
  let rows: (readonly Value[])[] = [[]];
  for (const { values } of fields)
    rows = rows.flatMap((row) => (values.length === 0 ? [[...row, undefined]] : values.map((value) => [...row, value])));
  if (rows.length > KEYS_MAX) throw new StoreError(67, `A document has more than ${KEYS_MAX} keys in index ${index.name}`);
  const multikey = fields.some((field) => field.multikey);
  const made = rows.map((values) => {
    const writer = new KeyWriter();
    values.forEach((value, i) => writer.value(value, index.keys[i]?.direction === -1));
    const bytes = writer.finish();
    return { bytes: shortened(bytes, FIELDS_MAX), values, inexact: writer.inexact || bytes.length > FIELDS_MAX };
  });
  const keys: readonly IndexKey[] = made;
  const inexact = made.some((key) => key.inexact);
  if ((multikey && !index.multikey) || (inexact && !index.inexact)) {
    index.multikey ||= multikey;
    index.inexact ||= inexact;
    note();
  }
  return multikey ? distinctKeys(keys) : [...keys];
}

/** Whether the paths of the index lie in one array of embedded documents: the keys are then made of every combination, a superset of MongoDB's. */
function sameArray(index: Index): boolean {
  return new Set(index.keys.map((key) => key.steps[0]?.name)).size === 1 && !index.unique;
}

function distinctKeys(keys: readonly IndexKey[]): IndexKey[] {
  return [...new Map(keys.map((key) => [key.bytes.toString("latin1"), key])).values()];
}

function entryKey(index: Index, key: IndexKey, idKey: Buffer): Buffer {
  const writer = new KeyWriter().uint32(index.id).raw(key.bytes);
  return index.unique ? writer.finish() : writer.raw(shortened(idKey, ID_SUFFIX_MAX)).finish();
}

/** The places of a document's entries in an index; notes on the index what its keys say of it. */
export function entryKeysOf(index: Index, document: Document, idKey: Buffer): Buffer[] {
  return keysOf(index, document, () => undefined).map((key) => entryKey(index, key, idKey));
}

/** A document that is to be written in place of another, of none, or with none in its place. */
export interface Replacement {
  readonly collection: Collection;
  readonly idKey: Buffer;
  readonly before: Document | null;
  readonly after: { readonly document: Document; readonly bytes: Buffer } | null;
}

/**
 * Writes a document and its index entries, or removes them. Everything is checked first (size, unique keys, other transactions),
 * so that an error leaves nothing half done.
 */
export function replaceDocument(writer: Writer, catalog: Catalog, replacement: Replacement): void {
  const { collection, idKey, before, after } = replacement;
  if (after && after.bytes.length > DOCUMENT_BYTES_MAX) throw tooLarge(after.bytes.length);
  const place = documentKey(collection, idKey);
  const note = (): void => catalog.changed(collection);
  const removed: Buffer[] = [];
  const added: Buffer[] = [];
  for (const index of collection.indexes) {
    const old = before ? keysOf(index, before, note) : [];
    const next = after ? keysOf(index, after.document, note) : [];
    const gone = old.filter((key) => !next.some(({ bytes }) => bytes.equals(key.bytes)));
    const fresh = next.filter((key) => !old.some(({ bytes }) => bytes.equals(key.bytes)));
    for (const key of gone) removed.push(entryKey(index, key, idKey));
    for (const key of fresh) {
      const entry = entryKey(index, key, idKey);
      if (index.unique) refuseDuplicate(writer, { collection, index, key, entry, idKey });
      added.push(entry);
    }
    if (index.unique)
      for (const key of [...gone, ...fresh]) writer.claim(entryKey(index, key, idKey), `a unique key of ${collection.name}`);
  }
  writer.claim(place, `a document of ${collection.name}`);
  for (const entry of removed) writer.remove(entry);
  for (const entry of added) writer.put(entry, idKey);
  if (after) writer.put(place, after.bytes);
  else writer.remove(place);
}

interface Claimed {
  readonly collection: Collection;
  readonly index: Index;
  readonly key: IndexKey;
  readonly entry: Buffer;
  readonly idKey: Buffer;
}

function refuseDuplicate(writer: Writer, { collection, index, key, entry, idKey }: Claimed): void {
  const holder = writer.get(entry);
  if (holder && !holder.equals(idKey)) throw duplicateKey(collection, index, key.values);
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

/** Adds every document's entries to a new index. Throws 11000 when it is unique and two documents share a key. */
export function buildIndex(writer: Writer, collection: Collection, index: Index): void {
  const prefix = prefixOf(collection.id);
  const pending: [Buffer, Buffer][] = [];
  for (const { key, value } of writer.range(prefix, prefixOf(collection.id + 1))) {
    const idKey = Buffer.from(key.subarray(prefix.length));
    for (const made of keysOf(index, decode(value), () => undefined)) pending.push([entryKey(index, made, idKey), idKey]);
  }
  pending.sort(([a], [b]) => Buffer.compare(a, b));
  for (const [i, [entry, idKey]] of pending.entries()) {
    const next = pending[i + 1];
    if (index.unique && next && next[0].equals(entry)) {
      const document = decode(writer.get(documentKey(collection, idKey)) ?? Buffer.alloc(0));
      throw duplicateKey(collection, index, keysOf(index, document, () => undefined)[0]?.values ?? []);
    }
    writer.put(entry, idKey);
  }
}

/** Removes every entry of an index, or every document of a collection. */
export function clear(writer: Writer, id: number): number {
  const keys = [...writer.range(prefixOf(id), prefixOf(id + 1))].map(({ key }) => Buffer.from(key));
  for (const key of keys) writer.remove(key);
  return keys.length;
}
