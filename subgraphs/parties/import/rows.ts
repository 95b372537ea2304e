import type { CellRow, PartyColumn } from "../../domain/formats/parties/columns.ts";
import { PARTY_RECORDS } from "../../domain/formats/parties/columns.ts";
import { parseDpid } from "../../domain/identifiers/dpid.ts";
import { parseIpiBaseNumber } from "../../domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../../domain/identifiers/ipiNameNumber.ts";
import { parseIsni } from "../../domain/identifiers/isni.ts";
import { type Outcome, ok, type Problem, problem, refused } from "../../domain/outcome.ts";
import { STATUS_OF_IPI_CODE } from "../../domain/parties/statuses.ts";
import type { LocalDate } from "../../domain/period.ts";
import { FAMILY_RIGHTS, IPI_RIGHTS, type IpiRight, USE_TYPES, type UseType } from "../../domain/rights.ts";
import type { EntrustmentTermsInput, ExclusionTermsInput } from "../directMandates.ts";
import { parseDay, parsePeriod } from "../inputs.ts";
import type { MembershipInput } from "../memberships.ts";
import { PARTY_NAME_KINDS, type PartyKind, type PartyNameKind, type PartyStatus } from "../storedTypes.ts";
import type { StatedName } from "../names.ts";

const NAME_MAX = 160;
const KEY_MAX = 100;
/** Codes in one cell at most: all rights, or an ordered list of territories. */
const CODES_MAX = 200;

/** Whom a row speaks of: by base number, by the source's own key, or both. */
export interface RowKey {
  readonly base: string | null;
  readonly key: string | null;
}

/** What a row states. */
export type PartyRow = RowKey & { readonly row: CellRow } & (
    | {
        readonly record: "PARTY";
        readonly kind: Exclude<PartyKind, "GENERIC">;
        readonly isni: string | null;
        readonly dpid: string | null;
        readonly name: StatedName | null;
      }
    | { readonly record: "NAME"; readonly name: StatedName }
    | { readonly record: "STATUS"; readonly status: PartyStatus; readonly forwardTo: string | null; readonly from: LocalDate | null }
    | { readonly record: "MEMBERSHIP"; readonly input: Omit<MembershipInput, "party"> }
    | { readonly record: "ENTRUSTMENT"; readonly input: Omit<EntrustmentTermsInput, "party" | "society"> }
    | { readonly record: "EXCLUSION"; readonly input: Omit<ExclusionTermsInput, "party"> }
  );

/** Collects what is wrong in the cells of one row. */
class Cells {
  readonly row: CellRow;
  readonly problems: Problem[] = [];

  constructor(row: CellRow) {
    this.row = row;
  }

  text(column: PartyColumn): string | null {
    const text = this.row.cell(column);
    return text === "" ? null : text;
  }

  fault(column: PartyColumn, code: string, message: string): null {
    this.problems.push(this.row.at(column, { code, message }));
    return null;
  }

  parsed<T>(column: PartyColumn, parse: (text: string) => Outcome<T>): T | null {
    const text = this.text(column);
    const outcome = text === null ? null : parse(text);
    if (outcome === null || outcome.ok) return outcome?.value ?? null;
    for (const { code, message } of outcome.problems) this.fault(column, code, message);
    return null;
  }

  oneOf<T extends string>(column: PartyColumn, values: readonly T[], otherwise: T | null): T | null {
    const text = this.text(column)?.toUpperCase();
    if (text === undefined) {
      return otherwise ?? this.fault(column, "CELL_MISSING", `${column} is empty; it is one of ${values.join(", ")}.`);
    }
    const found = values.find((value) => value === text);
    return (
      found ??
      this.fault(column, "CELL_UNKNOWN", `${JSON.stringify(text.slice(0, 40))} is no ${column}; it is one of ${values.join(", ")}.`)
    );
  }
}

/** A row from its cells, or all that is wrong with it, each in its place. */
export function readPartyRow(row: CellRow): Outcome<PartyRow> {
  const cells = new Cells(row);
  const record = cells.oneOf("record", PARTY_RECORDS, null);
  const key = readKey(cells);
  const stated = record === null ? null : readStated(record, cells);
  if (stated === null || cells.problems.length > 0) return { ok: false, problems: cells.problems };
  return ok({ ...key, row, ...stated });
}

