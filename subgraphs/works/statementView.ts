import { invariant } from "../domain/invariant.ts";
import type { CreatorIdentity } from "../domain/matching/identityEvidence.ts";
import { titleKey } from "../domain/textKeys.ts";
import type { NewEvent } from "../kit/events.ts";
import type { ClientSession } from "../kit/model.ts";
import { type CreatorKin, withKin } from "./creatorKin.ts";
import type { DescribedFields } from "./describe.ts";
import type { WorkModels } from "./model.ts";
import { asWork, isRecordingSubject } from "./recordings/subjects.ts";
import type { RecordingSubjectRecord } from "./recordings/subjects.ts";
import { type IdentityCandidate, type IdentityFields, identityOf, nearBy, othersOf } from "./identityReads.ts";
import type { AiLabelRecord, ConflictRecord, CreatorRecord, MergeRecord, StatementRecord, StatementState, WorkRecord } from "./records.ts";
import type { StatementDraft } from "./statementDraft.ts";

/** A work within a batch: as it was, as it becomes, and what happened to it. */
export interface ViewedWork {
  readonly id: string;
  readonly before: WorkRecord | null;
  after?: WorkRecord;
  /** In force, by id. */
  readonly statements: Map<string, StatementRecord>;
  readonly openConflicts: readonly ConflictRecord[];
  readonly events: NewEvent[];
  touched: boolean;
  /** Whether its description may have changed. */
  describes: boolean;
  aiLabel: AiLabelRecord | null;
  merges: readonly MergeRecord[];
  /** Set: the record leads there from now on. */
  mergedInto: string | null;
  /** What it is drawn to from its first statement, as long as it has no other. */
  alone: DescribedFields | null;
  /** What it is drawn to from all that was ever stated, after a merge or its undoing. */
  drawn: DescribedFields | null;
}

/** A recording with more works is a medley, and does not speak for any two of them being one (ours). */
export const WORKS_OF_RECORDING_MAX = 2;

/** Works that may be the same as one, and which of its ISRCs say nothing. */
export type CandidateFinder = (work: WorkRecord) => {
  readonly candidates: readonly IdentityCandidate[];
  readonly medleys: ReadonlySet<string>;
};

/** Everything that a batch of statements may touch, read at once; statements later in the batch see the earlier ones. */
export class StatementView {
  private readonly works = new Map<string, ViewedWork>();
  private readonly byCode = new Map<string, ViewedWork>();
  /** Ids of works that bear an ISWC, or bore it when they came into the view. */
  private readonly byIswc = new Map<string, Set<string>>();
  private readonly byKey = new Map<string, StatementRecord>();
  private readonly all = new Map<string, StatementRecord>();
  /** Statements as they are to be written: new ones, and stored ones with another state, work or receipts. */
  readonly added = new Map<string, StatementRecord>();
  readonly updated = new Map<string, StatementRecord>();
  private readonly near: readonly IdentityCandidate[];
  /** Who may stand for its creators; set once it is known what is to be compared. */
  kin: CreatorKin = new Map();
  private readonly knownIdentityKeys: ReadonlySet<string>;

  constructor(parts: {
    works: readonly WorkRecord[];
    statements: readonly StatementRecord[];
    conflicts: readonly ConflictRecord[];
    near: readonly IdentityCandidate[];
    identityKeys: ReadonlySet<string>;
  }) {
    this.near = parts.near;
    this.knownIdentityKeys = parts.identityKeys;
    const conflicts = new Map<string, ConflictRecord[]>();
    for (const conflict of parts.conflicts) {
      for (const id of new Set(conflict.workIds)) conflicts.set(id, [...(conflicts.get(id) ?? []), conflict]);
    }
    for (const work of parts.works) {
      const openConflicts = conflicts.get(work._id) ?? [];
      const viewed: ViewedWork = {
        id: work._id,
        before: work,
        statements: new Map(),
        openConflicts,
        events: [],
        touched: false,
        describes: false,
        aiLabel: work.aiLabel,
        merges: work.merges,
        mergedInto: work.mergedInto ?? null,
        alone: null,
        drawn: null,
      };
      this.works.set(work._id, viewed);
      for (const code of work.codes) if (!this.byCode.has(code)) this.byCode.set(code, viewed);
      for (const iswc of work.iswcs) this.bear(iswc, work._id);
    }
    for (const statement of parts.statements) {
      this.bear(statement.description.iswc, statement.workId);
      this.works.get(statement.workId)?.statements.set(statement._id, statement);
      this.byKey.set(statement.key, statement);
      this.all.set(statement._id, statement);
    }
  }

  /** A work that was loaded or made here. */
  work(id: string): ViewedWork {
    const found = this.works.get(id);
    invariant(found !== undefined, `the work ${id} is part of the batch`);
    return found;
  }

