import type { Job } from "../jobs.ts";
import { isRecord } from "../json.ts";

/** Finds a job of another subgraph, so that one query answers for every job id. */
export interface JobReader {
  find(request: { readonly id: string }): Promise<{ readonly job: JobBrief | null }>;
}

export interface JobBrief {
  readonly id: string;
  readonly kind: string;
  readonly state: "QUEUED" | "RUNNING" | "DONE" | "FAILED";
  readonly done: number;
  readonly total: number | null;
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
export function toJobBrief({ id, kind, state, input, progress, problems, result }: Job): JobBrief {
  return {
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
