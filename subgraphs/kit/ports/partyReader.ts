import type { PartyStatement } from "./partyRegistrar.ts";

/** Reads parties for the other subgraphs, in batches. Everything crosses as plain JSON. */
export interface PartyReader {
  /** The party of each id, in the order asked; null for an unknown one. At most 10,000 a call. */
  byIds(request: { readonly ids: readonly string[] }): Promise<{ readonly parties: readonly (PartyBrief | null)[] }>;
  /** The party of each IPI name number, IPI base number, ISNI or DPID (canonical form); merged parties answer with the survivor. At most 10,000 a call. */
  byCodes(request: { readonly codes: readonly string[] }): Promise<{ readonly parties: readonly (PartyBrief | null)[] }>;
  /**
   * The party that the registrar would find for each statement (by IPI number, base number, else submitter, the submitter's number and the
   * name), in the order asked; null for one that it would make. Registers nobody. At most 500 a call.
   */
  byStatements(request: { readonly parties: readonly PartyStatement[] }): Promise<{ readonly partyIds: readonly (string | null)[] }>;
  /**
   * Whom each party may stand for as a creator, itself left out, in the order asked: the party it was merged into and all that were merged into
   * that one, the groups whose name one of these bears or bore, and, where it is a group, its members then and now. Nothing for an unknown
   * one; at most 500 each, and 10,000 ids a call.
   */
  kinOf(request: { readonly ids: readonly string[] }): Promise<{ readonly kin: readonly (readonly string[])[] }>;
  /**
   * What a submitter calls parties in its files: its own numbers for each, and the parts of the names; null for an unknown id. A merged
   * party answers with what was stated of it and of its survivor. At most 10,000 a call.
   */
  writtenNames(request: {
    readonly ids: readonly string[];
    readonly submitterKey: string;
  }): Promise<{ readonly parties: readonly (WrittenNames | null)[] }>;
  /** Parties whose name or one of whose names is near the text, best first. */
  search(request: { readonly text: string; readonly first: number }): Promise<{ readonly parties: readonly PartyBrief[] }>;
}

/** What others need to know of a party. */
export interface PartyBrief {
  readonly id: string;
  readonly name: string;
  /** All names in all scripts. */
  readonly names: readonly string[];
  readonly kind: "NATURAL" | "LEGAL" | "GROUP" | "GENERIC";
  readonly ipiNameNumber: string | null;
  readonly ipiBaseNumber: string | null;
  /** The id asked for, when it was merged into this party. */
  readonly redirectedFrom: string | null;
  /** Every merged party on the way from that one to this, that one first; absent for none. */
  readonly redirects?: readonly string[];
}

/** How a party is written in a submitter's files. */
export interface WrittenNames {
  /** The submitter's numbers of the party, each with the name it came with (folded: lower case, no accents, last name first), ascending. */
  readonly numbers: readonly { readonly number: string; readonly name: string }[];
  readonly names: readonly {
    readonly text: string;
    readonly lastName: string;
    readonly firstName: string | null;
    /** ISO 15924: Latn, Hani, or Zyyy. */
    readonly script: string;
  }[];
  readonly ipiNameNumber: string | null;
  readonly ipiBaseNumber: string | null;
  readonly kind: "NATURAL" | "LEGAL" | "GROUP" | "GENERIC";
}
