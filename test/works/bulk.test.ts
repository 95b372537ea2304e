/** Shows that the bulk path of generated catalogues stores what the ordinary import stores, and that doing it again changes nothing. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { inventCatalogue } from "../../seed/catalogue.ts";
import { registrationFile } from "../../seed/registrations.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { HouseUser } from "../support/houseUser.ts";

const WORKS = inventCatalogue({ seed: 21, works: 30 }).works.filter(({ home }) => home.society === "052");
const FILE = registrationFile(WORKS, { society: "052", name: "BULK", createdAt: "2026-01-05T08:00:00.000Z" });
const OWNED = `query ($iswc: String!) { workByIswc(iswc: $iswc) { title titles { text } version registrations { society { code } workCode }
  ownership(rights: [PR, MR, SY], territories: ["2136"], on: "2026-06-30") { cells { right territories state claimed { percent }
    claims { party { name } role society { code } share { percent } chain } } } } changes(first: 1000) { edges { cursor } } }`;

const folders: string[] = [];
const houses: House[] = [];

async function open(): Promise<{ house: House; user: HouseUser }> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-bulk-"));
  folders.push(folder);
  const house = await startHouse({
    environment: requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" })),
    demonstration: false,
  });
  houses.push(house);
  await house.ready;
  return { house, user: new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: folder }) }) };
}

let bulk: { house: House; user: HouseUser };
let ordinary: { house: House; user: HouseUser };
beforeAll(async () => {
  [bulk, ordinary] = [await open(), await open()];
}, 60_000);
afterAll(async () => {
  for (const house of houses) await house.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test("both ways give the same works, claims and changes, and a second time gives nothing new", async () => {
  expect(await bulk.house.parts?.works.loadInBulk(FILE, "052")).toBe(WORKS.length);
  const { result } = await ordinary.user.send("052 steward", "/files/cwr?society=052", FILE);
  expect(result).toMatchObject({ works: { created: WORKS.length } });
  for (const { iswc } of WORKS) {
    const [one, other] = await Promise.all([bulk, ordinary].map(async ({ user }) => await user.ask("119 society", OWNED, { iswc })));
    expect(one.workByIswc.title).toBeTruthy();
    expect({ ...one, changes: one.changes.edges.length }).toEqual({ ...other, changes: other.changes.edges.length });
  }
  expect(await bulk.house.parts?.works.loadInBulk(FILE, "052")).toBe(0);
  // another file with the same works: the file is new, its works are not
  expect(
    await bulk.house.parts?.works.loadInBulk(
      registrationFile(WORKS, { society: "052", name: "BULK", createdAt: "2026-01-06T08:00:00.000Z" }),
      "052",
    ),
  ).toBe(0);
}, 60_000);

test("a file that is none is refused with its problems", async () => {
  await expect(bulk.house.parts?.works.loadInBulk(Buffer.from("nothing"), "052")).rejects.toMatchObject({
    problems: [{ code: "CWR_HEADER_MISSING" }],
  });
});
