/** What a caller may be; `anonymous` came without a token, `system` is the house itself (jobs, ports between subgraphs). */
export const ROLES = ["society", "licensing", "steward", "distribution", "licensee", "regulator", "admin", "anonymous", "system"] as const;
export type Role = (typeof ROLES)[number];

/** Who asks, for whom and why: established by the gateway, carried to each subgraph under its signature, asserted again there. */
export interface Caller {
  /** The token's `sub`; `anonymous` and `system` for those two. */
  readonly subject: string;
  /** 3-digit CISAC code or organisation code; null when the caller speaks for no society. */
  readonly society: string | null;
  readonly role: Role;
  /** Scopes granted by the token, within what the role may have (see access.ts). */
  readonly scopes: readonly string[];
  /** Why shares or money are read (`x-tutti-purpose`), for the log. */
  readonly purpose: string | null;
  readonly requestId: string;
}

/** The house itself. */
export function systemCaller(requestId: string): Caller {
  return { subject: "system", society: null, role: "system", scopes: [], purpose: null, requestId };
}

/** Somebody without a token: titles, creators and society names only. */
export function anonymousCaller(requestId: string): Caller {
  return { subject: "anonymous", society: null, role: "anonymous", scopes: [], purpose: null, requestId };
}