  findWork(id: string): ViewedWork | null {
    return this.works.get(id) ?? null;
  }

  newWork(id: string): ViewedWork {
    const work: ViewedWork = {
      id,
      before: null,
      statements: new Map(),
      openConflicts: [],
      events: [],
      touched: true,
      describes: true,
      aiLabel: null,
      merges: [],
      mergedInto: null,
      alone: null,
      drawn: null,
    };
    this.works.set(id, work);
    return work;
  }

  statementByKey(key: string): StatementRecord | null {
    return this.byKey.get(key) ?? null;
  }

  statement(id: string): StatementRecord | null {
    return this.all.get(id) ?? null;
  }

  workByCode(code: string): ViewedWork | null {
    return this.byCode.get(code) ?? null;
  }

  /** The oldest record first. */
  worksByIswc(iswc: string): ViewedWork[] {
    const bears = (work: ViewedWork): boolean =>
      work.before?.iswcs.includes(iswc) === true || [...work.statements.values()].some(({ description }) => description.iswc === iswc);
    return [...(this.byIswc.get(iswc) ?? [])]
      .flatMap((id) => this.works.get(id) ?? [])
      .filter(bears)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  creatorsOf(work: ViewedWork): CreatorRecord[] {
    return [...(work.before?.creators ?? []), ...[...work.statements.values()].flatMap(({ description }) => description.creators)];
  }

  add(statement: StatementRecord): void {
    this.added.set(statement._id, statement);
    this.all.set(statement._id, statement);
    this.byKey.set(statement.key, statement);
    this.bear(statement.description.iswc, statement.workId);
    this.work(statement.workId).statements.set(statement._id, statement);
  }

  /** Takes a statement out of force; it stays in the history. */
  replace(statement: StatementRecord, state: StatementState): void {
    const { currentKey: _currentKey, agreementKeys: _agreementKeys, ...rest } = this.all.get(statement._id) ?? statement;
    this.write({ ...rest, state });
    this.work(statement.workId).statements.delete(statement._id);
    this.byKey.delete(statement.key);
  }

  update(statement: StatementRecord): void {
    this.write(statement);
    this.byKey.set(statement.key, statement);
    this.bear(statement.description.iswc, statement.workId);
    this.work(statement.workId).statements.set(statement._id, statement);
  }

  /** Moves a statement in force to another work of the view. */
  move(statement: StatementRecord, workId: string): void {
    this.work(statement.workId).statements.delete(statement._id);
    this.update({ ...statement, workId });
  }

  touchedWorks(): ViewedWork[] {
    return [...this.works.values()].filter(({ touched }) => touched);
  }

  hasIdentityConflict(key: string): boolean {
    return this.knownIdentityKeys.has(key);
  }

  /** What tells a work from others: as it becomes, as it is, or as it was found near; null where it is not in the view. */
  identityById(id: string): IdentityCandidate | null {
    const viewed = this.works.get(id);
    const work = viewed?.after ?? viewed?.before ?? null;
    if (work !== null) return work.state === "LIVE" ? this.identityOf(work) : null;
    return this.near.find((candidate) => candidate.id === id) ?? null;
  }

  /** Finds works that bear one of a work's ISWCs, titles or ISRCs, stored or of this batch as they become by it. */
  identityCandidates(): CandidateFinder {
    const ours = [...this.works.values()].flatMap(({ before, after }) => {
      const work = after ?? before;
      return work?.state === "LIVE" ? [this.identityOf(work)] : [];
    });
    const ids = new Set(ours.map(({ id }) => id));
    const byKey = new Map<string, IdentityCandidate[]>();
    for (const candidate of [...ours, ...this.near.filter(({ id }) => !ids.has(id))]) {
      const keys = new Set([
        ...(candidate.iswc === null ? [] : [candidate.iswc]),
        ...candidate.titles.map((title) => `=${titleKey(title)}`),
        ...candidate.isrcs.map((isrc) => `#${isrc}`),
      ]);
      for (const key of keys) {
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, [candidate]);
        else known.push(candidate);
      }
    }
    return ({ _id, iswcs, titleKeys, isrcs }) => {
      const near = [...iswcs, ...titleKeys.map((key) => `=${key}`), ...isrcs.map((isrc) => `#${isrc}`)];
      return {
        candidates: [...new Set(near.flatMap((key) => byKey.get(key) ?? []))].filter(({ id }) => id !== _id),
        medleys: new Set(isrcs.filter((isrc) => (byKey.get(`#${isrc}`) ?? []).length > WORKS_OF_RECORDING_MAX)),
      };
    };
  }

  /** Creators of the works that were known before. */
  knownCreators(): readonly CreatorRecord[] {
    return [...this.works.values()].flatMap(({ before }) => before?.creators ?? []);
  }

