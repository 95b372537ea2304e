import { expect } from "@jest/globals";
import { setTimeout as wait } from "node:timers/promises";
import type { HouseUser } from "./houseUser.ts";
import { DISPUTED } from "./rivalFile.ts";

const CLAIMS = `query ($id: ID!) { conflict(id: $id) { claims { id partyName } } }`;
const MONEY = `query ($conflict: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $conflict, ruling: $ruling) { isResolved problems { code } needed { code }
  money { problems { code } held { amount } runs { licensor { code } period
    changes { income { amount } held { amount } remitted { amount } deductions { amount } tax { amount } unclaimed { amount } notRepresented { amount } }
    earnings { destination party { name } payee { code } currency before after } remittances { payee { code } before { amount } after { amount } } } } } }`;
const LICENSES = `query ($conflict: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $conflict, ruling: $ruling) {
  licenses { problems { code } licenses { license { id number } works { work { title } alarm alarmAfter coverage { right territories before { percent } after { percent } } } } } } }`;
const TRIES_MAX = 500;

/** Before anybody signs, the rival's steward tries what becomes of the money that waits, and the licensor what becomes of its licence. */
export async function tryTheRuling(
  user: HouseUser,
  { conflict, license }: { readonly conflict: string; readonly license: string },
): Promise<void> {
  const { claims } = (await user.ask("058 steward", CLAIMS, { id: conflict })).conflict;
  const rival = claims.find(({ partyName }: { partyName: string }) => partyName.toUpperCase().includes("GRAND BOULEVARD"));
  const asked = { conflict, ruling: { changes: [{ claim: rival.id, figures: [] }] } };

  // Of the 480 that the next run of 119 has, 90 would be held; without the rival's claim they go to the other publisher, by 052, beside its 30 in China and 45 in Hong Kong.
  const { simulateRuling: tried } = await user.ask("058 steward", MONEY, asked);
  expect(tried).toMatchObject({ isResolved: true, problems: [], money: { problems: [], held: [] } });
  const [run] = tried.money.runs;
  expect(run).toMatchObject({
    ...{ licensor: { code: "119" }, period: "2026-Q2", remittances: null },
    changes: { income: { amount: "0.00" }, held: { amount: "-90.00" }, unclaimed: { amount: "0.00" }, notRepresented: { amount: "0.00" } },
  });
  const added = ["remitted", "deductions", "tax"].map((part) => BigInt(String(run.changes[part].amount).replace(".", "")));
  expect(added.reduce((sum, minor) => sum + minor, 0n)).toBe(9_000n);
  expect(run.earnings).toEqual([
    { destination: "HELD", party: null, payee: null, currency: "CNY", before: "90", after: "0" },
    {
      destination: "PAYABLE",
      party: { name: expect.stringContaining("FARRY HAMMERS") },
      payee: { code: "052" },
      currency: "CNY",
      before: "75",
      after: "165",
    },
  ]);
  // Its own remittance is shown to a society that reads money, and the money to nobody who has no part in the conflict.
  const paid = (await user.ask("052 society", MONEY, asked)).simulateRuling.money.runs[0].remittances;
  expect(paid).toEqual([{ payee: { code: "052" }, before: { amount: "188.60" }, after: { amount: expect.any(String) } }]);
  expect((await user.ask("038 society", MONEY, asked)).simulateRuling.money).toEqual({
    problems: [{ code: "MONEY_NOT_SHOWN" }],
    held: null,
    runs: null,
  });

  await seeTheLicense(user, asked, license);
}

async function seeTheLicense(user: HouseUser, asked: object, license: string): Promise<void> {
  const ask = async (as: string) => (await user.ask(as, LICENSES, asked)).simulateRuling.licenses;
  let told = await ask("119 licensing");
  // The house looks at a new licence once a second.
  for (let tries = 0; tries < TRIES_MAX && told.problems.length > 0; tries += 1) {
    await wait(20);
    told = await ask("119 licensing");
  }
  expect(told.problems).toEqual([]);
  const touched = told.licenses.find((one: { license: { id: string } }) => one.license.id === license);
  const [work] = touched.works;
  expect(work).toMatchObject({
    ...{ work: { title: DISPUTED.title }, alarm: "RAISED", alarmAfter: expect.stringContaining("CLEAR (before DISPUTED)") },
    coverage: [{ right: "OD", territories: ["0250", "0826"], before: { percent: "50" }, after: { percent: "100" } }],
  });
  const ofSteward = `query ($conflict: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $conflict, ruling: $ruling) {
    licenses { problems { code } licenses { works { alarm } } } } }`;
  expect((await user.ask("058 steward", ofSteward, asked)).simulateRuling.licenses).toEqual({
    problems: [{ code: "LICENSES_NOT_SHOWN" }],
    licenses: null,
  });
  expect((await ask("058 licensing")).licenses).toEqual([]);
}
