// Goal: claims in a recording that exclude each other are a conflict of the desk like any other: found at once, queued, with a clock, settled by a ruling.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { Caller } from "../../../subgraphs/kit/caller.ts";
import { countrySetOf, storedCountrySet } from "../../../subgraphs/domain/territories/countrySet.ts";
import { parseTisCode } from "../../../subgraphs/domain/territories/tis.ts";
import { requireOk } from "../../../subgraphs/kit/refusal.ts";
import { day } from "../../support/statements.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, openWorks, sketch } from "../house.ts";
import type { WorksHouse } from "../house.ts";
import { CELLS, OWNERSHIP, cavca, lines, mcsc, openRecordings, owns } from "./world.ts";
import type { RecordingWorld } from "./world.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});

const KARAOKE = { in: ["0156"], on: "2026-06-01", use: "KARAOKE" };
const CONFLICTS = `query ($recording: ID, $concerns: SocietyCode) { conflicts(filter: { recording: $recording, concerns: $concerns, states: [OPEN, PROPOSED, RESOLVED] }) { edges { node {
  id kind state deadline because excess { percent } version work { id } works { id } recording { id isrc } claims { id side role statedBy }
  cells { rightSet rights territories period { from until } excess { percent } } tasks { society { code } asks } valueAtStake { basis because }
  cause { kind } history { kind recording { isrc } work { id } } } } } }`;
const SIMULATE = `query ($conflict: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $conflict, ruling: $ruling) {
  isResolved needed { code } problems { code path } before { ${CELLS.slice(CELLS.indexOf("{") + 1)} after { ${CELLS.slice(CELLS.indexOf("{") + 1)} } }`;
const PROPOSE = `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { conflict { proposals { id needed { code } signed { code } } } problems { code path } } }`;
const SIGN = `mutation ($ruling: ID!) { signRuling(input: { ruling: $ruling }) { conflict { state } problems { code message } } }`;

