import type { Socket } from "node:net";
import { Authentication } from "../commands/authentication.ts";
import type { Log } from "../commands/context.ts";
import type { Client, Dispatcher } from "../commands/dispatch.ts";
import { MESSAGE_BYTES_MAX } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import type { Budget, Outbox } from "./budget.ts";
import { Framer } from "./framer.ts";
import type { Envelope, Request } from "./message.ts";
import { envelopeOf, formatReply, parseMessage, Unspeakable } from "./message.ts";
import type { ScramUser } from "./scram.ts";

/** Longer messages wait for their share of the budget, so that many half-sent ones do not fill the memory. */
const LARGE_BYTES = 1024 * 1024;
/** So long a message may be before the client has proved who it is. */
const UNPROVEN_BYTES_MAX = 64 * 1024;

/** Larger answers are not copied to be sent in one piece. */
const COPIED_BYTES_MAX = 64 * 1024;

/** What a connection needs of the server it belongs to. */
export interface Surroundings {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  readonly budget: Budget;
  readonly outbox: Outbox;
  /** Who must be proved; null where the socket lets nobody else in. */
  readonly user: ScramUser | null;
  /** So long a client may leave a message half sent or an answer unread; or may say nothing before it has proved who it is. */
  readonly stalledMs: number;
}

/** One client: reads its messages, one at a time, and answers each before the next is read. */
export class Connection {
  readonly #socket: Socket;
  readonly #id: number;
  readonly #around: Surroundings;
  readonly #client: Client;
  readonly #framer: Framer;
  #busy = false;
  /** Gives back the share of the message that is coming in. */
  #giveBack: (() => void) | null = null;

  constructor(socket: Socket, id: number, surroundings: Surroundings) {
    const authentication = new Authentication(surroundings.user);
    this.#socket = socket;
    this.#id = id;
    this.#around = surroundings;
    this.#client = { id, authentication };
    this.#framer = new Framer(() => (authentication.granted ? MESSAGE_BYTES_MAX : UNPROVEN_BYTES_MAX));
    socket.setTimeout(surroundings.stalledMs);
    socket.on("timeout", () => this.#stalled());
    socket.on("close", () => this.#giveBack?.());
    socket.on("error", () => socket.destroy()); // the client went away: nobody is left to tell
    socket.on("data", (chunk: Buffer) => {
      this.#framer.push(chunk);
      if (this.#busy) socket.pause();
      else void this.#work();
    });
  }

  /** Answers the messages that came; while one is answered, little more is read. */
  async #work(): Promise<void> {
    this.#busy = true;
    try {
      for (let going = true; going && !this.#socket.destroyed;) {
        const message = this.#framer.next();
        going = message ? await this.#answer(message) : await this.#makeRoom();
      }
    } catch (error) {
      this.#drop("what came is no message of MongoDB's protocol", error);
    } finally {
      this.#busy = false;
    }
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  /** Waits for the share of a large message of which only the beginning is there; false when there is nothing to wait for. */
  async #makeRoom(): Promise<boolean> {
    if (this.#giveBack || this.#framer.wanted <= LARGE_BYTES) return false;
    this.#giveBack = await this.#around.budget.take(this.#framer.wanted);
    if (this.#socket.destroyed) this.#giveBack();
    return true;
  }

  async #answer(message: Buffer): Promise<boolean> {
    const envelope = envelopeOf(message);
    const request = this.#read(message, envelope);
    const reply = "body" in request ? await this.#around.dispatcher.answer(request, this.#client) : request.refusal;
    if (!envelope.silent) await this.#send(envelope, reply);
    this.#giveBack?.();
    this.#giveBack = null;
    return true;
  }

  /** The request, or the answer to one that cannot be read. */
  #read(message: Buffer, envelope: Envelope): Request | { readonly refusal: Document } {
    try {
      return parseMessage(message, envelope);
    } catch (error) {
      if (error instanceof Unspeakable) throw error;
      return { refusal: this.#around.dispatcher.failure(error, "a message that was not understood") };
    }
  }

  /** Resolves when the client has taken most of it: no client has more than one answer waiting. */
  async #send(envelope: Envelope, reply: Document | Buffer): Promise<void> {
    if (!this.#socket.writable) return;
    const [head, body] = this.#format(envelope, reply);
    if (this.#write(head, body)) return;
    const taken = this.#around.outbox.hold(body.length, () => this.#drop("too many answers are not read"));
    await drained(this.#socket);
    taken();
  }

  #write(head: Buffer, body: Buffer): boolean {
    if (body.length <= COPIED_BYTES_MAX) return this.#socket.write(Buffer.concat([head, body]));
    this.#socket.cork();
    this.#socket.write(head);
    const taken = this.#socket.write(body);
    this.#socket.uncork();
    return taken;
  }

  #format(envelope: Envelope, reply: Document | Buffer): readonly [head: Buffer, body: Buffer] {
    try {
      return formatReply(envelope, reply);
    } catch (error) {
      return formatReply(envelope, this.#around.dispatcher.failure(error, "an answer")); // too large to be written
    }
  }

  #stalled(): void {
    if (this.#socket.writableLength > 0) this.#drop("its client does not read the answer");
    else if (this.#busy)
      this.#socket.setTimeout(this.#around.stalledMs); // it is our turn
    else if (this.#framer.held > 0) this.#drop("its client sent half a message");
    else if (!this.#client.authentication.granted) this.#drop("its client does not say who it is");
  }

  #drop(why: string, error?: unknown): void {
    const reason = error instanceof Error ? { reason: error.message } : {};
    this.#around.log(`a connection to the store was closed: ${why}`, { level: "warn", connection: this.#id, ...reason });
    this.#socket.destroy();
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve(); // its "close" may have been
    const done = (): void => {
      socket.off("drain", done);
      socket.off("close", done);
      resolve();
    };
    socket.on("drain", done);
    socket.on("close", done);
  });
}
