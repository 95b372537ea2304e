// Goal: what a steward does by mutation is stored once, by the house rules, or refused with every fault named.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const ISWC = "T0345246801";
const WORK = `query ($id: ID!) { work(id: $id) { id title version iswc archivedIswcs registrations { society { code } workCode } aiLabel { extent declaredBy }
  conflicts { id kind state version claims { id partyName } proposals { id state needed { code } signed { code } } }
  statements { source claims { id partyName figures { family share { percent } } } } } }`;
const CELL = `query ($id: ID!) { work(id: $id) { ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { cells { state claimed { percent } claims { partyName share { percent } } } } } }`;
const prs = callerOf("052", "steward");
const sacem = callerOf("058", "steward");
const PAYLOAD = "problems { code message path } replayed";

let store: TestStore;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  house = await openWorks(store);
  for (const [id, name, society] of [
    ["pty_W", "Wei Writer", "052"],
    ["pty_A", "Anchor Music", "052"],
    ["pty_Z", "Zenith Songs", "058"],
  ] as const) {
    house.parties.add(id, name, society);
  }
});

const PERFORMING = (percent: string) => [{ family: "PERFORMING", percent }];
const REGISTRATION = {
  workCode: "B77",
  titles: [{ text: "Morning River" }, { text: "晨河", kind: "AT" }],
  iswc: "T-034.524.680-1",
  creators: [{ party: "pty_W", role: "CA" }],
  recordings: [{ isrc: "GBAAA0800736", performers: ["The Band"] }],
  claims: [
    { party: "pty_W", side: "WRITER", role: "CA", figures: PERFORMING("50") },
    { party: "pty_A", side: "PUBLISHER", role: "E", figures: PERFORMING("50"), writers: ["pty_W"] },
  ],
};
const register = (input: object, caller = prs) =>
  house.data(`mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { work { id version } ${PAYLOAD} } }`, { input }, caller);
const submit = (input: object, caller = sacem) =>
  house.data(
    `mutation ($input: SubmitClaimInput!) { submitClaim(input: $input) { claim { id partyName } ${PAYLOAD} } }`,
    { input },
    caller,
  );
const codes = (problems: readonly { readonly code: string; readonly path: readonly string[] }[]) =>
  problems.map(({ code, path }) => `${code} ${path.join(".")}`);

