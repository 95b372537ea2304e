import type { LocalDate, Period } from "../period.ts";
import type { IpiRight, UseType } from "../rights.ts";
import type { Share } from "../shares.ts";
import type { Side } from "../statements.ts";
import type { CountrySet } from "../territories/countrySet.ts";

/** What a mandate speaks of: rights, countries (already expanded from the ordered list that states them) and days. */
export interface MandateScope {
  readonly rights: readonly IpiRight[];
  readonly countries: CountrySet;
  readonly period: Period;
  /** IPI's creation class; absent is musical works. */
  readonly creationClass?: string;
}

/** IPI's creation class of musical works: the only one that licences here speak of. */
export const MUSICAL_WORK = "MW";

/** A party gives a society its rights (IPI agreement). FROM_CWR: only printed on the party's line of a file, and provisional. */
export interface Membership extends MandateScope {
  /** `mem_…` */
  readonly id: string;
  readonly partyId: string;
  readonly society: string;
  readonly creationClass: string;
  /** The side it speaks of; null is both. */
  readonly side: Side | null;
  /** IPI's role, such as MC: then it speaks of that one alone; null or absent is every role of the side. */
  readonly role?: string | null;
  /** The part of the party's right that the society holds; nearly always the whole. */
  readonly share: Share;
  readonly basis: "MEMBERSHIP" | "FROM_CWR";
  /** ISO instant at which it was recorded or, for FROM_CWR, at which the file was received. */
  readonly recordedAt: string;
}

/** A party or a society gives rights to a hub or agent directly: they leave its societies there. */
export interface Entrustment extends MandateScope {
  /** `man_…` */
  readonly id: string;
  /** `pty_…` or the code of a society. */
  readonly grantor: string;
  /** Code of the hub or agent. */
  readonly hub: string;
  /** Null: all uses. */
  readonly uses: readonly UseType[] | null;
  /** Whether writers' performing shares go along; if not stated they stay with the writer's society. */
  readonly includesWritersPerforming: boolean;
  readonly signedOn: LocalDate | null;
}

/** A representation agreement: the grantor lets the grantee license its repertoire there. */
export interface Agreement extends MandateScope {
  /** `agr_…` */
  readonly id: string;
  readonly grantor: string;
  readonly grantee: string;
  /** Null: all uses. */
  readonly uses: readonly UseType[] | null;
  readonly exclusive: boolean;
  /** Whether it also covers what the grantor itself represents for others; otherwise its own members only. */
  readonly passesOn: boolean;
  readonly signedOn: LocalDate | null;
  /** First day without it after notice or withdrawal; null while none was given. */
  readonly terminatedFrom: LocalDate | null;
  readonly terms: AgreementTerms;
}

/** How the grantee pays the grantor. Rates are exact decimal percentages such as `10` or `7.5`. */
export interface AgreementTerms {
  /** In the order they are taken. */
  readonly deductions: readonly Deduction[];
  /** ISO 4217. */
  readonly currency: string;
  readonly statementRhythm: "MONTHLY" | "QUARTERLY" | "HALF_YEARLY" | "YEARLY";
  readonly paymentDays: number;
  readonly taxPercent: string;
  readonly taxReference: string | null;
}

/** One deduction: on the gross, or on what the earlier ones left. */
export interface Deduction {
  readonly kind: "ADMINISTRATION" | "SOCIAL_CULTURAL" | "OTHER";
  readonly base: "GROSS" | "REMAINDER";
  readonly percent: string;
  readonly reference: string;
}

/** A right holder withholds rights from licensing: nobody, or none of the named licensors, may license them. */
export interface Exclusion extends MandateScope {
  /** `man_…` */
  readonly id: string;
  readonly partyId: string;
  readonly side: Side | null;
  readonly uses: readonly UseType[] | null;
  /** Null: all licensors. */
  readonly licensors: readonly string[] | null;
}

/** Everything that one party has stated about its rights. */
export interface PartyMandates {
  readonly memberships: readonly Membership[];
  readonly entrustments: readonly Entrustment[];
  readonly exclusions: readonly Exclusion[];
}

export const NO_MANDATES: PartyMandates = { memberships: [], entrustments: [], exclusions: [] };

/** Whether a scope limited to uses (null: none) speaks of the asked use. A question without use is about all of them, `ANY` about whichever there is. */
export function coversUse(uses: readonly UseType[] | null, asked: UseType | "ANY" | null): boolean {
  return uses === null || asked === "ANY" || (asked !== null && uses.includes(asked));
}

/** Whether two creation classes are the same; absent is musical works. */
export function sameClass(one: string | undefined, other: string | undefined): boolean {
  return (one ?? MUSICAL_WORK) === (other ?? MUSICAL_WORK);
}

/** Whether something said of one side (null: both) speaks of the asked one. */
export function coversSide(side: Side | null, asked: Side): boolean {
  return side === null || side === asked;
}

/** Whether something said in one role (null: all of them) speaks of the asked one; a question without role is about whichever there is. */
export function coversRole(role: string | null | undefined, asked: string | null | undefined): boolean {
  return (role ?? null) === null || (asked ?? null) === null || role === asked;
}

/** Days within days: both ends of the inner period lie in the outer one. */
export function coversPeriod(outer: Period, inner: Period): boolean {
  const startsBefore = outer.from === null || (inner.from !== null && outer.from <= inner.from);
  const endsAfter = outer.until === null || (inner.until !== null && inner.until <= outer.until);
  return startsBefore && endsAfter;
}
