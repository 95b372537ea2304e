import type { StoredJson } from "./records.ts";

/** What became of one batch of an import's transactions: written with what the batch stored, so that an attempt after a crash tells the same of it. */
export interface ImportedBatchRecord {
  /** The message and the place of its first transaction, from 0: `msg_…#400`. */
  readonly _id: string;
  readonly shape: number;
  readonly message: string;
  readonly first: number;
  /** One letter for each transaction; cwr/importLog.ts knows them. */
  readonly outcomes: string;
  /** The receiver's own numbers of works, by the transaction's place in the batch: only where there is one. */
  readonly numbers: readonly { readonly at: number; readonly number: string }[];
  /** Why transactions were refused by what was stored; whatever the file alone decides is found again by reading it. */
  readonly problems: readonly StoredJson[];
}
