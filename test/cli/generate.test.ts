/** Shows that a generated catalogue is the same for the same seed, and that one which was cut off goes on where it was. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import { growingCatalogue } from "../../seed/catalogue.ts";
import type { InventedWork } from "../../seed/catalogue.ts";
import { registrationFile } from "../../seed/registrations.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { commandLine, lastJson } from "./commandLine.ts";

const [WORKS, SEED] = [500, 3];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-generate-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function catalogue(seed: number, from: number, until: number): InventedWork[] {
  const workAt = growingCatalogue(seed);
  return Array.from({ length: until - from }, (_, at) => workAt(from + at));
}

describe("a generated catalogue", () => {
  test("is the same for the same seed, in whatever parts it is made, and another for another seed", () => {
    const file = (works: readonly InventedWork[]): string =>
      Buffer.from(registrationFile(works, { society: "052", name: "SYNTHETIC", createdAt: "2026-01-05T08:00:00.000Z" })).toString("latin1");
    const whole = catalogue(SEED, 0, WORKS);
    expect(file([...catalogue(SEED, 0, 120), ...catalogue(SEED, 120, WORKS)])).toBe(file(whole));
    expect(file(catalogue(SEED + 1, 0, WORKS))).not.toBe(file(whole));
    expect(new Set(whole.map(({ iswc }) => iswc)).size).toBe(WORKS);
  });

  test("begins with every smaller one of its seed, and shares no recording with another seed's", () => {
    const larger = catalogue(SEED, 0, 2 * WORKS);
    expect(larger.slice(0, WORKS)).toEqual(catalogue(SEED, 0, WORKS));
    expect(growingCatalogue(SEED)(100_000)).toEqual(catalogue(SEED, 100_000, 100_001)[0]);
    const writers = (works: readonly InventedWork[]) =>
      new Set(works.flatMap(({ chains }) => chains.map(({ writer }) => writer.ipiNameNumber)));
    expect(writers(larger).size).toBeGreaterThan(writers(larger.slice(0, WORKS)).size);
    const others = new Set(catalogue(SEED + 1, 0, WORKS).map(({ isrc }) => isrc));
    expect(larger.some(({ isrc }) => others.has(isrc))).toBe(false);
  });

  test("goes on in bulk where it was cut off, and a second time is there already", async () => {
    const tutti = commandLine(folder);
    const args = ["generate", "--works", String(WORKS), "--seed", String(SEED), "--json"];
    const said = await tutti.cutOff(/^\d+ of 500$/m, ...args);
    const before = Number(/(\d+) of 500\n$/.exec(said)?.[1]);
    expect(before).toBeGreaterThanOrEqual(WORKS / 5);
    const rest = lastJson(await tutti.run(...args)) as { created: number; unchanged: number };
    expect(rest.created + rest.unchanged).toBe(WORKS);
    expect(rest.unchanged).toBeGreaterThanOrEqual(before);
    expect(rest.created).toBeGreaterThan(0);
    expect(lastJson(await tutti.run(...args))).toEqual({ works: WORKS, seed: SEED, created: 0, unchanged: WORKS });
    const larger = lastJson(await tutti.run("generate", "--works", String(WORKS + 20), "--seed", String(SEED), "--json"));
    expect(larger).toEqual({ works: WORKS + 20, seed: SEED, created: 20, unchanged: WORKS });
  }, 120_000);

  test("is in the house with every ISWC, and to a running house its files go like anybody's", async () => {
    const house = await startHouse({ environment: requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" })) });
    try {
      await house.ready;
      const codes = catalogue(SEED, 0, WORKS).map(({ iswc }) => iswc);
      const { workIds } = (await house.parts?.works.ports.rightsReader.resolve({ codes })) ?? { workIds: [] };
      expect([workIds.length, new Set(workIds).size, workIds.includes(null)]).toEqual([WORKS, WORKS, false]);
      const { run } = commandLine(folder);
      const counts = async () => lastJson(await run("generate", "--works", "40", "--seed", "11", "--json"));
      expect(await counts()).toEqual({ works: 40, seed: 11, created: 40, unchanged: 0 });
      expect(await counts()).toEqual({ works: 40, seed: 11, created: 0, unchanged: 40 });
    } finally {
      await house.stop();
    }
  }, 120_000);
});
