/** Transactions over several collections: what they see, who loses, what is left when they end; and retryable writes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Long } from "bson";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { ensureIndexes, openStorage } from "../../subgraphs/storage/connection.ts";
import type { Storage } from "../../subgraphs/storage/connection.ts";
import { openHost } from "../../subgraphs/storage/embedded/host.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import type { EmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { inTransaction, isDuplicateKey, isWriteConflict, TransactionGaveUp } from "../../subgraphs/storage/transaction.ts";

import { NoAnswer, RawClient, RawSession } from "../support/rawClient.ts";

type Row = mongoose.mongo.Document & { _id: string | number };
type Rows = mongoose.mongo.Collection<Row>;

const folder = mkdtempSync(join(tmpdir(), "tutti-transactions-"));
let store: EmbeddedStore;
let storage: Storage;
let count = 0;

beforeAll(async () => {
  store = await startEmbeddedStore({ dataFolder: folder });
  storage = await openStorage({ uri: store.uri("tutti"), appName: "test" });
});
afterAll(async () => {
  await storage.close();
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

const works = (): mongoose.Connection => storage.database("works");
const fresh = async (...rows: Row[]): Promise<Rows> => {
  count += 1;
  const collection = works().collection<Row>(`t${count}`);
  if (rows.length > 0) await collection.insertMany(rows);
  return collection;
};
const begin = async (): Promise<mongoose.mongo.ClientSession> => {
  const session = await works().startSession();
  session.startTransaction();
  return session;
};
const caught = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    return await promise.then(() => null);
  } catch (error) {
    return error;
  }
};

describe("a transaction", () => {
  test("reads its own writes, in documents, ranges and sorts; others see nothing before its commit", async () => {
    const one = await fresh({ _id: 1, n: 1 }, { _id: 3, n: 3 }, { _id: 5, n: 5 });
    const two = await fresh();
    await one.createIndex({ n: 1 }, {}, {});
    const session = await begin();
    await one.insertOne({ _id: 2, n: 2 }, { session });
    await one.updateOne({ _id: 3 }, { $set: { n: 9 } }, { session });
    await one.deleteOne({ _id: 5 }, { session });
    await two.insertOne({ _id: "x" }, { session });
    const seen = async (direction: 1 | -1, own?: mongoose.mongo.ClientSession): Promise<unknown[]> =>
      (await one.find({ n: { $gte: 1 } }, { sort: { n: direction }, ...(own ? { session: own } : {}) }).toArray()).map(({ _id }) => _id);
    expect([await seen(1, session), await seen(-1, session)]).toEqual([
      [1, 2, 3],
      [3, 2, 1],
    ]);
    expect([await seen(1), await two.countDocuments({})]).toEqual([[1, 3, 5], 0]);
    await session.commitTransaction();
    await session.commitTransaction(); // once more is no error
    expect([await seen(1), await two.countDocuments({})]).toEqual([[1, 2, 3], 1]);
    await session.endSession();
  });

  test("keeps its snapshot while others commit", async () => {
    const rows = await fresh({ _id: 1, n: 1 });
    const session = await begin();
    expect(await rows.countDocuments({}, { session })).toBe(1);
    await rows.insertOne({ _id: 2, n: 1 });
    await rows.updateOne({ _id: 1 }, { $set: { n: 7 } });
    expect(await rows.find({ n: 1 }, { session }).toArray()).toEqual([{ _id: 1, n: 1 }]);
    await session.abortTransaction();
    expect(await rows.countDocuments({ n: 1 })).toBe(1);
    await session.endSession();
  });

  test("loses to who wrote first, with code 112 and the label to try again", async () => {
    const rows = await fresh({ _id: 1, n: 0 });
    const [first, second] = [await begin(), await begin()];
    await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first });
    const lost = await caught(rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second }));
    expect(isWriteConflict(lost)).toBe(true);
    expect(lost instanceof mongoose.mongo.MongoError && lost.hasErrorLabel("TransientTransactionError")).toBe(true);
    await first.commitTransaction();
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    await Promise.all([first.endSession(), second.endSession()]);
  });

  test("loses to a commit that came after its snapshot", async () => {
    const rows = await fresh({ _id: 1, n: 0 });
    const session = await begin();
    await rows.findOne({ _id: 1 }, { session });
    await rows.updateOne({ _id: 1 }, { $inc: { n: 5 } });
    expect(isWriteConflict(await caught(rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })))).toBe(true);
    expect(isWriteConflict(await caught(session.commitTransaction()))).toBe(false); // it is ended: no such transaction
    await session.endSession();
  });

  test("collides on unique keys that nobody sees yet, and on such that came later", async () => {
    const rows = await fresh({ _id: 0, k: "z" });
    await rows.createIndex({ k: 1 }, { unique: true }, {});
    const [first, second, third] = [await begin(), await begin(), await begin()];
    await rows.findOne({}, { session: third });
    await rows.insertOne({ _id: 1, k: "a" }, { session: first });
    expect(isWriteConflict(await caught(rows.insertOne({ _id: 2, k: "a" }, { session: second })))).toBe(true);
    await first.commitTransaction();
    expect(isWriteConflict(await caught(rows.insertOne({ _id: 3, k: "a" }, { session: third })))).toBe(true);
    const fourth = await begin();
    expect(isDuplicateKey(await caught(rows.insertOne({ _id: 4, k: "a" }, { session: fourth })))).toMatchObject({ keyValue: { k: "a" } });
    await Promise.all([first, second, third, fourth].map((session) => session.endSession()));
  });

  test("collides on an _id that nobody sees yet, on one that came later, and on one that went away since", async () => {
    const rows = await fresh({ _id: 1 }, { _id: 90 });
    const [first, second, third] = [await begin(), await begin(), await begin()];
    await rows.findOne({}, { session: third });
    await rows.insertOne({ _id: 100 }, { session: first });
    expect(isWriteConflict(await caught(rows.insertOne({ _id: 100 }, { session: second })))).toBe(true);
    const waiting = caught(rows.insertOne({ _id: 100 }));
    await first.commitTransaction();
    expect(isDuplicateKey(await waiting)).not.toBeNull();
    await rows.deleteMany({ _id: { $in: [90, 100] } });
    expect(isDuplicateKey(await caught(rows.insertOne({ _id: 90 }, { session: third })))).not.toBeNull(); // in its snapshot it is there
    const fourth = await begin();
    await rows.findOne({}, { session: fourth });
    await rows.insertOne({ _id: 200 });
    expect(isWriteConflict(await caught(rows.insertOne({ _id: 200 }, { session: fourth })))).toBe(true);
    await Promise.all([first, second, third, fourth].map((session) => session.endSession()));
  });

  test("leaves nothing when it is aborted, or when one of its writes fails", async () => {
    const rows = await fresh({ _id: 1 });
    const error = await caught(
      inTransaction(works(), async (session) => {
        await rows.insertOne({ _id: 2 }, { session });
        throw new Error("undo");
      }),
    );
    expect(error).toMatchObject({ message: "undo" });
    const session = await begin();
    await rows.insertOne({ _id: 3 }, { session });
    expect(isDuplicateKey(await caught(rows.insertOne({ _id: 1 }, { session })))).not.toBeNull();
    expect(await caught(session.commitTransaction())).toMatchObject({ code: 251 });
    expect(await rows.countDocuments({})).toBe(1);
    await session.endSession();
  });

  test("makes a write outside of transactions wait for its end, and not lose", async () => {
    const rows = await fresh({ _id: 1, n: 0 });
    const session = await begin();
    await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    const outside = rows.updateOne({ _id: 1 }, { $inc: { n: 10 } });
    await rows.insertOne({ _id: 2 }); // others go on meanwhile
    await session.commitTransaction();
    await outside;
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 11 });
    await session.endSession();
  });

  test("makes a bulk write wait in its middle, and take back what it did; then it is done once, whole", async () => {
    const rows = await fresh({ _id: 1, n: 0 }, { _id: 2, n: 0 }, { _id: 3, n: 0 });
    const session = await begin();
    await rows.updateOne({ _id: 2 }, { $inc: { n: 5 } }, { session });
    const bulk = rows.bulkWrite([1, 2, 3].map((_id) => ({ updateOne: { filter: { _id }, update: { $inc: { n: 1 } } } })));
    const many = rows.updateMany({}, { $inc: { m: 1 } });
    await rows.insertOne({ _id: 4 });
    await rows.insertOne({ _id: 5 });
    expect(await rows.countDocuments({ $or: [{ n: 1 }, { m: 1 }] })).toBe(0);
    await session.commitTransaction();
    expect((await bulk).modifiedCount).toBe(3);
    expect((await many).modifiedCount).toBe(5);
    expect((await rows.find({}).toArray()).map(({ n, m }) => [n, m])).toEqual([
      [1, 1],
      [6, 1],
      [1, 1],
      [undefined, 1],
      [undefined, 1],
    ]);
    await session.endSession();
  });

  test("ends when an index of a collection it wrote to is made", async () => {
    const rows = await fresh({ _id: 1, n: 0 });
    const session = await begin();
    await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    await rows.createIndex({ n: 1 }, {}, {});
    expect(await caught(session.commitTransaction())).toMatchObject({ code: 251 });
    expect(await rows.find({ n: { $gte: 0 } }).toArray()).toEqual([{ _id: 1, n: 0 }]);
    await session.endSession();
  });
});

describe("a transaction over several collections and databases", () => {
  test("is seen whole or not at all, by readers of one snapshot, while others commit", async () => {
    const [one, two] = [await fresh({ _id: "n", n: 0 }), storage.database("parties").collection<Row>("other")];
    await one.createIndex({ n: 1 }, {}, {});
    await two.insertOne({ _id: "n", n: 0 });
    let writing = true;
    const write = async (): Promise<void> => {
      for (let i = 0; i < 25; i += 1)
        await inTransaction(works(), async (session) => {
          await one.updateOne({ _id: "n" }, { $inc: { n: 1 } }, { session });
          await two.updateOne({ _id: "n" }, { $inc: { n: 1 } }, { session });
        });
      writing = false;
    };
    const look = async (): Promise<void> => {
      while (writing) {
        const session = await begin();
        const [first] = await one.find({ n: { $gte: 0 } }, { session, hint: { n: 1 } }).toArray();
        const second = await two.findOne({ _id: "n" }, { session });
        const again = await one.findOne({ _id: "n" }, { session });
        expect([second?.["n"], again?.["n"]]).toEqual([first?.["n"], first?.["n"]]);
        await session.commitTransaction();
        await session.endSession();
      }
    };
    await Promise.all([write(), look(), look()]);
    expect([await one.findOne({ _id: "n" }), await two.findOne({ _id: "n" })]).toEqual([
      { _id: "n", n: 25 },
      { _id: "n", n: 25 },
    ]);
  });

  test("gives a cursor the documents of its snapshot, batch by batch, and its own", async () => {
    const rows = await fresh(...Array.from({ length: 30 }, (_, _id) => ({ _id })));
    const session = await begin();
    await rows.insertOne({ _id: 100 }, { session });
    const cursor = rows.find({}, { session, batchSize: 10, sort: { _id: 1 } });
    expect(await cursor.next()).toEqual({ _id: 0 });
    await rows.deleteMany({ _id: { $gte: 5, $lt: 40 } });
    await rows.insertOne({ _id: 40 });
    expect((await cursor.toArray()).map(({ _id }) => _id)).toEqual([...Array.from({ length: 29 }, (_, i) => i + 1), 100]);
    await session.abortTransaction();
    expect(await rows.countDocuments({})).toBe(6);
    await session.endSession();
  });

  test("takes the collections that it made with it when it is aborted, unless others use them", async () => {
    const names = async (): Promise<string[]> =>
      (await works().listCollections()).map(({ name }) => name).filter((name) => name.startsWith("made"));
    const [session, other] = [await begin(), await begin()];
    for (const name of ["made1", "made2", "made3"]) await works().collection<Row>(name).insertOne({ _id: 1 }, { session });
    await works().collection<Row>("made2").insertOne({ _id: 2 });
    await works().collection<Row>("made3").insertOne({ _id: 3 }, { session: other });
    await session.abortTransaction();
    await other.commitTransaction();
    await works().collection<Row>("made4").insertOne({ _id: 4 }); // comes after the taking away
    expect((await names()).sort()).toEqual(["made2", "made3", "made4"]);
    for (const [name, _id] of [
      ["made2", 2],
      ["made3", 3],
    ] as const)
      expect(await works().collection<Row>(name).find({}).toArray()).toEqual([{ _id }]);
    await Promise.all([session.endSession(), other.endSession()]);
  });
});

describe("the end of a transaction", () => {
  /** A store of its own, and clients that say exactly what they are told. */
  async function withStore(
    lifeMs: number,
    work: (connect: () => Promise<RawClient>, stop: () => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const place = mkdtempSync(join(tmpdir(), "tutti-ends-"));
    const host = await openHost({ dataFolder: place, transactionMs: lifeMs }, () => undefined);
    const clients: RawClient[] = [];
    const connect = async (): Promise<RawClient> => {
      const client = await RawClient.connect(join(place, "store.sock"));
      clients.push(client);
      return client;
    };
    let stopping: Promise<void> | null = null;
    const stop = async (): Promise<void> => await (stopping ??= host.stop());
    try {
      await work(connect, stop);
    } finally {
      for (const client of clients) client.close();
      await stop();
      rmSync(place, { recursive: true, force: true });
    }
  }
  const gone = { code: 251, labels: ["TransientTransactionError"] };
  const increment = { update: "rows", updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }] };

  test("comes when it has lived too long: its locks are free, its writes gone, its commit and its next command error 251", async () => {
    await withStore(40, async (connect) => {
      const [client, other] = [await connect(), await connect()];
      await client.say("a", { insert: "rows", documents: [{ _id: 1, n: 0 }] });
      const { first, next } = new RawSession().transaction();
      await client.say("a", { ...increment, ...first });
      await other.say("a", increment); // waits until the lock is free
      await expect(client.say("a", { ...increment, ...next })).rejects.toMatchObject(gone);
      await expect(client.say("admin", { commitTransaction: 1, ...next })).rejects.toThrow(/lived longer than 0.04 s/);
      expect(await other.find("a", { find: "rows" })).toEqual([{ _id: 1, n: 1 }]);
    });
  });

  test("comes with its session, an abort, and a newer transaction of the session", async () => {
    await withStore(60_000, async (connect) => {
      const [client, other, third] = [await connect(), await connect(), await connect()];
      await client.say("a", { insert: "rows", documents: [{ _id: 1, n: 0 }] });
      const session = new RawSession();
      const endings = [
        async (): Promise<unknown> => await third.say("admin", { endSessions: [session.lsid] }),
        async ({ next }: ReturnType<RawSession["transaction"]>): Promise<unknown> =>
          await client.say("admin", { abortTransaction: 1, ...next }),
        async (): Promise<unknown> => await client.say("a", { find: "rows", ...session.transaction().first }),
      ];
      for (const [i, end] of endings.entries()) {
        const transaction = session.transaction();
        await client.say("a", { ...increment, ...transaction.first });
        const waiting = other.say("a", increment);
        await end(transaction);
        await waiting;
        await expect(client.say("admin", { commitTransaction: 1, ...transaction.next })).rejects.toMatchObject({
          code: i === 2 ? 225 : 251,
        });
      }
      expect(await other.find("a", { find: "rows" })).toEqual([{ _id: 1, n: 3 }]);
    });
  });

  test("comes with the store's: a write that waited for it gets an answer or a closed connection, and the store opens again", async () => {
    await withStore(60_000, async (connect, stop) => {
      const [client, other] = [await connect(), await connect()];
      await client.say("a", { insert: "rows", documents: [{ _id: 1, n: 0 }] });
      await client.say("a", { ...increment, ...new RawSession().transaction().first });
      const waiting = other.say("a", increment).catch((error: unknown) => error);
      await client.say("a", { ping: 1 });
      await stop();
      expect(await waiting).toBeInstanceOf(NoAnswer);
    });
  });

  test("by a commit is final: a second commit is the same, an abort is error 256, an older number error 225", async () => {
    await withStore(60_000, async (connect) => {
      const client = await connect();
      const session = new RawSession();
      const [old, { first, next }] = [session.transaction(), session.transaction()];
      await client.say("a", { ...increment, ...first });
      const commit = { commitTransaction: 1, ...next };
      const answers = await Promise.all([client.say("admin", commit), (await connect()).say("admin", commit)]);
      expect(answers.map(({ ok }) => Number(ok))).toEqual([1, 1]);
      await expect(client.say("admin", { abortTransaction: 1, ...next })).rejects.toMatchObject({ code: 256 });
      await expect(client.say("a", { ...increment, ...next })).rejects.toMatchObject({ code: 256 });
      await expect(client.say("a", { ...increment, ...old.first })).rejects.toMatchObject({ code: 225 });
      expect(await client.find("a", { find: "rows" })).toEqual([{ _id: 1, n: 1 }]);
    });
  });
});

