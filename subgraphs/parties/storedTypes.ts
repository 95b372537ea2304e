import type { Problem } from "../domain/outcome.ts";
import type { IpiRight, RightFamily, UseType } from "../domain/rights.ts";
import type { Side } from "../domain/statements.ts";

export type PartyKind = "NATURAL" | "LEGAL" | "GROUP" | "GENERIC";
/**
 * IPI's types of names. PG and HR stand for several parties. The meaning of DF (different spelling), MO (modified) and ST
 * (standardised) was not read in a document: they are kept as stated, and nothing rests on them.
 */
export const PARTY_NAME_KINDS = ["PA", "PP", "PG", "HR", "OR", "DF", "MO", "ST"] as const;
export type PartyNameKind = (typeof PARTY_NAME_KINDS)[number];
/** IPI's status codes: 1 self-referenced, 2 purchase, 3 deletion with cross-reference. */
export type PartyStatus = "VALID" | "FORWARDED" | "MERGED";

/** Who stated something, where it is written and when it came: `IPI:052` in line 7 of `msg_…`, or a command. */
export interface StatedBy {
  /** The submitter's key: `SO:052` for a society's own file, `IPI:052` for IPI-like data that it sent, `052` for its command. */
  readonly source: string;
  /** The file (`msg_…`) or command (`registerParty:evt_…`) that brought it. */
  readonly message: string;
  /** Line of the file. */
  readonly line?: number;
  /** ISO instant. */
  readonly receivedAt: string;
}

export interface NameRecord {
  readonly text: string;
  readonly lastName: string;
  readonly firstName: string | null;
  readonly kind: PartyNameKind;
  readonly ipiNameNumber: string | null;
  readonly script: string;
  readonly language: string | null;
  /** Days on which the party bears it; absent is open. */
  readonly from?: string;
  readonly until?: string;
  /** Absent where an earlier release recorded it. */
  readonly stated?: StatedBy;
}

/** What a party's status is from a day on. */
export interface StatusRecord {
  readonly status: PartyStatus;
  readonly forwardTo?: string;
  /** First day; null is from the beginning. */
  readonly from: string | null;
  readonly stated: StatedBy;
}

export interface PrintedRecord {
  readonly side: Side;
  readonly family: RightFamily;
  readonly society: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly message: string;
}

/** A party. Fields that may be absent carry sparse unique indexes: absent, never null or empty. */
export interface PartyRecord {
  readonly _id: string;
  readonly shape: number;
  readonly kind: PartyKind;
  readonly name: string;
  readonly names: readonly NameRecord[];
  /** Every name number that means this party alone (or this group). */
  readonly ipiNameNumbers?: readonly string[];
  readonly ipiBaseNumber?: string;
  readonly isni?: string;
  readonly dpid?: string;
  readonly status: PartyStatus;
  /** The party that took its place. */
  readonly forwardTo?: string;
  /** Every status stated, by first day; the last one is in force. Absent: valid from the beginning. */
  readonly statuses?: readonly StatusRecord[];
  /** Numbers of shared names (PG, HR) that it bears or ever bore: how a group finds its members. */
  readonly groupNumbers?: readonly string[];
  /** Submitter, the submitter's own number and the name: what a party without IPI number is found by. */
  readonly submitterKeys?: readonly string[];
  /** What names are searched by (domain/textKeys.ts). */
  readonly tokens: readonly string[];
  /** Whole names, folded, words in order of the alphabet. */
  readonly nameKeys: readonly string[];
  readonly printed: readonly PrintedRecord[];
  /** The version that brought what is printed now. */
  readonly printedSince: number;
  readonly version: number;
}

/** What is known of who a party is: what a revision of it replaces. */
export type IdentityRecord = Pick<
  PartyRecord,
  "kind" | "name" | "names" | "ipiNameNumbers" | "ipiBaseNumber" | "isni" | "dpid" | "status" | "forwardTo" | "statuses"
>;

export interface TerritoryRecord {
  readonly isIncluded: boolean;
  readonly territory: string;
}

/** Rights, countries and days of any mandate. */
export interface ScopeRecord {
  readonly rights: readonly IpiRight[];
  /** The ordered list as stated, what it meant (hexadecimal country set), and the day it was expanded at. */
  readonly territories: readonly TerritoryRecord[];
  readonly countries: string;
  readonly expandedOn: string;
  readonly from: string | null;
  readonly until: string | null;
}

