/**
 * Whatever bytes come, the store answers or closes that connection, foresees what is wrong, and answers the next good command.
 * A short run with a fixed seed; the long one is `npm run test:fuzz -- --messages 10000000 --seed 1`.
 */
import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { guardedRegExp } from "../../subgraphs/storage/embedded/query/guardedRegExp.ts";
import { encode } from "../../subgraphs/storage/embedded/values/codec.ts";
import type { Document } from "../../subgraphs/storage/embedded/values/value.ts";
import { Fuzz, fuzzSocket } from "../support/fuzz.ts";
import { WireClient } from "../support/wire.ts";

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

  test("that name what every object of JavaScript has find no operator there", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tutti-fuzz-"));
    const store = await startEmbeddedStore({ dataFolder: folder });
    const client = new WireClient(join(folder, "store.sock"));
    await client.ask({ insert: "a", documents: [{ _id: 1, n: 1 }] });
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      const named = Object.fromEntries([[name, 1]]);
      const date = { $dateTrunc: { date: new Date(0), unit: name } };
      const later = { $dateAdd: { startDate: new Date(0), unit: name, amount: 1 } };
      const commands: readonly Document[] = [
        { find: "a", filter: { n: { $gt: 0, ...named } } },
        { find: "a", sort: named, filter: { $expr: named } },
        { update: "a", updates: [{ q: {}, u: { $set: { n: 2 }, ...named } }] },
        ...[named, { $group: { _id: null, x: named } }, { $set: { x: date } }, { $set: { x: later } }].map((stage) => ({
          aggregate: "a",
          pipeline: [stage],
          cursor: {},
        })),
        named,
      ];
      for (const command of commands) expect((await client.ask(command))["code"]).not.toBe(1);
    }
    client.close();
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("cannot make a field's name with a zero in it, which no document can hold", () => {
    expect(() => encode({ "a\0b": 1 })).toThrow(expect.objectContaining({ code: 16411 }));
  });

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

describe("a regular expression", () => {
  test.each([
    ["(a+)+$", `${"a".repeat(40)}b`],
    ["^(a|a)*$", `${"a".repeat(40)}b`],
    ["a*a*a*a*b", "a".repeat(5_000)],
    [" +$", `${" ".repeat(1_000_000)}x`],
  ])("that would try %s for ages is given up", (source, text) => {
    expect(() => guardedRegExp(source, "u").test(text)).toThrow(expect.objectContaining({ code: 51156 }));
  });

  test("that finds something finds it watched or not", () => {
    for (const text of ["xaab", `x${"c".repeat(5_000_000)}aab`]) {
      expect(guardedRegExp("(a+)b", "u").exec(text)?.slice()).toEqual(["aab", "aa"]);
      expect(guardedRegExp("(?:a+)*b$", "u").test(text)).toBe(true);
      expect([...text.matchAll(guardedRegExp("a*b", "gu"))].map(([found]) => found)).toEqual(["aab"]);
    }
    expect(guardedRegExp("^abc", "u")).toEqual(/^abc/u);
  });

  test("given up is an error of its command, and the store goes on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tutti-fuzz-"));
    const store = await startEmbeddedStore({ dataFolder: folder });
    const client = new WireClient(join(folder, "store.sock"));
    await client.ask({ insert: "a", documents: [{ _id: 1, text: `${"a".repeat(40)}b` }] });
    expect(await client.ask({ find: "a", filter: { text: { $regex: "^(a+)+$" } } })).toMatchObject({ code: 51156 });
    expect(await client.ask({ count: "a", query: { text: { $regex: "^(a+)+b$" } } })).toEqual({ n: 1, ok: 1 });
    client.close();
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