describe("claims in a recording that exclude each other", () => {
  let world: RecordingWorld;
  let video: string;
  let claims: readonly string[];
  const conflictsOf = async (asked: Readonly<Record<string, unknown>>) =>
    (await world.ask(CONFLICTS, asked)).conflicts.edges.map(({ node }: { node: unknown }) => node);
  const cells = async () => (await world.ask(OWNERSHIP, { id: video, ...KARAOKE })).node.ownership.cells;
  beforeAll(async () => {
    world = await openRecordings(store, { clock: fixedClock(new Date("2026-03-01T12:00:00.000Z")) });
    [video = ""] = await world.record("B1", [{ kind: "MUSIC_VIDEO", isrc: "CNA231200001" }]);
    const own = await world.claim(video, owns(world.label, "80"));
    const rival = await world.claim(video, owns(world.rival, "40", { period: { from: "2026-01-01", until: "2027-01-01" } }), { by: mcsc });
    claims = [own.claim.id, rival.claim.id];
  }, 60_000);

  it("make one conflict in the transaction of the second, which names the recording, its sets and its society's tasks", async () => {
    const [found, ...others] = await conflictsOf({ recording: video });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ kind: "OVER_CLAIM", state: "OPEN", deadline: "2026-04-30", excess: { percent: "20" }, work: null, works: [] },
      because: "JADE TERRACE, NINE STREAMS together claim up to 20 percent more than the whole.",
      recording: { id: video, isrc: "CNA231200001" },
      claims: claims.map((id, at) => ({ id, side: "PRODUCER", role: "PRODUCER", statedBy: at === 0 ? "SO:CAVCA" : "SO:119" })),
      cells: [
        { rightSet: "PRODUCER_EXCLUSIVE", rights: ["PC", "TB", "OD", "MR", "MV", "MD", "RP", "SY", "RL"], excess: { percent: "20" } },
        {
          rightSet: "PRODUCER_REMUNERATION",
          rights: ["PR", "PC", "TB", "OB"],
          territories: ["0156"],
          period: { from: "2026-01-01", until: "2027-01-01" },
        },
      ],
      tasks: [
        { society: { code: "119" }, asks: "ANSWER" },
        { society: { code: "CAVCA" }, asks: "ANSWER" },
      ],
      valueAtStake: { basis: null },
      history: [{ kind: "CONFLICT_OPENED", recording: { isrc: "CNA231200001" }, work: null }],
    });
    for (const concerns of ["119", "CAVCA"])
      expect((await conflictsOf({ concerns })).map(({ id }: { id: string }) => id)).toContain(found.id);
    expect(await conflictsOf({ recording: "rec_00000000000000000000000000" })).toEqual([]);
    const { node } = await world.ask(OWNERSHIP, { id: video, ...KARAOKE });
    expect([node.conflicts, node.ownership.conflicts]).toEqual([[{ id: found.id }], [{ id: found.id }]]);
  });

  it("hold exactly what is disputed, in the year and set of the dispute alone", async () => {
    expect(lines(await cells())).toEqual([
      "PRODUCER_EXCLUSIVE PC DISPUTED 120/0/20/20 JADE TERRACE 80>60 CAVCA, NINE STREAMS 40>20 119",
      "PRODUCER_EXCLUSIVE MV DISPUTED 120/0/20/20 JADE TERRACE 80>60 CAVCA, NINE STREAMS 40>20 119",
    ]);
    const { node } = await world.ask(OWNERSHIP, {
      id: video,
      in: ["0156", "0250"],
      on: "2027-01-01",
      rights: ["PC"],
      sets: ["PRODUCER_EXCLUSIVE"],
    });
    expect(lines(node.ownership.cells)).toEqual([
      "PRODUCER_EXCLUSIVE PC UNDER 80/20/0/0 JADE TERRACE 80>80 CAVCA",
      "PRODUCER_EXCLUSIVE PC UNCLAIMED 0/100/0/0",
    ]);
  });

  it("are held for licences and distributions, too, by the port through which they read rights", async () => {
    const { recordings } = await world.house.works.ports.rightsReader.recordings({
      recordingIds: [video, "rec_00000000000000000000000000", video],
      rights: ["PRODUCER_EXCLUSIVE.PC", "PERFORMER_REMUNERATION.PC"],
      countries: storedCountrySet(countrySetOf([requireOk(parseTisCode("0156"))])),
      period: { from: day("2026-06-01"), until: day("2026-06-02") },
      asKnownOn: null,
    });
    const [found, unknown, again] = recordings;
    expect([unknown, again]).toEqual([null, found]);
    const [{ id: conflict }] = await conflictsOf({ recording: video });
    expect(found).toMatchObject({
      ...{ recordingId: video, version: 2, isrc: "CNA231200001", isan: null, kind: "MUSIC_VIDEO", complete: true, conflictIds: [conflict] },
      sources: [
        { society: "119", status: "LIVE" },
        { society: "CAVCA", status: "LIVE" },
      ],
      cells: [
        {
          ...{ rightSet: "PRODUCER_EXCLUSIVE", right: "PC", state: "DISPUTED", claimed: "6/5", unclaimed: "0/1", over: "1/5", held: "1/5" },
          claims: [
            {
              partyId: world.label,
              side: "PRODUCER",
              society: "CAVCA",
              basis: "MEMBERSHIP",
              share: "4/5",
              payable: "3/5",
              contested: true,
            },
            { partyId: world.rival, side: "PRODUCER", society: "119", share: "2/5", payable: "1/5" },
          ],
        },
        { rightSet: "PERFORMER_REMUNERATION", right: "PC", state: "NOT_STATED", unclaimed: "1/1", claims: [] },
      ],
    });
    expect(JSON.parse(JSON.stringify(recordings))).toEqual(recordings);
  });

  it("are settled by a ruling that both sides sign, which makes what was shown before", async () => {
    const [{ id: conflict }] = await conflictsOf({ recording: video });
    const sets = (percent: string) => ["PRODUCER_EXCLUSIVE", "PRODUCER_REMUNERATION"].map((rightSet) => ({ rightSet, percent }));
    const family = { changes: [{ claim: claims[0], figures: [{ family: "PERFORMING", percent: "10" }] }] };
    expect((await world.ask(SIMULATE, { conflict, ruling: family })).simulateRuling.problems).toMatchObject([{ code: "FIGURE_SCOPE" }]);
    const ruling = {
      changes: [
        { claim: claims[0], figures: sets("65") },
        { claim: claims[1], figures: sets("35") },
      ],
    };
    const { simulateRuling: effect } = await world.ask(SIMULATE, { conflict, ruling });
    expect(effect).toMatchObject({ isResolved: true, needed: [{ code: "119" }, { code: "CAVCA" }], problems: [] });
    const { proposeRuling } = await world.ask(PROPOSE, { input: { conflict, ruling, because: "As we agreed" } }, cavca);
    expect(proposeRuling).toMatchObject({
      problems: [],
      conflict: { proposals: [{ needed: [{ code: "119" }, { code: "CAVCA" }], signed: [{ code: "CAVCA" }] }] },
    });
    expect((await world.ask(SIGN, { ruling: proposeRuling.conflict.proposals[0].id }, mcsc)).signRuling).toEqual({
      conflict: { state: "RESOLVED" },
      problems: [],
    });
    const after = lines(await cells());
    expect(after).toEqual([
      "PRODUCER_EXCLUSIVE PC CLEAR 100/0/0/0 JADE TERRACE 65>65 CAVCA, NINE STREAMS 35>35 119",
      "PRODUCER_EXCLUSIVE MV CLEAR 100/0/0/0 JADE TERRACE 65>65 CAVCA, NINE STREAMS 35>35 119",
    ]);
    expect(lines(effect.after).filter((line) => line.startsWith("PRODUCER_EXCLUSIVE PC"))).toEqual([after[0]]);
    expect((await conflictsOf({ recording: video })).map(({ state }: { state: string }) => state)).toEqual(["RESOLVED"]);
  });
});

