import { decode } from "../values/codec.ts";
import { fieldBounds } from "./bounds.ts";
import type { Collection, Index } from "./catalog.ts";
import { replaceDocument } from "./entries.ts";
import { documentKey, prefixOf } from "./keysOfDocument.ts";
import type { Store } from "./store.ts";
import type { Writer } from "./view.ts";

/** How often expired documents are looked for, and by which clock; as MongoDB does when nothing is said. */
export interface ExpiryOptions {
  readonly intervalMs?: number | undefined;
  readonly now?: (() => number) | undefined;
}

const INTERVAL_MS = 60_000;
/** So many documents are removed by one write: between them others have their turn. */
const BATCH = 500;

/** Removes documents whose time is over, by indexes with `expireAfterSeconds`: of several dates in an array the earliest counts, and what holds no date stays. */
export class Expiry {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #sweeping: Promise<void> | null = null;
  #stopped = false;

  /** `failed` hears why a round was broken off: the next one tries again. */
  constructor(store: Store, failed: (error: unknown) => void, { intervalMs = INTERVAL_MS, now = Date.now }: ExpiryOptions = {}) {
    this.#store = store;
    this.#now = now;
    this.#timer = setInterval(() => {
      this.#sweeping ??= this.sweep()
        .catch(failed)
        .finally(() => {
          this.#sweeping = null;
        });
    }, intervalMs);
    this.#timer.unref();
  }

  /** Resolves when nothing of a round is on its way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** One round: removes every document that is expired now. */
  async sweep(): Promise<void> {
    for (const { database, name } of this.#store.catalog.list()) {
      const expiring = this.#store.catalog.find(database, name)?.indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds !== null);
      for (const { id } of expiring ?? []) {
        for (let left = true; left && !this.#stopped;)
          left = await this.#store.write((writer) => {
            const collection = this.#store.catalog.find(database, name);
            const index = collection?.indexes.find((one) => one.id === id);
            return collection && index ? this.#removeSome(writer, collection, index) : false;
          });
      }
    }
  }

  /** Whether there may be more. */
  #removeSome(writer: Writer, collection: Collection, index: Index): boolean {
    const { expireAfterSeconds, keys } = index;
    const latest = new Date(this.#now() - (expireAfterSeconds ?? Infinity) * 1_000);
    const bounds = fieldBounds([{ operator: "$lte", operand: latest }], { multikey: false, descending: keys[0]?.direction === -1 });
    if (expireAfterSeconds === null || !bounds?.range) return false;
    const prefix = prefixOf(index.id);
    const expired: Buffer[] = [];
    for (const { value } of writer.range(Buffer.concat([prefix, bounds.range.from]), Buffer.concat([prefix, bounds.range.to]))) {
      if (expired.length === BATCH) break;
      expired.push(value);
    }
    for (const idKey of expired) {
      const bytes = writer.get(documentKey(collection, idKey));
      if (bytes) replaceDocument(writer, this.#store.catalog, { collection, idKey, before: decode(bytes), after: null }); // else removed by another of its dates
    }
    return expired.length === BATCH;
  }
}
