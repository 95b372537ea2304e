/** Which index answers what, as `explain` tells it: equality, ranges, sets, prefixes, sorts, alternatives, counts; and that it answers as a scan does. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import mongoose from "mongoose";
import { codeOf, idsOf, openRowStore } from "../support/rowStore.ts";
import type { RowStore, Rows } from "../support/rowStore.ts";

type Found = Record<string, unknown>;

let store: RowStore;
let rows: Rows;
beforeAll(async () => {
  store = await openRowStore();
  rows = store.fresh();
  await rows.insertMany(
    Array.from({ length: 1_000 }, (_, i) => ({
      ...{ _id: i, a: i % 10, b: i, t: `name ${String(i).padStart(4, "0")}`, at: new Date(Date.UTC(2026, 0, 1) + i * 1_000) },
      ...{ tags: [`t${i % 7}`, `u${i % 3}`], ...(i % 5 === 0 ? { rare: i } : {}) },
    })),
  );
  await rows.createIndex({ a: 1, b: -1 }, {}, {});
  await rows.createIndex({ t: 1 }, { unique: true }, {});
  await rows.createIndex({ at: -1 }, {}, {});
  await rows.createIndex({ tags: 1 }, {}, {});
  await rows.createIndex({ rare: 1 }, { sparse: true }, {});
});
afterAll(async () => {
  await store.stop();
});

/** The stages from the outside in, the index, and what was looked at. */
async function explained(filter: object, options: mongoose.mongo.FindOptions = {}): Promise<Found> {
  const told = await rows.find(filter, options).explain("executionStats");
  const stages: string[] = [];
  let stage: Found | undefined = told["queryPlanner"].winningPlan;
  let index: unknown;
  for (; stage; stage = stage["inputStage"] as Found | undefined) {
    stages.push(String(stage["stage"]));
    index = stage["indexName"] ?? index;
  }
  const { totalKeysExamined: keys, totalDocsExamined: docs } = told["executionStats"];
  return { stages: stages.join(" "), index, keys, docs };
}

