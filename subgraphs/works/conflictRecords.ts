import { deadlineOf, startedClock, unresolvedState } from "../domain/conflictClock.ts";
import type { ConflictClock, ConflictTerms } from "../domain/conflictClock.ts";
import { conflictTasks } from "../domain/conflictTasks.ts";
import type { ConflictTask } from "../domain/conflictTasks.ts";
import { CLAIM_CONFLICT_KINDS } from "../domain/conflicts.ts";
import type { ClaimConflictKind } from "../domain/conflicts.ts";
import type { LocalDate } from "../domain/period.ts";
import type { NewEvent } from "../kit/events.ts";
import type { JsonValue } from "../kit/json.ts";
import { isRecordingSubject } from "./recordings/subjects.ts";
import type { ConflictKind, ConflictRecord } from "./records.ts";
import type { RulingRecord } from "./rulingRecords.ts";

/** A conflict with what follows from the rest of it: state, deadline and whose queue it stands in. Whoever writes one calls this last. */
export function withDerived(
  conflict: Omit<ConflictRecord, "state" | "deadline" | "queue"> & { readonly openKey?: string },
): ConflictRecord {
  const isResolved = conflict.openKey === undefined;
  const hasProposal = conflict.rulings.some(({ state }) => state === "PROPOSED");
  const state = isResolved ? "RESOLVED" : unresolvedState(conflict.term, hasProposal);
  const queue = conflictTasks({ ...conflict, isResolved }).flatMap(({ society, asks }) => [society, `${society}|${asks}`]);
  return { ...conflict, state, queue, deadline: deadlineOf(clockOf(conflict)) };
}

/** Whether a conflict is between claims, not between works. */
export function isClaimConflict(kind: ConflictKind): kind is ClaimConflictKind {
  return CLAIM_CONFLICT_KINDS.some((one) => one === kind);
}

/** Who has a part in a conflict, and what is asked of each. */
export function tasksOf(conflict: ConflictRecord): readonly ConflictTask[] {
  return conflictTasks({ ...conflict, isResolved: conflict.state === "RESOLVED" });
}

/** The conflict's clock; its days were written by the house. */
export function clockOf({ term, deadlines }: Pick<ConflictRecord, "term" | "deadlines">): ConflictClock {
  return { term, deadlines: [deadlines[0] as LocalDate, deadlines[1] as LocalDate] };
}

/** The conflict, settled; proposals that still waited lapse. */
export function closedConflict(conflict: ConflictRecord, end: { readonly now: Date; readonly because: string }): ConflictRecord {
  const { openKey: _openKey, ...rest } = conflict;
  const rulings = lapsed(conflict.rulings);
  return withDerived({ ...rest, closedAt: end.now.toISOString(), because: end.because, rulings, version: conflict.version + 1 });
}

/** Proposals that waited can no longer be signed. */
export function lapsed(rulings: readonly RulingRecord[]): readonly RulingRecord[] {
  return rulings.map((ruling) => (ruling.state === "PROPOSED" ? { ...ruling, state: "LAPSED" as const } : ruling));
}

/** The conflict, taken up again with a clock that starts anew. */
export function reopenedConflict(
  conflict: ConflictRecord,
  again: { readonly now: Date; readonly terms: ConflictTerms; readonly because: string },
): ConflictRecord {
  const { now, terms, because } = again;
  const clock = startedClock(now.toISOString().slice(0, 10) as LocalDate, terms);
  return withDerived({ ...conflict, ...clock, openKey: conflict.key, closedAt: null, because, version: conflict.version + 1 });
}

/** What happened to a conflict; the slices let past answers be given again. */
export function conflictEvent(kind: string, conflict: ConflictRecord, more: Readonly<Record<string, JsonValue>> = {}): NewEvent {
  const slices = conflict.slices.map(({ rights, ...slice }) => ({ ...slice, rights: [...rights] }));
  const { workIds, because } = conflict;
  // A conflict between works names them all.
  const works = workIds.length > 1 ? { works: [...workIds] } : {};
  const [first = null] = workIds;
  const about = first !== null && isRecordingSubject(first) ? { recording: first } : { work: first };
  return { kind, subject: conflict._id, data: { ...about, ...works, slices, because, ...more } };
}
