/** The answers of write commands: counts, upserts, per-item errors, find and modify, retried writes. */
import { Double, ObjectId } from "bson";
import type { Case, Plain, Step } from "../case.ts";
import { fails } from "../case.ts";
import { numbered } from "../tables.ts";

const rows = numbered([
  { a: 1, s: "x" },
  { a: 2, s: "y" },
  { a: 2, s: "z" },
]);

function one(name: string, given: readonly Plain[], step: Step, after?: readonly Plain[]): Case {
  return { name, given, steps: [step], ...(after ? { after } : {}) };
}

const update = (q: Plain, u: unknown, more: Plain = {}): Plain => ({ update: "c", updates: [{ q, u, ...more }] });
const upsert = (q: Plain, u: unknown): Plain => update(q, u, { upsert: true });
const made = (name: string, q: Plain, u: unknown, document: Plain): Case =>
  one(
    `upsert: ${name}`,
    [],
    { run: upsert(q, u), gives: { reply: { n: 1, nModified: 0, upserted: [{ index: 0, _id: document["_id"] }] } } },
    [document],
  );

const counts: Case[] = [
  one("update one", rows, { run: update({ a: 2 }, { $set: { b: 1 } }), gives: { reply: { n: 1, nModified: 1, upserted: undefined } } }),
  one("update many", rows, { run: update({ a: 2 }, { $set: { b: 1 } }, { multi: true }), gives: { reply: { n: 2, nModified: 2 } } }),
  one("update what is as wanted", rows, {
    run: update({ a: 2 }, { $set: { s: "y" } }, { multi: true }),
    gives: { reply: { n: 2, nModified: 1 } },
  }),
  one("update nothing", rows, { run: update({ a: 9 }, { $set: { b: 1 } }), gives: { reply: { n: 0, nModified: 0 } } }),
  one("replace many is refused", rows, { run: update({}, { b: 1 }, { multi: true }), gives: fails(9) }),
  one("update statements count together", rows, {
    run: {
      update: "c",
      updates: [
        { q: { a: 1 }, u: { $inc: { a: 1 } } },
        { q: { a: 2 }, u: { $inc: { a: 1 } }, multi: true },
      ],
    },
    gives: { reply: { n: 4, nModified: 4 } },
  }),
  one("delete one", rows, { run: { delete: "c", deletes: [{ q: { a: 2 }, limit: 1 }] }, gives: { reply: { n: 1 } } }),
  one("delete many", rows, { run: { delete: "c", deletes: [{ q: { a: 2 }, limit: 0 }] }, gives: { reply: { n: 2 } } }, rows.slice(0, 1)),
  one("delete with another limit", rows, { run: { delete: "c", deletes: [{ q: {}, limit: 2 }] }, gives: fails(9) }, rows),
  one("delete from a collection that is not there", [], {
    run: { delete: "c", deletes: [{ q: {}, limit: 0 }] },
    gives: { reply: { n: 0 } },
  }),
  one("insert", [], { run: { insert: "c", documents: [{ _id: 1 }, { _id: 2 }] }, gives: { reply: { n: 2 } } }, [{ _id: 1 }, { _id: 2 }]),
  one("insert puts _id first", [], { run: { insert: "c", documents: [{ a: 1, _id: 1 }] }, gives: { reply: { n: 1 } } }, [{ _id: 1, a: 1 }]),
  one(
    "insert an array as _id",
    [],
    { run: { insert: "c", documents: [{ _id: [1] }] }, gives: fails(53, { codeName: "InvalidIdField" }) },
    [],
  ),
  one("insert a pattern as _id", [], { run: { insert: "c", documents: [{ _id: /a/ }] }, gives: fails(53) }, []),
  one("insert a document with an operator as _id", [], { run: { insert: "c", documents: [{ _id: { $x: 1 } }] }, gives: fails(52) }, []),
  one("insert no documents", [], { run: { insert: "c", documents: [] }, gives: fails(16) }),
  one("an _id of another number type is the same", numbered([{}]), {
    run: { insert: "c", documents: [{ _id: new Double(0) }] },
    gives: fails(11000, { more: { keyPattern: { _id: 1 }, keyValue: { _id: new Double(0) } } }),
  }),
  one("documents as _id differ by the order of fields", [], {
    run: { insert: "c", documents: [{ _id: { a: 1, b: 2 } }, { _id: { b: 2, a: 1 } }] },
    gives: { reply: { n: 2 } },
  }),
];

