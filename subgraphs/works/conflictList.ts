import type { ConflictAsk } from "../domain/conflictTasks.ts";
import { UNRESOLVED_STATES } from "../domain/conflictClock.ts";
import type { LocalDate } from "../domain/period.ts";
import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { Page, PageArguments } from "../kit/page.ts";
import { byWorth } from "./conflictsByWorth.ts";
import type { WorthFinder } from "./conflictsByWorth.ts";
import type { WorkModels } from "./model.ts";
import type { ConflictDeskRecord } from "./deskRecords.ts";
import type { ConflictKind, ConflictRecord, ConflictState } from "./records.ts";
import type { FilterQuery } from "./storeTypes.ts";

/** SDL: ConflictFilter and ConflictOrder. */
export interface ConflictQuestion extends PageArguments {
  readonly filter?:
    | {
        readonly states?: readonly ConflictState[] | null | undefined;
        readonly kinds?: readonly ConflictKind[] | null | undefined;
        readonly work?: string | null | undefined;
        /** `rec_…`. */
        readonly recording?: string | null | undefined;
        readonly society?: string | null | undefined;
        readonly concerns?: string | null | undefined;
        readonly currency?: string | null | undefined;
        readonly assignee?: string | null | undefined;
        readonly asks?: readonly ConflictAsk[] | null | undefined;
      }
    | null
    | undefined;
  readonly orderBy?: "DEADLINE" | "NEWEST" | "WORTH" | null | undefined;
}

/** Who lists: the society that the caller speaks for, and what finds the worth of conflicts that the caller may see. */
export interface ConflictReader {
  readonly society: string | null;
  readonly worthOf: WorthFinder;
  /** What claims in a recording are about (recordings/subjects.ts); null for an unknown one, and one without a code. */
  readonly subjectOf: (recording: string) => Promise<string | null>;
  readonly today: LocalDate;
}

/** A page of conflicts; by default those that are not resolved, the nearest deadline first. Problems: ASKS_OF_WHOM, and those of the order by worth. */
export async function listConflicts(
  models: WorkModels,
  asked: ConflictQuestion,
  reader: ConflictReader,
): Promise<Outcome<Page<ConflictRecord>>> {
  const asks = asked.filter?.asks ?? null;
  const concerned = asked.filter?.concerns ?? (asks === null ? null : reader.society);
  if (concerned === null && asks !== null)
    return refused(
      problem("ASKS_OF_WHOM", "The caller speaks for no society; say in `concerns` of whom it is asked.", ["filter", "concerns"]),
    );
  const { kinds, work, recording, society, assignee } = asked.filter ?? {};
  const conditions: FilterQuery[] = [];
  if (kinds !== null && kinds !== undefined) conditions.push({ kind: { $in: kinds } });
  if (typeof work === "string") conditions.push({ workIds: work });
  if (typeof recording === "string") conditions.push({ workIds: (await reader.subjectOf(recording)) ?? recording });
  if (typeof society === "string") conditions.push({ societies: society });
  if (concerned !== null) conditions.push({ queue: asks === null ? concerned : { $in: asks.map((one) => `${concerned}|${one}`) } });
  if (typeof assignee === "string") conditions.push({ _id: { $in: await assignedTo(models, reader.society, assignee) } });
  // Where a ruling is to be undone, signatures are asked for after the end, too.
  const states =
    asked.filter?.states ?? (asks?.includes("SIGN") === true ? [...UNRESOLVED_STATES, "RESOLVED" as const] : UNRESOLVED_STATES);
  if (asked.orderBy === "WORTH") return await byWorth(models, asked, { ...reader, states, conditions });
  return await inStoredOrder(models, asked, { states, conditions });
}

async function inStoredOrder(
  models: WorkModels,
  asked: ConflictQuestion,
  { states, conditions }: { readonly states: readonly ConflictState[]; readonly conditions: readonly FilterQuery[] },
): Promise<Outcome<Page<ConflictRecord>>> {
  const isNewest = asked.orderBy === "NEWEST";
  const kind = isNewest ? "works.conflictsByNewest" : "works.conflictsByDeadline";
  const request = checkPage(asked, { kind, valueCount: 2 });
  if (!request.ok) return request;
  const { first, after } = request.value;
  const place = after === null ? [] : afterPlace(isNewest, String(after[0]), String(after[1]));
  // One read a state, each in the order of an index, then the first ones of all.
  const found: ConflictRecord[] = [];
  for (const state of new Set(states)) {
    const read = models.conflicts
      .find({ $and: [{ state }, ...conditions, ...place] })
      .sort(isNewest ? { _id: -1 } : { deadline: 1, _id: 1 });
    found.push(...(await read.limit(first + 1).lean<ConflictRecord[]>()));
  }
  const ordered = found.sort(isNewest ? newestFirst : deadlineFirst).slice(0, first + 1);
  return ok(connectionOf(ordered, { request: request.value, kind, sortKey: ({ deadline, _id }) => [deadline, _id] }));
}

/** Conflicts of one person that a list finds at most, the latest found. */
const ASSIGNED_MAX = 1_000;

/** Conflicts that the caller's society gave to one of its people; what another society keeps is nobody else's. */
async function assignedTo(models: WorkModels, society: string | null, assignee: string): Promise<readonly string[]> {
  if (society === null) return [];
  const read = models.conflictDesks.find({ society, assignee }, { conflict: 1 }).sort({ _id: -1 }).limit(ASSIGNED_MAX);
  return (await read.lean<Pick<ConflictDeskRecord, "conflict">[]>()).map(({ conflict }) => conflict);
}

function newestFirst(one: ConflictRecord, other: ConflictRecord): number {
  return one._id < other._id ? 1 : -1;
}

function deadlineFirst(one: ConflictRecord, other: ConflictRecord): number {
  return one.deadline + one._id < other.deadline + other._id ? -1 : 1;
}

function afterPlace(isNewest: boolean, deadline: string, id: string): FilterQuery[] {
  if (isNewest) return [{ _id: { $lt: id } }];
  return [{ deadline: { $gte: deadline } }, { $or: [{ deadline: { $gt: deadline } }, { _id: { $gt: id } }] }];
}
