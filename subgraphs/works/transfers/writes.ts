import { problem } from "../../domain/outcome.ts";
import type { NewEvent } from "../../kit/events.ts";
import type { JsonValue } from "../../kit/json.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { WorkModels } from "../model.ts";
import type { TransferRecord } from "./model.ts";

/** Only over the version that was read. */
export async function writeTransfer(
  { transfers }: Pick<WorkModels, "transfers">,
  change: { readonly before: TransferRecord; readonly after: TransferRecord; readonly session: ClientSession },
): Promise<void> {
  const { before, after, session } = change;
  const result = await transfers.replaceOne({ _id: before._id, version: before.version }, after, { session });
  if (result.matchedCount === 1) return;
  const message = "The transfer was changed by another command at the same moment; send the command again.";
  throw new Refusal([problem("TRANSFER_CHANGED", message, ["transfer"])]);
}

/** What happened to a transfer. The works it changes tell of themselves. */
export function transferEvent(kind: string, transfer: TransferRecord, more: Readonly<Record<string, JsonValue>> = {}): NewEvent {
  const { _id, order, because } = transfer;
  return { kind, subject: _id, data: { from: order.from, to: order.to, on: order.on, because, ...more } };
}
