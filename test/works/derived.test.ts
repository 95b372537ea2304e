// Goal: the works that a CWR file names as sources become the derived work's sources, linked by what is told, whoever comes first; and back.
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { COM } from "../../subgraphs/domain/formats/cwr/layouts/details.ts";
import { EWT, NAT, NET, NWR, VER } from "../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { iswcOf } from "../../subgraphs/domain/identifiers/iswc.ts";
import type { Field } from "../../subgraphs/domain/formats/fixedWidth.ts";
import type { RecordDraft } from "../../subgraphs/domain/formats/cwr/write.ts";
import { encodeCwr } from "../../subgraphs/domain/formats/cwr/write.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { WORK_MIGRATIONS } from "../../subgraphs/works/migrations.ts";
import { fileOf, having, plainWork, record } from "../domain/formats/cwr/build.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const ISWC = "T0345246801";
const OTHER_ISWC = "T9000000011";
type Values = readonly (readonly [Field, string])[];

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

/** A work as a file states it: its number, title and other fields, and the records behind it. */
function stated(number: string, title: string, values: Values = [], ...more: readonly RecordDraft[]): readonly RecordDraft[] {
  const [header, ...rest] = plainWork();
  if (header === undefined) throw new Error("a work has a header");
  return [having(header, [NWR.submitterWorkNumber, number], [NWR.workTitle, title], ...values), ...rest, ...more];
}
const version = (...values: Values): RecordDraft => record("VER", ...values);

async function send(works: readonly (readonly RecordDraft[])[], sender = "SO000000052") {
  const text = fileOf(works).replace("HDRSO000000052", `HDR${sender}`);
  const stream = Readable.from([Buffer.from(encodeCwr(text))]);
  const { job } = await house.works.files.receive({
    ...{ kind: "cwr", stream, parameters: { society: "052" }, caller: callerOf("052", "admin") },
  });
  await house.foundation.jobs.drain();
  const answered = await house.data(`query ($job: ID!) { job(id: $job) { state result } }`, { job }, callerOf("052", "admin"));
  expect(answered.job.state).toBe("DONE");
  return JSON.parse(answered.job.result).works;
}

const SOURCES = `derivedFrom(asKnownOn: $at) { kind title nativeTitle iswc workCode creators { name } work { title } linkedBy because provenance { submitter message line } }`;
const DERIVATIVES = `derivatives(first: $first, after: $after) { edges { cursor node { kind linkedBy because work { title } provenance { line } } } pageInfo { endCursor hasNextPage } }`;
async function ofWork(title: string, fields: string, variables: object = {}) {
  const declared = `$q: String!${fields.includes("$at") ? ", $at: DateTime" : ""}${fields.includes("$first") ? ", $first: Int, $after: String" : ""}`;
  const { searchWorks } = await house.data(`query (${declared}) { searchWorks(query: $q) { edges { node { title ${fields} } } } }`, {
    q: title,
    ...variables,
  });
  return searchWorks.edges.map(({ node }: { node: { title: string } }) => node).find((node: { title: string }) => node.title === title);
}
const sources = async (title: string, at: string | null = null) => (await ofWork(title, SOURCES, { at })).derivedFrom;
const derivatives = async (title: string, page: object = {}) =>
  (await ofWork(title, DERIVATIVES, { first: 25, after: null, ...page })).derivatives;
const titles = ({ edges }: { edges: { node: { work: { title: string }; linkedBy: string } }[] }) =>
  edges.map(({ node }) => `${node.work.title} ${node.linkedBy}`);

const BY_ANNA: Values = [
  [VER.writer1LastName, "W1SON"],
  [VER.writer1FirstName, "ANNA"],
];

