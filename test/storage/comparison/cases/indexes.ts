/** Indexes and collections: what unique, sparse and partial ones allow, how definitions clash, and what is listed and dropped. */
import type { Case, Failure, Plain, Step } from "../case.ts";
import { fails, isFailure } from "../case.ts";
import { numbered } from "../tables.ts";

const insert = (...documents: Plain[]): Plain => ({ insert: "c", documents });
const create = (...specs: Plain[]): Plain => ({ createIndexes: "c", indexes: specs });
const named = (key: Plain, more: Plain = {}): Plain => ({ key, name: Object.entries(key).flat().join("_"), ...more });
const duplicate = (keyPattern: Plain, keyValue: Plain): Failure =>
  fails(11000, { codeName: "DuplicateKey", more: { keyPattern, keyValue } });

/** Documents one after the other into an index: what becomes of the last. */
function inserting(name: string, index: Plain, documents: readonly Plain[], outcome?: Failure): Case {
  const given = numbered(documents.slice(0, -1));
  const last = { _id: given.length, ...documents.at(-1) };
  return {
    name: `insert: ${name}`,
    given,
    indexes: [index],
    steps: [{ run: insert(last), gives: outcome ?? { reply: { n: 1, writeErrors: undefined } } }],
    after: outcome ? given : [...given, last],
  };
}

const unique = (key: Plain, more: Plain = {}): Plain => ({ key, unique: true, ...more });
const inserts: Case[] = [
  inserting("a value twice", unique({ a: 1 }), [{ a: 1 }, { a: 1 }], duplicate({ a: 1 }, { a: 1 })),
  inserting("a value in another number type", unique({ a: -1 }), [{ a: 1 }, { a: 1.5 }, { a: 1.5 }], duplicate({ a: -1 }, { a: 1.5 })),
  inserting("other values", unique({ a: 1 }), [{ a: 1 }, { a: "1" }]),
  inserting("missing twice", unique({ a: 1 }), [{}, {}], duplicate({ a: 1 }, { a: null })),
  inserting("missing and null", unique({ a: 1 }), [{}, { a: null }], duplicate({ a: 1 }, { a: null })),
  inserting("missing twice, sparse", unique({ a: 1 }, { sparse: true }), [{}, {}]),
  inserting("null twice, sparse", unique({ a: 1 }, { sparse: true }), [{ a: null }, { a: null }], duplicate({ a: 1 }, { a: null })),
  inserting("a value twice outside of the part", unique({ a: 1 }, { partialFilterExpression: { b: { $gt: 5 } } }), [
    { a: 1, b: 9 },
    { a: 1, b: 1 },
  ]),
  inserting(
    "a value twice inside the part",
    unique({ a: 1 }, { partialFilterExpression: { b: { $gt: 5 } } }),
    [
      { a: 1, b: 9 },
      { a: 1, b: 7 },
    ],
    duplicate({ a: 1 }, { a: 1 }),
  ),
  inserting("compound, one equal", unique({ a: 1, b: -1 }), [
    { a: 1, b: 1 },
    { a: 1, b: 2 },
  ]),
  inserting(
    "compound, both equal",
    unique({ a: 1, b: -1 }),
    [
      { a: 1, b: 1 },
      { a: 1, b: 1 },
    ],
    duplicate({ a: 1, b: -1 }, { a: 1, b: 1 }),
  ),
  inserting("compound, one missing", unique({ a: 1, b: 1 }), [{ a: 1 }, { a: 1 }], duplicate({ a: 1, b: 1 }, { a: 1, b: null })),
  inserting("compound sparse, both missing", unique({ a: 1, b: 1 }, { sparse: true }), [{}, {}]),
  inserting(
    "compound sparse, one missing",
    unique({ a: 1, b: 1 }, { sparse: true }),
    [{ a: 1 }, { a: 1 }],
    duplicate({ a: 1, b: 1 }, { a: 1, b: null }),
  ),
  inserting("an element twice in one document", unique({ a: 1 }), [{ a: [1, 1, 2] }]),
  inserting("an element of another's array", unique({ a: 1 }), [{ a: [1, 2] }, { a: [2, 3] }], duplicate({ a: 1 }, { a: 2 })),
  inserting("an element and a value", unique({ a: 1 }), [{ a: [1, 2] }, { a: 2 }], duplicate({ a: 1 }, { a: 2 })),
  inserting("a nested path", unique({ "a.b": 1 }), [{ a: { b: 1 } }, { a: [{ b: 2 }, { b: 1 }] }], duplicate({ "a.b": 1 }, { "a.b": 1 })),
  inserting("an empty array and a missing field", unique({ a: 1 }), [{ a: [] }, {}]),
  inserting("two empty arrays", unique({ a: 1 }), [{ a: [] }, { a: [] }], fails(11000)),
  inserting("documents as values", unique({ a: 1 }), [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }]),
  inserting("the same documents as values", unique({ a: 1 }), [{ a: { x: 1 } }, { a: { x: 1 } }], duplicate({ a: 1 }, { a: { x: 1 } })),
  inserting("strings that differ in case", unique({ a: 1 }), [{ a: "x" }, { a: "X" }]),
  inserting(
    "two arrays under one compound index",
    { key: { a: 1, b: 1 } },
    [{ a: [1], b: [2] }],
    fails(171, { codeName: "CannotIndexParallelArrays" }),
  ),
  inserting("one array under a compound index", { key: { a: 1, b: 1 } }, [{ a: [1, 2], b: 2 }]),
  inserting("two fields of one array under a compound index", { key: { "a.x": 1, "a.y": 1 } }, [{ a: [{ x: 1, y: 1 }] }]),
];

