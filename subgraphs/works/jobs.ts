import { invariant } from "../domain/invariant.ts";
import { problem } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { ok } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import { isId } from "../kit/ids.ts";
import type { JobQuery, JobState } from "../kit/jobs.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { Page, PageArguments } from "../kit/page.ts";
import type { JobBrief, JobControl, JobOwner, JobReader } from "../kit/ports/jobReader.ts";
import { Refusal } from "../kit/refusal.ts";

/**
 * The job with this id, where the caller may read it. One reader is asked after another; a part of the house that does not answer
 * does not hide the others' jobs.
 */
export async function findJob(readers: readonly JobReader[], id: string, caller: Caller): Promise<JobBrief | null> {
  return (await locate(readers, id, caller))?.job ?? null;
}

async function locate(
  readers: readonly JobReader[],
  id: string,
  caller: Caller,
): Promise<{ readonly job: JobBrief; readonly reader: JobReader } | null> {
  if (!isId(id, "job")) return null;
  for (const reader of readers) {
    const { job } = await reader.find({ id });
    if (job !== null) return mayRead(caller, job.owner) ? { job, reader } : null;
  }
  return null;
}

/** A job is its giver's and his society's; a licensee, who may bear the code of its licensor, reads its own alone. */
function mayRead({ role, subject, society }: Caller, owner: JobOwner | null): boolean {
  if (role === "admin" || role === "system") return true;
  if (owner === null) return false;
  return owner.subject === subject || (role !== "licensee" && owner.society !== null && owner.society === society);
}

/** Whose jobs a list has: the same that mayRead lets the caller read, but for what others gave in his name. */
function givenBy({ role, subject, society }: Caller): JobQuery["givenBy"] {
  if (role === "admin" || role === "system") return null;
  return role === "licensee" || society === null ? { subject } : { society };
}

/** SDL: Query.jobs. */
export interface JobsQuestion extends PageArguments {
  readonly states?: readonly JobState[] | null | undefined;
}

/** A page of the jobs of all parts of the house that the caller may read, the newest first. */
export async function listJobs(readers: readonly JobReader[], asked: JobsQuestion, caller: Caller): Promise<Outcome<Page<JobBrief>>> {
  const kind = "works.jobs";
  const request = checkPage(asked, { kind, valueCount: 1 });
  if (!request.ok) return request;
  const { first, after } = request.value;
  const query: JobQuery = {
    ...{ givenBy: givenBy(caller), states: asked.states ?? null, first: first + 1 },
    before: after === null ? null : String(after[0]),
  };
  const lists = await Promise.all(readers.map(async (reader) => (await reader.list(query)).jobs));
  const newest = lists.flat().sort((one, other) => (one.id < other.id ? 1 : -1));
  return ok(connectionOf(newest.slice(0, first + 1), { request: request.value, kind, sortKey: ({ id }) => [id] }));
}

/** SDL: CancelJobInput, ResumeJobInput. A job is in one state only, so that doing it twice is doing it once: no key is kept. */
export interface JobInput {
  readonly job: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** Cancels or resumes a job that the caller may read and could have given. Refusals: JOB_UNKNOWN, JOB_FINISHED, JOB_NOT_RESUMABLE. */
export async function controlJob(
  readers: readonly JobReader[],
  { caller, input: { job: id }, what }: { readonly caller: Caller; readonly input: JobInput; readonly what: "cancel" | "resume" },
): Promise<CommandAnswer<JobBrief>> {
  requireScope(caller, "files:write");
  const found = await locate(readers, id, caller);
  if (found === null) throw new Refusal([problem("JOB_UNKNOWN", `No job ${id.slice(0, 40)} of yours is known.`, ["job"])]);
  const { job, problems }: JobControl = await found.reader[what]({ id });
  if (problems.length > 0) throw new Refusal(problems);
  invariant(job !== null, "a job without problems is controlled");
  return { answer: job, replayed: what === "cancel" && found.job.state === "CANCELLED" };
}
