import { expect } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { readCrd } from "../../subgraphs/domain/formats/crd.ts";
import { readCwrBytes } from "../../subgraphs/domain/formats/cwr/read.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import type { HouseUser } from "./houseUser.ts";
import { DISPUTED, rivalFile } from "./rivalFile.ts";
import { tryTheRuling } from "./triedRuling.ts";

const SAMPLE = new URL("../samples/CW190001MPC_000.V21", import.meta.url);
/** Another work of the sample, which nobody disputes. */
const UNDISPUTED = "T1224000080";
const COUNTRIES = ["0156", "0344", "0250", "0826"];

/** What the story leaves behind, to be found again after a restart. */
export interface MainJobDone {
  readonly license: string;
  readonly run: string;
  readonly conflict: string;
  /** Works, shares, licence, statements and holds as they were read at the end. */
  readonly seen: object;
}

/**
 * The main job in one graph: load a real file, see a rival claim, ask who owns what, license four countries, report use,
 * distribute, explain, export. Expected amounts are counted by hand from the demonstration's tariff and mandates.
 */
export async function doMainJob(user: HouseUser): Promise<MainJobDone> {
  await loadTheSample(user);
  const conflict = await meetTheRival(user);
  const license = await licenseFourCountries(user);
  await reportTheUse(user, license);
  await tryTheRuling(user, { conflict, license });
  const run = await distributeTheUse(user);
  await seeOnlyTheSliceHeld(user, run, conflict);
  await workAtTheDesk(user, conflict);
  await readTheStatement(user, run);
  const ids = { license, run, conflict };
  return { ...ids, seen: await seeEverything(user, ids) };
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

async function reportTheUse(user: HouseUser, license: string): Promise<void> {
  const rows = COUNTRIES.map((territory) => `2026-Q2,${territory},STREAM_INTERACTIVE,${DISPUTED.iswc},100,1000.00,CNY`);
  const report = Buffer.from(`period,territory,use,iswc,plays,revenue,currency\r\n${rows.join("\r\n")}\r\n`, "utf8");
  const job = await user.send("119 distribution", `/files/usage?license=${license}`, report);
  expect(job).toMatchObject({ state: "DONE", result: { accepted: 4, rejected: 0 } });
}

async function distributeTheUse(user: HouseUser): Promise<string> {
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
    // 240 to 052 and 150 to 044, see readTheStatement
    remitted: { amount: "306.48" },
    deductions: { amount: "63.96" },
    tax: { amount: "19.56" },
    nonMembers: { amount: "0.00" },
    notRepresented: { amount: "0.00" },
    residue: { amount: "0.00" },
  });
  const minor = (name: string): bigint => BigInt(String(total[name].amount).replace(".", ""));
  expect(PARTS.reduce((sum, part) => sum + minor(part), 0n)).toBe(minor("income"));
  return id as string;
}

/** Half of the performing part in France and in the United Kingdom waits for the ruling: 45 and 45. Nothing else does, for no other reason. */
async function seeOnlyTheSliceHeld(user: HouseUser, run: string, conflict: string): Promise<void> {
  const { holds, ofConflict, undistributed } = await user.ask(
    "119 distribution",
    `query ($run: ID!, $conflict: ID!) { ofConflict: holds(conflict: $conflict) { edges { node { amount { amount } } } }
      holds { edges { node { amount { amount currency } conflictIds run { id } payer { code } } } }
      undistributed(filter: { run: $run }) { edges { node { reason right territory amount conflictIds title } } } }`,
    { run, conflict },
  );
  expect(ofConflict.edges).toEqual([{ node: { amount: { amount: "90.00" } } }]);
  expect(holds.edges).toEqual([
    { node: { amount: { amount: "90.00", currency: "CNY" }, conflictIds: [conflict], run: { id: run }, payer: { code: "119" } } },
  ]);
  const waiting = undistributed.edges.map(({ node }: { node: { territory: string } }) => node);
  waiting.sort((one: { territory: string }, other: { territory: string }) => (one.territory < other.territory ? -1 : 1));
  expect(waiting).toEqual(
    ["0250", "0826"].map((territory) => ({
      ...{ reason: "HELD", right: "OD", territory, conflictIds: [conflict], title: DISPUTED.title },
      amount: expect.stringMatching(/^45(\.0+)?$/),
    })),
  );
}

