/**
 * Whatever bytes come, the store answers or closes that connection, foresees what is wrong, and answers the next good command.
 * A short run with a fixed seed; the long one is `npm run test:fuzz -- --messages 10000000 --seed 1`.
 */
import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { Fuzz, fuzzSocket } from "../support/fuzz.ts";

describe("wrong messages", () => {
  test("given to every command are answered with errors that say what is wrong, in bounded time", async () => {
    const fuzz = new Fuzz(20_260_101);
    await fuzz.run(15_000);
    const { counts } = fuzz;
    expect(Object.fromEntries(counts.unexpected)).toEqual({});
    expect(counts).toMatchObject({ messages: 15_000 });
    expect(counts.answered).toBeGreaterThan(10_000);
    expect(counts.unspeakable).toBeGreaterThan(100);
    expect(counts.answered - counts.errors).toBeGreaterThan(500); // not all are so wrong that nothing is reached
    expect(counts.slowestMs).toBeLessThan(5_000);
  }, 60_000);

  test("on the socket close their connection at most", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tutti-fuzz-"));
    const store = await startEmbeddedStore({ dataFolder: folder });
    const { answered, closed } = await fuzzSocket(join(folder, "store.sock"), { messages: 1_000, seed: 7 });
    expect(answered + closed).toBe(1_000);
    expect(Math.min(answered, closed)).toBeGreaterThan(50);
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
});
