import { StoreError } from "../errors.ts";
import type { Collection } from "./catalog.ts";
import { Catalog } from "./catalog.ts";
import { clear } from "./entries.ts";
import { prefixOf } from "./keysOfDocument.ts";
import type { DiskOptions, Snapshot } from "./disk.ts";
import { Disk } from "./disk.ts";
import type { Holder } from "./locks.ts";
import { Locks, Wait } from "./locks.ts";
import { UndoWriter } from "./undo.ts";
import type { Writer } from "./view.ts";
import { Overlay } from "./view.ts";

/** A write. After it threw `Wait` it is called again from its beginning, and what it wrote is taken back. Throwing a `StoreError` keeps what it wrote before. */
export type Work<T> = (writer: Writer) => T;

/**
 * A batch takes on new work for as long as the commit before it took, within these bounds: shorter, and most of the time would go into commits; longer,
 * and every client would wait for its answer at once, with nothing left to do while the disk works.
 */
const BATCH_MS = { least: 4, most: 100 };
/** So many entries of what was dropped are removed at a time. */
const TIDIED_AT_ONCE = 5_000;
/** A transaction lives so long, and writes so much, at most. */
const TRANSACTION_MS = 60_000;
const TRANSACTION_BYTES_MAX = 256 * 1024 * 1024;

interface Job {
  readonly work: Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

function ended(why: string): StoreError {
  return new StoreError(251, `The transaction was ended because ${why}`, { labels: ["TransientTransactionError"] });
}

/** An open transaction: a snapshot, its own writes over it, and the locks on what it wrote. */
export class StoreTransaction implements Writer, Holder {
  readonly snapshot: number;
  readonly ended: Promise<void>;
  readonly overlay: Overlay;
  /** Collections it wrote to: dropping one or changing its indexes ends the transaction. */
  readonly written = new Set<number>();
  /** Collections that were made for it: an abort takes them away again. */
  readonly made = new Set<Collection>();
  readonly #below: Snapshot;
  readonly #locks: Locks;
  readonly #timer: NodeJS.Timeout;
  #free: () => void = () => undefined;
  /** Why it can go on no more. */
  failure: StoreError | null = null;
  open = true;

  constructor(disk: Disk, locks: Locks, { snapshot, lifeMs }: { readonly snapshot: number; readonly lifeMs: number }) {
    this.snapshot = snapshot;
    this.#below = disk.snapshot();
    this.#locks = locks;
    this.overlay = new Overlay(this.#below);
    this.ended = new Promise((resolve) => {
      this.#free = resolve;
    });
    locks.begin(this);
    this.#timer = setTimeout(() => this.fail(ended(`it lived longer than ${lifeMs / 1000} s`)), lifeMs);
    this.#timer.unref();
  }

  get(key: Buffer): Buffer | undefined {
    this.#requireOpen();
    return this.overlay.get(key);
  }
  range(from: Buffer, to: Buffer, reverse?: boolean): ReturnType<Overlay["range"]> {
    this.#requireOpen();
    return this.overlay.range(from, to, reverse);
  }
  put(key: Buffer, value: Buffer): void {
    this.overlay.set(key, value);
    if (this.overlay.bytes > TRANSACTION_BYTES_MAX)
      throw new StoreError(2, `A transaction may write ${TRANSACTION_BYTES_MAX} bytes at most`);
  }
  putNew(key: Buffer, value: Buffer): boolean {
    if (this.get(key)) return false;
    this.put(key, value);
    return true;
  }
  remove(key: Buffer): void {
    this.overlay.set(key, null);
  }
  claim(key: Buffer, what: string): void {
    this.#requireOpen();
    this.#locks.claim(key, this, what);
  }

  /** It may end while a command in it waits: a lock taken after that would never be free, and its snapshot is gone. */
  #requireOpen(): void {
    if (!this.open) throw this.failure ?? ended("its session ended it");
  }

