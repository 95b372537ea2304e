import { createReadStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { invariant } from "../../../domain/invariant.ts";
import { problem } from "../../../domain/outcome.ts";
import { AccessDenied, requireScope, requireSociety } from "../../../kit/access.ts";
import type { Caller } from "../../../kit/caller.ts";
import type { FileDesk, SentFile } from "../../../kit/files.ts";
import type { Foundation } from "../../../kit/foundation.ts";
import { isId } from "../../../kit/ids.ts";
import type { JobRun } from "../../../kit/jobs.ts";
import type { JsonObject } from "../../../kit/json.ts";
import { Refusal } from "../../../kit/refusal.ts";
import { workModels } from "../../model.ts";
import { exportCwr, REPORT_NAME } from "./exportCwr.ts";
import type { CwrExportGround } from "./exportCwr.ts";
import type { CwrExportRequest } from "./request.ts";
import { readExportRequest } from "./request.ts";

/** The kind of job that writes a CWR file. */
const CWR_EXPORT = "cwr-export";

interface ExportJob {
  readonly request: CwrExportRequest;
  readonly createdAt: string;
  readonly caller: { readonly subject: string; readonly society: string | null };
}

export interface CwrExportDeskOptions {
  readonly foundation: Foundation;
  readonly ground: CwrExportGround;
  readonly dataFolder: string;
}

/** A file's number in a name has four digits. */
const SEQUENCE_MAX = 9999;

/**
 * Writes CWR files of works: `POST /files/exports` with a request (request.ts) gives a job; its result names the file and the report,
 * which are kept under `exports/`.
 */
export class CwrExportDesk implements FileDesk {
  readonly #foundation: Foundation;
  readonly #ground: CwrExportGround;
  readonly #folder: string;

  constructor({ foundation, ground, dataFolder }: CwrExportDeskOptions) {
    this.#foundation = foundation;
    this.#ground = ground;
    this.#folder = join(dataFolder, "exports");
    foundation.jobs.register(CWR_EXPORT, (input, run) => this.#run(input as unknown as ExportJob, run));
  }

  async receive({ stream, caller }: Parameters<FileDesk["receive"]>[0]): Promise<{ job: string }> {
    requireScope(caller, "shares:read");
    const request = await readExportRequest(stream, caller.society);
    await this.#requireSender(request.submitter, caller);
    const { subject, society } = caller;
    const input: ExportJob = { request, createdAt: this.#foundation.clock.now().toISOString(), caller: { subject, society } };
    // the job's input is JSON by construction; its interfaces have no index signature, hence the round through text
    const job = await this.#foundation.jobs.enqueue(CWR_EXPORT, JSON.parse(JSON.stringify(input)) as JsonObject);
    return { job: job.id };
  }

  /** `exports/job_….CW260001052_000.V22` and `exports/job_….report.jsonl`. */
  async send({ name, caller }: { readonly name: string; readonly caller: Caller }): Promise<SentFile | null> {
    const [, id, fileName] = /^exports\/(job_[0-9A-Z]{26})\.(CW[A-Z0-9_]+\.V2[12]|report\.jsonl)$/.exec(name) ?? [];
    if (id === undefined || fileName === undefined || !isId(id, "job")) return null;
    const job = await this.#foundation.jobs.find(id);
    if (job?.kind !== CWR_EXPORT) return null;
    const { caller: giver } = job.input as unknown as ExportJob;
    if (giver.subject !== caller.subject || giver.society !== caller.society) requireSociety(caller, giver.society ?? "");
    const path = join(this.#folder, id, fileName);
    if ((await stat(path).catch(() => null)) === null) return null;
    const contentType = fileName === REPORT_NAME ? "application/jsonl; charset=utf-8" : "text/plain; charset=utf-8";
    return { stream: createReadStream(path), contentType, fileName };
  }

  /** A society writes in its own name, and in that of whoever sent it a file: what it writes then, it was told. */
  async #requireSender(submitter: string, caller: Caller): Promise<void> {
    if (caller.role === "admin" || caller.role === "system") return;
    if (submitter.startsWith("SO:")) return requireSociety(caller, submitter.slice(3));
    const { messages } = workModels(this.#foundation.connection);
    const sent =
      caller.society === null ? null : await messages.findOne({ sender: submitter, receiver: caller.society }, { _id: 1 }).lean();
    if (sent === null) throw new AccessDenied("FORBIDDEN", `${submitter} sent ${caller.society ?? "nobody"} no file; a society writes in its own name, or in that of its senders.`); // prettier-ignore
  }

  async #run({ request, createdAt }: ExportJob, run: JobRun): Promise<JsonObject> {
    invariant(isId(run.jobId, "job"), "an export has the folder of its job");
    const folder = join(this.#folder, run.jobId);
    // an earlier attempt may have left parts
    await rm(folder, { recursive: true, force: true });
    const sequence = request.sequence ?? (await this.#nextSequence(request.submitter, createdAt.slice(0, 4), run.jobId));
    const { fileName, ...counts } = await exportCwr(request, this.#ground, { place: { folder, createdAt, sequence }, run });
    const kept = await readdir(folder);
    return {
      ...counts,
      fileName,
      file: fileName === null ? null : `/files/exports/${run.jobId}.${fileName}`,
      report: kept.includes(REPORT_NAME) ? `/files/exports/${run.jobId}.${REPORT_NAME}` : null,
    };
  }

  /** The sender's next number of the year; an attempt that begins again takes one more, so that no number is given twice. */
  async #nextSequence(submitter: string, year: string, job: string): Promise<number> {
    const { guards } = workModels(this.#foundation.connection);
    const id = `cwr-export|${submitter}|${year}`;
    const counted = await guards.findOneAndUpdate({ _id: id }, { $inc: { version: 1 } }, { upsert: true, returnDocument: "after" }).lean();
    const sequence = counted.version;
    if (sequence > SEQUENCE_MAX) throw new Refusal([problem("SEQUENCE_USED_UP", `${submitter} has written ${SEQUENCE_MAX} files in ${year}; give ${job} a number of your own.`, ["sequence"])]); // prettier-ignore
    return sequence;
  }
}
