/** Stages and accumulators, as MongoDB's manual describes them: documents in, a pipeline, documents out; and which of them an index answers. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Decimal128, Double, Long } from "bson";
import { codeOf, openRowStore } from "../support/rowStore.ts";
import type { Row, Rows, RowStore } from "../support/rowStore.ts";

let store: RowStore;
beforeAll(async () => {
  store = await openRowStore();
});
afterAll(async () => {
  await store.stop();
});

const sales = [
  { shop: "b", day: 1, sum: 10 },
  { shop: "a", day: 2, sum: 5 },
  { shop: "a", day: 1, sum: 7 },
  { shop: "a", day: 2, sum: 1 },
  { shop: "b", day: 4, sum: 2 },
  { shop: "b", day: 3 },
];

async function answer(rows: Record<string, unknown>[], pipeline: object[]): Promise<unknown[]> {
  return (await store.filled(...rows)).aggregate(pipeline).toArray();
}

/** The values that a group of all sales has. */
async function total(spec: object): Promise<unknown> {
  const [group] = await answer(sales, [{ $sort: { _id: 1 } }, { $group: { _id: null, r: spec } }]);
  return (group as { r: unknown }).r;
}

describe("accumulators", () => {
  test.each<[object, unknown]>([
    [{ $sum: "$sum" }, 25],
    [{ $avg: "$sum" }, 5],
    [{ $min: "$sum" }, 1],
    [{ $max: "$sum" }, 10],
    [{ $count: {} }, 6],
    [{ $first: "$sum" }, 10],
    [{ $last: "$sum" }, null],
    [{ $push: "$sum" }, [10, 5, 7, 1, 2]],
    [{ $addToSet: "$day" }, [1, 2, 4, 3]],
    [{ $mergeObjects: { k: "$sum", s: "$shop" } }, { k: 2, s: "b" }],
    [{ $stdDevPop: "$day" }, 1.0671873729054748],
    [{ $stdDevSamp: "$missing" }, null],
    [{ $firstN: { input: "$sum", n: 2 } }, [10, 5]],
    [{ $lastN: { input: "$sum", n: 2 } }, [2, null]],
    [{ $minN: { input: "$sum", n: 2 } }, [1, 2]],
    [{ $maxN: { input: "$sum", n: Long.fromNumber(2) } }, [10, 7]],
    [{ $top: { output: ["$shop", "$day"], sortBy: { sum: -1 } } }, ["b", 1]],
    [{ $topN: { output: "$sum", sortBy: { shop: 1, day: -1, sum: 1 }, n: 2 } }, [1, 5]],
    [{ $bottom: { output: "$missing", sortBy: { day: 1 } } }, null],
    [{ $bottomN: { output: "$day", sortBy: { day: 1, _id: 1 }, n: 2 } }, [3, 4]],
  ])("%j gives %j", async (spec, expected) => {
    expect(await total(spec)).toEqual(expected);
  });

  test.each<[unknown[], unknown, unknown]>([
    [[1, 2], 3, 1.5],
    [[2147483647, 1], 2147483648n, 1073741824],
    [[Long.MAX_VALUE, 1, -1], 9223372036854775807n, 3074457345618258400],
    [[0.1, 0.2, 0.3], 0.6, 0.19999999999999998],
    [[1e100, 1, -1e100], 1, 0.3333333333333333],
    [[Infinity, -Infinity], NaN, NaN],
    [[Decimal128.fromString("0.10"), 0.5], Decimal128.fromString("0.60"), Decimal128.fromString("0.30")],
    [["1", null, true], 0, null],
  ])("of %j the sum is %j and the average %j", async (values, sum, average) => {
    const rows = values.map((v) => ({ v }));
    expect(await answer(rows, [{ $group: { _id: 1, s: { $sum: "$v" }, a: { $avg: "$v" } } }])).toEqual([{ _id: 1, s: sum, a: average }]);
  });

  test.each<[object, number]>([
    [{ $bogus: 1 }, 15952],
    [{ $push: ["$a", "$b"] }, 40237],
    [{ $count: { n: 1 } }, 9],
    [{ $firstN: { input: "$sum", n: 0 } }, 5787908],
    [{ $firstN: { input: "$sum" } }, 5787906],
    [{ $top: { output: 1, sortBy: { a: 1 }, by: 2 } }, 5787901],
    [{ $minN: { input: "$sum", n: "$n" } }, 238],
    [{ $median: { input: "$sum", method: "approximate" } }, 238],
  ])("%j is refused with code %i", async (spec, code) => {
    expect(await codeOf(total(spec))).toBe(code);
  });
});

