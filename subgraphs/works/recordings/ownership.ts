import { problem } from "../../domain/outcome.ts";
import type { Outcome, Problem } from "../../domain/outcome.ts";
import type { LocalDate } from "../../domain/period.ts";
import { RECORDING_RIGHT_SETS, isRecordingRight, recordingRight, recordingRightsNeeded, SET_RIGHTS } from "../../domain/recordingRights.ts";
import type { RecordingKind, RecordingRight, RecordingRightSet } from "../../domain/recordingRights.ts";
import { isIpiRight } from "../../domain/rights.ts";
import { ownershipOf } from "../ownership.ts";
import type { OwnershipArea, OwnershipTools, WorkOwnership } from "../ownership.ts";
import { parseOwnershipArea } from "../ownershipArea.ts";
import type { OwnershipArguments } from "../ownershipArea.ts";
import type { WorkModels } from "../model.ts";
import { STORED_SHAPE } from "../records.ts";
import { ABSENT } from "../societySources/word.ts";
import { asWork } from "./subjects.ts";
import type { RecordingSubjectRecord } from "./subjects.ts";

/** Arguments of `Recording.ownership`. */
export interface RecordingOwnershipArguments extends OwnershipArguments {
  readonly rightSets?: readonly RecordingRightSet[] | null | undefined;
}

/** What is asked of a recording of a kind, or everything that is wrong with the question. Problems: those of works, NO_RIGHT_SET, RIGHT_NOT_IN_SET. */
export function parseRecordingArea(
  asked: RecordingOwnershipArguments,
  { kind, today }: { readonly kind: RecordingKind; readonly today: LocalDate },
): Outcome<OwnershipArea> {
  return parseOwnershipArea(asked, today, (_, problems) => rightsAsked(asked, kind, problems));
}

function rightsAsked({ use, rights, rightSets }: RecordingOwnershipArguments, kind: RecordingKind, problems: Problem[]): RecordingRight[] {
  const sets = RECORDING_RIGHT_SETS.filter((set) => rightSets?.includes(set) ?? true);
  if (sets.length === 0) problems.push(problem("NO_RIGHT_SET", "No set is named; leave rightSets out for all of them.", ["rightSets"]));
  const hasUse = use !== null && use !== undefined;
  const hasRights = rights !== null && rights !== undefined;
  if (hasUse && hasRights)
    problems.push(problem("USE_OR_RIGHTS", "Both use and rights are given; name one of them, or neither for all rights.", ["use"]));
  const inSets = (right: RecordingRight): boolean => sets.some((set) => right.startsWith(`${set}.`));
  if (hasUse) return recordingRightsNeeded(use, kind).filter(inSets);
  if (!hasRights) return sets.flatMap((set) => SET_RIGHTS[set].map((right) => recordingRight(set, right)));
  if (rights.length === 0) problems.push(problem("NO_RIGHT", "No right is named; leave rights out for all of them.", ["rights"]));
  return [...new Set(rights)].filter(isIpiRight).flatMap((right, index) => {
    const found = sets.map((set) => recordingRight(set, right)).filter(isRecordingRight);
    if (found.length === 0)
      problems.push(problem("RIGHT_NOT_IN_SET", `${sets.join(", ")}: none of these sets has a right ${right}.`, ["rights", String(index)]));
    return found;
  });
}

/**
 * The ownership of recordings by the rules of works, by subject (subjects.ts), with the same labels of sources. Neither files nor nodes tell of claims in recordings, so
 * that a society which stated none of one is absent there, however fresh its word on works is.
 */
export async function recordingOwnershipOf(
  tools: OwnershipTools & { readonly models: Pick<WorkModels, "recordings"> },
  subjects: readonly string[],
  area: OwnershipArea,
): Promise<Map<string, WorkOwnership>> {
  const found = await recordingSubjects(tools.models, subjects);
  const works = [...new Set(subjects)].map((_id) =>
    asWork(found.get(_id) ?? { _id, shape: STORED_SHAPE, version: 0, recordingId: "", statedBy: [] }),
  );
  const sources: OwnershipTools["sources"] = {
    refresh: tools.sources.refresh,
    of: async (societies) => {
      const known = await tools.sources.of(societies);
      return new Map(
        [...known].map(([society, source]) => [society, { society, word: (on) => (on === null ? ABSENT : source.word(on)) }] as const),
      );
    },
  };
  return await ownershipOf({ ...tools, sources }, works, area);
}

/** What is stored of recordings by subject; nothing of those in which nobody claims. */
export async function recordingSubjects(
  { recordings }: Pick<WorkModels, "recordings">,
  subjects: readonly string[],
): Promise<Map<string, RecordingSubjectRecord>> {
  const found = await recordings.find({ _id: { $in: [...subjects] } }).lean<RecordingSubjectRecord[]>();
  return new Map(found.map((record) => [record._id, record]));
}