describe("the plan", () => {
  const scan = "FETCH IXSCAN";
  const cases: [what: string, filter: object, options: mongoose.mongo.FindOptions, plan: Found][] = [
    ["a value and a range behind it", { a: 3, b: { $gt: 900 } }, {}, { stages: scan, index: "a_1_b_-1", keys: 10, docs: 10 }],
    [
      "a closed range",
      { at: { $gte: new Date(Date.UTC(2026, 0, 1)), $lt: new Date(Date.UTC(2026, 0, 1, 0, 1)) } },
      {},
      { stages: scan, index: "at_-1", keys: 60, docs: 60 },
    ],
    ["the first field of two", { a: 3 }, {}, { stages: scan, index: "a_1_b_-1", keys: 100, docs: 100 }],
    ["a set before a value", { a: { $in: [1, 2] }, b: 11 }, {}, { stages: scan, index: "a_1_b_-1", keys: 1, docs: 1 }],
    [
      "a set of unique keys, of which one is not there",
      { t: { $in: ["name 0007", "none", "name 0003"] } },
      {},
      { stages: scan, index: "t_1", keys: 3, docs: 2 },
    ],
    ["a prefix", { t: /^name 00[12]/ }, {}, { stages: scan, index: "t_1", keys: 100, docs: 100 }],
    ["an element of an array", { tags: "t6" }, {}, { stages: scan, index: "tags_1", keys: 142, docs: 142 }],
    ["what a sparse index holds", { rare: { $gt: 991 } }, {}, { stages: scan, index: "rare_1", keys: 1, docs: 1 }],
    ["what a sparse index may not hold", { rare: null }, {}, { stages: "COLLSCAN", keys: 1_000, docs: 1_000 }],
    ["the order of an index", {}, { sort: { t: 1 }, limit: 3 }, { stages: scan, index: "t_1", keys: 3, docs: 3 }],
    ["the same backwards", {}, { sort: { at: 1 }, limit: 3 }, { stages: scan, index: "at_-1", keys: 3, docs: 3 }],
    ["the order behind a value", { a: 3 }, { sort: { b: 1 }, limit: 2 }, { stages: scan, index: "a_1_b_-1", keys: 2, docs: 2 }],
    ["both fields backwards", {}, { sort: { a: -1, b: 1 }, limit: 2 }, { stages: scan, index: "a_1_b_-1", keys: 2, docs: 2 }],
    ["an order that no index has", {}, { sort: { a: 1, b: 1 }, limit: 2 }, { stages: "SORT COLLSCAN", keys: 1_000, docs: 1_000 }],
    ["an order beside the index", { a: 3 }, { sort: { t: 1 } }, { stages: "SORT FETCH IXSCAN", index: "a_1_b_-1", keys: 100, docs: 100 }],
    ["no index", { b: 5 }, {}, { stages: "COLLSCAN", keys: 1_000, docs: 1_000 }],
    ["an index by its name", { b: 5 }, { hint: "a_1_b_-1" }, { stages: scan, index: "a_1_b_-1", keys: 1_000, docs: 1_000 }],
  ];
  test.each(cases)("for %s", async (_, filter, options, plan) => {
    expect(await explained(filter, options)).toEqual({ index: undefined, ...plan });
  });

  test("for alternatives is one for each, when each has an index", async () => {
    const told = await rows.find({ $or: [{ t: "name 0001" }, { a: 3, b: { $lt: 20 } }, { _id: 1 }] }).explain("executionStats");
    expect(told["queryPlanner"].winningPlan).toMatchObject({ stage: "OR", inputStages: [{ inputStage: { indexName: "t_1" } }, {}, {}] });
    expect(told["executionStats"]).toMatchObject({ nReturned: 3, totalDocsExamined: 4 });
    expect((await explained({ $or: [{ t: "name 0001" }, { b: 3 }] }))["stages"]).toBe("COLLSCAN");
  });

  test("counts from the index alone where that is exact", async () => {
    const count = async (query: object): Promise<Found> => {
      const told = await store.command({ explain: { count: rows.collectionName, query }, verbosity: "executionStats" });
      const { totalKeysExamined: keys, totalDocsExamined: docs } = told["executionStats"];
      const { n } = await store.command({ count: rows.collectionName, query });
      return { stage: told["queryPlanner"].winningPlan.inputStage.stage, keys, docs, n };
    };
    expect(await count({ a: 3 })).toEqual({ stage: "COUNT_SCAN", keys: 100, docs: 0, n: 100 });
    expect(await count({ t: { $gte: "name 0990" } })).toEqual({ stage: "COUNT_SCAN", keys: 10, docs: 0, n: 10 });
    expect(await count({})).toMatchObject({ stage: "RECORD_STORE_FAST_COUNT", docs: 0, n: 1_000 });
    expect(await count({ a: 3, b: { $gt: 900 } })).toEqual({ stage: "IXSCAN", keys: 10, docs: 10, n: 10 }); // numbers are bounded by their doubles
    expect(await count({ tags: "t6" })).toMatchObject({ stage: "COUNT_SCAN", docs: 0, n: 142 }); // a list has one entry for each of its strings
    expect(await count({ tags: { $in: ["t6", "t6"] } })).toMatchObject({ stage: "IXSCAN", docs: 142, n: 142 });
    expect(await store.command({ count: rows.collectionName, query: { a: 3 }, skip: 95, limit: 10 })).toMatchObject({ n: 5 });
  });

  test("is told through mongoose, with the words that say how much of it", async () => {
    const model = store.connection.model(
      "Planned",
      new mongoose.Schema({ a: Number, b: Number }, { autoIndex: false }),
      rows.collectionName,
    );
    const plan: unknown = await model.find({ a: 3 }).explain("queryPlanner");
    expect(plan).toMatchObject({
      queryPlanner: { winningPlan: { stage: "FETCH", inputStage: { stage: "IXSCAN", keyPattern: { a: 1, b: -1 } } } },
    });
    expect(plan).not.toHaveProperty("executionStats");
    expect(await model.find({ a: 3 }).explain("allPlansExecution")).toMatchObject({ executionStats: { nReturned: 100 } });
    expect(await codeOf(store.command({ explain: { find: rows.collectionName }, verbosity: "everything" }))).toBe(2);
    expect(await codeOf(store.command({ explain: { insert: rows.collectionName } }))).toBe(59);
  });

  test("backwards by the natural order when no other is asked for", async () => {
    expect(await idsOf(rows, { a: 3 }, { hint: { $natural: -1 }, limit: 2 })).toEqual([993, 983]);
  });
});

