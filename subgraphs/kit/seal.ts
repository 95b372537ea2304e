import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Keys } from "./keys.ts";

/** Texts that the house must read again and nobody else may: sealed with AES-256-GCM before they are stored. */
export interface Seal {
  /** A sealed text, another one each time; `owner` is the id of what it belongs to, and it opens for that alone. */
  seal(text: string, owner: string): string;
  /** The text that was sealed. SealFault when it was sealed under a key that the house does not have, for another owner, or was changed. */
  open(sealed: string, owner: string): string;
  /** Whether a text is sealed under the present key; false for one under a former key, and for one that is not sealed at all. */
  isCurrent(sealed: string): boolean;
}

/** A sealed text that does not open. */
export class SealFault extends Error {
  readonly code: "SEALED_UNDER_ANOTHER_KEY" | "SEAL_BROKEN";

  constructor(code: "SEALED_UNDER_ANOTHER_KEY" | "SEAL_BROKEN", message: string) {
    super(message);
    this.name = "SealFault";
    this.code = code;
  }
}

const [FORM, CIPHER] = ["sealed1", "aes-256-gcm"] as const;
const KEY_BYTES = 32;
/** NIST SP 800-38D: a nonce of 96 bits; random ones are good for 2^32 texts under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key for one use, and a name for it that tells nothing of it. */
interface DerivedKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * A seal under a key that is derived (HKDF, RFC 5869) from the house's internal key, with a label for its use, so that no two uses share one. What
 * was sealed under a former internal key still opens.
 */
export function createSeal({ internal, former }: Pick<Keys, "internal" | "former">, label: string): Seal {
  const current = derived(internal, label);
  const byId = new Map([...former.map((key) => derived(key, label)), current].map((key) => [key.id, key]));
  return {
    seal: (text, owner) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, current.bytes, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(owner, "utf8"));
      const body = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${FORM}.${current.id}.${body.toString("base64url")}`;
    },
    open: (sealed, owner) => {
      const [, id = "", body = ""] = /^sealed1\.([0-9a-f]{16})\.([\w-]+)$/.exec(sealed) ?? [];
      if (id === "") throw new SealFault("SEAL_BROKEN", `What is stored for ${owner} is no sealed text.`);
      const key = byId.get(id);
      if (key !== undefined) return opened(Buffer.from(body, "base64url"), key, owner);
      const message = `What is stored for ${owner} was sealed under the key ${id}; the house has ${[...byId.keys()].join(", ")}. Name the house's internal key of that time under "former" in the key file.`;
      throw new SealFault("SEALED_UNDER_ANOTHER_KEY", message);
    },
    isCurrent: (sealed) => sealed.startsWith(`${FORM}.${current.id}.`),
  };
}

function opened(body: Buffer, { bytes }: DerivedKey, owner: string): string {
  try {
    const decipher = createDecipheriv(CIPHER, bytes, body.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner, "utf8"));
    decipher.setAuthTag(body.subarray(body.length - TAG_BYTES));
    return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, body.length - TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw new SealFault("SEAL_BROKEN", `What is stored for ${owner} was changed, or was sealed for something else.`);
  }
}

function derived(key: Uint8Array, label: string): DerivedKey {
  const bytes = new Uint8Array(hkdfSync("sha256", key, new Uint8Array(0), `tutti/${label}`, KEY_BYTES));
  return { bytes, id: createHash("sha256").update(`id/${label}/`).update(bytes).digest("hex").slice(0, 16) };
}
