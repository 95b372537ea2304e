// Goal: a past answer never changes: who held a mandate is told as it was known then, as statements and conflicts are.
import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { graphql } from "graphql";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { PartiesSubgraph } from "../../subgraphs/parties/index.ts";
import type { WorksSubgraph } from "../../subgraphs/works/index.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, sketch } from "./house.ts";
import { openRealHouse } from "./realHouse.ts";

const ISWC = "T0345246801";
const MINUTE = 60_000;

let store: TestStore;
let clock: FixedClock;
let foundations: readonly Foundation[];
let parties: PartiesSubgraph;
let works: WorksSubgraph;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  clock = fixedClock(new Date("2026-03-01T12:00:00.000Z"));
  const house = await openRealHouse(store, { clock });
  ({ works, parties } = house);
  foundations = [house.ofParties, house.foundation];
});

/** An instant after everything recorded until now and before everything recorded later. */
async function now(): Promise<string> {
  for (const { events } of foundations) await events.drain();
  clock.advance(MINUTE);
  const instant = clock.now().toISOString();
  clock.advance(MINUTE);
  return instant;
}

async function recordMembership(input: object): Promise<string> {
  const { data } = await graphql({
    schema: parties.schema,
    source: `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { problems { message } membership { id } } }`,
    variableValues: { input: { rights: ["PR"], territories: [{ territory: "2136" }], period: {}, ...input } },
    contextValue: parties.contextFor(callerOf(null, "admin")),
  });
  const { problems, membership } = JSON.parse(JSON.stringify(data)).recordMembership;
  expect(problems).toEqual([]);
  return membership.id;
}

async function ownership(known: string | null) {
  const { data, errors } = await graphql({
    schema: works.schema,
    source: `query ($iswc: String!, $known: DateTime) { workByIswc(iswc: $iswc) {
      ownership(rights: [PR], territories: ["0250"], on: "2026-03-01", asKnownOn: $known) {
        complete sources { society { code } status } cells { claims { partyName society { code } share { percent } } } } } }`,
    variableValues: { iswc: ISWC, known },
    contextValue: works.contextFor(callerOf("119", "society")),
  });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).workByIswc.ownership;
}

it("the societies of claims and the sources expected stay as they were known, whatever memberships are recorded later", async () => {
  const [writer = ""] = await parties.loadParties([{ key: "w", kind: "NATURAL", names: [{ lastName: "Writer", firstName: "Wei" }] }]);
  const id = writer.replace(/^pty_/, "");
  await works.recordStatements([
    sketch({ from: "SO:119", iswc: ISWC, creators: [id], claims: [{ party: id, figures: { PERFORMING: "100" } }] }),
  ]);
  const before = await now();
  const membership = await recordMembership({ party: writer, society: "052" });
  const between = await now();
  await recordMembership({ membership, expectedVersion: 1, party: writer, society: "058" });
  const after = await now();
  const claimOf = (society: string | null) => [
    { partyName: id, society: society === null ? null : { code: society }, share: { percent: "100" } },
  ];
  const expected = (holder: string | null) => ({
    complete: holder === null,
    sources: [...(holder === null ? [] : [{ society: { code: holder }, status: "ABSENT" }]), { society: { code: "119" }, status: "LIVE" }],
    cells: [{ claims: claimOf(holder) }],
  });
  expect(await ownership(before)).toEqual(expected(null));
  expect(await ownership(between)).toEqual(expected("052"));
  expect(await ownership(after)).toEqual(expected("058"));
  expect(await ownership(null)).toEqual(expected("058"));
  await recordMembership({ membership, expectedVersion: 2, party: writer, society: "010" });
  expect(await ownership(before)).toEqual(expected(null));
  expect(await ownership(between)).toEqual(expected("052"));
  expect(await ownership(after)).toEqual(expected("058"));
  expect(await ownership(null)).toEqual(expected("010"));
});
