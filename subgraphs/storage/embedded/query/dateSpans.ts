import { Long } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isDate, isDocument, toSafeInteger } from "../values/value.ts";
import type { DateParts } from "./dates.ts";
import { dateFrom, dateOf, dayNumber, dayOfWeek, isoWeek, offsetMinutes, parseDate, partsOf, zoneOf } from "./dates.ts";
import type { Operators } from "./operator.ts";
import { nullish, stringOf } from "./operator.ts";

const MONTHS = new Map(Object.entries({ year: 12, quarter: 3, month: 1 }));
const MS = new Map(Object.entries({ hour: 3_600_000, minute: 60_000, second: 1_000, millisecond: 1 }));
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MIDNIGHT = { hour: 0, minute: 0, second: 0, millisecond: 0 };
/** The bins of `$dateTrunc` are counted from here, in the time zone asked for. */
const REFERENCE: DateParts = { year: 2000, month: 1, day: 1, ...MIDNIGHT };

interface Span {
  readonly unit: string;
  readonly zone: string;
  /** 0 is Sunday. */
  readonly weekStart: number;
}

function spanOf(name: string, { unit, timezone, startOfWeek }: Document): Span {
  const text = stringOf(unit, `${name}'s unit`, 5439013);
  if (!MONTHS.has(text) && !MS.has(text) && text !== "day" && text !== "week")
    throw new StoreError(9, `${name} parameter 'unit' value cannot be recognized as a time unit: ${text}`);
  const start =
    text !== "week" || startOfWeek === undefined ? "sunday" : stringOf(startOfWeek, `${name}'s startOfWeek`, 5439015).toLowerCase();
  const weekStart = WEEKDAYS.findIndex((day) => day === start || day.slice(0, 3) === start);
  if (weekStart < 0) throw new StoreError(9, `${name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${start}`);
  return { unit: text, zone: zoneOf(timezone), weekStart };
}

/** Which month, week, day … since a fixed one a date lies in. */
function ordinal(date: Date, { unit, zone, weekStart }: Span): number {
  const months = MONTHS.get(unit);
  const ms = MS.get(unit);
  if (ms !== undefined) {
    const shift = unit === "hour" ? (offsetMinutes(zone, date.getTime()) % 60) * 60_000 : 0;
    return Math.floor((date.getTime() + shift) / ms);
  }
  const parts = partsOf(date, zone);
  if (months !== undefined) return Math.floor((parts.year * 12 + parts.month - 1) / months);
  return unit === "day" ? dayNumber(parts) : Math.floor((dayNumber(parts) - weekStart + 4) / 7); // day 0 was a Thursday
}

/** How many boundaries of the unit lie between. */
function difference([named]: Value[]): Value {
  const given: Document = isDocument(named) ? named : {};
  const { startDate, endDate, unit, timezone, startOfWeek } = given;
  if ([startDate, endDate, unit].some(nullish) || timezone === null || startOfWeek === null) return null;
  const span = spanOf("$dateDiff", given);
  return Long.fromNumber(ordinal(dateFrom(endDate), span) - ordinal(dateFrom(startDate), span));
}

/** The beginning of the bin that a date lies in. */
function truncated([named]: Value[]): Value {
  const given: Document = isDocument(named) ? named : {};
  const { date, unit, binSize = 1, timezone, startOfWeek } = given;
  if (nullish(date) || nullish(unit) || binSize === null || timezone === null || startOfWeek === null) return null;
  const size = toSafeInteger(binSize);
  if (size === null || size < 1) throw new StoreError(5439018, "$dateTrunc requires 'binSize' to be greater than 0, a whole number");
  const span = spanOf("$dateTrunc", given);
  const at = dateFrom(date);
  const ms = MS.get(span.unit);
  const down = (value: number, by: number): number => Math.floor(value / by) * by;
  if (ms !== undefined) {
    const reference = dateOf(REFERENCE, span.zone).getTime();
    return new Date(reference + down(at.getTime() - reference, ms * size));
  }
  const parts = partsOf(at, span.zone);
  const months = MONTHS.get(span.unit);
  if (months !== undefined) {
    const month = down((parts.year - REFERENCE.year) * 12 + parts.month - 1, months * size);
    return dateOf({ ...REFERENCE, month: month + 1 }, span.zone);
  }
  const first = span.unit === "day" ? 0 : (span.weekStart - (dayOfWeek(REFERENCE) - 1) + 7) % 7;
  const days = dayNumber(parts) - dayNumber(REFERENCE) - first;
  return dateOf({ ...REFERENCE, day: 1 + first + down(days, span.unit === "day" ? size : size * 7) }, span.zone);
}

