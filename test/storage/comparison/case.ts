/** A case: documents in, commands one after the other, and what MongoDB's documentation says that comes out. Plain data. */
export interface Case {
  /** Unique in its file; a sentence or the command itself. */
  readonly name: string;
  /** The documents of collection `c`, in this order. */
  readonly given?: readonly Plain[];
  /** The documents of collection `d`, for commands that read two. */
  readonly beside?: readonly Plain[];
  /** Index specifications of `c` with key and options; names are made. */
  readonly indexes?: readonly Plain[];
  readonly steps: readonly Step[];
  /** The documents of `c` in the end, by `_id`. */
  readonly after?: readonly unknown[];
  /** What the embedded store answers instead, on purpose: it refuses with this code. Said of the last step. */
  readonly refused?: Refusal;
}

/** Not covered: in general, as an index, as an expression, as a hint. */
export type Refusal = 238 | 67 | 168 | 2;

export type Plain = Readonly<Record<string, unknown>>;

export interface Step {
  /** The command; collections are `c` and `d`, transaction numbers count from 1 in each case. */
  readonly run: Plain;
  /** What comes out; nothing said: it must succeed. */
  readonly gives?: Expected;
  /** The session it is sent in, by any name. */
  readonly session?: string;
}

/** What an answer must hold. */
export type Expected =
  /** The first batch, in this order. */
  | { readonly documents: readonly unknown[] }
  /** The first batch, in any order. */
  | { readonly set: readonly unknown[] }
  /** The `_id`s of the first batch, in this order. */
  | { readonly ids: readonly unknown[] }
  /** The `_id`s of the first batch, in any order. */
  | { readonly idSet: readonly unknown[] }
  /** The field `values` of the answer, in any order. */
  | { readonly values: readonly unknown[] }
  /** Fields of the answer, each whole; names may be dotted. */
  | { readonly reply: Plain }
  | Failure;

/** An error, of the command as a whole or of its only write. */
export interface Failure {
  readonly code: number;
  readonly codeName?: string;
  /** Further fields of the error, each whole. */
  readonly more?: Plain;
  readonly labels?: readonly string[];
}

export function fails(code: number, more: Omit<Failure, "code"> = {}): Failure {
  return { code, ...more };
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "number";
}

/** Stands in a command for the id of the cursor that the last answer left open. */
export const LAST_CURSOR = "<the cursor of the last answer>";
