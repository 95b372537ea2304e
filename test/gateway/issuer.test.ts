/** Shows which tokens of a trusted issuer are believed, over a server that tells its keys as issuers do. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWK } from "jose";
import { Identity, signToken, TokenRefused } from "../../gateway/identity.ts";
import { IssuerSilent, TrustedIssuer } from "../../gateway/issuer.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";

const ISSUER = "https://login.society.example";
const now = new Date("2026-11-22T10:00:00.000Z");
const clock = fixedClock(now);
const own = { token: new Uint8Array(32).fill(7), formerTokens: [] };

let server: Server;
let identity: Identity;
/** What the server answers, and how often it was asked. */
let answer: { status: number; body: string };
let asked: number;

beforeEach(async () => {
  asked = 0;
  answer = { status: 200, body: '{"keys":[]}' };
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(answer.status, { "content-type": "application/json", location: "http://127.0.0.1:1/" }).end(answer.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  identity = new Identity({ keys: own, issuer: new TrustedIssuer({ jwksUrl, issuer: ISSUER }), clock, defaultPurposes: true });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
});

interface Pair {
  readonly key: CryptoKey;
  readonly jwk: JWK;
  readonly alg: string;
}

async function pair(alg: string, kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" }, alg };
}

function tell(...pairs: readonly Pair[]): void {
  answer = { status: 200, body: JSON.stringify({ keys: pairs.map(({ jwk }) => jwk) }) };
}

interface Claims {
  readonly issuer?: string;
  readonly audience?: string;
  readonly role?: string;
  readonly expiresIn?: number;
}

async function tokenOf(
  { key, jwk, alg }: Pair,
  { issuer = ISSUER, audience = "tutti-graph", role = "steward", expiresIn = 300 }: Claims = {},
): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1_000);
  return await new SignJWT({ role, society: "052" })
    .setProtectedHeader({ alg, ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject("anna@society.example")
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + expiresIn)
    .sign(key);
}

const ask = async (token: string) => await identity.callerOf({ authorization: `Bearer ${token}`, purpose: undefined, requestId: "r" });

describe("a token of the trusted issuer", () => {
  test.each(["ES256", "RS256", "PS256", "EdDSA"])("is believed under %s, and its keys are asked for once", async (alg) => {
    const signer = await pair(alg, "one");
    tell(signer);
    expect(await ask(await tokenOf(signer))).toMatchObject({ subject: "anna@society.example", society: "052", role: "steward" });
    await ask(await tokenOf(signer));
    expect(asked).toBe(1);
  });

  test.each<[string, Claims]>([
    ["another issuer's", { issuer: "https://elsewhere.example" }],
    ["for another audience", { audience: "elsewhere" }],
    ["expired, beyond the half minute that clocks may differ", { expiresIn: -31 }],
    ["of a role that no token carries", { role: "system" }],
  ])("%s is refused", async (_what, claims) => {
    const signer = await pair("ES256", "one");
    tell(signer);
    await expect(ask(await tokenOf(signer, claims))).rejects.toThrow(TokenRefused);
  });

  test("under a key that it does not tell is refused, and names of keys that are made up ask it no more", async () => {
    const [told, other] = [await pair("ES256", "one"), await pair("ES256", "two")];
    tell(told);
    await ask(await tokenOf(told));
    for (let at = 0; at < 5; at += 1)
      await expect(ask(await tokenOf({ ...other, jwk: { ...other.jwk, kid: `made-up-${at}` } }))).rejects.toThrow(TokenRefused);
    await expect(ask(await tokenOf({ ...other, jwk: { ...other.jwk, kid: "one" } }))).rejects.toThrow(TokenRefused);
    expect(asked).toBe(1);
  });

  test("whose public key is used as a shared secret is refused", async () => {
    const told = await pair("RS256", "one");
    tell(told);
    const forged = await signToken({ key: Buffer.from(JSON.stringify(told.jwk)), subject: "x", society: "052", role: "admin", clock });
    await expect(ask(forged)).rejects.toThrow(TokenRefused);
  });

  test("of no algorithm, or that is no token, is refused", async () => {
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sub":"x"}').toString("base64url")}.`;
    for (const text of [none, "a.b.c"]) await expect(ask(text)).rejects.toThrow(TokenRefused);
    expect(asked).toBe(0);
  });
});

test("the house's own tokens are believed without asking the issuer", async () => {
  const token = await signToken({ key: own.token, subject: "anna", society: "119", role: "society", clock });
  expect(await ask(token)).toMatchObject({ society: "119" });
  expect(asked).toBe(0);
});

test.each<[string, () => { status: number; body: string }]>([
  ["an error", () => ({ status: 500, body: "{}" })],
  ["no keys but HTML", () => ({ status: 200, body: "<html></html>" })],
  ["JSON that is no set of keys", () => ({ status: 200, body: "[]" })],
  ["a redirect", () => ({ status: 302, body: "" })],
  ["more than keys can have", () => ({ status: 200, body: JSON.stringify({ keys: [], padding: "x".repeat(300_000) }) })],
])("where the issuer answers %s, its tokens are neither believed nor refused, until it tells its keys", async (_what, wrong) => {
  const signer = await pair("ES256", "one");
  answer = wrong();
  await expect(ask(await tokenOf(signer))).rejects.toThrow(IssuerSilent);
  tell(signer);
  expect(await ask(await tokenOf(signer))).toMatchObject({ society: "052" });
});
