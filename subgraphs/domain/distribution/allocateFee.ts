import { invariant } from "../invariant.ts";
import type { AllocationPart } from "../money.ts";
import { roundHalfEven } from "../money.ts";
import type { Share } from "../shares.ts";
import { multiplyShares, share } from "../shares.ts";
import type { Fine } from "./fine.ts";
import { fineOfMinor, splitFine } from "./fine.ts";
import type { DestinationKind, WorkPart } from "./workParts.ts";
import { pricedParts, weightOf } from "./workParts.ts";

/** A fee for one territory, use and right: what the tariff made of the reported use, before licensed shares. */
export interface Fee {
  readonly minor: bigint;
  readonly basis: "BLANKET" | "SHARES";
}

/** A fee as it is due, and what it was split into; the earnings add up to it exactly. */
export interface AllocatedFee {
  /** The full fee, or under SHARES its priced part, rounded once to the minor unit. */
  readonly dueMinor: bigint;
  readonly earnings: readonly Earning[];
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
 * Splits a fee over the use of works by plays, and each work's amount over its parts. A full fee (`BLANKET`) is due whole; a fee by `SHARES`
 * is due for the priced part of each work, by plays. Without plays nobody is known to have earned it, so all of it is unmatched; a full
 * fee where only free works were used is unclaimed.
 */
export function allocateFee(fee: Fee, uses: readonly WorkUse[]): AllocatedFee {
  invariant(fee.minor >= 0n, `a fee is zero or more, not ${fee.minor}`);
  const played = uses.filter(({ plays }) => plays > 0n);
  const dueMinor = fee.basis === "SHARES" && played.length > 0 ? pricedMinor(fee.minor, played) : fee.minor;
  if (dueMinor === 0n) return { dueMinor, earnings: [] };
  const total = fineOfMinor(dueMinor);
  const earnings =
    played.length === 0
      ? [wholeFee(total, "UNMATCHED", "no plays were reported for this fee")]
      : (splitOver(total, played, fee.basis) ?? [wholeFee(total, "UNCLAIMED", "only works in the public domain were used")]);
  const sum = earnings.reduce((before, { fine }) => before + fine, 0n);
  invariant(sum === total, `a fee is allocated whole: ${sum} of ${total}`);
  return { dueMinor, earnings };
}

/** The full fee by the priced part of all plays, rounded once, half to even. */
function pricedMinor(minor: bigint, played: readonly WorkUse[]): bigint {
  let [priced, whole] = [0n, 0n];
  for (const { plays, parts } of played) {
    priced += scaled(multiplyShares(share(plays, 1n), weightOf(pricedParts(parts, "SHARES")))).numerator;
    whole += plays * WEIGHT_SCALE;
  }
  return roundHalfEven(minor * priced, whole);
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
