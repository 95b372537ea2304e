import { invariant } from "../domain/invariant.ts";
import type { DestinationKind } from "../domain/distribution/workParts.ts";
import type { Fine } from "../domain/distribution/fine.ts";
import { fineText } from "../domain/distribution/fine.ts";
import { money, parseCurrency } from "../domain/money.ts";
import type { CurrencyCode, Money } from "../domain/money.ts";
import { parseStoredShare } from "../domain/shares.ts";
import { requireOk } from "../kit/refusal.ts";
import type { ExchangeRecord, TotalRecord } from "./runs/model.ts";

/** A society by its code, for parties to tell more of. */
export function societyOf(code: string): { readonly code: string } {
  return { code };
}

/** A stored currency code, which was checked when it was written. */
export function currencyOf(code: string): CurrencyCode {
  return requireOk(parseCurrency(code));
}

/** Stored minor units as money. */
export function moneyOf(minor: string, currency: string): Money {
  return money(BigInt(minor), currencyOf(currency));
}

/** The sum of stored minor units. */
export function sumOf(parts: readonly { readonly minor: string }[]): string {
  return parts.reduce((sum, { minor }) => sum + BigInt(minor), 0n).toString();
}

/** Stored control totals as money. */
export function totalOf({ currency, ...total }: TotalRecord) {
  const of = (name: keyof typeof total): Money => moneyOf(total[name], currency);
  return {
    currency,
    income: of("income"),
    remitted: of("remitted"),
    deductions: of("deductions"),
    tax: of("tax"),
    held: of("held"),
    unmatched: of("unmatched"),
    unclaimed: of("unclaimed"),
    nonMembers: of("nonMembers"),
    notRepresented: of("notRepresented"),
    residue: of("residue"),
  };
}

/** A base of a rate may end below the twelve decimals; it is shown rounded down. */
export function exactText(
  { numerator, denominator }: { readonly numerator: bigint; readonly denominator: bigint },
  currency: CurrencyCode,
): string {
  return fineText(((numerator * 10n ** 12n) / denominator) as Fine, currency);
}

const RATE_SCALE = 10n ** 12n;

/** The rate as a decimal, rounded to twelve places; the exact one stands beside it. */
export function exchangeOf(exchange: ExchangeRecord | null) {
  if (exchange === null) return null;
  const exactRate = parseStoredShare(exchange.rate);
  const scaled = (exactRate.numerator * RATE_SCALE * 2n + exactRate.denominator) / (exactRate.denominator * 2n);
  const digits = scaled.toString().padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "");
  const rate = `${digits.slice(0, -12)}${fraction === "" ? "" : `.${fraction}`}`;
  return { rate, exactRate, date: exchange.date, source: exchange.source, by: exchange.by };
}

/** Why money is not paid. */
export function reasonOf(destination: DestinationKind): Exclude<DestinationKind, "PAYABLE"> {
  invariant(destination !== "PAYABLE", "what is payable is not undistributed");
  return destination;
}

/** What a record refers to; it is there, because both were written together. */
export function present<T>(value: T | null, what: string): T {
  invariant(value !== null, what);
  return value;
}
