import { StoreError } from "../errors.ts";
import type { Value } from "../values/value.ts";
import { isDate, isObjectId, isTimestamp, typeName } from "../values/value.ts";
import { stringOf } from "./operator.ts";

/** A date's parts as a calendar of a time zone shows them. */
export interface DateParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const DAY_MS = 86_400_000;
const OFFSET = /^([+-])(\d\d)(?::?(\d\d))?$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/** How many minutes a time zone is ahead of UTC at a moment: `UTC`, `+05:30`, or a name of the Olson data base. */
export function offsetMinutes(zone: string, at: number): number {
  if (zone === "UTC" || zone === "GMT" || zone === "Z") return 0;
  const [, sign, hours, minutes = "0"] = OFFSET.exec(zone) ?? [];
  if (sign !== undefined) return (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return Math.floor((local - Math.floor(at / 1000) * 1000) / 60_000);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    if (!/^[A-Za-z_]+(\/[A-Za-z_+\-\d]+)*$/.test(zone)) throw unknownZone(zone);
    const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
    try {
      format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", calendar: "gregory", ...numeric });
    } catch {
      throw unknownZone(zone);
    }
    formats.set(zone, format);
  }
  return format;
}

function unknownZone(zone: string): StoreError {
  return new StoreError(40485, `unrecognized time zone identifier: "${zone}"`);
}

export function partsOf(date: Date, zone = "UTC"): DateParts {
  const local = new Date(date.getTime() + offsetMinutes(zone, date.getTime()) * 60_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
  };
}

/** The moment at which a time zone's calendar shows these parts; parts beyond their range count on. */
export function dateOf({ year, month, day, hour, minute, second, millisecond }: DateParts, zone = "UTC"): Date {
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second, millisecond);
  const guess = local.getTime() - offsetMinutes(zone, local.getTime()) * 60_000;
  return new Date(local.getTime() - offsetMinutes(zone, guess) * 60_000);
}

export function daysInMonth(year: number, month: number): number {
  const first = new Date(0);
  first.setUTCFullYear(year, month, 0);
  return first.getUTCDate();
}

/** Days since 1970 began. */
export function dayNumber({ year, month, day }: DateParts): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / DAY_MS);
}

/** 1 is Sunday. */
export function dayOfWeek(parts: DateParts): number {
  return ((((dayNumber(parts) + 4) % 7) + 7) % 7) + 1;
}

export function dayOfYear(parts: DateParts): number {
  return dayNumber(parts) - dayNumber({ ...parts, month: 1, day: 1 }) + 1;
}

/** Weeks begin on Sundays; the days before the first Sunday are week 0. */
export function week(parts: DateParts): number {
  return Math.floor((dayOfYear(parts) + 7 - dayOfWeek(parts)) / 7);
}

/** ISO 8601: weeks begin on Mondays, and the first one has the year's first Thursday. */
export function isoWeek(parts: DateParts): { year: number; week: number; day: number } {
  const day = ((dayOfWeek(parts) + 5) % 7) + 1;
  const thursday = new Date((dayNumber(parts) + 4 - day) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const first = dayNumber({ ...parts, year, month: 1, day: 1 });
  return { year, week: Math.floor((thursday.getTime() / DAY_MS - first) / 7) + 1, day };
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * A date written as ISO 8601 says; without an offset it is the time of the zone. `undefined` when it is no date, "unread" for other ways of
 * writing one, of which MongoDB knows more.
 */
export function parseDate(text: string, zone?: string): Date | "unread" | undefined {
  const match = ISO.exec(text);
  if (!match) return /\d/.test(text) ? "unread" : undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const millisecond = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const right = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
  if (!right) return undefined;
  if (match[8] !== undefined && zone !== undefined && zone !== "UTC")
    throw new StoreError(241, "you cannot pass in a date/time string with GMT offset together with a timezone argument");
  return dateOf({ year, month, day, hour, minute, second, millisecond }, match[8] ?? zone);
}

/** The moment that a date, an ObjectId or a timestamp tells. */
export function dateFrom(value: Value): Date {
  if (isDate(value)) return value;
  if (isObjectId(value)) return value.getTimestamp();
  if (isTimestamp(value)) return new Date(value.t * 1000);
  throw new StoreError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

export function zoneOf(zone: Value): string {
  return zone === undefined ? "UTC" : stringOf(zone, "a timezone", 40517);
}