describe("many at once", () => {
  test("50 increments in 50 transactions lose none", async () => {
    const rows = await fresh({ _id: "counter", n: 0 });
    const increment = async (): Promise<void> =>
      await inTransaction(
        works(),
        async (session) => {
          const found = await rows.findOne({ _id: "counter" }, { session });
          const n: unknown = found?.["n"];
          await rows.updateOne({ _id: "counter" }, { $set: { n: Number(n) + 1 } }, { session });
          await rows.insertOne({ _id: `event ${Number(n) + 1}` }, { session });
        },
        { attempts: 200 },
      );
    await Promise.all(Array.from({ length: 50 }, increment));
    expect(await rows.findOne({ _id: "counter" })).toEqual({ _id: "counter", n: 50 });
    expect(await rows.countDocuments({})).toBe(51);
  });

  test("a transaction that never wins says how often it was tried", async () => {
    const rows = await fresh({ _id: 1 });
    const session = await begin();
    await rows.updateOne({ _id: 1 }, { $set: { held: true } }, { session });
    const error = await caught(
      inTransaction(works(), async (own) => rows.updateOne({ _id: 1 }, { $set: { n: 1 } }, { session: own }), { attempts: 3 }),
    );
    expect(error).toBeInstanceOf(TransactionGaveUp);
    expect(error).toMatchObject({ attempts: 3, message: expect.stringMatching(/3 times/) });
    await session.abortTransaction();
    await session.endSession();
  });

  test("concurrent increments outside of transactions lose none", async () => {
    const rows = await fresh({ _id: 1, n: 0 });
    await Promise.all(Array.from({ length: 100 }, () => rows.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } })));
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 100 });
  });
});

