/** Transactions over several collections: what they see, who loses, what is left when they end; and retryable writes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Long } from "bson";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { ensureIndexes, openStorage } from "../../subgraphs/storage/connection.ts";
import type { Storage } from "../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import type { EmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { inTransaction, isDuplicateKey, isWriteConflict, TransactionGaveUp } from "../../subgraphs/storage/transaction.ts";

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
