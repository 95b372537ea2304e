import { invariant } from "../invariant.ts";
import type { CurrencyCode } from "../money.ts";

/** What one society owes another for a period, in one currency. */
export interface Due {
  readonly from: string;
  readonly to: string;
  readonly currency: CurrencyCode;
  readonly minor: bigint;
}

/** What a society gets (or, below zero, pays) when everybody's dues are netted: the sum of what it is owed less what it owes. */
export interface NetPosition {
  readonly society: string;
  readonly currency: CurrencyCode;
  readonly receivableMinor: bigint;
  readonly payableMinor: bigint;
  readonly netMinor: bigint;
}

/** Dues netted over all societies: positions add up to zero in each currency, and so few payments settle them. */
export interface Netted {
  readonly positions: readonly NetPosition[];
  readonly payments: readonly Due[];
}

/** Nets dues multilaterally, currency by currency. The order of the dues does not matter. */
export function netDues(dues: readonly Due[]): Netted {
  const currencies = [...new Set(dues.map(({ currency }) => currency))].sort();
  const parts = currencies.map((currency) =>
    netOne(
      currency,
      dues.filter((due) => due.currency === currency && due.from !== due.to),
    ),
  );
  return { positions: parts.flatMap(({ positions }) => positions), payments: parts.flatMap(({ payments }) => payments) };
}

function netOne(currency: CurrencyCode, dues: readonly Due[]): Netted {
  const societies = [...new Set(dues.flatMap(({ from, to }) => [from, to]))].sort();
  const positions = societies.map((society) => {
    const receivableMinor = sum(dues.filter(({ to }) => to === society));
    const payableMinor = sum(dues.filter(({ from }) => from === society));
    return { society, currency, receivableMinor, payableMinor, netMinor: receivableMinor - payableMinor };
  });
  const total = positions.reduce((before, { netMinor }) => before + netMinor, 0n);
  invariant(total === 0n, `net positions add up to zero, not ${total}`);
  return { positions, payments: payAll(currency, positions) };
}

/** The largest debtor pays the largest creditor until one of them is done: at most one payment fewer than there are societies. */
function payAll(currency: CurrencyCode, positions: readonly NetPosition[]): Due[] {
  const debtors = positions.flatMap(({ society, netMinor }) => (netMinor < 0n ? [{ society, rest: -netMinor }] : [])).sort(largestFirst);
  const creditors = positions.flatMap(({ society, netMinor }) => (netMinor > 0n ? [{ society, rest: netMinor }] : [])).sort(largestFirst);
  const payments: Due[] = [];
  let [at, toward] = [0, 0];
  for (;;) {
    const [debtor, creditor] = [debtors[at], creditors[toward]];
    if (debtor === undefined || creditor === undefined) return payments;
    const minor = debtor.rest < creditor.rest ? debtor.rest : creditor.rest;
    payments.push({ from: debtor.society, to: creditor.society, currency, minor });
    debtor.rest -= minor;
    creditor.rest -= minor;
    if (debtor.rest === 0n) at += 1;
    if (creditor.rest === 0n) toward += 1;
  }
}

function sum(dues: readonly Due[]): bigint {
  return dues.reduce((before, { minor }) => before + minor, 0n);
}

function largestFirst(one: { society: string; rest: bigint }, other: { society: string; rest: bigint }): number {
  if (one.rest !== other.rest) return one.rest > other.rest ? -1 : 1;
  return one.society < other.society ? -1 : 1;
}
