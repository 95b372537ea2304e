/** How reads shape and cut their answers: projections, sort, skip, limit, batches, distinct, count, hints, and bad options. */
import { Double, Long } from "bson";
import type { Case, Expected, Failure, Plain } from "../case.ts";
import { fails, isFailure, LAST_CURSOR } from "../case.ts";
import { commandCases, numbered, shown } from "../tables.ts";

type ProjectionRow = readonly [projection: Plain, gives: Plain | Failure, filter?: Plain];

const document = {
  _id: 0,
  a: 1,
  b: { x: 1, y: { z: 2 } },
  l: [{ k: 1, v: 1 }, 7, { k: 2, v: 2 }, [{ k: 3, v: 3 }]],
  n: [1, 2, 3, 4],
  s: "text",
};

function projections(about: string, rows: readonly ProjectionRow[]): Case[] {
  return rows.map(([projection, gives, filter = {}]) => ({
    name: `${about}: ${shown(projection)}${Object.keys(filter).length > 0 ? ` of ${shown(filter)}` : ""}`,
    given: [document],
    steps: [{ run: { find: "c", filter, projection }, gives: isFailure(gives) ? gives : { documents: [gives] } }],
  }));
}

const { a, b, l, n, s } = document;
const inclusion = projections("include", [
  [{ a: 1 }, { _id: 0, a }],
  [
    { a: true, s: new Double(2.5) },
    { _id: 0, a, s },
  ],
  [
    { s: 1, a: 1 },
    { _id: 0, a, s },
  ],
  [{ a: 1, _id: 0 }, { a }],
  [{ _id: 1 }, { _id: 0 }],
  [{ missing: 1 }, { _id: 0 }],
  [{ "b.x": 1 }, { _id: 0, b: { x: 1 } }],
  [{ b: { x: 1 } }, { _id: 0, b: { x: 1 } }],
  [
    { "b.y.z": 1, "b.x": 1 },
    { _id: 0, b: { x: 1, y: { z: 2 } } },
  ],
  [{ "b.missing": 1 }, { _id: 0, b: {} }],
  [{ "a.x": 1 }, { _id: 0 }],
  [{ "l.k": 1 }, { _id: 0, l: [{ k: 1 }, { k: 2 }, [{ k: 3 }]] }],
  [{ "n.x": 1 }, { _id: 0, n: [] }],
  [{ "l.0": 1 }, { _id: 0, l: [{}, {}, [{}]] }],
  [{}, document],
]);

const exclusion = projections("exclude", [
  [{ a: 0 }, { _id: 0, b, l, n, s }],
  [
    { a: false, _id: 0 },
    { b, l, n, s },
  ],
  [{ _id: 0 }, { a, b, l, n, s }],
  [
    { a: 0, _id: 1 },
    { _id: 0, b, l, n, s },
  ],
  [
    { l: 0, n: 0, "b.y": 0 },
    { _id: 0, a, b: { x: 1 }, s },
  ],
  [
    { b: { y: { z: 0 } }, l: 0 },
    { _id: 0, a, b: { x: 1, y: {} }, n, s },
  ],
  [
    { "l.v": 0, b: 0, n: 0 },
    { _id: 0, a, l: [{ k: 1 }, 7, { k: 2 }, [{ k: 3 }]], s },
  ],
  [{ missing: 0 }, document],
]);

const computed = projections("compute", [
  [
    { a: 1, c: { $add: ["$a", 1] } },
    { _id: 0, a, c: 2 },
  ],
  [{ c: "$b.x" }, { _id: 0, c: 1 }],
  [{ c: "$missing" }, { _id: 0 }],
  [{ c: "text" }, { _id: 0, c: "text" }],
  [{ c: { $literal: 1 } }, { _id: 0, c: 1 }],
  [{ c: ["$a", "$missing"] }, { _id: 0, c: [1, null] }],
  [
    { a: "$s", s: "$a" },
    { _id: 0, a: "text", s: 1 },
  ],
  [
    { "b.c": "$a", "b.x": 1 },
    { _id: 0, b: { x: 1, c: 1 } },
  ],
  [{ "n.c": "$a" }, { _id: 0, n: [{ c: 1 }, { c: 1 }, { c: 1 }, { c: 1 }] }],
  [{ "l.c": "$a" }, { _id: 0, l: [{ c: 1 }, { c: 1 }, { c: 1 }, [{ c: 1 }]] }],
  [
    { s: "$a", a: "$s", "b.x": 1 },
    { _id: 0, b: { x: 1 }, s: 1, a: "text" },
  ],
  [{ "a.c": "$s" }, { _id: 0, a: { c: "text" } }],
  [
    { z: "$a", c: "$a", s: 1 },
    { _id: 0, s, z: 1, c: 1 },
  ],
  [{ c: { $slice: ["$n", 1] } }, { _id: 0, c: [1] }],
  [{ _id: "$a" }, { _id: 1 }],
]);

