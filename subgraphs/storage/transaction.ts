import { setTimeout as wait } from "node:timers/promises";
import type { ClientSession, Connection } from "mongoose";

/** How often a transaction is tried at most. */
export interface TransactionOptions {
  readonly attempts?: number;
}

const ATTEMPTS = 12;
const COMMIT_ATTEMPTS = 5;
const BACKOFF_MS = 5;
const BACKOFF_MOST_MS = 250;

/** A transaction that met others each time it was tried; `cause` is the last error. */
export class TransactionGaveUp extends Error {
  readonly code = "BUSY";
  readonly attempts: number;

  constructor(attempts: number, cause: unknown) {
    super(`The transaction met other writers ${attempts} times and gave up: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.attempts = attempts;
  }
}

/**
 * Runs `work` in a transaction and commits it: snapshot reads, one commit that a majority has on disk. `work` is called again, from the beginning,
 * when another writer was first, so it must do nothing outside the session. Its own errors end the transaction and are thrown as they are.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
  { attempts = ATTEMPTS }: TransactionOptions = {},
): Promise<T> {
  const session = await connection.startSession();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await attemptOnce(session, work);
      } catch (error) {
        if (!hasLabel(error, "TransientTransactionError")) throw error;
        if (attempt >= attempts) throw new TransactionGaveUp(attempt, error);
        const longest = Math.min(BACKOFF_MOST_MS, BACKOFF_MS * 2 ** attempt);
        await wait(Math.random() * longest); // jitter: those who met must not meet again
      }
    }
  } finally {
    await session.endSession();
  }
}

async function attemptOnce<T>(session: ClientSession, work: (session: ClientSession) => Promise<T>): Promise<T> {
  session.startTransaction({ readConcern: { level: "snapshot" }, writeConcern: { w: "majority", journal: true } });
  let result: T;
  try {
    result = await work(session);
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction();
    throw error;
  }
  await commit(session);
  return result;
}

/** A commit whose outcome is unknown is asked for again: the server answers the same for one that is done. */
async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!hasLabel(error, "UnknownTransactionCommitResult") || attempt >= COMMIT_ATTEMPTS) throw error;
    }
  }
}

function hasLabel(error: unknown, label: string): boolean {
  if (typeof error !== "object" || error === null || !("hasErrorLabel" in error)) return false;
  const { hasErrorLabel } = error;
  return typeof hasErrorLabel === "function" && hasErrorLabel.call(error, label) === true;
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** Whether the error says that another writer was first (code 112). */
export function isWriteConflict(error: unknown): boolean {
  return codeOf(error) === 112;
}

/** Which unique key a write collided with, and its values; `null` for any other error. */
export interface DuplicateKey {
  readonly keyPattern: Readonly<Record<string, unknown>>;
  readonly keyValue: Readonly<Record<string, unknown>>;
}

/** The unique key that was taken (code 11000), also from the first error of a bulk write; `null` for any other error. */
export function isDuplicateKey(error: unknown): DuplicateKey | null {
  if (typeof error !== "object" || error === null) return null;
  const places = ["writeErrors" in error && Array.isArray(error.writeErrors) ? firstError(error.writeErrors) : null, error];
  for (const place of places) {
    const found = place && codeOf(place) === 11000 ? keysOf(place) : null;
    if (found) return found;
  }
  return null;
}

function firstError(errors: readonly unknown[]): object | null {
  const [first] = errors;
  if (typeof first !== "object" || first === null) return null;
  return "err" in first && typeof first.err === "object" && first.err !== null ? first.err : first;
}

function keysOf(error: object): DuplicateKey | null {
  const keyPattern = "keyPattern" in error ? error.keyPattern : undefined;
  const keyValue = "keyValue" in error ? error.keyValue : undefined;
  return isRecord(keyPattern) && isRecord(keyValue) ? { keyPattern, keyValue } : keysOfMessage(error);
}

/** The driver keeps of a bulk write's errors only the text: `… dup key: { code: "c1", n: 1 }`. Values that are no JSON stay text; directions are not told. */
function keysOfMessage(error: object): DuplicateKey | null {
  const text = "errmsg" in error ? error.errmsg : "message" in error ? error.message : undefined;
  const inside = typeof text === "string" ? /dup key: \{ (.*) \}/s.exec(text)?.[1] : undefined;
  if (inside === undefined) return null;
  const pairs = [...inside.matchAll(/(?:^|, )([\w.]+): ((?:"(?:[^"\\]|\\.)*"|[^,])*)/g)];
  return {
    keyPattern: Object.fromEntries(pairs.map(([, name = ""]) => [name, 1])),
    keyValue: Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, parsed(value)])),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
