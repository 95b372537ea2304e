/** Which index answers what, and that answers stay right with long keys, arrays, partial and unique indexes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type mongoose from "mongoose";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IndexBuild } from "../../subgraphs/storage/embedded/engine/build.ts";
import { parseIndex } from "../../subgraphs/storage/embedded/engine/catalog.ts";
import { addDocument } from "../../subgraphs/storage/embedded/engine/entries.ts";
import { keysOf, prefixOf } from "../../subgraphs/storage/embedded/engine/keysOfDocument.ts";
import { Store } from "../../subgraphs/storage/embedded/engine/store.ts";
import { verify } from "../../subgraphs/storage/embedded/engine/verify.ts";
import { encode } from "../../subgraphs/storage/embedded/values/codec.ts";
import { isDuplicateKey } from "../../subgraphs/storage/transaction.ts";
import { codeOf, idsOf, openRowStore } from "../support/rowStore.ts";
import type { RowStore, Rows } from "../support/rowStore.ts";

let store: RowStore;
beforeAll(async () => {
  store = await openRowStore();
});
afterAll(async () => {
  await store.stop();
});

/** What is amiss in the whole store, as it looks at itself. */
async function faults(): Promise<unknown> {
  const told = await store.connection.db?.admin().command({ tuttiVerify: 1 });
  return told?.["faults"];
}

describe("indexes", () => {
  const explained = async (collection: Rows, filter: object): Promise<{ stage: string; docs: unknown }> => {
    const plan: unknown = await collection.find(filter).explain("executionStats");
    const text = JSON.stringify(plan);
    return { stage: text.includes("COLLSCAN") ? "COLLSCAN" : "IXSCAN", docs: Number(/"totalDocsExamined":(\d+)/.exec(text)?.[1]) };
  };

  test("unique ones name the pattern and the values, and let an owner keep its own", async () => {
    const collection = await store.filled({ a: 1, b: "x" }, { a: 1, b: "y" });
    await collection.createIndex({ a: 1, b: 1 }, { unique: true }, {});
    const error = await collection.insertOne({ _id: 9, a: 1, b: "y" }).catch((caught: unknown) => caught);
    expect(isDuplicateKey(error)).toEqual({ keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: "y" } });
    expect(await codeOf(collection.updateOne({ _id: 0 }, { $set: { b: "y" } }))).toBe(11000);
    await collection.updateOne({ _id: 0 }, { $set: { b: "x", c: 1 } });
    await collection.deleteOne({ _id: 1 });
    await collection.insertOne({ _id: 9, a: 1, b: "y" });
    expect(await codeOf(collection.createIndex({ a: 1 }, { unique: true }, {}))).toBe(11000);
    expect(await codeOf(collection.createIndex({ a: 1, b: 1 }, {}, {}))).toBe(85);
  });

  test("partial and sparse ones are used only where they hold every answer", async () => {
    const collection = await store.filled({ iswc: "T1" }, { iswc: null }, {}, { iswc: "T2" });
    await collection.createIndex({ iswc: 1 }, { unique: true, partialFilterExpression: { iswc: { $type: "string" } } }, {});
    expect(await explained(collection, { iswc: "T1" })).toMatchObject({ stage: "IXSCAN", docs: 1 });
    expect((await explained(collection, { iswc: null })).stage).toBe("COLLSCAN");
    expect(await idsOf(collection, { iswc: null })).toEqual([1, 2]);
    await collection.insertOne({ _id: 10, iswc: null });
    expect(await codeOf(collection.insertOne({ _id: 11, iswc: "T1" }))).toBe(11000);
  });

  test("keys at, below and above what LMDB takes stay right, and _ids too", async () => {
    const lengths = [1_100, 1_190, 1_195, 1_196, 1_197, 1_198, 1_250, 1_893, 1_896, 1_897, 1_898, 1_899, 2_500, 20_000];
    const collection = store.fresh();
    await collection.createIndex({ k: 1 }, { unique: true }, {});
    const rows = lengths.flatMap((length) =>
      ["a", "b"].map((end) => ({ _id: `${"i".repeat(length)}${end}`, k: `${"k".repeat(length)}${end}` })),
    );
    await collection.insertMany(rows);
    for (const row of rows) {
      expect(await idsOf(collection, { k: row.k })).toEqual([row._id]);
      expect(await idsOf(collection, { _id: row._id })).toEqual([row._id]);
      expect(await codeOf(collection.insertOne({ _id: 1, k: row.k }))).toBe(11000);
      expect(await codeOf(collection.insertOne({ _id: row._id }))).toBe(11000);
    }
    const sorted = rows.map(({ k }) => k).sort();
    expect((await collection.find({}, { sort: { k: 1 } }).toArray()).map((row) => String(row["k"]))).toEqual(sorted);
    const middle = sorted[9] ?? "";
    expect(await collection.countDocuments({ k: { $gte: middle } })).toBe(sorted.length - 9);
    expect(await collection.countDocuments({ k: { $lt: middle } })).toBe(9);
    await collection.deleteMany({ k: { $in: rows.map(({ k }) => k) } });
    expect(await collection.countDocuments({})).toBe(0);
  });

  test("of long keys, one byte below, at and above what is kept whole, answer as no index does", async () => {
    // A string takes 3 bytes besides its letters. Keys of 1,200 bytes are kept whole; of longer ones the first 1,168, and a hash.
    const alone = [1_164, 1_165, 1_166, 1_196, 1_197, 1_198, 2_500].flatMap((length) =>
      ["a", "b"].map((end) => ({ k: `${"k".repeat(length - 1)}${end}`, m: end })),
    );
    const together = [596, 597, 598].flatMap((length) =>
      ["a", "b"].map((end) => ({ k: `${end}${"k".repeat(596)}`, m: "m".repeat(length) })),
    );
    const documents = [...alone, ...together].map((document, _id) => ({ _id, ...document }));
    const plain = await store.filled(...documents);
    for (const key of [{ k: 1 }, { k: -1 }, { k: 1, m: -1 }, { m: -1, k: -1 }] as Record<string, 1 | -1>[]) {
      const collection = store.fresh();
      await collection.createIndex(key, { unique: "m" in key }, {});
      await collection.insertMany(documents);
      for (const { k, m } of documents) {
        for (const filter of [{ k }, { k, m }, { k: { $gt: k } }, { k: { $lte: k } }, { m, k: { $gte: k } }, { k: { $in: [k, "none"] } }])
          expect(await idsOf(collection, filter)).toEqual(await idsOf(plain, filter));
        if ("m" in key) expect(await codeOf(collection.insertOne({ _id: "copy", k, m }))).toBe(11000);
      }
      for (const sort of [
        { k: 1, _id: 1 },
        { k: -1, _id: 1 },
        { m: -1, k: -1, _id: 1 },
      ] as mongoose.mongo.Sort[])
        expect(await idsOf(collection, {}, { sort })).toEqual(await idsOf(plain, {}, { sort }));
      await collection.deleteMany({ _id: { $gt: 9 } });
      await collection.updateMany({}, [{ $set: { k: { $concat: ["$k", "x"] } } }]); // over each limit
    }
    expect(await faults()).toEqual([]);
  });

  test("a large scan without an index is told", async () => {
    const collection = store.fresh();
    await collection.insertMany(Array.from({ length: 10_001 }, (_, i) => ({ _id: i, secret: "hidden" })));
    await collection.findOne({ secret: "nothing" });
    await collection.findOne({ _id: 5 });
    const told = store.warnings.filter((line) => line.includes(collection.collectionName));
    expect(told).toEqual([expect.stringMatching(/scan examined 10001 documents/)]);
  });

  test("are listed, dropped, and made once", async () => {
    const collection = await store.filled({ a: 1 });
    await collection.createIndex({ a: 1 }, {}, {});
    await collection.createIndex({ a: 1 }, {}, {});
    expect((await collection.listIndexes().toArray()).map(({ name }) => String(name))).toEqual(["_id_", "a_1"]);
    await collection.dropIndex("a_1");
    expect(await codeOf(collection.dropIndex("a_1"))).toBe(27);
    expect(await idsOf(collection, { a: 1 })).toEqual([0]);
  });
});

