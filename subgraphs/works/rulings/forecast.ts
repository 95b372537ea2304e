import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { Caller } from "../../kit/caller.ts";
import { withinDeadline } from "../../kit/deadline.ts";
import { PortFailure } from "../../kit/portTransport.ts";
import type { Supposition } from "../../kit/ports/rightsReader.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { WorkLoaders } from "../loaders.ts";
import type { WorkParts } from "../parts.ts";
import type { ConflictRecord } from "../records.ts";
import type { RulingTerms } from "../rulingRecords.ts";
import { idsOf, writeSupposition } from "./suppose.ts";

/** A ruling that somebody tries. */
export interface TriedRuling {
  readonly parts: WorkParts;
  readonly loaders: Pick<WorkLoaders, "stake" | "work">;
  readonly caller: Caller;
  readonly conflict: ConflictRecord;
  readonly terms: RulingTerms;
}

const DEADLINE_MS = 10_000;

/** What others are asked to suppose: the ruling in effect on its works, which they may know under the ids of works merged into them. */
export async function supposedOf({ parts, conflict, terms }: TriedRuling): Promise<{
  readonly workIds: readonly string[];
  readonly supposing: Supposition;
}> {
  return { workIds: await idsOf(parts.store, conflict.workIds), supposing: writeSupposition({ conflictId: conflict._id, terms }) };
}

/** A forecast of another part of the house within its time, or why there is none. */
export async function askForecast<T>(
  forecast: Promise<T>,
  { what, path }: { readonly what: string; readonly path: readonly string[] },
): Promise<T | Problem> {
  try {
    return await withinDeadline(forecast, { ms: DEADLINE_MS, what });
  } catch (error) {
    if (error instanceof PortFailure) return problem(error.code, `${what} did not answer: ${error.message}`, path);
    // The claims may have changed since the ruling was read.
    if (error instanceof Refusal) return { ...(error.problems[0] ?? problem("REFUSED", error.message)), path };
    throw error;
  }
}