const PARTS = ["year", "month", "day", "hour", "minute", "second", "millisecond"] as const;
const ISO_PARTS = ["isoWeekYear", "isoWeek", "isoDayOfWeek"];

/** Parts beyond their range count on into the next ones. */
function fromParts([named]: Value[]): Value {
  const given: Document = isDocument(named) ? named : {};
  if ("timezone" in given && nullish(given["timezone"])) return null;
  const iso = ISO_PARTS.some((name) => name in given);
  if (iso && ["year", "month", "day"].some((name) => name in given))
    throw new StoreError(40489, "$dateFromParts does not allow mixing natural dates with ISO dates");
  if (!("year" in given) && !("isoWeekYear" in given))
    throw new StoreError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  const numbers: Record<string, number> = {};
  for (const name of [...PARTS, ...ISO_PARTS]) {
    if (!(name in given)) continue;
    if (nullish(given[name])) return null;
    const number = toSafeInteger(given[name]);
    if (number === null) throw new StoreError(40515, `'${name}' must evaluate to an integer`);
    const isYear = name === "year" || name === "isoWeekYear";
    if (isYear && (number < 1 || number > 9999))
      throw new StoreError(40523, `'${name}' must evaluate to an integer in the range 1 to 9999, found ${number}`);
    if (!isYear && Math.abs(number) > 32_767)
      throw new StoreError(31034, `'${name}' must evaluate to a value in the range [-32768, 32767]; value ${number} is not in range`);
    numbers[name] = number;
  }
  const { hour = 0, minute = 0, second = 0, millisecond = 0, isoWeekYear = 1, isoWeek: week = 1, isoDayOfWeek = 1 } = numbers;
  const time = { hour, minute, second, millisecond };
  const zone = zoneOf(given["timezone"]);
  if (!iso) return dateOf({ year: numbers["year"] ?? 1, month: numbers["month"] ?? 1, day: numbers["day"] ?? 1, ...time }, zone);
  const fourth = isoWeek({ ...REFERENCE, year: isoWeekYear, day: 4 }).day; // the 4th of January is always in the first week
  return dateOf({ year: isoWeekYear, month: 1, day: 5 - fourth + (week - 1) * 7 + isoDayOfWeek - 1, ...time }, zone);
}

function toParts([named]: Value[]): Value {
  const { date, timezone, iso8601 }: Document = isDocument(named) ? named : {};
  if (nullish(date) || timezone === null || iso8601 === null) return null;
  if (iso8601 !== undefined && typeof iso8601 !== "boolean") throw new StoreError(40521, "iso8601 must evaluate to a bool");
  const parts = partsOf(dateFrom(date), zoneOf(timezone));
  const { year, month, day, ...time } = parts;
  if (iso8601 !== true) return { year, month, day, ...time };
  const iso = isoWeek(parts);
  return { isoWeekYear: iso.year, isoWeek: iso.week, isoDayOfWeek: iso.day, ...time };
}

function fromString([named]: Value[]): Value {
  const { dateString, format, timezone, onNull, ...rest }: Document = isDocument(named) ? named : {};
  if (format !== undefined) throw notCovered("$dateFromString with a format");
  if (nullish(dateString)) return onNull ?? null;
  if (timezone === null) return null;
  if (typeof dateString !== "string") {
    if ("onError" in rest) return rest["onError"];
    throw new StoreError(241, "$dateFromString requires that 'dateString' be a string");
  }
  const date = parseDate(dateString, zoneOf(timezone));
  if (isDate(date)) return date;
  if (date === "unread") throw notCovered(`the date '${dateString}', which is not as ISO 8601 says,`);
  if ("onError" in rest) return rest["onError"];
  throw new StoreError(241, `Error parsing date string '${dateString}'`);
}

export const DATE_SPANS: Operators = {
  $dateDiff: {
    named: ["startDate", "endDate", "unit", "timezone", "startOfWeek"],
    required: ["startDate", "endDate", "unit"],
    apply: difference,
  },
  $dateTrunc: { named: ["date", "unit", "binSize", "timezone", "startOfWeek"], required: ["date", "unit"], apply: truncated },
  $dateFromParts: { named: [...PARTS, ...ISO_PARTS, "timezone"], apply: fromParts },
  $dateToParts: { named: ["date", "timezone", "iso8601"], required: ["date"], apply: toParts },
  $dateFromString: { named: ["dateString", "format", "timezone", "onError", "onNull"], required: ["dateString"], apply: fromString },
};
