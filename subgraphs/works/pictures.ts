import { z } from "zod";
import type { EventLog, RecordedEvent } from "../kit/events.ts";
import { numberAt, readChronicle } from "./chronicle.ts";
import type { Chronicle } from "./chronicle.ts";
import { recordingKey, redrawWork, withAnswers } from "./describe.ts";
import type { DescribedFields } from "./describe.ts";
import { statementThen } from "./knowledge.ts";
import { askedId } from "./records.ts";
import type { AiLabelRecord, StatedRecording, StatementRecord, WorkRecord } from "./records.ts";
import { labelIn } from "./labelEvents.ts";
import type { RegistrationAnswer } from "./registrations.ts";
import type { WorkStore } from "./workStore.ts";

/** What a work looked like to those who asked at an instant. */
export interface WorkPicture extends DescribedFields {
  readonly aiLabel: AiLabelRecord | null;
  /** In force then, with the receipts of then. */
  readonly statements: readonly StatementRecord[];
}

/**
 * Works as they were known at an instant, drawn anew from the statements that were known then: by the ids asked for. A recording
 * keeps the id that it has now.
 */
export async function picturesAt(
  tools: { readonly store: WorkStore; readonly events: EventLog },
  works: readonly WorkRecord[],
  at: Date,
): Promise<Map<string, WorkPicture>> {
  const { store, events } = tools;
  const ids = works.map(askedId);
  const chronicle = await readChronicle(events, ids, await numberAt(events, at));
  const known = ids.flatMap((id) => chronicle.statementsOf(chronicle.answeringFor(id)));
  const [statements, records] = await Promise.all([
    store.statementsByIds([...new Set(known.map(({ id }) => id))]),
    store.recordsByIds(chronicle.workIds),
  ]);
  const told = { chronicle, statements, records };
  return new Map(ids.map((id) => [id, pictureOf(chronicle.answeringFor(id), told)]));
}

interface Told {
  readonly chronicle: Chronicle;
  readonly statements: ReadonlyMap<string, StatementRecord>;
  readonly records: ReadonlyMap<string, WorkRecord>;
}

function pictureOf(id: string, { chronicle, statements, records }: Told): WorkPicture {
  const versions = chronicle
    .statementsOf(id)
    .flatMap((known) => statementThen(statements.get(known.id), known).map((statement) => ({ statement, isInForce: known.isInForce })));
  // The work's own ids win over those of works that it was merged with.
  const works = [...records.values()].sort((one, other) => Number(one._id === id) - Number(other._id === id));
  const ids = new Map(works.flatMap(({ recordings }) => recordings.map((recording) => [recordingKey(recording), recording.id])));
  const idOf = (recording: StatedRecording): string => ids.get(recordingKey(recording)) ?? `${id}|${recordingKey(recording)}`;
  const drawn = redrawWork(versions, idOf);
  const inForce = versions.flatMap(({ statement, isInForce }) => (isInForce ? [statement] : []));
  return {
    ...withAnswers(drawn, inForce, chronicle.answersOf(id).map(answerOf)),
    aiLabel: labelIn(chronicle.labelOf(id)),
    statements: inForce,
  };
}

const answerData = z.object({
  society: z.string(),
  step: z.object({
    ...{ status: z.string(), at: z.string(), message: z.string().nullable(), key: z.string(), line: z.number().nullable() },
    ...{ notes: z.array(z.string()).default([]), isReadyForPayment: z.boolean().optional(), iswc: z.string().optional() },
  }),
});

/** What a society had said of a registration by then. */
function answerOf({ data }: RecordedEvent): RegistrationAnswer {
  const { society, step } = answerData.parse(data);
  const { isReadyForPayment, iswc, ...rest } = step;
  return {
    society,
    step: { ...rest, ...(isReadyForPayment === undefined ? {} : { isReadyForPayment }), ...(iswc === undefined ? {} : { iswc }) },
  };
}
