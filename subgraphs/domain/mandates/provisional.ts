import { ALWAYS } from "../period.ts";
import { FAMILY_RIGHTS, type RightFamily } from "../rights.ts";
import { WHOLE } from "../shares.ts";
import type { Side } from "../statements.ts";
import type { CountrySet } from "../territories/countrySet.ts";
import { type Membership, MUSICAL_WORK } from "./records.ts";

/** Every territory that TIS can number as a country (TIS-N below 1000): a printed affiliation names no territory. */
const EVERYWHERE = ((1n << 1000n) - 1n) as CountrySet;

/** The society printed for a family on a party's line of a file (CWR 2.2, SPU and SWR, fields PR, MR and SR Society). */
export interface PrintedAffiliation {
  readonly side: Side;
  readonly family: RightFamily;
  readonly society: string;
  /** ISO instant at which the message was received. */
  readonly receivedAt: string;
}

/** A printed affiliation as a provisional membership: the whole family, everywhere, open on both sides. */
export function provisionalMembership(partyId: string, { side, family, society, receivedAt }: PrintedAffiliation): Membership {
  return {
    id: `mem_${partyId.replace(/^pty_/, "")}.${side}.${family}.${society}`,
    partyId,
    society,
    side,
    creationClass: MUSICAL_WORK,
    rights: FAMILY_RIGHTS[family],
    countries: EVERYWHERE,
    period: ALWAYS,
    share: WHOLE,
    basis: "FROM_CWR",
    recordedAt: receivedAt,
  };
}

/**
 * Adds what a message prints to what is on record: one entry per side, family and society with the time it was last received,
 * so that the latest received serves and the earlier stay on record. Answers the same array when nothing changed.
 */
export function addPrinted<T extends PrintedAffiliation>(recorded: readonly T[], printed: T): readonly T[] {
  const same = recorded.find((entry) => isOfSlot(entry, printed) && entry.society === printed.society);
  if (same && (same.receivedAt >= printed.receivedAt || same === latestPrinted(recorded, printed))) return recorded;
  return [...recorded.filter((entry) => entry !== same), printed];
}

/**
 * Adds what one batch of messages received at one instant prints, in its order. Where it prints several societies for a side and
 * family the last one is the latest; the others go on record as received a millisecond before, unless they are there already.
 */
export function addPrintedBatch<T extends PrintedAffiliation>(recorded: readonly T[], batch: readonly T[]): readonly T[] {
  return batch.reduce<readonly T[]>((all, entry, at) => {
    const later = batch.slice(at + 1).filter((one) => isOfSlot(one, entry));
    if (later.length === 0) return addPrinted(all, entry);
    const isKnown = all.some((one) => isOfSlot(one, entry) && one.society === entry.society);
    const before = new Date(Date.parse(entry.receivedAt) - 1).toISOString();
    return isKnown || later.some(({ society }) => society === entry.society) ? all : addPrinted(all, { ...entry, receivedAt: before });
  }, recorded);
}

function isOfSlot(one: PrintedAffiliation, other: PrintedAffiliation): boolean {
  return one.side === other.side && one.family === other.family;
}

function latestPrinted<T extends PrintedAffiliation>(recorded: readonly T[], slot: PrintedAffiliation): T | undefined {
  return recorded
    .filter((entry) => isOfSlot(entry, slot))
    .reduce<T | undefined>((latest, entry) => (latest === undefined || entry.receivedAt > latest.receivedAt ? entry : latest), undefined);
}
