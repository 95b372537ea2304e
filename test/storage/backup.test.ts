/** Copies taken while others write, and what `verify` says of data that are whole and of data that are not. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup } from "../../cli/backup.ts";
import type { Command, ExitCode } from "../../cli/command.ts";
import { verify as verifyCommand } from "../../cli/verify.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { Catalog } from "../../subgraphs/storage/embedded/engine/catalog.ts";
import type { Collection } from "../../subgraphs/storage/embedded/engine/catalog.ts";
import { Disk } from "../../subgraphs/storage/embedded/engine/disk.ts";
import { documentKey, entryKeysOf, idKeyOf, prefixOf } from "../../subgraphs/storage/embedded/engine/keysOfDocument.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import type { EmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { backupStore, verifyStore } from "../../subgraphs/storage/embedded/maintenance.ts";
import { decode, encode } from "../../subgraphs/storage/embedded/values/codec.ts";
import { NoAnswer, RawClient, RawSession } from "../support/rawClient.ts";

const folders: string[] = [];
const stores: EmbeddedStore[] = [];
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "tutti-backup-"));
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const store of stores.splice(0)) await store.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const started = async (dataFolder: string): Promise<EmbeddedStore> => {
  const store = await startEmbeddedStore({ dataFolder });
  stores.push(store);
  return store;
};
const connected = async (dataFolder: string): Promise<RawClient> => await RawClient.connect(join(dataFolder, "store.sock"));

/** Two collections with indexes of every kind: 40 documents, 200 entries. */
async function fill(client: RawClient): Promise<void> {
  await client.say("a", {
    createIndexes: "rows",
    indexes: [
      { key: { k: 1 }, name: "k_1", unique: true },
      { key: { tags: 1, n: -1 }, name: "tags_1_n_-1" },
      { key: { n: 1 }, name: "n_1", partialFilterExpression: { n: { $gte: 10 } } },
    ],
  });
  await client.say("b", { createIndexes: "rows", indexes: [{ key: { rare: 1 }, name: "rare_1", sparse: true }] });
  const rows = Array.from({ length: 20 }, (_, n) => ({ _id: n, k: `k${n}`, n, tags: ["x", "y", `t${n}`], text: "z".repeat(n * 100) }));
  await client.say("a", { insert: "rows", documents: rows });
  await client.say("b", {
    insert: "rows",
    documents: rows.map(({ _id, n }) => (n % 2 === 0 ? { _id } : { _id, rare: "r".repeat(2_000) + String(n) })),
  });
}

