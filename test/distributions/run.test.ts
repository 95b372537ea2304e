import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { moneyModels } from "../../subgraphs/distributions/runs/model.ts";
import { readCrd } from "../../subgraphs/domain/formats/crd.ts";
import { invariant } from "../../subgraphs/domain/invariant.ts";
import { checkLedger } from "../../subgraphs/domain/ledger.ts";
import type { LedgerEntry } from "../../subgraphs/domain/ledger.ts";
import type { CurrencyCode } from "../../subgraphs/domain/money.ts";
import { ADMIN, callerOf, MCSC, nodesOf, openHouse, refusalOf, REPORT } from "./house.ts";
import type { List, TestHouse } from "./house.ts";

/**
 * Shows the way of the money over the store: a run accounts for every unit, pays nothing twice, explains every line, and shows each society
 * its own. One report is imported and distributed before all tests; the second report comes with the race of two runs.
 */
interface Amount {
  readonly amount: string;
  readonly currency?: string;
}
interface Society {
  readonly code: string;
}
type Part = "remitted" | "deductions" | "tax" | "held" | "unmatched" | "unclaimed" | "nonMembers" | "notRepresented" | "residue";
type Totals = { readonly currency: string; readonly income: Amount } & Readonly<Record<Part, Amount>>;

let at: TestHouse;
let runId: string;
beforeAll(async () => {
  at = await openHouse();
  await at.importText(REPORT);
  const dry = await at.house.runDistribution({ period: null, dryRun: true, caller: MCSC });
  const { run } = await at.house.runDistribution({ period: null, dryRun: false, caller: MCSC, idempotencyKey: "k1" });
  expect(run.totals).toEqual(dry.run.totals);
  runId = run._id;
});
afterAll(async () => await at.stop());

function first<T>(items: readonly T[]): T {
  const [item] = items;
  invariant(item !== undefined, "the list has an item");
  return item;
}

const TOTALS = `totals { currency income { amount } remitted { amount } deductions { amount } tax { amount } held { amount } unmatched { amount } unclaimed { amount } nonMembers { amount } notRepresented { amount } residue { amount } }`;

