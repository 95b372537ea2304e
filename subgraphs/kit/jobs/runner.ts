import { invariant } from "../../domain/invariant.ts";
import type { Job, JobHandler, Jobs } from "../jobs.ts";
import { plainJson } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ClientSession } from "../model.ts";
import { isDuplicateKey } from "../store.ts";
import { createLoop } from "../waker.ts";
import { runJob } from "./attempt.ts";
import { createJobControl } from "./control.ts";
import { jobModel, toJob } from "./model.ts";
import type { JobRecord } from "./model.ts";
import { JOB_LEASE_MS } from "./options.ts";
import type { JobsOptions } from "./options.ts";

const LOOK_EVERY_MS = 500;
const STOP_MS = 30_000;
/** Jobs one process runs at a time: imports share two cores with everything else. */
const CONCURRENT_COUNT_MAX = 2;

/** The jobs of one subgraph's database; see Jobs for what they promise. */
export function createJobs(options: JobsOptions): Jobs {
  const { log, ids, clock } = options;
  const handlers = new Map<string, JobHandler>();
  const running = new Map<string, { readonly ended: Promise<void>; readonly abort: AbortController }>();

  const takeOne = async (): Promise<boolean> => {
    if (running.size >= CONCURRENT_COUNT_MAX) return false;
    const taken = await take(options, { kinds: [...handlers.keys()], except: [...running.keys()] });
    if (taken === null) return false;
    const handler = handlers.get(taken.kind);
    invariant(handler !== undefined, `a taken job's kind is registered, ${taken.kind} is not`);
    const abort = new AbortController();
    const ended = runJob(options, { job: taken, handler, abort })
      .catch((error: unknown) => log.error({ err: error, job: taken._id }, "A job's end could not be written; its lease will run out."))
      .finally(() => {
        running.delete(taken._id);
        loop.wake();
      });
    running.set(taken._id, { ended, abort });
    return true;
  };
  const loop = createLoop({
    everyMs: LOOK_EVERY_MS,
    step: async () => {
      while (await takeOne());
    },
    onError: (error) => log.error({ err: error }, "Looking for jobs failed and will be tried again."),
  });

  return {
    enqueue: async (kind, input, given = {}) => {
      const job = await enqueue(options, {
        id: given.id ?? ids.make("job"),
        kind,
        input,
        now: clock.now(),
        session: given.session ?? null,
      });
      loop.wake();
      return job;
    },
    register: (kind, handler) => {
      invariant(!handlers.has(kind), `one handler does ${kind}`);
      handlers.set(kind, handler);
    },
    ...createJobControl(options, { stop: (id, reason) => running.get(id)?.abort.abort(reason), wake: loop.wake }),
    start: loop.start,
    stop: async () => {
      await loop.stop();
      for (const { abort } of running.values()) abort.abort(new Error("The house stops."));
      await atMost(STOP_MS, Promise.all([...running.values()].map(async ({ ended }) => await ended)));
    },
    drain: async () => {
      while ((await takeOne()) || running.size > 0) await Promise.race([...running.values()].map(async ({ ended }) => await ended));
    },
  };
}

interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly input: JsonObject;
  readonly now: Date;
  readonly session: ClientSession | null;
}

async function enqueue(options: JobsOptions, { id, kind, input, now, session }: NewJob): Promise<Job> {
  const jobs = jobModel(options.connection);
  const record: JobRecord = {
    _id: id,
    kind,
    state: "QUEUED",
    input: plainJson(input),
    done: 0,
    total: null,
    problems: [],
    problemCount: 0,
    result: null,
    attemptCount: 0,
    owner: null,
    takeAtMs: now.getTime(),
    createdAt: now.toISOString(),
    finishedAt: null,
  };
  const existing = await jobs.findById(id).session(session).lean();
  if (existing !== null) return toJob(existing);
  try {
    await jobs.insertMany([record], session === null ? {} : { session });
  } catch (error) {
    // Somebody else queued it since; inside a transaction that is a conflict and the transaction's own affair.
    if (session !== null || !isDuplicateKey(error)) throw error;
  }
  return toJob(record);
}

interface Choice {
  readonly kinds: readonly string[];
  /** What runs here still: a process that lost a lease must not begin the same job beside itself. */
  readonly except: readonly string[];
}

/** Takes a queued job that is due, or a running one whose holder's lease ran out. */
async function take({ connection, clock, owner }: JobsOptions, { kinds, except }: Choice): Promise<JobRecord | null> {
  if (kinds.length === 0) return null;
  const nowMs = clock.now().getTime();
  return await jobModel(connection)
    .findOneAndUpdate(
      { kind: { $in: [...kinds] }, takeAtMs: { $gt: 0, $lte: nowMs }, _id: { $nin: [...except] } },
      { $set: { state: "RUNNING", owner, takeAtMs: nowMs + JOB_LEASE_MS }, $inc: { attemptCount: 1 } },
      { sort: { takeAtMs: 1 }, returnDocument: "after" },
    )
    .lean();
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
