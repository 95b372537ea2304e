/**
 * Usage reports as CSV (the project's own form, docs/usage-report.md): UTF-8 with or without a byte order mark, a header row, RFC 4180
 * quoting, LF or CRLF. One report is for one licence. Columns in any order, names in any case:
 *
 *   row_id          the reporter's own number of the row; unique in the file if given
 *   period          a quarter `2026-Q1`, or instead:
 *   period_from     first day of use, `2026-01-01`
 *   period_until    the day after the last (half-open), `2026-04-01`
 *   territory       TIS code `0156` or ISO 3166-1 alpha-2 `CN`: one country
 *   use             STREAM_INTERACTIVE, DOWNLOAD, … (UseType)
 *   isrc, iswc, work_code, title, artist   what was used; at least one of the first four where there are plays
 *   plays           how often, a whole number
 *   revenue         the row's part of the service's revenue, a decimal; rows of a territory and use are added
 *   currency        of the revenue, ISO 4217
 *   subscribers     of the territory and use; rows may repeat it, the largest counts
 *
 * A row without plays and without identity carries totals only (revenue, subscribers). A bad cell rejects its row, named by line, column and field;
 * a bad code beside another identity is dropped and named. What cannot be read as such a file at all is refused whole.
 */
import { type CsvColumns, readCsvHeader } from "./csvHeader.ts";
import type { Iswc } from "../identifiers/iswc.ts";
import { parseIswc } from "../identifiers/iswc.ts";
import { parseIsrc } from "../identifiers/isrc.ts";
import { parseAmount, parseCurrency } from "../money.ts";
import type { CurrencyCode } from "../money.ts";
import type { Outcome, Problem } from "../outcome.ts";
import { ok, problem, refused } from "../outcome.ts";
import type { LocalDate } from "../period.ts";
import { parseLocalDate } from "../period.ts";
import { daysOfQuarter, parseQuarter } from "../distribution/quarter.ts";
import type { UseType } from "../rights.ts";
import { USE_TYPES } from "../rights.ts";
import type { TisCode } from "../territories/countrySet.ts";
import { findTerritory, isoToTis, parseTisCode } from "../territories/tis.ts";
import { columnOfCell, type CsvRecord } from "./csv.ts";

const USAGE_COLUMNS = [
  "row_id",
  "period",
  "period_from",
  "period_until",
  "territory",
  "use",
  "isrc",
  "iswc",
  "work_code",
  "title",
  "artist",
  "plays",
  "revenue",
  "currency",
  "subscribers",
] as const;
type Column = (typeof USAGE_COLUMNS)[number];

/** A row of a usage report, checked. Codes are canonical. */
export interface UsageRow {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly rowId: string | null;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly territory: TisCode;
  readonly use: UseType;
  readonly identity: UsageIdentity | null;
  readonly plays: bigint;
  readonly revenueMinor: bigint;
  readonly currency: CurrencyCode;
  readonly subscribers: bigint;
}

/** What a row says about the work; null in a row of totals. */
export interface UsageIdentity {
  readonly isrc: string | null;
  readonly iswc: Iswc | null;
  readonly workCode: string | null;
  readonly title: string | null;
  readonly artist: string | null;
}

/** A row, or null where it is rejected; problems with severity FR dropped a cell, all others the row. */
export interface ReadRow {
  readonly row: UsageRow | null;
  readonly problems: readonly Problem[];
}

/** Reads the rows under one header; keeps what it parsed of repeated cells. */
export interface UsageRowReader {
  read(record: { readonly line: number; readonly cells: readonly string[] }): ReadRow;
  /** Notes on the header: unknown columns, which are left alone. */
  readonly notes: readonly Problem[];
}

const TEXT_MAX = 300;
const COUNT_DIGITS_MAX = 15;
const CACHE_MAX = 10_000;

