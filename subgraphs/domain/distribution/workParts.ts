import { invariant } from "../invariant.ts";
import type { Share } from "../shares.ts";
import { addShares, equalShares, isZeroShare, percentText, sumShares, WHOLE } from "../shares.ts";

/** Where a part of the income goes. The first is paid; the others each have an account of their own. */
export const DESTINATIONS = ["PAYABLE", "HELD", "UNMATCHED", "UNCLAIMED", "NON_MEMBERS", "NOT_REPRESENTED"] as const;
export type DestinationKind = (typeof DESTINATIONS)[number];

/** Who the licensor pays for a claim: the society at the other end of its agreement, and the one that holds the party's mandate. */
export interface Payee {
  /** The society on the statement: the licensor itself for its own members. */
  readonly society: string;
  /** The society that holds the party's mandate; behind a hub it is another than the payee. */
  readonly holder: string;
  readonly category: "OWN" | "SISTER";
}

/** What the licensor may do with a claim's share, as the mandate graph answered. */
export type Entitlement =
  | { readonly category: "OWN" | "SISTER"; readonly payee: Payee; readonly because: string }
  | { readonly category: "ELSEWHERE" | "EXCLUDED" | "NONE"; readonly holder: string | null; readonly because: string };

/** One claim of a cell of ownership, as far as money is concerned. */
export interface CellClaim {
  readonly claimIds: readonly string[];
  readonly partyId: string;
  readonly partyName: string;
  readonly side: "WRITER" | "PUBLISHER";
  readonly role: string;
  readonly kind: "CLAIMED" | "FREE";
  /** As stated. */
  readonly share: Share;
  /** What may be paid now; with held and unclaimed these add up to one whole. */
  readonly payable: Share;
}

/** A cell of ownership of one work for one right, country and day. */
export interface Cell {
  readonly claims: readonly CellClaim[];
  readonly held: Share;
  readonly unclaimed: Share;
  readonly conflictIds: readonly string[];
}

/** A part of a work for one right and country, and where its money goes. */
export interface WorkPart {
  /** Stable within the work: breaks ties when units are handed out. */
  readonly key: string;
  readonly destination: DestinationKind | "FREE";
  readonly part: Share;
  readonly claim: CellClaim | null;
  readonly payee: Payee | null;
  readonly conflictIds: readonly string[];
  /** Why it goes there, in a sentence. */
  readonly because: string;
}

/**
 * The parts of one cell, which add up to one whole (house rule): held money is disputed money only; what nobody claims, and what is only
 * reported, is unclaimed; a claim without a known mandate holder is the share of somebody who is a member nowhere; a claim that the
 * licensor cannot reach is not represented; public domain is free.
 */
export function partsOfCell(cell: Cell, entitlementOf: (claim: CellClaim) => Entitlement): readonly WorkPart[] {
  const parts = cell.claims.map((claim) => partOfClaim(claim, claim.kind === "FREE" ? null : entitlementOf(claim)));
  const rest = { claim: null, payee: null, conflictIds: [] };
  parts.push({ ...rest, key: "held", destination: "HELD", part: cell.held, conflictIds: cell.conflictIds, because: heldBecause(cell) });
  parts.push({
    ...rest,
    key: "unclaimed",
    destination: "UNCLAIMED",
    part: cell.unclaimed,
    because: "nobody claims this share here on this day",
  });
  const total = sumShares(parts.map(({ part }) => part));
  invariant(equalShares(total, WHOLE), `payable, held and unclaimed parts of a cell add up to 100 percent, not ${percentText(total)}`);
  return parts.filter(({ part }) => !isZeroShare(part));
}

/** A work of which nothing is known for the right and country: all of it is unclaimed. */
export const UNKNOWN_PARTS: readonly WorkPart[] = [
  {
    key: "unclaimed",
    destination: "UNCLAIMED",
    part: WHOLE,
    claim: null,
    payee: null,
    conflictIds: [],
    because: "no statement on the work names this right here",
  },
];

/** Usage that means no known work. */
export const UNMATCHED_PARTS: readonly WorkPart[] = [
  {
    key: "unmatched",
    destination: "UNMATCHED",
    part: WHOLE,
    claim: null,
    payee: null,
    conflictIds: [],
    because: "the usage row matched no work",
  },
];

const LICENSED: ReadonlySet<WorkPart["destination"]> = new Set(["PAYABLE", "HELD", "UNMATCHED"]);

/**
 * The parts that a fee is due for. A full fee (`BLANKET`) covers everything but free shares, whose part so goes to the rest of the same fee.
 * A fee by `SHARES` is due for licensed shares only: what the licensor may license, disputed shares (their money waits for the ruling),
 * and unmatched usage, which counts whole because nobody knows its shares yet (house rule).
 */
export function pricedParts(parts: readonly WorkPart[], basis: "BLANKET" | "SHARES"): readonly WorkPart[] {
  return parts.filter(({ destination }) => (basis === "BLANKET" ? destination !== "FREE" : LICENSED.has(destination)));
}

/** The sum of parts. */
export function weightOf(parts: readonly WorkPart[]): Share {
  return parts.reduce((sum, { part }) => addShares(sum, part), { numerator: 0n, denominator: 1n });
}

function partOfClaim(claim: CellClaim, entitlement: Entitlement | null): WorkPart {
  const common = {
    key: `${claim.side}/${claim.partyId}/${claim.role}/${claim.claimIds.join("+")}`,
    part: claim.payable,
    claim,
    conflictIds: [],
  };
  if (entitlement === null) return { ...common, destination: "FREE", payee: null, because: "public domain or traditional: never paid" };
  const { because } = entitlement;
  switch (entitlement.category) {
    case "OWN":
    case "SISTER":
      return { ...common, destination: "PAYABLE", payee: entitlement.payee, because };
    case "NONE":
      return { ...common, destination: "NON_MEMBERS", payee: null, because };
    case "ELSEWHERE":
    case "EXCLUDED":
      return { ...common, destination: "NOT_REPRESENTED", payee: null, because };
  }
}

function heldBecause({ conflictIds }: Cell): string {
  return conflictIds.length === 0 ? "more than 100 percent is claimed here" : `disputed in ${conflictIds.join(", ")}`;
}
