import { z } from "zod";
import { problem } from "../domain/outcome.ts";
import type { ConflictScope } from "../domain/ownership.ts";
import type { EventLog, RecordedEvent } from "../kit/events.ts";
import { Refusal } from "../kit/refusal.ts";
import { sliceOf } from "./records.ts";
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

const statementData = z.object({
  statement: z.string().optional(),
  replaces: z.string().nullish(),
  receiver: z.string().nullish(),
  message: z.string().nullish(),
  statements: z.array(z.string()).optional(),
});

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
 * and which conflicts were open. Later commits get later numbers, so the answer never changes.
 */
export async function knownAt(
  tools: { readonly store: WorkStore; readonly events: EventLog },
  works: readonly WorkRecord[],
  at: Date,
): Promise<KnownWork[]> {
  const { store, events } = tools;
  const upTo = await numberAt(events, at);
  const ids = works.map(({ _id }) => _id);
  const [history, conflicts] = await Promise.all([eventsOf(events, ids, upTo), store.conflictsOf(ids)]);
  const conflictIds = [...new Set([...conflicts.values()].flat().map(({ _id }) => _id))];
  const conflictHistory = await eventsOf(events, conflictIds, upTo);
  const inForce = new Map(ids.map((id) => [id, replay(history.get(id) ?? [])]));
  const statementIds = [...new Set([...inForce.values()].flatMap((known) => [...known.keys()]))];
  const statements = await store.statementsByIds(statementIds);
  return works.map((work) => ({
    work,
    statements: [...(inForce.get(work._id) ?? [])].flatMap(([id, known]) => {
      const statement = statements.get(id);
      return statement === undefined
        ? []
        : [{ ...statement, receipts: statement.receipts.filter(({ message }) => known === null || known.has(message)) }];
    }),
    openConflicts: (conflicts.get(work._id) ?? []).flatMap(({ _id }) => conflictThen(_id, conflictHistory.get(_id) ?? [])),
  }));
}

async function numberAt(events: EventLog, at: Date): Promise<number> {
  try {
    return await events.knownAt(at);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal([
      problem("KNOWN_IN_FUTURE", `asKnownOn is ${at.toISOString()}, which has not come yet; leave it out for what is known now.`, [
        "asKnownOn",
      ]),
    ]);
  }
}

/** At most 500 subjects a call of the log. */
async function eventsOf(events: EventLog, subjects: readonly string[], upTo: number): Promise<Map<string, RecordedEvent[]>> {
  const found = new Map<string, RecordedEvent[]>();
  for (let at = 0; at < subjects.length; at += 500) {
    for (const [subject, list] of await events.ofSubjects(subjects.slice(at, at + 500), { upTo })) found.set(subject, list);
  }
  return found;
}

/** Statement ids in force after these events, each with the messages that had brought it (null: all of them, where it came with a merge). */
function replay(events: readonly RecordedEvent[]): Map<string, Set<string> | null> {
  const inForce = new Map<string, Set<string> | null>();
  for (const { kind, data } of events) {
    const { statement, replaces, message, statements } = statementData.parse(data);
    if (typeof replaces === "string") inForce.delete(replaces);
    if (kind === "STATEMENT_WITHDRAWN" && statement !== undefined) inForce.delete(statement);
    else if (statement !== undefined) {
      const known = inForce.get(statement) ?? new Set<string>();
      if (typeof message === "string") known.add(message);
      inForce.set(statement, known);
    }
    if (kind === "WORK_MERGED" || kind === "WORK_RESTORED") for (const id of statements ?? []) inForce.set(id, null);
    if (kind === "WORK_UNMERGED" || kind === "WORK_MERGED_AWAY") for (const id of statements ?? []) inForce.delete(id);
  }
  return inForce;
}

function conflictThen(id: string, events: readonly RecordedEvent[]): ConflictScope[] {
  const last = events.filter(({ kind }) => kind === "CONFLICT_OPENED" || kind === "CONFLICT_CHANGED" || kind === "CONFLICT_CLOSED").at(-1);
  if (last === undefined || last.kind === "CONFLICT_CLOSED") return [];
  const { slices } = conflictData.parse(last.data);
  // The slices were written from SliceRecords by conflictEvent.
  return [{ id, slices: (slices ?? []).map((slice) => sliceOf(slice as Parameters<typeof sliceOf>[0])) }];
}
