import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../kit/json.ts";
import type { WorkModels } from "./model.ts";
import { STORED_SHAPE } from "./records.ts";
import type { MessageRecord } from "./records.ts";

/** A file that was imported: what its record says, and where it lies. */
export interface ImportedFile extends Pick<MessageRecord, "key" | "sender" | "receiver"> {
  readonly message: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly receivedAt: string;
  readonly result: JsonObject;
  readonly path: string;
  /** Where it stays, and the ending of its name there. */
  readonly folder: string;
  readonly ending: "cwr" | "csv";
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

/**
 * Puts a message's file in the place where it stays. An attempt that was cut short may have done so already, or have written the message's
 * record and not come to this: whoever begins again calls it again.
 */
export async function keepFile({
  message,
  path,
  folder,
  ending,
}: Pick<ImportedFile, "message" | "path" | "folder" | "ending">): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(path, join(folder, `${message}.${ending}`)).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  });
}

/** The answer that a file got before, with nothing created or updated this time. */
export function replayOf({ summary: stored }: MessageRecord): JsonObject {
  const summary = stored as JsonObject;
  const accepted = typeof summary["accepted"] === "number" ? summary["accepted"] : 0;
  return { ...summary, replayed: true, works: { created: 0, updated: 0, unchanged: accepted } };
}