const cutting = projections("$slice and $elemMatch", [
  [{ n: { $slice: 2 } }, { _id: 0, a, b, l, n: [1, 2], s }],
  [
    { n: { $slice: -2 }, l: 0 },
    { _id: 0, a, b, n: [3, 4], s },
  ],
  [
    { n: { $slice: [1, 2] }, a: 1 },
    { _id: 0, a, n: [2, 3] },
  ],
  [
    { n: { $slice: [-3, 2] }, _id: 1 },
    { _id: 0, n: [2, 3] },
  ],
  [
    { n: { $slice: [9, 2] }, _id: 1 },
    { _id: 0, n: [] },
  ],
  [
    { n: { $slice: 0 }, _id: 1 },
    { _id: 0, n: [] },
  ],
  [
    { s: { $slice: 1 }, _id: 1 },
    { _id: 0, s },
  ],
  [
    { _id: 0, n: { $slice: 1 } },
    { a, b, l, n: [1], s },
  ],
  [{ n: { $slice: [1, 0] } }, fails(28724)],
  [{ l: { $elemMatch: { k: 2 } } }, { _id: 0, l: [{ k: 2, v: 2 }] }],
  [{ l: { $elemMatch: { k: 9 } } }, { _id: 0 }],
  [{ n: { $elemMatch: { $gt: 2 } }, _id: 0 }, { n: [3] }],
  [{ a: { $elemMatch: { k: 2 } } }, { _id: 0 }],
  [
    { l: { $elemMatch: { k: 2 } }, s: 1 },
    { _id: 0, s, l: [{ k: 2, v: 2 }] },
  ],
  [{ "b.l": { $elemMatch: { k: 2 } } }, fails(31275)],
  [{ l: { $elemMatch: 1 } }, fails(31274)],
  [{ "n.$": 1 }, { _id: 0, n: [3] }, { n: { $gte: 3 } }],
  [{ "l.$": 1 }, { _id: 0, l: [{ k: 2, v: 2 }] }, { l: { $elemMatch: { k: 2 } } }],
  [{ "l.$": 1, a: 1 }, { _id: 0, a, l: [{ k: 2, v: 2 }] }, { "l.k": 2 }],
  [{ "n.$": 1 }, fails(31277), { a: 1 }],
  [{ "n.$": 1, "l.$": 1 }, fails(31276), { n: 1, "l.k": 1 }],
]);

const clashes = projections("clashes", [
  [{ a: 1, s: 0 }, fails(31254)],
  [{ a: 0, s: 1 }, fails(31253)],
  [{ a: 0, c: { $add: [1, 1] } }, fails(31252)],
  [{ b: 1, "b.x": 1 }, fails(31249)],
  [{ "b.x": 1, b: 1 }, fails(31250)],
  [{ b: {} }, fails(51270)],
  [{ a: { $bogus: 1 } }, fails(168)],
  [{ "": 1 }, fails(40352)],
  [{ "a.": 1 }, fails(40353)],
  [{ $a: 1 }, fails(16410)],
]);

const rows = Array.from({ length: 7 }, (_, i) => ({ n: i, g: i % 3 }));
const ids = (...values: number[]): Expected => ({ ids: values });

