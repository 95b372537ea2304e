import { invariant } from "../invariant.ts";
import { allocate } from "../money.ts";
import type { CurrencyCode } from "../money.ts";
import type { Share } from "../shares.ts";
import { isZeroShare } from "../shares.ts";
import type { Fine } from "./fine.ts";
import { addFine, fineOfMinor, minorOfFine, NO_FINE } from "./fine.ts";
import type { DeductionRule, PaymentTerms } from "./terms.ts";
import { applyTerms } from "./terms.ts";
import type { DestinationKind } from "./workParts.ts";

/** Destinations that have one account each in a run; payable and held money is told apart by payee and by conflict. */
export type PlainDestination = Exclude<DestinationKind, "PAYABLE" | "HELD">;

/** What is owed on one set of terms within a statement. */
export interface SectionTally {
  readonly terms: PaymentTerms;
  gross: Fine;
}

/** Everything one payer owes out of its income in one currency, before rounding. */
export interface Tally {
  readonly payer: string;
  readonly currency: CurrencyCode;
  /** Of the fees, in minor units. */
  incomeMinor: bigint;
  /** By statement key (`payee` and currency of the statement), then by agreement. */
  readonly statements: Map<string, StatementTally>;
  /** By the conflicts that hold it. */
  readonly held: Map<string, { readonly conflictIds: readonly string[]; fine: Fine }>;
  readonly plain: Map<PlainDestination, Fine>;
}

export interface StatementTally {
  readonly payee: string;
  /** The currency that the payee is paid in. */
  readonly statementCurrency: CurrencyCode;
  readonly sections: Map<string, SectionTally>;
}

export function createTally(payer: string, currency: CurrencyCode): Tally {
  return { payer, currency, incomeMinor: 0n, statements: new Map(), held: new Map(), plain: new Map() };
}

/** The key of the statement that a payee gets out of this tally; a payee with terms in two currencies gets two. */
export function statementKeyOf(payee: string, terms: PaymentTerms, income: CurrencyCode): string {
  return `${payee}/${terms.currency ?? income}`;
}

/** Adds what is payable to a society on given terms. */
export function tallyPayable(tally: Tally, earned: { readonly payee: string; readonly terms: PaymentTerms; readonly fine: Fine }): void {
  const { payee, terms, fine } = earned;
  const key = statementKeyOf(payee, terms, tally.currency);
  const statement = tally.statements.get(key) ?? {
    payee,
    statementCurrency: terms.currency ?? tally.currency,
    sections: new Map<string, SectionTally>(),
  };
  tally.statements.set(key, statement);
  const sectionKey = terms.agreementId ?? "";
  const section = statement.sections.get(sectionKey);
  if (section === undefined) statement.sections.set(sectionKey, { terms, gross: fine });
  else section.gross = addFine(section.gross, fine);
}

/** Adds disputed money, kept apart for each set of conflicts that holds it. */
export function tallyHeld(tally: Tally, conflictIds: readonly string[], fine: Fine): void {
  const key = heldKeyOf(conflictIds);
  const before = tally.held.get(key);
  if (before === undefined) tally.held.set(key, { conflictIds, fine });
  else before.fine = addFine(before.fine, fine);
}

/** One key for one set of conflicts. */
export function heldKeyOf(conflictIds: readonly string[]): string {
  return [...conflictIds].sort().join("+");
}

/** Adds money that is neither paid nor disputed. */
export function tallyPlain(tally: Tally, destination: PlainDestination, fine: Fine): void {
  tally.plain.set(destination, addFine(tally.plain.get(destination) ?? NO_FINE, fine));
}

/** A deduction or tax of a statement, in minor units of the income's currency. */
export interface SettledDeduction {
  readonly agreementId: string | null;
  readonly kind: DeductionRule["kind"];
  readonly base: DeductionRule["base"];
  readonly rate: Share;
  readonly reference: string;
  readonly minor: bigint;
}

export interface SettledTax {
  readonly agreementId: string | null;
  readonly rate: Share;
  readonly reference: string | null;
  readonly minor: bigint;
}

/** What one society is owed by the payer: gross less deductions less tax is remitted, to the minor unit. */
export interface SettledStatement {
  readonly key: string;
  readonly payee: string;
  readonly statementCurrency: CurrencyCode;
  /** The exact sum of its lines. */
  readonly grossFine: Fine;
  readonly grossMinor: bigint;
  readonly deductions: readonly SettledDeduction[];
  readonly taxes: readonly SettledTax[];
  readonly remittedMinor: bigint;
}

/** Where the income of a payer in one currency went. */
export interface Settled {
  readonly payer: string;
  readonly currency: CurrencyCode;
  readonly incomeMinor: bigint;
  readonly statements: readonly SettledStatement[];
  readonly held: readonly { readonly conflictIds: readonly string[]; readonly minor: bigint }[];
  readonly plain: Readonly<Record<PlainDestination, bigint>>;
}

/**
 * Rounds once: the income goes to its destinations in whole minor units by largest remainder over the exact amounts (ties by the
 * destination's key), then each statement's gross to its deductions, taxes and remittance in the same way. Everything adds up exactly.
 */
