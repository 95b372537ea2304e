// Goal: every value of a work says who stated it, where and what that replaced, and every past answer can be had again.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { parseLocalDate } from "../../subgraphs/domain/period.ts";
import type { Period } from "../../subgraphs/domain/period.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const ISWC = "T0345246801";
const OTHER_ISWC = "T9000000010";
const PROVENANCE = "provenance { submitter receiver { code } message line receivedAt statement replaces }";
const PICTURE = `title(asKnownOn: $at) titles(asKnownOn: $at) { text kind ${PROVENANCE} } iswc(asKnownOn: $at) archivedIswcs(asKnownOn: $at)
  creators(asKnownOn: $at) { name role ${PROVENANCE} }
  recordings(asKnownOn: $at) { id isrc durationMs ${PROVENANCE} }
  registrations(asKnownOn: $at) { society { code } workCode status history { status at message line source } }
  aiLabel(asKnownOn: $at) { extent tool declaredBy declaredAt }
  statements(asKnownOn: $at) { id source titles { text } iswc creators { name } claims { id partyName ${PROVENANCE} } ${PROVENANCE} }
  ownership(rights: [PR], territories: ["0250"], on: "2026-06-30", asKnownOn: $at) { complete cells { state claims { partyName statedBy } } }`;
const WORK = `query ($id: ID!, $at: DateTime) { work(id: $id) { ${PICTURE} } }`;

let store: TestStore;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  house = await openWorks(store);
});

/** An instant after everything that was done, and before everything that will be. */
async function now(): Promise<string> {
  await house.foundation.events.drain();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const at = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  return at;
}

async function record(given: Parameters<typeof sketch>[0]): Promise<string> {
  const [recorded] = await house.works.recordStatements([sketch(given)]);
  return recorded?.workId ?? "";
}

const first = { from: "SO:052", to: "052", iswc: ISWC, isrc: "GBAAA0800736", claims: [writer("50"), publisher("A", "50")] };

describe("a value of a work", () => {
  it("says who stated it, to whom, in which message and line, and what the statement replaced", async () => {
    const id = await record(first);
    const [one] = (await house.data(WORK, { id })).work.statements;
    await record({ ...first, title: "River Run", message: "msg_2", line: 7, at: "2026-02-01T00:00:00.000Z" });
    const { work } = await house.data(WORK, { id });
    expect(work.titles).toEqual([
      {
        text: "River Run",
        kind: "ORIGINAL",
        provenance: [
          {
            ...{ submitter: "SO:052", receiver: { code: "052" }, message: "msg_2", line: 7, receivedAt: "2026-02-01T00:00:00.000Z" },
            ...{ statement: work.statements[0].id, replaces: one.id },
          },
        ],
      },
    ]);
    for (const part of [...work.creators, ...work.recordings, ...work.statements[0].claims, work.statements[0]])
      expect(part.provenance).toEqual(work.titles[0].provenance);
  });

  it("names everybody who states the same, and only the witnesses of the time asked for", async () => {
    const id = await record({ ...first, from: "PB:00000000199" });
    const before = await now();
    await record({ ...first, from: "PB:00000000199", to: "058", message: "msg_2" });
    await record({ ...first, from: "SO:058", to: null, number: "F1", message: "msg_3" });
    const receivers = async (at: string | null) =>
      (await house.data(WORK, { id, at })).work.titles[0].provenance.map(
        ({ submitter, receiver }: { submitter: string; receiver: { code: string } | null }) => `${submitter} ${receiver?.code ?? "-"}`,
      );
    expect(await receivers(before)).toEqual(["PB:00000000199 052"]);
    expect(await receivers(null)).toEqual(["PB:00000000199 052", "PB:00000000199 058", "SO:058 -"]);
  });

  it("is answered again as it was known, whatever came later", async () => {
    const id = await record(first);
    const [firstAt, firstAnswer] = [await now(), (await house.data(WORK, { id })).work];
    await record({ ...first, title: "River Run", iswc: OTHER_ISWC, message: "msg_2", claims: [writer("100")] });
    const label = `mutation ($id: ID!) { declareAiLabel(input: { work: $id, extent: PARTLY, tool: "Composer (3)" }) { problems { code } } }`;
    await house.data(label, { id });
    const [secondAt, secondAnswer] = [await now(), (await house.data(WORK, { id })).work];
    await record({ ...first, from: "SO:058", number: "F1", isrc: "GBAAA0800737", message: "msg_3" });
    expect((await house.data(WORK, { id, at: firstAt })).work).toEqual(firstAnswer);
    expect((await house.data(WORK, { id, at: secondAt })).work).toEqual(secondAnswer);
    expect(secondAnswer).toMatchObject({ iswc: OTHER_ISWC, archivedIswcs: [ISWC], aiLabel: { extent: "PARTLY", tool: "Composer (3)" } });
    const before = (await house.data(WORK, { id, at: "2020-01-01T00:00:00Z" })).work;
    expect(before).toMatchObject({ title: "", titles: [], iswc: null, creators: [], registrations: [], aiLabel: null, statements: [] });
  });

  it("is not shown as it will be, and not to somebody without a token as it was", async () => {
    const id = await record(first);
    const future = await house.ask(WORK, { id, at: "2999-01-01T00:00:00Z" });
    expect(future.errors?.[0]?.message).toMatch(/has not come yet/u);
    const past = `query ($id: ID!, $at: DateTime) { work(id: $id) { title(asKnownOn: $at) } }`;
    const anonymous = callerOf(null, "anonymous");
    expect((await house.ask(past, { id, at: await now() }, anonymous)).errors?.[0]?.message).toMatch(/token is needed/u);
    expect((await house.data(past, { id }, anonymous)).work).toEqual({ title: "River" });
    const sources = `query ($id: ID!) { work(id: $id) { titles { provenance { submitter } } creators { provenance { submitter } } } }`;
    expect((await house.ask(sources, { id }, anonymous)).errors?.length).toBeGreaterThan(0);
  });
});

