import { ok } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Caller } from "../../kit/caller.ts";
import { checkPage, connectionOf } from "../../kit/page.ts";
import type { Page, PageArguments } from "../../kit/page.ts";
import type { WorkParts } from "../parts.ts";
import type { FilterQuery } from "../storeTypes.ts";
import { isAbove, maySee } from "./commands.ts";
import type { TransferRecord, TransferState } from "./model.ts";

/** SDL: the arguments of `catalogueTransfers`. */
export interface TransferQuestion extends PageArguments {
  readonly states?: readonly TransferState[] | null | undefined;
  readonly party?: string | null | undefined;
}

const KIND = "works.transfers";

/** A page of the transfers that concern the caller's society, the newest first. */
export async function listTransfers(
  { models }: WorkParts,
  asked: TransferQuestion,
  caller: Caller,
): Promise<Outcome<Page<TransferRecord>>> {
  const request = checkPage(asked, { kind: KIND, valueCount: 1 });
  if (!request.ok) return request;
  const { first, after } = request.value;
  const conditions: FilterQuery[] = [after === null ? {} : { _id: { $lt: String(after[0]) } }];
  if (!isAbove(caller)) {
    if (caller.society === null) return ok(connectionOf<TransferRecord>([], { request: request.value, kind: KIND, sortKey: () => [""] }));
    conditions.push({ societies: caller.society });
  }
  if (typeof asked.party === "string") conditions.push({ parties: asked.party });
  if (asked.states !== null && asked.states !== undefined) conditions.push({ state: { $in: asked.states } });
  const found = models.transfers.find({ $and: conditions }).sort({ _id: -1 });
  const rows = await found.limit(first + 1).lean<TransferRecord[]>();
  return ok(connectionOf(rows, { request: request.value, kind: KIND, sortKey: ({ _id }) => [_id] }));
}

/** The transfer, where it concerns the caller's society; else null, as if there were none. */
export async function findTransfer({ models }: WorkParts, id: string, caller: Caller): Promise<TransferRecord | null> {
  const found = await models.transfers.findById(id).lean<TransferRecord | null>();
  return found === null || !maySee(found, caller) ? null : found;
}
