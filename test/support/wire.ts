/** MongoDB's wire protocol spoken by hand, for what no driver would say. */
import { connect } from "node:net";
import type { Socket } from "node:net";
import { Framer } from "../../subgraphs/storage/embedded/protocol/framer.ts";
import { decode, encode } from "../../subgraphs/storage/embedded/values/codec.ts";
import type { Document } from "../../subgraphs/storage/embedded/values/value.ts";

const OP_QUERY = 2004;
const OP_MSG = 2013;

export interface Parts {
  readonly flags?: number;
  /** Documents beside the body, by the name of the field they belong to. */
  readonly sequences?: Readonly<Record<string, readonly Buffer[]>>;
  /** Bytes behind the sections. */
  readonly tail?: Buffer;
}

export function message(operation: number, ...parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + parts.reduce((total, part) => total + part.length, 0), 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(operation, 12);
  return Buffer.concat([header, ...parts]);
}

export function opMsg(body: Document | Buffer, { flags = 0, sequences = {}, tail = Buffer.alloc(0) }: Parts = {}): Buffer {
  const sections = Object.entries(sequences).map(([name, documents]) => {
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
    return Buffer.concat([Buffer.from([1]), int32(content.length + 4), content]);
  });
  const bytes = Buffer.isBuffer(body) ? body : encode(body);
  return message(OP_MSG, int32(flags), Buffer.from([0]), bytes, ...sections, tail);
}

export function opQuery(namespace: string, body: Document): Buffer {
  return message(OP_QUERY, int32(0), Buffer.from(`${namespace}\0`), int32(0), int32(-1), encode(body));
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** An answer as it came. */
export interface Answer {
  readonly operation: number;
  readonly flags: number;
  readonly body: Document;
}

/** One connection by hand. */
export class WireClient {
  readonly socket: Socket;
  readonly #framer = new Framer(() => 2 ** 31 - 1);
  #wake: () => void = () => undefined;
  #over = false;

  constructor(where: string | number) {
    this.socket = typeof where === "string" ? connect(where) : connect(where, "127.0.0.1");
    this.socket.on("data", (chunk) => {
      this.#framer.push(chunk);
      this.#wake();
    });
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.#over = true;
      this.#wake();
    });
  }

  /** The next answer; null when the store closed the connection instead. */
  async next(): Promise<Answer | null> {
    for (;;) {
      const bytes = this.#framer.next();
      if (bytes) return read(bytes);
      if (this.#over) return null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async send(bytes: Buffer): Promise<Answer | null> {
    this.socket.write(bytes);
    return this.next();
  }

  /** The answer to a command; an empty document when there was none. */
  async ask(body: Document, parts?: Parts): Promise<Document> {
    return (await this.send(opMsg({ ...body, $db: body["$db"] ?? "wire" }, parts)))?.body ?? {};
  }

  /** Reads until an answer with this `process` comes: true; false when the connection is closed before. */
  async until(process: string): Promise<boolean> {
    for (let answer = await this.next(); answer; answer = await this.next()) if (answer.body["process"] === process) return true;
    return false;
  }

  close(): void {
    this.socket.destroy();
  }
}

function read(bytes: Buffer): Answer {
  const operation = bytes.readInt32LE(12);
  return { operation, flags: bytes.readInt32LE(16), body: decode(bytes.subarray(operation === OP_MSG ? 21 : 36)) };
}
