/**
 * What callers may still ask for in this minute, kept in one place for every process of the gateway: each takes a slice, answers from it
 * without asking, and comes again when it is used up. Costs are whole numbers, as the gateway estimates them.
 */
export interface BudgetKeeper {
  /** Takes from a holder's budget of a minute: all of what is asked for, or what is left. */
  take(request: BudgetSlice): Promise<{ readonly granted: number }>;
}

export interface BudgetSlice {
  /** `society:119`, `subject:…`, `address:…`; at most 200 characters. */
  readonly holder: string;
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly amount: number;
  /** The whole budget of the minute. */
  readonly limit: number;
}