/** Whose use, where, how often, and by which code or title; the period whole or by its two ends. */
const COLUMNS: CsvColumns<Column> = {
  known: USAGE_COLUMNS,
  needed: [
    ["territory"],
    ["use"],
    ["plays"],
    ["currency"],
    ["period_from", "period"],
    ["period_until", "period"],
    ["isrc", "iswc", "work_code", "title"],
  ],
};

/** A reader for the header's columns; problems `COLUMN_MISSING` and `COLUMN_TWICE` refuse the file. */
export function createUsageRowReader(header: CsvRecord): Outcome<UsageRowReader> {
  const read = readCsvHeader(header, COLUMNS);
  if (!read.ok) return read;
  const { columns, places, notes } = read.value;
  const cache = createCache();
  return ok({ notes, read: (record) => readRow(record, { columns, width: places.length, cache }) });
}

interface Reading {
  readonly columns: ReadonlyMap<Column, number>;
  readonly width: number;
  readonly cache: Cache;
}

function readRow(record: { readonly line: number; readonly cells: readonly string[] }, { columns, width, cache }: Reading): ReadRow {
  const { line, cells } = record;
  const problems: Problem[] = [];
  const fail: Fail = (column, { code, message, severity }) => {
    const index = columns.get(column) ?? 0;
    problems.push({ code, message, path: [], line, column: columnOfCell(cells, index), field: column, ...(severity && { severity }) });
    return null;
  };
  if (cells.length !== width) {
    return {
      row: null,
      problems: [{ ...problem("ROW_WIDTH", `The row has ${cells.length} cells, the header ${width}.`), line, column: 1 }],
    };
  }
  const cell = (column: Column): string => {
    const index = columns.get(column) ?? -1;
    return index === -1 ? "" : (cells[index] ?? "").trim();
  };
  /** A required value by its cached parser. */
  const value = <T>(column: Column, parse: (text: string) => Outcome<T>): T | null => {
    const outcome = cache(column, cell(column), parse);
    if (outcome.ok) return outcome.value;
    const [first] = outcome.problems;
    return fail(column, first ?? problem("CELL", "The cell cannot be read."));
  };
  const days = cell("period") === "" ? readDays(value, fail) : value("period", daysOf);
  const territory = value("territory", parseCountry);
  const use = value("use", parseUse);
  const currency = value("currency", parseCurrency);
  const plays = value("plays", parseCount);
  const subscribers = cell("subscribers") === "" ? 0n : value("subscribers", parseCount);
  const revenue = cell("revenue") === "" ? 0n : currency === null ? null : value("revenue", (text) => parseRevenue(text, currency));
  const identity = readIdentity(cell, fail);
  if (identity === null && plays !== null && plays > 0n) {
    fail(
      "isrc",
      problem("IDENTITY_MISSING", "The row has plays but no readable isrc, iswc, work_code or title: nobody could be paid for it."),
    );
  }
  const rejected = problems.some(({ severity }) => severity !== "FR");
  if (
    rejected ||
    days === null ||
    territory === null ||
    use === null ||
    currency === null ||
    plays === null ||
    subscribers === null ||
    revenue === null
  ) {
    return { row: null, problems };
  }
  const rowId = cell("row_id") === "" ? null : cell("row_id").slice(0, TEXT_MAX);
  return { row: { line, rowId, ...days, territory, use, identity, plays, revenueMinor: revenue, currency, subscribers }, problems };
}

/** Notes a fault; with FR only the cell is dropped. */
type Fail = (column: Column, fault: { readonly code: string; readonly message: string; readonly severity?: Problem["severity"] }) => null;

function readDays(
  value: <T>(column: Column, parse: (text: string) => Outcome<T>) => T | null,
  fail: Fail,
): { from: LocalDate; until: LocalDate } | null {
  const from = value("period_from", parseDay);
  const until = value("period_until", parseDay);
  if (from === null || until === null) return null;
  if (from < until) return { from, until };
  return fail(
    "period_until",
    problem("PERIOD_EMPTY", `The period ends on ${until}, before or when it begins (${from}); period_until is the day after the last.`),
  );
}

