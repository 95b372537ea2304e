/** Orders ISO instants in UTC, which compare as text. */
export function compareInstant(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
