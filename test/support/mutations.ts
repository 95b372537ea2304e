/** Messages that are wrong in every way one can think of, from valid ones; the same seed gives the same. */
import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from "bson";
import type { Random } from "../../seed/random.ts";
import type { Document, Value } from "../../subgraphs/storage/embedded/values/value.ts";
import { isArray, isDocument } from "../../subgraphs/storage/embedded/values/value.ts";
import { int32, message, opMsg, opQuery } from "./wire.ts";

const SESSIONS = 5;
const lsid = (random: Random): Document => ({ id: new Binary(Buffer.alloc(16, random.between(1, SESSIONS)), Binary.SUBTYPE_UUID) });

/** Commands as clients send them: every one that is spoken, with the operators that reach far. */
const COMMANDS: readonly Document[] = [
  { insert: "a", documents: [{ _id: 1, n: 1, list: [1, { a: [2, 3] }], text: "abc" }, { n: Long.fromNumber(7) }], ordered: false },
  {
    find: "a",
    filter: { n: { $gt: 1, $lte: 9 }, $or: [{ text: /^ab/i }, { "list.a": { $elemMatch: { $gte: 2 } } }] },
    sort: { n: -1, text: 1 },
    limit: 5,
  },
  { find: "a", filter: { _id: { $in: [1, "x", null] } }, projection: { list: { $slice: 1 }, n: 1 }, batchSize: 1, skip: 1, let: { x: 1 } },
  { find: "a", filter: { $expr: { $eq: ["$n", { $add: ["$$x", 1] }] } }, let: { x: 1 }, hint: { n: 1 } },
  { getMore: Long.fromString("123456789012"), collection: "a", batchSize: 2 },
  { killCursors: "a", cursors: [Long.fromNumber(1)] },
  {
    update: "a",
    updates: [
      { q: { _id: 1 }, u: { $set: { "o.x": 1 }, $inc: { n: 1 }, $push: { list: { $each: [1, 2], $slice: -3, $sort: 1 } } }, upsert: true },
    ],
  },
  { update: "a", updates: [{ q: { n: 1 }, u: [{ $set: { n: { $multiply: ["$n", 2] } } }], multi: true }] },
  { update: "a", updates: [{ q: {}, u: { $set: { "list.$[e].a": 3 } }, arrayFilters: [{ "e.a": { $exists: true } }], multi: true }] },
  { delete: "a", deletes: [{ q: { n: { $mod: [4, 1] } }, limit: 1 }] },
  { findAndModify: "a", query: { n: 1 }, update: { $unset: { text: 1 } }, new: true, fields: { n: 1 }, upsert: true, sort: { n: 1 } },
  {
    aggregate: "a",
    pipeline: [{ $match: { n: { $type: "number" } } }, { $group: { _id: "$text", n: { $sum: "$n" }, all: { $push: "$$ROOT" } } }],
    cursor: {},
  },
  {
    aggregate: "a",
    pipeline: [{ $unwind: "$list" }, { $project: { x: { $cond: [{ $gt: ["$n", 1] }, "$list", { $concat: ["a", "$text"] }] } } }],
    cursor: { batchSize: 1 },
  },
  {
    aggregate: "a",
    pipeline: [
      { $lookup: { from: "b", localField: "n", foreignField: "n", as: "b" } },
      { $sort: { n: 1 } },
      { $facet: { x: [{ $count: "c" }] } },
    ],
    cursor: {},
  },
  {
    aggregate: "a",
    pipeline: [
      {
        $set: {
          d: { $dateToString: { date: new Date(0), format: "%Y" } },
          r: { $range: [0, 5] },
          m: { $map: { input: "$list", in: "$$this" } },
        },
      },
    ],
    cursor: {},
  },
  {
    aggregate: "a",
    pipeline: [
      {
        $setWindowFields: { partitionBy: "$text", sortBy: { n: 1 }, output: { s: { $sum: "$n", window: { documents: [-1, "current"] } } } },
      },
      { $bucket: { groupBy: "$n", boundaries: [0, 5, 10], default: "x", output: { t: { $top: { output: "$n", sortBy: { n: -1 } } } } } },
      { $sample: { size: 3 } },
    ],
    cursor: {},
  },
  { aggregate: "a", pipeline: [{ $match: { n: { $gte: 1 } } }, { $merge: { into: "b", on: "_id", whenMatched: "merge" } }], cursor: {} },
  { aggregate: "a", pipeline: [{ $unionWith: { coll: "b", pipeline: [{ $limit: 2 }] } }, { $out: "c" }], cursor: {} },
  { find: "a", filter: { text: "ABC" }, collation: { locale: "en", strength: 2 }, sort: { text: 1 }, projection: { "list.$": 1 } },
  {
    update: "a",
    updates: [{ q: { n: 1, "list.a": 2 }, u: { $bit: { n: { xor: 5 } }, $min: { "list.$.a": 0 }, $currentDate: { d: true } } }],
  },
  { aggregate: "a", pipeline: [{ $collStats: { storageStats: {}, count: {} } }], cursor: {} },
  { aggregate: "a", pipeline: [{ $changeStream: {} }], cursor: {} },
  { count: "a", query: { n: { $ne: null } }, limit: 3 },
  { distinct: "a", key: "list.a", query: {} },
  { explain: { find: "a", filter: { n: 1 } }, verbosity: "executionStats" },
  { create: "b" },
  { createIndexes: "a", indexes: [{ key: { n: 1, text: -1 }, name: "n_1", unique: true, partialFilterExpression: { n: { $gt: 0 } } }] },
  { listIndexes: "a" },
  { dropIndexes: "a", index: "n_1" },
  { listCollections: 1, filter: { name: "a" } },
  { drop: "b" },
  { collStats: "a", scale: 2 },
  { dbStats: 1 },
  ...["hello", "isMaster", "ping", "buildInfo", "serverStatus", "hostInfo", "connectionStatus", "whatsmyuri", "listCommands"].map(
    (name) => ({ [name]: 1 }),
  ),
  {
    hello: 1,
    saslSupportedMechs: "admin.tutti",
    speculativeAuthenticate: { saslStart: 1, mechanism: "SCRAM-SHA-256", payload: Buffer.from("n,,n=tutti,r=abc"), db: "admin" },
  },
  {
    saslStart: 1,
    mechanism: "SCRAM-SHA-256",
    payload: Buffer.from("n,,n=tutti,r=abcdef"),
    options: { skipEmptyExchange: true },
    $db: "admin",
  },
  { saslContinue: 1, conversationId: 1, payload: Buffer.from("c=biws,r=abc,p=AAAA"), $db: "admin" },
  ...[{ listDatabases: 1, filter: { name: "x" } }, { getParameter: "*" }, { getLog: "*" }, { getCmdLineOpts: 1 }].map((body) => ({
    ...body,
    $db: "admin",
  })),
];