describe("registerWork", () => {
  it("registers for the caller's society, once for one key", async () => {
    const input = { ...REGISTRATION, idempotencyKey: "k1" };
    const first = (await register(input)).registerWork;
    expect(first).toMatchObject({ problems: [], replayed: false, work: { version: 1 } });
    expect((await register(input)).registerWork).toEqual({ ...first, replayed: true });
    const { work } = await house.data(WORK, { id: first.work.id });
    expect(work).toMatchObject({ title: "Morning River", iswc: ISWC, registrations: [{ society: { code: "052" }, workCode: "B77" }] });
    const other = await register({ ...input, workCode: "B78" });
    expect(codes(other.registerWork.problems)).toEqual(["IDEMPOTENCY_KEY_REUSED idempotencyKey"]);
  });

  it("names every fault of one input with its path, and stores nothing", async () => {
    const { registerWork } = await register({
      workCode: " ",
      titles: [{ text: "" }],
      iswc: "T0345246802",
      creators: [{ party: "pty_X", role: "CA" }],
      recordings: [{ isrc: "nope" }],
      claims: [
        {
          party: "pty_W",
          side: "WRITER",
          role: "CA",
          figures: [{ percent: "120", right: "PR" }, { percent: "5" }],
          territories: [{ territory: "9999" }],
          period: { from: "2026-01-01", until: "2026-01-01" },
        },
      ],
    });
    expect(registerWork.work).toBeNull();
    expect(codes(registerWork.problems)).toEqual([
      "WORK_CODE workCode",
      "TITLE titles.0.text",
      "ISWC_CHECK_DIGIT iswc",
      "PARTY_UNKNOWN creators.0.party",
      "ISRC_SYNTAX recordings.0.isrc",
      "PERCENT claims.0.figures.0.percent",
      "FIGURE_SCOPE claims.0.figures.1",
      "TIS_UNKNOWN claims.0.territories.0.territory",
      "EMPTY_PERIOD claims.0.period",
    ]);
    expect((await house.data(`{ changes { edges { cursor } } }`)).changes.edges).toEqual([]);
  });

  it("refuses a territory that ended, and a list that starts with an exclusion, in its row", async () => {
    const claim = (territories: readonly object[]) => ({
      ...REGISTRATION,
      claims: [{ party: "pty_W", side: "WRITER", role: "CA", figures: PERFORMING("50"), territories }],
    });
    const ended = (await register(claim([{ territory: "2120" }, { territory: "0810" }]))).registerWork.problems;
    expect(codes(ended)).toEqual(["TERRITORY_NOT_IN_FORCE claims.0.territories.1.territory"]);
    const backwards = claim([{ territory: "0756", isIncluded: false }, { territory: "2120" }]);
    expect(codes((await register(backwards)).registerWork.problems)).toEqual([
      "SCOPE_STARTS_WITH_EXCLUSION claims.0.territories.0.territory",
    ]);
  });

  it("refuses one picture that exceeds the whole by itself, and another society's name", async () => {
    const over = {
      ...REGISTRATION,
      claims: [
        { party: "pty_W", side: "WRITER", role: "CA", figures: PERFORMING("60") },
        { party: "pty_A", side: "PUBLISHER", role: "E", figures: PERFORMING("60") },
      ],
    };
    expect(codes((await register(over)).registerWork.problems)).toEqual(["SHARES_EXCEED_WHOLE claims"]);
    await expect(register({ ...REGISTRATION, society: "058" })).rejects.toThrow("belongs to society 058");
    await expect(register(REGISTRATION, callerOf("119", "society"))).rejects.toThrow("works:write");
  });
});

describe("claims", () => {
  it("stand beside all others, are revised in place and withdrawn, and conflicts open and close with them", async () => {
    const { work: registered } = (await register(REGISTRATION)).registerWork;
    const input = {
      work: registered.id,
      claim: { party: "pty_Z", side: "PUBLISHER", role: "E", figures: PERFORMING("20"), writers: ["pty_W"] },
    };
    const { submitClaim } = await submit(input);
    expect(submitClaim.problems).toEqual([]);
    const disputed = (await house.data(WORK, { id: registered.id })).work;
    expect(disputed.version).toBe(2);
    expect(disputed.conflicts).toMatchObject([{ kind: "OVER_CLAIM", state: "OPEN" }]);
    expect(disputed.registrations).toHaveLength(2);
    expect(disputed.registrations[1].workCode).toBeNull();

    const revised = await submit({
      ...input,
      replaces: submitClaim.claim.id,
      expectedVersion: 2,
      claim: { ...input.claim, figures: PERFORMING("10") },
    });
    expect(revised.submitClaim.problems).toEqual([]);
    expect((await house.data(CELL, { id: registered.id })).work.ownership.cells[0].claimed.percent).toBe("110");

    const withdraw = (claim: string, caller = sacem) =>
      house.data(
        `mutation ($input: WithdrawClaimInput!) { withdrawClaim(input: $input) { work { version } ${PAYLOAD} } }`,
        { input: { claim } },
        caller,
      );
    await expect(withdraw(revised.submitClaim.claim.id, prs)).rejects.toThrow("belongs to society 058");
    expect((await withdraw(revised.submitClaim.claim.id)).withdrawClaim).toMatchObject({ problems: [], work: { version: 4 } });
    expect(codes((await withdraw(revised.submitClaim.claim.id)).withdrawClaim.problems)).toEqual(["CLAIM_UNKNOWN claim"]);
    const settled = (await house.data(WORK, { id: registered.id })).work;
    expect(settled.conflicts).toEqual([]);
    expect(settled.statements).toHaveLength(1);
  });

  it("refuse an old version and an unknown work", async () => {
    const { work: registered } = (await register(REGISTRATION)).registerWork;
    const claim = { party: "pty_Z", side: "PUBLISHER", role: "E", figures: PERFORMING("20") };
    expect(codes((await submit({ work: registered.id, expectedVersion: 7, claim })).submitClaim.problems)).toEqual([
      "STALE_VERSION expectedVersion",
    ]);
    expect(codes((await submit({ work: "wrk_unknown", claim })).submitClaim.problems)).toEqual(["WORK_UNKNOWN work"]);
  });
});

