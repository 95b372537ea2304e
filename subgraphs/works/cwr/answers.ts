import type { AnswerDraft } from "../../domain/drafts.ts";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import { titleKey } from "../../domain/textKeys.ts";
import type { EventLog, NewEvent } from "../../kit/events.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { WorkModels } from "../model.ts";
import { registrationsText } from "../fieldChanges.ts";
import type { RegistrationStepRecord, WorkRecord } from "../records.ts";
import { answeredRegistrations, REGISTRATION_ANSWERED } from "../registrations.ts";
import type { RegistrationAnswer } from "../registrations.ts";
import { iswcNotices } from "../iswcs.ts";
import type { AnsweredWork } from "./notifiedIswcs.ts";
import type { Provenance } from "./statementInput.ts";

export interface AnswerTools {
  readonly models: Pick<WorkModels, "works">;
  readonly events: EventLog;
  /** Draws works anew to which an ISWC was notified, and writes them. */
  settleIswcs(answered: readonly AnsweredWork[], session: ClientSession): Promise<void>;
}

/** What became of an answer: whether a registration moved, or why it belongs nowhere. */
export type AnswerOutcome = { readonly moved: boolean } | { readonly problem: Problem };

/** Works that answers of one batch may mean. */
const WORKS_MAX = 2_000;

/**
 * Moves the registrations of works by what a society said of them, in the caller's transaction. The work is the one that the addressee (the file's
 * receiver) registered under the number, else the only one of that number and title; an existing work in conflict (EXC) is also found by the
 * society's own number or its ISWC. Answered again by the same message, nothing moves.
 */
export async function recordAnswers(
  tools: AnswerTools,
  { answers, from }: { readonly answers: readonly AnswerDraft[]; readonly from: Provenance },
  session: ClientSession,
): Promise<AnswerOutcome[]> {
  const { society } = from.submitter;
  if (society === null) return answers.map((answer) => ({ problem: refusal("CWR_ANSWER_SENDER", NO_SOCIETY, answer) }));
  const works = await worksMeant(tools.models, answers, session);
  const after = new Map<string, WorkRecord>();
  const changes = new Map<string, NewEvent[]>();
  const outcomes = answers.map((answer): AnswerOutcome => {
    if (!answer.isOfWork) return { moved: false };
    const found = workOf(answer, works, { society, receiver: from.receiver });
    if ("problem" in found) return found;
    const work = after.get(found.work._id) ?? found.work;
    const step = stepOf(ownWord(answer, work), { society, from });
    const next = moved(work, { society, step });
    if (next === null) return { moved: false };
    after.set(work._id, next);
    changes.set(work._id, [...(changes.get(work._id) ?? []), changeOf(work, next, { society, step })]);
    return { moved: true };
  });
  const answered = [...after.values()].map((work) => ({ work, events: changes.get(work._id) ?? [] }));
  const renames = ({ work }: AnsweredWork): boolean => iswcNotices(work.registrations).some(({ step }) => step.iswc !== work.iswc);
  const kept = answered.filter((one) => !renames(one));
  await writeSteps(tools, { works: kept.map(({ work }) => work), changes: kept.flatMap(({ events }) => events) }, session);
  await tools.settleIswcs(answered.filter(renames), session);
  return outcomes;
}

/** An acknowledgement that repeats an ISWC which the work bears gives none: it is what was sent. */
function ownWord(answer: AnswerDraft, { iswcs }: WorkRecord): AnswerDraft {
  return answer.record === "ACK" && answer.iswc !== null && iswcs.includes(answer.iswc) ? { ...answer, iswc: null } : answer;
}

const NO_SOCIETY =
  "The answer comes from a sender that is no society; a file whose header states SO and a society's number would be right.";

async function worksMeant(
  models: Pick<WorkModels, "works">,
  answers: readonly AnswerDraft[],
  session: ClientSession,
): Promise<readonly WorkRecord[]> {
  const numbers = [...new Set(answers.filter(({ isOfWork }) => isOfWork).map(({ submitterWorkNumber }) => submitterWorkNumber))];
  const iswcs = [...new Set(answers.flatMap(({ existingWork }) => existingWork?.iswc ?? []))];
  const found: WorkRecord[] = [];
  for (const filter of [{ workNumbers: { $in: numbers } }, { iswcs: { $in: iswcs } }]) {
    const [asked] = Object.values(filter).map(({ $in }) => $in.length);
    if (asked !== 0) found.push(...(await models.works.find(filter, null, { session }).limit(WORKS_MAX).lean<WorkRecord[]>()));
  }
  return [...new Map(found.map((work) => [work._id, work])).values()];
}

