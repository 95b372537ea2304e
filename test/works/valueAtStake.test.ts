/**
 * Goal: a conflict's worth is what the house knows of its money, else what a party estimates, else null with the reason; and puts conflicts in order by
 * worth and deadline. Method: works over a store, with distributions as a table of amounts.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import { PortFailure } from "../../subgraphs/kit/portTransport.ts";
import type { Stake, StakeQuestion } from "../../subgraphs/kit/ports/stakeReader.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const prs = callerOf("052", "steward");
const sacem = callerOf("058", "steward");

let store: TestStore;
let house: WorksHouse;
/** By the title of the work; every question that was asked. */
let money: Map<string, Partial<Stake>>;
let asked: StakeQuestion[][];
let titles: Map<string, string>;
let isDown: boolean;
let clock: ReturnType<typeof fixedClock>;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  [money, asked, titles, isDown] = [new Map(), [], new Map(), false];
  clock = fixedClock(new Date("2026-01-15T12:00:00.000Z"));
  const stakeReader = {
    stakes: async ({ questions }: { readonly questions: readonly StakeQuestion[] }) => {
      if (isDown) throw new PortFailure("PORT_UNREACHABLE", "distributions did not answer");
      asked.push([...questions]);
      const answers = questions.map(({ workId }) => ({ held: [], paid: [], isPartial: false, ...money.get(titles.get(workId) ?? "") }));
      return await Promise.resolve({ answers });
    },
  };
  house = await openWorks(store, { clock, stakeReader });
  for (const [party, society] of [
    ["W", "052"],
    ["A", "052"],
    ["Z", "058"],
  ] as const) {
    house.parties.add(`pty_${party}`, party, society);
  }
});

async function dispute(title: string): Promise<void> {
  const [made] = await house.works.recordStatements([
    sketch({ from: "SO:052", number: title, title, claims: [writer("50"), publisher("A", "50")] }),
  ]);
  const rival = sketch({ from: "SO:058", number: title, title: "", claims: [publisher("Z", "50")] });
  await house.works.recordStatements([{ ...rival, workId: made?.workId ?? "" }]);
  titles.set(made?.workId ?? "", title);
}

const MONEY = "amount currency";
const STAKE = `valueAtStake { amount { ${MONEY} } amounts { ${MONEY} } basis held { ${MONEY} } paid { ${MONEY} } estimates { society { code } amount { ${MONEY} } because } because }`;
const only = async (caller: Caller = prs) => {
  const { conflicts } = await house.data(`{ conflicts { edges { node { id version ${STAKE} } } } }`, {}, caller);
  return conflicts.edges[0].node;
};
const CNY = (minor: string) => ({ minor, currency: "CNY" });
const estimate = async (input: object, caller = sacem) => {
  const mutation = `mutation ($input: EstimateConflictInput!) { estimateConflict(input: $input) { conflict { version ${STAKE} } problems { code path } replayed } }`;
  return (await house.data(mutation, { input: { amount: "1500.50", currency: "EUR", because: "Last year's royalties", ...input } }, caller))
    .estimateConflict;
};

