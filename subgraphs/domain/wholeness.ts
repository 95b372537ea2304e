import { familyOf } from "./rights.ts";
import { parseStoredShare } from "./shares.ts";
import type { RightScope } from "./statements.ts";

/** What one line of a statement claims, its shares as they are stored. */
interface ClaimedFigures {
  readonly figures: readonly { readonly right: RightScope; readonly share: string }[];
}

const WHOLE_UNITS = 1_000_000_000n;
/** The whole and CWR's tolerance of 0.06 percentage points, in the same units. */
const MOST_UNITS = 1_000_600_000;

/**
 * Whether the claims of one statement stay within the whole for every right even if all of them met in one place and time. Then it holds
 * no conflict in itself: its lines for one party add up to one figure, so that none differ, and no cell can be over. False says nothing.
 */
export function isWithinWhole(claims: readonly ClaimedFigures[]): boolean {
  const units = new Map<RightScope, number>();
  for (const { figures } of claims) {
    for (const { right, share } of figures) units.set(right, (units.get(right) ?? 0) + unitsOf(share));
  }
  for (const [right, own] of units) {
    // A single right counts beside the lines that name its family only; together they are an upper bound.
    const family = FAMILIES.has(right) ? null : familyOf(right as Parameters<typeof familyOf>[0]);
    if (own + (family === null ? 0 : (units.get(family) ?? 0)) > MOST_UNITS) return false;
  }
  return true;
}

const FAMILIES: ReadonlySet<string> = new Set(["PERFORMING", "MECHANICAL", "SYNC"]);

/** Rounded up, so that the sum is never less than the exact one. */
function unitsOf(stored: string): number {
  const { numerator, denominator } = parseStoredShare(stored);
  return Number((numerator * WHOLE_UNITS + denominator - 1n) / denominator);
}
