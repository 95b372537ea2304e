import { EJSON } from "bson";
import { setImmediate as turn } from "node:timers/promises";
import { decode, DOCUMENT_BYTES_MAX } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import { toSafeInteger } from "../values/value.ts";
import type { Collection, Index } from "./catalog.ts";
import { Catalog, SESSIONS, SESSIONS_END, unusedIn } from "./catalog.ts";
import type { Disk } from "./disk.ts";
import { documentKey, entryKeysOf, idKeyOf, prefixOf } from "./keysOfDocument.ts";
import type { Entry, Reader } from "./view.ts";

/** What was looked at, and what is amiss. */
export interface Verification {
  readonly collections: number;
  readonly documents: number;
  readonly indexes: number;
  readonly entries: number;
  /** The first faults, a sentence each, that name the place. */
  readonly faults: readonly string[];
  readonly faultsFound: number;
}

const FAULTS_MAX = 100;
/** So many entries are read at a time, and so long nobody else has a turn. */
const SLICE = 256;
const TURN_MS = 10;
/** The numbers of collections and indexes begin here; below lie the catalogue (0), the sessions (1) and the owner (2). */
const FIRST_ID = 16;

/**
 * Looks at everything the data holds as of one moment, while others go on writing: that every document can be read and lies where its `_id` says;
 * that every index has the entries of every document and no others, unique ones one for each key; that the catalogue is whole and nothing lies
 * outside of what it names. LMDB has no checksums: a page that was changed from outside and still reads as a page is noticed only by these rules.
 */
export async function verify(disk: Disk): Promise<Verification> {
  const snapshot = disk.snapshot();
  try {
    return await new Verifier(snapshot).run();
  } finally {
    snapshot.close();
  }
}

