import { compareWorks, type ComparedWork, type ComparisonReason } from "../domain/identityReasons.ts";
import type { WorkLoaders } from "./loaders.ts";
import type { ConflictRecord, WorkRecord } from "./records.ts";
import { WORKS_OF_RECORDING_MAX } from "./statementView.ts";

/** Tasks between works that are shown. */
const TASKS_MAX = 100;

/** Another work that may be the same (SDL: DuplicateSuggestion). */
export interface DuplicateSuggestion {
  readonly work: WorkRecord;
  readonly conflict: ConflictRecord;
  readonly reasons: readonly ComparisonReason[];
}

/** The other works of open tasks between works, the oldest task first, compared as they are when a task opens. */
export async function duplicatesOf(work: WorkRecord, loaders: WorkLoaders): Promise<readonly DuplicateSuggestion[]> {
  const open = ((await loaders.openConflicts.load(work._id)) ?? []).filter(
    ({ kind }) => kind === "DUPLICATE_WORK" || kind === "ISWC_MISMATCH",
  );
  const tasks = [...open].sort((one, other) => (one._id < other._id ? -1 : 1)).slice(0, TASKS_MAX);
  if (tasks.length === 0) return [];
  const others = await loaders.work.loadMany(tasks.map(({ workIds }) => workIds.find((id) => id !== work._id) ?? work._id));
  const [here, medleys] = await Promise.all([withKin(work, loaders), medleysOf(work, loaders)]);
  return tasks.flatMap((conflict, index) => {
    const other = others[index] ?? null;
    if (other === null || other._id === work._id) return [];
    return [{ work: other, conflict, reasons: compareWorks(here, comparedWork(other), medleys) }];
  });
}

async function withKin(work: WorkRecord, loaders: WorkLoaders): Promise<ComparedWork> {
  const kin = await loaders.kin.loadMany(work.creators.map(({ partyId }) => partyId ?? ""));
  const compared = comparedWork(work);
  return { ...compared, creators: compared.creators.map((creator, index) => ({ ...creator, kin: kin[index] ?? [] })) };
}

async function medleysOf({ isrcs }: WorkRecord, loaders: WorkLoaders): Promise<ReadonlySet<string>> {
  const bearers = await loaders.worksByIsrc.loadMany(isrcs);
  return new Set(isrcs.filter((_, index) => (bearers[index]?.length ?? 0) > WORKS_OF_RECORDING_MAX));
}

function comparedWork({ titles, creators, iswc, recordings }: WorkRecord): ComparedWork {
  return { titles: titles.map(({ text }) => text), creators, iswc: iswc ?? null, recordings };
}