/** Commands that belong to one of a few sessions, so that numbers meet. */
function sessionCommand(random: Random): Document {
  const id = lsid(random);
  const txnNumber = Long.fromNumber(random.between(0, 50));
  const inTransaction = { lsid: id, txnNumber, autocommit: false };
  const write = { insert: "a", documents: [{ _id: random.between(0, 20) }] };
  return random.pick<Document>([
    { ...write, ...inTransaction, startTransaction: true },
    { find: "a", ...inTransaction },
    { ...write, ...inTransaction },
    { ...write, lsid: id, txnNumber },
    { commitTransaction: 1, ...inTransaction, $db: "admin" },
    { abortTransaction: 1, ...inTransaction, $db: "admin" },
    { endSessions: [id] },
    { refreshSessions: [id] },
    { startSession: 1 },
  ]);
}

const LEAVES: readonly Value[] = [
  ...[0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 53, 1e308, NaN, Infinity, -Infinity, 1.5, 64, 1_000_000],
  ...[new Double(1), Long.MAX_VALUE, Long.MIN_VALUE, Long.fromNumber(5), Decimal128.fromString("1E+6144"), Decimal128.fromString("NaN")],
  ...[
    "",
    "a",
    "$",
    "$a",
    "$$ROOT",
    "$$x",
    "a.b",
    "a..b",
    ".a",
    "$set",
    "0",
    "\0",
    "é\u{1F600}",
    "x".repeat(300),
    "__proto__",
    "constructor",
  ],
  ...[null, true, false, [], {}, [[]], [null, 1, "a", {}], { a: 1 }, { $gt: 1 }, { "": "" }, { "a.b": 1 }],
  ...[
    new Date(0),
    new Date(8.64e15),
    new Date(NaN),
    new ObjectId("00".repeat(12)),
    new Timestamp(Long.MAX_VALUE),
    new MinKey(),
    new MaxKey(),
  ],
  ...[
    new Binary(Buffer.alloc(16), 4),
    new Binary(Buffer.alloc(3), 2),
    new Binary(Buffer.alloc(0), 0x80),
    new Code("f()"),
    new Code("f()", { a: 1 }),
    new BSONSymbol("s"),
  ],
  ...[new BSONRegExp("^a", "i"), new BSONRegExp("[", ""), new BSONRegExp("(?<=a)b", "x"), new BSONRegExp("\\p{L}", "u")],
];
const NAMES = [
  ...[
    "$and",
    "$or",
    "$nor",
    "$not",
    "$in",
    "$nin",
    "$eq",
    "$ne",
    "$gte",
    "$exists",
    "$type",
    "$size",
    "$all",
    "$elemMatch",
    "$regex",
    "$expr",
    "$mod",
  ],
  ...[
    "$set",
    "$unset",
    "$inc",
    "$mul",
    "$min",
    "$max",
    "$rename",
    "$push",
    "$pull",
    "$addToSet",
    "$pop",
    "$currentDate",
    "$setOnInsert",
    "$each",
  ],
  ...[
    "$match",
    "$project",
    "$group",
    "$unwind",
    "$sort",
    "$limit",
    "$skip",
    "$lookup",
    "$facet",
    "$replaceRoot",
    "$unionWith",
    "$sum",
    "$push",
  ],
  ...[
    "$add",
    "$divide",
    "$concat",
    "$map",
    "$reduce",
    "$filter",
    "$switch",
    "$let",
    "$cond",
    "$dateAdd",
    "$toInt",
    "$arrayElemAt",
    "$substrCP",
  ],
  ...[
    "_id",
    "n",
    "text",
    "list",
    "a",
    "",
    "a.b",
    "list.0",
    "list.$",
    "$db",
    "lsid",
    "txnNumber",
    "collation",
    "let",
    "hint",
    "__proto__",
    "0",
  ],
];

