import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Foundation } from "../kit/foundation.ts";
import type { WorkModels } from "./model.ts";
import type { ConflictRecord } from "./records.ts";

const EVERY_MS = 3_600_000;
/** How long a document that nothing names is left where it is (ours): its job is queued within moments of its arrival. */
const GRACE_MS = 24 * 3_600_000;
/** Files of one round, so that it ends well within its lease; the next goes on behind them. */
const FILES_MAX = 2_000;
/** Jobs of one read. */
const PAGE = 500;

interface SweepGround {
  readonly foundation: Foundation;
  readonly models: Pick<WorkModels, "conflicts">;
  readonly folder: string;
  /** The kind of job that puts a document into a conflict. */
  readonly kind: string;
}

/** Removes once an hour what a crash left: a document, or a part of one, that neither a conflict nor a job names a day after it came. */
export function keepEvidenceSwept(ground: SweepGround): void {
  const { foundation } = ground;
  let after = "";
  foundation.schedules.register("evidence-sweep", EVERY_MS, async () => {
    const { removed, last } = await sweepEvidence(ground, after);
    after = last;
    if (removed.length > 0) foundation.log.info({ count: removed.length }, "Removed documents that no conflict names.");
  });
}

/** One round over the files behind a name; `last` is the name to go on behind, empty at the end. */
async function sweepEvidence(ground: SweepGround, after = ""): Promise<{ readonly removed: readonly string[]; readonly last: string }> {
  const { folder, foundation } = ground;
  const names = (await readdir(folder).catch(() => [])).filter((name) => name > after).sort();
  const round = names.slice(0, FILES_MAX);
  const old: string[] = [];
  for (const name of round) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() === true && foundation.clock.now().getTime() - found.mtimeMs >= GRACE_MS) old.push(name);
  }
  // Jobs first: one that ends meanwhile has named its file in its conflict by then.
  const named = old.length === 0 ? new Set<string>() : new Set([...(await namedByJobs(ground)), ...(await namedByConflicts(ground, old))]);
  const removed = old.filter((name) => !named.has(name));
  for (const name of removed) await rm(join(folder, name), { force: true });
  return { removed, last: names.length > round.length ? (round.at(-1) ?? "") : "" };
}

/** The files of jobs that wait or run. */
async function namedByJobs({ foundation, kind }: SweepGround): Promise<readonly string[]> {
  const names: string[] = [];
  for (let before: string | null = null; ;) {
    const jobs = await foundation.jobs.list({ givenBy: null, states: ["QUEUED", "RUNNING"], before, first: PAGE });
    for (const job of jobs) {
      const file = job.kind === kind ? job.input["file"] : null;
      if (typeof file === "object" && file !== null && "name" in file && typeof file["name"] === "string") names.push(file["name"]);
    }
    if (jobs.length < PAGE) return names;
    before = jobs.at(-1)?.id ?? null;
  }
}

/** The files of conflicts: each name begins with the id of its own. */
async function namedByConflicts({ models }: SweepGround, names: readonly string[]): Promise<readonly string[]> {
  const ids = [...new Set(names.flatMap((name) => /^cnf_\w{26}/.exec(name)?.[0] ?? []))];
  const found = await models.conflicts
    .find({ _id: { $in: ids } }, { evidence: 1 })
    .lean<Pick<ConflictRecord, "evidence">[]>()
    .exec();
  return found.flatMap(({ evidence }) => evidence.flatMap(({ file }) => file?.name ?? []));
}
