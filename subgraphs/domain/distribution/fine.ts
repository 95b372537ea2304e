import { invariant } from "../invariant.ts";
import { allocate, minorUnitsOf } from "../money.ts";
import type { AllocationPart, CurrencyCode } from "../money.ts";
import type { Share } from "../shares.ts";
import { share } from "../shares.ts";

/**
 * An amount in millionths of a millionth of a minor unit. One play earns far less than a cent: a line keeps these twelve more decimals,
 * and money is rounded to minor units once, for each payee and statement (house rule).
 */
export type Fine = bigint & { readonly __brand: "Fine" };

const FINE_DECIMALS = 12;
const FINE_PER_MINOR = 10n ** BigInt(FINE_DECIMALS);
const STORED_DIGITS = 36;

export const NO_FINE = 0n as Fine;

/** Whole minor units as a fine amount. */
export function fineOfMinor(minor: bigint): Fine {
  return (minor * FINE_PER_MINOR) as Fine;
}

export function addFine(one: Fine, other: Fine): Fine {
  return (one + other) as Fine;
}

/** The amount in minor units, exactly. */
export function minorOfFine(fine: Fine): Share {
  return share(fine, FINE_PER_MINOR);
}

/** Splits a fine amount by weight, exactly; null when there is no weight at all. Nothing is lost: the parts add up to the whole. */
export function splitFine(total: Fine, parts: readonly AllocationPart[]): ReadonlyMap<string, Fine> | null {
  const split = allocate(total, parts);
  return split.ok ? (split.value as ReadonlyMap<string, Fine>) : null;
}

/** The amount in units of its currency, without zeros at the end: `0.000123`. */
export function fineText(fine: Fine, currency: CurrencyCode): string {
  const decimals = minorUnitsOf(currency) + FINE_DECIMALS;
  const digits = (fine < 0n ? -fine : fine).toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return `${fine < 0n ? "-" : ""}${digits.slice(0, -decimals)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The storable form: 36 digits, so that text order is order of worth. Amounts of lines are never negative. */
export function storedFine(fine: Fine): string {
  invariant(fine >= 0n, `a line's amount is zero or more, not ${fine}`);
  return fine.toString().padStart(STORED_DIGITS, "0");
}

/** Reads what storedFine wrote. */
export function parseStoredFine(text: string): Fine {
  invariant(/^\d{36,}$/.test(text), `a stored fine amount is 36 digits, not ${text}`);
  return BigInt(text) as Fine;
}
