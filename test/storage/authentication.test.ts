/** Who may use a store that listens on a port: SCRAM-SHA-256 by a driver and by hand, what is refused before, and what is never written down. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Binary } from "bson";
import mongoose from "mongoose";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import type { EmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { encode } from "../../subgraphs/storage/embedded/values/codec.ts";
import type { Document } from "../../subgraphs/storage/embedded/values/value.ts";
import { opMsg, opQuery, WireClient } from "../support/wire.ts";

const folder = mkdtempSync(join(tmpdir(), "tutti-authentication-"));
const clients: WireClient[] = [];
const lines: string[] = [];
let store: EmbeddedStore;
let port: number;
let password: string;

beforeAll(async () => {
  const log = (text: string, details: object): number => lines.push(`${text} ${JSON.stringify(details)}`);
  store = await startEmbeddedStore({ dataFolder: folder, port: 0, log });
  ({ port, password } = partsOf(store.uri("x")));
});
afterAll(async () => {
  for (const client of clients) client.close();
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

function partsOf(uri: string): { port: number; password: string } {
  const url = new URL(uri);
  return { port: Number(url.port), password: url.password };
}
const open = (): WireClient => {
  const client = new WireClient(port);
  clients.push(client);
  return client;
};
const connect = async (uri: string): Promise<mongoose.Connection> =>
  await mongoose.createConnection(uri, { serverSelectionTimeoutMS: 5_000 }).asPromise();

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const fieldsOf = (answer: Document): Record<string, string> => {
  const { payload } = answer;
  if (!(payload instanceof Binary)) return {};
  const text = Buffer.from(payload.buffer).toString();
  return Object.fromEntries(text.split(",").map((part) => [part.slice(0, 1), part.slice(2)]));
};

/** What the client of one exchange says, written after RFC 5802 and apart from the store's own side. */
class ByHand {
  readonly #client: WireClient;
  #bare = "";
  #first: Record<string, string> = {};
  #challenge = "";

  constructor(client: WireClient) {
    this.#client = client;
  }

  #ask(body: Document): Promise<Document> {
    return this.#client.ask({ ...body, $db: "admin" });
  }

  async start(user = "tutti", more: Document = {}): Promise<Document> {
    this.#bare = `n=${user},r=fyko+d2lbbFgONRv9qkxdawL`;
    const payload = Buffer.from(`n,,${this.#bare}`);
    return this.heard(
      await this.#ask({ saslStart: 1, mechanism: "SCRAM-SHA-256", payload, options: { skipEmptyExchange: true }, ...more }),
    );
  }

  heard(answer: Document): Document {
    this.#first = fieldsOf(answer);
    this.#challenge = answer["payload"] instanceof Binary ? Buffer.from(answer["payload"].buffer).toString() : "";
    return answer;
  }

  /** Sends the proof that one has from a password; gives the answer and the server's proof that one expects. */
  async prove(
    secret: string,
    { nonce = this.#first["r"] ?? "", channel = "biws", cut = 0 } = {},
  ): Promise<{ answer: Document; expected: string }> {
    const salted = pbkdf2Sync(secret, Buffer.from(this.#first["s"] ?? "", "base64"), Number(this.#first["i"]), 32, "sha256");
    const clientKey = hmac(salted, "Client Key");
    const withoutProof = `c=${channel},r=${nonce}`;
    const authMessage = `${this.#bare},${this.#challenge},${withoutProof}`;
    const signature = hmac(createHash("sha256").update(clientKey).digest(), authMessage);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0))).subarray(0, 32 - cut);
    const payload = Buffer.from(`${withoutProof},p=${proof.toString("base64")}`);
    const answer = await this.#ask({ saslContinue: 1, conversationId: 1, payload });
    return { answer, expected: hmac(hmac(salted, "Server Key"), authMessage).toString("base64") };
  }

  finish(): Promise<Document> {
    return this.#ask({ saslContinue: 1, conversationId: 1, payload: Buffer.alloc(0) });
  }
}