/** The rival's steward finds the conflict in the queue with what it is worth, and brings a document, which reaches those with a part in it alone. */
async function workAtTheDesk(user: HouseUser, conflict: string): Promise<void> {
  const QUEUE = `{ conflicts(filter: { asks: [ANSWER, NOTHING], currency: "CNY" }, orderBy: WORTH) { edges { node { id
    tasks { society { code } asks } valueAtStake { amount { amount currency } basis paid { amount } } evidence { file { url sha256 contentType } } } } } }`;
  const [waiting] = (await user.ask("058 steward", QUEUE)).conflicts.edges;
  expect(waiting.node).toMatchObject({
    id: conflict,
    tasks: expect.arrayContaining([{ society: { code: "058" }, asks: "ANSWER" }]),
    valueAtStake: { amount: { amount: "90.00", currency: "CNY" }, basis: "MONEY", paid: [] },
    evidence: [],
  });
  const document = Buffer.from("%PDF-1.4\n% the contract of 2019\n%%EOF\n", "latin1");
  const job = await user.send("058 steward", `/files/evidence?conflict=${conflict}&text=The+contract&fileName=contract.pdf`, document);
  expect(job).toMatchObject({ state: "DONE", problems: [], result: { conflict, bytes: document.length, contentType: "application/pdf" } });
  const [answered] = (await user.ask("058 steward", QUEUE)).conflicts.edges;
  expect(answered.node.tasks).toContainEqual({ society: { code: "058" }, asks: "NOTHING" });
  const { file } = answered.node.evidence[0];
  expect(file).toEqual({ url: job.result["url"], sha256: job.result["sha256"], contentType: "application/pdf" });
  expect(await user.read("052 steward", file.url)).toEqual({ status: 200, text: document.toString("latin1") });
  expect((await user.read("010 steward", file.url)).status).toBe(404);
}

const STATEMENT = `query ($run: ID, $payee: SocietyCode) { statements(filter: { run: $run, payer: "119", payee: $payee }) { edges { node {
  payer { code } payee { code } gross { amount currency } deductions { kind base amount { amount } } deducted { amount }
  taxes { amount { amount } } tax { amount } remitted { amount } paid { amount currency } exchange { by exactRate { numerator denominator } }
  lines(first: 100) { edges { node { id right territory partyName role gross deductions tax net } } } } } } }`;

/**
 * Performing: 60 in China under the reciprocal agreement; 90 in Hong Kong and the writer's 45 in France and 45 in the United Kingdom under the
 * online mandate: 240. Administration takes 12% of each (7.20, 21.60), social and cultural purposes 5% of the rest (52.80: 2.64; 158.40: 7.92),
 * tax 6% of what that leaves (50.16: 3.0096; 150.48: 9.0288). The cents that rounding leaves go where most was lost: to both taxes, not to
 * the 188.6016 that remain. 188.60 yuan at 0.85 / 7.8 are 20.55 pounds.
 */
async function readTheStatement(user: HouseUser, run: string): Promise<void> {
  const { statements } = await user.ask("052 distribution", STATEMENT, { run, payee: "052" });
  expect(statements.edges).toHaveLength(1);
  const [{ node: statement }] = statements.edges;
  expect(statement).toMatchObject({
    ...{ payer: { code: "119" }, payee: { code: "052" } },
    gross: { amount: "240.00", currency: "CNY" },
    ...{ deducted: { amount: "39.36" }, tax: { amount: "12.04" } },
    ...{ remitted: { amount: "188.60" }, paid: { amount: "20.55", currency: "GBP" } },
    exchange: { exactRate: { numerator: "17", denominator: "156" } },
  });
  const deducted = statement.deductions.map((one: { kind: string; base: string; amount: { amount: string } }) =>
    [one.kind, one.base, one.amount.amount].join(" "),
  );
  expect(deducted.sort()).toEqual([
    ...["ADMINISTRATION GROSS 21.60", "ADMINISTRATION GROSS 7.20"],
    ...["SOCIAL_CULTURAL REMAINDER 2.64", "SOCIAL_CULTURAL REMAINDER 7.92"],
  ]);
  const taxes = statement.taxes.map((one: { amount: { amount: string } }) => one.amount.amount);
  expect(taxes.sort()).toEqual(["3.01", "9.03"]);
  const lines = statement.lines.edges.map(({ node }: { node: object }) => node);
  const shown = lines.map((line: { right: string; territory: string; partyName: string; gross: string }) =>
    [line.territory, line.right, line.partyName.split(/[ ,]/)[0]?.toUpperCase(), Number(line.gross)].join(" "),
  );
  expect(shown.sort()).toEqual([
    ...["0156 OD FARRY 30", "0156 OD LENTON 30", "0250 OD LENTON 45", "0344 OD FARRY 45", "0344 OD LENTON 45", "0826 OD LENTON 45"],
  ]);
  for (const line of lines) await explain(user, line);
  await readTheFile(user, run);
}

