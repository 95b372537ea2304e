/** Collations of `en`: which strings are equal and how they are ordered. */
import type { Case, Expected, Plain } from "../case.ts";
import { fails } from "../case.ts";
import { numbered } from "../tables.ts";

const base = { locale: "en", strength: 1 };
const caseless = { locale: "en", strength: 2 };
const full = { locale: "en" };

const words = numbered(
  ["resume", "Resume", "résumé", "Résumé", "zebra", "Apple", "apple", "äpple", 5, ["Apple", "x"], { w: "Apple" }].map((s) => ({ s })),
);

const one = (name: string, run: Plain, gives: Expected, more: Partial<Case> = {}): Case => ({
  name,
  given: words,
  ...more,
  steps: [{ run, gives }],
});

const finds = (name: string, filter: Plain, collation: Plain, ids: readonly number[]): Case[] => [
  one(`find ${name}`, { find: "c", filter, collation }, { idSet: ids }),
  one(`find ${name}, with an index of no collation`, { find: "c", filter, collation }, { idSet: ids }, { indexes: [{ key: { s: 1 } }] }),
];

const equal: Case[] = [
  ...finds("letters alone", { s: "RESUME" }, base, [0, 1, 2, 3]),
  ...finds("letters and accents", { s: "RESUME" }, caseless, [0, 1]),
  ...finds("everything", { s: "Resume" }, full, [1]),
  ...finds("elements too", { s: "apple" }, caseless, [5, 6, 9]),
  ...finds("one of several", { s: { $in: ["APPLE", "ZEBRA"] } }, base, [4, 5, 6, 7, 9]),
  ...finds("none of several", { s: { $nin: ["APPLE", "RESUME"] } }, base, [4, 8, 10]),
  ...finds("inside documents", { s: { w: "APPLE" } }, caseless, [10]),
  ...finds("a range", { s: { $gte: "b", $lt: "RESUMES" } }, base, [0, 1, 2, 3, 9]),
  ...finds("numbers as ever", { s: 5 }, base, [8]),
  one("a pattern knows no collation", { find: "c", filter: { s: /^apple/ }, collation: base }, { idSet: [6] }),
  one("an expression compares by it", { find: "c", filter: { $expr: { $eq: ["$s", "APPLE"] } }, collation: caseless }, { idSet: [5, 6] }),
];

const rows = numbered(["b", "B", "a", "á", "A", "Á", "c"].map((s) => ({ s })));
const orders: Case[] = [
  one(
    "sort with it: small before large, plain before accented",
    { find: "c", sort: { s: 1 }, collation: full },
    { ids: [2, 4, 3, 5, 0, 1, 6] },
    { given: rows },
  ),
  one("sort without it: by bytes", { find: "c", sort: { s: 1 } }, { ids: [4, 1, 2, 0, 6, 5, 3] }, { given: rows }),
  one("sort by letters alone", { find: "c", sort: { s: 1, _id: 1 }, collation: base }, { ids: [2, 3, 4, 5, 0, 1, 6] }, { given: rows }),
  one("sort backwards", { find: "c", sort: { s: -1 }, collation: full }, { ids: [6, 1, 0, 5, 3, 4, 2] }, { given: rows }),
  one(
    "sort in a pipeline",
    { aggregate: "c", pipeline: [{ $sort: { s: 1 } }], cursor: {}, collation: full },
    { ids: [2, 4, 3, 5, 0, 1, 6] },
    { given: rows },
  ),
];

const others: Case[] = [
  one("count", { count: "c", query: { s: "resume" }, collation: base }, { reply: { n: 4 } }),
  one(
    "distinct counts equal strings once",
    { aggregate: "c", pipeline: [{ $group: { _id: "$s" } }, { $count: "n" }], cursor: {}, collation: base },
    { documents: [{ n: 3 }] },
    { given: rows },
  ),
  one(
    "update",
    { update: "c", updates: [{ q: { s: "APPLE" }, u: { $set: { t: 1 } }, multi: true, collation: caseless }] },
    { reply: { n: 3, nModified: 3 } },
  ),
  one("delete", { delete: "c", deletes: [{ q: { s: "APPLE" }, limit: 0, collation: base }] }, { reply: { n: 4 } }),
  one(
    "find and modify",
    { findAndModify: "c", query: { s: "ZEBRA" }, update: { $set: { t: 1 } }, new: true, collation: base },
    { reply: { value: { _id: 4, s: "zebra", t: 1 } } },
  ),
  one(
    "max compares by it",
    { aggregate: "c", pipeline: [{ $group: { _id: null, m: { $max: "$s" } } }], cursor: {}, collation: full },
    { documents: [{ _id: null, m: "c" }] },
    { given: rows },
  ),
  one("an unknown locale", { find: "c", collation: { locale: "xx_bogus" } }, fails(2)),
  one("no locale", { find: "c", collation: { strength: 1 } }, fails(40414)),
  one("a strength beyond five", { find: "c", collation: { locale: "en", strength: 6 } }, fails(51024)),
];

const unique: Case = {
  name: "a unique index tells strings apart by its collation",
  given: numbered([{ s: "apple" }]),
  refused: 67,
  steps: [
    {
      run: { createIndexes: "c", indexes: [{ key: { s: 1 }, name: "s", unique: true, collation: caseless }] },
      gives: { reply: { numIndexesAfter: 2 } },
    },
  ],
};

export const collation: readonly Case[] = [...equal, ...orders, ...others, unique];
