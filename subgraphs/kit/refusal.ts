import type { Outcome, Problem } from "../domain/outcome.ts";

/**
 * An expected failure on its way out of a transaction: thrown so that the work is aborted and nothing is recorded, caught
 * at the edge (resolve.ts, portTransport.ts, jobs.ts) and turned back into problems.
 */
export class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ code, message }) => `${code}: ${message}`).join("; "));
    this.name = "Refusal";
    this.problems = problems;
  }
}

/** The value of an outcome; its problems leave as a Refusal. */
export function requireOk<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.problems);
}
