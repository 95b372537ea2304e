import type { ConflictAsk } from "../domain/conflictTasks.ts";
import { UNRESOLVED_STATES } from "../domain/conflictClock.ts";
import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { Page, PageArguments } from "../kit/page.ts";
import type { WorkModels } from "./model.ts";
import type { ConflictDeskRecord, ConflictKind, ConflictRecord, ConflictState } from "./records.ts";
import type { FilterQuery } from "./storeTypes.ts";

/** SDL: ConflictFilter and ConflictOrder. */
export interface ConflictQuestion extends PageArguments {
  readonly filter?:
    | {
        readonly states?: readonly ConflictState[] | null | undefined;
        readonly kinds?: readonly ConflictKind[] | null | undefined;
        readonly work?: string | null | undefined;
        readonly society?: string | null | undefined;
        readonly concerns?: string | null | undefined;
        readonly assignee?: string | null | undefined;
        readonly asks?: readonly ConflictAsk[] | null | undefined;
      }
    | null
    | undefined;
  readonly orderBy?: "DEADLINE" | "NEWEST" | null | undefined;
}

/** A page of conflicts; by default those that are not resolved, the nearest deadline first. Problem: ASKS_OF_WHOM. */
export async function listConflicts(
  models: WorkModels,
  asked: ConflictQuestion,
  own: string | null,
): Promise<Outcome<Page<ConflictRecord>>> {
  const isNewest = asked.orderBy === "NEWEST";
  const kind = isNewest ? "works.conflictsByNewest" : "works.conflictsByDeadline";
  const request = checkPage(asked, { kind, valueCount: 2 });
  if (!request.ok) return request;
  const { first, after } = request.value;
  const { states, kinds, work, society, asks } = asked.filter ?? {};
  const conditions: FilterQuery[] = [];
  if (kinds !== null && kinds !== undefined) conditions.push({ kind: { $in: kinds } });
  if (typeof work === "string") conditions.push({ workIds: work });
  if (typeof society === "string") conditions.push({ societies: society });
  const concerned = asked.filter?.concerns ?? (asks === null || asks === undefined ? null : own);
  if (concerned === null && asks !== null && asks !== undefined)
    return refused(
      problem("ASKS_OF_WHOM", "The caller speaks for no society; say in `concerns` of whom it is asked.", ["filter", "concerns"]),
    );
  if (concerned !== null) conditions.push({ queue: asks ? { $in: asks.map((one) => `${concerned}|${one}`) } : concerned });
  const assignee = asked.filter?.assignee ?? null;
  if (assignee !== null) conditions.push({ _id: { $in: await assignedTo(models, own, assignee) } });
  if (after !== null) conditions.push(...afterPlace(isNewest, String(after[0]), String(after[1])));
  // One read a state, each in the order of an index, then the first ones of all.
  const found: ConflictRecord[] = [];
  for (const state of new Set(states ?? UNRESOLVED_STATES)) {
    const read = models.conflicts.find({ $and: [{ state }, ...conditions] }).sort(isNewest ? { _id: -1 } : { deadline: 1, _id: 1 });
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
