/** Pipeline stages and accumulators. */
import { Decimal128, Double, Long } from "bson";
import type { Case, Expected, Failure, Plain, Refusal } from "../case.ts";
import { fails } from "../case.ts";
import { numbered } from "../tables.ts";

const long = (value: number): Long => Long.fromNumber(value);
const double = (value: number): Double => new Double(value);

const given = numbered([
  { k: "a", n: 1, m: Decimal128.fromString("1.10"), tags: ["x", "y"], o: { p: 1 } },
  { k: "b", n: 2, m: Decimal128.fromString("2.20"), tags: [], o: { p: 2, q: 3 } },
  { k: "a", n: long(3), tags: "z", o: null },
  { k: "b", n: 4.5, tags: null },
  { n: "five", tags: ["x", ["y"]] },
]);
const beside = [
  { _id: "x", name: "ex", r: 1 },
  { _id: "y", name: "why", r: null },
  { _id: "z", name: "zed" },
  { _id: 10, k: "a", l: ["x", "z"] },
];

type Gives = readonly Plain[] | Failure;
interface Row {
  readonly pipeline: readonly unknown[];
  readonly gives: Gives | { readonly set: readonly Plain[] };
  readonly refused?: Refusal;
}

function expected(gives: Row["gives"]): Expected {
  return "code" in gives || "set" in gives ? gives : { documents: gives };
}

function stageCases(about: string, rows: Readonly<Record<string, Row>>): Case[] {
  return Object.entries(rows).map(([name, { pipeline, gives, refused }]) => ({
    name: `${about}: ${name}`,
    given,
    beside,
    steps: [{ run: { aggregate: "c", pipeline, cursor: {} }, gives: expected(gives) }],
    ...(refused === undefined ? {} : { refused }),
  }));
}

const byId = { $sort: { _id: 1 } };
const first = { $match: { _id: 0 } };
const only = (...names: string[]): Plain => ({ $project: Object.fromEntries(names.map((name) => [name, 1])) });

const shapes = stageCases("shapes", {
  "project includes and computes": {
    pipeline: [first, { $project: { k: 1, d: { $multiply: ["$n", 2] } } }],
    gives: [{ _id: 0, k: "a", d: 2 }],
  },
  "project excludes": { pipeline: [first, { $project: { tags: 0, m: 0, _id: 0 } }], gives: [{ k: "a", n: 1, o: { p: 1 } }] },
  "project makes documents": { pipeline: [first, { $project: { _id: 0, x: { y: "$n", z: ["$k"] } } }], gives: [{ x: { y: 1, z: ["a"] } }] },
  "project nothing": { pipeline: [{ $project: {} }], gives: fails(51272) },
  "project mixed": { pipeline: [{ $project: { k: 1, n: 0 } }], gives: fails(31254) },
  "set adds and replaces": {
    pipeline: [first, only("k", "n"), { $set: { n: { $add: ["$n", 1] }, z: "$k" } }],
    gives: [{ _id: 0, k: "a", n: 2, z: "a" }],
  },
  "set goes into documents": {
    pipeline: [first, only("o"), { $set: { "o.q": 5, o2: { p: "$o.p" } } }],
    gives: [{ _id: 0, o: { p: 1, q: 5 }, o2: { p: 1 } }],
  },
  "set a document merges": { pipeline: [first, only("o"), { $addFields: { o: { q: 5 } } }], gives: [{ _id: 0, o: { p: 1, q: 5 } }] },
  "set within a scalar replaces it": { pipeline: [first, only("k"), { $set: { "k.x": 1 } }], gives: [{ _id: 0, k: { x: 1 } }] },
  "set within an array of scalars": {
    pipeline: [first, only("tags"), { $set: { "tags.t": 1 } }],
    gives: [{ _id: 0, tags: [{ t: 1 }, { t: 1 }] }],
  },
  "set removes": { pipeline: [first, only("k", "n"), { $set: { n: "$$REMOVE" } }], gives: [{ _id: 0, k: "a" }] },
  "set to a missing field removes": { pipeline: [first, only("k", "n"), { $set: { n: "$nope" } }], gives: [{ _id: 0, k: "a" }] },
  "set nothing": { pipeline: [{ $set: {} }], gives: fails(40177) },
  "set and a path within": { pipeline: [{ $set: { a: 1, "a.b": 2 } }], gives: fails(40176) },
  unset: { pipeline: [first, { $unset: ["m", "tags", "o.p"] }], gives: [{ _id: 0, k: "a", n: 1, o: {} }] },
  "unset one": { pipeline: [first, only("k", "n"), { $unset: "k" }], gives: [{ _id: 0, n: 1 }] },
  "unset a path of an operator": { pipeline: [{ $unset: "$k" }], gives: fails(16410) },
  "unset no names": { pipeline: [{ $unset: 1 }], gives: fails(31002) },
  "replace the root": { pipeline: [first, { $replaceRoot: { newRoot: "$o" } }], gives: [{ p: 1 }] },
  "replace with an expression": {
    pipeline: [first, { $replaceWith: { $mergeObjects: ["$o", { id: "$_id" }] } }],
    gives: [{ p: 1, id: 0 }],
  },
  "replace by null": { pipeline: [{ $match: { _id: 2 } }, { $replaceRoot: { newRoot: "$o" } }], gives: fails(40228) },
  "replace by what is missing": { pipeline: [{ $match: { _id: 4 } }, { $replaceWith: "$o" }], gives: fails(40228) },
});