  /** Ends it from outside: the next command in it gets this error. */
  fail(failure: StoreError): void {
    if (!this.open || this.committing) return;
    this.failure = failure;
    this.end();
  }

  /** Its commit is in the queue: nothing ends it any more but that commit. */
  committing = false;
  committed = false;

  /** Frees the snapshot and the locks. */
  end(): void {
    if (!this.open) return;
    this.open = false;
    clearTimeout(this.#timer);
    this.#locks.end(this);
    this.#below.close();
    this.#free();
  }
}

/** How a store is opened. */
export interface StoreOptions extends DiskOptions {
  /** A transaction that lives longer is ended. */
  readonly transactionMs?: number | undefined;
}

/**
 * Documents on disk, one writer at a time. Writes queue up and are committed together: a caller's promise resolves when its write is on disk.
 * Transactions read a snapshot, keep their writes in memory, and are written whole by one commit.
 */
export class Store {
  readonly disk: Disk;
  readonly catalog = new Catalog();
  readonly #locks = new Locks();
  readonly #transactions = new Set<StoreTransaction>();
  readonly #transactionMs: number;
  #queue: Job[] = [];
  #running: Promise<void> | null = null;
  #tidying: Promise<void> | null = null;
  #closing = false;
  #commitMs = 0;
  /** The commit that is being made, and the newest that every new reader sees. */
  #commit = 1;
  #visible = 0;

  constructor(folder: string, { transactionMs = TRANSACTION_MS, ...options }: StoreOptions = {}) {
    this.disk = new Disk(folder, options);
    this.#transactionMs = transactionMs;
  }

  /** Reads the catalogue; throws when a newer version wrote it. */
  load(): void {
    this.catalog.load(this.disk);
    this.tidy();
  }

  /** Removes what was dropped, a little at a time between the writes of others. What is left when the process ends is removed after the next start. */
  tidy(): void {
    const done = (): void => {
      this.#tidying = null;
    };
    this.#tidying ??= this.#tidyAll().then(done, done); // what could not be removed now is tried again later
  }

  async #tidyAll(): Promise<void> {
    await Promise.resolve(); // the write that drops it comes first
    for (let [id] = this.catalog.unused; id !== undefined && !this.#closing; [id] = this.catalog.unused) await this.#tidyNumber(id);
  }

  async #tidyNumber(id: number): Promise<void> {
    await this.write((writer) => {
      if (this.catalog.unused.includes(id) && clear(writer, id, TIDIED_AT_ONCE) < TIDIED_AT_ONCE) this.catalog.keep(id);
    });
  }

  /** The commit that a reader opened now sees, at least. */
  get visible(): number {
    return this.#visible;
  }
  /** The number of the commit being made. */
  get commit(): number {
    return this.#commit;
  }

