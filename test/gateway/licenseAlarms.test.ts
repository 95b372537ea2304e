/** Tells of a licensing desk whose licence is touched by a claim, by a mandate, and no more: over subscription, replay and webhook, and to nobody else. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { signToken } from "../../gateway/identity.ts";
import type { TokenRole } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import type { Keys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { clause } from "../licenses/support.ts";
import { collect, feedClient } from "../support/feedClient.ts";
import type { Collected } from "../support/feedClient.ts";
import { HouseUser } from "../support/houseUser.ts";
import { isSigned, openReceiver } from "../works/webhooks/receiver.ts";
import type { Receiver } from "../works/webhooks/receiver.ts";

let folder: string;
let house: House;
let keys: Keys;
let user: HouseUser;
let receiver: Receiver;
const clients: { dispose(): void | Promise<void> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-alarms-"));
  receiver = await openReceiver();
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
  house = await startHouse({ environment, demonstration: false });
  await house.ready;
  keys = await loadKeys({ dataFolder: folder });
  user = new HouseUser({ url: house.url, keys });
  await house.parts?.licenses.loadTariffs([clause()]);
}, 60_000);
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await house.stop();
  await receiver.stop();
  await rm(folder, { recursive: true, force: true });
});

const ALARM = "kind licenseNumber license { number state } alarm { work { title } message conflicts }";
const FEED = `subscription ($since: String, $license: ID, $kinds: [String!]) {
  licenseAlarm(since: $since, license: $license, kinds: $kinds) { cursor node { id number ${ALARM} } } }`;
const REPLAY = `query ($since: String) { licenseAlarms(since: $since) { edges { cursor node { id number ${ALARM} } } } }`;

async function follow(as: `${string} ${TokenRole}`, variables: object): Promise<Collected> {
  const [society = "", role = ""] = as.split(" ");
  const token = await signToken({ key: keys.token, subject: as, society, role: role as TokenRole, clock: systemClock });
  const client = feedClient(house.url, token);
  clients.push(client);
  return collect(client, FEED, { ...variables });
}

/** One mutation that must not be refused. */
async function command(as: string, name: string, { input, answer }: { readonly input: object; readonly answer: string }) {
  const type = `${name[0]?.toUpperCase() ?? ""}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} problems { code message path } } }`;
  const data = await user.ask(as, query, { input });
  expect(data[name].problems).toEqual([]);
  return data[name];
}

async function party(lastName: string): Promise<string> {
  const input = { kind: "NATURAL", names: [{ lastName }] };
  return (await command("119 steward", "registerParty", { input, answer: "party { id }" })).party.id as string;
}

const SHARES = [
  { right: "OD", percent: "100" },
  { right: "MD", percent: "100" },
];
const ONLINE = { rights: ["OD", "MD"], territories: [{ territory: "2136" }], period: {} };

test("a claim, its withdrawal and a change of mandate are told to the licensor everywhere alike", async () => {
  const [creator, stranger] = [await party("Larsen"), await party("Sand")];
  const membership = { party: creator, society: "119", ...ONLINE };
  const { membership: member } = await command("119 steward", "recordMembership", {
    input: membership,
    answer: "membership { id version }",
  });
  const claims = [{ party: creator, side: "WRITER", role: "CA", figures: SHARES }];
  const works = ["Quiet Harbour", "Other Song"].map(async (text, at) => {
    const input = { workCode: `W${at}`, titles: [{ text }], creators: [{ party: creator, role: "CA" }], claims };
    return (await command("119 steward", "registerWork", { input, answer: "work { id version }" })).work as { id: string; version: number };
  });
  const [work, other] = await Promise.all(works);
  const quote = { licensor: "119", use: "STREAM_INTERACTIVE", territories: ["0156"], currency: "CNY", works: [work?.id] };
  const period = { from: "2099-01-01", until: "2100-01-01" };
  const issue = { quote: { ...quote, period }, licensee: "STREAMCO", number: "A-1" };
  const { license } = await command("119 licensing", "issueLicense", { input: issue, answer: "license { id }" });
  const { secret } = await command("119 society", "registerWebhook", {
    input: { url: receiver.url, feeds: ["LICENSES"], kinds: ["LICENSE_ALARM_RAISED", "LICENSE_ALARM_CLEARED"] },
    answer: "secret",
  });

  const desk = await follow("119 licensing", { since: "" });
  const elsewhere = await follow("052 licensing", { since: "" });
  const quiet = await follow("119 licensing", { since: "", license: "lic_another" });
  const cleared = await follow("119 society", { since: "", license: license.id, kinds: ["LICENSE_ALARM_CLEARED"] });

  const rival = { party: stranger, side: "WRITER", role: "CA", figures: SHARES };
  const submitted = { work: work?.id, claim: rival };
  const { claim } = await command("052 steward", "submitClaim", { input: submitted, answer: "claim { id }" });
  await command("052 steward", "submitClaim", { input: { ...submitted, work: other?.id }, answer: "claim { id }" });
  const [raised] = await desk.count(1);
  expect(raised.data.licenseAlarm.node).toMatchObject({
    kind: "LICENSE_ALARM_RAISED",
    licenseNumber: "A-1",
    license: { number: "A-1", state: "NOT_YET" },
    alarm: {
      work: { title: "Quiet Harbour" },
      message: expect.stringMatching(/DISPUTED.*Sand claims 100%/),
      conflicts: [expect.any(String)],
    },
  });
  await command("052 steward", "withdrawClaim", { input: { claim: claim.id }, answer: "work { id }" });
  await desk.count(2);
  const left = { ...membership, rights: ["OD"], membership: member.id, expectedVersion: member.version };
  await command("119 steward", "recordMembership", { input: left, answer: "membership { id }" });
  const answers = await desk.count(3);
  expect(answers.map(({ data }) => data.licenseAlarm.node.kind)).toEqual(
    ["RAISED", "CLEARED", "RAISED"].map((kind) => `LICENSE_ALARM_${kind}`),
  );
  expect(answers[2].data.licenseAlarm.node.alarm.message).toMatch(/mandate/);

  const { licenseAlarms } = await user.ask("119 licensing", REPLAY, { since: null });
  expect(licenseAlarms.edges.map(({ node }: { node: { number: number } }) => node.number)).toEqual(
    answers.map(({ data }) => data.licenseAlarm.node.number),
  );
  expect(licenseAlarms.edges.at(-1)).toEqual(answers[2].data.licenseAlarm);
  const { license: asked } = await user.ask(
    "119 licensing",
    `query ($id: ID!) { license(id: $id) { alarms { work { title } message conflicts } } }`,
    {
      id: license.id,
    },
  );
  expect(asked.alarms).toEqual([answers[2].data.licenseAlarm.node.alarm]);

  expect(await user.ask("052 licensing", REPLAY, { since: null })).toEqual({ licenseAlarms: { edges: [] } });
  await expect(user.ask("119 steward", REPLAY, { since: null })).rejects.toThrow(/FORBIDDEN/);
  expect((await cleared.count(1)).map(({ data }) => data.licenseAlarm.node.kind)).toEqual(["LICENSE_ALARM_CLEARED"]);
  expect([elsewhere.answers, quiet.answers]).toEqual([[], []]);

  while (receiver.calls.flatMap(({ events }) => events).length < 3) await new Promise((done) => setTimeout(done, 50));
  expect(receiver.calls.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(answers.map(({ data }) => data.licenseAlarm.node.id));
  expect(receiver.calls.every((call) => isSigned(call, secret))).toBe(true);
}, 60_000);
