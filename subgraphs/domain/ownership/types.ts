import type { Period } from "../period.ts";
import type { AnyRight } from "../recordingRights.ts";
import type { Share } from "../shares.ts";
import type { Claim, OriginShare, ReportedShare, Side, Statement, Submitter, TerritoryScope } from "../statements.ts";
import type { CountrySet } from "../territories/countrySet.ts";

/** MEMBERSHIP: recorded; ENTRUSTED: given to a hub or agent directly; FROM_CWR: only printed in a file; NONE: no mandate known. */
export type HolderBasis = "MEMBERSHIP" | "ENTRUSTED" | "FROM_CWR" | "NONE";

/** Who holds a party's mandate for a right in these countries during these days; society is null where nobody does. */
export interface HolderSpan {
  readonly countries: CountrySet;
  readonly period: Period;
  readonly society: string | null;
  readonly basis: HolderBasis;
}

/** The mandate holders of a party for a right, in pieces that do not overlap; a place outside all pieces has no holder. */
export type HolderLookup = (partyId: string, side: Side, right: AnyRight) => readonly HolderSpan[];

/** A slice of a work: some rights in some countries during some days. */
export interface RightsSlice {
  readonly rights: readonly AnyRight[];
  readonly countries: CountrySet;
  readonly period: Period;
}

/** An open conflict and the slices that it touches: cells there are DISPUTED whatever their sum. */
export interface ConflictScope {
  readonly id: string;
  readonly slices: readonly RightsSlice[];
}

/** What the rules of ownership read of a statement: some of its parts. */
export interface OwnershipStatement extends Pick<Statement, "id" | "submitterWorkNumber"> {
  readonly submitter: Pick<Submitter, "key" | "society" | "partyId">;
  readonly claims: readonly OwnershipClaim[];
  readonly reported: readonly ReportedShare[];
  readonly origins: readonly Pick<OriginShare, "figures">[];
}

/** What they read of a claim. */
export interface OwnershipClaim extends Pick<
  Claim,
  "id" | "partyId" | "partyName" | "side" | "role" | "kind" | "figures" | "period" | "writerPartyIds" | "chain"
> {
  readonly territories: Pick<TerritoryScope, "countries">;
}

/** What is asked: who owns these rights in these countries during these days, by these statements. */
export interface OwnershipQuestion {
  /** Every statement in force on the work, in any order. */
  readonly statements: readonly OwnershipStatement[];
  readonly rights: readonly AnyRight[];
  readonly countries: CountrySet;
  readonly period: Period;
  /** Where some of the countries are asked for on some of the days only: the parts that are asked for. */
  readonly spans?: readonly { readonly countries: CountrySet; readonly period: Period }[];
  readonly holders: HolderLookup;
  readonly openConflicts: readonly ConflictScope[];
}

/** The first that fits: an open conflict touches it; above 100.06; no statement names the right; nothing claimed; below 99.94; whole. */
export type CellState = "DISPUTED" | "OVER" | "NOT_STATED" | "UNCLAIMED" | "UNDER" | "CLEAR";

/** One right in all countries and adjoining days where the picture is the same. */
export interface Cell {
  readonly right: AnyRight;
  readonly countries: CountrySet;
  readonly period: Period;
  readonly state: CellState;
  /** The sum of the counted shares, exact. */
  readonly claimed: Share;
  /** What is missing to the whole, exact. */
  readonly unclaimed: Share;
  /** What exceeds the whole, exact. */
  readonly over: Share;
  /** The disputed part of the whole: not paid until the dispute is settled. */
  readonly held: Share;
  /** The part of the whole that nobody claims, for money: zero where the sum is within tolerance. Payable parts, held and this make one whole. */
  readonly unclaimedPart: Share;
  readonly claims: readonly CellClaim[];
  readonly reported: readonly CellReported[];
  /** Open conflicts that touch the cell, ascending. */
  readonly conflictIds: readonly string[];
}

/** One party's claim in a cell: its share counts once, however many statements name it. */
export interface CellClaim {
  readonly partyId: string;
  readonly partyName: string;
  readonly side: Side;
  readonly role: string;
  /** FREE: public domain or traditional; counted to 100, never priced or paid. */
  readonly kind: "CLAIMED" | "FREE";
  /** The mandate holder there and then; null where no mandate is known. */
  readonly society: string | null;
  readonly basis: HolderBasis;
  /** The figure that counts, as stated. */
  readonly share: Share;
  /** The part of the whole that may be paid now. */
  readonly payable: Share;
  /** Whether the claim is a contestant of a dispute in this cell. */
  readonly contested: boolean;
  /** Every figure stated for the party here, the counted one first, then from large to small. */
  readonly figures: readonly CellFigure[];
  /** The claims behind the counted figure. */
  readonly claimIds: readonly string[];
  readonly writerPartyIds: readonly string[];
  readonly chain: readonly string[];
}

/** One figure for a party, with all who state it. */
export interface CellFigure {
  readonly share: Share;
  readonly statementIds: readonly string[];
  readonly claimIds: readonly string[];
  /** Whether one of them is entitled to state it: the mandate holder there and then, or the publisher itself. */
  readonly entitled: boolean;
}

/** A party named without a claim there: unclaimed, ask here. */
export interface CellReported {
  readonly partyId: string | null;
  readonly partyName: string;
  readonly side: Side;
  readonly role: string;
  readonly society: string | null;
  readonly share: Share;
  readonly statementIds: readonly string[];
}