const upserts: Case[] = [
  made("the filter's equalities", { _id: 1, a: 5, b: { $eq: "x" }, n: { $gt: 3 } }, { $set: { c: 1 } }, { _id: 1, a: 5, b: "x", c: 1 }),
  made("equalities inside $and", { $and: [{ _id: 1 }, { a: 5 }] }, { $set: { c: 1 } }, { _id: 1, a: 5, c: 1 }),
  made("dotted equalities", { _id: 1, "a.b": 5 }, { $set: { "a.c": 1 } }, { _id: 1, a: { b: 5, c: 1 } }),
  made("an equality that is changed", { _id: 1, a: 5 }, { $inc: { a: 1 } }, { _id: 1, a: 6 }),
  made("$setOnInsert and $set", { _id: 1 }, { $setOnInsert: { b: 2 }, $set: { a: 1 } }, { _id: 1, a: 1, b: 2 }),
  made("an _id from the update", { a: 5 }, { $set: { _id: 7 } }, { _id: 7, a: 5 }),
  made("an _id from $setOnInsert", { a: 5 }, { $setOnInsert: { _id: 7 } }, { _id: 7, a: 5 }),
  made("a replacement takes the _id alone", { _id: 1, a: 5 }, { b: 1 }, { _id: 1, b: 1 }),
  made("a replacement with its own _id", { a: 5 }, { _id: 3, b: 1 }, { _id: 3, b: 1 }),
  made("a pipeline begins with the equalities", { _id: 1, a: 5 }, [{ $set: { b: { $add: ["$a", 1] } } }], { _id: 1, a: 5, b: 6 }),
  made("a push", { _id: 1 }, { $push: { a: { $each: [2, 1], $sort: 1 } } }, { _id: 1, a: [1, 2] }),
  made("no pattern", { _id: 1, s: /a/ }, { $set: { c: 1 } }, { _id: 1, c: 1 }),
  made("a whole document", { _id: 1, a: { b: 1 } }, { $set: { "a.c": 2 } }, { _id: 1, a: { b: 1, c: 2 } }),
  one("upsert of a document that is there", rows, {
    run: upsert({ a: 1 }, { $set: { b: 1 } }),
    gives: { reply: { n: 1, nModified: 1, upserted: undefined } },
  }),
  one("upsert with two values of one path", [], { run: upsert({ $and: [{ a: 1 }, { a: 2 }] }, { $set: { c: 1 } }), gives: fails(54) }, []),
  one("upsert with a path and one within it", [], { run: upsert({ a: { b: 1 }, "a.c": 1 }, { $set: { c: 1 } }), gives: fails(54) }, []),
  one(
    "upsert that collides",
    numbered([{ a: 1 }]),
    { run: upsert({ a: 9 }, { $set: { _id: 0 } }), gives: fails(11000) },
    numbered([{ a: 1 }]),
  ),
  one("upsert against the filter's _id", [], { run: upsert({ _id: 1 }, { $set: { _id: 2 } }), gives: fails(66) }, []),
  one("upserts name their place", [], {
    run: {
      update: "c",
      updates: [
        { q: { _id: 1 }, u: { $set: { a: 1 } }, upsert: true },
        { q: { _id: 1 }, u: { $set: { a: 2 } }, upsert: true },
        { q: { _id: 2 }, u: { $set: { a: 2 } }, upsert: true },
      ],
    },
    gives: {
      reply: {
        n: 3,
        nModified: 1,
        upserted: [
          { index: 0, _id: 1 },
          { index: 2, _id: 2 },
        ],
      },
    },
  }),
];

const insert = (ids: readonly number[], ordered?: boolean): Plain => ({
  insert: "c",
  documents: ids.map((_id) => ({ _id })),
  ...(ordered === undefined ? {} : { ordered }),
});
const duplicate = (index: number, _id: number): Plain => ({ index, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id } });

