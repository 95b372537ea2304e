import { invariant } from "../../invariant.ts";
import { decodeLine } from "./decode.ts";
import { CwrEnvelope } from "./envelope.ts";
import { foreignForm } from "./foreign.ts";
import type { CwrEvent, CwrVerdict } from "./transactions.ts";

/** No record of CWR is longer than 663 characters; four bytes each, and room for what a later version may add. */
const LINE_BYTES_MAX = 8192;

/** How a file is read. */
export interface CwrReadOptions {
  /** Its suffix (`.V21`, `.V22`, `_V3-0-0.SUB`) helps to say what a file is whose header names no version. */
  readonly fileName?: string;
  /** Applies the standard's ER and GR severities to faults of numbering and counts, which otherwise are only reported. */
  readonly strict?: boolean;
}

/**
 * Reads a CWR 2.1, 2.2, 3.0 or 3.1 file as its bytes come, in flat memory: lines of at most 8,192 bytes, transactions of at most 10,000 records.
 * LF and CR LF, trimmed, padded and short lines are all read. Reading stops early (`finished`) where the first line shows that the file is none.
 */
export class CwrReader {
  #rest = "";
  #line = 0;
  #finished = false;
  readonly #envelope: CwrEnvelope;

  constructor(options: CwrReadOptions = {}) {
    this.#envelope = new CwrEnvelope(options);
  }

  /** True when nothing that follows can change the answer: the file is no CWR file. `end` may be called at once. */
  get finished(): boolean {
    return this.#finished;
  }

  /** What the next bytes of the file say. */
  push(chunk: Uint8Array): CwrEvent[] {
    if (this.#finished) return [];
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
    const text = this.#rest === "" ? bytes : this.#rest + bytes;
    const ascii = !NOT_ASCII.test(text);
    const events: CwrEvent[] = [];
    let from = 0;
    for (let end = text.indexOf("\n"); end !== -1 && !this.finished; end = text.indexOf("\n", from)) {
      this.#take(text, [from, end], { ascii, events });
      from = end + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > LINE_BYTES_MAX) this.#tooLong(this.#rest, events);
    return events;
  }

  /** The last transaction and the verdict: called once, after the last bytes. */
  end(): CwrEvent[] {
    const events: CwrEvent[] = [];
    if (!this.#finished && this.#rest !== "")
      this.#take(this.#rest, [0, this.#rest.length], { ascii: !NOT_ASCII.test(this.#rest), events });
    this.#finished = true;
    this.#envelope.end(events);
    return events;
  }

  #take(text: string, [from, end]: readonly [number, number], { ascii, events }: { ascii: boolean; events: CwrEvent[] }): void {
    if (end - from > LINE_BYTES_MAX) {
      this.#tooLong(text.slice(from, end), events);
      return;
    }
    if (this.#line === 0 && this.#refuseForeign(text.slice(from, end), events)) return;
    this.#line += 1;
    const stop = end > from && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
    const bytes = text.slice(from, stop);
    const line = ascii ? bytes : decodeLine(this.#line === 1 ? bytes.replace(BYTE_ORDER_MARK, "") : bytes, this.#envelope.encoding);
    this.#envelope.line(this.#line, line, events);
    if (this.#envelope.hopeless) this.#stop();
  }

  #tooLong(bytes: string, events: CwrEvent[]): void {
    if (this.#line === 0 && this.#refuseForeign(bytes, events)) return;
    this.#envelope.lineTooLong(this.#line + 1, LINE_BYTES_MAX, events);
    this.#stop();
  }

  /** Other encodings have no line ends of ours and no HDR: saying what the file looks like helps its sender more than either. */
  #refuseForeign(bytes: string, events: CwrEvent[]): boolean {
    const message = foreignForm(bytes);
    if (message === null) return false;
    this.#envelope.notPlainText(message, events);
    this.#stop();
    return true;
  }

  #stop(): void {
    this.#finished = true;
    this.#rest = "";
  }
}

/** The events of a whole file, read chunk by chunk; `end` with the verdict comes last. */
export async function* readCwr(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: CwrReadOptions = {},
): AsyncGenerator<CwrEvent> {
  const reader = new CwrReader(options);
  for await (const chunk of chunks) {
    yield* reader.push(chunk);
    if (reader.finished) break;
  }
  yield* reader.end();
}

/**
 * Whether a file may be used at all: the first of two passes, so that nothing of a file that breaks off in the middle is stored.
 * The second pass reads the transactions.
 */
export async function readCwrVerdict(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: CwrReadOptions = {},
): Promise<CwrVerdict> {
  const reader = new CwrReader(options);
  for await (const chunk of chunks) {
    reader.push(chunk);
    if (reader.finished) break;
  }
  return verdictOf(reader.end());
}

/** The events of a file that is held in memory. */
export function readCwrBytes(bytes: Uint8Array, options: CwrReadOptions = {}): readonly CwrEvent[] {
  const reader = new CwrReader(options);
  return [...reader.push(bytes), ...reader.end()];
}

/** The verdict among the last events of a file. */
export function verdictOf(events: readonly CwrEvent[]): CwrVerdict {
  const last = events.at(-1);
  invariant(last?.kind === "end", "the last event of a CWR file is its verdict");
  return last.verdict;
}

const NOT_ASCII = /[\u0080-\u00ff]/;
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;
const CARRIAGE_RETURN = 13;
