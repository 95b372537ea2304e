import { describe, expect, it } from "@jest/globals";
import { AccessDenied, SCOPES, SCOPES_BY_ROLE, may, requireScope, requireSociety, scopesOf } from "../../subgraphs/kit/access.ts";
import { ROLES, anonymousCaller, systemCaller } from "../../subgraphs/kit/caller.ts";
import type { Caller, Role } from "../../subgraphs/kit/caller.ts";

// Shows who may do what: by role, narrowed by the token's scopes, and for whose society.
const callerOf = (role: Role, scopes: readonly string[] = []): Caller => ({
  subject: "anna",
  society: "052",
  role,
  scopes,
  purpose: null,
  requestId: "req-1",
});

describe("access", () => {
  it.each(ROLES)("gives %s no more than its role's scopes, whatever the token says", (role) => {
    expect(scopesOf(callerOf(role, SCOPES))).toEqual(SCOPES.filter((scope) => SCOPES_BY_ROLE[role].includes(scope)));
  });

  it("narrows a role to the scopes of the token", () => {
    const caller = callerOf("steward", ["works:read", "distributions:run"]);
    expect(scopesOf(caller)).toEqual(["works:read"]);
  });

  it("shows a caller without token titles and names, no shares and no money", () => {
    expect(scopesOf(anonymousCaller("req-1"))).toEqual(["works:read"]);
  });

  it.each([
    ["society", "money:read", true],
    ["society", "claims:write", false],
    ["steward", "conflicts:rule", true],
    ["steward", "distributions:run", false],
    ["licensing", "licenses:write", true],
    ["distribution", "distributions:run", true],
    ["licensee", "shares:read", false],
    ["regulator", "aggregates:read", true],
    ["regulator", "shares:read", false],
    ["admin", "agreements:write", true],
  ] as const)("lets %s use %s: %s", (role, scope, allowed) => {
    expect(may(callerOf(role), scope)).toBe(allowed);
  });

  it("asks those without a token for one, and refuses the others", () => {
    expect(() => requireScope(anonymousCaller("r"), "shares:read")).toThrow(expect.objectContaining({ code: "UNAUTHENTICATED" }));
    expect(() => requireScope(callerOf("regulator"), "shares:read")).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
    expect(() => requireScope(systemCaller("r"), "shares:read")).not.toThrow();
  });

  it("keeps one society out of another's affairs, admin and the house itself excepted", () => {
    expect(() => requireSociety(callerOf("distribution"), "119")).toThrow(AccessDenied);
    for (const caller of [callerOf("distribution"), callerOf("admin"), systemCaller("r")])
      expect(() => requireSociety(caller, "052")).not.toThrow();
    expect(() => requireSociety({ ...callerOf("licensee"), society: null }, "052")).toThrow(/no society/);
  });
});
