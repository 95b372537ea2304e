import { z } from "zod";
import type { ConflictScope } from "../domain/ownership.ts";
import type { EventLog, RecordedEvent } from "../kit/events.ts";
import { eventsUpTo, numberAt, readChronicle } from "./chronicle.ts";
import type { KnownStatement } from "./chronicle.ts";
import { askedId, sliceOf } from "./records.ts";
import type { ConflictRecord, StatementRecord, WorkRecord } from "./records.ts";
import type { WorkStore } from "./workStore.ts";

/** What was known of a work: its statements in force and the conflicts open then. */
export interface KnownWork {
  readonly work: WorkRecord;
  readonly statements: readonly StatementRecord[];
  readonly openConflicts: readonly ConflictScope[];
}

/** What is known now. */
export async function knownNow(store: WorkStore, works: readonly WorkRecord[]): Promise<KnownWork[]> {
  const ids = works.map(({ _id }) => _id);
  const [statements, conflicts] = await Promise.all([store.statementsOf(ids), store.openConflictsOf(ids)]);
  return works.map((work) => ({
    work,
    statements: statements.get(work._id) ?? [],
    openConflicts: (conflicts.get(work._id) ?? []).map(scopeOf),
  }));
}

/** The slices that an open conflict between claims touches; conflicts between works touch none. */
export function scopeOf(conflict: ConflictRecord): ConflictScope {
  return { id: conflict._id, slices: conflict.slices.map(sliceOf) };
}

const conflictData = z.object({
  slices: z
    .array(
      z.object({
        rights: z.array(z.string()),
        countries: z.string(),
        from: z.string().nullable(),
        until: z.string().nullable(),
        excess: z.string(),
      }),
    )
    .optional(),
});

/**
 * What was known at an instant, by the numbers of events: which statements were in force by then, whoever had received them,
 * and which conflicts were open. A record that was merged at the time is answered by the survivor of then, and one that has been
 * merged since by itself.
 */
export async function knownAt(
  tools: { readonly store: WorkStore; readonly events: EventLog },
  works: readonly WorkRecord[],
  at: Date,
): Promise<KnownWork[]> {
  const { store, events } = tools;
  const upTo = await numberAt(events, at);
  const ids = works.map(askedId);
  const chronicle = await readChronicle(events, ids, upTo);
  const answering = [...new Set(ids.map((id) => chronicle.answeringFor(id)))];
  const conflicts = await store.conflictsOf(answering);
  const conflictIds = [...new Set([...conflicts.values()].flat().map(({ _id }) => _id))];
  const conflictHistory = await eventsUpTo(events, conflictIds, upTo);
  const inForce = new Map(answering.map((id) => [id, chronicle.statementsOf(id).filter(({ isInForce }) => isInForce)]));
  const statements = await store.statementsByIds([...new Set([...inForce.values()].flat().map(({ id }) => id))]);
  return works.map((work) => {
    const id = chronicle.answeringFor(askedId(work));
    return {
      work,
      statements: (inForce.get(id) ?? []).flatMap((known) => statementThen(statements.get(known.id), known)),
      openConflicts: (conflicts.get(id) ?? []).flatMap(({ _id }) => conflictThen(_id, conflictHistory.get(_id) ?? [])),
    };
  });
}

/** A statement with those receipts alone that had come by then. */
export function statementThen(statement: StatementRecord | undefined, known: KnownStatement): StatementRecord[] {
  if (statement === undefined) return [];
  return [{ ...statement, receipts: statement.receipts.filter(({ message }) => known.messages.has(message)) }];
}

function conflictThen(id: string, events: readonly RecordedEvent[]): ConflictScope[] {
  const last = events.filter(({ kind }) => kind === "CONFLICT_OPENED" || kind === "CONFLICT_CHANGED" || kind === "CONFLICT_CLOSED").at(-1);
  if (last === undefined || last.kind === "CONFLICT_CLOSED") return [];
  const { slices } = conflictData.parse(last.data);
  // The slices were written from SliceRecords by conflictEvent.
  return [{ id, slices: (slices ?? []).map((slice) => sliceOf(slice as Parameters<typeof sliceOf>[0])) }];
}
