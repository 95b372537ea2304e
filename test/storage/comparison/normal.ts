import { deserialize, EJSON, serialize } from "bson";

/** A value as text that tells every BSON type and the order of fields: two values have the same text when MongoDB would store the same bytes. */
export function textOf(value: unknown): string {
  const { value: read } = deserialize(serialize({ value }, { ignoreUndefined: true }), READ_EXACTLY);
  return EJSON.stringify(read, { relaxed: false });
}

/** How an answer is read so that nothing of its types is lost. */
export const READ_EXACTLY = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  useBigInt64: false,
  bsonRegExp: true,
} as const;

/** Texts in an order of their own, for answers whose order means nothing. */
export function unordered(values: readonly unknown[]): string[] {
  return values.map(textOf).sort();
}
