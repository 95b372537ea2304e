import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { problem } from "../../subgraphs/domain/outcome.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import type { CommandOptions } from "../../subgraphs/kit/commands.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { ClientSession } from "../../subgraphs/kit/model.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";

// Shows that a command under a key happens once, however often and at once it is sent; each command here appends one event,
// so the number of events is the number of times it happened.
const DAY_MS = 86_400_000;
const STEWARD: Caller = { subject: "anna", society: "052", role: "steward", scopes: [], purpose: null, requestId: "r" };

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});

let clock: FixedClock;
let foundation: Foundation;
beforeEach(async () => {
  clock = fixedClock(new Date("2026-03-31T12:00:00Z"));
  await store.clear("works");
  foundation = await store.foundation({ clock });
});

let counter = 0;
const work = async (session: ClientSession): Promise<{ readonly id: string }> => {
  counter += 1;
  await foundation.events.append([{ kind: "DONE", subject: "wrk_1", data: {} }], session);
  return { id: `wrk_${counter}` };
};
const command = (more: Partial<CommandOptions> = {}): CommandOptions => ({
  operation: "registerWork",
  caller: STEWARD,
  key: "key-1",
  input: { title: "A", names: ["B"] },
  ...more,
});
const timesDone = async (): Promise<number> => {
  await foundation.events.drain();
  return (await foundation.events.page({ after: 0, first: 1_000 })).events.length;
};

describe("a command", () => {
  it("sent again under its key gets the same answer, marked as replayed", async () => {
    const first = await foundation.commands.run(command(), work);
    const again = await foundation.commands.run(command({ input: { names: ["B"], title: "A" } }), work);
    expect(first.replayed).toBe(false);
    expect(again).toEqual({ answer: first.answer, replayed: true });
    expect(await timesDone()).toBe(1);
  });

  it("with another input under the same key is refused", async () => {
    await foundation.commands.run(command(), work);
    await expect(foundation.commands.run(command({ input: { title: "B" } }), work)).rejects.toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
    expect(await timesDone()).toBe(1);
  });

  it.each([
    ["operation", { operation: "submitClaim" }],
    ["caller", { caller: { ...STEWARD, subject: "bert" } }],
    ["society", { caller: { ...STEWARD, society: "119" } }],
    ["key", { key: "key-2" }],
  ])("of another %s is another command", async (_what, more) => {
    await foundation.commands.run(command(), work);
    expect((await foundation.commands.run(command(more), work)).replayed).toBe(false);
    expect(await timesDone()).toBe(2);
  });

  it("without a key happens each time", async () => {
    for (let time = 0; time < 2; time += 1) expect((await foundation.commands.run(command({ key: null }), work)).replayed).toBe(false);
    expect(await timesDone()).toBe(2);
  });

  it("sent ten times at once happens once, and all get its answer", async () => {
    const runs = await Promise.all(Array.from({ length: 10 }, async () => await foundation.commands.run(command(), work)));
    expect(new Set(runs.map(({ answer }) => answer.id)).size).toBe(1);
    expect(runs.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await timesDone()).toBe(1);
  });

  it("that is refused leaves nothing, and may be sent again under its key with another input", async () => {
    const refusing = async (session: ClientSession): Promise<{ readonly id: string }> => {
      await work(session);
      throw new Refusal([problem("BAD_TITLE", "no title", ["title"])]);
    };
    await expect(foundation.commands.run(command(), refusing)).rejects.toMatchObject({ problems: [{ code: "BAD_TITLE" }] });
    expect(await timesDone()).toBe(0);
    expect((await foundation.commands.run(command({ input: { title: "B" } }), work)).replayed).toBe(false);
    expect(await timesDone()).toBe(1);
  });

  it("that crashes in its middle leaves neither its work nor its record", async () => {
    const crashing = async (session: ClientSession): Promise<{ readonly id: string }> => {
      await work(session);
      throw new Error("the process died here");
    };
    await expect(foundation.commands.run(command(), crashing)).rejects.toThrow("died");
    expect(await timesDone()).toBe(0);
    expect((await foundation.commands.run(command(), work)).replayed).toBe(false);
  });

  it("is remembered for 30 days and then forgotten", async () => {
    await foundation.commands.run(command(), work);
    clock.advance(30 * DAY_MS - 1);
    expect(await foundation.commands.forget()).toBe(0);
    expect((await foundation.commands.run(command(), work)).replayed).toBe(true);
    clock.advance(2);
    expect((await foundation.commands.run(command({ input: { title: "B" } }), work)).replayed).toBe(false);
    clock.advance(31 * DAY_MS);
    expect(await foundation.commands.forget()).toBe(1);
  });

  it.each(["", "k".repeat(201)])("with a key of bad length is refused before any work", async (key) => {
    await expect(foundation.commands.run(command({ key }), work)).rejects.toMatchObject({ problems: [{ code: "IDEMPOTENCY_KEY" }] });
    expect(await timesDone()).toBe(0);
  });
});
