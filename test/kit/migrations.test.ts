import { readFile, readdir } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import { StoredFormatNewer } from "../../subgraphs/kit/migrations.ts";
import type { Migration } from "../../subgraphs/kit/migrations.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";

// Shows that stored formats rise step by step, once, and that data of every earlier format open; formats/ holds a small dump of each.
const AT = new Date("2026-03-31T12:00:00Z");

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  await store.clear("works");
});

/** Two steps over a collection `songs`: `name` becomes `title`, then titles are counted in `length`. */
function steps(log: string[] = []): Migration[] {
  return [
    {
      to: 2,
      name: "A song's name is its title",
      run: async (connection) => {
        log.push("2");
        await connection.collection("songs").updateMany({ name: { $exists: true } }, { $rename: { name: "title" } });
      },
    },
    {
      to: 3,
      name: "A song says how long its title is",
      run: async (connection) => {
        log.push("3");
        for (const song of await connection.collection("songs").find({}).toArray()) {
          await connection.collection("songs").updateOne({ _id: song._id }, { $set: { length: String(song["title"]).length } });
        }
      },
    },
  ];
}

async function openFormatOne(): Promise<void> {
  await store.foundation({ clock: fixedClock(AT) });
  await store.load("works", { songs: [{ _id: "a", name: "Moon" }] });
}

describe("stored formats", () => {
  it("begin at the newest in a fresh database, without a step", async () => {
    const log: string[] = [];
    expect((await store.foundation({ migrations: steps(log) })).format).toBe(3);
    expect(log).toEqual([]);
  });

  it("rise step by step, once", async () => {
    await openFormatOne();
    const log: string[] = [];
    expect((await store.foundation({ migrations: steps(log).slice(0, 1) })).format).toBe(2);
    expect((await store.foundation({ migrations: steps(log) })).format).toBe(3);
    expect((await store.foundation({ migrations: steps(log) })).format).toBe(3);
    expect(log).toEqual(["2", "3"]);
    expect(await store.connection("works").collection("songs").findOne({})).toEqual({ _id: "a", title: "Moon", length: 4 });
  });

  it("rise once when several processes start at once", async () => {
    await openFormatOne();
    const log: string[] = [];
    const formats = await Promise.all(Array.from({ length: 4 }, async () => (await store.foundation({ migrations: steps(log) })).format));
    expect(formats).toEqual([3, 3, 3, 3]);
    expect(log).toEqual(["2", "3"]);
  });

  it("go on after a step that failed in its middle", async () => {
    await openFormatOne();
    const [two, three] = steps();
    if (two === undefined || three === undefined) throw new Error("there are two steps");
    const failing = { ...three, run: async () => await Promise.reject(new Error("power cut")) };
    await expect(store.foundation({ migrations: [two, failing] })).rejects.toThrow("power cut");
    const log: string[] = [];
    expect((await store.foundation({ migrations: steps(log) })).format).toBe(3);
    expect(log).toEqual(["3"]);
  });

  it("of a newer release are refused, and nothing is touched", async () => {
    await store.foundation({ migrations: steps() });
    await store.load("works", { songs: [{ _id: "a", title: "Moon", length: 4 }] });
    await expect(store.foundation({ migrations: steps().slice(0, 1) })).rejects.toThrow(StoredFormatNewer);
    await expect(store.foundation({ migrations: steps().slice(0, 1) })).rejects.toMatchObject({
      code: "STORED_FORMAT_NEWER",
      message: expect.stringMatching(/works have format 3.*up to 2/),
    });
    expect(await store.connection("works").collection("songs").findOne({})).toEqual({ _id: "a", title: "Moon", length: 4 });
  });

  it("lead up without gaps", async () => {
    await expect(store.foundation({ migrations: steps().slice(1) })).rejects.toThrow(/2, 3/);
  });
});

const FORMATS = new URL("./formats/", import.meta.url);
const dumps = await readdir(FORMATS);

describe("data of an earlier release", () => {
  it.each(dumps)("%s opens, and its events, answers and jobs are there", async (name) => {
    await store.load("works", JSON.parse(await readFile(new URL(name, FORMATS), "utf8")) as Record<string, object[]>);
    const foundation = await store.foundation({ clock: fixedClock(new Date("2026-04-01T12:00:00Z")) });
    await foundation.events.drain();
    const { events } = await foundation.events.page({ after: 0, first: 10 });
    expect(events.map(({ number, kind, subject }) => [number, kind, subject])).toEqual([
      [1, "WORK_REGISTERED", "wrk_1"],
      [2, "CLAIM_STATED", "wrk_1"],
    ]);
    const command = { operation: "registerWork", caller: systemCaller("r"), key: "key-1", input: { title: "Moon" } };
    expect(await foundation.commands.run(command, async () => await Promise.resolve({ id: "another" }))).toEqual({
      answer: { id: "wrk_1" },
      replayed: true,
    });
    expect(await foundation.jobs.find("job_1")).toMatchObject({
      state: "DONE",
      result: { works: 97 },
      problems: [{ code: "BAD_LINE", line: 19 }],
    });
    expect(await foundation.jobs.find("job_2")).toMatchObject({ state: "QUEUED", input: { file: "b" } });
  });
});