const bulk: Case[] = [
  one("insert stops at the first error", [], { run: insert([1, 2, 1, 3]), gives: { reply: { n: 2, writeErrors: [duplicate(2, 1)] } } }, [
    { _id: 1 },
    { _id: 2 },
  ]),
  one(
    "insert unordered goes on",
    [],
    { run: insert([1, 1, 2, 2, 3], false), gives: { reply: { n: 3, writeErrors: [duplicate(1, 1), duplicate(3, 2)] } } },
    [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
  ),
  one(
    "update stops at the first error",
    rows,
    {
      run: {
        update: "c",
        updates: [
          { q: { _id: 0 }, u: { $set: { b: 1 } } },
          { q: { _id: 1 }, u: { $inc: { s: 1 } } },
          { q: { _id: 2 }, u: { $set: { b: 1 } } },
        ],
      },
      gives: { reply: { n: 1, nModified: 1, writeErrors: [{ index: 1, code: 14 }] } },
    },
    [{ _id: 0, a: 1, s: "x", b: 1 }, ...rows.slice(1)],
  ),
  one("update unordered goes on", rows, {
    run: {
      update: "c",
      ordered: false,
      updates: [
        { q: { _id: 0 }, u: { $bogus: {} } },
        { q: { _id: 1 }, u: { $inc: { s: 1 } } },
        { q: { _id: 2 }, u: { $set: { b: 1 } } },
      ],
    },
    gives: {
      reply: {
        n: 1,
        writeErrors: [
          { index: 0, code: 9 },
          { index: 1, code: 14 },
        ],
      },
    },
  }),
  one("delete unordered goes on", rows, {
    run: {
      delete: "c",
      ordered: false,
      deletes: [
        { q: { a: { $bogus: 1 } }, limit: 0 },
        { q: { a: 1 }, limit: 0 },
      ],
    },
    gives: { reply: { n: 1, writeErrors: [{ index: 0, code: 2 }] } },
  }),
  one("an update of many that fails in the middle keeps what it did before", numbered([{ a: 1 }, { a: "x" }, { a: 3 }]), {
    run: update({}, { $inc: { a: 1 } }, { multi: true }),
    gives: fails(14),
  }),
];

const modify = (more: Plain): Plain => ({ findAndModify: "c", ...more });
const modified: Case[] = [
  one("find and modify gives the document before", rows, {
    run: modify({ query: { a: 1 }, update: { $inc: { a: 5 } } }),
    gives: { reply: { value: { _id: 0, a: 1, s: "x" }, lastErrorObject: { n: 1, updatedExisting: true } } },
  }),
  one("find and modify gives the document after", rows, {
    run: modify({ query: { a: 1 }, update: { $inc: { a: 5 } }, new: true }),
    gives: { reply: { value: { _id: 0, a: 6, s: "x" } } },
  }),
  one("find and modify takes the first by its sort", rows, {
    run: modify({ query: { a: 2 }, sort: { s: -1 }, update: { $set: { s: "!" } }, new: true }),
    gives: { reply: { value: { _id: 2, a: 2, s: "!" } } },
  }),
  one("find and modify projects", rows, {
    run: modify({ query: { a: 1 }, update: { $inc: { a: 5 } }, new: true, fields: { a: 1, _id: 0 } }),
    gives: { reply: { value: { a: 6 } } },
  }),
  one(
    "find and modify removes",
    rows,
    { run: modify({ query: { a: 1 }, remove: true }), gives: { reply: { value: { _id: 0, a: 1, s: "x" }, lastErrorObject: { n: 1 } } } },
    rows.slice(1),
  ),
  one(
    "find and modify removes nothing",
    rows,
    { run: modify({ query: { a: 9 }, remove: true }), gives: { reply: { value: null, lastErrorObject: { n: 0 } } } },
    rows,
  ),
  one("find and modify finds nothing", rows, {
    run: modify({ query: { a: 9 }, update: { $set: { b: 1 } } }),
    gives: { reply: { value: null, lastErrorObject: { n: 0, updatedExisting: false } } },
  }),
  one(
    "find and modify makes one, and gives what was before",
    [],
    {
      run: modify({ query: { _id: 5, a: 1 }, update: { $set: { b: 1 } }, upsert: true }),
      gives: { reply: { value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 5 } } },
    },
    [{ _id: 5, a: 1, b: 1 }],
  ),
  one("find and modify makes one, and gives it", [], {
    run: modify({ query: { _id: 5 }, update: { $set: { b: 1 } }, upsert: true, new: true }),
    gives: { reply: { value: { _id: 5, b: 1 }, lastErrorObject: { n: 1, updatedExisting: false, upserted: 5 } } },
  }),
  one("find and modify replaces", rows, {
    run: modify({ query: { _id: 0 }, update: { z: 1 }, new: true }),
    gives: { reply: { value: { _id: 0, z: 1 } } },
  }),
  one("find and modify by a pipeline", rows, {
    run: modify({ query: { _id: 0 }, update: [{ $set: { b: "$a" } }], new: true }),
    gives: { reply: { value: { _id: 0, a: 1, s: "x", b: 1 } } },
  }),
  one("find and modify with array filters", numbered([{ l: [1, 5] }]), {
    run: modify({ query: {}, update: { $set: { "l.$[e]": 0 } }, arrayFilters: [{ e: { $gt: 1 } }], new: true }),
    gives: { reply: { value: { _id: 0, l: [1, 0] } } },
  }),
  one("find and modify with neither", rows, { run: modify({ query: {} }), gives: fails(9) }, rows),
  one("find and modify with both", rows, { run: modify({ query: {}, update: { $set: { a: 1 } }, remove: true }), gives: fails(9) }, rows),
  one("find and modify removes and wants the new", rows, { run: modify({ query: {}, remove: true, new: true }), gives: fails(9) }, rows),
  one("find and modify removes and upserts", rows, { run: modify({ query: {}, remove: true, upsert: true }), gives: fails(9) }, rows),
  one(
    "find and modify with an error",
    rows,
    { run: modify({ query: { _id: 0 }, update: { $inc: { s: 1 } } }), gives: fails(14, { codeName: "TypeMismatch" }) },
    rows,
  ),
  one(
    "find and modify that changes the _id",
    rows,
    { run: modify({ query: { _id: 0 }, update: { $set: { _id: 5 } } }), gives: fails(66) },
    rows,
  ),
];

