/** Shows that of two records that overlap on one slice of mandates and are written in the same moment, one is always refused: 50 pairs of each kind. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { allSocieties } from "../../subgraphs/domain/societies.ts";
import { type Answer, callerOf, openPartiesHouse, type PartiesHouse, valueAt } from "./house.ts";

const PAIRS = 50;
const COUNTRIES = [...new Set(allSocieties().flatMap(({ homeTerritory }) => homeTerritory ?? []))].slice(0, PAIRS);

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const prs = callerOf("052", "steward");
const socan = callerOf("101", "steward");

interface Race {
  readonly operation: "recordAgreement" | "recordMembership";
  readonly first: Answer;
  readonly second: Answer;
}

/** All at once: a hundred writers. */
async function raceAll(keys: readonly string[], race: (key: string) => Promise<Race>): Promise<Race[]> {
  return await Promise.all(keys.map(race));
}

/** What was recorded of a pair, and the codes of what was refused. */
function outcomeOf({ operation, first, second }: Race): { readonly recorded: number; readonly refused: unknown[] } {
  const entity = operation === "recordAgreement" ? "agreement" : "membership";
  const answers = [first, second];
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  return {
    recorded: answers.filter(({ at }) => at(`${operation}.${entity}`) !== null).length,
    refused: answers.flatMap(({ listAt }) => listAt(`${operation}.problems`).map((problem) => valueAt(problem, "code"))),
  };
}

test("every overlap of 50 pairs of exclusive agreements is found", async () => {
  expect(COUNTRIES).toHaveLength(PAIRS);
  const source = `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { problems { code } agreement { id } } }`;
  const record = async (grantee: string, territory: string): Promise<Answer> =>
    await house.ask(prs, source, {
      input: {
        ...{ grantor: "052", grantee, rights: ["PR", "OD"], territories: [{ territory }], exclusive: true },
        ...{ period: { from: "2020-01-01" }, currency: "GBP" },
      },
    });
  const races = await raceAll(COUNTRIES, async (country) => {
    const [first, second] = await Promise.all([record("038", country), record("058", country)]);
    return { operation: "recordAgreement", first, second };
  });
  expect(races.map(outcomeOf)).toEqual(races.map(() => ({ recorded: 1, refused: ["EXCLUSIVITY_BROKEN"] })));
  const { at } = await house.ask(prs, `{ society(code: "052") { agreements(first: 100) { edges { node { countries } } } } }`);
  const kept = (at("society.agreements.edges") as { node: { countries: string[] } }[]).flatMap(({ node }) => node.countries);
  expect(kept.sort()).toEqual([...COUNTRIES].sort());
}, 120_000);

test("every overlap of 50 pairs of memberships, each fine alone, is found", async () => {
  const partyIds = await house.parties.loadParties(
    Array.from({ length: PAIRS }, (_, at) => ({ key: `race-${at}`, kind: "NATURAL", names: [{ lastName: `Racer ${at}` }] })),
  );
  const source = `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { problems { code } membership { id } } }`;
  const record = async (society: string, party: string): Promise<Answer> =>
    await house.ask(callerOf(society, "steward"), source, {
      input: { party, society, rights: ["PR"], territories: [{ territory: "2136" }], period: {}, share: "75" },
    });
  const races = await raceAll(partyIds, async (party) => {
    const [first, second] = await Promise.all([record("052", party), record("058", party)]);
    return { operation: "recordMembership", first, second };
  });
  expect(races.map(outcomeOf)).toEqual(races.map(() => ({ recorded: 1, refused: ["MEMBERSHIP_OVER"] })));
}, 120_000);

test("a writer whom another process keeps off is told to come again, with a code, and nothing of it is done", async () => {
  const source = `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { problems { code } agreement { id } } }`;
  const input = {
    ...{ grantor: "101", grantee: "038", rights: ["PR"], territories: [{ territory: "0124" }], exclusive: false },
    ...{ period: { from: "2020-01-01" }, currency: "GBP", idempotencyKey: "kept off" },
  };
  const counters = house.store.connection("parties").collection<{ _id: string }>("counters");
  const other = await house.store.connection("parties").startSession();
  other.startTransaction();
  await counters.updateOne({ _id: "societies" }, { $inc: { value: 1 } }, { session: other });
  const { errors } = await house.ask(socan, source, { input });
  expect(errors.map(({ code }) => code)).toEqual(["BUSY"]);
  await other.abortTransaction();
  await other.endSession();
  expect((await house.ask(socan, source, { input })).at("recordAgreement.agreement.id")).toMatch(/^agr_/);
});
