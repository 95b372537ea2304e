import { Long, UUID } from "bson";
import { StoreError } from "../errors.ts";
import { SESSIONS, SESSIONS_END } from "../engine/catalog.ts";
import type { Store, StoreTransaction } from "../engine/store.ts";
import type { Writer } from "../engine/view.ts";
import { decode, encode } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isBinary, isDate, isDocument, isInt32, isLong } from "../values/value.ts";
import type { Cursors } from "./cursors.ts";

/** What is remembered of a session: its newest number, and what came of it. */
interface Session {
  number: bigint;
  /** The transaction of that number while it is open: what it holds in memory goes with it. */
  transaction: StoreTransaction | null;
  /** The transaction of that number was committed, or was aborted, and why. */
  ended: "committed" | "aborted" | null;
  failure: StoreError | null;
  committing: Promise<void> | null;
  /** The retryable write of that number, while it is on its way. Its answer lies on disk with it. */
  write: Promise<Document | Buffer> | null;
  usedAt: number;
}

const IDLE_MS = 30 * 60_000;
const SWEEP_MS = 60_000;
const SESSIONS_MAX = 100_000;
/** Transactions open at once, and what they hold in memory together. */
const TRANSACTIONS_MAX = 500;
const TRANSACTION_BYTES_MAX = 1024 * 1024 * 1024;

/** The sessions of all clients: their transactions, and their retryable writes, which are answered again and not done again. */
export class Sessions {
  readonly #store: Store;
  readonly #cursors: Cursors;
  readonly #sessions = new Map<string, Session>();
  readonly #open = new Set<StoreTransaction>();
  readonly #sweep = setInterval(() => this.#forgetIdle(), SWEEP_MS).unref();

  constructor(store: Store, cursors: Cursors) {
    this.#store = store;
    this.#cursors = cursors;
  }

  /** The open transaction that a command names, begun when it says so. */
  transactionOf(body: Document): StoreTransaction {
    const session = this.#session(body["lsid"]);
    const number = numberOf(body["txnNumber"]);
    this.#refuseOld(session, number);
    if (body["startTransaction"] === true) return this.#begin(session, number);
    if (session.number !== number) throw noSuch(number);
    if (session.ended === "committed" || session.committing) throw committed(number);
    const { transaction } = session;
    if (!transaction?.open) throw session.failure ?? transaction?.failure ?? noSuch(number);
    if (this.#heldBytes() > TRANSACTION_BYTES_MAX) throw tooMany(`hold more than ${TRANSACTION_BYTES_MAX} bytes`);
    return transaction;
  }

  #begin(session: Session, number: bigint): StoreTransaction {
    if (session.number === number)
      throw new StoreError(263, `Only the first command of a transaction may have startTransaction: ${number}`);
    this.#giveUp(session);
    if (this.#open.size >= TRANSACTIONS_MAX) throw tooMany(`are more than ${TRANSACTIONS_MAX}`);
    const transaction = this.#store.begin();
    Object.assign(session, { number, transaction, ended: null, failure: null, committing: null, write: null });
    this.#open.add(transaction);
    void transaction.ended.then(() => this.#closed(session, transaction));
    return transaction;
  }

  #closed(session: Session, transaction: StoreTransaction): void {
    this.#open.delete(transaction);
    this.#cursors.closeOwned(transaction); // what they read is gone
    if (session.transaction !== transaction) return;
    session.transaction = null;
    session.failure = transaction.failure;
    if (!session.committing) session.ended ??= "aborted";
  }

  #heldBytes(): number {
    let bytes = 0;
    for (const { overlay } of this.#open) bytes += overlay.bytes;
    return bytes;
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
    if (!transaction?.open) throw session.failure ?? transaction?.failure ?? noSuch(number);
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

  /** Aborts; what is no longer open cannot be aborted. */
  abort(body: Document): Document {
    const session = this.#session(body["lsid"]);
    const number = numberOf(body["txnNumber"]);
    this.#refuseOld(session, number);
    if (session.number !== number) throw noSuch(number);
    if (session.ended === "committed" || session.committing) throw committed(number);
    if (!session.transaction?.open) throw noSuch(number);
    this.#abort(session);
    return { ok: 1 };
  }

  /** After an error in a transaction, or when its session ends. */
  abortOf(lsid: Value): void {
    const session = this.#sessions.get(keyOfSession(lsid));
    if (session) this.#giveUp(session);
  }

  #giveUp(session: Session): void {
    if (session.transaction && !session.committing) this.#abort(session);
  }

  #abort(session: Session): void {
    session.ended = "aborted";
    if (!session.transaction) return;
    this.#cursors.closeOwned(session.transaction);
    session.transaction.end();
    session.transaction = null;
  }

