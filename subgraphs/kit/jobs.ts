import type { Problem } from "../domain/outcome.ts";
import type { JsonObject } from "./json.ts";
import type { ClientSession } from "./model.ts";

export type JobState = "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "CANCELLED";

/** Work that outlives a request: an import, a run. */
export interface Job {
  /** `job_…` */
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly input: JsonObject;
  readonly progress: JobProgress;
  readonly problems: readonly Problem[];
  /** What the handler returned; null until DONE. */
  readonly result: JsonObject | null;
  readonly attemptCount: number;
  /** ISO instants. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** Units are the handler's: lines, works, rows. `total` is null while unknown. */
interface JobProgress {
  readonly done: number;
  readonly total: number | null;
}

/** What a handler may say and must watch while it runs. */
export interface JobRun {
  readonly jobId: string;
  /** From 1; above 1 the earlier attempt was cut short, so handlers must be able to begin again. */
  readonly attempt: number;
  /** Aborted when the house stops or the lease was lost to another process: return or throw soon, write nothing more. */
  readonly signal: AbortSignal;
  /** Stores progress at most every 200 ms, and new problems (10,000 a job at most; further ones are counted only). What an earlier attempt told already is kept once. */
  progress(update: { readonly done?: number; readonly total?: number; readonly problems?: readonly Problem[] }): Promise<void>;
}

/** Does one kind of work; throws Refusal for an expected failure (FAILED with its problems), anything else is tried again, 3 times in all. */
export type JobHandler = (input: JsonObject, run: JobRun) => Promise<JsonObject>;

/** Which jobs a list has. */
export interface JobQuery {
  /** Whose: those that a society's people gave, those of one subject, or everybody's. */
  readonly givenBy: { readonly society: string } | { readonly subject: string } | null;
  /** Null is any. */
  readonly states: readonly JobState[] | null;
  /** Only older ones than this id. */
  readonly before: string | null;
  readonly first: number;
}

/** Leased records: of several processes one runs a job, and a second takes over when the first one's lease runs out. */
export interface Jobs {
  /** Queues a job, in the caller's transaction if a session is given; an id that exists already is left alone. */
  enqueue(kind: string, input: JsonObject, options?: { readonly id?: string; readonly session?: ClientSession }): Promise<Job>;
  /** States who does a kind of work; before start. */
  register(kind: string, handler: JobHandler): void;
  find(id: string): Promise<Job | null>;
  /** The newest first. */
  list(query: JobQuery): Promise<readonly Job[]>;
  /** Ends a job that is not finished; what it stored stays. Refusals: JOB_FINISHED, JOB_UNKNOWN. */
  cancel(id: string): Promise<Job>;
  /** Queues a cancelled job again, or one that failed for no fault of its input, from its start. Refusals: JOB_NOT_RESUMABLE, JOB_UNKNOWN. */
  resume(id: string): Promise<Job>;
  /** Begins to take jobs of the registered kinds. */
  start(): void;
  /** Takes no more, signals running handlers, waits for them (30 s at most) and gives unfinished jobs back. */
  stop(): Promise<void>;
  /** Runs jobs of registered kinds until none can be taken; for tests and commands that wait. */
  drain(): Promise<void>;
}