const flow = stageCases("order and number", {
  "match, sort, skip, limit": {
    pipeline: [{ $match: { k: { $exists: true } } }, { $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }, only("n")],
    gives: [
      { _id: 2, n: long(3) },
      { _id: 1, n: 2 },
    ],
  },
  "limit, then sort": {
    pipeline: [byId, { $limit: 2 }, { $sort: { n: -1 } }, only("n")],
    gives: [
      { _id: 1, n: 2 },
      { _id: 0, n: 1 },
    ],
  },
  "skip, then match": { pipeline: [byId, { $skip: 3 }, { $match: { k: "b" } }, only("k")], gives: [{ _id: 3, k: "b" }] },
  "sort by a computed field": {
    pipeline: [{ $set: { z: { $toString: "$_id" } } }, { $sort: { z: -1 } }, { $limit: 1 }, only("z")],
    gives: [{ _id: 4, z: "4" }],
  },
  "match after project": {
    pipeline: [{ $project: { d: "$n" } }, { $match: { d: { $gte: 3 } } }, byId],
    gives: [
      { _id: 2, d: long(3) },
      { _id: 3, d: 4.5 },
    ],
  },
  count: { pipeline: [{ $match: { k: "a" } }, { $count: "n" }], gives: [{ n: 2 }] },
  "count none": { pipeline: [{ $match: { k: "zzz" } }, { $count: "n" }], gives: [] },
  "count without a name": { pipeline: [{ $count: "" }], gives: fails(40157) },
  "count by a dollar": { pipeline: [{ $count: "$n" }], gives: fails(40158) },
  "count by a path": { pipeline: [{ $count: "a.b" }], gives: fails(40160) },
  "limit 0": { pipeline: [{ $limit: 0 }], gives: fails(15958) },
  "limit below 0": { pipeline: [{ $limit: -1 }], gives: fails(5107201) },
  "skip below 0": { pipeline: [{ $skip: -1 }], gives: fails(5107200) },
  "sort by nothing": { pipeline: [{ $sort: {} }], gives: fails(15976) },
  "sort by no document": { pipeline: [{ $sort: "n" }], gives: fails(15973) },
  "sort in no direction": { pipeline: [{ $sort: { n: 0 } }], gives: fails(15975) },
  "match by no document": { pipeline: [{ $match: 1 }], gives: fails(15959) },
  "an unknown stage": { pipeline: [{ $bogus: 1 }], gives: fails(40324) },
  "two stages in one": { pipeline: [{ $match: {}, $limit: 1 }], gives: fails(40323) },
  "an empty stage": { pipeline: [{}], gives: fails(40323) },
  "a stage that is no document": { pipeline: [1], gives: fails(14) },
  "no stage": { pipeline: [], gives: { set: given } },
});

