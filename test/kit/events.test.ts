import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import type { RecordedEvent } from "../../subgraphs/kit/events.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";

// Shows the order of things: numbers without gaps, strictly rising times, and answers about the past that never change,
// with many writers, two sequencers and a clock that does what it likes.
const AT = new Date("2026-03-31T12:00:00.000Z");

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
  clock = fixedClock(AT);
  await store.clear("works");
  foundation = await store.foundation({ clock });
});

const change = async (subject: string, on: Foundation = foundation): Promise<void> => {
  await on.inTransaction(async (session) => {
    await on.events.append([{ kind: "CLAIM_STATED", subject, data: { subject } }], session);
  });
};
const all = async (): Promise<RecordedEvent[]> => (await foundation.events.page({ after: 0, first: 1_000 })).events;

function expectInOrder(events: readonly RecordedEvent[]): void {
  expect(events.map(({ number }) => number)).toEqual(events.map((_, at) => at + 1));
  const times = events.map(({ recordedAt }) => Date.parse(recordedAt));
  times.forEach((time, at) => {
    if (at > 0) expect(time).toBeGreaterThan(times[at - 1] ?? Number.NaN);
  });
}

describe("the event log", () => {
  it("keeps kind, subject and data, and numbers from 1", async () => {
    await foundation.inTransaction(async (session) => {
      const data = { empty: {}, list: [1, null, "x"], "a.b": 2 ** 40, gone: undefined };
      await foundation.events.append([{ kind: "WORK_REGISTERED", subject: "wrk_1", data }], session);
    });
    expect(await all()).toEqual([]);
    await foundation.events.drain();
    expect(await all()).toEqual([
      {
        id: expect.stringMatching(/^evt_/),
        kind: "WORK_REGISTERED",
        subject: "wrk_1",
        data: { empty: {}, list: [1, null, "x"], "a.b": 2 ** 40 },
        number: 1,
        recordedAt: AT.toISOString(),
      },
    ]);
  });

  it("forgets the events of a change that was not committed", async () => {
    const failing = foundation.inTransaction(async (session) => {
      await foundation.events.append([{ kind: "CLAIM_STATED", subject: "wrk_1", data: {} }], session);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await foundation.events.drain();
    expect(await all()).toEqual([]);
  });

  it("numbers 50 concurrent changes without gaps, in rising time, though the clock stands still", async () => {
    await Promise.all(Array.from({ length: 50 }, async (_, at) => await change(`wrk_${at}`)));
    await foundation.events.drain();
    const events = await all();
    expect(new Set(events.map(({ subject }) => subject)).size).toBe(50);
    expectInOrder(events);
  });

  it("keeps the order when two processes write and number at once, one with a clock an hour behind", async () => {
    const other = await store.foundation({ clock: fixedClock(new Date(AT.getTime() - 3_600_000)) });
    for (let round = 0; round < 5; round += 1) {
      const changes = Array.from({ length: 10 }, async (_, at) => await change(`wrk_${round}_${at}`, at % 2 === 0 ? foundation : other));
      await Promise.all([...changes, foundation.events.drain(), other.events.drain()]);
    }
    await Promise.all([foundation.events.drain(), other.events.drain()]);
    const events = await all();
    expect(events).toHaveLength(50);
    expectInOrder(events);
  });

  it("pages after a number", async () => {
    for (const subject of ["wrk_1", "wrk_2", "wrk_3"]) await change(subject);
    await foundation.events.drain();
    const first = await foundation.events.page({ after: 0, first: 2 });
    expect([first.events.map(({ number }) => number), first.hasMore]).toEqual([[1, 2], true]);
    const second = await foundation.events.page({ after: 2, first: 2 });
    expect([second.events.map(({ number }) => number), second.hasMore]).toEqual([[3], false]);
  });

  it("gives each subject its history, up to a number", async () => {
    for (const subject of ["wrk_1", "wrk_2", "wrk_1"]) await change(subject);
    await foundation.events.drain();
    const numbers = (histories: Map<string, RecordedEvent[]>) =>
      [...histories].map(([subject, events]) => [subject, events.map(({ number }) => number)]);
    expect(numbers(await foundation.events.ofSubjects(["wrk_1", "wrk_2", "wrk_9"]))).toEqual([
      ["wrk_1", [1, 3]],
      ["wrk_2", [2]],
      ["wrk_9", []],
    ]);
    expect(numbers(await foundation.events.ofSubjects(["wrk_1"], { upTo: 2 }))).toEqual([["wrk_1", [1]]]);
  });

  it("numbers the events of a large change in their order, and pages and histories begin and end within it", async () => {
    const subjects = Array.from({ length: 100 }, (_, at) => `wrk_${at % 10}`);
    await change("wrk_0");
    await foundation.inTransaction(async (session) => {
      const events = subjects.map((subject, at) => ({ kind: "WORK_REGISTERED", subject, data: { at } }));
      await foundation.events.append(events, session);
    });
    await change("wrk_0");
    await foundation.events.drain();
    expectInOrder(await all());
    expect((await all()).slice(1, -1).map(({ data }) => data["at"])).toEqual(subjects.map((_, at) => at));
    const middle = await foundation.events.page({ after: 40, first: 50 });
    expect([middle.events.map(({ number }) => number), middle.hasMore]).toEqual([Array.from({ length: 50 }, (_, at) => at + 41), true]);
    for (const [after, first] of [
      [0, 1],
      [0, 33],
      [31, 2],
      [32, 32],
      [33, 68],
      [96, 5],
      [96, 6],
      [101, 1],
      [102, 1],
    ] as const) {
      const { events, hasMore } = await foundation.events.page({ after, first });
      const right = (await all()).slice(after, after + first);
      expect([after, first, events, hasMore]).toEqual([after, first, right, after + first < 102]);
    }
    const history = await foundation.events.ofSubjects(["wrk_0"], { upTo: 22 });
    expect(history.get("wrk_0")?.map(({ number }) => number)).toEqual([1, 2, 12, 22]);
    expect(await foundation.events.knownAt(AT)).toBe(1);
    clock.advance(30);
    expect(await foundation.events.knownAt(clock.now())).toBe(31);
  });

  it("goes on with events as format 1 left them, each a document of its own", async () => {
    const single = (at: number) => ({
      _id: `evt_00${at}`,
      kind: "CLAIM_STATED",
      subject: "wrk_1",
      data: { at, deep: { list: [1.5, null] } },
    });
    await store.clear("works");
    await store.load("works", {
      meta: [{ _id: "kit", format: 1, since: AT.toISOString() }],
      sequences: [{ _id: "events", number: 2, recordedAt: new Date(AT.getTime() + 5).toISOString(), closedAt: AT.toISOString() }],
      events: [
        { ...single(1), number: 1, recordedAt: AT.toISOString() },
        { ...single(2), number: 2, recordedAt: new Date(AT.getTime() + 5).toISOString() },
        { ...single(3), pending: "evt_003" },
      ],
    });
    const later = await store.foundation({ clock });
    await change("wrk_1", later);
    await later.events.drain();
    const { events } = await later.events.page({ after: 0, first: 10 });
    expectInOrder(events);
    expect(events.slice(0, 3).map(({ id, data }) => [id, data])).toEqual([1, 2, 3].map((at) => [`evt_00${at}`, single(at).data]));
    expect((await later.events.ofSubjects(["wrk_1"])).get("wrk_1")).toHaveLength(4);
    expect(await later.events.knownAt(AT)).toBe(1);
  });

  it("tells listeners each event once and in order, whoever numbered it", async () => {
    const heard: number[] = [];
    const end = foundation.events.subscribe(({ number }) => heard.push(number));
    foundation.events.subscribe(() => {
      throw new Error("a bad listener");
    });
    const other = await store.foundation({ clock });
    await change("wrk_1");
    await change("wrk_2");
    await other.events.drain();
    await change("wrk_3");
    await foundation.events.drain();
    expect(heard).toEqual([1, 2, 3]);
    end();
    await change("wrk_4");
    await foundation.events.drain();
    expect(heard).toEqual([1, 2, 3]);
  });

  it("numbers by itself once it is started", async () => {
    const heard = new Promise<RecordedEvent>((resolve) => foundation.events.subscribe(resolve));
    foundation.events.start();
    await change("wrk_1");
    expect((await heard).subject).toBe("wrk_1");
    await foundation.events.stop();
  });
});

describe("what was known", () => {
  it("is what was recorded at or before, including what was committed and not yet numbered", async () => {
    await change("wrk_1");
    expect(await foundation.events.knownAt(AT)).toBe(1);
    expect(await foundation.events.knownAt(new Date(AT.getTime() - 1))).toBe(0);
  });

  it("cannot be asked of the future", async () => {
    await expect(foundation.events.knownAt(new Date(AT.getTime() + 1))).rejects.toThrow(RangeError);
  });

  it("never changes, whatever comes after and however clocks run", async () => {
    const answers: { readonly at: Date; readonly number: number }[] = [];
    for (let round = 0; round < 12; round += 1) {
      const writing = Array.from({ length: 4 }, async (_, at) => await change(`wrk_${round}_${at}`));
      const at = clock.now();
      const [number] = await Promise.all([foundation.events.knownAt(at), ...writing]);
      answers.push({ at, number });
      if (round % 3 === 1) await foundation.events.drain();
      // Forwards, not at all, or back by a minute.
      clock.advance([500, 0, -60_000, 120_000][round % 4] ?? 0);
    }
    await foundation.events.drain();
    expectInOrder(await all());
    clock.set(new Date(AT.getTime() + 3_600_000));
    for (const { at, number } of answers) expect(await foundation.events.knownAt(at)).toBe(number);
  });

  it("closes an instant that is ahead of the last event: what follows at the same clock is recorded later", async () => {
    await change("wrk_1");
    await foundation.events.drain();
    clock.advance(1_000);
    const at = clock.now();
    expect(await foundation.events.knownAt(at)).toBe(1);
    await change("wrk_2");
    await foundation.events.drain();
    expect(await foundation.events.knownAt(at)).toBe(1);
    expect((await all())[1]?.recordedAt).toBe(new Date(at.getTime() + 1).toISOString());
  });
});
