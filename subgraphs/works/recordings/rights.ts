import { invariant } from "../../domain/invariant.ts";
import { isRecordingRight, partsOfRight } from "../../domain/recordingRights.ts";
import type { RecordingRightsCell, RecordingRightsRequest, RecordingRights } from "../../kit/ports/rightsReader.ts";
import type { WorkOwnership } from "../ownership.ts";
import type { WorkParts } from "../parts.ts";
import type { RecordingRecord } from "../records.ts";
import { areaAsked, CellWriter } from "../rightsCells.ts";
import { recordingIn } from "./claims.ts";
import { recordingOwnershipOf } from "./ownership.ts";
import { subjectOf } from "./subjects.ts";

/** Recordings that one call may name. */
const RECORDINGS_MAX = 1_000;

/** The ownership of recordings as licences and distributions read it: by the same rules as the graph, in a fixed number of reads. */
export async function recordingRights(
  parts: WorkParts,
  { recordingIds, ...asked }: RecordingRightsRequest,
): Promise<(RecordingRights | null)[]> {
  invariant(
    recordingIds.length <= RECORDINGS_MAX,
    `at most ${RECORDINGS_MAX} recordings are asked for at once, not ${recordingIds.length}`,
  );
  const works = await parts.store.worksByRecordingIds([...new Set(recordingIds)]);
  const found = recordingIds.map((id) => {
    const work = works.get(id);
    return work === undefined ? null : recordingIn(work, id);
  });
  const subjects = found.flatMap((recording) => (recording === null ? [] : [subjectOf(recording) ?? recording.id]));
  const answers = await recordingOwnershipOf(parts, subjects, areaAsked(asked, isRecordingRight));
  const writer = new CellWriter();
  return found.map((recording) => {
    const answer = recording === null ? undefined : answers.get(subjectOf(recording) ?? recording.id);
    return recording === null || answer === undefined ? null : rightsOf(recording, answer, writer);
  });
}

function rightsOf(
  { id, isrc, isan, kind }: RecordingRecord,
  { work, cells, complete, sources, conflictIds }: WorkOwnership,
  writer: CellWriter,
): RecordingRights {
  return {
    ...{ recordingId: id, version: work.version, isrc, isan: isan ?? null, kind: kind ?? "AUDIO", complete, sources, conflictIds },
    cells: cells.flatMap((cell): RecordingRightsCell[] => {
      const { set } = partsOfRight(cell.right);
      if (set === null) return [];
      const { claims, reported: _reported, ...rest } = writer.write(cell);
      const side = set === "PERFORMER_REMUNERATION" ? "PERFORMER" : "PRODUCER";
      return [{ ...rest, rightSet: set, claims: claims.map((claim) => ({ ...claim, side })) }];
    }),
  };
}
