import { invariant } from "./invariant.ts";
import type { Outcome } from "./outcome.ts";
import { ok, problem, refused } from "./outcome.ts";
import type { Share } from "./shares.ts";
import { greatestCommonDivisor, share } from "./shares.ts";
import { CURRENCY_ROWS } from "./tables/currencies.ts";

/** An ISO 4217 code of a currency with a minor unit (or none, as JPY), so that amounts in it are whole numbers: `CNY`. */
export type CurrencyCode = string & { readonly __brand: "CurrencyCode" };

/** An amount in whole minor units: `{ minor: 1234n, currency: "EUR" }` is 12.34 euro, in JPY it would be 1,234 yen. */
export interface Money {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
}

/** An exact rational, such as an amount below the minor unit or a rate of exchange. */
export type Fraction = Share;

const MINOR_UNITS: ReadonlyMap<string, number | null> = new Map(CURRENCY_ROWS.map(([code, units]) => [code, units]));

/** Reads three letters; problems `CURRENCY_UNKNOWN` and `CURRENCY_WITHOUT_MINOR_UNIT` (metals, funds, XXX). */
export function parseCurrency(text: string): Outcome<CurrencyCode> {
  const code = text.trim().toUpperCase();
  const units = MINOR_UNITS.get(code);
  if (units === undefined) {
    return refused(problem("CURRENCY_UNKNOWN", `${JSON.stringify(code.slice(0, 40))} is not an ISO 4217 currency, such as CNY or EUR.`));
  }
  if (units === null)
    return refused(problem("CURRENCY_WITHOUT_MINOR_UNIT", `${code} has no minor unit in ISO 4217, so that nothing is paid in it.`));
  return ok(code as CurrencyCode);
}

/** How many decimals the currency has (ISO 4217): 0 for JPY, 2 for EUR, 3 for KWD. */
export function minorUnitsOf(currency: CurrencyCode): number {
  const units = MINOR_UNITS.get(currency);
  invariant(units !== undefined && units !== null, `a currency code comes from parseCurrency, not ${currency}`);
  return units;
}

/** An amount of whole minor units. */
export function money(minor: bigint, currency: CurrencyCode): Money {
  return { minor, currency };
}

/** Reads a decimal such as `1234.5` or `-0.07`; problems `AMOUNT_SYNTAX` and `AMOUNT_DECIMALS` (more than the currency has). */
export function parseAmount(decimalText: string, currency: CurrencyCode): Outcome<Money> {
  const text = decimalText.trim();
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (match === null) {
    return refused(
      problem("AMOUNT_SYNTAX", `${JSON.stringify(text.slice(0, 80))} is not an amount: digits with a decimal point, such as 1234.50.`),
    );
  }
  const [, sign = "", whole = "0", fraction = ""] = match;
  const units = minorUnitsOf(currency);
  if (fraction.length > units) {
    return refused(problem("AMOUNT_DECIMALS", `${text} has ${fraction.length} decimals; ${currency} has ${units}.`));
  }
  const minor = BigInt(whole + fraction.padEnd(units, "0"));
  return ok({ minor: sign === "-" ? -minor : minor, currency });
}

