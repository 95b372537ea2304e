// Goal: each kind of ruling does what its name says, between claims and between works, is signed by those whom the claims name, and can be undone.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../../subgraphs/kit/clock.ts";
import { period } from "../../support/statements.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "../house.ts";
import type { SketchedStatement, WorksHouse } from "../house.ts";
import { codesOf, effectOf, propose, rule, sign } from "./world.ts";

const DAY_MS = 86_400_000;
let store: TestStore;
let clock: FixedClock;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  clock = fixedClock(new Date("2026-01-15T12:00:00.000Z"));
  house = await openWorks(store, { clock });
  for (const [id, society] of [
    ["pty_W", "052"],
    ["pty_A", "052"],
    ["pty_Z", "058"],
    ["pty_Y", "119"],
  ] as const)
    house.parties.add(id, id.slice(4), society);
});

/** A work of 052 with W 50 and A 50 in the World, beside which others state theirs. */
async function work(...rivals: readonly SketchedStatement[]): Promise<string> {
  const [made] = await house.works.recordStatements([
    sketch({ from: "SO:052", title: "Long River", claims: [writer("50"), publisher("A", "50")] }),
  ]);
  const workId = made?.workId ?? "";
  for (const rival of rivals) await house.works.recordStatements([{ ...sketch({ title: "", ...rival }), workId }]);
  return workId;
}
const Z20: SketchedStatement = { from: "SO:058", number: "Z1", claims: [publisher("Z", "20")] };
const IN_FRANCE: SketchedStatement = { from: "SO:058", number: "Z1", claims: [publisher("Z", "20", { territories: ["I0250"] })] };

const CONFLICTS = `query ($id: ID!) { work(id: $id) { conflicts { id kind state claims { id partyName } } statements { claims { id partyName territories { isIncluded territory } period { from until } figures { family right share { percent } } } } } }`;
/** The conflict of a work, with the first claim of each party in it. */
async function conflictOf(workId: string) {
  const [conflict] = (await house.data(CONFLICTS, { id: workId })).work.conflicts;
  const claims: Readonly<Record<string, string>> = Object.fromEntries(
    [...conflict.claims].reverse().map(({ partyName, id }: { readonly partyName: string; readonly id: string }) => [partyName, id]),
  );
  return { id: String(conflict.id), kind: String(conflict.kind), claims };
}

/** `A 30 held 20`: what each party has of performing in a country on a day. */
async function sharesOf(workId: string, { at = "0250", on = "2026-06-30" } = {}): Promise<string> {
  const { work: found } = await house.data(
    `query ($id: ID!, $at: TisCode!, $on: Date!) { work(id: $id) { ownership(rights: [PR], territories: [$at], on: $on) { cells { state held { percent } claims { partyName share { percent } } } } } }`,
    { id: workId, at, on },
  );
  const [cell] = found.ownership.cells;
  const shares = cell.claims.map((claim: { partyName: string; share: { percent: string } }) => `${claim.partyName} ${claim.share.percent}`);
  return `${cell.state}: ${shares.sort().join(", ")}`;
}

/** Rules with all signatures that are needed, and says whose they were. */
async function ruled(conflict: string, ruling: object): Promise<string> {
  const { needed, problems } = await effectOf(house, conflict, ruling);
  expect(problems).toEqual([]);
  await rule(house, { conflict, ruling, needed });
  return needed.join();
}

