/** Shows which bearer tokens a house believes, by signing good and bad ones. */
import { describe, expect, test } from "@jest/globals";
import { SignJWT } from "jose";
import { Identity, signToken, TokenRefused } from "../../gateway/identity.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";

const key = new Uint8Array(32).fill(7);
const now = new Date("2026-11-22T10:00:00.000Z");
const clock = fixedClock(now);
const identity = new Identity({ keys: { token: key, formerTokens: [] }, clock, defaultPurposes: true });
const ask = async (authorization: string | undefined, purpose?: string) =>
  await identity.callerOf({ authorization, purpose, requestId: "r-1" });
const steward = { key, subject: "anna", society: "052", role: "steward", clock } as const;

describe("a house", () => {
  test("takes a request without a token for an anonymous one", async () => {
    expect(await ask(undefined)).toMatchObject({ role: "anonymous", society: null, scopes: [] });
  });

  test("believes its own token, with society, role and scopes", async () => {
    const caller = await ask(`Bearer ${await signToken(steward)}`);
    expect(caller).toMatchObject({ subject: "anna", society: "052", role: "steward", requestId: "r-1", purpose: "claim stewardship" });
    expect(caller.scopes).toContain("claims:write");
    expect(caller.scopes).not.toContain("money:read");
  });

  test("keeps a stated purpose, in printable signs and at most 200 of them", async () => {
    const token = await signToken(steward);
    expect((await ask(`Bearer ${token}`, "royalty\ncheck ")).purpose).toBe("royalty check");
    expect((await ask(`Bearer ${token}`, "x".repeat(500))).purpose).toHaveLength(200);
  });

  test("asks for a purpose where it gives none by itself", async () => {
    const strict = new Identity({ keys: { token: key, formerTokens: [] }, clock, defaultPurposes: false });
    const token = await signToken(steward);
    expect((await strict.callerOf({ authorization: `Bearer ${token}`, purpose: undefined, requestId: "r" })).purpose).toBeNull();
  });

  test.each<[string, () => Promise<string> | string]>([
    ["another scheme", () => "Basic YTpi"],
    ["no token behind Bearer", () => "Bearer "],
    ["a text that is no token", () => "Bearer abc"],
    ["another key", async () => `Bearer ${await signToken({ ...steward, key: new Uint8Array(32).fill(8) })}`],
    [
      "an expired token",
      async () => `Bearer ${await signToken({ ...steward, clock: fixedClock(new Date(now.getTime() - 13 * 3_600_000)) })}`,
    ],
    ["no signature", async () => `Bearer ${(await signToken(steward)).split(".").slice(0, 2).join(".")}.`],
    [
      "alg none",
      async () => `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.${(await signToken(steward)).split(".")[1] ?? ""}.`,
    ],
    ["a role that no token carries", async () => `Bearer ${await signed({ role: "system", society: null })}`],
    ["a society of no form", async () => `Bearer ${await signed({ role: "steward", society: "52" })}`],
    ["no subject", async () => `Bearer ${await signed({ role: "steward", society: "052" }, null)}`],
    ["another audience", async () => `Bearer ${await signed({ role: "steward", society: "052" }, "anna", "elsewhere")}`],
  ])("refuses %s", async (_what, authorization) => {
    await expect(ask(await authorization())).rejects.toThrow(TokenRefused);
  });
});

describe("the house's own key", () => {
  const [old, present] = [new Uint8Array(32).fill(5), new Uint8Array(32).fill(6)];
  const askWith = async (formerTokens: readonly Uint8Array[], token: string) =>
    await new Identity({ keys: { token: present, formerTokens }, clock, defaultPurposes: true }).callerOf({
      authorization: `Bearer ${token}`,
      purpose: undefined,
      requestId: "r",
    });

  test("can be changed: tokens of the former one are believed until it is struck out", async () => {
    const [before, after] = [await signToken({ ...steward, key: old }), await signToken({ ...steward, key: present })];
    expect((await askWith([old], before)).subject).toBe("anna");
    expect((await askWith([old], after)).subject).toBe("anna");
    await expect(askWith([], before)).rejects.toThrow(TokenRefused);
  });

  test("is believed half a minute beyond a token's end, for clocks differ, and no longer", async () => {
    const signedBefore = async (seconds: number): Promise<string> =>
      await signToken({ ...steward, key: present, lifeSeconds: 60, clock: fixedClock(new Date(now.getTime() - (60 + seconds) * 1_000)) });
    expect((await askWith([], await signedBefore(29))).subject).toBe("anna");
    await expect(askWith([], await signedBefore(31))).rejects.toThrow("The token has expired");
  });
});

async function signed(claims: object, subject: string | null = "anna", audience = "tutti-graph"): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const token = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("tutti")
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 60);
  return await (subject === null ? token : token.setSubject(subject)).sign(key);
}
