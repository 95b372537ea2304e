import type { ClashPiece, ClashQuestion } from "../kit/ports/mandateReader.ts";
import type { Stake } from "../kit/ports/stakeReader.ts";
import type { RecordedEvent } from "../kit/events.ts";
import { createLoader } from "../kit/loader.ts";
import type { Loader } from "../kit/loader.ts";
import { storedCountrySet } from "../domain/territories/countrySet.ts";
import { contestedWorks } from "./conflictCause.ts";
import { derivativesOf } from "./derivatives.ts";
import type { Derivative } from "./derivatives.ts";
import { kinOf } from "./creatorKin.ts";
import { freshOwnershipOf } from "./ownership.ts";
import type { OwnershipArea, WorkOwnership } from "./ownership.ts";
import type { WorkParts } from "./parts.ts";
import type { WorkModels } from "./model.ts";
import { clashesOf, clashKey } from "./mandateClashes.ts";
import { picturesAt } from "./pictures.ts";
import type { WorkPicture } from "./pictures.ts";
import { askedId } from "./records.ts";
import { recordingOwnershipOf, recordingSubjects } from "./recordings/ownership.ts";
import type { RecordingSubjectRecord } from "./recordings/subjects.ts";
import { stakesOf } from "./valueAtStake.ts";
import type { ConflictDeskRecord } from "./deskRecords.ts";
import type { ClaimRecord, ConflictRecord, StatementRecord, WorkRecord } from "./records.ts";
import { linkSources } from "./sources.ts";
import type { LinkedSource, NamedSource } from "./sources.ts";

/** A work and what is asked of it; equal questions of one request are answered together. */
export interface OwnershipKey {
  readonly work: WorkRecord;
  readonly area: OwnershipArea;
}

/** A recording by subject and what is asked of it. */
export interface RecordingKey {
  readonly subject: string;
  readonly area: OwnershipArea;
}

/** A claim with the statement that holds it: the one in force, else the last. */
export interface ClaimPlace {
  readonly claim: ClaimRecord;
  readonly statement: StatementRecord;
}

/** How the fields of one request read the store. */
export interface WorkLoaders {
  readonly work: Loader<string, WorkRecord>;
  readonly workByIswc: Loader<string, WorkRecord>;
  readonly worksByIsrc: Loader<string, readonly WorkRecord[]>;
  /** The works that sources mean, as works name them. */
  readonly source: Loader<NamedSource, LinkedSource>;
  /** What was made from a work. */
  readonly derivatives: Loader<WorkRecord, readonly Derivative[]>;
  /** Who may stand for a creator. */
  readonly kin: Loader<string, readonly string[]>;
  readonly workByRecording: Loader<string, WorkRecord>;
  readonly statements: Loader<string, readonly StatementRecord[]>;
  readonly claim: Loader<string, ClaimPlace>;
  readonly conflict: Loader<string, ConflictRecord>;
  /** Where two parties (`pty_…|pty_…`) contest each other. */
  readonly contestedWorks: Loader<string, readonly string[]>;
  /** What a society keeps about a conflict, by `cnf_…|052`. */
  readonly conflictDesk: Loader<string, ConflictDeskRecord>;
  /** The money of a conflict; null where it is not known. */
  readonly stake: Loader<ConflictRecord, Stake>;
  /** Where memberships of a party clash, within what is asked. */
  readonly clashes: Loader<ClashQuestion, readonly ClashPiece[]>;
  readonly openConflicts: Loader<string, readonly ConflictRecord[]>;
  readonly allConflicts: Loader<string, readonly ConflictRecord[]>;
  readonly ownership: Loader<OwnershipKey, WorkOwnership>;
  /** Recordings in which something is claimed, by subject (recordings/subjects.ts). */
  readonly recordingSubject: Loader<string, RecordingSubjectRecord>;
  readonly recordingOwnership: Loader<RecordingKey, WorkOwnership>;
  readonly events: Loader<string, readonly RecordedEvent[]>;
  /** Works as they were known at an instant. */
  readonly picture: Loader<PictureKey, WorkPicture>;
}

/** A work and the instant it is asked for. */
export interface PictureKey {
  readonly work: WorkRecord;
  readonly at: Date | null;
}

