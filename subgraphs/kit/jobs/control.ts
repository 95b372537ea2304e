import { problem } from "../../domain/outcome.ts";
import type { JobQuery, Jobs } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { JOB_FAILED } from "./attempt.ts";
import { jobModel, toJob } from "./model.ts";
import type { JobRecord } from "./model.ts";
import type { JobsOptions } from "./options.ts";

/** What reads and steers jobs. `stop` reaches a job that runs in this process, `wake` makes it look for one that waits. */
export function createJobControl(
  options: JobsOptions,
  { stop, wake }: { readonly stop: (id: string, reason: Error) => void; readonly wake: () => void },
): Pick<Jobs, "find" | "list" | "cancel" | "resume"> {
  return {
    find: async (id) => {
      const found = await jobModel(options.connection).findById(id).lean();
      return found === null ? null : toJob(found);
    },
    list: async (query) => (await listJobs(options, query)).map(toJob),
    cancel: async (id) => {
      const cancelled = await cancelJob(options, id);
      stop(id, new Error("The job was cancelled."));
      return toJob(cancelled);
    },
    resume: async (id) => {
      const resumed = await resumeJob(options, id);
      wake();
      return toJob(resumed);
    },
  };
}

/** Jobs, the newest first: ids are time-ordered. */
async function listJobs({ connection }: JobsOptions, { givenBy, states, before, first }: JobQuery): Promise<JobRecord[]> {
  return await jobModel(connection)
    .find({
      ...(givenBy === null
        ? {}
        : "society" in givenBy
          ? { "input.caller.society": givenBy.society }
          : { "input.caller.subject": givenBy.subject }),
      ...(states === null ? {} : { state: { $in: [...states] } }),
      ...(before === null ? {} : { _id: { $lt: before } }),
    })
    .sort({ _id: -1 })
    .limit(first)
    .lean();
}

/**
 * Ends a job that is not finished. Whoever runs it hears of it with the next progress or renewal of the lease, at the latest after a third of
 * it, and stops; what it stored until then stays. Refusals: JOB_FINISHED, JOB_UNKNOWN.
 */
async function cancelJob(options: JobsOptions, id: string): Promise<JobRecord> {
  const jobs = jobModel(options.connection);
  const finishedAt = options.clock.now().toISOString();
  const cancelled = await jobs
    .findOneAndUpdate(
      { _id: id, state: { $in: ["QUEUED", "RUNNING"] } },
      { $set: { state: "CANCELLED", owner: null, takeAtMs: null, finishedAt } },
      { returnDocument: "after" },
    )
    .lean();
  if (cancelled !== null) return cancelled;
  const found = await requireJob(options, id);
  if (found.state === "CANCELLED") return found;
  throw new Refusal([problem("JOB_FINISHED", `The job ${id} is ${found.state}; there is nothing left to cancel.`, ["job"])]);
}

/**
 * Queues a cancelled job again, or one that failed for no fault of its input. It begins from its start: what it stored before is found as it
 * is and changes nothing. Refusals: JOB_NOT_RESUMABLE, JOB_UNKNOWN.
 */
async function resumeJob(options: JobsOptions, id: string): Promise<JobRecord> {
  const jobs = jobModel(options.connection);
  const afresh = {
    state: "QUEUED",
    owner: null,
    finishedAt: null,
    result: null,
    attemptCount: 0,
    problems: [],
    problemCount: 0,
    done: 0,
  } as const;
  const resumed = await jobs
    .findOneAndUpdate(
      { _id: id, $or: [{ state: "CANCELLED" }, { state: "FAILED", "problems.code": JOB_FAILED }] },
      { $set: { ...afresh, takeAtMs: options.clock.now().getTime() } },
      { returnDocument: "after" },
    )
    .lean();
  if (resumed !== null) return resumed;
  const { state } = await requireJob(options, id);
  const message =
    state === "FAILED"
      ? `The job ${id} was refused for what was wrong with its file; mend the file and send it again.`
      : `The job ${id} is ${state}; only one that was cancelled, or failed for no fault of its input, can be resumed.`;
  throw new Refusal([problem("JOB_NOT_RESUMABLE", message, ["job"])]);
}

async function requireJob({ connection }: JobsOptions, id: string): Promise<JobRecord> {
  const found = await jobModel(connection).findById(id).lean();
  if (found === null) throw new Refusal([problem("JOB_UNKNOWN", `No job ${id} is known.`, ["job"])]);
  return found;
}
