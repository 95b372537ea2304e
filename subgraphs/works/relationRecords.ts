/** A work that another one was made from; named by its ISWC, else by its title. */
export interface DerivationRecord {
  readonly kind: "VERSION" | "EXCERPT" | "COMPOSITE";
  readonly title: string | null;
  readonly iswc: string | null;
}

/** That a work is another one than those of some ISWCs, and why: the reasons of ISWC assignment. */
export interface DisambiguationRecord {
  readonly reason: "DIT" | "DIA" | "DIE" | "DIC" | "DIP" | "DIV";
  readonly from: readonly string[];
}
