import { type Outcome, ok, type Problem, problem } from "../../outcome.ts";
import { columnOfCell, type CsvRecord } from "../csv.ts";
import { type CsvColumns, readCsvHeader } from "../csvHeader.ts";
import { type CellRow, PARTY_COLUMNS, type PartyColumn, type ReadCells } from "./columns.ts";

/** Reads the rows under one header. */
export interface PartyCsvForm {
  read(record: CsvRecord): ReadCells;
  /** Notes on the header: columns that are not used. */
  readonly notes: readonly Problem[];
}

const COLUMNS: CsvColumns<PartyColumn> = { known: PARTY_COLUMNS, needed: [["record"], ["ipi_base_number", "party_key"]] };

/** The form under a header; problems `COLUMN_MISSING` and `COLUMN_TWICE` refuse the file. */
export function createPartyCsvForm(header: CsvRecord): Outcome<PartyCsvForm> {
  const read = readCsvHeader(header, COLUMNS);
  if (!read.ok) return read;
  const { columns, places, notes } = read.value;
  return ok({ notes, read: (record) => readRecord(record, { columns, width: places.length }) });
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
