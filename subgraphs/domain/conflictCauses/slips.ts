import { compareShares, share, subtractShares } from "../shares.ts";
import type { Share } from "../shares.ts";

/** CWR's share field has five digits, `999v99` (CWR 2.2): slips are looked for in these. */
const DIGITS = 5;
const HUNDREDTHS = 10_000n;
/** CWR's tolerance, 0.06 points. */
const TOLERANCE: Share = { numerator: 6n, denominator: 10_000n };

/** A figure that may have been meant, and how the slip came about. */
export interface Slip {
  readonly meant: Share;
  readonly how: string;
}

/** Whether two different shares are within CWR's tolerance of each other. */
export function roundsTo(one: Share, other: Share): boolean {
  const difference = compareShares(one, other) < 0 ? subtractShares(other, one) : subtractShares(one, other);
  return compareShares(difference, TOLERANCE) <= 0;
}

/** How one of two figures may be a slip for the other, in words; null when it is none. */
export function isSlip(one: Share, other: Share): string | null {
  const found = slipsOf(one).find(({ meant }) => compareShares(meant, other) === 0);
  return found?.how ?? slipsOf(other).find(({ meant }) => compareShares(meant, one) === 0)?.how ?? null;
}

/**
 * The figures that may have been meant by one: neighbouring digits swapped, the point moved by one or two places, or one of a row of equal digits typed
 * too often or left out. A figure that is not of whole hundredths was computed, not typed, and has none. Never above 100, never the figure itself.
 */
export function slipsOf(figure: Share): readonly Slip[] {
  if (HUNDREDTHS % figure.denominator !== 0n) return [];
  const units = figure.numerator * (HUNDREDTHS / figure.denominator);
  if (units <= 0n || units > HUNDREDTHS) return [];
  const found = new Map<bigint, string>();
  const add = (meant: bigint, how: string): void => {
    if (meant > 0n && meant <= HUNDREDTHS && meant !== units && !found.has(meant)) found.set(meant, how);
  };
  for (const factor of [10n, 100n]) {
    add(units * factor, "the point moved");
    if (units % factor === 0n) add(units / factor, "the point moved");
  }
  const digits = units.toString().padStart(DIGITS, "0");
  for (let at = 0; at + 1 < DIGITS; at += 1) {
    const [before, here, next, after] = [digits.slice(0, at), digits.charAt(at), digits.charAt(at + 1), digits.slice(at + 2)];
    add(BigInt(`${before}${next}${here}${after}`), "two digits swapped");
  }
  for (const meant of repeated(units.toString())) add(BigInt(meant), "an equal digit too many or too few");
  return [...found].map(([meant, how]) => ({ meant: share(meant, HUNDREDTHS), how }));
}

/** Whole percents with one of a row of equal digits more or less: 33.33 for 3.33. The two decimals stay two. */
function repeated(hundredths: string): readonly string[] {
  const padded = hundredths.padStart(3, "0");
  const [whole, decimals] = [padded.slice(0, -2), padded.slice(-2)];
  return [...whole].flatMap((digit, at) => {
    const more = `${whole.slice(0, at)}${digit}${whole.slice(at)}${decimals}`;
    return whole.charAt(at + 1) === digit ? [more, `${whole.slice(0, at)}${whole.slice(at + 1)}${decimals}`] : [more];
  });
}