function readKey(cells: Cells): RowKey {
  const base = cells.parsed("ipi_base_number", parseIpiBaseNumber);
  const key = cells.text("party_key");
  if (key !== null && (key.length > KEY_MAX || HIDDEN.test(key)))
    cells.fault("party_key", "PARTY_KEY", `A party_key has 1 to ${KEY_MAX} visible characters, not ${JSON.stringify(key.slice(0, 40))}.`);
  if (cells.text("ipi_base_number") === null && key === null)
    cells.fault("ipi_base_number", "PARTY_NAMELESS", "Neither ipi_base_number nor party_key says which party this is about.");
  return { base, key };
}

type Stated<R = PartyRow> = R extends PartyRow ? Omit<R, "row" | keyof RowKey> : never;

function readStated(record: (typeof PARTY_RECORDS)[number], cells: Cells): Stated | null {
  switch (record) {
    case "PARTY":
      return readParty(cells);
    case "NAME": {
      if (cells.text("last_name") === null)
        cells.fault("last_name", "CELL_MISSING", "A name needs last_name: the last name, or the whole one.");
      const name = readName(cells);
      return name === null ? null : { record, name };
    }
    case "STATUS":
      return readStatus(cells);
    case "MEMBERSHIP":
      return readMembership(cells);
    case "ENTRUSTMENT":
      return readEntrustment(cells);
    case "EXCLUSION":
      return readExclusion(cells);
  }
}

function readParty(cells: Cells): Stated | null {
  const kind = cells.oneOf("kind", ["NATURAL", "LEGAL", "GROUP"], null);
  const isni = cells.parsed("isni", parseIsni);
  const dpid = cells.parsed("dpid", parseDpid);
  const name = cells.text("last_name") === null ? null : readName(cells);
  if (name === null && cells.text("ipi_name_number") !== null)
    cells.fault("last_name", "CELL_MISSING", "A name number is given without its name; fill in last_name.");
  return kind === null ? null : { record: "PARTY", kind, isni, dpid, name };
}

/** What no name holds: control characters, and marks that turn the direction of the text around it. */
const HIDDEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD]/u;

function readName(cells: Cells): StatedName | null {
  const kind: PartyNameKind | null = cells.oneOf("name_type", PARTY_NAME_KINDS, "PA");
  const ipiNameNumber = cells.parsed("ipi_name_number", parseIpiNameNumber);
  for (const column of ["last_name", "first_name"] as const) {
    const text = cells.row.cell(column);
    if (text.length > NAME_MAX) cells.fault(column, "NAME_LENGTH", `A name has 1 to ${NAME_MAX} characters, this one ${text.length}.`);
    else if (HIDDEN.test(text))
      cells.fault(
        column,
        "NAME_CHARACTERS",
        `${JSON.stringify(text.slice(0, 40))} holds characters that cannot be seen; write the letters alone.`,
      );
  }
  const language = cells.parsed("language", parseLanguage);
  const period = readPeriod(cells);
  if (kind === null || period === null) return null;
  return { lastName: cells.row.cell("last_name"), firstName: cells.text("first_name"), kind, ipiNameNumber, language, ...period };
}

function parseLanguage(text: string): Outcome<string> {
  if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/.test(text)) return ok(text);
  return refused(problem("LANGUAGE_SYNTAX", `${JSON.stringify(text.slice(0, 40))} is no BCP 47 language such as zh-Hans.`));
}

function readPeriod(cells: Cells): { from: string | null; until: string | null } | null {
  const period = parsePeriod({ from: cells.text("valid_from"), until: cells.text("valid_until") });
  if (period.ok) return period.value;
  for (const { code, message, path } of period.problems) cells.fault(path.includes("from") ? "valid_from" : "valid_until", code, message);
  return null;
}

const STATUSES = ["VALID", "FORWARDED", "MERGED", ...Object.keys(STATUS_OF_IPI_CODE)];

