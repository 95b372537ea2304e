import type { RightFamily } from "../../domain/rights.ts";

/**
 * How works makes the parties of a file known before it writes the works that name them. Idempotent: a party is found by
 * its IPI name number, else by name and submitter; a failure between leaves parties without works and nothing else.
 * Everything crosses as plain JSON, in process and over HTTP alike.
 */
export interface PartyRegistrar {
  /** One `pty_…` per party, in the order asked. At most 500 a call. */
  register(request: { readonly parties: readonly PartyStatement[] }): Promise<{ readonly partyIds: readonly string[] }>;
}

/** A party as one message states it. */
export interface PartyStatement {
  readonly ipiNameNumber: string | null;
  readonly ipiBaseNumber: string | null;
  readonly kind: "NATURAL" | "LEGAL";
  /** Last name, or the whole name of a legal entity. */
  readonly lastName: string;
  readonly firstName: string | null;
  /** Name in the party's own script (CWR NWN, NPN), if given. */
  readonly nativeName: string | null;
  readonly side: "WRITER" | "PUBLISHER";
  /** Society printed for each family: a provisional membership, marked FROM_CWR, until better data arrive. */
  readonly affiliations: Readonly<Partial<Record<RightFamily, string>>>;
  /** `Submitter.key` and the submitter's own number for the party: the key where there is no IPI number. */
  readonly submitterKey: string;
  readonly submitterPartyNumber: string;
  /** The message (`msg_…`) it came in. */
  readonly message: string;
}