const cuts = commandCases("find", rows, {
  "sort up": { run: { find: "c", sort: { n: 1 } }, gives: ids(0, 1, 2, 3, 4, 5, 6) },
  "sort down": { run: { find: "c", sort: { n: -1 } }, gives: ids(6, 5, 4, 3, 2, 1, 0) },
  "sort by two": { run: { find: "c", sort: { g: -1, n: 1 } }, gives: ids(2, 5, 1, 4, 0, 3, 6) },
  "sort in natural order": { run: { find: "c", sort: { $natural: 1 } }, gives: ids(0, 1, 2, 3, 4, 5, 6) },
  "sort in natural order backwards": { run: { find: "c", sort: { $natural: -1 } }, gives: ids(6, 5, 4, 3, 2, 1, 0) },
  "sort by doubles and longs": { run: { find: "c", sort: { g: new Double(-1), n: Long.fromNumber(-1) } }, gives: ids(5, 2, 4, 1, 6, 3, 0) },
  skip: { run: { find: "c", sort: { n: 1 }, skip: 5 }, gives: ids(5, 6) },
  "skip all": { run: { find: "c", sort: { n: 1 }, skip: 50 }, gives: ids() },
  limit: { run: { find: "c", sort: { n: -1 }, limit: 2 }, gives: ids(6, 5) },
  "limit 0 is none": { run: { find: "c", sort: { n: 1 }, limit: 0 }, gives: ids(0, 1, 2, 3, 4, 5, 6) },
  "skip and limit": { run: { find: "c", sort: { n: 1 }, skip: 2, limit: 2 }, gives: ids(2, 3) },
  "skip and limit of a filter": { run: { find: "c", filter: { g: 0 }, sort: { n: 1 }, skip: 1, limit: 1 }, gives: ids(3) },
  "numbers of other types": { run: { find: "c", sort: { n: 1 }, skip: new Double(1), limit: Long.fromNumber(1) }, gives: ids(1) },
  "one batch": {
    run: { find: "c", sort: { n: 1 }, batchSize: 2, singleBatch: true },
    gives: { reply: { "cursor.id": Long.fromNumber(0) } },
  },
  "a sort and a projection without its key": {
    run: { find: "c", sort: { n: -1 }, projection: { g: 1, _id: 0 }, limit: 2 },
    gives: { documents: [{ g: 0 }, { g: 2 }] },
  },
  "a collection that is not there": { run: { find: "d" }, gives: ids() },
  variables: { run: { find: "c", filter: { $expr: { $gt: ["$n", "$$least"] } }, let: { least: 4 }, sort: { n: 1 } }, gives: ids(5, 6) },
  "a negative limit": { run: { find: "c", limit: -1 }, gives: fails(51024) },
  "a negative skip": { run: { find: "c", skip: -1 }, gives: fails(51024) },
  "a negative batch": { run: { find: "c", batchSize: -1 }, gives: fails(51024) },
  "a filter that is none": { run: { find: "c", filter: 1 }, gives: fails(14) },
  "a sort that is none": { run: { find: "c", sort: 1 }, gives: fails(14) },
  "a sort in no direction": { run: { find: "c", sort: { n: 0 } }, gives: fails(15975) },
  "a sort by two steps": { run: { find: "c", sort: { n: 2 } }, gives: fails(15975) },
  "a sort in words": { run: { find: "c", sort: { n: "up" } }, gives: fails(15974) },
  "a limit in words": { run: { find: "c", limit: "1" }, gives: fails(14) },
  "an unknown field": { run: { find: "c", bogus: 1 }, gives: fails(40415) },
  "a hint at no index": { run: { find: "c", hint: "nope" }, gives: fails(2) },
  "a hint at no index by its key": { run: { find: "c", hint: { z: 1 } }, gives: fails(2) },
  "a hint at the _id": { run: { find: "c", filter: { n: 3 }, hint: { _id: 1 } }, gives: ids(3) },
  "a hint at no index at all": { run: { find: "c", filter: { n: 3 }, hint: { $natural: 1 } }, gives: ids(3) },
  "a hint at the _id by name": { run: { find: "c", filter: { n: 3 }, hint: "_id_" }, gives: ids(3) },
  "no name": { run: { find: "" }, gives: fails(73, { codeName: "InvalidNamespace" }) },
  "a name with a dollar": { run: { insert: "a$b", documents: [{}] }, gives: fails(73) },
  "a name that is none": { run: { find: 5 }, gives: fails(73) },
  "a command that is none": { run: { bogus: 1 }, gives: fails(59, { codeName: "CommandNotFound" }) },
});

