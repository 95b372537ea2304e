import { type Outcome, ok, type Problem, problem } from "../../outcome.ts";
import { columnOfCell, type CsvRecord } from "../csv.ts";
import { type CellRow, PARTY_COLUMNS, type PartyColumn, type ReadCells } from "./columns.ts";

/** Reads the rows under one header. */
export interface PartyCsvForm {
  read(record: CsvRecord): ReadCells;
  /** Notes on the header: columns that are not used. */
  readonly notes: readonly Problem[];
}

/** The form under a header; problems `COLUMN_MISSING` and `COLUMN_TWICE` refuse the file. */
export function createPartyCsvForm(header: CsvRecord): Outcome<PartyCsvForm> {
  const names = header.cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/^\uFEFF/, ""),
  );
  const place = (code: string, message: string, field: string): Problem => ({
    ...problem(code, message),
    line: header.line,
    record: "header",
    field,
  });
  const problems = names
    .filter((name, at) => name !== "" && names.indexOf(name) !== at)
    .map((name) => place("COLUMN_TWICE", `The header names the column ${name.slice(0, 40)} twice.`, name.slice(0, 40)));
  if (!names.includes("record"))
    problems.push(place("COLUMN_MISSING", `The header has no column record; the columns are ${PARTY_COLUMNS.join(", ")}.`, "record"));
  if (!names.includes("ipi_base_number") && !names.includes("party_key"))
    problems.push(
      place(
        "COLUMN_MISSING",
        "The header has neither ipi_base_number nor party_key: nothing says which party a row is about.",
        "ipi_base_number",
      ),
    );
  if (problems.length > 0) return { ok: false, problems };
  const known: readonly string[] = PARTY_COLUMNS;
  const notes = names
    .filter((name) => !known.includes(name))
    .map((name): Problem => ({
      ...place("COLUMN_UNKNOWN", `The column ${JSON.stringify(name.slice(0, 40))} is not used.`, name.slice(0, 40)),
      severity: "INFO",
    }));
  const columns = new Map<PartyColumn, number>(PARTY_COLUMNS.map((name) => [name, names.indexOf(name)]));
  return ok({ notes, read: (record) => readRecord(record, { columns, width: names.length }) });
}

function readRecord(
  { line, cells }: CsvRecord,
  { columns, width }: { readonly columns: ReadonlyMap<PartyColumn, number>; readonly width: number },
): ReadCells {
  if (cells.length !== width) {
    const message = `The row has ${cells.length} cells, the header ${width}.`;
    return { rows: [], problems: [{ ...problem("ROW_WIDTH", message), line, column: 1, severity: "RR" }] };
  }
  const indexOf = (column: PartyColumn): number => columns.get(column) ?? -1;
  const row: CellRow = {
    line,
    cell: (column) => cells[indexOf(column)]?.trim() ?? "",
    at: (column, { code, message, severity }) => ({
      ...problem(code, message),
      ...{ line, column: columnOfCell(cells, Math.max(0, indexOf(column))), field: column, severity: severity ?? "RR" },
      ...recordOf(cells[indexOf("record")]),
    }),
  };
  return { rows: [row], problems: [] };
}

function recordOf(text: string | undefined): { readonly record?: string } {
  return text === undefined || text.trim() === "" ? {} : { record: text.trim().slice(0, 20) };
}
