import { createHash } from "node:crypto";
import type { Exact } from "./order.ts";
import { compareExact, toExact } from "./order.ts";
import type { BsonNumber, Value } from "./value.ts";
import {
  isArray,
  isBinary,
  isCode,
  isDate,
  isDocument,
  isDouble,
  isLong,
  isNumber,
  isObjectId,
  isRegex,
  isTimestamp,
  textOf,
  TYPE,
  typeRank,
} from "./value.ts";

/** Up to so many bytes a loop is faster than a call of the system's own functions. */
const SHORT = 96;
/** So large a buffer is kept for the next key. */
const KEPT_BYTES = 4_096;

/**
 * Values as bytes whose order is MongoDB's order of the values, and equal bytes mean equal values. Each value tells where it ends,
 * so values can be put behind each other (compound keys), and all its bytes can be inverted (descending fields).
 *
 * The first byte is the type's rank x 16. Numbers: the largest double not above the value, 8 bytes; then 0 when that is exact, else 1 and the rest
 * (what is above the double, for integers as 8 bytes; for other decimals a hash: `inexact` tells that order among such is not by value).
 */
export class KeyWriter {
  #bytes = Buffer.allocUnsafeSlow(256);
  #length = 0;
  /** Some value's place among its close neighbours is not by value: the index cannot give the order of a sort. */
  inexact = false;

  /** Forgets what was written: a writer is used again for the next key. */
  begin(): this {
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafe(KEPT_BYTES);
    this.#length = 0;
    this.inexact = false;
    return this;
  }

  get length(): number {
    return this.#length;
  }

  /** Appends one value; `descending` inverts its bytes. */
  value(value: Value, descending = false): this {
    const start = this.#length;
    this.#any(value);
    if (descending) for (let i = start; i < this.#length; i += 1) this.#bytes[i] = ~(this.#bytes[i] ?? 0) & 0xff;
    return this;
  }

  /** Appends bytes as they are. */
  raw(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  uint32(value: number): this {
    this.#room(4);
    this.#bytes.writeUInt32BE(value, this.#length);
    this.#length += 4;
    return this;
  }

  finish(): Buffer {
    const bytes = this.#bytes;
    const length = this.#length;
    const key = Buffer.allocUnsafe(length);
    if (length > SHORT) bytes.copy(key, 0, 0, length);
    else for (let i = 0; i < length; i += 1) key[i] = bytes[i] ?? 0;
    return key;
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  #byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  #any(value: Value): void {
    const rank = typeRank(value);
    this.#byte(rank * 16);
    if (typeof value === "string") this.#text(value);
    else if (isNumber(value)) this.#number(value);
    else if (typeof value === "boolean") this.#byte(value ? 1 : 0);
    else if (value !== null && value !== undefined) this.#composite(value, rank);
  }

  #composite(value: Value, rank: number): void {
    if (isObjectId(value)) this.raw(value.id);
    else if (isDate(value)) this.#int64(BigInt(value.getTime()) ^ (-1n << 63n));
    else if (isDocument(value)) this.#document(value);
    else if (isArray(value)) this.#array(value);
    else if (isBinary(value)) this.uint32(value.length()).raw(Uint8Array.of(value.sub_type)).raw(value.buffer.subarray(0, value.length()));
    else if (isTimestamp(value)) this.#int64(value.toBigInt());
    else if (isRegex(value)) this.#regex(value.pattern, value.options);
    else if (isCode(value)) this.#text(textOf(value.code));
    else if (rank === TYPE.string) this.#text(textOf(value));
  }

  #regex(pattern: string, options: string): void {
    this.#text(pattern);
    this.#text(options);
  }

