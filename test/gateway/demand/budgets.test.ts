/** Shows that several processes of the gateway keep one budget, and what they do while its keeper does not answer. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { remotePort } from "../../../gateway/ports.ts";
import { Budgets } from "../../../gateway/demand/budgets.ts";
import { anonymousCaller } from "../../../subgraphs/kit/caller.ts";
import { createLogger } from "../../../subgraphs/kit/log.ts";
import type { BudgetKeeper } from "../../../subgraphs/kit/ports/budgetKeeper.ts";
import { callerOf, openPartiesHouse, type PartiesHouse } from "../../parties/house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const LIMIT = 1_000;
const log = createLogger({ level: "silent" });

/** One process of the gateway. */
const processOver = (keeper: BudgetKeeper): Budgets => new Budgets({ keeper, clock: house.clock, log, perMinute: LIMIT });

/** How many of so many operations of one cost are let through. */
async function letThrough(
  budgets: Budgets,
  society: string,
  { cost, times }: { readonly cost: number; readonly times: number },
): Promise<number> {
  const verdicts = await Promise.all(
    Array.from({ length: times }, async () => await budgets.spend(callerOf(society, "society"), "127.0.0.1", cost)),
  );
  return verdicts.filter((one) => one === null).length;
}

describe("a budget", () => {
  test("is spent to its end by one process", async () => {
    const one = processOver(house.parties.ports.budgetKeeper);
    expect(await letThrough(one, "001", { cost: 10, times: 150 })).toBe(100);
    expect(await letThrough(one, "002", { cost: 10, times: 1 })).toBe(1);
  });

  test("is one for several, who leave a slice each at most", async () => {
    const all = Array.from({ length: 4 }, () => processOver(house.parties.ports.budgetKeeper));
    const through = await Promise.all(all.map(async (one) => await letThrough(one, "003", { cost: 7, times: 100 })));
    const spent = through.reduce((sum, count) => sum + count * 7, 0);
    expect(spent).toBeLessThanOrEqual(LIMIT);
    expect(spent).toBeGreaterThan(LIMIT - all.length * (LIMIT / 20));
  });

  test("of which less is left than is asked for still serves smaller operations", async () => {
    const one = processOver(house.parties.ports.budgetKeeper);
    expect(await letThrough(one, "004", { cost: 990, times: 1 })).toBe(1);
    expect(await one.spend(callerOf("004", "society"), null, 11)).toMatchObject({ limit: LIMIT });
    expect(await letThrough(one, "004", { cost: 5, times: 3 })).toBe(2);
  });

  test("is whole again in the next minute, and the refusal says when that is", async () => {
    const one = processOver(house.parties.ports.budgetKeeper);
    expect(await letThrough(one, "005", { cost: LIMIT, times: 2 })).toBe(1);
    const refusal = await one.spend(callerOf("005", "society"), null, 1);
    expect(refusal?.retryAfterSeconds).toBeGreaterThan(0);
    expect(refusal?.retryAfterSeconds).toBeLessThanOrEqual(60);
    house.clock.advance((refusal?.retryAfterSeconds ?? 0) * 1_000);
    expect(await letThrough(one, "005", { cost: LIMIT, times: 1 })).toBe(1);
  });

  test("of somebody without a token is a tenth, for each address", async () => {
    const one = processOver(house.parties.ports.budgetKeeper);
    const spend = async (address: string, cost: number): Promise<number | null> =>
      (await one.spend(anonymousCaller("r"), address, cost))?.limit ?? null;
    expect([await spend("192.0.2.1", 100), await spend("192.0.2.1", 1), await spend("192.0.2.2", 100)]).toEqual([null, 100, null]);
  });

  test("is one slice a minute in each process while the keeper does not answer", async () => {
    const nowhere = "http://127.0.0.1:1";
    const urls = { works: nowhere, parties: nowhere, licenses: nowhere, distributions: nowhere };
    const one = processOver(remotePort("budgetKeeper", "parties", { urls, key: new Uint8Array(32), clock: house.clock }));
    expect(await letThrough(one, "006", { cost: 10, times: 20 })).toBe(5);
    house.clock.advance(60_000);
    expect(await letThrough(one, "006", { cost: 10, times: 20 })).toBe(5);
  });
});
