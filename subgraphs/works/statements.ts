import type { Claim, OriginShare, ReportedShare, Submitter } from "../domain/statements.ts";
import { canonicalJson, sha256 } from "../kit/json.ts";
import type { JsonObject, JsonValue } from "../kit/json.ts";
import { claimRecord, originRecord, reportedRecord } from "./records.ts";
import type { ClaimRecord, StatementRecord, WorkDescription } from "./records.ts";

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
}

/** What makes two files' statements one: submitter and submitter's work number. */
export function statementKey(submitter: Submitter, submitterWorkNumber: string): string {
  return `${submitter.key}|${submitterWorkNumber}`;
}

/** A hash of what is stated, without where and when it came. */
export function contentHash(input: WorkStatementInput): string {
  const claims = input.claims.map((claim) => claimContent(claimRecord({ ...claim, id: "" })));
  const reported = input.reported.map((share) => withoutPlace(reportedRecord(share)));
  const origins = input.origins.map((share) => withoutPlace(originRecord(share)));
  // Records are plain JSON by construction; their interfaces have no index signature, hence the round through text.
  const description = { ...input.description, creators: input.description.creators.map(({ otherNames: _names, ...creator }) => creator) };
  const content = JSON.parse(JSON.stringify([description, claims, reported, origins])) as JsonValue;
  return sha256(canonicalJson(content));
}

/** The claims with ids: an unchanged claim of the statement it revises keeps its id. */
export function claimsWithIds(claims: readonly NewClaim[], before: StatementRecord | null, makeId: () => string): ClaimRecord[] {
  const earlier = new Map<string, string[]>();
  for (const claim of before?.claims ?? []) {
    const key = JSON.stringify(claimContent(claim));
    earlier.set(key, [...(earlier.get(key) ?? []), claim.id]);
  }
  return claims.map((claim) => {
    const record = claimRecord({ ...claim, id: claim.id ?? "" });
    if (claim.id !== undefined) return record;
    const known = earlier.get(JSON.stringify(claimContent(record)))?.shift();
    return { ...record, id: known ?? makeId() };
  });
}

/** What is claimed, in a fixed order of members. */
function claimContent(claim: ClaimRecord): JsonObject {
  const { partyId, partyName, side, role, kind, figures, territories, from, until, writerPartyIds, chain, affiliations, agreement } = claim;
  return {
    ...{ partyId, partyName, side, role, kind, from, until, writerPartyIds: [...writerPartyIds], chain: [...chain], agreement },
    figures: figures.map(({ right, share }) => ({ right, share })),
    rows: [...territories.rows],
    countries: territories.countries,
    affiliations: Object.entries(affiliations)
      .sort()
      .map(([family, society]) => `${family}:${society}`),
  };
}

function withoutPlace<T extends { readonly line: number | null }>(named: T): Omit<T, "line"> {
  const { line: _line, ...rest } = named;
  return rest;
}
