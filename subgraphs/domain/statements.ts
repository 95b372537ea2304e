import type { LocalDate, Period } from "./period.ts";
import type { AnyRight, RightGroup } from "./recordingRights.ts";
import type { RightFamily } from "./rights.ts";
import type { Share } from "./shares.ts";
import type { CountrySet, TisCode } from "./territories/countrySet.ts";

/**
 * What societies and publishers state about a work. A **statement** is one submitter's whole picture
 * of one work; statements stand side by side and are never added, edited or overwritten.
 */
export interface Statement {
  /** `stm_…` */
  readonly id: string;
  readonly workId: string;
  readonly submitter: Submitter;
  readonly submitterWorkNumber: string;
  /** Everyone it was sent to, with message and line: a second copy of a statement is one more witness, not a new one. */
  readonly receipts: readonly Receipt[];
  readonly claims: readonly Claim[];
  readonly reported: readonly ReportedShare[];
  readonly origins: readonly OriginShare[];
}

/** Who makes a statement: a society by its CISAC code, or a publisher or other sender by IPI name number or name. */
export interface Submitter {
  /** The key that makes two files of one sender the same submitter: `SO:052`, `PB:00000000199`. */
  readonly key: string;
  readonly name: string;
  readonly society: string | null;
  /** `pty_…` of a publisher that submits itself, where it is known: it is entitled to state its own share. */
  readonly partyId?: string | null;
}

/** One receipt of a statement. */
export interface Receipt {
  /** The society the message was sent to (`--society`), or null. */
  readonly receiver: string | null;
  /** The message it came in (`msg_…`), or the mutation's id. */
  readonly message: string;
  /** First line of the transaction in the file; null for a mutation. */
  readonly line: number | null;
  /** ISO instant. */
  readonly receivedAt: string;
  /** Where it came from another house: the ISO instant at which that one had this version. Absent for what came by file or hand. */
  readonly statedAt?: string;
}

export type Side = "WRITER" | "PUBLISHER";

/** A figure speaks of a whole CWR family or of one IPI right, on a recording of a right set or of one of its rights; for that right the single one prevails. */
export type RightScope = RightGroup | AnyRight;

/** What one party collects, where and when, in one statement: CWR's SPT and SWT, or a claim by mutation. */
export interface Claim {
  /** `clm_…` */
  readonly id: string;
  /** `pty_…` of the party that collects there: E, AQ, AM, SE, or a writer. */
  readonly partyId: string;
  readonly partyName: string;
  readonly side: Side;
  /** CWR: publisher type (E, AM, SE, AQ, …) or writer designation (C, A, CA, …). */
  readonly role: string;
  /** FREE: public domain or traditional; counted to 100, never priced or paid. */
  readonly kind: "CLAIMED" | "FREE";
  readonly figures: readonly Figure[];
  readonly territories: TerritoryScope;
  /** When the claim is valid: the term of the agreement it names, else open on both sides. */
  readonly period: Period;
  /** The writers (`pty_…`) whose share this is part of; a writer's own claim names the writer. Empty when the statement does not say. */
  readonly writerPartyIds: readonly string[];
  /** Names of the chain from the original publisher down, as stated, for display. */
  readonly chain: readonly string[];
  /** The affiliation printed on the party's line, by family: serves only until memberships are known. */
  readonly affiliations: Readonly<Partial<Record<RightFamily, string>>>;
  /** The submitter's agreement number that the line names, if any. */
  readonly agreement: string | null;
  readonly line: number | null;
  /** The transfer of a catalogue by which its party came to it (`ctr_…`); absent for what was stated so. */
  readonly transfer?: string;
}

export interface Figure {
  readonly right: RightScope;
  readonly share: Share;
}

/** The submitted ordered list, and the countries it meant for these figures, with the day it was expanded at. */
export interface TerritoryScope {
  readonly rows: readonly ScopeRow[];
  readonly countries: CountrySet;
  readonly expandedOn: LocalDate;
}

/** One row of an ordered list: include (`I`) or exclude (`E`) a territory or group (CWR TER, SPT, SWT). */
export interface ScopeRow {
  readonly sign: "I" | "E";
  readonly territory: TisCode;
}

/** A party a statement names without claiming for it (OPU, OWR, OPT, OWT, or a controlled chain without collection): unclaimed, ask here. */
export interface ReportedShare {
  readonly partyId: string | null;
  readonly partyName: string;
  readonly side: Side;
  readonly role: string;
  readonly figures: readonly Figure[];
  readonly affiliations: Readonly<Partial<Record<RightFamily, string>>>;
  /** Null: the statement gives no territory, so it is reported wherever nothing is claimed for the party. */
  readonly territories: TerritoryScope | null;
  readonly line: number | null;
}

/** Ownership shares of SPU and SWR: who owned at the origin; no territory; shown, never summed as claims. */
export interface OriginShare {
  readonly partyId: string | null;
  readonly partyName: string;
  readonly side: Side;
  readonly role: string;
  readonly figures: readonly Figure[];
  readonly line: number | null;
}
