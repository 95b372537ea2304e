/** What update operators make of a document, and the errors that leave it as it was. */
import { BSONRegExp, Decimal128, Double, Long } from "bson";
import type { Case } from "../case.ts";
import { fails } from "../case.ts";
import { updateCases } from "../tables.ts";

const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const long = (text: string): Long => Long.fromString(text);
const double = (value: number): Double => new Double(value);
const LONG_MAX = long("9223372036854775807");

const set = updateCases("$set and $unset", {
  "a field": { before: { a: 1, b: 2 }, update: { $set: { a: 5 } }, after: { a: 5, b: 2 } },
  "a new field goes to the end": { before: { a: 1 }, update: { $set: { c: 1 } }, after: { a: 1, c: 1 } },
  "new fields go to the end by name, whatever the operator": {
    before: { m: 1 },
    update: { $set: { z: 1, b: 2 }, $inc: { c: 3 } },
    after: { m: 1, b: 2, c: 3, z: 1 },
  },
  "a nested field": { before: { a: { b: 1, c: 1 } }, update: { $set: { "a.b": 2 } }, after: { a: { b: 2, c: 1 } } },
  "documents on the way are made": { before: {}, update: { $set: { "a.b.c": 1 } }, after: { a: { b: { c: 1 } } } },
  "a number in a path that is missing is a field name": { before: {}, update: { $set: { "a.0": 1 } }, after: { a: { "0": 1 } } },
  "an element": { before: { a: [1, 2] }, update: { $set: { "a.1": 9 } }, after: { a: [1, 9] } },
  "an element beyond the end fills up with null": { before: { a: [1] }, update: { $set: { "a.3": 9 } }, after: { a: [1, null, null, 9] } },
  "a field of an element": { before: { a: [{ x: 1 }] }, update: { $set: { "a.0.y": 2 } }, after: { a: [{ x: 1, y: 2 }] } },
  "a value changes its type": { before: { a: 1 }, update: { $set: { a: double(1) } }, after: { a: double(1) } },
  "a document replaces a document": { before: { a: { b: 1 } }, update: { $set: { a: { c: 1 } } }, after: { a: { c: 1 } } },
  nothing: { before: { a: 1 }, update: { $set: {} }, after: { a: 1 } },
  "the same _id": { before: { a: 1 }, update: { $set: { _id: 0, a: 2 } }, after: { a: 2 } },
  "another _id": { before: { a: 1 }, update: { $set: { _id: 1 } }, after: fails(66, { codeName: "ImmutableField" }) },
  "within a number": { before: { a: 1 }, update: { $set: { "a.b": 1 } }, after: fails(28, { codeName: "PathNotViable" }) },
  "within null": { before: { a: null }, update: { $set: { "a.b": 1 } }, after: fails(28) },
  "a name within an array": { before: { a: [1] }, update: { $set: { "a.b": 1 } }, after: fails(28) },
  "an empty name": { before: { a: 1 }, update: { $set: { "a.": 1 } }, after: fails(56, { codeName: "EmptyFieldName" }) },
  "a name with a dollar": { before: { a: 1 }, update: { $set: { $b: 1 } }, after: fails(52, { codeName: "DollarPrefixedFieldName" }) },
  "unset a field": { before: { a: 1, b: 1 }, update: { $unset: { a: "" } }, after: { b: 1 } },
  "unset a nested field": { before: { a: { b: 1 } }, update: { $unset: { "a.b": 1 } }, after: { a: {} } },
  "unset an element makes it null": { before: { a: [1, 2] }, update: { $unset: { "a.0": 1 } }, after: { a: [null, 2] } },
  "unset what is missing": { before: { a: 1 }, update: { $unset: { "b.c": 1 } }, after: { a: 1 } },
  "unset within a number": { before: { a: 1 }, update: { $unset: { "a.b": 1 } }, after: { a: 1 } },
  "unset _id": { before: { a: 1 }, update: { $unset: { _id: 1 } }, after: fails(66) },
  "setOnInsert does nothing to a document that is there": { before: { a: 1 }, update: { $setOnInsert: { b: 1 } }, after: { a: 1 } },
});

