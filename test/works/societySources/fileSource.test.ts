/** Shows, through the graph, how a promised rhythm labels a society's part of an answer and nothing else; and who may promise what. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../../subgraphs/kit/clock.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "../house.ts";
import type { WorksHouse } from "../house.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const ISWC = "T0345246801";

let store: TestStore;
let clock: FixedClock;
let house: WorksHouse;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  clock = fixedClock(new Date("2026-01-15T12:00:00.000Z"));
  house = await openWorks(store, { clock });
  house.parties.add("pty_W", "W", "052");
  house.parties.add("pty_P", "P", "119");
  await house.works.recordStatements([sketch({ from: "SO:052", to: "052", iswc: ISWC, claims: [writer("50"), publisher("P", "50")] })]);
});

const OWNERSHIP = `{ workByIswc(iswc: "${ISWC}") { ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") {
  complete sources { society { code } status asOf staleSeconds } cells { state claimed { percent } claims { partyName } } } } }`;

async function ownership() {
  return (await house.data(OWNERSHIP)).workByIswc.ownership;
}

const REGISTER = `mutation ($input: RegisterFileSourceInput!) { registerFileSource(input: $input) {
  source { society { code } form rhythmDays status asOf staleSeconds registeredBy version } problems { code path } replayed } }`;

async function promise(input: object, caller = callerOf("052", "steward")) {
  return (await house.data(REGISTER, { input }, caller)).registerFileSource;
}

describe("a promised rhythm", () => {
  it("labels an overdue society as cached with its age; the shares and what is complete stay as they are", async () => {
    const before = await ownership();
    expect(before.sources).toEqual([
      { society: { code: "052" }, status: "LIVE", asOf: "2026-01-15T12:00:00.000Z", staleSeconds: 0 },
      { society: { code: "119" }, status: "ABSENT", asOf: null, staleSeconds: null },
    ]);
    await promise({ rhythmDays: 30 });
    clock.advance(30 * DAY_MS);
    expect((await ownership()).sources[0].status).toBe("LIVE");
    clock.advance(DAY_MS);
    const after = await ownership();
    expect(after.sources[0]).toEqual({
      society: { code: "052" },
      status: "CACHED",
      asOf: "2026-01-15T12:00:00.000Z",
      staleSeconds: (31 * DAY_MS) / 1_000,
    });
    expect({ ...after, sources: null }).toEqual({ ...before, sources: null });
  });

  it("is kept by any file of the society, of other works too", async () => {
    await promise({ rhythmDays: 30 });
    clock.advance(40 * DAY_MS);
    expect((await ownership()).sources[0].status).toBe("CACHED");
    await store
      .connection("works")
      .collection("messages")
      .insertOne({ _id: "msg_2", shape: 1, key: "k", sender: "PB:1", receiver: "052", receivedAt: clock.now().toISOString() } as object);
    clock.advance(3_000);
    expect((await ownership()).sources[0]).toMatchObject({ status: "LIVE", asOf: "2026-02-24T12:00:00.000Z", staleSeconds: 3 });
  });

  it("makes nobody present: an absent society keeps the answer incomplete", async () => {
    await promise({ society: "119", rhythmDays: 30 }, callerOf("119", "steward"));
    expect(await ownership()).toMatchObject({ complete: false, sources: [{ status: "LIVE" }, { status: "ABSENT" }] });
  });

  it("says nothing of the past: as known then, a word was here or not", async () => {
    await promise({ rhythmDays: 1 });
    await house.foundation.events.drain();
    const then = new Date(clock.now().getTime() + 1_000).toISOString();
    clock.advance(40 * DAY_MS);
    const asked = OWNERSHIP.replace(`on: "2026-06-30"`, `on: "2026-06-30", asKnownOn: "${then}"`);
    expect((await house.data(asked)).workByIswc.ownership.sources).toMatchObject([{ status: "LIVE" }, { status: "ABSENT" }]);
  });

  it("reaches licences and distributions through their port", async () => {
    await promise({ rhythmDays: 30 });
    clock.advance(31 * DAY_MS);
    const { workByIswc } = await house.data(`{ workByIswc(iswc: "${ISWC}") { id } }`);
    const { works } = await house.works.ports.rightsReader.ownership({
      ...{ workIds: [workByIswc.id], rights: ["PR"], countries: "40000000000000000000000000000000000000000000000000000000000000" },
      ...{ period: { from: null, until: null }, asKnownOn: null },
    });
    expect(works[0]).toMatchObject({
      complete: false,
      sources: [
        { society: "052", status: "CACHED", asOf: "2026-01-15T12:00:00.000Z" },
        { society: "119", status: "ABSENT", asOf: null },
      ],
    });
  });
});

describe("the registry of sources", () => {
  it("shows what is registered, and forgets it again", async () => {
    expect(await promise({ rhythmDays: 30, idempotencyKey: "a" })).toEqual({
      source: {
        ...{ society: { code: "052" }, form: "FILE", rhythmDays: 30, status: "ABSENT", asOf: null, staleSeconds: null },
        ...{ registeredBy: "steward@052", version: 1 },
      },
      problems: [],
      replayed: false,
    });
    expect((await promise({ rhythmDays: 30, idempotencyKey: "a" })).replayed).toBe(true);
    expect((await promise({ rhythmDays: 7, expectedVersion: 1 })).source).toMatchObject({ rhythmDays: 7, version: 2 });
    expect((await house.data(`{ societySources { society { code } rhythmDays } }`)).societySources).toEqual([
      { society: { code: "052" }, rhythmDays: 7 },
    ]);
    const remove = `mutation { removeSocietySource(input: { society: "052" }) { society { code } problems { code } } }`;
    expect((await house.data(remove)).removeSocietySource).toEqual({ society: { code: "052" }, problems: [] });
    expect((await house.data(remove)).removeSocietySource).toMatchObject({ society: null, problems: [{ code: "SOURCE_UNKNOWN" }] });
    expect((await house.data(`{ societySources { version } }`)).societySources).toEqual([]);
  });

  it.each([
    [{ rhythmDays: 0 }, "RHYTHM_DAYS", ["rhythmDays"]],
    [{ rhythmDays: 4_000 }, "RHYTHM_DAYS", ["rhythmDays"]],
    [{ rhythmDays: 7, expectedVersion: 3 }, "STALE_VERSION", ["expectedVersion"]],
  ])("refuses %j with %s", async (input, code, path) => {
    expect(await promise(input)).toEqual({ source: null, problems: [{ code, path }], replayed: false });
  });

  it("lets a society promise for itself alone, and an admin for any", async () => {
    const refused = async (caller: ReturnType<typeof callerOf>) =>
      (await house.ask(REGISTER, { input: { society: "119", rhythmDays: 7 } }, caller)).errors?.[0]?.message ?? "";
    expect(await refused(callerOf("052", "steward"))).toMatch(/belongs to society 119/);
    expect(await refused(callerOf("119", "licensing"))).toMatch(/sources:write/);
    expect((await promise({ society: "119", rhythmDays: 7 }, callerOf(null, "admin"))).problems).toEqual([]);
    expect((await promise({ rhythmDays: 7 }, callerOf(null, "admin"))).problems).toMatchObject([{ code: "SOCIETY_UNKNOWN" }]);
  });
});
