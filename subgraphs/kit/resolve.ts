import type { Problem } from "../domain/outcome.ts";
import { problem } from "../domain/outcome.ts";
import { IdempotencyConflict } from "./commands.ts";
import { Refusal } from "./refusal.ts";

/** A problem as the schema shows it (`interface Problem`), with the places of files where there are any. */
export interface ProblemType {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly line: number | null;
  readonly column: number | null;
  readonly record: string | null;
  readonly field: string | null;
  readonly severity: string | null;
}

/** A problem for GraphQL: absent places are null. */
export function toProblemType(found: Problem): ProblemType {
  const { code, message, path, line, column, record, field, severity } = found;
  return {
    code,
    message,
    path,
    line: line ?? null,
    column: column ?? null,
    record: record ?? null,
    field: field ?? null,
    severity: severity ?? null,
  };
}

/** What every mutation answers: the entity's field (null when refused), the problems, and whether it is a replay. */
export type Payload<Name extends string, E> = { readonly [key in Name]: E | null } & {
  readonly problems: readonly ProblemType[];
  readonly replayed: boolean;
};

/**
 * Runs a command for a mutation and shapes its payload: `payload("license", async () => …)`. A Refusal and a reused
 * idempotency key become problems with a null entity; anything else is an error of the request.
 */
export async function payload<Name extends string, E>(
  name: Name,
  work: () => Promise<{ readonly answer: E; readonly replayed: boolean }>,
): Promise<Payload<Name, E>> {
  try {
    const { answer, replayed } = await work();
    return payloadOf(name, { entity: answer, problems: [], replayed });
  } catch (error) {
    return payloadOf<Name, E>(name, { entity: null, problems: problemsOf(error), replayed: false });
  }
}

/** The problems that an expected failure carries; anything else is thrown on. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof Refusal) return error.problems;
  if (error instanceof IdempotencyConflict) return [problem(error.code, error.message, ["idempotencyKey"])];
  throw error;
}

function payloadOf<Name extends string, E>(
  name: Name,
  parts: { readonly entity: E | null; readonly problems: readonly Problem[]; readonly replayed: boolean },
): Payload<Name, E> {
  const { entity, problems, replayed } = parts;
  // A computed key widens to string, so the compiler cannot see that this is the payload it is.
  return { [name]: entity, problems: problems.map(toProblemType), replayed } as Payload<Name, E>;
}
