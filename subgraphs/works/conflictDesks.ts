import { problem } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { conflictCommand, openConflict, requireStanding, requireText } from "./conflictTools.ts";
import type { ConflictAnswer, Keyed } from "./conflictTools.ts";
import type { WorkParts } from "./parts.ts";
import { STORED_SHAPE } from "./records.ts";
import type { ConflictDeskRecord } from "./deskRecords.ts";

/** SDL: AssignConflictInput. */
export interface AssignConflictInput extends Keyed {
  readonly conflict: string;
  readonly assignee?: string | null | undefined;
}
/** SDL: AddConflictNoteInput. */
export interface AddConflictNoteInput extends Keyed {
  readonly conflict: string;
  readonly text: string;
}

const NOTES_MAX = 500;
const HANDLE = /^[\p{L}\p{N}._@+-]{1,64}$/u;

/** What a society that keeps nothing about a conflict has. */
export const EMPTY_DESK: Pick<ConflictDeskRecord, "assignee" | "notes"> = { assignee: null, notes: [] };

/** By which a society's desk is known. */
export function deskId(conflict: string, society: string): string {
  return `${conflict}|${society}`;
}

/** Gives a conflict to one of the caller's society's people, or takes it back. Refusals: HANDLE, and those of both commands below. */
export async function assignConflict(parts: WorkParts, caller: Caller, input: AssignConflictInput): ConflictAnswer {
  const assignee = input.assignee ?? null;
  if (assignee !== null && !HANDLE.test(assignee))
    throw new Refusal([
      problem("HANDLE", `${JSON.stringify(assignee.slice(0, 80))} is no handle; write 1 to 64 letters, digits and ._@+- .`, ["assignee"]),
    ]);
  return await atDesk(parts, { caller, operation: "assignConflict", input }, (desk) => ({ ...desk, assignee }));
}

/** Writes a note for the caller's society alone. Refusals: TEXT, TOO_MANY_NOTES. */
export async function addConflictNote(parts: WorkParts, caller: Caller, input: AddConflictNoteInput): ConflictAnswer {
  const text = requireText(input.text, "text");
  return await atDesk(parts, { caller, operation: "addConflictNote", input }, (desk) => {
    if (desk.notes.length >= NOTES_MAX)
      throw new Refusal([problem("TOO_MANY_NOTES", `A society keeps ${NOTES_MAX} notes about a conflict.`, ["conflict"])]);
    return { ...desk, notes: [...desk.notes, { text, by: caller.subject, writtenAt: parts.clock.now().toISOString() }] };
  });
}

/**
 * Changes what the caller's society keeps, and nothing else: no event, no version of the conflict, so that nobody can tell. Also after the end, when a
 * steward writes down why. Refusals: SOCIETY_UNKNOWN, CONFLICT_UNKNOWN, NO_STANDING.
 */
async function atDesk(
  parts: WorkParts,
  run: { readonly caller: Caller; readonly operation: string; readonly input: Keyed & { readonly conflict: string } },
  change: (desk: ConflictDeskRecord) => ConflictDeskRecord,
): ConflictAnswer {
  const { caller, input } = run;
  requireScope(caller, "conflicts:rule");
  const { society } = caller;
  if (society === null) throw new Refusal([problem("SOCIETY_UNKNOWN", "The caller speaks for no society, and a desk is a society's.", [])]);
  return await conflictCommand(parts, run, async (session) => {
    const { conflict: id } = input;
    const open = await openConflict(parts, { filter: { _id: id }, session, id, path: "conflict", evenResolved: true });
    await requireStanding(parts, caller, { ...open, path: "conflict" });
    await writeDesk(parts, { conflict: id, society, change, session });
    return { conflictId: id };
  });
}

async function writeDesk(
  { models }: WorkParts,
  at: {
    readonly conflict: string;
    readonly society: string;
    readonly change: (desk: ConflictDeskRecord) => ConflictDeskRecord;
    readonly session: ClientSession;
  },
): Promise<void> {
  const { conflict, society, change, session } = at;
  const _id = deskId(conflict, society);
  const before = await models.conflictDesks.findOne({ _id }, null, { session }).lean<ConflictDeskRecord | null>();
  const after = change(before ?? { _id, shape: STORED_SHAPE, version: 0, conflict, society, ...EMPTY_DESK });
  const written = { ...after, version: after.version + 1 };
  const result = await models.conflictDesks.replaceOne({ _id, version: after.version }, written, { session, upsert: before === null });
  if (result.matchedCount + result.upsertedCount !== 1)
    throw new Refusal([problem("DESK_CHANGED", "A colleague changed this at the same moment; send the command again.", ["conflict"])]);
}
