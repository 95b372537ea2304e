/** What survives: stops, second starts, a full disk, data of another version. Stores here run in children or in this thread. */
import { afterEach, describe, expect, test } from "@jest/globals";
import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mongoose from "mongoose";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { verifyStore } from "../../subgraphs/storage/embedded/maintenance.ts";
import { Disk } from "../../subgraphs/storage/embedded/engine/disk.ts";
import { encode } from "../../subgraphs/storage/embedded/values/codec.ts";
import { ChildStore } from "../support/childStore.ts";
import { RawClient, Refused } from "../support/rawClient.ts";

type Row = mongoose.mongo.Document & { _id: string | number };

const folders: string[] = [];
const children: ChildProcess[] = [];
const mounts: string[] = [];
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "tutti-durable-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const one of children.splice(0)) one.kill("SIGKILL");
  for (const mount of mounts.splice(0)) execFileSync("umount", ["-l", mount]);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A store in a process of its own, as a program runs it. */
function child(options: readonly string[] = []): ChildStore {
  const made = new ChildStore({ options });
  children.push(made.process);
  return made;
}

/** The same under a parent that never reaps it. */
async function startUnreaped(folder: string): Promise<{ parent: ChildProcess; pid: number }> {
  const file = fileURLToPath(new URL("../support/storeChild.ts", import.meta.url));
  const parent = spawn("sh", ["-c", '"$0" --import tsx "$1" "$2" & echo "$!"; exec sleep 60', process.execPath, file, folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"] ?? "" },
  });
  children.push(parent);
  let said = "";
  for await (const chunk of parent.stdout) {
    said += String(chunk);
    if (said.includes("mongodb://")) break;
  }
  return { parent, pid: Number(/^\d+$/m.exec(said)?.[0]) };
}

