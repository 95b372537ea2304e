import { haveCreatorInCommon } from "../domain/matching/identityEvidence.ts";
import type { ConflictTerms } from "../domain/conflictClock.ts";
import { invariant } from "../domain/invariant.ts";
import type { Clock } from "../kit/clock.ts";
import type { EventLog, NewEvent } from "../kit/events.ts";
import type { IdMaker } from "../kit/ids.ts";
import type { JsonObject } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import { compareIdentities } from "../domain/conflicts.ts";
import { closedConflict, conflictEvent } from "./conflictRecords.ts";
import { askedOf, identityConflict, reviewClaims } from "./conflictSync.ts";
import type { ConflictTools } from "./conflictSync.ts";
import { kinOfBatch } from "./creatorKin.ts";
import { describeWork, statedBy } from "./describe.ts";
import { fieldChanges, workChanges } from "./fieldChanges.ts";
import { firstRecord } from "./firstRecord.ts";
import type { WorkModels } from "./model.ts";
import { isRecordingSubject } from "./recordings/subjects.ts";
import { STORED_SHAPE, sourceText } from "./records.ts";
import type { ConflictRecord, StatementRecord, WorkRecord } from "./records.ts";
import { isSameContent } from "./statementContent.ts";
import { draftStatement, receiptOf, statementRecord } from "./statementDraft.ts";
import type { StatementDraft } from "./statementDraft.ts";
import { statementKey } from "./statements.ts";
import type { RecordedStatement, WorkStatementInput } from "./statements.ts";
import { loadView, StatementView } from "./statementView.ts";
import type { ViewedWork } from "./statementView.ts";
import { writeView } from "./writeStatements.ts";

/** What recording needs of the house. */
export interface RecordingTools {
  readonly models: WorkModels;
  readonly events: EventLog;
  readonly ids: IdMaker;
  readonly clock: Clock;
  readonly mandates: MandateReader;
  /** How long conflicts wait. */
  readonly conflictTerms: ConflictTerms;
  readonly parties: Pick<PartyReader, "kinOf">;
}

/** Statements a batch takes. */
const STATEMENTS_MAX = 500;

/**
 * Records statements in the caller's transaction: each joins a work by code or by ISWC with a creator in common, or makes a new
 * one; a statement of a known key replaces the earlier one, an equal one from another receiver is a witness, an equal one from
 * the same receiver is nothing new. Every touched work's version rises, so that two writers collide; conflicts are found and
 * closed, and events appended, in the same transaction. Reads are per batch, never per work.
 */
export async function recordStatements(
  tools: RecordingTools,
  inputs: readonly WorkStatementInput[],
  session: ClientSession,
): Promise<RecordedStatement[]> {
  const drafts = inputs.map((input) => draftStatement(input, tools.ids));
  return await recordDrafts(tools, drafts, session);
}

/** The same for statements that are drafted already. */
export async function recordDrafts(
  tools: RecordingTools,
  drafts: readonly StatementDraft[],
  session: ClientSession,
): Promise<RecordedStatement[]> {
  invariant(drafts.length <= STATEMENTS_MAX, `a batch holds at most ${STATEMENTS_MAX} statements, not ${drafts.length}`);
  if (drafts.length === 0) return [];
  const view = await loadView(tools.models, drafts, session);
  view.kin = await kinOfBatch(
    tools.parties,
    view,
    drafts.map(({ input }) => input),
  );
  const applied = drafts.map((draft) => applyStatement(tools, view, draft));
  const settled = await settleView(tools, view, session);
  const { openByWork } = settled;
  const ended = endedIdentities(view, tools.clock.now());
  const conflicts = {
    ...settled.conflicts,
    updated: [...settled.conflicts.updated, ...ended],
    events: [...settled.conflicts.events, ...ended.map((conflict) => conflictEvent("CONFLICT_CLOSED", conflict))],
  };
  await writeView(tools, { view, conflicts, session });
  return applied.map(({ statementId, ...rest }) => ({
    ...rest,
    statementId,
    conflictIds: (openByWork.get(rest.workId) ?? [])
      .filter((conflict) => namesStatement(view, conflict, statementId))
      .map(({ _id }) => _id),
    registrations: registrationsOf(view.work(rest.workId)),
  }));
}

