import type { WorkModels } from "./model.ts";
import type { ConflictRecord, StatementRecord, WorkRecord } from "./records.ts";

/** Open conflicts of one work that are read at most; further ones are found in `conflicts`. */
const CONFLICTS_MAX = 5_000;

/** Batched reads over the collections of works: one store read each, whatever the number of keys. */
export interface WorkStore {
  /** Works by id; a merged one is answered by its survivor. */
  worksByIds(ids: readonly string[]): Promise<Map<string, WorkRecord>>;
  /** The oldest live work that bears each ISWC, now or before. */
  worksByIswcs(iswcs: readonly string[]): Promise<Map<string, WorkRecord>>;
  worksByIsrcs(isrcs: readonly string[]): Promise<Map<string, WorkRecord[]>>;
  worksByRecordingIds(ids: readonly string[]): Promise<Map<string, WorkRecord>>;
  /** Works by the bare number of a submitter: a number may be several submitters'. */
  worksByNumbers(numbers: readonly string[]): Promise<Map<string, WorkRecord[]>>;
  worksByCodes(codes: readonly string[]): Promise<Map<string, WorkRecord>>;
  worksByTitleKeys(keys: readonly string[]): Promise<Map<string, WorkRecord[]>>;
  /** Statements in force, by work. */
  statementsOf(workIds: readonly string[]): Promise<Map<string, StatementRecord[]>>;
  statementsByIds(ids: readonly string[]): Promise<Map<string, StatementRecord>>;
  /** The statement in force that holds each claim. */
  statementsByClaims(claimIds: readonly string[]): Promise<Map<string, StatementRecord>>;
  /** Conflicts that are not resolved, by work. */
  openConflictsOf(workIds: readonly string[]): Promise<Map<string, ConflictRecord[]>>;
  /** All conflicts that ever were, by work. */
  conflictsOf(workIds: readonly string[]): Promise<Map<string, ConflictRecord[]>>;
  conflictsByIds(ids: readonly string[]): Promise<Map<string, ConflictRecord>>;
  /** Live works after an id, ascending. */
  repertoire(after: string | null, first: number): Promise<string[]>;
}

export function createWorkStore(models: WorkModels): WorkStore {
  const { works, statements, conflicts } = models;
  const survivors = async (found: readonly WorkRecord[]): Promise<Map<string, WorkRecord>> => {
    const byId = new Map(found.map((work) => [work._id, work]));
    // A survivor may itself have been merged: chains are followed a bounded number of times.
    for (let step = 0; step < 5; step += 1) {
      const missing = [...byId.values()].flatMap(({ mergedInto }) =>
        mergedInto !== undefined && !byId.has(mergedInto) ? [mergedInto] : [],
      );
      if (missing.length === 0) break;
      for (const work of await works.find({ _id: { $in: missing } }).lean<WorkRecord[]>()) byId.set(work._id, work);
    }
    const survivorOf = (work: WorkRecord): WorkRecord => {
      let current = work;
      for (let step = 0; step < 6 && current.mergedInto !== undefined; step += 1) current = byId.get(current.mergedInto) ?? current;
      return current;
    };
    return new Map(found.map((work) => [work._id, survivorOf(work)]));
  };
  const live = async (filter: Readonly<Record<string, unknown>>): Promise<WorkRecord[]> =>
    await works
      .find({ ...filter, state: "LIVE" })
      .sort({ _id: 1 })
      .lean<WorkRecord[]>();
  return {
    worksByIds: async (ids) => survivors(ids.length === 0 ? [] : await works.find({ _id: { $in: [...ids] } }).lean<WorkRecord[]>()),
    worksByIswcs: async (iswcs) => firstBy(iswcs, await live({ iswcs: { $in: [...iswcs] } }), (work) => [work.iswc, ...work.iswcs]),
    worksByIsrcs: async (isrcs) => allBy(isrcs, await live({ isrcs: { $in: [...isrcs] } }), ({ isrcs: own }) => own),
    worksByRecordingIds: async (ids) => firstBy(ids, await live({ recordingIds: { $in: [...ids] } }), ({ recordingIds }) => recordingIds),
    worksByNumbers: async (numbers) => allBy(numbers, await live({ workNumbers: { $in: [...numbers] } }), ({ workNumbers }) => workNumbers),
    worksByCodes: async (codes) => firstBy(codes, await live({ codes: { $in: [...codes] } }), ({ codes: own }) => own),
    worksByTitleKeys: async (keys) =>
      allBy(
        keys,
        await works
          .find({ titleKeys: { $in: [...keys] }, state: "LIVE" })
          .limit(10_000)
          .lean<WorkRecord[]>(),
        ({ titleKeys }) => titleKeys,
      ),
    statementsOf: async (workIds) =>
      allBy(
        workIds,
        await statements.find({ workId: { $in: [...workIds] }, state: "IN_FORCE" }).lean<StatementRecord[]>(),
        ({ workId }) => [workId],
      ),
    statementsByIds: async (ids) =>
      new Map((await statements.find({ _id: { $in: [...ids] } }).lean<StatementRecord[]>()).map((statement) => [statement._id, statement])),
    statementsByClaims: async (claimIds) =>
      firstBy(
        claimIds,
        await statements.find({ claimIds: { $in: [...claimIds] }, state: "IN_FORCE" }).lean<StatementRecord[]>(),
        (statement) => statement.claimIds,
      ),
    openConflictsOf: async (workIds) =>
      allBy(
        workIds,
        await conflicts
          .find({ workIds: { $in: [...workIds] }, state: { $in: ["OPEN", "PROPOSED"] } })
          .limit(CONFLICTS_MAX)
          .lean<ConflictRecord[]>(),
        (conflict) => conflict.workIds,
      ),
    conflictsOf: async (workIds) =>
      allBy(
        workIds,
        await conflicts
          .find({ workIds: { $in: [...workIds] } })
          .limit(CONFLICTS_MAX)
          .lean<ConflictRecord[]>(),
        (conflict) => conflict.workIds,
      ),
    conflictsByIds: async (ids) =>
      new Map((await conflicts.find({ _id: { $in: [...ids] } }).lean<ConflictRecord[]>()).map((conflict) => [conflict._id, conflict])),
    repertoire: async (after, first) => {
      const filter = after === null ? { state: "LIVE" as const } : { state: "LIVE" as const, _id: { $gt: after } };
      return (await works.find(filter, { _id: 1 }).sort({ _id: 1 }).limit(first).lean<Pick<WorkRecord, "_id">[]>()).map(({ _id }) => _id);
    },
  };
}

/** For each asked key the first record that bears it. */
function firstBy<T>(
  keys: readonly string[],
  records: readonly T[],
  keysOf: (record: T) => readonly (string | undefined)[],
): Map<string, T> {
  return new Map([...allBy(keys, records, keysOf)].flatMap(([key, [first]]) => (first === undefined ? [] : [[key, first] as const])));
}

function allBy<T>(
  keys: readonly string[],
  records: readonly T[],
  keysOf: (record: T) => readonly (string | undefined)[],
): Map<string, T[]> {
  const asked = new Set(keys);
  const found = new Map<string, T[]>();
  for (const record of records) {
    for (const key of new Set(keysOf(record))) {
      if (key === undefined || !asked.has(key)) continue;
      const list = found.get(key);
      if (list === undefined) found.set(key, [record]);
      else list.push(record);
    }
  }
  return found;
}
