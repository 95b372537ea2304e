/**
 * Works and claims as CSV (the project's own form, docs/works-csv.md): UTF-8 with or without a byte order mark, a header row, RFC 4180
 * quoting, LF or CRLF. Each row says one thing of a work; the rows of a work stand together, and its WORK row comes first:
 *
 *   work_code     the society's own code of the work; in every row
 *   record        WORK, TITLE, CREATOR, RECORDING or CLAIM
 *   title         WORK, TITLE: the title; RECORDING: the recording's title
 *   kind          TITLE: its kind (AT, OT, …); CLAIM: CLAIMED (left out: the same) or FREE
 *   language      WORK, TITLE
 *   iswc          WORK
 *   party         CREATOR, CLAIM: the IPI name number, or an id of this house (pty_…)
 *   name          CREATOR, CLAIM: for people, written and not read; RECORDING: the performers, between semicolons
 *   role          CREATOR, CLAIM: CA, A, E, …
 *   isrc, duration_ms   RECORDING
 *   side          CLAIM: WRITER or PUBLISHER
 *   pr, mr, sr    CLAIM: percent of the performing, mechanical and synchronisation family; `1 of 3` is a third
 *   rights        CLAIM: figures of single IPI rights, `TB 50; RT 1 of 3`
 *   territories   CLAIM: an ordered list, `2136 -0840`; left out: 2136
 *   valid_from, valid_until   CLAIM: first day, and the day after the last; left out: open
 *   writers       CLAIM: whose share it is part of, as party, between semicolons
 *   chain         CLAIM: names of the publishers from the original one down, between semicolons
 *   agreement     CLAIM: the number of the agreement
 *   stated_by     who stated it, as exports write it (SO:052); what others stated is passed over
 */
import { type CsvColumns, readCsvHeader } from "./csvHeader.ts";
import type { Outcome, Problem } from "../outcome.ts";
import { ok, problem } from "../outcome.ts";
import type { CsvRecord } from "./csv.ts";
import { columnOfCell } from "./csv.ts";

export const WORKS_COLUMNS = [
  ...(["work_code", "record", "title", "kind", "language", "iswc", "party", "name", "role", "isrc", "duration_ms", "side"] as const),
  ...(["pr", "mr", "sr", "rights", "territories", "valid_from", "valid_until", "writers", "chain", "agreement", "stated_by"] as const),
] as const;
export type WorksColumn = (typeof WORKS_COLUMNS)[number];

const RECORDS = ["WORK", "TITLE", "CREATOR", "RECORDING", "CLAIM"] as const;
export type WorksRecord = (typeof RECORDS)[number];

/** The filled cells of one row, trimmed, and where each stands. */
export interface WorksRow {
  readonly record: WorksRecord;
  readonly line: number;
  readonly cells: Readonly<Partial<Record<WorksColumn, string>>>;
  /** The place of a cell, or of the row, in words for a problem. */
  at(column?: WorksColumn): Pick<Problem, "line" | "column" | "field">;
}

/** All rows of one work, the WORK row first; `null` rows mean that the work is rejected, with the problems that say why. */
export interface ReadWork {
  readonly workCode: string;
  /** Who stated it, where the rows say so: `SO:052`, `PB:00000000199`. */
  readonly statedBy: string | null;
  readonly line: number;
  readonly rows: readonly WorksRow[] | null;
  readonly problems: readonly Problem[];
}

/** Collects rows into works. */
export interface WorksRowReader {
  /** The work that this row ends, if it begins another one. */
  push(record: CsvRecord): ReadWork | null;
  /** The last work. */
  end(): ReadWork | null;
  /** Notes on the header: unknown columns, which are left alone. */
  readonly notes: readonly Problem[];
}

/** What a cell may hold of each record: others are named, and left alone. */
const CELLS: Readonly<Record<WorksRecord, ReadonlySet<WorksColumn>>> = {
  WORK: new Set(["title", "language", "iswc"]),
  TITLE: new Set(["title", "kind", "language"]),
  CREATOR: new Set(["party", "name", "role"]),
  RECORDING: new Set(["title", "name", "isrc", "duration_ms"]),
  CLAIM: new Set([
    ...(["kind", "party", "name", "role", "side", "pr", "mr", "sr", "rights", "territories"] as const),
    ...(["valid_from", "valid_until", "writers", "chain", "agreement"] as const),
  ]),
};
const EVERYWHERE: ReadonlySet<WorksColumn> = new Set(["work_code", "record", "stated_by"]);
const CELL_MAX = 2_000;
const ROWS_MAX = 1_000;
/** So many codes are remembered, to find a work whose rows stand apart. */
const CODES_MAX = 1_000_000;

const COLUMNS: CsvColumns<WorksColumn> = { known: WORKS_COLUMNS, needed: [["work_code"], ["record"], ["title"]] };

/** A reader for the header's columns; problems `COLUMN_MISSING` and `COLUMN_TWICE` refuse the file. */
export function createWorksRowReader(header: CsvRecord): Outcome<WorksRowReader> {
  const read = readCsvHeader(header, COLUMNS);
  if (!read.ok) return read;
  const { places, notes } = read.value;
  return ok({ ...collector(places), notes });
}

