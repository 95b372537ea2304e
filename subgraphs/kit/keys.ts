import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";

/**
 * The house's secrets, 32 bytes each: `token` signs bearer tokens; `internal` the calls between gateway and subgraphs, and what is stored sealed is
 * sealed under keys derived from it (seal.ts).
 */
export interface Keys {
  readonly token: Uint8Array;
  readonly internal: Uint8Array;
  /** Token keys that were changed for the present one: tokens that they signed are believed until they expire, or the key is struck out. */
  readonly formerTokens: readonly Uint8Array[];
  /** Internal keys that were changed for the present one: what they sealed still opens, and is sealed anew. */
  readonly former: readonly Uint8Array[];
}

const KEY_BYTES = 32;
const keyText = z
  .base64()
  .refine((text) => Buffer.from(text, "base64").length >= KEY_BYTES, `a key is at least ${KEY_BYTES} bytes in base64`);
const FORMER_COUNT_MAX = 10;
const formerKeys = z.array(keyText).max(FORMER_COUNT_MAX).default([]);
const keysFile = z.object({ token: keyText, internal: keyText, former: formerKeys, formerTokens: formerKeys });

/** Keys that cannot be used: missing, unreadable, or readable by other users of the machine. */
export class KeysFault extends Error {
  readonly code = "KEYS_FAULT";
}

/**
 * The keys of a data folder, made there on first start, or of a mounted file, which must exist. A key file that others
 * than its owner can read is refused: it would let them sign as anybody.
 */
export async function loadKeys(place: { readonly dataFolder: string } | { readonly file: string }): Promise<Keys> {
  if ("file" in place) return await readKeys(place.file);
  const file = join(place.dataFolder, "keys.json");
  if (!(await exists(file))) await makeKeys(file);
  return await readKeys(file);
}

/** Written beside, synced, then linked into place: a crash leaves no half file, and of two starters one wins and both read its keys. */
async function makeKeys(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${randomBytes(6).toString("hex")}`;
  const handle = await open(beside, "wx", 0o600);
  try {
    await handle.writeFile(`${JSON.stringify({ token: freshKey(), internal: freshKey() }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(beside, file);
  } catch (error) {
    if (!(await exists(file))) throw error;
  } finally {
    await unlink(beside);
  }
}

async function readKeys(file: string): Promise<Keys> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new KeysFault(`The key file ${file} cannot be read.`, { cause });
  });
  if (process.platform !== "win32" && (found.mode & 0o077) !== 0) {
    throw new KeysFault(`The key file ${file} can be read by others (mode ${(found.mode & 0o777).toString(8)}); make it 600.`);
  }
  const parsed = keysFile.safeParse(parseJson(await readFile(file, "utf8")));
  if (!parsed.success)
    throw new KeysFault(
      `The key file ${file} does not hold { "token", "internal" } and, if it has any, "former" and "formerTokens" (at most ${FORMER_COUNT_MAX}), each at least ${KEY_BYTES} bytes in base64.`,
    );
  const { token, internal, former, formerTokens } = parsed.data;
  if ([token, ...formerTokens].some((one) => one === internal || former.includes(one)))
    throw new KeysFault(`The key file ${file} uses one key for tokens and for internal calls; they must differ.`);
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
  return { token: bytes(token), internal: bytes(internal), former: former.map(bytes), formerTokens: formerTokens.map(bytes) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function freshKey(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}
