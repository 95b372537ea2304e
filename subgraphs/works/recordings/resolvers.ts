import { payload } from "../../kit/resolve.ts";
import { requireOk } from "../../kit/refusal.ts";
import { todayOf } from "../commandTools.ts";
import { scoped, signedIn } from "../context.ts";
import type { Resolver, WorksContext } from "../context.ts";
import type { ConflictRecord, RecordingRecord, WorkRecord } from "../records.ts";
import { claimView, ownershipView } from "../views.ts";
import { recordingIn, submitRecordingClaim } from "./claims.ts";
import type { SubmitRecordingClaimInput } from "./claims.ts";
import { parseRecordingArea } from "./ownership.ts";
import type { RecordingOwnershipArguments } from "./ownership.ts";
import { isRecordingSubject, subjectOf } from "./subjects.ts";

/** A recording within its work, now or as it was known at an instant. */
export interface RecordingParent {
  readonly work: WorkRecord;
  readonly at: Date | null;
  readonly recording: RecordingRecord;
}

/** Conflicts of one recording that are shown. */
const CONFLICTS_MAX = 100;

/** The recording with this id, in the work that has it; null for none. */
export async function recordingById(id: string, { loaders }: Pick<WorksContext, "loaders">): Promise<RecordingParent | null> {
  const work = await loaders.workByRecording.load(id);
  const recording = work === null ? null : recordingIn(work, id);
  return work === null || recording === null ? null : { recording, work, at: null };
}

/** The recording in which a subject was first claimed; null for works, and where nothing is stored of it. */
export async function recordingOf(subject: string | null, context: WorksContext): Promise<RecordingParent | null> {
  if (subject === null || !isRecordingSubject(subject)) return null;
  const stored = await context.loaders.recordingSubject.load(subject);
  return stored === null ? null : await recordingById(stored.recordingId, context);
}

/** What claims in a recording are about; null for none, and for one without a code. */
export function subjectIn(parent: RecordingParent | null): string | null {
  return parent === null ? null : subjectOf(parent.recording);
}

const ownership: Resolver<RecordingParent, RecordingOwnershipArguments, unknown> = async ({ recording }, args, { loaders, parts }) => {
  const area = requireOk(parseRecordingArea(args, { kind: recording.kind ?? "AUDIO", today: todayOf(parts.clock) }));
  // in one without a code nothing is claimed, so that its own id finds nothing
  const answer = await loaders.recordingOwnership.load({ subject: subjectOf(recording) ?? recording.id, area });
  return answer === null ? null : ownershipView(answer, parts.clock.now());
};

const conflicts: Resolver<RecordingParent, unknown, readonly ConflictRecord[]> = async ({ recording }, _, { loaders }) => {
  const subject = subjectOf(recording);
  const found = subject === null ? [] : ((await loaders.openConflicts.load(subject)) ?? []);
  return [...found].sort((one, other) => (one.deadline + one._id < other.deadline + other._id ? -1 : 1)).slice(0, CONFLICTS_MAX);
};

/** What a recording has besides what it is called. */
export const recordingClaims = {
  ownership: scoped("shares:read", ownership),
  conflicts: scoped("shares:read", conflicts),
  version: signedIn<RecordingParent, unknown, number>(async ({ recording }, _, { loaders }) => {
    const subject = subjectOf(recording);
    return subject === null ? 0 : ((await loaders.recordingSubject.load(subject))?.version ?? 0);
  }),
};

/** The mutations of claims in recordings; `withdrawClaim` serves them, too. */
export const recordingMutations = {
  submitRecordingClaim: (async (_, { input }, { parts, caller, loaders }) =>
    await payload("claim", async () => {
      const { answer, replayed } = await submitRecordingClaim(parts, caller, input);
      const place = await loaders.claim.load(answer.claimId);
      return { answer: place === null ? null : claimView(place), replayed };
    })) satisfies Resolver<unknown, { readonly input: SubmitRecordingClaimInput }, unknown>,
};
