/** Shows the same main job over six processes: the store, four subgraphs and the gateway, as the containers run them. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { signToken } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { collect, feedClient } from "../support/feedClient.ts";
import { HouseUser } from "../support/houseUser.ts";
import { doMainJob, findEverything } from "../support/mainJob.ts";
import { startSixProcesses } from "../support/sixProcesses.ts";
import type { SixProcesses } from "../support/sixProcesses.ts";

let folder: string;
let house: SixProcesses | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-six-"));
  house = await startSixProcesses(folder);
}, 300_000);
afterAll(async () => {
  await house?.stop();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

test("the main job gives the same answers over HTTP between six processes", async () => {
  if (!house) throw new Error("the six processes did not start");
  const user = new HouseUser(house);
  await findEverything(user, await doMainJob(user));
}, 240_000);

test("a subgraph called past the gateway answers nobody", async () => {
  const response = await fetch(`${house?.worksUrl ?? ""}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: '{ searchWorks(query: "lantern") { edges { node { id } } } }' }),
  });
  expect(response.status).toBe(401);
});

test.each([
  ["the schema itself", "{ __schema { queryType { name } } }"],
  ["a type of it, hidden in a fragment", '{ ...A } fragment A on Query { __type(name: "Work") { name } }'],
])("%s is told to holders of a token only", async (_what, query) => {
  if (!house) throw new Error("the six processes did not start");
  const ask = async (headers: Record<string, string>): Promise<unknown> => {
    const response = await fetch(`${house?.url ?? ""}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query }),
    });
    return await response.json();
  };
  const token = await signToken({ key: house.keys.token, subject: "x", society: "052", role: "society", clock: systemClock });
  expect(await ask({})).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  expect(await ask({ authorization: `Bearer ${token}` })).not.toHaveProperty("errors");
});

test("a subscription at the gateway tells what happens in another process, from a cursor on", async () => {
  if (!house) throw new Error("the six processes did not start");
  const token = await signToken({ key: house.keys.token, subject: "feed", society: "052", role: "steward", clock: systemClock });
  const client = feedClient(house.url, token);
  try {
    const user = new HouseUser(house);
    const { partyChanges } = await user.ask("052 steward", "{ partyChanges(first: 1) { pageInfo { endCursor } } }");
    const past = collect(client, "subscription ($since: String) { partyChanged(since: $since) { node { number } } }", {
      since: partyChanges.pageInfo.endCursor,
    });
    expect((await past.count(3)).map(({ data }) => data.partyChanged.node.number)).toEqual(Array.from(past.answers, (_, at) => at + 2));
    const now = collect(client, `subscription { partyChanged(kinds: ["PARTY_REGISTERED"]) { node { party { name } } } }`);
    await wait(1_000); // until it has begun
    await user.ask("052 steward", `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { party { id } } }`, {
      input: { kind: "NATURAL", names: [{ lastName: "Following", firstName: "Ida" }] },
    });
    expect((await now.count(1))[0].data).toEqual({ partyChanged: { node: { party: { name: "Ida Following" } } } });
  } finally {
    await client.dispose();
  }
}, 60_000);
