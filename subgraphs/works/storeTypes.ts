/** A condition on stored works, as the store reads it. */
export type FilterQuery = Readonly<Record<string, unknown>>;