describe("buckets", () => {
  const rows = [{ p: 5 }, { p: 20 }, { p: 25 }, { p: 50 }, { p: "x" }];
  test.each<[object, unknown[]]>([
    [
      { groupBy: "$p", boundaries: [0, 20, 50], default: "other" },
      [
        { _id: 0, count: 1 },
        { _id: 20, count: 2 },
        { _id: "other", count: 2 },
      ],
    ],
    [
      { groupBy: "$p", boundaries: [0, 30, 90], default: -1, output: { ps: { $push: "$p" }, n: { $sum: 1 } } },
      [
        { _id: -1, ps: ["x"], n: 1 },
        { _id: 0, ps: [5, 20, 25], n: 3 },
        { _id: 30, ps: [50], n: 1 },
      ],
    ],
    [{ groupBy: { $literal: 5 }, boundaries: [5, 6] }, [{ _id: 5, count: 5 }]],
  ])("$bucket %j", async (spec, expected) => {
    expect(await answer(rows, [{ $bucket: spec }])).toEqual(expected);
  });

  test.each<[object, number]>([
    [{ groupBy: "$p", boundaries: [0, 20] }, 40066],
    [{ groupBy: "$p", boundaries: [20, 0] }, 40194],
    [{ groupBy: "$p", boundaries: [0, "a"] }, 40193],
    [{ groupBy: "$p", boundaries: [0] }, 40192],
    [{ groupBy: "$p", boundaries: 0 }, 40200],
    [{ groupBy: "$p", boundaries: [0, 20], default: 3 }, 40199],
    [{ groupBy: "p", boundaries: [0, 20] }, 40202],
    [{ boundaries: [0, 20] }, 40198],
    [{ groupBy: "$p", boundaries: [0, 20], bogus: 1 }, 40197],
  ])("$bucket %j ends with code %i", async (spec, code) => {
    expect(await codeOf(answer(rows, [{ $bucket: spec }]))).toBe(code);
  });

  test.each<[number, unknown[]]>([
    [
      2,
      [
        { _id: { min: 1, max: 3 }, count: 3 },
        { _id: { min: 3, max: 9 }, count: 2 },
      ],
    ],
    [1, [{ _id: { min: 1, max: 9 }, count: 5 }]],
    [
      9,
      [
        { _id: { min: 1, max: 2 }, count: 2 },
        { _id: { min: 2, max: 3 }, count: 1 },
        { _id: { min: 3, max: 9 }, count: 1 },
        { _id: { min: 9, max: 9 }, count: 1 },
      ],
    ],
  ])("$bucketAuto into %i buckets keeps equal values together", async (buckets, expected) => {
    const numbers = [1, 1, 2, 3, 9].map((v) => ({ v }));
    expect(await answer(numbers, [{ $bucketAuto: { groupBy: "$v", buckets } }])).toEqual(expected);
  });

  test("$bucketAuto with a granularity is refused, and no buckets are an error", async () => {
    expect(await codeOf(answer(rows, [{ $bucketAuto: { groupBy: "$p", buckets: 2, granularity: "R5" } }]))).toBe(238);
    expect(await codeOf(answer(rows, [{ $bucketAuto: { groupBy: "$p", buckets: 0 } }]))).toBe(40243);
  });
});

