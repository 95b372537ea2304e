import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { graphql } from "graphql";
import { createDistributionsSubgraph } from "../../subgraphs/distributions/index.ts";
import type { DistributionsSubgraph } from "../../subgraphs/distributions/index.ts";
import type { UsageImport } from "../../subgraphs/distributions/usage/import.ts";
import { readCrd } from "../../subgraphs/domain/formats/crd.ts";
import { checkLedger } from "../../subgraphs/domain/ledger.ts";
import type { LedgerEntry } from "../../subgraphs/domain/ledger.ts";
import type { CurrencyCode } from "../../subgraphs/domain/money.ts";
import { moneyModels } from "../../subgraphs/distributions/runs/model.ts";
import type { Caller, Role } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { DEMONSTRATION, portsOf } from "../support/distributionPorts.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";

/**
 * Shows the whole way of the money over the store: a usage report in, a dry run, a run, statements, explanations, holds, settlement, files;
 * what may be read by whom; and that nothing is ever paid twice. The tests build on each other's run, made in beforeAll.
 */
const HEADER = "row_id,period,territory,use,isrc,iswc,title,artist,plays,revenue,currency";
const REPORT = [
  HEADER,
  "1,2026-Q1,CN,STREAM_INTERACTIVE,GBAAA0800736,,,,60,600.00,CNY",
  "2,2026-Q1,CN,STREAM_INTERACTIVE,,T-034.524.680-1,,,20,200.00,CNY",
  "3,2026-Q1,CN,STREAM_INTERACTIVE,,,Far away,John Far,10,100.00,CNY",
  "4,2026-Q1,CN,STREAM_INTERACTIVE,,,Unheard of,Nobody,10,100.00,CNY",
  "5,2026-Q1,FR,STREAM_INTERACTIVE,,T-034.524.680-1,,,3,0.10,CNY",
  "6,2026-Q1,DE,STREAM_INTERACTIVE,,T-034.524.680-1,,,3,0.10,CNY",
  "1,2026-Q1,CN,STREAM_INTERACTIVE,GBAAA0800736,,,,60,600.00,CNY",
].join("\r\n");
const caller = (role: Role, society: string | null, subject = `test-${role}`): Caller => ({
  subject,
  society,
  role,
  scopes: [],
  purpose: null,
  requestId: "req-1",
});
const ADMIN = caller("admin", null);
const MCSC = caller("distribution", "119");

let store: TestStore;
let foundation: Foundation;
let house: DistributionsSubgraph;
let imported: UsageImport;
let runId: string;

async function* bytes(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += 50) yield all.subarray(at, at + 50);
}
const importText = async (text: string | Uint8Array, more: { dryRun?: boolean; licenseId?: string; as?: Caller } = {}) =>
  await house.importUsage({
    stream: bytes(text),
    licenseId: more.licenseId ?? "lic_1",
    caller: more.as ?? ADMIN,
    dryRun: more.dryRun ?? false,
  });
async function refusalOf(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`a Refusal was expected, not ${String(error)}`);
  return error.problems.map(({ code }) => code);
}
async function ask(source: string, as: Caller = MCSC, variables: Record<string, unknown> = {}) {
  const result = await graphql({ schema: house.schema, source, contextValue: house.contextFor(as), variableValues: variables });
  return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors: (result.errors ?? []).map(({ message }) => message) };
}

beforeAll(async () => {
  store = await openTestStore();
  foundation = await store.foundation({ subgraph: "distributions", clock: fixedClock(new Date("2026-04-15T08:00:00Z")) });
  house = await createDistributionsSubgraph({ foundation, ports: portsOf(DEMONSTRATION), dataFolder: store.folder });
  imported = await importText(REPORT);
  const dry = await house.runDistribution({ period: null, dryRun: true, caller: MCSC });
  const { run } = await house.runDistribution({ period: null, dryRun: false, caller: MCSC, idempotencyKey: "k1" });
  expect(run.totals).toEqual(dry.run.totals);
  runId = run._id;
});
afterAll(async () => {
  await foundation.stop();
  await store.stop();
});

