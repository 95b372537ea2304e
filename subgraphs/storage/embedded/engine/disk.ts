import { mkdirSync } from "node:fs";
import type { RootDatabase, Transaction } from "lmdb";
import { open } from "lmdb";
import { StoreError } from "../errors.ts";
import type { Entry, Reader } from "./view.ts";

/** Virtual address space reserved for the file; the file itself grows as it is needed. */
const MAP_BYTES = 2 ** 38;
const READERS_MAX = 2_000;

/** A reader of one committed state that stays the same until it is closed. */
export interface Snapshot extends Reader {
  close(): void;
}

/** How the file is opened. */
export interface DiskOptions {
  /** The most bytes that the file may grow to. */
  readonly mapBytes?: number | undefined;
  /** Beside another process that may be writing: nothing can be written here. */
  readonly readOnly?: boolean;
  /** For tests alone, which show that they notice: commits are not synced. */
  readonly noSync?: boolean | undefined;
}

/** The LMDB file: committed reads, snapshots, and one write transaction at a time, on disk when its promise resolves. */
export class Disk {
  readonly #file: RootDatabase<Buffer, Buffer>;

  constructor(folder: string, { mapBytes = MAP_BYTES, readOnly = false, noSync = false }: DiskOptions = {}) {
    if (!readOnly) mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Syncs stay on. overlappingSync off: LMDB's plain commit, which syncs the pages, then the page that makes them valid, and only then returns.
    this.#file = open({
      path: folder,
      mapSize: mapBytes,
      maxReaders: READERS_MAX,
      overlappingSync: false,
      eventTurnBatching: false, // it makes promises of its own, and when a commit fails nobody hears them: that would end the process
      keyEncoding: "binary",
      encoding: "binary",
      remapChunks: false,
      ...(readOnly ? { readOnly } : {}),
      ...(noSync ? { noSync } : {}),
    });
  }

  /** The latest committed state. */
  get(key: Buffer): Buffer | undefined {
    return this.#file.get(key);
  }

  range(from: Buffer, to: Buffer, reverse = false): Iterable<Entry> {
    return this.#file.getRange(bounds(from, to, reverse));
  }

  /** How many entries lie in a range of the latest committed state, up to so many. */
  count(from: Buffer, to: Buffer, most = Infinity): number {
    return this.#file.getKeysCount({ start: from, end: to, ...limited(most) });
  }

  snapshot(): Snapshot {
    const transaction: Transaction = this.#file.useReadTransaction();
    let open = true;
    return {
      get: (key) => this.#file.get(key, { transaction }),
      range: (from, to, reverse = false) => this.#file.getRange({ ...bounds(from, to, reverse), transaction }),
      count: (from, to, most) => this.#file.getKeysCount({ start: from, end: to, transaction, ...limited(most) }),
      close: () => {
        if (open) transaction.done();
        open = false;
      },
    };
  }

  /**
   * Runs `work` in a write transaction, in which `get` and `range` see its own writes. Resolves when it is committed and on disk.
   * When `work` throws, or the disk refuses, nothing of it is kept and the promise rejects.
   */
  async write<T>(work: () => T): Promise<T> {
    try {
      const result = await this.#file.childTransaction(work);
      this.#file.resetReadTxn();
      return result;
    } catch (error) {
      const reason = await reasonOf(error);
      this.#file.resetReadTxn();
      throw translate(reason);
    }
  }

  /** The same at once, holding up everything else: for opening and closing. */
  writeNow<T>(work: () => T): T {
    try {
      return this.#file.transactionSync(work);
    } catch (error) {
      throw translate(error);
    }
  }

  put(key: Buffer, value: Buffer): void {
    this.#file.putSync(key, value);
  }

  /** Writes where nothing is; whether it did. */
  putNew(key: Buffer, value: Buffer): boolean {
    const isWritten: unknown = this.#file.putSync(key, value, NEW); // a boolean by its documents, void by its types
    return isWritten === true;
  }

  remove(key: Buffer): void {
    this.#file.removeSync(key);
  }

  /** Writes a copy of the latest committed state into a folder that is there, without its free pages; others write on meanwhile. */
  async copy(folder: string): Promise<void> {
    try {
      await this.#file.backup(folder, true);
    } catch (error) {
      throw translate(error);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

const NEW = { noOverwrite: true } as const;

function bounds(
  from: Buffer,
  to: Buffer,
  reverse: boolean,
): { start: Buffer; end: Buffer; reverse?: boolean; exclusiveStart?: boolean; inclusiveEnd?: boolean } {
  return reverse ? { start: to, end: from, reverse, exclusiveStart: true, inclusiveEnd: true } : { start: from, end: to };
}

/** Why a commit failed: lmdb says only that it did, and gives the reason as a promise of its own, which would end the process if nobody took it. */
async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !("commitError" in error) || !(error.commitError instanceof Promise)) return error;
  return await error.commitError.then(
    () => error,
    (reason: unknown) => reason,
  );
}

/** LMDB reports a page that was written in part, as happens on a full disk, as an input/output error. */
const NO_ROOM = /MAP_FULL|mapsize|No space|ENOSPC|Input\/output|disk/i;

function translate(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  if (NO_ROOM.test(error.message)) {
    return new StoreError(
      14031,
      `The store has no more room: ${error.message}. Nothing of this write is kept, and nothing acknowledged is lost`,
    );
  }
  return error;
}

function limited(most: number): { readonly limit?: number } {
  return most === Infinity ? {} : { limit: most };
}
