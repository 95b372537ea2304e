import { problem } from "../../domain/outcome.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { WorkParts } from "../parts.ts";
import { isRecordingSubject } from "../recordings/subjects.ts";
import type { StatementRecord } from "../records.ts";
import { revisionOf } from "../revisions.ts";
import type { RulingRecord } from "../rulingRecords.ts";
import { worksAfter } from "./drafted.ts";
import type { Revision, RulingDraft, RulingGround } from "./drafted.ts";

/**
 * Takes back what a ruling did to statements: each says again what it said, under the ids its claims had. What was stated since is nobody's
 * to take back with it: refusal UNDO_OVERTAKEN. RULING_NOT_KEPT: it took effect before it was kept what a ruling replaces.
 */
export async function draftUndo(
  parts: WorkParts,
  { conflict, view, session }: RulingGround,
  { undone, id }: { readonly undone: RulingRecord; readonly id: string },
): Promise<RulingDraft> {
  const { ruled } = undone;
  if (ruled === undefined)
    throw new Refusal([
      problem("RULING_NOT_KEPT", `What the ruling ${undone.id} replaced was not kept; state the claims anew.`, ["ruling", "undo"]),
    ]);
  const ids = ruled.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
  const read = await readStatements(parts, { conflict, session }, ids);
  const known = new Map(read.map((statement) => [statement._id, statement]));
  const revisions = ruled.map(({ before, after }): Revision => {
    const [earlier, later] = [known.get(before ?? ""), known.get(after ?? "")];
    const key = (earlier ?? later)?.key ?? "";
    const current = view.statementByKey(key);
    if ((current?._id ?? null) !== after)
      throw new Refusal([
        problem("UNDO_OVERTAKEN", `${key} was stated anew since; claims of then cannot be brought back over it.`, ["ruling", "undo"]),
      ]);
    if (earlier === undefined) return { before: current, after: null };
    const { record } = revisionOf(earlier, {
      ...{ message: id, at: parts.clock.now(), id: parts.ids.make("stm"), added: [] },
      claims: (claims) => claims,
    });
    return { before: current, after: { ...record, replaces: current?._id ?? earlier._id } };
  });
  return { works: worksAfter(view, revisions), revisions, raises: true, edits: [], unmerging: null };
}

/** The statements as they were before a ruling: its claims are those that the conflict was about. */
export async function statementsBefore(
  parts: WorkParts,
  ground: Pick<RulingGround, "conflict" | "session">,
  { ruled = [] }: RulingRecord,
): Promise<StatementRecord[]> {
  const ids = ruled.flatMap(({ before }) => before ?? []);
  return await readStatements(parts, ground, ids);
}

async function readStatements(
  { models }: Pick<WorkParts, "models">,
  { conflict, session }: Pick<RulingGround, "conflict" | "session">,
  ids: readonly string[],
): Promise<StatementRecord[]> {
  const statements = conflict.workIds.some(isRecordingSubject) ? models.recordingStatements : models.statements;
  return await statements.find({ _id: { $in: ids } }, null, { session }).lean<StatementRecord[]>();
}