function collector(columns: readonly (WorksColumn | null)[]): Pick<WorksRowReader, "push" | "end"> {
  const seen = new Set<string>();
  let open: OpenWork | null = null;
  const take = (): ReadWork | null => {
    const work = open?.close(seen) ?? null;
    open = null;
    return work;
  };
  return {
    push: (record) => {
      const cells = cellsOf(record, columns);
      const ended = open?.takes(cells) === false ? take() : null;
      open ??= new OpenWork(cells, record.line);
      open.add(record, cells, columns);
      return ended;
    },
    end: take,
  };
}

/** The filled cells by column; a mark that keeps a spreadsheet from computing a cell is taken off again. */
function cellsOf({ cells }: CsvRecord, columns: readonly (WorksColumn | null)[]): Partial<Record<WorksColumn, string>> {
  const filled: Partial<Record<WorksColumn, string>> = {};
  columns.forEach((column, index) => {
    const text = (cells[index] ?? "").trim().replace(/^'(?=[=+\-@])/, "");
    if (column !== null && text !== "") filled[column] = text;
  });
  return filled;
}

class OpenWork {
  readonly workCode: string;
  readonly #statedBy: string | null;
  readonly #line: number;
  readonly #rows: WorksRow[] = [];
  readonly #problems: Problem[] = [];

  constructor(cells: WorksRow["cells"], line: number) {
    this.workCode = cells.work_code ?? "";
    this.#statedBy = cells.stated_by ?? null;
    this.#line = line;
  }

  /** Whether a row is of this work too. */
  takes(cells: WorksRow["cells"]): boolean {
    return (cells.work_code ?? "") === this.workCode && (cells.stated_by ?? null) === this.#statedBy;
  }

  add(record: CsvRecord, cells: WorksRow["cells"], columns: readonly (WorksColumn | null)[]): void {
    const at = (column?: WorksColumn): Pick<Problem, "line" | "column" | "field"> => {
      const index = column === undefined ? -1 : columns.indexOf(column);
      return { line: record.line, ...(index === -1 ? {} : { column: columnOfCell(record.cells, index), field: columns[index] ?? "" }) };
    };
    const kind = RECORDS.find((known) => known === cells.record?.toUpperCase());
    const fail = (code: string, message: string, column?: WorksColumn): void => {
      this.#problems.push({ ...problem(code, message), ...at(column), severity: "TR" });
    };
    if (record.cells.length > columns.length)
      fail(
        "CELLS_TOO_MANY",
        `The row has ${record.cells.length} cells, and the header ${columns.length}; is a comma not in quotation marks?`,
      );
    if (this.workCode === "") fail("WORK_CODE_MISSING", "Each row needs the code of its work.", "work_code");
    for (const [column, text] of Object.entries(cells) as [WorksColumn, string][])
      if (text.length > CELL_MAX) fail("CELL_TOO_LONG", `The cell has ${text.length} characters; at most ${CELL_MAX} can be.`, column);
    if (kind === undefined)
      return fail("RECORD", `${JSON.stringify((cells.record ?? "").slice(0, 20))} is no record; write ${RECORDS.join(", ")}.`, "record");
    if (this.#rows.length === 0 && kind !== "WORK")
      fail("WORK_ROW_FIRST", `The rows of work ${this.workCode} begin with ${kind}; its WORK row must come first.`, "record");
    if (this.#rows.length > 0 && kind === "WORK") fail("WORK_ROW_TWICE", `Work ${this.workCode} has two WORK rows; keep one.`, "record");
    if (this.#rows.length === ROWS_MAX) fail("ROWS_TOO_MANY", `Work ${this.workCode} has more than ${ROWS_MAX} rows.`);
    for (const column of Object.keys(cells) as WorksColumn[])
      if (!CELLS[kind].has(column) && !EVERYWHERE.has(column))
        this.#problems.push({
          ...problem("CELL_UNUSED", `A ${kind} row has no ${column}; ${JSON.stringify(cells[column]?.slice(0, 40) ?? "")} was not read.`),
          ...at(column),
          severity: "FR",
        });
    if (this.#rows.length < ROWS_MAX) this.#rows.push({ record: kind, line: record.line, cells, at });
  }

  close(seen: Set<string>): ReadWork {
    const key = JSON.stringify([this.workCode, this.#statedBy]);
    if (seen.has(key))
      this.#problems.push({
        ...problem("WORK_TWICE", `Work ${this.workCode} had rows before; all rows of a work stand together.`),
        ...{ line: this.#line, field: "work_code", severity: "TR" as const },
      });
    else if (seen.size < CODES_MAX) seen.add(key);
    const isRejected = this.#problems.some(({ severity }) => severity === "TR");
    return {
      workCode: this.workCode,
      statedBy: this.#statedBy,
      line: this.#line,
      rows: isRejected ? null : this.#rows,
      problems: this.#problems,
    };
  }
}

/** One row as text, cells quoted where they must be, and kept from being computed by a spreadsheet. */
export function worksRowText(cells: Readonly<Partial<Record<WorksColumn, string>>>): string {
  return `${WORKS_COLUMNS.map((column) => cellText(cells[column] ?? "")).join(",")}\r\n`;
}

/** The header row. */
export const WORKS_HEADER = `${WORKS_COLUMNS.join(",")}\r\n`;

function cellText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
