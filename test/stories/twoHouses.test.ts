/**
 * Tells of two houses: a society's own, served as a node, and one that asks it over HTTP. The picture stays honest while the node is killed in the middle of a
 * small load and comes back: the label of its part changes, and nothing else.
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
import type { PartyStatement } from "../../subgraphs/kit/ports/partyRegistrar.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { HouseUser } from "../support/houseUser.ts";
import { publisher, sketch, writer } from "../works/house.ts";

const ISWC = "T0345246801";
let folder: string;
let house: House;
let node: House | null = null;
let asker: HouseUser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-two-"));
  house = await open("house", "0", null);
  node = await open("node", "0", "119");
  await state(house, "052", [writer("50"), publisher("P", "50")]);
  await state(node, "119", [publisher("P", "40")]);
  asker = new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: join(folder, "house") }) });
}, 120_000);
afterAll(async () => {
  await node?.stop();
  await house.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function open(name: string, port: string, nodeSociety: string | null): Promise<House> {
  const environment = requireOk(readEnvironment({ PORT: port, TUTTI_DATA: join(folder, name) }));
  const opened = await startHouse({ environment, log: createLogger({ level: "silent" }), demonstration: false, nodeSociety });
  await opened.ready;
  return opened;
}

const WRITER = party("WRITER", "Writer", "052", "00014107338");
const PUBLISHER = party("PUBLISHER", "Publisher", "119", "00000000199");

function party(side: "WRITER" | "PUBLISHER", lastName: string, society: string, ipiNameNumber: string): PartyStatement {
  return {
    ...{
      side,
      lastName,
      ipiNameNumber,
      ipiBaseNumber: null,
      kind: side === "WRITER" ? "NATURAL" : "LEGAL",
      firstName: null,
      nativeName: null,
    },
    ...{ affiliations: { PERFORMING: society }, submitterKey: `SO:${society}`, submitterPartyNumber: lastName, message: "msg_1" },
  };
}

/** Every house knows the parties under ids of its own. */
async function state({ parts }: House, society: string, claims: Parameters<typeof sketch>[0]["claims"]): Promise<void> {
  if (parts === null) throw new Error("a whole house");
  const { partyIds } = await parts.parties.ports.partyRegistrar.register({ parties: [WRITER, PUBLISHER] });
  const [w = "", p = ""] = partyIds.map((id) => id.replace(/^pty_/, ""));
  const own = (claims ?? []).map((claim) => ({ ...claim, party: claim.party === "P" ? p : w, writers: [w] }));
  await parts.works.recordStatements([sketch({ from: `SO:${society}`, number: "A1", iswc: ISWC, creators: [w], claims: own })]);
}

async function picture() {
  const { workByIswc } = await asker.ask(
    "052 society",
    `{ workByIswc(iswc: "${ISWC}") { ownership(rights: [PR], territories: ["0156", "0250"], on: "2026-06-30") {
      complete sources { society { code } status } conflicts { id } statements { source }
      cells { territories state claimed { percent } unclaimed { percent } claims { share { percent } society { code } statedBy } } } } }`,
  );
  const { sources, ...rest } = workByIswc.ownership;
  return { rest, label: sources.map((one: { society: { code: string }; status: string }) => `${one.society.code} ${one.status}`).join() };
}

test("before the node is known its part is absent, and the answer is not complete", async () => {
  const { rest, label } = await picture();
  expect(label).toBe("052 LIVE,119 ABSENT");
  expect(rest).toMatchObject({ complete: false, cells: [{ claimed: { percent: "100" } }] });
});

test("a node tells of its own society alone, and to nobody without a token of its house", async () => {
  const keys = await loadKeys({ dataFolder: join(folder, "node") });
  const partner = new HouseUser({ url: node?.url ?? "", keys });
  const told = `{ societyStatements { society { code } edges { node { submitter submitterWorkNumber parties { name ipiNameNumber } } } } }`;
  expect(await partner.ask("052 society", told)).toEqual({
    societyStatements: {
      society: { code: "119" },
      edges: [
        {
          node: {
            ...{ submitter: "SO:119", submitterWorkNumber: "A1" },
            parties: [
              { name: "Publisher", ipiNameNumber: "00000000199" },
              { name: "Writer", ipiNameNumber: "00014107338" },
            ],
          },
        },
      ],
    },
  });
  await expect(partner.ask("052 society", told.replace("Statements {", 'Statements(society: "052") {'))).rejects.toThrow(/NODE_SOCIETY/);
  await expect(partner.ask("052 licensee", told)).rejects.toThrow(/shares:read/);
  await expect(
    new HouseUser({ url: node?.url ?? "", keys: { ...keys, token: new Uint8Array(32) } }).ask("052 society", told),
  ).rejects.toThrow(/not one that this house/);
});

test("the node is registered, and the picture is complete and live", async () => {
  const { token: key } = await loadKeys({ dataFolder: join(folder, "node") });
  const token = await signToken({ key, subject: "house of 052", society: "052", role: "society", clock: systemClock });
  const register = `mutation ($input: RegisterNodeSourceInput!) { registerNodeSource(input: $input) { source { form status } problems { code message } } }`;
  const input = { society: "119", url: `${node?.url ?? ""}/graphql`, token, deadlineMs: 20_000, pauseSeconds: 1 };
  const { registerNodeSource } = await asker.ask("119 steward", register, { input });
  expect(registerNodeSource).toEqual({ source: { form: "NODE", status: "ABSENT" }, problems: [] });
  const { rest, label } = await picture();
  expect(label).toBe("052 LIVE,119 LIVE");
  // 119 holds P's mandate: its own figure counts, and 052's other one stands beside it in a conflict.
  expect(rest).toMatchObject({ complete: true, conflicts: [{}], statements: [{ source: "SO:052" }, { source: "SO:119 to 119" }] });
});

test("a node killed in the middle of a load, and back again, changes the label of its part and nothing else", async () => {
  const before = await picture();
  const labels: string[] = [];
  const load = async (): Promise<void> => {
    for (let times = 0; times < 8; times += 1) {
      const { rest, label } = await picture();
      expect(rest).toEqual(before.rest);
      labels.push(label);
    }
  };
  const killed = async (): Promise<void> => {
    while (labels.length < 6) await wait(5);
    await node?.stop();
  };
  const { port } = new URL(node?.url ?? "");
  await Promise.all([load(), load(), load(), killed()]);
  expect(labels[0]).toBe("052 LIVE,119 LIVE");
  expect(labels.filter((label) => label !== "052 LIVE,119 LIVE" && label !== "052 LIVE,119 CACHED")).toEqual([]);
  const after = await picture();
  expect([after.rest, after.label]).toEqual([before.rest, "052 LIVE,119 CACHED"]);
  const { societySources } = await asker.ask("052 society", `{ societySources { status failures lastErrorCode } }`);
  expect(societySources).toEqual([
    { status: "CACHED", failures: expect.any(Number), lastErrorCode: expect.stringMatching(/^NODE_(UNREACHED|HTTP|ERRORS)$/) },
  ]);
  node = await open("node", port, "119");
  let back = await picture();
  for (let tries = 0; tries < 200 && back.label !== "052 LIVE,119 LIVE"; tries += 1) {
    await wait(50);
    back = await picture();
  }
  expect(back).toEqual(before);
}, 120_000);
