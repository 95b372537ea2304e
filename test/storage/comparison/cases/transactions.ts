/** Transactions: what they see, who loses, and what is said when they are over. */
import type { Case, Failure, Plain, Step } from "../case.ts";
import { fails } from "../case.ts";
import { numbered } from "../tables.ts";

/** A command in the transaction of a session; `begin` starts it. */
const within = (session: string, run: Plain, gives?: Step["gives"], number = 1): Step => ({
  session,
  run: { ...run, txnNumber: number, autocommit: false },
  ...(gives ? { gives } : {}),
});
const begin = (session: string, run: Plain, gives?: Step["gives"], number = 1): Step =>
  within(session, { ...run, startTransaction: true }, gives, number);
const commit = (session: string, gives?: Failure, number = 1): Step => within(session, { commitTransaction: 1 }, gives, number);
const abort = (session: string, gives?: Failure, number = 1): Step => within(session, { abortTransaction: 1 }, gives, number);

const insert = (_id: number, collection = "c"): Plain => ({ insert: collection, documents: [{ _id }] });
const change = (_id: number, n: number): Plain => ({ update: "c", updates: [{ q: { _id }, u: { $set: { n } } }] });
const find: Plain = { find: "c", sort: { _id: 1 } };
const outside = (run: Plain, gives?: Step["gives"]): Step => ({ run, ...(gives ? { gives } : {}) });

const conflict = fails(112, { codeName: "WriteConflict", labels: ["TransientTransactionError"] });
const noSuch = fails(251, { codeName: "NoSuchTransaction", labels: ["TransientTransactionError"] });
const given = numbered([{ n: 0 }, { n: 0 }]);

const visibility: Case[] = [
  {
    name: "its writes are seen by itself, and by others after its commit",
    given,
    steps: [
      begin("A", insert(5), { reply: { n: 1 } }),
      within("A", find, { ids: [0, 1, 5] }),
      outside(find, { ids: [0, 1] }),
      commit("A"),
      outside(find, { ids: [0, 1, 5] }),
    ],
  },
  {
    name: "an abort leaves nothing",
    given,
    steps: [begin("A", insert(5)), within("A", change(0, 9)), abort("A"), outside(find, { documents: given })],
  },
  {
    name: "its snapshot stays as it was at its first read",
    given,
    steps: [
      begin("A", { ...find, readConcern: { level: "snapshot" } }, { documents: given }),
      outside(change(0, 7)),
      outside(insert(5)),
      within("A", find, { documents: given }),
      commit("A"),
      outside(find, { ids: [0, 1, 5] }),
    ],
  },
  {
    name: "updates, deletes, find and modify, aggregate and distinct see its own writes",
    given,
    steps: [
      begin("A", change(0, 3)),
      within("A", { delete: "c", deletes: [{ q: { _id: 1 }, limit: 1 }] }, { reply: { n: 1 } }),
      within("A", { findAndModify: "c", query: { n: 3 }, update: { $inc: { n: 1 } }, new: true }, { reply: { value: { _id: 0, n: 4 } } }),
      within(
        "A",
        { aggregate: "c", pipeline: [{ $group: { _id: null, n: { $sum: "$n" } } }], cursor: {} },
        { documents: [{ _id: null, n: 4 }] },
      ),
      within("A", { distinct: "c", key: "n" }, { values: [4] }),
      commit("A"),
    ],
    after: [{ _id: 0, n: 4 }],
  },
  {
    name: "it writes to several collections or to none",
    given,
    beside: [{ _id: 1 }],
    steps: [
      begin("A", insert(5)),
      within("A", insert(5, "d")),
      outside({ count: "d" }, { reply: { n: 1 } }),
      commit("A"),
      outside({ count: "d" }, { reply: { n: 2 } }),
    ],
  },
  { name: "it makes a collection", steps: [begin("A", insert(5)), commit("A"), outside(find, { ids: [5] })] },
  {
    name: "an upsert within it",
    given,
    steps: [
      begin(
        "A",
        { update: "c", updates: [{ q: { _id: 9 }, u: { $set: { n: 1 } }, upsert: true }] },
        { reply: { n: 1, upserted: [{ index: 0, _id: 9 }] } },
      ),
      abort("A"),
      outside(find, { ids: [0, 1] }),
    ],
  },
  {
    name: "its unique key is free again after an abort",
    given,
    indexes: [{ key: { k: 1 }, unique: true, sparse: true }],
    steps: [
      begin("A", { insert: "c", documents: [{ _id: 5, k: 1 }] }),
      abort("A"),
      outside({ insert: "c", documents: [{ _id: 6, k: 1 }] }, { reply: { n: 1, writeErrors: undefined } }),
    ],
  },
];

