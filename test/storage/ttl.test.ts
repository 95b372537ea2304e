/** When documents expire, by indexes with expireAfterSeconds. The clock is the test's; rounds follow each other at once. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import type { Storage } from "../../subgraphs/storage/connection.ts";
import { openHost } from "../../subgraphs/storage/embedded/host.ts";
import type { Host } from "../../subgraphs/storage/embedded/host.ts";
import { codeOf, idsOf } from "../support/rowStore.ts";
import type { Row, Rows } from "../support/rowStore.ts";

const folder = mkdtempSync(join(tmpdir(), "tutti-ttl-"));
const complaints: string[] = [];
let now = Date.UTC(2026, 0, 1);
let host: Host;
let storage: Storage;
beforeAll(async () => {
  const expiry = { intervalMs: 1, now: () => now };
  host = await openHost({ dataFolder: folder, expiry }, (message, details) => complaints.push(`${message} ${JSON.stringify(details)}`));
  storage = await openStorage({ uri: `${host.address}/tutti?directConnection=true`, appName: "test" });
});
afterAll(async () => {
  await storage.close();
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

const at = (seconds: number): Date => new Date(now + seconds * 1_000);

let count = 0;
async function expiring(spec: object, key: Record<string, 1 | -1> = { at: 1 }): Promise<Rows> {
  count += 1;
  const rows = storage.database("works").collection<Row>(`expiring${count}`);
  await rows.createIndex(key, spec, {});
  return rows;
}

/** Adds a document that is expired already, and asks until it is gone: whatever else was to go in that round has gone before. */
async function aRound(rows: Rows): Promise<void> {
  await rows.insertOne({ _id: "sentinel", at: new Date(now - 3_600_000_000), kind: "session" });
  while ((await rows.countDocuments({ _id: "sentinel" })) > 0);
}

async function command(body: Record<string, unknown>): Promise<Record<string, unknown>> {
  return (await storage.database("works").db?.command(body)) ?? {};
}

describe("documents expire", () => {
  test("so many seconds after their date, and never when they hold none", async () => {
    const rows = await expiring({ expireAfterSeconds: 60 });
    await rows.insertMany([
      { _id: 1, at: at(-61) },
      { _id: 2, at: at(-60) },
      { _id: 3, at: at(-59) },
      { _id: 4, at: at(600) },
      { _id: 5, at: null },
      { _id: 6 },
      { _id: 7, at: "2020-01-01" },
      { _id: 8, at: 0 },
    ]);
    await aRound(rows);
    expect(await idsOf(rows, {})).toEqual([3, 4, 5, 6, 7, 8]);
    now += 1_000;
    await aRound(rows);
    expect(await idsOf(rows, {})).toEqual([4, 5, 6, 7, 8]);
  });

  test("by the earliest of several dates, in an index of either direction", async () => {
    const rows = await expiring({ expireAfterSeconds: 0 }, { at: -1 });
    await rows.insertMany([
      { _id: 1, at: [at(100), at(-1), at(-2), "never"] },
      { _id: 2, at: [at(100), at(200)] },
      { _id: 3, at: [] },
    ]);
    await aRound(rows);
    expect(await idsOf(rows, {})).toEqual([2, 3]);
  });

  test("only where a partial index holds them", async () => {
    const rows = await expiring({ expireAfterSeconds: 0, partialFilterExpression: { kind: "session" } });
    await rows.insertMany([
      { _id: 1, at: at(-1), kind: "session" },
      { _id: 2, at: at(-1), kind: "account" },
    ]);
    await aRound(rows);
    expect(await idsOf(rows, {})).toEqual([2]);
  });

  test("in many small writes that leave every index true", async () => {
    const rows = await expiring({ expireAfterSeconds: 1 });
    await rows.createIndex({ k: 1 }, { unique: true }, {});
    await rows.insertMany(Array.from({ length: 1_700 }, (_, i) => ({ _id: i, k: `k${i}`, at: i % 17 === 0 ? at(60) : at(0) })));
    expect(await rows.countDocuments({})).toBe(1_700);
    now += 1_000;
    while ((await rows.countDocuments({})) > 100);
    await aRound(rows);
    expect(await rows.countDocuments({})).toBe(100);
    const told = await storage.database("works").db?.admin().command({ tuttiVerify: 1 });
    expect(told?.["faults"]).toEqual([]);
  });

  test("after a transaction that holds them has ended, and not when it has put them off", async () => {
    const rows = await expiring({ expireAfterSeconds: 10 });
    await rows.insertOne({ _id: 1, at: at(0) });
    await storage.database("works").transaction(async (session) => {
      await rows.updateOne({ _id: 1 }, { $set: { at: at(1_000) } }, { session });
      now += 10_000;
    });
    await aRound(rows);
    expect(await idsOf(rows, {})).toEqual([1]);
  });
});

describe("expireAfterSeconds", () => {
  test("is changed, or given to an index that had none, by collMod", async () => {
    const rows = await expiring({ expireAfterSeconds: 1_000_000 });
    const { collectionName: collMod } = rows;
    await rows.insertOne({ _id: 1, at: at(-100), since: at(-100) });
    expect(await command({ collMod, index: { keyPattern: { at: 1 }, expireAfterSeconds: 200 } })).toMatchObject({
      expireAfterSeconds_old: 1_000_000,
      expireAfterSeconds_new: 200,
    });
    expect(await rows.listIndexes().toArray()).toContainEqual(expect.objectContaining({ name: "at_1", expireAfterSeconds: 200 }));
    await aRound(rows);
    expect(await idsOf(rows, {})).toEqual([1]);
    await rows.createIndex({ since: 1 }, {}, {});
    expect(await command({ collMod, index: { name: "since_1", expireAfterSeconds: 50 } })).not.toHaveProperty("expireAfterSeconds_old");
    await aRound(rows);
    await aRound(rows);
    expect(await idsOf(rows, {})).toEqual([]);
  });

  test("is refused where MongoDB refuses it", async () => {
    const rows = storage.database("works").collection<Row>("refused");
    expect(await codeOf(rows.createIndex({ a: 1, at: 1 }, { expireAfterSeconds: 1 }, {}))).toBe(67);
    expect(await codeOf(rows.createIndex({ at: 1 }, { expireAfterSeconds: -1 }, {}))).toBe(67);
    expect(await codeOf(rows.createIndex({ at: 1 }, { expireAfterSeconds: 2 ** 31 }, {}))).toBe(67);
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: 1 }, {});
    expect(await codeOf(rows.createIndex({ at: 1 }, { expireAfterSeconds: 2 }, {}))).toBe(85);
  });
});