describe("samples", () => {
  test("are different documents of the collection, as many as were asked for or as there are", async () => {
    const collection = store.fresh();
    await collection.insertMany(Array.from({ length: 50 }, (_, i) => ({ _id: i })));
    const ids = (await collection.aggregate<Row>([{ $sample: { size: 20 } }]).toArray()).map(({ _id }) => _id);
    expect(new Set(ids).size).toBe(20);
    expect(ids.every((id) => Number(id) < 50)).toBe(true);
    expect(await collection.aggregate([{ $sample: { size: 99 } }]).toArray()).toHaveLength(50);
    expect(await codeOf(collection.aggregate([{ $sample: { size: 0 } }]).toArray())).toBe(28747);
  });
});

describe("windows", () => {
  /** The values of a window function over shop a's and b's sales by day. */
  const over = async (spec: object, sortBy: object): Promise<unknown[]> => {
    const pipeline = [
      { $setWindowFields: { partitionBy: "$shop", sortBy, output: { r: spec } } },
      { $group: { _id: "$shop", r: { $push: { $ifNull: ["$r", null] } } } },
      { $sort: { _id: 1 } },
    ];
    return (await answer(sales, pipeline)).map((group) => (group as { r: unknown }).r);
  };

  // in order: a has sums 7 (day 1), 1 and 5 (day 2); b has 10 (day 1), none (day 3), 2 (day 4)
  const EXACT = { day: 1, sum: 1 };
  const DAY = { day: 1 };
  const BACK = { day: -1 };
  test.each<[object, string, object]>([
    [{ $sum: "$sum" }, "[[13,13,13],[12,12,12]]", EXACT],
    [{ $sum: "$sum", window: { documents: ["unbounded", "current"] } }, "[[7,8,13],[10,10,12]]", EXACT],
    [{ $sum: "$sum", window: { documents: [-1, 0] } }, "[[7,8,6],[10,10,2]]", EXACT],
    [{ $avg: "$sum", window: { documents: ["current", "unbounded"] } }, "[[4.333333333333333,3,5],[6,2,2]]", EXACT],
    [{ $min: "$sum", window: { documents: [1, 2] } }, "[[1,5,null],[2,2,null]]", EXACT],
    [{ $max: "$sum", window: { documents: [0, 0] } }, "[[7,1,5],[10,null,2]]", EXACT],
    [{ $push: "$sum", window: { documents: [-1, 1] } }, "[[[7,1],[7,1,5],[1,5]],[[10],[10,2],[2]]]", EXACT],
    [{ $addToSet: "$day" }, "[[[1,2],[1,2],[1,2]],[[1,3,4],[1,3,4],[1,3,4]]]", EXACT],
    [{ $count: {}, window: { range: [-1, 0] } }, "[[1,3,3],[1,1,2]]", DAY],
    [{ $sum: "$sum", window: { range: ["current", "unbounded"] } }, "[[13,6,6],[12,2,2]]", DAY],
    [{ $sum: "$sum", window: { range: [1, 2] } }, "[[6,0,0],[0,2,0]]", DAY],
    [{ $sum: "$sum", window: { range: [0.5, 1] } }, "[[6,0,0],[0,2,0]]", DAY],
    [{ $first: "$sum", window: { documents: [-1, 1] } }, "[[7,7,1],[10,10,null]]", EXACT],
    [{ $last: "$sum", window: { documents: [-1, 1] } }, "[[1,5,5],[null,2,2]]", EXACT],
    [{ $rank: {} }, "[[1,2,2],[1,2,3]]", DAY],
    [{ $denseRank: {} }, "[[1,2,2],[1,2,3]]", DAY],
    [{ $rank: {} }, "[[1,1,3],[1,2,3]]", BACK],
    [{ $denseRank: {} }, "[[1,1,2],[1,2,3]]", BACK],
    [{ $documentNumber: {} }, "[[1,2,3],[1,2,3]]", EXACT],
    [{ $shift: { output: "$sum", by: 1, default: "none" } }, '[[1,5,"none"],[null,2,"none"]]', EXACT],
    [{ $shift: { output: "$sum", by: -2 } }, "[[null,null,7],[null,null,10]]", EXACT],
    [{ $top: { output: "$day", sortBy: { sum: 1 } } }, "[[2,2,2],[3,3,3]]", EXACT],
  ])("%j gives %s in the order of %j", async (spec, expected, sortBy) => {
    expect(JSON.stringify(await over(spec, sortBy))).toBe(expected);
  });

  test("ranges of dates count in units of time; documents come by partition and order", async () => {
    const day = (n: number): Date => new Date(Date.UTC(2024, 1, n));
    const rows = [
      { at: day(29), v: 1 },
      { at: day(28), v: 2 },
      { at: day(31), v: 4 },
    ];
    const window = { range: [-1, "current"], unit: "day" };
    const spec = { sortBy: { at: 1 }, output: { "r.sum": { $sum: "$v", window } } };
    expect(await answer(rows, [{ $setWindowFields: spec }, { $unset: "at" }])).toEqual([
      { _id: 1, v: 2, r: { sum: 2 } },
      { _id: 0, v: 1, r: { sum: 3 } },
      { _id: 2, v: 4, r: { sum: 4 } },
    ]);
  });

  test.each<[object, number]>([
    [{ output: { r: { $sum: 1, window: { documents: [1, 0] } } }, sortBy: { a: 1 } }, 5339900],
    [{ output: { r: { $sum: 1, window: { documents: [-1, 0] } } } }, 5339901],
    [{ output: { r: { $sum: 1, window: { range: [-1, 0] } } } }, 5339902],
    [{ output: { r: { $sum: 1, window: { range: [-1, 0] } } }, sortBy: { shop: 1 } }, 5429414],
    [{ output: { r: { $rank: {}, window: {} } }, sortBy: { a: 1 } }, 5371601],
    [{ output: { r: { $rank: {} } } }, 5371602],
    [{ output: { r: { $derivative: { input: "$sum" } } }, sortBy: { a: 1 } }, 238],
    [{ output: { r: { $mergeObjects: "$a" } } }, 9],
    [{ sortBy: { a: 1 } }, 40414],
    [{ output: {}, bogus: 1 }, 40415],
  ])("%j ends with code %i", async (spec, code) => {
    expect(await codeOf(answer(sales, [{ $setWindowFields: spec }]))).toBe(code);
  });
});

