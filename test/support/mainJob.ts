import { expect } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { readCwrBytes } from "../../subgraphs/domain/formats/cwr/read.ts";
import type { HouseUser } from "./houseUser.ts";
import { DISPUTED, rivalFile } from "./rivalFile.ts";

const SAMPLE = new URL("../samples/CW190001MPC_000.V21", import.meta.url);
const COUNTRIES = ["0156", "0344", "0250", "0826"];

/** What the story leaves behind, to be found again after a restart. */
export interface MainJobDone {
  readonly license: string;
  readonly run: string;
  readonly conflict: string;
}

/**
 * The main job in one graph: load a real file, see a rival claim, ask who owns what, license four countries, report use,
 * distribute, explain, export. Expected amounts are counted by hand from the demonstration's tariff and mandates.
 */
export async function doMainJob(user: HouseUser): Promise<MainJobDone> {
  await loadTheSample(user);
  const conflict = await meetTheRival(user);
  const license = await licenseFourCountries(user);
  const run = await distributeTheUse(user, license, conflict);
  await readTheStatement(user, run);
  return { license, run, conflict };
}

async function loadTheSample(user: HouseUser): Promise<void> {
  const job = await user.send("052 steward", "/files/cwr?society=052&fileName=CW190001MPC_000.V21", await readFile(SAMPLE));
  expect(job.result).toMatchObject({ transactions: 100, accepted: 97, rejected: 3, replayed: false });
  const lines = new Set(job.problems.map(({ line }) => line));
  expect([2, 3, 5, 19, 20, 46, 60, 203, 1612, 1613, 1614].filter((line) => !lines.has(line))).toEqual([]);
  const { text } = await user.read("052 steward", String(job.result["ack"]));
  const events = readCwrBytes(Buffer.from(text, "utf8"));
  const answers = events.flatMap((event) => (event.kind === "transaction" ? [event.transaction.type] : []));
  expect(answers).toEqual(Array.from({ length: 100 }, () => "ACK"));
  expect(events.at(-1)).toMatchObject({ kind: "end", verdict: { refused: false, problems: [] } });
}

const OWNED = `query ($iswc: String!, $territories: [TisCode!]!) { workByIswc(iswc: $iswc) { title
  ownership(rights: [OD, MD], territories: $territories, on: "2026-05-01") {
    cells { right territories state claimed { percent } over { percent } held { percent } claims { party { name } society { code name } share { percent } } }
    conflicts { id kind state excess { percent } claims { id } cells { rights territories } } } } }`;

async function meetTheRival(user: HouseUser): Promise<string> {
  const job = await user.send("058 steward", "/files/cwr?society=058&fileName=rival.V21", rivalFile());
  expect(job.result).toMatchObject({ accepted: 1, rejected: 0, works: { created: 0, updated: 1 } });
  const { workByIswc: work } = await user.ask("119 society", OWNED, { iswc: DISPUTED.iswc, territories: COUNTRIES });
  expect(work.title).toBe(DISPUTED.title);
  const { cells, conflicts } = work.ownership;
  const europe = cells.find((cell: { right: string; territories: string[] }) => cell.right === "OD" && cell.territories.includes("0250"));
  expect(europe).toMatchObject({
    territories: ["0250", "0826"],
    state: "DISPUTED",
    claimed: { percent: "150" },
    over: { percent: "50" },
    held: { percent: "50" },
  });
  const names = europe.claims.map((claim: { party: { name: string } }) => claim.party.name.toUpperCase());
  expect(names).toHaveLength(3);
  for (const name of ["LENTON", "FARRY HAMMERS", "GRAND BOULEVARD"]) expect(names.some((one: string) => one.includes(name))).toBe(true);
  const asia = cells.find((cell: { right: string; territories: string[] }) => cell.right === "OD" && cell.territories.includes("0156"));
  expect(asia).toMatchObject({ territories: ["0156", "0344"], state: "CLEAR", claimed: { percent: "100" } });
  expect(conflicts).toHaveLength(1);
  expect(conflicts[0]).toMatchObject({ kind: "OVER_CLAIM", state: "OPEN", excess: { percent: "50" } });
  expect(conflicts[0].claims.length).toBeGreaterThanOrEqual(2);
  return conflicts[0].id as string;
}

const QUOTE = {
  licensor: "119",
  use: "STREAM_INTERACTIVE",
  territories: COUNTRIES,
  period: { from: "2026-01-01", until: "2027-01-01" },
  currency: "CNY",
  estimates: COUNTRIES.map((territory) => ({ territory, revenue: "1000", plays: "100", subscribers: "0" })),
};

