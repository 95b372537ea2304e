import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { requireScope } from "./access.ts";
import type { Scope } from "./access.ts";
import type { Caller } from "./caller.ts";
import { Refusal } from "./refusal.ts";
import { problem } from "../domain/outcome.ts";

/**
 * Where a subgraph takes files in and gives files out. The gateway serves it at `/files/…`, directly or through the
 * subgraph's own HTTP server; both check the caller's scopes before they call.
 */
export interface FileDesk {
  /** Takes an upload in, without reading it into memory, and answers with the job that will process it. Refusal for a bad parameter. */
  receive(request: {
    readonly kind: UploadKind;
    readonly stream: Readable;
    readonly parameters: Readonly<Record<string, string>>;
    readonly caller: Caller;
  }): Promise<{
    readonly job: string;
  }>;
  /** A stored file by the name that the graph gave; null when there is none that the caller may read. */
  send(request: { readonly name: string; readonly caller: Caller }): Promise<SentFile | null>;
}

export const UPLOAD_KINDS = ["cwr", "usage", "works", "parties", "exports", "evidence"] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

/**
 * What a caller may do who sends each kind: a file that brings works and claims asks for as much as their mutations. A request for an export is
 * sent too, and stores nothing that others read.
 */
const UPLOAD_SCOPES: Readonly<Record<UploadKind, readonly Scope[]>> = {
  cwr: ["files:write", "works:write", "claims:write"],
  works: ["files:write", "works:write", "claims:write"],
  usage: ["usage:write"],
  parties: ["parties:write"],
  exports: ["files:read", "shares:read"],
  evidence: ["conflicts:rule"],
};

/** What a caller may do who reads a file, by the first part of its name: as much as what stands in it asks for in the graph. */
const DOWNLOAD_SCOPES: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ["acknowledgements", "shares:read"],
  ["exports", "shares:read"],
  ["evidence", "shares:read"],
  ["statements", "money:read"],
]);

/** Throws AccessDenied for a caller who may send no file of this kind. */
export function requireMaySend(caller: Caller, kind: UploadKind): void {
  for (const scope of UPLOAD_SCOPES[kind]) requireScope(caller, scope);
}

/** Throws AccessDenied for a caller who may read no file in this folder; whose file it is, the desk asks. */
export function requireMayRead(caller: Caller, folder: string): void {
  requireScope(caller, "files:read");
  const scope = DOWNLOAD_SCOPES.get(folder);
  if (scope !== undefined) requireScope(caller, scope);
}

export interface SentFile {
  readonly stream: Readable;
  readonly contentType: string;
  readonly fileName: string;
}

/** The name that the sender's file has, from `?fileName=`: without folders and odd characters, at most 100; empty for none. */
export function sentName(parameters: Readonly<Record<string, string>>): string {
  return (parameters["fileName"] ?? "").replace(/[^\w.-]/g, "").slice(0, 100);
}

/** A file that was taken in: where it is, its size and its SHA-256 in hexadecimal. */
export interface StoredUpload {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The disk that takes uploads in has no more room: not the sender's fault, and nothing of the file is kept. HTTP 507. */
export class StorageFull extends Error {
  static readonly status = 507;
  readonly code = "STORAGE_FULL";
}

/** A file may have 2 GB. */
const UPLOAD_BYTES_MAX = 2_000_000_000;

/** Streams an upload into a folder and counts and hashes it on the way. Too long a file is refused, and nothing of it is kept. */
export async function storeUpload(
  stream: Readable,
  place: { readonly folder: string; readonly name: string; readonly bytesMax?: number },
): Promise<StoredUpload> {
  const bytesMax = place.bytesMax ?? UPLOAD_BYTES_MAX;
  const hash = createHash("sha256");
  let bytes = 0;
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  const path = join(place.folder, place.name);
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > bytesMax) done(new Refusal([problem("FILE_TOO_LARGE", `The file has more than ${bytesMax} bytes; send it in parts.`)]));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(stream, count, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw isFull(error)
      ? new StorageFull("The house has no more room for files; nothing of this one is kept. Send it again when its keeper has made room.", {
          cause: error,
        })
      : error;
  }
  return { path, bytes, sha256: hash.digest("hex") };
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