describe("joins", () => {
  test("$lookup takes missing as null, looks into arrays, and runs a pipeline with variables over what it found", async () => {
    const others = await store.filled({ k: 1, v: 1 }, { k: [1, 2], v: 2 }, { k: null, v: 3 }, { v: 4 }, { k: /x/, v: 5 });
    const rows = await store.filled({ a: 1 }, { a: [2, 9] }, {}, { a: [] }, { a: [/x/, 2] });
    const from = others.collectionName;
    const ids = async (spec: object): Promise<unknown[]> =>
      (await rows.aggregate([{ $lookup: { from, as: "r", ...spec } }, { $sort: { _id: 1 } }]).toArray()).map(({ r }) =>
        (r as Row[]).map(({ _id }) => _id),
      );
    const fields = { localField: "a", foreignField: "k" };
    expect(await ids(fields)).toEqual([[0, 1], [1], [2, 3], [], [1, 4]]);
    expect(await ids({ ...fields, pipeline: [{ $match: { v: { $gt: 1 } } }, { $sort: { _id: -1 } }] })).toEqual([
      [1],
      [1],
      [3, 2],
      [],
      [4, 1],
    ]);
    const least = { let: { least: "$_id" }, pipeline: [{ $match: { $expr: { $gt: ["$_id", "$$least"] } } }] };
    expect(await ids(least)).toEqual([[1, 2, 3, 4], [2, 3, 4], [3, 4], [4], []]);
    expect(await codeOf(ids({ ...least, let: {} }))).toBe(17276);
    expect(await codeOf(ids({ localField: "a" }))).toBe(9);
    expect(await codeOf(ids({ pipeline: [{ $out: "x" }] }))).toBe(51047);
  });

  test("$unionWith appends what another pipeline gives", async () => {
    const others = await store.filled({ v: 1 }, { v: 2 });
    const union = { $unionWith: { coll: others.collectionName, pipeline: [{ $match: { v: 2 } }] } };
    expect(await answer([{ v: 0 }], [union, { $unset: "_id" }])).toEqual([{ v: 0 }, { v: 2 }]);
    expect(await answer([{ v: 0 }], [{ $unionWith: "nothing" }])).toEqual([{ _id: 0, v: 0 }]);
  });

  test("$graphLookup follows from document to document, each once, as deep as allowed", async () => {
    const people = await store.filled({ name: "A" }, { name: "B", boss: "A" }, { name: "C", boss: "B" }, { name: "D", boss: ["C", "A"] });
    await people.updateOne({ name: "A" }, { $set: { boss: "D" } });
    const graph = { from: people.collectionName, startWith: "$boss", connectFromField: "boss", connectToField: "name", as: "above" };
    const above = async (more: object): Promise<unknown> => {
      const found = await people.aggregate([{ $match: { name: "C" } }, { $graphLookup: { ...graph, ...more } }]).toArray();
      return (found[0]?.["above"] as Row[]).map(({ name, depth }) => (depth === undefined ? name : [name, depth])).sort();
    };
    expect(await above({})).toEqual(["A", "B", "C", "D"]);
    expect(await above({ maxDepth: 1, depthField: "depth" })).toEqual([["A", 1n], ["B", 0n]]); // prettier-ignore
    expect(await above({ restrictSearchWithMatch: { name: { $ne: "A" } } })).toEqual(["B"]);
  });
});