/** A bad code beside another identity is dropped (FR); alone it leaves the row without identity, and so rejects it. */
function readIdentity(cell: (column: Column) => string, fail: Fail): UsageIdentity | null {
  const isrcText = cell("isrc");
  const iswcText = cell("iswc");
  const isrc = isrcText === "" ? null : parseIsrc(isrcText);
  const iswc = iswcText === "" ? null : parseIswc(iswcText);
  const workCode = textOrNull(cell("work_code"))?.toUpperCase() ?? null;
  const title = textOrNull(cell("title"));
  for (const [column, outcome] of [
    ["isrc", isrc],
    ["iswc", iswc],
  ] as const) {
    if (outcome !== null && !outcome.ok)
      fail(column, { ...(outcome.problems[0] ?? problem("CODE", "The code cannot be read.")), severity: "FR" });
  }
  const codes = { isrc: isrc?.ok ? isrc.value : null, iswc: iswc?.ok ? iswc.value : null };
  if (codes.isrc === null && codes.iswc === null && workCode === null && title === null) return null;
  return { ...codes, workCode, title, artist: textOrNull(cell("artist")) };
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text.slice(0, TEXT_MAX);
}

function daysOf(text: string): Outcome<{ readonly from: LocalDate; readonly until: LocalDate }> {
  const quarter = parseQuarter(text);
  return quarter.ok ? ok(daysOfQuarter(quarter.value)) : quarter;
}

function parseDay(text: string): Outcome<LocalDate> {
  const day = parseLocalDate(text);
  return day === null ? refused(problem("DATE_SYNTAX", `${JSON.stringify(text.slice(0, 40))} is not a day, such as 2026-01-31.`)) : ok(day);
}

function parseCountry(text: string): Outcome<TisCode> {
  const code = /^[A-Za-z]{2}$/.test(text) ? isoToTis(text) : parseTisCode(text);
  if (!code.ok || findTerritory(code.value)?.kind === "COUNTRY") return code;
  return refused(problem("TERRITORY_NOT_A_COUNTRY", `${code.value} is a group of countries; use is reported for each country.`));
}

function parseUse(text: string): Outcome<UseType> {
  const wanted = text.toUpperCase();
  const use = USE_TYPES.find((one) => one === wanted);
  return use === undefined
    ? refused(problem("USE_UNKNOWN", `${JSON.stringify(text.slice(0, 40))} is not a use: ${USE_TYPES.join(", ")}.`))
    : ok(use);
}

function parseCount(text: string): Outcome<bigint> {
  if (/^\d+$/.test(text) && text.length <= COUNT_DIGITS_MAX) return ok(BigInt(text));
  return refused(
    problem("COUNT_SYNTAX", `${JSON.stringify(text.slice(0, 40))} is not a whole number of at most ${COUNT_DIGITS_MAX} digits.`),
  );
}

function parseRevenue(text: string, currency: CurrencyCode): Outcome<bigint> {
  const amount = parseAmount(text, currency);
  if (!amount.ok) return amount;
  if (amount.value.minor >= 0n) return ok(amount.value.minor);
  return refused(
    problem("REVENUE_NEGATIVE", `The revenue ${text.slice(0, 40)} is below zero; corrections are made by agreement, not by a report.`),
  );
}

type Cache = <T>(column: Column, text: string, parse: (text: string) => Outcome<T>) => Outcome<T>;

const CACHED: ReadonlySet<Column> = new Set(["period", "period_from", "period_until", "territory", "use", "currency"]);

/** Remembers what the texts of a column with few values mean: most rows repeat them. */
function createCache(): Cache {
  const known = new Map<string, Outcome<unknown>>();
  return <T>(column: Column, text: string, parse: (text: string) => Outcome<T>) => {
    if (!CACHED.has(column)) return parse(text);
    const key = `${column}\n${text}`;
    // One column is always read by one parser, so what was kept under it has its type.
    const found = known.get(key) as Outcome<T> | undefined;
    if (found !== undefined) return found;
    const made = parse(text);
    if (known.size < CACHE_MAX) known.set(key, made);
    return made;
  };
}
