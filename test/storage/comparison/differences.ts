/**
 * Where the embedded store is known to answer otherwise than MongoDB, and does not refuse: the case's area and name, and how.
 * A case on this list must fail on the embedded store, so that the list stays true; it is empty when nothing is left to mend.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  "indexes: insert: an empty array and a missing field": "a unique index takes both for null and refuses the second",
};
