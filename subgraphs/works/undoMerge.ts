import { problem } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { MERGE_CHAIN_MAX } from "./chronicle.ts";
import { commandInput, requireWork } from "./commandTools.ts";
import { recordingKey } from "./describe.ts";
import type { WorkParts } from "./parts.ts";
import type { StatementRecord, WorkRecord } from "./records.ts";
import { settleAndWrite } from "./recordStatements.ts";
import { answersAmong, answersIn } from "./registrations.ts";
import { everStated, redrawn } from "./redraw.ts";
import { requireStandingOnWork } from "./standing.ts";
import { loadViewOf } from "./statementView.ts";
import type { StatementView, ViewedWork } from "./statementView.ts";

/** SDL: UndoMergeInput. */
export interface UndoMergeInput {
  readonly merged: string;
  readonly because: string;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Takes a merge back: everything that was ever stated under the keys that came with the merged work returns to it, also what revised
 * it since; recordings and registrations follow their statements, and recordings keep their ids. The work that it was merged into may
 * itself have been merged since: then it comes out of the last survivor.
 */
export async function undoMerge(
  parts: WorkParts,
  caller: Caller,
  input: UndoMergeInput,
): Promise<CommandAnswer<{ readonly workId: string }>> {
  requireScope(caller, "works:write");
  return await parts.foundation.commands.run(
    { operation: "undoMerge", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const unmerging = await readUnmerging(parts, input.merged, session);
      await requireStandingOnWork(parts, caller, { work: unmerging.survivor, path: "merged" });
      await unmerge(parts, unmerging, { because: input.because, society: caller.society, session });
      return { workId: unmerging.restored.id };
    },
  );
}

/** A merge and what comes apart with it; nothing is changed by reading it. */
export interface Unmerging {
  readonly view: StatementView;
  readonly survivor: ViewedWork;
  readonly restored: ViewedWork;
  /** The records that the merge passed through, the last survivor last. */
  readonly passed: readonly ViewedWork[];
  readonly keys: ReadonlySet<string>;
  /** Everything that was ever stated under the keys that return with the merged work, and the rest. */
  readonly returning: readonly StatementRecord[];
  readonly staying: readonly StatementRecord[];
}

/** Reads a merge for its undoing. Refusal: NOT_MERGED. */
export async function readUnmerging(parts: WorkParts, merged: string, session: ClientSession): Promise<Unmerging> {
  const chain = await chainFrom(parts, merged, session);
  const view = await loadViewOf(parts.models, chain, session);
  const survivorId = chain.at(-1) ?? merged;
  const survivor = requireWork(view.findWork(survivorId), survivorId, "merged");
  const restored = view.work(merged);
  const passed = chain.slice(1).map((id) => view.work(id));
  const versions = await everStated(parts, [restored, ...passed], session);
  const keys = new Set(mergesOf(passed, merged).flatMap((merge) => merge.keys));
  const returning = versions.filter(({ key }) => keys.has(key));
  const staying = versions.filter(({ key }) => !keys.has(key));
  return { view, survivor, restored, passed, keys, returning, staying };
}

/** Takes a merge apart and writes both works. */
export async function unmerge(
  parts: WorkParts,
  unmerging: Unmerging,
  told: { readonly because: string; readonly society: string | null; readonly session: ClientSession },
): Promise<void> {
  const { view, survivor, restored, passed, keys, returning, staying } = unmerging;
  const { because, society, session } = told;
  forgetMerge(passed, restored.id, keys);
  await moveBack(parts, view, { returning, to: restored.id, session });
  const recordings = recordingsOf({ survivor, restored, staying });
  const answers = answersOf(survivor, restored);
  restored.drawn = redrawn(parts, returning, { recordings: recordings.restored, answers: answers.restored });
  survivor.drawn = redrawn(parts, staying, { recordings: recordings.survivor, answers: answers.survivor });
  restored.mergedInto = null;
  restored.touched = true;
  const statements = returning.map(({ _id }) => _id);
  const data = { survivor: survivor.id, merged: restored.id, statements, because, society };
  survivor.events.push({ kind: "WORK_UNMERGED", subject: survivor.id, data });
  restored.events.push({ kind: "WORK_RESTORED", subject: restored.id, data });
  await settleAndWrite(parts, view, session);
}

/** The merged record, those it led through, and the survivor. */
async function chainFrom(parts: WorkParts, merged: string, session: ClientSession): Promise<string[]> {
  const chain = [merged];
  for (let step = 0; step <= MERGE_CHAIN_MAX; step += 1) {
    const record = await parts.models.works.findById(chain.at(-1), null, { session }).lean<WorkRecord | null>();
    if (record?.mergedInto === undefined) break;
    chain.push(record.mergedInto);
  }
  if (chain.length > 1) return chain;
  throw new Refusal([problem("NOT_MERGED", `The work ${merged} is not merged into another.`, ["merged"])]);
}

function mergesOf(passed: readonly ViewedWork[], mergedId: string) {
  return passed.flatMap(({ merges }) => merges).filter((merge) => merge.mergedId === mergedId);
}

/** Takes the merge, and the keys that came with it, out of every record that it passed through. */
function forgetMerge(passed: readonly ViewedWork[], mergedId: string, keys: ReadonlySet<string>): void {
  const labels = new Set(mergesOf(passed, mergedId).flatMap(({ label }) => label?.declaredAt ?? []));
  for (const work of passed) {
    if (work.aiLabel !== null && labels.has(work.aiLabel.declaredAt)) work.aiLabel = null;
    work.merges = work.merges
      .filter((merge) => merge.mergedId !== mergedId)
      .map((merge) => ({ ...merge, keys: merge.keys.filter((key) => !keys.has(key)) }));
    work.touched = true;
  }
}

async function moveBack(
  { models }: WorkParts,
  view: StatementView,
  move: { readonly returning: readonly StatementRecord[]; readonly to: string; readonly session: ClientSession },
): Promise<void> {
  const { returning, to, session } = move;
  for (const statement of returning) if (statement.state === "IN_FORCE") view.move(statement, to);
  const ceased = returning.filter(({ state }) => state !== "IN_FORCE").map(({ _id }) => _id);
  if (ceased.length > 0) await models.statements.updateMany({ _id: { $in: ceased } }, { $set: { workId: to } }, { session });
}

/** Answers that the merged work brought return with it; what societies answered since stays with the survivor. */
function answersOf(survivor: ViewedWork, restored: ViewedWork) {
  const joint = answersIn(survivor.before?.registrations ?? []);
  const others = answersIn(restored.before?.registrations ?? []);
  return { restored: answersAmong(joint, { others, among: true }), survivor: answersAmong(joint, { others, among: false }) };
}

/** The recordings whose ids are known: the restored work takes its own back and what it alone names now, the survivor keeps the others. */
function recordingsOf(works: {
  readonly survivor: ViewedWork;
  readonly restored: ViewedWork;
  readonly staying: readonly StatementRecord[];
}) {
  const own = works.restored.before?.recordings ?? [];
  const taken = new Set(own.flatMap(({ id, alsoIds }) => [id, ...(alsoIds ?? [])]));
  const kept = (works.survivor.before?.recordings ?? []).flatMap(({ alsoIds, ...recording }) => {
    const others = (alsoIds ?? []).filter((id) => !taken.has(id));
    return taken.has(recording.id) ? [] : [others.length === 0 ? recording : { ...recording, alsoIds: others }];
  });
  const named = new Set(works.staying.flatMap(({ description }) => description.recordings.map(recordingKey)));
  return { restored: [...kept.filter((recording) => !named.has(recordingKey(recording))), ...own], survivor: kept };
}
