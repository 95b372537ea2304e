import { Router } from "express";
import type { Request, Response } from "express";
import { pipeline } from "node:stream/promises";
import { AccessDenied } from "../subgraphs/kit/access.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import { requireMayRead, requireMaySend, StorageFull, UPLOAD_KINDS } from "../subgraphs/kit/files.ts";
import type { FileDesk, UploadKind } from "../subgraphs/kit/files.ts";
import { Refusal } from "../subgraphs/kit/refusal.ts";

/** Which desk takes each kind of upload in, and which gives out the files under each name. */
export interface FileDesks {
  readonly uploads: Readonly<Record<UploadKind, FileDesk>>;
  /** By the first part of the name: `acknowledgements`, `statements`, `exports`. */
  readonly downloads: ReadonlyMap<string, FileDesk>;
}

/** `POST /files/cwr`, `/files/usage`, `/files/works`, `/files/parties`, `/files/exports`, `/files/evidence` (streamed bodies) and `GET /files/<folder>/<name>`. */
export function fileRoutes(desks: FileDesks, callerOf: (request: Request) => Caller): Router {
  const router = Router();
  router.post("/files/:kind", async (request, response) => {
    const kind = UPLOAD_KINDS.find((known) => known === request.params.kind);
    if (kind === undefined)
      return answer(
        response,
        { status: 404, code: "NOT_FOUND" },
        `There is no upload ${request.params.kind}; there are ${UPLOAD_KINDS.join(", ")}.`,
      );
    return await guarded(response, async () => {
      const caller = callerOf(request);
      requireMaySend(caller, kind);
      const { job } = await desks.uploads[kind].receive({ kind, stream: request, parameters: parametersOf(request), caller });
      response.status(202).json({ job });
    });
  });
  router.get("/files/:folder/:name", async (request, response) => {
    const { folder, name } = request.params;
    await guarded(response, async () => {
      const caller = callerOf(request);
      requireMayRead(caller, folder);
      const file = await desks.downloads.get(folder)?.send({ name: `${folder}/${name}`, caller });
      if (!file)
        return answer(response, { status: 404, code: "NOT_FOUND" }, `There is no file ${folder}/${name} that this token may read.`);
      response.setHeader("content-type", file.contentType);
      response.setHeader("content-disposition", `attachment; filename="${file.fileName.replace(/[^\w.-]/g, "_")}"`);
      await pipeline(file.stream, response);
    });
  });
  return router;
}

function parametersOf(request: Request): Record<string, string> {
  const entries = Object.entries(request.query).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  return Object.fromEntries(entries);
}

/** Turns what is expected to go wrong into an answer; the rest goes on to the server's last handler. */
async function guarded(response: Response, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AccessDenied)
      answer(response, { status: error.code === "FORBIDDEN" ? 403 : 401, code: error.code }, error.message);
    else if (error instanceof StorageFull) answer(response, { status: StorageFull.status, code: error.code }, error.message);
    else if (error instanceof Refusal) response.status(422).json({ problems: error.problems });
    else if (response.headersSent) response.destroy();
    else throw error;
  }
}

function answer(response: Response, { status, code }: { readonly status: number; readonly code: string }, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
