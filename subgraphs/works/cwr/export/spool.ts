import { rm } from "node:fs/promises";
import type { CwrVersion } from "../../../domain/formats/cwr/layouts.ts";
import { isPlain } from "../../../domain/formats/cwr/registration/roman.ts";
import type { RecordDraft } from "../../../domain/formats/cwr/write.ts";
import { CwrFileWriter } from "../../../domain/formats/cwr/write.ts";
import { AcknowledgementFile } from "../acknowledgementFile.ts";

/** The transactions of one group on their way into a file: numbered from 0, counted, on disk. */
export class Spool {
  readonly path: string;
  readonly #file: AcknowledgementFile;
  readonly #version: CwrVersion;
  readonly #writer: CwrFileWriter;
  #transactions = 0;
  #records = 0;
  #isPlain = true;

  constructor(path: string, version: CwrVersion) {
    this.path = path;
    this.#file = new AcknowledgementFile(path);
    this.#version = version;
    this.#writer = new CwrFileWriter(version);
  }

  get transactions(): number {
    return this.#transactions;
  }

  get records(): number {
    return this.#records;
  }

  /** Whether all of it is ASCII. */
  get isPlain(): boolean {
    return this.#isPlain;
  }

  /** The lines of one transaction, to be appended in this order. */
  transaction(records: readonly RecordDraft[]): string {
    const lines = this.#writer.transaction(records);
    this.#transactions += 1;
    this.#records += records.length;
    this.#isPlain &&= isPlain(lines.replaceAll("\r\n", ""));
    return lines;
  }

  async append(lines: string): Promise<void> {
    if (lines !== "") await this.#file.append(lines, this.#version);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async discard(): Promise<void> {
    await this.#file.discard();
    await rm(this.path, { force: true });
  }
}
