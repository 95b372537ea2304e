import type { Period } from "../../domain/period.ts";
import type { IpiRight, UseType } from "../../domain/rights.ts";

/**
 * Who may license a party's share, where and when: the mandate graph of parties (memberships, direct entrustments and
 * agreements between societies), asked in batches over country sets. Country sets cross in their stored form
 * (hexadecimal, see territories/countrySet.ts), shares as `numerator/denominator`. With `knownOn` (an ISO instant that has
 * come) the answer is as it was known then, and always the same; without, as it is known now.
 */
export interface MandateReader {
  /** The mandate holder of each party and right, in pieces that together cover the asked countries and period. At most 2,000 questions a call. */
  holders(request: {
    readonly questions: readonly HolderQuestion[];
    readonly knownOn?: string | null;
  }): Promise<{ readonly answers: readonly (readonly HolderPiece[])[] }>;
  /** Whether a licensor may license each party's share on one day, and by which chain of agreements. At most 100,000 questions a call, and over HTTP what 16 MB hold; many about one party, side and right cost little more than one. */
  entitlements(request: {
    readonly licensor: string;
    readonly use: UseType | null;
    readonly on: string;
    readonly questions: readonly EntitlementQuestion[];
    readonly knownOn?: string | null;
  }): Promise<{ readonly answers: readonly (readonly EntitlementPiece[])[] }>;
  /** The terms on which one society pays another for a right in a country on a day; null where no agreement is in force. */
  terms(request: {
    readonly questions: readonly TermsQuestion[];
    readonly knownOn?: string | null;
  }): Promise<{ readonly answers: readonly (AgreementTerms | null)[] }>;
  /** Whom a change of these societies' agreements may concern: themselves, and all to whom their agreements lead. At most 1,000 societies a call. */
  reached(request: { readonly societies: readonly string[] }): Promise<{ readonly societies: readonly string[] }>;
  /** Where memberships of each party clash (numbers merged since that give away more than the whole), within what is asked. At most 2,000 questions a call. */
  clashes(request: { readonly questions: readonly ClashQuestion[] }): Promise<{ readonly answers: readonly (readonly ClashPiece[])[] }>;
  /** The version of the mandate data: rises with every membership or agreement recorded, so that readers may keep answers. */
  version(request: Readonly<Record<string, never>>): Promise<{ readonly version: number }>;
}

export interface HolderQuestion {
  readonly partyId: string;
  readonly side: "WRITER" | "PUBLISHER";
  readonly right: IpiRight;
  readonly countries: string;
  readonly period: Period;
  /** IPI's creation class; absent asks for musical works. */
  readonly creationClass?: string;
}

export interface ClashQuestion {
  readonly partyId: string;
  readonly rights: readonly IpiRight[];
  readonly countries: string;
  readonly period: Period;
  /** IPI's creation class; absent asks for musical works. */
  readonly creationClass?: string;
}

export interface ClashPiece {
  /** The side on which they clash; null is both. */
  readonly side: "WRITER" | "PUBLISHER" | null;
  readonly rights: readonly IpiRight[];
  readonly countries: string;
  readonly period: Period;
  /** Whose memberships clash, by code. */
  readonly societies: readonly string[];
}

/** MEMBERSHIP: recorded; ENTRUSTED: the party gave the rights to a hub or agent directly; FROM_CWR: only printed in a file; NONE: no mandate known. */
export type MandateBasis = "MEMBERSHIP" | "ENTRUSTED" | "FROM_CWR" | "NONE";

export interface HolderPiece {
  readonly countries: string;
  readonly period: Period;
  /** 3-digit CISAC code or organisation code; null where nobody holds a mandate. */
  readonly society: string | null;
  readonly basis: MandateBasis;
}

export interface EntitlementQuestion {
  readonly partyId: string;
  readonly side: "WRITER" | "PUBLISHER";
  readonly right: IpiRight;
  readonly countries: string;
}

/** OWN: the licensor's member; SISTER: a chain of agreements to the licensor is in force there; ELSEWHERE: a mandate holder is known and not reached; NONE: no holder known; EXCLUDED: withheld by the right holder. */
export interface EntitlementPiece {
  readonly countries: string;
  readonly category: "OWN" | "SISTER" | "ELSEWHERE" | "NONE" | "EXCLUDED";
  readonly holder: string | null;
  readonly basis: MandateBasis;
  readonly chain: readonly ChainLink[];
  /** Why this is the answer, in a sentence. */
  readonly because: string;
}

/** One step of a chain: the grantor lets the grantee license, by an agreement (`agr_…`) or a membership (`mem_…`). */
export interface ChainLink {
  readonly from: string;
  readonly to: string;
  readonly agreementId: string;
}

export interface TermsQuestion {
  /** The society that collected, and the one that is owed. */
  readonly payer: string;
  readonly payee: string;
  readonly right: IpiRight;
  /** 4-digit TIS code of the country of use. */
  readonly country: string;
  readonly on: string;
}

export interface AgreementTerms {
  readonly agreementId: string;
  /** In the order they are taken. Rates are exact decimal percentages such as `10` or `7.5`. */
  readonly deductions: readonly Deduction[];
  /** ISO 4217: the currency of the statement. */
  readonly currency: string;
  readonly statementRhythm: "MONTHLY" | "QUARTERLY" | "HALF_YEARLY" | "YEARLY";
  readonly paymentDays: number;
  /** Withholding tax at the payer, exact decimal percentage; `0` where none. */
  readonly taxPercent: string;
  readonly taxReference: string | null;
}

/** One deduction of an agreement's schedule: on the gross, or on what the earlier ones left. */
export interface Deduction {
  readonly kind: "ADMINISTRATION" | "SOCIAL_CULTURAL" | "OTHER";
  readonly base: "GROSS" | "REMAINDER";
  readonly percent: string;
  readonly reference: string;
}
