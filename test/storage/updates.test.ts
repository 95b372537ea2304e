/** Updates by table: operators, paths, positions, upserts, and the errors that MongoDB's manual and messages name. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Decimal128, Double, Long } from "bson";
import { openRowStore } from "../support/rowStore.ts";
import type { RowStore } from "../support/rowStore.ts";

let store: RowStore;
beforeAll(async () => {
  store = await openRowStore();
});
afterAll(async () => {
  await store.stop();
});

const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const long = (text: string): Long => Long.fromString(text);

interface Statement {
  readonly q?: object;
  readonly u: unknown;
  readonly multi?: boolean;
  readonly upsert?: boolean;
  readonly arrayFilters?: object[];
}

/** One update of one document: its answer, and the document as it is then. */
async function updated(before: Record<string, unknown>, statement: Statement): Promise<{ answer: object; after: unknown }> {
  const collection = await store.filled(before);
  const answer = await store.command({ update: collection.collectionName, updates: [{ q: { _id: 0 }, ...statement }] });
  return { answer, after: await collection.findOne({ _id: 0 }, { projection: { _id: 0 } }) };
}

async function codeOf(before: Record<string, unknown>, statement: Statement): Promise<unknown> {
  const { answer } = await updated(before, statement);
  return (answer as { writeErrors?: { code: number }[] }).writeErrors?.[0]?.code ?? null;
}

describe("numbers", () => {
  test.each<[string, unknown, object, unknown]>([
    ["an int grows into a long", 2147483647, { $inc: { n: 1 } }, 2147483648n],
    ["a long stays exact", long("9007199254740993"), { $inc: { n: 2 } }, 9007199254740995n],
    ["a long times an int", long("4611686018427387904"), { $mul: { n: -2 } }, -9223372036854775808n],
    ["an int and a double", 1, { $inc: { n: 0.5 } }, 1.5],
    ["a decimal keeps its digits", decimal("1.10"), { $inc: { n: decimal("2.205") } }, decimal("3.305")],
    [
      "a decimal at the end of its digits",
      decimal("9999999999999999999999999999999999"),
      { $inc: { n: 1 } },
      decimal("1.000000000000000000000000000000000E+34"),
    ],
    ["decimals far apart", decimal("1E+6000"), { $inc: { n: decimal("1E-6000") } }, decimal("1.000000000000000000000000000000000E+6000")],
    ["a decimal and a double, which counts with 15 digits", decimal("1"), { $inc: { n: 0.1 } }, decimal("1.100000000000000")],
    ["a decimal and a long", decimal("0.5"), { $inc: { n: long("9007199254740993") } }, decimal("9007199254740993.5")],
    ["a decimal times an int", decimal("0.10"), { $mul: { n: 3 } }, decimal("0.30")],
    ["a decimal beyond its range is infinite", decimal("9E+6144"), { $mul: { n: 10 } }, decimal("Infinity")],
    ["a missing field begins with the amount", undefined, { $inc: { n: long("5") } }, 5n],
    ["a missing field times anything is 0 of that type", undefined, { $mul: { n: decimal("1.50") } }, decimal("0.00")],
    ["$min over types: null is below numbers", 5, { $min: { n: null } }, null],
    ["$max over types: a string is above numbers", 5, { $max: { n: "" } }, ""],
    ["$min of an equal value of another type changes nothing", 5, { $min: { n: new Double(5) } }, 5],
    ["$max of a decimal and a double", 2.5, { $max: { n: decimal("2.51") } }, decimal("2.51")],
    ["$bit and", 13, { $bit: { n: { and: 10 } } }, 8],
    ["$bit or, then xor", 3, { $bit: { n: { or: 5, xor: 1 } } }, 6],
    ["$bit of a long", long("4294967296"), { $bit: { n: { or: 1 } } }, 4294967297n],
    ["$bit of an int with a long", 1, { $bit: { n: { or: long("2") } } }, 3n],
    ["$bit of a missing field", undefined, { $bit: { n: { or: 6 } } }, 6],
  ])("%s", async (_name, n, u, expected) => {
    const { answer, after } = await updated(n === undefined ? {} : { n }, { u });
    expect(answer).toMatchObject({ n: 1 });
    expect(after).toEqual({ n: expected });
  });

  test.each<[Record<string, unknown>, object, number]>([
    [{ n: long("9223372036854775807") }, { $inc: { n: 1 } }, 2],
    [{ n: long("9223372036854775807") }, { $mul: { n: 2 } }, 2],
    [{ n: "1" }, { $inc: { n: 1 } }, 14],
    [{ n: null }, { $mul: { n: 1 } }, 14],
    [{}, { $inc: { n: "1" } }, 14],
    [{ n: 1.5 }, { $bit: { n: { and: 1 } } }, 2],
    [{ n: 1 }, { $bit: { n: { and: 1.5 } } }, 2],
    [{ n: 1 }, { $bit: { n: { nand: 1 } } }, 2],
    [{ n: 1 }, { $bit: { n: {} } }, 2],
    [{ n: 1 }, { $bit: { n: 1 } }, 2],
  ])("of %j, %j ends with code %i", async (before, u, code) => {
    expect(await codeOf(before, { u })).toBe(code);
  });
});

