import { createReadStream } from "node:fs";
import { createCsvReader, type CsvRecord } from "../../domain/formats/csv.ts";
import type { ReadCells } from "../../domain/formats/parties/columns.ts";
import { createPartyCsvForm, type PartyCsvForm } from "../../domain/formats/parties/csvForm.ts";
import { readPartyJson } from "../../domain/formats/parties/jsonForm.ts";
import { problem } from "../../domain/outcome.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import { readUtf8 } from "../../kit/utf8.ts";

/** Characters of one line of a JSON Lines file at most. */
const LINE_MAX = 262_144;
const CHUNK_BYTES = 256 * 1024;

/** Reads text of one form, as it comes. */
interface FormReader {
  push(text: string): readonly ReadCells[];
  end(): readonly ReadCells[];
}

/**
 * The rows of a file of IPI-like data, in lists as they are read, in constant memory; JSON Lines where the first character is a brace, else
 * CSV. Refused whole (Refusal): `ENCODING_NOT_UTF8`, `FILE_EMPTY`, a header or a quotation that cannot be read, a CSV record without end.
 */
export async function* readPartyFile(path: string): AsyncGenerator<readonly ReadCells[]> {
  let reader: FormReader | null = null;
  for await (const text of readUtf8(createReadStream(path, { highWaterMark: CHUNK_BYTES }), "a file of parties")) {
    const first = /\S/.exec(text);
    if (reader === null && first === null) continue;
    reader ??= first?.[0] === "{" ? createJsonReader() : createCsvFormReader();
    const rows = reader.push(text);
    if (rows.length > 0) yield rows;
  }
  if (reader === null) throw new Refusal([problem("FILE_EMPTY", "The file is empty; it needs a header and one row, or one line of JSON.")]);
  const rows = reader.end();
  if (rows.length > 0) yield rows;
}

function createCsvFormReader(): FormReader {
  const csv = createCsvReader();
  let form: PartyCsvForm | null = null;
  const read = (records: readonly CsvRecord[]): readonly ReadCells[] => {
    const [header] = form === null ? records : [];
    if (header !== undefined) form = requireOk(createPartyCsvForm(header));
    const under = form;
    if (under === null) return [];
    const rows = (header === undefined ? records : records.slice(1)).map((record) => under.read(record));
    return header === undefined || under.notes.length === 0 ? rows : [{ rows: [], problems: under.notes }, ...rows];
  };
  return { push: (text) => read(requireOk(csv.push(text))), end: () => read(requireOk(csv.end())) };
}

/** Lines of JSON; a line that is too long is named and left out, however long it is. */
function createJsonReader(): FormReader {
  let rest = "";
  let line = 0;
  let isSkipping = false;
  const tooLong = (): ReadCells => ({
    rows: [],
    problems: [
      {
        ...problem("JSON_LINE_TOO_LONG", `The line has more than ${LINE_MAX} characters; write one party a line.`),
        ...{ line: line + 1, severity: "RR" },
      },
    ],
  });
  const take = (text: string): readonly ReadCells[] => {
    const pieces = (rest + text).split("\n");
    rest = pieces.pop() ?? "";
    const read: ReadCells[] = [];
    for (const piece of pieces) {
      if (!isSkipping && piece.length > LINE_MAX) read.push(tooLong());
      line += 1;
      if (!isSkipping && piece.length <= LINE_MAX && piece.trim() !== "") read.push(readPartyJson(line, piece));
      isSkipping = false;
    }
    if (rest.length > LINE_MAX) {
      if (!isSkipping) read.push(tooLong());
      isSkipping = true;
      rest = "";
    }
    return read;
  };
  return { push: take, end: () => take("\n") };
}
