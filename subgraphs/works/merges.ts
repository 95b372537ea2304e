import { problem } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { commandInput, requireVersion, requireWork } from "./commandTools.ts";
import { closedConflict, conflictEvent } from "./conflictSync.ts";
import type { WorkParts } from "./parts.ts";
import type { WorkRecord } from "./records.ts";
import { settleAndWrite } from "./recordStatements.ts";
import { requireStandingOnWork } from "./standing.ts";
import { loadViewOf } from "./statementView.ts";
import type { StatementView } from "./statementView.ts";

/** SDL: MergeWorksInput. */
export interface MergeWorksInput {
  readonly survivor: string;
  readonly merged: string;
  readonly expectedVersion?: number | null | undefined;
  readonly because: string;
  readonly idempotencyKey?: string | null | undefined;
}
/** SDL: UndoMergeInput. */
export interface UndoMergeInput {
  readonly merged: string;
  readonly because: string;
  readonly idempotencyKey?: string | null | undefined;
}

type Answer = Promise<CommandAnswer<{ readonly workId: string }>>;

/** Makes two records one: all statements move to the survivor, the other record leads to it. */
export async function mergeWorks(parts: WorkParts, caller: Caller, input: MergeWorksInput): Answer {
  requireScope(caller, "works:write");
  if (input.survivor === input.merged) throw new Refusal([problem("SAME_WORK", "A work cannot be merged into itself.", ["merged"])]);
  return await parts.foundation.commands.run(
    { operation: "mergeWorks", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const view = await loadViewOf(parts.models, [input.survivor, input.merged], session);
      const survivor = requireWork(view.findWork(input.survivor), input.survivor, "survivor");
      const merged = requireWork(view.findWork(input.merged), input.merged, "merged");
      // Both records change, so that a society of one alone cannot take the other away.
      await requireStandingOnWork(parts, caller, { work: survivor, path: "survivor" });
      await requireStandingOnWork(parts, caller, { work: merged, path: "merged" });
      requireVersion(survivor.before?.version ?? 0, input.expectedVersion);
      const moving = [...merged.statements.values()];
      for (const statement of moving) view.move(statement, survivor.id);
      const { before } = merged;
      survivor.merges = [...survivor.merges, { mergedId: merged.id, keys: moving.map(({ key }) => key), because: input.because }];
      survivor.inherited = before;
      survivor.mergedInto = null;
      merged.mergedInto = survivor.id;
      for (const work of [survivor, merged]) work.touched = true;
      const data = {
        survivor: survivor.id,
        merged: merged.id,
        statements: moving.map(({ _id }) => _id),
        because: input.because,
        society: caller.society,
      };
      survivor.events.push({ kind: "WORK_MERGED", subject: survivor.id, data });
      merged.events.push({ kind: "WORK_MERGED_AWAY", subject: merged.id, data });
      await settleAndWrite(parts, view, session);
      await closeBetween(parts, [survivor.id, merged.id], session);
      return { workId: survivor.id };
    },
  );
}

/** Takes a merge back: the statements that came with the merged work, or revised those since, return to it. */
export async function undoMerge(parts: WorkParts, caller: Caller, input: UndoMergeInput): Answer {
  requireScope(caller, "works:write");
  return await parts.foundation.commands.run(
    { operation: "undoMerge", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const stub = await parts.models.works.findById(input.merged, null, { session }).lean<WorkRecord | null>();
      if (stub?.mergedInto === undefined)
        throw new Refusal([problem("NOT_MERGED", `The work ${input.merged} is not merged into another.`, ["merged"])]);
      const view = await loadViewOf(parts.models, [input.merged, stub.mergedInto], session);
      const survivor = requireWork(view.findWork(stub.mergedInto), stub.mergedInto, "merged");
      await requireStandingOnWork(parts, caller, { work: survivor, path: "merged" });
      const restored = view.work(input.merged);
      const keys = new Set(survivor.merges.filter(({ mergedId }) => mergedId === restored.id).flatMap((merge) => merge.keys));
      const returning = moveBack(view, { from: survivor.id, to: restored.id, keys });
      survivor.merges = survivor.merges.filter(({ mergedId }) => mergedId !== restored.id);
      survivor.isRedrawn = true;
      restored.mergedInto = null;
      for (const work of [survivor, restored]) work.touched = true;
      const data = { survivor: survivor.id, merged: restored.id, statements: returning, because: input.because, society: caller.society };
      survivor.events.push({ kind: "WORK_UNMERGED", subject: survivor.id, data });
      restored.events.push({ kind: "WORK_RESTORED", subject: restored.id, data });
      await settleAndWrite(parts, view, session);
      return { workId: restored.id };
    },
  );
}

function moveBack(view: StatementView, move: { readonly from: string; readonly to: string; readonly keys: ReadonlySet<string> }): string[] {
  const returning = [...view.work(move.from).statements.values()].filter(({ key }) => move.keys.has(key));
  for (const statement of returning) view.move(statement, move.to);
  return returning.map(({ _id }) => _id);
}

/** What was open between two works that are now one is settled. */
async function closeBetween(parts: WorkParts, workIds: readonly [string, string], session: ClientSession): Promise<void> {
  const open = await parts.models.conflicts
    .find({ $and: [{ workIds: workIds[0] }, { workIds: workIds[1] }], state: { $in: ["OPEN", "PROPOSED"] } }, null, { session })
    .lean<Parameters<typeof closedConflict>[0][]>();
  if (open.length === 0) return;
  const closed = open.map((conflict) => closedConflict(conflict, { now: parts.clock.now(), because: "The works were merged." }));
  await parts.models.conflicts.bulkWrite(
    closed.map((conflict) => ({ replaceOne: { filter: { _id: conflict._id }, replacement: conflict } })),
    { session },
  );
  await parts.events.append(
    closed.map((conflict) => conflictEvent("CONFLICT_CLOSED", conflict)),
    session,
  );
}
