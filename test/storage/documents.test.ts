/** What the store answers to filters, updates, bulk writes, cursors and pipelines, through the driver. Each test has a collection of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Decimal128, Double, Long } from "bson";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { isDuplicateKey } from "../../subgraphs/storage/transaction.ts";
import { codeOf, idsOf, openRowStore } from "../support/rowStore.ts";
import type { Row, Rows, RowStore } from "../support/rowStore.ts";

let store: RowStore;
beforeAll(async () => {
  store = await openRowStore();
});
afterAll(async () => {
  await store.stop();
});

describe("filters", () => {
  const rows = [
    { n: 1, s: "alpha", tags: ["a", "b"], at: { x: 1, y: [1, 2] } },
    {
      n: Long.fromString("1099511627776"),
      s: "beta",
      tags: [],
      list: [
        { k: 1, v: 2 },
        { k: 2, v: 1 },
      ],
    },
    { n: Decimal128.fromString("2.50"), s: null, tags: "a" },
    { n: new Double(1), at: { x: "1" }, list: [{ k: 1, v: 1 }] },
    { s: "Alphabet", tags: [["a"]], at: [{ x: 1 }, { x: 2 }] },
  ];
  test.each<[object, number[]]>([
    [{ n: 1 }, [0, 3]],
    [{ n: { $lt: 5 } }, [0, 2, 3]],
    [{ n: { $gt: 5 } }, [1]],
    [{ n: { $ne: 1 } }, [1, 2, 4]],
    [{ n: null }, [4]],
    [{ s: null }, [2, 3]],
    [{ s: { $exists: true } }, [0, 1, 2, 4]],
    [{ s: { $type: "string" } }, [0, 1, 4]],
    [{ n: { $type: "number" } }, [0, 1, 2, 3]],
    [{ s: /^alpha/ }, [0]],
    [{ s: /^alpha/i }, [0, 4]],
    [{ s: { $regex: "BET", $options: "i" } }, [1, 4]],
    [{ tags: "a" }, [0, 2]],
    [{ tags: ["a"] }, [4]],
    [{ tags: { $size: 0 } }, [1]],
    [{ tags: { $all: ["a", "b"] } }, [0]],
    [{ tags: { $nin: ["a"] } }, [1, 3, 4]],
    [{ "at.x": 1 }, [0, 4]],
    [{ "at.x": { $in: ["1", 2] } }, [3, 4]],
    [{ "at.y.1": 2 }, [0]],
    [{ "at.0.x": 1 }, [4]],
    [{ at: { x: 1, y: [1, 2] } }, [0]],
    [{ list: { $elemMatch: { k: 1, v: 1 } } }, [3]],
    [{ "list.k": 1, "list.v": 1 }, [1, 3]],
    [{ $or: [{ n: 1 }, { s: "beta" }] }, [0, 1, 3]],
    [{ $nor: [{ n: 1 }, { s: "beta" }] }, [2, 4]],
    [{ n: { $not: { $gt: 1 } } }, [0, 3, 4]],
    [{ n: { $mod: [2, 1] } }, [0, 3]],
    [{ $expr: { $gt: ["$n", 2] } }, [1, 2]],
    [{ n: { $gte: 1, $lte: 3 }, tags: "a" }, [0, 2]],
  ])("%j finds %j, with an index and without", async (filter, expected) => {
    const collection = await store.filled(...rows);
    expect(await idsOf(collection, filter)).toEqual(expected);
    for (const path of ["n", "s", "tags", "at.x", "list.k"]) await collection.createIndex({ [path]: -1 }, {}, {});
    expect(await idsOf(collection, filter)).toEqual(expected);
  });

  test("refuse what is not covered, and what is unknown, with different codes", async () => {
    const collection = await store.filled({ a: 1 });
    expect(await codeOf(collection.find({ $where: "true" }).toArray())).toBe(238);
    expect(await codeOf(collection.find({ a: { $bogus: 1 } }).toArray())).toBe(2);
    expect(await codeOf(collection.aggregate([{ $densify: {} }]).toArray())).toBe(238);
    expect(await codeOf(collection.aggregate([{ $bogus: 1 }]).toArray())).toBe(40324);
    expect(await codeOf(store.command({ bogus: 1 }))).toBe(59);
    expect(await codeOf(collection.find({}, { collation: { locale: "sv" } }).toArray())).toBe(238);
  });
});

describe("updates", () => {
  test.each<[string, Record<string, unknown>, Record<string, object>, object]>([
    ["$inc of a long", { n: Long.fromString("9007199254740993") }, { $inc: { n: 1 } }, { n: 9007199254740994n }],
    ["$inc of a missing field", {}, { $inc: { "a.b": 2 } }, { a: { b: 2 } }],
    ["$mul of a decimal", { n: Decimal128.fromString("1.5") }, { $mul: { n: 2 } }, { n: Decimal128.fromString("3.0") }],
    ["$set of nested and new fields", { a: { b: 1 } }, { $set: { "a.c": 2, d: 3 } }, { a: { b: 1, c: 2 }, d: 3 }],
    ["$unset", { a: 1, b: { c: 1 } }, { $unset: { a: "", "b.c": "" } }, { b: {} }],
    ["$rename", { a: 1 }, { $rename: { a: "b.c" } }, { b: { c: 1 } }],
    ["$min and $max", { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 9, c: 1 } }, { a: 3, b: 9, c: 1 }],
    ["$push with each, position, slice", { a: [1, 2] }, { $push: { a: { $each: [8, 9], $position: 0, $slice: 3 } } }, { a: [8, 9, 1] }],
    ["$push with sort", { a: [{ k: 2 }] }, { $push: { a: { $each: [{ k: 1 }], $sort: { k: 1 } } } }, { a: [{ k: 1 }, { k: 2 }] }],
    ["$addToSet", { a: [1] }, { $addToSet: { a: { $each: [1, 2] } } }, { a: [1, 2] }],
    ["$pull by condition", { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    ["$pull of documents", { a: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2 }] }],
    ["$pop", { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
    ["every element", { a: [{ n: 1 }, { n: 2 }] }, { $inc: { "a.$[].n": 10 } }, { a: [{ n: 11 }, { n: 12 }] }],
  ])("%s", async (_name, before, update, after) => {
    const collection = await store.filled(before);
    await collection.updateOne({ _id: 0 }, update);
    expect(await collection.findOne({ _id: 0 }, { projection: { _id: 0 } })).toEqual(after);
  });

  test("change the elements that array filters or the query choose", async () => {
    const collection = await store.filled({ a: [{ k: 1 }, { k: 2 }, { k: 3 }] });
    await collection.updateOne({ _id: 0 }, { $set: { "a.$[e].x": 1 } }, { arrayFilters: [{ "e.k": { $gte: 2 } }] });
    await collection.updateOne({ "a.k": 2 }, { $set: { "a.$.y": 1 } });
    expect((await collection.findOne({ _id: 0 }))?.["a"]).toEqual([{ k: 1 }, { k: 2, x: 1, y: 1 }, { k: 3, x: 1 }]);
  });

  test("run as a pipeline", async () => {
    const collection = await store.filled({ a: 2, b: 3 });
    await collection.updateOne({ _id: 0 }, [{ $set: { c: { $multiply: ["$a", "$b"] } } }, { $unset: "a" }]);
    expect(await collection.findOne({ _id: 0 })).toEqual({ _id: 0, b: 3, c: 6 });
  });

  test("insert when nothing is found, with the filter's equalities", async () => {
    const collection = store.fresh();
    const result = await collection.updateOne(
      { _id: "x", kind: { $eq: "w" }, n: { $gt: 1 } },
      { $set: { a: 1 }, $setOnInsert: { b: 2 } },
      { upsert: true },
    );
    expect([result.upsertedId, await collection.findOne({})]).toEqual(["x", { _id: "x", kind: "w", a: 1, b: 2 }]);
  });

  test("never change an _id, and refuse two changes of one path", async () => {
    const collection = await store.filled({ a: 1 });
    expect(await codeOf(collection.updateOne({ _id: 0 }, { $set: { _id: 9 } }))).toBe(66);
    expect(await codeOf(collection.updateOne({ _id: 0 }, { $set: { a: 1 }, $inc: { "a.b": 1 } }))).toBe(40);
    expect(await store.command({ update: collection.collectionName, updates: [{ q: { _id: 0 }, u: { $inc: { a: "x" } } }] })).toMatchObject(
      { writeErrors: [{ code: 14 }] },
    );
  });

  test("count what was found and what was changed", async () => {
    const collection = await store.filled({ a: 1 }, { a: 1 }, { a: 2 });
    const { matchedCount, modifiedCount } = await collection.updateMany({}, { $set: { a: 2 } });
    expect([matchedCount, modifiedCount]).toEqual([3, 2]);
    expect((await collection.deleteMany({ a: 2 })).deletedCount).toBe(3);
  });

  test("find and modify gives the document before or after", async () => {
    const collection = await store.filled({ n: 1 });
    expect(await collection.findOneAndUpdate({ _id: 0 }, { $inc: { n: 1 } })).toEqual({ _id: 0, n: 1 });
    expect(await collection.findOneAndUpdate({ _id: 0 }, { $inc: { n: 1 } }, { returnDocument: "after" })).toEqual({ _id: 0, n: 3 });
    expect(await collection.findOneAndUpdate({ _id: 7 }, { $inc: { n: 1 } }, { upsert: true, returnDocument: "after" })).toEqual({
      _id: 7,
      n: 1,
    });
    expect(await collection.findOneAndDelete({ _id: 0 })).toEqual({ _id: 0, n: 3 });
  });

  test("bulk writes name each failing item, and go on when unordered", async () => {
    const collection = await store.filled({ a: 1 });
    const insert = (_id: number): { insertOne: { document: Row } } => ({ insertOne: { document: { _id } } });
    const outcome = await collection
      .bulkWrite([insert(1), insert(0), insert(2), insert(1)], { ordered: false })
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject({
      code: 11000,
      insertedCount: 2,
      writeErrors: [
        { index: 1, code: 11000 },
        { index: 3, code: 11000 },
      ],
    });
    expect(isDuplicateKey(outcome)).toEqual({ keyPattern: { _id: 1 }, keyValue: { _id: 0 } });
  });
});

describe("an _id that is there already is refused", () => {
  const refused = async (rows: Rows, ...ids: number[]): Promise<void> => {
    for (const _id of ids) expect(await codeOf(rows.insertOne({ _id }))).toBe(11000);
  };

  test("whether ids rise or not, and after the last one went away", async () => {
    const rows = store.fresh();
    for (const _id of [5, 3, 9, 4, 10]) {
      await rows.insertOne({ _id });
      await refused(rows, _id);
    }
    await refused(rows, 3, 4, 5, 9);
    await rows.deleteOne({ _id: 10 });
    await rows.insertOne({ _id: 10 });
    await refused(rows, 10, 9);
    await rows.drop();
    await rows.insertOne({ _id: 9 });
    await refused(rows, 9);
  });

  test("in a batch, by an upsert beside it, and after $out that failed and one that did not", async () => {
    const rows = await store.filled({ k: 1 }, { k: 2 }, { k: 3 });
    await rows.createIndex({ k: 1 }, { unique: true }, {});
    const other = await store.filled({ k: 7 }, { k: 7 });
    expect(await codeOf(other.aggregate([{ $out: rows.collectionName }]).toArray())).toBe(11000);
    await refused(rows, 2, 0);
    await rows.updateOne({ _id: 20 }, { $set: { k: 20 } }, { upsert: true });
    await refused(rows, 20);
    expect(await codeOf(rows.insertMany([{ _id: 30 }, { _id: 30, k: 31 }]))).toBe(11000);
    await other.updateOne({ _id: 1 }, { $set: { k: 8 } });
    await other.aggregate([{ $out: rows.collectionName }]).toArray();
    await refused(rows, 0, 1);
    await rows.insertOne({ _id: 2 });
    await refused(rows, 2);
  });

  test("by a store that was opened again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tutti-ids-"));
    for (const expected of [null, 11000]) {
      const opened = await startEmbeddedStore({ dataFolder: folder, inThread: true });
      const storage = await openStorage({ uri: opened.uri("tutti"), appName: "test" });
      expect(await codeOf(storage.database("works").collection<Row>("ids").insertOne({ _id: 1 }))).toBe(expected);
      await storage.close();
      await opened.stop();
    }
    rmSync(folder, { recursive: true });
  });
});

describe("reads", () => {
  test("sort, skip, limit, project, and go on in batches", async () => {
    const collection = store.fresh();
    await collection.insertMany(Array.from({ length: 500 }, (_, i) => ({ _id: i, n: i % 7, deep: { a: i, b: i } })));
    expect(await idsOf(collection, {}, { sort: { n: -1, _id: 1 }, skip: 2, limit: 3 })).toEqual([20, 27, 34]);
    expect(await collection.find({}, { batchSize: 33 }).toArray()).toHaveLength(500);
    expect(await collection.findOne({ _id: 3 }, { projection: { "deep.a": 1, _id: 0 } })).toEqual({ deep: { a: 3 } });
    expect(await collection.findOne({ _id: 3 }, { projection: { deep: 0 } })).toEqual({ _id: 3, n: 3 });
    expect(await collection.countDocuments({ n: 1 })).toBe(72);
    expect((await collection.distinct("n")).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("a cursor keeps its snapshot while others write", async () => {
    const collection = store.fresh();
    await collection.insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i })));
    const cursor = collection.find({}, { batchSize: 10 });
    await cursor.next();
    await collection.deleteMany({});
    expect(await cursor.toArray()).toHaveLength(299);
  });

  test("pipelines group, join, unwind and count", async () => {
    const parties = await store.filled({ name: "A" }, { name: "B" });
    const works = await store.filled(
      { by: [0, 1], money: Long.fromString("9007199254740993") },
      { by: [1], money: Long.fromNumber(1) },
      { by: [] },
    );
    const grouped = [
      { $unwind: "$by" },
      { $group: { _id: "$by", total: { $sum: "$money" }, works: { $push: "$_id" } } },
      { $sort: { _id: 1 } },
    ];
    expect(await works.aggregate(grouped).toArray()).toEqual([
      { _id: 0, total: 9007199254740993n, works: [0] },
      { _id: 1, total: 9007199254740994n, works: [0, 1] },
    ]);
    const joined = [
      { $lookup: { from: parties.collectionName, localField: "by", foreignField: "_id", as: "p" } },
      { $project: { p: "$p.name" } },
      { $limit: 1 },
    ];
    expect(await works.aggregate(joined).toArray()).toEqual([{ _id: 0, p: ["A", "B"] }]);
    const faceted = [
      {
        $facet: {
          n: [{ $count: "n" }],
          first: [{ $match: { _id: 0 } }, { $addFields: { size: { $size: "$by" } } }, { $unset: ["by", "money"] }],
        },
      },
    ];
    expect(await works.aggregate(faceted).toArray()).toEqual([{ n: [{ n: 3 }], first: [{ _id: 0, size: 2 }] }]);
  });

  test("documents beyond 16 MB are refused by the server too", async () => {
    const collection = await store.filled({ text: "x".repeat(9 * 1024 * 1024) });
    expect(await codeOf(collection.updateOne({ _id: 0 }, [{ $set: { again: "$text" } }]))).toBe(10334);
    expect(await collection.countDocuments({ again: { $exists: true } })).toBe(0);
  });
});