const changes: Case[] = [
  {
    name: "an update into a taken value changes nothing",
    given: numbered([{ a: 1 }, { a: 2 }]),
    indexes: [unique({ a: 1 })],
    steps: [{ run: { update: "c", updates: [{ q: { _id: 1 }, u: { $set: { a: 1, b: 1 } } }] }, gives: duplicate({ a: 1 }, { a: 1 }) }],
    after: numbered([{ a: 1 }, { a: 2 }]),
  },
  {
    name: "find and modify into a taken value says which",
    given: numbered([{ a: 1 }, { a: 2 }]),
    indexes: [unique({ a: 1 })],
    steps: [{ run: { findAndModify: "c", query: { _id: 1 }, update: { $set: { a: 1 } } }, gives: duplicate({ a: 1 }, { a: 1 }) }],
    after: numbered([{ a: 1 }, { a: 2 }]),
  },
  {
    name: "a value is free when its document is gone",
    given: numbered([{ a: 1 }]),
    indexes: [unique({ a: 1 })],
    steps: [
      { run: { delete: "c", deletes: [{ q: { a: 1 }, limit: 1 }] } },
      { run: insert({ _id: 9, a: 1 }), gives: { reply: { n: 1, writeErrors: undefined } } },
    ],
    after: [{ _id: 9, a: 1 }],
  },
  {
    name: "an upsert into a taken value",
    given: numbered([{ a: 1, b: 1 }]),
    indexes: [unique({ a: 1 })],
    steps: [
      { run: { update: "c", updates: [{ q: { a: 1, b: 2 }, u: { $set: { c: 1 } }, upsert: true }] }, gives: duplicate({ a: 1 }, { a: 1 }) },
    ],
    after: numbered([{ a: 1, b: 1 }]),
  },
  {
    name: "a document that leaves the part frees its value",
    given: numbered([{ a: 1, live: true }]),
    indexes: [unique({ a: 1 }, { partialFilterExpression: { live: true } })],
    steps: [
      { run: { update: "c", updates: [{ q: { _id: 0 }, u: { $set: { live: false } } }] } },
      { run: insert({ _id: 9, a: 1, live: true }), gives: { reply: { n: 1, writeErrors: undefined } } },
    ],
  },
];

function defining(name: string, steps: readonly Step[], given: readonly Plain[] = numbered([{ a: 1 }, { a: 1 }])): Case {
  return { name: `define: ${name}`, given, steps };
}
const refusing = (name: string, spec: Plain, outcome: Failure | number): Case =>
  defining(name, [{ run: create(spec), gives: isFailure(outcome) ? outcome : fails(outcome) }]);

