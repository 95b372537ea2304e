import { isClaimConflict } from "./conflictRecords.ts";
import { findCause, withOtherWorks } from "../domain/conflictCauses.ts";
import type { ConflictCause } from "../domain/conflictCauses.ts";
import { UNRESOLVED_STATES } from "../domain/conflictClock.ts";
import { ALL_RIGHTS } from "../domain/recordingRights.ts";
import { parseStoredShare } from "../domain/shares.ts";
import type { ClaimPlace, WorkLoaders } from "./loaders.ts";
import type { WorkModels } from "./model.ts";
import { claimOf, sourceText, statementOf } from "./records.ts";
import type { ConflictRecord, StatementRecord } from "./records.ts";

/** A first guess of what led to a conflict between claims that stands; null where no rule explains it, and between works. */
export async function causeOf(
  conflict: ConflictRecord,
  loaders: Pick<WorkLoaders, "claim" | "contestedWorks">,
): Promise<ConflictCause | null> {
  const { kind, excess, state, slices, claimIds } = conflict;
  if (state === "RESOLVED" || excess === null || !isClaimConflict(kind)) return null;
  const places = (await loaders.claim.loadMany(claimIds)).flatMap((place) => place ?? []);
  const statements = new Map(places.map(({ statement }) => [statement._id, readStatement(statement)]));
  const cause = findCause({
    kind,
    excess: parseStoredShare(excess),
    rights: ALL_RIGHTS.filter((right) => slices.some(({ rights }) => rights.includes(right))),
    claims: places.flatMap((place) => contested(place, statements.get(place.statement._id))),
  });
  if (cause?.between === undefined) return cause;
  const works = (await loaders.contestedWorks.load(cause.between.join("|"))) ?? [];
  return withOtherWorks(cause, works.filter((id) => !conflict.workIds.includes(id)).length);
}

/** Conflicts that are looked at for one pair of parties. */
const CONTESTED_MAX = 1_000;

/** The works, or recordings, on which pairs of parties (`pty_…|pty_…`) are in conflicts that stand. */
export async function contestedWorks(
  { conflicts }: Pick<WorkModels, "conflicts">,
  pairs: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const pair of pairs) {
    const rows = await conflicts
      .find({ partyIds: { $all: pair.split("|") }, state: { $in: UNRESOLVED_STATES } }, { workIds: 1 })
      .limit(CONTESTED_MAX)
      .lean<Pick<ConflictRecord, "_id" | "workIds">[]>();
    found.set(pair, [...new Set(rows.flatMap(({ workIds }) => workIds))]);
  }
  return found;
}

function readStatement(record: StatementRecord) {
  return { statement: statementOf(record), source: sourceText(record) };
}

function contested({ claim }: ClaimPlace, read: ReturnType<typeof readStatement> | undefined) {
  return read === undefined ? [] : [{ claim: claimOf(claim), ...read }];
}
