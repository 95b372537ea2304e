import type { LocalDate } from "../domain/period.ts";

/** Where a licence stands on a day; the same words as the schema's enum. */
export type LicenseState = "IN_FORCE" | "TERMINATED" | "EXPIRED" | "NOT_YET";

/** The days that decide where a licence stands. */
export interface LicenseDays {
  readonly from: string;
  /** The day after the last. */
  readonly until: string;
  /** First day without it after notice; null while none was given. */
  readonly terminatedFrom: string | null;
}

/** Where a licence stands on a day: a termination that took effect is told before the end of the period. */
export function stateOn({ from, until, terminatedFrom }: LicenseDays, day: LocalDate): LicenseState {
  if (terminatedFrom !== null && terminatedFrom <= day) return "TERMINATED";
  if (day < from) return "NOT_YET";
  return until <= day ? "EXPIRED" : "IN_FORCE";
}

/** The first day without the licence: the end of its period, or an earlier termination. */
export function endOf({ until, terminatedFrom }: LicenseDays): string {
  return terminatedFrom !== null && terminatedFrom < until ? terminatedFrom : until;
}
