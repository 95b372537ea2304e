/**
 * What collations of `en` change, command by command, through the driver. Each read is asked without an index, and with one whose keys are of the
 * binary order: the answers must be the same, because such an index may not be used for strings.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type mongoose from "mongoose";
import { codeOf, idsOf, openRowStore } from "../support/rowStore.ts";
import type { Rows, RowStore } from "../support/rowStore.ts";

let store: RowStore;
beforeAll(async () => {
  store = await openRowStore();
});
afterAll(async () => {
  await store.stop();
});

type Collation = mongoose.mongo.CollationOptions;
const LETTERS: Collation = { locale: "en", strength: 1 };
const ACCENTS: Collation = { locale: "en", strength: 2 };
const ALL: Collation = { locale: "en", strength: 3 };

const rows = [
  { s: "resume", n: 1 },
  { s: "Resume", n: 2 },
  { s: "résumé", n: 3 },
  { s: "Zebra", n: 4, tags: ["Red", "blue"] },
  { s: "apple", n: 5, in: { s: "APPLE" } },
  { s: 7, n: 6 },
  { n: 7, list: [{ k: "B" }, { k: "a" }] },
];

async function indexed(): Promise<Rows> {
  const collection = await store.filled(...rows);
  for (const path of ["s", "tags", "in", "list.k"]) await collection.createIndex({ [path]: 1 }, {}, {});
  await collection.createIndex({ n: 1 }, { partialFilterExpression: { s: "resume" } }, {});
  return collection;
}

describe("filters", () => {
  test.each<[object, Collation, number[]]>([
    [{ s: "RESUME" }, LETTERS, [0, 1, 2]],
    [{ s: "RESUME" }, ACCENTS, [0, 1]],
    [{ s: "resume" }, ALL, [0]],
    [{ s: "resume" }, { locale: "simple" }, [0]],
    [{ s: "resume" }, { locale: "en", strength: 1, caseLevel: true }, [0, 2]],
    [{ s: { $ne: "RESUME" } }, LETTERS, [3, 4, 5, 6]],
    [{ s: { $in: ["ZEBRA", "resumé"] } }, LETTERS, [0, 1, 2, 3]],
    [{ s: { $nin: ["ZEBRA", 7] } }, ACCENTS, [0, 1, 2, 4, 6]],
    [{ s: { $gt: "b", $lt: "S" } }, LETTERS, [0, 1, 2]],
    [{ s: { $gte: "zebra" } }, ACCENTS, [3]],
    [{ s: { $lt: "B" } }, LETTERS, [4]],
    [{ tags: "RED" }, ACCENTS, [3]],
    [{ tags: { $all: ["BLUE", "red"] } }, ACCENTS, [3]],
    [{ tags: { $elemMatch: { $eq: "BLUE" } } }, ACCENTS, [3]],
    [{ "list.k": "b" }, ACCENTS, [6]],
    [{ list: { $elemMatch: { k: "A" } } }, ACCENTS, [6]],
    [{ in: { s: "apple" } }, ACCENTS, [4]],
    [{ in: { S: "APPLE" } }, ACCENTS, []],
    [{ s: /^resume/ }, LETTERS, [0]],
    [{ s: 7 }, LETTERS, [5]],
    [{ n: { $gt: 5 } }, LETTERS, [5, 6]],
    [{ $or: [{ s: "ZEBRA" }, { s: 7 }] }, ACCENTS, [3, 5]],
    [{ $expr: { $eq: ["$s", "RESUME"] } }, ACCENTS, [0, 1]],
    [{ s: "RESUME", n: { $gt: 0 } }, ACCENTS, [0, 1]],
  ])("%j under %j finds %j, with indexes of the binary order and without", async (filter, collation, expected) => {
    const options = { sort: { _id: 1 }, collation } as const;
    expect(await idsOf(await store.filled(...rows), filter, options)).toEqual(expected);
    expect(await idsOf(await indexed(), filter, options)).toEqual(expected);
  });

  test("an _id is compared by the collation too", async () => {
    const collection = store.fresh();
    await collection.insertMany([{ _id: "A" }, { _id: "b" }]);
    expect(await collection.findOne({ _id: "a" }, { collation: ACCENTS })).toEqual({ _id: "A" });
    expect(await collection.findOne({ _id: "a" })).toBeNull();
  });

  test("bounds without strings are still read from an index, those with strings are not", async () => {
    const { collectionName } = await indexed();
    const stages = async (filter: object): Promise<string> => {
      const find = { find: collectionName, filter, collation: ACCENTS };
      return JSON.stringify((await store.command({ explain: find }))["queryPlanner"]);
    };
    expect(await stages({ s: 7 })).toContain("IXSCAN");
    expect(await stages({ s: "resume" })).toContain("COLLSCAN");
    expect(await stages({ s: { $in: [7, "resume"] } })).toContain("COLLSCAN");
  });
});

describe("orders", () => {
  const words = ["b", "A", "a", "B", "á", "a10", "a9", "10", "", "_"];
  test.each<[Collation, string[]]>([
    [ALL, ["", "_", "10", "a", "A", "á", "a10", "a9", "b", "B"]],
    [{ locale: "en", numericOrdering: true }, ["", "_", "10", "a", "A", "á", "a9", "a10", "b", "B"]],
    [{ locale: "en", caseFirst: "upper" }, ["", "_", "10", "A", "a", "á", "a10", "a9", "B", "b"]],
    [{ locale: "en_US" }, ["", "_", "10", "a", "A", "á", "a10", "a9", "b", "B"]],
    [{ locale: "simple" }, ["", "10", "A", "B", "_", "a", "a10", "a9", "b", "á"]],
  ])("under %j words sort so, with an index and without", async (collation, expected) => {
    const collection = await store.filled(...words.map((w) => ({ w })));
    const sorted = async (): Promise<unknown[]> => (await collection.find({}, { sort: { w: 1 }, collation }).toArray()).map(({ w }) => w);
    expect(await sorted()).toEqual(expected);
    await collection.createIndex({ w: 1 }, {}, {});
    expect(await sorted()).toEqual(expected);
    const backwards = await collection.find({}, { sort: { w: -1 }, collation, limit: 1 }).toArray();
    expect(backwards[0]?.["w"]).toBe(expected.at(-1));
  });
});

describe("other commands", () => {
  test("count, distinct, delete and the updates choose by the collation", async () => {
    const collection = await indexed();
    expect(await collection.countDocuments({ s: "RESUME" }, { collation: ACCENTS })).toBe(2);
    expect(await store.command({ count: collection.collectionName, query: { s: "RESUME" }, collation: ACCENTS })).toMatchObject({ n: 2 });
    expect(await collection.distinct("s", {}, { collation: LETTERS })).toEqual([7, "apple", "resume", "Zebra"]);
    expect((await collection.updateMany({ s: "RESUME" }, { $set: { seen: true } }, { collation: LETTERS })).modifiedCount).toBe(3);
    const sorted = { sort: { s: 1 }, collation: ACCENTS } as const;
    expect(await collection.findOneAndUpdate({ s: { $type: "string" } }, { $set: { first: 1 } }, sorted)).toMatchObject({ s: "apple" });
    expect(await collection.findOneAndDelete({ s: "ZEBRA" }, { collation: ACCENTS })).toMatchObject({ _id: 3 });
    expect((await collection.deleteMany({ s: "resume" }, { collation: ACCENTS })).deletedCount).toBe(2);
  });

  test.each<[string, Record<string, unknown>, Record<string, object>, object]>([
    ["$addToSet", { a: ["x"] }, { $addToSet: { a: { $each: ["X", "y"] } } }, { a: ["x", "y"] }],
    ["$pull of a value", { a: ["x", "X", "y"] }, { $pull: { a: "X" } }, { a: ["y"] }],
    ["$pull by condition", { a: ["x", "Y"] }, { $pull: { a: { $in: ["y"] } } }, { a: ["x"] }],
    ["$pullAll", { a: ["x", "Y"] }, { $pullAll: { a: ["X"] } }, { a: ["Y"] }],
    ["$push with sort", { a: ["b"] }, { $push: { a: { $each: ["A", "C"], $sort: 1 } } }, { a: ["A", "b", "C"] }],
    ["$min", { a: "a" }, { $min: { a: "B" } }, { a: "a" }],
    ["$max", { a: "a" }, { $max: { a: "B" } }, { a: "B" }],
  ])("%s compares by the collation", async (_name, before, update, after) => {
    const collection = await store.filled(before);
    await collection.updateOne({ _id: 0 }, update, { collation: ACCENTS });
    expect(await collection.findOne({ _id: 0 }, { projection: { _id: 0 } })).toEqual(after);
  });

  test("array filters compare by the collation", async () => {
    const collection = await store.filled({ a: ["x", "X", "y"] });
    await collection.updateOne({ _id: 0 }, { $set: { "a.$[e]": 1 } }, { arrayFilters: [{ e: "X" }], collation: ACCENTS });
    expect((await collection.findOne({ _id: 0 }))?.["a"]).toEqual([1, 1, "y"]);
  });

  test.each<[object[], unknown[]]>([
    [[{ $match: { s: "RESUME" } }, { $project: { n: 1 } }], [{ _id: 0, n: 1 }, { _id: 1, n: 2 }]], // prettier-ignore
    [
      [{ $sort: { s: -1 } }, { $limit: 2 }, { $project: { _id: 1 } }],
      [{ _id: 3 }, { _id: 2 }],
    ],
    [[{ $match: { s: { $type: "string" } } }, { $group: { _id: "$s", n: { $sum: 1 } } }, { $match: { n: 2 } }], [{ _id: "resume", n: 2 }]],
    [[{ $match: { _id: 3 } }, { $project: { r: { $in: ["RED", "$tags"] } } }], [{ _id: 3, r: true }]],
    [[{ $match: { _id: 3 } }, { $project: { r: { $cmp: ["$s", "zebra"] } } }], [{ _id: 3, r: 0 }]],
    [[{ $match: { _id: 3 } }, { $project: { r: { $setUnion: ["$tags", ["BLUE", "RED"]] } } }], [{ _id: 3, r: ["blue", "Red"] }]],
    [[{ $match: { _id: 3 } }, { $project: { r: { $max: ["a", "B"] } } }], [{ _id: 3, r: "B" }]],
    [[{ $match: { _id: 3 } }, { $project: { r: { $strcasecmp: ["é", "e"] } } }], [{ _id: 3, r: 1 }]],
    [[{ $match: { n: { $lt: 3 } } }, { $bucket: { groupBy: "$s", boundaries: ["A", "Z"] } }], [{ _id: "A", count: 2 }]],
  ])("a pipeline of %j compares by the collation", async (pipeline, expected) => {
    expect(await (await indexed()).aggregate(pipeline, { collation: ACCENTS }).toArray()).toEqual(expected);
  });

  test("$lookup joins by the collation of the pipeline", async () => {
    const others = await store.filled({ key: "RESUME" }, { key: "zebra" });
    await others.createIndex({ key: 1 }, {}, {});
    const works = await store.filled({ s: "Resume" }, { s: "Zébra" });
    const join = { $lookup: { from: others.collectionName, localField: "s", foreignField: "key", as: "found" } };
    const found = await works.aggregate([join, { $project: { found: "$found._id" } }], { collation: ACCENTS }).toArray();
    expect(found).toEqual([
      { _id: 0, found: [0] },
      { _id: 1, found: [] },
    ]);
  });
});

describe("what is refused", () => {
  test.each<[object, number]>([
    [{ locale: "sv" }, 238],
    [{ locale: "en", strength: 4 }, 238],
    [{ locale: "en", strength: 2, caseLevel: true }, 238],
    [{ locale: "en", alternate: "shifted" }, 238],
    [{ locale: "en", backwards: true }, 238],
    [{ locale: "xx_nowhere" }, 2],
    [{ locale: "en", caseFirst: "both" }, 2],
    [{ strength: 1 }, 40414],
    [{ locale: 1 }, 14],
    [{ locale: "en", strength: 9 }, 51024],
    [{ locale: "en", numericOrdering: 1 }, 14],
    [{ locale: "en", bogus: 1 }, 40415],
  ])("%j with code %i", async (collation, code) => {
    expect(await codeOf(store.command({ find: "none", collation }))).toBe(code);
    expect(await codeOf(store.command({ aggregate: "none", pipeline: [], cursor: {}, collation }))).toBe(code);
  });
});
