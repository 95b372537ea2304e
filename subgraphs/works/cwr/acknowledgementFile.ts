import { open, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { CwrVersion } from "../../domain/formats/cwr/layouts.ts";
import { encodeCwr } from "../../domain/formats/cwr/write.ts";

/** An acknowledgement while it is written: beside its place until it is whole, so that nobody reads half of one. */
export class AcknowledgementFile {
  readonly #path: string;
  #handle: FileHandle | null = null;
  #isInPlace = false;

  constructor(path: string) {
    this.#path = path;
  }

  async append(lines: string, version: CwrVersion): Promise<void> {
    this.#handle ??= await open(this.#partial(), "w", 0o600);
    await this.#handle.writeFile(encodeCwr(lines, version));
  }

  /** Whether there is one: where nothing was written, there is none. */
  get isInPlace(): boolean {
    return this.#isInPlace;
  }

  /** Syncs it and puts it in its place; where nothing was written, there is none to put. */
  async close(): Promise<void> {
    if (this.#handle === null) return;
    await this.#handle.sync();
    await this.#handle.close();
    this.#handle = null;
    await rename(this.#partial(), this.#path);
    this.#isInPlace = true;
  }

  /** Leaves nothing behind; after close it does nothing. */
  async discard(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
    await rm(this.#partial(), { force: true });
  }

  #partial(): string {
    return `${this.#path}.partial`;
  }
}
