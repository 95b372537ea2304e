import { expect, test } from "@jest/globals";
import { errorFormatter } from "../../gateway/errors.ts";
import { maskError } from "../../subgraphs/kit/errors.ts";
import { createLane, LaneFull } from "../../subgraphs/kit/lane.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { TransactionGaveUp } from "../../subgraphs/kit/store.ts";

// Shows that work in a lane never overlaps, keeps its order, goes on after a failure, and is refused when too much waits.
test("work runs one after the other in its order, and a failure is its own alone", async () => {
  const lane = createLane({ waitingMax: 100 });
  const seen: string[] = [];
  const piece = (name: number) => async (): Promise<number> => {
    seen.push(`begin ${name}`);
    await new Promise((done) => setImmediate(done));
    seen.push(`end ${name}`);
    if (name === 1) throw new Error("one");
    return name;
  };
  const ends = await Promise.allSettled([0, 1, 2].map(async (name) => await lane.run(piece(name))));
  expect(seen).toEqual([0, 1, 2].flatMap((name) => [`begin ${name}`, `end ${name}`]));
  expect(ends).toEqual([
    { status: "fulfilled", value: 0 },
    { status: "rejected", reason: new Error("one") },
    { status: "fulfilled", value: 2 },
  ]);
});

test("what comes when the lane is full is refused and not run, and there is room again afterwards", async () => {
  const lane = createLane({ waitingMax: 1 });
  let open: () => void = () => undefined;
  const first = lane.run(async () => await new Promise<void>((done) => (open = done)));
  await new Promise((done) => setImmediate(done)); // it runs, and waits no more
  const second = lane.run(async () => await Promise.resolve("second"));
  const runs: string[] = [];
  await expect(lane.run(async () => await Promise.resolve(runs.push("third")))).rejects.toThrow(LaneFull);
  open();
  expect([await first, await second, runs]).toEqual([undefined, "second", []]);
  expect(await lane.run(async () => await Promise.resolve("fourth"))).toBe("fourth");
});

test("whoever is refused for the others' sake is told so with a code, and not that something failed", () => {
  const log = createLogger({ level: "silent" });
  for (const error of [new LaneFull(1), new TransactionGaveUp(12, new Error("secret of the store"))]) {
    const { message, extensions } = maskError(error, { log, requestId: "r" });
    expect([message, extensions]).toEqual([expect.stringMatching(/Nothing was changed; send it again/), { code: "BUSY" }]);
    const { extensions: outside } = errorFormatter(log)({ message, extensions: extensions ?? {} }, error);
    expect(outside).toEqual({ code: "BUSY" });
  }
});
