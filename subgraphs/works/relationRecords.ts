/** A work that another one was made from; named by its ISWC, its submitter's number, or its title. Members without a value are absent. */
export interface DerivationRecord {
  readonly kind: "VERSION" | "EXCERPT" | "COMPOSITE";
  readonly title: string | null;
  readonly iswc: string | null;
  /** The title in its own script. */
  readonly nativeTitle?: string;
  /** CIS language code of the title. */
  readonly language?: string;
  /** The number under which the submitter registers the source itself. */
  readonly workNumber?: string;
  readonly creators?: readonly SourceCreatorRecord[];
  /** Where it comes from, such as the production it was written for (CWR VER and EWT, Source). */
  readonly source?: string;
  /** How long it sounds within a composite. */
  readonly durationMs?: number;
  /** The line that says so, where it is another than the statement's; no part of what is stated. */
  readonly line?: number;
}

/** A creator of a source as it is named there. */
export interface SourceCreatorRecord {
  readonly name: string;
  readonly ipiNameNumber: string | null;
  readonly ipiBaseNumber?: string;
}

/** That a work is another one than those of some ISWCs, and why: the reasons of ISWC assignment. */
export interface DisambiguationRecord {
  readonly reason: "DIT" | "DIA" | "DIE" | "DIC" | "DIP" | "DIV";
  readonly from: readonly string[];
}
