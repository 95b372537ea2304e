/**
 * Tells of one song, its audio recording and its music video, over HTTP: MCSC speaks for the song, CAVCA for the label that made both, and PRS for another label that
 * says it bought the video. What the recordings' owners dispute holds a part of the recordings, and never of the song.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { HouseUser } from "../support/houseUser.ts";
import { lines } from "../works/recordings/world.ts";

const MCSC = "119 steward";
const CAVCA = "CAVCA steward";
const PRS = "052 steward";
const DESK = "119 licensing";
const YEAR = { from: "2026-01-01", until: "2027-01-01" };

/** Answers are read by the test that knows what it asked for. */
type Made = ReturnType<typeof JSON.parse>;

let folder: string;
let house: House;
let user: HouseUser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-recordings-"));
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
  house = await startHouse({ environment, log: createLogger({ level: "silent" }), demonstration: false });
  await house.ready;
  user = new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: folder }) });
}, 120_000);
afterAll(async () => {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const PARTY = `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { party { id } problems { code message } } }`;
const MEMBER = `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { membership { id } problems { code message } } }`;
const WORK = `mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { work { id recordings { id kind } } problems { code message } } }`;
const CLAIM = `mutation ($input: SubmitRecordingClaimInput!) { submitRecordingClaim(input: $input) { claim { id } problems { code message } } }`;
const EVIDENCE = `mutation ($conflict: ID!) { addEvidence(input: { conflict: $conflict, text: "The contract of sale" }) { problems { code message } } }`;
const PROPOSE = `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { conflict { version proposals { id needed { code } } } problems { code message } } }`;
const SIGN = `mutation ($input: SignRulingInput!) { signRuling(input: $input) { conflict { state } problems { code message } } }`;
const QUEUE = `query ($of: SocietyCode!) { conflicts(filter: { concerns: $of }) { edges { node { id kind because cause { kind } recording { isrc work { title } }
  claims { id } tasks { society { code name } asks } } } } }`;
const PICTURE = `query ($id: ID!, $use: UseType, $at: DateTime) { node(id: $id) { ... on Recording { isrc ownership(use: $use, territories: ["0156"], on: "2026-06-01", asKnownOn: $at) {
  complete sources { society { code name } status } cells { rightSet right state claimed { percent } unclaimed { percent } over { percent } held { percent }
    claims { party { id } partyName role society { code } share { percent } payable { percent } } } } } } }`;
const SONG = `query ($id: ID!) { work(id: $id) { version ownership(use: KARAOKE, territories: ["0156"], on: "2026-06-01") {
  cells { right state held { percent } claims { partyName share { percent } payable { percent } } } } } }`;
const CHANGES = `{ changes(first: 200) { edges { node { kind recording { isrc } } } } }`;

/** Does a command, and answers with what it made. */
async function done(as: string, command: string, variables: object) {
  const answer: Readonly<Record<string, Made>> = await user.ask(as, command, variables);
  const [payload] = Object.values(answer);
  if (payload === undefined || payload.problems.length > 0)
    throw new Error(`${command.slice(0, 60)}: ${JSON.stringify(payload?.problems)}`);
  return payload;
}

async function register(as: string, kind: "NATURAL" | "LEGAL", lastName: string): Promise<string> {
  return (await done(as, PARTY, { input: { kind, names: [{ lastName }] } })).party.id;
}

async function joinSociety(as: string, party: string, rights: readonly string[], creationClass: string): Promise<void> {
  const input = {
    party,
    society: as.split(" ")[0],
    creationClass,
    rights,
    territories: [{ territory: "2136" }],
    period: { from: "2010-01-01" },
  };
  await done(as, MEMBER, { input });
}

test("a label and a rival settle whose video it is, while the song is paid as ever", async () => {
  const [writer, label, rival, singer] = [
    await register(MCSC, "NATURAL", "WEI"),
    await register(CAVCA, "LEGAL", "JADE TERRACE"),
    await register(PRS, "LEGAL", "HARBOUR RECORDS"),
    await register(MCSC, "NATURAL", "LIN"),
  ];
  await joinSociety(MCSC, writer, ["PC", "MV"], "MW");
  await joinSociety(CAVCA, label, ["PC", "MV", "RP", "TB"], "AV");
  await joinSociety(PRS, rival, ["PC", "MV", "RP"], "AV");

  const { work } = await done(MCSC, WORK, {
    input: {
      ...{ workCode: "M1", titles: [{ text: "红色电影" }], creators: [{ party: writer, role: "CA" }] },
      claims: [
        {
          ...{ party: writer, side: "WRITER", role: "CA" },
          figures: [
            { family: "PERFORMING", percent: "100" },
            { family: "MECHANICAL", percent: "100" },
          ],
        },
      ],
      recordings: [
        { isrc: "CNA231200001", performerParties: [singer], producers: [label] },
        { isrc: "CNA231200002", kind: "MUSIC_VIDEO", performerParties: [singer], producers: [label] },
      ],
    },
  });
  const [audio, video] = work.recordings.map(({ id }: { id: string }) => id);
  const songBefore = await user.ask(DESK, SONG, { id: work.id });

  // CAVCA states what its member owns in both; MCSC what the singer is paid for on radio.
  const whole = [
    { rightSet: "PRODUCER_EXCLUSIVE", percent: "100" },
    { rightSet: "PRODUCER_REMUNERATION", percent: "100" },
  ];
  for (const recording of [audio, video])
    await done(CAVCA, CLAIM, { input: { recording, claim: { party: label, role: "PRODUCER", figures: whole } } });
  const sung = { party: singer, role: "FEATURED_PERFORMER", figures: [{ rightSet: "PERFORMER_REMUNERATION", percent: "65" }] };
  await done(MCSC, CLAIM, { input: { recording: audio, claim: sung } });
  const radio = (await user.ask(DESK, PICTURE, { id: audio, use: "RADIO" })).node.ownership;
  expect(lines(radio.cells)).toEqual([
    "PRODUCER_REMUNERATION PR CLEAR 100/0/0/0 JADE TERRACE 100>100 -",
    "PERFORMER_REMUNERATION PR UNDER 65/35/0/0 LIN 65>65 -",
  ]);
  const karaoke = async (more: object = {}) => (await user.ask(DESK, PICTURE, { id: video, use: "KARAOKE", ...more })).node.ownership;
  const undisputed = await karaoke();
  expect([undisputed.complete, undisputed.sources]).toEqual([
    true,
    [{ society: { code: "CAVCA", name: "China Audio-Video Copyright Association" }, status: "LIVE" }],
  ]);
  const knownAt = new Date().toISOString();
  expect(await karaoke({ at: knownAt })).toMatchObject({ cells: undisputed.cells });

  // PRS's member says that it bought the video for a year.
  const bought = { party: rival, role: "RIGHTS_OWNER", figures: [{ rightSet: "PRODUCER_EXCLUSIVE", percent: "40" }], period: YEAR };
  const { claim } = await done(PRS, CLAIM, { input: { recording: video, claim: bought } });
  expect(lines((await karaoke()).cells)).toEqual([
    "PRODUCER_EXCLUSIVE PC DISPUTED 140/0/40/40 JADE TERRACE 100>60 CAVCA, HARBOUR RECORDS 40>0 052",
    "PRODUCER_EXCLUSIVE MV DISPUTED 140/0/40/40 JADE TERRACE 100>60 CAVCA, HARBOUR RECORDS 40>0 052",
  ]);
  expect(await karaoke({ at: knownAt })).toMatchObject({ cells: undisputed.cells });
  expect(await user.ask(DESK, SONG, { id: work.id })).toEqual(songBefore);

  // It is in both queues at once, and says which recording of which song.
  const queueOf = async (of: string) => (await user.ask(CAVCA, QUEUE, { of })).conflicts.edges.map(({ node }: { node: unknown }) => node);
  const [found, ...others] = await queueOf("CAVCA");
  expect([others, await queueOf("052"), await queueOf("119")]).toEqual([[], [found], []]);
  expect(found).toMatchObject({
    ...{ kind: "OVER_CLAIM", recording: { isrc: "CNA231200002", work: { title: "红色电影" } } },
    tasks: [
      { society: { code: "052" }, asks: "ANSWER" },
      { society: { code: "CAVCA", name: "China Audio-Video Copyright Association" }, asks: "ANSWER" },
    ],
  });

  // PRS shows the contract; CAVCA proposes 70 to 30, and PRS signs.
  await done(PRS, EVIDENCE, { conflict: found.id });
  const own = found.claims.find(({ id }: { id: string }) => id !== claim.id);
  const ruling = {
    changes: [
      { claim: own.id, figures: [{ rightSet: "PRODUCER_EXCLUSIVE", percent: "70" }] },
      { claim: claim.id, figures: [{ rightSet: "PRODUCER_EXCLUSIVE", percent: "30" }] },
    ],
  };
  const { conflict } = await done(CAVCA, PROPOSE, { input: { conflict: found.id, ruling, because: "Sold in part" } });
  const [{ id: proposal, needed }] = conflict.proposals;
  expect(needed).toEqual([{ code: "052" }, { code: "CAVCA" }]);
  const signed = await done(PRS, SIGN, { input: { ruling: proposal, expectedVersion: conflict.version } });
  expect(signed.conflict).toEqual({ state: "RESOLVED" });
  expect(lines((await karaoke()).cells)).toEqual([
    "PRODUCER_EXCLUSIVE PC CLEAR 100/0/0/0 JADE TERRACE 70>70 CAVCA, HARBOUR RECORDS 30>30 052",
    "PRODUCER_EXCLUSIVE MV CLEAR 100/0/0/0 JADE TERRACE 70>70 CAVCA, HARBOUR RECORDS 30>30 052",
  ]);
  expect(await queueOf("CAVCA")).toEqual([]);
  expect(await user.ask(DESK, SONG, { id: work.id })).toEqual(songBefore);

  // Whoever asks for what is known by now gets everything that was committed, and so does who replays after that.
  await karaoke({ at: new Date().toISOString() });
  const told = (await user.ask(MCSC, CHANGES)).changes.edges.map(
    ({ node }: { node: { kind: string; recording: { isrc: string } | null } }) => node,
  );
  const kinds = told.filter(({ recording }: { recording: { isrc: string } | null }) => recording?.isrc === "CNA231200002");
  expect(kinds.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...["STATEMENT_RECORDED", "STATEMENT_RECORDED", "CONFLICT_OPENED", "EVIDENCE_ADDED", "RULING_PROPOSED", "RULING_SIGNED"],
    ...["STATEMENT_RECORDED", "STATEMENT_RECORDED", "CONFLICT_CLOSED"],
  ]);
}, 120_000);
