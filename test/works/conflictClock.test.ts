/**
 * Goal: conflicts move over their deadlines by themselves, once each, with the day on which it was due, whatever stops, restarts or runs twice; and
 * stand at once in the queue of every society concerned. Method: houses over one store with a clock moved by hand.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import { moveDueConflicts } from "../../subgraphs/works/conflictClock.ts";
import { workMigrations } from "../../subgraphs/works/migrations.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const prs = callerOf("052", "steward");
const sacem = callerOf("058", "steward");
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
  house.parties.add("pty_W", "W", "052");
  house.parties.add("pty_A", "A", "044");
  house.parties.add("pty_Z", "Z", "058");
  await dispute(house, "W1");
});

/** A work of 052, sent to 119 too, that 058 contests for a publisher; A's mandate is 044's. */
async function dispute({ works }: WorksHouse, number: string): Promise<void> {
  const title = `River ${number}`;
  const stated = { from: "SO:052", number, title, to: "119", claims: [writer("50"), publisher("A", "50")] };
  const [made] = await works.recordStatements([sketch(stated)]);
  const rival = sketch({ from: "SO:058", number: `Z${number}`, title: "", claims: [publisher("Z", "50")] });
  await works.recordStatements([{ ...rival, workId: made?.workId ?? "" }]);
}

const LIST = `query ($filter: ConflictFilter) { conflicts(filter: $filter) { edges { node { id state term deadline version
  tasks { society { code } asks } history { kind field before after dueOn } } } } }`;
const listed = async (at: WorksHouse, filter: object = {}) =>
  (await at.data(LIST, { filter }, prs)).conflicts.edges.map(({ node }: { node: unknown }) => node);
const MOVES = [
  { kind: "CONFLICT_ESCALATED", field: "term", before: "FIRST", after: "SECOND", dueOn: "2026-03-16" },
  { kind: "CONFLICT_TIMED_OUT", field: "term", before: "SECOND", after: "OVER", dueOn: "2026-05-15" },
];
const movesOf = ({ history }: { history: { kind: string }[] }) =>
  history.filter(({ kind }) => kind === "CONFLICT_ESCALATED" || kind === "CONFLICT_TIMED_OUT");

