import type { Model } from "mongoose";

/** Which fields of a stored document are read: a whole value, or some fields of the documents in it. */
export interface FieldChoice {
  readonly [field: string]: true | FieldChoice;
}

/** A choice made ready for reading. */
export type ChosenFields = ReadonlyMap<string, ChosenFields | null>;

export function chosenFields(choice: FieldChoice): ChosenFields {
  return new Map(Object.entries(choice).map(([name, part]) => [name, part === true ? null : chosenFields(part)]));
}

/**
 * Finds documents and reads only the chosen fields of them. Making objects of whole documents takes most of the time of reading works by the thousand, and
 * most of the garbage; a projection would have the server make them instead. `most` is how many there may be at most in one answer of the server.
 */
export async function findPartly<T>(
  { collection }: Pick<Model<never>, "collection">,
  filter: Readonly<Record<string, unknown>>,
  { fields, most }: { readonly fields: ChosenFields; readonly most: number },
): Promise<T[]> {
  // With `raw` the driver gives documents as their bytes, whatever it says.
  const found = (await collection.find(filter, { raw: true, batchSize: most }).toArray()) as unknown as Uint8Array[];
  // What is stored is ours, as with mongoose's lean reads.
  return found.map((bytes) => readPartly(bytes, fields) as T);
}

/** The chosen fields of a document in BSON; those that it lacks are absent. */
export function readPartly(bytes: Uint8Array, fields: ChosenFields): Record<string, unknown> {
  return new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).document(fields);
}

/** Texts that were read before, by a hash of their bytes: names of fields, codes, shares and sets of countries come again and again. */
const TEXTS_KEPT = 8_192;
const TEXT_BYTES_MAX = 512;
const texts = new Array<string | undefined>(TEXTS_KEPT).fill(undefined);
/** Of a longer text so many bytes at either end are hashed. */
const HASHED_BYTES = 24;

/** Bytes of the values that always have as many, by type; of others the first four say how many. */
const WIDTHS: ReadonlyMap<number, number> = new Map([
  ...([0x06, 0x0a, 0x7f, 0xff] as const).map((type) => [type, 0] as const),
  ...([0x01, 0x09, 0x11, 0x12] as const).map((type) => [type, 8] as const),
  ...([[0x07, 12] as const, [0x08, 1] as const, [0x10, 4] as const, [0x13, 16] as const] as const),
]);

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (TEXTS_KEPT - 1);
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** All of its fields, where none are chosen. */
  document(fields: ChosenFields | null): Record<string, unknown> {
    const end = this.#begin();
    const result: Record<string, unknown> = {};
    for (let type = this.#byte(); type !== 0; type = this.#byte()) {
      const name = this.#name();
      const part = fields === null ? null : fields.get(name);
      if (part === undefined || name === "__proto__") this.#skip(type);
      else result[name] = this.#value(type, part);
    }
    return this.#ended(end, result);
  }

  #array(fields: ChosenFields | null): unknown[] {
    const end = this.#begin();
    const result: unknown[] = [];
    for (let type = this.#byte(); type !== 0; type = this.#byte()) {
      while (this.#byte() !== 0);
      result.push(this.#value(type, fields));
    }
    return this.#ended(end, result);
  }

  #value(type: number, fields: ChosenFields | null): unknown {
    switch (type) {
      case 0x01:
        return this.#bytes.readDoubleLE(this.#take(8));
      case 0x02:
        return this.#string();
      case 0x03:
        return this.document(fields);
      case 0x04:
        return this.#array(fields);
      case 0x08:
        return this.#byte() !== 0;
      case 0x09:
        return new Date(Number(this.#bytes.readBigInt64LE(this.#take(8))));
      case 0x0a:
        return null;
      case 0x10:
        return this.#bytes.readInt32LE(this.#take(4));
      case 0x12:
        return this.#bytes.readBigInt64LE(this.#take(8));
      default:
        throw malformed(`a value of type 0x${type.toString(16)} is read`);
    }
  }

  #skip(type: number): void {
    const width = WIDTHS.get(type);
    if (width !== undefined) this.#take(width);
    else if (type === 0x02) this.#take(this.#bytes.readInt32LE(this.#take(4)));
    else if (type === 0x03 || type === 0x04) this.#take(this.#bytes.readInt32LE(this.#at));
    else throw malformed(`a value of type 0x${type.toString(16)} is passed over`);
  }

  /** Where a document ends, its closing byte included. */
  #begin(): number {
    const start = this.#at;
    const end = start + this.#bytes.readInt32LE(this.#take(4));
    if (end < start + 5 || end > this.#bytes.length) throw malformed("a document is longer than what holds it");
    return end;
  }

  #ended<T>(end: number, result: T): T {
    if (this.#at !== end) throw malformed("a document ends elsewhere than it says");
    return result;
  }

  #byte(): number {
    return this.#bytes[this.#take(1)] ?? 0;
  }

  #take(count: number): number {
    const start = this.#at;
    if (count < 0 || start + count > this.#bytes.length) throw malformed("it ends in the middle of a value");
    this.#at = start + count;
    return start;
  }

  #name(): string {
    const start = this.#at;
    let hash = 0;
    let at = start;
    for (let byte = this.#bytes[at]; byte !== 0; byte = this.#bytes[at]) {
      if (byte === undefined) throw malformed("a name has no end");
      hash = (hash * 31 + byte) | 0;
      at += 1;
    }
    this.#at = at + 1;
    return this.#known(slotOf(hash), start, at);
  }

  #string(): string {
    const length = this.#bytes.readInt32LE(this.#take(4));
    if (length < 1) throw malformed("a text has no end");
    const start = this.#take(length);
    return this.#text(start, start + length - 1);
  }

  #text(start: number, end: number): string {
    if (end - start > TEXT_BYTES_MAX) return this.#bytes.toString("utf8", start, end);
    const bytes = this.#bytes;
    let hash = end - start;
    const head = Math.min(end, start + HASHED_BYTES);
    for (let at = start; at < head; at += 1) hash = (hash * 31 + (bytes[at] ?? 0)) | 0;
    for (let at = Math.max(head, end - HASHED_BYTES); at < end; at += 1) hash = (hash * 31 + (bytes[at] ?? 0)) | 0;
    return this.#known(slotOf(hash), start, end);
  }

  #known(slot: number, start: number, end: number): string {
    const known = texts[slot];
    if (known !== undefined && this.#reads(known, start, end)) return known;
    const text = this.#bytes.toString("utf8", start, end);
    texts[slot] = text;
    return text;
  }

  /** Whether these bytes are that text, letter for byte: never so for letters beyond ASCII. */
  #reads(text: string, start: number, end: number): boolean {
    if (text.length !== end - start) return false;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== this.#bytes[start + at] || code > 127) return false;
    }
    return true;
  }
}

function malformed(what: string): Error {
  return new Error(`A stored document cannot be read: ${what}.`);
}