const numbers = updateCases("$inc, $mul, $min, $max", {
  "int and int": { before: { a: 1 }, update: { $inc: { a: 2 } }, after: { a: 3 } },
  "int and long": { before: { a: 1 }, update: { $inc: { a: long("2") } }, after: { a: long("3") } },
  "int and double": { before: { a: 1 }, update: { $inc: { a: double(2) } }, after: { a: double(3) } },
  "double and decimal": { before: { a: 0.5 }, update: { $inc: { a: decimal("0.5") } }, after: { a: decimal("1.000000000000000") } },
  "int beyond its range": { before: { a: 2147483647 }, update: { $inc: { a: 1 } }, after: { a: long("2147483648") } },
  "long beyond its range": { before: { a: LONG_MAX }, update: { $inc: { a: 1 } }, after: fails(2, { codeName: "BadValue" }) },
  "long beyond doubles": { before: { a: long("9007199254740993") }, update: { $inc: { a: 1 } }, after: { a: long("9007199254740994") } },
  "a missing field": { before: {}, update: { $inc: { "a.b": long("2") } }, after: { a: { b: long("2") } } },
  "a missing element": { before: { a: [] }, update: { $inc: { "a.1": 2 } }, after: { a: [null, 2] } },
  null: { before: { a: null }, update: { $inc: { a: 1 } }, after: fails(14, { codeName: "TypeMismatch" }) },
  "a string": { before: { a: "1" }, update: { $inc: { a: 1 } }, after: fails(14) },
  "by a string": { before: { a: 1 }, update: { $inc: { a: "1" } }, after: fails(14) },
  "an _id": { before: { a: 1 }, update: { $inc: { _id: 1 } }, after: fails(66) },
  "multiply int": { before: { a: 3 }, update: { $mul: { a: 2 } }, after: { a: 6 } },
  "multiply int beyond its range": { before: { a: 65536 }, update: { $mul: { a: 65536 } }, after: { a: long("4294967296") } },
  "multiply long beyond its range": { before: { a: LONG_MAX }, update: { $mul: { a: 2 } }, after: fails(2) },
  "multiply a decimal": { before: { a: decimal("1.10") }, update: { $mul: { a: 3 } }, after: { a: decimal("3.30") } },
  "multiply a missing field by an int": { before: {}, update: { $mul: { a: 3 } }, after: { a: 0 } },
  "multiply a missing field by a long": { before: {}, update: { $mul: { a: long("3") } }, after: { a: long("0") } },
  "multiply a missing field by a double": { before: {}, update: { $mul: { a: 1.5 } }, after: { a: double(0) } },
  "multiply by a string": { before: { a: 1 }, update: { $mul: { a: "2" } }, after: fails(14) },
  "min takes the lesser": { before: { a: 5, b: 1 }, update: { $min: { a: 3, b: 3 } }, after: { a: 3, b: 1 } },
  "max takes the greater": { before: { a: 5, b: 1 }, update: { $max: { a: 3, b: 3 } }, after: { a: 5, b: 3 } },
  "min of a missing field": { before: {}, update: { $min: { a: 3 } }, after: { a: 3 } },
  "min by the order of types": { before: { a: 5 }, update: { $min: { a: null } }, after: { a: null } },
  "max by the order of types": { before: { a: 5 }, update: { $max: { a: "x" } }, after: { a: "x" } },
  "max of null and a number": { before: { a: null }, update: { $max: { a: -1 } }, after: { a: -1 } },
  "min of equal numbers keeps the first": { before: { a: double(1) }, update: { $min: { a: 1 } }, after: { a: double(1) } },
  "min of dates": { before: { a: new Date(5) }, update: { $min: { a: new Date(3) } }, after: { a: new Date(3) } },
});

const bits = updateCases("$bit", {
  and: { before: { a: 13 }, update: { $bit: { a: { and: 10 } } }, after: { a: 8 } },
  or: { before: { a: 3 }, update: { $bit: { a: { or: 5 } } }, after: { a: 7 } },
  "xor of a long": { before: { a: long("1") }, update: { $bit: { a: { xor: 5 } } }, after: { a: long("4") } },
  "a missing field": { before: {}, update: { $bit: { a: { or: 5 } } }, after: { a: 5 } },
  "a double": { before: { a: 1.5 }, update: { $bit: { a: { or: 5 } } }, after: fails(2) },
});