const unwind = stageCases("unwind", {
  elements: {
    pipeline: [byId, { $unwind: "$tags" }, only("tags")],
    gives: [
      { _id: 0, tags: "x" },
      { _id: 0, tags: "y" },
      { _id: 2, tags: "z" },
      { _id: 4, tags: "x" },
      { _id: 4, tags: ["y"] },
    ],
  },
  "keeping what has none": {
    pipeline: [
      byId,
      { $match: { _id: { $in: [1, 3] } } },
      { $unwind: { path: "$tags", preserveNullAndEmptyArrays: true } },
      only("k", "tags"),
    ],
    gives: [
      { _id: 1, k: "b" },
      { _id: 3, k: "b", tags: null },
    ],
  },
  "with places": {
    pipeline: [first, only("tags"), { $unwind: { path: "$tags", includeArrayIndex: "i" } }],
    gives: [
      { _id: 0, tags: "x", i: long(0) },
      { _id: 0, tags: "y", i: long(1) },
    ],
  },
  "the place of what is no array": {
    pipeline: [{ $match: { _id: 2 } }, only("tags"), { $unwind: { path: "$tags", includeArrayIndex: "i" } }],
    gives: [{ _id: 2, tags: "z", i: null }],
  },
  "a missing path": { pipeline: [{ $unwind: "$nope" }], gives: [] },
  "a path without a dollar": { pipeline: [{ $unwind: "tags" }], gives: fails(28818) },
  "no path": { pipeline: [{ $unwind: {} }], gives: fails(28812) },
  "an unknown option": { pipeline: [{ $unwind: { path: "$tags", bogus: 1 } }], gives: fails(28811) },
  "a number": { pipeline: [{ $unwind: 1 }], gives: fails(15981) },
});

const grouped = (fields: Plain): unknown[] => [{ $match: { k: "a" } }, byId, { $group: { _id: null, ...fields } }];
const group = stageCases("group", {
  "by a field, missing as null": {
    pipeline: [{ $group: { _id: "$k", c: { $sum: 1 } } }],
    gives: {
      set: [
        { _id: "a", c: 2 },
        { _id: "b", c: 2 },
        { _id: null, c: 1 },
      ],
    },
  },
  "by a document": {
    pipeline: [{ $match: { k: "a" } }, { $group: { _id: { k: "$k", z: "$nope" }, c: { $count: {} } } }],
    gives: [{ _id: { k: "a" }, c: 2 }],
  },
  "by numbers of several types": {
    pipeline: [{ $group: { _id: { $mod: ["$_id", 2] } } }, { $match: { _id: double(1) } }],
    gives: [{ _id: 1 }],
  },
  "sum keeps the widest type": { pipeline: grouped({ s: { $sum: "$n" } }), gives: [{ _id: null, s: long(4) }] },
  "sum of decimals": { pipeline: [{ $group: { _id: null, s: { $sum: "$m" } } }], gives: [{ _id: null, s: Decimal128.fromString("3.30") }] },
  "sum passes over what is no number": { pipeline: [{ $group: { _id: null, s: { $sum: "$k" } } }], gives: [{ _id: null, s: 0 }] },
  "avg is a double": { pipeline: grouped({ a: { $avg: "$n" } }), gives: [{ _id: null, a: double(2) }] },
  "avg of decimals": { pipeline: [{ $group: { _id: null, a: { $avg: "$m" } } }], gives: [{ _id: null, a: Decimal128.fromString("1.65") }] },
  "avg of nothing": { pipeline: grouped({ a: { $avg: "$nope" } }), gives: [{ _id: null, a: null }] },
  "min and max": { pipeline: [{ $group: { _id: null, a: { $min: "$n" }, b: { $max: "$n" } } }], gives: [{ _id: null, a: 1, b: "five" }] },
  "min passes over null": { pipeline: [{ $group: { _id: null, a: { $min: "$o" } } }], gives: [{ _id: null, a: { p: 1 } }] },
  "first and last": {
    pipeline: [byId, { $group: { _id: null, a: { $first: "$k" }, b: { $last: "$k" } } }],
    gives: [{ _id: null, a: "a", b: null }],
  },
  "push passes over what is missing": {
    pipeline: [byId, { $group: { _id: null, a: { $push: "$k" } } }],
    gives: [{ _id: null, a: ["a", "b", "a", "b"] }],
  },
  "push documents": { pipeline: grouped({ a: { $push: { i: "$_id", z: "$nope" } } }), gives: [{ _id: null, a: [{ i: 0 }, { i: 2 }] }] },
  addToSet: { pipeline: grouped({ a: { $addToSet: "$k" } }), gives: [{ _id: null, a: ["a"] }] },
  mergeObjects: { pipeline: [byId, { $group: { _id: null, a: { $mergeObjects: "$o" } } }], gives: [{ _id: null, a: { p: 2, q: 3 } }] },
  "mergeObjects of a string": { pipeline: [{ $group: { _id: null, a: { $mergeObjects: "$k" } } }], gives: fails(40400) },
  "stdDevPop and stdDevSamp": {
    pipeline: grouped({ a: { $stdDevPop: "$n" }, b: { $stdDevSamp: "$n" } }),
    gives: [{ _id: null, a: double(1), b: double(Math.SQRT2) }],
  },
  "stdDevSamp of one": { pipeline: [first, { $group: { _id: null, b: { $stdDevSamp: "$n" } } }], gives: [{ _id: null, b: null }] },
  "computed values": { pipeline: grouped({ s: { $sum: { $multiply: ["$n", 10] } } }), gives: [{ _id: null, s: long(40) }] },
  "of no documents": { pipeline: [{ $match: { k: "zzz" } }, { $group: { _id: null, c: { $sum: 1 } } }], gives: [] },
  sortByCount: {
    pipeline: [{ $match: { _id: { $lt: 3 } } }, { $sortByCount: "$k" }],
    gives: [
      { _id: "a", count: 2 },
      { _id: "b", count: 1 },
    ],
  },
  "without _id": { pipeline: [{ $group: { c: { $sum: 1 } } }], gives: fails(15955) },
  "a field that is no accumulator": { pipeline: [{ $group: { _id: null, c: 1 } }], gives: fails(40234) },
  "an unknown accumulator": { pipeline: [{ $group: { _id: null, c: { $bogus: 1 } } }], gives: fails(15952) },
  "two accumulators": { pipeline: [{ $group: { _id: null, c: { $sum: 1, $avg: 1 } } }], gives: fails(40238) },
  "a dotted name": { pipeline: [{ $group: { _id: null, "c.d": { $sum: 1 } } }], gives: fails(40235) },
  "several arguments": { pipeline: [{ $group: { _id: null, c: { $sum: ["$n", 1] } } }], gives: fails(40237) },
});

