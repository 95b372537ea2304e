import { StoreError } from "../errors.ts";
import { authenticationFailed, MECHANISM, ScramConversation } from "../protocol/scram.ts";
import type { ScramUser } from "../protocol/scram.ts";
import type { Document, Value } from "../values/value.ts";
import { isBinary, isDocument, isTrue, toSafeInteger } from "../values/value.ts";

/** Users live in this database, as in MongoDB. */
const SOURCE = "admin";
/** What a connection may ask before it has proved who it is: the same as in MongoDB. */
const OPEN = new Set([
  ...["hello", "isMaster", "ismaster", "ping", "buildInfo", "buildinfo", "connectionStatus", "whatsmyuri", "listCommands"],
  ...["saslStart", "saslContinue", "logout"],
]);
const CONVERSATION = 1;

interface Exchange {
  readonly conversation: ScramConversation;
  /** The client wants to hear "done" with the server's proof, not one empty exchange later. */
  readonly skipEmpty: boolean;
  proven: boolean;
}

/** Who one connection has proved to be. Where no user is given (a socket that only its owner may open), everybody may ask everything. */
export class Authentication {
  readonly #user: ScramUser | null;
  #exchange: Exchange | null = null;
  #done = false;

  constructor(user: ScramUser | null) {
    this.#user = user;
  }

  /** Whether it may ask anything. */
  get granted(): boolean {
    return this.#user === null || this.#done;
  }

  /** Throws error 13 when a command needs a proof that was not given. */
  require(command: string): void {
    if (!this.granted && !OPEN.has(command)) throw new StoreError(13, `Command ${command} requires authentication`);
  }

  start(body: Document): Document {
    const { mechanism } = body;
    if (typeof mechanism !== "string") throw new StoreError(14, "saslStart needs a mechanism of type string");
    if (mechanism !== MECHANISM)
      throw new StoreError(334, `Received authentication for mechanism ${mechanism} which is unknown or not enabled`);
    this.#exchange = null;
    if (!this.#user || body["$db"] !== SOURCE) throw authenticationFailed();
    const conversation = new ScramConversation(this.#user, payloadOf(body));
    const { options } = body;
    this.#exchange = { conversation, skipEmpty: isDocument(options) && isTrue(options["skipEmptyExchange"]), proven: false };
    return this.#answer(false, conversation.challenge);
  }

  proceed(body: Document): Document {
    const exchange = this.#exchange;
    if (!exchange) throw new StoreError(17, "No SASL session state found");
    if (toSafeInteger(body["conversationId"]) !== CONVERSATION) throw new StoreError(17, "sasl: Mismatched conversation id");
    this.#exchange = null; // any failure ends it
    const payload = payloadOf(body);
    if (exchange.proven) {
      if (payload.length > 0) throw authenticationFailed();
      return this.#answer(true, payload);
    }
    const proof = exchange.conversation.prove(payload);
    if (exchange.skipEmpty) return this.#answer(true, proof);
    this.#exchange = { ...exchange, proven: true };
    return this.#answer(false, proof);
  }

  #answer(done: boolean, payload: Buffer): Document {
    this.#done ||= done;
    return { conversationId: CONVERSATION, done, payload, ok: 1 };
  }

  logout(): Document {
    this.#done = false;
    this.#exchange = null;
    return { ok: 1 };
  }

  /** What `hello` says of it: the mechanisms of a user it names, and the first step of an exchange that it begins; a failed one is left out. */
  greet(body: Document): Document {
    const { saslSupportedMechs, speculativeAuthenticate } = body;
    const known = this.#user && saslSupportedMechs === `${SOURCE}.${this.#user.name}`;
    return { ...(known ? { saslSupportedMechs: [MECHANISM] } : {}), ...this.#speculate(speculativeAuthenticate) };
  }

  #speculate(wanted: Value): Document {
    if (!this.#user || !isDocument(wanted) || !("saslStart" in wanted)) return {};
    try {
      const { ok: _ok, ...answer } = this.start({ ...wanted, $db: wanted["db"] });
      return { speculativeAuthenticate: answer };
    } catch (error) {
      if (error instanceof StoreError) return {};
      throw error;
    }
  }

  status(showPrivileges: boolean): Document {
    const user = this.#done ? this.#user : null;
    return {
      authInfo: {
        authenticatedUsers: user ? [{ user: user.name, db: SOURCE }] : [],
        authenticatedUserRoles: user ? [{ role: "root", db: SOURCE }] : [],
        ...(showPrivileges
          ? { authenticatedUserPrivileges: user ? [{ resource: { anyResource: true }, actions: ["anyAction"] }] : [] }
          : {}),
      },
      ok: 1,
    };
  }
}

function payloadOf({ payload }: Document): Buffer {
  if (!isBinary(payload)) throw new StoreError(14, "payload must be of type binData");
  return Buffer.from(payload.buffer.subarray(0, payload.length()));
}