describe("rulings", () => {
  async function dispute() {
    const { work } = (await register(REGISTRATION)).registerWork;
    await submit({ work: work.id, claim: { party: "pty_Z", side: "PUBLISHER", role: "E", figures: PERFORMING("20"), writers: ["pty_W"] } });
    const [conflict] = (await house.data(WORK, { id: work.id })).work.conflicts;
    const claimOf = (name: string): string => conflict.claims.find((claim: { partyName: string }) => claim.partyName === name).id;
    return { workId: work.id as string, conflictId: conflict.id as string, a: claimOf("Anchor Music"), z: claimOf("Zenith Songs") };
  }
  const propose = (input: object, caller = prs) =>
    house.data(
      `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { conflict { state version proposals { id state needed { code } signed { code } } } ${PAYLOAD} } }`,
      { input },
      caller,
    );

  it("take effect at once where a society only lessens its own claim", async () => {
    const { workId, conflictId, z } = await dispute();
    const { proposeRuling } = await propose(
      { conflict: conflictId, because: "Our mistake.", ruling: { changes: [{ claim: z, figures: [] }] } },
      sacem,
    );
    expect(proposeRuling).toMatchObject({
      problems: [],
      conflict: { state: "RESOLVED", proposals: [{ state: "IN_EFFECT", needed: [{ code: "058" }], signed: [{ code: "058" }] }] },
    });
    expect((await house.data(CELL, { id: workId })).work.ownership.cells[0].state).toBe("CLEAR");
  });

  it("need the mandate holder of every contestant else, and come out as they were simulated", async () => {
    const { workId, conflictId, a } = await dispute();
    const ruling = { changes: [{ claim: a, figures: [{ family: "PERFORMING", percent: "30" }] }] };
    const simulated = (
      await house.data(
        `query ($id: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $id, ruling: $ruling) { isResolved needed { code } before { claimed { percent } } after { right state claimed { percent } claims { partyName share { percent } } } problems { code } } }`,
        { id: conflictId, ruling: { changes: [{ claim: a, figures: [{ family: "PERFORMING", percent: "30" }] }] } },
      )
    ).simulateRuling;
    // PRS lessens its own claim alone: its own signature is enough.
    expect(simulated).toMatchObject({ isResolved: true, needed: [{ code: "052" }], problems: [] });
    expect(simulated.before[0].claimed.percent).toBe("120");
    const { proposeRuling } = await propose({ conflict: conflictId, because: "Not theirs.", ruling }, sacem);
    expect(proposeRuling.conflict).toMatchObject({
      state: "PROPOSED",
      proposals: [{ state: "PROPOSED", needed: [{ code: "052" }], signed: [] }],
    });
    const [{ id }] = proposeRuling.conflict.proposals;
    const sign = (caller: typeof prs) =>
      house.data(
        `mutation ($input: SignRulingInput!) { signRuling(input: $input) { conflict { state } ${PAYLOAD} } }`,
        { input: { ruling: id } },
        caller,
      );
    expect(codes((await sign(sacem)).signRuling.problems)).toEqual(["SIGNATURE_NOT_NEEDED society"]);
    expect((await sign(prs)).signRuling).toMatchObject({ problems: [], conflict: { state: "RESOLVED" } });
    const [cell] = (await house.data(CELL, { id: workId })).work.ownership.cells;
    const predicted = simulated.after.find((one: { right: string }) => one.right === "PR");
    expect(cell).toEqual({ state: predicted.state, claimed: predicted.claimed, claims: predicted.claims });
  });

  it("wait for all signatures when both sides give way, and can be countered", async () => {
    const { conflictId, a, z } = await dispute();
    const both = {
      changes: [
        { claim: a, figures: [{ family: "PERFORMING", percent: "40" }] },
        { claim: z, figures: [{ family: "PERFORMING", percent: "10" }] },
      ],
    };
    const first = (await propose({ conflict: conflictId, because: "Half way.", ruling: both })).proposeRuling.conflict;
    expect(first.proposals[0]).toMatchObject({ needed: [{ code: "052" }, { code: "058" }], signed: [{ code: "052" }] });
    const counter = await house.data(
      `mutation ($input: CounterRulingInput!) { counterRuling(input: $input) { conflict { state proposals { id state signed { code } } } ${PAYLOAD} } }`,
      {
        input: {
          ruling: first.proposals[0].id,
          because: "A little more.",
          counter: {
            changes: [
              { claim: a, figures: [{ family: "PERFORMING", percent: "35" }] },
              { claim: z, figures: [{ family: "PERFORMING", percent: "15" }] },
            ],
          },
        },
      },
      sacem,
    );
    expect(counter.counterRuling.conflict.proposals.map(({ state }: { state: string }) => state)).toEqual(["COUNTERED", "PROPOSED"]);
    const [, { id }] = counter.counterRuling.conflict.proposals;
    const signed = await house.data(
      `mutation ($input: SignRulingInput!) { signRuling(input: $input) { conflict { state history { kind } } ${PAYLOAD} } }`,
      { input: { ruling: id } },
      prs,
    );
    expect(signed.signRuling).toMatchObject({ problems: [], conflict: { state: "RESOLVED" } });
    await house.foundation.events.drain();
    const { conflict } = await house.data(`query ($id: ID!) { conflict(id: $id) { history { kind } } }`, { id: conflictId });
    expect(conflict.history.map(({ kind }: { kind: string }) => kind)).toEqual([
      "CONFLICT_OPENED",
      "RULING_PROPOSED",
      "RULING_COUNTERED",
      "RULING_SIGNED",
      "CONFLICT_CLOSED",
    ]);
  });

  it("are refused for claims of other conflicts and for a resolved one; evidence stays with the conflict", async () => {
    const { conflictId, z } = await dispute();
    expect(
      codes(
        (await propose({ conflict: conflictId, because: "x", ruling: { changes: [{ claim: "clm_no", figures: [] }] } })).proposeRuling
          .problems,
      ),
    ).toEqual(["CLAIM_NOT_IN_CONFLICT ruling.changes.0.claim"]);
    const added = await house.data(
      `mutation ($input: AddEvidenceInput!) { addEvidence(input: $input) { conflict { evidence { text society { code } } } ${PAYLOAD} } }`,
      { input: { conflict: conflictId, text: "The contract of 2019." } },
      prs,
    );
    expect(added.addEvidence.conflict.evidence).toEqual([{ text: "The contract of 2019.", society: { code: "052" } }]);
    await propose({ conflict: conflictId, because: "Ours was wrong.", ruling: { changes: [{ claim: z, figures: [] }] } }, sacem);
    expect(
      codes(
        (await propose({ conflict: conflictId, because: "x", ruling: { changes: [{ claim: z, figures: [] }] } }, sacem)).proposeRuling
          .problems,
      ),
    ).toEqual(["CONFLICT_RESOLVED conflict"]);
  });
});