  begin(): StoreTransaction {
    const transaction = new StoreTransaction(this.disk, this.#locks, { snapshot: this.#visible, lifeMs: this.#transactionMs });
    this.#transactions.add(transaction);
    void transaction.ended.then(() => {
      this.#transactions.delete(transaction);
      if (!transaction.committed) for (const collection of transaction.made) this.#unmake(collection);
    });
    return transaction;
  }

  /** Takes away a collection that was made for a transaction, unless others have begun to use it. */
  #unmake(collection: Collection): void {
    const unmade = this.write((writer) => {
      const isWritten = [...this.#transactions].some(({ written }) => written.has(collection.id));
      const [first] = writer.range(prefixOf(collection.id), prefixOf(collection.id + 1));
      if (isWritten || first || collection.kept.length > 0) return;
      if (this.catalog.find(collection.database, collection.name) === collection) this.catalog.drop(collection);
    });
    unmade.then(
      () => this.tidy(),
      () => undefined, // it stays, empty: the store is closing, or has no room
    );
  }

  /** Ends what others do with a collection that goes away or is replaced: transactions that wrote to it, and indexes on their way. */
  endWriters(collection: Collection): void {
    this.endTransactions(collection);
    if (collection.building.length > 0) this.catalog.setIndexes(collection, { ...collection, building: [] });
  }

  /** Ends the transactions that wrote to a collection whose indexes change. Throws `Wait` for one that is being committed: what it writes knows the old ones. */
  endTransactions(collection: Collection): void {
    for (const transaction of this.#transactions) {
      if (!transaction.written.has(collection.id)) continue;
      if (transaction.committing) throw new Wait(transaction.ended);
      transaction.fail(ended(`collection ${collection.name} or its indexes changed`));
    }
  }

  /** Writes; resolves when it is on disk. */
  write<T>(work: Work<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new StoreError(11600, "interrupted at shutdown"));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: (value) => resolve(value as T), reject });
      this.#running ??= this.#run();
    });
  }

  /** Writes a transaction's changes as one; `more` writes beside them. Its locks are free when it is on disk, or when that failed. */
  async commitTransaction(transaction: StoreTransaction, more: Work<void>): Promise<void> {
    transaction.committing = true;
    try {
      await this.write((writer) => {
        this.#locks.commit(transaction, this.#commit);
        for (const { key, value } of transaction.overlay.changes) {
          if (value) this.disk.put(key, value);
          else this.disk.remove(key);
        }
        more(writer);
      });
      transaction.committed = true;
    } finally {
      transaction.end();
    }
  }

  /** Takes on no more writes; resolves when every one that was queued is on disk. */
  async settle(): Promise<void> {
    this.#closing = true;
    await this.#running;
    await this.#tidying;
  }

  async close(): Promise<void> {
    await this.settle();
    for (const transaction of this.#transactions) transaction.end();
    await this.disk.close();
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // let the writers of this turn join
    while (this.#queue.length > 0) {
      const done: (() => void)[] = [];
      const taken: Job[] = [];
      try {
        let committing = 0;
        await this.disk.write(() => {
          this.#batch(taken, done);
          committing = performance.now();
        });
        this.#commitMs = performance.now() - committing;
        this.#visible = this.#commit;
        for (const answer of done) answer();
      } catch (error) {
        this.catalog.load(this.disk);
        for (const transaction of this.#transactions) transaction.fail(ended("a commit failed"));
        for (const job of taken) job.reject(error);
      }
      this.#commit += 1;
      this.#locks.forget(this.#visible);
    }
    this.#running = null;
  }

  /** Runs what is queued within one disk transaction. A job that meets a lock goes back to the queue when the lock is free. */
  #batch(taken: Job[], done: (() => void)[]): void {
    const until = performance.now() + Math.min(Math.max(this.#commitMs, BATCH_MS.least), BATCH_MS.most);
    for (let job = this.#queue.shift(); job; job = performance.now() < until ? this.#queue.shift() : undefined) {
      this.#attempt(job, taken, done);
    }
    for (const { key, value } of this.catalog.takeChanges()) {
      if (value) this.disk.put(key, value);
      else this.disk.remove(key);
    }
  }

  #attempt(job: Job, taken: Job[], done: (() => void)[]): void {
    taken.push(job);
    const undoable = this.#locks.held ? new UndoWriter(this.#writer) : null;
    try {
      const value = job.work(undoable ?? this.#writer);
      done.push(() => job.resolve(value));
    } catch (error) {
      if (error instanceof Wait) {
        taken.pop(); // nothing of it is in this batch
        undoable?.undo();
        void error.until.then(() => {
          this.#queue.push(job);
          this.#running ??= this.#run();
        });
      } else if (error instanceof StoreError) done.push(() => job.reject(error));
      else throw error; // not foreseen: nothing of the batch is kept
    }
  }

  readonly #writer: Writer = {
    get: (key) => this.disk.get(key),
    range: (from, to, reverse) => this.disk.range(from, to, reverse),
    put: (key, value) => this.disk.put(key, value),
    putNew: (key, value) => this.disk.putNew(key, value),
    remove: (key) => this.disk.remove(key),
    claim: (key) => this.#locks.pass(key, this.#commit),
  };
}