/**
 * The bulk path of generated catalogues: statements of works that nobody knows yet, written without joining and without
 * looking for conflicts. Statements of known keys are passed over. Answers how many works are new.
 */
export async function loadNewWorks(tools: RecordingTools, inputs: readonly WorkStatementInput[], session: ClientSession): Promise<number> {
  const keys = inputs.map(({ submitter, submitterWorkNumber }) => statementKey(submitter, submitterWorkNumber));
  const known = await tools.models.statements
    .find({ currentKey: { $in: keys } }, { currentKey: 1 }, { session })
    .lean<Pick<StatementRecord, "_id" | "currentKey">[]>();
  const before = new Set(known.map(({ currentKey }) => currentKey));
  const view = new StatementView({ works: [], statements: [], conflicts: [], near: [], identityKeys: new Set() });
  inputs.forEach((input, at) => {
    if (!before.has(keys[at])) applyStatement(tools, view, draftStatement(input, tools.ids));
  });
  const touched = view.touchedWorks();
  for (const work of touched) work.after = workRecord(tools, work);
  await writeView(tools, { view, conflicts: { inserted: [], updated: [], events: [] }, session });
  return touched.length;
}

/** Reviews and writes works whose statements were changed by hand (rulings, withdrawals, merges) in the same way. */
export async function settleAndWrite(
  tools: RecordingTools,
  view: StatementView,
  session: ClientSession,
): Promise<ReadonlyMap<string, readonly ConflictRecord[]>> {
  const { conflicts, openByWork } = await settleView(tools, view, session);
  await writeView(tools, { view, conflicts, session });
  return openByWork;
}

function registrationsOf({ before, after }: ViewedWork): RecordedStatement["registrations"] {
  return (after ?? before)?.registrations ?? [];
}

type Applied = Omit<RecordedStatement, "conflictIds" | "registrations">;

function applyStatement(tools: RecordingTools, view: StatementView, draft: StatementDraft): Applied {
  const { input, key, hash } = draft;
  const before = view.statementByKey(key);
  if (before !== null && isSameContent(before.contentHash, hash, input)) return witness(view, before, input);
  const work = workFor(view, draft, before);
  const isNew = work.before === null && work.statements.size === 0;
  const record = isNew ? draft.alone.record : statementRecord(draft, { ids: tools.ids, before, workId: work.id });
  if (before !== null) view.replace(before, "REPLACED");
  view.add(record);
  work.touched = true;
  work.describes ||= input.description.titles.length > 0;
  work.alone = isNew ? draft.alone.fields : null;
  const changes = isNew ? draft.alone.changes : fieldChanges(before, record);
  const data: JsonObject = {
    ...{ statement: record._id, replaces: before?._id ?? null, source: sourceText(record), message: input.message, line: input.line },
    receivedAt: input.receivedAt,
    changes: changes.map((change) => ({ ...change })),
  };
  work.events.push({ kind: isNew ? "WORK_REGISTERED" : "STATEMENT_RECORDED", subject: work.id, data });
  return { workId: work.id, statementId: record._id, outcome: isNew ? "CREATED" : "UPDATED" };
}

function witness(view: StatementView, before: StatementRecord, input: WorkStatementInput): Applied {
  const base = { workId: before.workId, statementId: before._id };
  const { receiver, message, line, receivedAt } = input;
  // Where nobody says who received it, nobody new has it.
  if (receiver === null || before.receipts.some((receipt) => receipt.receiver === receiver)) return { ...base, outcome: "UNCHANGED" };
  view.update({ ...before, receipts: [...before.receipts, receiptOf(input)] });
  const work = view.work(before.workId);
  work.touched = true;
  work.alone = null;
  work.events.push({
    kind: "STATEMENT_WITNESSED",
    subject: work.id,
    data: { statement: before._id, source: `${input.submitter.key} to ${receiver}`, receiver, message, line, receivedAt },
  });
  return { ...base, outcome: "WITNESSED" };
}

