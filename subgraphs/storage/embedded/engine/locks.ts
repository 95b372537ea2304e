import { writeConflict } from "../errors.ts";
import { keyText } from "./view.ts";

/** Thrown when a write meets the lock of an open transaction: the write waits for its end and runs again. */
export class Wait extends Error {
  readonly until: Promise<void>;

  constructor(until: Promise<void>) {
    super("waiting for a transaction");
    this.until = until;
  }
}

/** One who holds locks: an open transaction. */
export interface Holder {
  /** The commit whose state it reads. */
  readonly snapshot: number;
  /** Resolves when its locks are free. */
  readonly ended: Promise<void>;
}

/**
 * Which keys open transactions have written, and which keys were committed when, as far back as the oldest open transaction reads.
 * First writer wins: who meets a lock, or a commit newer than the own snapshot, has lost.
 */
export class Locks {
  readonly #holders = new Map<string, Holder>();
  readonly #committed = new Map<string, number>();
  readonly #open = new Set<Holder>();
  /** Keys written outside of transactions by commit, not among the committed ones yet: nobody asks for them before the next claim. */
  readonly #passed = new Map<number, Buffer[]>();

  /** Whether anybody holds a lock: without, no write has to wait. */
  get held(): boolean {
    return this.#holders.size > 0;
  }

  begin(holder: Holder): void {
    this.#open.add(holder);
  }

  /** Claims a key for a transaction; throws error 112 when another one has it, or has changed it since. */
  claim(key: Buffer, holder: Holder, what: string): void {
    for (const [commit, keys] of this.#passed) for (const passed of keys) this.#committed.set(keyText(passed), commit);
    this.#passed.clear();
    const text = keyText(key);
    const other = this.#holders.get(text);
    if (other === holder) return;
    if (other || (this.#committed.get(text) ?? 0) > holder.snapshot) throw writeConflict(what);
    this.#holders.set(text, holder);
  }

  /** Notes a write outside of transactions; throws `Wait` when a transaction has the key. */
  pass(key: Buffer, commit: number): void {
    const other = this.held ? this.#holders.get(keyText(key)) : undefined;
    if (other) throw new Wait(other.ended);
    const keys = this.#passed.get(commit);
    if (keys) keys.push(key);
    else this.#passed.set(commit, [key]);
  }

  /** A transaction's keys belong to this commit from now on; they stay locked until `end`. */
  commit(holder: Holder, commit: number): void {
    for (const [text, other] of this.#holders) if (other === holder) this.#committed.set(text, commit);
  }

  end(holder: Holder): void {
    this.#open.delete(holder);
    for (const [text, other] of this.#holders) if (other === holder) this.#holders.delete(text);
  }

  /** Forgets commits that every reader, present and to come, sees. */
  forget(visible: number): void {
    let oldest = visible;
    for (const holder of this.#open) oldest = Math.min(oldest, holder.snapshot);
    for (const commit of this.#passed.keys()) if (commit <= oldest) this.#passed.delete(commit);
    for (const [text, commit] of this.#committed) if (commit <= oldest) this.#committed.delete(text);
  }
}
