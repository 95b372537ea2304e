import { createHash } from "node:crypto";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import { createCsvReader } from "../../domain/formats/csv.ts";
import type { CsvRecord } from "../../domain/formats/csv.ts";
import { createUsageRowReader } from "../../domain/formats/usageCsv.ts";
import type { ReadRow, UsageRowReader } from "../../domain/formats/usageCsv.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import { readUtf8 } from "../../kit/utf8.ts";

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
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      hash.update(chunk);
      yield chunk;
    }
  }
  async function* read(): AsyncGenerator<readonly ReadRow[]> {
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
    for await (const text of readUtf8(counted(), "a usage report")) {
      const rows = rowsOf(requireOk(csv.push(text)));
      if (rows.length > 0) yield rows;
    }
    const rows = rowsOf(requireOk(csv.end()));
    if (rowCount === 0) throw new Refusal([problem("REPORT_EMPTY", "The file has no rows; a report needs a header and at least one row.")]);
    if (rows.length > 0) yield rows;
  }
  return { rows: read(), hash: () => hash.copy().digest("hex"), byteCount: () => bytes, notes: () => notes };
}
