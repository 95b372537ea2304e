// Goal: claims in recordings stand side by side, are never edited, and make one picture of all recordings of a code, apart from the works'.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../../subgraphs/kit/clock.ts";
import { messageOf } from "../../../subgraphs/works/webhooks/message.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf } from "../house.ts";
import { OWNERSHIP, cavca, lines, mcsc, openRecordings, owns } from "./world.ts";
import type { RecordingWorld } from "./world.ts";

let store: TestStore;
let world: RecordingWorld;
let clock: FixedClock;
beforeAll(async () => {
  store = await openTestStore();
  clock = fixedClock(new Date("2026-03-01T12:00:00.000Z"));
  world = await openRecordings(store, { clock });
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(() => {
  clock.advance(60_000);
});

let works = 0;
/** A new work with one recording of a new code, so that no test sees another's. */
async function recorded(more: object = {}): Promise<{ readonly id: string; readonly isrc: string }> {
  works += 1;
  const isrc = `CNA2312${String(works).padStart(5, "0")}`;
  const [id = ""] = await world.record(`B${works}`, [{ isrc, ...more }]);
  return { id, isrc };
}

const CHINA = { in: ["0156"], on: "2026-06-01" };
const KARAOKE = { ...CHINA, use: "KARAOKE" };
const recordingOf = async (id: string, asked: object) => (await world.ask(OWNERSHIP, { id, ...asked })).node;
const codes = ({ problems }: { problems: { code: string; path: string[] }[] }) =>
  problems.map(({ code, path }) => `${code} ${path.join(".")}`);

describe("a claim in a recording", () => {
  it("is counted by set for every recording of the code, whatever works it is of, and never among the shares of a work", async () => {
    const { id: video, isrc } = await recorded({ kind: "MUSIC_VIDEO" });
    const { id: medley } = await recorded({ kind: "MUSIC_VIDEO", isrc, title: "Medley" });
    expect(codes(await world.claim(video, owns(world.label, "100")))).toEqual([]);
    const { claim } = await world.claim(video, {
      ...{ party: world.singer, role: "FEATURED_PERFORMER", figures: [{ rightSet: "PERFORMER_REMUNERATION", percent: "2/3" }] },
    });
    expect(claim).toMatchObject({ side: "PERFORMER", role: "FEATURED_PERFORMER" });
    const asked = { ...CHINA, rights: ["PC"] };
    const { ownership, version } = await recordingOf(video, asked);
    expect(lines(ownership.cells)).toEqual([
      "PRODUCER_EXCLUSIVE PC CLEAR 100/0/0/0 JADE TERRACE 100>100 CAVCA",
      "PRODUCER_REMUNERATION PC CLEAR 100/0/0/0 JADE TERRACE 100>100 CAVCA",
      "PERFORMER_REMUNERATION PC UNDER 66.666666666667/33.333333333333/0/0 MEI LIN 66.666666666667>66.666666666667 -",
    ]);
    expect(version).toBe(2);
    expect((await recordingOf(medley, asked)).ownership).toEqual(ownership);
    expect(lines((await recordingOf(video, KARAOKE)).ownership.cells)).toEqual([
      "PRODUCER_EXCLUSIVE PC CLEAR 100/0/0/0 JADE TERRACE 100>100 CAVCA",
      "PRODUCER_EXCLUSIVE MV CLEAR 100/0/0/0 JADE TERRACE 100>100 CAVCA",
    ]);
    const { changes } = await world.ask(
      `{ changes(first: 50) { edges { node { kind subject recording { isrc } work { id } statement after source } } } }`,
    );
    const told = changes.edges
      .map(({ node }: { node: unknown }) => node)
      .filter(({ recording }: { recording: unknown }) => recording !== null);
    expect(told).toMatchObject([
      { kind: "STATEMENT_RECORDED", subject: `isrc:${isrc}`, recording: { isrc }, work: null, source: "SO:CAVCA" },
      { kind: "STATEMENT_RECORDED", after: "MEI LIN FEATURED_PERFORMER PERFORMER_REMUNERATION 66.666666666667 in I2136" },
    ]);
    const { events } = await world.house.foundation.events.page({ after: 0, first: 100 });
    const { body } = messageOf({ _id: "whk_1", society: "058", kinds: ["STATEMENT_RECORDED"] }, "works", events);
    expect(JSON.parse(body ?? "").events[0]).toMatchObject({ work: null, recording: `isrc:${isrc}`, source: "SO:CAVCA" });
    const { node } = await world.ask(
      `query ($id: ID!) { node(id: $id) { ... on Recording { work { version conflicts { kind } ownership(rights: [PC], territories: ["0156"], on: "2026-06-01") {
        statements { source } cells { rightSet right state claims { partyName } } } } } } }`,
      { id: video },
    );
    expect(node.work).toEqual({
      ...{ version: 1, conflicts: [{ kind: "DUPLICATE_WORK" }] },
      ownership: { statements: [{ source: "SO:119" }], cells: [{ rightSet: null, right: "PC", state: "NOT_STATED", claims: [] }] },
    });
  });

  it("says whose word is expected, and is incomplete as long as the society of a named producer has said nothing", async () => {
    const { id: video } = await recorded({ kind: "MUSIC_VIDEO" });
    await world.claim(video, owns(world.rival, "50"));
    const before = (await recordingOf(video, KARAOKE)).ownership;
    expect([before.complete, before.sources]).toMatchObject([
      false,
      [
        { society: { code: "119" }, status: "ABSENT", asOf: null },
        { society: { code: "CAVCA" }, status: "LIVE" },
      ],
    ]);
    await world.claim(video, owns(world.rival, "40"), { by: mcsc });
    const { complete, cells, statements } = (await recordingOf(video, { ...CHINA, rights: ["MV"] })).ownership;
    expect([complete, statements.map(({ source }: { source: string }) => source).sort()]).toEqual([true, ["SO:119", "SO:CAVCA"]]);
    expect(cells[0].claims[0]).toMatchObject({
      ...{ share: { percent: "40" }, society: { code: "119" }, statedBy: ["SO:119"] },
      figures: [
        { share: { percent: "40" }, statedBy: ["SO:119"], entitled: true },
        { share: { percent: "50" }, statedBy: ["SO:CAVCA"], entitled: false },
      ],
    });
  });

  it("is revised and withdrawn by its own society, and what was known before is known still", async () => {
    const { id: audio } = await recorded();
    const first = await world.claim(audio, owns(world.label, "100"), { idempotencyKey: "once" });
    expect((await world.claim(audio, owns(world.label, "100"), { idempotencyKey: "once" })).replayed).toBe(true);
    await world.ask("{ __typename }");
    clock.advance(1_000);
    const knownAt = clock.now().toISOString();
    clock.advance(1_000);
    const half = await world.claim(audio, owns(world.label, "50"), { replaces: first.claim.id, expectedVersion: 1 });
    expect(codes(half)).toEqual([]);
    const asked = { ...CHINA, sets: ["PRODUCER_EXCLUSIVE"], rights: ["RP"] };
    const shares = async (more: object = {}) => lines((await recordingOf(audio, { ...asked, ...more })).ownership.cells);
    expect(await shares()).toEqual(["PRODUCER_EXCLUSIVE RP UNDER 50/50/0/0 JADE TERRACE 50>50 CAVCA"]);
    expect(await shares({ at: knownAt })).toEqual(["PRODUCER_EXCLUSIVE RP CLEAR 100/0/0/0 JADE TERRACE 100>100 CAVCA"]);
    const WITHDRAW = `mutation ($claim: ID!, $version: Int) { withdrawClaim(input: { claim: $claim, expectedVersion: $version, because: "Sold" }) {
      work { id } recording { id version } problems { code path } } }`;
    const withdraw = async (version: number) => (await world.ask(WITHDRAW, { claim: half.claim.id, version }, cavca)).withdrawClaim;
    expect(codes(await withdraw(1))).toEqual(["STALE_VERSION expectedVersion"]);
    expect(await withdraw(2)).toEqual({ work: null, recording: { id: audio, version: 3 }, problems: [] });
    expect(await shares()).toEqual(["PRODUCER_EXCLUSIVE RP NOT_STATED 0/100/0/0"]);
    await expect(world.ask(WITHDRAW, { claim: first.claim.id }, mcsc)).resolves.toMatchObject({
      withdrawClaim: { problems: [{ code: "CLAIM_UNKNOWN" }] },
    });
  });

  it("stays with the recording when its works are merged and come apart again", async () => {
    const { id: here, isrc } = await recorded();
    const { id: there } = await recorded({ isrc, title: "Remastered" });
    await world.claim(there, owns(world.label, "80"));
    const workOf = async (id: string): Promise<string> =>
      (await world.ask(`query ($id: ID!) { node(id: $id) { ... on Recording { work { id } } } }`, { id })).node.work.id;
    const [survivor, merged] = [await workOf(here), await workOf(there)];
    const asked = { ...CHINA, rights: ["RP"] };
    const before = await recordingOf(there, asked);
    const MERGE = `mutation ($input: MergeWorksInput!) { mergeWorks(input: $input) { problems { code } } }`;
    const UNDO = `mutation ($input: UndoMergeInput!) { undoMerge(input: $input) { problems { code } } }`;
    expect((await world.ask(MERGE, { input: { survivor, merged, because: "One song" } }, mcsc)).mergeWorks.problems).toEqual([]);
    expect(await workOf(there)).toBe(survivor);
    for (const id of [here, there]) expect(await recordingOf(id, asked)).toEqual(before);
    await world.claim(here, owns(world.label, "90"));
    expect((await world.ask(UNDO, { input: { merged, because: "Two songs" } }, mcsc)).undoMerge.problems).toEqual([]);
    expect(await workOf(there)).toBe(merged);
    const [one, other] = [await recordingOf(here, asked), await recordingOf(there, asked)];
    expect(other).toEqual(one);
    expect(lines(one.ownership.cells)).toEqual(["PRODUCER_EXCLUSIVE RP DISPUTED 90/10/0/10 JADE TERRACE 90>80 CAVCA"]);
    expect(one.conflicts).toHaveLength(1);
  });

  it("is another society's alone to change", async () => {
    const { id: audio } = await recorded();
    const { claim } = await world.claim(audio, owns(world.label, "100"));
    await expect(world.claim(audio, owns(world.label, "10"), { by: mcsc, replaces: claim.id })).rejects.toThrow("CAVCA");
    await expect(world.claim(audio, owns(world.label, "10"), { by: mcsc, society: "CAVCA" })).rejects.toThrow("CAVCA");
    await expect(world.claim(audio, owns(world.label, "10"), { by: callerOf("CAVCA", "licensing") })).rejects.toThrow("claims:write");
    await expect(world.ask(OWNERSHIP, { id: audio, ...KARAOKE }, { ...cavca, role: "licensee" })).rejects.toThrow("shares:read");
  });
});

describe("bad input", () => {
  const figure = (more: object) => ({ figures: [{ percent: "10", ...more }] });
  it.each([
    ["a family of works", figure({ family: "PERFORMING", rightSet: "PRODUCER_EXCLUSIVE" }), ["FIGURE_SCOPE claim.figures.0"]],
    ["a right without its set", figure({ right: "PC" }), ["FIGURE_SCOPE claim.figures.0"]],
    [
      "a right that the set has not",
      figure({ rightSet: "PRODUCER_REMUNERATION", right: "RL" }),
      ["RIGHT_NOT_IN_SET claim.figures.0.right"],
    ],
    ["a producer in the set of performers", figure({ rightSet: "PERFORMER_REMUNERATION" }), ["SET_OF_OTHER_SIDE claim.figures.0.rightSet"]],
    ["a share above the whole", figure({ rightSet: "PRODUCER_EXCLUSIVE", percent: "100.5" }), ["PERCENT claim.figures.0.percent"]],
    ["an unknown party", { party: "pty_00000000000000000000000000" }, ["PARTY_UNKNOWN claim.party"]],
    [
      "a list of territories that begins with an exclusion",
      { territories: [{ isIncluded: false, territory: "0156" }] },
      ["SCOPE_STARTS_WITH_EXCLUSION claim.territories.0.territory"],
    ],
    ["days that end before they begin", { period: { from: "2026-01-02", until: "2026-01-02" } }, ["EMPTY_PERIOD claim.period"]],
  ])("%s is refused with its place", async (_, more, wanted) => {
    const { id: audio } = await recorded();
    expect(codes(await world.claim(audio, owns(world.label, "10", more)))).toEqual(wanted);
  });

  it("names no recording, or one that nobody can tell from others", async () => {
    const { id: uncoded } = await recorded({ isrc: null, title: "Live" });
    expect(codes(await world.claim(uncoded, owns(world.label, "10")))).toEqual(["RECORDING_WITHOUT_CODE recording"]);
    expect(codes(await world.claim("rec_00000000000000000000000000", owns(world.label, "10")))).toEqual(["RECORDING_UNKNOWN recording"]);
    const { ownership, version } = await recordingOf(uncoded, { ...CHINA, use: "RADIO" });
    expect([version, ownership.complete, ownership.sources, lines(ownership.cells)]).toEqual([
      ...[0, true, []],
      ["PRODUCER_REMUNERATION PR NOT_STATED 0/100/0/0", "PERFORMER_REMUNERATION PR NOT_STATED 0/100/0/0"],
    ]);
  });

  it("keeps the words of works and of recordings apart", async () => {
    const { id: audio, isrc } = await recorded();
    const { claim } = await world.claim(audio, owns(world.label, "100"));
    const SUBMIT = `mutation ($input: SubmitClaimInput!) { submitClaim(input: $input) { problems { code path } } }`;
    const { node } = await world.ask(`query ($id: ID!) { node(id: $id) { ... on Recording { work { id } } } }`, { id: audio });
    const submitted = async (work: string, more: object) =>
      codes(
        (await world.ask(SUBMIT, { input: { work, claim: { party: world.label, side: "PUBLISHER", role: "E", ...more } } }, cavca))
          .submitClaim,
      );
    expect(await submitted(node.work.id, { side: "PRODUCER", ...figure({ family: "SYNC" }) })).toEqual(["SIDE_OF_RECORDING claim.side"]);
    expect(await submitted(node.work.id, figure({ rightSet: "PRODUCER_EXCLUSIVE" }))).toEqual(["FIGURE_SCOPE claim.figures.0"]);
    expect(await submitted(`isrc:${isrc}`, figure({ family: "SYNC" }))).toEqual(["WORK_UNKNOWN work"]);
    const input = {
      work: node.work.id,
      replaces: claim.id,
      claim: { party: world.label, side: "PUBLISHER", role: "E", ...figure({ family: "SYNC" }) },
    };
    expect(codes((await world.ask(SUBMIT, { input }, cavca)).submitClaim)).toEqual(["CLAIM_OF_OTHER_WORK replaces"]);
  });

  it.each([
    ["neither day nor days", { on: null }, "name exactly one"],
    ["a use and rights", { use: "KARAOKE", rights: ["PC"] }, "name one of them"],
    ["no set", { sets: [] }, "No set is named"],
    ["a right that no asked set has", { sets: ["PERFORMER_REMUNERATION"], rights: ["RL"] }, "none of these sets has a right RL"],
  ])("asks for %s", async (_, more, message) => {
    const { id: audio } = await recorded();
    await expect(recordingOf(audio, { ...CHINA, ...more })).rejects.toThrow(message);
  });
});
