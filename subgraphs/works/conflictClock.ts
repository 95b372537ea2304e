import { RUNNING_STATES, dueMoves } from "../domain/conflictClock.ts";
import type { ClockMove } from "../domain/conflictClock.ts";
import { problem } from "../domain/outcome.ts";
import type { NewEvent } from "../kit/events.ts";
import type { Foundation } from "../kit/foundation.ts";
import { Refusal } from "../kit/refusal.ts";
import { todayOf } from "./commandTools.ts";
import { clockOf, conflictEvent, withDerived } from "./conflictRecords.ts";
import type { WorkModels } from "./model.ts";
import type { ConflictRecord } from "./records.ts";

const EVERY_MS = 60_000;
/** Conflicts of one transaction. */
const BATCH_MAX = 100;
/** Transactions of one round, so that it ends well within its lease; what is left comes with the next. */
const BATCHES_MAX = 50;

/** Moves conflicts over their deadlines every minute: one house at a time by the lease of the schedule, and safe where two believe to hold it. */
export function keepConflictClock(foundation: Foundation, models: WorkModels): void {
  foundation.schedules.register("conflict-clock", EVERY_MS, async () => {
    const count = await moveDueConflicts(foundation, models);
    if (count > 0) foundation.log.info({ count }, "Moved conflicts over their deadlines.");
  });
}

/**
 * Moves every conflict whose deadline has passed, and answers how many. Where a move stands is in the conflict itself, so that a restart goes on
 * where it was and a second mover finds nothing; each move is an event of its own with the day on which it was due.
 */
export async function moveDueConflicts(foundation: Foundation, models: WorkModels): Promise<number> {
  const today = todayOf(foundation.clock);
  const filter = { state: { $in: RUNNING_STATES }, deadline: { $lt: today } };
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const moved = await foundation.inTransaction(async (session) => {
      const due = await models.conflicts
        .find(filter, null, { session })
        .sort({ deadline: 1, _id: 1 })
        .limit(BATCH_MAX)
        .lean<ConflictRecord[]>();
      if (due.length === 0) return 0;
      const moves = due.map((conflict) => movedConflict(conflict, dueMoves(clockOf(conflict), today)));
      const result = await models.conflicts.bulkWrite(
        moves.map(({ after }) => ({ replaceOne: { filter: { _id: after._id, version: after.version - 1 }, replacement: after } })),
        { session },
      );
      if (result.matchedCount !== due.length)
        throw new Refusal([problem("CONFLICT_CHANGED", "A conflict was changed by another command at the same moment.")]);
      await foundation.events.append(
        moves.flatMap(({ events }) => events),
        session,
      );
      return due.length;
    });
    count += moved;
    if (moved < BATCH_MAX) break;
  }
  return count;
}

/** A conflict after its moves: no claim changes and no proposal lapses, because nobody has signed anything. */
function movedConflict(
  conflict: ConflictRecord,
  moves: readonly ClockMove[],
): { readonly after: ConflictRecord; readonly events: readonly NewEvent[] } {
  const after = withDerived({ ...conflict, term: moves.at(-1)?.to ?? conflict.term, version: conflict.version + 1 });
  const events = moves.map(({ from, to, dueOn }) =>
    conflictEvent(to === "OVER" ? "CONFLICT_TIMED_OUT" : "CONFLICT_ESCALATED", after, {
      dueOn,
      changes: [{ field: "term", before: from, after: to }],
    }),
  );
  return { after, events };
}
