import { createHash } from "node:crypto";
import { TextDecoder } from "node:util";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import { createCsvReader } from "../../domain/formats/csv.ts";
import type { CsvRecord } from "../../domain/formats/csv.ts";
import { createUsageRowReader } from "../../domain/formats/usageCsv.ts";
import type { ReadRow, UsageRowReader } from "../../domain/formats/usageCsv.ts";
import { isRecord } from "../../kit/json.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";

/** Rows of one report; more come in parts. */
const ROWS_MAX = 5_000_000;

/** A usage file on its way in: rows come in lists as they are read; hash and byte count are whole when the rows have ended. */
export interface RowSource {
  readonly rows: AsyncIterable<readonly ReadRow[]>;
  /** SHA-256 of all bytes, in hexadecimal. */
  hash(): string;
  byteCount(): number;
  /** Notes on the header. */
  notes(): readonly Problem[];
}

/**
 * Reads a usage report from a stream of bytes in constant memory. Refused whole (Refusal): `ENCODING_NOT_UTF8`, `REPORT_EMPTY`,
 * `REPORT_TOO_LONG`, a header or a quotation that cannot be read.
 */
export function readUsageRows(stream: AsyncIterable<Uint8Array>): RowSource {
  const hash = createHash("sha256");
  let bytes = 0;
  let notes: readonly Problem[] = [];
  async function* read(): AsyncGenerator<readonly ReadRow[]> {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const csv = createCsvReader();
    let reader: UsageRowReader | null = null;
    let rowCount = 0;
    const rowsOf = (records: readonly CsvRecord[]): ReadRow[] => {
      const [header] = reader === null ? records : [];
      if (header !== undefined) {
        reader = requireOk(createUsageRowReader(header));
        notes = reader.notes;
      }
      const found = reader;
      if (found === null) return [];
      const rows = (header === undefined ? records : records.slice(1)).map((record) => found.read(record));
      rowCount += rows.length;
      if (rowCount > ROWS_MAX)
        throw new Refusal([problem("REPORT_TOO_LONG", `The report has more than ${ROWS_MAX} rows; send it in parts.`)]);
      return rows;
    };
    for await (const chunk of stream) {
      if (bytes === 0) checkEncoding(chunk);
      bytes += chunk.byteLength;
      hash.update(chunk);
      const rows = rowsOf(requireOk(csv.push(decode(decoder, chunk, bytes))));
      if (rows.length > 0) yield rows;
    }
    const rows = [...rowsOf(requireOk(csv.push(decode(decoder, null, bytes)))), ...rowsOf(requireOk(csv.end()))];
    if (rowCount === 0) throw new Refusal([problem("REPORT_EMPTY", "The file has no rows; a report needs a header and at least one row.")]);
    if (rows.length > 0) yield rows;
  }
  return { rows: read(), hash: () => hash.copy().digest("hex"), byteCount: () => bytes, notes: () => notes };
}

/** UTF-16 and archives are named, because their first bytes tell. */
function checkEncoding(chunk: Uint8Array): void {
  const [first, second] = chunk;
  const marks: Readonly<Record<string, string>> = {
    "255/254": "UTF-16",
    "254/255": "UTF-16",
    "80/75": "a zip archive (perhaps a spreadsheet)",
    "31/139": "compressed with gzip",
  };
  const found = marks[`${first ?? ""}/${second ?? ""}`];
  if (found !== undefined) throw new Refusal([problem("ENCODING_NOT_UTF8", `The file is ${found}; a usage report is plain CSV in UTF-8.`)]);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | null, bytes: number): string {
  try {
    const text = chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
    if (!text.includes("\u0000")) return text;
  } catch (error) {
    if (!isRecord(error) || error["code"] !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
  }
  throw new Refusal([
    problem("ENCODING_NOT_UTF8", `The file is not UTF-8 before byte ${bytes}; save it as CSV in UTF-8 and send it again.`),
  ]);
}
