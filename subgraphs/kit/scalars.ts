import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { parseIpiBaseNumber } from "../domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../domain/identifiers/ipiNameNumber.ts";
import { parseIsni } from "../domain/identifiers/isni.ts";
import { parseIsrc } from "../domain/identifiers/isrc.ts";
import { parseIswc } from "../domain/identifiers/iswc.ts";
import { parseAnySocietyCode } from "../domain/identifiers/societyCode.ts";
import { amountText, parseCurrency } from "../domain/money.ts";
import type { Money } from "../domain/money.ts";
import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { parseLocalDate } from "../domain/period.ts";
import type { Period } from "../domain/period.ts";
import { percentText } from "../domain/shares.ts";
import type { Share } from "../domain/shares.ts";
import { parseTisCode } from "../domain/territories/tis.ts";

/** One scalar: how input is read, and what its canonical form looks like on the way out. */
interface ScalarRow {
  readonly name: string;
  readonly description: string;
  readonly parse: (text: string) => Outcome<string>;
  readonly canonical: RegExp;
}

/** Bounds a number's length: no share, amount or count is longer, and arithmetic on longer ones costs. */
const DIGITS_MAX = 60;

const ROWS: readonly ScalarRow[] = [
  { name: "Iswc", description: "Musical work code (ISO 15707), compact: T0345246801.", parse: parseIswc, canonical: /^T\d{10}$/ },
  {
    name: "Isrc",
    description: "Recording code (ISO 3901), compact: GBAAA0800736.",
    parse: parseIsrc,
    canonical: /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/,
  },
  { name: "IpiNameNumber", description: "IPI name number, 11 digits: 00014107338.", parse: parseIpiNameNumber, canonical: /^\d{11}$/ },
  { name: "IpiBaseNumber", description: "IPI base number: I-001068130-6.", parse: parseIpiBaseNumber, canonical: /^I-\d{9}-\d$/ },
  {
    name: "Isni",
    description: "Name identifier (ISO 27729), 16 characters: 0000000121032683.",
    parse: parseIsni,
    canonical: /^\d{15}[\dX]$/,
  },
  {
    name: "SocietyCode",
    description: "CISAC society code of three digits, or the letters of an organisation that has none: 052, CAVCA.",
    parse: parseAnySocietyCode,
    canonical: /^(\d{3}|[A-Z]{2,12})$/,
  },
  { name: "TisCode", description: "CISAC TIS territory code, 4 digits: 0156.", parse: parseTisCode, canonical: /^\d{4}$/ },
  { name: "Date", description: "A calendar day: 2026-03-31.", parse: parseDay, canonical: /^\d{4}-\d{2}-\d{2}$/ },
  {
    name: "DateTime",
    description: "An instant in UTC with milliseconds: 2026-03-31T12:00:00.000Z.",
    parse: parseInstant,
    canonical: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  },
  { name: "CurrencyCode", description: "ISO 4217 code with a minor unit: EUR.", parse: parseCurrency, canonical: /^[A-Z]{3}$/ },
  {
    name: "Decimal",
    description: "An exact decimal without exponent: 33.33.",
    parse: parseDecimal,
    canonical: /^-?(0|[1-9]\d*)(\.\d+)?$/,
  },
  { name: "BigInt", description: "A whole number of any size: 123456789012345678901.", parse: parseWhole, canonical: /^(0|-?[1-9]\d*)$/ },
];

/** The shared scalars by name: strings in JSON, canonical on output, normalised on input, or refused with BAD_USER_INPUT saying what would be right. */
export const scalarsByName: ReadonlyMap<string, GraphQLScalarType> = new Map(ROWS.map((row) => [row.name, scalarOf(row)]));

function scalarOf(row: ScalarRow): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    const text =
      typeof value === "number" && Number.isSafeInteger(value) && (row.name === "BigInt" || row.name === "Decimal") ? String(value) : value;
    if (typeof text !== "string") throw badInput(row.name, `${row.name} is written as a string, not as ${typeof value}.`);
    const outcome = row.parse(text);
    if (outcome.ok) return outcome.value;
    throw badInput(row.name, outcome.problems.map(({ message }) => message).join(" "));
  };
  return new GraphQLScalarType<string, string>({
    name: row.name,
    description: row.description,
    serialize: (value) => {
      const text = textOf(value);
      if (text !== null && row.canonical.test(text)) return text;
      throw new GraphQLError(`A stored value is not in the canonical form of ${row.name}.`, {
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      });
    },
    parseValue: read,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return read(node.value);
      if (node.kind === Kind.INT && (row.name === "BigInt" || row.name === "Decimal")) return read(node.value);
      throw badInput(row.name, `${row.name} is written as a string in quotation marks.`);
    },
  });
}

/** Services hold bigints, dates and strings; numbers are no exact values and are not accepted, save whole ones. */
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  return null;
}

function badInput(scalar: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", scalar } });
}

function shown(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}

function wrong(code: string, text: string, right: string): Outcome<never> {
  return refused(problem(code, `${shown(text)} is not ${right}.`));
}

function parseDay(text: string): Outcome<string> {
  const day = parseLocalDate(text.trim());
  return day === null ? wrong("DATE_SYNTAX", text, "a calendar day such as 2026-03-31") : ok(day);
}

/** RFC 3339 with a zone: an instant without one would depend on the machine. */
function parseInstant(text: string): Outcome<string> {
  const given = text.trim().toUpperCase();
  const right = "an instant with its zone, such as 2026-03-31T12:00:00Z";
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(given);
  if (match?.[1] === undefined || parseLocalDate(match[1]) === null) return wrong("DATE_TIME_SYNTAX", text, right);
  const at = new Date(given);
  return Number.isNaN(at.getTime()) ? wrong("DATE_TIME_SYNTAX", text, right) : ok(at.toISOString());
}

function parseDecimal(text: string): Outcome<string> {
  const given = text.trim();
  const match = /^(-?)0*(\d+)(?:\.(\d+?)0*)?$/.exec(given);
  if (match === null || given.length > DIGITS_MAX)
    return wrong("DECIMAL_SYNTAX", text, `a decimal of at most ${DIGITS_MAX} characters, such as 33.33`);
  const [, sign = "", whole = "0", fraction = ""] = match;
  const rest = fraction === "" || /^0+$/.test(fraction) ? "" : `.${fraction}`;
  return ok(whole === "0" && rest === "" ? "0" : `${sign}${whole}${rest}`);
}

function parseWhole(text: string): Outcome<string> {
  const given = text.trim();
  if (!/^-?\d+$/.test(given) || given.length > DIGITS_MAX)
    return wrong("BIG_INT_SYNTAX", text, `a whole number of at most ${DIGITS_MAX} characters`);
  return ok(BigInt(given).toString());
}

/** A share as the schema shows it: percent is exact where it ends within 12 decimals; the fraction always is. */
export function toShareType(part: Share): { readonly percent: string; readonly numerator: string; readonly denominator: string } {
  return { percent: percentText(part), numerator: part.numerator.toString(), denominator: part.denominator.toString() };
}

/** An amount as the schema shows it, with all decimals of its currency. */
export function toMoneyType(amount: Money): { readonly amount: string; readonly currency: string } {
  return { amount: amountText(amount), currency: amount.currency };
}

/** A period as the schema shows it: half-open, null for an open side. */
export function toPeriodType({ from, until }: Period): { readonly from: string | null; readonly until: string | null } {
  return { from, until };
}
