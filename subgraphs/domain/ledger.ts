import { invariant } from "./invariant.ts";
import type { CurrencyCode } from "./money.ts";
import type { Problem } from "./outcome.ts";
import { problem } from "./outcome.ts";
import type { Settled } from "./distribution/settleRun.ts";
import { heldKeyOf } from "./distribution/settleRun.ts";

/** One side of an entry: above zero is a debit, below zero a credit, in minor units. */
export interface Posting {
  /** `income:licence:119`, `payable:119:052`, `held:119:cnf_…`, `deductions:119:ADMINISTRATION`: kind, the society whose books, then what tells it apart. */
  readonly account: string;
  readonly currency: CurrencyCode;
  readonly minor: bigint;
}

/** A fact of the books. Entries are added and reversed, never changed. */
export interface LedgerEntry {
  /** `ent_…` */
  readonly id: string;
  /** The run it belongs to. */
  readonly runId: string;
  /** ISO instant. */
  readonly at: string;
  readonly kind: "RUN" | "REVERSAL";
  /** The entry that this one reverses; null for an original. */
  readonly reverses: string | null;
  readonly postings: readonly Posting[];
}

/** An entry whose postings add up to zero in each currency; anything else is a programmer's error. */
export function ledgerEntry(entry: LedgerEntry): LedgerEntry {
  const off = imbalances(entry.postings);
  invariant(
    off.length === 0,
    `postings of ${entry.id} add up to zero: ${off.map(([currency, minor]) => `${minor} ${currency}`).join(", ")}`,
  );
  return entry;
}

/** The entry of a settled run for one payer and currency: its licence income goes to whom it is owed and to the accounts of what is not paid yet. */
export function entryOfSettled(settled: Settled, place: { readonly id: string; readonly runId: string; readonly at: string }): LedgerEntry {
  const { payer, currency } = settled;
  const credits: [string, bigint][] = [
    ...settled.statements.flatMap((statement): [string, bigint][] => [
      [`payable:${payer}:${statement.payee}`, statement.remittedMinor],
      ...statement.deductions.map(({ kind, minor }): [string, bigint] => [`deductions:${payer}:${kind}`, minor]),
      ...statement.taxes.map(({ minor }): [string, bigint] => [`tax:${payer}`, minor]),
    ]),
    ...settled.held.map(({ conflictIds, minor }): [string, bigint] => [`held:${payer}:${heldKeyOf(conflictIds)}`, minor]),
    [`unmatched:${payer}`, settled.plain.UNMATCHED],
    [`unclaimed:${payer}`, settled.plain.UNCLAIMED],
    [`nonMembers:${payer}`, settled.plain.NON_MEMBERS],
    [`notRepresented:${payer}`, settled.plain.NOT_REPRESENTED],
  ];
  const byAccount = new Map<string, bigint>();
  for (const [account, minor] of credits) byAccount.set(account, (byAccount.get(account) ?? 0n) - minor);
  const postings = [...byAccount].filter(([, minor]) => minor !== 0n).map(([account, minor]) => ({ account, currency, minor }));
  return ledgerEntry({
    ...place,
    kind: "RUN",
    reverses: null,
    postings: [{ account: `income:licence:${payer}`, currency, minor: settled.incomeMinor }, ...postings],
  });
}

/** The entry that undoes another: the same accounts, opposite amounts. */
export function reverseEntry(entry: LedgerEntry, place: { readonly id: string; readonly at: string }): LedgerEntry {
  invariant(entry.reverses === null, `a reversal is not reversed again: ${entry.id}; post the original anew`);
  const postings = entry.postings.map(({ account, currency, minor }) => ({ account, currency, minor: -minor }));
  return ledgerEntry({ id: place.id, at: place.at, runId: entry.runId, kind: "REVERSAL", reverses: entry.id, postings });
}

/** The balance of every account and currency over entries: `account currency` to minor units; zero balances are left out. */
export function balancesOf(entries: readonly LedgerEntry[]): ReadonlyMap<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { postings } of entries) {
    for (const { account, currency, minor } of postings) {
      const key = `${account} ${currency}`;
      const balance = (balances.get(key) ?? 0n) + minor;
      if (balance === 0n) balances.delete(key);
      else balances.set(key, balance);
    }
  }
  return balances;
}

/**
 * What is wrong with the books, nothing when all is right. Problems: `LEDGER_UNBALANCED` (an entry does not add up to zero),
 * `LEDGER_REVERSES_UNKNOWN`, `LEDGER_REVERSED_TWICE`, `LEDGER_REVERSAL_DIFFERS` (not the exact opposite of what it reverses).
 */
export function checkLedger(entries: readonly LedgerEntry[]): readonly Problem[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const reversed = new Set<string>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    for (const [currency, minor] of imbalances(entry.postings)) {
      problems.push(
        problem("LEDGER_UNBALANCED", `Entry ${entry.id} is off by ${minor} minor units of ${currency}; its postings must add up to zero.`, [
          entry.id,
        ]),
      );
    }
    if (entry.reverses === null) continue;
    const original = byId.get(entry.reverses);
    if (original === undefined) {
      problems.push(
        problem("LEDGER_REVERSES_UNKNOWN", `Entry ${entry.id} reverses ${entry.reverses}, which is not in the books.`, [entry.id]),
      );
    } else if (balancesOf([original, entry]).size > 0) {
      problems.push(
        problem("LEDGER_REVERSAL_DIFFERS", `Entry ${entry.id} is not the opposite of ${original.id}, which it reverses.`, [entry.id]),
      );
    }
    if (reversed.has(entry.reverses))
      problems.push(problem("LEDGER_REVERSED_TWICE", `Entry ${entry.reverses} is reversed more than once.`, [entry.id]));
    reversed.add(entry.reverses);
  }
  return problems;
}

function imbalances(postings: readonly Posting[]): [string, bigint][] {
  const sums = new Map<string, bigint>();
  for (const { currency, minor } of postings) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].filter(([, minor]) => minor !== 0n);
}
