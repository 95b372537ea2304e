/** Stops on a programmer's error; expected failures are values (see outcome.ts). The message says what was expected and what came. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}