const ROUNDS = 12;
const CLAIM = `mutation ($input: SubmitRecordingClaimInput!) { submitRecordingClaim(input: $input) { claim { id } problems { code message } } }`;

it("two first claims of the same moment, made in two works of one recording, always find each other", async () => {
  const first = await openWorks(store);
  for (const id of ["pty_W", "pty_L", "pty_M"]) first.parties.add(id, id, "052");
  const houses: readonly WorksHouse[] = [first, await openWorks(store, { beside: first })];
  const claimOn = async (house: WorksHouse | undefined, given: { recording: string; party: string; percent: string; by: Caller }) => {
    const { recording, party, percent, by } = given;
    const claim = { party, role: "PRODUCER", figures: [{ rightSet: "PRODUCER_EXCLUSIVE", percent }] };
    return (await (house ?? first).data(CLAIM, { input: { recording, claim } }, by)).submitRecordingClaim;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const isrc = `CNA23130${String(round).padStart(4, "0")}`;
    const made = await first.works.recordStatements(
      ["A", "B"].map((name) =>
        sketch({ from: "SO:052", number: `${name}${round}`, title: `${name} ${round}`, creators: [`${name}${round}`], isrc }),
      ),
    );
    const ids = await Promise.all(
      made.map(
        async ({ workId }) =>
          (await first.data(`query ($id: ID!) { work(id: $id) { recordings { id } } }`, { id: workId })).work.recordings[0].id as string,
      ),
    );
    const [order, other] = round % 2 === 0 ? houses : [houses[1], houses[0]];
    const answers = await Promise.all([
      claimOn(order, { recording: ids[0] ?? "", party: "pty_L", percent: "100", by: callerOf("CAVCA", "steward") }),
      claimOn(other, { recording: ids[1] ?? "", party: "pty_M", percent: "30", by: callerOf("119", "steward") }),
    ]);
    expect(answers.flatMap(({ problems }) => problems)).toEqual([]);
    const { conflicts } = await first.data(
      `query ($id: ID!) { conflicts(filter: { recording: $id }) { edges { node { kind claims { id } } } } }`,
      { id: ids[1] },
    );
    expect(conflicts.edges).toMatchObject([{ node: { kind: "OVER_CLAIM" } }]);
    expect(conflicts.edges[0].node.claims.map(({ id }: { id: string }) => id).sort()).toEqual(answers.map(({ claim }) => claim.id).sort());
  }
}, 120_000);

const READ = ["works", "recordings", "recordingStatements", "conflicts"];

it("the pictures of 40 recordings cost as many store reads and port calls as that of one", async () => {
  const house = await openWorks(store);
  house.parties.add("pty_L", "Label");
  const recordings = Array.from({ length: 40 }, (_, index) => ({ isrc: `CNA23140${String(index).padStart(4, "0")}` }));
  const input = { workCode: "B1", titles: [{ text: "Many" }], creators: [{ party: "pty_L", role: "CA" }], recordings };
  const { registerWork } = await house.data(
    `mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { work { recordings { id } } problems { message } } }`,
    { input },
    cavca,
  );
  const ids: readonly string[] = registerWork.work.recordings.map(({ id }: { id: string }) => id);
  for (const recording of ids) await house.data(CLAIM, { input: { recording, claim: owns("pty_L", "100") } }, cavca);
  const costs: string[] = [];
  for (const count of [1, 40]) {
    let readCount = 0;
    house.parties.calls.clear();
    const { connection } = house.foundation;
    connection.set("debug", (collection: string, method: string) => {
      if (method.startsWith("find") && READ.includes(collection)) readCount += 1;
    });
    const { recordings: found } = await house.works.ports.rightsReader.recordings({
      ...{
        recordingIds: ids.slice(0, count),
        rights: ["PRODUCER_EXCLUSIVE.PC"],
        countries: storedCountrySet(countrySetOf([requireOk(parseTisCode("0156"))])),
      },
      ...{ period: { from: day("2026-06-01"), until: day("2026-06-02") }, asKnownOn: null },
    });
    connection.set("debug", false);
    expect(found.map((one) => one?.cells[0]?.state)).toEqual(Array.from({ length: count }, () => "CLEAR"));
    costs.push(`${readCount} reads, ${house.parties.calls.get("mandates.holders") ?? 0} calls`);
  }
  expect(costs).toEqual(["4 reads, 1 calls", "4 reads, 1 calls"]);
}, 60_000);
