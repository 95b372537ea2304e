import { randomInt } from "node:crypto";
import { StoreError } from "../errors.ts";
import { formatBatch } from "../protocol/message.ts";

/** An answer in parts that is waiting to be asked for more. */
interface Cursor {
  readonly namespace: string;
  readonly rows: Iterator<Buffer>;
  readonly close: () => void;
  readonly owner: object | null;
  usedAt: number;
  pending: Buffer | null;
}

/** Open cursors at once; how long one may stay unused; bytes in one batch; documents in a first batch. */
const CURSORS_MAX = 1_000;
/** Of all documents that cursors have read ahead and not given yet. */
const AHEAD_BYTES_MAX = 256 * 1024 * 1024;
const IDLE_MS = 600_000;
const BATCH_BYTES = 16 * 1024 * 1024;
const FIRST_BATCH = 101;

export interface Opening {
  readonly namespace: string;
  readonly rows: Iterator<Buffer>;
  /** Frees what the rows are read from. */
  readonly close: () => void;
  /** `null`: the protocol's default. */
  readonly batchSize: number | null;
  /** Everything after the first batch is not wanted. */
  readonly single: boolean;
  /** The transaction it belongs to: its end closes the cursor. */
  readonly owner: object | null;
}

/** The open cursors of the store, each with a snapshot that stays the same while it is read. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>();
  readonly #sweep = setInterval(() => this.#closeIdle(), 30_000).unref();

  get size(): number {
    return this.#cursors.size;
  }

  /** The first batch of an answer; what is left stays open under the id in it. */
  open({ namespace, rows, close, batchSize, single, owner }: Opening): Buffer {
    let id = 0n;
    try {
      const cursor: Cursor = { namespace, rows, close, owner, usedAt: Date.now(), pending: null };
      const { documents, more } = batch(cursor, batchSize ?? FIRST_BATCH);
      if (more && !single) {
        if (this.#cursors.size >= CURSORS_MAX) throw new StoreError(2, `more than ${CURSORS_MAX} cursors are open`);
        this.#requireRoom(cursor.pending?.length ?? 0);
        id = this.#newId();
        this.#cursors.set(id, cursor);
      }
      return formatBatch("firstBatch", documents, { id, namespace });
    } finally {
      if (id === 0n) close();
    }
  }

  /** Refused from elsewhere than it was opened: as another collection's, or in another transaction or none. */
  more(id: bigint, { batchSize, namespace, owner }: Pick<Opening, "batchSize" | "namespace" | "owner">): Buffer {
    const cursor = this.#cursors.get(id);
    if (!cursor) throw new StoreError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new StoreError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.owner !== owner)
      throw new StoreError(
        50741,
        `Cannot run getMore on cursor ${id}, which belongs to ${cursor.owner ? "a" : "no"} transaction, in another one or none`,
      );
    cursor.usedAt = Date.now();
    try {
      const { documents, more } = batch(cursor, batchSize === null || batchSize === 0 ? Infinity : batchSize);
      if (more) this.#requireRoom(0);
      else this.kill(id);
      return formatBatch("nextBatch", documents, { id: more ? id : 0n, namespace: cursor.namespace });
    } catch (error) {
      this.kill(id);
      throw error;
    }
  }

  /** Throws when the documents that were read ahead, with `more` bytes of a cursor that is not kept yet, are too large together. */
  #requireRoom(more: number): void {
    let bytes = more;
    for (const { pending } of this.#cursors.values()) bytes += pending?.length ?? 0;
    if (bytes > AHEAD_BYTES_MAX) throw new StoreError(2, `the open cursors hold more than ${AHEAD_BYTES_MAX} bytes that were read ahead`);
  }

  kill(id: bigint): boolean {
    const cursor = this.#cursors.get(id);
    cursor?.close();
    return this.#cursors.delete(id);
  }

  /** Closes every cursor of a transaction. */
  closeOwned(owner: object): void {
    for (const [id, cursor] of this.#cursors) if (cursor.owner === owner) this.kill(id);
  }

  closeAll(): void {
    clearInterval(this.#sweep);
    for (const id of this.#cursors.keys()) this.kill(id);
  }

  #closeIdle(): void {
    for (const [id, cursor] of this.#cursors) if (Date.now() - cursor.usedAt > IDLE_MS) this.kill(id);
  }

  #newId(): bigint {
    for (;;) {
      const id = BigInt(randomInt(1, 2 ** 47)) * 65_536n + BigInt(randomInt(1, 65_536));
      if (!this.#cursors.has(id)) return id;
    }
  }
}

/** At most so many documents and bytes; whether there are more. One document is read ahead. */
function batch(cursor: Cursor, size: number): { documents: Buffer[]; more: boolean } {
  const documents: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const next = cursor.pending ?? take(cursor.rows);
    cursor.pending = next;
    if (next === null) return { documents, more: false };
    if (documents.length >= size || (documents.length > 0 && bytes + next.length > BATCH_BYTES)) return { documents, more: true };
    documents.push(next);
    bytes += next.length;
    cursor.pending = null;
  }
}

function take(rows: Iterator<Buffer>): Buffer | null {
  const next = rows.next();
  return next.done === true ? null : next.value;
}
