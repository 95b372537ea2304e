import { SignJWT, errors, jwtVerify } from "jose";
import { z } from "zod";
import { ROLES } from "./caller.ts";
import type { Caller } from "./caller.ts";
import type { Clock } from "./clock.ts";
import type { SubgraphName } from "./subgraphName.ts";

/** The header that carries the signed caller from the gateway to a subgraph, and from subgraph to subgraph on port calls. */
export const INTERNAL_IDENTITY_HEADER = "x-tutti-identity";

const ISSUER = "tutti-gateway";
const LIFE_SECONDS = 60;
/** Machines of one house may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 5;

const callerClaims = z.object({
  subject: z.string().min(1).max(200),
  society: z.string().max(20).nullable(),
  role: z.enum(ROLES),
  scopes: z.array(z.string().max(100)).max(100),
  purpose: z.string().max(500).nullable(),
  requestId: z.string().min(1).max(200),
});

/** A call without a valid internal identity; it says no more to the outside than that. */
export class IdentityRefused extends Error {
  readonly code = "UNAUTHENTICATED";
}

/** A compact HS256 JWT of the caller for one subgraph, good for a minute. */
export async function signCaller(options: {
  readonly key: Uint8Array;
  readonly audience: SubgraphName;
  readonly caller: Caller;
  readonly clock: Clock;
}): Promise<string> {
  const { subject, society, role, scopes, purpose, requestId } = options.caller;
  const issuedAt = Math.floor(options.clock.now().getTime() / 1000);
  return await new SignJWT({ caller: { subject, society, role, scopes: [...scopes], purpose, requestId } })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(options.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(options.key);
}

/** The caller of a token that the gateway signed for this subgraph; IdentityRefused when missing, forged, expired, or meant for another. */
export async function verifyCaller(options: {
  readonly key: Uint8Array;
  readonly audience: SubgraphName;
  readonly token: string | undefined;
  readonly clock: Clock;
}): Promise<Caller> {
  if (options.token === undefined || options.token === "") throw new IdentityRefused("The call carries no internal identity.");
  try {
    const { payload } = await jwtVerify(options.token, options.key, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience: options.audience,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: LIFE_SECONDS,
      currentDate: options.clock.now(),
      requiredClaims: ["exp", "iat"],
    });
    return callerClaims.parse(payload["caller"]);
  } catch (cause) {
    const why = cause instanceof errors.JOSEError ? cause.code : "its caller cannot be read";
    throw new IdentityRefused(`The internal identity is not valid: ${why}.`, { cause });
  }
}
