// Goal: the graph of works answers questions as the contract promises, in a fixed number of reads, and only to those who may ask.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { IPI_RIGHTS } from "../../subgraphs/domain/rights.ts";
import { WHOLE, addShares, parseStoredShare, sumShares } from "../../subgraphs/domain/shares.ts";
import { storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { countrySet } from "../support/statements.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const ISWC = "T0345246801";
const RETIRED = "T0101713147";

let store: TestStore;
let house: WorksHouse;
let workId: string;
beforeAll(async () => {
  store = await openTestStore();
  house = await openWorks(store);
  house.parties.add("pty_W", "W", "052");
  house.parties.add("pty_A", "A", "044");
  await house.works.recordStatements([
    sketch({ from: "SO:052", iswc: RETIRED, isrc: "GBAAA0800736", claims: [writer("50"), publisher("A", "50")] }),
  ]);
  const [recorded] = await house.works.recordStatements([
    sketch({ from: "SO:052", iswc: ISWC, isrc: "GBAAA0800736", message: "msg_2", claims: [writer("50"), publisher("A", "50")] }),
  ]);
  workId = recorded?.workId ?? "";
  const titles = ["Silver River", "River Silver Bank", "Silverado Riverside", "月亮代表我的心", "Été à Paris"];
  await house.works.recordStatements(
    titles.map((title, index) =>
      sketch({
        from: "SO:058",
        number: `T${index}`,
        title,
        creators: [`C${index}`],
        claims: [{ party: `C${index}`, figures: { PERFORMING: "100" } }],
      }),
    ),
  );
}, 120_000);
afterAll(async () => {
  await store.stop();
});

describe("finding works", () => {
  it("answers a retired ISWC with the work that bore it, and an unknown one with null", async () => {
    const { one, other } = await house.data(
      `query ($iswc: String!) { one: workByIswc(iswc: $iswc) { id iswc archivedIswcs } other: workByIswc(iswc: "T9272914359") { id } }`,
      { iswc: RETIRED },
    );
    expect(one).toEqual({ id: workId, iswc: ISWC, archivedIswcs: [RETIRED] });
    expect(other).toBeNull();
  });

  it.each([
    ["silver river", ["Silver River", "River Silver Bank", "Silverado Riverside"]],
    ["SILVER-RIVER!", ["Silver River", "River Silver Bank", "Silverado Riverside"]],
    ["ete a paris", ["Été à Paris"]],
    ["代表", ["月亮代表我的心"]],
    ["月亮代表我的心", ["月亮代表我的心"]],
    ["c2 silverado", ["Silverado Riverside"]],
    ["nothing like it", []],
  ])("finds %s", async (query, titles) => {
    const { searchWorks } = await house.data(`query ($query: String!) { searchWorks(query: $query) { edges { node { title } } } }`, {
      query,
    });
    expect(searchWorks.edges.map(({ node }: { node: { title: string } }) => node.title)).toEqual(titles);
  });

  it("pages a search by cursors, over the ranks, each work once", async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { searchWorks } = await house.data(
        `query ($after: String) { searchWorks(query: "silver river", first: 1, after: $after) { edges { node { title } } pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
      seen.push(...searchWorks.edges.map(({ node }: { node: { title: string } }) => node.title));
      ({ endCursor: after, hasNextPage: more } = searchWorks.pageInfo);
    }
    expect(seen).toEqual(["Silver River", "River Silver Bank", "Silverado Riverside"]);
  });

  it("says of each code of a mixed batch what it is and names", async () => {
    const codes = [ISWC, RETIRED, "T9272914359", "T0345246802", "GBAAA0800736", workId, "052", "CAVCA", "nonsense"];
    const { identify } = await house.data(
      `query ($codes: [String!]!) { identify(codes: $codes) { code kind status reason work { id } recording { isrc } society { code } } }`,
      { codes },
    );
    expect(identify.map(({ kind, status }: { kind: string; status: string }) => `${kind} ${status}`)).toEqual([
      "ISWC OK",
      "ISWC REDIRECTED",
      "ISWC UNKNOWN",
      "ISWC MALFORMED",
      "ISRC OK",
      "WORK_ID OK",
      "SOCIETY OK",
      "SOCIETY OK",
      "null MALFORMED",
    ]);
    expect(identify.slice(6, 8)).toMatchObject([{ society: { code: "052" } }, { society: { code: "CAVCA" } }]);
    expect(identify[4]).toMatchObject({ work: { id: workId }, recording: { isrc: "GBAAA0800736" } });
    expect(identify.every(({ reason }: { reason: string }) => reason.length > 0)).toBe(true);
  });

  it("gives every id its node, those of other parts as stubs", async () => {
    const { one, party, none } = await house.data(
      `query ($id: ID!, $party: ID!) { one: node(id: $id) { __typename id } party: node(id: $party) { __typename id } none: node(id: "what") { id } }`,
      { id: workId, party: "pty_01M82Y1XCEC52PREX4VDEVEGAA" },
    );
    expect([one.__typename, party.__typename, none]).toEqual(["Work", "Party", null]);
  });
});

describe("ownership", () => {
  const ask = (args: string) =>
    house.ask(
      `query ($id: ID!) { work(id: $id) { ownership(${args}) { complete sources { society { code } status } cells { right territories period { from until } } } } }`,
      { id: workId },
    );

  it("names the expected sources, and is not complete while one is absent", async () => {
    const { data } = await ask(`rights: [PR], territories: ["0250"], on: "2026-06-30"`);
    expect(data.work.ownership).toMatchObject({
      complete: false,
      sources: [
        { society: { code: "044" }, status: "ABSENT" },
        { society: { code: "052" }, status: "LIVE" },
      ],
    });
  });

  it("answers in countries whatever groups were asked, and all rights of a use", async () => {
    const { data } = await ask(`use: DOWNLOAD, territories: ["2110"], period: { from: "2026-01-01", until: "2027-01-01" }`);
    expect(data.work.ownership.cells).toEqual([
      { right: "MD", territories: ["0056", "0442", "0528"], period: { from: "2026-01-01", until: "2027-01-01" } },
      { right: "OD", territories: ["0056", "0442", "0528"], period: { from: "2026-01-01", until: "2027-01-01" } },
    ]);
  });

  it("takes a group on each day for the countries that it has then", async () => {
    const { data } = await ask(`rights: [PR], territories: ["2123"], period: { from: "2012-01-01", until: "2021-01-01" }`);
    const shown = data.work.ownership.cells.map(
      ({ territories, period }: { territories: string[]; period: { from: string; until: string } }) =>
        `${period.from} ${period.until} ${territories.length} ${["0191", "0826"].filter((code) => territories.includes(code)).join()}`,
    );
    expect(shown).toEqual(["2012-01-01 2013-07-01 27 0826", "2013-07-01 2020-02-01 28 0191,0826", "2020-02-01 2021-01-01 27 0191"]);
    const { data: split } = await ask(`rights: [PR], territories: ["0200", "0203"], period: { from: "1992-06-30", until: "1993-06-30" }`);
    expect(split.work.ownership.cells).toEqual([
      { right: "PR", territories: ["0200"], period: { from: "1992-06-30", until: "1993-01-01" } },
      { right: "PR", territories: ["0203"], period: { from: "1993-01-01", until: "1993-06-30" } },
    ]);
  });

  it.each([
    [`rights: [PR], territories: ["0810"], period: { from: "2026-01-01" }`, "0810 names no country in the days from 2026-01-01"],
    [`rights: [PR], territories: ["0250"]`, "name exactly one"],
    [`rights: [PR], territories: ["0250"], on: "2026-06-30", period: {}`, "name exactly one"],
    [`rights: [PR], territories: [], on: "2026-06-30"`, "No territory is named"],
    [`rights: [PR], territories: ["0810"], on: "2026-06-30"`, "names no country"],
    [`rights: [], territories: ["0250"], on: "2026-06-30"`, "No right is named"],
    [`use: RADIO, rights: [PR], territories: ["0250"], on: "2026-06-30"`, "Both use and rights"],
    [`rights: [PR], territories: ["0250"], period: { from: "2026-06-30", until: "2026-06-30" }`, "has no day"],
    [`rights: [PR], territories: ["0250"], on: "2026-06-30", asKnownOn: "2999-01-01T00:00:00Z"`, "has not come yet"],
  ])("refuses %s", async (args, message) => {
    const { errors } = await ask(args);
    expect(errors?.[0]?.message).toContain(message);
  });

  it("goes one level down from a conflict to its work", async () => {
    await house.works.recordStatements([{ ...sketch({ from: "SO:038", number: "Z", claims: [publisher("Z", "50")] }), workId }]);
    const { work } = await house.data(
      `query ($id: ID!) { work(id: $id) { ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { conflicts { work { id } cells { territories excess { percent } } } } } }`,
      { id: workId },
    );
    expect(work.ownership.conflicts).toMatchObject([{ work: { id: workId } }]);
    expect(work.ownership.conflicts[0].cells[0].territories).toContain("0250");
  });

  it("costs the same number of store reads and port calls for a page of 100 works as for one of 10 and of one", async () => {
    await house.works.recordStatements(
      Array.from({ length: 100 }, (_, index) =>
        sketch({
          from: "SO:119",
          number: `M${index}`,
          title: `Many ${index}`,
          creators: [`M${index}`],
          claims: [{ party: `M${index}`, figures: { PERFORMING: "100" } }],
        }),
      ),
    );
    const costs: string[] = [];
    for (const first of [1, 10, 100]) {
      let readCount = 0;
      house.parties.calls.clear();
      const { connection } = house.foundation;
      connection.set("debug", (collection: string, method: string) => {
        // The numbering of events beside it is no part of the question.
        if (method.startsWith("find") && ["works", "statements", "conflicts"].includes(collection)) readCount += 1;
      });
      const { data } = await house.ask(
        `query ($first: Int) { searchWorks(query: "many", first: $first) { edges { node { title ownership(rights: [PR, MR], territories: ["2136"], on: "2026-06-30") { cells { claims { society { code } } } conflicts { id } } } } } }`,
        { first },
      );
      connection.set("debug", false);
      expect(readCount).toBeGreaterThan(0);
      expect(data.searchWorks.edges).toHaveLength(first);
      costs.push(`${readCount} reads, ${house.parties.calls.get("mandates.holders") ?? 0} calls`);
    }
    expect(costs).toEqual(["4 reads, 1 calls", "4 reads, 1 calls", "4 reads, 1 calls"]);
  });
});

describe("who may ask", () => {
  const anonymous = callerOf(null, "anonymous");

  it("shows titles and creators to everybody, and nothing else", async () => {
    const open = await house.data(`query ($id: ID!) { work(id: $id) { title creators { name role } } }`, { id: workId }, anonymous);
    expect(open.work).toEqual({ title: "River", creators: [{ name: "W", role: "CA" }] });
    for (const field of [
      `ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { complete }`,
      "recordings { isrc }",
      "registrations { workCode }",
      "statements { source }",
      "history { kind }",
      "aiLabel { extent }",
    ]) {
      const { errors } = await house.ask(`query ($id: ID!) { work(id: $id) { ${field} } }`, { id: workId }, anonymous);
      expect(errors?.length).toBeGreaterThan(0);
    }
    for (const query of [
      `{ conflicts { edges { cursor } } }`,
      `{ changes { edges { cursor } } }`,
      `{ identify(codes: ["052"]) { kind } }`,
      `{ job(id: "job_1") { id } }`,
    ]) {
      expect((await house.ask(query, {}, anonymous)).errors?.length).toBeGreaterThan(0);
    }
  });

  it("keeps shares from licensees and regulators", async () => {
    for (const role of ["licensee", "regulator"] as const) {
      const { errors } = await house.ask(
        `query ($id: ID!) { work(id: $id) { statements { source } } }`,
        { id: workId },
        callerOf(null, role),
      );
      expect(errors?.[0]?.message).toContain("shares:read");
    }
  });
});

describe("changes", () => {
  it("are replayed from the beginning by cursors, each once, in order", async () => {
    const numbers: number[] = [];
    for (let since: string | null = null, more = true; more;) {
      const { changes } = await house.data(
        `query ($since: String) { changes(since: $since, first: 7) { edges { node { number kind work { id } } } pageInfo { endCursor hasNextPage } } }`,
        { since },
      );
      numbers.push(...changes.edges.map(({ node }: { node: { number: number } }) => node.number));
      ({ endCursor: since, hasNextPage: more } = changes.pageInfo);
    }
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(7);
  });
});

describe("the port for licenses and distributions", () => {
  it("answers ownership exactly, in parts that make one whole", async () => {
    const { works } = await house.works.ports.rightsReader.ownership({
      workIds: [workId, "wrk_none"],
      rights: IPI_RIGHTS,
      countries: storedCountrySet(countrySet(["0156", "0250"])),
      period: { from: null, until: null },
      asKnownOn: null,
    });
    expect(works[1]).toBeNull();
    for (const { claims, held, unclaimed } of works[0]?.cells ?? []) {
      expect(
        addShares(
          addShares(parseStoredShare(held), parseStoredShare(unclaimed)),
          sumShares(claims.map(({ payable }) => parseStoredShare(payable))),
        ),
      ).toEqual(WHOLE);
    }
    expect(works[0]?.conflictIds).toHaveLength(1);
  });

  it("matches usage by ISRC, ISWC, work code, then title and artist, and says why", async () => {
    const nothing = { isrc: null, iswc: null, workCode: null, title: null, artist: null };
    const { matches } = await house.works.ports.rightsReader.match({
      rows: [
        { ...nothing, isrc: "GBAAA0800736" },
        { ...nothing, iswc: RETIRED },
        { ...nothing, workCode: "058:T0" },
        { ...nothing, workCode: "T1" },
        { ...nothing, title: "silver river", artist: "C0" },
        { ...nothing, title: "silver river", artist: "Somebody Else" },
        nothing,
      ],
    });
    expect(matches.map(({ by }) => by)).toEqual(["ISRC", "ISWC", "WORK_CODE", "WORK_CODE", "TITLE_AND_ARTIST", "NONE", "NONE"]);
    expect(matches[0]?.recordingId).toMatch(/^rec_/);
    expect(matches.every(({ because }) => because.length > 0)).toBe(true);
  });

  it("walks the repertoire in pages and resolves codes", async () => {
    const { rightsReader } = house.works.ports;
    const all: string[] = [];
    for (let after: string | null = null; ;) {
      const { workIds, hasMore } = await rightsReader.repertoire({ after, first: 40 });
      all.push(...workIds);
      if (!hasMore) break;
      after = workIds.at(-1) ?? null;
    }
    expect(new Set(all).size).toBe(106);
    expect((await rightsReader.resolve({ codes: [workId, ISWC, "052:W1", "none"] })).workIds).toEqual([workId, workId, workId, null]);
  });
});
