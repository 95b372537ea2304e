import type { Problem, Severity } from "../../outcome.ts";

/**
 * Files of IPI-like data (the project's own form, docs/party-import.md). Each row states one thing of one party; the columns of a CSV file,
 * in any order:
 */
export const PARTY_COLUMNS = [
  "record",
  "ipi_base_number",
  "party_key",
  "kind",
  "isni",
  "dpid",
  "name_type",
  "ipi_name_number",
  "last_name",
  "first_name",
  "language",
  "status",
  "forward_to",
  "society",
  "creation_class",
  "role",
  "side",
  "rights",
  "territories",
  "share",
  "uses",
  "licensors",
  "writers_performing",
  "signed_on",
  "valid_from",
  "valid_until",
] as const;
export type PartyColumn = (typeof PARTY_COLUMNS)[number];

/** What a row can state. */
export const PARTY_RECORDS = ["PARTY", "NAME", "STATUS", "MEMBERSHIP", "ENTRUSTMENT", "EXCLUSION"] as const;
export type PartyRecordType = (typeof PARTY_RECORDS)[number];

/** The text of one row, whichever form the file has. */
export interface CellRow {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Trimmed; empty for what is not there. */
  cell(column: PartyColumn): string;
  /** A problem in the place of a column. */
  at(column: PartyColumn, fault: { readonly code: string; readonly message: string; readonly severity?: Severity }): Problem;
}

/** Rows as they are read, and what could not be read as a row. */
export interface ReadCells {
  readonly rows: readonly CellRow[];
  readonly problems: readonly Problem[];
}