describe("a store on a port", () => {
  test("names a user of this start in its address, which only the owner may read, and writes the password nowhere else", () => {
    expect(store.uri("x")).toMatch(
      /^mongodb:\/\/tutti:[\w-]{32}@127\.0\.0\.1:\d+\/x\?directConnection=true&authSource=admin&authMechanism=SCRAM-SHA-256$/,
    );
    const file = join(folder, "store.address");
    expect(readFileSync(file, "utf8")).toBe(`mongodb://tutti:${password}@127.0.0.1:${port}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("serves a driver: by its own address, by the bare one, and as a member of its set", async () => {
    const bare = readFileSync(join(folder, "store.address"), "utf8").trim();
    for (const uri of [
      store.uri("driver"),
      `${bare}/?authSource=admin`,
      store.uri("driver").replace("directConnection=true", "replicaSet=tutti"),
    ]) {
      const connection = await connect(uri);
      const rows = connection.useDb("driver").collection("a");
      await rows.insertOne({});
      const session = await connection.startSession();
      await session.withTransaction(() => rows.insertOne({}, { session }));
      await session.endSession();
      await connection.close();
    }
    const connection = await connect(store.uri("driver"));
    expect(await connection.collection("a").countDocuments()).toBe(6);
    await connection.close();
  });

  test("refuses a driver with another password, another user, another mechanism, or none", async () => {
    const find = async (uri: string): Promise<unknown> => {
      const connection = mongoose.createConnection(uri, { serverSelectionTimeoutMS: 5_000 });
      try {
        return await (await connection.asPromise()).collection("a").findOne();
      } finally {
        await connection.close();
      }
    };
    const uri = store.uri("x");
    await expect(find(uri.replace(password, "wrong"))).rejects.toMatchObject({ code: 18, codeName: "AuthenticationFailed" });
    await expect(find(uri.replace("tutti:", "other:"))).rejects.toMatchObject({ code: 18 });
    await expect(find(uri.replace("SHA-256", "SHA-1"))).rejects.toMatchObject({ code: 334, codeName: "MechanismUnavailable" });
    await expect(find(uri.replace("authSource=admin", "authSource=x"))).rejects.toMatchObject({ code: 18 });
    await expect(find(`mongodb://127.0.0.1:${port}/x?directConnection=true`)).rejects.toMatchObject({ code: 13, codeName: "Unauthorized" });
  });

  test("that finds its port taken, or its folder, says so", async () => {
    const other = mkdtempSync(join(tmpdir(), "tutti-authentication-"));
    await expect(startEmbeddedStore({ dataFolder: other, port })).rejects.toThrow(`The port ${port} is in use`);
    await expect(startEmbeddedStore({ dataFolder: folder })).rejects.toThrow(/in use by another running store \(process \d+\)/);
    rmSync(other, { recursive: true });
  });

  test("is started by the command line", async () => {
    const data = mkdtempSync(join(tmpdir(), "tutti-authentication-"));
    const program = fileURLToPath(new URL("../../tutti.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", program, "store", "--data", data, "--port", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const printed = await new Promise<string>((resolve) => child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())));
    const connection = await connect(printed);
    expect(await connection.db?.admin().ping()).toMatchObject({ ok: 1 });
    await connection.close();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    rmSync(data, { recursive: true });
  });
});

describe("before it has proved who it is, a client", () => {
  const open13 = [
    ...["find", "insert", "update", "delete", "aggregate", "getMore", "killCursors", "listDatabases", "listCollections", "create", "drop"],
    ...["dropDatabase", "createIndexes", "serverStatus", "hostInfo", "getLog", "getParameter", "getCmdLineOpts", "dbStats", "collStats"],
    ...[
      "endSessions",
      "killSessions",
      "killAllSessions",
      "refreshSessions",
      "startSession",
      "commitTransaction",
      "abortTransaction",
      "explain",
    ],
  ];
  test.each(open13)("may not ask %s", async (name) => {
    expect(await open().ask({ [name]: 1, $db: "admin" })).toEqual({
      ok: 0,
      errmsg: `Command ${name} requires authentication`,
      code: 13,
      codeName: "Unauthorized",
    });
  });

  test.each(["hello", "isMaster", "ping", "buildInfo", "connectionStatus", "whatsmyuri", "listCommands", "logout"])(
    "may ask %s",
    async (name) => {
      expect(await open().ask({ [name]: 1, $db: "admin" })).toMatchObject({ ok: 1 });
    },
  );

  test("may not ask in the old form either, nor write without waiting for the answer", async () => {
    const client = open();
    expect(await client.send(opQuery("admin.$cmd", { find: "a" }))).toMatchObject({ body: { ok: 0 } });
    client.socket.write(opMsg({ insert: "sneaked", documents: [{}], $db: "sneaked" }, { flags: 2 }));
    expect(await client.ask({ ping: 1 })).toMatchObject({ ok: 1 });
    const connection = await connect(store.uri("sneaked"));
    expect(await connection.collection("sneaked").countDocuments()).toBe(0);
    await connection.close();
  });

  test("may send short messages only", async () => {
    expect(await open().send(opMsg(encode({ ping: 1, text: "x".repeat(70_000), $db: "x" })))).toBeNull();
    expect(await open().ask({ ping: 1, text: "x".repeat(60_000) })).toMatchObject({ ok: 1 });
  });
});

describe("the exchange", () => {
  const isIn = async (client: WireClient): Promise<boolean> => (await client.ask({ count: "a" }))["ok"] === 1;

  test("proves each side to the other, in two steps or in three", async () => {
    for (const skipEmptyExchange of [true, false]) {
      const client = open();
      const exchange = new ByHand(client);
      const first = await exchange.start("tutti", { options: { skipEmptyExchange } });
      expect(first).toMatchObject({ conversationId: 1, done: false, ok: 1 });
      expect(fieldsOf(first)).toMatchObject({ i: "15000", r: expect.stringMatching(/^fyko\+d2lbbFgONRv9qkxdawL.{32}$/) });
      const { answer, expected } = await exchange.prove(password);
      expect(answer).toMatchObject({ done: skipEmptyExchange, ok: 1 });
      expect(fieldsOf(answer)["v"]).toBe(expected);
      expect(await isIn(client)).toBe(skipEmptyExchange);
      if (!skipEmptyExchange) expect(await exchange.finish()).toMatchObject({ done: true, ok: 1 });
      expect(await isIn(client)).toBe(true);
      expect(await client.ask({ connectionStatus: 1 })).toMatchObject({
        authInfo: { authenticatedUsers: [{ user: "tutti", db: "admin" }] },
      });
      expect(await client.ask({ logout: 1, $db: "admin" })).toEqual({ ok: 1 });
      expect(await isIn(client)).toBe(false);
    }
  });

  test("may begin in the greeting, which also says what a user's mechanisms are", async () => {
    const client = open();
    const exchange = new ByHand(client);
    await exchange.start(); // to know what to say
    const speculativeAuthenticate = {
      saslStart: 1,
      mechanism: "SCRAM-SHA-256",
      payload: Buffer.from("n,,n=tutti,r=fyko+d2lbbFgONRv9qkxdawL"),
      options: { skipEmptyExchange: true },
      db: "admin",
    };
    const hello = await client.ask({ hello: 1, saslSupportedMechs: "admin.tutti", speculativeAuthenticate });
    expect(hello).toMatchObject({ saslSupportedMechs: ["SCRAM-SHA-256"], speculativeAuthenticate: { conversationId: 1, done: false } });
    exchange.heard(hello["speculativeAuthenticate"] as Document);
    expect((await exchange.prove(password)).answer).toMatchObject({ done: true });
    expect(await isIn(client)).toBe(true);
    for (const wrong of [{ mechanism: "MONGODB-X509" }, { payload: Buffer.from("n,,n=other,r=x") }, { db: "x" }, { payload: 1 }]) {
      const answer = await client.ask({
        hello: 1,
        saslSupportedMechs: "admin.other",
        speculativeAuthenticate: { ...speculativeAuthenticate, ...wrong },
      });
      expect(answer).toMatchObject({ ok: 1 });
      expect(answer).not.toHaveProperty("speculativeAuthenticate");
      expect(answer).not.toHaveProperty("saslSupportedMechs");
    }
  });

  const failures: readonly (readonly [what: string, attempt: (exchange: ByHand) => Promise<Document>, code: number])[] = [
    ["another password", async (exchange) => (await exchange.start(), (await exchange.prove("wrong")).answer), 18],
    [
      "the proof of an older exchange",
      async (exchange) => (await exchange.start(), (await exchange.prove(password, { nonce: "older" })).answer),
      18,
    ],
    ["another channel", async (exchange) => (await exchange.start(), (await exchange.prove(password, { channel: "eSws" })).answer), 18],
    ["a proof that is cut", async (exchange) => (await exchange.start(), (await exchange.prove(password, { cut: 1 })).answer), 18],
    ["another user", (exchange) => exchange.start("other"), 18],
    ["a first message that is none", (exchange) => exchange.start("tutti", { payload: Buffer.from("p=tls-unique,,n=tutti,r=x") }), 18],
    [
      "a first message of great length",
      (exchange) => exchange.start("tutti", { payload: Buffer.from(`n,,n=tutti,r=${"x".repeat(5_000)}`) }),
      18,
    ],
    ["a payload of another type", (exchange) => exchange.start("tutti", { payload: "n,,n=tutti,r=x" }), 14],
    ["no mechanism", (exchange) => exchange.start("tutti", { mechanism: 1 }), 14],
    ["a mechanism that is not offered", (exchange) => exchange.start("tutti", { mechanism: "PLAIN" }), 334],
    ["an end without a beginning", (exchange) => exchange.finish(), 17],
    [
      "a second end",
      async (exchange) => (await exchange.start(), await exchange.prove("wrong"), (await exchange.prove(password)).answer),
      17,
    ],
  ];
  test.each(failures)("with %s proves nothing", async (_, attempt, code) => {
    const client = open();
    expect(await attempt(new ByHand(client))).toMatchObject({ ok: 0, code });
    expect(await isIn(client)).toBe(false);
  });

  test("leaves no password in the log", () => {
    expect(lines.join("\n")).not.toContain(password);
  });
});