describe("the value at stake", () => {
  it("is the money that is held and was paid, asked for the slices and the contestants", async () => {
    await dispute("River");
    money.set("River", { held: [CNY("400")], paid: [CNY("600")] });
    expect((await only()).valueAtStake).toEqual({
      amount: { amount: "10.00", currency: "CNY" },
      amounts: [{ amount: "10.00", currency: "CNY" }],
      basis: "MONEY",
      held: [{ amount: "4.00", currency: "CNY" }],
      paid: [{ amount: "6.00", currency: "CNY" }],
      estimates: [],
      because: "Held for it: 4.00 CNY. Paid to its contestants there before: 6.00 CNY.",
    });
    expect(asked[0]).toMatchObject([{ partyIds: ["pty_A", "pty_Z"], slices: [{ period: { from: null, until: null } }] }]);
  });

  it("is not added over currencies, and says where it is the least", async () => {
    await dispute("River");
    money.set("River", { held: [{ minor: "5", currency: "JPY" }], paid: [CNY("600")], isPartial: true });
    const { valueAtStake } = await only();
    expect(valueAtStake).toMatchObject({ amount: null, basis: "MONEY" });
    expect(valueAtStake.amounts).toEqual([
      { amount: "6.00", currency: "CNY" },
      { amount: "5", currency: "JPY" },
    ]);
    expect(valueAtStake.because).toContain("At least");
  });

  it("is null with the reason where nothing is known, between works, and where the money cannot be asked", async () => {
    await dispute("River");
    expect((await only()).valueAtStake).toMatchObject({
      amount: null,
      amounts: [],
      basis: null,
      because: expect.stringContaining("Nothing is held"),
    });
    isDown = true;
    expect((await only()).valueAtStake).toMatchObject({ amount: null, because: expect.stringContaining("did not answer") });
    await house.works.recordStatements([
      sketch({ from: "SO:052", number: "W8", iswc: "T0345246801", title: "Lake", creators: ["V"] }),
      sketch({ from: "SO:058", number: "W9", iswc: "T0345246801", title: "Hill", creators: ["U"] }),
    ]);
    const { conflicts } = await house.data(`{ conflicts(filter: { kinds: [ISWC_MISMATCH] }) { edges { node { ${STAKE} } } } }`, {}, prs);
    expect(conflicts.edges[0].node.valueAtStake).toMatchObject({ amount: null, because: expect.stringContaining("Between works") });
  });

  it("is an estimate only where no money is known, and says whose", async () => {
    await dispute("River");
    const { id } = await only();
    expect((await estimate({ conflict: id })).problems).toEqual([]);
    const guessed = await only();
    expect(guessed.version).toBe(2);
    expect(guessed.valueAtStake).toMatchObject({
      amount: { amount: "1500.50", currency: "EUR" },
      basis: "ESTIMATE",
      estimates: [{ society: { code: "058" }, amount: { amount: "1500.50", currency: "EUR" }, because: "Last year's royalties" }],
      because: "058 estimates 1500.50 EUR: Last year's royalties",
    });
    money.set("River", { held: [CNY("400")] });
    expect((await only()).valueAtStake).toMatchObject({ amount: { amount: "4.00" }, basis: "MONEY", estimates: [{}] });
  });

  it("is shown to those with a part in the conflict alone", async () => {
    await dispute("River");
    money.set("River", { held: [CNY("400")] });
    await estimate({ conflict: (await only()).id });
    for (const caller of [callerOf("010", "steward"), callerOf("119", "licensing")])
      expect((await only(caller)).valueAtStake).toMatchObject({
        amount: null,
        amounts: [],
        held: [],
        estimates: [],
        because: expect.stringContaining("have a part"),
      });
    expect((await only(callerOf("058", "society"))).valueAtStake.amount).toEqual({ amount: "4.00", currency: "CNY" });
  });

  it.each([
    [{ amount: "1.555" }, "AMOUNT_DECIMALS amount"],
    [{ amount: "0" }, "AMOUNT_NOT_POSITIVE amount"],
    [{ amount: "-2" }, "AMOUNT_NOT_POSITIVE amount"],
    [{ because: " " }, "TEXT because"],
    [{ expectedVersion: 7 }, "STALE_VERSION expectedVersion"],
    [{ conflict: "cnf_1" }, "CONFLICT_UNKNOWN conflict"],
  ])("refuses the estimate %j: %s", async (input, expected) => {
    await dispute("River");
    const { id } = await only();
    const { problems } = await estimate({ conflict: id, ...input });
    expect(problems.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join(".")}`)).toEqual([expected]);
    expect((await only()).version).toBe(1);
  });

  it.each([
    [{ amount: "1,5" }, "is not a decimal"],
    [{ currency: "XXX" }, "no minor unit"],
    [{ currency: "ABC" }, "not an ISO 4217 currency"],
  ])("refuses what is no amount of money: %j", async (input, message) => {
    await dispute("River");
    await expect(estimate({ conflict: (await only()).id, ...input })).rejects.toThrow(message);
  });

  it("takes no estimate of whoever has no part", async () => {
    await dispute("River");
    const { problems } = await estimate({ conflict: (await only()).id }, callerOf("010", "steward"));
    expect(problems).toMatchObject([{ code: "NO_STANDING" }]);
  });
});

describe("the order by worth", () => {
  const LIST = `query ($filter: ConflictFilter, $first: Int, $after: String) { conflicts(filter: $filter, orderBy: WORTH, first: $first, after: $after) {
    edges { node { work { title } } } pageInfo { hasNextPage endCursor } } }`;
  const titlesOf = (answer: { edges: { node: { work: { title: string } } }[] }) => answer.edges.map(({ node }) => node.work.title);

  it("weighs the amount with the days that are left, in one currency, over pages, with one question to the house", async () => {
    await dispute("Early");
    clock.advance(50 * 86_400_000);
    for (const title of ["Late", "Richer", "Foreign", "Unknown"]) await dispute(title);
    // 10 days are left for the first, 60 for the others.
    money.set("Early", { held: [CNY("1000")] });
    money.set("Late", { held: [CNY("5000")] });
    money.set("Richer", { held: [CNY("3000")], paid: [CNY("4000")] });
    money.set("Foreign", { held: [{ minor: "900000", currency: "JPY" }] });
    const filter = { currency: "CNY" };
    asked = [];
    const first = (await house.data(LIST, { filter, first: 2 }, prs)).conflicts;
    expect(titlesOf(first)).toEqual(["Richer", "Early"]);
    expect(asked).toHaveLength(1);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const next = (await house.data(LIST, { filter, first: 2, after: first.pageInfo.endCursor }, prs)).conflicts;
    expect([titlesOf(next), next.pageInfo.hasNextPage]).toEqual([["Late"], false]);
    expect(titlesOf((await house.data(LIST, { filter: { currency: "JPY" } }, prs)).conflicts)).toEqual(["Foreign"]);
    // Of others' conflicts nobody learns the worth by the order.
    expect((await house.data(LIST, { filter }, callerOf("010", "steward"))).conflicts.edges).toEqual([]);
    // After the deadline a day counts as one.
    clock.advance(300 * 86_400_000);
    expect(titlesOf((await house.data(LIST, { filter }, prs)).conflicts)).toEqual(["Richer", "Late", "Early"]);
  });

  it("is refused for more than 1,000 conflicts, which the filter must narrow", async () => {
    await dispute("River");
    const { conflicts } = workModels(house.foundation.connection);
    const [one] = await conflicts.collection.find({}).toArray();
    const many = Array.from({ length: 1_000 }, (_, at) => ({ ...one, _id: `cnf_${at}` as never, openKey: `many ${at}` }));
    await conflicts.collection.insertMany(many);
    const { errors } = await house.ask(LIST, { filter: { currency: "CNY" } }, prs);
    expect(errors?.[0]?.message).toContain("More than 1000 conflicts fit");
    expect((await house.ask(LIST, { filter: { currency: "CNY", concerns: "010" } }, prs)).errors).toBeUndefined();
  });

  it("asks for the currency", async () => {
    const { errors } = await house.ask(LIST, {}, prs);
    expect(errors?.[0]?.message).toContain("say in `currency`");
    expect((await house.ask(LIST, { filter: { currency: "XXX" } }, prs)).errors?.[0]?.message).toContain("XXX");
  });
});
