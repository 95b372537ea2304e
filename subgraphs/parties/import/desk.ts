import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { problem } from "../../domain/outcome.ts";
import { parseSocietyOrOrganisation } from "../../domain/societies.ts";
import { requireScope, requireSociety } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import { type FileDesk, sentName, storeUpload } from "../../kit/files.ts";
import type { JobRun } from "../../kit/jobs.ts";
import type { JsonObject } from "../../kit/json.ts";
import { countOf, keepFile, replayed } from "../../kit/keptFiles.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import type { PartyFileRecord } from "../model.ts";
import type { ServiceParts } from "../parts.ts";
import { importParties, type PartyImportSummary } from "./importParties.ts";

/** The kind of job that takes a file of IPI-like data in. */
const PARTY_IMPORT = "party-import";

const jobInput = z.object({
  ...{ path: z.string(), sha256: z.string(), fileName: z.string(), message: z.string(), receivedAt: z.string(), dryRun: z.boolean() },
  /** Who is named as the source, and whose memberships it may state (null: everybody's). */
  ...{ source: z.string(), speaksFor: z.string().nullable() },
  caller: z.object({ subject: z.string(), society: z.string().nullable() }),
});
type PartyJob = z.infer<typeof jobInput>;

/**
 * Takes files of IPI-like data in, for stewards. An upload becomes a message (`msg_…`) and a job; the same file from the same source is
 * answered from the message's record. The file of every message is kept.
 */
export function createPartyDesk(parts: ServiceParts, dataFolder: string): FileDesk {
  const { foundation } = parts;
  foundation.jobs.register(PARTY_IMPORT, async (input, run) => await runImport(parts, { job: jobInput.parse(input), run, dataFolder }));
  return {
    receive: async ({ kind, stream, parameters, caller }) => {
      if (kind !== "parties") throw new Refusal([problem("UPLOAD_KIND", `parties takes files of parties in, not ${kind}.`)]);
      requireScope(caller, "parties:write");
      const society = parameters["society"] === undefined ? null : requireOk(parseSocietyOrOrganisation(parameters["society"]));
      if (society !== null) requireSociety(caller, society);
      const message = foundation.ids.make("msg");
      const upload = await storeUpload(stream, { folder: join(dataFolder, "uploads"), name: `${message}.parties` });
      const input: PartyJob = {
        ...{ path: upload.path, sha256: upload.sha256, message, dryRun: parameters["dryRun"] === "true" },
        ...{
          fileName: sentName(parameters),
          receivedAt: foundation.clock.now().toISOString(),
        },
        ...{ source: `IPI:${society ?? caller.society ?? caller.role}`, speaksFor: speaksFor(caller) },
        caller: { subject: caller.subject, society: caller.society },
      };
      return { job: (await foundation.jobs.enqueue(PARTY_IMPORT, input)).id };
    },
    send: async () => await Promise.resolve(null),
  };
}

/** A steward states memberships of the own society; the house's keeper those of all. */
function speaksFor({ role, society }: Caller): string | null {
  return role === "admin" || role === "system" ? null : (society ?? "");
}

async function runImport(
  parts: ServiceParts,
  { job, run, dataFolder }: { readonly job: PartyJob; readonly run: JobRun; readonly dataFolder: string },
): Promise<JsonObject> {
  const { partyFiles } = parts.models;
  const key = `${job.source}|${job.sha256}`;
  const place = { folder: join(dataFolder, "messages"), ending: "parties" } as const;
  const earlier = await partyFiles.findOne({ key, finished: true }).lean<PartyFileRecord | null>().exec();
  if (earlier !== null) {
    if (earlier._id !== job.message) {
      await rm(job.path, { force: true });
      return replayOf(earlier);
    }
    // an earlier attempt got as far as its record: only its last step may be missing
    await keepFile({ ...job, ...place });
    return resultOf(summaryOf(earlier));
  }
  const { source, message, receivedAt, speaksFor: society } = job;
  try {
    const summary = await importParties(
      {
        ...{ path: job.path, job: run.jobId, dryRun: job.dryRun, signal: run.signal },
        origin: { source, message, receivedAt, speaksFor: society },
        file: { key, name: job.fileName, hash: job.sha256 },
        progress: async (update) => {
          await run.progress(update);
        },
      },
      parts,
    );
    if (job.dryRun) await rm(job.path, { force: true });
    else await keepFile({ ...job, ...place });
    return resultOf(summary);
  } catch (error) {
    if (error instanceof Refusal) await rm(job.path, { force: true });
    throw error;
  }
}

const NONE = { created: 0, updated: 0, unchanged: 0 };

function summaryOf({ counts }: PartyFileRecord): PartyImportSummary {
  const { rejected, parties, memberships, mandates = NONE } = counts;
  const accepted = countOf(parties) + countOf(memberships) + countOf(mandates);
  return { ...{ rows: accepted + rejected, accepted, rejected }, parties, memberships, mandates };
}

function resultOf({ rows, accepted, rejected, parties, memberships, mandates }: PartyImportSummary): JsonObject {
  const counts = { parties: { ...parties }, memberships: { ...memberships }, mandates: { ...mandates } };
  return { transactions: rows, accepted, rejected, replayed: false, ...counts, ack: null };
}

/** The earlier answer, with nothing created or updated this time. */
function replayOf(earlier: PartyFileRecord): JsonObject {
  const { parties, memberships, mandates = NONE } = earlier.counts;
  const counts = { parties: countOf(parties), memberships: countOf(memberships), mandates: countOf(mandates) };
  return replayed(resultOf(summaryOf(earlier)), counts);
}
