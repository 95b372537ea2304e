/** Shows the change feed over WebSocket with a real client: what it tells, to whom, from which cursor on, and how it ends. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { WebSocket } from "ws";
import { SOCKET_LIMITS } from "../../gateway/feed/sockets.ts";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { signToken } from "../../gateway/identity.ts";
import type { TokenRole } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import type { Keys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { collect, feedClient } from "../support/feedClient.ts";
import type { Collected } from "../support/feedClient.ts";
import { HouseUser } from "../support/houseUser.ts";

let folder: string;
let house: House;
let keys: Keys;
let user: HouseUser;
let party: string;
let workCount = 0;
const clients: { dispose(): void | Promise<void> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-feed-"));
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
  house = await startHouse({ environment, demonstration: false });
  await house.ready;
  keys = await loadKeys({ dataFolder: folder });
  user = new HouseUser({ url: house.url, keys });
  party = await registerParty("Maja");
}, 60_000);
beforeEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

async function token(role: TokenRole, lifeSeconds?: number): Promise<string> {
  const life = lifeSeconds === undefined ? {} : { lifeSeconds };
  return await signToken({ key: keys.token, subject: `${role}@052`, society: "052", role, clock: systemClock, ...life });
}

async function follow(query: string, variables: Record<string, unknown> = {}, role: TokenRole = "steward"): Promise<Collected> {
  const client = feedClient(house.url, await token(role));
  clients.push(client);
  const collected = collect(client, query, variables);
  return collected;
}

async function registerParty(firstName: string): Promise<string> {
  const { registerParty: made } = await user.ask(
    "052 steward",
    `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { party { id } problems { code message } } }`,
    { input: { kind: "NATURAL", names: [{ lastName: "Sørensen", firstName }] } },
  );
  expect(made.problems).toEqual([]);
  return made.party.id as string;
}

async function registerWork(): Promise<string> {
  workCount += 1;
  const { registerWork: made } = await user.ask(
    "052 steward",
    `mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { work { id } problems { code message path } } }`,
    { input: { workCode: `W${workCount}`, titles: [{ text: `River ${workCount}` }], creators: [{ party, role: "CA" }] } },
  );
  expect(made.problems).toEqual([]);
  return made.work.id as string;
}

/** Where the feed ends now. */
async function here(field: "changes" | "partyChanges" = "changes"): Promise<string> {
  // What was just committed gets its number soon, and not at once.
  await wait(300);
  for (let since: string | null = null; ;) {
    const answer: Record<string, { pageInfo: { endCursor: string; hasNextPage: boolean } }> = await user.ask(
      "052 steward",
      `query ($since: String) { ${field}(since: $since, first: 1000) { pageInfo { endCursor hasNextPage } } }`,
      { since },
    );
    const info = answer[field]?.pageInfo;
    since = info?.endCursor ?? null;
    if (info?.hasNextPage !== true && since !== null) return since;
  }
}

const codesOf = (ended: unknown): unknown[] =>
  Array.isArray(ended) ? ended.map((error: { extensions?: { code?: string } }) => error.extensions?.code) : [ended];
const WORKS = `subscription ($since: String) { workChanged(since: $since) { cursor node { number kind work { title } } } }`;
const numbersIn = (answers: readonly { data: { workChanged: { node: { number: number } } } }[]): number[] =>
  answers.map(({ data }) => data.workChanged.node.number);