const conflicts: Case[] = [
  {
    name: "who writes second loses",
    given,
    steps: [
      begin("A", change(0, 1)),
      begin("B", change(0, 2), conflict),
      commit("A"),
      commit("B", noSuch),
      outside(find, { documents: numbered([{ n: 1 }, { n: 0 }]) }),
    ],
  },
  {
    name: "who writes after a newer commit loses",
    given,
    steps: [begin("A", find, { ids: [0, 1] }), outside(change(0, 2)), within("A", change(0, 1), conflict), commit("A", noSuch)],
  },
  {
    name: "who deletes what another changes loses",
    given,
    steps: [begin("A", change(0, 1)), begin("B", { delete: "c", deletes: [{ q: { _id: 0 }, limit: 1 }] }, conflict), commit("A")],
  },
  { name: "who inserts what another inserts loses", given, steps: [begin("A", insert(5)), begin("B", insert(5), conflict), commit("A")] },
  {
    name: "who takes a unique key that another takes loses",
    given,
    indexes: [{ key: { k: 1 }, unique: true, sparse: true }],
    steps: [
      begin("A", { insert: "c", documents: [{ _id: 5, k: 1 }] }),
      begin("B", { insert: "c", documents: [{ _id: 6, k: 1 }] }, conflict),
      commit("A"),
    ],
  },
  {
    name: "other documents do not clash",
    given,
    steps: [
      begin("A", change(0, 1)),
      begin("B", change(1, 2)),
      commit("A"),
      commit("B"),
      outside(find, { documents: numbered([{ n: 1 }, { n: 2 }]) }),
    ],
  },
  {
    name: "a taken key ends it",
    given,
    steps: [
      begin("A", insert(5)),
      within("A", insert(0), fails(11000)),
      within("A", find, noSuch),
      commit("A", noSuch),
      outside(find, { ids: [0, 1] }),
    ],
  },
  {
    name: "a bad update ends it",
    given,
    steps: [
      begin("A", insert(5)),
      within("A", { update: "c", updates: [{ q: { _id: 0 }, u: { $inc: { n: "x" } } }] }, fails(14)),
      commit("A", noSuch),
      outside(find, { ids: [0, 1] }),
    ],
  },
];

const ends: Case[] = [
  { name: "a commit twice is one", given, steps: [begin("A", insert(5)), commit("A"), commit("A"), outside(find, { ids: [0, 1, 5] })] },
  { name: "a commit of reads", given, steps: [begin("A", find), commit("A")] },
  { name: "no commit after an abort", given, steps: [begin("A", insert(5)), abort("A"), commit("A", noSuch)] },
  {
    name: "no abort after a commit",
    given,
    steps: [begin("A", insert(5)), commit("A"), abort("A", fails(256, { codeName: "TransactionCommitted" }))],
  },
  { name: "no abort twice", given, steps: [begin("A", insert(5)), abort("A"), abort("A", noSuch)] },
  { name: "no commit of what never began", given, steps: [commit("A", noSuch)] },
  { name: "no command of what never began", given, steps: [within("A", find, noSuch)] },
  { name: "no command after a commit", given, steps: [begin("A", insert(5)), commit("A"), within("A", find, fails(256))] },
  {
    name: "a newer one ends the older",
    given,
    steps: [begin("A", insert(5)), begin("A", insert(6), undefined, 2), commit("A", undefined, 2), outside(find, { ids: [0, 1, 6] })],
  },
  {
    name: "an older number is too old",
    given,
    steps: [
      begin("A", insert(5), undefined, 2),
      commit("A", undefined, 2),
      begin("A", insert(6), fails(225, { codeName: "TransactionTooOld" }), 1),
    ],
  },
  {
    name: "sessions have their own",
    given,
    steps: [begin("A", insert(5)), begin("B", insert(6)), commit("B"), abort("A"), outside(find, { ids: [0, 1, 6] })],
  },
];

const allowed = (name: string, run: Plain): Case => ({
  name: `${name} is not for transactions`,
  given,
  steps: [begin("A", find), within("A", run, fails(263, { codeName: "OperationNotSupportedInTransaction" }))],
});
const forbidden: Case[] = [
  allowed("count", { count: "c" }),
  allowed("drop", { drop: "c" }),
  allowed("listCollections", { listCollections: 1 }),
  allowed("listIndexes", { listIndexes: "c" }),
  allowed("dropIndexes", { dropIndexes: "c", index: "*" }),
  allowed("explain", { explain: { find: "c" } }),
];

export const transactions: readonly Case[] = [...visibility, ...conflicts, ...ends, ...forbidden];
