import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { JobHandler, JobRun } from "../jobs.ts";
import { plainJson, storedJson } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";
import { jobModel } from "./model.ts";
import type { JobRecord } from "./model.ts";
import { JOB_LEASE_MS } from "./options.ts";
import type { JobsOptions } from "./options.ts";

const ATTEMPT_COUNT_MAX = 3;
/** The problem of a job that failed too often, for no fault of its input. */
export const JOB_FAILED = "JOB_FAILED";
const RETRY_AFTER_MS = 5_000;
const PROGRESS_EVERY_MS = 200;
const PROBLEM_COUNT_MAX = 10_000;

interface Attempt {
  readonly job: JobRecord;
  readonly handler: JobHandler;
  readonly abort: AbortController;
}

/** Runs a taken job to its end, to a new try, or back into the queue when the house stops. */
export async function runJob(options: JobsOptions, { job, handler, abort }: Attempt): Promise<void> {
  const { clock, log } = options;
  if (job.attemptCount > ATTEMPT_COUNT_MAX) {
    await finish(options, job, { state: "FAILED", problems: [attemptsSpent(job)] });
    return;
  }
  const record = createProgress(options, job, abort);
  const renewal = setInterval(() => void renew(options, { job, handler, abort }), JOB_LEASE_MS / 3);
  try {
    const result = await handler(storedJson(job.input), {
      jobId: job._id,
      attempt: job.attemptCount,
      signal: abort.signal,
      progress: record.progress,
    });
    await record.flush();
    await finish(options, job, { state: "DONE", result });
  } catch (error) {
    await record.flush().catch(() => undefined);
    if (abort.signal.aborted) {
      await giveBack(options, job, { takeAtMs: clock.now().getTime(), attemptCount: job.attemptCount - 1 });
    } else if (error instanceof Refusal) {
      await finish(options, job, { state: "FAILED", problems: error.problems });
    } else {
      log.error({ err: error, job: job._id, kind: job.kind, attempt: job.attemptCount }, "A job failed.");
      if (job.attemptCount >= ATTEMPT_COUNT_MAX) await finish(options, job, { state: "FAILED", problems: [attemptsSpent(job)] });
      else await giveBack(options, job, { takeAtMs: clock.now().getTime() + RETRY_AFTER_MS, attemptCount: job.attemptCount });
    }
  } finally {
    clearInterval(renewal);
  }
}

/** What says that a job is still this attempt's: another process that took it over has raised the count. */
function mine({ owner }: JobsOptions, job: JobRecord) {
  return { _id: job._id, owner, attemptCount: job.attemptCount, state: "RUNNING" as const };
}

async function renew(options: JobsOptions, { job, abort }: Attempt): Promise<void> {
  try {
    const takeAtMs = options.clock.now().getTime() + JOB_LEASE_MS;
    const kept = await jobModel(options.connection).updateOne(mine(options, job), { $set: { takeAtMs } });
    if (kept.matchedCount === 0) abort.abort(new Error("The job was cancelled, or its lease was lost."));
  } catch (error) {
    options.log.warn({ err: error, job: job._id }, "A job's lease could not be renewed; it will be tried again.");
  }
}

type Ending = { readonly state: "DONE"; readonly result: JsonObject } | { readonly state: "FAILED"; readonly problems: readonly Problem[] };

async function finish(options: JobsOptions, job: JobRecord, ending: Ending): Promise<void> {
  const set = { state: ending.state, owner: null, takeAtMs: null, finishedAt: options.clock.now().toISOString() };
  const problems = ending.state === "FAILED" ? ending.problems.slice(0, PROBLEM_COUNT_MAX) : [];
  const result = ending.state === "DONE" ? plainJson(ending.result) : null;
  const written = await jobModel(options.connection).updateOne(mine(options, job), {
    $set: { ...set, result },
    $push: { problems: { $each: [...problems] } },
    $inc: { problemCount: problems.length },
  });
  if (written.matchedCount === 0)
    options.log.warn(
      { job: job._id },
      "A job ended here after it was cancelled, or another process had taken it over; its answer there counts.",
    );
}

async function giveBack(
  options: JobsOptions,
  job: JobRecord,
  set: { readonly takeAtMs: number; readonly attemptCount: number },
): Promise<void> {
  await jobModel(options.connection).updateOne(mine(options, job), { $set: { ...set, state: "QUEUED", owner: null } });
}

/** Gathers progress and writes it now and then: an import reports every line, and the store should not hear of each. */
function createProgress(
  options: JobsOptions,
  job: JobRecord,
  abort: AbortController,
): { progress: JobRun["progress"]; flush(): Promise<void> } {
  let { done, total, problemCount } = { ...job, done: 0, problemCount: job.problemCount };
  const isToldAgain = earlierProblems(job);
  let unwritten: Problem[] = [];
  let writtenAtMs = Number.NEGATIVE_INFINITY;
  const flush = async (): Promise<void> => {
    const problems = unwritten;
    unwritten = [];
    writtenAtMs = performance.now();
    const room = Math.max(0, PROBLEM_COUNT_MAX - problemCount);
    problemCount += problems.length;
    const written = await jobModel(options.connection).updateOne(mine(options, job), {
      $set: { done, total },
      $push: { problems: { $each: problems.slice(0, room) } },
      $inc: { problemCount: problems.length },
    });
    if (written.matchedCount === 0) abort.abort(new Error("The job's lease was lost."));
  };
  return {
    flush,
    progress: async (update) => {
      done = update.done ?? done;
      total = update.total ?? total;
      unwritten.push(...(update.problems ?? []).filter((one) => !isToldAgain(one)));
      if (performance.now() - writtenAtMs >= PROGRESS_EVERY_MS) await flush();
    },
  };
}

/** An attempt begins again and tells again what an earlier one told: each problem is kept as often as one attempt tells it. */
function earlierProblems({ problems }: JobRecord): (told: Problem) => boolean {
  const kept = new Map<string, number>();
  for (const one of problems) kept.set(keyOf(one), (kept.get(keyOf(one)) ?? 0) + 1);
  return (told) => {
    if (kept.size === 0) return false;
    const count = kept.get(keyOf(told)) ?? 0;
    if (count > 0) kept.set(keyOf(told), count - 1);
    return count > 0;
  };
}

/** Members in one order, and those without a value as if they were not there: so the store may give them back. */
function keyOf(one: Problem): string {
  return JSON.stringify(
    Object.entries(one)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function attemptsSpent(job: JobRecord): Problem {
  return problem(JOB_FAILED, `The job ${job._id} failed ${ATTEMPT_COUNT_MAX} times; the log says why.`);
}
