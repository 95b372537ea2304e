// Goal: every kind of ruling between claims settles a recording as it settles a work: what is shown before anybody signs is what comes of it, and can be undone.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../../subgraphs/kit/clock.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { CELLS, OWNERSHIP, cavca, lines, mcsc, openRecordings, owns } from "./world.ts";
import type { RecordingWorld } from "./world.ts";

const YEAR = { from: "2026-01-01", until: "2027-01-01" };
const SHOWN = CELLS.slice(CELLS.indexOf("{") + 1, -1);
const SIMULATE = `query ($conflict: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $conflict, ruling: $ruling) {
  isResolved problems { code message } after { ${SHOWN} } } }`;
const PROPOSE = `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { conflict { proposals { id needed { code } signed { code } } } problems { code message } } }`;
const SIGN = `mutation ($input: SignRulingInput!) { signRuling(input: $input) { conflict { state } problems { code message } } }`;
const CONFLICT = `query ($recording: ID!) { conflicts(filter: { recording: $recording, states: [OPEN, RESOLVED] }) { edges { node { id state } } } }`;

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

let works = 0;
/** A video that the label claims whole and its rival by half in one year. */
async function disputed() {
  works += 1;
  const [video = ""] = await world.record(`R${works}`, [{ kind: "MUSIC_VIDEO", isrc: `CNA2312${String(works).padStart(5, "0")}` }]);
  const set = (percent: string) => ({ figures: [{ rightSet: "PRODUCER_EXCLUSIVE", percent }] });
  const own = await world.claim(video, owns(world.label, "100", set("100")));
  const rival = await world.claim(video, owns(world.rival, "50", { ...set("50"), period: YEAR }), { by: mcsc });
  return { video, own: own.claim.id as string, rival: rival.claim.id as string, conflict: await conflictOf(video) };
}
const conflictOf = async (recording: string) => (await world.ask(CONFLICT, { recording })).conflicts.edges[0].node;
const cellsOf = async (id: string) =>
  lines((await world.ask(OWNERSHIP, { id, in: ["0156"], period: YEAR, sets: ["PRODUCER_EXCLUSIVE"] })).node.ownership.cells);

/** CAVCA proposes, and whoever else has to sign does: nobody, where one gives up what is its own. */
async function agree(conflict: string, ruling: object): Promise<void> {
  const { proposeRuling } = await world.ask(PROPOSE, { input: { conflict, ruling, because: "As we agreed" } }, cavca);
  expect(proposeRuling.problems).toEqual([]);
  const { id, needed, signed } = proposeRuling.conflict.proposals.at(-1);
  const others = needed
    .map(({ code }: { code: string }) => code)
    .filter((code: string) => !signed.some((one: { code: string }) => one.code === code));
  if (others.length === 0) return;
  expect(others).toEqual(["119"]);
  expect((await world.ask(SIGN, { input: { ruling: id } }, mcsc)).signRuling.problems).toEqual([]);
}

describe("a recording in dispute", () => {
  it.each([
    [
      "split",
      (own: string, rival: string) => ({
        split: [
          { claim: own, percent: "75" },
          { claim: rival, percent: "25" },
        ],
      }),
      "75>75",
      "25>25",
    ],
    ["accepted in one claim", (own: string, rival: string) => ({ accept: { claim: rival, yields: [own] } }), "50>50", "50>50"],
    ["upheld in one claim", (own: string) => ({ uphold: own }), "100>100", null],
    ["relinquished by the rival", (_: string, rival: string) => ({ relinquish: [rival] }), "100>100", null],
  ] as const)("is %s, as was shown, and is disputed again when that is undone", async (_, rulingOf, label, rival) => {
    const { video, own, rival: other, conflict } = await disputed();
    const before = await cellsOf(video);
    const ruling = rulingOf(own, other);
    const { simulateRuling } = await world.ask(SIMULATE, { conflict: conflict.id, ruling });
    expect([simulateRuling.isResolved, simulateRuling.problems]).toEqual([true, []]);
    await agree(conflict.id, ruling);
    const after = await cellsOf(video);
    expect(after[0]).toBe(
      `PRODUCER_EXCLUSIVE PC CLEAR 100/0/0/0 JADE TERRACE ${label} CAVCA${rival === null ? "" : `, NINE STREAMS ${rival} 119`}`,
    );
    expect(lines(simulateRuling.after)).toEqual(after);
    expect((await conflictOf(video)).state).toBe("RESOLVED");
    const { conflict: found } = await world.ask(`query ($id: ID!) { conflict(id: $id) { proposals { id state } } }`, { id: conflict.id });
    await agree(conflict.id, { undo: found.proposals[0].id });
    expect(await cellsOf(video)).toEqual(before);
  });

  it("ends for one claim at a day, and is whole from there", async () => {
    const { video, own, conflict } = await disputed();
    const ruling = { end: [{ claim: own, until: "2026-07-01" }] };
    const { simulateRuling } = await world.ask(SIMULATE, { conflict: conflict.id, ruling });
    await agree(conflict.id, ruling);
    const after = await cellsOf(video);
    expect(after.slice(0, 2)).toEqual([
      "PRODUCER_EXCLUSIVE PC DISPUTED 150/0/50/50 JADE TERRACE 100>50 CAVCA, NINE STREAMS 50>0 119",
      "PRODUCER_EXCLUSIVE PC UNDER 50/50/0/0 NINE STREAMS 50>50 119",
    ]);
    expect(simulateRuling.isResolved).toBe(false);
  });
});