const batches: Case[] = [
  {
    name: "a cursor gives batches to its end",
    given: numbered(rows),
    steps: [
      { run: { find: "c", sort: { n: 1 }, batchSize: 3 }, gives: ids(0, 1, 2) },
      { run: { getMore: LAST_CURSOR, collection: "c", batchSize: 3 }, gives: ids(3, 4, 5) },
      { run: { getMore: LAST_CURSOR, collection: "c", batchSize: 3 }, gives: ids(6) },
      { run: { getMore: LAST_CURSOR, collection: "c" }, gives: fails(43, { codeName: "CursorNotFound" }) },
    ],
  },
  {
    name: "a cursor without a batch size gives the rest",
    given: numbered(rows),
    steps: [
      { run: { find: "c", sort: { n: 1 }, batchSize: 1 }, gives: ids(0) },
      { run: { getMore: LAST_CURSOR, collection: "c" }, gives: ids(1, 2, 3, 4, 5, 6) },
    ],
  },
  {
    name: "a limit ends the cursor",
    given: numbered(rows),
    steps: [
      { run: { find: "c", sort: { n: 1 }, batchSize: 2, limit: 3 }, gives: ids(0, 1) },
      { run: { getMore: LAST_CURSOR, collection: "c", batchSize: 5 }, gives: ids(2) },
    ],
  },
  {
    name: "an empty first batch leaves the cursor open",
    given: numbered(rows),
    steps: [
      { run: { find: "c", sort: { n: 1 }, batchSize: 0 }, gives: ids() },
      { run: { getMore: LAST_CURSOR, collection: "c" }, gives: ids(0, 1, 2, 3, 4, 5, 6) },
    ],
  },
  {
    name: "the default first batch has 101 documents",
    given: numbered(Array.from({ length: 150 }, () => ({}))),
    steps: [
      { run: { find: "c", sort: { _id: 1 } }, gives: ids(...Array.from({ length: 101 }, (_, i) => i)) },
      { run: { getMore: LAST_CURSOR, collection: "c" }, gives: ids(...Array.from({ length: 49 }, (_, i) => i + 101)) },
    ],
  },
  {
    name: "a killed cursor is gone",
    given: numbered(rows),
    steps: [
      { run: { find: "c", batchSize: 1 } },
      {
        run: { killCursors: "c", cursors: [LAST_CURSOR] },
        gives: { reply: { cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [] } },
      },
    ],
  },
  {
    name: "killing what is not there says so",
    steps: [
      {
        run: { killCursors: "c", cursors: [Long.fromNumber(99)] },
        gives: { reply: { cursorsKilled: [], cursorsNotFound: [Long.fromNumber(99)] } },
      },
    ],
  },
  {
    name: "a pipeline's cursor gives batches",
    given: numbered(rows),
    steps: [
      { run: { aggregate: "c", pipeline: [{ $sort: { n: -1 } }], cursor: { batchSize: 2 } }, gives: ids(6, 5) },
      { run: { getMore: LAST_CURSOR, collection: "c", batchSize: 2 }, gives: ids(4, 3) },
    ],
  },
  { name: "more of no cursor", steps: [{ run: { getMore: Long.fromNumber(99), collection: "c" }, gives: fails(43) }] },
];

const kinds = [
  { v: 1 },
  { v: Long.fromNumber(1) },
  { v: [1, "x", [2]] },
  { v: null },
  {},
  { v: { k: 1 } },
  { v: [{ k: 2 }, { k: [3, 4] }] },
  { v: [] },
];
const totals = commandCases("distinct and count", kinds, {
  "values once, arrays opened": {
    run: { distinct: "c", key: "v" },
    gives: { values: [1, "x", [2], null, { k: 1 }, { k: 2 }, { k: [3, 4] }] },
  },
  "values of a path": { run: { distinct: "c", key: "v.k" }, gives: { values: [1, 2, 3, 4] } },
  "values of an element": { run: { distinct: "c", key: "v.0" }, gives: { values: [1, { k: 2 }] } },
  "values that a filter finds": { run: { distinct: "c", key: "v", query: { v: { $type: "string" } } }, gives: { values: [1, "x", [2]] } },
  "values of a missing path": { run: { distinct: "c", key: "z" }, gives: { values: [] } },
  "values of a missing collection": { run: { distinct: "d", key: "z" }, gives: { values: [] } },
  "distinct of no key": { run: { distinct: "c" }, gives: fails(40414) },
  count: { run: { count: "c" }, gives: { reply: { n: 8 } } },
  "count a filter": { run: { count: "c", query: { v: 1 } }, gives: { reply: { n: 3 } } },
  "count with skip and limit": { run: { count: "c", skip: 2, limit: 3 }, gives: { reply: { n: 3 } } },
  "count with skip beyond": { run: { count: "c", skip: 50 }, gives: { reply: { n: 0 } } },
  "count with a negative limit": { run: { count: "c", limit: -3 }, gives: { reply: { n: 3 } } },
  "count a missing collection": { run: { count: "d" }, gives: { reply: { n: 0 } } },
  "count with a bad filter": { run: { count: "c", query: { v: { $bogus: 1 } } }, gives: fails(2) },
  "count with a hint at no index": { run: { count: "c", query: { v: 1 }, hint: "nope" }, gives: fails(2) },
});

export const reads: readonly Case[] = [...inclusion, ...exclusion, ...computed, ...cutting, ...clashes, ...cuts, ...batches, ...totals];
