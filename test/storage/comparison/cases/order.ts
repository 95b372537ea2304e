/** The order of values of all types, in sorts, ranges and comparisons. */
import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import type { Case } from "../case.ts";
import { expressionCases, filterCases, numbered } from "../tables.ts";

const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const long = (text: string): Long => Long.fromString(text);
const id = (last: string): ObjectId => new ObjectId(`0000000000000000000000${last}`);

/** Each list ascends: a document with a value sorts before one with the next value. */
const ASCENDING: Readonly<Record<string, readonly unknown[]>> = {
  types: [
    new MinKey(),
    null,
    1,
    "a",
    { a: 1 },
    new Binary(Buffer.from("a")),
    id("01"),
    false,
    new Date(0),
    new Timestamp({ t: 1, i: 1 }),
    new BSONRegExp("a"),
    new MaxKey(),
  ],
  "numbers of every type": [
    new Double(NaN),
    new Double(-Infinity),
    decimal("-1E+300"),
    new Double(-1.5),
    new Int32(-1),
    decimal("-0.5"),
    new Int32(0),
    new Double(5e-324),
    decimal("0.1"),
    new Double(0.1),
    new Double(0.5),
    long("1"),
    decimal("1.5"),
    new Int32(2),
    new Double(9007199254740992),
    long("9007199254740993"),
    decimal("9007199254740993.5"),
    long("9223372036854775807"),
    new Double(9223372036854775808),
    new Double(1e300),
    decimal("1E+400"),
    new Double(Infinity),
  ],
  strings: ["", "A", "B", "Z", "a", "aa", "ab", "b", "é", "\u{ffff}", "\u{10000}"],
  "strings and symbols": ["a", new BSONSymbol("b"), "c"],
  "documents by type of field, then name, then value": [
    {},
    { a: 1 },
    { a: 2 },
    { a: 2, b: 1 },
    { b: 1 },
    { a: "x" },
    { a: { x: 1 } },
    { a: true },
  ],
  "binary by length, then subtype, then bytes": [
    new Binary(Buffer.from([])),
    new Binary(Buffer.from([9])),
    new Binary(Buffer.from([1, 2])),
    new Binary(Buffer.from([1, 3])),
    new Binary(Buffer.from([1, 2]), 128),
    new Binary(Buffer.from([0, 0, 0])),
  ],
  "object ids": [id("00"), id("01"), id("7f"), id("80"), id("ff")],
  booleans: [false, true],
  "dates before and after 1970": [new Date(-1000), new Date(-1), new Date(0), new Date(1), new Date(253402300799999)],
  timestamps: [
    new Timestamp({ t: 1, i: 1 }),
    new Timestamp({ t: 1, i: 2 }),
    new Timestamp({ t: 2, i: 0 }),
    new Timestamp({ t: 4294967295, i: 1 }),
  ],
  "regular expressions by pattern, then options": [new BSONRegExp("a"), new BSONRegExp("a", "i"), new BSONRegExp("b")],
  code: [new Code("a"), new Code("b")],
};

function sortCases(name: string, values: readonly unknown[]): Case[] {
  const ids = values.map((_, i) => i);
  const given = numbered(values.map((v) => ({ v }))).reverse();
  const steps = [
    { run: { find: "c", sort: { v: 1 } }, gives: { ids } },
    { run: { find: "c", sort: { v: -1 } }, gives: { ids: [...ids].reverse() } },
    { run: { aggregate: "c", pipeline: [{ $sort: { v: 1 } }], cursor: {} }, gives: { ids } },
  ];
  return [
    { name: `sort ${name}`, given, steps },
    { name: `sort ${name}, by an index`, given, steps, indexes: [{ key: { v: 1 } }] },
    { name: `sort ${name}, by a descending index`, given, steps, indexes: [{ key: { v: -1 } }] },
  ];
}

const tied = (name: string, values: readonly unknown[]): Case => ({
  name: `equal in a sort: ${name}`,
  given: numbered(values.map((v) => (v === undefined ? {} : { v }))),
  steps: [
    { run: { find: "c", sort: { v: 1, _id: -1 } }, gives: { ids: values.map((_, i) => i).reverse() } },
    { run: { find: "c", sort: { v: -1, _id: 1 } }, gives: { ids: values.map((_, i) => i) } },
  ],
});