describe("building indexes", () => {
  const many = async (count: number): Promise<Rows> => {
    const collection = store.fresh();
    await collection.insertMany(Array.from({ length: count }, (_, i) => ({ _id: i, k: `k${i}`, n: i % 100, tags: [i % 3, `t${i % 50}`] })));
    return collection;
  };

  test("and dropping them while others write and read ends with entries for every document and no others", async () => {
    const collection = await many(4_000);
    let going = true;
    const writer = async (number: number): Promise<void> => {
      for (let i = 0; going; i += 1) {
        const at = (i * 37 + number * 1_009) % 4_000;
        const own = 10_000 * (number + 1) + i;
        await collection.insertOne({ _id: own, k: `k${own}`, n: i, tags: [number, `w${i}`] });
        await collection.updateOne({ _id: at }, { $set: { n: own }, $push: { tags: `p${i}` } as never });
        await collection.replaceOne({ _id: own }, { k: `k${own}+`, n: -i });
        await collection.deleteOne({ _id: (at + 11) % 4_000 });
        if (i % 5 === 0)
          await collection.bulkWrite([{ deleteOne: { filter: { _id: own } } }, { insertOne: { document: { _id: own, k: `k${own}` } } }]);
      }
    };
    const inTransactions = async (): Promise<void> => {
      for (let i = 0; going; i += 1) {
        await store.connection.transaction(async (session) => {
          await collection.deleteOne({ _id: 3_999 - i }, { session });
          await collection.insertOne({ _id: `x${i}`, k: `x${i}`, n: i }, { session });
          await collection.updateOne({ _id: i * 2 }, { $set: { k: `y${i}` } }, { session });
        });
      }
    };
    const reader = async (): Promise<void> => {
      while (going) {
        const found = await collection.find({ n: 42 }).toArray();
        expect(found.every(({ n }) => n === 42)).toBe(true);
      }
    };
    const others = [writer(0), writer(1), inTransactions(), reader()];
    const rounds = async (): Promise<void> => {
      for (let round = 0; round < 3; round += 1) {
        await Promise.all([
          collection.createIndex({ k: 1 }, { unique: true }, {}),
          collection.createIndex({ n: -1, k: 1 }, {}, {}),
          collection.createIndex({ tags: 1 }, {}, {}),
        ]);
        expect(await faults()).toEqual([]);
        if (round < 2) await Promise.all([collection.dropIndex("k_1"), collection.dropIndex("tags_1"), collection.dropIndex("n_-1_k_1")]);
      }
    };
    await rounds().finally(() => {
      going = false;
    });
    await Promise.all(others);
    expect(await faults()).toEqual([]);
    for (const filter of [{ n: 42 }, { tags: "t7" }, { k: { $gte: "k3" } }, { n: { $lt: 0 } }])
      expect(await idsOf(collection, filter)).toEqual(await idsOf(collection, filter, { sort: { _id: 1 }, hint: { $natural: 1 } }));
  });

  test("lets others write meanwhile", async () => {
    const collection = await many(12_000);
    const state = { complete: false };
    const build = collection.createIndex({ k: 1 }, {}, {}).then(() => {
      state.complete = true;
    });
    let written = 0;
    for (; !state.complete; written += 1) await collection.insertOne({ _id: 20_000 + written, k: "new" });
    await build;
    expect(written).toBeGreaterThan(3);
    expect(await collection.countDocuments({ k: "new" })).toBe(written);
  });

  test("ends with error 11000 when a unique key is there twice, and leaves nothing", async () => {
    const collection = await many(3_000);
    await collection.insertOne({ _id: 9_999, k: "k17" });
    const error = await collection.createIndex({ k: 1 }, { unique: true }, {}).catch((caught: unknown) => caught);
    expect(isDuplicateKey(error)).toEqual({ keyPattern: { k: 1 }, keyValue: { k: "k17" } });
    expect(await collection.listIndexes().toArray()).toHaveLength(1);
    await collection.insertOne({ _id: 10_000, k: "k17" });
    await collection.deleteMany({ _id: { $gt: 9_000 } });
    await collection.createIndex({ k: 1 }, { unique: true }, {});
    expect(await idsOf(collection, { k: "k17" })).toEqual([17]);
    expect(await faults()).toEqual([]);
  });

  test("the same index twice at once makes it once; all of one command or none", async () => {
    const collection = await many(3_000);
    await Promise.all([collection.createIndex({ n: 1 }, {}, {}), collection.createIndex({ n: 1 }, {}, {})]);
    expect(await collection.listIndexes().toArray()).toHaveLength(2);
    const indexes = [
      { key: { k: 1 }, name: "k_1" },
      { key: { tags: 1 }, name: "tags_1", unique: true },
    ];
    expect(await codeOf(store.command({ createIndexes: collection.collectionName, indexes }))).toBe(11000);
    expect(await collection.listIndexes().toArray()).toHaveLength(2);
  });

  test("is given up when the collection goes, with error 276", async () => {
    const collection = await many(12_000);
    const build = codeOf(collection.createIndex({ k: 1 }, {}, {}));
    await collection.insertOne({ _id: -1 }); // it has begun
    await collection.drop();
    expect(await build).toBe(276);
    expect(await faults()).toEqual([]);
  });

  test("what a store was building or dropping when it ended is gone after the next start", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tutti-build-"));
    const first = new Store(folder);
    first.load();
    const collection = await first.write(() => first.catalog.create("d", "c"));
    await first.write((writer) => {
      for (let i = 0; i < 3_000; i += 1) {
        const document = { _id: i, k: `k${i}` };
        addDocument(writer, first.catalog, { collection, bytes: encode(document), keys: keysOf(collection, document) });
      }
    });
    const index = parseIndex({ key: { k: 1 }, name: "k_1" }, first.catalog.takeId(), Infinity);
    await first.write((writer) => IndexBuild.begin(first, writer, { collection, indexes: [index] }));
    expect([...first.disk.range(prefixOf(index.id), prefixOf(index.id + 1))].length).toBeGreaterThan(0);
    await first.close();
    const second = new Store(folder);
    second.load();
    while (second.catalog.unused.length > 0) await second.write(() => undefined);
    expect(await verify(second.disk)).toMatchObject({ documents: 3_000, entries: 0, faultsFound: 0 });
    expect([...second.disk.range(prefixOf(index.id), prefixOf(index.id + 1))]).toEqual([]);
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