function workOf(
  answer: AnswerDraft,
  works: readonly WorkRecord[],
  { society, receiver }: { readonly society: string; readonly receiver: string | null },
): { readonly work: WorkRecord } | { readonly problem: Problem } {
  const { submitterWorkNumber: number, title } = answer;
  const coded = (owner: string | null): WorkRecord | undefined =>
    owner === null ? undefined : works.find(({ codes }) => codes.includes(`SO:${owner}|${number}`));
  const own =
    coded(receiver) ?? (answer.record === "EXC" ? (coded(society) ?? onlyBearing(answer.existingWork?.iswc ?? null, works)) : undefined);
  if (own !== undefined) return { work: own };
  const numbered = works.filter(({ workNumbers }) => workNumbers.includes(number));
  const titled = numbered.filter(({ titleKeys }) => titleKeys.includes(titleKey(title)));
  const [only, second] = titled;
  if (only !== undefined && second === undefined) return { work: only };
  const told = `No work is registered here under the number ${JSON.stringify(number)} with the title ${JSON.stringify(title)}`;
  const message =
    second === undefined
      ? `${told}${numbered.length === 0 ? "" : `; of that number there is ${JSON.stringify(numbered[0]?.titles[0]?.text ?? "")}`}. The number that was sent would be right.`
      : `${titled.length} works are registered here under the number ${JSON.stringify(number)} with that title; send the file to the society that registered it (--society).`;
  return { problem: refusal("CWR_ANSWER_WORK", message, answer) };
}

/** A work in the way is the society's own, and may be known here by its ISWC alone. */
function onlyBearing(iswc: string | null, works: readonly WorkRecord[]): WorkRecord | undefined {
  const [only, second] = iswc === null ? [] : works.filter(({ iswcs }) => iswcs.includes(iswc));
  return second === undefined ? only : undefined;
}

function refusal(code: string, message: string, { line, record }: Pick<AnswerDraft, "line" | "record">): Problem {
  return { ...problem(code, message), line, column: 1, record, severity: "TR" };
}

/** The step that an answer is; a society's later word may come in an earlier file, so the day it was processed decides. */
function stepOf(answer: AnswerDraft, { society, from }: { readonly society: string; readonly from: Provenance }): RegistrationStepRecord {
  const { status, processedOn, societyWorkCode, line, isReadyForPayment } = answer;
  const at = processedOn === null ? from.receivedAt : `${processedOn}T00:00:00.000Z`;
  const notes = notesOf(answer);
  const key = `SO:${society}|${societyWorkCode ?? ""}`;
  const { iswc } = answer;
  return {
    ...{ status, at, message: from.message, key, line },
    ...(iswc === null ? {} : { iswc }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(isReadyForPayment === null ? {} : { isReadyForPayment }),
  };
}

/** The work with one step more in its registration at the society; null where the message brought that step before. */
function moved(work: WorkRecord, { society, step }: RegistrationAnswer): WorkRecord | null {
  const registrations = answeredRegistrations(work.registrations, { society, step });
  if (registrations === work.registrations) return null;
  const number = step.key?.slice(step.key.indexOf("|") + 1) ?? "";
  if (number === "") return { ...work, registrations };
  const codes = [...new Set([...work.codes, `SO:${society}|${number}`])];
  return { ...work, registrations, codes, workNumbers: [...new Set([...work.workNumbers, number])] };
}

/** What the society said with it, in words: its messages, the ISWC, the work that is in the way; at most 100. */
function notesOf({ messages, iswc, existingWork }: AnswerDraft): string[] {
  return [
    ...(iswc === null ? [] : [`ISWC ${iswc}`]),
    ...(existingWork === null
      ? []
      : [
          `In conflict with ${existingWork.title} (${[existingWork.number, existingWork.iswc ?? ""].filter((text) => text !== "").join(", ")})`,
        ]),
    ...messages.map(({ rule, text }) => `${rule} ${text}`),
  ].slice(0, 100);
}

/** The event of one answer. */
function changeOf(before: WorkRecord, after: WorkRecord, answer: RegistrationAnswer): NewEvent {
  return stepEvent(REGISTRATION_ANSWERED, { before, after, answer, source: `SO:${answer.society}` });
}

/** The event of one step of a registration; it holds the step, so that any past state can be told from the log. */
export function stepEvent(
  kind: string,
  told: { readonly before: WorkRecord; readonly after: WorkRecord; readonly answer: RegistrationAnswer; readonly source: string },
): NewEvent {
  const { before, after, source } = told;
  const { society, step } = told.answer;
  const text = (work: WorkRecord): string => registrationsText(work.registrations) ?? "";
  return {
    kind,
    subject: after._id,
    data: {
      ...{ source, message: step.message, line: step.line ?? null, society },
      step: { ...step, ...(step.notes === undefined ? {} : { notes: [...step.notes] }) },
      changes: [{ field: "registrations", before: text(before), after: text(after) }],
    },
  };
}

/** Writes works whose registrations moved, with their events, in the caller's transaction. */
export async function writeSteps(
  { models, events }: AnswerTools,
  { works, changes }: { readonly works: readonly WorkRecord[]; readonly changes: readonly NewEvent[] },
  session: ClientSession,
): Promise<void> {
  if (works.length === 0) return;
  const result = await models.works.bulkWrite(
    works.map(({ _id, version, registrations, codes, workNumbers }) => ({
      updateOne: { filter: { _id, version }, update: { $set: { registrations, codes, workNumbers, version: version + 1 } } },
    })),
    { session },
  );
  if (result.matchedCount !== works.length)
    throw new Refusal([problem("WORK_CHANGED", "A work was changed by another command at the same moment; send the file again.")]);
  await events.append(changes, session);
}
