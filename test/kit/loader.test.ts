import { describe, expect, it } from "@jest/globals";
import { createLoader } from "../../subgraphs/kit/loader.ts";

// Shows that loaders batch, cache, keep the order of keys and their bound, by counting what the batch function is asked.
function countingLoader(options: { max?: number } = {}) {
  const batches: (readonly string[])[] = [];
  const loader = createLoader<string, number>(async (keys) => {
    batches.push(keys);
    return await Promise.resolve(new Map(keys.filter((key) => key !== "?").map((key) => [key, key.length])));
  }, options);
  return { loader, batches };
}

describe("a loader", () => {
  it("reads all keys of a turn in one batch, each once, and answers null for unknown ones", async () => {
    const { loader, batches } = countingLoader();
    expect(await loader.loadMany(["a", "bb", "a", "?"])).toEqual([1, 2, 1, null]);
    expect(await loader.load("bb")).toBe(2);
    expect(batches).toEqual([["a", "bb", "?"]]);
  });

  it("splits batches at its bound", async () => {
    const { loader, batches } = countingLoader({ max: 2 });
    await loader.loadMany(["a", "b", "c"]);
    expect(batches.map(({ length }) => length)).toEqual([2, 1]);
  });

  it("reads again after clear, and not after prime", async () => {
    const { loader, batches } = countingLoader();
    loader.prime("a", 42);
    expect(await loader.load("a")).toBe(42);
    loader.clear("a");
    expect(await loader.load("a")).toBe(1);
    expect(batches).toHaveLength(1);
  });

  it("takes objects as keys with a cache key", async () => {
    let callCount = 0;
    const loader = createLoader<{ work: string; on: string }, string>(
      async (keys) => {
        callCount += keys.length;
        return await Promise.resolve(new Map(keys.map(({ work, on }) => [`${work}@${on}`, work + on])));
      },
      { cacheKey: ({ work, on }) => `${work}@${on}` },
    );
    expect(
      await loader.loadMany([
        { work: "w", on: "d" },
        { work: "w", on: "d" },
      ]),
    ).toEqual(["wd", "wd"]);
    expect(callCount).toBe(1);
  });

  it("gives a failed batch's error to each key", async () => {
    const loader = createLoader<string, string>(async () => await Promise.reject(new Error("store gone")));
    await expect(loader.load("a")).rejects.toThrow("store gone");
  });
});