describe("what mongoose adds", () => {
  test("a retried write is answered again and not done again", async () => {
    const rows = await fresh({ _id: 1, n: 0 });
    const session = await works().startSession();
    const command = {
      update: rows.collectionName,
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
      lsid: session.id,
      txnNumber: Long.fromNumber(70_001),
    };
    const answers = [await works().db?.command(command), await works().db?.command(command)];
    expect(answers).toMatchObject([{ nModified: 1 }, { nModified: 1 }]);
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    await session.endSession();
  });

  test("bigint paths hold int64 and give bigint, lean or not", async () => {
    const schema = new mongoose.Schema(
      { minor: { type: mongoose.Schema.Types.BigInt, required: true }, code: String },
      { versionKey: false },
    );
    schema.index({ code: 1 }, { unique: true });
    const Ledger = works().model("Ledger", schema);
    await ensureIndexes([Ledger]);
    const minor = 2n ** 62n + 1n;
    const { _id } = await Ledger.create({ minor, code: "a" });
    await Ledger.updateOne({ _id }, { $inc: { minor: 2n } });
    expect([(await Ledger.findById(_id).lean())?.minor, (await Ledger.findById(_id))?.minor]).toEqual([minor + 2n, minor + 2n]);
    expect(await Ledger.countDocuments({ minor: { $gt: minor } })).toBe(1);
    expect(await caught(Ledger.find({ mnior: 1 }).lean().exec())).toMatchObject({ name: "StrictModeError" });
    expect(
      isDuplicateKey(
        await caught(
          Ledger.insertMany([
            { minor: 1n, code: "b" },
            { minor: 1n, code: "a" },
          ]),
        ),
      ),
    ).toEqual({ keyPattern: { code: 1 }, keyValue: { code: "a" } });
  });
});
