// Goal: memberships that clash are found from the conflict and the picture of a work that they touch, and from no other, by one question for all works.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { graphql } from "graphql";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, sketch } from "./house.ts";
import { askWorks, openRealHouse } from "./realHouse.ts";
import type { RealHouse } from "./realHouse.ts";

let store: TestStore;
let house: RealHouse;
let [anna, old, rival]: string[] = [];
beforeAll(async () => {
  store = await openTestStore();
  house = await openRealHouse(store, { clock: fixedClock(new Date("2026-03-01T12:00:00.000Z")) });
  const person = (key: string) => ({ key, kind: "NATURAL" as const, names: [{ lastName: key, firstName: "A" }] });
  [anna, old, rival] = await house.parties.loadParties([person("Holm"), person("Holm-Older"), person("Rival")]);
  const scope = { rights: ["PR", "MR"] as const, territories: ["0250", "0826"] };
  await house.parties.loadMemberships([
    { ...scope, partyId: anna ?? "", society: "052" },
    { ...scope, partyId: old ?? "", society: "058", territories: ["0250"], from: "2020-01-01" },
    { ...scope, partyId: rival ?? "", society: "052" },
  ]);
}, 60_000);
afterAll(async () => {
  await store.stop();
});

const clerk = callerOf("119", "society");
const bare = (id: string | undefined): string => (id ?? "").replace(/^pty_/, "");
const CLASH = "membershipClashes { party { id } side rights countries period { from until } societies { code } because }";

async function picture(iswc: string, territory = "0250") {
  const source = `query ($iswc: String!, $territories: [TisCode!]!) { workByIswc(iswc: $iswc) {
    ownership(rights: [PR], territories: $territories, on: "2026-03-01") { ${CLASH} cells { claims { society { code } } } }
    conflicts { kind state ${CLASH} } } }`;
  const { workByIswc } = await askWorks(house.works, { source, variables: { iswc, territories: [territory] }, caller: clerk });
  return workByIswc;
}

it("from the conflict and the picture they touch, within what each is about", async () => {
  await house.works.recordStatements([
    sketch({ from: "SO:052", iswc: "T0345246801", creators: [bare(anna)], claims: [{ party: bare(anna), figures: { PERFORMING: "60" } }] }),
    sketch({
      from: "SO:058",
      number: "W2",
      iswc: "T0345246801",
      creators: [bare(anna)],
      claims: [{ party: bare(rival), figures: { PERFORMING: "70" } }],
    }),
    sketch({
      from: "SO:052",
      number: "W3",
      iswc: "T0101713147",
      title: "Lake",
      creators: [bare(rival)],
      claims: [{ party: bare(rival), figures: { PERFORMING: "100" } }],
    }),
  ]);
  const before = await picture("T0345246801");
  expect(before).toMatchObject({
    ownership: { membershipClashes: [] },
    conflicts: [{ kind: "OVER_CLAIM", state: "OPEN", membershipClashes: [] }],
  });
  const merged = await graphql({
    schema: house.parties.schema,
    source: `mutation ($input: RecordPartyStatusInput!) { recordPartyStatus(input: $input) { problems { code } } }`,
    variableValues: { input: { party: old, expectedVersion: 1, status: "MERGED", forwardTo: anna } },
    contextValue: house.parties.contextFor(callerOf(null, "admin")),
  });
  expect(JSON.parse(JSON.stringify(merged.data))).toEqual({ recordPartyStatus: { problems: [] } });
  const clash = {
    ...{ party: { id: anna }, side: null, rights: ["PR"], countries: ["0250"], societies: [{ code: "052" }, { code: "058" }] },
    because: expect.stringContaining("052 and 058"),
  };
  const after = await picture("T0345246801");
  expect(after.ownership.membershipClashes).toEqual([{ ...clash, period: { from: "2026-03-01", until: "2026-03-02" } }]);
  expect(after.conflicts).toMatchObject([{ membershipClashes: [{ ...clash, period: { from: "2020-01-01", until: null } }] }]);
  expect((await picture("T0345246801", "0826")).ownership.membershipClashes).toEqual([]);
  expect((await picture("T0101713147")).ownership.membershipClashes).toEqual([]);
});

it("by one question for many works", async () => {
  const { mandateReader } = house.parties.ports;
  const asked = mandateReader.clashes;
  let calls = 0;
  Object.assign(mandateReader, {
    clashes: async (request: Parameters<typeof asked>[0]) => {
      calls += 1;
      return await asked(request);
    },
  });
  const one = (iswc: string): string =>
    `workByIswc(iswc: "${iswc}") { ownership(rights: [PR], territories: ["0250"], on: "2026-03-01") { ${CLASH} } }`;
  const source = `{ a: ${one("T0345246801")} b: ${one("T0101713147")} }`;
  const { a, b } = await askWorks(house.works, { source, variables: {}, caller: clerk });
  expect([a.ownership.membershipClashes.length, b.ownership.membershipClashes.length, calls]).toEqual([1, 0, 1]);
  Object.assign(mandateReader, { clashes: asked });
});
