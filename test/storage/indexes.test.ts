/** Which index answers what, and that answers stay right with long keys, arrays, partial and unique indexes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type mongoose from "mongoose";
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

describe("indexes", () => {
  const explained = async (
    collection: Rows,
    filter: object,
    sort?: mongoose.mongo.Sort,
  ): Promise<{ stage: string; docs: unknown; index: unknown }> => {
    const plan: unknown = await collection.find(filter, sort ? { sort } : {}).explain("executionStats");
    const text = JSON.stringify(plan);
    return {
      stage: text.includes("COLLSCAN") ? "COLLSCAN" : text.includes('"SORT"') ? "SORT" : "IXSCAN",
      docs: Number(/"totalDocsExamined":(\d+)/.exec(text)?.[1]),
      index: /"indexName":"([^"]+)"/.exec(text)?.[1],
    };
  };

  test("answer equality, sets, ranges, prefixes and sorts, both ways", async () => {
    const collection = store.fresh();
    await collection.insertMany(
      Array.from({ length: 1_000 }, (_, i) => ({ _id: i, a: i % 10, b: i, t: `name ${String(i).padStart(4, "0")}` })),
    );
    await collection.createIndex({ a: 1, b: -1 }, {}, {});
    await collection.createIndex({ t: 1 }, {}, {});
    expect(await explained(collection, { a: 3, b: { $gt: 900 } })).toEqual({ stage: "IXSCAN", docs: 10, index: "a_1_b_-1" });
    expect(await explained(collection, { a: { $in: [1, 2] }, b: 11 })).toEqual({ stage: "IXSCAN", docs: 1, index: "a_1_b_-1" });
    expect(await explained(collection, { a: 3 }, { b: 1 })).toEqual({ stage: "IXSCAN", docs: 100, index: "a_1_b_-1" });
    expect(await explained(collection, { t: /^name 00[12]/ })).toEqual({ stage: "IXSCAN", docs: 100, index: "t_1" });
    expect(await explained(collection, { _id: { $gte: 990 } })).toEqual({ stage: "IXSCAN", docs: 10, index: "_id_" });
    expect((await explained(collection, { b: 5 })).stage).toBe("COLLSCAN");
    expect((await explained(collection, { a: 3 }, { t: 1 })).stage).toBe("SORT");
    expect(await idsOf(collection, { a: 3 }, { sort: { b: 1 }, limit: 2 })).toEqual([3, 13]);
    expect(await idsOf(collection, { a: 3 }, { sort: { b: -1 }, limit: 2 })).toEqual([993, 983]);
  });

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
