import { z } from "zod";
import { problem } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { LOG_LEVELS } from "./log.ts";
import type { LogLevel } from "./log.ts";
import { networkOf } from "./networks.ts";
import type { SubgraphName } from "./subgraphName.ts";

/** Everything the environment decides, checked. */
export interface Environment {
  /** A MongoDB replica set; null for the embedded store. */
  readonly mongodbUri: string | null;
  readonly port: number;
  readonly host: string;
  /** The data folder: store, keys, files. */
  readonly dataFolder: string;
  readonly logLevel: LogLevel;
  /** A mounted key file; null for the one in the data folder. */
  readonly keysFile: string | null;
  /** Where a subgraph answers over HTTP; null for in-process. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string | null>>;
  /** Private networks that webhooks may go to. */
  readonly webhookNetworks: readonly string[];
  /** How long conflicts wait, in days: to the first deadline, and from there to the second. */
  readonly conflictTerms: { readonly answerDays: number; readonly agreementDays: number };
  /** The list of documents that everybody may run; null where everybody may run any. */
  readonly documentsFile: string | null;
  /** So long an operation may take. */
  readonly deadlineMs: number;
  /** Whose tokens are believed beside the house's own; null for nobody's. */
  readonly issuer: { readonly jwksUrl: string; readonly issuer: string } | null;
  /** What one operation may cost, and what a society may ask for in a minute; null for no end of the latter. */
  readonly costs: { readonly operation: number; readonly minute: number | null };
  /** Who executes query plans: the gateway's own executor, or ApolloGateway's. */
  readonly executor: "tutti" | "apollo";
}

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)),
      `must start with ${protocols.map((p) => `${p}://`).join(" or ")}`,
    );

/** Days of a conflict's term; ten years are beyond any patience. */
const days = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, "must be a whole number of days, 1 to 3650")
  .transform(Number)
  .refine((count) => count <= 3_650, "must be a whole number of days, 1 to 3650")
  .default(60);

/** A cost as the gateway estimates it. */
const cost = z
  .string()
  .regex(/^[1-9]\d{0,11}$/, "must be a whole number, 1 or more")
  .transform(Number);

/** Keys that decide who is who come over TLS, or from this machine. */
const jwksUrl = z
  .url()
  .max(2_000)
  .refine(
    (text) => /^https:\/\//.test(text) || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(text),
    "must start with https://, or with http:// on this machine",
  );

const variables = z.object({
  MONGODB_URI: url(["mongodb", "mongodb+srv"]).optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number, 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a port number, 0 to 65535")
    .default(4000),
  HOST: z.string().min(1).max(255).default("127.0.0.1"),
  TUTTI_DATA: z.string().min(1).default("./.tutti"),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  TUTTI_KEYS: z.string().min(1).optional(),
  TUTTI_SUBGRAPH_WORKS_URL: url(["http", "https"]).optional(),
  TUTTI_SUBGRAPH_PARTIES_URL: url(["http", "https"]).optional(),
  TUTTI_SUBGRAPH_LICENSES_URL: url(["http", "https"]).optional(),
  TUTTI_SUBGRAPH_DISTRIBUTIONS_URL: url(["http", "https"]).optional(),
  TUTTI_WEBHOOK_NETWORKS: z
    .string()
    .max(2_000)
    .transform((text) => text.split(",").map((one) => one.trim()))
    .refine(
      (networks) => networks.every((one) => networkOf(one) !== null),
      "must be addresses or networks such as 10.1.2.0/24, with commas between",
    )
    .optional(),
  TUTTI_CONFLICT_ANSWER_DAYS: days,
  TUTTI_CONFLICT_AGREEMENT_DAYS: days,
  TUTTI_DOCUMENTS: z.string().min(1).optional(),
  TUTTI_DEADLINE_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "must be a whole number of seconds, 1 to 3600")
    .transform(Number)
    .refine((seconds) => seconds <= 3_600, "must be a whole number of seconds, 1 to 3600")
    .default(60),
  TUTTI_JWKS_URL: jwksUrl.optional(),
  TUTTI_JWT_ISSUER: z.string().min(1).max(500).optional(),
  TUTTI_COST_LIMIT: cost.default(100_000),
  TUTTI_COST_PER_MINUTE: z.union([z.literal("unlimited").transform(() => null), cost]).default(3_000_000),
  EXECUTOR: z.enum(["tutti", "apollo"]).default("tutti"),
});

/** The names of all variables that the house reads, for documentation checks. */
export const ENVIRONMENT_VARIABLES: readonly string[] = Object.keys(variables.shape);

/** Reads the environment once; every fault is named, a variable set to nothing counts as unset. The only reader of `process.env`. */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): Outcome<Environment> {
  const given = Object.fromEntries(ENVIRONMENT_VARIABLES.flatMap((name) => (source[name] ? [[name, source[name]]] : [])));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => problem("ENVIRONMENT", `${path.join(".")}: ${message}`, path.map(String))),
    };
  }
  const read = parsed.data;
  const { TUTTI_JWKS_URL: keysAt = null, TUTTI_JWT_ISSUER: issuer = null } = read;
  if ((keysAt === null) !== (issuer === null)) {
    const missing = keysAt === null ? "TUTTI_JWKS_URL" : "TUTTI_JWT_ISSUER";
    return {
      ok: false,
      problems: [
        problem("ENVIRONMENT", `${missing}: an issuer of tokens is named by both, its name and the address of its keys`, [missing]),
      ],
    };
  }
  return {
    ok: true,
    value: {
      mongodbUri: read.MONGODB_URI ?? null,
      port: read.PORT,
      host: read.HOST,
      dataFolder: read.TUTTI_DATA,
      logLevel: read.LOG_LEVEL,
      keysFile: read.TUTTI_KEYS ?? null,
      webhookNetworks: read.TUTTI_WEBHOOK_NETWORKS ?? [],
      conflictTerms: { answerDays: read.TUTTI_CONFLICT_ANSWER_DAYS, agreementDays: read.TUTTI_CONFLICT_AGREEMENT_DAYS },
      documentsFile: read.TUTTI_DOCUMENTS ?? null,
      deadlineMs: read.TUTTI_DEADLINE_SECONDS * 1_000,
      issuer: keysAt === null || issuer === null ? null : { jwksUrl: keysAt, issuer },
      costs: { operation: read.TUTTI_COST_LIMIT, minute: read.TUTTI_COST_PER_MINUTE },
      executor: read.EXECUTOR,
      subgraphUrls: {
        works: read.TUTTI_SUBGRAPH_WORKS_URL ?? null,
        parties: read.TUTTI_SUBGRAPH_PARTIES_URL ?? null,
        licenses: read.TUTTI_SUBGRAPH_LICENSES_URL ?? null,
        distributions: read.TUTTI_SUBGRAPH_DISTRIBUTIONS_URL ?? null,
      },
    },
  };
}

/**
 * Keeps ApolloGateway from reporting to its maker every hour, and from asking the cloud's machines who they are to do so: it does both unless
 * this variable forbids it, and takes no option instead. To be called before one is made.
 */
export function forbidReporting(): void {
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
}