/** A disk of 6 MB of its own, in memory; null, with the reason printed, where this process may not mount one. */
function smallDisk(): string | null {
  const folder = join(scratch(), "disk");
  mkdirSync(folder);
  try {
    if (process.platform !== "linux" || process.getuid?.() !== 0) throw new Error("only root on Linux mounts one");
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    process.stderr.write(`no disk of its own for this test: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
  mounts.push(folder);
  return folder;
}

const open = async (uri: string): Promise<mongoose.Connection> =>
  await mongoose.createConnection(uri, { serverSelectionTimeoutMS: 5_000, retryWrites: false }).asPromise();

describe("what was acknowledged", () => {
  test("is there after a stop, with its indexes, and the address file is gone", async () => {
    const folder = scratch();
    const first = await startEmbeddedStore({ dataFolder: folder });
    expect(readFileSync(join(folder, "store.address"), "utf8").trim()).toBe(first.uri("x").replace(/\/x\?.*/, ""));
    expect([
      statSync(join(folder, "store.address")).mode & 0o777,
      statSync(join(folder, "store.sock")).mode & 0o777,
      statSync(folder).mode & 0o777,
    ]).toEqual([0o600, 0o600, 0o700]);
    const connection = await open(first.uri("x"));
    await connection.collection<Row>("a").createIndex({ t: 1 }, {}, {});
    await connection.collection<Row>("a").insertOne({ _id: 1, t: ["x", "y"] });
    await connection.close();
    await first.stop();
    expect(existsSync(join(folder, "store.address"))).toBe(false);
    const second = await startEmbeddedStore({ dataFolder: folder, inThread: true });
    const again = await open(second.uri("x"));
    expect(
      await again
        .collection<Row>("a")
        .find({ t: { $in: ["x", "y"] } }, { hint: { t: 1 } })
        .toArray(),
    ).toEqual([{ _id: 1, t: ["x", "y"] }]);
    await again.close();
    await second.stop();
  });

  test("stays when the disk is full, while writers get errors; with room again they go on", async () => {
    const disk = smallDisk();
    const filler = disk === null ? null : join(disk, "filler");
    if (filler !== null) writeFileSync(filler, Buffer.alloc(2_000_000));
    const store = child(["--here", ...(disk === null ? ["--map=4000000"] : [])]);
    const folder = join(disk ?? scratch(), "data");
    const { socket } = await store.open(folder);
    const clients = await Promise.all([1, 2, 3].map(async () => await RawClient.connect(socket)));
    const index = { key: { k: 1 }, name: "k_1", unique: true };
    const [first] = clients;
    await first?.say("a", { createIndexes: "rows", indexes: [index] });
    const acknowledged: string[] = [];
    const refusals: unknown[] = [];
    const write = async (client: RawClient, name: number): Promise<void> => {
      for (let i = 0, refused = 0; refused < 10; i += 1) {
        const id = `${name}-${i}`;
        try {
          await client.say("a", { insert: "rows", documents: [{ _id: id, k: id, text: "x".repeat(1_500) }] });
          acknowledged.push(id);
        } catch (error) {
          refusals.push(error);
          refused += 1;
        }
      }
    };
    await Promise.all(clients.map(write));
    expect(refusals.map((error) => (error instanceof Refused ? error.code : error))).toEqual(Array(30).fill(14031));
    const stored = new Set((await first?.find("a", { find: "rows" }))?.map(({ _id }) => String(_id)));
    expect(acknowledged.length).toBeGreaterThan(200);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    if (filler !== null) {
      rmSync(filler);
      for (let i = 0; i < 100; i += 1) await first?.say("a", { insert: "rows", documents: [{ _id: `later ${i}`, k: `later ${i}` }] });
    }
    for (const client of clients) client.close();
    await store.kill();
    const found = await verifyStore(folder);
    expect(found).toMatchObject({ faults: [], documents: acknowledged.length + (filler === null ? 0 : 100) });
  });

  test("stays when a batch finds no room in its middle, and all of the batch get an error", async () => {
    const folder = scratch();
    const store = await startEmbeddedStore({ dataFolder: folder, inThread: true });
    const connection = await open(store.uri("x"));
    const rows = connection.collection<Row>("a");
    await rows.createIndex({ k: 1 }, {}, {});
    await rows.insertOne({ _id: "before" });
    Object.defineProperty(Disk.prototype, "put", { configurable: true, value: fullPut });
    try {
      await expect(rows.insertOne({ _id: "beyond" })).rejects.toMatchObject({ code: 14031 });
    } finally {
      Object.defineProperty(Disk.prototype, "put", { configurable: true, value: realPut });
    }
    await rows.insertOne({ _id: "after" });
    expect((await rows.find({}).toArray()).map(({ _id }) => _id)).toEqual(["after", "before"]);
    expect(await rows.find({ k: null }, { hint: { k: 1 } }).toArray()).toHaveLength(2);
    await connection.close();
    await store.stop();
  });
});

const realPut = Disk.prototype.put;
/** As LMDB reports a full disk in the middle of a batch: the first entry is written, the second is not. */
let puts = 0;
function fullPut(this: Disk, key: Buffer, value: Buffer): void {
  puts += 1;
  if (puts % 2 === 0) throw new Error("No space left on device");
  realPut.call(this, key, value);
}

describe("a data folder", () => {
  test("belongs to one store: the second start says who has it", async () => {
    const folder = scratch();
    const store = await startEmbeddedStore({ dataFolder: folder });
    await expect(startEmbeddedStore({ dataFolder: folder })).rejects.toThrow(/in use by another running store/);
    await expect(startEmbeddedStore({ dataFolder: folder, inThread: true })).rejects.toThrow(/in use/);
    rmSync(join(folder, "store.sock"));
    await expect(startEmbeddedStore({ dataFolder: folder })).rejects.toThrow(`process ${process.pid}`);
    await store.stop();
  });

  const onLinux = process.platform === "linux" ? test : test.skip;
  onLinux("is free again when its store was killed, though no parent took note of that end", async () => {
    const folder = scratch();
    // the shell becomes a program that never asks after its children: the killed store stays in the process table
    const { parent, pid } = await startUnreaped(folder);
    process.kill(pid, "SIGKILL");
    while (!/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) await new Promise((resolve) => setImmediate(resolve));
    const second = await startEmbeddedStore({ dataFolder: folder });
    await second.stop();
    parent.kill("SIGKILL");
  });

  test("that cannot be written is refused in words", async () => {
    const disk = smallDisk();
    if (disk !== null) {
      mkdirSync(join(disk, "old"), { mode: 0o700 });
      execFileSync("mount", ["-o", "remount,ro", disk]);
      await expect(child().open(join(disk, "old"))).rejects.toThrow(/data folder .* cannot be written: EROFS.*The store needs a folder/);
      await expect(child(["--here"]).open(join(disk, "new"))).rejects.toThrow(
        /data folder .* cannot be written: .*The store needs a folder/,
      );
    }
    if (process.platform === "win32" || process.getuid?.() === 0) return; // root may write everywhere else
    const parent = scratch();
    chmodSync(parent, 0o500);
    await expect(startEmbeddedStore({ dataFolder: join(parent, "data") })).rejects.toThrow(/cannot be written: EACCES/);
  });

  test("of a store in another process is refused: the second start says who has it", async () => {
    const folder = scratch();
    const first = child();
    const { socket } = await first.open(folder);
    await expect(child(["--here"]).open(folder)).rejects.toThrow(/in use by another running store/);
    rmSync(socket); // it may be cleaned away: the record in the data is left
    await expect(child(["--here"]).open(folder)).rejects.toThrow(`in use by another running store (process ${first.process.pid ?? 0})`);
  });

  test("takes a socket that was left behind for what it is", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "store.sock"), "");
    const store = await startEmbeddedStore({ dataFolder: folder });
    await store.stop();
  });

  test("of a long name gets its socket in a short folder", async () => {
    const folder = join(scratch(), "x".repeat(120));
    const store = await startEmbeddedStore({ dataFolder: folder });
    const connection = await open(store.uri("x"));
    await connection.collection<Row>("a").insertOne({ _id: 1 });
    expect(decodeURIComponent(store.uri("x")).length).toBeLessThan(150);
    await connection.close();
    await store.stop();
  });

  test("written by a newer version is refused in words", async () => {
    const folder = scratch();
    const disk = new Disk(join(folder, "store"));
    await disk.write(() => disk.put(Buffer.from([0, 0, 0, 0, 0]), encode({ format: 99, nextId: 20 })));
    await disk.close();
    await expect(startEmbeddedStore({ dataFolder: folder })).rejects.toThrow(/newer Tutti.*format 99/);
  });
});
