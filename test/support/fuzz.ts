/** Gives wrong messages to a store in this process, past the socket: framing, reading, every command, and writing the answer. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Random } from "../../seed/random.ts";
import { seeded } from "../../seed/random.ts";
import { Authentication } from "../../subgraphs/storage/embedded/commands/authentication.ts";
import { Dispatcher } from "../../subgraphs/storage/embedded/commands/dispatch.ts";
import type { Client } from "../../subgraphs/storage/embedded/commands/dispatch.ts";
import { Store } from "../../subgraphs/storage/embedded/engine/store.ts";
import { StoreError } from "../../subgraphs/storage/embedded/errors.ts";
import { Framer } from "../../subgraphs/storage/embedded/protocol/framer.ts";
import type { Envelope, Request } from "../../subgraphs/storage/embedded/protocol/message.ts";
import { envelopeOf, formatReply, parseMessage, Unspeakable } from "../../subgraphs/storage/embedded/protocol/message.ts";
import { createScramUser } from "../../subgraphs/storage/embedded/protocol/scram.ts";
import { MESSAGE_BYTES_MAX } from "../../subgraphs/storage/embedded/values/codec.ts";
import type { Document } from "../../subgraphs/storage/embedded/values/value.ts";
import { mutatedMessage } from "./mutations.ts";
import { opMsg, WireClient } from "./wire.ts";

/** What came of the messages. */
export interface FuzzCounts {
  messages: number;
  /** Closed the connection, or waited for bytes that never come. */
  unspeakable: number;
  unfinished: number;
  answered: number;
  /** Answered with an error that the command foresaw. */
  errors: number;
  /** Answered with error 1: faults of the store, by their first lines, with the message that was given last when each showed first. */
  readonly unexpected: Map<string, { times: number; message: string }>;
  slowestMs: number;
  slowest: string;
}

/** So many at once, so that their writes share commits. */
const AT_ONCE = 64;
/** After so many the store is closed and a new one is begun: what they left behind does not decide about those that follow. */
const STORE_MESSAGES = 20_000;
/** Open transactions hold up other writers: here not for long. */
const TRANSACTION_MS = 20;

interface Target {
  readonly dispatcher: Dispatcher;
  readonly clients: readonly Client[];
}

export class Fuzz {
  readonly counts: FuzzCounts = {
    messages: 0,
    unspeakable: 0,
    unfinished: 0,
    answered: 0,
    errors: 0,
    unexpected: new Map(),
    slowestMs: 0,
    slowest: "",
  };
  readonly #random: Random;
  readonly #watch: (message: Buffer) => void;
  #current: Buffer = Buffer.alloc(0);

  /** `watch` is told of each message before it is given: what to look at when nothing goes on. */
  constructor(seed: number, watch: (message: Buffer) => void = () => undefined) {
    this.#random = seeded(seed);
    this.#watch = watch;
  }

  /** Gives so many messages; throws when a good command is not answered as it must be. */
  async run(messages: number): Promise<void> {
    for (let left = messages; left > 0; left -= STORE_MESSAGES) await this.#oneStore(Math.min(left, STORE_MESSAGES));
  }

  async #oneStore(messages: number): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "tutti-fuzz-"));
    const store = new Store(folder, { transactionMs: TRANSACTION_MS, noSync: true });
    store.load();
    const dispatcher = new Dispatcher(
      store,
      () => "fuzz",
      (_, { message }) => this.#note(typeof message === "string" ? message : ""),
    );
    const { user } = createScramUser("tutti");
    const clients = [null, null, null, user].map((who, id): Client => ({ id, authentication: new Authentication(who) }));
    try {
      for (let left = messages; left > 0; left -= AT_ONCE) {
        await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, () => this.#one({ dispatcher, clients })));
        await this.#check(dispatcher, clients[0]);
      }
    } finally {
      dispatcher.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #one({ dispatcher, clients }: Target): Promise<void> {
    const bytes = mutatedMessage(this.#random);
    this.counts.messages += 1;
    this.#current = bytes;
    this.#watch(bytes);
    try {
      const framer = new Framer(() => MESSAGE_BYTES_MAX);
      const cut = this.#random.between(0, bytes.length);
      framer.push(bytes.subarray(0, cut));
      if (cut < bytes.length) framer.push(bytes.subarray(cut));
      const message = framer.next();
      if (!message) this.counts.unfinished += 1;
      else await this.#answer(dispatcher, this.#random.pick(clients), message);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.counts.unspeakable += 1;
    }
  }

  async #answer(dispatcher: Dispatcher, client: Client, message: Buffer): Promise<void> {
    const envelope = envelopeOf(message);
    const began = performance.now();
    let reply = read(message, envelope, dispatcher);
    if ("body" in reply) {
      const answer = dispatcher.answer(reply, client);
      this.#time(performance.now() - began);
      const done = await answer;
      reply = { refusal: Buffer.isBuffer(done) ? {} : done };
      written(envelope, done, dispatcher);
    }
    this.counts.answered += 1;
    if (reply.refusal["ok"] === 0) this.counts.errors += 1;
  }