const definitions: Case[] = [
  defining("an index", [
    { run: create(named({ a: 1 })), gives: { reply: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false } } },
  ]),
  defining(
    "an index of a new collection",
    [{ run: create(named({ a: 1 })), gives: { reply: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true } } }],
    [],
  ),
  defining("an index again", [
    { run: create(named({ a: 1 })) },
    { run: create(named({ a: 1 })), gives: { reply: { numIndexesBefore: 2, numIndexesAfter: 2, note: "all indexes already exist" } } },
  ]),
  defining("two, of which one is there", [
    { run: create(named({ a: 1 })) },
    { run: create(named({ a: 1 }), named({ b: 1 })), gives: { reply: { numIndexesBefore: 2, numIndexesAfter: 3 } } },
  ]),
  defining("the _id index", [{ run: create({ key: { _id: 1 }, name: "_id_" }), gives: { reply: { numIndexesAfter: 1 } } }]),
  defining("the same keys under another name", [
    { run: create(named({ a: 1 })) },
    { run: create({ key: { a: 1 }, name: "other" }), gives: fails(85, { codeName: "IndexOptionsConflict" }) },
  ]),
  defining("the same name for other keys", [
    { run: create({ key: { a: 1 }, name: "n" }) },
    { run: create({ key: { b: 1 }, name: "n" }), gives: fails(86, { codeName: "IndexKeySpecsConflict" }) },
  ]),
  defining("the other direction is another index", [
    { run: create(named({ a: 1 })) },
    { run: create(named({ a: -1 })), gives: { reply: { numIndexesAfter: 3 } } },
  ]),
  defining("unique over duplicates", [{ run: create(named({ a: 1 }, { unique: true })), gives: duplicate({ a: 1 }, { a: 1 }) }]),
  defining("nothing is left of a failed build", [
    { run: create(named({ a: 1 }, { unique: true })), gives: fails(11000) },
    { run: { listIndexes: "c" }, gives: { documents: [{ v: 2, key: { _id: 1 }, name: "_id_" }] } },
  ]),
  defining("over two arrays", [{ run: create(named({ a: 1, b: 1 })), gives: fails(171) }], numbered([{ a: [1], b: [1] }])),
  refusing("no keys", { key: {}, name: "x" }, 67),
  refusing("a direction of 0", { key: { a: 0 }, name: "x" }, 67),
  refusing("an unknown kind", { key: { a: "bogus" }, name: "x" }, fails(67, { codeName: "CannotCreateIndex" })),
  refusing("an empty path", { key: { "a.": 1 }, name: "x" }, 67),
  refusing("a path with a dollar", { key: { "a.$b": 1 }, name: "x" }, 67),
  refusing("no name", { key: { a: 1 } }, 9),
  refusing("no key", { name: "x" }, 9),
  refusing("a name that is none", { key: { a: 1 }, name: "" }, 67),
  refusing("an unknown option", { key: { a: 1 }, name: "x", bogus: 1 }, 197),
  refusing("sparse and partial", { key: { a: 1 }, name: "x", sparse: true, partialFilterExpression: { a: 1 } }, 67),
  refusing("a part that cannot be", { key: { a: 1 }, name: "x", partialFilterExpression: { a: { $ne: 1 } } }, 67),
  refusing("expiring over two keys", { key: { a: 1, b: 1 }, name: "x", expireAfterSeconds: 1 }, 67),
  defining("no specifications", [{ run: { createIndexes: "c", indexes: [] }, gives: fails(2) }]),
];