describe("shapes", () => {
  test("$redact keeps, prunes and descends", async () => {
    const rows = [{ level: 1, a: { level: 3, x: 1 }, b: [{ level: 2, y: 1 }, { level: 9 }, 5] }, { level: 4 }];
    const decide = { $cond: [{ $lte: ["$level", 2] }, "$$DESCEND", "$$PRUNE"] };
    expect(await answer(rows, [{ $redact: decide }])).toEqual([{ _id: 0, level: 1, b: [{ level: 2, y: 1 }, 5] }]);
    expect(await codeOf(answer(rows, [{ $redact: "$level" }]))).toBe(17053);
  });

  test.each<[object[], number]>([
    [[{ $densify: {} }], 238],
    [[{ $fill: {} }], 238],
    [[{ $bogus: {} }], 40324],
    [[{ $out: "x" }, { $limit: 1 }], 40601],
    [[{ $facet: { a: [{ $out: "x" }] } }], 40600],
    [[{ $unionWith: { coll: "x", pipeline: [{ $merge: "y" }] } }], 31441],
    [[{ $facet: { a: [{ $facet: {} }] } }], 40600],
  ])("%j ends with code %i", async (pipeline, code) => {
    expect(await codeOf(answer([{}], pipeline))).toBe(code);
  });
});

describe("$out", () => {
  test("takes the place of all that was there, in any database, and keeps the indexes", async () => {
    const target = await store.filled({ k: 8 }, { k: 9 });
    await target.createIndex({ k: 1 }, { unique: true }, {});
    const source = await store.filled({ k: 1 }, { k: 2 }, { k: 1, twice: true });
    const out = { $out: target.collectionName };
    expect(await source.aggregate([{ $match: { twice: null } }, { $set: { n: "$k" } }, out]).toArray()).toEqual([]);
    expect(await target.find().toArray()).toEqual([{ _id: 0, k: 1, n: 1 }, { _id: 1, k: 2, n: 2 }]); // prettier-ignore
    expect(await target.find({ k: 2 }).toArray()).toHaveLength(1);
    expect(await codeOf(source.aggregate([out]).toArray())).toBe(11000);
    expect(await target.countDocuments({ n: { $exists: true } })).toBe(2); // an error changed nothing
    await source.aggregate([{ $match: { k: 2 } }, { $out: { db: "elsewhere", coll: "copy" } }]).toArray();
    expect(await store.connection.useDb("elsewhere").collection("copy").find().toArray()).toEqual([{ _id: 1, k: 2 }]);
  });

  test("may replace the collection that it reads", async () => {
    const rows = await store.filled({ a: 1 }, { a: 2 });
    await rows.aggregate([{ $match: { a: 2 } }, { $out: rows.collectionName }]).toArray();
    expect(await rows.find().toArray()).toEqual([{ _id: 1, a: 2 }]);
  });
});