  /** The time that a command held up everything else. */
  #time(milliseconds: number): void {
    if (milliseconds <= this.counts.slowestMs) return;
    this.counts.slowestMs = milliseconds;
    this.counts.slowest = this.#current.toString("base64");
  }

  #note(stack: string): void {
    const place = stack.split("\n").slice(0, 2).join(" ");
    const known = this.counts.unexpected.get(place);
    if (known) known.times += 1;
    else this.counts.unexpected.set(place, { times: 1, message: this.#current.toString("base64") });
  }

  /** A good write and a good read are answered, whatever came before. */
  async #check(dispatcher: Dispatcher, client: Client | undefined): Promise<void> {
    if (!client) return;
    const ask = async (body: Document): Promise<Document> => {
      const message = opMsg({ ...body, $db: "good" });
      const answer = await dispatcher.answer(parseMessage(message, envelopeOf(message)), client);
      return Buffer.isBuffer(answer) ? {} : answer;
    };
    const _id = this.counts.messages;
    const written = await ask({ update: "good", updates: [{ q: { _id }, u: { $set: { n: 1 } }, upsert: true }] });
    const read = await ask({ count: "good", query: { _id } });
    if (written["n"] !== 1 || read["n"] !== 1)
      throw new Error(`After ${_id} messages a good command was answered with ${JSON.stringify([written, read])}`);
  }
}

/** As a connection writes it: what cannot be written is an error of its own. */
function written(envelope: Envelope, answer: Document | Buffer, dispatcher: Dispatcher): void {
  try {
    formatReply(envelope, answer);
  } catch (error) {
    formatReply(envelope, dispatcher.failure(error, ""));
  }
}

function read(message: Buffer, envelope: Envelope, dispatcher: Dispatcher): Request | { readonly refusal: Document } {
  try {
    return parseMessage(message, envelope);
  } catch (error) {
    if (error instanceof Unspeakable) throw error;
    return { refusal: dispatcher.failure(error, "") };
  }
}

/** Gives wrong messages to a store's socket, several to a connection until it is closed; throws when a good one is not answered after them. */
export async function fuzzSocket(
  path: string,
  { messages, seed }: { messages: number; seed: number },
): Promise<{ answered: number; closed: number }> {
  const random = seeded(seed);
  const counts = { answered: 0, closed: 0 };
  let client = new WireClient(path);
  for (let given = 0; given < messages; given += 1) {
    const bytes = mutatedMessage(random);
    if (isWhole(bytes)) client.socket.write(bytes);
    else client.socket.end(bytes);
    client.socket.write(GOOD);
    if (await client.until(PONG)) counts.answered += 1;
    else {
      counts.closed += 1;
      client.close();
      client = new WireClient(path);
    }
  }
  client.close();
  const after = new WireClient(path);
  after.socket.write(GOOD);
  const well = await after.until(PONG);
  after.close();
  if (!well) throw new Error(`After ${messages} messages a good command was not answered`);
  return counts;
}

/** Good commands: the first ends transactions, whose locks would hold up later writes; the answer of the second is like no other. */
const PONG = "tutti-embedded-store";
const GOOD = Buffer.concat([opMsg({ killAllSessions: [], $db: "admin" }), opMsg({ serverStatus: 1, $db: "good" })]);

/** Whether what follows it is a message of its own, rather than what is missing of this one. */
function isWhole(bytes: Buffer): boolean {
  const framer = new Framer(() => MESSAGE_BYTES_MAX);
  framer.push(bytes);
  try {
    while (framer.next());
    return framer.held === 0;
  } catch {
    return true; // it is closed at once
  }
}
