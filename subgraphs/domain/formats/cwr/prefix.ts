import { field } from "../fixedWidth.ts";

/** Every record of a transaction begins with its type, the transaction's number and its own (CWR 2.2, 2.1 record prefixes). */
export const RECORD_TYPE = field("Record Type", 1, 3, "TEXT", "M");
export const TRANSACTION_NUMBER = field("Transaction Sequence #", 4, 8, "NUMBER", "M");
export const RECORD_NUMBER = field("Record Sequence #", 12, 8, "NUMBER", "M");
export const PREFIX_WIDTH = 19;
