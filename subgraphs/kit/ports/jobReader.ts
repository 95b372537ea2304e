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