describe("the clock", () => {
  it("stands still to the end of the first deadline, moves on the day after, and again after the second", async () => {
    clock.set(new Date("2026-03-16T23:59:59.999Z"));
    await house.foundation.schedules.tick();
    expect((await listed(house))[0]).toMatchObject({ state: "OPEN", term: "FIRST", deadline: "2026-03-16" });
    clock.set(new Date("2026-03-17T00:01:00.000Z"));
    await house.foundation.schedules.tick();
    const escalated = (await listed(house))[0];
    expect(escalated).toMatchObject({ state: "ESCALATED", term: "SECOND", deadline: "2026-05-15", version: 2 });
    expect(movesOf(escalated)).toEqual(MOVES.slice(0, 1));
    clock.set(new Date("2026-05-16T00:01:00.000Z"));
    await house.foundation.schedules.tick();
    const over = (await listed(house))[0];
    expect(over).toMatchObject({ state: "TIMED_OUT", term: "OVER", deadline: "2026-05-15", version: 3 });
    expect(movesOf(over)).toEqual(MOVES);
  });

  it("catches up on both deadlines in a house that was away, each with its own day, and holds the disputed slice still", async () => {
    clock.advance(300 * DAY_MS);
    const restarted = await openWorks(store, { clock, beside: house });
    await restarted.foundation.schedules.tick();
    const [over] = await listed(restarted);
    expect(over).toMatchObject({ state: "TIMED_OUT", version: 2 });
    expect(movesOf(over)).toEqual(MOVES);
    const [{ id }] = await listed(restarted, { states: ["TIMED_OUT"] });
    const { conflict } = await restarted.data(
      `query ($id: ID!) { conflict(id: $id) { work { ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { cells { state } } } } }`,
      { id },
    );
    expect(conflict.work.ownership.cells).toEqual([{ state: "DISPUTED" }]);
  });

  it("moves each conflict once where two houses look at once, even where both believe to hold the lease", async () => {
    for (const number of ["W2", "W3", "W4"]) await dispute(house, number);
    const other = await openWorks(store, { clock, beside: house });
    clock.advance(61 * DAY_MS);
    await Promise.all([house.foundation.schedules.tick(), other.foundation.schedules.tick()]);
    clock.advance(60 * DAY_MS);
    const movers = [house, other, house].map(
      async ({ foundation }) => await moveDueConflicts(foundation, workModels(foundation.connection)),
    );
    expect((await Promise.all(movers)).reduce((sum, count) => sum + count, 0)).toBe(4);
    const all = await listed(house, { states: ["TIMED_OUT"] });
    expect(all).toHaveLength(4);
    expect(all.map(movesOf)).toEqual([MOVES, MOVES, MOVES, MOVES]);
  });

  it("does not go back with a machine's clock, nor reopen what is resolved", async () => {
    clock.advance(61 * DAY_MS);
    await house.foundation.schedules.tick();
    clock.set(new Date("2026-01-20T12:00:00.000Z"));
    const models = workModels(house.foundation.connection);
    expect(await moveDueConflicts(house.foundation, models)).toBe(0);
    expect((await listed(house))[0].term).toBe("SECOND");
    const { conflicts } = await house.data(`{ conflicts { edges { node { claims { id partyName } } } } }`);
    const claim = conflicts.edges[0].node.claims.find(({ partyName }: { partyName: string }) => partyName === "Z").id;
    await house.data(`mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`, { claim }, sacem);
    clock.set(new Date("2027-01-20T12:00:00.000Z"));
    expect(await moveDueConflicts(house.foundation, models)).toBe(0);
    expect(await listed(house, { states: ["RESOLVED"] })).toMatchObject([{ state: "RESOLVED", term: "SECOND" }]);
  });

  it("runs on while a proposal waits, which can still be signed at the end", async () => {
    const { conflicts } = await house.data(`{ conflicts { edges { node { id claims { id partyName } } } } }`);
    const [{ node }] = conflicts.edges;
    const changes = node.claims.map((claim: { id: string; partyName: string }) => ({
      claim: claim.id,
      figures: [{ family: "PERFORMING", percent: "25" }],
    }));
    const input = { conflict: node.id, ruling: { changes }, because: "Halves" };
    const propose = `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { conflict { state proposals { id } } problems { code } } }`;
    const { proposeRuling } = await house.data(propose, { input }, sacem);
    expect(proposeRuling).toMatchObject({ problems: [], conflict: { state: "PROPOSED" } });
    clock.advance(61 * DAY_MS);
    await house.foundation.schedules.tick();
    expect((await listed(house))[0]).toMatchObject({ state: "PROPOSED", term: "SECOND" });
    clock.advance(60 * DAY_MS);
    await house.foundation.schedules.tick();
    expect((await listed(house))[0]).toMatchObject({ state: "TIMED_OUT", term: "OVER" });
    const sign = `mutation ($input: SignRulingInput!) { signRuling(input: $input) { conflict { state } problems { code } } }`;
    const signature = { input: { ruling: proposeRuling.conflict.proposals[0].id } };
    expect((await house.data(sign, signature, callerOf("044", "steward"))).signRuling).toEqual({
      conflict: { state: "RESOLVED" },
      problems: [],
    });
  });

  it("takes the terms that the house is given, and keeps those of conflicts found before", async () => {
    const hasty = await openWorks(store, { clock, beside: house, conflictTerms: { answerDays: 7, agreementDays: 14 } });
    await dispute(hasty, "W2");
    expect((await listed(hasty)).map(({ deadline }: { deadline: string }) => deadline)).toEqual(["2026-01-22", "2026-03-16"]);
    clock.advance(22 * DAY_MS);
    await hasty.foundation.schedules.tick();
    const states = (await listed(hasty)).map(({ state }: { state: string }) => state);
    expect(states.sort()).toEqual(["OPEN", "TIMED_OUT"]);
  });
});

