import { Long } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isDocument, toSafeInteger } from "../values/value.ts";
import type { DateParts } from "./dates.ts";
import { dateFrom, dateOf, dayOfWeek, dayOfYear, daysInMonth, isoWeek, offsetMinutes, partsOf, week, zoneOf } from "./dates.ts";
import type { Operator, Operators } from "./operator.ts";
import { nullish, stringOf } from "./operator.ts";

/** One part of a date, given as the date alone or with a `timezone`. */
function part(read: (parts: DateParts) => Value): Operator {
  return {
    arity: [1, 1],
    named: ["date", "timezone"],
    required: ["date"],
    apply: ([given]) => {
      const { date, timezone }: Document = isDocument(given) ? given : { date: given };
      if (nullish(date) || timezone === null) return null;
      return read(partsOf(dateFrom(date), zoneOf(timezone)));
    },
  };
}

const pad = (value: number, length: number): string => String(value).padStart(length, "0");

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`;
}

type Format = (parts: DateParts, offset: number) => string;
const FORMATS: Readonly<Record<string, Format>> = {
  d: ({ day }) => pad(day, 2),
  G: (parts) => pad(isoWeek(parts).year, 4),
  H: ({ hour }) => pad(hour, 2),
  j: (parts) => pad(dayOfYear(parts), 3),
  L: ({ millisecond }) => pad(millisecond, 3),
  m: ({ month }) => pad(month, 2),
  M: ({ minute }) => pad(minute, 2),
  S: ({ second }) => pad(second, 2),
  u: (parts) => String(isoWeek(parts).day),
  U: (parts) => pad(week(parts), 2),
  V: (parts) => pad(isoWeek(parts).week, 2),
  w: (parts) => String(dayOfWeek(parts)),
  Y: ({ year }) => pad(year, 4),
  z: (_parts, offset) => offsetText(offset),
  "%": () => "%",
};

function dateToString([named]: Value[]): Value {
  const { date, format, timezone, onNull }: Document = isDocument(named) ? named : {};
  if (nullish(date)) return onNull ?? null;
  if (timezone === null || format === null) return null;
  const zone = zoneOf(timezone);
  const at = dateFrom(date);
  const parts = partsOf(at, zone);
  if (parts.year < 0 || parts.year > 9999) throw new StoreError(18537, "$dateToString is only defined on year 0-9999");
  const offset = offsetMinutes(zone, at.getTime());
  const shape =
    format === undefined
      ? timezone === undefined || zone === "UTC"
        ? "%Y-%m-%dT%H:%M:%S.%LZ"
        : "%Y-%m-%dT%H:%M:%S.%L"
      : stringOf(format, "$dateToString's format", 18533);
  return shape.replace(/%(.?)/gsu, (_all, letter: string) => {
    if (letter === "Z") throw notCovered("%Z in a format of $dateToString");
    const write = Object.hasOwn(FORMATS, letter) ? FORMATS[letter] : undefined;
    if (!write) throw new StoreError(letter === "" ? 18535 : 18536, `Invalid format character '%${letter}' in format string`);
    return write(parts, offset);
  });
}

const UNIT_MS = new Map(
  Object.entries({
    week: 604_800_000,
    day: 86_400_000,
    hour: 3_600_000,
    minute: 60_000,
    second: 1_000,
    millisecond: 1,
  }),
);
const UNIT_MONTHS = new Map(Object.entries({ year: 12, quarter: 3, month: 1 }));

/** So much later: months keep the day when the month has it; days and weeks keep the hour of the time zone. */
export function later(date: Date, { amount, unit, zone }: { amount: number; unit: string; zone: string }): Date {
  const months = UNIT_MONTHS.get(unit);
  const ms = UNIT_MS.get(unit);
  if (months === undefined && ms === undefined) throw new StoreError(9, `unknown time unit value: ${unit}`);
  let result = new Date(date.getTime() + amount * (ms ?? 0));
  const parts = partsOf(date, zone);
  if (months !== undefined) {
    const month = parts.month - 1 + amount * months;
    const [year, place] = [parts.year + Math.floor(month / 12), ((month % 12) + 12) % 12];
    result = dateOf({ ...parts, year, month: place + 1, day: Math.min(parts.day, daysInMonth(year, place + 1)) }, zone);
  } else if (unit === "day" || unit === "week") result = dateOf({ ...parts, day: parts.day + amount * (unit === "week" ? 7 : 1) }, zone);
  if (Number.isNaN(result.getTime())) throw new StoreError(5166406, "the date is out of range");
  return result;
}

function shifting(name: string, sign: 1 | -1): Operator {
  return {
    named: ["startDate", "unit", "amount", "timezone"],
    required: ["startDate", "unit", "amount"],
    apply: ([named]) => {
      const { startDate, unit, amount, timezone }: Document = isDocument(named) ? named : {};
      if (nullish(startDate) || nullish(unit) || nullish(amount) || timezone === null) return null;
      const count = toSafeInteger(amount);
      if (count === null) throw new StoreError(5166405, `${name} expects integer amount of time units`);
      if (Math.abs(count) > 1e14) throw notCovered(`${name} of ${count} units`);
      return later(dateFrom(startDate), { amount: count * sign, unit: stringOf(unit, `${name}'s unit`, 5166403), zone: zoneOf(timezone) });
    },
  };
}

export const DATES: Operators = {
  $year: part(({ year }) => year),
  $month: part(({ month }) => month),
  $dayOfMonth: part(({ day }) => day),
  $hour: part(({ hour }) => hour),
  $minute: part(({ minute }) => minute),
  $second: part(({ second }) => second),
  $millisecond: part(({ millisecond }) => millisecond),
  $dayOfWeek: part(dayOfWeek),
  $dayOfYear: part(dayOfYear),
  $week: part(week),
  $isoWeek: part((parts) => isoWeek(parts).week),
  $isoWeekYear: part((parts) => Long.fromNumber(isoWeek(parts).year)),
  $isoDayOfWeek: part((parts) => isoWeek(parts).day),
  $dateToString: {
    named: ["date", "format", "timezone", "onNull"],
    required: ["date"],
    apply: dateToString,
  },
  $dateAdd: shifting("$dateAdd", 1),
  $dateSubtract: shifting("$dateSubtract", -1),
};
