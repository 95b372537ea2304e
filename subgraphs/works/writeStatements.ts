import { Refusal } from "../kit/refusal.ts";
import { problem } from "../domain/outcome.ts";
import { learnWords } from "../kit/search/vocabulary.ts";
import type { NewEvent } from "../kit/events.ts";
import type { ClientSession } from "../kit/model.ts";
import { insertBuilt } from "../kit/store.ts";
import { isRecordingSubject, subjectRecord } from "./recordings/subjects.ts";
import type { ConflictRecord, StatementRecord, WorkRecord } from "./records.ts";
import type { WorkModels } from "./model.ts";
import type { RecordingTools } from "./recordStatements.ts";
import { searchWordsOf } from "./searchKeys.ts";
import type { StatementView } from "./statementView.ts";

/** What a batch came to. */
export interface ViewWrites {
  readonly view: StatementView;
  readonly conflicts: {
    readonly inserted: readonly ConflictRecord[];
    readonly updated: readonly ConflictRecord[];
    readonly events: readonly NewEvent[];
  };
  readonly session: ClientSession;
}

/** Writes a batch in its transaction with one bulk write a collection; works and recordings only if their version is still the one that was read. */
export async function writeView(tools: RecordingTools, { view, conflicts, session }: ViewWrites): Promise<void> {
  const { models } = tools;
  const touched = view.touchedWorks().flatMap(({ after, before }) => (after === undefined ? [] : [{ after, before }]));
  const recordings = touched.filter(({ after }) => isRecordingSubject(after._id));
  const works = touched.filter(({ after }) => !isRecordingSubject(after._id));
  await writeRecordings(tools, recordings, session);
  await guardNewCodes(
    tools,
    works.filter(({ before }) => before === null).map(({ after }) => after),
    session,
  );
  const changed = works.filter(({ before }) => before !== null);
  if (changed.length > 0) {
    const result = await models.works.bulkWrite(
      changed.map(({ after, before }) => ({
        replaceOne: { filter: { _id: after._id, version: before?.version ?? 0 }, replacement: after },
      })),
      { session },
    );
    if (result.matchedCount !== changed.length) throw new StaleWork();
  }
  await learnWords(
    models.words,
    works.flatMap(({ after }) => searchWordsOf(after)),
  );
  const made = works.filter(({ before }) => before === null).map(({ after }) => after);
  await insertBuilt(models.works, made, session);
  const isOfWork = ({ workId }: StatementRecord): boolean => !isRecordingSubject(workId);
  await writeStatements(models.statements, { view, of: isOfWork, session });
  if (recordings.length > 0) await writeStatements(models.recordingStatements, { view, of: (one) => !isOfWork(one), session });
  if (conflicts.updated.length > 0) {
    const result = await models.conflicts.bulkWrite(
      conflicts.updated.map((conflict) => ({
        replaceOne: { filter: { _id: conflict._id, version: conflict.version - 1 }, replacement: conflict },
      })),
      { session },
    );
    if (result.matchedCount !== conflicts.updated.length) throw new StaleWork();
  }
  await insertBuilt(models.conflicts, conflicts.inserted, session);
  const events = [...view.touchedWorks().flatMap((work) => work.events), ...conflicts.events];
  if (events.length > 0) await tools.events.append(events, session);
}

async function writeRecordings(
  { models }: RecordingTools,
  recordings: readonly { readonly before: WorkRecord | null; readonly after: WorkRecord }[],
  session: ClientSession,
): Promise<void> {
  if (recordings.length === 0) return;
  const result = await models.recordings.bulkWrite(
    recordings.map(({ after, before }) => ({
      replaceOne: { filter: { _id: after._id, version: before?.version ?? 0 }, replacement: subjectRecord(after) },
    })),
    { session },
  );
  if (result.matchedCount !== recordings.length) throw new StaleWork();
}

async function writeStatements(
  statements: WorkModels["statements"],
  { view, of, session }: Pick<ViewWrites, "view" | "session"> & { readonly of: (statement: StatementRecord) => boolean },
): Promise<void> {
  const updated = [...view.updated.values()].filter(of);
  if (updated.length > 0) {
    await statements.bulkWrite(
      updated.map((statement) => ({ replaceOne: { filter: { _id: statement._id }, replacement: statement } })),
      { session },
    );
  }
  await insertBuilt(statements, [...view.added.values()].filter(of), session);
}

/** Another writer was faster; in a transaction with a snapshot this cannot be seen, but a store without one must not lose a claim. */
class StaleWork extends Refusal {
  constructor() {
    super([problem("WORK_CHANGED", "The work was changed by another command at the same moment; send the command again.")]);
    this.name = "StaleWork";
  }
}

/** Two transactions that make a work for one ISWC at once must meet: both make its guard, or raise the one that is there. */
async function guardNewCodes(tools: RecordingTools, works: readonly WorkRecord[], session: ClientSession): Promise<void> {
  const keys = [...new Set(works.flatMap(({ iswc }) => (iswc === undefined ? [] : [`iswc:${iswc}`])))].sort();
  if (keys.length === 0) return;
  const { guards } = tools.models;
  const found = await guards.find({ _id: { $in: keys } }, { _id: 1 }, { session }).lean<{ _id: string }[]>();
  const known = new Set(found.map(({ _id }) => _id));
  if (known.size > 0) await guards.updateMany({ _id: { $in: [...known] } }, { $inc: { version: 1 } }, { session });
  const fresh = keys.filter((key) => !known.has(key)).map((_id) => ({ _id, version: 1 }));
  await insertBuilt(guards, fresh, session);
}
