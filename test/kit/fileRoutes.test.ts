import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { problem } from "../../subgraphs/domain/outcome.ts";
import { anonymousCaller } from "../../subgraphs/kit/caller.ts";
import { StorageFull, storeUpload } from "../../subgraphs/kit/files.ts";
import type { FileDesk } from "../../subgraphs/kit/files.ts";
import type { RunningServer } from "../../subgraphs/kit/http.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { STEWARD, sign, startTestServer } from "./testServer.ts";

// Shows files going in and out of a subgraph's server as streams, for callers who may.
const files: FileDesk = {
  receive: async ({ kind, stream, parameters, caller }) => {
    let byteCount = 0;
    for await (const chunk of stream) byteCount += (chunk as Buffer).byteLength;
    if (kind === "cwr" && parameters["society"] === "000") throw new StorageFull("no more room");
    if (byteCount === 0) throw new Refusal([problem("FILE_EMPTY", "nothing came")]);
    return { job: `job_${kind}_${byteCount}_${parameters["society"] ?? ""}_${caller.subject}` };
  },
  send: async ({ name }) =>
    await Promise.resolve(
      name === "acknowledgements/a b.V21"
        ? { stream: Readable.from([Buffer.from("HDR"), Buffer.from("TRL")]), contentType: "text/plain", fileName: "a.V21" }
        : null,
    ),
};

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer({ files });
});
afterAll(async () => {
  await server.stop();
});

describe("the files of a subgraph", () => {
  const send = async (path: string, request: RequestInit = {}, caller = STEWARD) =>
    await fetch(server.url + path, { ...request, headers: { "x-tutti-identity": await sign(caller) } });

  it("are taken in as streams, with their parameters, from those who may", async () => {
    const body = "x".repeat(5 * 1024 * 1024);
    const response = await send("/files/cwr?society=052", { method: "POST", body });
    expect([response.status, await response.json()]).toEqual([202, { job: `job_cwr_${body.length}_052_anna` }]);
    expect((await send("/files/usage", { method: "POST", body: "x" })).status).toBe(403);
    expect((await send("/files/cwr", { method: "POST", body: "x" }, anonymousCaller("r"))).status).toBe(403);
  });

  it("are refused with their problems", async () => {
    const response = await send("/files/cwr", { method: "POST", body: "" });
    expect([response.status, await response.json()]).toEqual([
      422,
      { problems: [{ code: "FILE_EMPTY", message: "nothing came", path: [] }] },
    ]);
  });

  it("are refused with 507 when the house has no more room", async () => {
    const response = await send("/files/cwr?society=000", { method: "POST", body: "x" });
    expect([response.status, await response.json()]).toEqual([507, { error: { code: "STORAGE_FULL", message: "no more room" } }]);
  });

  it("that the disk has no more room for leave nothing behind", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tutti-upload-"));
    // as the system reports it from the middle of the stream
    const stream = Readable.from(
      (function* () {
        yield Buffer.alloc(100_000);
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      })(),
    );
    await expect(storeUpload(stream, { folder, name: "a.V21" })).rejects.toThrow(StorageFull);
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it("are given out by name", async () => {
    const response = await send("/files/acknowledgements/a%20b.V21");
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([200, "text/plain", "HDRTRL"]);
    for (const path of ["/files/acknowledgements/none", "/files/acknowledgements/%", "/files/x/y/z", "/files/"])
      expect((await send(path)).status).toBe(404);
    expect((await fetch(`${server.url}/files/acknowledgements/a%20b.V21`)).status).toBe(401);
  });
});
