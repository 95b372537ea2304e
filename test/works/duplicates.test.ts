// Shows which works are suggested as one when they are stored: by what they share, who stands for whom, and at what cost.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { WorkStatementInput } from "../../subgraphs/works/index.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, sketch } from "./house.ts";
import type { SketchedStatement, WorksHouse } from "./house.ts";

let store: TestStore;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  house = await openWorks(store);
});

const ISRC = "CNA231200001";
const ISWC = "T0345246801";

async function record(...given: readonly SketchedStatement[]) {
  return await house.works.recordStatements(given.map((one, at) => sketch({ number: `W${at}`, ...one })));
}

async function tasks(): Promise<readonly { readonly kind: string; readonly because: string }[]> {
  const { conflicts } = await house.data(
    `{ conflicts(filter: { kinds: [DUPLICATE_WORK, ISWC_MISMATCH] }) { edges { node { kind because } } } }`,
  );
  return conflicts.edges.map(({ node }: { node: { kind: string; because: string } }) => node);
}

const prs = { from: "SO:052" };
const mcsc = { from: "SO:119" };

describe("a recording in common", () => {
  it("opens a task for works whose titles are alike, stored together or one after the other", async () => {
    await record({ ...prs, title: "The Long River", creators: ["A"], isrc: ISRC });
    await record({ ...mcsc, title: "Long Rivver", creators: ["B"], isrc: ISRC, number: "M1" });
    expect(await tasks()).toEqual([
      {
        kind: "DUPLICATE_WORK",
        because: `Both have titles that are alike, Long Rivver and The Long River and are in the recording ${ISRC}.`,
      },
    ]);
    await store.clear("works");
    house = await openWorks(store);
    await record(
      { ...prs, title: "The Long River", creators: ["A"], isrc: ISRC },
      { ...mcsc, title: "Long Rivver", creators: ["B"], isrc: ISRC },
    );
    expect(await tasks()).toHaveLength(1);
  });

  it("says nothing by itself, and gives no work the ISWC of another", async () => {
    await record({ ...prs, title: "River", iswc: ISWC, isrc: ISRC }, { ...mcsc, title: "Lake", isrc: ISRC });
    expect(await tasks()).toEqual([]);
    const { searchWorks } = await house.data(`{ searchWorks(query: "Lake") { edges { node { iswc } } } }`);
    expect(searchWorks.edges).toEqual([{ node: { iswc: null } }]);
  });

  it("says nothing where more than two works stand in it", async () => {
    await record({ ...prs, title: "Lake", creators: ["A"], isrc: ISRC });
    await record({ ...prs, title: "Sea", creators: ["A"], isrc: ISRC, number: "W7" });
    await record({ ...mcsc, title: "Sea", creators: ["B"], isrc: ISRC, number: "M1" });
    expect(await tasks()).toEqual([]);
  });

  it("is weighed in the suggestion as it was when the task opened", async () => {
    await record({ ...prs, title: "The Moon", isrc: ISRC });
    const [other] = await record({ ...mcsc, title: "月亮", isrc: ISRC, number: "M1" });
    const { work } = await house.data(
      `query ($id: ID!) { work(id: $id) { duplicates { conflict { because } reasons { field verdict weight } } } }`,
      { id: other?.workId },
    );
    expect(work.duplicates).toEqual([
      {
        conflict: { because: `Both have the same creators and are in the recording ${ISRC}.` },
        reasons: [
          { field: "TITLE", verdict: "DIFFERENT", weight: 0 },
          { field: "CREATORS", verdict: "SAME", weight: 55 },
          { field: "ISWC", verdict: "MISSING", weight: 0 },
          { field: "ISRC", verdict: "SAME", weight: 40 },
          { field: "DURATION", verdict: "SAME", weight: 0 },
        ],
      },
    ]);
  });
});

describe("a group and its member", () => {
  beforeEach(() => house.parties.relate("pty_Band", ["pty_Ann", "pty_Bo"]));

  it("are one creator: a work stated by the one joins the work of the other with its ISWC", async () => {
    const [first] = await record({ ...prs, title: "River", iswc: ISWC, creators: ["Band"] });
    const [second] = await record({ ...mcsc, title: "Fluss", iswc: ISWC, creators: ["Ann"], number: "M1" });
    expect([second?.workId, second?.outcome]).toEqual([first?.workId, "UPDATED"]);
    expect(await tasks()).toEqual([]);
  });

  it("join within one batch, too; two members do not", async () => {
    const [ann, band] = await record({ ...prs, iswc: ISWC, creators: ["Ann"] }, { ...mcsc, iswc: ISWC, creators: ["Band"] });
    expect(band?.workId).toBe(ann?.workId);
    await store.clear("works");
    house = await openWorks(store);
    house.parties.relate("pty_Band", ["pty_Ann", "pty_Bo"]);
    const [one, other] = await record({ ...prs, iswc: ISWC, creators: ["Ann"] }, { ...mcsc, iswc: ISWC, creators: ["Bo"] });
    expect(other?.workId).not.toBe(one?.workId);
    expect(await tasks()).toMatchObject([{ kind: "ISWC_MISMATCH" }]);
  });

  it("open a task where the title is the same and no ISWC is known", async () => {
    await record({ ...prs, title: "River", creators: ["Band"] });
    await record({ ...mcsc, title: "River", creators: ["Ann"], number: "M1" });
    expect(await tasks()).toEqual([{ kind: "DUPLICATE_WORK", because: "Both are titled River and have a creator in common." }]);
  });

  it("cost one call a batch, however large, and none where nothing is shared", async () => {
    const batch = (size: number, title: (at: number) => string): WorkStatementInput[] =>
      Array.from({ length: size }, (_, at) => sketch({ ...prs, number: `${size}-${at}`, title: title(at), creators: [`C${at}`] }));
    const calls = async (inputs: readonly WorkStatementInput[]): Promise<number> => {
      const before = house.parties.calls.get("parties.kinOf") ?? 0;
      await house.works.recordStatements(inputs);
      return (house.parties.calls.get("parties.kinOf") ?? 0) - before;
    };
    expect(await calls(batch(40, (at) => `Song ${at}`))).toBe(0);
    expect([await calls(batch(3, () => "Same")), await calls(batch(50, () => "Same"))]).toEqual([1, 1]);
  });
});
