/**
 * Two societies and one song, through the public graph: 052 registers the song here, 119 at its own node, a process of its own. Their publishers contend for
 * one writer's share in a part of Asia for thirty days. Every figure that the house shows, before and after the ruling that both sign, is counted again country
 * by country, right by right and day by day by a small program of the test (oneSongCount.ts). The node is killed with SIGKILL, before its first word and in the
 * middle of a load, and comes back: labels change, and no share does.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { signToken } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { freePort, Mortal } from "../campaigns/mortal.ts";
import { HouseUser } from "../support/houseUser.ts";
import { countOf, COUNTRIES, type Counted, dayAfter, type Given, licensedBy119, RIGHTS, type Said } from "./oneSongCount.ts";

const TODAY = new Date().toISOString().slice(0, 10);
/** Every day of the story: from today to sixty days on. */
const DAYS = Array.from({ length: 61 }, (_, at) => dayAfter(TODAY, at));
const [Z_FROM, Z_UNTIL] = [dayAfter(TODAY, 10), dayAfter(TODAY, 40)];
const GIVEN: Given = { toHubFrom: dayAfter(TODAY, 20), representedUntil: dayAfter(TODAY, 30) };
/** Asia but Japan, of the countries of the story. */
const ASIA = ["0156", "0344"];

const SAID_BY_052: readonly Said[] = [
  { by: "052", party: "W", performing: 50, mechanical: 25, countries: COUNTRIES, from: null, until: null },
  { by: "052", party: "A", performing: 50, mechanical: 75, countries: COUNTRIES, from: null, until: null },
];
const SAID_BY_119: readonly Said[] = [
  { by: "119", party: "W", performing: 50, mechanical: null, countries: COUNTRIES, from: null, until: null },
  { by: "119", party: "Z", performing: 30, mechanical: 40, countries: ASIA, from: Z_FROM, until: Z_UNTIL },
];
const SAID = [...SAID_BY_052, ...SAID_BY_119];
/** 60 to 40 of what A and Z have room for together beside the writer: 50 performing, 75 mechanical. */
const RULED: readonly Said[] = [
  ...SAID.filter(({ party }) => party === "W"),
  ...[
    { countries: COUNTRIES.filter((country) => !ASIA.includes(country)), from: null, until: null },
    { countries: ASIA, from: null, until: Z_FROM },
    { countries: ASIA, from: Z_UNTIL, until: null },
  ].map((scope): Said => ({ by: "052", party: "A", performing: 50, mechanical: 75, ...scope })),
  { by: "052", party: "A", performing: 30, mechanical: 45, countries: ASIA, from: Z_FROM, until: Z_UNTIL },
  { by: "119", party: "Z", performing: 20, mechanical: 30, countries: ASIA, from: Z_FROM, until: Z_UNTIL },
];

const PEOPLE = [
  { key: "W", kind: "NATURAL", names: [{ lastName: "Lark", firstName: "Wren", ipiNameNumber: "00014107338" }] },
  { key: "A", kind: "LEGAL", names: [{ lastName: "Ash Music", ipiNameNumber: "00000000199" }] },
  { key: "Z", kind: "LEGAL", names: [{ lastName: "Zelkova Songs", ipiNameNumber: "00045620792" }] },
] as const;
type Person = (typeof PEOPLE)[number]["key"];
type People = Readonly<Record<Person, string>>;

const ISWC = "T0345246801";
const ONE_SONG = { titles: [{ text: "One Song" }], iswc: ISWC };

