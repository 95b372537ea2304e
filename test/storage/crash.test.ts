/**
 * What is left when the store's process is killed at any moment: everything that was acknowledged, no half transaction, true indexes. This shows that
 * recovery is right; that commits are on the disk is shown by trace.test.ts. More kills: npm run test:crash -- --kills 200.
 */
import { afterEach, describe, expect, test } from "@jest/globals";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { verifyStore } from "../../subgraphs/storage/embedded/maintenance.ts";
import { crashLoop } from "../campaigns/crashLoop.ts";
import { ChildStore } from "../support/childStore.ts";
import { NoAnswer, RawClient, RawSession } from "../support/rawClient.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const one of children.splice(0)) one.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "tutti-crash-"));
  folders.push(folder);
  return folder;
};
const child = (): ChildStore => {
  const made = new ChildStore({ options: ["--here"] });
  children.push(made.process);
  return made;
};

test("20 kills among writes, index builds and drops lose nothing and leave nothing half done", async () => {
  const figures = await crashLoop({ folder: scratch(), kills: 20, seed: 20_261 });
  expect(figures.kills).toBe(20);
  expect(figures.acknowledged).toBeGreaterThan(400);
  for (const count of [figures.duringIndexBuild, figures.duringDrop, figures.retriedWrites, figures.conflicts])
    expect(count).toBeGreaterThan(0);
}, 300_000);

describe("said again after a kill", () => {
  /** A store that is killed and opened again between two parts of a test. */
  async function over(
    before: (client: RawClient, connect: () => Promise<RawClient>) => Promise<void>,
    after: (client: RawClient) => Promise<void>,
  ): Promise<void> {
    const folder = scratch();
    const [first, second] = [child(), child()];
    const { socket } = await first.open(folder);
    await before(await RawClient.connect(socket), async () => await RawClient.connect(socket));
    await first.kill();
    const again = await second.open(folder);
    await after(await RawClient.connect(again.socket));
    await second.kill();
  }

  test("a retryable write that was done is answered as the first time, and not done again", async () => {
    const session = new RawSession();
    const insert = { insert: "rows", documents: [{ _id: 1, n: 0 }], ...session.write() };
    const modify = { findAndModify: "rows", query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true, ...session.write() };
    const other = new RawSession();
    const upsert = { update: "rows", updates: [{ q: { k: "x" }, u: { $inc: { n: 5 } }, upsert: true }], ...other.write() };
    let upserted: unknown = null;
    await over(
      async (client) => {
        expect(await client.say("a", insert)).toMatchObject({ n: 1 });
        expect(await client.say("a", insert)).toMatchObject({ n: 1 });
        expect(await client.say("a", modify)).toMatchObject({ value: { n: 1 } });
        ({ upserted } = await client.say("a", upsert));
      },
      async (client) => {
        expect(await client.say("a", modify)).toMatchObject({ value: { n: 1 } });
        await expect(client.say("a", insert)).rejects.toMatchObject({ code: 225 }); // a newer number was used
        expect(await client.say("a", upsert)).toMatchObject({ upserted });
        expect(await client.find("a", { find: "rows", projection: { n: 1, _id: 0 }, sort: { n: 1 } })).toEqual([{ n: 1 }, { n: 5 }]);
      },
    );
  });

  test("a commit is answered as the first time; a transaction that was not committed is gone, whole", async () => {
    const [done, open] = [new RawSession(), new RawSession()].map((session) => session.transaction());
    if (!done || !open) throw new Error("no sessions");
    await over(
      async (client) => {
        for (const [i, { first, next }] of [done, open].entries()) {
          await client.say("a", { insert: "rows", documents: [{ _id: i }], ...first });
          await client.say("b", { insert: "rows", documents: [{ _id: i }], ...next });
        }
        await client.say("admin", { commitTransaction: 1, ...done.next });
      },
      async (client) => {
        await client.say("admin", { commitTransaction: 1, ...done.next });
        await expect(client.say("admin", { commitTransaction: 1, ...open.next })).rejects.toMatchObject({
          code: 251,
          labels: ["TransientTransactionError"],
        });
        for (const database of ["a", "b"]) expect(await client.find(database, { find: "rows" })).toEqual([{ _id: 0 }]);
      },
    );
  });

  test("a bulk write that was waiting in its middle for a transaction is done once, and nothing of it before", async () => {
    const bulk = {
      update: "rows",
      updates: ["x", "locked", "y"].map((_id) => ({ q: { _id }, u: { $inc: { n: 1 } }, upsert: true })),
      ...new RawSession().write(),
    };
    await over(
      async (client, connect) => {
        const [locking, others] = [await connect(), await connect()];
        await locking.say("a", { insert: "rows", documents: [{ _id: "locked", n: 0 }], ...new RawSession().transaction().first });
        const waiting = client.say("a", bulk).catch((error: unknown) => error);
        await others.say("a", { insert: "rows", documents: [{ _id: "other" }] });
        await others.say("a", { insert: "rows", documents: [{ _id: "another" }] });
        expect(await others.find("a", { find: "rows", filter: { n: { $exists: true } } })).toEqual([]);
        setImmediate(() => children[0]?.kill("SIGKILL"));
        expect(await waiting).toBeInstanceOf(NoAnswer);
      },
      async (client) => {
        for (let i = 0; i < 2; i += 1) expect(await client.say("a", bulk)).toMatchObject({ n: 3 });
        const rows = await client.find("a", { find: "rows", filter: { n: { $exists: true } } });
        expect(rows.map(({ _id, n }) => [_id, n])).toEqual([
          ["locked", 1],
          ["x", 1],
          ["y", 1],
        ]);
      },
    );
  });
});

