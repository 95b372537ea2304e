import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";

/** The instant of `asKnownOn`; null for none, which means now. */
export function parseInstant(text: string | Date | null | undefined): Outcome<Date | null> {
  if (text === null || text === undefined) return ok(null);
  const instant = new Date(text);
  if (!Number.isNaN(instant.getTime())) return ok(instant);
  return refused(problem("INSTANT", `${String(text)} is no instant; write it as 2026-03-31T12:00:00Z.`, ["asKnownOn"]));
}

/** The day of `asOf`; null for none. */
export function parseDay(text: string | null | undefined): Outcome<LocalDate | null> {
  if (text === null || text === undefined) return ok(null);
  const day = parseLocalDate(text);
  if (day !== null) return ok(day);
  return refused(problem("DAY", `${text} is no day of the calendar; write it as 2026-03-31.`, ["asOf"]));
}
