import { invariant } from "../invariant.ts";
import type { Outcome } from "../outcome.ts";
import { ok, problem, refused } from "../outcome.ts";
import type { LocalDate } from "../period.ts";
import { parseLocalDate } from "../period.ts";

/** An accounting period, `2026-Q1`; compares as text. */
export type Quarter = string & { readonly __brand: "Quarter" };

/** Reads `2026-Q1`; the problem is `PERIOD_SYNTAX`. */
export function parseQuarter(text: string): Outcome<Quarter> {
  const plain = text.trim().toUpperCase();
  if (/^[12]\d{3}-Q[1-4]$/.test(plain)) return ok(plain as Quarter);
  return refused(problem("PERIOD_SYNTAX", `${JSON.stringify(plain.slice(0, 40))} is not a quarter, such as 2026-Q1.`, ["period"]));
}

/** The quarter a day is in. */
export function quarterOf(day: LocalDate): Quarter {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-Q${Math.floor((month + 2) / 3)}` as Quarter;
}

/** First day, and the day after the last. */
export function daysOfQuarter(quarter: Quarter): { readonly from: LocalDate; readonly until: LocalDate } {
  const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))];
  const start = (months: number): LocalDate => {
    const day = parseLocalDate(`${year + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-01`);
    invariant(day !== null, `a quarter has a first day: ${quarter}`);
    return day;
  };
  return { from: start((number - 1) * 3), until: start(number * 3) };
}