describe("$merge", () => {
  const merged = async (options: object): Promise<unknown[]> => {
    const target = await store.filled({ a: 1, old: 1 }, { a: 2, old: 1 });
    const source = store.fresh();
    await source.insertMany([{ _id: 1, a: 3, new: 1 }, { _id: 7, a: 4 }]); // prettier-ignore
    await source.aggregate([{ $merge: { into: target.collectionName, ...options } }]).toArray();
    return target.find({}, { sort: { _id: 1 } }).toArray();
  };
  const untouched = { _id: 0, a: 1, old: 1 };
  const inserted = { _id: 7, a: 4 };

  test.each<[object, unknown[]]>([
    [{}, [untouched, { _id: 1, a: 3, old: 1, new: 1 }, inserted]],
    [{ whenMatched: "replace" }, [untouched, { _id: 1, a: 3, new: 1 }, inserted]],
    [{ whenMatched: "keepExisting" }, [untouched, { _id: 1, a: 2, old: 1 }, inserted]],
    [{ whenNotMatched: "discard" }, [untouched, { _id: 1, a: 3, old: 1, new: 1 }]],
    [{ whenMatched: [{ $set: { a: { $add: ["$a", "$$new.a"] } } }] }, [untouched, { _id: 1, a: 5, old: 1 }, inserted]],
    [{ whenMatched: [{ $set: { a: "$$x" } }], let: { x: { $add: ["$a", 10] } } }, [untouched, { _id: 1, a: 13, old: 1 }, inserted]],
  ])("%j leaves %j", async (options, expected) => {
    expect(await merged(options)).toEqual(expected);
  });

  test.each<[object, number]>([
    [{ whenMatched: "fail" }, 11000],
    [{ whenNotMatched: "fail" }, 13113],
    [{ on: "a" }, 51183],
    [{ whenMatched: "fail", whenNotMatched: "discard" }, 51181],
    [{ whenMatched: "bogus" }, 2],
    [{ whenMatched: [{ $group: {} }] }, 72],
    [{ on: [] }, 51187],
  ])("%j ends with code %i", async (options, code) => {
    expect(await codeOf(merged(options))).toBe(code);
  });

  test("joins on another unique key, and refuses documents without it", async () => {
    const target = await store.filled({ k: "x", n: 1 });
    await target.createIndex({ k: 1 }, { unique: true }, {});
    const source = await store.filled({ k: "y", n: 2 }, { k: "x", n: 3 }, { n: 4 });
    const merge = { $merge: { into: target.collectionName, on: "k" } };
    await source.aggregate([{ $match: { k: { $exists: true } } }, { $unset: "_id" }, merge]).toArray();
    expect((await target.find({}, { sort: { k: 1 } }).toArray()).map(({ k, n }) => [k, n])).toEqual([["x", 3], ["y", 2]]); // prettier-ignore
    expect(await codeOf(source.aggregate([{ $unset: "_id" }, merge]).toArray())).toBe(51132);
  });

  test("neither $merge nor $out runs in a transaction", async () => {
    const rows = await store.filled({ a: 1 });
    const session = await store.connection.startSession();
    session.startTransaction();
    expect(await codeOf(rows.aggregate([{ $merge: "other" }], { session }).toArray())).toBe(263);
    await session.endSession();
  });
});