const lists = numbered([{ v: [5, 1] }, { v: [3] }, { v: 2 }, {}, { v: null }, { v: [] }, { v: [[0]] }, { v: [4, "a"] }]);
const arrays: Case[] = [false, true].map((indexed) => ({
  name: `sort arrays by their least element ascending and their greatest descending, an empty one before null${indexed ? ", by an index" : ""}`,
  given: lists,
  ...(indexed ? { indexes: [{ key: { v: 1, _id: 1 } }] } : {}),
  steps: [
    { run: { find: "c", sort: { v: 1, _id: 1 } }, gives: { ids: [5, 3, 4, 0, 2, 1, 7, 6] } },
    { run: { find: "c", sort: { v: -1, _id: -1 } }, gives: { ids: [6, 7, 0, 1, 2, 4, 3, 5] } },
  ],
}));

const nested: Case = {
  name: "sort by a path through arrays of documents",
  given: numbered([{ a: [{ b: 5 }, { b: 1 }] }, { a: { b: 3 } }, { a: [{ b: 2 }, { c: 9 }] }, { a: 7 }, { a: [] }, { a: [1, { b: 4 }] }]),
  steps: [
    { run: { find: "c", sort: { "a.b": 1, _id: 1 } }, gives: { ids: [2, 3, 4, 5, 0, 1] } },
    { run: { find: "c", sort: { "a.b": -1, _id: 1 } }, gives: { ids: [0, 5, 1, 2, 3, 4] } },
  ],
};

const ranges = filterCases({
  about: "a range finds values of its own type only",
  indexes: [{ v: 1 }],
  documents: [
    { v: 1 },
    { v: long("5") },
    { v: new Double(2.5) },
    { v: decimal("7") },
    { v: "1" },
    { v: null },
    {},
    { v: true },
    { v: new Date(5) },
    { v: new Double(NaN) },
    { v: [3, "x"] },
    { v: new MinKey() },
    { v: new MaxKey() },
  ],
  rows: [
    [{ v: { $gt: 2 } }, [1, 2, 3, 10]],
    [{ v: { $lte: new Double(2.5) } }, [0, 2]],
    [{ v: { $gte: decimal("5.0") } }, [1, 3]],
    [{ v: { $lt: long("5") } }, [0, 2, 10]],
    [{ v: { $gt: "" } }, [4, 10]],
    [{ v: { $gte: null } }, [5, 6]],
    [{ v: { $lte: null } }, [5, 6]],
    [{ v: { $gt: null } }, []],
    [{ v: { $gt: false } }, [7]],
    [{ v: { $gte: new Date(0) } }, [8]],
    [{ v: { $gte: new Double(NaN) } }, [9]],
    [{ v: { $gt: new Double(NaN) } }, []],
    [{ v: { $lt: new Double(NaN) } }, []],
    [{ v: { $gt: new Double(-Infinity) } }, [0, 1, 2, 3, 10]],
    [{ v: { $gt: new MinKey() } }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]],
    [{ v: { $lt: new MaxKey() } }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    [{ v: new MinKey() }, [11]],
    [{ v: { $gte: new MaxKey() } }, [12]],
    [{ v: { $gt: 2, $lt: 4 } }, [2, 10]],
  ],
});

const wholes = filterCases({
  about: "ranges over documents and arrays compare them whole",
  indexes: [{ v: 1 }],
  documents: [{ v: { a: 1 } }, { v: { a: 2 } }, { v: { b: 1 } }, { v: [1, 2] }, { v: [1, 3] }, { v: [[1, 5]] }, { v: [] }, { v: 1 }],
  rows: [
    [{ v: { $gt: { a: 1 } } }, [1, 2]],
    [{ v: { $lte: { a: 1, b: 0 } } }, [0]],
    [{ v: { $lt: {} } }, []],
    [{ v: { $gte: {} } }, [0, 1, 2]],
    [{ v: { $gt: [1, 2] } }, [4, 5]],
    [{ v: { $lte: [1, 2] } }, [3, 6]],
    [{ v: { $gte: [] } }, [3, 4, 5, 6]],
    [{ v: { $lt: [] } }, []],
  ],
});