/** The work that a statement joins: its own, the one it names, a known code's, or an ISWC's with a creator in common; else a new one. */
function workFor(view: StatementView, { input, key, alone }: StatementDraft, before: StatementRecord | null): ViewedWork {
  if (before !== null) return view.work(before.workId);
  if (input.workId !== undefined) return view.work(input.workId);
  const byCode = view.workByCode(key);
  if (byCode !== null) return byCode;
  const { iswc, creators } = input.description;
  const byIswc = iswc === null ? [] : view.worksByIswc(iswc);
  const joined = byIswc.find((work) => haveCreatorInCommon(view.withKin(view.creatorsOf(work)), view.withKin(creators)));
  return joined ?? view.newWork(alone.record.workId);
}

interface Settled {
  readonly conflicts: { readonly inserted: ConflictRecord[]; readonly updated: ConflictRecord[]; readonly events: NewEvent[] };
  readonly openByWork: ReadonlyMap<string, readonly ConflictRecord[]>;
}

async function settleView(tools: RecordingTools, view: StatementView, session: ClientSession): Promise<Settled> {
  const now = tools.clock.now();
  const { mandates, conflictTerms: terms } = tools;
  const conflictTools: ConflictTools = { mandates, terms, makeId: () => tools.ids.make("cnf"), now };
  const touched = view.touchedWorks();
  for (const work of touched) {
    work.after = workRecord(tools, work);
    tellChanges(work);
  }
  const reviewed = await reviewClaims(
    touched.map((work) => ({ workId: work.id, statements: [...work.statements.values()], open: work.openConflicts })),
    conflictTools,
  );
  const between = identityConflicts(
    view,
    touched.filter(({ describes }) => describes),
    conflictTools,
  );
  const statedBy = await statedByOf(tools, { view, conflicts: between, session });
  const identities = between.map((conflict) => askedOf(conflict, statedBy));
  return {
    conflicts: {
      inserted: [...reviewed.inserted, ...identities],
      updated: reviewed.updated,
      events: [
        ...reviewed.events,
        ...identities.map((conflict) => ({
          kind: "CONFLICT_OPENED",
          subject: conflict._id,
          data: { work: conflict.workIds[0] ?? null, slices: [], because: conflict.because },
        })),
      ],
    },
    openByWork: reviewed.openByWork,
  };
}

/** Who ever stated the works of conflicts between works; one read for those that are no part of the batch, and mostly none. */
async function statedByOf(
  { models }: RecordingTools,
  asked: { readonly view: StatementView; readonly conflicts: readonly ConflictRecord[]; readonly session: ClientSession },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { view, conflicts, session } = asked;
  const ids = [...new Set(conflicts.flatMap(({ workIds }) => workIds))];
  const viewed = ids.flatMap((id) => view.findWork(id)?.after ?? view.findWork(id)?.before ?? []);
  const missing = ids.filter((id) => view.findWork(id) === null);
  const read =
    missing.length === 0
      ? []
      : await models.works.find({ _id: { $in: missing } }, { statedBy: 1 }, { session }).lean<Pick<WorkRecord, "_id" | "statedBy">[]>();
  return new Map([...viewed, ...read].map(({ _id, statedBy }) => [_id, statedBy.map(({ society }) => society)]));
}

/** A merge and its undoing say what they change of the work. */
function tellChanges({ before, after, drawn, events }: ViewedWork): void {
  if (after === undefined || drawn === null) return;
  const changes = workChanges(before, after).map((change) => ({ ...change }));
  events.forEach((event, at) => {
    if (event.kind.startsWith("WORK_")) events[at] = { ...event, data: { ...event.data, changes } };
  });
}

