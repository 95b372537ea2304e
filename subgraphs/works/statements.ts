import type { Claim, OriginShare, ReportedShare, Submitter } from "../domain/statements.ts";
import { claimText } from "./statementContent.ts";
import type { ClaimRecord, RegistrationRecord, StatementRecord, WorkDescription } from "./records.ts";

/** One submitter's whole picture of one work, with its parties known by id: what an import or a mutation hands to recordStatements. */
export interface WorkStatementInput {
  readonly submitter: Submitter;
  /** The submitter's own number; a society's is its work code. */
  readonly submitterWorkNumber: string;
  /** Whom it was sent to; null for a mutation. */
  readonly receiver: string | null;
  /** `msg_…` of the file, or what names the command. */
  readonly message: string;
  readonly line: number | null;
  /** ISO instant. */
  readonly receivedAt: string;
  /** Where another house told it: the ISO instant at which that one had it. */
  readonly statedAt?: string;
  readonly description: WorkDescription;
  readonly claims: readonly NewClaim[];
  readonly reported: readonly ReportedShare[];
  readonly origins: readonly OriginShare[];
  /** The work it speaks of, where the submitter says so (`wrk_…`); else it joins by code or ISWC, or makes a new work. */
  readonly workId?: string;
}

/** A claim before it has an id; a revision that repeats a claim unchanged keeps the earlier id, as one that brings it does. */
export type NewClaim = Omit<Claim, "id"> & { readonly id?: string };

/** What became of a statement: a new work, a new or revised statement, one more witness, or nothing new. */
export interface RecordedStatement {
  readonly workId: string;
  readonly statementId: string;
  readonly outcome: "CREATED" | "UPDATED" | "WITNESSED" | "UNCHANGED";
  /** Open conflicts of the work that name claims of this statement. */
  readonly conflictIds: readonly string[];
  /** Where the work is registered after it. */
  readonly registrations: readonly Pick<RegistrationRecord, "society" | "workCode">[];
}

/** What makes two files' statements one: submitter and submitter's work number. */
export function statementKey(submitter: Submitter, submitterWorkNumber: string): string {
  return `${submitter.key}|${submitterWorkNumber}`;
}

/**
 * The agreements that claims read from files name (`SO:052|AG1`), as a member of their statement: their terms bound these claims. A claim
 * without a line was stated by hand, with days of its own.
 */
export function agreementKeysOf(submitterKey: string, claims: readonly ClaimRecord[]): { readonly agreementKeys?: readonly string[] } {
  const numbers = claims.flatMap(({ agreement, line }) => (agreement === null || line === null ? [] : [agreement]));
  return numbers.length === 0 ? {} : { agreementKeys: [...new Set(numbers)].map((number) => `${submitterKey}|${number}`) };
}

/** The claims with ids: an unchanged claim of the statement it revises keeps its id. */
export function claimsWithIds(claims: readonly ClaimRecord[], before: StatementRecord | null, makeId: () => string): ClaimRecord[] {
  const earlier = new Map<string, string[]>();
  for (const claim of before?.claims ?? []) {
    const key = claimText(claim);
    earlier.set(key, [...(earlier.get(key) ?? []), claim.id]);
  }
  return claims.map((claim) => {
    if (claim.id !== "") return claim;
    const known = before === null ? undefined : earlier.get(claimText(claim))?.shift();
    return { ...claim, id: known ?? makeId() };
  });
}