const accumulators = stageCases("accumulators of several arguments", {
  top: {
    pipeline: [{ $match: { k: "a" } }, { $group: { _id: null, t: { $top: { sortBy: { n: -1 }, output: "$_id" } } } }],
    gives: [{ _id: null, t: 2 }],
  },
  bottom: {
    pipeline: [{ $match: { k: "a" } }, { $group: { _id: null, t: { $bottom: { sortBy: { n: -1 }, output: "$_id" } } } }],
    gives: [{ _id: null, t: 0 }],
  },
  topN: {
    pipeline: [{ $match: { k: "a" } }, { $group: { _id: null, t: { $topN: { n: 2, sortBy: { n: -1 }, output: "$n" } } } }],
    gives: [{ _id: null, t: [long(3), 1] }],
  },
  firstN: { pipeline: [byId, { $group: { _id: null, t: { $firstN: { n: 2, input: "$k" } } } }], gives: [{ _id: null, t: ["a", "b"] }] },
  lastN: { pipeline: [byId, { $group: { _id: null, t: { $lastN: { n: 2, input: "$k" } } } }], gives: [{ _id: null, t: ["b", null] }] },
  maxN: {
    pipeline: [{ $match: { n: { $type: "number" } } }, { $group: { _id: null, t: { $maxN: { n: 2, input: "$n" } } } }],
    gives: [{ _id: null, t: [4.5, long(3)] }],
  },
  minN: {
    pipeline: [{ $match: { n: { $type: "number" } } }, { $group: { _id: null, t: { $minN: { n: 2, input: "$n" } } } }],
    gives: [{ _id: null, t: [1, 2] }],
  },
});