function workRecord(tools: RecordingTools, work: ViewedWork): WorkRecord {
  const { before, mergedInto } = work;
  const base = { _id: work.id, shape: STORED_SHAPE, version: (before?.version ?? 0) + 1, aiLabel: work.aiLabel, merges: work.merges };
  if (mergedInto !== null && before !== null) return { ...base, ...hollow(before), state: "MERGED", mergedInto };
  if (before !== null && isRecordingSubject(work.id))
    return { ...before, ...base, statedBy: statedBy(before.statedBy, [...work.statements.values()]) };
  if (before === null && work.drawn === null && work.alone !== null) return firstRecord(base, work.alone);
  const fields = work.drawn ?? work.alone ?? describeWork(before, [...work.statements.values()], () => tools.ids.make("rec"));
  return { ...base, ...fields, state: "LIVE" };
}

/** A merged record keeps what it was called, the ids of its recordings, and nothing that it could be found by. */
function hollow({
  iswc: _iswc,
  titles,
  creators,
  recordings,
  registrations,
  statedBy,
}: WorkRecord): Omit<WorkRecord, "_id" | "shape" | "version" | "state" | "aiLabel" | "merges"> {
  return {
    ...{ titles, creators, recordings, registrations, statedBy },
    ...{ iswcs: [], titleKeys: [], isrcs: [], recordingIds: [], codes: [], workNumbers: [], searchKeys: [] },
  };
}

function identityConflicts(view: StatementView, works: readonly ViewedWork[], tools: ConflictTools): ConflictRecord[] {
  const found = new Map<string, ConflictRecord>();
  const candidatesFor = view.identityCandidates();
  for (const work of works) {
    const { after } = work;
    if (after?.state !== "LIVE") continue;
    const own = view.identityOf(after);
    const { candidates, medleys } = candidatesFor(after);
    for (const other of candidates) {
      if (other.iswc !== null && isToldApart(work, other.iswc)) continue;
      const conflict = identityConflict([own, other], medleys, tools);
      if (conflict !== null && !view.hasIdentityConflict(conflict.key)) found.set(conflict.key, conflict);
    }
  }
  return [...found.values()];
}

/** Open conflicts between works whose description changed, and that hold no more, as they are closed: the works are plainly two now, or told apart. */
function endedIdentities(view: StatementView, now: Date): ConflictRecord[] {
  const ended = new Map<string, ConflictRecord>();
  const candidatesFor = view.identityCandidates();
  for (const work of view.touchedWorks()) {
    const { after, openConflicts, describes } = work;
    const open = openConflicts.filter(({ workIds }) => workIds.length > 1);
    if (!describes || after?.state !== "LIVE" || open.length === 0) continue;
    const { medleys } = candidatesFor(after);
    for (const conflict of open) {
      const other = view.identityById(conflict.workIds.find((id) => id !== work.id) ?? "");
      if (other === null) continue;
      const isApart = other.iswc !== null && isToldApart(work, other.iswc);
      const finding = isApart ? null : compareIdentities(view.identityOf(after), other, medleys);
      if (finding?.key === conflict.key) continue;
      ended.set(conflict._id, closedConflict(conflict, { now, because: "It no longer holds: the works as they are now are two." }));
    }
  }
  return [...ended.values()];
}

/** Whether a statement says expressly that it is another work than the one of an ISWC. */
function isToldApart({ statements }: ViewedWork, iswc: string): boolean {
  return [...statements.values()].some(({ description }) => description.disambiguation?.from.includes(iswc) === true);
}

function namesStatement(view: StatementView, conflict: ConflictRecord, statementId: string): boolean {
  const claimIds = view.statement(statementId)?.claimIds ?? [];
  return claimIds.some((id) => conflict.claimIds.includes(id));
}
