import { invariant } from "../../domain/invariant.ts";
import type { Foundation } from "../../kit/foundation.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import { revise } from "../claims.ts";
import type { WorkParts } from "../parts.ts";
import type { ConflictRecord, StatementRecord } from "../records.ts";
import { settleAndWrite } from "../recordStatements.ts";
import { revisionOf } from "../revisions.ts";
import { loadViewOf } from "../statementView.ts";
import type { StatementView } from "../statementView.ts";
import { conflictsAfter, partStatement, totalsOf } from "./effect.ts";
import type { PartedStatement } from "./effect.ts";
import type { TransferRecord, TransferTotals } from "./model.ts";
import { tryTransfer } from "./trial.ts";
import type { Trial } from "./trial.ts";
import { transferEvent, writeTransfer } from "./writes.ts";

/** The kind of the jobs that apply transfers. */
export const TRANSFER_JOB = "transfer-catalogue";

/**
 * Applies a transfer that all have confirmed, in one transaction with its own change of state: whoever reads sees all of it or nothing, and a house that dies
 * in the middle leaves nothing, so that the job begins again. Where claims were changed after the last confirmation it is open again, to be confirmed anew.
 */
async function applyTransfer(parts: WorkParts, id: string): Promise<JsonObject> {
  return await parts.foundation.inTransaction(async (session) => {
    const transfer = await parts.models.transfers.findById(id, null, { session }).lean<TransferRecord | null>();
    invariant(transfer !== null, `the transfer ${id} of a job is stored`);
    if (transfer.state !== "CONFIRMED") return { transfer: id, state: transfer.state };
    const trial = await stillConfirmed(parts, transfer, session);
    if (typeof trial === "string") {
      const open: TransferRecord = { ...transfer, state: "OPEN", version: transfer.version + 1, confirmations: [], job: null, note: trial };
      await writeTransfer(parts.models, { before: transfer, after: open, session });
      await parts.events.append([transferEvent("TRANSFER_REOPENED", open, { because: trial })], session);
      return { transfer: id, state: open.state };
    }
    const effect = await putIntoEffect(parts, { transfer, trial, session });
    const appliedAt = parts.clock.now().toISOString();
    const applied: TransferRecord = { ...transfer, state: "APPLIED", version: transfer.version + 1, effect, appliedAt, note: null };
    await writeTransfer(parts.models, { before: transfer, after: applied, session });
    await parts.events.append([transferEvent("TRANSFER_APPLIED", applied)], session);
    return { transfer: id, state: applied.state, ...effect };
  });
}

/** The transfer as it was confirmed; else why not. */
async function stillConfirmed(parts: WorkParts, transfer: TransferRecord, session: ClientSession): Promise<Trial | string> {
  try {
    const trial = await tryTransfer(parts, { id: transfer._id, order: transfer.order }, session);
    const { hash } = trial.survey;
    if (transfer.confirmations.every(({ preview }) => preview === hash)) return trial;
    return "Claims on its works were changed after the last confirmation, before it could be applied; it has to be confirmed as it is now.";
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ message }) => message).join(" ");
    throw error;
  }
}

async function putIntoEffect(
  parts: WorkParts,
  { transfer, trial, session }: { readonly transfer: TransferRecord; readonly trial: Trial; readonly session: ClientSession },
): Promise<TransferTotals> {
  const { workIds } = trial.survey;
  const view = await loadViewOf(parts.models, workIds, session);
  const works = workIds.map((workId) => {
    const work = view.work(workId);
    const parted = [...work.statements.values()].flatMap(
      (statement) => partStatement(statement, trial.terms, () => parts.ids.make("clm")) ?? [],
    );
    for (const one of parted) reviseBy(parts, view, { transfer, parted: one });
    return { workId, parted, open: work.openConflicts };
  });
  const openByWork: ReadonlyMap<string, readonly ConflictRecord[]> = await settleAndWrite(parts, view, session);
  return totalsOf(works.map(({ workId, parted, open }) => ({ parted, ...conflictsAfter(open, openByWork.get(workId) ?? []) })));
}

/** The statement's revision: its submitter's word still, received as before; the transfer is one more source of it. */
function reviseBy(
  parts: WorkParts,
  view: StatementView,
  { transfer, parted }: { readonly transfer: TransferRecord; readonly parted: PartedStatement },
): void {
  const { before, claims } = parted;
  const message = transfer._id;
  const at = parts.clock.now();
  const { record } = revisionOf(before, { message, at, id: parts.ids.make("stm"), claims: () => claims, added: [] });
  const receipt = { receiver: null, message, line: null, receivedAt: at.toISOString() };
  const after: StatementRecord = { ...record, receipts: [...before.receipts, receipt] };
  const because = `Transfer from ${transfer.order.on} on: ${transfer.because}`;
  revise(view, { before, after, message, told: { keepsReceipts: true, because } });
}

/** Lets the house apply transfers, over restarts. */
export function registerTransfers(foundation: Foundation, parts: WorkParts): void {
  foundation.jobs.register(TRANSFER_JOB, async ({ transfer }) => {
    invariant(typeof transfer === "string", "confirmTransfer names the transfer of its job");
    return await applyTransfer(parts, transfer);
  });
}
