/** Shows that of two records that overlap on one slice of mandates and are written in the same moment, one is always refused: 50 pairs of each kind. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { allSocieties } from "../../subgraphs/domain/societies.ts";
import { type Answer, callerOf, openPartiesHouse, type PartiesHouse, valueAt } from "./house.ts";

const PAIRS = 50;
/** All agreements raise one counter: of ten writers at once the last succeeds at the tenth try, and a transaction gives up after twelve. */
const PAIRS_AT_ONCE = 5;
const COUNTRIES = [...new Set(allSocieties().flatMap(({ homeTerritory }) => homeTerritory ?? []))].slice(0, PAIRS);

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const prs = callerOf("052", "steward");

interface Race {
  readonly operation: "recordAgreement" | "recordMembership";
  readonly first: Answer;
  readonly second: Answer;
}

async function raceAll(keys: readonly string[], race: (key: string) => Promise<Race>): Promise<Race[]> {
  const races: Race[] = [];
  for (let from = 0; from < keys.length; from += PAIRS_AT_ONCE)
    races.push(...(await Promise.all(keys.slice(from, from + PAIRS_AT_ONCE).map(race))));
  return races;
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