const equalities: (readonly [string, unknown, unknown, boolean])[] = [
  ["int and long", 1, long("1"), true],
  ["int and double", 1, new Double(1), true],
  ["long and decimal", long("9223372036854775807"), decimal("9223372036854775807"), true],
  ["decimals of other scale", decimal("1.50"), decimal("1.5"), true],
  ["zero and its negative", new Double(0), new Double(-0), true],
  ["zeros of decimals", 0, decimal("-0E+3"), true],
  ["NaN of double and decimal", new Double(NaN), decimal("NaN"), true],
  ["infinities of double and decimal", new Double(Infinity), decimal("Infinity"), true],
  ["a long beyond doubles and its neighbour", long("9007199254740993"), new Double(9007199254740992), false],
  ["a tenth as double and as decimal", new Double(0.1), decimal("0.1"), false],
  ["half as double and as decimal", new Double(0.5), decimal("0.5"), true],
  ["a string and a symbol", "a", new BSONSymbol("a"), true],
  ["true and one", true, 1, false],
  ["a date and its number", new Date(1), long("1"), false],
  ["fields in another order", { a: 1, b: 2 }, { b: 2, a: 1 }, false],
  ["nested numbers of other types", { a: [1] }, { a: [new Double(1)] }, true],
  ["binaries of other subtypes", new Binary(Buffer.from("a")), new Binary(Buffer.from("a"), 5), false],
  ["strings of other composition", "\u00e9", "e\u0301", false],
  ["null and an empty document", null, {}, false],
];

const equal: Case[] = equalities.map(([name, a, b, same]) => ({
  name: `${same ? "equal" : "not equal"}: ${name}`,
  given: [{ _id: 0, v: a }],
  steps: [
    { run: { find: "c", filter: { v: { $eq: b } } }, gives: { idSet: same ? [0] : [] } },
    { run: { find: "c", filter: { v: { $in: [b] } } }, gives: { idSet: same ? [0] : [] } },
    { run: { find: "c", filter: { v: { $ne: b } } }, gives: { idSet: same ? [] : [0] } },
    { run: { find: "c", filter: { $expr: { $eq: ["$v", { $literal: b }] } } }, gives: { idSet: same ? [0] : [] } },
    {
      run: { update: "c", updates: [{ q: { _id: 0 }, u: { $addToSet: { list: { $each: [a, b] } } } }] },
      gives: { reply: { nModified: 1 } },
    },
    { run: { find: "c", filter: { list: { $size: same ? 1 : 2 } } }, gives: { idSet: [0] } },
    { run: { insert: "c", documents: [{ _id: 1, v: b }] } },
    {
      run: { aggregate: "c", pipeline: [{ $group: { _id: "$v" } }, { $count: "n" }], cursor: {} },
      gives: { documents: [{ n: same ? 1 : 2 }] },
    },
  ],
}));

const compared = expressionCases({
  about: "compare",
  document: { n: null, e: [], a: [1, 2], i: 5 },
  rows: [
    [{ $cmp: ["$missing", "$n"] }, -1],
    [{ $cmp: ["$n", "$missing"] }, 1],
    [{ $cmp: ["$missing", "$absent"] }, 0],
    [{ $eq: ["$missing", null] }, false],
    [{ $lt: ["$missing", null] }, true],
    [{ $cmp: [1, "a"] }, -1],
    [{ $cmp: [{ $literal: { a: 1 } }, "$a"] }, -1],
    [{ $cmp: ["$e", "$a"] }, -1],
    [{ $gt: ["$a", 100] }, true],
    [{ $gt: [true, new Date(0)] }, false],
    [{ $cmp: [new Double(NaN), new Double(-Infinity)] }, -1],
    [{ $eq: [new Double(NaN), decimal("NaN")] }, true],
    [{ $ne: ["$i", long("5")] }, false],
    [{ $gte: ["$i", new Double(5)] }, true],
    [{ $lte: [new MinKey(), null] }, true],
    [{ $cmp: [long("9007199254740993"), new Double(9007199254740992)] }, 1],
  ],
});

export const order: readonly Case[] = [
  ...Object.entries(ASCENDING).flatMap(([name, values]) => sortCases(name, values)),
  tied("null and missing", [null, undefined, null, undefined]),
  tied("one in every number type", [1, long("1"), new Double(1), decimal("1.0")]),
  tied("zeros", [0, new Double(-0), decimal("-0"), long("0")]),
  tied("NaN of double and decimal", [new Double(NaN), decimal("NaN")]),
  ...arrays,
  nested,
  ...ranges,
  ...wholes,
  ...equal,
  ...compared,
];
