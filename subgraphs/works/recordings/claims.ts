import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { requireScope, requireSociety } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { CommandAnswer } from "../../kit/commands.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import { insertBuilt } from "../../kit/store.ts";
import { stateInPlace } from "../claims.ts";
import { commandInput, findAnySociety, requireVersion, submitterOf, todayOf } from "../commandTools.ts";
import type { NamedSociety } from "../commandTools.ts";
import { fieldChanges } from "../fieldChanges.ts";
import type { WorkParts } from "../parts.ts";
import { STORED_SHAPE, sourceText } from "../records.ts";
import type { WorkRecord } from "../records.ts";
import { settleAndWrite } from "../recordStatements.ts";
import { contentHash, contentOf } from "../statementContent.ts";
import { statementRecord } from "../statementDraft.ts";
import { statementKey } from "../statements.ts";
import type { NewClaim } from "../statements.ts";
import { loadViewOf } from "../statementView.ts";
import { parseRecordingClaim } from "./claimInput.ts";
import type { RecordingClaimInput } from "./claimInput.ts";
import { subjectOf } from "./subjects.ts";
import type { RecordingSubjectRecord } from "./subjects.ts";

/** SDL: SubmitRecordingClaimInput. */
export interface SubmitRecordingClaimInput {
  readonly recording: string;
  readonly expectedVersion?: number | null | undefined;
  readonly society?: string | null | undefined;
  readonly claim: RecordingClaimInput;
  readonly replaces?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

interface Stating {
  readonly input: SubmitRecordingClaimInput;
  readonly subject: string;
  readonly claim: NewClaim & { readonly id: string };
  readonly session: ClientSession;
}

/**
 * States a claim in a recording for a society: as a statement of its own beside all others, or in the place of one of its own; by the same road as claims
 * in works. Refusals: those of claims in works, RECORDING_UNKNOWN, RECORDING_WITHOUT_CODE, SET_OF_OTHER_SIDE, RIGHT_NOT_IN_SET.
 */
export async function submitRecordingClaim(
  parts: WorkParts,
  caller: Caller,
  input: SubmitRecordingClaimInput,
): Promise<CommandAnswer<{ readonly claimId: string }>> {
  requireScope(caller, "claims:write");
  const problems: Problem[] = [];
  const society = findAnySociety(input.society ?? caller.society, problems);
  if (society !== null) requireSociety(caller, society.code);
  const subject = await findSubject(parts, input.recording, problems);
  const ground = { parties: parts.parties, today: todayOf(parts.clock), path: ["claim"], problems };
  const claim = await parseRecordingClaim(input.claim, ground);
  if (problems.length > 0 || society === null || subject === null || claim === null) throw new Refusal(problems);
  return await parts.foundation.commands.run(
    { operation: "submitRecordingClaim", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const claimId = parts.ids.make("clm");
      const stating = { input, subject, claim: { ...claim, id: claimId }, session };
      if (input.replaces === null || input.replaces === undefined) await stateBeside(parts, { ...stating, society });
      else
        await stateInPlace(parts, {
          ...{ command: "submitRecordingClaim", caller, claim: stating.claim, session },
          ...{ replaces: input.replaces, workId: subject, expectedVersion: input.expectedVersion },
          elsewhere: (place) => `The claim ${input.replaces} is on ${place}, not in the recording ${subject}.`,
        });
      return { claimId };
    },
  );
}

async function findSubject({ store }: WorkParts, id: string, problems: Problem[]): Promise<string | null> {
  const work = (await store.worksByRecordingIds([id])).get(id);
  const recording = work === undefined ? null : recordingIn(work, id);
  if (recording === null) {
    problems.push(problem("RECORDING_UNKNOWN", `No recording ${id} is known.`, ["recording"]));
    return null;
  }
  const subject = subjectOf(recording);
  if (subject === null)
    problems.push(
      problem(
        "RECORDING_WITHOUT_CODE",
        `The recording ${id} bears neither ISRC nor ISAN, so that nobody can say which one is claimed; state its code with the work first.`,
        ["recording"],
      ),
    );
  return subject;
}

/** A recording of a work by any id that it answers to. */
export function recordingIn({ recordings }: Pick<WorkRecord, "recordings">, id: string): WorkRecord["recordings"][number] | null {
  return recordings.find((one) => one.id === id || one.alsoIds?.includes(id) === true) ?? null;
}

async function stateBeside(
  parts: WorkParts,
  { input, subject, claim, session, society }: Stating & { readonly society: NamedSociety },
): Promise<void> {
  await ensureSubject(parts, { _id: subject, shape: STORED_SHAPE, version: 0, recordingId: input.recording, statedBy: [] }, session);
  const view = await loadViewOf(parts.models, [subject], session);
  const recording = view.work(subject);
  requireVersion(recording.before?.version ?? 0, input.expectedVersion);
  const message = `submitRecordingClaim:${claim.id}`;
  const receivedAt = parts.clock.now().toISOString();
  const stated = {
    ...{ submitter: submitterOf(society), submitterWorkNumber: claim.id, receiver: null, message, line: null, receivedAt },
    description: { titles: [], iswc: null, creators: [], recordings: [], details: {} },
    ...{ claims: [claim], reported: [], origins: [] },
  };
  const content = contentOf(stated);
  const drafted = { input: stated, key: statementKey(stated.submitter, claim.id), content, hash: contentHash(stated, content) };
  const record = statementRecord(drafted, { ids: parts.ids, before: null, workId: subject });
  view.add(record);
  recording.touched = true;
  const changes = fieldChanges(null, record).map((change) => ({ ...change }));
  recording.events.push({
    ...{ kind: "STATEMENT_RECORDED", subject },
    data: { statement: record._id, replaces: null, source: sourceText(record), message, line: null, receivedAt, changes },
  });
  await settleAndWrite(parts, view, session);
}

/** Two first claims in one recording make one record of it, or meet in it. */
async function ensureSubject({ models }: WorkParts, record: RecordingSubjectRecord, session: ClientSession): Promise<void> {
  const known = await models.recordings.exists({ _id: record._id }).session(session);
  if (known === null) await insertBuilt(models.recordings, [record], session);
}