describe("a source in a CWR file", () => {
  it("is linked by its ISWC, with the file and the record's line; its work names what was made from it", async () => {
    await send([
      stated("W1", "OLD RIVER", [[NWR.iswc, ISWC]]),
      stated("W2", "RIVER DANCE MIX", [], version([VER.originalWorkTitle, "OLD RIVER"], [VER.iswcOfOriginalWork, ISWC])),
    ]);
    expect(await sources("RIVER DANCE MIX")).toEqual([
      {
        ...{
          kind: "VERSION",
          title: "OLD RIVER",
          nativeTitle: null,
          iswc: ISWC,
          workCode: null,
          creators: [],
          work: { title: "OLD RIVER" },
        },
        ...{ linkedBy: "ISWC", because: `The ISWC ${ISWC} is known here.` },
        provenance: [{ submitter: "SO:052", message: expect.stringMatching(/^msg_/), line: 15 }],
      },
    ]);
    expect((await derivatives("OLD RIVER")).edges).toMatchObject([
      { node: { kind: "VERSION", linkedBy: "ISWC", work: { title: "RIVER DANCE MIX" }, provenance: [{ line: 15 }] } },
    ]);
    expect((await derivatives("RIVER DANCE MIX")).edges).toEqual([]);
  });

  it("is linked by the submitter's own number, which is nobody else's", async () => {
    const excerpt = stated("W2", "ARIA", [], record("EWT", [EWT.entireWorkTitle, "OPERA"], [EWT.submitterWorkNumber, "W1"]));
    await send([stated("W1", "OPERA"), excerpt]);
    expect(await sources("ARIA")).toMatchObject([{ kind: "EXCERPT", workCode: "W1", work: { title: "OPERA" }, linkedBy: "WORK_NUMBER" }]);
    await send(
      [stated("W2", "ARIETTA", [], record("EWT", [EWT.entireWorkTitle, "OPERA"], [EWT.submitterWorkNumber, "W1"]))],
      "SO000000058",
    );
    expect(await sources("ARIETTA")).toMatchObject([
      {
        work: null,
        linkedBy: null,
        because: "No work here bears the code that it is named by. A title alone, without a creator, links no works.",
      },
    ]);
    expect(titles(await derivatives("OPERA"))).toEqual(["ARIA WORK_NUMBER"]);
  });

  it("is linked by title and creators where one work fits, and to none, with the reason, where two do", async () => {
    await send([stated("W2", "RIVER REMIX", [], version([VER.originalWorkTitle, "OLD RIVER"], ...BY_ANNA))]);
    expect(await sources("RIVER REMIX")).toMatchObject([
      { work: null, because: "No other work here has the title and every creator that is named.", creators: [{ name: "W1SON, ANNA" }] },
    ]);
    // linked later, when the source arrives
    await send([stated("W1", "OLD RIVER")]);
    expect(await sources("RIVER REMIX")).toMatchObject([{ work: { title: "OLD RIVER" }, linkedBy: "TITLE_AND_CREATORS" }]);
    expect(titles(await derivatives("OLD RIVER"))).toEqual(["RIVER REMIX TITLE_AND_CREATORS"]);

    await send([stated("W3", "OLD RIVER", [[NWR.iswc, OTHER_ISWC]])]);
    const [both] = await sources("RIVER REMIX");
    expect(both).toMatchObject({ work: null, linkedBy: null });
    expect(both.because).toMatch(/^2 works here have the title and every creator that is named: wrk_\w+, wrk_\w+\.$/);
    expect(titles(await derivatives("OLD RIVER"))).toEqual([]);
  });

  it("by a title needs every creator that is named, and is never the work of another ISWC", async () => {
    await send([
      stated("W1", "OLD RIVER", [[NWR.iswc, OTHER_ISWC]]),
      stated("W2", "MIX ONE", [], version([VER.originalWorkTitle, "OLD RIVER"], ...BY_ANNA, [VER.writer2LastName, "NOBODY"])),
      stated("W3", "MIX TWO", [], version([VER.originalWorkTitle, "OLD RIVER"], ...BY_ANNA, [VER.iswcOfOriginalWork, ISWC])),
      stated("W4", "MIX THREE", [], version([VER.originalWorkTitle, "OLD RIVER"], ...BY_ANNA)),
    ]);
    for (const [title, linkedBy] of [
      ["MIX ONE", null],
      ["MIX TWO", null],
      ["MIX THREE", "TITLE_AND_CREATORS"],
    ])
      expect(await sources(String(title))).toMatchObject([{ linkedBy }]);
    expect(titles(await derivatives("OLD RIVER"))).toEqual(["MIX THREE TITLE_AND_CREATORS"]);
  });

  it("that names the work itself is linked to none", async () => {
    await send([
      stated("W1", "OLD RIVER", [[NWR.iswc, ISWC]], version([VER.originalWorkTitle, "OLD RIVER"], [VER.iswcOfOriginalWork, ISWC])),
    ]);
    expect(await sources("OLD RIVER")).toMatchObject([
      { work: null, because: `The ISWC ${ISWC} is this work's own; nothing is made from itself.` },
    ]);
    expect((await derivatives("OLD RIVER")).edges).toEqual([]);
  });

  it("is found by its title in its own script", async () => {
    const native = record("NVT", [NET.title, "茉莉花"], [NET.languageCode, "ZH"]);
    await send([
      stated("W1", "JASMINE FLOWER", [], record("NAT", [NAT.title, "茉莉花"], [NAT.titleType, "OL"], [NAT.languageCode, "ZH"])),
      stated("W2", "JASMINE MIX", [], version([VER.originalWorkTitle, "MOLIHUA"], ...BY_ANNA), native),
    ]);
    expect(await sources("JASMINE MIX")).toMatchObject([{ nativeTitle: "茉莉花", work: { title: "JASMINE FLOWER" } }]);
    expect(titles(await derivatives("JASMINE FLOWER"))).toEqual(["JASMINE MIX TITLE_AND_CREATORS"]);
  });
});

