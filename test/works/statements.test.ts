// Goal: statements stand side by side in the store as the house rules say: joined, revised, witnessed, in conflict, and numbered.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, publisher, sketch, writer } from "./house.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import type { WorksHouse } from "./house.ts";

const ISWC = "T0345246801";
const OWNED = `query ($iswc: String!, $rights: [IpiRight!], $territories: [TisCode!]!, $on: Date, $known: DateTime) { workByIswc(iswc: $iswc) {
  id title version iswc archivedIswcs
  ownership(rights: $rights, territories: $territories, on: $on, asKnownOn: $known) {
    complete sources { society { code } status } statements { source lines }
    conflicts { id kind work { title } claims { id } }
    cells { right territories state claimed { percent } over { percent } held { percent } claims { partyName share { percent } statedBy } }
  } } }`;
const ASKED = { iswc: ISWC, rights: ["PR"], territories: ["0250"], on: "2026-06-30" };

/** A claim by itself describes nothing of the work. */
const NOTHING = { titles: [], iswc: null, creators: [], recordings: [], details: {} };

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

describe("recording statements", () => {
  it("makes a work and answers who owns it", async () => {
    const [recorded] = await house.works.recordStatements([
      sketch({ from: "SO:052", iswc: ISWC, claims: [writer("50"), publisher("A", "50")] }),
    ]);
    expect(recorded?.outcome).toBe("CREATED");
    const { workByIswc } = await house.data(OWNED, ASKED);
    expect(workByIswc.version).toBe(1);
    expect(workByIswc.ownership.cells).toEqual([
      {
        ...{
          right: "PR",
          territories: ["0250"],
          state: "CLEAR",
          claimed: { percent: "100" },
          over: { percent: "0" },
          held: { percent: "0" },
        },
        claims: [
          { partyName: "W", share: { percent: "50" }, statedBy: ["SO:052"] },
          { partyName: "A", share: { percent: "50" }, statedBy: ["SO:052"] },
        ],
      },
    ]);
    expect(workByIswc.ownership.conflicts).toEqual([]);
  });

  it("is nothing new for the same receiver, and one more witness for another", async () => {
    const given = { from: "PB:00000000199", to: "052", iswc: ISWC, claims: [writer("50"), publisher("A", "50")] };
    await house.works.recordStatements([sketch(given)]);
    const before = await house.data(OWNED, ASKED);
    const [again] = await house.works.recordStatements([sketch({ ...given, message: "msg_2", line: 9 })]);
    expect(again?.outcome).toBe("UNCHANGED");
    expect(await house.data(OWNED, ASKED)).toEqual(before);
    const [witnessed] = await house.works.recordStatements([sketch({ ...given, to: "058", message: "msg_3", line: 12 })]);
    expect(witnessed?.outcome).toBe("WITNESSED");
    const after = await house.data(OWNED, ASKED);
    expect(after["workByIswc"].ownership.statements).toEqual([{ source: "PB:00000000199 to 052, 058", lines: [2, 12] }]);
    expect(
      after["workByIswc"].ownership.sources.map(
        (source: { society: { code: string }; status: string }) => `${source.society.code} ${source.status}`,
      ),
    ).toEqual(["052 LIVE", "058 LIVE"]);
    expect(after["workByIswc"].ownership.cells[0].claimed).toEqual({ percent: "100" });
  });

  it("is known again where an earlier release stored it with a hash of another form", async () => {
    const claims = [writer("50"), writer("50", { party: "A", side: "PUBLISHER", territories: ["I2136", "E0840"] })];
    const given = { from: "SO:052", to: "052", iswc: ISWC, isrc: "GBAAA0500001", claims };
    await house.works.recordStatements([sketch(given)]);
    const hashThen = "21e33a219d43d65fd6884a9b59d2b6bad770dde25ff6f7c0ea52aa86c85350a9";
    await workModels(house.foundation.connection).statements.updateMany({}, { $set: { contentHash: hashThen } });
    for (const [input, outcome] of [
      [sketch(given), "UNCHANGED"],
      [sketch({ ...given, to: "058" }), "WITNESSED"],
      [sketch({ ...given, title: "Another" }), "UPDATED"],
    ] as const) {
      expect((await house.works.recordStatements([input]))[0]?.outcome).toBe(outcome);
    }
  });

  it("replaces what a submitter stated before, and keeps it for those who ask what was known then", async () => {
    await house.works.recordStatements([sketch({ from: "SO:052", iswc: ISWC, claims: [writer("50"), publisher("A", "50")] })]);
    await house.foundation.events.drain();
    const known = new Date().toISOString();
    const past = await house.data(OWNED, { ...ASKED, known });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const [revised] = await house.works.recordStatements([
      sketch({ from: "SO:052", iswc: ISWC, claims: [writer("60")], message: "msg_2" }),
    ]);
    expect(revised?.outcome).toBe("UPDATED");
    const now = await house.data(OWNED, ASKED);
    expect(now["workByIswc"].ownership.cells[0].claims).toEqual([{ partyName: "W", share: { percent: "60" }, statedBy: ["SO:052"] }]);
    const then = await house.data(OWNED, { ...ASKED, known });
    expect(then["workByIswc"].ownership).toEqual(past["workByIswc"].ownership);
  });

  it("joins by ISWC with a creator in common, and opens a conflict for two rivals", async () => {
    await house.works.recordStatements([sketch({ from: "SO:052", iswc: ISWC, claims: [writer("50"), publisher("A", "50")] })]);
    const [joined] = await house.works.recordStatements([
      sketch({
        from: "SO:058",
        iswc: ISWC,
        title: "Another title",
        claims: [writer("50"), publisher("Z", "50", { territories: ["I2120"] })],
      }),
    ]);
    expect(joined?.outcome).toBe("UPDATED");
    expect(joined?.conflictIds).toHaveLength(1);
    const { workByIswc } = await house.data(OWNED, ASKED);
    expect(workByIswc.title).toBe("River");
    expect(workByIswc.ownership.cells[0]).toMatchObject({
      state: "DISPUTED",
      claimed: { percent: "150" },
      over: { percent: "50" },
      held: { percent: "50" },
    });
    expect(workByIswc.ownership.conflicts).toMatchObject([{ kind: "OVER_CLAIM", work: { title: "River" } }]);
    expect(workByIswc.ownership.conflicts[0].claims).toHaveLength(2);
    const asia = await house.data(OWNED, { ...ASKED, territories: ["0156"] });
    expect(asia["workByIswc"].ownership.cells[0].state).toBe("CLEAR");
    expect(asia["workByIswc"].ownership.conflicts).toEqual([]);
  });

  it("closes a conflict in the same moment in which a revision ends it", async () => {
    await house.works.recordStatements([
      sketch({ from: "SO:052", iswc: ISWC, claims: [writer("50"), publisher("A", "50")] }),
      sketch({ from: "SO:058", iswc: ISWC, claims: [publisher("Z", "50")] }),
    ]);
    await house.works.recordStatements([sketch({ from: "SO:058", iswc: ISWC, claims: [], message: "msg_2" })]);
    const { workByIswc } = await house.data(OWNED, ASKED);
    expect(workByIswc.ownership.conflicts).toEqual([]);
    const { conflicts } = await house.data(
      `{ conflicts(filter: { states: [RESOLVED] }) { edges { node { state because history { kind } } } } }`,
    );
    expect(
      conflicts.edges.map(
        ({ node }: { node: { state: string; history: { kind: string }[] } }) =>
          `${node.state} ${node.history.map(({ kind }) => kind).join()}`,
      ),
    ).toEqual(["RESOLVED CONFLICT_OPENED,CONFLICT_CLOSED"]);
  });

  it("does not join by ISWC alone: no creator in common is a conflict between two works, and touches no cell", async () => {
    await house.works.recordStatements([
      sketch({ from: "SO:052", iswc: ISWC, creators: ["W"] }),
      sketch({ from: "SO:058", iswc: ISWC, creators: ["V"], title: "Lake", number: "L1" }),
    ]);
    const { conflicts } = await house.data(`{ conflicts { edges { node { kind works { title } } } } }`);
    expect(conflicts.edges).toEqual([{ node: { kind: "ISWC_MISMATCH", works: [{ title: "River" }, { title: "Lake" }] } }]);
    const { workByIswc } = await house.data(OWNED, ASKED);
    expect(workByIswc.ownership.conflicts).toEqual([]);
  });

  it("opens a duplicate task for near titles with a creator in common, once", async () => {
    await house.works.recordStatements([sketch({ from: "SO:052", title: "The Café" })]);
    await house.works.recordStatements([sketch({ from: "SO:058", title: "CAFE", number: "C9" })]);
    await house.works.recordStatements([sketch({ from: "SO:058", title: "Cafe", number: "C9", message: "msg_2" })]);
    const { conflicts } = await house.data(`{ conflicts { edges { node { kind because } } } }`);
    expect(conflicts.edges.map(({ node }: { node: { kind: string } }) => node.kind)).toEqual(["DUPLICATE_WORK"]);
  });

  it("says per field what changed, by whom and in which line", async () => {
    await house.works.recordStatements([sketch({ from: "SO:052", iswc: ISWC, claims: [writer("50")] })]);
    await house.works.recordStatements([
      sketch({ from: "SO:052", iswc: ISWC, title: "River Run", claims: [writer("50")], message: "msg_2", line: 7 }),
    ]);
    const { workByIswc } = await house.data(
      `query ($iswc: String!) { workByIswc(iswc: $iswc) { history(field: "title") { kind before after source message line } } }`,
      { iswc: ISWC },
    );
    expect(workByIswc.history).toEqual([
      { kind: "WORK_REGISTERED", before: null, after: "River", source: "SO:052", message: "msg_1", line: 2 },
      { kind: "STATEMENT_RECORDED", before: "River", after: "River Run", source: "SO:052", message: "msg_2", line: 7 },
    ]);
  });
});

