import type { JsonObject } from "../kit/json.ts";
import { keepFile, replayed } from "../kit/keptFiles.ts";
import type { TakenFile } from "../kit/keptFiles.ts";
import type { WorkModels } from "./model.ts";
import { STORED_SHAPE } from "./records.ts";
import type { MessageRecord } from "./records.ts";

/** A file that was imported: what its record says, and where it lies. */
export interface ImportedFile extends Pick<MessageRecord, "key" | "sender" | "receiver">, TakenFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly receivedAt: string;
  readonly result: JsonObject;
}

/** Writes the message's record, once, and puts its file in the place where it stays. */
export async function keepMessage(models: Pick<WorkModels, "messages">, file: ImportedFile): Promise<void> {
  const { message, key, sender, receiver, sha256, fileName, receivedAt, result } = file;
  const record: MessageRecord = {
    ...{ _id: message, shape: STORED_SHAPE, key, sender, receiver, hash: sha256 },
    ...{ name: fileName, receivedAt, summary: result },
  };
  await models.messages.updateOne({ _id: message }, { $setOnInsert: record }, { upsert: true });
  await keepFile(file);
}

/** The answer that a file got before, with nothing created or updated this time. */
export function replayOf({ summary: stored }: MessageRecord): JsonObject {
  const summary = stored as JsonObject;
  const accepted = typeof summary["accepted"] === "number" ? summary["accepted"] : 0;
  return replayed(summary, { works: accepted });
}
