import { StoreError } from "../errors.ts";
import { decode, DOCUMENT_BYTES_MAX, encode, tooLarge } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import { HEADER_BYTES } from "./framer.ts";

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** The low 16 flag bits must be understood; these two are. `exhaustAllowed` is bit 16: it allows a stream of answers and demands none. */
const KNOWN_REQUIRED = CHECKSUM_PRESENT | MORE_TO_COME;
const CHECKSUM_BYTES = 4;
const SEQUENCES_MAX = 2;
/** More documents are in no sequence: a write has so many statements at most. */
export const WRITE_BATCH_MAX = 100_000;
/** A document on the wire may be so much larger than one that is stored: a command around it has its own fields. */
const WIRE_DOCUMENT_BYTES_MAX = DOCUMENT_BYTES_MAX + 16 * 1024;
/** Behind the header: the flags, a cursor, a place and a count; or the flags and the kind of the one section. */
const REPLY_HEAD_BYTES = 20;
const MSG_HEAD_BYTES = 5;
/** The flag of an OP_REPLY that answers no command but refuses a query. */
const QUERY_FAILURE = 2;

/** How a message is answered. */
export interface Envelope {
  readonly id: number;
  /** The client waits for no answer. */
  readonly silent: boolean;
  /** How the old form of a message is answered; `refused` where it was no command. */
  readonly legacy: false | "command" | "refused";
}

/** A command as it came: its document, and the documents of each sequence as raw bytes, unread. */
export interface Request extends Envelope {
  readonly body: Document;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
}

/** An error after which the connection is closed: what follows cannot be understood either. */
export class Unspeakable extends StoreError {}

/** How a message wants to be answered, whatever is in it. Throws `Unspeakable` for kinds of messages that are not spoken. */
export function envelopeOf(message: Buffer): Envelope {
  const operation = message.readInt32LE(12);
  const id = message.readInt32LE(4);
  if (operation === OP_QUERY) return { id, silent: false, legacy: isCommand(message) ? "command" : "refused" };
  if (operation !== OP_MSG) throw new Unspeakable(17, `operation ${operation} is not spoken here; OP_MSG is`);
  const flags = flagsOf(message);
  return { id, silent: (flags & MORE_TO_COME) !== 0, legacy: false };
}

function flagsOf(message: Buffer): number {
  if (message.length < HEADER_BYTES + 4) throw new Unspeakable(17, "an OP_MSG without flags");
  const flags = message.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~KNOWN_REQUIRED) !== 0)
    throw new Unspeakable(223, `Message contains illegal flags value: Ob${flags.toString(2).padStart(32, "0")}`);
  return flags;
}

/** Reads one whole message. Throws what MongoDB answers when it is malformed. */
export function parseMessage(message: Buffer, envelope: Envelope): Request {
  return envelope.legacy ? parseOpQuery(message, envelope) : parseOpMsg(message, envelope);
}

function parseOpMsg(message: Buffer, envelope: Envelope): Request {
  const end = message.length - ((flagsOf(message) & CHECKSUM_PRESENT) !== 0 ? CHECKSUM_BYTES : 0);
  const sequences = new Map<string, readonly Buffer[]>();
  let body: Buffer | null = null;
  for (let at = HEADER_BYTES + 4; at < end;) {
    const kind = message[at] ?? 0;
    at += 1;
    if (kind > 1) throw new StoreError(40432, `Unknown section kind ${kind}`);
    const section = message.subarray(at, at + sizeAt(message, at, end));
    if (kind === 1) addSequence(section, sequences);
    else if (body) throw new StoreError(40430, "Multiple body sections in message");
    else body = section;
    at += section.length;
  }
  if (!body) throw new StoreError(40587, "OP_MSG messages must have a body");
  if (body.length > WIRE_DOCUMENT_BYTES_MAX) throw tooLarge(body.length);
  const document = decode(body);
  for (const name of sequences.keys())
    if (Object.hasOwn(document, name)) throw new StoreError(40433, `Duplicate field between body and document sequence ${name}`);
  return { ...envelope, body: document, sequences };
}

