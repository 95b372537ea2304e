/**
 * What is wrong with an input, in words for a person and in a code for a program.
 * `path` leads to the fault in a structured input; `line` and `column` (both from 1) in a file.
 */
export interface Problem {
  /** A stable code in SCREAMING_SNAKE, or the standard's own where its meaning was read (see formats/cwr). */
  readonly code: string;
  /** What was wrong, with the value, and what would be right. */
  readonly message: string;
  readonly path: readonly string[];
  readonly line?: number;
  readonly column?: number;
  /** CWR record type, e.g. `SPU`. */
  readonly record?: string;
  /** The standard's name of the field, e.g. `PR Ownership Share`. */
  readonly field?: string;
  readonly severity?: Severity;
}

/** CWR's severities: file, group, transaction refused; record dropped; field replaced by its default. INFO: kept and reported. */
export type Severity = "ER" | "GR" | "TR" | "RR" | "FR" | "INFO";

/** A parsed value, or every problem that was found in the input. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(...problems: readonly Problem[]): Outcome<never> {
  return { ok: false, problems };
}

/** One problem without place; `at` gives it a path. */
export function problem(code: string, message: string, path: readonly string[] = []): Problem {
  return { code, message, path };
}
