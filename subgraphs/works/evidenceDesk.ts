import { createReadStream } from "node:fs";
import { readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { problem } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import { sentName, storeUpload } from "../kit/files.ts";
import type { FileDesk, SentFile } from "../kit/files.ts";
import type { JsonObject } from "../kit/json.ts";
import { Refusal } from "../kit/refusal.ts";
import { openConflict, requireStanding, requireText } from "./conflictTools.ts";
import { attachEvidence, requireRoomForEvidence } from "./evidence.ts";
import { keepEvidenceSwept } from "./evidenceSweep.ts";
import { EVIDENCE_TYPES, evidenceTypeOf } from "./evidenceTypes.ts";
import type { WorkParts } from "./parts.ts";
import type { EvidenceFileRecord } from "./deskRecords.ts";
import type { ConflictRecord } from "./records.ts";

/** The kind of job that puts a document into a conflict's evidence. */
const EVIDENCE = "conflict-evidence";
const BYTES_MAX = 20_000_000;

interface EvidenceJob {
  readonly conflict: string;
  readonly text: string;
  readonly file: EvidenceFileRecord;
  readonly sentAt: string;
  readonly caller: { readonly subject: string; readonly society: string | null };
}

/**
 * Takes documents in as evidence (`POST /files/evidence?conflict=cnf_…&text=…&fileName=…`) from societies with a part in the conflict, and gives
 * them out to these alone. What a file is goes by its bytes. The file is in its place before its job is queued, so that a crash leaves at most a file
 * that nothing names, which the sweep removes.
 */
export class EvidenceDesk implements FileDesk {
  readonly #parts: WorkParts;
  readonly #folder: string;

  constructor({ parts, dataFolder }: { readonly parts: WorkParts; readonly dataFolder: string }) {
    this.#parts = parts;
    this.#folder = join(dataFolder, "evidence");
    parts.foundation.jobs.register(EVIDENCE, async (input) => await this.#attach(input as unknown as EvidenceJob));
    keepEvidenceSwept({ foundation: parts.foundation, models: parts.models, folder: this.#folder, kind: EVIDENCE });
  }

  /** Refusals: CONFLICT_UNKNOWN, CONFLICT_RESOLVED, NO_STANDING, TEXT, TOO_MUCH_EVIDENCE, FILE_TOO_LARGE, EVIDENCE_TYPE. */
  async receive({ stream, parameters, caller }: Parameters<FileDesk["receive"]>[0]): Promise<{ job: string }> {
    requireScope(caller, "conflicts:rule");
    const { foundation, ids, clock } = this.#parts;
    const conflict = parameters["conflict"] ?? "";
    const text = requireText(parameters["text"] ?? "", "text");
    requireRoomForEvidence(await this.#conflictFor(caller, conflict));
    const id = ids.make("evd");
    const upload = await storeUpload(stream, { folder: this.#folder, name: id, bytesMax: BYTES_MAX });
    const type = evidenceTypeOf(await readFile(upload.path));
    if (type === null) {
      await rm(upload.path, { force: true });
      const message = `The file is none of what evidence may be: ${EVIDENCE_TYPES}; it may also have broken off on its way.`;
      throw new Refusal([problem("EVIDENCE_TYPE", message)]);
    }
    const name = `${conflict}-${id}.${type.ending}`;
    await rename(upload.path, join(this.#folder, name));
    const { bytes, sha256 } = upload;
    const file: EvidenceFileRecord = { name, fileName: sentName(parameters), contentType: type.contentType, bytes, sha256 };
    const { subject, society } = caller;
    const input: EvidenceJob = { conflict, text, file, sentAt: clock.now().toISOString(), caller: { subject, society } };
    const job = await foundation.jobs.enqueue(EVIDENCE, { ...input, file: { ...file }, caller: { ...input.caller } });
    return { job: job.id };
  }

  async send({ name, caller }: Parameters<FileDesk["send"]>[0]): Promise<SentFile | null> {
    const [, base, id] = /^evidence\/((cnf_\w{26})-evd_\w{26}\.(?:pdf|png|jpg|tif|txt))$/.exec(name) ?? [];
    if (base === undefined || id === undefined) return null;
    const conflict = await this.#conflictFor(caller, id, true).catch((error: unknown) => {
      if (error instanceof Refusal) return null; // whether it exists is told to nobody without a part in it
      throw error;
    });
    const file = conflict?.evidence.find((piece) => piece.file?.name === base)?.file;
    if (file === undefined) return null;
    return {
      stream: createReadStream(join(this.#folder, file.name)),
      contentType: file.contentType,
      fileName: file.fileName === "" ? file.name : file.fileName,
    };
  }

  async #conflictFor(caller: Caller, id: string, evenResolved = false): Promise<ConflictRecord> {
    return await this.#parts.foundation.inTransaction(async (session) => {
      const open = await openConflict(this.#parts, { filter: { _id: id }, session, id, path: "conflict", evenResolved });
      await requireStanding(this.#parts, caller, { ...open, path: "conflict" });
      return open.disputed.conflict;
    });
  }

  /** A job that is resumed long after it failed may find its document swept away. */
  async #requireFile(name: string): Promise<void> {
    const found = await stat(join(this.#folder, name)).catch(() => null);
    if (found === null) throw new Refusal([problem("EVIDENCE_GONE", "The document was not kept; send it again.")]);
  }

  /** The same document of the same society is evidence once; an attempt that was cut short finds what it did. */
  async #attach({ conflict: id, text, file, sentAt, caller }: EvidenceJob): Promise<JsonObject> {
    const { name, sha256, bytes, contentType } = file;
    const answer = { conflict: id, sha256, bytes, contentType };
    try {
      const kept = await this.#parts.foundation.inTransaction(async (session) => {
        const { disputed } = await openConflict(this.#parts, { filter: { _id: id }, session, id, path: "conflict" });
        const { conflict } = disputed;
        const known = conflict.evidence.find((piece) => piece.society === caller.society && piece.file?.sha256 === sha256)?.file;
        if (known !== undefined) return known.name;
        await this.#requireFile(name);
        await attachEvidence(this.#parts, {
          conflict,
          evidence: { society: caller.society, text, url: null, addedAt: sentAt, file },
          session,
        });
        return name;
      });
      if (kept !== name) await rm(join(this.#folder, name), { force: true });
      return { ...answer, url: `/files/evidence/${kept}`, replayed: kept !== name };
    } catch (error) {
      if (error instanceof Refusal) await rm(join(this.#folder, name), { force: true });
      throw error;
    }
  }
}
