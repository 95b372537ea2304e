// Shows that a budget is never given out twice, whoever asks and however many at once, and that every minute begins with a whole one.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { forgetBudgets } from "../../subgraphs/parties/budgets/keeper.ts";
import { budgetModel } from "../../subgraphs/parties/budgets/model.ts";
import { openPartiesHouse, type PartiesHouse } from "./house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const take = async (holder: string, minute: number, amount: number): Promise<number> =>
  (await house.parties.ports.budgetKeeper.take({ holder, minute, amount, limit: 100 })).granted;

test("a budget is given out to its end, and then no more", async () => {
  expect([await take("a", 5, 40), await take("a", 5, 40), await take("a", 5, 40), await take("a", 5, 1)]).toEqual([40, 40, 20, 0]);
  expect(await take("b", 5, 40)).toBe(40);
});

test("more than there is gets all there is", async () => {
  expect([await take("c", 5, 1_000), await take("c", 5, 1)]).toEqual([100, 0]);
});

test("the next minute begins with a whole budget; who is behind the time spends of the new one", async () => {
  expect([await take("d", 5, 90), await take("d", 6, 90), await take("d", 5, 90), await take("d", 6, 5)]).toEqual([90, 90, 10, 0]);
});

test("many at once get no more than there is", async () => {
  const granted = await Promise.all(Array.from({ length: 40 }, async () => await take("e", 5, 7)));
  expect(granted.reduce((sum, one) => sum + one, 0)).toBe(100);
});

test.each([
  ["a holder without end", { holder: "x".repeat(201) }],
  ["half an amount", { amount: 0.5 }],
  ["a negative limit", { limit: -1 }],
])("%s is refused", async (_what, wrong) => {
  const request = { holder: "f", minute: 5, amount: 1, limit: 100, ...wrong };
  await expect(house.parties.ports.budgetKeeper.take(request)).rejects.toThrow("Invariant");
});

test("who has not asked for an hour is forgotten", async () => {
  const { connection, clock } = house.foundation;
  const now = Math.floor(clock.now().getTime() / 60_000);
  await take("recent", now - 59, 1);
  await forgetBudgets(budgetModel(connection), clock);
  expect(await budgetModel(connection).distinct("_id")).toEqual(["recent"]);
});
