import { describe, expect, it } from "@jest/globals";
import { createLoop, createWaker } from "../../subgraphs/kit/waker.ts";

// Shows that pauses end when told, and that a loop goes on after failures until it is stopped; no test here waits for a timer.
const HOUR_MS = 3_600_000;

describe("a pause", () => {
  it("ends when it is woken, during it or before", async () => {
    const waker = createWaker();
    const during = waker.pause(HOUR_MS);
    waker.wake();
    await during;
    waker.wake();
    await waker.pause(HOUR_MS);
  });
});

describe("a loop", () => {
  it("steps, tells of failures, goes on when woken, and ends after its step", async () => {
    const told: string[] = [];
    let stepCount = 0;
    let stepped = (): void => undefined;
    const next = async () =>
      await new Promise<void>((resolve) => {
        stepped = resolve;
      });
    const loop = createLoop({
      everyMs: HOUR_MS,
      step: async () => {
        stepCount += 1;
        stepped();
        if (stepCount === 2) throw new Error("no store");
        await Promise.resolve();
      },
      onError: (error) => told.push(String(error)),
    });
    const first = next();
    loop.start();
    loop.start();
    await first;
    for (const expected of [2, 3]) {
      const after = next();
      loop.wake();
      await after;
      expect(stepCount).toBe(expected);
    }
    await loop.stop();
    expect(told).toEqual(["Error: no store"]);
    loop.wake();
    expect(stepCount).toBe(3);
  });

  it("can be stopped before it was started, and started again", async () => {
    let stepCount = 0;
    let stepped = (): void => undefined;
    const loop = createLoop({
      everyMs: HOUR_MS,
      step: async () => {
        stepCount += 1;
        stepped();
        await Promise.resolve();
      },
      onError: () => undefined,
    });
    await loop.stop();
    for (const expected of [1, 2]) {
      const after = new Promise<void>((resolve) => {
        stepped = resolve;
      });
      loop.start();
      await after;
      await loop.stop();
      expect(stepCount).toBe(expected);
    }
  });
});
