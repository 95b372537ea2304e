import type { ClientSession } from "../kit/model.ts";
import { recordingKey, redrawWork, withAnswers } from "./describe.ts";
import type { DescribedFields } from "./describe.ts";
import type { WorkParts } from "./parts.ts";
import type { RecordingRecord, StatementRecord } from "./records.ts";
import type { RegistrationAnswer } from "./registrations.ts";
import type { ViewedWork } from "./statementView.ts";

type KnownRecording = Pick<RecordingRecord, "id" | "isrc" | "isan" | "title" | "performers" | "alsoIds">;

/** Everything that was ever stated of works, and of those that were merged into them before. */
export async function everStated({ models }: WorkParts, works: readonly ViewedWork[], session: ClientSession): Promise<StatementRecord[]> {
  const workIds = new Set(works.flatMap(({ id, merges }) => [id, ...merges.map(({ mergedId }) => mergedId)]));
  return await models.statements.find({ workId: { $in: [...workIds] } }, null, { session }).lean<StatementRecord[]>();
}

/**
 * Draws a work anew after a merge or its undoing; recordings that are known keep their ids, and the answers of societies, which are
 * no part of statements, are put in their places with the numbers that they brought.
 */
export function redrawn(
  parts: WorkParts,
  statements: readonly StatementRecord[],
  known: { readonly recordings: readonly KnownRecording[]; readonly answers: readonly RegistrationAnswer[] },
): DescribedFields {
  const ids = new Map(known.recordings.map((recording) => [recordingKey(recording), recording]));
  const fields = redrawWork(inOrder(statements), (recording) => ids.get(recordingKey(recording))?.id ?? parts.ids.make("rec"));
  const recordings = fields.recordings.map((recording): RecordingRecord => {
    const { alsoIds } = ids.get(recordingKey(recording)) ?? {};
    return alsoIds === undefined ? recording : { ...recording, alsoIds };
  });
  const brought = known.answers.flatMap(({ step }) => (step.key === undefined || step.key.endsWith("|") ? [] : [step.key]));
  const inForce = statements.filter(({ state }) => state === "IN_FORCE");
  return {
    ...withAnswers(fields, inForce, known.answers),
    codes: [...new Set([...fields.codes, ...brought])],
    workNumbers: [...new Set([...fields.workNumbers, ...brought.map((key) => key.slice(key.indexOf("|") + 1))])],
    recordings,
    recordingIds: recordings.flatMap(({ id, alsoIds }) => [id, ...(alsoIds ?? [])]),
  };
}

/** A statement ceases when its successor is made, and ids rise with time. */
function inOrder(statements: readonly StatementRecord[]): { readonly statement: StatementRecord; readonly isInForce: boolean }[] {
  const successors = new Map(statements.flatMap(({ _id, replaces }) => (replaces === null ? [] : [[replaces, _id] as const])));
  const ceasedBy = ({ _id }: StatementRecord): string => successors.get(_id) ?? _id;
  return [...statements]
    .sort((one, other) => (ceasedBy(one) < ceasedBy(other) ? -1 : 1))
    .map((statement) => ({ statement, isInForce: statement.state === "IN_FORCE" }));
}
