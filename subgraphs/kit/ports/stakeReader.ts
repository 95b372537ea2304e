import type { Period } from "../../domain/period.ts";
import type { IpiRight } from "../../domain/rights.ts";

/**
 * What money conflicts are about, by committed runs: asked by works of distributions. Country sets cross in their stored form (hexadecimal, see
 * territories/countrySet.ts), amounts as strings of minor units.
 */
export interface StakeReader {
  /** In the order of the questions; at most 500 a call. */
  stakes(request: { readonly questions: readonly StakeQuestion[] }): Promise<{ readonly answers: readonly Stake[] }>;
}

export interface StakeQuestion {
  /** `cnf_…`: what is held for it. */
  readonly conflictId: string;
  /** `wrk_…` and its contestants, `pty_…`: what they were paid in the slices. */
  readonly workId: string;
  readonly partyIds: readonly string[];
  readonly slices: readonly { readonly rights: readonly IpiRight[]; readonly countries: string; readonly period: Period }[];
}

export interface Stake {
  /** What runs hold for the conflict, one amount a currency; money held for two conflicts at once counts for each. */
  readonly held: readonly StakeAmount[];
  /** What its contestants were paid there before, rounded to the minor unit once a currency. */
  readonly paid: readonly StakeAmount[];
  /** Whether more was paid than was read: `paid` is then the least it can be. */
  readonly isPartial: boolean;
}

export interface StakeAmount {
  readonly minor: string;
  /** ISO 4217. */
  readonly currency: string;
}
