import { isClaimConflict } from "./conflictRecords.ts";
import { findCause } from "../domain/conflictCauses.ts";
import type { ConflictCause } from "../domain/conflictCauses.ts";
import { ALL_RIGHTS } from "../domain/recordingRights.ts";
import { parseStoredShare } from "../domain/shares.ts";
import type { ClaimPlace, WorkLoaders } from "./loaders.ts";
import { claimOf, sourceText, statementOf } from "./records.ts";
import type { ConflictRecord, StatementRecord } from "./records.ts";

/** A first guess of what led to a conflict between claims that stands; null where no rule explains it, and between works. */
export async function causeOf(conflict: ConflictRecord, loaders: Pick<WorkLoaders, "claim">): Promise<ConflictCause | null> {
  const { kind, excess, state, slices, claimIds } = conflict;
  if (state === "RESOLVED" || excess === null || !isClaimConflict(kind)) return null;
  const places = (await loaders.claim.loadMany(claimIds)).flatMap((place) => place ?? []);
  const statements = new Map(places.map(({ statement }) => [statement._id, readStatement(statement)]));
  return findCause({
    kind,
    excess: parseStoredShare(excess),
    rights: ALL_RIGHTS.filter((right) => slices.some(({ rights }) => rights.includes(right))),
    claims: places.flatMap((place) => contested(place, statements.get(place.statement._id))),
  });
}

function readStatement(record: StatementRecord) {
  return { statement: statementOf(record), source: sourceText(record) };
}

function contested({ claim }: ClaimPlace, read: ReturnType<typeof readStatement> | undefined) {
  return read === undefined ? [] : [{ claim: claimOf(claim), ...read }];
}