describe("works that are one", () => {
  const merge = (survivor: string, merged: string) =>
    house.data(
      `mutation ($input: MergeWorksInput!) { mergeWorks(input: $input) { work { id version } ${PAYLOAD} } }`,
      { input: { survivor, merged, because: "One song." } },
      prs,
    );

  it("are merged with all that was stated, lead to the survivor, and come apart again", async () => {
    const other = "T9290000002";
    const [one, two] = await house.works.recordStatements([
      sketch({ from: "SO:052", iswc: ISWC, title: "River", claims: [writer("50"), publisher("A", "50")] }),
      sketch({ from: "SO:058", number: "F2", title: "River", creators: ["W"], claims: [publisher("Z", "50")] }),
    ]);
    expect(other).not.toBe(ISWC);
    const [survivor, merged] = [one?.workId ?? "", two?.workId ?? ""];
    const duplicates = async () =>
      (await house.data(`{ conflicts(filter: { kinds: [DUPLICATE_WORK] }) { edges { node { id } } } }`)).conflicts.edges.length as number;
    expect(await duplicates()).toBe(1);
    expect((await merge(survivor, merged)).mergeWorks.problems).toEqual([]);
    expect(await duplicates()).toBe(0);
    const together = (await house.data(WORK, { id: merged })).work;
    expect(together).toMatchObject({ id: survivor, conflicts: [{ kind: "OVER_CLAIM" }] });
    expect(together.statements).toHaveLength(2);
    expect(codes((await merge(survivor, merged)).mergeWorks.problems)).toEqual(["WORK_MERGED merged"]);

    const { undoMerge } = await house.data(
      `mutation ($input: UndoMergeInput!) { undoMerge(input: $input) { work { id title } ${PAYLOAD} } }`,
      { input: { merged, because: "Two songs." } },
      prs,
    );
    expect(undoMerge).toMatchObject({ problems: [], work: { id: merged, title: "River" } });
    expect((await house.data(WORK, { id: survivor })).work).toMatchObject({ conflicts: [], statements: [{ source: "SO:052" }] });
    expect((await house.data(WORK, { id: merged })).work).toMatchObject({ statements: [{ source: "SO:058" }] });
  });

  it("are declared distinct by a ruling, and the task does not come back", async () => {
    await house.works.recordStatements([sketch({ from: "SO:052" }), sketch({ from: "SO:058", number: "F2" })]);
    const { conflicts } = await house.data(`{ conflicts { edges { node { id kind } } } }`);
    const [{ node }] = conflicts.edges;
    const rule = (caller: typeof prs) =>
      house.data(
        `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { conflict { state proposals { id needed { code } signed { code } } } ${PAYLOAD} } }`,
        { input: { conflict: node.id, because: "Two songs.", ruling: { worksAreDistinct: true } } },
        caller,
      );
    const { conflict } = (await rule(prs)).proposeRuling;
    // Each submitter speaks for its own work.
    expect(conflict).toMatchObject({
      state: "PROPOSED",
      proposals: [{ needed: [{ code: "052" }, { code: "058" }], signed: [{ code: "052" }] }],
    });
    const signed = await house.data(
      `mutation ($input: SignRulingInput!) { signRuling(input: $input) { conflict { state } ${PAYLOAD} } }`,
      { input: { ruling: conflict.proposals[0].id } },
      sacem,
    );
    expect(signed.signRuling).toMatchObject({ problems: [], conflict: { state: "RESOLVED" } });
    await house.works.recordStatements([sketch({ from: "SO:058", number: "F2", title: "RIVER", message: "msg_2" })]);
    expect((await house.data(`{ conflicts { edges { node { id } } } }`)).conflicts.edges).toEqual([]);
  });
});

describe("labels", () => {
  it("are declared as data, with who and when, and stay in the history", async () => {
    const { work } = (await register(REGISTRATION)).registerWork;
    const { declareAiLabel } = await house.data(
      `mutation ($input: DeclareAiLabelInput!) { declareAiLabel(input: $input) { work { aiLabel { extent tool declaredBy } history(field: "aiLabel") { before after source } } ${PAYLOAD} } }`,
      { input: { work: work.id, extent: "PARTLY", tool: "Composer 3" } },
      prs,
    );
    expect(declareAiLabel.work.aiLabel).toEqual({ extent: "PARTLY", tool: "Composer 3", declaredBy: "052" });
    const { work: after } = await house.data(`query ($id: ID!) { work(id: $id) { history(field: "aiLabel") { before after source } } }`, {
      id: work.id,
    });
    expect(after.history).toEqual([{ before: null, after: "PARTLY (Composer 3)", source: "052" }]);
  });
});