const retry = { txnNumber: 1 };
const retried: Case[] = [
  {
    name: "an insert that is sent twice is done once",
    steps: [
      { session: "A", run: { insert: "c", documents: [{ _id: 1 }], ...retry }, gives: { reply: { n: 1 } } },
      { session: "A", run: { insert: "c", documents: [{ _id: 1 }], ...retry }, gives: { reply: { n: 1, writeErrors: undefined } } },
    ],
    after: [{ _id: 1 }],
  },
  {
    name: "an increment that is sent twice is done once",
    given: numbered([{ n: 0 }]),
    steps: [
      { session: "A", run: { ...update({ _id: 0 }, { $inc: { n: 1 } }), ...retry }, gives: { reply: { n: 1, nModified: 1 } } },
      { session: "A", run: { ...update({ _id: 0 }, { $inc: { n: 1 } }), ...retry }, gives: { reply: { n: 1, nModified: 1 } } },
      { session: "A", run: { ...update({ _id: 0 }, { $inc: { n: 1 } }), txnNumber: 2 }, gives: { reply: { n: 1, nModified: 1 } } },
    ],
    after: numbered([{ n: 2 }]),
  },
  {
    name: "a find and modify that is sent twice gives the same document",
    given: numbered([{ n: 0 }]),
    steps: [
      {
        session: "A",
        run: { ...modify({ query: {}, update: { $inc: { n: 1 } }, new: true }), ...retry },
        gives: { reply: { value: { _id: 0, n: 1 } } },
      },
      {
        session: "A",
        run: { ...modify({ query: {}, update: { $inc: { n: 1 } }, new: true }), ...retry },
        gives: { reply: { value: { _id: 0, n: 1 } } },
      },
    ],
    after: numbered([{ n: 1 }]),
  },
  {
    name: "another session's number is another write",
    given: numbered([{ n: 0 }]),
    steps: [
      { session: "A", run: { ...update({ _id: 0 }, { $inc: { n: 1 } }), ...retry } },
      { session: "B", run: { ...update({ _id: 0 }, { $inc: { n: 1 } }), ...retry } },
    ],
    after: numbered([{ n: 2 }]),
  },
  {
    name: "a number below the newest is too old",
    given: numbered([{ n: 0 }]),
    steps: [
      { session: "A", run: { ...update({ _id: 0 }, { $inc: { n: 1 } }), txnNumber: 5 } },
      {
        session: "A",
        run: { ...update({ _id: 0 }, { $inc: { n: 1 } }), txnNumber: 4 },
        gives: fails(225, { codeName: "TransactionTooOld" }),
      },
    ],
    after: numbered([{ n: 1 }]),
  },
];

const generated: Case[] = [
  {
    name: "a document without _id gets an ObjectId",
    steps: [
      { run: { insert: "c", documents: [{ a: 1 }] } },
      { run: { count: "c", query: { _id: { $type: "objectId" } } }, gives: { reply: { n: 1 } } },
      { run: upsert({ a: 2 }, { $set: { b: 1 } }), gives: { reply: { n: 1 } } },
      { run: { count: "c", query: { _id: { $type: "objectId" }, a: 2 } }, gives: { reply: { n: 1 } } },
    ],
  },
  {
    name: "an update finds by an ObjectId",
    given: [{ _id: new ObjectId("000000000000000000000001"), a: 1 }],
    steps: [{ run: update({ _id: new ObjectId("000000000000000000000001") }, { $set: { a: 2 } }), gives: { reply: { nModified: 1 } } }],
  },
  {
    name: "current dates have the types that were asked for",
    given: numbered([{}]),
    steps: [
      {
        run: update({ _id: 0 }, { $currentDate: { d: true, e: { $type: "date" }, t: { $type: "timestamp" } } }),
        gives: { reply: { nModified: 1 } },
      },
      { run: { count: "c", query: { d: { $type: "date" }, e: { $type: "date" }, t: { $type: "timestamp" } } }, gives: { reply: { n: 1 } } },
    ],
  },
];

export const writes: readonly Case[] = [...counts, ...upserts, ...bulk, ...modified, ...retried, ...generated];
