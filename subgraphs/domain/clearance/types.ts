import type { IpiRight } from "../rights.ts";
import type { Share } from "../shares.ts";
import type { CountrySet, TisCode } from "../territories/countrySet.ts";

/**
 * What a licensor may license of a work, per right and country, in eight categories that add up to one whole:
 * OWN (its members), SISTER (by a chain of agreements), BY_LAW (statutory or extended licence), ELSEWHERE (claimed, but not the
 * licensor's to license), EXCLUDED (withheld by the right holder), UNCLAIMED, DISPUTED, FREE (public domain, traditional).
 */
export const CLEARANCE_CATEGORIES = ["OWN", "SISTER", "BY_LAW", "ELSEWHERE", "EXCLUDED", "UNCLAIMED", "DISPUTED", "FREE"] as const;
export type ClearanceCategory = (typeof CLEARANCE_CATEGORIES)[number];

/** Only these are licensed and priced. */
export const LICENSED: ReadonlySet<ClearanceCategory> = new Set(["OWN", "SISTER", "BY_LAW"]);

/** These need asking before the music is used. */
export const UNCLEARED: ReadonlySet<ClearanceCategory> = new Set(["ELSEWHERE", "EXCLUDED", "UNCLAIMED", "DISPUTED"]);

/** One claim's part of a cell, with what the mandate graph says of it in some countries. */
export interface ClearedClaim {
  readonly countries: CountrySet;
  readonly category: ClearanceCategory;
  readonly share: Share;
  readonly partyId: string;
  readonly partyName: string;
  /** Whom to ask: the mandate holder; null when the party itself must be asked. */
  readonly society: string | null;
  readonly because: string;
}

/** One ownership cell of a work on the day of clearance, with its claims placed in categories. */
export interface ClearedCell {
  readonly right: IpiRight;
  readonly countries: CountrySet;
  /** The slice that an open conflict holds. */
  readonly held: Share;
  readonly claims: readonly ClearedClaim[];
  /** Names stated without a claim: whom to ask about the unclaimed part. */
  readonly reported: readonly ReportedName[];
}

export interface ReportedName {
  /** Empty where the statement knows no name. */
  readonly partyName: string;
  readonly society: string | null;
  /** The figure stated for it; zero for none. */
  readonly share: Share;
}

/** A work with its cells; where it has none for a right and country, no statement names that right there. */
export interface ClearedWork {
  readonly workId: string;
  readonly cells: readonly ClearedCell[];
  /** The open conflicts that touch it. */
  readonly conflictIds: readonly string[];
}

/** What is asked of every work. */
export interface ClearanceAsk {
  /** The rights that the use needs, each with the countries where it does. */
  readonly needed: ReadonlyMap<IpiRight, CountrySet>;
  /** Where the law or an extended licence covers what nobody else clears, with its reference; the sets have no country in common. */
  readonly byLaw: readonly { readonly countries: CountrySet; readonly reference: string }[];
}

/** Works by how much is cleared: licensed or free. */
export interface Degrees {
  readonly total: number;
  readonly fully: number;
  readonly partly: number;
  readonly not: number;
}

/** A name behind a part: who, with how much on average over all works. */
export interface NamedPart {
  readonly category: ClearanceCategory;
  readonly name: string;
  readonly partyId: string | null;
  readonly society: string | null;
  readonly share: Share;
  readonly works: number;
  readonly because: string;
}

/** The clearance of one right in one country over all works, each work counting the same. */
export interface Clearance {
  readonly right: IpiRight;
  readonly country: TisCode;
  /** All eight categories; they add up to one whole. */
  readonly parts: ReadonlyMap<ClearanceCategory, Share>;
  readonly names: readonly NamedPart[];
  readonly works: Degrees;
}

/** The clearance of many works. */
export interface ClearanceSummary {
  /** By country, then right. */
  readonly rights: readonly Clearance[];
  /** In each country over all rights that the use needs there. */
  readonly countries: ReadonlyMap<TisCode, Degrees>;
  /** Over all rights and countries. */
  readonly works: Degrees;
}
