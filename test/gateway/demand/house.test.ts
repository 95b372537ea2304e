/** Shows what a house over HTTP says of costs: told to who asks, refused beyond the limit, and counted against the society's budget. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../../gateway/house.ts";
import type { House } from "../../../gateway/house.ts";
import { signToken } from "../../../gateway/identity.ts";
import { systemClock } from "../../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../../subgraphs/kit/keys.ts";
import { requireOk } from "../../../subgraphs/kit/refusal.ts";

let folder: string;
let house: House;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-demand-"));
  const variables = { PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent", TUTTI_COST_LIMIT: "300", TUTTI_COST_PER_MINUTE: "2000" };
  house = await startHouse({ environment: requireOk(readEnvironment(variables)), demonstration: false });
  await house.ready;
}, 60_000);
afterAll(async () => {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

const PAGE = 'query ($first: Int) { searchWorks(query: "song", first: $first) { edges { node { title } } } }';

async function ask(
  society: string | null,
  first: number,
  headers: Record<string, string> = {},
): Promise<{ status: number; retryAfter: string | null; body: unknown }> {
  const { token: key } = await loadKeys({ dataFolder: folder });
  const token = society && (await signToken({ key, subject: "somebody", society, role: "society", clock: systemClock }));
  const response = await fetch(`${house.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query: PAGE, variables: { first } }),
  });
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body: await response.json() };
}

test("who asks is told the cost, and nobody else", async () => {
  expect((await ask("119", 10, { "x-tutti-cost": "1" })).body).toEqual({
    data: { searchWorks: { edges: [] } },
    extensions: { cost: { estimated: 31, limit: 300 } },
  });
  expect((await ask("119", 10)).body).toEqual({ data: { searchWorks: { edges: [] } } });
});

test("an operation that may cost too much is refused with its cost and the limit", async () => {
  const { status, body } = await ask("119", 150, { "x-tutti-cost": "1" });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    errors: [
      {
        message: "The operation may cost 311; at most 300 is answered. Ask for fewer items, or for less of each.",
        extensions: { code: "OPERATION_TOO_DEMANDING", measure: "cost", asked: 311, limit: 300 },
      },
    ],
    extensions: { cost: { estimated: 311, limit: 300 } },
  });
});

test("a society that spent its budget is told when to ask again; others are not held up", async () => {
  const answers = [];
  for (let at = 0; at < 20; at += 1) answers.push(await ask("052", 100)); // 211 each; a minute may begin between two of them
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.body).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED", cost: 211, limit: 2000 } }] });
  expect(Number(refused[0]?.retryAfter)).toBeGreaterThan(0);
  expect((await ask("058", 100)).status).toBe(200);
  expect((await ask(null, 50)).status).toBe(200);
});

test("what operations cost is among the metrics", async () => {
  const metrics = await (await fetch(`${house.url}/metrics`)).text();
  expect(metrics).toMatch(/tutti_operation_cost_count [1-9]/);
  expect(metrics).toMatch(/tutti_errors_total\{code="RATE_LIMITED"\} [1-9]/);
});
