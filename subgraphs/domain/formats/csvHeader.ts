import { type Outcome, ok, type Problem, problem } from "../outcome.ts";
import type { CsvRecord } from "./csv.ts";

/** A header row as it was read: names in any order, any case, with or without a byte order mark. */
export interface CsvHeader<C extends string> {
  /** Where each known column stands, from 0; -1 where the header has none of that name. */
  readonly columns: ReadonlyMap<C, number>;
  /** The known column in each place; null for one that is not read. */
  readonly places: readonly (C | null)[];
  /** Notes, one for each column that is not read. */
  readonly notes: readonly Problem[];
}

/** The columns of a form: all that it knows, and those that a file needs; of several in one list, one is enough. */
export interface CsvColumns<C extends string> {
  readonly known: readonly C[];
  readonly needed: readonly (readonly [C, ...C[]])[];
}

const NAME_SHOWN_MAX = 40;

/** Reads a header. Problems `COLUMN_MISSING` and `COLUMN_TWICE`, all at once, refuse the file; `COLUMN_UNKNOWN` is a note. */
export function readCsvHeader<C extends string>({ line, cells }: CsvRecord, { known, needed }: CsvColumns<C>): Outcome<CsvHeader<C>> {
  const names = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/^\uFEFF/, ""),
  );
  const place = (code: string, message: string, field: string): Problem => ({
    ...problem(code, message),
    ...{ line, record: "header", field: field.slice(0, NAME_SHOWN_MAX) },
  });
  const missing = needed
    .filter((choices) => !choices.some((name) => names.includes(name)))
    .map((choices) => {
      const what = choices.length === 1 ? `no column ${choices[0]}` : `none of the columns ${choices.join(", ")}`;
      return place("COLUMN_MISSING", `The header has ${what}; the columns are ${known.join(", ")}.`, choices[0]);
    });
  const twice = new Set(names.filter((name, at) => name !== "" && names.indexOf(name) !== at));
  const repeated = [...twice].map((name) =>
    place("COLUMN_TWICE", `The header has the column ${name.slice(0, NAME_SHOWN_MAX)} twice; keep one.`, name),
  );
  if (missing.length > 0 || repeated.length > 0) return { ok: false, problems: [...missing, ...repeated] };
  const places = names.map((name) => known.find((one) => one === name) ?? null);
  const notes = names
    .filter((_, at) => places[at] === null)
    .map((name): Problem => {
      const message = `The column ${JSON.stringify(name.slice(0, NAME_SHOWN_MAX))} is not known and was not read.`;
      return { ...place("COLUMN_UNKNOWN", message, name), severity: "INFO" };
    });
  return ok({ columns: new Map(known.map((name) => [name, names.indexOf(name)])), places, notes });
}
