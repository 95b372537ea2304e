import type { FigureRecord } from "./records.ts";

// Rulings as they are stored with their conflict.

/**
 * How a ruling settles. CHANGE: other shares, such as less of one's own; SPLIT: by percentages of what the contestants have room for; ACCEPT: some
 * claims give way to one; UPHOLD: all others do; END: claims end at a day; RELINQUISH: claims are given up; TIME_OUT: what is disputed falls to nobody;
 * MERGE_WORKS and KEEP_APART: of two works; UNDO: of a ruling in effect.
 */
export type RulingKind =
  "CHANGE" | "SPLIT" | "ACCEPT" | "UPHOLD" | "END" | "RELINQUISH" | "TIME_OUT" | "MERGE_WORKS" | "KEEP_APART" | "UNDO";

export interface RulingChangeRecord {
  readonly claimId: string;
  /** Empty: given up. */
  readonly figures: readonly FigureRecord[];
}

/** What a ruling says; of the members only those of its kind are there. */
export interface RulingTerms {
  /** Absent in rulings of before there were other kinds than CHANGE and KEEP_APART. */
  readonly kind?: RulingKind;
  readonly changes: readonly RulingChangeRecord[];
  readonly worksAreDistinct: boolean;
  /** ACCEPT, UPHOLD: the claim that stands. */
  readonly claimId?: string;
  /** ACCEPT: the claims that give way to it. RELINQUISH: those that are given up. */
  readonly claimIds?: readonly string[];
  /** SPLIT: one claim of each contestant, and its part of what they have room for. */
  readonly parts?: readonly { readonly claimId: string; readonly part: string }[];
  /** END: the day after each claim's last. */
  readonly ends?: readonly { readonly claimId: string; readonly until: string }[];
  readonly merge?: { readonly survivor: string; readonly merged: string };
  /** UNDO: the ruling. */
  readonly undoes?: string;
}

/** What a ruling did to one statement; null where none was in force before, or is since. */
export interface RuledStatement {
  readonly before: string | null;
  readonly after: string | null;
}

export interface RulingRecord extends RulingTerms {
  readonly id: string;
  readonly state: "PROPOSED" | "IN_EFFECT" | "COUNTERED" | "LAPSED" | "UNDONE";
  readonly proposedBy: string | null;
  readonly because: string;
  readonly proposedAt: string;
  readonly needed: readonly string[];
  readonly signed: readonly string[];
  /** Once it is in effect: the statements that it replaced. Absent before, and in rulings of before these were kept. */
  readonly ruled?: readonly RuledStatement[];
}

export function kindOf({ kind, worksAreDistinct }: RulingTerms): RulingKind {
  return kind ?? (worksAreDistinct ? "KEEP_APART" : "CHANGE");
}
