import { StoreError } from "../errors.ts";
import type { Predicate } from "../query/filter.ts";
import { compileFilter } from "../query/filter.ts";
import type { SortKey } from "../query/sorting.ts";
import { parseSort } from "../query/sorting.ts";
import { decode, encode } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import { isArray, isDocument, isTrue, toSafeInteger } from "../values/value.ts";
import type { Reader } from "./view.ts";

/** The version of what lies on disk. A newer one is refused; an older one will be migrated here. */
const FORMAT = 1;
const CATALOG = Buffer.from([0, 0, 0, 0]);
const CATALOG_END = Buffer.from([0, 0, 0, 1]);
const META_KEY = Buffer.from([0, 0, 0, 0, 0]);
/** Retryable writes and ended transactions, by session. */
export const SESSIONS = Buffer.from([0, 0, 0, 1]);
export const SESSIONS_END = Buffer.from([0, 0, 0, 2]);
const FIRST_ID = 16;

/** An index of a collection; `primary` is that on `_id`, whose entries are the documents themselves. */
export interface Index {
  readonly id: number;
  readonly name: string;
  readonly keys: readonly SortKey[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: { readonly filter: Document; readonly matches: Predicate } | null;
  readonly primary: boolean;
  /** Kept up to date, and not used to answer. */
  readonly hidden: boolean;
  /** As the client gave it, for listIndexes. */
  readonly spec: Document;
  /** Documents are removed so long after the dates in its field; null: never. */
  readonly expireAfterSeconds: number | null;
  /** The commit after which it is complete: older snapshots do not have it. */
  since: number;
  /** Some document has an array on one of its paths. */
  multikey: boolean;
  /** Some entry's place is not by value (cut keys, odd decimals): no sort can be read from it. */
  inexact: boolean;
}

export interface Collection {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly primary: Index;
  /** Complete, by the primary one's side. */
  readonly indexes: readonly Index[];
  /** Every write keeps them up to date already; they are not complete yet. */
  readonly building: readonly Index[];
  /** Both. */
  readonly kept: readonly Index[];
  /** The bytes of an `_id` that no document's is above; null until somebody asks. */
  topId: Buffer | null;
}

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The collections and their indexes, in memory; written with the change that makes them. */
export class Catalog {
  #collections = new Map<string, Changeable<Collection>>();
  #nextId = FIRST_ID;
  /** Numbers under which entries lie that nobody reads: of what was dropped, and of indexes that are not complete. */
  #unused = new Set<number>();
  /** Collections whose record on disk says that their ids are inexact. */
  readonly #inexact = new Set<number>();
  readonly #dirty = new Set<string>();
  #metaDirty = false;

  /** Reads the catalogue. Throws on a folder of a newer format. */
  load(reader: Reader): void {
    this.#collections = new Map();
    this.#nextId = FIRST_ID;
    this.#unused = new Set();
    this.#inexact.clear();
    this.#dirty.clear();
    this.#metaDirty = false;
    for (const { key, value } of reader.range(CATALOG, CATALOG_END)) {
      const document = decode(value);
      if (key.equals(META_KEY)) this.#readMeta(document);
      else this.#readCollection(document);
    }
  }

  #readMeta(meta: Document): void {
    const format = toSafeInteger(meta["format"]) ?? 0;
    if (format > FORMAT) {
      throw new Error(
        `The data was written by a newer Tutti: its store has format ${format}, this one reads up to ${FORMAT}. Start the newer version`,
      );
    }
    this.#nextId = toSafeInteger(meta["nextId"]) ?? FIRST_ID;
    this.#unused = new Set(unusedIn(meta));
  }

