import { createReadStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isThird } from "../../domain/formats/cwr/layouts.ts";
import { invariant } from "../../domain/invariant.ts";
import { problem } from "../../domain/outcome.ts";
import { parseSocietyOrOrganisation } from "../../domain/societies.ts";
import { requireSociety } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { FileDesk, SentFile } from "../../kit/files.ts";
import { sentName, storeUpload } from "../../kit/files.ts";
import type { Foundation } from "../../kit/foundation.ts";
import { isId } from "../../kit/ids.ts";
import type { JobRun } from "../../kit/jobs.ts";
import type { JsonObject } from "../../kit/json.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import type { MessageRecord } from "../records.ts";
import { keepFile } from "../../kit/keptFiles.ts";
import { keepMessage, replayOf } from "../messageFiles.ts";
import { workModels } from "../model.ts";
import { AcknowledgementFile } from "./acknowledgementFile.ts";
import { importCwr, senderOf } from "./importCwr.ts";
import { ImportLog } from "./importLog.ts";
import type { CwrImportGround, CwrImportSummary } from "./importCwr.ts";

/** The kind of job that imports a CWR file. */
const CWR_IMPORT = "cwr-import";

/** Jobs of one giver that are not finished and may be of a file that comes again. */
const UNDER_WAY_MAX = 200;

/** What the job knows: the file that was taken in, and how to read it. */
interface CwrJob {
  readonly path: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly message: string;
  readonly receiver: string | null;
  readonly receivedAt: string;
  readonly dryRun: boolean;
  readonly strict: boolean;
  /** Who sent it: only that society may read the job. Jobs of earlier releases have none. */
  readonly caller?: { readonly subject: string; readonly society: string | null };
}

export interface CwrDeskOptions {
  readonly foundation: Foundation;
  readonly ground: CwrImportGround;
  readonly dataFolder: string;
}

/**
 * Takes CWR files in and gives acknowledgements out. An upload becomes a message (`msg_…`) and a job; the same file from the
 * same sender for the same receiver is answered from the message's record, or by the job that imports it. The file of every message is kept.
 */
export class CwrDesk implements FileDesk {
  readonly #foundation: Foundation;
  readonly #ground: CwrImportGround;
  readonly #folders: { readonly uploads: string; readonly messages: string; readonly acknowledgements: string };

  constructor({ foundation, ground, dataFolder }: CwrDeskOptions) {
    this.#foundation = foundation;
    this.#ground = ground;
    this.#folders = {
      uploads: join(dataFolder, "uploads"),
      messages: join(dataFolder, "messages"),
      acknowledgements: join(dataFolder, "acknowledgements"),
    };
    foundation.jobs.register(CWR_IMPORT, (input, run) => this.#run(input as unknown as CwrJob, run));
  }

