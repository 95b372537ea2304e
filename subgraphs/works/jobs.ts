import type { Caller } from "../kit/caller.ts";
import type { Jobs } from "../kit/jobs.ts";
import { toJobBrief } from "../kit/ports/jobReader.ts";
import type { JobBrief, JobOwner, JobReader } from "../kit/ports/jobReader.ts";

/** The jobs of this subgraph for whoever asks by id. */
export function createJobReader(jobs: Jobs): JobReader {
  return {
    find: async ({ id }) => {
      const job = await jobs.find(id);
      return { job: job === null ? null : toJobBrief(job) };
    },
  };
}

/**
 * The job with this id, where the caller may read it. One reader is asked after another; a part of the house that does not answer
 * does not hide the others' jobs.
 */
export async function findJob(readers: readonly JobReader[], id: string, caller: Caller): Promise<JobBrief | null> {
  for (const reader of readers) {
    const { job } = await reader.find({ id });
    if (job !== null) return mayRead(caller, job.owner) ? job : null;
  }
  return null;
}

/** A job is its giver's and his society's; a licensee, who may bear the code of its licensor, reads its own alone. */
function mayRead({ role, subject, society }: Caller, owner: JobOwner | null): boolean {
  if (role === "admin" || role === "system") return true;
  if (owner === null) return false;
  return owner.subject === subject || (role !== "licensee" && owner.society !== null && owner.society === society);
}
