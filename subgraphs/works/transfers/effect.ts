import { transferClaims } from "../../domain/catalogueTransfer.ts";
import type { TransferTerms } from "../../domain/catalogueTransfer.ts";
import { isClaimConflict } from "../conflictRecords.ts";
import { reviewClaims } from "../conflictSync.ts";
import type { WorkParts } from "../parts.ts";
import { claimOf } from "../records.ts";
import type { ClaimRecord, ConflictRecord, StatementRecord } from "../records.ts";
import { claimRecord } from "../toRecords.ts";
import type { TransferTotals } from "./model.ts";

/** A statement of which something goes. */
export interface PartedStatement {
  readonly before: StatementRecord;
  /** All its claims after the transfer. */
  readonly claims: readonly ClaimRecord[];
  readonly gone: readonly ClaimRecord[];
}

/** What a transfer makes of a statement's claims; null where nothing of it goes. */
export function partStatement(statement: StatementRecord, terms: TransferTerms, makeId: () => string): PartedStatement | null {
  const parted = transferClaims(statement.claims.map(claimOf), terms, makeId);
  if (parted === null) return null;
  const byId = new Map(statement.claims.map((claim) => [claim.id, claim]));
  return {
    before: statement,
    claims: parted.claims.map((claim) => byId.get(claim.id) ?? claimRecord(claim)),
    gone: parted.gone.flatMap(({ id }) => byId.get(id) ?? []),
  };
}

/** A work as it would be after a transfer. */
export interface ExpectedWork {
  readonly workId: string;
  readonly before: readonly StatementRecord[];
  readonly after: readonly StatementRecord[];
  readonly parted: readonly PartedStatement[];
  readonly open: readonly ConflictRecord[];
  readonly created: readonly ConflictRecord[];
  readonly removed: readonly ConflictRecord[];
  readonly changed: readonly ConflictRecord[];
}

/** What a transfer would make of works, by the rules by which everything is saved; nothing is stored. */
export async function expectWorks(parts: WorkParts, workIds: readonly string[], terms: TransferTerms): Promise<ExpectedWork[]> {
  const [statements, conflicts] = [await parts.store.statementsOf(workIds), await parts.store.openConflictsOf(workIds)];
  const makeId = madeUpIds();
  const works = workIds.map((workId) => {
    const before = statements.get(workId) ?? [];
    const parted = before.flatMap((statement) => partStatement(statement, terms, makeId) ?? []);
    const after = before.map((statement) => {
      const claims = parted.find((one) => one.before === statement)?.claims;
      return claims === undefined ? statement : { ...statement, claims, claimIds: claims.map(({ id }) => id) };
    });
    return { workId, before, after, parted, open: conflicts.get(workId) ?? [] };
  });
  const reviewed = await reviewClaims(
    works.map(({ workId, after, open }) => ({ workId, statements: after, open })),
    { mandates: parts.mandates, terms: parts.conflictTerms, makeId, now: parts.clock.now() },
  );
  const isOf =
    (workId: string) =>
    (conflict: ConflictRecord): boolean =>
      conflict.workIds[0] === workId;
  return works.map((work) => {
    const updated = reviewed.updated.filter(isOf(work.workId));
    return {
      ...work,
      created: reviewed.inserted.filter(isOf(work.workId)),
      removed: updated.filter(({ state }) => state === "RESOLVED"),
      changed: updated.filter(({ state }) => state !== "RESOLVED"),
    };
  });
}

/** Ids that name nothing, for what is not stored. */
function madeUpIds(): () => string {
  let last = 0;
  return () => `clm_${String((last += 1)).padStart(26, "0")}`;
}

/** How much some works change. */
export function totalsOf(works: readonly Pick<ExpectedWork, "parted" | "created" | "removed" | "changed">[]): TransferTotals {
  const sum = (count: (work: (typeof works)[number]) => number): number => works.reduce((total, work) => total + count(work), 0);
  return {
    works: works.length,
    statements: sum(({ parted }) => parted.length),
    claims: sum(({ parted }) => parted.reduce((count, { gone }) => count + gone.length, 0)),
    conflictsCreated: sum(({ created }) => created.length),
    conflictsRemoved: sum(({ removed }) => removed.length),
    conflictsChanged: sum(({ changed }) => changed.length),
  };
}

export function addTotals(one: TransferTotals, other: TransferTotals): TransferTotals {
  return {
    works: one.works + other.works,
    statements: one.statements + other.statements,
    claims: one.claims + other.claims,
    conflictsCreated: one.conflictsCreated + other.conflictsCreated,
    conflictsRemoved: one.conflictsRemoved + other.conflictsRemoved,
    conflictsChanged: one.conflictsChanged + other.conflictsChanged,
  };
}

/** What became of the conflicts between claims of a work. */
export function conflictsAfter(
  before: readonly ConflictRecord[],
  after: readonly ConflictRecord[],
): Pick<ExpectedWork, "created" | "removed" | "changed"> {
  const were = new Map(before.filter(({ kind }) => isClaimConflict(kind)).map((conflict) => [conflict._id, conflict]));
  const are = new Set(after.map(({ _id }) => _id));
  return {
    created: after.filter(({ _id }) => !were.has(_id)),
    removed: [...were.values()].filter(({ _id }) => !are.has(_id)),
    changed: after.filter(({ _id, version }) => were.has(_id) && were.get(_id)?.version !== version),
  };
}
