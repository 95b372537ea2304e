import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { requireScope } from "../kit/access.ts";
import { ROLES } from "../kit/caller.ts";
import { storeUpload } from "../kit/files.ts";
import type { FileDesk } from "../kit/files.ts";
import type { JobHandler } from "../kit/jobs.ts";
import { Refusal, requireOk } from "../kit/refusal.ts";
import { problem } from "../domain/outcome.ts";
import type { DistributionsServices } from "./services.ts";
import { exportCrd } from "./statements/exportCrd.ts";
import { discardRun } from "./runs/runDistribution.ts";
import { discardReport } from "./usage/writeReport.ts";

/** The kind of job that takes in an uploaded usage file. */
export const USAGE_IMPORT = "usage-import";

const jobInput = z.object({
  path: z.string(),
  licenseId: z.string(),
  dryRun: z.boolean(),
  fileName: z.string().nullable(),
  contentHash: z.string(),
  caller: z.object({
    subject: z.string(),
    society: z.string().nullable(),
    role: z.enum(ROLES),
    scopes: z.array(z.string()),
    purpose: z.string().nullable(),
    requestId: z.string(),
  }),
});

/** Takes in the file of a job; the file is removed when the job is done, and kept while it may be tried again. */
export function usageImportHandler(services: DistributionsServices): JobHandler {
  return async (given, run) => {
    const { path, ...input } = jobInput.parse(given);
    try {
      const imported = await services.importUsage({
        ...input,
        stream: createReadStream(path, { highWaterMark: 256 * 1024 }),
        signal: run.signal,
        onProgress: async ({ rows, problems }) => {
          await run.progress({ done: rows, problems });
        },
      });
      await rm(path, { force: true });
      const { problems: _, ...result } = imported;
      return { ...result };
    } catch (error) {
      if (error instanceof Refusal) await rm(path, { force: true });
      throw error;
    }
  };
}

const FILE_NAME_MAX = 200;

/** The name that the sender's file has, for showing only: without folders and characters that cannot be seen, at most 200; null for none. */
function fileNameOf(given: string): string | null {
  const visible = (given.split(/[/\\]/).at(-1) ?? "").replace(/[\p{C}\u2028\u2029]/gu, "").trim();
  return visible === "" ? null : [...visible].slice(0, FILE_NAME_MAX).join("").trim();
}

/** Takes usage files in (`?license=lic_…&fileName=…&dryRun=true`) and gives statements out (`statements/dst_…-058.crd`). */
export function createFileDesk(services: DistributionsServices): FileDesk {
  const { foundation, dataFolder } = services.ground;
  return {
    receive: async ({ stream, parameters, caller }) => {
      requireScope(caller, "usage:write");
      const licenseId = parameters["license"] ?? "";
      const { license } = await services.ground.ports.licenseReader.license({ id: licenseId });
      if (license === null)
        throw new Refusal([
          problem("LICENSE_UNKNOWN", `There is no licence ${JSON.stringify(licenseId.slice(0, 80))}; name it by ?license=lic_….`, [
            "license",
          ]),
        ]);
      const id = foundation.ids.make("job");
      const upload = await storeUpload(stream, { folder: join(dataFolder, "uploads"), name: `${id}.csv` });
      const input = {
        path: upload.path,
        licenseId,
        dryRun: parameters["dryRun"] === "true",
        fileName: fileNameOf(parameters["fileName"] ?? ""),
        contentHash: upload.sha256,
        caller: { ...caller },
      };
      const job = await foundation.jobs.enqueue(USAGE_IMPORT, input, { id });
      return { job: job.id };
    },
    send: async ({ name, caller }) => {
      const [, runId, to] = /^statements\/(dst_[0-9A-Z]{26})-([0-9A-Z]{2,12})\.crd$/.exec(name) ?? [];
      if (runId === undefined || to === undefined) return null;
      const exported = await exportCrd(services.ground, caller, { runId, to });
      if (!exported.ok && exported.problems.some(({ code }) => code === "STATEMENT_UNKNOWN")) return null;
      const { text, fileName } = requireOk(exported);
      return { stream: Readable.from([Buffer.from(text, "utf8")]), contentType: "text/plain; charset=utf-8", fileName };
    },
  };
}

const DRAFT_MS = 24 * 60 * 60 * 1000;
const DRAFTS_MAX = 1_000;

/** Clears what imports and runs wrote whose process ended in the middle, a day later. */
export async function clearDrafts({ ground }: DistributionsServices): Promise<number> {
  const before = new Date(ground.foundation.clock.now().getTime() - DRAFT_MS).toISOString();
  const drafts = await ground.usage.drafts
    .find({ startedAt: { $lt: before } })
    .limit(DRAFTS_MAX)
    .lean();
  for (const { _id } of drafts) {
    if (_id.startsWith("dst_")) await discardRun(ground, _id);
    else await discardReport(ground.usage, _id);
  }
  return drafts.length;
}
