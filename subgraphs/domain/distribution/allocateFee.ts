import { invariant } from "../invariant.ts";
import type { AllocationPart } from "../money.ts";
import type { Share } from "../shares.ts";
import { multiplyShares, share } from "../shares.ts";
import type { Fine } from "./fine.ts";
import { fineOfMinor, splitFine } from "./fine.ts";
import type { DestinationKind, WorkPart } from "./workParts.ts";
import { pricedParts, weightOf } from "./workParts.ts";

/** A fee for one territory, use and right: what the tariff made of the reported use. */
export interface Fee {
  readonly minor: bigint;
  readonly basis: "BLANKET" | "SHARES";
}

/** The reported use of one work (or of one unknown title) under a fee; the parts are those of its cell for the fee's right and country. */
export interface WorkUse {
  /** Stable: breaks ties. */
  readonly key: string;
  readonly plays: bigint;
  readonly parts: readonly WorkPart[];
}

/** What one part of one work's use earned. */
export interface Earning {
  /** Of the use; null where the fee has no use to go to. */
  readonly useKey: string | null;
  readonly destination: DestinationKind;
  readonly part: WorkPart | null;
  readonly fine: Fine;
  readonly because: string;
}

/** Weights keep twelve decimals of a share: enough that no minor unit moves, and numbers stay small whatever fractions are claimed. */
const WEIGHT_SCALE = 10n ** 12n;

/**
 * Splits a fee over the use of works by plays, and each work's amount over its parts; the earnings add up to the fee exactly. Without
 * plays nobody is known to have earned it, so all of it is unmatched; where only free works were used it is unclaimed; where a fee by
 * shares meets no licensed share (data changed since it was priced) it is split as a full fee, so that each part goes to its own account.
 */
export function allocateFee(fee: Fee, uses: readonly WorkUse[]): readonly Earning[] {
  invariant(fee.minor >= 0n, `a fee is zero or more, not ${fee.minor}`);
  if (fee.minor === 0n) return [];
  const total = fineOfMinor(fee.minor);
  const played = uses.filter(({ plays }) => plays > 0n);
  if (played.length === 0) return [wholeFee(total, "UNMATCHED", "no plays were reported for this fee")];
  const earnings = splitOver(total, played, fee.basis) ?? (fee.basis === "SHARES" ? splitOver(total, played, "BLANKET") : null);
  const all = earnings ?? [wholeFee(total, "UNCLAIMED", "only works in the public domain were used")];
  const sum = all.reduce((before, { fine }) => before + fine, 0n);
  invariant(sum === total, `a fee is allocated whole: ${sum} of ${total}`);
  return all;
}

function splitOver(total: Fine, uses: readonly WorkUse[], basis: Fee["basis"]): Earning[] | null {
  const priced = new Map(uses.map((use) => [use.key, pricedParts(use.parts, basis)]));
  const weights: AllocationPart[] = uses.map(({ key, plays }) => {
    const parts = priced.get(key) ?? [];
    return { key, weight: scaled(multiplyShares(share(plays, 1n), weightOf(parts))) };
  });
  const perUse = splitFine(total, weights);
  if (perUse === null) return null;
  return [...perUse].flatMap(([useKey, fine]) => earningsOf(useKey, fine, priced.get(useKey) ?? []));
}

function earningsOf(useKey: string, fine: Fine, parts: readonly WorkPart[]): Earning[] {
  if (fine === 0n) return [];
  const perPart = splitFine(
    fine,
    parts.map(({ key, part }) => ({ key, weight: part })),
  );
  invariant(perPart !== null, `a use that earns has parts: ${useKey}`);
  return parts.flatMap((part) => {
    const earned = perPart.get(part.key);
    invariant(earned !== undefined && part.destination !== "FREE", `every priced part is in the split: ${part.key}`);
    return earned === 0n ? [] : [{ useKey, destination: part.destination, part, fine: earned, because: part.because }];
  });
}

function wholeFee(fine: Fine, destination: DestinationKind, because: string): Earning {
  return { useKey: null, destination, part: null, fine, because };
}

function scaled({ numerator, denominator }: Share): Share {
  return { numerator: (numerator * WEIGHT_SCALE) / denominator, denominator: 1n };
}