const rename = updateCases("$rename and $currentDate", {
  rename: { before: { a: 1 }, update: { $rename: { a: "b" } }, after: { b: 1 } },
  "rename over a field": { before: { a: 1, b: 2 }, update: { $rename: { a: "b" } }, after: { b: 1 } },
  "rename into a document": { before: { a: 1 }, update: { $rename: { a: "b.c" } }, after: { b: { c: 1 } } },
  "rename out of a document": { before: { a: { b: 1 } }, update: { $rename: { "a.b": "c" } }, after: { a: {}, c: 1 } },
  "rename what is missing": { before: { a: 1 }, update: { $rename: { x: "b" } }, after: { a: 1 } },
  "rename to itself": { before: { a: 1 }, update: { $rename: { a: "a" } }, after: fails(2) },
  "rename into itself": { before: { a: 1 }, update: { $rename: { a: "a.b" } }, after: fails(2) },
  "rename an element": { before: { a: [1] }, update: { $rename: { "a.0": "b" } }, after: fails(2) },
  "rename into an array": { before: { a: 1, b: [1] }, update: { $rename: { a: "b.0" } }, after: fails(2) },
  "rename to no string": { before: { a: 1 }, update: { $rename: { a: 1 } }, after: fails(2) },
  "rename _id": { before: { a: 1 }, update: { $rename: { _id: "b" } }, after: fails(66) },
  "rename and set": { before: { a: 1 }, update: { $rename: { a: "b" }, $set: { b: 2 } }, after: fails(40) },
  "current date of a number": { before: { a: 1 }, update: { $currentDate: { a: 1 } }, after: fails(2) },
  "current date of an unknown type": { before: { a: 1 }, update: { $currentDate: { a: { $type: "string" } } }, after: fails(2) },
});

