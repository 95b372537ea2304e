import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { JsonObject } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { parseClaims } from "./claimInputs.ts";
import type { ClaimInput } from "./claimInputs.ts";
import { commandInput, findAnySociety, requireVersion, requireWork, submitterOf, todayOf } from "./commandTools.ts";
import type { NamedSociety } from "./commandTools.ts";
import { fieldChanges } from "./fieldChanges.ts";
import type { WorkParts } from "./parts.ts";
import { sourceText } from "./records.ts";
import type { ClaimRecord, StatementRecord } from "./records.ts";
import { recordStatements, settleAndWrite } from "./recordStatements.ts";
import { revisionOf } from "./revisions.ts";
import { sharesBeyondWhole } from "./registerWork.ts";
import { loadViewOf } from "./statementView.ts";
import type { StatementView } from "./statementView.ts";
import type { NewClaim } from "./statements.ts";

/** SDL: SubmitClaimInput. */
export interface SubmitClaimInput {
  readonly work: string;
  readonly expectedVersion?: number | null | undefined;
  readonly society?: string | null | undefined;
  readonly claim: ClaimInput;
  readonly replaces?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** SDL: WithdrawClaimInput. */
export interface WithdrawClaimInput {
  readonly claim: string;
  readonly expectedVersion?: number | null | undefined;
  readonly because?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** States a claim for a society: as a statement of its own beside all others, or in the place of one of its own. */
export async function submitClaim(
  parts: WorkParts,
  caller: Caller,
  input: SubmitClaimInput,
): Promise<CommandAnswer<{ readonly claimId: string; readonly workId: string }>> {
  requireScope(caller, "claims:write");
  const problems: Problem[] = [];
  const society = findAnySociety(input.society ?? caller.society, problems);
  if (society !== null) requireSociety(caller, society.code);
  const [claim] = await parseClaims([input.claim], { parties: parts.parties, today: todayOf(parts.clock), path: ["claim"], problems });
  if (problems.length > 0 || society === null || claim === undefined) throw new Refusal(problems);
  return await parts.foundation.commands.run(
    { operation: "submitClaim", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const claimId = parts.ids.make("clm");
      const stated = { ...claim, id: claimId };
      if (input.replaces === null || input.replaces === undefined) await stateBeside(parts, { input, society, claim: stated, session });
      else
        await stateInPlace(parts, {
          ...{ command: "submitClaim", caller, claim: stated, session },
          ...{ replaces: input.replaces, workId: input.work, expectedVersion: input.expectedVersion },
          elsewhere: (workId) => `The claim ${input.replaces} is on the work ${workId}, not on ${input.work}.`,
        });
      return { claimId, workId: input.work };
    },
  );
}

interface Stating {
  readonly input: SubmitClaimInput;
  readonly claim: NewClaim & { readonly id: string };
  readonly session: ClientSession;
}

async function stateBeside(
  parts: WorkParts,
  { input, society, claim, session }: Stating & { readonly society: NamedSociety },
): Promise<void> {
  const view = await loadViewOf(parts.models, [input.work], session);
  requireVersion(requireWork(view.findWork(input.work), input.work, "work").before?.version ?? 0, input.expectedVersion);
  const receivedAt = parts.clock.now().toISOString();
  const description = { titles: [], iswc: null, creators: [], recordings: [], details: {} };
  const statement = {
    submitter: submitterOf(society),
    submitterWorkNumber: claim.id,
    receiver: null,
    message: `submitClaim:${claim.id}`,
    line: null,
    receivedAt,
    description,
    claims: [claim],
    reported: [],
    origins: [],
    workId: input.work,
  };
  await recordStatements(parts, [statement], session);
}

/** A claim that takes the place of another of the caller's society, in works and in recordings. */
export interface Replacing {
  readonly command: "submitClaim" | "submitRecordingClaim";
  readonly caller: Caller;
  readonly claim: NewClaim & { readonly id: string };
  /** The claim that goes, `clm_…`. */
  readonly replaces: string;
  /** Where it has to be: a work, or the code of a recording. */
  readonly workId: string;
  /** What is said where it is on another. */
  readonly elsewhere: (workId: string) => string;
  readonly expectedVersion: number | null | undefined;
  readonly session: ClientSession;
}

/** Writes a revision of the statement with the new claim in the place of the old one. */
export async function stateInPlace(
  parts: WorkParts,
  { command, caller, claim, replaces, workId, elsewhere, expectedVersion, session }: Replacing,
): Promise<void> {
  const { view, statement } = await ownStatement(parts, { caller, claimId: replaces, session, path: "replaces" });
  if (statement.workId !== workId) throw new Refusal([problem("CLAIM_OF_OTHER_WORK", elsewhere(statement.workId), ["replaces"])]);
  requireVersion(view.work(workId).before?.version ?? 0, expectedVersion);
  const message = `${command}:${claim.id}`;
  const { record, picture } = revisionOf(statement, {
    ...{ message, at: parts.clock.now(), id: parts.ids.make("stm") },
    claims: (claims) => claims.filter(({ id }) => id !== replaces),
    added: [claim],
  });
  const problems = sharesBeyondWhole(picture);
  if (problems.length > 0) throw new Refusal(problems);
  revise(view, { before: statement, after: record, message });
  await settleAndWrite(parts, view, session);
}

/** Withdraws a claim of the caller's society: a revision of its statement without it, or the end of the statement. */
export async function withdrawClaim(
  parts: WorkParts,
  caller: Caller,
  input: WithdrawClaimInput,
): Promise<CommandAnswer<{ readonly workId: string }>> {
  requireScope(caller, "claims:write");
  return await parts.foundation.commands.run(
    { operation: "withdrawClaim", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const { view, statement } = await ownStatement(parts, { caller, claimId: input.claim, session, path: "claim" });
      requireVersion(view.work(statement.workId).before?.version ?? 0, input.expectedVersion);
      const message = `withdrawClaim:${input.claim}`;
      withdrawFrom(parts, view, { statement, gone: (claim) => claim.id === input.claim, message, because: input.because ?? null });
      await settleAndWrite(parts, view, session);
      return { workId: statement.workId };
    },
  );
}

/** Takes claims out of a statement; a statement that then says nothing is withdrawn as a whole. */
function withdrawFrom(
  parts: WorkParts,
  view: StatementView,
  change: {
    readonly statement: StatementRecord;
    readonly gone: (claim: ClaimRecord) => boolean;
    readonly message: string;
    readonly because: string | null;
  },
): void {
  const { statement, gone, message, because } = change;
  const isEmpty = statement.claims.every(gone) && statement.reported.length === 0 && statement.description.titles.length === 0;
  if (isEmpty) {
    withdrawWhole(view, statement, { message, because });
    return;
  }
  const { record } = revisionOf(statement, {
    message,
    at: parts.clock.now(),
    id: parts.ids.make("stm"),
    claims: (claims) => claims.filter((claim) => !gone(claim)),
    added: [],
  });
  revise(view, { before: statement, after: record, message });
}

/** Withdraws a statement as a whole within a view. */
export function withdrawWhole(
  view: StatementView,
  statement: StatementRecord,
  { message, because }: { readonly message: string; readonly because: string | null },
): void {
  view.replace(statement, "WITHDRAWN");
  const work = view.work(statement.workId);
  work.touched = true;
  const changes = fieldChanges(statement, null).map((found) => ({ ...found }));
  work.events.push({
    kind: "STATEMENT_WITHDRAWN",
    subject: work.id,
    data: { statement: statement._id, source: sourceText(statement), message, line: null, because, changes },
  });
}

/** Puts a revision in the place of a statement within a view; its event tells more where there is more to tell. */
export function revise(
  view: StatementView,
  change: { readonly before: StatementRecord; readonly after: StatementRecord; readonly message: string; readonly told?: JsonObject },
): void {
  const { before, after, message, told } = change;
  view.replace(before, "REPLACED");
  view.add(after);
  const work = view.work(after.workId);
  work.touched = true;
  const changes = fieldChanges(before, after).map((found) => ({ ...found }));
  work.events.push({
    kind: "STATEMENT_RECORDED",
    subject: work.id,
    data: { statement: after._id, replaces: before._id, source: sourceText(after), message, line: null, changes, ...told },
  });
}

/** Puts a statement into force that stood in none before, within a view. */
export function revive(view: StatementView, statement: StatementRecord, { message }: { readonly message: string }): void {
  view.add(statement);
  const work = view.work(statement.workId);
  work.touched = true;
  const changes = fieldChanges(null, statement).map((found) => ({ ...found }));
  work.events.push({
    kind: "STATEMENT_RECORDED",
    subject: work.id,
    data: { statement: statement._id, replaces: statement.replaces, source: sourceText(statement), message, line: null, changes },
  });
}

/** The statement in force that holds a claim, with its work's or recording's view; only the submitter may change it. */
async function ownStatement(
  parts: WorkParts,
  asked: { readonly caller: Caller; readonly claimId: string; readonly session: ClientSession; readonly path: string },
): Promise<{ view: StatementView; statement: StatementRecord }> {
  const { caller, claimId, session, path } = asked;
  const filter = { claimIds: claimId, state: "IN_FORCE" } as const;
  const { statements, recordingStatements } = parts.models;
  const found =
    (await statements.findOne(filter, null, { session }).lean<StatementRecord | null>()) ??
    (await recordingStatements.findOne(filter, null, { session }).lean<StatementRecord | null>());
  if (found === null) throw new Refusal([problem("CLAIM_UNKNOWN", `No claim ${claimId} is in force.`, [path])]);
  requireSociety(caller, found.submitter.society ?? found.submitter.key);
  return { view: await loadViewOf(parts.models, [found.workId], session), statement: found };
}
