import { StoreError } from "../errors.ts";
import { indexValues, own } from "../query/paths.ts";
import { DOCUMENT_BYTES_MAX, tooLarge } from "../values/codec.ts";
import { KeyWriter, shortened } from "../values/keys.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex } from "../values/value.ts";
import type { Catalog, Collection, Index } from "./catalog.ts";
import type { Reader, Writer } from "./view.ts";
import { keyText } from "./view.ts";

/** LMDB's keys end at 1,978 bytes: the most bytes of an index key's fields, of the `_id` behind them, and of a document's own key. */
const FIELDS_MAX = 1_200;
const ID_SUFFIX_MAX = 700;
const ID_MAX = 1_900;
/** How much of a long key is left as it is, before its hash. */
const PLAIN_BYTES = FIELDS_MAX - 32;
/** The number of the index comes first. */
export const PREFIX_BYTES = 4;
const PLAIN_ID_BYTES = ID_MAX - 32;
/** More keys of one document in one index than this are refused. */
const KEYS_MAX = 100_000;

/** How many bytes of an index's keys are left as they are. */
export function plainBytes(index: Index): number {
  return index.primary ? PLAIN_ID_BYTES : PLAIN_BYTES;
}

/** One writer for all keys made here: none is begun before the one before is finished. */
const writer = new KeyWriter();

/** The number that all entries of an index, or all documents of a collection, begin with. */
export function prefixOf(id: number): Buffer {
  return writer.begin().uint32(id).finish();
}

/** The bytes of an `_id`; arrays, regular expressions and missing ids are error 53. */
export function idKeyOf(collection: Collection, id: Value): Buffer {
  if (id === undefined || isArray(id) || isRegex(id)) {
    throw new StoreError(53, `The '_id' value cannot be of type ${id === undefined ? "undefined" : isArray(id) ? "array" : "regex"}`);
  }
  const key = writer.begin().value(id).finish();
  if (writer.inexact || key.length > ID_MAX) collection.primary.inexact = true;
  return shortened(key, ID_MAX);
}

/** Where a document lies. */
export function documentKey(collection: Collection, idKey: Buffer): Buffer {
  return writer.begin().uint32(collection.id).raw(idKey).finish();
}

const fieldsOfIndexes = new WeakMap<readonly Index[], ReadonlySet<string> | null>();

/** The top-level fields that the `_id` and the indexes of a collection are made of; null where an index asks for more. The same set until the indexes change. */
export function indexedFields({ kept }: Collection): ReadonlySet<string> | null {
  let fields = fieldsOfIndexes.get(kept);
  if (fields === undefined) {
    const partial = kept.some((index) => index.partial);
    fields = partial ? null : new Set(["_id", ...kept.flatMap(({ keys }) => keys.map(({ steps }) => steps[0]?.name ?? ""))]);
    fieldsOfIndexes.set(kept, fields);
  }
  return fields;
}

/** An entry of an index: its place, and the values it was made of. */
interface IndexEntry {
  readonly place: Buffer;
  readonly values: readonly Value[];
}

const NONE: readonly IndexEntry[] = [];

/** The entries of a document in an index: none when it is left out (partial, sparse), several for an array. What they say of the index is noted on it. */
function entriesOf(index: Index, document: Document, idKey: Buffer): readonly IndexEntry[] {
  if (index.partial && !index.partial.matches(document)) return NONE;
  const row = singleRow(index, document);
  if (!row) return severalEntries(index, document, idKey);
  if (index.sparse && row.every((value) => value === undefined)) return NONE;
  return [entryOf(index, row, idKey)];
}

/** The document's values on the paths of the index; null when an array is on one of them. */
function singleRow({ keys }: Index, document: Document): readonly Value[] | null {
  const row: Value[] = [];
  for (const { steps } of keys) {
    let value: Value = document;
    for (const { name } of steps) {
      value = isDocument(value) ? own(value, name) : undefined;
      if (isArray(value)) return null;
    }
    row.push(value);
  }
  return row;
}

function severalEntries(index: Index, document: Document, idKey: Buffer): readonly IndexEntry[] {
  const fields = index.keys.map((key) => indexValues(document, key.steps));
  if (index.sparse && !fields.some(({ exists }) => exists)) return NONE;
  if (arraysOf(index, fields) > 1) throw parallelArrays(index);
  const rows = rowsOf(
    index,
    fields.map(({ values }) => values),
  );
  index.multikey = true;
  const entries = rows.map((row) => entryOf(index, row, idKey));
  return entries.length < 2 ? entries : [...new Map(entries.map((entry) => [keyText(entry.place), entry])).values()];
}

