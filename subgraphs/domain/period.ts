import { invariant } from "./invariant.ts";

/** A calendar day, `YYYY-MM-DD`; compares as text. */
export type LocalDate = string & { readonly __brand: "LocalDate" };

/** Days from `from` up to but without `until`; null is open on that side. */
export interface Period {
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

export const ALWAYS: Period = { from: null, until: null };

/** The calendar day of a text in `YYYY-MM-DD`, or null when there is no such day (2026-02-30). */
export function parseLocalDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text ? (text as LocalDate) : null;
}

/** The day after; 9999-12-31 has none that can be written. */
export function nextDay(day: LocalDate): LocalDate {
  invariant(day < "9999-12-31", "no day after 9999-12-31 can be written");
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as LocalDate;
}

/** The day before; 0000-01-01 has none that can be written. */
export function previousDay(day: LocalDate): LocalDate {
  invariant(day > "0000-01-01", "no day before 0000-01-01 can be written");
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) as LocalDate;
}

/** The day that comes so many days later; 9999-12-31 is the last that can be written. */
export function laterDay(day: LocalDate, days: number): LocalDate {
  const later = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  invariant(Number.isInteger(days) && later <= Date.parse("9999-12-31T00:00:00Z"), `a day that can be written, ${days} days after ${day}`);
  return new Date(later).toISOString().slice(0, 10) as LocalDate;
}

/** Days from one day to another; negative where it lies before. */
export function daysUntil(from: LocalDate, until: LocalDate): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** The period of one day. */
export function singleDay(day: LocalDate): Period {
  return { from: day, until: nextDay(day) };
}

export function isEmptyPeriod({ from, until }: Period): boolean {
  return from !== null && until !== null && from >= until;
}

export function containsDay({ from, until }: Period, day: LocalDate): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}

/** The days in both, or null when there are none. */
export function intersectPeriods(one: Period, other: Period): Period | null {
  const from = laterStart(one.from, other.from);
  const until = earlierEnd(one.until, other.until);
  const both = { from, until };
  return isEmptyPeriod(both) ? null : both;
}

/** Whether some day is in both. */
export function periodsMeet(one: Period, other: Period): boolean {
  const from = laterStart(one.from, other.from);
  const until = earlierEnd(one.until, other.until);
  return from === null || until === null || from < until;
}

/** Earlier starts first, then earlier ends. */
export function comparePeriods(one: Period, other: Period): number {
  return compareText(one.from ?? "", other.from ?? "") || compareText(one.until ?? "~", other.until ?? "~");
}

export function equalPeriods(one: Period, other: Period): boolean {
  return one.from === other.from && one.until === other.until;
}

function laterStart(one: LocalDate | null, other: LocalDate | null): LocalDate | null {
  if (one === null) return other;
  if (other === null) return one;
  return one > other ? one : other;
}

function earlierEnd(one: LocalDate | null, other: LocalDate | null): LocalDate | null {
  if (one === null) return other;
  if (other === null) return one;
  return one < other ? one : other;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
