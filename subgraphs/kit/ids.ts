import { invariant } from "../domain/invariant.ts";
import type { Clock } from "./clock.ts";

/** What an id names; the prefix is part of the id, so that an id read in a log or a file says what it is. */
export const ID_PREFIXES = [
  "wrk",
  "rec",
  "stm",
  "clm",
  "msg",
  "cnf",
  "rul",
  "evd",
  "tsk",
  "pty",
  "mem",
  "agr",
  "man",
  "lic",
  "qte",
  "trf",
  "ctr",
  "dst",
  "sta",
  "lin",
  "usg",
  "ent",
  "job",
  "evt",
  "whk",
  "dlv",
] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];

/** Makes ids that sort by the time they were made. */
export interface IdMaker {
  /** `wrk_` and 26 characters of Crockford base32: 48 bits of milliseconds, 80 bits of random; strictly rising within a process. */
  make(prefix: IdPrefix): string;
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_BITS = 80n;
const RANDOM_MAX = (1n << RANDOM_BITS) - 1n;
/** 48 bits of milliseconds reach to the year 10889; the first character of the 26 is 0 to 7. */
const TIME_MAX = (1n << 48n) - 1n;
/** Characters of an id that are counted up without working out the others. */
const TAIL_LENGTH = 3;
const TAIL_COUNT = 32 ** TAIL_LENGTH;
const PATTERN = /^([a-z]{3})_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/**
 * An id maker on an injected clock and random source. Ids rise even when the clock stands still or goes back: the last
 * instant is kept and its random part counted up, because time-ordered ids nearly double the insert rate and cursors rely on the order.
 */
export function createIdMaker(options: { readonly clock: Clock; readonly random: () => Uint8Array }): IdMaker {
  let lastTime = -1n;
  let lastRandom = 0n;
  // Of the last id: all but its last three characters, and those as a number. Most ids differ in these alone, and an import makes millions.
  let head = "";
  let tail = TAIL_COUNT;
  const next = (): bigint => {
    const now = BigInt(options.clock.now().getTime());
    if (now > lastTime) {
      lastTime = now;
      lastRandom = randomPart(options.random());
    } else if (lastRandom < RANDOM_MAX) {
      lastRandom += 1n;
    } else {
      lastTime += 1n;
      lastRandom = randomPart(options.random());
    }
    invariant(lastTime >= 0n && lastTime <= TIME_MAX, `an id's time fits 48 bits, not ${lastTime}`);
    return (lastTime << RANDOM_BITS) | lastRandom;
  };
  const nextText = (): string => {
    if (tail < TAIL_COUNT - 1 && BigInt(options.clock.now().getTime()) <= lastTime) {
      lastRandom += 1n;
      tail += 1;
      return head + character(tail >> 10) + character(tail >> 5) + character(tail);
    }
    const value = next();
    const text = base32(value);
    head = text.slice(0, -TAIL_LENGTH);
    tail = Number(value % BigInt(TAIL_COUNT));
    return text;
  };
  return { make: (prefix) => `${prefix}_${nextText()}` };
}

/** Whether a text has the form of an id, and of the given kind. */
export function isId(text: string, prefix?: IdPrefix): boolean {
  const found = PATTERN.exec(text)?.[1];
  if (found === undefined) return false;
  return prefix === undefined ? (ID_PREFIXES as readonly string[]).includes(found) : found === prefix;
}

/** The top bit is left clear, so that there is room to count up within one millisecond. */
function randomPart(bytes: Uint8Array): bigint {
  invariant(bytes.length === 10, `the random source gives 10 bytes, not ${bytes.length}`);
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value & (RANDOM_MAX >> 1n);
}

function base32(value: bigint): string {
  let text = "";
  for (let rest = value, at = 0; at < 26; at += 1, rest >>= 5n) text = character(Number(rest & 31n)) + text;
  return text;
}

/** By the lowest five bits. */
function character(bits: number): string {
  return ALPHABET[bits & 31] ?? "";
}
