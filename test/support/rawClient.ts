import { deserialize, Long, serialize, UUID } from "bson";
import type { Document } from "bson";
import type { Socket } from "node:net";
import { connect } from "node:net";

/** The store went away before it answered: whether the command was done is not known. */
export class NoAnswer extends Error {}

/** An answer that is an error. */
export class Refused extends Error {
  readonly code: number;
  readonly labels: readonly string[];

  constructor({ errmsg, code, errorLabels }: Document) {
    super(errmsg);
    this.code = code;
    this.labels = errorLabels ?? [];
  }
}

/**
 * One connection to a store's socket that says exactly the commands it is given: session and transaction numbers are the caller's, nothing is tried
 * again, and a connection that breaks is told at once. Drivers hide all three.
 */
export class RawClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { resolve: (answer: Document) => void; reject: (error: Error) => void }>();
  #held: Buffer = Buffer.alloc(0);
  #next = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", () => undefined); // "close" comes next
    socket.on("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new NoAnswer("the connection is closed"));
      this.#waiting.clear();
    });
  }

  static async connect(path: string): Promise<RawClient> {
    const socket = connect(path);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    return new RawClient(socket);
  }

  /** The answer; Refused when it is an error, NoAnswer when none comes. */
  async say(database: string, command: Document): Promise<Document> {
    if (this.#socket.destroyed) throw new NoAnswer("the connection is closed");
    this.#next += 1;
    const body = serialize({ ...command, $db: database }, { ignoreUndefined: true });
    const head = Buffer.alloc(21);
    head.writeInt32LE(21 + body.length, 0);
    head.writeInt32LE(this.#next, 4);
    head.writeInt32LE(2013, 12);
    const answer = new Promise<Document>((resolve, reject) => this.#waiting.set(this.#next, { resolve, reject }));
    this.#socket.write(Buffer.concat([head, body]));
    const got = await answer;
    if (got["ok"] !== 1) throw new Refused(got);
    return got;
  }

  /** All documents of a find, however many batches they come in. */
  async find(database: string, command: Document): Promise<Document[]> {
    let { cursor } = await this.say(database, command);
    const found: Document[] = [...cursor.firstBatch];
    while (BigInt(cursor.id) !== 0n) {
      ({ cursor } = await this.say(database, { getMore: Long.fromBigInt(BigInt(cursor.id)), collection: command["find"] }));
      found.push(...cursor.nextBatch);
    }
    return found;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#held = Buffer.concat([this.#held, chunk]);
    while (this.#held.length >= 4 && this.#held.length >= this.#held.readInt32LE(0)) {
      const message = this.#held.subarray(0, this.#held.readInt32LE(0));
      this.#held = this.#held.subarray(message.length);
      const to = message.readInt32LE(8);
      this.#waiting.get(to)?.resolve(deserialize(message.subarray(21), { promoteValues: true }));
      this.#waiting.delete(to);
    }
  }
}

/** A session's numbers, as a driver counts them. */
export class RawSession {
  readonly lsid = { id: new UUID() };
  #number = 0;

  /** The fields of the next retryable write. */
  write(): Document {
    this.#number += 1;
    return { lsid: this.lsid, txnNumber: Long.fromNumber(this.#number) };
  }

  /** The fields of the statements of the next transaction: of the first one, and of those that follow. */
  transaction(): { readonly first: Document; readonly next: Document } {
    const next = { ...this.write(), autocommit: false };
    return { first: { ...next, startTransaction: true }, next };
  }
}
