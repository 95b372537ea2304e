import {
  Binary,
  BSONError,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from "bson";
import { StoreError } from "../errors.ts";
import type { Document, Value } from "./value.ts";

/** The largest document, in bytes; the largest message, in bytes; the deepest nesting. The same as MongoDB's. */
export const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024;
export const MESSAGE_BYTES_MAX = 48_000_000;
const DEPTH_MAX = 180;
/** An answer may be so much larger than the document in it. */
const REPLY_SLACK = 16 * 1024;

/**
 * Reads a document without changing any type: `bson`'s own reader cannot tell the double 1.0 from the int32 1.
 * Throws error 22 on anything that is not well-formed BSON; never reads outside `bytes`.
 */
export function decode(bytes: Uint8Array): Document {
  return readerOf(bytes).document(bytes.length, 0);
}

/** Reads only the top-level fields of these names; the rest is looked through for whether it is well-formed, and not kept. */
export function decodeFields(bytes: Uint8Array, names: ReadonlySet<string>): Document {
  return readerOf(bytes).fields(bytes.length, names);
}

function readerOf(bytes: Uint8Array): Reader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 5 || buffer.readInt32LE(0) !== buffer.length) throw invalid("the document's length is wrong");
  return new Reader(buffer);
}

/** Writes a document; `undefined` fields are left out. Throws 10334 when it is much larger than 16 MB: what goes into the store is measured again. */
export function encode(document: Document): Buffer {
  const bytes = serialized(document);
  if (bytes.length > DOCUMENT_BYTES_MAX + REPLY_SLACK) throw tooLarge(bytes.length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function serialized(document: Document): Uint8Array {
  try {
    return serialize(document, { ignoreUndefined: true, checkKeys: false });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(DOCUMENT_BYTES_MAX + REPLY_SLACK + 1); // it outgrew the writer's own buffer of 17 MB
    if (error instanceof BSONError && error.message.includes("null bytes"))
      throw new StoreError(16411, "Field names may not contain '\\0'.");
    throw error;
  }
}

export function tooLarge(size: number): StoreError {
  return new StoreError(10334, `BSONObj size: ${size} is invalid. Size must be between 0 and ${DOCUMENT_BYTES_MAX} (16MB)`);
}

function invalid(what: string): StoreError {
  return new StoreError(22, `Invalid BSON: ${what}`);
}

/** Bytes of the values that always have as many, by type. */
const WIDTHS: readonly (number | undefined)[] = Object.assign(new Array<number | undefined>(256).fill(undefined), {
  ...{ 0x01: 8, 0x06: 0, 0x07: 12, 0x08: 1, 0x0a: 0, 0x10: 4, 0x11: 8, 0x12: 8, 0x13: 16, 0x7f: 0, 0xff: 0 },
});
/** Short names of fields read before, by a hash of their bytes. */
const KNOWN_NAMES = 1_024;
const KNOWN_NAME_BYTES = 64;
const knownNames = new Array<string | undefined>(KNOWN_NAMES).fill(undefined);

function put(document: Document, name: string, value: Value): void {
  if (name === "__proto__") Object.defineProperty(document, name, { value, enumerable: true, writable: true, configurable: true });
  else document[name] = value;
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  document(limit: number, depth: number): Document {
    const end = this.#begin(limit, depth);
    const result: Document = {};
    for (let type = this.#byte(end); type !== 0; type = this.#byte(end)) {
      const name = this.#name(end);
      const value = this.#value(type, end, depth);
      put(result, name, value);
    }
    if (this.#at !== end) throw invalid("a document ends early");
    return result;
  }

  fields(limit: number, wanted: ReadonlySet<string>): Document {
    const end = this.#begin(limit, 0);
    const result: Document = {};
    for (let type = this.#byte(end); type !== 0; type = this.#byte(end)) {
      const name = this.#name(end);
      if (wanted.has(name)) put(result, name, this.#value(type, end, 0));
      else this.#skip(type, end, 0);
    }
    if (this.#at !== end) throw invalid("a document ends early");
    return result;
  }

  #array(limit: number, depth: number): Value[] {
    const end = this.#begin(limit, depth);
    const result: Value[] = [];
    for (let type = this.#byte(end); type !== 0; type = this.#byte(end)) {
      this.#skipText(end);
      result.push(this.#value(type, end, depth));
    }
    if (this.#at !== end) throw invalid("an array ends early");
    return result;
  }

  #begin(limit: number, depth: number): number {
    if (depth > DEPTH_MAX) throw new StoreError(15, `the document is nested deeper than ${DEPTH_MAX} levels`);
    const start = this.#take(4, limit);
    const length = this.#bytes.readInt32LE(start);
    if (length < 5 || start + length > limit) throw invalid(`a document of ${length} bytes does not fit`);
    return start + length;
  }

  #take(count: number, limit: number): number {
    const start = this.#at;
    if (count < 0 || start + count > limit) throw invalid("it ends in the middle of a value");
    this.#at = start + count;
    return start;
  }

  #byte(limit: number): number {
    return this.#bytes[this.#take(1, limit)] ?? 0;
  }

  #cstring(limit: number): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0 || end >= limit) throw invalid("a name has no end");
    const text = this.#bytes.toString("utf8", this.#at, end);
    this.#at = end + 1;
    return text;
  }

  /** The name of a field: most documents have the names of others, which are found again without being made. */
  #name(limit: number): string {
    const start = this.#at;
    let hash = 0;
    let at = start;
    for (let byte = this.#bytes[at]; byte !== 0; byte = this.#bytes[at]) {
      if (byte === undefined || at >= limit) throw invalid("a name has no end");
      hash = (hash * 31 + byte) | 0;
      at += 1;
    }
    if (at >= limit) throw invalid("a name has no end");
    this.#at = at + 1;
    if (at - start > KNOWN_NAME_BYTES) return this.#bytes.toString("utf8", start, at);
    const slot = hash & (KNOWN_NAMES - 1);
    const known = knownNames[slot];
    if (known !== undefined && this.#reads(known, start, at)) return known;
    const name = this.#bytes.toString("utf8", start, at);
    knownNames[slot] = name;
    return name;
  }

  /** Whether these bytes are that text, letter for byte: never so for letters beyond ASCII. */
  #reads(text: string, start: number, end: number): boolean {
    if (text.length !== end - start) return false;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code !== this.#bytes[start + i] || code > 127) return false;
    }
    return true;
  }

  #skipText(limit: number): void {
    let at = this.#at;
    while (at < limit && this.#bytes[at] !== 0) at += 1;
    if (at >= limit) throw invalid("a name has no end");
    this.#at = at + 1;
  }

  /** Passes over a value, with the same checks as reading it. */
  #skip(type: number, limit: number, depth: number): void {
    const width = WIDTHS[type];
    if (width !== undefined) this.#take(width, limit);
    else if (type === 0x03 || type === 0x04) this.#skipDocument(limit, depth + 1);
    else if (type === 0x02 || type === 0x0d || type === 0x0e) this.#skipString(limit);
    else this.#rare(type, limit);
  }

  #skipDocument(limit: number, depth: number): void {
    const end = this.#begin(limit, depth);
    for (let type = this.#byte(end); type !== 0; type = this.#byte(end)) {
      this.#skipText(end);
      this.#skip(type, end, depth);
    }
    if (this.#at !== end) throw invalid("a document ends early");
  }

  /** Where a string's text begins; its terminator is passed too. */
  #skipString(limit: number): number {
    const length = this.#bytes.readInt32LE(this.#take(4, limit));
    if (length < 1) throw invalid("a string's length is below 1");
    const start = this.#take(length, limit);
    if (this.#bytes[start + length - 1] !== 0) throw invalid("a string has no end");
    return start;
  }

  #string(limit: number): string {
    const start = this.#skipString(limit);
    return this.#bytes.toString("utf8", start, this.#at - 1);
  }

  #value(type: number, limit: number, depth: number): Value {
    switch (type) {
      case 0x01:
        return fromDouble(this.#bytes.readDoubleLE(this.#take(8, limit)));
      case 0x02:
        return this.#string(limit);
      case 0x03:
        return this.document(limit, depth + 1);
      case 0x04:
        return this.#array(limit, depth + 1);
      case 0x06:
      case 0x0a:
        return null;
      case 0x08:
        return this.#byte(limit) !== 0;
      case 0x10:
        return this.#bytes.readInt32LE(this.#take(4, limit));
      case 0x12:
        return this.#long(limit);
      default:
        return this.#rare(type, limit);
    }
  }

  #long(limit: number): Long {
    const start = this.#take(8, limit);
    return new Long(this.#bytes.readInt32LE(start), this.#bytes.readInt32LE(start + 4));
  }

  #rare(type: number, limit: number): Value {
    switch (type) {
      case 0x05:
        return this.#binary(limit);
      case 0x07:
        return new ObjectId(this.#copy(12, limit));
      case 0x09:
        return this.#date(limit);
      case 0x0b:
        return this.#regex(limit);
      case 0x0d:
        return new Code(this.#string(limit));
      case 0x0e:
        return new BSONSymbol(this.#string(limit));
      case 0x11:
        return new Timestamp(this.#bytes.readBigUInt64LE(this.#take(8, limit)));
      case 0x13:
        return new Decimal128(this.#copy(16, limit));
      case 0x7f:
        return new MaxKey();
      case 0xff:
        return new MinKey();
      default:
        throw invalid(`values of type 0x${type.toString(16)} are not supported`);
    }
  }

  #date(limit: number): Date {
    const date = new Date(Number(this.#bytes.readBigInt64LE(this.#take(8, limit))));
    if (Number.isNaN(date.getTime())) throw invalid("a date lies beyond those that the embedded store holds, 271821 BC to 275760");
    return date;
  }

  #regex(limit: number): BSONRegExp {
    const [pattern, options] = [this.#cstring(limit), this.#cstring(limit)];
    if (/[^imxlsu]/.test(options)) throw invalid(`a regular expression has the option "${options}"`); // its class holds no other
    return new BSONRegExp(pattern, options);
  }

  #binary(limit: number): Binary {
    const length = this.#bytes.readInt32LE(this.#take(4, limit));
    const subType = this.#byte(limit);
    if (length < 0) throw invalid("a binary's length is below 0");
    return new Binary(this.#copy(length, limit), subType);
  }

  #copy(count: number, limit: number): Uint8Array {
    const start = this.#take(count, limit);
    return Uint8Array.prototype.slice.call(this.#bytes, start, start + count);
  }
}

/** A double in its own form: a bare number would be written back as an int32 when it is one. */
export function fromDouble(value: number): number | Double {
  return (value | 0) === value ? new Double(value) : value;
}
