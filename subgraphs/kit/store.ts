/** The storage layer as the kit and the subgraphs use it: transactions with retries, unique keys, indexes, insertion of many. */
export { ensureIndexes } from "../storage/connection.ts";
export { countByKey } from "../storage/counting.ts";
export { insertBuilt } from "../storage/insertion.ts";
export { inTransaction, isDuplicateKey, TransactionGaveUp } from "../storage/transaction.ts";
