// Goal: a merge keeps the way back for everything that came with it, runs in no circle, and every id leads to the survivor.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const WORK = `query ($id: ID!) { work(id: $id) { id title iswc archivedIswcs aiLabel { extent } recordings { id isrc }
  registrations { society { code } workCode history { status message } } statements { source claims { partyName } } } }`;
const PROBLEMS = "problems { code message path }";

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

async function record(given: Parameters<typeof sketch>[0]): Promise<string> {
  const [recorded] = await house.works.recordStatements([sketch(given)]);
  return recorded?.workId ?? "";
}

async function threeWorks(): Promise<[string, string, string]> {
  return [
    await record({ from: "SO:052", number: "A1", title: "Alpha", iswc: "T0345246801", isrc: "GBAAA0800731", claims: [writer("50")] }),
    await record({
      from: "SO:058",
      number: "B1",
      title: "Beta",
      iswc: "T9000000010",
      isrc: "GBAAA0800731",
      claims: [publisher("Z", "50")],
    }),
    await record({ from: "SO:035", number: "C1", title: "Gamma", isrc: "GBAAA0800733", claims: [publisher("Y", "25")] }),
  ];
}

const work = async (id: string) => (await house.data(WORK, { id })).work;

async function merge(survivor: string, merged: string): Promise<{ code: string; message: string }[]> {
  const document = `mutation ($input: MergeWorksInput!) { mergeWorks(input: $input) { ${PROBLEMS} } }`;
  return (await house.data(document, { input: { survivor, merged, because: "One song." } })).mergeWorks.problems;
}

async function undo(merged: string): Promise<{ code: string; message: string }[]> {
  const document = `mutation ($input: UndoMergeInput!) { undoMerge(input: $input) { ${PROBLEMS} } }`;
  return (await house.data(document, { input: { merged, because: "Two songs." } })).undoMerge.problems;
}

describe("a merge", () => {
  it("taken back leaves both works as they were, with their codes, recordings, registrations and labels", async () => {
    const [alpha, beta] = await threeWorks();
    await house.data(`mutation ($id: ID!) { declareAiLabel(input: { work: $id, extent: ALL }) { ${PROBLEMS} } }`, { id: beta });
    await record({ from: "SO:058", number: "B1", title: "Beta", isrc: "GBAAA0800732", message: "msg_2", claims: [publisher("Z", "50")] });
    const before = [await work(alpha), await work(beta)];
    expect(before[1]).toMatchObject({ iswc: "T9000000010", recordings: [{ isrc: "GBAAA0800731" }, { isrc: "GBAAA0800732" }] });
    expect(await merge(alpha, beta)).toEqual([]);
    expect(await work(beta)).toMatchObject({ id: alpha, aiLabel: { extent: "ALL" }, archivedIswcs: ["T9000000010"] });
    expect((await work(alpha)).registrations.map(({ workCode }: { workCode: string }) => workCode)).toEqual(["A1", "B1"]);
    expect(await undo(beta)).toEqual([]);
    expect([await work(alpha), await work(beta)]).toEqual(before);
  });

  it("gives back with a work what was revised in the meantime", async () => {
    const [alpha, beta] = await threeWorks();
    await merge(alpha, beta);
    await record({
      from: "SO:058",
      number: "B1",
      title: "Beta Two",
      isrc: "GBAAA0800732",
      message: "msg_2",
      claims: [publisher("X", "50")],
    });
    expect((await work(alpha)).statements).toHaveLength(2);
    await undo(beta);
    expect(await work(beta)).toMatchObject({ title: "Beta Two", statements: [{ source: "SO:058", claims: [{ partyName: "X" }] }] });
    expect(await work(alpha)).toMatchObject({ title: "Alpha", archivedIswcs: [], recordings: [{ isrc: "GBAAA0800731" }] });
  });

  it("lets the ids of works and recordings lead to those that stay", async () => {
    const [alpha, beta] = await threeWorks();
    const [[kept], [gone]] = [(await work(alpha)).recordings, (await work(beta)).recordings];
    await merge(alpha, beta);
    expect((await work(alpha)).recordings).toEqual([kept]);
    const document = `query ($codes: [String!]!) { identify(codes: $codes) { status reason work { id } recording { id } } }`;
    const { identify } = await house.data(document, { codes: [beta, gone.id, kept.id] });
    expect(identify).toMatchObject([
      { status: "REDIRECTED", work: { id: alpha } },
      { status: "REDIRECTED", work: { id: alpha }, recording: { id: kept.id } },
      { status: "OK", recording: { id: kept.id } },
    ]);
    expect((await house.data(`query ($id: ID!) { node(id: $id) { id } }`, { id: gone.id })).node).toEqual({ id: kept.id });
  });

  it("says in the history what it changed", async () => {
    const [alpha, beta] = await threeWorks();
    await merge(beta, alpha);
    const { history } = (
      await house.data(`query ($id: ID!) { work(id: $id) { history(field: "iswc") { kind before after } } }`, { id: beta })
    ).work;
    expect(history.at(-1)).toEqual({ kind: "WORK_MERGED", before: "T9000000010", after: "T0345246801" });
  });

  it("runs in no circle, and a chain is followed to its end and comes apart in any order", async () => {
    const [alpha, beta, gamma] = await threeWorks();
    const before = [await work(alpha), await work(beta), await work(gamma)];
    expect(await merge(beta, alpha)).toEqual([]);
    expect(await merge(alpha, beta)).toMatchObject([{ code: "WORK_MERGED" }]);
    expect(await merge(gamma, beta)).toEqual([]);
    expect(await merge(alpha, gamma)).toMatchObject([{ code: "WORK_MERGED" }]);
    for (const id of [alpha, beta, gamma]) expect(await work(id)).toMatchObject({ id: gamma });
    expect(await undo(alpha)).toEqual([]);
    expect(await work(alpha)).toEqual(before[0]);
    expect(await work(beta)).toMatchObject({ id: gamma });
    expect(await undo(alpha)).toMatchObject([{ code: "NOT_MERGED" }]);
    expect(await undo(beta)).toEqual([]);
    expect([await work(alpha), await work(beta), await work(gamma)]).toEqual(before);
  });

  it("of more than twenty in a row is refused, because no reader would follow it", async () => {
    const ids: string[] = [];
    for (let index = 0; index <= 21; index += 1) ids.push(await record({ from: "SO:052", number: `N${index}`, title: `N ${index}` }));
    for (let index = 0; index < 20; index += 1) expect(await merge(ids[index + 1] ?? "", ids[index] ?? "")).toEqual([]);
    expect(await work(ids[0] ?? "")).toMatchObject({ id: ids[20] });
    expect(await merge(ids[21] ?? "", ids[20] ?? "")).toMatchObject([{ code: "MERGE_CHAIN" }]);
    expect(await merge(ids[20] ?? "", ids[21] ?? "")).toEqual([]);
  }, 60_000);
});
