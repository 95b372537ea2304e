import type { Job, JobQuery, Jobs, JobState } from "../jobs.ts";
import type { Problem } from "../../domain/outcome.ts";
import { isRecord } from "../json.ts";
import { Refusal } from "../refusal.ts";

/** The jobs of another subgraph, so that one query answers for every job. Whether the caller may is for who asks to know. */
export interface JobReader {
  find(request: { readonly id: string }): Promise<{ readonly job: JobBrief | null }>;
  /** The newest first. */
  list(request: JobQuery): Promise<{ readonly jobs: readonly JobBrief[] }>;
  /** The job as it then is, or the problems that keep it from being cancelled. */
  cancel(request: { readonly id: string }): Promise<JobControl>;
  /** The job as it then is, or the problems that keep it from being resumed. */
  resume(request: { readonly id: string }): Promise<JobControl>;
}

/** What came of cancelling or resuming: refusals cross as problems. */
export interface JobControl {
  readonly job: JobBrief | null;
  readonly problems: readonly Problem[];
}

export interface JobBrief {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  /** ISO instants. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly problems: readonly JobProblem[];
  /** The result as JSON text, once there is one. */
  readonly result: string | null;
  /** Who gave the job, from the caller that its input records; null where none is recorded, as in jobs of the house itself. */
  readonly owner: JobOwner | null;
}

export interface JobOwner {
  /** The token's `sub`. */
  readonly subject: string;
  readonly society: string | null;
}

export interface JobProblem {
  readonly line: number | null;
  readonly column: number | null;
  readonly record: string | null;
  readonly field: string | null;
  readonly code: string;
  readonly severity: string | null;
  readonly message: string;
}

/** A job as others read it: what is absent is null. */
function toJobBrief({ id, kind, state, input, progress, problems, result, createdAt, finishedAt }: Job): JobBrief {
  return {
    ...{ createdAt, finishedAt },
    ...{ id, kind, state, done: progress.done, total: progress.total, owner: ownerOf(input["caller"]) },
    result: result === null ? null : JSON.stringify(result),
    problems: problems.map(({ line, column, record, field, code, severity, message }) => ({
      line: line ?? null,
      column: column ?? null,
      record: record ?? null,
      field: field ?? null,
      code,
      severity: severity ?? null,
      message,
    })),
  };
}

function ownerOf(caller: unknown): JobOwner | null {
  if (!isRecord(caller) || typeof caller["subject"] !== "string") return null;
  return { subject: caller["subject"], society: typeof caller["society"] === "string" ? caller["society"] : null };
}

/** The jobs of a subgraph for the others. */
export function createJobReader(jobs: Jobs): JobReader {
  return {
    find: async ({ id }) => {
      const job = await jobs.find(id);
      return { job: job === null ? null : toJobBrief(job) };
    },
    list: async (query) => ({ jobs: (await jobs.list(query)).map(toJobBrief) }),
    cancel: async ({ id }) => await controlled(jobs.cancel(id)),
    resume: async ({ id }) => await controlled(jobs.resume(id)),
  };
}

async function controlled(command: Promise<Job>): Promise<JobControl> {
  try {
    return { job: toJobBrief(await command), problems: [] };
  } catch (error) {
    if (error instanceof Refusal) return { job: null, problems: error.problems };
    throw error;
  }
}
