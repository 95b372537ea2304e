// Goal: a work says which codes it bears and how they stand, what it was made from and told apart from, and who recorded it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, sketch } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const ISWC = "T0345246801";
const OTHER_ISWC = "T9000000011";
const cavca = callerOf("CAVCA", "steward");
const prs = callerOf("052", "steward");

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
  for (const [id, name, society] of [
    ["pty_W", "Wei Writer", "052"],
    ["pty_B", "The Band", "052"],
    ["pty_L", "Long Records", "CAVCA"],
  ] as const) {
    house.parties.add(id, name, society);
  }
});

async function register(more: object, caller = prs): Promise<{ id: string; problems: { code: string; path: string[] }[] }> {
  const input = { workCode: "B77", titles: [{ text: "River" }], creators: [{ party: "pty_W", role: "CA" }], ...more };
  const document = `mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { work { id } problems { code path } } }`;
  const { registerWork } = await house.data(document, { input }, caller);
  return { id: registerWork.work?.id ?? "", problems: registerWork.problems };
}
const codes = (problems: readonly { code: string; path: string[] }[]) => problems.map(({ code, path }) => `${code} ${path.join(".")}`);

describe("an ISWC", () => {
  const ISWCS = `query ($id: ID!, $at: DateTime) { work(id: $id) { iswc iswcs(asKnownOn: $at) { iswc state provenance { submitter } } } }`;
  const states = async (id: string) =>
    (await house.data(ISWCS, { id })).work.iswcs.map(
      ({ iswc, state, provenance }: { iswc: string; state: string; provenance: { submitter: string }[] }) =>
        `${iswc} ${state} ${provenance.map(({ submitter }) => submitter).join()}`,
    );

  it("is provisional until somebody states a full one, which prevails; the other stays and leads here", async () => {
    const { id } = await register({ iswc: OTHER_ISWC, isIswcProvisional: true });
    expect(await states(id)).toEqual([`${OTHER_ISWC} PROVISIONAL SO:052`]);
    const [joined] = await house.works.recordStatements([{ ...sketch({ from: "SO:058", number: "F1", iswc: ISWC }), workId: id }]);
    expect(joined?.workId).toBe(id);
    expect(await states(id)).toEqual([`${ISWC} PREFERRED SO:058`, `${OTHER_ISWC} ARCHIVED SO:052`]);
    const { workByIswc, identify } = await house.data(
      `query ($iswc: String!) { workByIswc(iswc: $iswc) { id iswc } identify(codes: [$iswc]) { status reason } }`,
      { iswc: OTHER_ISWC },
    );
    expect(workByIswc).toEqual({ id, iswc: ISWC });
    expect(identify).toMatchObject([{ status: "REDIRECTED" }]);
  });
});

describe("a derived work", () => {
  it("names its sources, and the work where it is known here", async () => {
    const source = await register({ workCode: "B1", iswc: ISWC });
    const { id } = await register({
      ...{ workCode: "B2", titles: [{ text: "River (Dance Version)" }] },
      derivedFrom: [
        { kind: "VERSION", iswc: "T-034.524.680-1" },
        { kind: "EXCERPT", title: "Lake" },
      ],
    });
    const { work } = await house.data(
      `query ($id: ID!) { work(id: $id) { derivedFrom { kind title iswc work { id } provenance { submitter message } } history(field: "derivedFrom") { after } } }`,
      { id },
    );
    expect(work.derivedFrom).toMatchObject([
      { kind: "VERSION", title: null, iswc: ISWC, work: { id: source.id }, provenance: [{ submitter: "SO:052" }] },
      { kind: "EXCERPT", title: "Lake", iswc: null, work: null },
    ]);
    expect(work.history).toEqual([{ after: `VERSION ${ISWC}; EXCERPT Lake` }]);
  });

  it("without a name or with a wrong code is refused with the place", async () => {
    const { problems } = await register({ derivedFrom: [{ kind: "COMPOSITE" }, { kind: "VERSION", iswc: "T0345246802" }] });
    expect(codes(problems)).toEqual(["SOURCE_UNNAMED derivedFrom.0", "ISWC_CHECK_DIGIT derivedFrom.1.iswc"]);
  });
});

describe("a work that is told apart", () => {
  it("is not suggested as a duplicate of those it names, and says why", async () => {
    await register({ workCode: "B1", iswc: ISWC });
    const { id } = await register({ workCode: "B2", disambiguation: { reason: "DIP", from: [ISWC] } });
    const conflicts = `{ conflicts { edges { node { kind } } } }`;
    expect((await house.data(conflicts)).conflicts.edges).toEqual([]);
    const { work } = await house.data(`query ($id: ID!) { work(id: $id) { disambiguations { reason from } } }`, { id });
    expect(work.disambiguations).toEqual([{ reason: "DIP", from: [ISWC] }]);
    await register({ workCode: "B3" });
    expect((await house.data(conflicts)).conflicts.edges).toHaveLength(2);
    expect(codes((await register({ disambiguation: { reason: "DIT", from: [] } })).problems)).toEqual(["COUNT disambiguation.from"]);
  });
});

