/**
 * Shows that a whole file reaches another house by the node that holds it, and loses nothing on the way: two houses with parties of their own, CWR samples in
 * one of them, and what is stored compared word by word, ids apart.
 */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { createSeal } from "../../../subgraphs/kit/seal.ts";
import type { Foundation } from "../../../subgraphs/kit/foundation.ts";
import { NODE_SEAL } from "../../../subgraphs/works/index.ts";
import type { WorksSubgraph } from "../../../subgraphs/works/index.ts";
import { answeringFrom, openNode } from "../../support/nodeServer.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf } from "../house.ts";
import { askWorks, openRealHouse } from "../realHouse.ts";

const seal = createSeal({ internal: new Uint8Array(32).fill(7), former: [] }, NODE_SEAL);

interface Opened {
  readonly store: TestStore;
  readonly foundation: Foundation;
  readonly works: WorksSubgraph;
}
let [here, there]: [Opened, Opened] = [null as never, null as never];

async function open(): Promise<Opened> {
  const store = await openTestStore();
  const { foundation, works } = await openRealHouse(store, { works: { nodeSeal: seal, webhookReach: { loopback: true, allowed: [] } } });
  return { store, foundation, works };
}

beforeAll(async () => {
  [here, there] = [await open(), await open()];
}, 60_000);
afterAll(async () => {
  await here.store.stop();
  await there.store.stop();
});

async function ask({ works }: Opened, source: string, variables: object = {}) {
  return await askWorks(works, { source, variables: { ...variables }, caller: callerOf("119", "admin") });
}

/** What the statements in force say, without the ids of this house and without where and when they came. */
async function said({ store }: Opened): Promise<string[]> {
  const own = ["_id", "workId", "receipts", "contentHash", "claimIds", "id", "replaces"];
  const { statements = [] } = (await store.dump("works")) as { statements?: { state: string; submitter: { key: string; name: string } }[] };
  // Which party a submitter is, each house finds for itself.
  const inForce = statements
    .filter(({ state }) => state === "IN_FORCE")
    .map(({ submitter: { key, name }, ...one }) => ({ ...one, submitter: { key, name } }));
  return inForce
    .map((one) =>
      JSON.stringify(sorted(one), (name, value: unknown) => (own.includes(name) ? undefined : value)).replace(/pty_\w+/g, "pty"),
    )
    .sort();
}

/** Members in one order: a store keeps that in which they came. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

it("tells a sample file's statements whole, and the second time nothing", async () => {
  const admin = callerOf("119", "admin");
  for (const name of ["CW190001MPC_000.V21", "weso-nwrexample2.V21"]) {
    const stream = Readable.from([await readFile(new URL(`../../samples/${name}`, import.meta.url))]);
    await there.works.files.receive({ kind: "cwr", stream, parameters: { society: "119" }, caller: admin });
    await there.foundation.jobs.drain();
  }
  await there.foundation.events.drain();
  const node = await openNode(answeringFrom(there.works.schema, () => there.works.contextFor(admin)));
  try {
    const register = `mutation ($input: RegisterNodeSourceInput!) { registerNodeSource(input: $input) { problems { code } } }`;
    await ask(here, register, { input: { society: "119", url: node.url, token: "t" } });
    await here.foundation.schedules.tick();
    const { societySources } = await ask(here, `{ societySources { status failures lastErrorCode lastError } }`);
    expect(societySources).toEqual([{ status: "LIVE", failures: 0, lastErrorCode: null, lastError: null }]);
    const told = await said(there);
    expect(told.length).toBeGreaterThan(90);
    const recorded = await said(here);
    expect(recorded.length).toBe(told.length);
    expect(recorded.findIndex((one, at) => one !== told[at])).toBe(-1);
    const before = await here.store.dump("works");
    await ask(here, `mutation { removeSocietySource(input: { society: "119" }) { problems { code } } }`);
    await ask(here, register, { input: { society: "119", url: node.url, token: "t" } });
    await here.store.connection("works").collection("schedules").deleteMany({});
    const asked = node.questions.length;
    await here.foundation.schedules.tick();
    expect(node.questions.length).toBeGreaterThan(asked);
    const after = await here.store.dump("works");
    for (const name of ["statements", "works"]) expect(JSON.stringify(after[name]) === JSON.stringify(before[name])).toBe(true);
  } finally {
    await node.kill();
  }
}, 120_000);