  /** Does a retryable write once: the same number again gets the answer of the first time. */
  async once(
    body: Document,
    work: (remember: (writer: Writer, reply: Document) => void) => Promise<Document | Buffer>,
  ): Promise<Document | Buffer> {
    const session = this.#session(body["lsid"]);
    const number = numberOf(body["txnNumber"]);
    this.#refuseOld(session, number);
    if (session.number === number) {
      const reply = session.write ? await session.write : this.#remembered(keyOfSession(body["lsid"]))?.["reply"];
      if (Buffer.isBuffer(reply) || isDocument(reply)) return reply;
    }
    this.#giveUp(session);
    const remember = (writer: Writer, reply: Document): void =>
      this.#write(writer, body["lsid"], { number: Long.fromBigInt(number), reply });
    const write = work(remember);
    Object.assign(session, { number, write, transaction: null, ended: null, failure: null });
    try {
      return await write;
    } finally {
      if (session.write === write) session.write = null; // it is done and written down, or it was not done: a second try may do it
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
    const session: Session = { number: -1n, transaction: null, ended: null, failure: null, committing: null, write: null, usedAt: 0 };
    const record = this.#remembered(key);
    if (!record) return session;
    session.number = numberOf(record["number"]);
    if (record["committed"] === true) session.ended = "committed";
    return session;
  }

  #remembered(key: string): Document | null {
    const bytes = this.#store.disk.get(Buffer.concat([SESSIONS, Buffer.from(key)]));
    return bytes ? decode(bytes) : null;
  }

  /** A new session's id; the session itself is made when it is first needed. */
  start(): Document {
    return { id: { id: new UUID() }, timeoutMinutes: IDLE_MS / 60_000, ok: 1 };
  }

  refresh(body: Document): Document {
    for (const lsid of listOf(body)) {
      const session = this.#sessions.get(keyOfSession(lsid));
      if (session) session.usedAt = Date.now();
    }
    return { ok: 1 };
  }

  /** Ends sessions that clients give back, and their transactions. */
  end(body: Document): Document {
    for (const lsid of listOf(body)) {
      this.abortOf(lsid);
      this.#sessions.delete(keyOfSession(lsid));
    }
    return { ok: 1 };
  }

  /** Ends every session: all belong to the one user there is. */
  endAll(body: Document): Document {
    const users = listOf(body);
    if (users.length > 0) throw new StoreError(238, "killAllSessions of single users is not supported by the embedded store: it has one");
    for (const session of this.#sessions.values()) this.#giveUp(session);
    this.#sessions.clear();
    return { ok: 1 };
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const session of this.#sessions.values()) this.#giveUp(session);
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
    let forgotten = false;
    for (const [key, session] of this.#sessions) {
      if (Date.now() - session.usedAt < IDLE_MS || session.committing || session.write) continue;
      this.#giveUp(session);
      this.#sessions.delete(key);
      forgotten = true;
    }
    if (forgotten) this.clean().catch(() => undefined); // a full disk is told to those who write
  }
}

function keyOfSession(lsid: Value): string {
  const id = isDocument(lsid) ? lsid["id"] : undefined;
  if (!isBinary(id) || id.length() !== 16) throw new StoreError(2, "lsid.id must be a UUID");
  return Buffer.from(id.buffer.subarray(0, 16)).toString("hex");
}

function numberOf(value: Value): bigint {
  if (!isLong(value) && !isInt32(value)) throw new StoreError(14, "BSON field 'txnNumber' is the wrong type, expected type 'long'");
  const number = BigInt(value.toString());
  if (number < 0n) throw new StoreError(72, "Transaction numbers cannot be negative");
  return number;
}

function listOf(body: Document): Value[] {
  const [list] = Object.values(body);
  if (!isArray(list)) throw new StoreError(14, `Expected field ${Object.keys(body)[0] ?? ""} to be of type array`);
  return list;
}

function committed(number: bigint): StoreError {
  return new StoreError(256, `Transaction ${number} has been committed.`);
}

function tooMany(what: string): StoreError {
  return new StoreError(365, `The open transactions ${what}: run this one again later`, { labels: ["TransientTransactionError"] });
}

function noSuch(number: bigint): StoreError {
  return new StoreError(251, `Given transaction number ${number} does not match any in-progress transactions.`, {
    labels: ["TransientTransactionError"],
  });
}
