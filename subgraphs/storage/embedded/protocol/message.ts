import { StoreError } from "../errors.ts";
import { decode, encode, MESSAGE_BYTES_MAX } from "../values/codec.ts";
import type { Document } from "../values/value.ts";

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** The low 16 flag bits must be understood; these two are. */
const KNOWN_REQUIRED = CHECKSUM_PRESENT | MORE_TO_COME;
const HEADER = 16;

/** A command as it came: its document, and the documents of each sequence as raw bytes, unread. */
export interface Request {
  readonly id: number;
  readonly body: Document;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** The client waits for no answer. */
  readonly silent: boolean;
  /** The old form, that only `hello` uses. */
  readonly legacy: boolean;
}

/** Cuts a stream of bytes into messages. Throws on anything that is no MongoDB message: the connection is then closed. */
export class Framer {
  #chunks: Buffer[] = [];
  #held = 0;

  *take(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    while (this.#held >= 4) {
      const [first] = this.#chunks;
      if (first && first.length < 4) this.#join();
      const length = this.#chunks[0]?.readInt32LE(0) ?? 0;
      if (length < HEADER || length > MESSAGE_BYTES_MAX)
        throw new StoreError(17189, `a message of ${length} bytes: it must have ${HEADER} to ${MESSAGE_BYTES_MAX}`);
      if (this.#held < length) return;
      const all = this.#join();
      yield all.subarray(0, length);
      this.#chunks = all.length > length ? [all.subarray(length)] : [];
      this.#held = all.length - length;
    }
  }

  #join(): Buffer {
    const [first] = this.#chunks;
    if (first && this.#chunks.length === 1) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}

/** Reads one whole message. Throws when it is malformed or of a kind that is not spoken. */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === OP_MSG) return parseOpMsg(message, id);
  if (operation === OP_QUERY) return parseOpQuery(message, id);
  throw new StoreError(238, `operation ${operation} is not spoken here; OP_MSG is`);
}

function parseOpMsg(message: Buffer, id: number): Request {
  if (message.length < HEADER + 10) throw malformed("it is too short");
  const flags = message.readUInt32LE(HEADER);
  if ((flags & 0xffff & ~KNOWN_REQUIRED) !== 0) throw malformed("it has required flags that are not known");
  const end = message.length - ((flags & CHECKSUM_PRESENT) !== 0 ? 4 : 0);
  const sequences = new Map<string, readonly Buffer[]>();
  let body: Document | null = null;
  for (let at = HEADER + 4; at < end;) {
    const kind = message[at];
    at += 1;
    const size = sizeAt(message, at, end);
    if (kind === 0 && body === null) body = decode(message.subarray(at, at + size));
    else if (kind === 1) addSequence(message.subarray(at, at + size), sequences);
    else throw malformed(`a section of kind ${kind} is not expected`);
    at += size;
  }
  if (!body) throw malformed("it has no body");
  return { id, body, sequences, silent: (flags & MORE_TO_COME) !== 0, legacy: false };
}

function addSequence(section: Buffer, sequences: Map<string, readonly Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw malformed("a sequence has no name");
  const name = section.toString("utf8", 4, nameEnd);
  if (sequences.has(name)) throw malformed(`two sequences are named ${name}`);
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const size = sizeAt(section, at, section.length);
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  sequences.set(name, documents);
}

function sizeAt(bytes: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw malformed("it ends in the middle of a section");
  const size = bytes.readInt32LE(at);
  if (size < 5 || at + size > end) throw malformed(`a section of ${size} bytes does not fit`);
  return size;
}

function parseOpQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER + 4);
  if (nameEnd < 0 || nameEnd + 9 > message.length) throw malformed("it is too short");
  const size = sizeAt(message, nameEnd + 9, message.length);
  const body = decode(message.subarray(nameEnd + 9, nameEnd + 9 + size));
  return {
    id,
    body: { ...body, $db: message.toString("utf8", HEADER + 4, nameEnd).split(".")[0] },
    sequences: new Map(),
    silent: false,
    legacy: true,
  };
}

function malformed(why: string): StoreError {
  return new StoreError(9, `malformed message: ${why}`);
}

/** The bytes of an answer: a document, or one that is already written. */
export function formatReply(request: Request, reply: Document | Buffer): Buffer {
  const body = Buffer.isBuffer(reply) ? reply : encode(reply);
  return request.legacy ? formatOpReply(request.id, body) : formatOpMsg(request.id, body);
}

let nextId = 1;

function header(length: number, responseTo: number, operation: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  bytes.writeInt32LE(nextId, 4);
  nextId = (nextId + 1) & 0x7fffffff;
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(operation, 12);
  return bytes;
}

function formatOpMsg(responseTo: number, body: Buffer): Buffer {
  const bytes = header(HEADER + 5 + body.length, responseTo, OP_MSG);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeUInt32LE(0, HEADER);
  bytes[HEADER + 4] = 0;
  body.copy(bytes, HEADER + 5);
  return bytes;
}

function formatOpReply(responseTo: number, body: Buffer): Buffer {
  const bytes = header(HEADER + 20 + body.length, responseTo, OP_REPLY);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.fill(0, HEADER, HEADER + 20);
  bytes.writeInt32LE(1, HEADER + 16);
  body.copy(bytes, HEADER + 20);
  return bytes;
}

/** The answer of a cursor, written around documents that are already bytes. */
export function formatBatch(
  field: "firstBatch" | "nextBatch",
  documents: readonly Buffer[],
  cursor: { id: bigint; namespace: string },
): Buffer {
  const keys = documents.map((_, i) => Buffer.from(`\u0003${i}\0`, "latin1"));
  const list = documents.reduce((total, document, i) => total + document.length + (keys[i]?.length ?? 0), 5);
  const before = Buffer.concat([Buffer.from("\u0003cursor\0", "latin1"), Buffer.alloc(4), Buffer.from(`\u0004${field}\0`, "latin1")]);
  const tail = encode({ ns: cursor.namespace });
  const id = Buffer.concat([Buffer.from("\u0012id\0", "latin1"), Buffer.alloc(8)]);
  id.writeBigInt64LE(cursor.id, id.length - 8);
  const ok = Buffer.concat([Buffer.from("\u0001ok\0", "latin1"), Buffer.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f])]);
  const inner = 4 + (before.length - 12) + list + id.length + (tail.length - 5) + 1;
  const total = 4 + 8 + inner + ok.length + 1;
  const out = Buffer.allocUnsafe(total);
  let at = out.writeInt32LE(total, 0);
  at += before.copy(out, at);
  out.writeInt32LE(inner, 12);
  at = out.writeInt32LE(list, at);
  documents.forEach((document, i) => {
    at += keys[i]?.copy(out, at) ?? 0;
    at += document.copy(out, at);
  });
  out[at] = 0;
  at += 1;
  at += id.copy(out, at);
  at += tail.copy(out, at, 4, tail.length - 1);
  out[at] = 0;
  at += 1;
  at += ok.copy(out, at);
  out[at] = 0;
  return out;
}