const push = updateCases("$push, $addToSet, $pop", {
  push: { before: { a: [1] }, update: { $push: { a: 2 } }, after: { a: [1, 2] } },
  "push to a missing field": { before: {}, update: { $push: { "a.b": 2 } }, after: { a: { b: [2] } } },
  "push an array as one element": { before: { a: [1] }, update: { $push: { a: [2, 3] } }, after: { a: [1, [2, 3]] } },
  "push each": { before: { a: [1] }, update: { $push: { a: { $each: [2, 3] } } }, after: { a: [1, 2, 3] } },
  "push none makes an array": { before: {}, update: { $push: { a: { $each: [] } } }, after: { a: [] } },
  "push at a position": { before: { a: [1, 2] }, update: { $push: { a: { $each: [9], $position: 1 } } }, after: { a: [1, 9, 2] } },
  "push at a negative position": {
    before: { a: [1, 2, 3] },
    update: { $push: { a: { $each: [9], $position: -1 } } },
    after: { a: [1, 2, 9, 3] },
  },
  "push beyond the end": { before: { a: [1] }, update: { $push: { a: { $each: [9], $position: 7 } } }, after: { a: [1, 9] } },
  "push and keep the last": { before: { a: [1, 2] }, update: { $push: { a: { $each: [3, 4], $slice: -3 } } }, after: { a: [2, 3, 4] } },
  "push and keep the first": { before: { a: [1, 2] }, update: { $push: { a: { $each: [3, 4], $slice: 3 } } }, after: { a: [1, 2, 3] } },
  "push and keep none": { before: { a: [1, 2] }, update: { $push: { a: { $each: [3], $slice: 0 } } }, after: { a: [] } },
  "push and sort": { before: { a: [3, 1] }, update: { $push: { a: { $each: [2], $sort: -1 } } }, after: { a: [3, 2, 1] } },
  "push and sort by the order of types": {
    before: { a: ["x", 1] },
    update: { $push: { a: { $each: [null], $sort: 1 } } },
    after: { a: [null, 1, "x"] },
  },
  "push, sort by a field, keep two": {
    before: { a: [{ k: 3 }, { k: 1 }] },
    update: { $push: { a: { $each: [{ k: 2 }], $sort: { k: 1 }, $slice: 2 } } },
    after: { a: [{ k: 1 }, { k: 2 }] },
  },
  "push to a number": { before: { a: 1 }, update: { $push: { a: 2 } }, after: fails(2) },
  "push to null": { before: { a: null }, update: { $push: { a: 2 } }, after: fails(2) },
  "push each of no array": { before: { a: [] }, update: { $push: { a: { $each: 1 } } }, after: fails(2) },
  "push with an unknown clause": { before: { a: [] }, update: { $push: { a: { $each: [1], $foo: 1 } } }, after: fails(2) },
  "push with a broken slice": { before: { a: [] }, update: { $push: { a: { $each: [1], $slice: 1.5 } } }, after: fails(2) },
  "push with a broken sort": { before: { a: [] }, update: { $push: { a: { $each: [1], $sort: 2 } } }, after: fails(2) },
  "add to a set": { before: { a: [1] }, update: { $addToSet: { a: 2 } }, after: { a: [1, 2] } },
  "add what is there in another type": { before: { a: [1] }, update: { $addToSet: { a: long("1") } }, after: { a: [1] } },
  "add each once": { before: { a: [1] }, update: { $addToSet: { a: { $each: [2, 2, 1, 3] } } }, after: { a: [1, 2, 3] } },
  "add a document with fields in another order": {
    before: { a: [{ x: 1, y: 2 }] },
    update: { $addToSet: { a: { y: 2, x: 1 } } },
    after: {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  },
  "add leaves duplicates that were there": { before: { a: [1, 1] }, update: { $addToSet: { a: 1 } }, after: { a: [1, 1] } },
  "add to a missing field": { before: {}, update: { $addToSet: { a: 1 } }, after: { a: [1] } },
  "add to a number": { before: { a: 1 }, update: { $addToSet: { a: 1 } }, after: fails(2) },
  "add each of no array": { before: { a: [] }, update: { $addToSet: { a: { $each: 1 } } }, after: fails(14) },
  "pop the last": { before: { a: [1, 2] }, update: { $pop: { a: 1 } }, after: { a: [1] } },
  "pop the first": { before: { a: [1, 2] }, update: { $pop: { a: -1 } }, after: { a: [2] } },
  "pop of nothing": { before: { a: [] }, update: { $pop: { a: 1 } }, after: { a: [] } },
  "pop of a missing field": { before: { b: 1 }, update: { $pop: { a: 1 } }, after: { b: 1 } },
  "pop two": { before: { a: [1] }, update: { $pop: { a: 2 } }, after: fails(9, { codeName: "FailedToParse" }) },
  "pop of a number": { before: { a: 1 }, update: { $pop: { a: 1 } }, after: fails(14) },
});

const pull = updateCases("$pull and $pullAll", {
  "a value": { before: { a: [1, 2, 1, double(1)] }, update: { $pull: { a: 1 } }, after: { a: [2] } },
  "by a condition": { before: { a: [1, 5, "x", 9] }, update: { $pull: { a: { $gte: 5 } } }, after: { a: [1, "x"] } },
  "one of several": { before: { a: [1, 2, 3] }, update: { $pull: { a: { $in: [1, 3] } } }, after: { a: [2] } },
  "by a pattern": { before: { a: ["ab", "b", 1] }, update: { $pull: { a: new BSONRegExp("^a") } }, after: { a: ["b", 1] } },
  "an array as a whole": { before: { a: [[1, 2], 1, [2, 1]] }, update: { $pull: { a: [1, 2] } }, after: { a: [1, [2, 1]] } },
  null: { before: { a: [null, 1] }, update: { $pull: { a: null } }, after: { a: [1] } },
  "documents by some of their fields": {
    before: { a: [{ k: 1, v: 1 }, { k: 2 }, 7] },
    update: { $pull: { a: { k: 1 } } },
    after: { a: [{ k: 2 }, 7] },
  },
  "documents by fields in any order": { before: { a: [{ k: 1, v: 2 }] }, update: { $pull: { a: { v: 2, k: 1 } } }, after: { a: [] } },
  "documents by conditions": {
    before: {
      a: [
        { k: 1, v: 5 },
        { k: 1, v: 9 },
      ],
    },
    update: { $pull: { a: { k: 1, v: { $gt: 5 } } } },
    after: { a: [{ k: 1, v: 5 }] },
  },
  "documents by their arrays": {
    before: { a: [{ l: [{ q: 1, a: 4 }] }, { l: [{ q: 2, a: 9 }] }] },
    update: { $pull: { a: { l: { $elemMatch: { q: 2, a: { $gte: 8 } } } } } },
    after: { a: [{ l: [{ q: 1, a: 4 }] }] },
  },
  "a nested array": { before: { a: { b: [1, 2] } }, update: { $pull: { "a.b": 1 } }, after: { a: { b: [2] } } },
  "from a missing field": { before: { b: 1 }, update: { $pull: { a: 1 } }, after: { b: 1 } },
  "from a number": { before: { a: 1 }, update: { $pull: { a: 1 } }, after: fails(2) },
  "all of": { before: { a: [1, 2, 1, 3] }, update: { $pullAll: { a: [1, 3] } }, after: { a: [2] } },
  "all of, documents in their field order": {
    before: {
      a: [
        { x: 1, y: 1 },
        { y: 1, x: 1 },
      ],
    },
    update: { $pullAll: { a: [{ x: 1, y: 1 }] } },
    after: { a: [{ y: 1, x: 1 }] },
  },
  "all of no array": { before: { a: [1] }, update: { $pullAll: { a: 1 } }, after: fails(2) },
});

const positional = updateCases("positional and filtered", {
  "the element that the filter met": {
    before: { a: [1, 2, 3] },
    filter: { a: 2 },
    update: { $set: { "a.$": 9 } },
    after: { a: [1, 9, 3] },
  },
  "the element that $elemMatch met": {
    before: {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 2 },
      ],
    },
    filter: { a: { $elemMatch: { k: 1, v: 2 } } },
    update: { $inc: { "a.$.v": 10 } },
    after: {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 12 },
      ],
    },
  },
  "the element that a dotted path met": {
    before: { a: [{ k: 1 }, { k: 2 }] },
    filter: { "a.k": { $gt: 1 } },
    update: { $set: { "a.$.x": 1 } },
    after: { a: [{ k: 1 }, { k: 2, x: 1 }] },
  },
  "no array in the filter": { before: { a: [1] }, update: { $set: { "a.$": 1 } }, after: fails(2) },
  "two positional steps": { before: { a: [{ b: [1] }] }, filter: { "a.b": 1 }, update: { $set: { "a.$.b.$": 2 } }, after: fails(2) },
  "every element": { before: { a: [1, 2] }, update: { $inc: { "a.$[]": 10 } }, after: { a: [11, 12] } },
  "a field of every element": { before: { a: [{ n: 1 }, {}] }, update: { $inc: { "a.$[].n": 1 } }, after: { a: [{ n: 2 }, { n: 1 }] } },
  "every element of every element": { before: { a: [[1], [2, 3]] }, update: { $mul: { "a.$[].$[]": 2 } }, after: { a: [[2], [4, 6]] } },
  "every element of a missing field": { before: { b: 1 }, update: { $set: { "a.$[]": 1 } }, after: fails(2) },
  "every element of a number": { before: { a: 1 }, update: { $set: { "a.$[]": 1 } }, after: fails(2) },
  "filtered by value": {
    before: { a: [1, 5, 9] },
    update: { $set: { "a.$[e]": 0 } },
    arrayFilters: [{ e: { $gte: 5 } }],
    after: { a: [1, 0, 0] },
  },
  "filtered by equality": {
    before: { a: [1, 5, 5] },
    update: { $set: { "a.$[e]": 0 } },
    arrayFilters: [{ e: 5 }],
    after: { a: [1, 0, 0] },
  },
  "filtered by fields": {
    before: {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 2 },
      ],
    },
    update: { $set: { "a.$[e].v": 0 } },
    arrayFilters: [{ "e.k": 1, "e.v": { $gt: 1 } }],
    after: {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 0 },
      ],
    },
  },
  "filtered twice": {
    before: {
      a: [
        { k: 1, l: [1, 2] },
        { k: 2, l: [1, 2] },
      ],
    },
    update: { $inc: { "a.$[e].l.$[f]": 10 } },
    arrayFilters: [{ "e.k": 2 }, { f: 2 }],
    after: {
      a: [
        { k: 1, l: [1, 2] },
        { k: 2, l: [1, 12] },
      ],
    },
  },
  "filtered, none": { before: { a: [1] }, update: { $set: { "a.$[e]": 0 } }, arrayFilters: [{ e: 9 }], after: { a: [1] } },
  "unset filtered": {
    before: { a: [{ x: 1 }, { x: 2 }] },
    update: { $unset: { "a.$[e].x": 1 } },
    arrayFilters: [{ "e.x": 2 }],
    after: { a: [{ x: 1 }, {}] },
  },
  "push into filtered": {
    before: {
      a: [
        { k: 1, l: [] },
        { k: 2, l: [] },
      ],
    },
    update: { $push: { "a.$[e].l": 7 } },
    arrayFilters: [{ "e.k": 2 }],
    after: {
      a: [
        { k: 1, l: [] },
        { k: 2, l: [7] },
      ],
    },
  },
  "no filter of that name": { before: { a: [1] }, update: { $set: { "a.$[e]": 0 } }, after: fails(2) },
  "a filter that is not used": { before: { a: [1] }, update: { $set: { a: 0 } }, arrayFilters: [{ e: 1 }], after: fails(9) },
  "two filters of one name": { before: { a: [1] }, update: { $set: { "a.$[e]": 0 } }, arrayFilters: [{ e: 1 }, { e: 2 }], after: fails(9) },
  "a filter about two names": { before: { a: [1] }, update: { $set: { "a.$[e]": 0 } }, arrayFilters: [{ e: 1, f: 2 }], after: fails(9) },
  "a filter whose name is not small": { before: { a: [1] }, update: { $set: { "a.$[E]": 0 } }, arrayFilters: [{ E: 1 }], after: fails(2) },
});

