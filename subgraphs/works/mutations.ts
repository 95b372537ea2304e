import { payload } from "../kit/resolve.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import { submitClaim, withdrawClaim } from "./claims.ts";
import type { SubmitClaimInput, WithdrawClaimInput } from "./claims.ts";
import type { Resolver, WorksContext } from "./context.ts";
import { addConflictNote, assignConflict, deskId } from "./conflictDesks.ts";
import type { AddConflictNoteInput, AssignConflictInput } from "./conflictDesks.ts";
import { addEvidence } from "./evidence.ts";
import type { AddEvidenceInput } from "./evidence.ts";
import { declareAiLabel } from "./labels.ts";
import type { DeclareAiLabelInput } from "./labels.ts";
import { mergeWorks } from "./merges.ts";
import type { MergeWorksInput } from "./merges.ts";
import { undoMerge } from "./undoMerge.ts";
import type { UndoMergeInput } from "./undoMerge.ts";
import { registerWork } from "./registerWork.ts";
import type { RegisterWorkInput } from "./registerWork.ts";
import { counterRuling, proposeRuling, signRuling } from "./settlement.ts";
import type { CounterRulingInput, ProposeRulingInput, SignRulingInput } from "./settlement.ts";
import { estimateConflict } from "./valueAtStake.ts";
import type { EstimateConflictInput } from "./valueAtStake.ts";
import { recordingMutations, recordingOf } from "./recordings/resolvers.ts";
import { isRecordingSubject } from "./recordings/subjects.ts";
import { controlJob } from "./jobs.ts";
import type { JobInput } from "./jobs.ts";
import { claimView, jobView } from "./views.ts";

interface Input<T> {
  readonly input: T;
}
type Mutation<T> = Resolver<unknown, Input<T>, unknown>;
type OfWork = CommandAnswer<{ readonly workId: string }>;
type OfConflict = CommandAnswer<{ readonly conflictId: string }>;

/** Answers with the work as it is after the command. */
async function workOf({ loaders }: WorksContext, command: Promise<OfWork>) {
  return await payload("work", async () => {
    const { answer, replayed } = await command;
    loaders.work.clear(answer.workId);
    return { answer: await loaders.work.load(answer.workId), replayed };
  });
}

/** Answers with the work or the recording that a claim was in. */
async function claimedOf(context: WorksContext, command: Promise<OfWork>) {
  const { answer, ...rest } = await payload("answer", async () => await command);
  const none = { ...rest, work: null, recording: null };
  if (answer === null) return none;
  const { loaders } = context;
  loaders.work.clear(answer.workId);
  loaders.recordingSubject.clear(answer.workId);
  if (isRecordingSubject(answer.workId)) return { ...none, recording: await recordingOf(answer.workId, context) };
  return { ...none, work: await loaders.work.load(answer.workId) };
}

async function conflictOf({ loaders, caller }: WorksContext, command: Promise<OfConflict>) {
  return await payload("conflict", async () => {
    const { answer, replayed } = await command;
    loaders.conflict.clear(answer.conflictId);
    if (caller.society !== null) loaders.conflictDesk.clear(deskId(answer.conflictId, caller.society));
    return { answer: await loaders.conflict.load(answer.conflictId), replayed };
  });
}

async function jobOf({ parts, caller }: WorksContext, input: JobInput, what: "cancel" | "resume") {
  return await payload("job", async () => {
    const { answer, replayed } = await controlJob(parts.jobReaders, { caller, input, what });
    return { answer: jobView(answer), replayed };
  });
}

/** One command each; the payload carries problems, never errors, for what a person can put right. */
export const mutations = {
  registerWork: (async (_, { input }, context) =>
    await workOf(context, registerWork(context.parts, context.caller, input))) satisfies Mutation<RegisterWorkInput>,
  submitClaim: (async (_, { input }, context) =>
    await payload("claim", async () => {
      const { answer, replayed } = await submitClaim(context.parts, context.caller, input);
      const place = await context.loaders.claim.load(answer.claimId);
      return { answer: place === null ? null : claimView(place), replayed };
    })) satisfies Mutation<SubmitClaimInput>,
  ...recordingMutations,
  withdrawClaim: (async (_, { input }, context) =>
    await claimedOf(context, withdrawClaim(context.parts, context.caller, input))) satisfies Mutation<WithdrawClaimInput>,
  proposeRuling: (async (_, { input }, context) =>
    await conflictOf(context, proposeRuling(context.parts, context.caller, input))) satisfies Mutation<ProposeRulingInput>,
  signRuling: (async (_, { input }, context) =>
    await conflictOf(context, signRuling(context.parts, context.caller, input))) satisfies Mutation<SignRulingInput>,
  counterRuling: (async (_, { input }, context) =>
    await conflictOf(context, counterRuling(context.parts, context.caller, input))) satisfies Mutation<CounterRulingInput>,
  addEvidence: (async (_, { input }, context) =>
    await conflictOf(context, addEvidence(context.parts, context.caller, input))) satisfies Mutation<AddEvidenceInput>,
  assignConflict: (async (_, { input }, context) =>
    await conflictOf(context, assignConflict(context.parts, context.caller, input))) satisfies Mutation<AssignConflictInput>,
  addConflictNote: (async (_, { input }, context) =>
    await conflictOf(context, addConflictNote(context.parts, context.caller, input))) satisfies Mutation<AddConflictNoteInput>,
  estimateConflict: (async (_, { input }, context) =>
    await conflictOf(context, estimateConflict(context.parts, context.caller, input))) satisfies Mutation<EstimateConflictInput>,
  mergeWorks: (async (_, { input }, context) =>
    await workOf(context, mergeWorks(context.parts, context.caller, input))) satisfies Mutation<MergeWorksInput>,
  undoMerge: (async (_, { input }, context) =>
    await workOf(context, undoMerge(context.parts, context.caller, input))) satisfies Mutation<UndoMergeInput>,
  cancelJob: (async (_, { input }, context) => await jobOf(context, input, "cancel")) satisfies Mutation<JobInput>,
  resumeJob: (async (_, { input }, context) => await jobOf(context, input, "resume")) satisfies Mutation<JobInput>,
  declareAiLabel: (async (_, { input }, context) =>
    await workOf(context, declareAiLabel(context.parts, context.caller, input))) satisfies Mutation<DeclareAiLabelInput>,
};
