/** What survives: kills, second starts, a full disk, data of another version. Stores here run in children or in this thread. */
import { afterEach, describe, expect, test } from "@jest/globals";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mongoose from "mongoose";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { Disk } from "../../subgraphs/storage/embedded/engine/disk.ts";
import { encode } from "../../subgraphs/storage/embedded/values/codec.ts";

type Row = mongoose.mongo.Document & { _id: string | number };

const folders: string[] = [];
const children: ChildProcess[] = [];
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "tutti-durable-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A store in a process of its own, as a program runs it. */
async function startChild(folder: string): Promise<{ uri: string; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("../support/storeChild.ts", import.meta.url)), folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"] ?? "" },
  });
  children.push(child);
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("exit", (code) => reject(new Error(`the child ended with ${String(code)}`)));
  });
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  return { uri, kill };
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

const open = async (uri: string): Promise<mongoose.Connection> =>
  await mongoose.createConnection(uri, { serverSelectionTimeoutMS: 5_000, retryWrites: false }).asPromise();

describe("what was acknowledged", () => {
  test("is there after SIGKILL, transactions whole or not at all, indexes true to their documents", async () => {
    const folder = scratch();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const { uri, kill } = await startChild(folder);
      const connection = await open(uri);
      const rows = connection.collection<Row>("rows");
      const pairs = connection.collection<Row>("pairs");
      if (round === 0) {
        await rows.createIndex({ k: 1 }, { unique: true }, {});
        await pairs.insertOne({ _id: "first" });
      }
      let running = true;
      const writer = async (name: number): Promise<void> => {
        for (let i = 0; running; i += 1) {
          const id = `${round}-${name}-${i}`;
          const session = name % 2 === 0 ? await connection.startSession() : null;
          session?.startTransaction();
          await rows.insertOne({ _id: id, k: `k${id}` }, session ? { session } : {});
          if (session) await pairs.insertOne({ _id: id }, { session });
          await session?.commitTransaction();
          acknowledged.add(id);
        }
      };
      const writers = [0, 1, 2, 3].map((name) => writer(name).catch(() => undefined));
      const before = acknowledged.size;
      while (acknowledged.size < before + 60) await new Promise((resolve) => setImmediate(resolve));
      await kill();
      running = false;
      await connection.close(true);
      await Promise.all(writers);
    }
    const { uri } = await startChild(folder);
    const connection = await open(uri);
    const rows = await connection.collection<Row>("rows").find({}).toArray();
    const stored = new Set(rows.map(({ _id }) => String(_id)));
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
    const pairs = new Set((await connection.collection<Row>("pairs").distinct("_id")).map(String));
    const halves = [...stored].filter((id) => /-[02]-/.test(id) !== pairs.has(id));
    expect(halves).toEqual([]);
    const byIndex = await connection
      .collection<Row>("rows")
      .find({ k: { $gte: "" } }, { hint: { k: 1 }, sort: { k: 1 } })
      .toArray();
    expect(byIndex.map(({ _id }) => String(_id)).sort()).toEqual([...stored].sort());
    await connection.close();
  }, 120_000);

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

  test("stays when there is no more room, and the write that found none gets an error", async () => {
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