/** The amount as a decimal with all decimals of its currency: `1234.50`, in JPY `1234`; read again by parseAmount. */
export function amountText({ minor, currency }: Money): string {
  const units = minorUnitsOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(units + 1, "0");
  const sign = minor < 0n ? "-" : "";
  return units === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -units)}.${digits.slice(-units)}`;
}

/** The sum; both must be in the same currency. */
export function addMoney(one: Money, other: Money): Money {
  invariant(one.currency === other.currency, `amounts of one currency are added, not ${one.currency} and ${other.currency}`);
  return { minor: one.minor + other.minor, currency: one.currency };
}

/** The sum of amounts that are all in this currency; zero for none. */
export function sumMoney(amounts: Iterable<Money>, currency: CurrencyCode): Money {
  let total: Money = { minor: 0n, currency };
  for (const amount of amounts) total = addMoney(total, amount);
  return total;
}

export function negate({ minor, currency }: Money): Money {
  return { minor: -minor, currency };
}

/** The exact part of an amount, in minor units: round it once, or allocate. */
export function multiplyByShare({ minor }: Money, part: Share): Fraction {
  return share(minor * part.numerator, part.denominator);
}

/** The nearest whole number, halves to the even one; the denominator must not be zero. */
export function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator !== 0n, "nothing is divided by zero");
  if (denominator < 0n) return roundHalfEven(-numerator, -denominator);
  if (numerator < 0n) return -roundHalfEven(-numerator, denominator);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** Reads a rate of exchange above zero such as `7.8231`, exactly; the problem is `RATE_SYNTAX`. */
export function parseRate(decimalText: string): Outcome<Fraction> {
  const text = decimalText.trim();
  const match = /^(\d{1,15})(?:\.(\d{1,18}))?$/.exec(text);
  const [, whole = "", fraction = ""] = match ?? [];
  const numerator = match === null ? 0n : BigInt(whole + fraction);
  if (numerator > 0n) return ok(share(numerator, 10n ** BigInt(fraction.length)));
  return refused(
    problem("RATE_SYNTAX", `${JSON.stringify(text.slice(0, 80))} is not a rate of exchange: a decimal above zero, such as 7.8231.`),
  );
}

/** The amount in another currency at a rate (units of `to` for one unit of the amount's currency), rounded once, half to even. */
export function convert(amount: Money, rate: Fraction, to: CurrencyCode): Money {
  const numerator = amount.minor * rate.numerator * 10n ** BigInt(minorUnitsOf(to));
  const denominator = rate.denominator * 10n ** BigInt(minorUnitsOf(amount.currency));
  return { minor: roundHalfEven(numerator, denominator), currency: to };
}

/** Who takes part in an allocation: a stable key (it breaks ties) and a weight of zero or more. */
export interface AllocationPart {
  readonly key: string;
  readonly weight: Share;
}

/**
 * Splits a whole number of minor units by weight without losing any (largest remainder, Hamilton): everyone gets the exact part rounded
 * down, and what is missing goes one by one to the largest lost fractions, ties to the smaller key. The order of the parts does not matter;
 * a negative total mirrors the positive one. With no weight at all the problem is `NO_WEIGHT`: the caller keeps the money in suspense.
 */
export function allocate(total: bigint, parts: readonly AllocationPart[]): Outcome<ReadonlyMap<string, bigint>> {
  const weights = wholeWeights(parts);
  const sum = weights.reduce((before, { weight }) => before + weight, 0n);
  if (sum === 0n) return refused(problem("NO_WEIGHT", `${total} cannot be split: none of ${parts.length} parts has a weight.`));
  const size = total < 0n ? -total : total;
  const quotas = weights.map(({ key, weight }) => ({ key, units: (size * weight) / sum, lost: (size * weight) % sum }));
  let missing = size - quotas.reduce((before, { units }) => before + units, 0n);
  for (const quota of [...quotas].sort(byLargestLoss)) {
    if (missing === 0n) break;
    quota.units += 1n;
    missing -= 1n;
  }
  const given = new Map(quotas.map(({ key, units }) => [key, total < 0n ? -units : units]));
  let handedOut = 0n;
  for (const units of given.values()) handedOut += units;
  invariant(given.size === parts.length, "every part of an allocation has a key of its own");
  invariant(handedOut === total, `an allocation ends where it began: ${handedOut} of ${total}`);
  return ok(given);
}

/** The weights as whole numbers in the same proportions. */
function wholeWeights(parts: readonly AllocationPart[]): { readonly key: string; readonly weight: bigint }[] {
  let common = 1n;
  for (const { key, weight } of parts) {
    invariant(weight.numerator >= 0n, `a weight is zero or more, not that of ${key}`);
    if (common % weight.denominator !== 0n) common *= weight.denominator / greatestCommonDivisor(common, weight.denominator);
  }
  return parts.map(({ key, weight }) => ({ key, weight: weight.numerator * (common / weight.denominator) }));
}

function byLargestLoss(one: { key: string; lost: bigint }, other: { key: string; lost: bigint }): number {
  if (one.lost !== other.lost) return one.lost > other.lost ? -1 : 1;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