describe("a composite", () => {
  const component = (title: string, ...values: Values) =>
    record("COM", [COM.title, title], [COM.writer1LastName, "W1SON"], [COM.writer1FirstName, "ANNA"], ...values);

  it("has its components, ends them by a revision without them, and tells of both; the same file again changes nothing", async () => {
    const medley = stated(
      "W9",
      "MEDLEY",
      [[NWR.compositeType, "MED"]],
      component("ONE"),
      component("TWO", [COM.submitterWorkNumber, "W2"]),
    );
    expect(await send([stated("W1", "ONE"), stated("W2", "TWO"), medley])).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect((await sources("MEDLEY")).map((one: { kind: string; linkedBy: string }) => `${one.kind} ${one.linkedBy}`)).toEqual([
      "COMPOSITE TITLE_AND_CREATORS",
      "COMPOSITE WORK_NUMBER",
    ]);
    await house.foundation.events.drain();
    const before = house.foundation.clock.now().toISOString();
    expect(await send([medley])).toEqual({ created: 0, updated: 0, unchanged: 1 });
    while (house.foundation.clock.now().toISOString() <= before) await Promise.resolve();

    expect(await send([stated("W9", "MEDLEY", [[NWR.compositeType, "MED"]], component("ONE"))])).toMatchObject({ updated: 1 });
    expect(await sources("MEDLEY")).toMatchObject([{ title: "ONE" }]);
    expect(titles(await derivatives("ONE"))).toEqual(["MEDLEY TITLE_AND_CREATORS"]);
    expect(titles(await derivatives("TWO"))).toEqual([]);
    expect(await sources("MEDLEY", before)).toMatchObject([{ title: "ONE" }, { title: "TWO" }]);
    const { history } = await ofWork("MEDLEY", `history(field: "derivedFrom") { before after }`);
    expect(history).toEqual([
      { before: null, after: "COMPOSITE ONE (W1SON, ANNA); COMPOSITE TWO (W1SON, ANNA) W2" },
      { before: "COMPOSITE ONE (W1SON, ANNA); COMPOSITE TWO (W1SON, ANNA) W2", after: "COMPOSITE ONE (W1SON, ANNA)" },
    ]);
  });
});

