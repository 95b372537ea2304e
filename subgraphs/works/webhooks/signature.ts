import { createHmac, randomBytes } from "node:crypto";
import { inspect } from "node:util";

/** A webhook's secret; it shows itself in no log, no JSON and no message. */
export class WebhookSecret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** 256 random bits. */
  static make(): WebhookSecret {
    return new WebhookSecret(`whsec_${randomBytes(32).toString("base64url")}`);
  }

  /** The text itself: for the one who registers, once, and for the store. */
  reveal(): string {
    return this.#text;
  }

  /** `t=<seconds since 1970>,v1=<HMAC-SHA256 over "<t>.<body>" in hexadecimal>`, the key being the secret's UTF-8 bytes. */
  sign(body: string, at: Date): string {
    const seconds = Math.floor(at.getTime() / 1000);
    return `t=${seconds},v1=${createHmac("sha256", this.#text).update(`${seconds}.${body}`, "utf8").digest("hex")}`;
  }

  toJSON(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}
