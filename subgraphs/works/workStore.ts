import { MERGE_CHAIN_MAX } from "./chronicle.ts";
import type { WorkModels } from "./model.ts";
import { isRecordingSubject } from "./recordings/subjects.ts";
import type { ConflictRecord, StatementRecord, WorkRecord } from "./records.ts";

/** Works that one read answers at most; where more bear the keys, half of the keys are read at a time. */
const WORKS_MAX = 10_000;
/** Open conflicts of one work that are read at most; further ones are found in `conflicts`. */
const CONFLICTS_MAX = 5_000;

/** Batched reads over the collections of works: one store read each, whatever the number of keys. */
export interface WorkStore {
  /** Works by id; a merged one is answered by its survivor. */
  worksByIds(ids: readonly string[]): Promise<Map<string, WorkRecord>>;
  /** Of each of these merged works, the ids on its way to the survivor, both included; one read, whatever their number. */
  mergeWays(ids: readonly string[]): Promise<Map<string, string[]>>;
  /** Works as they are stored: a merged one as itself. */
  recordsByIds(ids: readonly string[]): Promise<Map<string, WorkRecord>>;
  /** The oldest live work that bears each ISWC now, else before. */
  worksByIswcs(iswcs: readonly string[]): Promise<Map<string, WorkRecord>>;
  worksByIsrcs(isrcs: readonly string[]): Promise<Map<string, WorkRecord[]>>;
  worksByRecordingIds(ids: readonly string[]): Promise<Map<string, WorkRecord>>;
  /** Works by the bare number of a submitter: a number may be several submitters'. */
  worksByNumbers(numbers: readonly string[]): Promise<Map<string, WorkRecord[]>>;
  worksByCodes(codes: readonly string[]): Promise<Map<string, WorkRecord>>;
  worksByTitleKeys(keys: readonly string[]): Promise<Map<string, WorkRecord[]>>;
  /** Works that name their sources under these keys (sources.ts). */
  worksBySourceKeys(keys: readonly string[]): Promise<Map<string, WorkRecord[]>>;
  /** Statements in force, by work or recording (recordings/subjects.ts). */
  statementsOf(workIds: readonly string[]): Promise<Map<string, StatementRecord[]>>;
  statementsByIds(ids: readonly string[]): Promise<Map<string, StatementRecord>>;
  /** Conflicts that are not resolved, by work or recording. */
  openConflictsOf(workIds: readonly string[]): Promise<Map<string, ConflictRecord[]>>;
  /** All conflicts that ever were, by work or recording. */
  conflictsOf(workIds: readonly string[]): Promise<Map<string, ConflictRecord[]>>;
  conflictsByIds(ids: readonly string[]): Promise<Map<string, ConflictRecord>>;
  /** Live works after an id, ascending. */
  repertoire(after: string | null, first: number): Promise<string[]>;
}

/** The reads over a connection's collections. */
export function createWorkStore(models: WorkModels): WorkStore {
  return { ...workReads(models.works), ...statementReads(models), ...conflictReads(models.conflicts) };
}

function workReads(works: WorkModels["works"]) {
  // Merged works bear no codes, titles or numbers, so that what is found by one is live.
  const bearing = async (path: string, keys: readonly string[]): Promise<WorkRecord[]> => {
    if (keys.length === 0) return [];
    const found = await works
      .find({ [path]: { $in: [...keys] } })
      .limit(WORKS_MAX)
      .lean<WorkRecord[]>();
    if (found.length === WORKS_MAX && keys.length > 1) {
      const middle = Math.ceil(keys.length / 2);
      const halves = [await bearing(path, keys.slice(0, middle)), await bearing(path, keys.slice(middle))];
      return [...new Map(halves.flat().map((work) => [work._id, work])).values()].sort((one, other) => (one._id < other._id ? -1 : 1));
    }
    // The oldest record first; sorted here, because a store might rather walk all works in that order.
    return found.sort((one, other) => (one._id < other._id ? -1 : 1));
  };
  return {
    worksByIds: async (ids: readonly string[]) => await survivorsOf(works, await bearing("_id", ids)),
    mergeWays: async (ids: readonly string[]) => await mergeWays(works, ids),
    recordsByIds: async (ids: readonly string[]) => new Map((await bearing("_id", ids)).map((work) => [work._id, work])),
    worksByIswcs: async (iswcs: readonly string[]) => {
      const found = await bearing("iswcs", iswcs);
      const archived = firstBy(iswcs, found, (work) => work.iswcs);
      return new Map([...archived, ...firstBy(iswcs, found, ({ iswc }) => [iswc])]);
    },
    worksByIsrcs: async (isrcs: readonly string[]) => allBy(isrcs, await bearing("isrcs", isrcs), (work) => work.isrcs),
    worksByRecordingIds: async (ids: readonly string[]) =>
      firstBy(ids, await bearing("recordingIds", ids), ({ recordingIds }) => recordingIds),
    worksByNumbers: async (numbers: readonly string[]) =>
      allBy(numbers, await bearing("workNumbers", numbers), ({ workNumbers }) => workNumbers),
    worksByCodes: async (codes: readonly string[]) => firstBy(codes, await bearing("codes", codes), (work) => work.codes),
    worksByTitleKeys: async (keys: readonly string[]) => allBy(keys, await bearing("titleKeys", keys), ({ titleKeys }) => titleKeys),
    worksBySourceKeys: async (keys: readonly string[]) =>
      allBy(keys, await bearing("sourceKeys", keys), ({ sourceKeys }) => sourceKeys ?? []),
    repertoire: async (after: string | null, first: number) => {
      const filter = after === null ? { state: "LIVE" as const } : { state: "LIVE" as const, _id: { $gt: after } };
      return (await works.find(filter, { _id: 1 }).sort({ _id: 1 }).limit(first).lean<Pick<WorkRecord, "_id">[]>()).map(({ _id }) => _id);
    },
  };
}