/** Any value, not too deep as a rule and very deep now and then. */
function anyValue(random: Random, depth = 0): Value {
  if (depth === 0 && random.chance(1)) return deep(random);
  if (depth > 4 || random.chance(60)) return random.pick(LEAVES);
  if (random.chance(40)) return Array.from({ length: random.between(0, 4) }, () => anyValue(random, depth + 1));
  return Object.fromEntries(Array.from({ length: random.between(0, 3) }, () => [random.pick(NAMES), anyValue(random, depth + 1)]));
}

function deep(random: Random): Value {
  const name = random.pick(NAMES);
  const asList = random.chance(50);
  let value: Value = random.pick(LEAVES);
  for (let level = random.between(50, 250); level > 0; level -= 1) value = asList ? [value] : { [name]: value };
  return value;
}

/** The same with one place changed: another value, another name, a field more or less. */
function changed(random: Random, value: Value, depth = 0): Value {
  if (isArray(value) && value.length > 0) {
    const at = random.between(0, value.length - 1);
    if (random.chance(15)) return [...value, anyValue(random)];
    return value.map((item, i) => (i === at ? changed(random, item, depth + 1) : item));
  }
  if (!isDocument(value) || Object.keys(value).length === 0 || (depth > 0 && random.chance(20))) return anyValue(random);
  const at = random.pick(Object.keys(value));
  if (random.chance(10)) return { ...value, [random.pick(NAMES)]: anyValue(random) };
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      if (name !== at) return [[name, inner]];
      if (depth > 0 && random.chance(10)) return random.chance(50) ? [] : [[random.pick(NAMES), inner]];
      return [[name, changed(random, inner, depth + 1)]];
    }),
  );
}