const whole = updateCases("replacements, pipelines, and what is neither", {
  replace: { before: { a: 1 }, update: { b: 2 }, after: { b: 2 } },
  "replace by nothing": { before: { a: 1 }, update: {}, after: {} },
  "replace with the same _id": { before: { a: 1 }, update: { _id: 0, b: 2 }, after: { b: 2 } },
  "replace with the _id last": { before: { a: 1 }, update: { b: 2, _id: 0 }, after: { b: 2 } },
  "replace with another _id": { before: { a: 1 }, update: { _id: 9 }, after: fails(66) },
  "fields, then operators": { before: { a: 1 }, update: { b: 1, $set: { a: 2 } }, after: fails(52) },
  "operators, then fields": { before: { a: 1 }, update: { $set: { a: 2 }, b: 1 }, after: fails(9) },
  "an unknown operator": { before: { a: 1 }, update: { $bogus: { a: 1 } }, after: fails(9, { codeName: "FailedToParse" }) },
  "an operator without fields": { before: { a: 1 }, update: { $set: 1 }, after: fails(9) },
  "neither document nor array": { before: { a: 1 }, update: 1, after: fails(9) },
  "one path twice": {
    before: { a: 1 },
    update: { $set: { a: 1 }, $inc: { a: 1 } },
    after: fails(40, { codeName: "ConflictingUpdateOperators" }),
  },
  "a path and one within it": { before: {}, update: { $set: { a: 1, "a.b": 1 } }, after: fails(40) },
  "a pipeline": { before: { a: 2, b: 3 }, update: [{ $set: { c: { $add: ["$a", "$b"] } } }, { $unset: "a" }], after: { b: 3, c: 5 } },
  "a pipeline sees what it set": { before: { a: 1 }, update: [{ $set: { b: "$a" } }, { $set: { c: "$b" } }], after: { a: 1, b: 1, c: 1 } },
  "a pipeline's one stage does not": { before: { a: 1, b: 2 }, update: [{ $set: { a: "$b", b: "$a" } }], after: { a: 2, b: 1 } },
  "a pipeline that replaces": { before: { a: { x: 1 } }, update: [{ $replaceWith: "$a" }], after: { x: 1 } },
  "a pipeline that projects": { before: { a: 1, b: 2 }, update: [{ $project: { b: 1 } }], after: { b: 2 } },
  "a pipeline that removes": { before: { a: 1, b: 2 }, update: [{ $set: { a: "$$REMOVE" } }], after: { b: 2 } },
  "a pipeline that sets through an array": {
    before: { a: [{ x: 1 }, { x: 2 }] },
    update: [{ $set: { "a.y": 1 } }],
    after: {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
    },
  },
  "a pipeline that changes the _id": { before: { a: 1 }, update: [{ $set: { _id: 9 } }], after: fails(66) },
  "a pipeline with another stage": { before: { a: 1 }, update: [{ $match: {} }], after: fails(72, { codeName: "InvalidOptions" }) },
  "a pipeline with an unknown stage": { before: { a: 1 }, update: [{ $bogus: {} }], after: fails(40324) },
});

export const updates: readonly Case[] = [...set, ...numbers, ...bits, ...rename, ...push, ...pull, ...positional, ...whole];