/** Every sum that an explanation checks is right, and it leads from one row to one line. */
async function explain(user: HouseUser, { id, gross, net }: { readonly id: string; readonly gross: string; readonly net: string }) {
  const { explainPayment } = await user.ask(
    "052 distribution",
    `query ($line: ID!) { explainPayment(line: $line) { line { gross net } rowCount because claimIds rows { match { by because } }
      deductions { kind } checks { what sum expected holds } } }`,
    { line: id },
  );
  expect(explainPayment).toMatchObject({ rowCount: 1, line: { gross, net }, rows: [{ match: { by: "ISWC" } }] });
  expect(explainPayment.claimIds.length).toBeGreaterThan(0);
  expect(explainPayment.deductions.length).toBe(2);
  expect(explainPayment.checks.length).toBeGreaterThan(0);
  for (const check of explainPayment.checks) expect(check).toMatchObject({ holds: true, sum: check.expected });
}

/** The CRD-style file has the statement's six lines with whom they are for, and its amounts are the statement's. */
async function readTheFile(user: HouseUser, run: string): Promise<void> {
  const { status, text } = await user.read("052 distribution", `/files/statements/${run}-052.crd`);
  expect(status).toBe(200);
  const file = requireOk(readCrd(text));
  expect(file).toMatchObject({ sender: "119", rightCategory: "PER", periodFrom: "20260401", periodLast: "20260630", currency: "CNY" });
  expect(file.amountDecimals).toBe(8);
  const total = (of: "gross" | "remitted"): bigint => file.exploitations.reduce((sum, one) => sum + one[of], 0n);
  expect([total("gross"), total("remitted")]).toEqual([240_00000000n, 188_60000000n]);
  const sources = new Map(file.sources.map(({ id, name }) => [id, name.slice(0, 4)]));
  const [writer, publisher] = ["09490020410", "09400059924"];
  const lines = file.exploitations.map(({ sourceId, right, party, gross }) => [sources.get(sourceId), right, party.ipiNameNumber, gross]);
  expect(lines.map((line) => line.join(" ")).sort()).toEqual([
    ...[`0156 OD ${publisher} 3000000000`, `0156 OD ${writer} 3000000000`, `0250 OD ${writer} 4500000000`],
    ...[`0344 OD ${publisher} 4500000000`, `0344 OD ${writer} 4500000000`, `0826 OD ${writer} 4500000000`],
  ]);
  for (const { iswc, title } of file.exploitations) expect({ iswc, title }).toEqual(DISPUTED);
}

const EVERYTHING = `query ($l: ID!, $r: ID!, $c: ID!) {
  license(id: $l) { state total { amount } snapshot { hash works } }
  distributionRun(id: $r) { period totals { income { amount } remitted { amount } held { amount } } }
  conflict(id: $c) { state kind excess { percent } }
  holds { edges { node { id amount { amount } conflictIds } } } }`;

/** What is there: a work of the sample and the disputed one with all shares, the licence, the run, the statements, what is held. */
async function seeEverything(user: HouseUser, { license, run, conflict }: Omit<MainJobDone, "seen">): Promise<object> {
  const work = async (iswc: string): Promise<object> => await user.ask("119 society", OWNED, { iswc, territories: COUNTRIES });
  const found = await user.ask("119 admin", EVERYTHING, { l: license, r: run, c: conflict });
  const works = [await work(DISPUTED.iswc), await work(UNDISPUTED)];
  return { ...found, works, statements: await user.ask("119 distribution", STATEMENT, { run }) };
}

/** After an orderly stop and another start: all still there, to the last share and cent. */
export async function findEverything(user: HouseUser, { seen, ...ids }: MainJobDone): Promise<void> {
  const found = await seeEverything(user, ids);
  expect(found).toMatchObject({
    ...{ license: { state: "IN_FORCE" }, distributionRun: { period: "2026-Q2" }, conflict: { state: "OPEN" } },
    works: [{ workByIswc: { title: DISPUTED.title } }, { workByIswc: { ownership: { conflicts: [] } } }],
  });
  expect(found).toEqual(seen);
}