  /** Per field the type, the name, then the value (whose type byte comes again): the order of embedded documents. */
  #document(value: Record<string, unknown>): void {
    for (const name of Object.keys(value)) {
      this.#byte(typeRank(value[name]) * 16);
      this.#text(name);
      this.#any(value[name]);
    }
    this.#byte(0);
  }

  #array(value: readonly Value[]): void {
    for (const item of value) this.#any(item);
    this.#byte(0);
  }

  /** UTF-8 with 0 written as 0 255 and 0 0 at the end. */
  #text(value: string): void {
    this.#room(value.length * 3 + 2);
    if (value.length > SHORT || !this.#shortText(value)) {
      const start = this.#length;
      this.#length += this.#bytes.write(value, start, "utf8");
      if (value.includes("\0")) this.#escapeZeros(start);
    }
    this.#byte(0);
    this.#byte(0);
  }

  /** Writes a text of ASCII letters; false when there is another. */
  #shortText(value: string): boolean {
    const bytes = this.#bytes;
    const start = this.#length;
    for (let i = 0; i < value.length; i += 1) {
      const code = value.charCodeAt(i);
      if (code === 0 || code > 127) return false;
      bytes[start + i] = code;
    }
    this.#length = start + value.length;
    return true;
  }

  #escapeZeros(start: number): void {
    const plain = Buffer.from(this.#bytes.subarray(start, this.#length));
    this.#length = start;
    for (const byte of plain) {
      this.#byte(byte);
      if (byte === 0) this.#byte(255);
    }
  }

  #int64(value: bigint): void {
    this.#room(8);
    this.#bytes.writeBigUInt64BE(BigInt.asUintN(64, value), this.#length);
    this.#length += 8;
  }

  #number(value: BsonNumber): void {
    if (typeof value === "number") return this.#double(value, null);
    if (isDouble(value)) return this.#double(value.value, null);
    if (isLong(value) && Number.isSafeInteger(value.toNumber())) return this.#double(value.toNumber(), null);
    this.#exact(toExact(value));
  }

  #exact(value: Exact): void {
    if (typeof value === "string") return this.#double(Number(value), null);
    let double = Number(`${value.digits}e${value.exponent}`);
    if (compareExact(toExact(double), value) > 0) double = nextBelow(double);
    const below = toExact(double);
    this.#double(double, compareExact(below, value) === 0 ? null : value);
  }

  /** The double's bits in the order of its values: all bits inverted when negative, else only the sign. NaN is all zeros: below everything. */
  #double(value: number, exact: Exclude<Exact, string> | null): void {
    this.#room(8);
    if (Number.isNaN(value)) this.#bytes.fill(0, this.#length, this.#length + 8);
    else {
      this.#bytes.writeDoubleBE(value === 0 ? 0 : value, this.#length);
      const negative = ((this.#bytes[this.#length] ?? 0) & 0x80) !== 0;
      if (negative) for (let i = 0; i < 8; i += 1) this.#bytes[this.#length + i] = ~(this.#bytes[this.#length + i] ?? 0) & 0xff;
      else this.#bytes[this.#length] = (this.#bytes[this.#length] ?? 0) | 0x80;
    }
    this.#length += 8;
    this.#byte(exact === null ? 0 : 1);
    if (exact !== null) this.#rest(value, exact);
  }

  #rest(double: number, exact: Exclude<Exact, string>): void {
    const whole = exact.exponent === 0 && Number.isFinite(double) && Number.isInteger(double);
    const above = whole ? exact.digits - BigInt(double) : -1n;
    if (above >= 0n && above < 2n ** 63n) return this.#int64(above);
    this.inexact = true;
    let { digits, exponent } = exact;
    while (digits !== 0n && digits % 10n === 0n) [digits, exponent] = [digits / 10n, exponent + 1];
    this.raw(createHash("sha256").update(`${digits}e${exponent}`).digest().subarray(0, 8));
  }
}

const scratch = new DataView(new ArrayBuffer(8));

function nextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  if (value === -Infinity) return value;
  scratch.setFloat64(0, value);
  scratch.setBigInt64(0, scratch.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return scratch.getFloat64(0);
}

/** The bytes of one value alone. */
export function keyOf(value: Value): Buffer {
  return single.begin().value(value).finish();
}

const single = new KeyWriter();

/** Cuts a key to `most` bytes: its beginning and a hash of the whole, so that equal keys stay equal and others differ. */
export function shortened(key: Buffer, most: number): Buffer {
  if (key.length <= most) return key;
  const hash = createHash("sha256").update(key).digest();
  return Buffer.concat([key.subarray(0, most - hash.length), hash]);
}

/** The least key above every key that begins with `prefix`. */
export function after(prefix: Buffer): Buffer {
  const next = Buffer.from(prefix);
  for (let i = next.length - 1; i >= 0; i -= 1) {
    const byte = next[i] ?? 0;
    if (byte !== 0xff) {
      next[i] = byte + 1;
      return next.subarray(0, i + 1);
    }
  }
  return Buffer.concat([prefix, Buffer.alloc(8, 0xff)]);
}
