import { invariant } from "./invariant.ts";

/** An exact part of a whole, in lowest terms: 1/3 stays 1/3, and 50% is 1/2. The denominator is positive. */
export interface Share {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Share = { numerator: 0n, denominator: 1n };
export const WHOLE: Share = { numerator: 1n, denominator: 1n };

/** CWR's tolerance for sums of shares: 0.06 percentage points (CWR 2.2, 4.2). It decides states, never figures. */
const TOLERANCE: Share = { numerator: 6n, denominator: 10_000n };

/** A share in lowest terms. The denominator must not be zero. */
export function share(numerator: bigint, denominator: bigint): Share {
  invariant(denominator !== 0n, "a share has a denominator other than zero");
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(absolute(numerator), absolute(denominator));
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** What makes a whole in CWR's hundredths of a percent. */
const HUNDREDTHS = 10_000n;
/** Shares of that whole, each made once: up to twice of it, nearly all that there are. */
const made: Share[] = [];

/** So many of the units of a whole. */
export function shareOfUnits(units: bigint, wholeUnits: bigint): Share {
  if (units === 0n) return ZERO;
  if (wholeUnits !== HUNDREDTHS || units < 0n || units > 2n * HUNDREDTHS) return share(units, wholeUnits);
  const at = Number(units);
  return (made[at] ??= share(units, wholeUnits));
}

/** CWR's share field `999v99`: 5000 is 50%. */
export function shareOfHundredths(hundredthsOfPercent: number): Share {
  invariant(Number.isSafeInteger(hundredthsOfPercent), `a CWR share is a whole number of hundredths, not ${hundredthsOfPercent}`);
  return shareOfUnits(BigInt(hundredthsOfPercent), HUNDREDTHS);
}

/** A decimal percentage such as `33.33`, exactly; null when the text is none. */
export function parsePercent(text: string): Share | null {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,18}))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const value = BigInt(whole + fraction);
  return share(sign === "-" ? -value : value, 100n * 10n ** BigInt(fraction.length));
}

/** A fraction such as `1/3`, exactly; null when the text is none. */
export function parseFraction(text: string): Share | null {
  const match = /^(\d{1,30})\/(\d{1,30})$/.exec(text.trim());
  const [, numerator, denominator] = match ?? [];
  if (numerator === undefined || denominator === undefined || /^0+$/.test(denominator)) return null;
  return share(BigInt(numerator), BigInt(denominator));
}

export function addShares(one: Share, other: Share): Share {
  if (one.denominator === other.denominator) return share(one.numerator + other.numerator, one.denominator);
  return share(one.numerator * other.denominator + other.numerator * one.denominator, one.denominator * other.denominator);
}

export function subtractShares(one: Share, other: Share): Share {
  return addShares(one, { numerator: -other.numerator, denominator: other.denominator });
}

export function multiplyShares(one: Share, other: Share): Share {
  return share(one.numerator * other.numerator, one.denominator * other.denominator);
}

/** The part that one is of the other, which must not be zero. */
export function divideShares(one: Share, other: Share): Share {
  return share(one.numerator * other.denominator, one.denominator * other.numerator);
}

export function sumShares(shares: Iterable<Share>): Share {
  let total = ZERO;
  for (const part of shares) total = addShares(total, part);
  return total;
}

/** Negative, zero or positive, as sort functions want it. */
export function compareShares(one: Share, other: Share): number {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equalShares(one: Share, other: Share): boolean {
  return one.numerator === other.numerator && one.denominator === other.denominator;
}

export function isZeroShare(one: Share): boolean {
  return one.numerator === 0n;
}

export function smallerShare(one: Share, other: Share): Share {
  return compareShares(one, other) <= 0 ? one : other;
}

export function largerShare(one: Share, other: Share): Share {
  return compareShares(one, other) >= 0 ? one : other;
}

/** Above 100.06 percent. */
export function isOverWhole(total: Share): boolean {
  return compareShares(total, addShares(WHOLE, TOLERANCE)) > 0;
}

/** Below 99.94 percent. */
export function isUnderWhole(total: Share): boolean {
  return compareShares(total, subtractShares(WHOLE, TOLERANCE)) < 0;
}

const DECIMALS = 12;

/** The percentage as a decimal without trailing zeros: exact where it ends within 12 decimals, else cut to the nearest 12th (half up). */
export function percentText(part: Share): string {
  const scale = 10n ** BigInt(DECIMALS);
  const scaled = absolute(part.numerator) * 100n * scale * 2n;
  const rounded = (scaled / part.denominator + 1n) / 2n;
  const whole = rounded / scale;
  const fraction = (rounded % scale).toString().padStart(DECIMALS, "0").replace(/0+$/, "");
  const sign = part.numerator < 0n && rounded !== 0n ? "-" : "";
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The storable form, `1/3`; read again by parseStoredShare. */
export function storedShare(part: Share): string {
  return `${part.numerator}/${part.denominator}`;
}

/** Shares read before: a catalogue has few different ones, and each is read again and again. */
const READ_MAX = 10_000;
const read = new Map<string, Share>();

/** Reads what storedShare wrote; anything else is a programmer's error. */
export function parseStoredShare(text: string): Share {
  const known = read.get(text);
  if (known !== undefined) return known;
  const [numerator, denominator] = text.split("/");
  invariant(numerator !== undefined && denominator !== undefined, `a stored share is numerator/denominator, not ${text}`);
  const found = share(BigInt(numerator), BigInt(denominator));
  if (read.size >= READ_MAX) read.clear();
  read.set(text, found);
  return found;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The greatest common divisor of two whole numbers of zero or more; 1 for two zeros. */
export function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