function statementReads({ statements, recordingStatements }: Pick<WorkModels, "statements" | "recordingStatements">) {
  const inForce = async (from: WorkModels["statements"], ids: readonly string[]): Promise<StatementRecord[]> =>
    ids.length === 0 ? [] : await from.find({ workId: { $in: [...ids] }, state: "IN_FORCE" }).lean<StatementRecord[]>();
  const byIds = async (from: WorkModels["statements"], ids: readonly string[]): Promise<StatementRecord[]> =>
    ids.length === 0 ? [] : await from.find({ _id: { $in: [...ids] } }).lean<StatementRecord[]>();
  return {
    statementsOf: async (subjects: readonly string[]) => {
      const recordings = subjects.filter(isRecordingSubject);
      const works = recordings.length === 0 ? subjects : subjects.filter((id) => !isRecordingSubject(id));
      const found = [...(await inForce(statements, works)), ...(await inForce(recordingStatements, recordings))];
      return allBy(subjects, found, ({ workId }) => [workId]);
    },
    statementsByIds: async (ids: readonly string[]) => {
      const ofWorks = new Map((await byIds(statements, ids)).map((statement) => [statement._id, statement]));
      // nothing in its id tells what a statement is about
      const others = ids.filter((id) => !ofWorks.has(id));
      for (const statement of await byIds(recordingStatements, others)) ofWorks.set(statement._id, statement);
      return ofWorks;
    },
  };
}

function conflictReads(conflicts: WorkModels["conflicts"]) {
  // The index is named, and the states are not: a seek for each state of each work would take four times as long as all else here.
  const ofWorks = async (workIds: readonly string[], which: { readonly openKey?: object }): Promise<Map<string, ConflictRecord[]>> => {
    const found = await conflicts
      .find({ workIds: { $in: [...workIds] }, ...which })
      .hint({ workIds: 1, state: 1 })
      .limit(CONFLICTS_MAX)
      .lean<ConflictRecord[]>();
    return allBy(workIds, found, (conflict) => conflict.workIds);
  };
  return {
    // Only those that are not resolved have it.
    openConflictsOf: async (workIds: readonly string[]) => await ofWorks(workIds, { openKey: { $exists: true } }),
    conflictsOf: async (workIds: readonly string[]) => await ofWorks(workIds, {}),
    conflictsByIds: async (ids: readonly string[]) => {
      const found = await conflicts.find({ _id: { $in: [...ids] } }).lean<ConflictRecord[]>();
      return new Map(found.map((conflict) => [conflict._id, conflict]));
    },
  };
}

/** Each record by its id, merged ones as their survivors; a survivor may itself have been merged. */
async function survivorsOf(works: WorkModels["works"], found: readonly WorkRecord[]): Promise<Map<string, WorkRecord>> {
  const byId = new Map(found.map((work) => [work._id, work]));
  for (let step = 0; step < MERGE_CHAIN_MAX; step += 1) {
    const missing = [...byId.values()].flatMap(({ mergedInto }) => (mergedInto !== undefined && !byId.has(mergedInto) ? [mergedInto] : []));
    if (missing.length === 0) break;
    for (const work of await works.find({ _id: { $in: missing } }).lean<WorkRecord[]>()) byId.set(work._id, work);
  }
  const survivorOf = (work: WorkRecord): WorkRecord => {
    let current = work;
    for (let step = 0; step <= MERGE_CHAIN_MAX && current.mergedInto !== undefined; step += 1)
      current = byId.get(current.mergedInto) ?? current;
    return current;
  };
  return new Map(
    found.map((work) => {
      const survivor = survivorOf(work);
      return [work._id, survivor === work ? work : { ...survivor, askedAs: work._id }];
    }),
  );
}

async function mergeWays(works: WorkModels["works"], ids: readonly string[]): Promise<Map<string, string[]>> {
  const way = { from: works.collection.name, startWith: "$mergedInto", connectFromField: "mergedInto", connectToField: "_id", as: "steps" };
  const found = await works.aggregate<{ _id: string; steps: { _id: string; depth: number | bigint }[] }>([
    { $match: { _id: { $in: [...ids] } } },
    { $project: { mergedInto: 1 } },
    { $graphLookup: { ...way, maxDepth: MERGE_CHAIN_MAX, depthField: "depth" } },
    { $project: { "steps._id": 1, "steps.depth": 1 } },
  ]);
  return new Map(
    found.map(({ _id, steps }) => [
      _id,
      [_id, ...steps.sort((one, other) => Number(one.depth) - Number(other.depth)).map((step) => step._id)],
    ]),
  );
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
