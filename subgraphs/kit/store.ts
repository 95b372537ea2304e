/** The storage layer as the kit and the subgraphs use it: transactions with retries, unique keys, indexes. */
export { ensureIndexes } from "../storage/connection.ts";
export { inTransaction, isDuplicateKey } from "../storage/transaction.ts";