describe("a backup", () => {
  test("taken while clients write has what was acknowledged before it, whole transactions, and opens as a store", async () => {
    const folder = scratch();
    const store = await started(folder);
    const clients = await Promise.all([connected(folder), connected(folder), connected(folder)]);
    const first = await connected(folder);
    await first.say("a", { createIndexes: "left", indexes: [{ key: { k: 1 }, name: "k_1", unique: true }] });
    await first.say("b", { create: "right" });
    const acknowledged: string[] = [];
    let writing = true;
    const write = async (client: RawClient, name: number): Promise<void> => {
      const session = new RawSession();
      for (let i = 0; writing; i += 1) {
        const id = `${name}-${i}`;
        const { first: begin, next } = session.transaction();
        await client.say("a", { insert: "left", documents: [{ _id: id, k: id }], ...begin });
        await client.say("b", { insert: "right", documents: [{ _id: id }], ...next });
        await client.say("admin", { commitTransaction: 1, ...next });
        acknowledged.push(id);
      }
    };
    const writers = clients.map((client, name) => write(client, name));
    while (acknowledged.length < 30) await new Promise((resolve) => setImmediate(resolve));
    const before = [...acknowledged];
    const copy = join(scratch(), "copy");
    await backupStore(folder, copy);
    const during = acknowledged.length;
    while (acknowledged.length < during + 10) await new Promise((resolve) => setImmediate(resolve));
    writing = false;
    await Promise.all(writers);

    expect([statSync(copy).mode & 0o777, statSync(join(copy, "store", "data.mdb")).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(await verifyStore(copy)).toMatchObject({ collections: 2, indexes: 3, faults: [], faultsFound: 0 });
    await started(copy);
    const reader = await connected(copy);
    const left = (await reader.find("a", { find: "left", hint: { k: 1 } })).map(({ _id }) => String(_id));
    const right = (await reader.find("b", { find: "right" })).map(({ _id }) => String(_id));
    expect(before.filter((id) => !left.includes(id))).toEqual([]);
    expect(left.sort()).toEqual(right.sort());
    for (const client of [...clients, first, reader]) client.close();
    await store.stop();
    stores.shift();
    expect(await verifyStore(folder)).toMatchObject({ faults: [] });
  });

  test("of data that no house holds is the same, and goes into no folder that has something in it", async () => {
    const folder = scratch();
    const store = await started(folder);
    const client = await connected(folder);
    await fill(client);
    const into = scratch();
    writeFileSync(join(into, "mine"), "");
    await expect(backupStore(folder, into)).rejects.toThrow(/not empty/);
    await expect(client.say("admin", { tuttiBackup: 1, to: "copy" })).rejects.toMatchObject({ code: 2 });
    await expect(client.say("a", { tuttiVerify: 1 })).rejects.toMatchObject({ code: 13 });
    await expect(backupStore(folder, join(into, "mine", "copy"))).rejects.toMatchObject({ code: 125 });
    client.close();
    await store.stop();
    stores.pop();
    await expect(backupStore(folder, into)).rejects.toThrow(/not empty/);
    expect(readdirSync(into)).toEqual(["mine"]);
    const copy = join(into, "copy");
    await backupStore(folder, copy);
    expect(await verifyStore(copy)).toEqual(await verifyStore(folder));
    await expect(verifyStore(into)).rejects.toThrow(/There is no store in/);
  });
});

test("a store that listens on a port is copied and looked at through its port, as the user of its address", async () => {
  const folder = scratch();
  const store = await startEmbeddedStore({ dataFolder: folder, port: 0 });
  stores.push(store);
  expect(store.uri("x")).toContain("@127.0.0.1:");
  const copy = join(scratch(), "copy");
  await backupStore(folder, copy);
  expect([await verifyStore(folder), await verifyStore(copy)]).toMatchObject([{ faults: [] }, { faults: [] }]);
});

describe("verify", () => {
  /** A whole store that nobody holds, opened for damage. */
  async function damaged(damage: (disk: Disk, rows: Collection, rare: Collection) => void): Promise<readonly string[]> {
    const folder = scratch();
    const store = await startEmbeddedStore({ dataFolder: folder, inThread: true });
    const client = await connected(folder);
    await fill(client);
    client.close();
    await store.stop();
    expect(await verifyStore(folder)).toEqual({
      collections: 2,
      documents: 40,
      indexes: 6,
      entries: 20 + 60 + 10 + 10,
      faults: [],
      faultsFound: 0,
    });
    const disk = new Disk(join(folder, "store"));
    const catalog = new Catalog();
    catalog.load(disk);
    const [rows, rare] = [catalog.find("a", "rows"), catalog.find("b", "rows")];
    if (!rows || !rare) throw new Error("the collections are missing");
    await disk.write(() => damage(disk, rows, rare));
    await disk.close();
    const { faults, faultsFound } = await verifyStore(folder);
    expect(faults).toHaveLength(faultsFound);
    return faults;
  }
  const place = (collection: Collection, id: number): Buffer => documentKey(collection, idKeyOf(collection, id));
  const entryOf = (disk: Disk, collection: Collection, { id, index }: { id: number; index: number }): Buffer => {
    const document = decode(disk.get(place(collection, id)) ?? Buffer.alloc(0));
    const found = collection.indexes[index];
    const [key] = found ? entryKeysOf(found, document, idKeyOf(collection, id)) : [];
    if (!key) throw new Error("no such entry");
    return key;
  };

  test("names an entry that is missing, one that leads to nothing, and one that leads to a document without its key", async () => {
    expect(await damaged((disk, rows) => disk.remove(entryOf(disk, rows, { id: 3, index: 1 })))).toEqual([
      "a.rows, index tags_1_n_-1: an entry of document 3 is missing",
    ]);
    const [nothing, ...none] = await damaged((disk, rows) =>
      disk.put(Buffer.concat([prefixOf(rows.indexes[0]?.id ?? 0), Buffer.from("stray")]), idKeyOf(rows, 77)),
    );
    expect([nothing, none]).toEqual([
      expect.stringMatching(/^a\.rows, index k_1: the entry 7374726179 leads to a document that is not there$/),
      [],
    ]);
    const [other] = await damaged((disk, _rows, rare) =>
      disk.put(Buffer.concat([prefixOf(rare.indexes[0]?.id ?? 0), Buffer.from("stray")]), idKeyOf(rare, 2)),
    );
    expect(other).toMatch(/^b\.rows, index rare_1: the entry 7374726179 leads to document 2, which has no such key$/);
  });

  test("names documents that cannot be read, lie at another's place, or share a unique key", async () => {
    expect(await damaged((disk, rows) => disk.put(place(rows, 4), Buffer.from([9, 9, 9])))).toEqual([
      expect.stringMatching(/^a\.rows, document at \w+: cannot be read: Invalid BSON/),
    ]);
    const [wrong, ...entries] = await damaged((disk, rows) => disk.put(place(rows, 4), disk.get(place(rows, 5)) ?? Buffer.alloc(0)));
    expect(wrong).toMatch(/^a\.rows, document at \w+: its _id is 5, which belongs at another place$/);
    expect(entries).toContainEqual(expect.stringMatching(/leads to document 5, which has no such key/));
    const shared = await damaged((disk, rows) => {
      const six = decode(disk.get(place(rows, 6)) ?? Buffer.alloc(0));
      disk.put(place(rows, 6), encode({ ...six, k: "k7" }));
    });
    expect(shared).toContainEqual("a.rows, index k_1: the key of document 6 belongs to another, 7");
  });

  test("names what is wrong with the catalogue, and what nothing in it names", async () => {
    const record = Buffer.concat([prefixOf(0), Buffer.from("ca.rows")]);
    const faults = await damaged((disk) => disk.put(record, Buffer.from("torn")));
    expect(faults[0]).toMatch(/^catalogue: the record of a\.rows cannot be read: Invalid BSON/);
    expect(faults.filter((fault) => /belongs to no collection or index/.test(fault))).toHaveLength(4);
    expect(await damaged((disk) => disk.put(Buffer.concat([prefixOf(999), Buffer.from("x")]), Buffer.alloc(1)))).toEqual([
      "catalogue: entries lie under the number 999, which belongs to no collection or index",
    ]);
    const unmarked = await damaged((disk) => {
      const { indexes, ...rest } = decode(disk.get(record) ?? Buffer.alloc(0));
      disk.put(record, encode({ ...rest, indexes: (indexes as object[]).map((index) => ({ ...index, multikey: false })) }));
    });
    expect(unmarked).toEqual([expect.stringMatching(/index tags_1_n_-1: has keys of arrays/)]);
    const twice = await damaged((disk) =>
      disk.put(Buffer.concat([prefixOf(0), Buffer.from("ca.other")]), disk.get(record) ?? Buffer.alloc(0)),
    );
    expect(twice).toContainEqual("catalogue: the record of a.other describes a.rows");
  });

  test("lets others write while it looks", async () => {
    const folder = scratch();
    await started(folder);
    const [client, other] = [await connected(folder), await connected(folder)];
    await client.say("a", { createIndexes: "many", indexes: [{ key: { n: 1 }, name: "n_1" }] });
    for (let i = 0; i < 20; i += 1)
      await client.say("a", { insert: "many", documents: Array.from({ length: 2_000 }, (_, n) => ({ _id: i * 2_000 + n, n })) });
    const state = { looking: true };
    const looked = client.say("admin", { tuttiVerify: 1 }).finally(() => {
      state.looking = false;
    });
    let written = 0;
    while (state.looking) {
      written += 1;
      await other.say("a", { insert: "many", documents: [{ _id: `during ${written}` }] });
    }
    const found = await looked;
    expect(found["faults"]).toEqual([]);
    expect(found["documents"]).toBeGreaterThanOrEqual(40_000);
    expect(written).toBeGreaterThan(2);
    client.close();
    await expect(client.say("a", { ping: 1 })).rejects.toThrow(NoAnswer);
    other.close();
  });
});

describe("the commands", () => {
  const run = async (command: Command, dataFolder: string, ...positionals: string[]): Promise<{ code: ExitCode; said: string }> => {
    const lines: string[] = [];
    const output = {
      say: (text: string) => lines.push(text),
      print: (text: string) => lines.push(text),
      json: (value: object) => lines.push(JSON.stringify(value)),
    };
    const environment = { ...requireOk(readEnvironment()), mongodbUri: null, dataFolder };
    const code = await command.run({ environment, values: {}, positionals, json: false, output });
    return { code, said: lines.join("\n") };
  };

  test("backup copies a house's folder, running or not, and verify tells what is amiss with exit 1", async () => {
    const house = scratch();
    const store = await started(join(house, "store"));
    const client = await connected(join(house, "store"));
    await fill(client);
    client.close();
    mkdirSync(join(house, "messages"));
    writeFileSync(join(house, "messages", "m.cwr"), "HDR");
    writeFileSync(join(house, "house.json"), "{}");
    const copy = join(scratch(), "copy");
    const counts = /40 documents in 2 collections, 100 entries in 6 indexes: no faults\./;
    expect(await run(backup, house, copy)).toMatchObject({ code: 0, said: expect.stringMatching(counts) });
    expect([existsSync(join(copy, "messages", "m.cwr")), existsSync(join(copy, "house.json")), statSync(copy).mode & 0o777]).toEqual([
      true,
      false,
      0o700,
    ]);
    expect(await run(verifyCommand, house)).toMatchObject({ code: 0, said: expect.stringMatching(counts) });
    await store.stop();
    stores.pop();
    for (const folder of [copy, join(copy, "store")]) expect((await run(verifyCommand, house, folder)).said).toMatch(counts);
    await expect(run(backup, house, copy)).rejects.toThrow(/not empty/);
    await expect(run(backup, house, join(house, "inside"))).rejects.toThrow(/lies in the data folder itself/);
    await expect(run(verifyCommand, house, tmpdir())).rejects.toThrow(/There is no store in/);

    const disk = new Disk(join(copy, "store", "store"));
    const [first] = [...disk.range(prefixOf(17), prefixOf(18))].map(({ key }) => Buffer.from(key));
    await disk.write(() => first && disk.remove(first));
    await disk.close();
    expect(await run(verifyCommand, house, copy)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/: 1 fault\.\n {2}a\.rows, index k_1: an entry of document \d+ is missing/),
    });
  });
});
