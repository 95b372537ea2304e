/** Shows the main job end to end over HTTP on the embedded store, in one process, and that a restart loses nothing. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { HouseUser } from "../support/houseUser.ts";
import { doMainJob, findEverything } from "../support/mainJob.ts";

let folder: string;
let house: House;

async function open(): Promise<HouseUser> {
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
  house = await startHouse({ environment });
  await house.ready;
  return new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: folder }) });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-story-"));
});
afterAll(async () => {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a newcomer loads, disputes, licenses, reports, distributes and explains; and finds it all again", async () => {
  const done = await doMainJob(await open());
  await house.stop();
  await findEverything(await open(), done);
  expect(house.embedded).toBe(true);
}, 240_000);
