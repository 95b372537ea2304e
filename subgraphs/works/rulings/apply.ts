import { invariant } from "../../domain/invariant.ts";
import type { ClientSession } from "../../kit/model.ts";
import { revise, revive, withdrawWhole } from "../claims.ts";
import { requireWork } from "../commandTools.ts";
import { mergeInView } from "../merges.ts";
import type { WorkParts } from "../parts.ts";
import { settleAndWrite } from "../recordStatements.ts";
import type { RulingRecord } from "../rulingRecords.ts";
import { loadViewOf } from "../statementView.ts";
import { unmerge } from "../undoMerge.ts";
import type { RulingDraft } from "./drafted.ts";

/** Writes the draft of a ruling that all have signed; whether conflicts end or begin is found anew, not assumed. The conflict itself is written before. */
export async function writeDraft(
  parts: WorkParts,
  draft: RulingDraft,
  effect: { readonly ruling: RulingRecord; readonly workIds: readonly string[]; readonly session: ClientSession },
): Promise<void> {
  const { ruling, workIds, session } = effect;
  const told = { because: ruling.because, society: ruling.proposedBy, session };
  if (draft.unmerging !== null) {
    await unmerge(parts, draft.unmerging, told);
    return;
  }
  if (ruling.merge === undefined && draft.revisions.length === 0) return;
  // Read again, so that the conflict as just written is the one that is reviewed.
  const view = await loadViewOf(parts.models, [...new Set([...workIds, ...draft.works.map(({ workId }) => workId)])], session);
  if (ruling.merge !== undefined) {
    const survivor = requireWork(view.findWork(ruling.merge.survivor), ruling.merge.survivor, "ruling.merge.survivor");
    const merged = requireWork(view.findWork(ruling.merge.merged), ruling.merge.merged, "ruling.merge.merged");
    await mergeInView(parts, view, { survivor, merged, ...told });
    return;
  }
  for (const { before, after } of draft.revisions) {
    if (before !== null && after !== null) revise(view, { before, after, message: ruling.id });
    else if (before !== null) withdrawWhole(view, before, { message: ruling.id, because: ruling.because });
    else {
      invariant(after !== null, "a revision changes something");
      revive(view, after, { message: ruling.id });
    }
  }
  await settleAndWrite(parts, view, session);
}
