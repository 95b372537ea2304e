import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";
import { StoreError } from "../errors.ts";

export const MECHANISM = "SCRAM-SHA-256";
/** MongoDB's own count; drivers refuse fewer than 4,096. */
const ITERATIONS = 15_000;
const SALT_BYTES = 28;
const NONCE_BYTES = 24;
const PASSWORD_BYTES = 24;
/** No honest message of the exchange is longer. */
const PAYLOAD_BYTES_MAX = 4_096;

/** A user as a server knows one (RFC 5802, section 3): enough to test a password, not enough to log in. */
export interface ScramUser {
  readonly name: string;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** A user with a new random password. The password is given once and kept nowhere. */
export function createScramUser(name: string): { user: ScramUser; password: string } {
  const password = randomBytes(PASSWORD_BYTES).toString("base64url"); // ASCII: SASLprep leaves it as it is
  const salt = randomBytes(SALT_BYTES);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest();
  return { user: { name, salt, storedKey, serverKey: hmac(salted, "Server Key") }, password };
}

/** The server's side of one exchange (RFC 5802, section 5; RFC 7677). Throws error 18 when the client does not prove that it knows the password. */
export class ScramConversation {
  readonly #user: ScramUser;
  readonly #channel: string;
  readonly #nonce: string;
  readonly #firstMessages: string;
  /** What the client is told first. */
  readonly challenge: Buffer;

  constructor(user: ScramUser, clientFirst: Buffer) {
    // gs2-header: no channel binding, no other identity; then n=user,r=nonce and extensions, of which there are none
    const match = /^([ny],,)(n=([^,]*),r=([\x21-\x2b\x2d-\x7e]+))$/.exec(textOf(clientFirst));
    const [, header = "", bare = "", name = "", clientNonce = ""] = match ?? [];
    if (!match || name.replaceAll("=2C", ",").replaceAll("=3D", "=") !== user.name) throw authenticationFailed();
    this.#user = user;
    this.#channel = Buffer.from(header).toString("base64");
    this.#nonce = clientNonce + randomBytes(NONCE_BYTES).toString("base64");
    const challenge = `r=${this.#nonce},s=${user.salt.toString("base64")},i=${ITERATIONS}`;
    this.#firstMessages = `${bare},${challenge}`;
    this.challenge = Buffer.from(challenge);
  }

  /** Tests the client's proof; gives the server's, by which the client knows that the server knew the password too. */
  prove(clientFinal: Buffer): Buffer {
    const match = /^(c=([^,]*),r=([^,]*)),p=([A-Za-z0-9+/=]+)$/.exec(textOf(clientFinal));
    const [, withoutProof = "", channel, nonce, proofText = ""] = match ?? [];
    const authMessage = `${this.#firstMessages},${withoutProof}`;
    const signature = hmac(this.#user.storedKey, authMessage);
    const proof = Buffer.from(proofText, "base64");
    const clientKey = Buffer.from(signature.map((byte, i) => byte ^ (proof[i] ?? 0)));
    const proven = timingSafeEqual(createHash("sha256").update(clientKey).digest(), this.#user.storedKey);
    if (!proven || proof.length !== signature.length || channel !== this.#channel || nonce !== this.#nonce) throw authenticationFailed();
    return Buffer.from(`v=${hmac(this.#user.serverKey, authMessage).toString("base64")}`);
  }
}

/** One sentence for every reason, so that nothing is learnt from it. */
export function authenticationFailed(): StoreError {
  return new StoreError(18, "Authentication failed.");
}

function textOf(payload: Buffer): string {
  if (payload.length > PAYLOAD_BYTES_MAX) throw authenticationFailed();
  return payload.toString("utf8");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
