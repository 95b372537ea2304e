import { TextDecoder } from "node:util";
import { problem } from "../domain/outcome.ts";
import { isRecord } from "./json.ts";
import { Refusal } from "./refusal.ts";

/**
 * The text of a stream of bytes, piece by piece. `what` is the file in words ("a usage report"). Refusal `ENCODING_NOT_UTF8`
 * names UTF-16 and archives, because their first bytes tell, and where other bytes are no UTF-8. A byte order mark is left out.
 */
export async function* readUtf8(stream: AsyncIterable<Uint8Array>, what: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  for await (const chunk of stream) {
    if (bytes === 0) requirePlain(chunk, what);
    bytes += chunk.byteLength;
    yield decode(decoder, chunk, bytes);
  }
  yield decode(decoder, null, bytes);
}

/** What the first two bytes of other kinds of files are. */
const MARKS: Readonly<Record<string, string>> = {
  "255/254": "UTF-16",
  "254/255": "UTF-16",
  "80/75": "a zip archive (perhaps a spreadsheet)",
  "31/139": "compressed with gzip",
};

function requirePlain([first, second]: Uint8Array, what: string): void {
  const found = MARKS[`${first ?? ""}/${second ?? ""}`];
  if (found !== undefined) throw new Refusal([problem("ENCODING_NOT_UTF8", `The file is ${found}; ${what} is plain text in UTF-8.`)]);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | null, bytes: number): string {
  try {
    const text = chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
    if (!text.includes("\u0000")) return text;
  } catch (error) {
    if (!isRecord(error) || error["code"] !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
  }
  throw new Refusal([problem("ENCODING_NOT_UTF8", `The file is not UTF-8 before byte ${bytes}; save it in UTF-8 and send it again.`)]);
}
