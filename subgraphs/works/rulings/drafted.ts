import type { ClaimEdit } from "../../domain/claimEdits.ts";
import type { ClientSession } from "../../kit/model.ts";
import type { ConflictRecord, StatementRecord } from "../records.ts";
import type { RuledStatement } from "../rulingRecords.ts";
import type { StatementView } from "../statementView.ts";
import type { Unmerging } from "../undoMerge.ts";

/** A conflict and its works as they are read for a ruling, within one transaction. */
export interface RulingGround {
  readonly conflict: ConflictRecord;
  readonly view: StatementView;
  readonly session: ClientSession;
}

/** One statement under a ruling: null before where it comes back into force, null after where it is withdrawn as a whole. */
export interface Revision {
  readonly before: StatementRecord | null;
  readonly after: StatementRecord | null;
}

/** A work under a ruling: all statements in force on it before and after. */
export interface WorkDraft {
  readonly workId: string;
  readonly before: readonly StatementRecord[];
  readonly after: readonly StatementRecord[];
}

/**
 * What a ruling makes of works, to the last claim. Simulation computes its cells from a draft, and the effect writes the draft: so the one is
 * the other. Nothing is stored by drafting.
 */
export interface RulingDraft {
  readonly works: readonly WorkDraft[];
  /** What becomes of statements; of works that are merged or come apart nothing but their work changes. */
  readonly revisions: readonly Revision[];
  /** Whether some claim gets more, or comes back: then it is never one's own alone to sign. */
  readonly raises: boolean;
  /** The shares that change, by claim and place. */
  readonly edits: readonly ClaimEdit[];
  /** A merge that comes apart. */
  readonly unmerging: Unmerging | null;
}

/** The statements that a draft replaces, for the record. */
export function ruledBy({ revisions }: RulingDraft): readonly RuledStatement[] {
  return revisions.map(({ before, after }) => ({ before: before?._id ?? null, after: after?._id ?? null }));
}

/** Works with some of their statements changed, and all others as they are. */
export function worksAfter(view: StatementView, revisions: readonly Revision[]): WorkDraft[] {
  const workIds = new Set(revisions.flatMap(({ before, after }) => (before ?? after)?.workId ?? []));
  return [...workIds].map((workId) => {
    const before = [...view.work(workId).statements.values()];
    const changed = new Map(revisions.flatMap((revision) => (revision.before === null ? [] : [[revision.before._id, revision.after]])));
    const kept = before.flatMap((statement) => (changed.has(statement._id) ? (changed.get(statement._id) ?? []) : statement));
    const revived = revisions.flatMap((one) => (one.before === null && one.after?.workId === workId ? one.after : []));
    return { workId, before, after: [...kept, ...revived] };
  });
}
