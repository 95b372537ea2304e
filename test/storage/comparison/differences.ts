/**
 * Where the embedded store is known to answer otherwise than MongoDB, and does not refuse: the case's area and name, and how.
 * A case on this list must fail on the embedded store, so that the list stays true; it is empty when nothing is left to mend.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  "indexes: insert: two arrays under one compound index": "arrays of one element or none are indexed together; MongoDB's error is 171",
  "indexes: define: over two arrays": "as above",
  "indexes: define: a direction of 0": "error 15975 instead of 67",
  "indexes: define: no name": "error 67 instead of 9",
  "indexes: define: no key": "error 67 instead of 9",
  "indexes: define: an unknown option": "error 67 instead of 197",
  "indexes: define: sparse and partial": "both are taken; MongoDB's error is 67",
  "indexes: define: a part that cannot be": "any filter is taken; MongoDB's error is 67",
  "indexes: insert: an empty array and a missing field": "a unique index takes both for null and refuses the second",
  "indexes: drop what is not there is no error since 7.0": "error 26, as before 7.0",
};
