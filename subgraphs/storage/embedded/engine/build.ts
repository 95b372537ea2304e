import { StoreError } from "../errors.ts";
import { decode } from "../values/codec.ts";
import type { Collection, Index } from "./catalog.ts";
import { addEntries } from "./entries.ts";
import { PREFIX_BYTES, prefixOf } from "./keysOfDocument.ts";
import type { Placed } from "./entries.ts";
import { Wait } from "./locks.ts";
import type { Store } from "./store.ts";
import type { Writer } from "./view.ts";

/** So many documents are taken in at a time, and so long: between them others write. */
const SLICE = 1_000;
const SLICE_MS = 25;

/**
 * New indexes of a collection that is in use. From `begin` on every write keeps them up to date; the documents that were there before are
 * taken in slice by slice, in the order of `_id`; with the last one the indexes are complete. What is not completed is left to be removed.
 */
export class IndexBuild {
  readonly #store: Store;
  readonly #collection: Collection;
  readonly #indexes: readonly Index[];
  /** Resolves when it is complete or was given up. */
  readonly ended: Promise<void>;
  #end: () => void = () => undefined;
  #next: Buffer;
  #complete = false;

  private constructor(store: Store, collection: Collection, indexes: readonly Index[]) {
    this.#store = store;
    this.#collection = collection;
    this.#indexes = indexes;
    this.#next = prefixOf(collection.id);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    for (const index of indexes) builds.set(index, this);
  }

  /** Within a write: from here on others keep the indexes up to date. Takes in the first documents. */
  static begin(
    store: Store,
    writer: Writer,
    { collection, indexes }: Pick<Collection, "indexes"> & { collection: Collection },
  ): IndexBuild {
    const { catalog } = store;
    store.endTransactions(collection); // they do not know of the new indexes
    for (const { id } of indexes) catalog.leave(id);
    catalog.setIndexes(collection, { ...collection, building: [...collection.building, ...indexes] });
    const build = new IndexBuild(store, collection, indexes);
    try {
      build.#slice(writer);
    } catch (error) {
      if (error instanceof Wait) build.#leave(); // it begins again
      throw error;
    }
    return build;
  }

  /** Takes in the documents that are left; rejects when the indexes cannot be, or were dropped meanwhile. */
  async finish(): Promise<void> {
    try {
      while (!this.#complete) await this.#store.write((writer) => this.#slice(writer));
    } finally {
      this.#end();
    }
  }

  /** Takes in some documents; after an error nothing of the build is left but entries to be removed. */
  #slice(writer: Writer): void {
    const { catalog } = this.#store;
    const { database, name } = this.#collection;
    if (catalog.find(database, name) !== this.#collection || !this.#indexes.every((index) => this.#collection.building.includes(index)))
      throw new StoreError(276, `Index build failed: the collection ${name} or its indexes were changed meanwhile`);
    try {
      this.#takeIn(writer);
    } catch (error) {
      if (!(error instanceof Wait)) this.#leave();
      throw error;
    }
  }

  #takeIn(writer: Writer): void {
    const documents: Placed[] = [];
    const until = performance.now() + SLICE_MS;
    let next: Buffer | null = null;
    for (const { key, value } of writer.range(this.#next, prefixOf(this.#collection.id + 1))) {
      if (documents.length >= SLICE || performance.now() > until) {
        next = Buffer.from(key);
        break;
      }
      documents.push({ idKey: Buffer.from(key.subarray(PREFIX_BYTES)), document: decode(value) });
    }
    for (const index of this.#indexes) addEntries(writer, { collection: this.#collection, index }, documents);
    if (next) this.#next = next;
    else this.#finish();
  }

  #finish(): void {
    const { catalog, commit } = this.#store;
    for (const index of this.#indexes) {
      index.since = commit;
      catalog.keep(index.id);
    }
    const { indexes, building } = this.#collection;
    catalog.setIndexes(this.#collection, {
      indexes: [...indexes, ...this.#indexes],
      building: building.filter((index) => !this.#indexes.includes(index)),
    });
    this.#complete = true;
  }

  #leave(): void {
    const { indexes, building } = this.#collection;
    this.#store.catalog.setIndexes(this.#collection, {
      indexes,
      building: building.filter((index) => !this.#indexes.includes(index)),
    });
    this.#store.tidy();
    this.#end();
  }
}

const builds = new WeakMap<Index, IndexBuild>();

/** When an index that is on its way is complete, or given up. */
export function endOfBuild(index: Index): Promise<void> {
  return builds.get(index)?.ended ?? Promise.resolve();
}
