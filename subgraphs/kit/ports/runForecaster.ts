import type { DestinationKind } from "../../domain/distribution/workParts.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { Supposition } from "./rightsReader.ts";

/**
 * What the next distributions would pay if works were as supposed: asked by works of distributions, which computes both pictures by the code of a
 * real run. Committed runs are not in it: nothing changes them. Amounts cross as strings of minor units, `…Fine` ones in millionths of a millionth of one.
 */
export interface RunForecaster {
  forecast(request: {
    /** The works that are supposed to be otherwise, under every id they have; at most 200. */
    readonly workIds: readonly string[];
    readonly supposing: Supposition;
  }): Promise<RunForecast>;
}

export interface RunForecast {
  /** One a licensor, quarter and currency, of those whose unpaid usage is of the works. */
  readonly runs: readonly ForecastRun[];
  /** Whether there is more unpaid usage than was looked through: more runs may pay otherwise. */
  readonly isPartial: boolean;
  /** Runs that could not be computed, with the reason. */
  readonly unmade: readonly { readonly licensor: string; readonly period: string; readonly problem: Problem }[];
}

export interface ForecastRun {
  readonly licensor: string;
  /** `2026-Q1`. */
  readonly period: string;
  readonly currency: string;
  /** What the supposition adds to each total of the run; below zero it takes away. All but `income` add up to `income`. */
  readonly changes: Readonly<Record<RunTotal, string>>;
  /** What the works alone earn, before and after, where that differs. */
  readonly earnings: readonly ForecastEarning[];
  /** What each society is remitted for all works of the run, where that differs. */
  readonly remittances: readonly ForecastRemittance[];
}

/** The totals of a run, as its control totals name them. */
export const RUN_TOTALS = [
  "income",
  "remitted",
  "deductions",
  "tax",
  "held",
  "unmatched",
  "unclaimed",
  "nonMembers",
  "notRepresented",
] as const;
export type RunTotal = (typeof RUN_TOTALS)[number];

/** Where a part of a work's income goes, gross. */
export interface ForecastEarning {
  readonly destination: DestinationKind;
  /** Whose claim it is; null for what nobody claims or is held. */
  readonly partyId: string | null;
  /** The society that is paid, and the one that holds the party's mandate; null where nothing is paid. */
  readonly payee: string | null;
  readonly holder: string | null;
  readonly beforeFine: string;
  readonly afterFine: string;
}

export interface ForecastRemittance {
  readonly payee: string;
  /** Less deductions and tax, in the run's currency. */
  readonly beforeMinor: string;
  readonly afterMinor: string;
}