describe("importing usage", () => {
  test("takes good rows in and names the bad ones by line and field", () => {
    expect(imported).toMatchObject({ transactions: 7, accepted: 5, rejected: 2, matched: 4, period: "2026-Q1", replayed: false });
    expect(imported.problems.map(({ code, line, field }) => [code, line, field])).toEqual([
      ["TERRITORY_NOT_LICENSED", 7, "territory"],
      ["ROW_TWICE", 8, "row_id"],
    ]);
  });

  test("is idempotent by content and licence", async () => {
    expect(await importText(REPORT)).toMatchObject({ replayed: true, reportId: imported.reportId });
  });

  test("stores nothing on a dry run", async () => {
    const dry = await importText(REPORT.replace("Unheard of", "Other"), { dryRun: true });
    expect(dry).toMatchObject({ reportId: null, accepted: 5, dryRun: true });
    const { data } = await ask("{ usageReports { edges { node { id } } } }");
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
    expect(await refusalOf(importText(text))).toContain(code);
    expect(await foundation.connection.collection("drafts").countDocuments({})).toBe(0);
  });

  test("refuses an unknown licence, another's licence, and another licensee", async () => {
    expect(await refusalOf(importText(REPORT, { licenseId: "lic_9" }))).toEqual(["LICENSE_UNKNOWN"]);
    expect(await refusalOf(importText(REPORT, { as: caller("licensee", null, "other-co") }))).toEqual(["LICENSE_UNKNOWN"]);
    await expect(importText(REPORT, { as: caller("distribution", "052") })).rejects.toThrow("belongs to society 119");
  });
});

const TOTALS = `totals { currency income { amount } remitted { amount } deductions { amount } tax { amount } held { amount } unmatched { amount } unclaimed { amount } nonMembers { amount } notRepresented { amount } residue { amount } }`;