function readStatus(cells: Cells): Stated | null {
  const given = cells.oneOf("status", STATUSES, null);
  const forwardTo = cells.parsed<string>("forward_to", (text) =>
    /^\s*(IPI)?\W*I/i.test(text) ? parseIpiBaseNumber(text) : parseIpiNameNumber(text),
  );
  const from = cells.parsed("valid_from", (text) => parseDay(text, "from"));
  if (given === null) return null;
  return { record: "STATUS", status: STATUS_OF_IPI_CODE[given] ?? (given as PartyStatus), forwardTo, from };
}

function readMembership(cells: Cells): Stated | null {
  const scope = readScope(cells);
  if (cells.text("society") === null) cells.fault("society", "CELL_MISSING", "A membership names its society, such as 052.");
  if (scope === null) return null;
  const said = { role: cells.text("role")?.toUpperCase() ?? null, share: cells.text("share") ?? "100" };
  return { record: "MEMBERSHIP", input: { ...scope, ...said, society: cells.row.cell("society"), side: readSide(cells) } };
}

function readEntrustment(cells: Cells): Stated | null {
  const scope = readScope(cells);
  if (cells.text("society") === null)
    cells.fault("society", "CELL_MISSING", "An entrustment names the hub that gets the rights, such as 707.");
  const includesWritersPerforming = cells.oneOf("writers_performing", ["NO", "YES"], "NO") === "YES";
  if (scope === null) return null;
  const said = { hub: cells.row.cell("society"), includesWritersPerforming, signedOn: cells.text("signed_on") };
  return { record: "ENTRUSTMENT", input: { ...scope, ...said, uses: readUses(cells) } };
}

function readExclusion(cells: Cells): Stated | null {
  const scope = readScope(cells);
  const named = codesOf(cells.text("licensors") ?? "");
  if (scope === null) return null;
  const input = { ...scope, side: readSide(cells), uses: readUses(cells), licensors: named.length === 0 ? null : named };
  return { record: "EXCLUSION", input };
}

function readSide(cells: Cells) {
  return cells.text("side") === null ? null : cells.oneOf("side", ["WRITER", "PUBLISHER"], null);
}

/** What every mandate says alike. */
function readScope(cells: Cells) {
  const rights = readRights(cells);
  const territories = codesOf(cells.text("territories") ?? "2136").map((code) => ({
    include: !code.startsWith("-"),
    territory: code.replace(/^[+-]/, ""),
  }));
  const period = readPeriod(cells);
  if (period === null) return null;
  return { creationClass: cells.text("creation_class")?.toUpperCase() ?? "MW", rights, territories, period };
}

/** Codes of uses; null, which is all of them, for an empty cell. */
function readUses(cells: Cells): readonly UseType[] | null {
  const codes = codesOf(cells.text("uses")?.toUpperCase() ?? "");
  if (codes.length === 0) return null;
  return codes.flatMap((code) => {
    const use = USE_TYPES.find((known) => known === code);
    if (use !== undefined) return [use];
    cells.fault("uses", "USE_UNKNOWN", `${JSON.stringify(code.slice(0, 40))} is no use; there are ${USE_TYPES.join(" ")}.`);
    return [];
  });
}

/** IPI codes, the families of CWR for all of their rights, or ALL. */
function readRights(cells: Cells): readonly IpiRight[] {
  const codes = codesOf(cells.text("rights")?.toUpperCase() ?? "");
  if (codes.length === 0)
    cells.fault("rights", "CELL_MISSING", "Name the rights: codes such as PR MR, PERFORMING, MECHANICAL, SYNC or ALL.");
  return codes.flatMap((code): readonly IpiRight[] => {
    if (code === "ALL") return IPI_RIGHTS;
    if (code === "PERFORMING" || code === "MECHANICAL" || code === "SYNC") return FAMILY_RIGHTS[code];
    const right = IPI_RIGHTS.find((known) => known === code);
    if (right !== undefined) return [right];
    cells.fault("rights", "RIGHT_UNKNOWN", `${JSON.stringify(code.slice(0, 20))} is no right of IPI; there are ${IPI_RIGHTS.join(" ")}.`);
    return [];
  });
}

function codesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((code) => code !== "")
    .slice(0, CODES_MAX + 1);
}