export interface MembershipRecord extends ScopeRecord {
  readonly _id: string;
  readonly shape: number;
  readonly partyId: string;
  readonly society: string;
  readonly creationClass: string;
  readonly side: Side | null;
  /** IPI's role of the agreement, such as MC; absent is every role of the side. */
  readonly role?: string;
  /** `numerator/denominator` */
  readonly share: string;
  readonly recordedAt: string;
  /** Hash of what makes two bulk-loaded ones the same. */
  readonly natural: string;
  readonly version: number;
  /** Absent where an earlier release recorded it. */
  readonly stated?: StatedBy;
}

/** An entrustment to a hub, or rights withheld. */
export interface DirectMandateRecord extends ScopeRecord {
  readonly _id: string;
  readonly shape: number;
  readonly kind: "ENTRUSTMENT" | "EXCLUSION";
  /** `pty_…` or the code of a society. */
  readonly grantor: string;
  readonly hub: string | null;
  readonly licensors: readonly string[] | null;
  readonly side: Side | null;
  readonly uses: readonly UseType[] | null;
  readonly includesWritersPerforming: boolean;
  readonly signedOn: string | null;
  /** IPI's; absent is musical works. */
  readonly creationClass?: string;
  /** First day without it after notice, and the day on which notice was given. */
  readonly withdrawnFrom?: string;
  readonly noticeGivenOn?: string;
  readonly recordedAt: string;
  readonly natural: string;
  readonly version: number;
  /** Absent where an earlier release recorded it, or it came with the house. */
  readonly stated?: StatedBy;
}

export interface DeductionRecord {
  readonly kind: "ADMINISTRATION" | "SOCIAL_CULTURAL" | "OTHER";
  readonly base: "GROSS" | "REMAINDER";
  readonly percent: string;
  readonly reference: string;
}

export interface AgreementRecord extends ScopeRecord {
  readonly _id: string;
  readonly shape: number;
  readonly grantor: string;
  readonly grantee: string;
  /** Both, for the list of one society's agreements. */
  readonly societies: readonly string[];
  readonly uses: readonly UseType[] | null;
  readonly exclusive: boolean;
  readonly passesOn: boolean;
  readonly signedOn: string | null;
  readonly terminatedFrom: string | null;
  /** IPI's; absent is musical works. */
  readonly creationClass?: string;
  /** Days from notice to its effect at least; absent is none. */
  readonly noticeDays?: number;
  /** The day on which notice was given. */
  readonly noticeGivenOn?: string;
  readonly deductions: readonly DeductionRecord[];
  readonly currency: string;
  readonly statementRhythm: "MONTHLY" | "QUARTERLY" | "HALF_YEARLY" | "YEARLY";
  readonly paymentDays: number;
  readonly taxPercent: string;
  readonly taxReference: string | null;
  readonly recordedAt: string;
  readonly natural: string;
  readonly version: number;
}

/**
 * What a revision replaced, kept so that what was known before can be told: memberships, agreements and direct mandates under their own id, what files
 * printed and who it is (either or both) under the party's.
 */
export interface SupersededRecord {
  /** `${subject}.${version}` */
  readonly _id: string;
  readonly shape: number;
  readonly subject: string;
  /** The last version that it stood in. */
  readonly version: number;
  readonly membership?: MembershipRecord;
  readonly agreement?: AgreementRecord;
  readonly direct?: DirectMandateRecord;
  readonly printed?: readonly PrintedRecord[];
  readonly identity?: IdentityRecord;
}

/** What is read of a party to answer for its mandates: not its names and search keys, which are most of it. */
export type AffiliationRecord = Pick<PartyRecord, "_id" | "printed" | "printedSince" | "status" | "forwardTo"> & {
  /** There, whatever it holds, where a status was ever stated. */
  readonly statuses?: readonly object[];
};

/** A number that a transaction raises: `mandates.0` to `mandates.15` (memberships), `societies`, and `grantor.052` for each slice. */
export interface CounterRecord {
  readonly _id: string;
  readonly value: number;
}

/** What rows of a file came to. */
export interface RowCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** A file of IPI-like data and how far it was taken in: written in the transaction of each batch, so that a crash resumes after it. */
export interface PartyFileRecord {
  /** `msg_…` */
  readonly _id: string;
  readonly shape: number;
  /** Source and content: the same file is taken in once. */
  readonly key: string;
  readonly source: string;
  readonly name: string;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly receivedAt: string;
  /** The pass over the file (1: parties, names and memberships; 2: statuses) and the rows of it that are done. */
  readonly pass: number;
  readonly rows: number;
  readonly finished: boolean;
  /** `mandates`: entrustments and exclusions; absent in a record of an earlier release. */
  readonly counts: {
    readonly rejected: number;
    readonly parties: RowCounts;
    readonly memberships: RowCounts;
    readonly mandates?: RowCounts;
  };
  /** What was wrong in the last batches, which the job may not have written down when a crash comes. */
  readonly problems: readonly Problem[];
}
