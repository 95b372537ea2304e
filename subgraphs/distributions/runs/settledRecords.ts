import { chooseRate } from "../../domain/distribution/exchange.ts";
import type { ChosenRate, FxRate } from "../../domain/distribution/exchange.ts";
import { storedFine } from "../../domain/distribution/fine.ts";
import type { ControlTotal, Settled, SettledStatement, Tally } from "../../domain/distribution/settleRun.ts";
import { heldKeyOf, settleTally } from "../../domain/distribution/settleRun.ts";
import { invariant } from "../../domain/invariant.ts";
import { entryOfSettled } from "../../domain/ledger.ts";
import type { CurrencyCode, Money } from "../../domain/money.ts";
import { convert, money } from "../../domain/money.ts";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import type { LocalDate } from "../../domain/period.ts";
import { storedShare } from "../../domain/shares.ts";
import type { IdMaker } from "../../kit/ids.ts";
import type { ComputedRun } from "./computeRun.ts";
import { statementPlace } from "./computeRun.ts";
import type { EntryRecord, HoldRecord, StatementRecord, TermsRecord, TotalRecord } from "./model.ts";

/** What a run leaves in the books. */
export interface RunRecords {
  readonly settled: readonly Settled[];
  readonly statements: readonly StatementRecord[];
  readonly holds: readonly HoldRecord[];
  readonly entries: readonly EntryRecord[];
  /** What could not be done as stated: a rate of exchange that is missing. */
  readonly notes: readonly Problem[];
}

interface Place {
  readonly runId: string;
  readonly period: string;
  /** ISO instant. */
  readonly at: string;
  readonly rates: readonly FxRate[];
  readonly ids: IdMaker;
}

/** Rounds the tallies, converts each statement once, and writes one ledger entry a payer and currency. */
export function recordsOf(computed: ComputedRun, place: Place): RunRecords {
  const notes: Problem[] = [];
  const statements: StatementRecord[] = [];
  const holds: HoldRecord[] = [];
  const entries: EntryRecord[] = [];
  const settled = computed.tallies.map((tally) => {
    const one = settleTally(tally);
    for (const statement of one.statements) statements.push(statementRecord(statement, { ...place, tally, computed, notes }));
    for (const { conflictIds, minor } of one.held) holds.push(holdRecord(one, { conflictIds, minor }, place));
    const id = place.ids.make("ent");
    const { runId, at, kind, reverses, postings } = entryOfSettled(one, { id, runId: place.runId, at: place.at });
    entries.push({
      _id: id,
      runId,
      payer: one.payer,
      at,
      kind,
      reverses,
      postings: postings.map((posting) => ({ ...posting, minor: posting.minor.toString() })),
    });
    return one;
  });
  return { settled, statements, holds, entries, notes };
}

function statementRecord(
  statement: SettledStatement,
  { tally, computed, notes, ...place }: Place & { readonly tally: Tally; readonly computed: ComputedRun; readonly notes: Problem[] },
): StatementRecord {
  const id = computed.statementIds.get(statementPlace(tally, statement.key));
  invariant(id !== undefined, `a statement has lines: ${statement.key}`);
  const remitted = money(statement.remittedMinor, tally.currency);
  const { paid, exchange } = exchanged(remitted, statement, { ...place, payer: tally.payer, notes });
  const sections = tally.statements.get(statement.key)?.sections ?? new Map<string, never>();
  return {
    _id: id,
    runId: place.runId,
    period: place.period,
    payer: tally.payer,
    payee: statement.payee,
    societies: [...new Set([tally.payer, statement.payee])],
    currency: tally.currency,
    grossFine: storedFine(statement.grossFine),
    grossMinor: statement.grossMinor.toString(),
    deductions: statement.deductions.map(({ agreementId, kind, base, rate, reference, minor }) => ({
      agreementId,
      kind,
      base,
      rate: storedShare(rate),
      reference,
      minor: minor.toString(),
    })),
    taxes: statement.taxes.map(({ agreementId, rate, reference, minor }) => ({
      agreementId,
      rate: storedShare(rate),
      reference,
      minor: minor.toString(),
    })),
    remittedMinor: statement.remittedMinor.toString(),
    paidMinor: paid.minor.toString(),
    paidCurrency: paid.currency,
    exchange:
      exchange === null
        ? null
        : { rate: storedShare(exchange.rate), date: exchange.date, source: exchange.sources.join(", "), by: exchange.by },
    terms: [...sections.values()].map(({ terms }): TermsRecord => ({
      agreementId: terms.agreementId,
      deductions: terms.deductions.map(({ kind, base, rate, reference }) => ({ kind, base, rate: storedShare(rate), reference })),
      tax: storedShare(terms.tax),
      taxReference: terms.taxReference,
    })),
    lineCount: computed.linesPerStatement.get(id) ?? 0,
  };
}

/** The payee's currency at the stated rate of the day, converted once; without a rate the statement stays in the income's currency and a note says so. */
function exchanged(
  remitted: Money,
  { payee, statementCurrency }: { readonly payee: string; readonly statementCurrency: CurrencyCode },
  place: { readonly at: string; readonly rates: readonly FxRate[]; readonly payer: string; readonly notes: Problem[] },
): { readonly paid: Money; readonly exchange: ChosenRate | null } {
  if (statementCurrency === remitted.currency) return { paid: remitted, exchange: null };
  // An instant begins with its day.
  const rate = chooseRate(place.rates, { from: remitted.currency, to: statementCurrency }, place.at.slice(0, 10) as LocalDate);
  if (rate !== null) return { paid: convert(remitted, rate.rate, statementCurrency), exchange: rate };
  place.notes.push({
    ...problem(
      "FX_RATE_MISSING",
      `No rate from ${remitted.currency} to ${statementCurrency} is stated; the statement from ${place.payer} to ${payee} stays in ${remitted.currency}.`,
    ),
    severity: "INFO",
  });
  return { paid: remitted, exchange: null };
}

function holdRecord(
  { payer, currency }: Settled,
  held: { readonly conflictIds: readonly string[]; readonly minor: bigint },
  { runId, ids }: Place,
): HoldRecord {
  const account = `held:${payer}:${heldKeyOf(held.conflictIds)}`;
  return { _id: ids.make("ent"), runId, payer, currency, conflictIds: held.conflictIds, minor: held.minor.toString(), account };
}

/** Totals in their stored form. */
export function totalRecord(total: ControlTotal): TotalRecord {
  return {
    currency: total.currency,
    income: total.income.toString(),
    remitted: total.remitted.toString(),
    deductions: total.deductions.toString(),
    tax: total.tax.toString(),
    held: total.held.toString(),
    unmatched: total.unmatched.toString(),
    unclaimed: total.unclaimed.toString(),
    nonMembers: total.nonMembers.toString(),
    notRepresented: total.notRepresented.toString(),
    residue: total.residue.toString(),
  };
}