describe("a recording", () => {
  const video = { kind: "MUSIC_VIDEO", isrc: "CNA231200001", performerParties: ["pty_B"], producers: ["pty_L"], durationMs: 200_000 };
  const RECORDINGS = `query ($id: ID!, $at: DateTime) { work(id: $id) { recordings(asKnownOn: $at) { id kind isrc isan performers durationMs
    performerParties { name party { id } } producers { name party { id } } links { work { id } state provenance { submitter } } } } }`;

  it("names its kind, performers and producers, and keeps them when another submitter knows less of it", async () => {
    const { id } = await register({ recordings: [video] }, callerOf("CAVCA", "steward"));
    await house.works.recordStatements([
      { ...sketch({ from: "SO:058", number: "F1", isrc: "CNA231200001", at: new Date().toISOString() }), workId: id },
    ]);
    const { work } = await house.data(RECORDINGS, { id });
    expect(work.recordings).toMatchObject([
      {
        ...{ kind: "MUSIC_VIDEO", isrc: "CNA231200001", isan: null, performers: ["The Band"], durationMs: 200_000 },
        performerParties: [{ name: "The Band", party: { id: "pty_B" } }],
        producers: [{ name: "Long Records", party: { id: "pty_L" } }],
        links: [{ work: { id }, state: "STATED", provenance: [{ submitter: "SO:CAVCA" }, { submitter: "SO:058" }] }],
      },
    ]);
  });

  it("is linked to every work it was stated for, also where nobody says so any longer", async () => {
    const one = await register({ workCode: "B1", titles: [{ text: "Medley" }], recordings: [video] }, cavca);
    const two = await register({ workCode: "B2", titles: [{ text: "Lake" }], recordings: [video] }, cavca);
    await register({ workCode: "B2", titles: [{ text: "Lake" }], recordings: [] }, cavca);
    const { work } = await house.data(RECORDINGS, { id: one.id });
    expect(work.recordings[0].links).toMatchObject([
      { work: { id: one.id }, state: "STATED" },
      { work: { id: two.id }, state: "NO_LONGER_STATED", provenance: [] },
    ]);
  });

  it("of a wrong kind, with unknown parties or an endless duration is refused with every place", async () => {
    const { problems } = await register({
      recordings: [
        { isan: "0000-0000-3A8D-0000-Z-0000-0000-6", producers: ["pty_X"], durationMs: 0 },
        { ...video, isan: "nope" },
      ],
    });
    expect(codes(problems)).toEqual([
      "ISAN_OF_SOUND recordings.0.isan",
      "DURATION recordings.0.durationMs",
      "PARTY_UNKNOWN recordings.0.producers.0",
      "ISAN_SYNTAX recordings.1.isan",
    ]);
  });
});

describe("a duplicate", () => {
  it("is suggested when it is stored, with what speaks for it and against, field by field", async () => {
    const recordings = [{ isrc: "CNA231200001", durationMs: 200_000 }];
    const one = await register({ workCode: "B1", titles: [{ text: "The River" }, { text: "Fluss", kind: "TT" }], iswc: ISWC, recordings });
    const two = await register({ workCode: "B2", recordings: [{ isrc: "CNA231200002", durationMs: 201_000 }] });
    const query = `query ($id: ID!) { work(id: $id) { duplicates { work { id } conflict { kind state } reasons { field verdict weight here there } } } }`;
    const { work } = await house.data(query, { id: two.id }, prs);
    expect(work.duplicates).toEqual([
      {
        work: { id: one.id },
        conflict: { kind: "DUPLICATE_WORK", state: "OPEN" },
        reasons: [
          { field: "TITLE", verdict: "PARTLY", weight: 55, here: "River", there: "The River; Fluss" },
          { field: "CREATORS", verdict: "SAME", weight: 55, here: "Wei Writer", there: "Wei Writer" },
          { field: "ISWC", verdict: "MISSING", weight: 0, here: null, there: ISWC },
          { field: "ISRC", verdict: "DIFFERENT", weight: 0, here: "CNA231200002", there: "CNA231200001" },
          { field: "DURATION", verdict: "SAME", weight: 0, here: "201000 ms", there: "200000 ms" },
        ],
      },
    ]);
    await house.data(
      `mutation ($survivor: ID!, $merged: ID!) { mergeWorks(input: { survivor: $survivor, merged: $merged, because: "One." }) { problems { code } } }`,
      { survivor: one.id, merged: two.id },
    );
    expect((await house.data(query, { id: one.id })).work.duplicates).toEqual([]);
    expect((await house.ask(query, { id: one.id }, callerOf(null, "anonymous"))).errors?.length).toBeGreaterThan(0);
  });
});
