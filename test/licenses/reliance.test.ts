// Goal: works are told which licences rest on them. Method: licences over a small world of four works, after the watcher has looked.
import { afterAll, beforeEach, expect, test } from "@jest/globals";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { createDesk, END } from "./desk.ts";
import { openLicenses } from "./support.ts";
import type { LicensesHouse } from "./support.ts";

let store: TestStore | null = null;
let house: LicensesHouse;

beforeEach(async () => {
  store ??= await openTestStore();
  house = await openLicenses(store);
});
afterAll(async () => {
  await store?.stop();
});

const { run, issued } = createDesk(() => house);
const resting = async (workIds: readonly string[], from = "2026-02-01", licensor: string | null = null) =>
  await house.subgraph.ports.relianceReader.resting({ workIds, from, licensor });

test("a licence rests on the works of its snapshot, once it was looked at", async () => {
  const { id } = await issued();
  expect(await resting(["wrk_1"])).toEqual({ licenses: [], isPartial: true });
  await house.subgraph.watchAlarms();
  expect(await resting(["wrk_1", "wrk_2", "wrk_9"])).toEqual({ licenses: [{ licenseId: id, works: 2 }], isPartial: false });
  expect(await resting(["wrk_9"])).toEqual({ licenses: [], isPartial: false });
});

test("those of other licensors are left out where one is asked for, and those that ended before the day", async () => {
  const { id } = await issued();
  await house.subgraph.watchAlarms();
  expect((await resting(["wrk_1"], "2026-02-01", "119")).licenses).toHaveLength(1);
  expect((await resting(["wrk_1"], "2026-02-01", "052")).licenses).toEqual([]);
  expect((await resting(["wrk_1"], "2027-02-01")).licenses).toEqual([]);
  await run(END, { license: id, expectedVersion: 1, from: "2026-07-01" });
  expect((await resting(["wrk_1"], "2026-06-30")).licenses).toHaveLength(1);
  expect((await resting(["wrk_1"], "2026-07-01")).licenses).toEqual([]);
});

test("more than 2,000 works at once are a mistake", async () => {
  await expect(resting(Array.from({ length: 2_001 }, (_, at) => `wrk_${at}`))).rejects.toThrow("2000");
});
