import type { Outcome } from "../outcome.ts";
import { ok, problem, refused } from "../outcome.ts";

/** One record of a CSV file; `line` is the line it begins in, from 1 (quoted cells may span lines). */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A streaming reader: text in, whole records out. */
export interface CsvReader {
  /** The records that are complete with this text. Problems `CSV_RECORD_TOO_LONG` and `CSV_QUOTE` end the file. */
  push(text: string): Outcome<readonly CsvRecord[]>;
  /** The last record, which needs no line end; `CSV_QUOTE_OPEN` where a quoted cell never ends. */
  end(): Outcome<readonly CsvRecord[]>;
}

/** No record is longer in characters: it bounds what an unclosed quotation mark can swallow. */
const RECORD_LENGTH_MAX = 65_536;

/**
 * Reads RFC 4180: cells between commas, cells in quotation marks with doubled ones inside, LF, CRLF and CR LF mixed; blank lines are
 * skipped. A mark inside an unquoted cell is kept as text, as spreadsheets write it.
 */
export function createCsvReader(): CsvReader {
  let rest = "";
  let line = 1;
  const take = (text: string, last: boolean): Outcome<readonly CsvRecord[]> => {
    const input = rest === "" ? text : rest + text;
    const records: CsvRecord[] = [];
    const findRecordEnd = createRecordFinder(input);
    let at = 0;
    for (;;) {
      const end = findRecordEnd(at);
      if (end === -1) break;
      const record = input.slice(at, end > at && input.charCodeAt(end - 1) === CR ? end - 1 : end);
      const cells = record === "" ? null : splitRecord(record);
      if (cells !== null && !cells.ok) return { ok: false, problems: cells.problems.map((found) => ({ ...found, line })) };
      if (cells !== null) records.push({ line, cells: cells.value });
      line += countLines(record) + 1;
      at = end + 1;
    }
    rest = input.slice(at);
    if (rest.length > RECORD_LENGTH_MAX) {
      return refused({
        ...problem("CSV_RECORD_TOO_LONG", `A record has more than ${RECORD_LENGTH_MAX} characters; is a quotation mark missing?`),
        line,
      });
    }
    if (!last || rest === "" || rest === "\r") return ok(records);
    const final = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
    rest = "";
    const cells = splitRecord(final);
    if (!cells.ok) return { ok: false, problems: cells.problems.map((found) => ({ ...found, line })) };
    records.push({ line, cells: cells.value });
    return ok(records);
  };
  return { push: (text) => take(text, false), end: () => take("", true) };
}

const CR = 13;
const QUOTE = '"';

/**
 * Finds where records end: a line end counts only outside quoted cells, and only a mark at a cell's beginning opens one. Remembers the
 * next mark, so that a text is searched once.
 */
function createRecordFinder(text: string): (from: number) => number {
  let mark = text.indexOf(QUOTE);
  return (from) => {
    let end = text.indexOf("\n", from);
    let open = false;
    while (end !== -1) {
      while (mark !== -1 && mark < end) {
        const doubled = open && text[mark + 1] === QUOTE;
        if (open && !doubled) open = false;
        else if (!open && (mark === from || text[mark - 1] === ",")) open = true;
        mark = text.indexOf(QUOTE, mark + (doubled ? 2 : 1));
      }
      if (!open) return end;
      end = text.indexOf("\n", end + 1);
    }
    return -1;
  };
}

function splitRecord(record: string): Outcome<readonly string[]> {
  if (!record.includes(QUOTE)) return ok(record.split(","));
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = record[at] === QUOTE;
    const end = quoted ? findQuotedEnd(record, at) : nextComma(record, at);
    if (end === -1) return refused({ ...problem("CSV_QUOTE_OPEN", "A quotation mark is never closed."), column: at + 1 });
    if (quoted && end < record.length && record[end] !== ",") {
      return refused({ ...problem("CSV_QUOTE", "After a closing quotation mark a comma or the line's end must come."), column: end + 1 });
    }
    cells.push(quoted ? record.slice(at + 1, end - 1).replaceAll('""', QUOTE) : record.slice(at, end));
    if (end >= record.length) return ok(cells);
    at = end + 1;
  }
}

function nextComma(record: string, from: number): number {
  const at = record.indexOf(",", from);
  return at === -1 ? record.length : at;
}

/** The place after the closing mark of the quoted cell that begins at `from`, or -1. */
function findQuotedEnd(record: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const mark = record.indexOf(QUOTE, at);
    if (mark === -1) return -1;
    if (record[mark + 1] !== QUOTE) return mark + 1;
    at = mark + 2;
  }
}

function countLines(record: string): number {
  let count = 0;
  for (let at = record.indexOf("\n"); at !== -1; at = record.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** The column of a cell in a record as written plainly, from 1: for messages, so that a person finds the place. */
export function columnOfCell(cells: readonly string[], index: number): number {
  let column = 1;
  for (const cell of cells.slice(0, index)) column += cell.length + 1 + (/[",\n]/.test(cell) ? 2 + (cell.match(/"/g)?.length ?? 0) : 0);
  return column;
}
