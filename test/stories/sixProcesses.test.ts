/** Shows the same main job over six processes: the store, four subgraphs and the gateway, as the containers run them. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
