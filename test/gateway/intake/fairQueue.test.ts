/** Shows that no more run than may, that nobody waits for another's crowd, and that whoever cannot wait is told at once. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { FairQueue, NoRoom } from "../../../gateway/intake/fairQueue.ts";

const LIMITS = { running: 2, waiting: 6, waitingOfHolder: 4, patienceMs: 60_000 };

/** Asks for a place and notes the holder when its turn has come. */
function asking(queue: FairQueue, turns: string[]) {
  const leave: (() => void)[] = [];
  return {
    leave,
    ask: async (holder: string, signal?: AbortSignal): Promise<void> => {
      const leaving = await queue.enter(holder, signal);
      turns.push(holder);
      leave.push(leaving);
    },
  };
}

const settle = async (): Promise<void> => await new Promise((resolve) => void setImmediate(resolve));

describe("the queue", () => {
  test("gives places to holders in turn, however many things one of them asks", async () => {
    const turns: string[] = [];
    const queue = new FairQueue(LIMITS);
    const { ask, leave } = asking(queue, turns);
    const all = ["crowd", "crowd", "crowd", "crowd", "crowd", "one", "other"].map(async (holder) => await ask(holder));
    await settle();
    expect([turns, queue.counts]).toEqual([["crowd", "crowd"], { running: 2, waiting: 5 }]);
    for (let at = 0; at < 7; at += 1) {
      leave[at]?.();
      await settle();
    }
    await Promise.all(all);
    expect(turns).toEqual(["crowd", "crowd", "crowd", "one", "other", "crowd", "crowd"]);
    expect(queue.counts).toEqual({ running: 0, waiting: 0 });
  });

  test("refuses who has too many waiting, and everybody when all places to wait are taken", async () => {
    const queue = new FairQueue(LIMITS);
    const { ask, leave } = asking(queue, []);
    const admitted = Array.from({ length: 6 }, async () => await ask("crowd"));
    await expect(ask("crowd")).rejects.toThrow(NoRoom);
    admitted.push(ask("one"), ask("one"));
    await expect(ask("other")).rejects.toThrow(NoRoom);
    for (let at = 0; at < 8; at += 1) {
      leave[at]?.();
      await settle();
    }
    await Promise.all(admitted);
    expect(queue.counts).toEqual({ running: 0, waiting: 0 });
  });

  test("sends away who has waited too long, and forgets who has gone", async () => {
    const queue = new FairQueue({ ...LIMITS, patienceMs: 5 });
    const { ask } = asking(queue, []);
    await ask("a");
    await ask("a");
    await expect(ask("b")).rejects.toThrow(NoRoom);
    const patient = new FairQueue(LIMITS);
    const second = asking(patient, []);
    await second.ask("a");
    await second.ask("a");
    const gone = new AbortController();
    const waiting = second.ask("b", gone.signal);
    gone.abort();
    await expect(waiting).rejects.toThrow(NoRoom);
    expect(patient.counts).toEqual({ running: 2, waiting: 0 });
  });

  test("takes a place back once, however often it is given back", async () => {
    const queue = new FairQueue(LIMITS);
    const leave = await queue.enter("a");
    await queue.enter("a");
    leave();
    leave();
    expect(queue.counts.running).toBe(1);
  });

  test("never lets more run than may, and loses no place, whatever happens", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("enter" as const), holder: fc.constantFrom("a", "b", "c") }),
      fc.record({ kind: fc.constantFrom("leave" as const, "abort" as const), which: fc.nat(30) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const queue = new FairQueue(LIMITS);
        const inside: (() => void)[] = [];
        const aborts: AbortController[] = [];
        for (const one of steps) {
          if (one.kind === "enter") {
            const abort = new AbortController();
            aborts.push(abort);
            queue.enter(one.holder, abort.signal).then(
              (leave) => inside.push(leave),
              () => undefined,
            );
          } else if (one.kind === "leave") inside.splice(one.which % Math.max(inside.length, 1), 1)[0]?.();
          else aborts[one.which % Math.max(aborts.length, 1)]?.abort();
          await settle();
          expect(inside.length).toBe(queue.counts.running);
          expect(queue.counts.running).toBeLessThanOrEqual(LIMITS.running);
          if (queue.counts.waiting > 0) expect(queue.counts.running).toBe(LIMITS.running);
        }
        for (let left = inside.pop(); left; left = inside.pop()) {
          left();
          await settle();
        }
        expect(queue.counts).toEqual({ running: 0, waiting: 0 });
      }),
      { numRuns: 100 },
    );
  });
});
