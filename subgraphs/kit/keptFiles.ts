import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject, JsonValue } from "./json.ts";

/** A file that was taken in as a message: where it lies, and where it stays. */
export interface TakenFile {
  /** `msg_…`: its name where it stays. */
  readonly message: string;
  readonly path: string;
  readonly folder: string;
  readonly ending: "cwr" | "csv" | "parties";
}

/**
 * Puts a message's file in the place where it stays. An attempt that was cut short may have done so already, or have written the message's
 * record and not come to this: whoever begins again calls it again.
 */
export async function keepFile({ message, path, folder, ending }: TakenFile): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(path, join(folder, `${message}.${ending}`)).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  });
}

/** How many things a file made, changed, or found as they were. */
interface FileCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** The answer that a file got before, for the same file sent again: nothing of what is counted under these names is new this time. */
export function replayed(answer: JsonObject, counts: Readonly<Record<string, number>>): JsonObject {
  const still = Object.entries(counts).map(([name, count]): [string, JsonValue] => [name, { created: 0, updated: 0, unchanged: count }]);
  return { ...answer, replayed: true, ...Object.fromEntries(still) };
}

/** All that is counted. */
export function countOf({ created, updated, unchanged }: FileCounts): number {
  return created + updated + unchanged;
}