describe("arrays", () => {
  const scores = { a: [{ k: 2, v: "x" }, { k: 1, v: "y" }] }; // prettier-ignore
  test.each<[string, Record<string, unknown>, object, unknown]>([
    ["$push into nothing", {}, { $push: { a: 1 } }, { a: [1] }],
    ["$push of an array is one element", { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
    ["$push at a place from the end", { a: [1, 2, 3] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 2, 9, 3] }],
    ["$push beyond the end", { a: [1] }, { $push: { a: { $each: [9], $position: 7 } } }, { a: [1, 9] }],
    ["$push sorts before it cuts", { a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1, $slice: 2 } } }, { a: [3, 2] }],
    ["$push keeps the last", { a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [2, 3] }],
    ["$push keeps none", { a: [1, 2] }, { $push: { a: { $each: [3], $slice: 0 } } }, { a: [] }],
    ["$push sorts by fields", scores, { $push: { a: { $each: [{ k: 1, v: "a" }], $sort: { k: 1, v: 1 } } } }, { a: [{ k: 1, v: "a" }, { k: 1, v: "y" }, { k: 2, v: "x" }] }], // prettier-ignore
    [
      "$addToSet adds what is not there",
      { a: [1, "x"] },
      { $addToSet: { a: { $each: [long("1"), "x", "y", "y"] } } },
      { a: [1, "x", "y"] },
    ],
    ["$addToSet of documents minds the order of fields", { a: [{ x: 1, y: 2 }] }, { $addToSet: { a: { y: 2, x: 1 } } }, { a: [{ x: 1, y: 2 }, { y: 2, x: 1 }] }], // prettier-ignore
    ["$pull of a value", { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ["$pull of values by condition", { a: [1, 5, 9, "x"] }, { $pull: { a: { $gte: 5, $ne: 9 } } }, { a: [1, 9, "x"] }],
    ["$pull of documents by fields", scores, { $pull: { a: { k: { $gt: 1 }, v: "x" } } }, { a: [{ k: 1, v: "y" }] }],
    ["$pull of documents by one of several", scores, { $pull: { a: { $or: [{ k: 1 }, { v: "z" }] } } }, { a: [{ k: 2, v: "x" }] }],
    ["$pull by a pattern", { a: ["ab", "b", 1] }, { $pull: { a: /^a/ } }, { a: ["b", 1] }],
    ["$pull of an array", { a: [[1], [1, 2], 1] }, { $pull: { a: [1] } }, { a: [[1, 2], 1] }],
    [
      "$pull looks into arrays within",
      { a: [{ l: [1, 2] }, { l: [3] }] },
      { $pull: { a: { l: { $elemMatch: { $gt: 2 } } } } },
      { a: [{ l: [1, 2] }] },
    ],
    ["$pullAll", { a: [1, 2, "2", 1] }, { $pullAll: { a: [1, 2] } }, { a: ["2"] }],
    ["$pull of nothing leaves nothing", {}, { $pull: { a: 1 } }, {}],
    ["$pop from the end", { a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
    ["$unset leaves null in an array", { a: [1, 2] }, { $unset: { "a.0": "" } }, { a: [null, 2] }],
    ["$set beyond the end fills up", { a: [1] }, { $set: { "a.3": 4 } }, { a: [1, null, null, 4] }],
  ])("%s", async (_name, before, u, expected) => {
    expect((await updated(before, { u })).after).toEqual(expected);
  });

  test.each<[Record<string, unknown>, object, number]>([
    [{ a: 1 }, { $push: { a: 1 } }, 2],
    [{ a: null }, { $push: { a: 1 } }, 2],
    [{ a: [] }, { $push: { a: { $each: 1 } } }, 2],
    [{ a: [] }, { $push: { a: { $each: [], $slice: 1.5 } } }, 2],
    [{ a: [] }, { $push: { a: { $each: [], $sort: 2 } } }, 2],
    [{ a: [] }, { $push: { a: { $each: [], $bogus: 2 } } }, 2],
    [{ a: 1 }, { $addToSet: { a: 1 } }, 2],
    [{ a: [] }, { $addToSet: { a: { $each: 1 } } }, 14],
    [{ a: 1 }, { $pull: { a: 1 } }, 2],
    [{ a: [] }, { $pullAll: { a: 1 } }, 2],
    [{ a: "x" }, { $pop: { a: 1 } }, 14],
    [{ a: [] }, { $pop: { a: 2 } }, 9],
    [{ a: [] }, { $set: { "a.1600000": 1 } }, 103],
  ])("of %j, %j ends with code %i", async (before, u, code) => {
    expect(await codeOf(before, { u })).toBe(code);
  });
});

describe("places in arrays", () => {
  test.each<[string, Record<string, unknown>, Statement, unknown]>([
    ["every element", { a: [1, 2] }, { u: { $inc: { "a.$[]": 1 } } }, { a: [2, 3] }],
    ["every element of every element", { a: [{ b: [1] }, { b: [2, 3] }] }, { u: { $mul: { "a.$[].b.$[]": 2 } } }, { a: [{ b: [2] }, { b: [4, 6] }] }], // prettier-ignore
    ["elements by a filter", { a: [1, 5, 9] }, { u: { $set: { "a.$[x]": 0 } }, arrayFilters: [{ x: { $gte: 5 } }] }, { a: [1, 0, 0] }],
    ["elements by fields", { a: [{ k: 1, v: 1 }, { k: 2, v: 1 }] }, { u: { $unset: { "a.$[x].v": 1 } }, arrayFilters: [{ "x.k": 2, "x.v": 1 }] }, { a: [{ k: 1, v: 1 }, { k: 2 }] }], // prettier-ignore
    [
      "elements by one of several",
      { a: [1, 2, 3] },
      { u: { $set: { "a.$[x]": 0 } }, arrayFilters: [{ $or: [{ x: 1 }, { x: 3 }] }] },
      { a: [0, 2, 0] },
    ],
    ["two filters", { a: [{ b: [1, 2] }, { b: [1] }] }, { u: { $set: { "a.$[x].b.$[y]": 0 } }, arrayFilters: [{ "x.b": 2 }, { y: { $lt: 2 } }] }, { a: [{ b: [0, 2] }, { b: [1] }] }], // prettier-ignore
    ["none that meets the filter", { a: [1] }, { u: { $set: { "a.$[x]": 0 } }, arrayFilters: [{ x: 7 }] }, { a: [1] }],
    ["the first that the query matched", { a: [1, 5, 7] }, { q: { a: { $gt: 4 } }, u: { $set: { "a.$": 0 } } }, { a: [1, 0, 7] }],
    ["one that meets all of $elemMatch", { a: [{ x: 1, y: 9 }, { x: 1, y: 2 }] }, { q: { a: { $elemMatch: { x: 1, y: 2 } } }, u: { $set: { "a.$.z": 0 } } }, { a: [{ x: 1, y: 9 }, { x: 1, y: 2, z: 0 }] }], // prettier-ignore
    ["by a dotted path", { o: { a: [{ k: 1 }, { k: 2 }] } }, { q: { "o.a.k": 2 }, u: { $set: { "o.a.$.v": 0 } } }, { o: { a: [{ k: 1 }, { k: 2, v: 0 }] } }], // prettier-ignore
    [
      "inside of an element that is named by its place",
      { a: [{ b: [1, 2] }] },
      { q: { "a.0.b": 2 }, u: { $set: { "a.0.b.$": 0 } } },
      { a: [{ b: [1, 0] }] },
    ],
    ["by an $or", { a: [1, 2] }, { q: { $or: [{ a: 2 }, { b: 1 }] }, u: { $set: { "a.$": 0 } } }, { a: [1, 0] }],
    [
      "conditions on other fields do not matter",
      { a: [1, 2], b: [7] },
      { q: { a: 2, b: { $ne: 8 } }, u: { $inc: { "a.$": 5 } } },
      { a: [1, 7], b: [7] },
    ],
  ])("%s", async (_name, before, statement, expected) => {
    expect((await updated(before, statement)).after).toEqual(expected);
  });

  const filters = { arrayFilters: [{ x: 1 }] };
  test.each<[Statement, number]>([
    [{ u: { $set: { "a.$": 1 } } }, 2],
    [{ q: { a: { $ne: 9 } }, u: { $set: { "a.$": 1 } } }, 2],
    [{ u: { $set: { "a.$.b.$": 1 } } }, 2],
    [{ u: { $set: { "$.a": 1 } } }, 2],
    [{ u: { $set: { "a.$[x]": 1 } } }, 2],
    [{ u: { $set: { "missing.$[]": 1 } } }, 2],
    [{ u: { $set: { "s.$[]": 1 } } }, 2],
    [{ u: { $set: { s: 1 } }, ...filters }, 9],
    [{ u: { $set: { "a.$[x]": 1 } }, arrayFilters: [{ x: 1 }, { x: 2 }] }, 9],
    [{ u: { $set: { "a.$[x]": 1 } }, arrayFilters: [{ x: 1, y: 2 }] }, 9],
    [{ u: { $set: { "a.$[x]": 1 } }, arrayFilters: [{}] }, 9],
    [{ u: { $set: { "a.$[X]": 1 } }, arrayFilters: [{ X: 1 }] }, 2],
    [{ u: { s: 1 }, ...filters }, 9],
    [{ u: [{ $set: { s: 1 } }], ...filters }, 9],
    [{ u: { $set: { "a.$[x]": 1, "a.$[]": 2 } }, ...filters }, 40],
    [{ u: { $set: { "a.$[]": 1, "a.0": 2 } } }, 40],
  ])("%j ends with code %i", async (statement, code) => {
    expect(await codeOf({ a: [1, 2], s: "text" }, statement)).toBe(code);
  });
});

describe("fields", () => {
  test.each<[string, Record<string, unknown>, unknown, unknown]>([
    ["new fields come in the order of their names", { z: 0 }, { $set: { c: 1, a: 1 }, $inc: { b: 1, "10": 1, "9": 1 } }, ["9", "10", "z", "a", "b", "c"]], // prettier-ignore
    ["$rename puts the field last", { a: 1, b: 2 }, { $rename: { a: "c" } }, ["b", "c"]],
    ["$rename onto a field", { a: 1, b: 2 }, { $rename: { a: "b" } }, ["b"]],
    ["$rename of what is not there", { b: 2 }, { $rename: { a: "c" } }, ["b"]],
    ["$unset of what is not there", { b: 2 }, { $unset: { "a.b": 1, "b.c": 1 } }, ["b"]],
    ["nothing to set", { b: 2 }, { $set: {} }, ["b"]],
    ["a replacement keeps only the _id", { a: 1, b: 2 }, { c: 1 }, ["c"]],
    ["a pipeline that drops the _id keeps it", { a: 1 }, [{ $replaceWith: { x: "$a" } }], ["x"]],
  ])("%s", async (_name, before, u, names) => {
    const { answer, after } = await updated(before, { u });
    expect(answer).not.toHaveProperty("writeErrors");
    expect(Object.keys(after as object)).toEqual(names);
  });

  test("$currentDate takes true or a type", async () => {
    const before = Date.now();
    const { after } = await updated({}, { u: { $currentDate: { a: true, b: { $type: "date" }, c: { $type: "timestamp" } } } });
    const { a, b, c } = after as Record<string, unknown>;
    for (const date of [a, b]) expect((date as Date).getTime()).toBeGreaterThanOrEqual(before);
    expect(c).toMatchObject({ _bsontype: "Timestamp" });
  });

  test.each<[Record<string, unknown>, unknown, number]>([
    [{}, { $set: { _id: 1 } }, 66],
    [{}, { $unset: { _id: 1 } }, 66],
    [{}, { $rename: { _id: "x" } }, 66],
    [{}, { _id: 1, a: 1 }, 66],
    [{}, [{ $set: { _id: 7 } }], 66],
    [{ a: 1 }, { $set: { "a.b": 1 } }, 28],
    [{ a: null }, { $set: { "a.b": 1 } }, 28],
    [{ a: [] }, { $set: { "a.b": 1 } }, 28],
    [{ a: [{ b: 1 }] }, { $rename: { "a.b": "c" } }, 28],
    [{ a: [{ b: 1 }] }, { $rename: { "a.0.b": "c" } }, 2],
    [{ a: [], b: 1 }, { $rename: { b: "a.0" } }, 2],
    [{}, { $rename: { a: "a" } }, 2],
    [{}, { $rename: { a: "a.b" } }, 2],
    [{}, { $rename: { a: 1 } }, 2],
    [{}, { $rename: { "a.$[]": "b" } }, 2],
    [{}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{}, { $set: { a: 1, "a.b": 1 } }, 40],
    [{}, { $set: { "a.b": 1, "a-b": 1, "a.b.c": 1 } }, 40],
    [{}, { $set: { a: 1 }, $rename: { b: "a" } }, 40],
    [{}, { $set: { "": 1 } }, 56],
    [{}, { $set: { "a..b": 1 } }, 56],
    [{}, { $set: { $a: 1 } }, 52],
    [{}, { a: 1, $set: { b: 1 } }, 52],
    [{}, { $set: { a: 1 }, b: 1 }, 9],
    [{}, { $bogus: { a: 1 } }, 9],
    [{}, { $set: 1 }, 9],
    [{}, 1, 9],
    [{}, { $currentDate: { a: 1 } }, 2],
    [{}, { $currentDate: { a: { $type: "time" } } }, 2],
    [{}, { $currentDate: { a: { type: "date" } } }, 2],
    [{}, [{ $group: { _id: 1 } }], 72],
    [{}, [{ $bogus: 1 }], 40324],
    [{}, [{ $set: { a: "$$undefined" } }], 17276],
  ])("of %j, %j ends with code %i", async (before, u, code) => {
    expect(await codeOf(before, { u })).toBe(code);
  });

  test("an _id that stays the same is no change, one that is a document stays whole", async () => {
    expect(await codeOf({}, { u: { $set: { _id: 0, a: 1 } } })).toBeNull();
    const collection = store.fresh();
    const _id = { x: 1 };
    const update = (u: object): Promise<unknown> => store.command({ update: collection.collectionName, updates: [{ q: {}, u }] });
    await store.command({ insert: collection.collectionName, documents: [{ _id }] });
    expect(await update({ $set: { "_id.x": 2 } })).toMatchObject({ writeErrors: [{ code: 66 }] });
    expect(await collection.findOne({})).toEqual({ _id });
  });

  test("what changes nothing is found and not counted as changed", async () => {
    for (const u of [
      { $set: { a: 1 } },
      { $inc: { a: 0 } },
      { $unset: { b: 1 } },
      { $max: { a: 0 } },
      { $addToSet: { l: 1 } },
      { a: 1, l: [1] },
    ]) {
      expect((await updated({ a: 1, l: [1] }, { u })).answer).toMatchObject({ n: 1, nModified: 0 });
    }
    expect((await updated({ a: 1 }, { u: { $set: { a: new Double(1) } } })).answer).toMatchObject({ n: 1, nModified: 1 });
  });
});

describe("upserts", () => {
  const upsert = async (q: object, u: unknown): Promise<unknown> => {
    const collection = store.fresh();
    const answer = await store.command({ update: collection.collectionName, updates: [{ q, u, upsert: true }] });
    const { writeErrors } = answer as { writeErrors?: { code: number }[] };
    return writeErrors?.[0]?.code ?? collection.findOne({});
  };

  test.each<[object, unknown, unknown]>([
    [{ _id: 1, b: 2, a: { $eq: 3 } }, { $set: { c: 4 } }, { _id: 1, a: 3, b: 2, c: 4 }],
    [{ _id: 1, $and: [{ a: 1 }, { $and: [{ b: { $in: [2] } }] }] }, { $set: {} }, { _id: 1, a: 1, b: 2 }],
    [{ _id: 1, a: { $all: [1] }, b: { $in: [1, 2] }, c: { $gt: 1 } }, { $set: {} }, { _id: 1, a: 1 }],
    [{ _id: 1, $or: [{ a: 1 }] }, { $set: {} }, { _id: 1, a: 1 }],
    [{ _id: 1, $or: [{ a: 1 }, { b: 1 }] }, { $set: {} }, { _id: 1 }],
    [{ _id: 1, "a.b": 1, "a.c.d": 2 }, { $set: { "a.e": 3 } }, { _id: 1, a: { b: 1, c: { d: 2 }, e: 3 } }],
    [{ _id: 1, a: /x/, b: { c: 1 }, d: null }, { $set: {} }, { _id: 1, b: { c: 1 }, d: null }],
    [
      { _id: 1, a: 5 },
      { $inc: { a: 2 }, $setOnInsert: { b: 1 } },
      { _id: 1, a: 7, b: 1 },
    ],
    [
      { _id: 1, a: 5 },
      { $unset: { a: 1 }, $push: { l: 1 } },
      { _id: 1, l: [1] },
    ],
    [{ _id: 1, a: 5 }, { b: 1 }, { _id: 1, b: 1 }],
    [{ a: 5 }, { _id: 9, b: 1 }, { _id: 9, b: 1 }],
    [{ a: 5 }, { $set: { _id: 9 } }, { _id: 9, a: 5 }],
    [{ _id: 1, a: 5 }, [{ $set: { b: { $add: ["$a", 1] } } }], { _id: 1, a: 5, b: 6 }],
  ])("of %j with %j inserts %j", async (q, u, expected) => {
    const found = await upsert(q, u);
    expect(found).toEqual(expected);
    expect(Object.keys(found as object)).toEqual(Object.keys(expected as object));
  });

  test.each<[object, unknown, number]>([
    [{ a: 1, $and: [{ a: 1 }] }, { $set: {} }, 54],
    [{ a: { b: 1 }, "a.b": 1 }, { $set: {} }, 54],
    [{ a: { $all: [1, 2] } }, { $set: {} }, 54],
    [{ _id: 1 }, { _id: 2 }, 66],
    [{ _id: 1 }, { $set: { _id: 2 } }, 66],
    [{ "_id.x": 1 }, { a: 1 }, 111],
    [{ a: 1 }, { $set: { "a.b": 1 } }, 28],
    [{ a: 1 }, { $set: { "b.$[]": 1 } }, 2],
    [{ a: 1 }, { $set: { "a.$": 1 } }, 2],
  ])("of %j with %j end with code %i", async (q, u, code) => {
    expect(await upsert(q, u)).toBe(code);
  });
});

test("fields that MongoDB 7.0 does not have are refused", async () => {
  const code = (command: object): Promise<unknown> => store.command(command).then(() => null, (error: unknown) => (error as { code: number }).code); // prettier-ignore
  expect(await code({ insert: "x", documents: [{}], bogus: 1 })).toBe(40415);
  expect(await code({ update: "x", updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { a: 1 } }] })).toBe(40415);
  expect(await code({ delete: "x", deletes: [{ q: {}, limit: 1, sort: { a: 1 } }] })).toBe(40415);
  expect(await code({ findAndModify: "x", query: {}, remove: true, projection: { a: 1 } })).toBe(40415);
});

describe("find and modify", () => {
  test("projects with positions, and refuses what contradicts itself", async () => {
    const collection = await store.filled({ a: [{ k: 1 }, { k: 2, v: 1 }], b: 1 });
    const name = collection.collectionName;
    const run = (more: object): Promise<unknown> =>
      store.command({ findAndModify: name, ...more }).catch((error: unknown) => (error as { code: number }).code);
    const query = { "a.k": 2 };
    expect(await run({ query, update: { $inc: { "a.$.v": 1 } }, new: true, fields: { "a.$": 1, _id: 0 } })).toMatchObject({
      value: { a: [{ k: 2, v: 2 }] },
    });
    expect(await run({ query, update: { $set: { b: 2 } }, fields: { a: { $elemMatch: { k: 1 } }, b: 1 } })).toMatchObject({
      value: { _id: 0, b: 1, a: [{ k: 1 }] },
    });
    expect(await run({ query })).toBe(9);
    expect(await run({ query, remove: true, new: true })).toBe(9);
    expect(await run({ query, remove: true, upsert: true })).toBe(9);
    expect(await run({ query, update: { $set: { _id: 5 } } })).toBe(66);
  });
});
