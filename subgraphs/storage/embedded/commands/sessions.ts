import { Long } from "bson";
import { StoreError } from "../errors.ts";
import { SESSIONS, SESSIONS_END } from "../engine/catalog.ts";
import type { Store, StoreTransaction } from "../engine/store.ts";
import type { Writer } from "../engine/view.ts";
import { decode, encode } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import { isBinary, isDate, isDocument, isLong } from "../values/value.ts";
import type { Cursors } from "./cursors.ts";

/** What is remembered of a session: its newest number, and what came of it. */
interface Session {
  number: bigint;
  transaction: StoreTransaction | null;
  /** The transaction of that number was committed, is being committed, or was aborted. */
  ended: "committed" | "aborted" | null;
  committing: Promise<void> | null;
  /** The answer of the retryable write of that number, when it is done or on its way. */
  write: Promise<Document | Buffer> | null;
  usedAt: number;
}

const IDLE_MS = 30 * 60_000;
const SESSIONS_MAX = 100_000;

/** The sessions of all clients: their transactions, and their retryable writes, which are answered again and not done again. */
export class Sessions {
  readonly #store: Store;
  readonly #cursors: Cursors;
  readonly #sessions = new Map<string, Session>();
  readonly #sweep = setInterval(() => this.#forgetIdle(), 60_000).unref();

  constructor(store: Store, cursors: Cursors) {
    this.#store = store;
    this.#cursors = cursors;
  }

  /** The open transaction that a command names, begun when it says so. */
  transactionOf(body: Document): StoreTransaction {
    const session = this.#session(body["lsid"]);
    const number = numberOf(body["txnNumber"]);
    if (body["startTransaction"] === true) return this.#begin(session, number);
    this.#refuseOld(session, number);
    const { transaction } = session;
    if (session.number !== number || !transaction) throw noSuch(number);
    if (session.ended === "committed") throw new StoreError(256, `Transaction ${number} has been committed.`);
    if (session.ended === "aborted" || !transaction.open) throw transaction.failure ?? noSuch(number);
    return transaction;
  }