class Verifier {
  readonly #reader: Reader;
  readonly #faults: string[] = [];
  #found = 0;
  #documents = 0;
  #entries = 0;
  /** Numbers of what is on its way, or on its way out. */
  #unused: readonly number[] = [];
  #turnEnds = performance.now() + TURN_MS;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async run(): Promise<Verification> {
    const collections = this.#catalogue();
    this.#sessions();
    this.#outside([...collections.flatMap(({ id, indexes }) => [id, ...indexes.map((index) => index.id)]), ...this.#unused]);
    for (const collection of collections) await this.#collection(collection);
    return {
      collections: collections.length,
      documents: this.#documents,
      indexes: collections.reduce((total, { indexes }) => total + indexes.length + 1, 0),
      entries: this.#entries,
      faults: this.#faults,
      faultsFound: this.#found,
    };
  }

  #fault(text: string): void {
    this.#found += 1;
    if (this.#faults.length < FAULTS_MAX) this.#faults.push(text);
  }

  /** The collections whose records are sound. */
  #catalogue(): Collection[] {
    const collections: Collection[] = [];
    let nextId: number | null = null;
    for (const entry of this.#reader.range(prefixOf(0), prefixOf(1))) {
      const name = entry.key.toString("utf8", 5);
      try {
        const alone = new Catalog();
        alone.load({ get: () => undefined, range: () => [entry] });
        const [collection] = alone.list();
        if (collection) collections.push(collection);
        else {
          const meta = decode(entry.value);
          nextId = toSafeInteger(meta["nextId"]);
          this.#unused = unusedIn(meta);
        }
        const means = collection ? `${collection.database}.${collection.name}` : "";
        if (means !== name) this.#fault(`catalogue: the record of ${name} describes ${means || "none"}`);
      } catch (error) {
        this.#fault(`catalogue: the record of ${name || "the store"} cannot be read: ${reasonOf(error)}`);
      }
    }
    if (collections.length > 0 && nextId === null) this.#fault("catalogue: the record of the store is missing");
    this.#numbers(collections, nextId ?? Infinity);
    return collections;
  }

  /** Each collection and each index has a number of its own, below the next that will be given. */
  #numbers(collections: readonly Collection[], nextId: number): void {
    const names = new Map<number, string>();
    for (const collection of collections) {
      for (const { id, name } of [{ id: collection.id, name: "" }, ...collection.indexes]) {
        const what = `${nameOf(collection)}${name === "" ? "" : `, index ${name}`}`;
        const other = names.get(id);
        if (other !== undefined) this.#fault(`catalogue: ${what} has the number ${id} of ${other}`);
        if (id < FIRST_ID || id >= nextId) this.#fault(`catalogue: ${what} has the number ${id}, which was never given`);
        names.set(id, what);
      }
    }
  }

  #sessions(): void {
    for (const { key, value } of this.#reader.range(SESSIONS, SESSIONS_END)) {
      try {
        decode(value);
      } catch (error) {
        this.#fault(`sessions: the record of ${key.toString("utf8", 4)} cannot be read: ${reasonOf(error)}`);
      }
    }
  }

  /** Whatever lies between the numbers that the catalogue knows belongs to nothing. */
  #outside(known: readonly number[]): void {
    let next = FIRST_ID;
    for (const id of [...new Set(known), 2 ** 32 - 1].sort((a, b) => a - b)) {
      for (let from = next; from < id;) {
        const [entry] = take(this.#reader.range(prefixOf(from), prefixOf(id)), 1);
        if (!entry) break;
        const number = entry.key.readUInt32BE(0);
        this.#fault(`catalogue: entries lie under the number ${number}, which belongs to no collection or index`);
        from = number + 1;
      }
      next = id + 1;
    }
  }

  async #collection(collection: Collection): Promise<void> {
    const found = collection.indexes.map((index) => ({ index, multikey: index.multikey, inexact: index.inexact, right: 0 }));
    const { inexact } = collection.primary;
    for await (const entries of this.#slices(collection.id)) {
      for (const entry of entries) {
        this.#documents += 1;
        const read = this.#document(collection, entry);
        if (read) for (const one of found) one.right += this.#entriesOf({ collection, index: one.index, ...read });
      }
    }
    if (collection.primary.inexact && !inexact) this.#unmarked(collection, collection.primary);
    for (const { index, right, ...before } of found) {
      if (index.multikey !== before.multikey || index.inexact !== before.inexact) this.#unmarked(collection, index);
      let count = 0;
      for await (const entries of this.#slices(index.id)) count += entries.length;
      this.#entries += count;
      if (count > right) await this.#strays(collection, index);
    }
  }

  #unmarked(collection: Collection, { name }: Index): void {
    this.#fault(`${nameOf(collection)}, index ${name}: has keys of arrays, or keys that were cut, and is not marked so`);
  }

  /** A stored document and the key it lies under, when they can be read and agree. */
  #document(collection: Collection, { key, value }: Entry): Placed | null {
    const idKey = key.subarray(4);
    const where = `${nameOf(collection)}, document at ${shortHex(idKey)}`;
    try {
      const document = decode(value);
      if (value.length > DOCUMENT_BYTES_MAX) this.#fault(`${where}: has ${value.length} bytes, more than ${DOCUMENT_BYTES_MAX}`);
      if (idKeyOf(collection, document["_id"]).equals(idKey)) return { document, idKey };
      this.#fault(`${where}: its _id is ${idOf(document)}, which belongs at another place`);
    } catch (error) {
      this.#fault(`${where}: cannot be read: ${reasonOf(error)}`);
    }
    return null;
  }

  /** How many of a document's entries in an index are there and lead to it. */
  #entriesOf({ collection, index, document, idKey }: Placed & Place): number {
    const where = `${nameOf(collection)}, index ${index.name}`;
    let right = 0;
    try {
      for (const key of entryKeysOf(index, document, idKey)) {
        const holder = this.#reader.get(key);
        if (holder?.equals(idKey)) right += 1;
        else if (!holder) this.#fault(`${where}: an entry of document ${idOf(document)} is missing`);
        else this.#fault(`${where}: the key of document ${idOf(document)} belongs to another, ${this.#nameAt(collection, holder)}`);
      }
    } catch (error) {
      this.#fault(`${where}: document ${idOf(document)} has no keys: ${reasonOf(error)}`);
    }
    return right;
  }

  /** Names the entries of an index that no document has. */
  async #strays(collection: Collection, index: Index): Promise<void> {
    const where = `${nameOf(collection)}, index ${index.name}`;
    for await (const entries of this.#slices(index.id)) {
      for (const { key, value } of entries) {
        const bytes = this.#reader.get(documentKey(collection, value));
        const own = bytes ? keysOrNull(index, { bytes, idKey: value }) : [];
        if (own === null || own.some((one) => one.equals(key))) continue; // null: the document itself is at fault
        const whose = bytes ? `document ${this.#nameAt(collection, value)}, which has no such key` : "a document that is not there";
        this.#fault(`${where}: the entry ${shortHex(key.subarray(4))} leads to ${whose}`);
      }
    }
  }

  #nameAt(collection: Collection, idKey: Buffer): string {
    try {
      return idOf(decode(this.#reader.get(documentKey(collection, idKey)) ?? Buffer.alloc(0)));
    } catch {
      return `at ${shortHex(idKey)}`;
    }
  }

  /** All entries under a number, some at a time; between them others have their turn. */
  async *#slices(id: number): AsyncGenerator<Entry[]> {
    const to = prefixOf(id + 1);
    for (let from = prefixOf(id); ;) {
      const entries = take(this.#reader.range(from, to), SLICE);
      const last = entries.at(-1);
      if (!last) return;
      yield entries;
      from = Buffer.concat([last.key, Buffer.of(0)]);
      if (performance.now() < this.#turnEnds) continue;
      await turn();
      this.#turnEnds = performance.now() + TURN_MS;
    }
  }
}

interface Placed {
  readonly document: Document;
  readonly idKey: Buffer;
}

interface Place {
  readonly collection: Collection;
  readonly index: Index;
}

function take(entries: Iterable<Entry>, most: number): Entry[] {
  const taken: Entry[] = [];
  for (const { key, value } of entries) {
    taken.push({ key: Buffer.from(key), value });
    if (taken.length === most) break;
  }
  return taken;
}

/** The places of a document's entries, or null when it cannot be read: that is told where the documents are looked at. */
function keysOrNull(index: Index, { bytes, idKey }: { readonly bytes: Buffer; readonly idKey: Buffer }): readonly Buffer[] | null {
  try {
    return entryKeysOf(index, decode(bytes), idKey);
  } catch {
    return null;
  }
}

function nameOf({ database, name }: Collection): string {
  return `${database}.${name}`;
}

function idOf(document: Document): string {
  const text = EJSON.stringify(document["_id"] ?? null);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function shortHex(bytes: Buffer): string {
  return bytes.length > 40 ? `${bytes.toString("hex", 0, 40)}…` : bytes.toString("hex");
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