const joins = stageCases("joins", {
  "lookup by a field": {
    pipeline: [{ $match: { _id: 2 } }, { $lookup: { from: "d", localField: "tags", foreignField: "_id", as: "t" } }, only("t")],
    gives: [{ _id: 2, t: [{ _id: "z", name: "zed" }] }],
  },
  "lookup of each element": {
    pipeline: [first, { $lookup: { from: "d", localField: "tags", foreignField: "_id", as: "t" } }, only("t._id")],
    gives: [{ _id: 0, t: [{ _id: "x" }, { _id: "y" }] }],
  },
  "lookup into an array": {
    pipeline: [{ $match: { _id: 2 } }, { $lookup: { from: "d", localField: "tags", foreignField: "l", as: "t" } }, only("t._id")],
    gives: [{ _id: 2, t: [{ _id: 10 }] }],
  },
  "lookup of a missing field finds null and missing": {
    pipeline: [
      { $match: { _id: 3 } },
      { $lookup: { from: "d", localField: "nope", foreignField: "r", as: "t" } },
      { $set: { t: { $size: "$t" } } },
      only("t"),
    ],
    gives: [{ _id: 3, t: 3 }],
  },
  "lookup of an empty array finds nothing": {
    pipeline: [{ $match: { _id: 1 } }, { $lookup: { from: "d", localField: "tags", foreignField: "_id", as: "t" } }, only("t")],
    gives: [{ _id: 1, t: [] }],
  },
  "lookup in a missing collection": {
    pipeline: [first, { $lookup: { from: "nowhere", localField: "k", foreignField: "k", as: "t" } }, only("t")],
    gives: [{ _id: 0, t: [] }],
  },
  "lookup with a pipeline": {
    pipeline: [
      first,
      {
        $lookup: {
          from: "d",
          let: { k: "$k" },
          pipeline: [{ $match: { $expr: { $eq: ["$k", "$$k"] } } }, { $project: { _id: 1 } }],
          as: "t",
        },
      },
      only("t"),
    ],
    gives: [{ _id: 0, t: [{ _id: 10 }] }],
  },
  "lookup with both": {
    pipeline: [
      first,
      {
        $lookup: {
          from: "d",
          localField: "tags",
          foreignField: "_id",
          pipeline: [{ $match: { r: 1 } }, { $project: { name: 1 } }],
          as: "t",
        },
      },
      only("t"),
    ],
    gives: [{ _id: 0, t: [{ _id: "x", name: "ex" }] }],
  },
  "lookup, then unwind": {
    pipeline: [
      { $match: { _id: 2 } },
      { $lookup: { from: "d", localField: "tags", foreignField: "_id", as: "t" } },
      { $unwind: "$t" },
      { $project: { n: "$t.name" } },
    ],
    gives: [{ _id: 2, n: "zed" }],
  },
  "lookup into a path": {
    pipeline: [first, only("o"), { $lookup: { from: "d", localField: "o.p", foreignField: "r", as: "o.t" } }],
    gives: [{ _id: 0, o: { p: 1, t: [{ _id: "x", name: "ex", r: 1 }] } }],
  },
  "lookup without as": { pipeline: [{ $lookup: { from: "d", localField: "k", foreignField: "k" } }], gives: fails(9) },
  "lookup with half of the fields": { pipeline: [{ $lookup: { from: "d", localField: "k", as: "t" } }], gives: fails(9) },
  unionWith: { pipeline: [first, only("k"), { $unionWith: "d" }], gives: { set: [{ _id: 0, k: "a" }, ...beside] } },
  "unionWith a pipeline": {
    pipeline: [first, only("k"), { $unionWith: { coll: "d", pipeline: [{ $match: { r: 1 } }] } }],
    gives: {
      set: [
        { _id: 0, k: "a" },
        { _id: "x", name: "ex", r: 1 },
      ],
    },
  },
  facet: {
    pipeline: [
      { $match: { k: "a" } },
      { $facet: { n: [{ $count: "n" }], ids: [byId, { $project: { _id: 1 } }], none: [{ $match: { k: "zzz" } }] } },
    ],
    gives: [{ n: [{ n: 2 }], ids: [{ _id: 0 }, { _id: 2 }], none: [] }],
  },
  "facet of nothing": { pipeline: [{ $match: { k: "zzz" } }, { $facet: { n: [{ $count: "n" }] } }], gives: [{ n: [] }] },
  "facet within a facet": { pipeline: [{ $facet: { a: [{ $facet: { b: [] } }] } }], gives: fails(40600) },
});