describe("a run", () => {
  test("accounts for the income to the minor unit", async () => {
    const { data } = await at.ask<{ distributionRun: { totals: Totals[] } }>(
      `query ($id: ID!) { distributionRun(id: $id) { period dryRun ${TOTALS} payers { code } reports { id } } }`,
      MCSC,
      { id: runId },
    );
    const { currency, income, ...parts } = first(data.distributionRun.totals);
    // 1,000.00 in China and 0.10 in France, 10 percent of both
    expect([currency, income.amount]).toEqual(["CNY", "100.01"]);
    const sum = Object.values(parts).reduce((before, { amount }) => before + BigInt(amount.replace(".", "")), 0n);
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
    const { data } = await at.ask<{ distributionRun: { statements: { payee: Society }[] } }>(
      `query ($id: ID!) { distributionRun(id: $id) { statements { payee { code } gross { amount } deductions { kind amount { amount } reference } tax { amount } remitted { amount currency } paid { amount currency } exchange { rate by source } lineCount } } }`,
      MCSC,
      { id: runId },
    );
    const byPayee = new Map(data.distributionRun.statements.map((one) => [one.payee.code, one]));
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
    expect(await refusalOf(at.house.runDistribution({ period: "2026-Q1", dryRun: false, caller: MCSC }))).toEqual(["NOTHING_UNPAID"]);
    expect(await refusalOf(at.house.runDistribution({ period: "2026-1", dryRun: false, caller: MCSC }))).toEqual(["PERIOD_SYNTAX"]);
    const { data } = await at.ask<{ usageReports: List<object> }>("{ usageReports { edges { node { paidBy { id } version } } } }");
    expect(nodesOf(data.usageReports)[0]).toEqual({ paidBy: { id: runId }, version: 2 });
  });

  test("answers the same command with the same run", async () => {
    const again = await at.house.runDistribution({ period: null, dryRun: false, caller: MCSC, idempotencyKey: "k1" });
    expect(again).toMatchObject({ replayed: true, run: { _id: runId } });
  });

  test("two runs at once pay once", async () => {
    await at.importText(REPORT.replace("Unheard of", "Raced"));
    const both = await Promise.allSettled(
      [1, 2].map(async () => await at.house.runDistribution({ period: null, dryRun: false, caller: MCSC })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(String(lost.reason)).toContain("REPORT_PAID_MEANWHILE");
    const runs = await at.foundation.connection.collection("runs").find({}).toArray();
    const lines = await at.foundation.connection.collection("lines").distinct("runId");
    expect(lines.sort()).toEqual(runs.map(({ _id }) => String(_id)).sort());
  });

  test("leaves books that sum to zero", async () => {
    const records = await moneyModels(at.foundation.connection).ledger.find({}).lean();
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
    const { data } = await at.ask<{ statements: List<{ lines: List<{ id: string }> }> }>(LINES, MCSC, { run: runId });
    const lines = nodesOf(data.statements).flatMap((one) => nodesOf(one.lines));
    // two rights: two claims on the first work, two payable ones on the disputed one; and its one minor unit in France
    expect(lines.length).toBe(10);
    for (const { id } of lines) {
      const explained = await at.ask<{ explainPayment: { rows: object[]; checks: { holds: boolean }[] } }>(
        `query ($line: ID!) { explainPayment(line: $line) { line { id } rows { line match { by confidence { percent } because } } rowCount fee { amount { amount } clause basis right plays } workAmount because claimIds deductions { kind amount rate { percent } } payee { code } checks { what holds sum expected } } }`,
        MCSC,
        { line: id },
      );
      expect(explained.errors).toEqual([]);
      expect(explained.data.explainPayment.rows.length).toBeGreaterThan(0);
      expect(explained.data.explainPayment.checks.filter(({ holds }) => !holds)).toEqual([]);
      expect(explained.data.explainPayment.checks).toHaveLength(5);
    }
  });

  test("shows what is not paid, the most valuable first, and what is held for which conflict", async () => {
    const { data } = await at.ask<{ undistributed: List<{ reason: string; title: string; amount: string }>; holds: List<object> }>(
      `query ($run: ID!) { undistributed(filter: { run: $run }, first: 3) { edges { node { reason title amount work { id } } } pageInfo { hasNextPage endCursor } } holds(conflict: "cnf_1") { edges { node { amount { amount } conflictIds run { id } } } } }`,
      MCSC,
      { run: runId },
    );
    const shown = nodesOf(data.undistributed).map(({ reason, title, amount }) => [reason, title, amount]);
    expect(shown).toEqual([
      ["UNMATCHED", "Unheard of", "5"],
      ["UNMATCHED", "Unheard of", "5"],
      ["NOT_REPRESENTED", "FAR AWAY", "3"],
    ]);
    const next = await at.ask<{ undistributed: List<{ amount: string }> }>(
      `query ($run: ID!, $after: String) { undistributed(filter: { run: $run }, first: 100, after: $after) { edges { node { amount } } pageInfo { hasNextPage } } }`,
      MCSC,
      { run: runId, after: data.undistributed.pageInfo.endCursor },
    );
    const amounts = nodesOf(next.data.undistributed).map(({ amount }) => Number(amount));
    expect(amounts).toEqual([...amounts].sort((one, other) => other - one));
    expect(nodesOf(data.holds)).toContainEqual({
      amount: { amount: "4.00" },
      conflictIds: ["cnf_1"],
      run: { id: runId },
    });
  });

  test("nets what societies owe each other, with every gross line beside it", async () => {
    const { data } = await at.ask<{ settlement: { dues: object[]; positions: { society: Society; net: Amount }[] } }>(
      `{ settlement(period: "2026-Q1") { dues { to { code } amount { amount currency } statement { id } } positions { society { code } net { amount currency } } payments { to { code } amount { amount currency } } } }`,
      ADMIN,
    );
    const net = data.settlement.positions.filter((one) => one.net.currency === "GBP").map((one) => [one.society.code, one.net.amount]);
    expect(net).toEqual([
      ["052", "5.00"],
      ["119", "-5.00"],
    ]);
    expect(data.settlement.dues.length).toBe(4);
  });

  test("exports a statement as a CRD-style file that adds up", async () => {
    const file = await at.house.exportCrd({ runId, to: "052", caller: MCSC });
    if (!file.ok) throw new Error("no file");
    const read = readCrd(file.value.text);
    expect(read.ok && read.value.exploitations.reduce((sum, { gross }) => sum + gross, 0n)).toBe(3_000_000_000n);
    expect(await at.house.exportCrd({ runId, to: "038", caller: MCSC })).toMatchObject({
      ok: false,
      problems: [{ code: "STATEMENT_UNKNOWN" }],
    });
  });
});

describe("who may read money", () => {
  test("a payee reads its own statement and no other, and not the payer's totals", async () => {
    const { data } = await at.ask<{ statements: List<object> }>(
      `query ($run: ID!) { statements(filter: { run: $run }) { edges { node { payee { code } run { totals { currency } ledger { id } } } } } }`,
      callerOf("society", "052"),
      { run: runId },
    );
    expect(nodesOf(data.statements)).toEqual([{ payee: { code: "052" }, run: { totals: [], ledger: [] } }]);
  });

  test("a regulator reads totals and nothing else", async () => {
    const regulator = callerOf("regulator", null);
    const { data } = await at.ask<{ distributionRun: { totals: Totals[] } }>(
      `query ($id: ID!) { distributionRun(id: $id) { ${TOTALS} } }`,
      regulator,
      { id: runId },
    );
    expect(data.distributionRun.totals).toHaveLength(1);
    expect((await at.ask("{ statements { edges { node { id } } } }", regulator)).errors[0]).toContain("money:read");
  });

  test.each([
    ["anonymous", "{ distributionRuns { edges { node { id } } } }"],
    ["steward", '{ settlement(period: "2026-Q1") { period } }'],
    ["society", "mutation { runDistribution(input: {}) { run { id } } }"],
  ] as const)("%s is refused", async (role, source) => {
    expect((await at.ask(source, callerOf(role, "119"))).errors).toHaveLength(1);
  });

  test("a mutation answers problems, not errors", async () => {
    const { data, errors } = await at.ask<{ runDistribution: object }>(
      'mutation { runDistribution(input: { period: "2031-Q1" }) { run { id } problems { code } replayed } }',
    );
    expect(errors).toEqual([]);
    expect(data.runDistribution).toEqual({ run: null, problems: [{ code: "NOTHING_UNPAID" }], replayed: false });
  });

  test("statements are given out to those who may read them", async () => {
    const name = `statements/${runId}-052.crd`;
    expect(await at.house.files.send({ name, caller: MCSC })).toMatchObject({ fileName: `${runId}-052.crd` });
    expect(await at.house.files.send({ name, caller: callerOf("society", "058") })).toBeNull();
    expect(await at.house.files.send({ name: "statements/../x", caller: MCSC })).toBeNull();
  });
});
