import { Writable } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { createLogger } from "../../subgraphs/kit/log.ts";

// Shows that secrets do not reach the log, at the depths where people put them.
describe("the log", () => {
  it("cuts secrets out, keeps the rest", () => {
    const lines: string[] = [];
    const to = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const log = createLogger({ level: "info", name: "works", to });
    log.info(
      {
        authorization: "Bearer S3CRET",
        request: { headers: { "x-tutti-identity": "S3CRET", cookie: "S3CRET" } },
        user: { token: "S3CRET", society: "052" },
      },
      "A call.",
    );
    log.debug("not at this level");
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("S3CRET");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ name: "works", msg: "A call.", user: { society: "052" } });
  });
});