export function settleTally(tally: Tally): Settled {
  const exact = new Map<string, Fine>();
  for (const [key, { sections }] of tally.statements) exact.set(`payable:${key}`, grossOf(sections));
  for (const [key, { fine }] of tally.held) exact.set(`held:${key}`, fine);
  for (const [key, fine] of tally.plain) exact.set(key, fine);
  const sum = [...exact.values()].reduce((before, fine) => before + fine, 0n);
  invariant(
    sum === fineOfMinor(tally.incomeMinor),
    `all income of ${tally.payer} in ${tally.currency} has a destination: ${sum} of ${tally.incomeMinor}`,
  );
  const rounded = handOut(tally.incomeMinor, exact);
  const minorOf = (key: string): bigint => rounded.get(key) ?? 0n;
  const settled: Settled = {
    payer: tally.payer,
    currency: tally.currency,
    incomeMinor: tally.incomeMinor,
    statements: [...tally.statements].sort(byKey).map(([key, statement]) => settleStatement(key, statement, minorOf(`payable:${key}`))),
    held: [...tally.held].sort(byKey).map(([key, { conflictIds }]) => ({ conflictIds, minor: minorOf(`held:${key}`) })),
    plain: {
      UNMATCHED: minorOf("UNMATCHED"),
      UNCLAIMED: minorOf("UNCLAIMED"),
      NON_MEMBERS: minorOf("NON_MEMBERS"),
      NOT_REPRESENTED: minorOf("NOT_REPRESENTED"),
    },
  };
  controlTotals([settled]);
  return settled;
}

function settleStatement(key: string, statement: StatementTally, grossMinor: bigint): SettledStatement {
  const exact = new Map<string, Share>();
  const sections = [...statement.sections]
    .sort(byKey)
    .map(([id, { terms, gross }]) => ({ id, terms, applied: applyTerms(minorOfFine(gross), terms) }));
  for (const { id, applied } of sections) {
    applied.deductions.forEach(({ amount }, at) => exact.set(`${id}/deduction/${at}`, amount));
    exact.set(`${id}/tax`, applied.tax);
    exact.set(`${id}/net`, applied.net);
  }
  const split = allocate(
    grossMinor,
    [...exact].map(([part, weight]) => ({ key: part, weight })),
  );
  const minorOf = (part: string): bigint => (split.ok ? (split.value.get(part) ?? 0n) : 0n);
  const deductions = sections.flatMap(({ id, terms, applied }) =>
    applied.deductions.map(({ rule }, at) => ({ agreementId: terms.agreementId, ...rule, minor: minorOf(`${id}/deduction/${at}`) })),
  );
  const taxes = sections.flatMap(({ id, terms }) =>
    isZeroShare(terms.tax)
      ? []
      : [{ agreementId: terms.agreementId, rate: terms.tax, reference: terms.taxReference, minor: minorOf(`${id}/tax`) }],
  );
  const remittedMinor = sections.reduce((sum, { id }) => sum + minorOf(`${id}/net`), 0n);
  const taken = sumOf(deductions) + sumOf(taxes);
  invariant(remittedMinor + taken === grossMinor, `a statement adds up: ${remittedMinor} + ${taken} of ${grossMinor}`);
  return {
    key,
    payee: statement.payee,
    statementCurrency: statement.statementCurrency,
    grossFine: grossOf(statement.sections),
    grossMinor,
    deductions,
    taxes,
    remittedMinor,
  };
}

/** Where the income of a run went, in one currency: the nine others add up to the income, to the minor unit. */
export interface ControlTotal {
  readonly currency: CurrencyCode;
  readonly income: bigint;
  readonly remitted: bigint;
  readonly deductions: bigint;
  readonly tax: bigint;
  readonly held: bigint;
  readonly unmatched: bigint;
  readonly unclaimed: bigint;
  readonly nonMembers: bigint;
  readonly notRepresented: bigint;
  /** What rounding leaves; zero, because units are handed out by largest remainder. */
  readonly residue: bigint;
}

/** The control totals by currency over all payers of a run, ascending by code. */
export function controlTotals(settled: readonly Settled[]): readonly ControlTotal[] {
  const currencies = [...new Set(settled.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = settled.filter((one) => one.currency === currency);
    const statements = own.flatMap(({ statements: all }) => all);
    const plain = (kind: PlainDestination): bigint => own.reduce((sum, one) => sum + one.plain[kind], 0n);
    const parts = {
      remitted: statements.reduce((sum, { remittedMinor }) => sum + remittedMinor, 0n),
      deductions: statements.reduce((sum, one) => sum + sumOf(one.deductions), 0n),
      tax: statements.reduce((sum, { taxes }) => sum + sumOf(taxes), 0n),
      held: own.reduce((sum, { held }) => sum + sumOf(held), 0n),
      unmatched: plain("UNMATCHED"),
      unclaimed: plain("UNCLAIMED"),
      nonMembers: plain("NON_MEMBERS"),
      notRepresented: plain("NOT_REPRESENTED"),
    };
    const income = own.reduce((sum, { incomeMinor }) => sum + incomeMinor, 0n);
    const residue = income - Object.values(parts).reduce((sum, part) => sum + part, 0n);
    invariant(residue === 0n, `largest remainders leave no residue in ${currency}, not ${residue}`);
    return { currency, income, ...parts, residue };
  });
}

function sumOf(parts: readonly { readonly minor: bigint }[]): bigint {
  return parts.reduce((sum, { minor }) => sum + minor, 0n);
}

function grossOf(sections: ReadonlyMap<string, SectionTally>): Fine {
  let sum = NO_FINE;
  for (const { gross } of sections.values()) sum = addFine(sum, gross);
  return sum;
}

function handOut(total: bigint, exact: ReadonlyMap<string, Fine>): ReadonlyMap<string, bigint> {
  if (total === 0n) return new Map();
  const split = allocate(
    total,
    [...exact].map(([key, fine]) => ({ key, weight: { numerator: fine, denominator: 1n } })),
  );
  invariant(split.ok, "income that is not zero has destinations");
  return split.value;
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
