import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import type { JWTPayload } from "jose";
import { z } from "zod";
import { SCOPES_BY_ROLE } from "../subgraphs/kit/access.ts";
import { anonymousCaller } from "../subgraphs/kit/caller.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import type { Clock } from "../subgraphs/kit/clock.ts";
import type { Keys } from "../subgraphs/kit/keys.ts";
import { CLOCK_SKEW_SECONDS, IssuerSilent } from "./issuer.ts";
import type { TrustedIssuer } from "./issuer.ts";

/** The roles a token can carry (`anonymous` has none, `system` is never outside). */
export const TOKEN_ROLES = ["society", "licensing", "steward", "distribution", "licensee", "regulator", "admin"] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

const ISSUER = "tutti";
const AUDIENCE = "tutti-graph";
const OWN_ALGORITHM = "HS256";
const OWN_TERMS = {
  ...{ algorithms: [OWN_ALGORITHM], issuer: ISSUER, audience: AUDIENCE },
  ...{ clockTolerance: CLOCK_SKEW_SECONDS, requiredClaims: ["exp", "iat", "sub"] },
};
const PURPOSE_LENGTH_MAX = 200;
/** Why shares or money are read, where the caller does not say: only on the embedded store, where people try things. */
const DEFAULT_PURPOSE: Readonly<Record<TokenRole, string>> = {
  society: "repertoire query",
  licensing: "licensing",
  steward: "claim stewardship",
  distribution: "distribution",
  licensee: "own licences",
  regulator: "supervision",
  admin: "administration",
};

const claims = z.object({
  sub: z.string().min(1).max(200),
  society: z
    .string()
    .regex(/^(\d{3}|[A-Z][A-Z0-9]{1,19})$/)
    .nullable()
    .default(null),
  role: z.enum(TOKEN_ROLES),
  scope: z.string().max(2000).default(""),
  exp: z.number(),
});

/** A token that is not believed, with what would be right; answered as HTTP 401. */
export class TokenRefused extends Error {
  readonly code = "UNAUTHENTICATED";
}

/** A bearer token of the local house: HS256, twelve hours unless told otherwise. */
export async function signToken(options: {
  readonly key: Uint8Array;
  readonly subject: string;
  readonly society: string | null;
  readonly role: TokenRole;
  readonly clock: Clock;
  readonly lifeSeconds?: number;
}): Promise<string> {
  const issuedAt = Math.floor(options.clock.now().getTime() / 1000);
  return await new SignJWT({ society: options.society, role: options.role, scope: SCOPES_BY_ROLE[options.role].join(" ") })
    .setProtectedHeader({ alg: OWN_ALGORITHM, typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(options.subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (options.lifeSeconds ?? 12 * 3600))
    .sign(options.key);
}

/** What a request says about who asks. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly purpose: string | undefined;
  readonly requestId: string;
}

/** Establishes the caller of each request; TokenRefused where its credentials are not believed. */
export interface CallerSource {
  callerOf(credentials: Credentials): Promise<Caller>;
}

/** Establishes who speaks on a line that stays open. */
export interface SessionSource {
  sessionOf(credentials: Credentials): Promise<Session>;
}

/** A caller, and until when its token says so; null for somebody without one. */
export interface Session {
  readonly caller: Caller;
  readonly expiresAt: Date | null;
}

/** Bearer tokens under the house's own keys, the present one and those it was changed for; and those of an issuer that it trusts. */
export class Identity implements CallerSource, SessionSource {
  readonly #keys: readonly Uint8Array[];
  readonly #issuer: TrustedIssuer | null;
  readonly #clock: Clock;
  readonly #defaultPurposes: boolean;

  constructor(options: {
    readonly keys: Pick<Keys, "token" | "formerTokens">;
    readonly issuer?: TrustedIssuer | null;
    readonly clock: Clock;
    readonly defaultPurposes: boolean;
  }) {
    this.#keys = [options.keys.token, ...options.keys.formerTokens];
    this.#issuer = options.issuer ?? null;
    this.#clock = options.clock;
    this.#defaultPurposes = options.defaultPurposes;
  }

  /** Anonymous without an Authorization header; TokenRefused for any header that is not a valid bearer token. */
  async callerOf(credentials: Credentials): Promise<Caller> {
    return (await this.sessionOf(credentials)).caller;
  }

  /** The same with the token's end, for a line that must not outlive it. */
  async sessionOf({ authorization, purpose, requestId }: Credentials): Promise<Session> {
    if (authorization === undefined || authorization === "") return { caller: anonymousCaller(requestId), expiresAt: null };
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization) ?? [];
    if (token === undefined) throw new TokenRefused("The Authorization header must be `Bearer` and one JSON Web Token.");
    const { sub, society, role, scope, exp } = await this.#read(token);
    const scopes = scope.split(" ").filter((one) => one !== "");
    const caller = { subject: sub, society, role, scopes, purpose: this.#purposeOf(role, purpose), requestId };
    return { caller, expiresAt: new Date(exp * 1000) };
  }

  #purposeOf(role: TokenRole, stated: string | undefined): string | null {
    const text = stated
      ?.replace(/[^\x20-\x7e]/g, " ")
      .trim()
      .slice(0, PURPOSE_LENGTH_MAX);
    if (text !== undefined && text !== "") return text;
    return this.#defaultPurposes ? DEFAULT_PURPOSE[role] : null;
  }

  async #read(token: string): Promise<z.infer<typeof claims>> {
    try {
      return claims.parse(await this.#payloadOf(token));
    } catch (cause) {
      if (cause instanceof IssuerSilent) throw cause;
      throw new TokenRefused(refusalText(cause), { cause });
    }
  }

  /** Which of the two kinds of keys may have signed it follows from its algorithm: a shared secret is the house's own alone. */
  async #payloadOf(token: string): Promise<JWTPayload> {
    const now = this.#clock.now();
    if (this.#issuer && decodeProtectedHeader(token).alg !== OWN_ALGORITHM)
      return await this.#issuer.verify(token, { audience: AUDIENCE, now });
    let refusal: unknown;
    for (const key of this.#keys) {
      try {
        return (await jwtVerify(token, key, { ...OWN_TERMS, currentDate: now })).payload;
      } catch (cause) {
        if (!(cause instanceof errors.JWSSignatureVerificationFailed)) throw cause;
        refusal = cause;
      }
    }
    throw refusal;
  }
}

function refusalText(cause: unknown): string {
  if (cause instanceof errors.JWTExpired) return "The token has expired; ask for a new one.";
  if (cause instanceof z.ZodError) return "The token does not carry sub, role and society as they are written here.";
  return "The token is not one that this house or an issuer it trusts signed.";
}