function addSequence(section: Buffer, sequences: Map<string, readonly Buffer[]>): void {
  if (sequences.size === SEQUENCES_MAX) throw new Unspeakable(233, "Too many document sequences in OP_MSG");
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw malformed("a sequence has no name");
  const name = section.toString("utf8", 4, nameEnd);
  if (sequences.has(name)) throw new StoreError(40431, `Duplicate document sequence: ${name}`);
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const size = sizeAt(section, at, section.length);
    if (size > WIRE_DOCUMENT_BYTES_MAX) throw tooLarge(size);
    if (documents.length === WRITE_BATCH_MAX) throw new StoreError(16, `Write batch sizes must be between 1 and ${WRITE_BATCH_MAX}`);
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

/** Where the namespace of an OP_QUERY ends. */
function namespaceEnd(message: Buffer): number {
  return message.indexOf(0, HEADER_BYTES + 4);
}

function isCommand(message: Buffer): boolean {
  const end = namespaceEnd(message);
  return end > 0 && message.toString("latin1", HEADER_BYTES + 4, end).endsWith(".$cmd");
}

function parseOpQuery(message: Buffer, envelope: Envelope): Request {
  const end = namespaceEnd(message);
  if (envelope.legacy === "refused")
    throw new StoreError(5739101, "OP_QUERY is no longer supported. The client driver may require an upgrade");
  const at = end + 9; // behind the name: how many documents to skip and to return
  const size = sizeAt(message, at, message.length);
  const body = decode(message.subarray(at, at + size));
  const database = message.toString("utf8", HEADER_BYTES + 4, end).slice(0, -".$cmd".length);
  return { ...envelope, body: { ...body, $db: database }, sequences: new Map() };
}

function malformed(why: string): StoreError {
  return new StoreError(9, `malformed message: ${why}`);
}

/** The bytes of an answer to a document, or to one that is already written: what comes before them, and they themselves. */
export function formatReply(envelope: Envelope, reply: Document | Buffer): readonly [head: Buffer, body: Buffer] {
  const { id, legacy } = envelope;
  const refused = legacy === "refused" && !Buffer.isBuffer(reply);
  const body = Buffer.isBuffer(reply) ? reply : encode(refused ? { $err: reply["errmsg"], ...reply } : reply);
  const head = Buffer.alloc(HEADER_BYTES + (legacy ? REPLY_HEAD_BYTES : MSG_HEAD_BYTES));
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(nextId, 4);
  nextId = (nextId + 1) & 0x7fffffff;
  head.writeInt32LE(id, 8);
  head.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
  if (refused) head.writeInt32LE(QUERY_FAILURE, HEADER_BYTES);
  if (legacy) head.writeInt32LE(1, head.length - 4); // one document
  return [head, body];
}

let nextId = 1;

const CURSOR = Buffer.from("\u0003cursor\0", "latin1");
const LISTS = { firstBatch: Buffer.from("\u0004firstBatch\0", "latin1"), nextBatch: Buffer.from("\u0004nextBatch\0", "latin1") };
const CURSOR_ID = Buffer.from("\u0012id\0", "latin1");
const NAMESPACE = Buffer.from("\u0002ns\0", "latin1");
/** `ok: 1` and the end of the document. */
const OK = Buffer.from("\u0001ok\0\0\0\0\0\0\0\u00f0\u003f\0", "latin1");

/** The answer of a cursor, written around documents that are already bytes. */
export function formatBatch(
  field: "firstBatch" | "nextBatch",
  documents: readonly Buffer[],
  { id, namespace }: { id: bigint; namespace: string },
): Buffer {
  let list = 5;
  for (const [i, document] of documents.entries()) list += document.length + String(i).length + 2;
  const text = Buffer.byteLength(namespace) + 1;
  const inner = 4 + LISTS[field].length + list + CURSOR_ID.length + 8 + NAMESPACE.length + 4 + text + 1;
  const out = Buffer.allocUnsafe(4 + CURSOR.length + inner + OK.length);
  let at = out.writeInt32LE(out.length, 0);
  at += CURSOR.copy(out, at);
  at = out.writeInt32LE(inner, at);
  at += LISTS[field].copy(out, at);
  at = out.writeInt32LE(list, at);
  for (const [i, document] of documents.entries()) {
    at += out.write(`\u0003${i}\0`, at, "latin1");
    at += document.copy(out, at);
  }
  at = out.writeUInt8(0, at);
  at += CURSOR_ID.copy(out, at);
  at = out.writeBigInt64LE(id, at);
  at += NAMESPACE.copy(out, at);
  at = out.writeInt32LE(text, at);
  at += out.write(`${namespace}\0\0`, at); // its end, and the end of the cursor
  OK.copy(out, at);
  return out;
}
