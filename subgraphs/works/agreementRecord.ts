import type { StoredJson } from "./records.ts";

/** One version of an agreement between writers and publishers, as its submitter stated it (CWR AGR). */
export interface AgreementRecord {
  /** The key and the version: `SO:052|AG1#2`. */
  readonly _id: string;
  readonly shape: number;
  /** Submitter and the submitter's agreement number. */
  readonly key: string;
  readonly submitterKey: string;
  readonly number: string;
  /** From 1. */
  readonly version: number;
  /** Only the last version. */
  readonly isCurrent: boolean;
  /** Its submitter, until its term bounds the claims that named it before it came. */
  readonly waitsFor?: string;
  /** The term, half-open. */
  readonly from: string | null;
  readonly until: string | null;
  readonly retainedUntil: string | null;
  readonly contentHash: string;
  /** Type, parties, shares, territories and whatever else was stated. */
  readonly content: StoredJson;
  readonly receiver: string | null;
  readonly message: string;
  readonly line: number;
  readonly receivedAt: string;
}