async function licenseFourCountries(user: HouseUser): Promise<string> {
  const { quote } = await user.ask(
    "119 licensing",
    `query ($input: QuoteInput!) { quote(input: $input) { problems { code } total { amount } lines { amount { amount } }
      territories { territory combined { category share { numerator denominator } } } } }`,
    { input: QUOTE },
  );
  expect(quote.problems).toEqual([]);
  const cents = (amount: string): bigint => BigInt(amount.replace(".", ""));
  expect(quote.lines.reduce((sum: bigint, line: { amount: { amount: string } }) => sum + cents(line.amount.amount), 0n)).toBe(
    cents(quote.total.amount),
  );
  const here = quote.territories.map(({ territory }: { territory: string }) => territory);
  expect([...here].sort()).toEqual([...COUNTRIES].sort());
  const { issueLicense } = await user.ask(
    "119 licensing",
    `mutation ($input: IssueLicenseInput!) { issueLicense(input: $input) { problems { code message } license { id state snapshot { hash } } } }`,
    { input: { quote: QUOTE, licensee: "STORYSTREAM", idempotencyKey: "story-license" } },
  );
  expect(issueLicense.problems).toEqual([]);
  expect(issueLicense.license).toMatchObject({ state: "IN_FORCE", snapshot: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  return issueLicense.license.id as string;
}

const PARTS = ["remitted", "deductions", "tax", "held", "unmatched", "unclaimed", "nonMembers", "notRepresented", "residue"];

async function distributeTheUse(user: HouseUser, license: string, conflict: string): Promise<string> {
  const rows = COUNTRIES.map((territory) => `2026-Q2,${territory},STREAM_INTERACTIVE,${DISPUTED.iswc},100,1000.00,CNY`);
  const report = Buffer.from(`period,territory,use,iswc,plays,revenue,currency\r\n${rows.join("\r\n")}\r\n`, "utf8");
  const job = await user.send("119 distribution", `/files/usage?license=${license}`, report);
  expect(job).toMatchObject({ state: "DONE", result: { accepted: 4, rejected: 0 } });
  const { runDistribution } = await user.ask(
    "119 distribution",
    `mutation { runDistribution(input: { period: "2026-Q2" }) { problems { code message } run { id totals { currency income { amount } ${PARTS.map((part) => `${part} { amount }`).join(" ")} } } } }`,
  );
  const { id, totals } = runDistribution.run;
  const [total] = totals;
  // 12% of 1,000 in each of four countries; half of the performing part (75% of 120) is held in France and in the United Kingdom
  expect(total).toMatchObject({
    currency: "CNY",
    income: { amount: "480.00" },
    held: { amount: "90.00" },
    unmatched: { amount: "0.00" },
    unclaimed: { amount: "0.00" },
  });
  const minor = (name: string): bigint => BigInt(String(total[name].amount).replace(".", ""));
  expect(PARTS.reduce((sum, part) => sum + minor(part), 0n)).toBe(minor("income"));
  const { holds } = await user.ask(
    "119 distribution",
    `query ($c: ID) { holds(conflict: $c) { edges { node { amount { amount } run { id } } } } }`,
    { c: conflict },
  );
  const held = holds.edges.map(({ node }: { node: { amount: { amount: string } } }) => BigInt(node.amount.amount.replace(".", "")));
  expect(held.reduce((sum: bigint, one: bigint) => sum + one, 0n)).toBe(9000n);
  return id as string;
}

async function readTheStatement(user: HouseUser, run: string): Promise<void> {
  const { statements } = await user.ask(
    "052 distribution",
    `query ($run: ID) { statements(filter: { run: $run, payer: "119", payee: "052" }) { edges { node { gross { amount } deducted { amount } tax { amount } remitted { amount }
      lines(first: 100) { edges { node { id right territory partyName gross } } } } } } }`,
    { run },
  );
  expect(statements.edges).toHaveLength(1);
  const { gross, deducted, tax, remitted, lines } = statements.edges[0].node;
  const minor = ({ amount }: { amount: string }): bigint => BigInt(amount.replace(".", ""));
  // performing: 60 in China, 90 in Hong Kong, the writer's 45 in France and 45 in the United Kingdom
  expect(gross.amount).toBe("240.00");
  expect(minor(gross)).toBe(minor(deducted) + minor(tax) + minor(remitted));
  expect(minor(deducted)).toBe(3936n);
  expect(lines.edges.length).toBe(6);
  const { explainPayment } = await user.ask(
    "052 distribution",
    `query ($line: ID!) { explainPayment(line: $line) { rowCount because claimIds rows { match { by because } } deductions { kind } checks { __typename } } }`,
    { line: lines.edges[0].node.id },
  );
  expect(explainPayment.rowCount).toBe(1);
  expect(explainPayment.rows[0].match.by).toBe("ISWC");
  expect(explainPayment.claimIds.length).toBeGreaterThan(0);
  expect(explainPayment.deductions.length).toBe(2);
  const file = await user.read("052 distribution", `/files/statements/${run}-052.crd`);
  expect(file.status).toBe(200);
  expect(file.text.slice(0, 3)).toBe("HDR");
}

/** After an orderly stop and another start: all still there. */
export async function findEverything(user: HouseUser, { license, run, conflict }: MainJobDone): Promise<void> {
  const found = await user.ask(
    "119 admin",
    `query ($l: ID!, $r: ID!, $c: ID!) { license(id: $l) { state } distributionRun(id: $r) { period } conflict(id: $c) { state } }`,
    {
      l: license,
      r: run,
      c: conflict,
    },
  );
  expect(found).toEqual({ license: { state: "IN_FORCE" }, distributionRun: { period: "2026-Q2" }, conflict: { state: "OPEN" } });
}