function written(document: Document): Buffer {
  try {
    return Buffer.from(serialize(document, { checkKeys: false }));
  } catch {
    return Buffer.from(serialize({ ping: 1, $db: "fuzz" })); // bson writes no names with zeros in them
  }
}

/** A valid message. */
function validMessage(random: Random): Buffer {
  const command = random.chance(30) ? sessionCommand(random) : random.pick(COMMANDS);
  return framed(random, { $db: "fuzz", ...command });
}

function framed(random: Random, body: Document): Buffer {
  const [first = ""] = Object.keys(body).filter((name) => name !== "$db");
  const ordered = { [first]: body[first], ...body };
  if (random.chance(5)) return opQuery(random.pick(["admin.$cmd", "fuzz.$cmd", "fuzz.a", ""]), clean(ordered));
  for (const field of ["documents", "updates", "deletes"]) {
    const { [field]: list, ...rest } = ordered;
    if (isArray(list) && list.every(isDocument) && random.chance(50))
      return opMsg(written(rest), { sequences: { [field]: list.map(written) } });
  }
  return opMsg(written(ordered), random.chance(5) ? { flags: 1, tail: int32(0) } : {});
}

/** What `encode` writes without complaint. */
function clean(document: Document): Document {
  return document["hello"] === undefined ? { isMaster: 1 } : document;
}

/** A message with something wrong in its values, in its bytes, or in both. */
export function mutatedMessage(random: Random): Buffer {
  const kind = random.between(1, 100);
  if (kind <= 5) return validMessage(random);
  if (kind <= 55) {
    const command = random.chance(20) ? sessionCommand(random) : random.pick(COMMANDS);
    let body: Value = { $db: "fuzz", ...command };
    for (let times = random.between(1, 4); times > 0; times -= 1) body = changed(random, body);
    return framed(random, isDocument(body) ? body : { ping: body });
  }
  if (kind <= 58) return message(random.pick([1, 2001, 2002, 2004, 2005, 2006, 2007, 2010, 2011, 2012, 2013]), noise(random));
  let bytes: Buffer = validMessage(random);
  for (let times = random.between(1, 6); times > 0; times -= 1) bytes = damaged(random, bytes);
  if (random.chance(80) && bytes.length >= 16) bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}

function noise(random: Random): Buffer {
  return Buffer.from(Array.from({ length: random.between(0, 60) }, () => random.between(0, 255)));
}

const LENGTHS = [0, 1, 4, 5, -1, -5, 16, 255, 65_535, 16_777_216, 48_000_000, 2 ** 31 - 1, -(2 ** 31)];

function damaged(random: Random, bytes: Buffer): Buffer {
  if (bytes.length < 24) return Buffer.concat([bytes, noise(random)]);
  const at = random.between(random.chance(10) ? 0 : 16, bytes.length - 1);
  const copy = Buffer.from(bytes);
  switch (random.between(1, 7)) {
    case 1:
      copy[at] = random.pick([0, 1, 2, 3, 4, 5, 0x0c, 0x0f, 0x13, 0x7f, 0x80, 0xff, random.between(0, 255)]);
      return copy;
    case 2:
      copy[at] = (copy[at] ?? 0) ^ (1 << random.between(0, 7));
      return copy;
    case 3:
      if (at + 4 <= copy.length) copy.writeInt32LE(random.pick(LENGTHS), at);
      return copy;
    case 4:
      return copy.subarray(0, at);
    case 5:
      return Buffer.concat([copy.subarray(0, at), noise(random), copy.subarray(at)]);
    case 6:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.min(copy.length, at + random.between(1, 20)))]);
    default: {
      const other = validMessage(random);
      return Buffer.concat([copy.subarray(0, at), other.subarray(Math.min(at, other.length))]);
    }
  }
}
