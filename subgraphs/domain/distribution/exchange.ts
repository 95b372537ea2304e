import type { CurrencyCode, Fraction } from "../money.ts";
import type { LocalDate } from "../period.ts";
import { divideShares, multiplyShares } from "../shares.ts";

/** A stated rate of exchange: units of `to` for one unit of `from`, on a day, by a source. */
export interface FxRate {
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  readonly rate: Fraction;
  readonly date: LocalDate;
  readonly source: string;
}

/** The rate that a statement uses, with the stated rates it rests on. */
export interface ChosenRate {
  readonly rate: Fraction;
  /** The older of the days of the stated rates. */
  readonly date: LocalDate;
  readonly sources: readonly string[];
  /** How it was reached: `CNY/EUR`, or `CNY/EUR x EUR/GBP`. */
  readonly by: string;
}

/**
 * The latest rate stated on or before a day: as stated, else the inverse of one, else over one currency between (exact fractions, never
 * rounded amounts). Null when there is none: the statement then stays in the currency of its income.
 */
export function chooseRate(
  rates: readonly FxRate[],
  pair: { readonly from: CurrencyCode; readonly to: CurrencyCode },
  on: LocalDate,
): ChosenRate | null {
  const known = rates.filter(({ date }) => date <= on);
  const direct = latest(known, pair.from, pair.to);
  if (direct !== null) return direct;
  const between = [...new Set(known.flatMap(({ from, to }) => [from, to]))].sort();
  for (const middle of between) {
    const first = latest(known, pair.from, middle);
    const second = latest(known, middle, pair.to);
    if (first === null || second === null) continue;
    return {
      rate: multiplyShares(first.rate, second.rate),
      date: first.date < second.date ? first.date : second.date,
      sources: [...new Set([...first.sources, ...second.sources])],
      by: `${first.by} x ${second.by}`,
    };
  }
  return null;
}

function latest(rates: readonly FxRate[], from: CurrencyCode, to: CurrencyCode): ChosenRate | null {
  if (from === to) return null;
  let best: FxRate | null = null;
  for (const rate of rates) {
    const fits = (rate.from === from && rate.to === to) || (rate.from === to && rate.to === from);
    if (fits && (best === null || rate.date > best.date)) best = rate;
  }
  if (best === null) return null;
  const stated = best.from === from;
  const rate = stated ? best.rate : divideShares({ numerator: 1n, denominator: 1n }, best.rate);
  return { rate, date: best.date, sources: [best.source], by: stated ? `${from}/${to}` : `1 / (${to}/${from})` };
}
