import type { Caller } from "./caller.ts";
import type { JsonObject } from "./json.ts";
import type { ClientSession } from "./model.ts";

/** Commands that may be sent twice and happen once. */
export interface Commands {
  /**
   * Runs the work in one transaction and records its answer under the caller's key in the same transaction: the same key
   * with the same input gets the recorded answer, marked as replayed, for 30 days. Without a key it is a transaction and
   * no more. A thrown Refusal aborts and is not recorded. Throws IdempotencyConflict when the key came with another input.
   */
  run<T extends JsonObject>(options: CommandOptions, work: (session: ClientSession) => Promise<T>): Promise<CommandAnswer<T>>;
  /** Deletes records older than 30 days; returns how many. A schedule calls it daily. */
  forget(): Promise<number>;
}

export interface CommandOptions {
  /** The mutation's name, e.g. `issueLicense`. */
  readonly operation: string;
  readonly caller: Caller;
  /** The caller's idempotency key, 1 to 200 characters; null for none. */
  readonly key: string | null;
  readonly input: JsonObject;
}

export interface CommandAnswer<T> {
  readonly answer: T;
  readonly replayed: boolean;
}

/** An idempotency key that was used before with another input. */
export class IdempotencyConflict extends Error {
  readonly code = "IDEMPOTENCY_KEY_REUSED";

  constructor(operation: string) {
    super(`The idempotency key was used before for ${operation} with another input; use a new key for a new command.`);
    this.name = "IdempotencyConflict";
  }
}
