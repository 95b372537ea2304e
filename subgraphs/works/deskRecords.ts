/** What parties bring to a conflict, as it is stored, and what each keeps about it for itself. */

export interface EvidenceRecord {
  readonly society: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly addedAt: string;
  /** A document that lies here; absent where none does. */
  readonly file?: EvidenceFileRecord;
}

export interface EvidenceFileRecord {
  /** `cnf_…-evd_….pdf`, in the folder of evidence. */
  readonly name: string;
  /** What its sender calls it; empty for nothing. */
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What one society keeps about a conflict for itself. */
export interface ConflictDeskRecord {
  /** `cnf_…|052` */
  readonly _id: string;
  readonly shape: number;
  readonly version: number;
  readonly conflict: string;
  readonly society: string;
  /** Who works on it: a handle of the society's own. */
  readonly assignee: string | null;
  readonly notes: readonly ConflictNoteRecord[];
}

export interface ConflictNoteRecord {
  readonly text: string;
  /** The token's `sub`. */
  readonly by: string;
  readonly writtenAt: string;
}

export interface EstimateRecord {
  readonly society: string | null;
  /** Minor units of the currency (ISO 4217). */
  readonly minor: string;
  readonly currency: string;
  readonly because: string;
  readonly statedAt: string;
}