describe("a subscription", () => {
  test("tells each change as it happens, with fields of the whole graph", async () => {
    const feed = await follow(
      `subscription ($since: String) { told: workChanged(since: $since) { ...Edge } }
       fragment Edge on ChangeEdge { cursor node { kind work { title creators { party { id name } } } } }`,
      { since: await here() },
    );
    await registerWork();
    await registerWork();
    const answers = await feed.count(2);
    expect(answers[1]).toEqual({
      data: {
        told: {
          cursor: expect.any(String),
          node: { kind: "WORK_REGISTERED", work: { title: "River 2", creators: [{ party: { id: party, name: "Maja Sørensen" } }] } },
        },
      },
    });
  });

  test("without a cursor begins now, and is the same edges that the replay answers", async () => {
    const before = await here();
    const feed = await follow(WORKS);
    const other = await follow(WORKS, { since: before });
    for (let at = 0; at < 5; at += 1) await registerWork();
    // The first of them may have come before the subscription without a cursor had begun.
    const [told] = await Promise.all([other.count(5), feed.count(1)]);
    const { changes } = await user.ask(
      "052 steward",
      `query ($since: String) { changes(since: $since) { edges { cursor node { number kind work { title } } } } }`,
      { since: before },
    );
    expect(told.map(({ data }) => data.workChanged)).toEqual(changes.edges);
    expect(numbersIn(feed.answers).every((number) => numbersIn(told).includes(number))).toBe(true);
  });

  test("broken off and taken up at its cursor again and again loses nothing and tells nothing twice", async () => {
    const start = await here();
    let since = start;
    const numbers: number[] = [];
    const made = 24;
    const making = (async () => {
      for (let at = 0; at < made; at += 1) await registerWork();
    })();
    while (numbers.length < made) {
      const feed = await follow(WORKS, { since });
      const answers = await feed.count(Math.min(1 + (numbers.length % 4), made - numbers.length));
      for (const client of clients.splice(0)) await client.dispose();
      const seen = [...answers];
      numbers.push(...numbersIn(seen));
      since = seen.at(-1).data.workChanged.cursor;
    }
    await making;
    const { changes } = await user.ask("052 steward", `query ($since: String) { changes(since: $since) { edges { node { number } } } }`, {
      since: start,
    });
    expect(numbers).toEqual(changes.edges.map(({ node }: { node: { number: number } }) => node.number));
  });

  test("tells of one work or of some kinds only when asked so, and of parties", async () => {
    const [since, parties] = [await here(), await here("partyChanges")];
    const [, wanted] = [await registerWork(), await registerWork()];
    const one = await follow(`subscription ($since: String, $work: ID) { workChanged(since: $since, work: $work) { node { subject } } }`, {
      since,
      work: wanted,
    });
    const none = await follow(
      `subscription ($since: String, $kinds: [String!]) { workChanged(since: $since, kinds: $kinds) { node { kind } } }`,
      { since, kinds: ["WORK_MERGED"] },
    );
    const people = await follow(`subscription ($since: String) { partyChanged(since: $since) { cursor node { kind party { name } } } }`, {
      since: parties,
    });
    await registerParty("Ib");
    expect((await one.count(1))[0].data).toEqual({ workChanged: { node: { subject: wanted } } });
    expect((await people.count(1))[0].data.partyChanged.node).toEqual({ kind: "PARTY_REGISTERED", party: { name: "Ib Sørensen" } });
    expect([one.answers.length, none.answers.length]).toEqual([1, 0]);
  });
});

describe("who may subscribe", () => {
  const CONFLICTS = `subscription { conflictChanged { node { conflict { state } } } }`;

  test.each<[TokenRole, string, unknown]>([
    ["licensee", WORKS, "FORBIDDEN"],
    ["regulator", WORKS, "FORBIDDEN"],
    [
      "steward",
      `subscription { workChanged { node { work { ownership(rights: [PR], territories: ["9999"], on: "2026-01-01") { complete } } } } }`,
      undefined,
    ],
    ["licensee", CONFLICTS, "FORBIDDEN"],
  ])("%s asks for %s", async (role, query, code) => {
    const feed = await follow(query, {}, role);
    if (code === undefined) feed.end();
    const ended = await feed.ended;
    expect(code === undefined ? [undefined] : codesOf(ended)).toContain(code);
  });

  test("nobody without a token, or with one that this house did not sign", async () => {
    for (const wrong of [null, "a.b.c"]) {
      const client = feedClient(house.url, wrong);
      clients.push(client);
      expect(await collect(client, WORKS).ended).toMatchObject({ code: 4403, reason: expect.stringMatching(/token/) });
    }
  });

  test("with the token's end the socket ends", async () => {
    const client = feedClient(house.url, await token("steward", 1));
    clients.push(client);
    expect(await collect(client, WORKS).ended).toMatchObject({ code: 4403, reason: expect.stringContaining("expired") });
  });
});

