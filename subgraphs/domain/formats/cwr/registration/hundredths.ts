import { invariant } from "../../../invariant.ts";
import type { Share } from "../../../shares.ts";
import { sumShares } from "../../../shares.ts";

/** One share of a column, with a key that is the same whatever the order of the lines. */
export interface ColumnPart {
  readonly key: string;
  readonly share: Share;
}

/**
 * The shares of one column of ownership in hundredths of a percent, as CWR's fields hold them: each rounded down, and what the whole column
 * lost goes hundredth by hundredth to the largest lost fractions, ties to the smaller key. So the column adds up to what it exactly is,
 * rounded down, and figures that CWR can hold stay as they are. In the order given.
 */
export function columnHundredths(parts: readonly ColumnPart[]): readonly number[] {
  const places = parts.map(({ key, share }, at) => ({ at, key, ...floorOf(share) }));
  const whole = floorOf(sumShares(parts.map(({ share }) => share))).hundredths;
  let missing = whole - places.reduce((sum, { hundredths }) => sum + hundredths, 0);
  const written = places.map(({ hundredths }) => hundredths);
  for (const { at } of [...places].sort(byLargestLoss)) {
    if (missing === 0) break;
    written[at] = (written[at] ?? 0) + 1;
    missing -= 1;
  }
  invariant(missing === 0, "fewer hundredths are lost than there are parts");
  return written;
}

/** Rounded down: what CWR cannot hold of a single share is left off, never added. */
export function hundredthsOf(share: Share): number {
  return floorOf(share).hundredths;
}

/** Whether hundredths of a percent hold a share exactly. */
export function isHundredths(share: Share): boolean {
  return 10_000n % share.denominator === 0n;
}

interface Floor {
  readonly hundredths: number;
  /** What was lost, as a fraction of a hundredth. */
  readonly lost: Share;
}

function floorOf({ numerator, denominator }: Share): Floor {
  invariant(numerator >= 0n, "a share that is written is zero or more");
  const scaled = numerator * 10_000n;
  return { hundredths: Number(scaled / denominator), lost: { numerator: scaled % denominator, denominator } };
}

function byLargestLoss(one: Floor & { key: string; at: number }, other: Floor & { key: string; at: number }): number {
  const difference = one.lost.numerator * other.lost.denominator - other.lost.numerator * one.lost.denominator;
  if (difference !== 0n) return difference > 0n ? -1 : 1;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : one.at - other.at;
}