export function createWorkLoaders(parts: WorkParts): WorkLoaders {
  const { store, models, events } = parts;
  return {
    work: createLoader<string, WorkRecord>(async (ids) => await store.worksByIds(ids)),
    workByIswc: createLoader<string, WorkRecord>(async (iswcs) => await store.worksByIswcs(iswcs)),
    source: createLoader<NamedSource, LinkedSource>(
      async (sources) => {
        const linked = await linkSources(store, sources);
        return new Map(sources.flatMap((source, at) => (linked[at] === undefined ? [] : [[JSON.stringify(source), linked[at]] as const])));
      },
      { cacheKey: (source) => JSON.stringify(source) },
    ),
    derivatives: createLoader<WorkRecord, readonly Derivative[]>(async (works) => await derivativesOf(store, works), {
      cacheKey: ({ _id }) => _id,
    }),
    worksByIsrc: createLoader<string, readonly WorkRecord[]>(async (isrcs) => await store.worksByIsrcs(isrcs)),
    kin: createLoader<string, readonly string[]>(async (ids) => await kinOf(parts.parties, ids)),
    workByRecording: createLoader<string, WorkRecord>(async (ids) => await store.worksByRecordingIds(ids)),
    statements: createLoader<string, readonly StatementRecord[]>(async (ids) => await store.statementsOf(ids)),
    claim: createLoader<string, ClaimPlace>(async (ids) => {
      const found = await statementsWith(models.statements, ids);
      const others = ids.filter((id) => !found.has(id));
      return new Map([...found, ...(await statementsWith(models.recordingStatements, others))]);
    }),
    conflict: createLoader<string, ConflictRecord>(async (ids) => await store.conflictsByIds(ids)),
    contestedWorks: createLoader<string, readonly string[]>(async (pairs) => await contestedWorks(models, pairs)),
    conflictDesk: createLoader<string, ConflictDeskRecord>(async (ids) => {
      const found = await models.conflictDesks.find({ _id: { $in: [...ids] } }).lean<ConflictDeskRecord[]>();
      return new Map(found.map((desk) => [desk._id, desk]));
    }),
    stake: createLoader<ConflictRecord, Stake>(async (conflicts) => await stakesOf(parts.stakes, conflicts), {
      cacheKey: ({ _id }) => _id,
    }),
    clashes: createLoader<ClashQuestion, readonly ClashPiece[]>(async (questions) => await clashesOf(parts.mandates, questions), {
      cacheKey: clashKey,
    }),
    openConflicts: createLoader<string, readonly ConflictRecord[]>(async (ids) => await store.openConflictsOf(ids)),
    allConflicts: createLoader<string, readonly ConflictRecord[]>(async (ids) => await store.conflictsOf(ids)),
    ownership: createLoader<OwnershipKey, WorkOwnership>(async (keys) => await answerAll(parts, keys), { cacheKey: keyOf }),
    recordingSubject: createLoader<string, RecordingSubjectRecord>(async (ids) => await recordingSubjects(models, ids)),
    recordingOwnership: createLoader<RecordingKey, WorkOwnership>(async (keys) => await answerRecordings(parts, keys), {
      cacheKey: ({ subject, area }) => `${subject}|${areaKey(area)}`,
    }),
    events: createLoader<string, readonly RecordedEvent[]>(async (subjects) => await events.ofSubjects(subjects)),
    picture: createLoader<PictureKey, WorkPicture>(async (keys) => await drawAll(parts, keys), { cacheKey: pictureKey }),
  };
}

async function statementsWith(statements: WorkModels["statements"], claimIds: readonly string[]): Promise<Map<string, ClaimPlace>> {
  if (claimIds.length === 0) return new Map();
  const found = await statements
    .find({ claimIds: { $in: [...claimIds] } })
    .sort({ _id: 1 })
    .lean<StatementRecord[]>();
  return claimPlaces(found);
}

/** A claim keeps its id in later statements: the one in force shows it, else the last that did. */
function claimPlaces(statements: readonly StatementRecord[]): Map<string, ClaimPlace> {
  const places = new Map<string, ClaimPlace>();
  const ordered = [...statements].sort((one, other) => Number(one.state === "IN_FORCE") - Number(other.state === "IN_FORCE"));
  for (const statement of ordered) for (const claim of statement.claims) places.set(claim.id, { claim, statement });
  return places;
}

function pictureKey({ work, at }: PictureKey): string {
  return `${askedId(work)}|${at?.toISOString() ?? ""}`;
}

/** The works of each instant together. */
async function drawAll(parts: WorkParts, keys: readonly PictureKey[]): Promise<Map<string, WorkPicture>> {
  const instants = new Map(keys.flatMap(({ at }) => (at === null ? [] : [[at.getTime(), at] as const])));
  const drawn = new Map<string, WorkPicture>();
  for (const at of instants.values()) {
    const works = keys.filter((key) => key.at?.getTime() === at.getTime()).map(({ work }) => work);
    const pictures = await picturesAt(parts, works, at);
    for (const work of works) {
      const picture = pictures.get(askedId(work));
      if (picture !== undefined) drawn.set(pictureKey({ work, at }), picture);
    }
  }
  return drawn;
}

/** One computation for all works that are asked the same. */
async function answerAll(parts: WorkParts, keys: readonly OwnershipKey[]): Promise<Map<string, WorkOwnership>> {
  return await answerByArea(
    keys,
    async (asked, area) =>
      await freshOwnershipOf(
        parts,
        asked.map(({ work }) => work),
        area,
      ),
  );
}

async function answerRecordings(parts: WorkParts, keys: readonly RecordingKey[]): Promise<Map<string, WorkOwnership>> {
  return await answerByArea(
    keys,
    async (asked, area) =>
      await recordingOwnershipOf(
        parts,
        asked.map(({ subject }) => subject),
        area,
      ),
  );
}

/** One answer for all keys of one area, each by its id and area. */
async function answerByArea<K extends { readonly area: OwnershipArea }>(
  keys: readonly K[],
  answer: (asked: readonly K[], area: OwnershipArea) => Promise<ReadonlyMap<string, WorkOwnership>>,
): Promise<Map<string, WorkOwnership>> {
  const groups = new Map<string, K[]>();
  for (const key of keys) {
    const group = groups.get(areaKey(key.area));
    if (group === undefined) groups.set(areaKey(key.area), [key]);
    else group.push(key);
  }
  const answers = new Map<string, WorkOwnership>();
  for (const [asked, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    for (const [id, found] of await answer(group, first.area)) answers.set(`${id}|${asked}`, found);
  }
  return answers;
}

function keyOf({ work, area }: OwnershipKey): string {
  return `${askedId(work)}|${areaKey(area)}`;
}

function areaKey({ rights, period, spans, asKnownOn }: OwnershipArea): string {
  const days = (part: OwnershipArea["period"]): string => `${part.from ?? ""}/${part.until ?? ""}`;
  const parts = spans.map((span) => `${storedCountrySet(span.countries)}/${days(span.period)}`);
  return `${rights.join()}|${days(period)}|${parts.join()}|${asKnownOn?.toISOString() ?? ""}`;
}
