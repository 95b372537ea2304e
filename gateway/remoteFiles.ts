import { Readable } from "node:stream";
import { problem } from "../subgraphs/domain/outcome.ts";
import type { Problem } from "../subgraphs/domain/outcome.ts";
import { AccessDenied } from "../subgraphs/kit/access.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import { StorageFull } from "../subgraphs/kit/files.ts";
import type { FileDesk } from "../subgraphs/kit/files.ts";
import { INTERNAL_IDENTITY_HEADER, signCaller } from "../subgraphs/kit/internalIdentity.ts";
import { Refusal } from "../subgraphs/kit/refusal.ts";
import type { SubgraphName } from "../subgraphs/kit/subgraphName.ts";
import type { PortRoad } from "./ports.ts";

/** A day: an upload takes as long as its sender's line takes. */
const UPLOAD_MS = 86_400_000;

/** The file desk of a subgraph behind HTTP: streams pass through, under the caller's signed identity. */
export function remoteFiles(home: SubgraphName, { urls, key, clock }: PortRoad): FileDesk {
  const headersFor = async (caller: Caller): Promise<Record<string, string>> => ({
    [INTERNAL_IDENTITY_HEADER]: await signCaller({ key, audience: home, caller, clock }),
  });
  return {
    async receive({ kind, stream, parameters, caller }) {
      const address = new URL(`/files/${kind}?${new URLSearchParams(parameters).toString()}`, urls[home]);
      const response = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/octet-stream", ...(await headersFor(caller)) },
        body: Readable.toWeb(stream),
        duplex: "half",
        signal: AbortSignal.timeout(UPLOAD_MS),
      });
      const body = (await response.json()) as { job?: string; problems?: Problem[]; error?: { code: string; message: string } };
      if (body.job !== undefined) return { job: body.job };
      if (response.status === 403) throw new AccessDenied("FORBIDDEN", body.error?.message ?? "This upload is not allowed.");
      if (response.status === StorageFull.status) throw new StorageFull(body.error?.message);
      throw new Refusal(
        body.problems ?? [
          problem(body.error?.code ?? "UPLOAD_FAILED", body.error?.message ?? `The upload was answered with HTTP ${response.status}.`),
        ],
      );
    },
    async send({ name, caller }) {
      const response = await fetch(new URL(`/files/${name}`, urls[home]), { headers: await headersFor(caller) });
      if (response.status === 404 || response.body === null) return null;
      if (!response.ok) throw new Error(`The file ${name} was answered with HTTP ${response.status}.`);
      return {
        stream: Readable.fromWeb(response.body),
        contentType: response.headers.get("content-type") ?? "application/octet-stream",
        fileName: name.split("/").at(-1) ?? name,
      };
    },
  };
}
