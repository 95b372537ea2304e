import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { UsageImport } from "../../subgraphs/distributions/usage/import.ts";
import { callerOf, HEADER, MCSC, openHouse, refusalOf, REPORT } from "./house.ts";
import type { List, TestHouse } from "./house.ts";

/** Shows what an import takes in, names, refuses and recognises again, directly and as the job of an upload. One report is imported before all tests. */
let at: TestHouse;
let imported: UsageImport;
beforeAll(async () => {
  at = await openHouse();
  imported = await at.importText(REPORT);
});
afterAll(async () => await at.stop());

describe("importing usage", () => {
  test("takes good rows in and names the bad ones by line and field", () => {
    expect(imported).toMatchObject({ transactions: 7, accepted: 5, rejected: 2, matched: 4, period: "2026-Q1", replayed: false });
    expect(imported.problems.map(({ code, line, field }) => [code, line, field])).toEqual([
      ["TERRITORY_NOT_LICENSED", 7, "territory"],
      ["ROW_TWICE", 8, "row_id"],
    ]);
  });

  test("is idempotent by content and licence", async () => {
    expect(await at.importText(REPORT)).toMatchObject({ replayed: true, reportId: imported.reportId });
  });

  test("stores nothing on a dry run", async () => {
    const dry = await at.importText(REPORT.replace("Unheard of", "Other"), { dryRun: true });
    expect(dry).toMatchObject({ reportId: null, accepted: 5, dryRun: true });
    const { data } = await at.ask<{ usageReports: List<{ id: string }> }>("{ usageReports { edges { node { id } } } }");
    expect(data.usageReports.edges).toHaveLength(1);
  });

  test.each([
    ["REPORT_EMPTY", `${HEADER}\n`],
    ["REPORT_EMPTY", ""],
    ["COLUMN_MISSING", "a,b\n1,2\n"],
    ["ENCODING_NOT_UTF8", Buffer.from(`${HEADER}\n1,2026-Q1,CN,STREAM_INTERACTIVE,,,\u00e9,x,1,1,CNY`, "latin1")],
    ["ENCODING_NOT_UTF8", Buffer.from(`\ufeff${HEADER}`, "utf16le")],
    ["CSV_QUOTE_OPEN", `${HEADER}\n1,"2026-Q1`],
    ["CURRENCY_MISMATCH", `${HEADER}\n1,2026-Q1,CN,STREAM_INTERACTIVE,,,A,B,1,1,EUR`],
    ["LICENSE_NOT_IN_FORCE", `${HEADER}\n1,2025-Q4,CN,STREAM_INTERACTIVE,,,A,B,1,1,CNY`],
    ["USE_NOT_LICENSED", `${HEADER}\n1,2026-Q1,CN,RADIO,,,A,B,1,1,CNY`],
  ])("refuses whole with %s", async (code, text) => {
    expect(await refusalOf(at.importText(text))).toContain(code);
    expect(await at.foundation.connection.collection("drafts").countDocuments({})).toBe(0);
  });

  test("refuses an unknown licence, another's licence, and another licensee", async () => {
    expect(await refusalOf(at.importText(REPORT, { licenseId: "lic_9" }))).toEqual(["LICENSE_UNKNOWN"]);
    expect(await refusalOf(at.importText(REPORT, { as: callerOf("licensee", null, "other-co") }))).toEqual(["LICENSE_UNKNOWN"]);
    await expect(at.importText(REPORT, { as: callerOf("distribution", "052") })).rejects.toThrow("belongs to society 119");
  });
});

describe("files", () => {
  test("an upload becomes a job whose result says what was taken in", async () => {
    const { job } = await at.house.files.receive({
      kind: "usage",
      stream: Readable.from([Buffer.from(REPORT.replace("Unheard of", "Uploaded"))]),
      parameters: { license: "lic_1" },
      caller: MCSC,
    });
    await at.foundation.jobs.drain();
    const found = await at.house.ports.jobReader.find({ id: job });
    expect(found.job).toMatchObject({
      state: "DONE",
      kind: "usage-import",
      problems: [{ code: "TERRITORY_NOT_LICENSED", line: 7 }, { code: "ROW_TWICE" }],
    });
    expect(JSON.parse(found.job?.result ?? "{}") as unknown).toMatchObject({ transactions: 7, accepted: 5, rejected: 2, replayed: false });
  });

  test.each([
    ["without its folder", "reports/第二季度 2026-Q1.csv", "第二季度 2026-Q1.csv"],
    ["without its folder on Windows", "C:\\desk\\q1.csv", "q1.csv"],
    ["without invisible characters, and no longer than 200", `q1\u202e\r\n${"é".repeat(300)}`, `q1${"é".repeat(198)}`],
    ["as nothing where nothing is left", "../", null],
    ["as nothing where nobody said", null, null],
  ])("a report keeps what its file was called, %s", async (_how, fileName, shown) => {
    const { job } = await at.house.files.receive({
      kind: "usage",
      stream: Readable.from([Buffer.from(REPORT.replace("Unheard of", `Named ${fileName ?? "not"}`.replace(/[\r\n]/g, "")))]),
      parameters: { license: "lic_1", ...(fileName === null ? {} : { fileName }) },
      caller: MCSC,
    });
    await at.foundation.jobs.drain();
    const { reportId } = JSON.parse((await at.house.ports.jobReader.find({ id: job })).job?.result ?? "{}") as { reportId: string };
    const { data } = await at.ask<{ usageReports: List<{ id: string; fileName: string | null }> }>(
      "{ usageReports { edges { node { id fileName } } } }",
    );
    expect(data.usageReports.edges.find(({ node }) => node.id === reportId)?.node.fileName).toBe(shown);
  });
});