describe("what is refused", () => {
  const deep = `subscription { workChanged { node { ${"work { conflicts { ".repeat(7)} id ${"} }".repeat(7)} } } }`;
  test.each<[string, string, Record<string, unknown>, string]>([
    ["a syntax error", "subscription { ", {}, "GRAPHQL_PARSE_FAILED"],
    ["an unknown field", "subscription { nothing { id } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["two fields", "subscription { workChanged { cursor } partyChanged { cursor } }", {}, "GRAPHQL_VALIDATION_FAILED"],
    ["a query", "{ __typename }", {}, "BAD_REQUEST"],
    ["too deep a selection", deep, {}, "OPERATION_TOO_DEMANDING"],
    ["a cursor that is none", WORKS, { since: "yesterday" }, "BAD_USER_INPUT"],
    [
      "a cursor beyond the last change",
      WORKS,
      { since: Buffer.from('[1,"works.changes",999999]').toString("base64url") },
      "BAD_USER_INPUT",
    ],
    ["a variable of a wrong type", WORKS, { since: 7 }, "BAD_USER_INPUT"],
    [
      "a variable by a name that the house needs",
      "subscription ($feedFirst: Boolean!) { workChanged { cursor @include(if: $feedFirst) } }",
      { feedFirst: true },
      "BAD_REQUEST",
    ],
    ["a condition on the field", "subscription { workChanged @include(if: true) { cursor } }", {}, "BAD_REQUEST"],
  ])("%s", async (_what, query, variables, code) => {
    const feed = await follow(query, variables);
    expect(codesOf(await feed.ended)).toContain(code);
  });

  test("more subscriptions on one socket than it may have, and the others go on", async () => {
    const client = feedClient(house.url, await token("steward"));
    clients.push(client);
    const feeds = Array.from({ length: SOCKET_LIMITS.subscriptionsOfSocket + 1 }, () => collect(client, WORKS));
    const ended = await Promise.race(feeds.map(async (feed) => await feed.ended));
    expect(codesOf(ended)).toEqual(["TOO_MANY_SUBSCRIPTIONS"]);
    await registerWork();
    await feeds[0]?.count(1);
  });

  test("more sockets of one caller than it may have", async () => {
    const open = async (): Promise<{ code: number }> => {
      const client = feedClient(house.url, await token("admin"));
      clients.push(client);
      return (await Promise.race([collect(client, WORKS).ended, new Promise((done) => setTimeout(done, 3_000, { code: 0 }))])) as {
        code: number;
      };
    };
    const ends = await Promise.all(Array.from({ length: SOCKET_LIMITS.socketsOfCaller + 2 }, open));
    expect(ends.filter(({ code }) => code === 4429)).toHaveLength(2);
  });

  test.each<[string, string, readonly string[], RegExp]>([
    ["another address", "/somewhere", ["graphql-transport-ws"], /404/],
    ["another protocol", "/graphql", ["graphql-ws"], /4406|Unexpected|protocol/],
  ])("%s", async (_what, path, protocols, words) => {
    const socket = new WebSocket(`${house.url.replace(/^http/, "ws")}${path}`, [...protocols]);
    const why = await new Promise<string>((resolve) => {
      socket.on("error", ({ message }) => resolve(message));
      socket.on("close", (code) => resolve(String(code)));
    });
    expect(why).toMatch(words);
  });

  test("a message that is none, one that is too large, and a word before the greeting end the socket, not the house", async () => {
    for (const [message, code] of [
      ["hello", 4400],
      ["x".repeat(1_100_000), 1009],
      ['{"type":"subscribe","id":"1","payload":{"query":"subscription { workChanged { cursor } }"}}', 4401],
    ] as const) {
      const socket = new WebSocket(`${house.url.replace(/^http/, "ws")}/graphql`, ["graphql-transport-ws"]);
      socket.on("open", () => socket.send(message));
      expect(await new Promise((resolve) => socket.on("close", resolve))).toBe(code);
    }
    expect((await fetch(`${house.url}/health/live`)).status).toBe(200);
  });

  test("a subscription by POST is told where to go", async () => {
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await token("steward")}` },
      body: JSON.stringify({ query: "subscription { workChanged { cursor } }" }),
    });
    expect(JSON.stringify(await response.json())).toMatch(/WebSocket/);
  });
});

describe("the end", () => {
  test("a house that stops says so to all, and the next one goes on from the cursor", async () => {
    const since = await here();
    const feed = await follow(WORKS, { since });
    await registerWork();
    const [first] = await feed.count(1);
    const began = Date.now();
    await house.stop();
    expect(Date.now() - began).toBeLessThan(4_000);
    expect(await feed.ended).toMatchObject({ code: 1001 });
    const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
    house = await startHouse({ environment, demonstration: false });
    await house.ready;
    user = new HouseUser({ url: house.url, keys });
    const again = await follow(WORKS, { since: first.data.workChanged.cursor });
    await registerWork();
    const answers = await again.count(1);
    expect(numbersIn(answers)).toEqual([Number(first.data.workChanged.node.number) + 1]);
  });
});
