import type { IncomingMessage } from "node:http";
import { AccessDenied } from "./access.ts";
import type { Caller } from "./caller.ts";
import { requireMayRead, requireMaySend, StorageFull, UPLOAD_KINDS } from "./files.ts";
import type { FileDesk } from "./files.ts";
import { fault } from "./http.ts";
import type { HttpReply } from "./http.ts";
import { Refusal } from "./refusal.ts";

/** Answers `POST /files/<kind>` (a streamed body) and `GET /files/<folder>/<name>` of a subgraph's own desk, for the gateway's caller. */
export async function answerFiles(
  desk: FileDesk,
  call: { readonly request: IncomingMessage; readonly caller: Caller; readonly url: URL },
): Promise<HttpReply> {
  const { request, caller, url } = call;
  const [, , folder = "", name, ...rest] = url.pathname.split("/").map(decoded);
  try {
    if (request.method === "POST" && name === undefined) {
      const kind = UPLOAD_KINDS.find((known) => known === folder);
      if (kind === undefined) return fault(404, "NOT_FOUND", `There is no upload ${folder}; there are ${UPLOAD_KINDS.join(", ")}.`);
      requireMaySend(caller, kind);
      const parameters = Object.fromEntries(url.searchParams);
      return { status: 202, body: await desk.receive({ kind, stream: request, parameters, caller }) };
    }
    if (request.method !== "GET" || name === undefined || rest.length > 0)
      return fault(404, "NOT_FOUND", `There is no file ${url.pathname}.`);
    requireMayRead(caller, folder);
    const file = await desk.send({ name: `${folder}/${name}`, caller });
    if (file === null) return fault(404, "NOT_FOUND", `There is no file ${folder}/${name} that this caller may read.`);
    return { status: 200, body: file.stream, headers: { "content-type": file.contentType } };
  } catch (error) {
    if (error instanceof AccessDenied) return fault(403, error.code, error.message);
    if (error instanceof StorageFull) return fault(StorageFull.status, error.code, error.message);
    if (error instanceof Refusal) return { status: 422, body: { problems: error.problems } };
    throw error;
  }
}

/** A part of a path; one that is no valid percent encoding names nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
