import { ALWAYS } from "../period.ts";
import { FAMILY_RIGHTS, type RightFamily } from "../rights.ts";
import { WHOLE } from "../shares.ts";
import type { Side } from "../statements.ts";
import type { CountrySet } from "../territories/countrySet.ts";
import { type Membership, MUSICAL_WORK } from "./records.ts";

/** Every territory that TIS can number as a country (TIS-N below 1000): a printed affiliation names no territory. */
export const EVERYWHERE = ((1n << 1000n) - 1n) as CountrySet;

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
export function addPrinted(recorded: readonly PrintedAffiliation[], printed: PrintedAffiliation): readonly PrintedAffiliation[] {
  const same = recorded.find(
    ({ side, family, society }) => side === printed.side && family === printed.family && society === printed.society,
  );
  if (same && (same.receivedAt >= printed.receivedAt || same === latestPrinted(recorded, printed))) return recorded;
  return [...recorded.filter((entry) => entry !== same), printed];
}

function latestPrinted(recorded: readonly PrintedAffiliation[], { side, family }: PrintedAffiliation): PrintedAffiliation | undefined {
  return recorded
    .filter((entry) => entry.side === side && entry.family === family)
    .reduce<PrintedAffiliation | undefined>(
      (latest, entry) => (latest === undefined || entry.receivedAt > latest.receivedAt ? entry : latest),
      undefined,
    );
}