  async receive({ kind, stream, parameters, caller }: Parameters<FileDesk["receive"]>[0]): Promise<{ job: string }> {
    if (kind !== "cwr") throw new Refusal([problem("UPLOAD_KIND", `works takes CWR files in, not ${kind}.`)]);
    const receiver = parameters["society"] === undefined ? null : requireOk(parseSocietyOrOrganisation(parameters["society"]));
    if (receiver !== null) requireSociety(caller, receiver);
    const message = this.#foundation.ids.make("msg");
    const fileName = sentName(parameters);
    const upload = await storeUpload(stream, { folder: this.#folders.uploads, name: `${message}.cwr` });
    const input: CwrJob = {
      ...{ path: upload.path, sha256: upload.sha256, fileName, message, receiver },
      ...{
        receivedAt: this.#foundation.clock.now().toISOString(),
        dryRun: parameters["dryRun"] === "true",
        strict: parameters["strict"] === "true",
        caller: { subject: caller.subject, society: caller.society },
      },
    };
    const underWay = await this.#underWay(input, caller);
    if (underWay !== null) {
      await rm(input.path, { force: true });
      return { job: underWay };
    }
    const job = await this.#foundation.jobs.enqueue(CWR_IMPORT, { ...input });
    return { job: job.id };
  }

  /** The job that imports the same file for the same receiver already, of those that the caller may read. */
  async #underWay({ sha256, receiver, dryRun, strict }: CwrJob, { subject, society }: Caller): Promise<string | null> {
    const jobs = await this.#foundation.jobs.list({
      givenBy: society === null ? { subject } : { society },
      states: ["QUEUED", "RUNNING"],
      ...{ before: null, first: UNDER_WAY_MAX },
    });
    const same = jobs.find(({ kind, input }) => {
      const other = input as unknown as CwrJob;
      return (
        kind === CWR_IMPORT && other.sha256 === sha256 && other.receiver === receiver && other.dryRun === dryRun && other.strict === strict
      );
    });
    return same?.id ?? null;
  }

  async send({ name, caller }: { readonly name: string; readonly caller: Caller }): Promise<SentFile | null> {
    const [, message, ending] = /^acknowledgements\/(msg_[0-9A-Z]{26})\.(V2[12]|ACK1)$/i.exec(name) ?? [];
    if (message === undefined || !isId(message, "msg")) return null;
    const record = await workModels(this.#foundation.connection).messages.findById(message).lean<MessageRecord | null>();
    if (record === null || record.receiver === null) return null;
    requireSociety(caller, record.receiver);
    const path = this.#acknowledgementPath(message);
    if ((await stat(path).catch(() => null)) === null) return null;
    return {
      stream: createReadStream(path),
      contentType: `text/plain; charset=${ending === "ACK1" ? "iso-8859-1" : "utf-8"}`,
      fileName: `${message}.${ending === "ACK1" ? "ACK1" : "V21"}`,
    };
  }

  async #run(job: CwrJob, run: JobRun): Promise<JsonObject> {
    const models = workModels(this.#foundation.connection);
    const { messages } = models;
    const log = new ImportLog(models, job.message);
    const place = { folder: this.#folders.messages, ending: "cwr" } as const;
    const done = await messages.findById(job.message).lean<MessageRecord | null>();
    if (done !== null) {
      // an earlier attempt of this job got as far as its record: only its last steps may be missing
      await keepFile({ ...job, ...place });
      await log.forget();
      return done.summary as JsonObject;
    }
    const sender = await senderOf(job.path, job.fileName);
    const sent = `${sender ?? ""}|${job.sha256}|${job.receiver ?? ""}`;
    const earlier = await messages.findOne({ key: sent }).lean<MessageRecord | null>();
    if (earlier !== null && !(await log.hasBegun())) {
      await rm(job.path, { force: true });
      return replayOf(earlier);
    }
    // The same file was sent again while this job lay still, and was done first: what came of this one is kept beside it.
    const key = earlier === null ? sent : `${sent}|${job.message}`;
    const acknowledgement =
      job.dryRun || job.receiver === null || !/^\d{3}$/.test(job.receiver) ? null : await this.#acknowledgementOf(job.message);
    try {
      const summary = await importCwr(
        { ...job, acknowledgement, signal: run.signal, progress: (update) => run.progress(update) },
        this.#ground,
      );
      const result = {
        ...resultOf(summary),
        ack:
          acknowledgement?.isInPlace === true
            ? `/files/acknowledgements/${job.message}.${isThird(summary.version) ? "ACK1" : "V21"}`
            : null,
      };
      if (job.dryRun) await rm(job.path, { force: true });
      else {
        await keepMessage({ messages }, { ...job, ...place, key, sender: summary.sender, result });
        await log.forget();
      }
      return result;
    } catch (error) {
      if (error instanceof Refusal) await rm(job.path, { force: true });
      throw error;
    } finally {
      await acknowledgement?.discard();
    }
  }

  async #acknowledgementOf(message: string): Promise<AcknowledgementFile> {
    await mkdir(this.#folders.acknowledgements, { recursive: true, mode: 0o700 });
    return new AcknowledgementFile(this.#acknowledgementPath(message));
  }

  #acknowledgementPath(message: string): string {
    invariant(isId(message, "msg"), "only messages have acknowledgements");
    return join(this.#folders.acknowledgements, `${message}.V21`);
  }
}

function resultOf({ transactions, accepted, rejected, works }: CwrImportSummary): JsonObject {
  return { transactions, accepted, rejected, replayed: false, works: { ...works } };
}