describe("between claims", () => {
  it("a split gives each contestant its percentage of what they have room for", async () => {
    const workId = await work(Z20);
    const { id, claims } = await conflictOf(workId);
    const split = [
      { claim: claims["A"], percent: "75" },
      { claim: claims["Z"], percent: "25" },
    ];
    expect(await ruled(id, { split })).toBe("052,058");
    expect(await sharesOf(workId)).toBe("CLEAR: A 37.5, W 50, Z 12.5");
  });

  it("one side accepts the other's claim by its own signature alone, and gives way no further than the whole needs", async () => {
    const workId = await work(Z20);
    const { id, claims } = await conflictOf(workId);
    expect(await ruled(id, { accept: { claim: claims["Z"], yields: [claims["A"]] } })).toBe("052");
    expect(await sharesOf(workId)).toBe("CLEAR: A 30, W 50, Z 20");
  });

  it("an upheld counter-claim lets all others give way in proportion", async () => {
    const workId = await work(Z20, { from: "SO:119", number: "Y1", claims: [publisher("Y", "25")] });
    const { id, claims } = await conflictOf(workId);
    expect(await ruled(id, { uphold: claims["Z"] })).toBe("052,058,119");
    // 75 of A and Y exceed what Z leaves them by 45.
    expect(await sharesOf(workId)).toBe("CLEAR: A 20, W 50, Y 10, Z 20");
  });

  it("of two figures for one party all take the one that is upheld", async () => {
    const workId = await work({ from: "SO:058", number: "A1", claims: [publisher("A", "40")] });
    const { id, kind } = await conflictOf(workId);
    expect(kind).toBe("SHARES_DIFFER");
    const statements: { claims: { id: string; figures: { share: { percent: string } }[] }[] }[] = (
      await house.data(CONFLICTS, { id: workId })
    ).work.statements;
    const forty = statements.flatMap(({ claims }) => claims).find(({ figures }) => figures[0]?.share.percent === "40");
    await ruled(id, { uphold: forty?.id });
    expect(await sharesOf(workId)).toBe("UNDER: A 40, W 50");
  });

  it("a claim ends at a day, so that the next one begins where it ended", async () => {
    const later = [publisher("Z", "50", { period: period("2026-01-01") })];
    const workId = await work({ from: "SO:058", number: "Z1", claims: later });
    const { id, claims } = await conflictOf(workId);
    expect(await ruled(id, { end: [{ claim: claims["A"], until: "2026-01-01" }] })).toBe("052");
    expect(await sharesOf(workId, { on: "2025-12-31" })).toBe("CLEAR: A 50, W 50");
    expect(await sharesOf(workId, { on: "2026-01-01" })).toBe("CLEAR: W 50, Z 50");
  });

  it("a claim that reaches further is given up where the conflict lies, and stands elsewhere", async () => {
    const workId = await work(IN_FRANCE);
    const { id, claims } = await conflictOf(workId);
    expect(await ruled(id, { relinquish: [claims["A"]] })).toBe("052");
    expect(await sharesOf(workId)).toBe("UNDER: W 50, Z 20");
    expect(await sharesOf(workId, { at: "0826" })).toBe("CLEAR: A 50, W 50");
    const { statements } = (await house.data(CONFLICTS, { id: workId })).work;
    const [left] = statements.flatMap(({ claims: own }: { claims: { partyName: string }[] }) =>
      own.filter(({ partyName }) => partyName === "A"),
    );
    expect(left.territories).toEqual([
      { isIncluded: true, territory: "2136" },
      { isIncluded: false, territory: "0250" },
    ]);
  });

  it("time is up after both terms, for what is disputed alone", async () => {
    const workId = await work(Z20);
    const { id } = await conflictOf(workId);
    expect((await effectOf(house, id, { timeOut: true })).problems).toMatchObject([{ code: "NOT_TIMED_OUT", path: ["ruling", "timeOut"] }]);
    clock.advance(130 * DAY_MS);
    await house.foundation.schedules.tick();
    expect(await ruled(id, { timeOut: true })).toBe("052,058");
    // 20 of the whole was disputed: A keeps 30, Z nothing.
    expect(await sharesOf(workId)).toBe("UNDER: A 30, W 50");
  });

  it("is undone by a ruling that its signers sign, and that one, too", async () => {
    const workId = await work(Z20);
    const { id, claims } = await conflictOf(workId);
    await ruled(id, { relinquish: [claims["Z"]] });
    expect(await sharesOf(workId)).toBe("CLEAR: A 50, W 50");
    const [first] = (await proposals(id)).slice(-1);
    // Giving one's own claim up needs oneself; bringing it back is nobody's alone.
    const { needed } = await effectOf(house, id, { undo: first?.id });
    expect(needed).toEqual(["052", "058"]);
    const waiting = await propose(house, { conflict: id, ruling: { undo: first?.id } }, "058");
    expect(waiting).toMatchObject({ problems: [], conflict: { state: "RESOLVED" } });
    const listed = await house.data(`{ conflicts(filter: { concerns: "052", asks: [SIGN] }) { edges { node { id } } } }`);
    expect(listed.conflicts.edges).toEqual([{ node: { id } }]);
    expect(codesOf(await sign(house, waiting.conflict?.proposals.at(-1)?.id, "052"))).toEqual([]);
    expect(await sharesOf(workId)).toBe("DISPUTED: A 50, W 50, Z 20");
    expect((await proposals(id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(["RELINQUISH UNDONE", "UNDO IN_EFFECT"]);
    await ruled(id, { undo: (await proposals(id))[1]?.id });
    expect(await sharesOf(workId)).toBe("CLEAR: A 50, W 50");
  });

  const proposals = async (id: string): Promise<{ id: string; kind: string; state: string }[]> =>
    (await house.data(`query ($id: ID!) { conflict(id: $id) { proposals { id kind state } } }`, { id })).conflict.proposals;
});

describe("between works", () => {
  async function twins() {
    await house.works.recordStatements([
      sketch({ from: "SO:052", claims: [writer("50")] }),
      sketch({ from: "PB:Z", number: "Z1", to: "058", claims: [publisher("Z", "50")] }),
    ]);
    const { conflicts } = await house.data(`{ conflicts { edges { node { id kind works { id } } } } }`);
    const [{ node }] = conflicts.edges;
    const [one, other] = node.works.map(({ id }: { id: string }) => id);
    return { id: String(node.id), one: String(one), other: String(other) };
  }
  const open = async () =>
    (await house.data(`{ conflicts { edges { node { id } } } }`)).conflicts.edges.map(({ node }: { node: { id: string } }) => node.id);

  it("a merge shows both works' cells, is signed by whoever speaks for either, and comes apart by a ruling", async () => {
    const { id, one, other } = await twins();
    const merge = { survivor: one, merged: other };
    const { simulateRuling: effect } = await house.data(
      `query ($id: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $id, ruling: $ruling) { isResolved works { workId before { claimed { percent } } after { claimed { percent } } } } }`,
      { id, ruling: { merge } },
    );
    const all = (cells: { claimed: { percent: string } }[]) => [...new Set(cells.map(({ claimed }) => claimed.percent))];
    expect(effect.isResolved).toBe(true);
    expect(effect.works.map((found: { workId: string }) => found.workId)).toEqual([one, other]);
    expect(effect.works.map((found: { before: []; after: [] }) => [all(found.before), all(found.after)])).toEqual([
      [["50"], ["100"]],
      [["50"], ["0"]],
    ]);
    // The publisher sent its own work to 058, which holds its mandate.
    expect(await ruled(id, { merge })).toBe("052,058");
    expect(await sharesOf(one)).toBe("CLEAR: W 50, Z 50");
    expect(await open()).toEqual([]);
    const { conflict } = await house.data(`query ($id: ID!) { conflict(id: $id) { state proposals { id kind survivorId mergedId } } }`, {
      id,
    });
    expect(conflict).toMatchObject({ state: "RESOLVED", proposals: [{ kind: "MERGE_WORKS", survivorId: one, mergedId: other }] });
    expect(await ruled(id, { undo: conflict.proposals[0].id })).toBe("052,058");
    expect([await sharesOf(one), await sharesOf(other)]).toEqual(["UNDER: W 50", "UNDER: Z 50"]);
    expect(await open()).toEqual([id]);
  });

  it("works that were kept apart are a question again once that is undone, with a clock that starts anew", async () => {
    const { id } = await twins();
    expect(await ruled(id, { worksAreDistinct: true })).toBe("052,058");
    expect(await open()).toEqual([]);
    clock.advance(10 * DAY_MS);
    const { conflict } = await house.data(`query ($id: ID!) { conflict(id: $id) { proposals { id } } }`, { id });
    await ruled(id, { undo: conflict.proposals[0].id });
    const { conflict: again } = await house.data(`query ($id: ID!) { conflict(id: $id) { state deadline closedAt } }`, { id });
    expect(again).toEqual({ state: "OPEN", deadline: "2026-03-26", closedAt: null });
  });
});

describe("a ruling is refused", () => {
  it("with every fault and its place", async () => {
    const workId = await work(Z20);
    const { id, claims } = await conflictOf(workId);
    const [a, z] = [claims["A"], claims["Z"]];
    const performing = (percent: string) => [{ family: "PERFORMING", percent }];
    const faults = async (ruling: object) => codesOf(await propose(house, { conflict: id, ruling }, "052"));
    expect(await faults({})).toEqual(["RULING_KIND ruling"]);
    expect(await faults({ uphold: a, timeOut: true })).toEqual(["RULING_KIND ruling"]);
    expect(await faults({ merge: { survivor: workId, merged: workId } })).toEqual(["RULING_BETWEEN_CLAIMS ruling.merge"]);
    expect(await faults({ uphold: "clm_other" })).toEqual(["CLAIM_NOT_IN_CONFLICT ruling.uphold"]);
    expect(await faults({ relinquish: [a, a] })).toEqual(["CLAIM_TWICE ruling.relinquish"]);
    expect(await faults({ relinquish: Array.from({ length: 101 }, (_, index) => (index === 0 ? a : `clm_${index}`)) })).toContain(
      "TOO_MANY_CHANGES ruling.relinquish",
    );
    expect(await faults({ changes: [{ claim: a, figures: [{ family: "MECHANICAL", percent: "5" }] }] })).toEqual([
      "RIGHT_NOT_IN_CONFLICT ruling.changes.0.figures.0",
    ]);
    expect(await faults({ changes: [{ claim: a, figures: performing("50") }] })).toEqual(["RULING_WITHOUT_EFFECT ruling"]);
    expect(
      await faults({
        split: [
          { claim: a, percent: "60" },
          { claim: z, percent: "30" },
        ],
      }),
    ).toEqual(["PERCENTAGES_SUM ruling.split"]);
    expect(await faults({ split: [{ claim: a, percent: "100" }] })).toEqual(["SPLIT_PARTIES ruling.split"]);
    expect(
      await faults({
        split: [
          { claim: a, percent: "-1" },
          { claim: z, percent: "101" },
        ],
      }),
    ).toEqual(["PERCENT ruling.split.0.percent", "PERCENT ruling.split.1.percent"]);
    expect(await faults({ accept: { claim: a, yields: [] } })).toEqual(["NOTHING_YIELDS ruling.accept.yields"]);
    expect(await faults({ accept: { claim: a, yields: [a] } })).toEqual(["YIELDS_TO_ITSELF ruling.accept.yields.0"]);
    expect(await faults({ undo: "rul_other" })).toEqual(["RULING_UNKNOWN ruling.undo"]);
  });

  it("that ends a claim outside the days of the claim or of the conflict", async () => {
    const workId = await work({
      from: "SO:058",
      number: "Z1",
      claims: [publisher("Z", "20", { period: period("2025-01-01", "2026-01-01") })],
    });
    const { id, claims } = await conflictOf(workId);
    for (const [party, until] of [
      ["Z", "2025-01-01"],
      ["Z", "2026-01-01"],
      ["A", "2024-12-31"],
      ["A", "2026-01-01"],
    ] as const) {
      const answer = await propose(house, { conflict: id, ruling: { end: [{ claim: claims[party], until }] } }, "058");
      expect([party, until, codesOf(answer)]).toEqual([party, until, ["DATE_OUTSIDE_PERIOD ruling.end.0.until"]]);
    }
  });

  it("while another one waits, over an old version, and by a signature that nobody asked for", async () => {
    const { id, claims } = await conflictOf(await work(Z20, { from: "SO:119", number: "Y1", claims: [publisher("Y", "25")] }));
    const ruling = { changes: [{ claim: claims["A"], figures: [{ family: "PERFORMING", percent: "5" }] }] };
    expect(codesOf(await propose(house, { conflict: id, ruling, expectedVersion: 9 }, "058"))).toEqual(["STALE_VERSION expectedVersion"]);
    const waiting = await propose(house, { conflict: id, ruling }, "058");
    const rulingId = waiting.conflict?.proposals[0]?.id;
    expect(codesOf(await propose(house, { conflict: id, ruling: { uphold: claims["A"] } }, "052"))).toEqual(["RULING_WAITS conflict"]);
    expect(codesOf(await sign(house, rulingId, "058"))).toEqual(["SIGNATURE_NOT_NEEDED society"]);
    expect(codesOf(await propose(house, { conflict: id, ruling: { undo: rulingId } }, "052"))).toEqual([
      "RULING_NOT_IN_EFFECT ruling.undo",
    ]);
    expect(codesOf(await sign(house, rulingId, "052"))).toEqual([]);
  });

  it("lapses when the claims it rests on change before all have signed", async () => {
    const workId = await work(Z20);
    const { id, claims } = await conflictOf(workId);
    const waiting = await propose(house, { conflict: id, ruling: { uphold: claims["Z"] } }, "058");
    const more = { ...sketch({ from: "SO:058", number: "Z1", title: "", message: "msg_2", claims: [publisher("Z", "25")] }), workId };
    await house.works.recordStatements([more]);
    expect(codesOf(await sign(house, waiting.conflict?.proposals[0]?.id, "052"))).toEqual(["RULING_NOT_WAITING ruling"]);
    const { conflict } = await house.data(`query ($id: ID!) { conflict(id: $id) { state proposals { state } } }`, { id });
    expect(conflict).toEqual({ state: "OPEN", proposals: [{ state: "LAPSED" }] });
  });

  it("where it was overtaken: claims stated since are not undone with it, and only an undoing follows the end", async () => {
    const workId = await work(Z20);
    const { id, claims } = await conflictOf(workId);
    const done = await propose(house, { conflict: id, ruling: { accept: { claim: claims["Z"], yields: [claims["A"]] } } }, "052");
    expect(done.conflict?.state).toBe("RESOLVED");
    expect(codesOf(await propose(house, { conflict: id, ruling: { uphold: claims["A"] } }, "052"))).toEqual(["CONFLICT_RESOLVED conflict"]);
    const anew = sketch({ from: "SO:052", title: "Long River", message: "msg_3", claims: [writer("50"), publisher("A", "25")] });
    await house.works.recordStatements([anew]);
    const undo = { undo: done.conflict?.proposals[0]?.id };
    expect(codesOf(await propose(house, { conflict: id, ruling: undo }, "052"))).toEqual(["UNDO_OVERTAKEN ruling.undo"]);
  });

  it("between works, where it names others or is about claims", async () => {
    await house.works.recordStatements([sketch({ from: "SO:052" }), sketch({ from: "SO:058", number: "F2" })]);
    const { conflicts } = await house.data(`{ conflicts { edges { node { id works { id } } } } }`);
    const [{ node }] = conflicts.edges;
    const faults = async (ruling: object) => codesOf(await propose(house, { conflict: node.id, ruling }, "052"));
    expect(await faults({ timeOut: true })).toEqual(["RULING_BETWEEN_WORKS ruling.timeOut"]);
    expect(await faults({ merge: { survivor: node.works[0].id, merged: "wrk_other" } })).toEqual([
      "WORK_NOT_IN_CONFLICT ruling.merge.merged",
    ]);
    expect(await faults({ merge: { survivor: node.works[0].id, merged: node.works[0].id } })).toEqual(["SAME_WORK ruling.merge.merged"]);
  });
});

it("answers no one who has no standing in the conflict", async () => {
  const { id, claims } = await conflictOf(await work(Z20));
  expect(callerOf("040", "steward").society).toBe("040");
  expect(codesOf(await propose(house, { conflict: id, ruling: { uphold: claims["Z"] } }, "040"))).toEqual(["NO_STANDING conflict"]);
});
