/**
 * Goal: two claims that are made at the same moment through two houses find each other, always: in the transaction that comes second, because both
 * raise the work's version. So do a claim and a withdrawal. Method: many rounds over two foundations of one store, each compared with a count by hand.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const ROUNDS = 24;
const prs = callerOf("052", "steward");
const sacem = callerOf("058", "steward");

let store: TestStore;
let houses: readonly [WorksHouse, WorksHouse];
beforeAll(async () => {
  store = await openTestStore();
  const first = await openWorks(store);
  for (const id of ["pty_W", "pty_A", "pty_Z"]) first.parties.add(id, id, "052");
  houses = [first, await openWorks(store, { beside: first })];
}, 60_000);
afterAll(async () => {
  await store.stop();
});

const claimOn = async (
  house: WorksHouse,
  work: string,
  given: { readonly party: string; readonly percent: string; readonly caller: Caller },
) => {
  const claim = {
    ...{ party: `pty_${given.party}`, side: "PUBLISHER", role: "E", writers: ["pty_W"] },
    figures: [{ family: "PERFORMING", percent: given.percent }],
  };
  const { submitClaim } = await house.data(
    `mutation ($input: SubmitClaimInput!) { submitClaim(input: $input) { claim { id } problems { code } } }`,
    { input: { work, claim } },
    given.caller,
  );
  return submitClaim;
};
const conflictsOf = async (work: string) =>
  (
    await houses[0].data(
      `query ($work: ID!) { conflicts(filter: { work: $work, states: [OPEN, RESOLVED] }) { edges { node { state kind claims { id } } } } }`,
      {
        work,
      },
    )
  ).conflicts.edges.map(({ node }: { node: unknown }) => node);

async function newWork(round: number): Promise<string> {
  const stated = sketch({ from: "SO:052", number: `R${round}`, title: `Race ${round}`, creators: [`C${round}`], claims: [writer("50")] });
  const [made] = await houses[0].works.recordStatements([stated]);
  return made?.workId ?? "";
}

describe("claims of the same moment", () => {
  it("are found to collide in every round", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const work = await newWork(round);
      const rivals = [
        { party: "A", percent: "50", caller: prs },
        { party: "Z", percent: "30", caller: sacem },
      ];
      const order = round % 2 === 0 ? houses : [houses[1], houses[0]];
      const made = await Promise.all(rivals.map(async (rival, at) => await claimOn(order[at] ?? houses[0], work, rival)));
      expect(made.flatMap(({ problems }) => problems)).toEqual([]);
      const found = await conflictsOf(work);
      expect(found.map(({ state, kind }: { state: string; kind: string }) => `${kind} ${state}`)).toEqual(["OVER_CLAIM OPEN"]);
      expect(found[0].claims.map(({ id }: { id: string }) => id).sort()).toEqual(made.map(({ claim }) => claim.id).sort());
    }
  }, 120_000);

  it("close a conflict in the transaction that resolves it, whoever claims meanwhile", async () => {
    for (let round = 0; round < ROUNDS / 2; round += 1) {
      const work = await newWork(1_000 + round);
      const { claim } = await claimOn(houses[0], work, { party: "A", percent: "50", caller: prs });
      await claimOn(houses[1], work, { party: "Z", percent: "30", caller: sacem });
      const withdraw = `mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`;
      // With what stands after both, W 50, Z 30 and A 20 are whole, and W 50, Z 30 and A 40 are not.
      const isWhole = round % 2 === 0;
      const [withdrawn, more] = await Promise.all([
        houses[0].data(withdraw, { claim: claim.id }, prs),
        claimOn(houses[1], work, { party: "A", percent: isWhole ? "20" : "40", caller: sacem }),
      ]);
      expect([withdrawn.withdrawClaim.problems, more.problems]).toEqual([[], []]);
      const open = (await conflictsOf(work)).filter(({ state }: { state: string }) => state !== "RESOLVED");
      expect(open.map(({ kind }: { kind: string }) => kind)).toEqual(isWhole ? [] : ["OVER_CLAIM"]);
    }
  }, 120_000);
});
