import { createRemoteJWKSet, customFetch, errors, jwtVerify } from "jose";
import type { JWTPayload, JWTVerifyGetKey } from "jose";

/** Another house's word: tokens of one issuer, signed under the public keys (RFC 7517) that it tells at an address. */
export interface IssuerTerms {
  readonly jwksUrl: string;
  /** The `iss` that its tokens carry. */
  readonly issuer: string;
}

/** Signatures by a private key alone: a public key must never count as a shared secret (RFC 8725, 3.1). */
const ALGORITHMS = ["EdDSA", "Ed25519", "ES256", "ES384", "PS256", "PS384", "RS256", "RS384"];
/** How long its keys are good without asking again; how often it is asked at most, whatever keys tokens name; how long it may take. */
const FETCHING = { cacheMaxAge: 10 * 60_000, cooldownDuration: 30_000, timeoutDuration: 3_000 } as const;
const JWKS_BYTES_MAX = 256 * 1024;
/** How far the clock of who signs and our own may be apart. */
export const CLOCK_SKEW_SECONDS = 30;

/** The issuer's keys cannot be had: its tokens can be neither believed nor refused. Answered as HTTP 503. */
export class IssuerSilent extends Error {
  readonly code = "SERVICE_UNAVAILABLE";
}

/** Verifies the tokens of one issuer; keys that it begins to use are fetched when the first token names them. */
export class TrustedIssuer {
  readonly #keys: JWTVerifyGetKey;
  readonly #issuer: string;

  constructor({ jwksUrl, issuer }: IssuerTerms) {
    this.#keys = createRemoteJWKSet(new URL(jwksUrl), { ...FETCHING, [customFetch]: fetchBounded });
    this.#issuer = issuer;
  }

  /** What a token says, once its signature, issuer, audience and times are right. Throws jose's errors, and IssuerSilent. */
  async verify(token: string, { audience, now }: { readonly audience: string; readonly now: Date }): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        algorithms: ALGORITHMS,
        issuer: this.#issuer,
        audience,
        currentDate: now,
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ["exp", "iat", "sub"],
      });
      return payload;
    } catch (cause) {
      if (isSilence(cause)) throw new IssuerSilent("The keys of the tokens' issuer cannot be had now; ask again in a moment.", { cause });
      throw cause;
    }
  }
}

/** Whether the fetch failed, and not the token. */
function isSilence(cause: unknown): boolean {
  if (cause instanceof errors.JWKSTimeout || cause instanceof errors.JWKSInvalid) return true;
  return !(cause instanceof errors.JOSEError) || cause.code === "ERR_JOSE_GENERIC";
}

/** Reads no more than keys can have, follows no redirect, and lets nothing of the request be chosen by the answer. */
async function fetchBounded(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...options, redirect: "error" });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > JWKS_BYTES_MAX) throw new Error(`The issuer's keys have more than ${JWKS_BYTES_MAX} bytes.`);
    parts.push(part as Uint8Array);
  }
  return new Response(Buffer.concat(parts), { status: response.status, headers: { "content-type": "application/json" } });
}
