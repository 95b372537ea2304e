import { StoreError } from "../errors.ts";
import { indexValues, own } from "../query/paths.ts";
import { KeyWriter, shortened } from "../values/keys.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex } from "../values/value.ts";
import type { Collection, Index } from "./catalog.ts";
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

/**
 * The places of a document's entries in an index, and what they say of it: that one of its paths leads into an array, that keys are cut or
 * not by value. Thousands of these wait for the disk at a time: they hold nothing that can be had again from the document.
 */
export interface Entries {
  readonly places: readonly Buffer[];
  readonly multikey: boolean;
  readonly inexact: boolean;
}

export const NONE: Entries = { places: [], multikey: false, inexact: false };

/** The entries of a document in an index: none when it is left out (partial, sparse), several for an array. */
export function entriesOf(index: Index, document: Document, idKey: Buffer): Entries {
  if (index.partial && !index.partial.matches(document)) return NONE;
  const row = singleRow(index, document);
  if (!row) return severalEntries(index, document, idKey);
  if (index.sparse && row.every((value) => value === undefined)) return NONE;
  const place = placeOf(index, row, idKey);
  return { places: [place], multikey: false, inexact: writer.inexact };
}

/** The values that one of a document's entries was made of. */
export function valuesAt(
  index: Index,
  document: Document,
  { idKey, place }: { readonly idKey: Buffer; readonly place: Buffer },
): readonly Value[] {
  const row = singleRow(index, document);
  const rows = row
    ? [row]
    : rowsOf(
        index,
        index.keys.map((key) => indexValues(document, key.steps)),
      );
  return rows.find((values) => placeOf(index, values, idKey).equals(place)) ?? [];
}

/** Keeps on the index what entries say of it; whether that is new. */
export function note(index: Index, { multikey, inexact }: Entries): boolean {
  const isNew = (multikey && !index.multikey) || (inexact && !index.inexact);
  if (multikey) index.multikey = true;
  if (inexact) index.inexact = true;
  return isNew;
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

function severalEntries(index: Index, document: Document, idKey: Buffer): Entries {
  const fields = index.keys.map((key) => indexValues(document, key.steps));
  if (index.sparse && !fields.some(({ exists }) => exists)) return NONE;
  if (arraysOf(index, fields) > 1) throw parallelArrays(index);
  let inexact = false;
  const places = rowsOf(index, fields).map((row) => {
    const place = placeOf(index, row, idKey);
    inexact ||= writer.inexact;
    return place;
  });
  return { places: places.length < 2 ? places : distinct(places), multikey: true, inexact };
}

function distinct(keys: readonly Buffer[]): readonly Buffer[] {
  return [...new Map(keys.map((key) => [keyText(key), key])).values()];
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
function rowsOf(index: Index, fields: readonly { readonly values: readonly Value[] }[]): readonly (readonly Value[])[] {
  if (fields.filter(({ values }) => values.length > 1).length > 1 && !sameArray(index)) throw parallelArrays(index);
  const [first, ...more] = fields.map(({ values }) => (values.length === 0 ? NO_VALUE : values));
  let rows: readonly (readonly Value[])[] = (first ?? []).map((value) => [value]);
  for (const values of more) rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  if (rows.length > KEYS_MAX) throw new StoreError(67, `A document has more than ${KEYS_MAX} keys in index ${index.name}`);
  return rows;
}

const NO_VALUE: readonly Value[] = [undefined];

/** Whether the paths of the index lie in one array of embedded documents: the keys are then made of every combination, a superset of MongoDB's. */
function sameArray(index: Index): boolean {
  return new Set(index.keys.map((key) => key.steps[0]?.name)).size === 1 && !index.unique;
}

/** Where an entry lies: the fields, cut when they are long, and the document's `_id` unless the fields say enough. The writer tells whether that is by value. */
function placeOf(index: Index, values: readonly Value[], idKey: Buffer): Buffer {
  const { keys } = index;
  writer.begin().uint32(index.id);
  for (let i = 0; i < keys.length; i += 1) writer.value(values[i], keys[i]?.direction === -1);
  if (writer.length > FIELDS_MAX + PREFIX_BYTES) {
    const fields = shortened(writer.finish().subarray(PREFIX_BYTES), FIELDS_MAX);
    writer.begin().uint32(index.id).raw(fields);
    writer.inexact = true;
  }
  if (!index.unique) writer.raw(shortened(idKey, ID_SUFFIX_MAX));
  return writer.finish();
}

/** The places of a document's entries in an index; notes on the index what its keys say of it. */
export function entryKeysOf(index: Index, document: Document, idKey: Buffer): readonly Buffer[] {
  const entries = entriesOf(index, document, idKey);
  note(index, entries);
  return entries.places;
}

/** All keys of a document, made before its write begins, while the write before is on its way to the disk: good as long as the indexes are the same. */
export interface Keys {
  readonly kept: readonly Index[];
  readonly idKey: Buffer;
  readonly place: Buffer;
  readonly entries: readonly Entries[];
}

/** Throws as the write would: for an `_id` that cannot be one, or arrays that cannot be indexed. */
export function keysOf(collection: Collection, document: Document, idKey = idKeyOf(collection, document["_id"])): Keys {
  const { kept } = collection;
  return { kept, idKey, place: documentKey(collection, idKey), entries: kept.map((index) => entriesOf(index, document, idKey)) };
}