describe("works made from one work", () => {
  it("come page by page, the oldest first, and through a merge too", async () => {
    const mixes = Array.from({ length: 5 }, (_, at) =>
      stated(`M${at}`, `MIX ${at}`, [], version([VER.originalWorkTitle, "OLD RIVER"], [VER.iswcOfOriginalWork, ISWC])),
    );
    await send([stated("W1", "OLD RIVER", [[NWR.iswc, ISWC]]), ...mixes]);
    const first = await derivatives("OLD RIVER", { first: 2 });
    expect([titles(first), first.pageInfo.hasNextPage]).toEqual([["MIX 0 ISWC", "MIX 1 ISWC"], true]);
    const rest = await derivatives("OLD RIVER", { first: 3, after: first.pageInfo.endCursor });
    expect([titles(rest), rest.pageInfo.hasNextPage]).toEqual([["MIX 2 ISWC", "MIX 3 ISWC", "MIX 4 ISWC"], false]);
    await expect(derivatives("OLD RIVER", { first: 101 })).rejects.toThrow("from 1 to 100");

    await send([stated("X1", "ANCIENT RIVER")], "SO000000058");
    const [survivor, merged] = [await ofWork("ANCIENT RIVER", "id"), await ofWork("OLD RIVER", "id")];
    const merge = `mutation ($survivor: ID!, $merged: ID!) { mergeWorks(input: { survivor: $survivor, merged: $merged, because: "One." }) { problems { code } } }`;
    expect((await house.data(merge, { survivor: survivor.id, merged: merged.id })).mergeWorks.problems).toEqual([]);
    const query = `query ($id: ID!) { work(id: $id) { derivatives { edges { node { work { derivedFrom { work { id } } } } } } } }`;
    const { work } = await house.data(query, { id: survivor.id });
    const link = { node: { work: { derivedFrom: [{ work: { id: survivor.id } }] } } };
    expect(work.derivatives.edges).toEqual([link, link, link, link, link]);
  });

  it("cost at most ten reads with their sources, whether 10 works are asked or 40", async () => {
    const pairs = Array.from({ length: 20 }, (_, at) => [
      stated(`S${at}`, `STREAM ${at}`, at % 2 === 0 ? [[NWR.iswc, iswcOf(100 + at)]] : []),
      stated(
        `D${at}`,
        `STREAM MIX ${at}`,
        [],
        version([VER.originalWorkTitle, `STREAM ${at}`], [VER.iswcOfOriginalWork, iswcOf(100 + at)], ...BY_ANNA),
      ),
    ]).flat();
    await send(pairs);
    const costs: number[] = [];
    for (const first of [10, 40]) {
      let readCount = 0;
      const { connection } = house.foundation;
      connection.set("debug", (collection: string, method: string) => {
        if (method.startsWith("find") && ["works", "statements"].includes(collection)) readCount += 1;
      });
      const nodes = `derivedFrom { work { id } linkedBy } derivatives { edges { node { work { id } linkedBy } } }`;
      const { searchWorks } = await house.data(
        `query ($first: Int) { searchWorks(query: "stream", first: $first) { edges { node { ${nodes} } } } }`,
        {
          first,
        },
      );
      connection.set("debug", false);
      const found = searchWorks.edges.flatMap(({ node }: { node: { derivatives: { edges: unknown[] } } }) => node.derivatives.edges);
      costs.push(readCount);
      expect(searchWorks.edges).toHaveLength(first);
      expect(found.length).toBeGreaterThanOrEqual(first === 40 ? 20 : 1);
    }
    // The search, statements, those that name a source, and for each direction by ISWC, by number and by title.
    expect(Math.max(...costs)).toBeLessThanOrEqual(10);
  });

  it("are found in data of an earlier release, too", async () => {
    await send([
      stated("W1", "OLD RIVER", [[NWR.iswc, ISWC]]),
      stated("W2", "RIVER MIX", [], version([VER.originalWorkTitle, "OLD RIVER"], [VER.iswcOfOriginalWork, ISWC])),
    ]);
    const { connection } = house.foundation;
    await workModels(connection).works.updateMany({}, { $unset: { sourceKeys: 1 } });
    expect((await derivatives("OLD RIVER")).edges).toEqual([]);
    const step = WORK_MIGRATIONS.find(({ to }) => to === 3);
    await step?.run(connection);
    await step?.run(connection);
    expect(titles(await derivatives("OLD RIVER"))).toEqual(["RIVER MIX ISWC"]);
  });
});