  #readCollection(document: Document): void {
    const id = toSafeInteger(document["id"]) ?? 0;
    const indexes = isArray(document["indexes"]) ? document["indexes"].filter(isDocument).map(readIndex) : [];
    const collection = newCollection(id, String(document["database"]), String(document["name"]));
    collection.primary.inexact = isTrue(document["inexact"]);
    if (collection.primary.inexact) this.#inexact.add(id);
    Object.assign(collection, { indexes, kept: indexes });
    this.#collections.set(namespace(collection.database, collection.name), collection);
  }

  find(database: string, name: string): Collection | undefined {
    return this.#collections.get(namespace(database, name));
  }

  /** Every collection of a database, or of all; by name. */
  list(database?: string): Collection[] {
    return [...this.#collections.values()]
      .filter((collection) => database === undefined || collection.database === database)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(database: string, name: string): Collection {
    refuseName(database, name);
    const collection = newCollection(this.takeId(), database, name);
    this.#collections.set(namespace(database, name), collection);
    this.changed(collection);
    return collection;
  }

  /** Its documents and entries are left to be removed. */
  drop(collection: Collection): void {
    this.#collections.delete(namespace(collection.database, collection.name));
    for (const { id } of [collection, ...collection.indexes]) this.leave(id);
    this.changed(collection);
  }

  /** Changes which indexes a collection has, and which are on their way. */
  setIndexes(collection: Collection, { indexes, building }: Pick<Collection, "indexes" | "building">): void {
    const own: Changeable<Collection> = collection;
    Object.assign(own, { indexes, building, kept: building.length === 0 ? indexes : [...indexes, ...building] });
    this.changed(collection);
  }

  /** The numbers under which entries lie that nobody reads and nobody is writing. */
  get unused(): readonly number[] {
    const building = new Set([...this.#collections.values()].flatMap((collection) => collection.building.map(({ id }) => id)));
    return [...this.#unused].filter((id) => !building.has(id));
  }

  /** Leaves what lies under a number to be removed, from now on or, should the process end before `keep`, after the next start. */
  leave(id: number): void {
    this.#unused.add(id);
    this.#metaDirty = true;
  }

  /** Nothing lies under the number that is to be removed. */
  keep(id: number): void {
    this.#unused.delete(id);
    this.#metaDirty = true;
  }

  /** Remembers that some `_id` of the collection has no place by its value. */
  noteInexactIds(collection: Collection): void {
    if (this.#inexact.has(collection.id)) return;
    this.#inexact.add(collection.id);
    this.changed(collection);
  }

  takeId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }

  /** Notes that the collection's record must be written with the next commit. */
  changed(collection: Collection): void {
    this.#dirty.add(namespace(collection.database, collection.name));
  }

  /** What the next commit must write of the catalogue. */
  takeChanges(): { key: Buffer; value: Buffer | null }[] {
    if (this.#dirty.size === 0 && !this.#metaDirty) return [];
    this.#metaDirty = false;
    const meta = { format: FORMAT, nextId: this.#nextId, unused: [...this.#unused] };
    const changes: { key: Buffer; value: Buffer | null }[] = [{ key: META_KEY, value: encode(meta) }];
    for (const name of this.#dirty) {
      const collection = this.#collections.get(name);
      changes.push({ key: Buffer.concat([CATALOG, Buffer.from(`c${name}`)]), value: collection ? encode(stored(collection)) : null });
    }
    this.#dirty.clear();
    return changes;
  }
}

/** The numbers that the store's record names as holding nothing that is read. */
export function unusedIn(meta: Document): number[] {
  return isArray(meta["unused"]) ? meta["unused"].map(toSafeInteger).filter((id) => id !== null) : [];
}

function readIndex(stored: Document): Index {
  const spec = isDocument(stored["spec"]) ? stored["spec"] : {};
  const index = parseIndex(spec, toSafeInteger(stored["id"]) ?? 0, 0);
  index.multikey = isTrue(stored["multikey"]);
  index.inexact = isTrue(stored["inexact"]);
  return index;
}

function namespace(database: string, name: string): string {
  return `${database}.${name}`;
}

function refuseName(database: string, name: string): void {
  if (!/^[^/\\. "$*<>:|?\0]{1,63}$/.test(database)) throw new StoreError(73, `Invalid database name: '${database}'`);
  if (name === "" || name.includes("\0") || name.includes("$") || name.startsWith("system.") || name.length + database.length > 235) {
    throw new StoreError(73, `Invalid collection name: '${name}'`);
  }
}

function stored(collection: Collection): Document {
  const { id, database, name, primary, indexes } = collection;
  return {
    id,
    database,
    name,
    inexact: primary.inexact,
    indexes: indexes.map(({ id, spec, multikey, inexact }) => ({ id, spec, multikey, inexact })),
  };
}

function newCollection(id: number, database: string, name: string): Changeable<Collection> {
  const primary: Index = { ...parseIndex({ v: 2, key: { _id: 1 }, name: "_id_" }, id, 0), unique: true, primary: true };
  return { id, database, name, primary, indexes: [], building: [], kept: [], topId: null };
}

/** What may stand in an index's description without changing what it does here. */
const OPTIONS = new Set([
  ...["v", "key", "name", "unique", "sparse", "partialFilterExpression", "background", "ns"],
  ...["hidden", "expireAfterSeconds"],
]);
/** The largest int32, as in MongoDB. */
const EXPIRE_MAX = 2 ** 31 - 1;

/** An index from its description. Refuses text, hashed, geo, wildcard and collation indexes. */
export function parseIndex(spec: Document, id: number, since: number): Index {
  const { key, name, partialFilterExpression } = spec;
  if (!isDocument(key) || Object.keys(key).length === 0) throw new StoreError(67, "Index keys cannot be empty");
  for (const [path, kind] of Object.entries(key)) {
    if (typeof kind === "string")
      throw new StoreError(67, `Unknown or unsupported index plugin '${kind}': the embedded store has 1 and -1`);
    if (path.includes("$") || path.split(".").some((part) => part === "" || /^\d+$/.test(part))) {
      throw new StoreError(67, `The embedded store makes no index on the path '${path}'`);
    }
  }
  const odd = Object.keys(spec).find((option) => !OPTIONS.has(option) && !(option === "collation" && isSimple(spec[option])));
  if (odd !== undefined) throw new StoreError(67, `The index option '${odd}' is not supported by the embedded store`);
  if (typeof name !== "string" || name === "") throw new StoreError(67, "An index needs a name");
  const partial = isDocument(partialFilterExpression)
    ? { filter: partialFilterExpression, matches: compileFilter(partialFilterExpression) }
    : null;
  return {
    id,
    name,
    keys: parseSort(key),
    unique: isTrue(spec["unique"]),
    sparse: isTrue(spec["sparse"]),
    partial,
    primary: false,
    hidden: isTrue(spec["hidden"]),
    expireAfterSeconds: parseExpiry(spec),
    spec,
    since,
    multikey: false,
    inexact: false,
  };
}

function parseExpiry({ key, expireAfterSeconds }: Document): number | null {
  if (expireAfterSeconds === undefined) return null;
  const seconds = toSafeInteger(expireAfterSeconds);
  if (seconds === null || seconds < 0 || seconds > EXPIRE_MAX)
    throw new StoreError(67, `TTL index 'expireAfterSeconds' option must be a whole number of 0 to ${EXPIRE_MAX} seconds`);
  const [path, ...others] = isDocument(key) ? Object.keys(key) : [];
  if (path === "_id") throw new StoreError(67, "The field 'expireAfterSeconds' is not valid for an _id index specification");
  if (others.length > 0) throw new StoreError(67, "TTL indexes are single-field indexes, compound indexes do not support TTL");
  return seconds;
}

/** Whether a collation is the binary one, the only one there is here. */
function isSimple(collation: unknown): boolean {
  return collation === undefined || collation === null || (isDocument(collation) && collation["locale"] === "simple");
}