describe("two writers at once", () => {
  it("finds every conflict of 50 pairs of claims, each fine alone, 150 percent together", async () => {
    const codes = Array.from({ length: 50 }, (_, index) => `P${index}`);
    await house.works.recordStatements(
      codes.map((number) => sketch({ from: "SO:119", number, title: `Race ${number}`, creators: [`C${number}`] })),
    );
    const { searchWorks } = await house.data(`{ searchWorks(query: "race", first: 100) { edges { node { id } } } }`);
    const ids = searchWorks.edges.map(({ node }: { node: { id: string } }) => node.id) as string[];
    expect(ids).toHaveLength(50);
    const rival = (from: string, party: string, workId: string): ReturnType<typeof sketch> => ({
      ...sketch({ from, number: `${party}${workId}`, claims: [{ party, side: "PUBLISHER", figures: { MECHANICAL: "75" } }] }),
      description: NOTHING,
      workId,
    });
    await Promise.all(
      ids.flatMap((id) => [
        house.works.recordStatements([rival("SO:052", "A", id)]),
        house.works.recordStatements([rival("SO:058", "Z", id)]),
      ]),
    );
    const { conflicts } = await house.data(
      `{ conflicts(first: 100, filter: { kinds: [OVER_CLAIM] }) { edges { node { work { id } excess { percent } } } } }`,
    );
    expect(new Set(conflicts.edges.map(({ node }: { node: { work: { id: string } } }) => node.work.id))).toEqual(new Set(ids));
    expect(conflicts.edges.every(({ node }: { node: { excess: { percent: string } } }) => node.excess.percent === "50")).toBe(true);
  }, 120_000);

  it("makes one work when two files state a new ISWC in the same moment", async () => {
    const one = sketch({ from: "SO:052", iswc: ISWC });
    const other = sketch({ from: "SO:058", iswc: ISWC, number: "F9" });
    const outcomes = (await Promise.all([house.works.recordStatements([one]), house.works.recordStatements([other])]))
      .flat()
      .map(({ outcome }) => outcome)
      .sort();
    expect(outcomes).toEqual(["CREATED", "UPDATED"]);
  });
});
