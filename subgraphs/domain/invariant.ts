/** Stops on a programmer's error; expected failures are values (see outcome.ts). The message says what was expected and what came. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}

/** The end of a switch over a closed union: the compiler proves that it is never reached. */
function unreachable(value: never): never {
  throw new Error(`Invariant: unexpected value ${JSON.stringify(value)}`);
}
