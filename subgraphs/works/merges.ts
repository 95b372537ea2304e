import { UNRESOLVED_STATES } from "../domain/conflictClock.ts";
import { problem } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { commandInput, requireVersion, requireWork } from "./commandTools.ts";
import { closedConflict, conflictEvent } from "./conflictRecords.ts";
import type { WorkParts } from "./parts.ts";
import type { AiLabelRecord, MergeRecord } from "./records.ts";
import { settleAndWrite } from "./recordStatements.ts";
import { MERGE_CHAIN_MAX } from "./chronicle.ts";
import { joinedRecordings } from "./describe.ts";
import { answersIn } from "./registrations.ts";
import { everStated, redrawn } from "./redraw.ts";
import { requireStandingOnWork } from "./standing.ts";
import { loadViewOf } from "./statementView.ts";
import type { StatementView, ViewedWork } from "./statementView.ts";

/** SDL: MergeWorksInput. */
export interface MergeWorksInput {
  readonly survivor: string;
  readonly merged: string;
  readonly expectedVersion?: number | null | undefined;
  readonly because: string;
  readonly idempotencyKey?: string | null | undefined;
}
type Answer = Promise<CommandAnswer<{ readonly workId: string }>>;

/** Makes two records one: everything that was ever stated of the merged work moves to the survivor, and the record leads to it. */
export async function mergeWorks(parts: WorkParts, caller: Caller, input: MergeWorksInput): Answer {
  requireScope(caller, "works:write");
  if (input.survivor === input.merged) throw new Refusal([problem("SAME_WORK", "A work cannot be merged into itself.", ["merged"])]);
  return await parts.foundation.commands.run(
    { operation: "mergeWorks", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const view = await loadViewOf(parts.models, [input.survivor, input.merged], session);
      // A merged record is refused on either side, so that merges never run in a circle.
      const survivor = requireWork(view.findWork(input.survivor), input.survivor, "survivor");
      const merged = requireWork(view.findWork(input.merged), input.merged, "merged");
      // Both records change, so that a society of one alone cannot take the other away.
      await requireStandingOnWork(parts, caller, { work: survivor, path: "survivor" });
      await requireStandingOnWork(parts, caller, { work: merged, path: "merged" });
      requireVersion(survivor.before?.version ?? 0, input.expectedVersion);
      const { because } = input;
      await mergeInView(parts, view, { survivor, merged, because, society: caller.society, session });
      return { workId: survivor.id };
    },
  );
}

/** Merges two works of a view, writes them, and closes what was open between them. */
export async function mergeInView(
  parts: WorkParts,
  view: StatementView,
  merging: {
    readonly survivor: ViewedWork;
    readonly merged: ViewedWork;
    readonly because: string;
    readonly society: string | null;
    readonly session: ClientSession;
  },
): Promise<void> {
  const { survivor, merged, because, society, session } = merging;
  const moving = [...merged.statements.values()];
  const merge = mergeOf(merged, { label: survivor.aiLabel === null ? merged.aiLabel : null, because });
  survivor.drawn = redrawn(parts, await everStated(parts, [survivor, merged], session), {
    recordings: joinedRecordings(survivor.before?.recordings ?? [], merged.before?.recordings ?? []),
    answers: answersIn([...(survivor.before?.registrations ?? []), ...(merged.before?.registrations ?? [])]),
  });
  for (const statement of moving) view.move(statement, survivor.id);
  await moveCeased(parts, { from: merged.id, to: survivor.id, session });
  survivor.merges = [...survivor.merges, merge];
  survivor.aiLabel ??= merged.aiLabel;
  merged.mergedInto = survivor.id;
  for (const work of [survivor, merged]) work.touched = true;
  const data = { survivor: survivor.id, merged: merged.id, statements: moving.map(({ _id }) => _id), because, society };
  survivor.events.push({ kind: "WORK_MERGED", subject: survivor.id, data });
  merged.events.push({ kind: "WORK_MERGED_AWAY", subject: merged.id, data });
  await settleAndWrite(parts, view, session);
  await closeBetween(parts, [survivor.id, merged.id], session);
}

/** What leads back: all keys that ever stated the merged work. A chain that no reader would follow to its end is refused. */
function mergeOf(merged: ViewedWork, more: { readonly label: AiLabelRecord | null; readonly because: string }): MergeRecord {
  const depth = 1 + Math.max(0, ...merged.merges.map((merge) => merge.depth ?? 1));
  if (depth > MERGE_CHAIN_MAX)
    throw new Refusal([
      problem(
        "MERGE_CHAIN",
        `${depth - 1} merges lead to ${merged.id} one after the other, and a chain has at most ${MERGE_CHAIN_MAX}; merge the other way round.`,
        ["merged"],
      ),
    ]);
  const keys = new Set([...(merged.before?.codes ?? []), ...[...merged.statements.values()].map(({ key }) => key)]);
  const { label, because } = more;
  return { mergedId: merged.id, keys: [...keys], because, depth, ...(label === null ? {} : { label }) };
}

/** What a work was stated to be before belongs to it, too. */
async function moveCeased(
  { models }: WorkParts,
  move: { readonly from: string; readonly to: string; readonly session: ClientSession },
): Promise<void> {
  const { from, to, session } = move;
  await models.statements.updateMany({ workId: from, state: { $in: ["REPLACED", "WITHDRAWN"] } }, { $set: { workId: to } }, { session });
}

/** What was open between two works that are now one is settled. */
async function closeBetween(parts: WorkParts, workIds: readonly [string, string], session: ClientSession): Promise<void> {
  const open = await parts.models.conflicts
    .find({ $and: [{ workIds: workIds[0] }, { workIds: workIds[1] }], state: { $in: UNRESOLVED_STATES } }, null, { session })
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