describe("the beginning of a pipeline is answered from an index", () => {
  const examined = async (rows: Rows, pipeline: object[]): Promise<{ n: unknown; documents: unknown; sorted: boolean }> => {
    const answer = await store.command({ explain: { aggregate: rows.collectionName, pipeline, cursor: {} } });
    const { nReturned, totalDocsExamined } = answer["executionStats"] as Record<string, unknown>;
    return { n: nReturned, documents: totalDocsExamined, sorted: JSON.stringify(answer["queryPlanner"]).includes('"SORT"') };
  };

  test.each<[object[], number, boolean]>([
    [[{ $match: { k: 3 } }], 20, false],
    [[{ $match: { k: 3 } }, { $sort: { n: -1 } }, { $limit: 2 }], 2, false],
    [[{ $sort: { k: 1 } }, { $match: { k: 3 } }], 20, false],
    [[{ $match: { k: { $gt: 1 } } }, { $match: { k: 3 } }, { $match: {} }], 20, false],
    [[{ $sort: { k: 1, n: 1 } }, { $skip: 5 }, { $limit: 5 }], 10, false],
    [[{ $sort: { k: -1 } }, { $limit: 50 }, { $limit: 4 }, { $skip: 1 }], 4, false],
    [[{ $sort: { other: 1 } }, { $match: { k: 3 } }, { $limit: 1 }], 20, true],
    [[{ $limit: 3 }, { $match: { k: 3 } }], 3, false],
  ])("%j reads %i documents", async (pipeline, documents, sorted) => {
    const rows = store.fresh();
    await rows.insertMany(Array.from({ length: 200 }, (_, i) => ({ _id: i, k: i % 10, n: i })));
    await rows.createIndex({ k: 1, n: 1 }, {}, {});
    expect(await examined(rows, pipeline)).toMatchObject({ documents, sorted });
    const plain = store.fresh();
    await plain.insertMany(Array.from({ length: 200 }, (_, i) => ({ _id: i, k: i % 10, n: i })));
    const order = { $sort: { _id: 1 } };
    const exact = JSON.stringify(pipeline).includes("$limit") ? [] : [order];
    if (exact.length > 0)
      expect(await rows.aggregate([...pipeline, ...exact]).toArray()).toEqual(await plain.aggregate([...pipeline, ...exact]).toArray());
  });

  test("$limit before $match stays before it", async () => {
    const rows = await store.filled({ k: 1 }, { k: 2 }, { k: 2 });
    expect(await rows.aggregate([{ $limit: 2 }, { $match: { k: 2 } }]).toArray()).toEqual([{ _id: 1, k: 2 }]);
    expect(await rows.aggregate([{ $limit: 2 }, { $skip: 1 }, { $skip: 1 }]).toArray()).toEqual([]);
    expect(await rows.aggregate([{ $skip: 1 }, { $sort: { _id: -1 } }, { $limit: 1 }]).toArray()).toEqual([{ _id: 2, k: 2 }]);
  });
});

describe("sorts", () => {
  test("an empty array comes before null, elements of one array are taken together, two arrays have no order", async () => {
    const rows = [{ a: null }, { a: [] }, {}, { a: 1 }, { a: [3, 0] }];
    expect((await answer(rows, [{ $sort: { a: 1, _id: 1 } }])).map((row) => (row as Row)._id)).toEqual([1, 0, 2, 4, 3]);
    expect((await answer(rows, [{ $sort: { a: -1, _id: 1 } }])).map((row) => (row as Row)._id)).toEqual([4, 3, 0, 2, 1]);
    const pairs = [
      {
        l: [
          { x: 1, y: 9 },
          { x: 2, y: 0 },
        ],
      },
      { l: [{ x: 1, y: 5 }] },
    ];
    expect((await answer(pairs, [{ $sort: { "l.x": 1, "l.y": 1 } }])).map((row) => (row as Row)._id)).toEqual([1, 0]);
    expect(await codeOf(answer([{ a: [1], b: [1] }, {}], [{ $sort: { a: 1, b: 1 } }]))).toBe(2);
  });
});

test("numbers of a stage may be of any type", async () => {
  expect(await answer(sales, [{ $limit: new Double(1) }, { $count: "n" }])).toEqual([{ n: 1 }]);
  expect(await answer(sales, [{ $skip: Long.fromNumber(4) }, { $count: "n" }])).toEqual([{ n: 2 }]);
});
