/** What is said on the wire and how it is answered: kinds of messages, bad ones, bounds, and what shells ask. Spoken by hand; see support/wire.ts. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Long, UUID } from "bson";
import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { Cursors } from "../../subgraphs/storage/embedded/commands/cursors.ts";
import { Dispatcher } from "../../subgraphs/storage/embedded/commands/dispatch.ts";
import { Store } from "../../subgraphs/storage/embedded/engine/store.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import type { EmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { Budget, Outbox } from "../../subgraphs/storage/embedded/protocol/budget.ts";
import { Framer } from "../../subgraphs/storage/embedded/protocol/framer.ts";
import { WireServer } from "../../subgraphs/storage/embedded/protocol/server.ts";
import { encode, MESSAGE_BYTES_MAX } from "../../subgraphs/storage/embedded/values/codec.ts";
import type { Document } from "../../subgraphs/storage/embedded/values/value.ts";
import { int32, message, opMsg, opQuery, WireClient } from "../support/wire.ts";

const folder = mkdtempSync(join(tmpdir(), "tutti-protocol-"));
const socket = join(folder, "store.sock");
const clients: WireClient[] = [];
let store: EmbeddedStore;

beforeAll(async () => {
  store = await startEmbeddedStore({ dataFolder: folder });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = (where: string = socket): WireClient => {
  const client = new WireClient(where);
  clients.push(client);
  return client;
};
const session = (): Document => ({ id: new UUID() });
const ping = encode({ ping: 1, $db: "wire" });
const good = opMsg(ping);

describe("a message", () => {
  test("may carry its documents beside the body, a checksum, and flags that demand nothing", async () => {
    const client = open();
    const documents = [1, 2, 3].map((_id) => encode({ _id }));
    expect(await client.ask({ insert: "sequences" }, { sequences: { documents } })).toEqual({ n: 3, ok: 1 });
    expect(await client.ask({ count: "sequences" }, { flags: 1, tail: Buffer.alloc(4) })).toEqual({ n: 3, ok: 1 });
    const exhaustAllowed = 1 << 16;
    expect(await client.send(opMsg(ping, { flags: exhaustAllowed }))).toEqual({ operation: 2013, flags: 0, body: { ok: 1 } });
    expect(await client.ask({ hello: 1 }, { flags: exhaustAllowed })).toMatchObject({ ok: 1 }); // one answer, no stream
    expect(await client.send(good)).toMatchObject({ body: { ok: 1 } });
  });

  test("that says more is to come gets no answer, and is done", async () => {
    const client = open();
    client.socket.write(opMsg({ insert: "silent", documents: [{ _id: 1 }], $db: "wire" }, { flags: 2 }));
    client.socket.write(opMsg({ nonsense: 1, $db: "wire" }, { flags: 2 }));
    expect(await client.ask({ count: "silent" })).toEqual({ n: 1, ok: 1 });
  });

  test("of several at once is answered in its turn", async () => {
    const client = open();
    client.socket.write(Buffer.concat([good, opMsg({ hello: 1, $db: "x" }), good]));
    expect([await client.next(), await client.next(), await client.next()].map((answer) => answer && "hosts" in answer.body)).toEqual([
      false,
      true,
      false,
    ]);
  });

  const section = (kind: number, content: Buffer): Buffer => Buffer.concat([Buffer.from([kind]), int32(content.length + 4), content]);
  const nested = (levels: number): Buffer => {
    let bytes = Buffer.from([5, 0, 0, 0, 0]);
    for (let i = 0; i < levels; i += 1) bytes = Buffer.concat([int32(bytes.length + 8), Buffer.from([3, 97, 0]), bytes, Buffer.from([0])]);
    return bytes;
  };
  const malformed: readonly (readonly [what: string, bytes: Buffer, code: number])[] = [
    ["of an unknown section", opMsg(ping, { tail: section(7, Buffer.alloc(8)) }), 40432],
    ["with two bodies", opMsg(ping, { tail: Buffer.concat([Buffer.from([0]), ping]) }), 40430],
    ["without a body", message(2013, int32(0)), 40587],
    [
      "with one sequence twice",
      opMsg(ping, { tail: Buffer.concat([section(1, Buffer.from("a\0")), section(1, Buffer.from("a\0"))]) }),
      40431,
    ],
    ["with a field both in and beside the body", opMsg(ping, { sequences: { ping: [] } }), 40433],
    ["with a sequence that has no name", opMsg(ping, { tail: section(1, Buffer.from("abc")) }), 9],
    ["with a sequence that ends beyond it", opMsg(ping, { tail: Buffer.from([1, 255, 255, 255, 127]) }), 9],
    ["whose body is cut", opMsg(ping.subarray(0, 9)), 9],
    ["whose body has a type that does not exist", opMsg(Buffer.concat([ping.subarray(0, 4), Buffer.from([0x99]), ping.subarray(5)])), 22],
    ["without a database", opMsg({ ping: 1 }), 40571],
    ["of more documents than a write may have", opMsg(ping, { sequences: { a: Array.from({ length: 100_001 }, () => encode({})) } }), 16],
    ["nested deeper than documents may be", opMsg(nested(2_000)), 15],
    ["nested so deep that a reader might overflow", opMsg(nested(20_000)), 15],
    ["of an unknown command", opMsg({ nosuch: 1, $db: "wire" }), 59],
    ["that is a command of every object", opMsg({ constructor: 1, $db: "wire" }), 59],
    ["of no command", opMsg({}), 59],
  ];
  test.each(malformed)("%s is answered with an error, and the next one is answered too", async (_, bytes, code) => {
    const client = open();
    const answer = await client.send(bytes);
    expect(answer?.body).toMatchObject({ ok: 0, code });
    expect(await client.send(good)).toMatchObject({ body: { ok: 1 } });
  });

  const unspeakable: readonly (readonly [what: string, bytes: Buffer])[] = [
    ["of a negative length", Buffer.alloc(64, 0xff)],
    ["longer than 48,000,000 bytes", Buffer.concat([int32(MESSAGE_BYTES_MAX + 1), Buffer.alloc(60)])],
    ["of HTTP", Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n")],
    ["with required flags that nobody knows", opMsg(ping, { flags: 4 })],
    ["without flags", message(2013)],
    ["with three sequences", opMsg(ping, { sequences: { a: [], b: [], c: [] } })],
    ["that is compressed, which was not agreed", message(2012, int32(2013), int32(10), Buffer.from([0]), good.subarray(16))],
    ["of the old way to insert", message(2002, int32(0), Buffer.from("wire.a\0"), ping)],
    ["that is an answer", message(1, Buffer.alloc(20), ping)],
  ];
  test.each(unspeakable)("%s closes its connection and no other", async (_, bytes) => {
    const client = open();
    const other = open();
    expect(await other.send(good)).toMatchObject({ body: { ok: 1 } });
    expect(await client.send(bytes)).toBeNull();
    expect(await other.send(good)).toMatchObject({ body: { ok: 1 } });
  });

  test("that the codes of its errors name", async () => {
    expect(await open().ask({ nosuch: 1 })).toEqual({ ok: 0, errmsg: "no such command: 'nosuch'", code: 59, codeName: "CommandNotFound" });
  });

  test("cut at any places is the same message", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }),
        fc.array(fc.nat(80), { maxLength: 60 }),
        (bodies, cuts) => {
          const sent = bodies.map((body) => message(2013, Buffer.from(body)));
          const stream = Buffer.concat(sent);
          const framer = new Framer(() => MESSAGE_BYTES_MAX);
          const got: Buffer[] = [];
          for (let at = 0, i = 0; at < stream.length; i += 1) {
            const end = Math.min(stream.length, at + 1 + (cuts[i] ?? stream.length));
            framer.push(stream.subarray(at, end));
            if (i % 3 > 0) for (let next = framer.next(); next; next = framer.next()) got.push(Buffer.from(next));
            at = end;
          }
          for (let next = framer.next(); next; next = framer.next()) got.push(Buffer.from(next));
          expect(got).toEqual(sent);
          expect(framer.held).toBe(0);
        },
      ),
    );
  });
});

describe("the old form of a query", () => {
  test("greets, and the answer has the old form", async () => {
    const answer = await open().send(opQuery("admin.$cmd", { isMaster: 1, helloOk: true }));
    expect(answer).toMatchObject({ operation: 1, flags: 0, body: { ismaster: true, helloOk: true, maxWireVersion: 21, ok: 1 } });
  });

  test("is refused for all else", async () => {
    const client = open();
    expect(await client.send(opQuery("wire.$cmd", { find: "a" }))).toMatchObject({
      operation: 1,
      flags: 0,
      body: { ok: 0, code: 352, codeName: "UnsupportedOpQueryCommand" },
    });
    expect(await client.send(opQuery("wire.a", { x: 1 }))).toMatchObject({ operation: 1, flags: 2, body: { ok: 0, code: 5739101 } });
    expect((await client.send(opQuery("wire.a", {})))?.body["$err"]).toMatch(/no longer supported/);
  });
});

describe("hello", () => {
  test("tells a primary of one, with sessions and MongoDB 7.0's wire version, and no stream of answers", async () => {
    const answer = await open().ask({ hello: 1, compression: ["zlib"] });
    expect(answer).toMatchObject({
      isWritablePrimary: true,
      setName: "tutti",
      primary: socket,
      me: socket,
      hosts: [socket],
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion: 21,
    });
    for (const field of ["topologyVersion", "compression", "ismaster", "helloOk", "saslSupportedMechs"])
      expect(answer).not.toHaveProperty(field);
  });
});

describe("what shells and graphical tools ask", () => {
  const asAdmin = (body: Document): Promise<Document> => open().ask({ ...body, $db: "admin" });

  test("is answered: versions, host, options, log, parameters, who one is", async () => {
    expect(await asAdmin({ buildInfo: 1 })).toMatchObject({ version: "7.0.0", versionArray: [7, 0, 0, 0], ok: 1 });
    expect(await asAdmin({ hostInfo: 1 })).toMatchObject({ system: { cpuAddrSize: 64 }, ok: 1 });
    expect(await asAdmin({ getCmdLineOpts: 1 })).toEqual({ argv: [], parsed: {}, ok: 1 });
    expect(await asAdmin({ getLog: "startupWarnings" })).toEqual({ totalLinesWritten: 0, log: [], ok: 1 });
    expect(await asAdmin({ getLog: "nosuch" })).toMatchObject({ code: 96 });
    expect(await asAdmin({ getParameter: 1, featureCompatibilityVersion: 1 })).toEqual({
      featureCompatibilityVersion: { version: "7.0" },
      ok: 1,
    });
    expect(await asAdmin({ getParameter: 1, nosuch: 1 })).toMatchObject({ code: 72, errmsg: "no option found to get" });
    expect(Object.keys(await asAdmin({ getParameter: "*" }))).toContain("transactionLifetimeLimitSeconds");
    expect(await asAdmin({ connectionStatus: 1, showPrivileges: true })).toEqual({
      authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
      ok: 1,
    });
    expect(await asAdmin({ serverStatus: 1 })).toMatchObject({ version: "7.0.0", storageEngine: { name: "lmdb" }, ok: 1 });
    expect(Object.keys((await asAdmin({ listCommands: 1 }))["commands"] as Document)).toEqual(expect.arrayContaining(["find", "hello"]));
    expect(await open().ask({ listDatabases: 1 })).toMatchObject({ code: 13, codeName: "Unauthorized" });
  });

  test("is answered with counts and sizes: databases, a database, a collection", async () => {
    const client = open();
    const documents = Array.from({ length: 200 }, (_, _id) => encode({ _id, text: "x".repeat(100), n: _id % 7 }));
    await client.ask({ insert: "sized", $db: "sizes" }, { sequences: { documents } });
    await client.ask({ createIndexes: "sized", $db: "sizes", indexes: [{ key: { n: 1 }, name: "n_1" }] });
    const bytes = 200 * (documents[0]?.length ?? 0);
    const near = (value: unknown): boolean => Number(value) >= bytes && Number(value) < bytes * 1.5;

    const stats = await client.ask({ collStats: "sized", $db: "sizes" });
    expect(stats).toMatchObject({ ns: "sizes.sized", count: 200, nindexes: 2, capped: false, indexSizes: { _id_: 0 }, scaleFactor: 1 });
    expect(near(stats["size"])).toBe(true);
    expect(Number(stats["totalIndexSize"])).toBeGreaterThan(200 * 8);
    expect(await client.ask({ collStats: "nosuch", $db: "sizes" })).toMatchObject({ count: 0, size: 0, nindexes: 0, ok: 1 });
    expect(await client.ask({ collStats: "sized", scale: 0, $db: "sizes" })).toMatchObject({ code: 2 });

    const database = await client.ask({ dbStats: 1, scale: 1024, $db: "sizes" });
    expect(database).toMatchObject({ db: "sizes", collections: 1, objects: 200, indexes: 2, scaleFactor: 1024 });
    expect(near(Number(database["dataSize"]) * 1024)).toBe(true);

    const all = (await client.ask({ listDatabases: 1, filter: { name: /^siz/ }, $db: "admin" }))["databases"];
    expect(all).toMatchObject([{ name: "sizes", empty: false }]);
    const names = await client.ask({ listDatabases: 1, nameOnly: true, $db: "admin" });
    expect(names["databases"]).toEqual(expect.arrayContaining([{ name: "sizes" }]));

    const staged = await client.ask({
      aggregate: "sized",
      pipeline: [{ $collStats: { storageStats: {}, count: {} } }, { $project: { count: 1, ns: 1, "storageStats.nindexes": 1 } }],
      cursor: {},
      $db: "sizes",
    });
    expect(staged).toMatchObject({ cursor: { firstBatch: [{ ns: "sizes.sized", count: 200, storageStats: { nindexes: 2 } }] } });
    const missing = { aggregate: "nosuch", pipeline: [{ $collStats: { count: {} } }], cursor: {}, $db: "sizes" };
    expect(await client.ask(missing)).toMatchObject({ code: 26 });
  });

  test("gets a refusal for change streams, with the code by which programs know that there are none", async () => {
    const connection = await mongoose.createConnection(store.uri("wire")).asPromise();
    await expect(connection.collection("a").watch().tryNext()).rejects.toMatchObject({ code: 40573 });
    await expect(connection.db?.watch().tryNext()).rejects.toMatchObject({ code: 40573 });
    await connection.close();
  });
});

describe("sessions", () => {
  const begin = (lsid: Document, _id: number): Document => ({
    insert: "sessions",
    documents: [{ _id }],
    lsid,
    txnNumber: Long.fromNumber(1),
    startTransaction: true,
    autocommit: false,
  });
  const commit = (lsid: Document): Document => ({
    commitTransaction: 1,
    lsid,
    txnNumber: Long.fromNumber(1),
    autocommit: false,
    $db: "admin",
  });

  test.each(["endSessions", "killSessions", "killAllSessions"])("that %s ends lose their open transaction", async (command) => {
    const client = open();
    const lsid = session();
    await client.ask({ insert: "sessions", documents: [{ _id: `before ${command}` }] });
    expect(await client.ask(begin(lsid, 1))).toMatchObject({ n: 1, ok: 1 });
    expect(await client.ask({ [command]: command === "killAllSessions" ? [] : [lsid], $db: "admin" })).toEqual({ ok: 1 });
    expect(await client.ask(commit(lsid))).toMatchObject({ code: 251, errorLabels: ["TransientTransactionError"] });
    expect(await client.ask({ count: "sessions", query: { _id: 1 } })).toMatchObject({ n: 0 });
  });

  test("are begun, refreshed, and refused when their id or number is none", async () => {
    const client = open();
    expect(await client.ask({ startSession: 1 })).toMatchObject({ timeoutMinutes: 30, ok: 1 });
    expect(await client.ask({ refreshSessions: [session()] })).toEqual({ ok: 1 });
    expect(await client.ask({ refreshSessions: 1 })).toMatchObject({ code: 14 });
    expect(await client.ask({ endSessions: [{ id: "x" }] })).toMatchObject({ code: 2 });
    expect(await client.ask({ ...begin(session(), 2), txnNumber: 1.5 })).toMatchObject({ code: 14 });
    expect(await client.ask({ ...begin(session(), 2), txnNumber: Long.fromNumber(-1) })).toMatchObject({ code: 72 });
    expect(await client.ask({ ...commit(session()), $db: "wire" })).toMatchObject({ code: 13 });
  });

  test("get the answer of a retryable write again, though the connection is another one", async () => {
    const write = { findAndModify: "retried", query: { _id: 1 }, update: { $inc: { n: 1 } }, upsert: true, new: true };
    const retried = { ...write, lsid: session(), txnNumber: Long.fromNumber(3) };
    const first = await open().ask(retried);
    expect(first).toMatchObject({ value: { _id: 1, n: 1 }, ok: 1 });
    expect(await open().ask(retried)).toEqual(first);
    expect(await open().ask({ ...retried, txnNumber: Long.fromNumber(2) })).toMatchObject({ code: 225 });
    expect(await open().ask({ ...retried, txnNumber: Long.fromNumber(4) })).toMatchObject({ value: { _id: 1, n: 2 } });
  });
});

describe("a cursor", () => {
  test("goes on only as what it was opened: of the same collection, in the same transaction or outside of any", async () => {
    const client = open();
    await client.ask({ insert: "cursors", documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] });
    const transaction = { lsid: session(), txnNumber: Long.fromNumber(1), autocommit: false };
    const openCursor = async (more: Document): Promise<unknown> =>
      ((await client.ask({ find: "cursors", batchSize: 1, ...more }))["cursor"] as Document)["id"];
    const outside = await openCursor({});
    const inside = await openCursor({ ...transaction, startTransaction: true });
    expect(await client.ask({ getMore: outside, collection: "others" })).toMatchObject({ code: 13, codeName: "Unauthorized" });
    expect(await client.ask({ getMore: outside })).toMatchObject({ code: 14 });
    expect(await client.ask({ getMore: 1.5, collection: "cursors" })).toMatchObject({ code: 14 });
    expect(await client.ask({ getMore: inside, collection: "cursors" })).toMatchObject({ code: 50741 });
    expect(await client.ask({ getMore: inside, collection: "cursors", batchSize: 1, ...transaction })).toHaveProperty("cursor.nextBatch", [
      { _id: 2 },
    ]);
    expect(await client.ask({ getMore: outside, collection: "cursors" })).toHaveProperty("cursor.nextBatch", [{ _id: 2 }, { _id: 3 }]);
    await client.ask({ endSessions: [transaction.lsid], $db: "admin" });
    expect(await client.ask({ getMore: inside, collection: "cursors" })).toMatchObject({ code: 43 });
    expect(await client.ask({ killCursors: "cursors", cursors: ["x"] })).toMatchObject({ code: 14 });
  });
});

describe("bounds", () => {
  test("of a document and of a transaction's number: one more is an error that says so", async () => {
    const client = open();
    const text = "x".repeat(16 * 1024 * 1024);
    const large = await client.ask({ insert: "large" }, { sequences: { documents: [encode({ _id: 1, text: text.slice(100) })] } });
    expect(large).toEqual({ n: 1, ok: 1 });
    const small = encode({ _id: 2 });
    const tooLarge = Buffer.concat([int32(small.length + 17 * 1024 * 1024), Buffer.alloc(17 * 1024 * 1024 + small.length - 4)]);
    expect(await client.ask({ insert: "large" }, { sequences: { documents: [tooLarge] } })).toMatchObject({ code: 10334 });
    expect(await client.send(opMsg(tooLarge))).toMatchObject({ body: { code: 10334, codeName: "BSONObjectTooLarge" } });
    expect(await client.send(good)).toMatchObject({ body: { ok: 1 } });
  });

  test("of cursors and transactions that are open at once", async () => {
    const client = open();
    await client.ask({ insert: "bounds", documents: [{ _id: 1 }, { _id: 2 }] });
    const find = { find: "bounds", batchSize: 1 };
    const answers: Document[] = [];
    for (let i = 0; i < 1_001; i += 1) answers.push(await client.ask(find));
    expect(answers.filter((answer) => "cursor" in answer)).toHaveLength(1_000);
    expect(answers.at(-1)?.["errmsg"]).toMatch(/more than 1000 cursors/);
    const ids = answers.flatMap(({ cursor }) => (cursor ? [(cursor as Document)["id"]] : []));
    expect((await client.ask({ killCursors: "bounds", cursors: ids }))["cursorsKilled"]).toHaveLength(1_000);
    expect(await client.ask({ getMore: ids[0], collection: "bounds" })).toMatchObject({ code: 43, codeName: "CursorNotFound" });

    const lsids = Array.from({ length: 501 }, session);
    const ask = (lsid: Document): Promise<Document> =>
      client.ask({ find: "bounds", lsid, txnNumber: Long.fromNumber(1), startTransaction: true, autocommit: false });
    const begun: Document[] = [];
    for (const lsid of lsids) begun.push(await ask(lsid));
    expect(begun.filter((answer) => "cursor" in answer)).toHaveLength(500);
    expect(begun.at(-1)).toMatchObject({ code: 365, codeName: "TemporarilyUnavailable", errorLabels: ["TransientTransactionError"] });
    expect(await client.ask({ endSessions: lsids, $db: "admin" })).toEqual({ ok: 1 });
    expect(await ask(session())).toHaveProperty("cursor");
  });

  test("of what cursors have read ahead together", () => {
    const cursors = new Cursors();
    const row = encode({ text: "x".repeat(15 * 1024 * 1024) });
    const opening = { namespace: "a.b", close: () => undefined, batchSize: 1, single: false, owner: null };
    const openOne = (): Buffer => cursors.open({ ...opening, rows: [row, row].values() });
    for (let i = 0; i < 17; i += 1) openOne();
    expect(openOne).toThrow(/read ahead/);
    expect(cursors.size).toBe(17);
    cursors.closeAll();
    openOne();
    cursors.closeAll();
  });

  test("of a transaction's life: what it would read or lock after its end is refused, because nothing would free it", async () => {
    const place = mkdtempSync(join(tmpdir(), "tutti-life-"));
    const data = new Store(place, { mapBytes: 2 ** 28 });
    data.load();
    const transaction = data.begin();
    const key = Buffer.from("key");
    transaction.claim(key, "it");
    transaction.end();
    for (const late of [() => transaction.claim(key, "it"), () => transaction.get(key), () => transaction.range(key, key)])
      expect(late).toThrow(/ended/);
    await data.write((writer) => writer.claim(key, "it")); // waits for nobody
    await data.close();
    rmSync(place, { recursive: true });
  });

  test("of memory: large messages wait for their share, first come, first served", async () => {
    const budget = new Budget(10);
    const order: string[] = [];
    const first = await budget.take(8);
    const second = budget.take(5).then((giveBack) => (order.push("second"), giveBack));
    const third = budget.take(1).then((giveBack) => (order.push("third"), giveBack));
    first();
    first(); // once is enough
    (await second)();
    (await third)();
    expect(order).toEqual(["second", "third"]);
    (await budget.take(10))();
  });

  test("of memory: of too many answers that are not read, those that wait longest are dropped", () => {
    const outbox = new Outbox(10);
    const dropped: string[] = [];
    const hold = (name: string, bytes: number): (() => void) => outbox.hold(bytes, () => dropped.push(name));
    const first = hold("first", 4);
    hold("second", 4);
    hold("third", 2);
    first();
    hold("fourth", 4);
    expect(dropped).toEqual([]);
    hold("fifth", 3);
    expect(dropped).toEqual(["second"]);
    hold("sixth", 11); // alone too much
    expect(dropped).toEqual(["second", "third", "fourth", "fifth", "sixth"]);
    hold("seventh", 10);
    expect(dropped).toHaveLength(5);
  });

  test("of patience: half a message, and an answer that is not read, end their connection; others go on meanwhile", async () => {
    const place = mkdtempSync(join(tmpdir(), "tutti-patience-"));
    const path = join(place, "s.sock");
    const lines: string[] = [];
    const data = new Store(join(place, "data"), { mapBytes: 2 ** 28 });
    data.load();
    const dispatcher = new Dispatcher(
      data,
      () => path,
      (line) => lines.push(line),
    );
    const limits = { stalledMs: 200, messageBytes: 3_000_000 };
    const server = new WireServer({ socket: path }, { dispatcher, log: (line) => lines.push(line), limits });
    await server.listen();
    const half = Buffer.concat([int32(2_000_000), Buffer.alloc(100_000)]);
    const stalled = [open(path), open(path)]; // the second waits for the share that the first has
    const [one, two] = stalled.map((client) => client.send(half));
    const busy = open(path);
    for (let _id = 0; _id < 5; _id += 1)
      // small enough to need no share
      expect(await busy.ask({ insert: "a", documents: [{ _id, text: "x".repeat(1_000_000) }] })).toMatchObject({ n: 1 });
    const deaf = open(path);
    deaf.socket.pause();
    for (let i = 0; i < 20; i += 1) deaf.socket.write(opMsg({ find: "a", $db: "wire" }));
    const closed = new Promise((resolve) => deaf.socket.once("close", resolve));
    expect(await Promise.all([one, two])).toEqual([null, null]);
    deaf.socket.on("end", () => deaf.socket.destroy());
    while (!lines.some((line) => line.includes("does not read"))) await new Promise((resolve) => setImmediate(resolve));
    deaf.socket.resume();
    await closed;
    expect(lines.filter((line) => line.includes("sent half a message"))).toHaveLength(2);
    expect(await open(path).send(good)).toMatchObject({ body: { ok: 1 } });
    await server.close();
    dispatcher.close();
    await data.close();
    rmSync(place, { recursive: true });
  });
});
