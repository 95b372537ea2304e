import type { Jobs } from "../kit/jobs.ts";
import type { JobBrief, JobReader } from "../kit/ports/jobReader.ts";

/** The jobs of this subgraph for whoever asks by id. */
export function createJobReader(jobs: Jobs): JobReader {
  return {
    find: async ({ id }) => {
      const job = await jobs.find(id);
      if (job === null) return { job: null };
      const problems = job.problems.map(({ line, column, record, field, code, severity, message }) => ({
        ...{
          line: line ?? null,
          column: column ?? null,
          record: record ?? null,
          field: field ?? null,
          code,
          severity: severity ?? null,
          message,
        },
      }));
      const { kind, state, progress, result } = job;
      return {
        job: {
          id,
          kind,
          state,
          done: progress.done,
          total: progress.total,
          problems,
          result: result === null ? null : JSON.stringify(result),
        },
      };
    },
  };
}

/** Asks one reader after another; a part of the house that does not answer does not hide the others' jobs. */
export async function findJob(readers: readonly JobReader[], id: string): Promise<JobBrief | null> {
  for (const reader of readers) {
    const { job } = await reader.find({ id });
    if (job !== null) return job;
  }
  return null;
}