/** How many of the document's own fields hold an array on a path of the index, of whatever length. */
function arraysOf(index: Index, fields: readonly { readonly multikey: boolean }[]): number {
  if (fields.length === 1) return 1;
  return new Set(index.keys.flatMap(({ steps }, at) => (fields[at]?.multikey === true ? [steps[0]?.name] : []))).size;
}

function parallelArrays({ name }: Index): StoreError {
  return new StoreError(171, `cannot index parallel arrays of index ${name}`);
}

/** Every combination of the values of several fields. */
function rowsOf(index: Index, fields: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  if (fields.filter((values) => values.length > 1).length > 1 && !sameArray(index)) throw parallelArrays(index);
  let rows: readonly (readonly Value[])[] = [[]];
  for (const values of fields) rows = rows.flatMap((row) => (values.length === 0 ? NO_VALUE : values).map((value) => [...row, value]));
  if (rows.length > KEYS_MAX) throw new StoreError(67, `A document has more than ${KEYS_MAX} keys in index ${index.name}`);
  return rows;
}

const NO_VALUE: readonly Value[] = [undefined];

/** Whether the paths of the index lie in one array of embedded documents: the keys are then made of every combination, a superset of MongoDB's. */
function sameArray(index: Index): boolean {
  return new Set(index.keys.map((key) => key.steps[0]?.name)).size === 1 && !index.unique;
}

/** The fields, cut when they are long, and the document's `_id` unless the fields say enough. */
function entryOf(index: Index, values: readonly Value[], idKey: Buffer): IndexEntry {
  const { keys } = index;
  writer.begin().uint32(index.id);
  for (let i = 0; i < keys.length; i += 1) writer.value(values[i], keys[i]?.direction === -1);
  if (writer.inexact) index.inexact = true;
  if (writer.length > FIELDS_MAX + PREFIX_BYTES) {
    index.inexact = true;
    const fields = shortened(writer.finish().subarray(PREFIX_BYTES), FIELDS_MAX);
    writer.begin().uint32(index.id).raw(fields);
  }
  if (!index.unique) writer.raw(shortened(idKey, ID_SUFFIX_MAX));
  return { place: writer.finish(), values };
}

/** The places of a document's entries in an index; notes on the index what its keys say of it. */
export function entryKeysOf(index: Index, document: Document, idKey: Buffer): Buffer[] {
  return entriesOf(index, document, idKey).map(({ place }) => place);
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
export function replaceDocument(to: Writer, catalog: Catalog, replacement: Replacement): void {
  const { collection, idKey, before, after } = replacement;
  if (after && after.bytes.length > DOCUMENT_BYTES_MAX) throw tooLarge(after.bytes.length);
  if (collection.primary.inexact) catalog.noteInexactIds(collection);
  const removed: Buffer[] = [];
  const added: Buffer[] = [];
  for (const index of collection.kept) {
    const { multikey, inexact } = index;
    const old = before ? entriesOf(index, before, idKey) : NONE;
    const next = after ? entriesOf(index, after.document, idKey) : NONE;
    if (index.multikey !== multikey || index.inexact !== inexact) catalog.changed(collection);
    const both = old.length > 0 && next.length > 0;
    for (const { place } of both ? old.filter(isNotIn(next)) : old) {
      if (index.unique) to.claim(place, uniqueKeyOf(collection));
      if (!isAnothers(to, index, { place, idKey })) removed.push(place);
    }
    for (const entry of both ? next.filter(isNotIn(old)) : next) {
      if (index.unique) refuseDuplicate(to, { collection, index, entry, idKey });
      if (index.unique) to.claim(entry.place, uniqueKeyOf(collection));
      added.push(entry.place);
    }
  }
  const place = documentKey(collection, idKey);
  to.claim(place, `a document of ${collection.name}`);
  for (const entry of removed) to.remove(entry);
  for (const entry of added) to.put(entry, idKey);
  if (after) to.put(place, after.bytes);
  else to.remove(place);
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
  const added = documents.flatMap(({ idKey, document }) => entriesOf(index, document, idKey).map((entry) => ({ entry, idKey })));
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