const lists: Case[] = [
  defining(
    "list",
    [
      { run: create(named({ a: 1, b: -1 }), named({ s: 1 }, { unique: true, sparse: true })), gives: fails(11000) },
      { run: create(named({ a: 1, b: -1 }), named({ s: 1 }, { sparse: true })) },
      {
        run: { listIndexes: "c" },
        gives: {
          documents: [
            { v: 2, key: { _id: 1 }, name: "_id_" },
            { v: 2, key: { a: 1, b: -1 }, name: "a_1_b_-1" },
            { v: 2, key: { s: 1 }, name: "s_1", sparse: true },
          ],
        },
      },
    ],
    numbered([{ s: 1 }, { s: 1 }]),
  ),
  defining("list of a missing collection", [{ run: { listIndexes: "c" }, gives: fails(26, { codeName: "NamespaceNotFound" }) }], []),
  defining("drop by name", [
    { run: create(named({ a: 1 })) },
    { run: { dropIndexes: "c", index: "a_1" }, gives: { reply: { nIndexesWas: 2 } } },
  ]),
  defining("drop by keys", [
    { run: create(named({ a: 1 })) },
    { run: { dropIndexes: "c", index: { a: 1 } }, gives: { reply: { nIndexesWas: 2 } } },
  ]),
  defining("drop several", [
    { run: create(named({ a: 1 }), named({ b: 1 })) },
    { run: { dropIndexes: "c", index: ["a_1", "b_1"] }, gives: { reply: { nIndexesWas: 3 } } },
  ]),
  defining("drop all but _id", [
    { run: create(named({ a: 1 }), named({ b: 1 })) },
    { run: { dropIndexes: "c", index: "*" }, gives: { reply: { nIndexesWas: 3 } } },
    { run: { listIndexes: "c" }, gives: { documents: [{ v: 2, key: { _id: 1 }, name: "_id_" }] } },
  ]),
  defining("drop what is not there", [{ run: { dropIndexes: "c", index: "nope" }, gives: fails(27, { codeName: "IndexNotFound" }) }]),
  defining("drop keys that are not there", [{ run: { dropIndexes: "c", index: { z: 1 } }, gives: fails(27) }]),
  defining("drop the _id index", [{ run: { dropIndexes: "c", index: "_id_" }, gives: fails(72, { codeName: "InvalidOptions" }) }]),
  defining("drop of a missing collection", [{ run: { dropIndexes: "c", index: "*" }, gives: fails(26) }], []),
  defining("a hint at a dropped index", [
    { run: create(named({ a: 1 })) },
    { run: { find: "c", filter: { a: 1 }, hint: "a_1" }, gives: { idSet: [0, 1] } },
    { run: { dropIndexes: "c", index: "a_1" } },
    { run: { find: "c", filter: { a: 1 }, hint: "a_1" }, gives: fails(2) },
  ]),
  defining("a hint of an update", [
    { run: create(named({ a: 1 })) },
    { run: { update: "c", updates: [{ q: { a: 1 }, u: { $set: { b: 1 } }, multi: true, hint: "a_1" }] }, gives: { reply: { n: 2 } } },
    { run: { delete: "c", deletes: [{ q: { a: 1 }, limit: 0, hint: { a: 1 } }] }, gives: { reply: { n: 2 } } },
    { run: { update: "c", updates: [{ q: { a: 1 }, u: { $set: { b: 1 } }, hint: "nope" }] }, gives: fails(2) },
  ]),
  {
    name: "without a hint at it, a sparse index hides nothing",
    given: numbered([{ a: 1 }, {}]),
    indexes: [{ key: { a: 1 }, name: "s", sparse: true }],
    steps: [
      { run: { find: "c", filter: {} }, gives: { idSet: [0, 1] } },
      { run: { find: "c", filter: { a: { $exists: false } } }, gives: { idSet: [1] } },
      { run: { find: "c", sort: { a: 1 } }, gives: { ids: [1, 0] } },
    ],
  },
];

const hidden: Case = {
  name: "a hint at a sparse index finds only what is in it",
  given: numbered([{ a: 1 }, {}]),
  indexes: [{ key: { a: 1 }, name: "s", sparse: true }],
  refused: 2,
  steps: [{ run: { find: "c", filter: {}, hint: "s" }, gives: { idSet: [0] } }],
};

const collections: Case[] = [
  {
    name: "create, list, drop",
    steps: [
      { run: { create: "c" } },
      { run: { listCollections: 1, filter: { name: "c" }, nameOnly: true }, gives: { documents: [{ name: "c", type: "collection" }] } },
      { run: { drop: "c" }, gives: { reply: { nIndexesWas: 1 } } },
      { run: { listCollections: 1, filter: { name: "c" } }, gives: { documents: [] } },
    ],
  },
  { name: "drop what is not there is no error since 7.0", steps: [{ run: { drop: "c" } }] },
  {
    name: "a write makes its collection",
    steps: [
      { run: { insert: "c", documents: [{ _id: 1 }] } },
      { run: { listCollections: 1, filter: { name: "c" }, nameOnly: true }, gives: { documents: [{ name: "c", type: "collection" }] } },
    ],
  },
  {
    name: "an update that finds nothing and makes nothing",
    steps: [{ run: { update: "c", updates: [{ q: { a: 1 }, u: { $set: { a: 1 } } }] }, gives: { reply: { n: 0, nModified: 0 } } }],
  },
  {
    name: "the _id index of a collection",
    given: numbered([{}]),
    steps: [{ run: { listIndexes: "c" }, gives: { documents: [{ v: 2, key: { _id: 1 }, name: "_id_" }] } }],
  },
];

export const indexes: readonly Case[] = [...inserts, ...changes, ...definitions, ...lists, hidden, ...collections];