  #begin(session: Session, number: bigint): StoreTransaction {
    this.#refuseOld(session, number);
    if (session.number === number)
      throw new StoreError(263, `Only the first command of a transaction may have startTransaction: ${number}`);
    if (session.transaction && !session.ended) this.#abort(session);
    const transaction = this.#store.begin();
    Object.assign(session, { number, transaction, ended: null, committing: null, write: null });
    return transaction;
  }

  #refuseOld(session: Session, number: bigint): void {
    if (number < session.number)
      throw new StoreError(225, `Cannot use transaction ${number}: a newer one, ${session.number}, has already started`);
  }

  /** Commits; a second time answers as the first did, after a restart too. */
  async commit(body: Document): Promise<Document> {
    const session = this.#session(body["lsid"]);
    const number = numberOf(body["txnNumber"]);
    this.#refuseOld(session, number);
    if (session.number !== number) throw noSuch(number);
    if (session.committing) await session.committing;
    if (session.ended === "committed") return { ok: 1 };
    const { transaction } = session;
    if (session.ended === "aborted" || !transaction?.open) throw transaction?.failure ?? noSuch(number);
    this.#cursors.closeOwned(transaction);
    session.committing = this.#store.commitTransaction(transaction, (writer) =>
      this.#write(writer, body["lsid"], { number: Long.fromBigInt(number), committed: true }),
    );
    try {
      await session.committing;
      session.ended = "committed";
    } catch (error) {
      session.ended = "aborted";
      throw error;
    } finally {
      session.committing = null;
    }
    return { ok: 1 };
  }

  /** Aborts; a second time is no error as long as it is the same transaction. */
  abort(body: Document): Document {
    const session = this.#session(body["lsid"]);
    const number = numberOf(body["txnNumber"]);
    this.#refuseOld(session, number);
    if (session.number !== number || !session.transaction) throw noSuch(number);
    if (session.ended === "committed" || session.committing) throw new StoreError(256, `Transaction ${number} has been committed.`);
    if (session.ended === "aborted") throw noSuch(number);
    this.#abort(session);
    return { ok: 1 };
  }

  /** After an error in a transaction, or when its session ends. */
  abortOf(lsid: Value): void {
    const session = this.#sessions.get(keyOfSession(lsid));
    if (session?.transaction && !session.ended && !session.committing) this.#abort(session);
  }

  #abort(session: Session): void {
    session.ended = "aborted";
    if (!session.transaction) return;
    this.#cursors.closeOwned(session.transaction);
    session.transaction.end();
  }

  /** Does a retryable write once: the same number again gets the answer of the first time. */
  async once(
    body: Document,
    work: (remember: (writer: Writer, reply: Document) => void) => Promise<Document | Buffer>,
  ): Promise<Document | Buffer> {
    const session = this.#session(body["lsid"]);
    const number = numberOf(body["txnNumber"]);
    this.#refuseOld(session, number);
    if (session.number === number && session.write) return session.write;
    if (session.transaction && !session.ended) this.#abort(session);
    const remember = (writer: Writer, reply: Document): void =>
      this.#write(writer, body["lsid"], { number: Long.fromBigInt(number), reply });
    const write = work(remember);
    Object.assign(session, { number, write, transaction: null, ended: null });
    try {
      return await write;
    } catch (error) {
      if (session.write === write) session.write = null; // it was not done: a second try may do it
      throw error;
    }
  }

  #write(writer: Writer, lsid: Value, record: Document): void {
    writer.put(Buffer.concat([SESSIONS, Buffer.from(keyOfSession(lsid))]), encode({ ...record, at: new Date() }));
  }

  #session(lsid: Value): Session {
    const key = keyOfSession(lsid);
    let session = this.#sessions.get(key);
    if (!session) {
      if (this.#sessions.size >= SESSIONS_MAX) throw new StoreError(261, `more than ${SESSIONS_MAX} sessions are open`);
      session = this.#restore(key);
      this.#sessions.set(key, session);
    }
    session.usedAt = Date.now();
    return session;
  }

  /** A session as it was before a restart. */
  #restore(key: string): Session {
    const session: Session = { number: -1n, transaction: null, ended: null, committing: null, write: null, usedAt: 0 };
    const bytes = this.#store.disk.get(Buffer.concat([SESSIONS, Buffer.from(key)]));
    if (!bytes) return session;
    const { number, reply, committed } = decode(bytes);
    session.number = numberOf(number);
    if (isDocument(reply)) session.write = Promise.resolve(reply);
    if (committed === true) session.ended = "committed";
    return session;
  }

  /** Ends sessions that clients give back, and their transactions. */
  end(ids: readonly Value[]): void {
    for (const lsid of ids) {
      this.abortOf(lsid);
      this.#sessions.delete(keyOfSession(lsid));
    }
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const session of this.#sessions.values()) if (session.transaction && !session.ended && !session.committing) this.#abort(session);
    this.#sessions.clear();
  }

  /** Removes what is remembered on disk of sessions that are long over. */
  async clean(): Promise<void> {
    const old = [...this.#store.disk.range(SESSIONS, SESSIONS_END)].filter(({ value }) => {
      const { at } = decode(value);
      return !isDate(at) || Date.now() - at.getTime() > IDLE_MS;
    });
    if (old.length > 0) await this.#store.write((writer) => old.forEach(({ key }) => writer.remove(key)));
  }

  #forgetIdle(): void {
    for (const [key, session] of this.#sessions) {
      if (Date.now() - session.usedAt < IDLE_MS) continue;
      if (session.transaction && !session.ended) this.#abort(session);
      this.#sessions.delete(key);
    }
  }
}

function keyOfSession(lsid: Value): string {
  const id = isDocument(lsid) ? lsid["id"] : undefined;
  if (!isBinary(id) || id.length() !== 16) throw new StoreError(2, "lsid.id must be a UUID");
  return Buffer.from(id.buffer.subarray(0, 16)).toString("hex");
}

function numberOf(value: Value): bigint {
  if (isLong(value) || typeof value === "number") return BigInt(value.toString());
  throw new StoreError(2, "txnNumber must be a long");
}

function noSuch(number: bigint): StoreError {
  return new StoreError(251, `Given transaction number ${number} does not match any in-progress transactions.`, {
    labels: ["TransientTransactionError"],
  });
}