  /** What tells the works that were known before from each other. */
  knownIdentities(): readonly (IdentityCandidate & { readonly iswcs: readonly string[] })[] {
    const own = [...this.works.values()].flatMap(({ before }) => (before?.state === "LIVE" ? [before] : []));
    const ids = new Set(own.map(({ _id }) => _id));
    const others = this.near.filter(({ id }) => !ids.has(id));
    return [
      ...own.map((work) => ({ ...identityOf(work), iswcs: work.iswcs })),
      ...others.map((work) => ({ ...work, iswcs: work.iswc === null ? [] : [work.iswc] })),
    ];
  }

  /** What tells a work from another, with those who may stand for its creators. */
  identityOf(work: IdentityFields): IdentityCandidate {
    return identityOf({ ...work, creators: this.withKin(work.creators) });
  }

  /** Creators with those who may stand for them, as far as they were asked for. */
  withKin(creators: readonly CreatorRecord[]): readonly CreatorIdentity[] {
    return withKin(creators, this.kin);
  }

  private bear(iswc: string | null, workId: string): void {
    if (iswc === null) return;
    const known = this.byIswc.get(iswc);
    if (known === undefined) this.byIswc.set(iswc, new Set([workId]));
    else known.add(workId);
  }

  private write(statement: StatementRecord): void {
    this.all.set(statement._id, statement);
    if (this.added.has(statement._id)) this.added.set(statement._id, statement);
    else this.updated.set(statement._id, statement);
  }
}

/** Reads what a batch may touch: works by code, ISWC and id, their statements in force and open conflicts, and works of near titles or the same recordings. */
export async function loadView(models: WorkModels, drafts: readonly StatementDraft[], session: ClientSession): Promise<StatementView> {
  const codes = unique(drafts.map(({ key }) => key));
  const iswcs = unique(drafts.flatMap(({ input }) => input.description.iswc ?? []));
  const titleKeys = unique(drafts.flatMap(({ alone }) => alone.fields.titleKeys));
  const ids = unique(drafts.flatMap(({ input }) => input.workId ?? []));
  // One session carries one operation at a time.
  const works = await models.works.find({ codes: { $in: codes } }, null, { session }).lean<WorkRecord[]>();
  if (iswcs.length > 0) works.push(...(await models.works.find({ iswcs: { $in: iswcs } }, null, { session }).lean<WorkRecord[]>()));
  if (ids.length > 0) works.push(...(await models.works.find({ _id: { $in: ids } }, null, { session }).lean<WorkRecord[]>()));
  const isrcs = unique(drafts.flatMap(({ alone }) => alone.fields.isrcs));
  const near = await nearBy(models, { titleKeys, isrcs }, session);
  return await viewOf(models, { works, near, session });
}

/** A view of works, or of recordings (recordings/subjects.ts), that are known by id: for rulings, withdrawals and merges. */
export async function loadViewOf(models: WorkModels, workIds: readonly string[], session: ClientSession): Promise<StatementView> {
  if (workIds.some(isRecordingSubject)) {
    const found = await models.recordings.find({ _id: { $in: unique(workIds) } }, null, { session }).lean<RecordingSubjectRecord[]>();
    return await viewOf({ ...models, statements: models.recordingStatements }, { works: found.map(asWork), near: [], session });
  }
  const works = await models.works.find({ _id: { $in: unique(workIds) } }, null, { session }).lean<WorkRecord[]>();
  return await viewOf(models, { works, near: [], session });
}

async function viewOf(
  models: Pick<WorkModels, "works" | "statements" | "conflicts">,
  found: { works: readonly WorkRecord[]; near: readonly IdentityCandidate[]; session: ClientSession },
): Promise<StatementView> {
  const { near, session } = found;
  const works = [...new Map(found.works.map((work) => [work._id, work])).values()];
  const workIds = works.map(({ _id }) => _id);
  const touchable = [...workIds, ...near.map(({ id }) => id)];
  const statements =
    workIds.length === 0
      ? []
      : await models.statements.find({ workId: { $in: workIds }, state: "IN_FORCE" }, null, { session }).lean<StatementRecord[]>();
  const conflicts =
    touchable.length === 0
      ? []
      : await models.conflicts.find({ workIds: { $in: unique(touchable) } }, null, { session }).lean<ConflictRecord[]>();
  const open = conflicts.filter(({ state }) => state !== "RESOLVED");
  // What was agreed stays so; what only ceased to hold is found anew when it holds again.
  const settled = conflicts.filter(({ rulings }) => rulings.some(({ state }) => state === "IN_EFFECT"));
  const identityKeys = new Set([...open, ...settled].filter(({ slices }) => slices.length === 0).map(({ key }) => key));
  const others = await othersOf(models, { works, near, open, session });
  return new StatementView({ works, statements, conflicts: open, near: [...near, ...others], identityKeys });
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