describe("hidden indexes", () => {
  test("are kept up to date and are not used until they are shown again", async () => {
    const collection = await store.filled({ k: 1 }, { k: 2 });
    await collection.createIndex({ k: 1 }, { hidden: true, unique: true }, {});
    const stage = async (): Promise<unknown> =>
      JSON.stringify(await collection.find({ k: 3 }).explain("queryPlanner")).match(/COLLSCAN|IXSCAN/)?.[0];
    expect(await stage()).toBe("COLLSCAN");
    expect(await codeOf(collection.find({ k: 3 }, { hint: "k_1" }).toArray())).toBe(2);
    await collection.insertOne({ _id: 3, k: 3 });
    expect(await codeOf(collection.insertOne({ _id: 4, k: 3 }))).toBe(11000);
    expect(await collection.listIndexes().toArray()).toContainEqual(expect.objectContaining({ name: "k_1", hidden: true }));
    const change = { collMod: collection.collectionName, index: { keyPattern: { k: 1 }, hidden: false } };
    expect(await store.command(change)).toMatchObject({ hidden_old: true, hidden_new: false });
    expect(await stage()).toBe("IXSCAN");
    expect(await idsOf(collection, { k: 3 })).toEqual([3]);
    expect((await collection.listIndexes().toArray())[1]).not.toHaveProperty("hidden");
  });

  test("are changed only by what collMod covers", async () => {
    const collection = await store.filled({ k: 1 });
    const { collectionName } = collection;
    expect(await codeOf(store.command({ collMod: collectionName, index: { name: "none", hidden: true } }))).toBe(27);
    expect(await codeOf(store.command({ collMod: collectionName, index: { name: "_id_", hidden: true } }))).toBe(2);
    expect(await codeOf(store.command({ collMod: collectionName, index: { name: "_id_" } }))).toBe(72);
    expect(await codeOf(store.command({ collMod: collectionName, validator: { k: 1 } }))).toBe(238);
    expect(await codeOf(store.command({ collMod: "none", index: { name: "k_1", hidden: true } }))).toBe(26);
  });
});

describe("an index and no index", () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      "",
      "a",
      "b",
      "a\0",
      "ab",
      0,
      1,
      1.5,
      -1,
      2 ** 53,
      NaN,
      "a".repeat(1_200),
      "a".repeat(1_199),
    ),
    fc.constantFrom<unknown>(
      new Date(0),
      new Date(1),
      [],
      [1, "a"],
      { x: 1 },
      { x: "a" },
      mongoose.mongo.Long.fromString("9007199254740993"),
    ),
  );
  // two arrays in one index are refused
  const document = fc.record({ k: value, m: value.filter((one) => !Array.isArray(one)) }, { requiredKeys: [] });
  const scalar = value.filter((one) => one !== null && !Array.isArray(one));
  const condition = fc.oneof(
    value.filter((one) => !(typeof one === "object" && one !== null && "x" in one)),
    fc.record({ $in: fc.array(value, { maxLength: 4 }) }),
    fc.record({ $gt: scalar, $lte: scalar }, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0),
    fc.record({ $gte: scalar, $lt: scalar }, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0),
    fc.record({ $ne: value }),
    fc.record({ $exists: fc.boolean() }),
  );
  const filter = fc.oneof(
    fc.record({ k: condition, m: condition }, { requiredKeys: [] }),
    fc.record({ $or: fc.array(fc.record({ k: condition, m: condition }, { requiredKeys: [] }), { minLength: 1, maxLength: 3 }) }),
    fc.record({ k: condition, $and: fc.array(fc.record({ k: condition }), { minLength: 1, maxLength: 2 }) }),
  );

  test("find the same, count the same and sort the same", async () => {
    const property = fc.asyncProperty(
      fc.array(document, { minLength: 1, maxLength: 12 }),
      fc.array(filter, { minLength: 1, maxLength: 6 }),
      async (documents, filters) => {
        const plain = await store.filled(...documents);
        const indexed = await store.filled(...documents);
        await indexed.createIndex({ k: 1 }, {}, {});
        await indexed.createIndex({ m: -1, k: 1 }, {}, {});
        await indexed.createIndex({ k: -1, m: 1 }, { sparse: true }, {});
        for (const asked of filters) {
          const ids = await idsOf(plain, asked);
          expect(await idsOf(indexed, asked)).toEqual(ids);
          const sort = { m: -1, k: 1, _id: 1 } as const;
          expect(await idsOf(indexed, asked, { sort })).toEqual(await idsOf(plain, asked, { sort }));
          expect(await store.command({ count: indexed.collectionName, query: asked })).toMatchObject({ n: ids.length });
          expect(await indexed.countDocuments(asked)).toBe(ids.length);
          expect(await indexed.countDocuments(asked, { skip: 1, limit: 2 })).toBe(Math.min(2, Math.max(0, ids.length - 1)));
        }
        await plain.drop();
        await indexed.drop();
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });
});
