import type { Caller, Role } from "./caller.ts";

/** Everything a caller can be allowed to do; the names stand in the schema's `@requiresScopes` and in the services' assertions. */
export const SCOPES = [
  /** Titles, creators, society names. */
  "works:read",
  /** Claims, ownership, conflicts, mandates with figures. */
  "shares:read",
  "works:write",
  "claims:write",
  "conflicts:rule",
  "parties:read",
  "parties:write",
  "agreements:write",
  /** Licences of the own society, or the own ones of a licensee. */
  "licenses:read",
  "licenses:write",
  "quotes:read",
  "usage:write",
  "distributions:run",
  /** Runs, statements, payments of the own society. */
  "money:read",
  "aggregates:read",
  "jobs:read",
  "changes:read",
  /** Webhooks of the own society. */
  "webhooks:write",
  /** Where the own society's word comes from: files in a rhythm, or a node. */
  "sources:write",
  "files:write",
  "files:read",
  /** Ad hoc documents, not persisted ones only. */
  "explore",
] as const;
export type Scope = (typeof SCOPES)[number];

const REPERTOIRE: readonly Scope[] = ["works:read", "parties:read"];
const SHARED_REPERTOIRE: readonly Scope[] = [...REPERTOIRE, "shares:read", "jobs:read", "changes:read", "files:read", "explore"];

/** The most a role can hold. Default: nothing is allowed. */
export const SCOPES_BY_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  society: [...SHARED_REPERTOIRE, "money:read", "licenses:read", "webhooks:write"],
  licensing: [...SHARED_REPERTOIRE, "licenses:read", "licenses:write", "quotes:read"],
  steward: [
    ...SHARED_REPERTOIRE,
    "works:write",
    "claims:write",
    "conflicts:rule",
    "parties:write",
    "agreements:write",
    "files:write",
    "webhooks:write",
    "sources:write",
  ],
  distribution: [...SHARED_REPERTOIRE, "licenses:read", "usage:write", "distributions:run", "money:read", "files:write"],
  licensee: [...REPERTOIRE, "licenses:read", "usage:write", "jobs:read", "files:write", "files:read", "explore"],
  regulator: [...REPERTOIRE, "aggregates:read", "explore"],
  admin: SCOPES,
  anonymous: ["works:read"],
  system: SCOPES,
};

/**
 * Whether the caller holds a scope: the role must allow it, and a token that lists scopes must list it. `system` and
 * `anonymous` carry no list, nor does a token that asked for all of its role's.
 */
export function may(caller: Caller, scope: Scope): boolean {
  if (!SCOPES_BY_ROLE[caller.role].includes(scope)) return false;
  return caller.scopes.length === 0 || caller.scopes.includes(scope);
}

/** The scopes the caller really holds, for the gateway's access rules. */
export function scopesOf(caller: Caller): readonly Scope[] {
  return SCOPES.filter((scope) => may(caller, scope));
}

/** Refused for lack of a scope or of standing; UNAUTHENTICATED when a token would help. */
export class AccessDenied extends Error {
  readonly code: "FORBIDDEN" | "UNAUTHENTICATED";

  constructor(code: "FORBIDDEN" | "UNAUTHENTICATED", message: string) {
    super(message);
    this.name = "AccessDenied";
    this.code = code;
  }
}

/** Throws AccessDenied unless the caller holds the scope. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (may(caller, scope)) return;
  if (caller.role === "anonymous") throw new AccessDenied("UNAUTHENTICATED", `A bearer token with the scope ${scope} is needed here.`);
  throw new AccessDenied("FORBIDDEN", `The role ${caller.role} does not hold the scope ${scope} here.`);
}

/** Throws AccessDenied unless the caller speaks for the society; admin and system speak for all. */
export function requireSociety(caller: Caller, society: string): void {
  if (caller.role === "admin" || caller.role === "system" || caller.society === society) return;
  throw new AccessDenied("FORBIDDEN", `This belongs to society ${society}; the token speaks for ${caller.society ?? "no society"}.`);
}
