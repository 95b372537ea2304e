import { StoreError } from "../errors.ts";

export const HEADER_BYTES = 16;
const NOTHING = Buffer.alloc(0);
/** How much faster than the message the room for it grows: little is copied twice, and a length that is announced and not sent takes no memory. */
const GROWTH = 4;

/** Cuts a stream of bytes into messages. Throws on a length that no message has: the connection is then closed. */
export class Framer {
  readonly #longest: () => number;
  #store: Buffer = NOTHING;
  #start = 0;
  #end = 0;

  /** `longest` says how long a message may be now. */
  constructor(longest: () => number) {
    this.#longest = longest;
  }

  /** Bytes that came and were not taken yet. */
  get held(): number {
    return this.#end - this.#start;
  }

  /** How long the message that begins with them is; 0 when that is not known yet. */
  get wanted(): number {
    if (this.held < 4) return 0;
    const length = this.#store.readInt32LE(this.#start);
    const longest = this.#longest();
    if (length < HEADER_BYTES || length > longest)
      throw new StoreError(17, `message msgLen ${length} is invalid. Min ${HEADER_BYTES} Max: ${longest}`);
    return length;
  }

  push(chunk: Buffer): void {
    if (this.held === 0) {
      this.#store = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    if (this.#store.length - this.#end < chunk.length) this.#grow(chunk.length);
    chunk.copy(this.#store, this.#end);
    this.#end += chunk.length;
  }

  #grow(more: number): void {
    const needed = this.held + more;
    const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(this.wanted, needed * GROWTH)));
    this.#store.copy(larger, 0, this.#start, this.#end);
    this.#end = this.held;
    this.#start = 0;
    this.#store = larger;
  }

  /** The next whole message, or null until more bytes came. */
  next(): Buffer | null {
    const length = this.wanted;
    if (length === 0 || this.held < length) return null;
    const message = this.#store.subarray(this.#start, this.#start + length);
    this.#start += length;
    if (this.held === 0) this.#store = NOTHING;
    return message;
  }
}