describe("conflicts of an earlier release", () => {
  it("get both deadlines and a place in the queues, and move with the next look", async () => {
    const { conflicts } = workModels(house.foundation.connection);
    await conflicts.collection.updateMany({}, { $unset: { term: 1, deadlines: 1, signatories: 1, queue: 1 } });
    const step = workMigrations(null).find(({ to }) => to === 5);
    await step?.run(house.foundation.connection);
    await step?.run(house.foundation.connection);
    clock.advance(61 * DAY_MS);
    await house.foundation.schedules.tick();
    expect(await listed(house, { concerns: "119" })).toMatchObject([{ state: "ESCALATED", deadline: "2026-05-15", version: 2 }]);
    expect(await listed(house, { concerns: "058", asks: ["ANSWER"] })).toHaveLength(1);
  });
});

describe("queues", () => {
  const queueOf = async (society: string, asks?: readonly string[]) =>
    (await listed(house, { concerns: society, ...(asks === undefined ? {} : { asks }) })).length;

  it("hold a new conflict for who stated, received and speaks for a claim, with what is asked of each", async () => {
    const [{ tasks }] = await listed(house);
    expect(tasks).toEqual([
      { society: { code: "044" }, asks: "ANSWER" },
      { society: { code: "052" }, asks: "NOTHING" },
      { society: { code: "058" }, asks: "ANSWER" },
      { society: { code: "119" }, asks: "NOTHING" },
    ]);
    const counts = await Promise.all(["044", "052", "058", "119", "010"].map(async (society) => await queueOf(society)));
    expect(counts).toEqual([1, 1, 1, 1, 0]);
    expect(await queueOf("058", ["ANSWER", "SIGN"])).toBe(1);
    expect(await queueOf("058", ["SIGN"])).toBe(0);
    // Of whom is the caller's own society when nobody is named.
    expect(await listed(house, { asks: ["NOTHING"] })).toHaveLength(1);
    expect(await listed(house, { asks: ["ANSWER"] })).toHaveLength(0);
  });

  it("move with a proposal and empty of tasks with the end", async () => {
    const { conflicts } = await house.data(`{ conflicts { edges { node { id claims { id partyName } } } } }`);
    const [{ node }] = conflicts.edges;
    const changes = node.claims.map((claim: { id: string }) => ({ claim: claim.id, figures: [{ family: "PERFORMING", percent: "25" }] }));
    const propose = `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { problems { code } } }`;
    await house.data(propose, { input: { conflict: node.id, ruling: { changes }, because: "Halves" } }, sacem);
    expect(await queueOf("044", ["SIGN"])).toBe(1);
    expect(await queueOf("058", ["NOTHING"])).toBe(1);
    const claim = node.claims.find(({ partyName }: { partyName: string }) => partyName === "Z").id;
    await house.data(`mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`, { claim }, sacem);
    expect(await queueOf("044")).toBe(0);
    expect(await listed(house, { concerns: "044", states: ["RESOLVED"], asks: ["NOTHING"] })).toHaveLength(1);
  });

  it("hold a conflict between works for whoever stated one of them", async () => {
    const iswc = "T0345246801";
    await house.works.recordStatements([
      sketch({ from: "SO:052", number: "W8", iswc, title: "Lake", creators: ["W"] }),
      sketch({ from: "SO:010", number: "W9", iswc, title: "Hill", creators: ["V"] }),
    ]);
    const [found] = await listed(house, { kinds: ["ISWC_MISMATCH"] });
    expect(found.tasks).toEqual([
      { society: { code: "010" }, asks: "ANSWER" },
      { society: { code: "052" }, asks: "ANSWER" },
    ]);
    await house.works.recordStatements([sketch({ from: "SO:035", number: "W10", iswc, title: "Vale", creators: ["U"] })]);
    expect(await listed(house, { kinds: ["ISWC_MISMATCH"], concerns: "010" })).toHaveLength(2);
  });

  it("ask to be told whose queue is meant where the caller speaks for nobody", async () => {
    const { errors } = await house.ask(LIST, { filter: { asks: ["SIGN"] } }, callerOf(null, "admin"));
    expect(errors?.[0]?.message).toContain("concerns");
  });
});
