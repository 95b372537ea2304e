/**
 * Works of one transfer. It is applied in one transaction, so that nobody ever reads half of it and a house that dies leaves nothing of it: what bounds it is
 * the 60 seconds and, on the embedded store, the 256 MB of a transaction.
 */
export const WORKS_MAX = 2_000;
/** Claims of all statements in force on its works: what is worked out in the transaction grows with them. */
export const CLAIMS_MAX = 20_000;
/** Statements that name the party, of which the claims that go are picked. */
export const STATEMENTS_MAX = 20_000;
