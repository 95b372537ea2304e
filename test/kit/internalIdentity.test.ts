import { randomBytes } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { SignJWT, UnsecuredJWT } from "jose";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import { IdentityRefused, signCaller, verifyCaller } from "../../subgraphs/kit/internalIdentity.ts";

// Shows that a subgraph knows its caller by the gateway's signature only, for a minute, and for itself alone.
const KEY = new Uint8Array(randomBytes(32));
const AT = new Date("2026-03-31T12:00:00Z");
const STEWARD: Caller = {
  subject: "anna",
  society: "052",
  role: "steward",
  scopes: ["works:write"],
  purpose: "repertoire care",
  requestId: "req-1",
};

const verify = async (token: string | undefined, more: { key?: Uint8Array; atMs?: number } = {}) =>
  await verifyCaller({ key: more.key ?? KEY, audience: "works", token, clock: fixedClock(new Date(AT.getTime() + (more.atMs ?? 0))) });
const sign = async (caller: Caller = STEWARD) => await signCaller({ key: KEY, audience: "works", caller, clock: fixedClock(AT) });

describe("the internal identity", () => {
  it.each([STEWARD, systemCaller("req-2")])("carries the caller whole: $role", async (caller) => {
    expect(await verify(await sign(caller), { atMs: 59_000 })).toEqual(caller);
  });

  it("ends after a minute", async () => {
    await expect(verify(await sign(), { atMs: 70_000 })).rejects.toThrow(IdentityRefused);
  });

  it("does not begin in the future", async () => {
    await expect(verify(await sign(), { atMs: -70_000 })).rejects.toThrow(IdentityRefused);
  });

  it("is for one subgraph", async () => {
    const token = await signCaller({ key: KEY, audience: "parties", caller: STEWARD, clock: fixedClock(AT) });
    await expect(verify(token)).rejects.toThrow(IdentityRefused);
  });

  it("is refused under another key", async () => {
    await expect(verify(await sign(), { key: new Uint8Array(randomBytes(32)) })).rejects.toThrow(IdentityRefused);
  });

  it("is refused when a character was changed", async () => {
    const token = await sign();
    const at = token.indexOf(".") + 10;
    const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
    await expect(verify(changed)).rejects.toThrow(IdentityRefused);
  });

  it.each([undefined, "", "abc", "a.b.c"])("is needed: %j is refused", async (token) => {
    await expect(verify(token)).rejects.toThrow(IdentityRefused);
  });

  const seconds = AT.getTime() / 1000;
  it("is refused unsigned (alg none)", async () => {
    const token = new UnsecuredJWT({ caller: { ...STEWARD } })
      .setIssuer("tutti-gateway")
      .setAudience("works")
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .encode();
    await expect(verify(token)).rejects.toThrow(IdentityRefused);
  });

  it.each([
    ["has no caller", {}],
    ["names an unknown role", { caller: { ...STEWARD, role: "root" } }],
  ])("is refused when it %s, though signed", async (_what, payload) => {
    const token = await new SignJWT(payload)
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("tutti-gateway")
      .setAudience("works")
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .sign(KEY);
    await expect(verify(token)).rejects.toThrow(IdentityRefused);
  });

  it("is refused when it was made to live longer", async () => {
    const token = await new SignJWT({ caller: { ...STEWARD, scopes: [...STEWARD.scopes] } })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("tutti-gateway")
      .setAudience("works")
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 86_400)
      .sign(KEY);
    await expect(verify(token, { atMs: 3_600_000 })).rejects.toThrow(IdentityRefused);
  });
});
