import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { parseSocietyOrOrganisation } from "../../domain/societies.ts";
import { requireSociety } from "../../kit/access.ts";
import { sentName, storeUpload } from "../../kit/files.ts";
import type { FileDesk, SentFile } from "../../kit/files.ts";
import type { Foundation } from "../../kit/foundation.ts";
import type { JobRun } from "../../kit/jobs.ts";
import type { JsonObject } from "../../kit/json.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import { findAnySociety, submitterOf } from "../commandTools.ts";
import type { NamedSociety } from "../commandTools.ts";
import { keepFile } from "../../kit/keptFiles.ts";
import { keepMessage, replayOf } from "../messageFiles.ts";
import { workModels } from "../model.ts";
import type { MessageRecord } from "../records.ts";
import { exportSheet } from "./exportSheet.ts";
import { importSheet } from "./importSheet.ts";
import type { SheetGround } from "./importSheet.ts";

/** The kind of job that imports a sheet. */
const SHEET_IMPORT = "works-import";

interface SheetJob {
  readonly path: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly message: string;
  readonly society: NamedSociety;
  readonly receivedAt: string;
  readonly dryRun: boolean;
  readonly caller: { readonly subject: string; readonly society: string | null };
}

export interface SheetDeskOptions {
  readonly foundation: Foundation;
  readonly ground: SheetGround;
  readonly dataFolder: string;
}

/** Takes sheets of works and claims in, as messages and jobs, and gives a society's own sheet out: `exports/works-052.csv`. */
export class SheetDesk implements FileDesk {
  readonly #foundation: Foundation;
  readonly #ground: SheetGround;
  readonly #folders: { readonly uploads: string; readonly messages: string };

  constructor({ foundation, ground, dataFolder }: SheetDeskOptions) {
    this.#foundation = foundation;
    this.#ground = ground;
    this.#folders = { uploads: join(dataFolder, "uploads"), messages: join(dataFolder, "messages") };
    foundation.jobs.register(SHEET_IMPORT, (input, run) => this.#run(input as unknown as SheetJob, run));
  }

  async receive({ stream, parameters, caller }: Parameters<FileDesk["receive"]>[0]): Promise<{ job: string }> {
    const problems: Problem[] = [];
    const society = findAnySociety(parameters["society"] ?? caller.society, problems);
    if (society === null) throw new Refusal(problems);
    requireSociety(caller, society.code);
    const message = this.#foundation.ids.make("msg");
    const upload = await storeUpload(stream, { folder: this.#folders.uploads, name: `${message}.csv` });
    const input: SheetJob = {
      ...{ path: upload.path, sha256: upload.sha256, message, society },
      fileName: sentName(parameters),
      receivedAt: this.#foundation.clock.now().toISOString(),
      dryRun: parameters["dryRun"] === "true",
      caller: { subject: caller.subject, society: caller.society },
    };
    const job = await this.#foundation.jobs.enqueue(SHEET_IMPORT, { ...input, society: { ...society } });
    return { job: job.id };
  }

  async send({ name, caller }: Parameters<FileDesk["send"]>[0]): Promise<SentFile | null> {
    const [, code] = /^exports\/works-(\w{2,10})\.csv$/.exec(name) ?? [];
    if (code === undefined) return null;
    const society = requireOk(parseSocietyOrOrganisation(code));
    requireSociety(caller, society);
    const sheet = exportSheet(society, workModels(this.#foundation.connection), this.#ground.partyReader);
    return await Promise.resolve({
      stream: Readable.from(sheet),
      contentType: "text/csv; charset=utf-8",
      fileName: `works-${society}.csv`,
    });
  }

  async #run(job: SheetJob, run: JobRun): Promise<JsonObject> {
    const { messages } = workModels(this.#foundation.connection);
    const submitter = submitterOf(job.society);
    const key = `${submitter.key}|${job.sha256}|sheet`;
    const earlier = await messages.findOne({ key }).lean<MessageRecord | null>();
    if (earlier !== null && earlier._id !== job.message) {
      await rm(job.path, { force: true });
      return replayOf(earlier);
    }
    const place = { folder: this.#folders.messages, ending: "csv" } as const;
    if (earlier !== null) {
      // an earlier attempt got as far as its record: only its last step may be missing
      await keepFile({ ...job, ...place });
      return earlier.summary as JsonObject;
    }
    try {
      const { others: _others, works, ...counts } = await importSheet({ ...job, submitter }, this.#ground, run);
      const result: JsonObject = { ...counts, works: { ...works }, replayed: false, ack: null };
      if (job.dryRun) await rm(job.path, { force: true });
      else {
        const sent = { ...job, key, sender: submitter.key, receiver: null, result };
        await keepMessage({ messages }, { ...sent, ...place });
      }
      return result;
    } catch (error) {
      if (error instanceof Refusal) await rm(job.path, { force: true });
      throw error;
    }
  }
}

/** One desk for all: uploads go by their kind, downloads by their folder; exports are sheets or CWR files by their names. */
export function deskOf({
  cwr,
  sheets,
  exports,
  evidence,
}: Readonly<Record<"cwr" | "sheets" | "exports" | "evidence", FileDesk>>): FileDesk {
  return {
    receive: async (request) => {
      if (request.kind === "cwr") return await cwr.receive(request);
      if (request.kind === "works") return await sheets.receive(request);
      if (request.kind === "exports") return await exports.receive(request);
      if (request.kind === "evidence") return await evidence.receive(request);
      throw new Refusal([
        problem("UPLOAD_KIND", `works takes CWR files, sheets of works and requests for exports and evidence in, not ${request.kind}.`),
      ]);
    },
    send: async (request) => {
      if (request.name.startsWith("evidence/")) return await evidence.send(request);
      if (!request.name.startsWith("exports/")) return await cwr.send(request);
      return (await sheets.send(request)) ?? (await exports.send(request));
    },
  };
}
