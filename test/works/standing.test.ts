// Goal: a steward acts where the own society has a part in the matter, and is told what would be right where it has none.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const prs = callerOf("052", "steward");
const sacem = callerOf("058", "steward");
const ascap = callerOf("010", "steward");
const admin = callerOf("010", "admin");
/** Received a statement, stated nothing. */
const mcsc = callerOf("119", "steward");
/** Holds the mandate of a party that is named, and neither stated nor received anything. */
const mcps = callerOf("044", "steward");

let store: TestStore;
let house: WorksHouse;
/** Two works of 052 with one writer; the first is disputed between parties of 052 and 058. */
let workId: string;
let otherId: string;
let conflictId: string;
let claimId: string;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  house = await openWorks(store);
  for (const [id, name, society] of [
    ["pty_W", "W", "052"],
    ["pty_A", "A", "044"],
    ["pty_Z", "Z", "058"],
    ["pty_B", "B", "021"],
  ] as const) {
    house.parties.add(id, name, society);
  }
  const [one, other] = await house.works.recordStatements([
    sketch({ from: "SO:052", to: "119", claims: [writer("50"), publisher("A", "40"), publisher("B", "10")] }),
    sketch({ from: "SO:052", number: "W2", title: "Another River", claims: [writer("100")] }),
    sketch({
      from: "PB:00000000199",
      number: "P1",
      title: "River Again",
      creators: ["Z"],
      claims: [{ party: "Z", figures: { PERFORMING: "100" } }],
    }),
  ]);
  [workId, otherId] = [one?.workId ?? "", other?.workId ?? ""];
  const { submitClaim } = await mutate("submitClaim", "claim { id }", sacem, {
    work: workId,
    claim: { party: "pty_Z", side: "PUBLISHER", role: "E", figures: [{ family: "PERFORMING", percent: "20" }], writers: ["pty_W"] },
  });
  claimId = submitClaim.claim.id;
  const { work } = await house.data(`query ($id: ID!) { work(id: $id) { conflicts { id } } }`, { id: workId });
  conflictId = work.conflicts[0].id;
});

async function mutate(name: string, entity: string, caller: Caller, input: object) {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${entity} problems { code message path } } }`;
  return await house.data(document, { input }, caller);
}
const problemsOf = async (name: string, caller: Caller, input: object) =>
  (await mutate(name, name.includes("Ruling") || name === "addEvidence" ? "conflict { id }" : "work { id }", caller, input))[name].problems;
const LESS = { changes: [{ claim: "", figures: [] }] };
const ruling = () => ({ changes: [{ ...LESS.changes[0], claim: claimId }] });
const propose = async (caller: Caller): Promise<string> => {
  const { proposeRuling } = await mutate("proposeRuling", "conflict { proposals { id } }", caller, {
    conflict: conflictId,
    because: "Not theirs.",
    ruling: ruling(),
  });
  return proposeRuling.conflict.proposals[0].id;
};

describe("a society without any part in a work", () => {
  const refused = (path: string, others: string) => [
    { code: "NO_STANDING", path: [path], message: expect.stringMatching(new RegExp(`^010 has no standing.*A steward of ${others}`)) },
  ];

  it("merges no works and takes no merge back", async () => {
    const input = { survivor: workId, merged: otherId, because: "One song." };
    expect(await problemsOf("mergeWorks", ascap, input)).toEqual(refused("survivor", "052, 058, 119"));
    expect(await problemsOf("mergeWorks", prs, input)).toEqual([]);
    expect(await problemsOf("undoMerge", ascap, { merged: otherId, because: "Two songs." })).toEqual(refused("merged", "052, 058, 119"));
    expect(await problemsOf("undoMerge", admin, { merged: otherId, because: "Two songs." })).toEqual([]);
  });

  it("takes no work of others into its own", async () => {
    const [own] = await house.works.recordStatements([sketch({ from: "SO:010", number: "X1", title: "Ours", creators: ["B"] })]);
    const input = { survivor: own?.workId ?? "", merged: otherId, because: "One song." };
    expect(await problemsOf("mergeWorks", ascap, input)).toEqual(refused("merged", "052"));
  });

  it("declares no label", async () => {
    expect(await problemsOf("declareAiLabel", ascap, { work: workId, extent: "NONE" })).toEqual(refused("work", "052, 058, 119"));
    for (const caller of [prs, sacem, mcsc, mcps, admin]) {
      expect(await problemsOf("declareAiLabel", caller, { work: workId, extent: "NONE" })).toEqual([]);
    }
    expect(await problemsOf("declareAiLabel", mcps, { work: otherId, extent: "NONE" })).toMatchObject([{ code: "NO_STANDING" }]);
    expect(await problemsOf("declareAiLabel", callerOf(null, "steward"), { work: workId, extent: "NONE" })).toMatchObject([
      { code: "NO_STANDING", message: expect.stringContaining("speaks for no society") },
    ]);
  });

  it("adds no evidence, and proposes, answers and signs no ruling", async () => {
    const concerned = "021, 044, 052, 058, 119";
    const because = "Because.";
    expect(await problemsOf("addEvidence", ascap, { conflict: conflictId, text: "A letter." })).toEqual(refused("conflict", concerned));
    expect(await problemsOf("proposeRuling", ascap, { conflict: conflictId, because, ruling: ruling() })).toEqual(
      refused("conflict", concerned),
    );
    const waiting = await propose(prs);
    expect(await problemsOf("counterRuling", ascap, { ruling: waiting, because, counter: ruling() })).toEqual(refused("ruling", concerned));
    expect(await problemsOf("signRuling", ascap, { ruling: waiting })).toEqual(refused("ruling", concerned));
    expect((await problemsOf("signRuling", admin, { ruling: waiting, society: "010" }))[0].code).toBe("SIGNATURE_NOT_NEEDED");
    for (const caller of [mcsc, mcps, admin]) {
      expect(await problemsOf("addEvidence", caller, { conflict: conflictId, text: "A letter." })).toEqual([]);
    }
    expect((await problemsOf("signRuling", mcps, { ruling: waiting }))[0].code).toBe("SIGNATURE_NOT_NEEDED");
    expect(await problemsOf("signRuling", sacem, { ruling: waiting })).toEqual([]);
  });
});

it("between works the mandate holder of a party that one of them names has a part too", async () => {
  await house.works.recordStatements([sketch({ from: "SO:058", number: "F1", title: "River", creators: ["W"], claims: [] })]);
  const { conflicts } = await house.data(`{ conflicts(filter: { kinds: [DUPLICATE_WORK] }) { edges { node { id } } } }`);
  const conflict: string = conflicts.edges[0].node.id;
  expect(await problemsOf("addEvidence", ascap, { conflict, text: "A letter." })).toMatchObject([{ code: "NO_STANDING" }]);
  for (const caller of [sacem, mcps]) expect(await problemsOf("addEvidence", caller, { conflict, text: "A letter." })).toEqual([]);
});
