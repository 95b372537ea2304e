// Goal: what a steward finds at the desk beside a conflict itself: the first guess of its cause.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const prs = callerOf("052", "steward");
const sacem = callerOf("058", "steward");

let store: TestStore;
let house: WorksHouse;
let conflictId: string;
let claimId: string;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
/** A work of 052 whose publisher, A of 052, another one, Z of 058, contests. */
beforeEach(async () => {
  house = await openWorks(store);
  for (const [party, society] of [
    ["W", "052"],
    ["A", "052"],
    ["Z", "058"],
  ] as const) {
    house.parties.add(`pty_${party}`, party, society);
  }
  const [made] = await house.works.recordStatements([sketch({ from: "SO:052", to: "119", claims: [writer("50"), publisher("A", "50")] })]);
  const rival = sketch({ from: "SO:058", number: "Z1", title: "", claims: [publisher("Z", "50")] });
  await house.works.recordStatements([{ ...rival, workId: made?.workId ?? "" }]);
  const { conflicts } = await house.data(`{ conflicts { edges { node { id claims { id partyName } } } } }`);
  const [{ node }] = conflicts.edges;
  conflictId = node.id;
  claimId = node.claims.find(({ partyName }: { partyName: string }) => partyName === "Z").id;
});

describe("the cause", () => {
  it("is guessed from the claims as they are, and no more once it is resolved", async () => {
    const CAUSE = `query ($id: ID!) { conflict(id: $id) { state cause { kind because evidence } } }`;
    const { conflict } = await house.data(CAUSE, { id: conflictId }, prs);
    expect(conflict).toMatchObject({ state: "OPEN", cause: { kind: "CATALOGUE_TRANSFER" } });
    expect(conflict.cause.evidence[0]).toContain("Both claim 50");
    await house.data(`mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`, { claim: claimId }, sacem);
    expect((await house.data(CAUSE, { id: conflictId }, prs)).conflict).toEqual({ state: "RESOLVED", cause: null });
  });

  it("is not asked between works", async () => {
    await house.works.recordStatements([
      sketch({ from: "SO:052", number: "W8", iswc: "T0345246801", title: "Lake", creators: ["V"] }),
      sketch({ from: "SO:010", number: "W9", iswc: "T0345246801", title: "Hill", creators: ["U"] }),
    ]);
    const { conflicts } = await house.data(`{ conflicts(filter: { kinds: [ISWC_MISMATCH] }) { edges { node { cause { kind } } } } }`);
    expect(conflicts.edges).toEqual([{ node: { cause: null } }]);
  });
});
