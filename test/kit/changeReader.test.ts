// Shows how one process follows another's events: what is there at once, what comes while it waits, and pages kept within bounds.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as wait } from "node:timers/promises";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { createChangeReader } from "../../subgraphs/kit/ports/changeReader.ts";
import type { ChangeReader } from "../../subgraphs/kit/ports/changeReader.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";

let store: TestStore;
let foundation: Foundation;
let reader: ChangeReader;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  await store.clear("works");
  foundation = await store.foundation();
  reader = createChangeReader(foundation.events);
});

async function change(count: number, text = ""): Promise<void> {
  const events = Array.from({ length: count }, (_, at) => ({ kind: "WORK_REGISTERED", subject: `wrk_${at}`, data: { text } }));
  await foundation.inTransaction(async (session) => await foundation.events.append(events, session));
  await foundation.events.drain();
}

describe("the reader of changes", () => {
  it("answers at once what is there, and the last number", async () => {
    expect(await reader.last({})).toEqual({ number: 0 });
    await change(3);
    const { events, hasMore } = await reader.page({ after: 1, first: 1, waitMs: 10_000 });
    expect([events.map(({ number }) => number), hasMore, await reader.last({})]).toEqual([[2], true, { number: 3 }]);
  });

  it("wakes who waits when something happens, and answers nothing when nothing does", async () => {
    const began = Date.now();
    const waiting = reader.page({ after: 0, first: 10, waitMs: 10_000 });
    await wait(50);
    await change(2);
    expect((await waiting).events.map(({ number }) => number)).toEqual([1, 2]);
    expect(await reader.page({ after: 2, first: 10, waitMs: 50 })).toEqual({ events: [], hasMore: false });
    expect(Date.now() - began).toBeLessThan(9_000);
  });

  it("answers no more than a page holds, whatever is asked", async () => {
    await change(250);
    const found = await reader.page({ after: -5, first: 1_000_000 });
    expect([found.events.length, found.hasMore]).toEqual([200, true]);
    await change(6, "x".repeat(900_000));
    const large = await reader.page({ after: 250, first: 200 });
    expect([large.events.map(({ number }) => number), large.hasMore]).toEqual([[251, 252, 253, 254], true]);
  });
});
