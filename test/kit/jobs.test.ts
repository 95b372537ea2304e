import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { problem } from "../../subgraphs/domain/outcome.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { JobQuery, JobRun } from "../../subgraphs/kit/jobs.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";

// Shows that jobs run once, report, fail in bounds, and pass to a second process when the first one's lease runs out.
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});

let clock: FixedClock;
let first: Foundation;
let second: Foundation;
beforeEach(async () => {
  clock = fixedClock(new Date("2026-03-31T12:00:00Z"));
  await store.clear("works");
  first = await store.foundation({ clock });
  second = await store.foundation({ clock });
});

/** A gate that a handler waits at until the test opens it. */
function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe("a job", () => {
  it("waits, runs, reports and ends with its result", async () => {
    first.jobs.register("import", async (input, run) => {
      await run.progress({ done: 1, total: 3, problems: [{ ...problem("BAD_LINE", "no such record"), line: 19 }] });
      await run.progress({ done: 3 });
      return { works: 97, file: input["file"] };
    });
    const queued = await first.jobs.enqueue("import", { file: "CW190001MPC_000.V21" });
    expect(queued).toMatchObject({ state: "QUEUED", progress: { done: 0, total: null }, result: null });
    await first.jobs.drain();
    expect(await second.jobs.find(queued.id)).toMatchObject({
      state: "DONE",
      progress: { done: 3, total: 3 },
      problems: [{ code: "BAD_LINE", line: 19 }],
      result: { works: 97, file: "CW190001MPC_000.V21" },
      attemptCount: 1,
    });
  });

  it("queued twice under one id is one job", async () => {
    let runCount = 0;
    first.jobs.register("import", async () => {
      runCount += 1;
      return await Promise.resolve({});
    });
    await first.jobs.enqueue("import", { file: "a" }, { id: "job_1" });
    expect((await second.jobs.enqueue("import", { file: "b" }, { id: "job_1" })).input).toEqual({ file: "a" });
    await first.jobs.drain();
    expect(runCount).toBe(1);
  });

  it("queued in a transaction that fails was never queued", async () => {
    const failing = first.inTransaction(async (session) => {
      await first.jobs.enqueue("import", {}, { id: "job_2", session });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await first.jobs.find("job_2")).toBeNull();
  });

  it("is run by one of two processes", async () => {
    let runCount = 0;
    for (const { jobs } of [first, second]) {
      jobs.register("count", async () => {
        runCount += 1;
        return await Promise.resolve({});
      });
    }
    for (let at = 0; at < 8; at += 1) await first.jobs.enqueue("count", { at });
    await Promise.all([first.jobs.drain(), second.jobs.drain()]);
    expect(runCount).toBe(8);
  });

  it("is left to those who know its kind", async () => {
    const { id } = await first.jobs.enqueue("unknown", {});
    first.jobs.register("import", async () => await Promise.resolve({}));
    await first.jobs.drain();
    expect((await first.jobs.find(id))?.state).toBe("QUEUED");
  });

  it("passes to a second process when the lease of the first runs out, and the first one's end no longer counts", async () => {
    const [entered, release] = [gate(), gate()];
    first.jobs.register("import", async () => {
      entered.open();
      await release.passed;
      return { by: "first" };
    });
    second.jobs.register("import", async (_input, run) => await Promise.resolve({ by: "second", attempt: run.attempt }));
    const { id } = await first.jobs.enqueue("import", {});
    const firstEnd = first.jobs.drain();
    await entered.passed;
    await second.jobs.drain();
    expect((await second.jobs.find(id))?.state).toBe("RUNNING");
    clock.advance(30_001);
    await second.jobs.drain();
    release.open();
    await firstEnd;
    expect(await first.jobs.find(id)).toMatchObject({ state: "DONE", result: { by: "second", attempt: 2 } });
  });

  it("tells its handler when another process has taken it over", async () => {
    const [entered, takenOver] = [gate(), gate()];
    let lost: AbortSignal | null = null;
    first.jobs.register("import", async (_input, run: JobRun) => {
      entered.open();
      await takenOver.passed;
      await run.progress({ done: 1 });
      lost = run.signal;
      return {};
    });
    second.jobs.register("import", async () => await Promise.resolve({ by: "second" }));
    const { id } = await first.jobs.enqueue("import", {});
    const firstEnd = first.jobs.drain();
    await entered.passed;
    clock.advance(30_001);
    await second.jobs.drain();
    takenOver.open();
    await firstEnd;
    expect(lost).toMatchObject({ aborted: true });
    expect(await first.jobs.find(id)).toMatchObject({ state: "DONE", result: { by: "second" } });
  });

  it("that is refused has failed, with the problems", async () => {
    first.jobs.register("import", async () => await Promise.reject(new Refusal([problem("ENVELOPE", "no trailer")])));
    const { id } = await first.jobs.enqueue("import", {});
    await first.jobs.drain();
    expect(await first.jobs.find(id)).toMatchObject({ state: "FAILED", problems: [{ code: "ENVELOPE" }], result: null, attemptCount: 1 });
  });

  it("that breaks is tried three times in all", async () => {
    const attempts: number[] = [];
    first.jobs.register("import", async (_input, { attempt }) => {
      attempts.push(attempt);
      return await Promise.reject(new Error("the store blinked"));
    });
    const { id } = await first.jobs.enqueue("import", {});
    for (let time = 0; time < 6; time += 1) {
      await first.jobs.drain();
      clock.advance(60_000);
    }
    expect(attempts).toEqual([1, 2, 3]);
    expect(await first.jobs.find(id)).toMatchObject({ state: "FAILED", problems: [{ code: "JOB_FAILED" }] });
  });

  it("whose processes die every time is given up, not run for ever", async () => {
    const { id } = await first.jobs.enqueue("import", {});
    const ends: Promise<void>[] = [];
    const never = gate();
    for (let death = 0; death < 3; death += 1) {
      const doomed = await store.foundation({ clock });
      const entered = gate();
      doomed.jobs.register("import", async () => {
        entered.open();
        await never.passed;
        return {};
      });
      ends.push(doomed.jobs.drain());
      await entered.passed;
      clock.advance(30_001);
    }
    first.jobs.register("import", async () => await Promise.resolve({ by: "first" }));
    await first.jobs.drain();
    expect(await first.jobs.find(id)).toMatchObject({ state: "FAILED", problems: [{ code: "JOB_FAILED" }] });
    never.open();
    await Promise.all(ends);
    expect((await first.jobs.find(id))?.state).toBe("FAILED");
  });

  it("keeps what two attempts tell once, and as often as one tells it", async () => {
    const bad = (line: number) => ({ ...problem("BAD_LINE", "no such record"), line });
    first.jobs.register("import", async (_input, run) => {
      await run.progress({ problems: [bad(1), bad(2), bad(2)] });
      if (run.attempt === 1) throw new Error("cut short");
      await run.progress({ problems: [bad(3)] });
      return {};
    });
    const { id } = await first.jobs.enqueue("import", {});
    await first.jobs.drain();
    clock.advance(60_000);
    await first.jobs.drain();
    expect((await first.jobs.find(id))?.problems.map(({ line }) => line)).toEqual([1, 2, 2, 3]);
  });

  it("goes back into the queue when the house stops, and loses no attempt by it", async () => {
    const entered = gate();
    first.jobs.register("import", async (_input, { signal }) => {
      entered.open();
      await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("stopping"));
        });
      });
      return {};
    });
    const { id } = await first.jobs.enqueue("import", {});
    first.jobs.start();
    await entered.passed;
    await first.jobs.stop();
    expect(await first.jobs.find(id)).toMatchObject({ state: "QUEUED", attemptCount: 0 });
    second.jobs.register("import", async () => await Promise.resolve({ by: "second" }));
    await second.jobs.drain();
    expect(await first.jobs.find(id)).toMatchObject({ state: "DONE", attemptCount: 1 });
  });

  it("that is cancelled stops, keeps what it said, and goes on from its start when it is resumed", async () => {
    const entered = gate();
    const attempts: number[] = [];
    first.jobs.register("import", async (_input, { attempt, signal, progress }) => {
      attempts.push(attempt);
      await progress({ done: 5, total: 9, problems: [problem("BAD_LINE", "no such record")] });
      if (attempts.length > 1) return { by: "the second try" };
      entered.open();
      return await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    });
    const { id } = await first.jobs.enqueue("import", {});
    const ended = first.jobs.drain();
    await entered.passed;
    expect(await first.jobs.cancel(id)).toMatchObject({ state: "CANCELLED", progress: { done: 5, total: 9 } });
    await ended;
    expect(await first.jobs.find(id)).toMatchObject({ state: "CANCELLED", problems: [{ code: "BAD_LINE" }], result: null });
    expect((await first.jobs.cancel(id)).state).toBe("CANCELLED");
    expect(await first.jobs.resume(id)).toMatchObject({ state: "QUEUED", progress: { done: 0 }, problems: [], finishedAt: null });
    await first.jobs.drain();
    expect(await first.jobs.find(id)).toMatchObject({ state: "DONE", result: { by: "the second try" }, problems: [{ code: "BAD_LINE" }] });
    expect(attempts).toEqual([1, 1]);
  });

  it("that another process cancelled hears of it with its next progress, and its end no longer counts", async () => {
    const [entered, cancelled] = [gate(), gate()];
    let stopped: AbortSignal | null = null;
    first.jobs.register("import", async (_input, run: JobRun) => {
      entered.open();
      await cancelled.passed;
      await run.progress({ done: 1 });
      stopped = run.signal;
      return { by: "first" };
    });
    const { id } = await first.jobs.enqueue("import", {});
    const ended = first.jobs.drain();
    await entered.passed;
    await second.jobs.cancel(id);
    cancelled.open();
    await ended;
    expect(stopped).toMatchObject({ aborted: true });
    expect(await first.jobs.find(id)).toMatchObject({ state: "CANCELLED", result: null });
  });

  it("that waits is cancelled at once, and is taken by nobody", async () => {
    const { id } = await first.jobs.enqueue("import", {});
    await first.jobs.cancel(id);
    first.jobs.register("import", async () => await Promise.resolve({}));
    await first.jobs.drain();
    expect((await first.jobs.find(id))?.state).toBe("CANCELLED");
  });

  it("that failed for no fault of its input can be resumed; one that was refused, or is done, cannot", async () => {
    let isBroken = true;
    first.jobs.register("import", async () =>
      isBroken ? await Promise.reject(new Error("the store blinked")) : await Promise.resolve({}),
    );
    first.jobs.register("refuse", async () => await Promise.reject(new Refusal([problem("ENVELOPE", "no trailer")])));
    const broken = await first.jobs.enqueue("import", {});
    const refused = await first.jobs.enqueue("refuse", {});
    for (let time = 0; time < 4; time += 1) {
      await first.jobs.drain();
      clock.advance(60_000);
    }
    isBroken = false;
    await first.jobs.resume(broken.id);
    await first.jobs.drain();
    expect(await first.jobs.find(broken.id)).toMatchObject({ state: "DONE", problems: [], attemptCount: 1 });
    await expect(first.jobs.resume(refused.id)).rejects.toMatchObject({ problems: [{ code: "JOB_NOT_RESUMABLE" }] });
    await expect(first.jobs.resume(broken.id)).rejects.toMatchObject({ problems: [{ code: "JOB_NOT_RESUMABLE" }] });
    await expect(first.jobs.cancel(broken.id)).rejects.toMatchObject({ problems: [{ code: "JOB_FINISHED" }] });
    await expect(first.jobs.cancel("job_none")).rejects.toMatchObject({ problems: [{ code: "JOB_UNKNOWN" }] });
    await expect(first.jobs.resume("job_none")).rejects.toMatchObject({ problems: [{ code: "JOB_UNKNOWN" }] });
  });

  it("stands in the list of its giver and his society, the newest first, by state and page by page", async () => {
    const given = async (subject: string, society: string | null) =>
      (await first.jobs.enqueue("import", { caller: { subject, society } })).id;
    const [a, b, c] = [await given("ann", "052"), await given("ben", "052"), await given("cem", "119")];
    const ids = async (query: Partial<JobQuery>) =>
      (await second.jobs.list({ givenBy: null, states: null, before: null, first: 10, ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual([c, b, a]);
    expect(await ids({ givenBy: { society: "052" } })).toEqual([b, a]);
    expect(await ids({ givenBy: { society: "052" }, before: b })).toEqual([a]);
    expect(await ids({ givenBy: { subject: "cem" } })).toEqual([c]);
    expect(await ids({ first: 2 })).toEqual([c, b]);
    await first.jobs.cancel(b);
    expect(await ids({ states: ["CANCELLED"] })).toEqual([b]);
  });
});

describe("a schedule", () => {
  it("comes round once for two processes, and again when its time is over", async () => {
    let runCount = 0;
    for (const { schedules } of [first, second]) {
      schedules.register("age", 60_000, async () => {
        runCount += 1;
        await Promise.resolve();
      });
    }
    await Promise.all([first.schedules.tick(), second.schedules.tick()]);
    await first.schedules.tick();
    expect(runCount).toBe(1);
    clock.advance(60_000);
    await Promise.all([first.schedules.tick(), second.schedules.tick()]);
    expect(runCount).toBe(2);
  });

  it("whose work fails waits for its next time", async () => {
    let runCount = 0;
    first.schedules.register("fail", 60_000, async () => {
      runCount += 1;
      await Promise.reject(new Error("no"));
    });
    await first.schedules.tick();
    await first.schedules.tick();
    expect(runCount).toBe(1);
  });
});
