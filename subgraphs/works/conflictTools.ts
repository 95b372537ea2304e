import { problem } from "../domain/outcome.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { commandInput } from "./commandTools.ts";
import { withDerived } from "./conflictRecords.ts";
import type { WorkParts } from "./parts.ts";
import type { ConflictRecord } from "./records.ts";
import type { Disputed } from "./rulings/input.ts";
import { requireStandingInConflict } from "./standing.ts";
import { loadViewOf } from "./statementView.ts";
import type { StatementView } from "./statementView.ts";

/** What every command on a conflict takes. */
export interface Keyed {
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** The conflict that a command changed. */
export type ConflictAnswer = Promise<CommandAnswer<{ readonly conflictId: string }>>;

const TEXT_MAX = 10_000;

/** One command on a conflict, done once for one key. */
export async function conflictCommand(
  parts: WorkParts,
  run: { readonly caller: Caller; readonly operation: string; readonly input: Keyed & object },
  work: (session: ClientSession) => Promise<{ readonly conflictId: string }>,
): ConflictAnswer {
  const { caller, operation, input } = run;
  return await parts.foundation.commands.run({ operation, caller, key: input.idempotencyKey ?? null, input: commandInput(input) }, work);
}

/** A conflict with its statements and works, read for a change. */
export interface OpenConflict {
  readonly disputed: Disputed;
  readonly view: StatementView;
}

/** The conflict by its id or that of one of its proposals. Refusals: CONFLICT_UNKNOWN; CONFLICT_RESOLVED, where only one that stands will do. */
export async function openConflict(
  parts: WorkParts,
  asked: {
    readonly filter: { readonly _id: string } | { readonly rulingIds: string };
    readonly session: ClientSession;
    readonly id: string;
    readonly path: string;
    /** Whether one that is resolved will do. */
    readonly evenResolved?: boolean;
  },
): Promise<OpenConflict> {
  const { filter, session, id, path } = asked;
  const conflict = await parts.models.conflicts.findOne(filter, null, { session }).lean<ConflictRecord | null>();
  if (conflict === null) throw new Refusal([problem("CONFLICT_UNKNOWN", `Nothing is known of ${id}.`, [path])]);
  if (conflict.state === "RESOLVED" && asked.evenResolved !== true)
    throw new Refusal([problem("CONFLICT_RESOLVED", `The conflict ${conflict._id} is resolved: ${conflict.because}`, [path])]);
  const view = await loadViewOf(parts.models, conflict.workIds, session);
  const [workId = ""] = conflict.workIds;
  return { view, disputed: { conflict, statements: [...(view.findWork(workId)?.statements.values() ?? [])] } };
}

/** Refuses NO_STANDING to whoever has no part in the conflict (standing.ts). */
export async function requireStanding(
  parts: WorkParts,
  caller: Caller,
  { disputed, view, path }: OpenConflict & { readonly path: string },
): Promise<void> {
  const works = disputed.conflict.workIds.flatMap((id) => view.findWork(id) ?? []);
  await requireStandingInConflict(parts, caller, { disputed, works, path });
}

/** Only over the version that was read. */
export async function writeConflict(
  parts: WorkParts,
  change: { readonly before: ConflictRecord; readonly after: ConflictRecord; readonly session: ClientSession },
): Promise<void> {
  const { before, after, session } = change;
  const result = await parts.models.conflicts.replaceOne({ _id: before._id, version: before.version }, withDerived(after), { session });
  if (result.matchedCount !== 1)
    throw new Refusal([
      problem("CONFLICT_CHANGED", "The conflict was changed by another command at the same moment; send the command again.", ["conflict"]),
    ]);
}

/** A text that a person wrote, trimmed: 1 to 10,000 characters. Refusal TEXT. */
export function requireText(text: string, field: string): string {
  const trimmed = text.trim();
  if (trimmed !== "" && trimmed.length <= TEXT_MAX) return trimmed;
  throw new Refusal([problem("TEXT", `${field} has 1 to ${TEXT_MAX} characters, not ${trimmed.length}.`, [field])]);
}
