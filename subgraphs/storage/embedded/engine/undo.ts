import type { Writer } from "./view.ts";

/** A writer whose writes can be taken back, for a command that has to wait in the middle: it starts again from its beginning. */
export class UndoWriter implements Writer {
  readonly #below: Writer;
  readonly #before: { readonly key: Buffer; readonly value: Buffer | undefined }[] = [];

  constructor(below: Writer) {
    this.#below = below;
  }

  get(key: Buffer): Buffer | undefined {
    return this.#below.get(key);
  }
  range(from: Buffer, to: Buffer, reverse?: boolean): ReturnType<Writer["range"]> {
    return this.#below.range(from, to, reverse);
  }
  claim(key: Buffer, what: string): void {
    this.#below.claim(key, what);
  }
  put(key: Buffer, value: Buffer): void {
    this.#note(key);
    this.#below.put(key, value);
  }
  putNew(key: Buffer, value: Buffer): boolean {
    const isNew = this.#below.putNew(key, value);
    if (isNew) this.#before.push({ key, value: undefined });
    return isNew;
  }
  remove(key: Buffer): void {
    this.#note(key);
    this.#below.remove(key);
  }

  /** Puts everything back as it was, the last write first. */
  undo(): void {
    for (const { key, value } of this.#before.splice(0).reverse()) {
      if (value) this.#below.put(key, value);
      else this.#below.remove(key);
    }
  }

  #note(key: Buffer): void {
    this.#before.push({ key, value: this.#below.get(key) });
  }
}