describe("valid time", () => {
  it("bounds claims by their own days and registrations by their steps, and a correction leaves the record of before", async () => {
    const id = await record({
      ...first,
      claims: [writer("100", { period: requirePeriod("2020-01-01", "2025-01-01") })],
      at: "2026-01-15T12:00:00.000Z",
    });
    const QUERY = `query ($id: ID!, $asOf: Date, $at: DateTime) { work(id: $id) { statements(asOf: $asOf, asKnownOn: $at) { claims { partyName } }
      registrations(asOf: $asOf, asKnownOn: $at) { status } } }`;
    const valid = async (asOf: string, at: string | null = null) => (await house.data(QUERY, { id, asOf, at })).work;
    expect(await valid("2024-12-31")).toEqual({ statements: [{ claims: [{ partyName: "W" }] }], registrations: [] });
    expect((await valid("2025-01-01")).statements).toEqual([{ claims: [] }]);
    expect((await valid("2026-01-15")).registrations).toEqual([{ status: "REGISTERED" }]);
    const before = await now();
    await record({ ...first, claims: [writer("100", { period: requirePeriod("2010-01-01", "2030-01-01") })], message: "msg_2" });
    expect((await valid("2015-06-01")).statements).toEqual([{ claims: [{ partyName: "W" }] }]);
    expect((await valid("2015-06-01", before)).statements).toEqual([{ claims: [] }]);
    expect((await house.ask(QUERY, { id, asOf: "2025-02-30" })).errors?.[0]?.message).toMatch(/2025-02-30/u);
  });
});

describe("history", () => {
  it("tells of every value with the statement, what it replaced, and when it was received", async () => {
    const id = await record({ ...first, claims: [writer("50", { period: requirePeriod("2020-01-01", null) })] });
    await record({
      ...first,
      ...{ message: "msg_2", line: 9, at: "2026-02-01T00:00:00.000Z" },
      claims: [writer("50", { period: requirePeriod("2021-01-01", null) })],
    });
    const { work } = await house.data(
      `query ($id: ID!) { work(id: $id) { statements { id } history(field: "claims") { before after source message line statement replaces receivedAt } } }`,
      { id },
    );
    expect(work.history[1]).toEqual({
      before: "W CA PERFORMING 50 in I2136 from 2020-01-01",
      after: "W CA PERFORMING 50 in I2136 from 2021-01-01",
      ...{ source: "SO:052 to 052", message: "msg_2", line: 9, receivedAt: "2026-02-01T00:00:00.000Z" },
      ...{ statement: work.statements[0].id, replaces: work.history[0].statement },
    });
  });

  it("of a field that has none is refused with those that have", async () => {
    const id = await record(first);
    const { errors } = await house.ask(`query ($id: ID!) { work(id: $id) { history(field: "titel") { kind } } }`, { id });
    expect(errors?.[0]?.message).toMatch(/titel is no field with a history; these are: title,/u);
  });
});

function requirePeriod(from: string, until: string | null): Period {
  const [first, last] = [parseLocalDate(from), until === null ? null : parseLocalDate(until)];
  if (first === null) throw new Error("a day");
  return { from: first, until: last };
}