const underNpm = process.platform === "win32" ? describe.skip : describe;
underNpm("a store that npm runs", () => {
  async function start(folder: string): Promise<{ npm: ChildProcess; socket: string; pid: number; client: RawClient }> {
    const npm = spawn("npm", ["run", "-s", "tutti", "--", "store", "--data", folder], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "ignore"],
      env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" },
    });
    children.push(npm);
    for await (const line of createInterface({ input: npm.stdout })) {
      const [, path] = /^mongodb:\/\/([^/]+)\//.exec(line) ?? [];
      if (path === undefined) continue;
      const socket = decodeURIComponent(path);
      const client = await RawClient.connect(socket);
      const { pid } = await client.say("admin", { serverStatus: 1 });
      return { npm, socket, pid: Number(pid), client };
    }
    throw new Error("npm ended before the store opened");
  }
  const gone = async (process: ChildProcess): Promise<void> => {
    if (process.exitCode === null && process.signalCode === null) await new Promise((resolve) => process.once("exit", resolve));
  };
  const written = async (client: RawClient): Promise<number> => {
    for (let i = 0; i < 50; i += 1) await client.say("a", { insert: "rows", documents: [{ _id: i }] });
    return 50;
  };

  test("is killed: npm ends, and everything is there", async () => {
    const folder = scratch();
    const { npm, pid, client } = await start(folder);
    const count = await written(client);
    process.kill(pid, "SIGKILL");
    await gone(npm);
    await expect(client.say("a", { ping: 1 })).rejects.toThrow(NoAnswer);
    expect(await verifyStore(folder)).toMatchObject({ documents: count, faults: [] });
  }, 120_000);

  test("outlives a kill of npm alone: it goes on, holds its data against a second, and is free when it is killed too", async () => {
    const folder = scratch();
    const { npm, pid, client } = await start(folder);
    try {
      npm.kill("SIGKILL");
      await gone(npm);
      const count = await written(client);
      await expect(child().open(folder)).rejects.toThrow(/in use by another running store/);
      process.kill(pid, "SIGKILL");
      await expect(client.say("a", { ping: 1 }).then(async () => await client.say("a", { ping: 1 }))).rejects.toThrow(NoAnswer);
      const { socket } = await child().open(folder);
      const again = await RawClient.connect(socket);
      expect(await again.find("a", { find: "rows" })).toHaveLength(count);
      again.close();
    } finally {
      client.close();
    }
  }, 120_000);
});