const more = stageCases("further stages", {
  bucket: {
    pipeline: [
      { $match: { n: { $type: "number" } } },
      { $bucket: { groupBy: "$n", boundaries: [0, 2, 4], default: "more", output: { c: { $sum: 1 } } } },
    ],
    gives: [
      { _id: 0, c: 1 },
      { _id: 2, c: 2 },
      { _id: "more", c: 1 },
    ],
  },
  "bucket without a default": { pipeline: [{ $bucket: { groupBy: "$n", boundaries: [0, 2] } }], gives: fails(40066) },
  "bucket with bad boundaries": { pipeline: [{ $bucket: { groupBy: "$n", boundaries: [2, 0] } }], gives: fails(40194) },
  "sample of all": { pipeline: [{ $sample: { size: 50 } }], gives: { set: given } },
  "sample of less than none": { pipeline: [{ $sample: { size: -1 } }], gives: fails(28747) },
  setWindowFields: {
    pipeline: [
      { $match: { k: { $exists: true } } },
      {
        $setWindowFields: {
          partitionBy: "$k",
          sortBy: { n: 1 },
          output: { total: { $sum: "$_id", window: { documents: ["unbounded", "current"] } }, rank: { $documentNumber: {} } },
        },
      },
      byId,
      only("total", "rank"),
    ],
    gives: [
      { _id: 0, total: 0, rank: 1 },
      { _id: 1, total: 1, rank: 1 },
      { _id: 2, total: 2, rank: 2 },
      { _id: 3, total: 4, rank: 2 },
    ],
  },
});

const outputs: Case[] = [
  {
    name: "out replaces a collection",
    given,
    beside,
    steps: [
      { run: { aggregate: "c", pipeline: [first, only("k"), { $out: "d" }], cursor: {} }, gives: { documents: [] } },
      { run: { find: "d" }, gives: { documents: [{ _id: 0, k: "a" }] } },
    ],
  },
  {
    name: "merge adds to a collection and changes what is there",
    given,
    beside: [{ _id: 0, old: true }, { _id: "z" }],
    steps: [
      {
        run: { aggregate: "c", pipeline: [{ $match: { _id: { $lt: 2 } } }, only("k"), { $merge: { into: "d" } }], cursor: {} },
        gives: { documents: [] },
      },
      { run: { find: "d", sort: { _id: 1 } }, gives: { documents: [{ _id: 0, old: true, k: "a" }, { _id: 1, k: "b" }, { _id: "z" }] } },
    ],
  },
  {
    name: "merge that may not find",
    given,
    beside: [{ _id: 0 }],
    steps: [
      { run: { aggregate: "c", pipeline: [first, { $merge: { into: "d", whenMatched: "fail" } }], cursor: {} }, gives: fails(11000) },
    ],
  },
  {
    name: "out that is not last",
    given,
    steps: [{ run: { aggregate: "c", pipeline: [{ $out: "d" }, { $limit: 1 }], cursor: {} }, gives: fails(40601) }],
  },
];

const commands: Case[] = [
  { name: "aggregate without a cursor", given, steps: [{ run: { aggregate: "c", pipeline: [] }, gives: fails(9) }] },
  { name: "aggregate without a pipeline", given, steps: [{ run: { aggregate: "c", cursor: {} }, gives: fails(40414) }] },
  {
    name: "aggregate with a pipeline that is none",
    given,
    steps: [{ run: { aggregate: "c", pipeline: {}, cursor: {} }, gives: fails(14) }],
  },
  {
    name: "aggregate a missing collection",
    steps: [{ run: { aggregate: "d", pipeline: [{ $group: { _id: null } }], cursor: {} }, gives: { documents: [] } }],
  },
  {
    name: "aggregate with variables",
    given,
    steps: [
      {
        run: {
          aggregate: "c",
          pipeline: [{ $match: { $expr: { $eq: ["$_id", "$$x"] } } }, { $project: { y: "$$x" } }],
          let: { x: 3 },
          cursor: {},
        },
        gives: { documents: [{ _id: 3, y: 3 }] },
      },
    ],
  },
  {
    name: "aggregate with a hint at no index",
    given,
    steps: [{ run: { aggregate: "c", pipeline: [{ $match: { k: "a" } }], hint: "nope", cursor: {} }, gives: fails(2) }],
  },
  {
    name: "aggregate with an unknown field",
    given,
    steps: [{ run: { aggregate: "c", pipeline: [], cursor: {}, bogus: 1 }, gives: fails(40415) }],
  },
];

export const stages: readonly Case[] = [
  ...shapes,
  ...flow,
  ...unwind,
  ...group,
  ...accumulators,
  ...joins,
  ...more,
  ...outputs,
  ...commands,
];