describe("a run", () => {
  test("accounts for the income to the minor unit", async () => {
    const { data } = await ask(
      `query ($id: ID!) { distributionRun(id: $id) { period dryRun ${TOTALS} payers { code } reports { id } } }`,
      MCSC,
      { id: runId },
    );
    const { currency, income, ...parts } = data.distributionRun.totals[0];
    // 1,000.00 in China and 0.10 in France, 10 percent of both
    expect([currency, income.amount]).toEqual(["CNY", "100.01"]);
    const sum = Object.values(parts as Record<string, { amount: string }>).reduce(
      (before, { amount }) => before + BigInt(amount.replace(".", "")),
      0n,
    );
    expect(sum).toBe(10_001n);
    // held: 20 percent of 20 in China and of 0.01 in France; unclaimed: 10 percent of 10; and so on
    expect(parts).toMatchObject({
      held: { amount: "4.00" },
      unmatched: { amount: "10.00" },
      unclaimed: { amount: "1.00" },
      nonMembers: { amount: "3.00" },
      notRepresented: { amount: "6.00" },
      residue: { amount: "0.00" },
    });
  });

  test("writes statements with deductions in order, tax and the exchange", async () => {
    const { data } = await ask(
      `query ($id: ID!) { distributionRun(id: $id) { statements { payee { code } gross { amount } deductions { kind amount { amount } reference } tax { amount } remitted { amount currency } paid { amount currency } exchange { rate by source } lineCount } } }`,
      MCSC,
      { id: runId },
    );
    const byPayee = new Map(data.distributionRun.statements.map((one: { payee: { code: string } }) => [one.payee.code, one]));
    expect(byPayee.get("119")).toMatchObject({
      gross: { amount: "30.00" },
      deductions: [],
      remitted: { amount: "30.00", currency: "CNY" },
      exchange: null,
    });
    expect(byPayee.get("052")).toMatchObject({
      gross: { amount: "30.00" },
      deductions: [
        { kind: "ADMINISTRATION", amount: { amount: "4.50" } },
        { kind: "SOCIAL_CULTURAL", amount: { amount: "2.55" } },
      ],
      remitted: { amount: "22.95", currency: "CNY" },
      // 22.95 CNY x 0.85 / 7.8
      paid: { amount: "2.50", currency: "GBP" },
      exchange: { by: "1 / (EUR/CNY) x EUR/GBP", source: "demonstration" },
    });
    expect(byPayee.get("058")).toMatchObject({ paid: { currency: "EUR" } });
  });

  test("pays no report twice: a second run finds nothing", async () => {
    expect(await refusalOf(house.runDistribution({ period: "2026-Q1", dryRun: false, caller: MCSC }))).toEqual(["NOTHING_UNPAID"]);
    expect(await refusalOf(house.runDistribution({ period: "2026-1", dryRun: false, caller: MCSC }))).toEqual(["PERIOD_SYNTAX"]);
    const { data } = await ask("{ usageReports { edges { node { paidBy { id } version } } } }");
    expect(data.usageReports.edges[0].node).toEqual({ paidBy: { id: runId }, version: 2 });
  });

  test("answers the same command with the same run", async () => {
    const again = await house.runDistribution({ period: null, dryRun: false, caller: MCSC, idempotencyKey: "k1" });
    expect(again).toMatchObject({ replayed: true, run: { _id: runId } });
  });

  test("two runs at once pay once", async () => {
    await importText(REPORT.replace("Unheard of", "Raced"));
    const both = await Promise.allSettled(
      [1, 2].map(async () => await house.runDistribution({ period: null, dryRun: false, caller: MCSC })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(String(lost.reason)).toContain("REPORT_PAID_MEANWHILE");
    const runs = await foundation.connection.collection("runs").find({}).toArray();
    const lines = await foundation.connection.collection("lines").distinct("runId");
    expect(lines.sort()).toEqual(runs.map(({ _id }) => String(_id)).sort());
  });

  test("leaves books that sum to zero", async () => {
    const records = await moneyModels(foundation.connection).ledger.find({}).lean();
    const entries = records.map(({ _id, postings, ...rest }): LedgerEntry => ({
      ...rest,
      id: _id,
      postings: postings.map((one) => ({ account: one.account, currency: one.currency as CurrencyCode, minor: BigInt(one.minor) })),
    }));
    expect(entries.length).toBeGreaterThan(0);
    expect(checkLedger(entries)).toEqual([]);
  });
});

const LINES = `query ($run: ID!) { statements(filter: { run: $run }) { edges { node { id payee { code } lines(first: 100) { edges { node { id workTitle right territory partyName share { percent } plays gross net } } } } } } }`;

describe("what a payment is made of", () => {
  test("explains every line of every statement, and all sums hold", async () => {
    const { data } = await ask(LINES, MCSC, { run: runId });
    const lines = data.statements.edges.flatMap(({ node }: { node: { lines: { edges: { node: { id: string } }[] } } }) =>
      node.lines.edges.map((edge) => edge.node),
    );
    // two rights: two claims on the first work, two payable ones on the disputed one; and its one minor unit in France
    expect(lines.length).toBe(10);
    for (const { id } of lines) {
      const explained = await ask(
        `query ($line: ID!) { explainPayment(line: $line) { line { id } rows { line match { by confidence { percent } because } } rowCount fee { amount { amount } clause basis right plays } workAmount because claimIds deductions { kind amount rate { percent } } payee { code } checks { what holds sum expected } } }`,
        MCSC,
        { line: id },
      );
      expect(explained.errors).toEqual([]);
      expect(explained.data.explainPayment.rows.length).toBeGreaterThan(0);
      expect(explained.data.explainPayment.checks.filter(({ holds }: { holds: boolean }) => !holds)).toEqual([]);
      expect(explained.data.explainPayment.checks).toHaveLength(5);
    }
  });

  test("shows what is not paid, the most valuable first, and what is held for which conflict", async () => {
    const { data } = await ask(
      `query ($run: ID!) { undistributed(filter: { run: $run }, first: 3) { edges { node { reason title amount work { id } } } pageInfo { hasNextPage endCursor } } holds(conflict: "cnf_1") { edges { node { amount { amount } conflictIds run { id } } } } }`,
      MCSC,
      { run: runId },
    );
    const shown = data.undistributed.edges.map(({ node }: { node: { reason: string; title: string; amount: string } }) => [
      node.reason,
      node.title,
      node.amount,
    ]);
    expect(shown).toEqual([
      ["UNMATCHED", "Unheard of", "5"],
      ["UNMATCHED", "Unheard of", "5"],
      ["NOT_REPRESENTED", "FAR AWAY", "3"],
    ]);
    const next = await ask(
      `query ($run: ID!, $after: String) { undistributed(filter: { run: $run }, first: 100, after: $after) { edges { node { amount } } pageInfo { hasNextPage } } }`,
      MCSC,
      { run: runId, after: data.undistributed.pageInfo.endCursor },
    );
    const amounts = next.data.undistributed.edges.map(({ node }: { node: { amount: string } }) => Number(node.amount));
    expect(amounts).toEqual([...amounts].sort((one, other) => other - one));
    expect(data.holds.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      amount: { amount: "4.00" },
      conflictIds: ["cnf_1"],
      run: { id: runId },
    });
  });

  test("nets what societies owe each other, with every gross line beside it", async () => {
    const { data } = await ask(
      `{ settlement(period: "2026-Q1") { dues { to { code } amount { amount currency } statement { id } } positions { society { code } net { amount currency } } payments { to { code } amount { amount currency } } } }`,
      ADMIN,
    );
    const net = data.settlement.positions
      .filter((one: { net: { currency: string } }) => one.net.currency === "GBP")
      .map((one: { society: { code: string }; net: { amount: string } }) => [one.society.code, one.net.amount]);
    expect(net).toEqual([
      ["052", "5.00"],
      ["119", "-5.00"],
    ]);
    expect(data.settlement.dues.length).toBe(4);
  });

  test("exports a statement as a CRD-style file that adds up", async () => {
    const file = await house.exportCrd({ runId, to: "052", caller: MCSC });
    if (!file.ok) throw new Error("no file");
    const read = readCrd(file.value.text);
    expect(read.ok && read.value.exploitations.reduce((sum, { gross }) => sum + gross, 0n)).toBe(3_000_000_000n);
    expect(await house.exportCrd({ runId, to: "038", caller: MCSC })).toMatchObject({
      ok: false,
      problems: [{ code: "STATEMENT_UNKNOWN" }],
    });
  });
});

describe("who may read money", () => {
  test("a payee reads its own statement and no other, and not the payer's totals", async () => {
    const { data } = await ask(
      `query ($run: ID!) { statements(filter: { run: $run }) { edges { node { payee { code } run { totals { currency } ledger { id } } } } } }`,
      caller("society", "052"),
      { run: runId },
    );
    expect(data.statements.edges.map(({ node }: { node: object }) => node)).toEqual([
      { payee: { code: "052" }, run: { totals: [], ledger: [] } },
    ]);
  });

  test("a regulator reads totals and nothing else", async () => {
    const regulator = caller("regulator", null);
    const { data } = await ask(`query ($id: ID!) { distributionRun(id: $id) { ${TOTALS} } }`, regulator, { id: runId });
    expect(data.distributionRun.totals).toHaveLength(1);
    expect((await ask("{ statements { edges { node { id } } } }", regulator)).errors[0]).toContain("money:read");
  });

  test.each([
    ["anonymous", "{ distributionRuns { edges { node { id } } } }"],
    ["steward", '{ settlement(period: "2026-Q1") { period } }'],
    ["society", "mutation { runDistribution(input: {}) { run { id } } }"],
  ] as const)("%s is refused", async (role, source) => {
    expect((await ask(source, caller(role, "119"))).errors).toHaveLength(1);
  });

  test("a mutation answers problems, not errors", async () => {
    const { data, errors } = await ask(
      'mutation { runDistribution(input: { period: "2031-Q1" }) { run { id } problems { code } replayed } }',
    );
    expect(errors).toEqual([]);
    expect(data.runDistribution).toEqual({ run: null, problems: [{ code: "NOTHING_UNPAID" }], replayed: false });
  });
});

describe("files", () => {
  test("an upload becomes a job whose result says what was taken in", async () => {
    const { Readable } = await import("node:stream");
    const { job } = await house.files.receive({
      kind: "usage",
      stream: Readable.from([Buffer.from(REPORT.replace("Unheard of", "Uploaded"))]),
      parameters: { license: "lic_1" },
      caller: MCSC,
    });
    await foundation.jobs.drain();
    const found = await house.ports.jobReader.find({ id: job });
    expect(found.job).toMatchObject({
      state: "DONE",
      kind: "usage-import",
      problems: [{ code: "TERRITORY_NOT_LICENSED", line: 7 }, { code: "ROW_TWICE" }],
    });
    expect(JSON.parse(found.job?.result ?? "{}")).toMatchObject({ transactions: 7, accepted: 5, rejected: 2, replayed: false });
  });

  test("statements are given out to those who may read them", async () => {
    const name = `statements/${runId}-052.crd`;
    expect(await house.files.send({ name, caller: MCSC })).toMatchObject({ fileName: `${runId}-052.crd` });
    expect(await house.files.send({ name, caller: caller("society", "058") })).toBeNull();
    expect(await house.files.send({ name: "statements/../x", caller: MCSC })).toBeNull();
  });
});
