/**
 * What MongoDB's documentation says of each command, asserted of the embedded store always, and of a MongoDB too when MONGODB_URI names one;
 * then the two answers are compared field by field.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { AREAS } from "./areas.ts";
import { DIFFERENCES } from "./differences.ts";
import { comparable, runCase } from "./runner.ts";
import type { Server } from "./servers.ts";
import { openServers } from "./servers.ts";

let servers: readonly Server[];
beforeAll(async () => {
  servers = await openServers();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

test("no two cases of an area have one name", () => {
  for (const cases of Object.values(AREAS)) expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

test("every known difference names a case", () => {
  const names = Object.entries(AREAS).flatMap(([area, cases]) => cases.map(({ name }) => `${area}: ${name}`));
  expect(Object.keys(DIFFERENCES).filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(Object.entries(AREAS))("%s", (area, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    if (`${area}: ${name}` in DIFFERENCES) {
      for (const server of servers) {
        if (server.name === "embedded") await expect(runCase(server, one)).rejects.toThrow();
        else await runCase(server, one);
      }
      return;
    }
    const [mine = [], theirs] = await inOrder(servers, (server) => runCase(server, one));
    if (!theirs || one.refused !== undefined) return;
    one.steps.forEach((step, i) => expect(comparable(mine[i] ?? {}, step)).toEqual(comparable(theirs[i] ?? {}, step)));
  });
});

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