let folder: string;
let house: House;
let user: HouseUser;
let people: People;
let port: number;
let node: Mortal;
let nodeUser: HouseUser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-song-"));
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: join(folder, "house"), TUTTI_COST_PER_MINUTE: "100000000" }));
  house = await startHouse({ environment, log: createLogger({ level: "silent" }), demonstration: false });
  await house.ready;
  user = new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: join(folder, "house") }) });
  port = await freePort();
  node = new Mortal(
    ["--import", "tsx", "tutti.ts", "serve", "node", "--society", "119", "--port", String(port)],
    { TUTTI_DATA: join(folder, "node"), LOG_LEVEL: "silent" },
    /answers at \S+/,
  );
  await node.start();
  nodeUser = new HouseUser({ url: `http://127.0.0.1:${port}`, keys: await loadKeys({ dataFolder: join(folder, "node") }) });
}, 120_000);
afterAll(async () => {
  await node.kill();
  await house.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** One command that must find nothing wrong; answers what it made. */
async function command(by: { readonly user: HouseUser; readonly as: string }, name: string, given: { input: object; select: string }) {
  const type = `${name[0]?.toUpperCase() ?? ""}${name.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) { problems { code message path } ${given.select} } }`;
  const { [name]: answer } = await by.user.ask(by.as, source, { input: given.input });
  expect([name, answer.problems]).toEqual([name, []]);
  return answer;
}

async function makeKnown(by: { readonly user: HouseUser; readonly as: string }): Promise<People> {
  const found: Partial<Record<Person, string>> = {};
  for (const { key, ...input } of PEOPLE) found[key] = (await command(by, "registerParty", { input, select: "party { id }" })).party.id;
  return found as People;
}

async function register(by: { readonly user: HouseUser; readonly as: string }, said: readonly Said[], ids: People): Promise<void> {
  const claims = said.map(({ party, performing, mechanical, countries, from, until }) => ({
    ...{ party: ids[party], writers: [ids.W], period: { from, until } },
    ...(party === "W" ? { side: "WRITER", role: "CA" } : { side: "PUBLISHER", role: party === "A" ? "E" : "SE" }),
    figures: [
      ...(performing === null ? [] : [{ family: "PERFORMING", percent: String(performing) }]),
      ...(mechanical === null ? [] : [{ family: "MECHANICAL", percent: String(mechanical) }]),
    ],
    territories: countries === ASIA ? [{ territory: "2106" }, { territory: "0392", isIncluded: false }] : [{ territory: "2136" }],
  }));
  const input = { workCode: "SONG1", ...ONE_SONG, creators: [{ party: ids.W, role: "CA" }], claims };
  await command(by, "registerWork", { input, select: "work { id }" });
}

interface Cell {
  readonly right: string;
  readonly territories: readonly string[];
  readonly period: { readonly from: string | null; readonly until: string | null };
  readonly state: string;
  readonly claimed: { readonly percent: string };
  readonly unclaimed: { readonly percent: string };
  readonly over: { readonly percent: string };
  readonly held: { readonly percent: string };
  readonly claims: readonly {
    readonly party: { readonly id: string };
    readonly share: { readonly percent: string };
    readonly society: { readonly code: string } | null;
  }[];
}

const CELLS = `right territories period { from until } state claimed { percent } unclaimed { percent } over { percent } held { percent }
  claims { party { id } share { percent } society { code } }`;

async function picture() {
  const source = `query ($territories: [TisCode!]!, $rights: [IpiRight!]!, $period: PeriodInput!) { workByIswc(iswc: "${ISWC}") {
    ownership(rights: $rights, territories: $territories, period: $period) { conflicts { id kind state }
      complete sources { society { code } status } statements { source } cells { ${CELLS} } } } }`;
  const period = { from: TODAY, until: dayAfter(TODAY, 61) };
  const { workByIswc } = await user.ask("052 society", source, { territories: COUNTRIES, rights: RIGHTS, period });
  const { sources, ...rest } = workByIswc.ownership;
  const label = sources.map((one: { society: { code: string }; status: string }) => `${one.society.code} ${one.status}`).join();
  return {
    label,
    complete: rest.complete as boolean,
    cells: rest.cells as Cell[],
    statements: rest.statements,
    conflicts: rest.conflicts,
  };
}

const nameOf = (id: string): string => (Object.keys(people) as Person[]).find((key) => people[key] === id) ?? id;

/** The one cell that shows a place, as the count would say it; two or none are a fault of the house. */
function shown(cells: readonly Cell[], { country, right, day }: { country: string; right: string; day: string }): Counted | string {
  const fitting = cells.filter(
    (cell) =>
      cell.right === right &&
      cell.territories.includes(country) &&
      (cell.period.from === null || cell.period.from <= day) &&
      (cell.period.until === null || day < cell.period.until),
  );
  const [cell] = fitting;
  if (cell === undefined || fitting.length > 1) return `${fitting.length} cells`;
  const { state, claimed, unclaimed, over, held, claims } = cell;
  return {
    ...{
      state,
      claimed: Number(claimed.percent),
      unclaimed: Number(unclaimed.percent),
      over: Number(over.percent),
      held: Number(held.percent),
    },
    claims: claims.map(({ party, share, society }) => `${nameOf(party.id)} ${Number(share.percent)} ${society?.code ?? "nobody"}`).sort(),
  };
}

/** Every country, right and day that a list of cells speaks of says what the count says; answers how many were compared. */
function compare(
  cells: readonly Cell[],
  said: readonly Said[],
  places: { countries: readonly string[]; rights: readonly (typeof RIGHTS)[number][]; days: readonly string[] },
): number {
  let compared = 0;
  for (const country of places.countries) {
    for (const right of places.rights) {
      for (const day of places.days) {
        const place = { country, right, day };
        expect({ ...place, said: shown(cells, place) }).toEqual({ ...place, said: countOf(said, place) });
        compared += 1;
      }
    }
  }
  return compared;
}
const EVERYWHERE = { countries: COUNTRIES, rights: RIGHTS, days: DAYS };

test("052 registers the song: what is shown is what 052 said, and not complete while 119, which holds the writer's mechanical right, is silent", async () => {
  const steward = { user, as: "052 steward" };
  people = await makeKnown(steward);
  const always = { territories: [{ territory: "2136" }], period: { from: "2000-01-01" } };
  const PERFORMED = ["PR", "OD"];
  const COPIED = ["MR", "MD"];
  const memberships: readonly (readonly [string, object])[] = [
    ["052", { party: people.W, society: "052", rights: PERFORMED }],
    ["119", { party: people.W, society: "119", rights: COPIED }],
    ["052", { party: people.A, society: "052", rights: [...PERFORMED, ...COPIED] }],
    ["119", { party: people.Z, society: "119", rights: [...PERFORMED, ...COPIED] }],
  ];
  for (const [society, input] of memberships)
    await command({ user, as: `${society} steward` }, "recordMembership", { input: { ...always, ...input }, select: "membership { id }" });
  await register(steward, SAID_BY_052, people);
  const seen = await picture();
  expect([seen.label, seen.complete, seen.conflicts]).toEqual(["052 LIVE,119 ABSENT", false, []]);
  expect(compare(seen.cells, SAID_BY_052, EVERYWHERE)).toBe(COUNTRIES.length * RIGHTS.length * DAYS.length);
});

test("119 registers it at its node, which is killed before it is asked: nothing is shown as if it were all", async () => {
  const own = { user: nodeUser, as: "119 steward" };
  await register(own, SAID_BY_119, await makeKnown(own));
  await node.kill();
  const { token: key } = await loadKeys({ dataFolder: join(folder, "node") });
  const token = await signToken({ key, subject: "house of 052", society: "052", role: "society", clock: systemClock });
  const input = { society: "119", url: `http://127.0.0.1:${port}/graphql`, token, deadlineMs: 20_000, pauseSeconds: 1 };
  await command({ user, as: "119 steward" }, "registerNodeSource", { input, select: "source { status }" });
  const seen = await picture();
  expect([seen.label, seen.complete]).toEqual(["052 LIVE,119 ABSENT", false]);
  compare(seen.cells, SAID_BY_052, EVERYWHERE);
});

/** The picture once the node's label is this; the last one where it never is. */
async function pictureWhen(label: string) {
  let seen = await picture();
  for (let tries = 0; tries < 200 && seen.label !== label; tries += 1) {
    await wait(50);
    seen = await picture();
  }
  return seen;
}

test("the node comes, the two words collide, and every figure is the count's", async () => {
  await node.start();
  const seen = await pictureWhen("052 LIVE,119 LIVE");
  expect([seen.label, seen.complete]).toEqual(["052 LIVE,119 LIVE", true]);
  expect(seen.conflicts).toMatchObject([{ kind: "OVER_CLAIM", state: "OPEN" }]);
  compare(seen.cells, SAID, EVERYWHERE);
  // Cells are maximal: 30 days of dispute in two countries are few of them.
  expect(seen.cells.length).toBeLessThan(40);
}, 120_000);

test("who may license what for whom on which day is the count's, the day of a withdrawal and of an entrustment included", async () => {
  const steward = { user, as: "052 steward" };
  const terms = { rights: ["PR", "MR", "MD"], territories: [{ territory: "0156" }, { territory: "0344" }], period: { from: "2020-01-01" } };
  const { agreement } = await command(steward, "recordAgreement", {
    input: { ...terms, grantor: "052", grantee: "119", currency: "GBP" },
    select: "agreement { id version }",
  });
  await command(steward, "terminateAgreement", {
    input: { agreement: agreement.id, expectedVersion: agreement.version, from: GIVEN.representedUntil },
    select: "agreement { id }",
  });
  const hub = { party: people.A, hub: "707", rights: ["MD"], territories: [{ territory: "0392" }], period: { from: GIVEN.toHubFrom } };
  await command(steward, "recordEntrustment", { input: hub, select: "entrustment { id }" });
  const places = (["W", "A", "Z"] as const).flatMap((party) =>
    COUNTRIES.flatMap((country) =>
      ["PR", "MR", "MD"].flatMap((right) => [0, 19, 20, 29, 30, 60].map((at) => ({ party, country, right, day: DAYS[at] ?? "" }))),
    ),
  );
  for (let at = 0; at < places.length; at += 10) {
    const batch = places.slice(at, at + 10);
    const asked = batch.map(
      ({ party, country, right, day }, index) =>
        `m${index}: mandate(party: "${people[party]}", right: ${right}, territory: "${country}", on: "${day}", licensor: "119") { society { code } isLicensed }`,
    );
    const answers = await user.ask("119 society", `{ ${asked.join(" ")} }`);
    batch.forEach((place, index) => {
      const { society, isLicensed } = answers[`m${index}`];
      const said = isLicensed ? `${society.code} may` : `${society?.code ?? "nobody"} is to be asked`;
      expect({ ...place, said }).toEqual({ ...place, said: licensedBy119(place.party, { ...place, given: GIVEN }) });
    });
  }
});

test("the node is killed in the middle of a load and comes back: its label changes, and nothing else", async () => {
  const before = await pictureWhen("052 LIVE,119 LIVE");
  const labels: string[] = [];
  const load = async (): Promise<void> => {
    for (let times = 0; times < 8; times += 1) {
      const { label, ...rest } = await picture();
      expect(rest).toEqual({ complete: before.complete, cells: before.cells, statements: before.statements, conflicts: before.conflicts });
      labels.push(label);
    }
  };
  const killed = async (): Promise<void> => {
    while (labels.length < 6) await wait(5);
    await node.kill();
  };
  await Promise.all([load(), load(), load(), killed()]);
  expect(labels[0]).toBe("052 LIVE,119 LIVE");
  expect(labels.filter((label) => label !== "052 LIVE,119 LIVE" && label !== "052 LIVE,119 CACHED")).toEqual([]);
  const without = await pictureWhen("052 LIVE,119 CACHED");
  expect(without).toEqual({ ...before, label: "052 LIVE,119 CACHED" });
  compare(without.cells, SAID, EVERYWHERE);
  await node.start();
  expect(await pictureWhen("052 LIVE,119 LIVE")).toEqual(before);
}, 120_000);

test("both sign a split of what they have room for: what was simulated is what the count says, is what comes, and stays while the node still says the old", async () => {
  const { conflicts } = await picture();
  const conflict: string = conflicts[0].id;
  const { conflict: found } = await user.ask(
    "052 steward",
    `query ($id: ID!) { conflict(id: $id) { claims { id party { id } } tasks { society { code } } } }`,
    {
      id: conflict,
    },
  );
  const claimOf = (person: Person): string => found.claims.find(({ party }: { party: { id: string } }) => party.id === people[person]).id;
  const ruling = {
    split: [
      { claim: claimOf("A"), percent: "60" },
      { claim: claimOf("Z"), percent: "40" },
    ],
  };
  const slice = { countries: ASIA, rights: ["PR", "OD", "MR"] as const, days: DAYS.filter((day) => day >= Z_FROM && day < Z_UNTIL) };
  const { simulateRuling } = await user.ask(
    "052 steward",
    `query ($conflict: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $conflict, ruling: $ruling) {
      isResolved needed { code } problems { code message } before { ${CELLS} } after { ${CELLS} } } }`,
    { conflict, ruling },
  );
  expect(simulateRuling).toMatchObject({ problems: [], isResolved: true, needed: [{ code: "052" }, { code: "119" }] });
  compare(simulateRuling.before, SAID, slice);
  compare(simulateRuling.after, RULED, slice);

  const { proposal } = await command({ user, as: "052 steward" }, "proposeRuling", {
    input: { conflict, ruling, because: "As agreed by both" },
    select: "proposal: conflict { proposals { id state } }",
  });
  const waiting = await picture();
  compare(waiting.cells, SAID, EVERYWHERE);
  await command({ user, as: "119 steward" }, "signRuling", { input: { ruling: proposal.proposals[0].id }, select: "conflict { state }" });

  const settled = await picture();
  const { conflict: ended } = await user.ask("119 steward", `query ($id: ID!) { conflict(id: $id) { state proposals { state } } }`, {
    id: conflict,
  });
  expect([settled.conflicts, ended]).toEqual([[], { state: "RESOLVED", proposals: [{ state: "IN_EFFECT" }] }]);
  compare(settled.cells, RULED, EVERYWHERE);
  for (const place of ASIA.flatMap((country) => RIGHTS.map((right) => ({ country, right, day: Z_FROM }))))
    expect(shown(settled.cells, place)).toMatchObject({ held: 0, over: 0 });
  // The node tells what it told before: older than what both signed, it takes nothing back, alive or dead.
  expect(await pictureWhen("052 LIVE,119 LIVE")).toMatchObject({ cells: settled.cells, label: "052 LIVE,119 LIVE", complete: true });
  await node.kill();
  expect(await pictureWhen("052 LIVE,119 CACHED")).toMatchObject({ cells: settled.cells, label: "052 LIVE,119 CACHED", complete: true });
}, 120_000);
