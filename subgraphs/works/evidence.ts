import { problem } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { requireVersion } from "./commandTools.ts";
import { conflictEvent } from "./conflictRecords.ts";
import { conflictCommand, openConflict, requireStanding, requireText, writeConflict } from "./conflictTools.ts";
import type { ConflictAnswer, Keyed } from "./conflictTools.ts";
import type { WorkParts } from "./parts.ts";
import type { EvidenceRecord } from "./deskRecords.ts";
import type { ConflictRecord } from "./records.ts";

/** SDL: AddEvidenceInput. */
export interface AddEvidenceInput extends Keyed {
  readonly conflict: string;
  readonly text: string;
  readonly url?: string | null | undefined;
}

const EVIDENCE_MAX = 200;

/** Adds evidence to a conflict that is not resolved. */
export async function addEvidence(parts: WorkParts, caller: Caller, input: AddEvidenceInput): ConflictAnswer {
  requireScope(caller, "conflicts:rule");
  const text = requireText(input.text, "text");
  const url = input.url ?? null;
  if (url !== null && !/^https:\/\/\S{1,2000}$/.test(url))
    throw new Refusal([
      problem("URL", `${JSON.stringify(url.slice(0, 80))} is no address of a document; it begins with https://.`, ["url"]),
    ]);
  return await conflictCommand(parts, { caller, operation: "addEvidence", input }, async (session) => {
    const open = await openConflict(parts, { filter: { _id: input.conflict }, session, id: input.conflict, path: "conflict" });
    await requireStanding(parts, caller, { ...open, path: "conflict" });
    const { conflict } = open.disputed;
    requireVersion(conflict.version, input.expectedVersion);
    const evidence: EvidenceRecord = { society: caller.society, text, url, addedAt: parts.clock.now().toISOString() };
    await attachEvidence(parts, { conflict, evidence, session });
    return { conflictId: conflict._id };
  });
}

/** Adds a piece of evidence in the caller's transaction. Refusal TOO_MUCH_EVIDENCE. */
export async function attachEvidence(
  parts: WorkParts,
  {
    conflict,
    evidence,
    session,
  }: { readonly conflict: ConflictRecord; readonly evidence: EvidenceRecord; readonly session: ClientSession },
): Promise<void> {
  requireRoomForEvidence(conflict);
  await writeConflict(parts, {
    before: conflict,
    after: { ...conflict, evidence: [...conflict.evidence, evidence], version: conflict.version + 1 },
    session,
  });
  await parts.events.append([conflictEvent("EVIDENCE_ADDED", conflict, { society: evidence.society })], session);
}

/** Refuses TOO_MUCH_EVIDENCE where a conflict holds all that it can. */
export function requireRoomForEvidence({ evidence }: ConflictRecord): void {
  if (evidence.length >= EVIDENCE_MAX)
    throw new Refusal([problem("TOO_MUCH_EVIDENCE", `A conflict holds ${EVIDENCE_MAX} pieces of evidence.`, ["conflict"])]);
}
