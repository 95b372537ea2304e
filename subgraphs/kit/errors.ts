import { GraphQLError } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import { AccessDenied } from "./access.ts";
import { IdempotencyConflict } from "./commands.ts";
import { IdentityRefused } from "./internalIdentity.ts";
import type { Logger } from "./log.ts";
import { LaneFull } from "./lane.ts";
import { PortFailure } from "./portTransport.ts";
import { Refusal } from "./refusal.ts";
import { toProblemType } from "./resolve.ts";
import { TransactionGaveUp } from "./store.ts";

/** Codes that GraphQL's own layers give to faulty requests; their messages speak of the request and may be shown. */
const REQUEST_CODES: ReadonlySet<string> = new Set([
  "BAD_USER_INPUT",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "BAD_REQUEST",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "STALE_VERSION",
  "BUSY",
]);

/**
 * What a caller may see of an error: expected ones keep code and message, anything else is logged whole once and answered
 * with one sentence and the request's id. For a subgraph's HTTP server and for the in-process gateway alike.
 */
export function maskError(error: unknown, context: { readonly log: Logger; readonly requestId: string }): GraphQLFormattedError {
  const original = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  const known = knownError(original) ?? knownError(error);
  if (known !== null) return { ...place, ...known };
  context.log.error({ err: original, requestId: context.requestId }, "A resolver failed.");
  return {
    ...place,
    message: `Something failed here; the log tells more under ${context.requestId}.`,
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  };
}

function knownError(error: unknown): GraphQLFormattedError | null {
  if (error instanceof AccessDenied || error instanceof IdempotencyConflict || error instanceof IdentityRefused) {
    return { message: error.message, extensions: { code: error.code } };
  }
  if (error instanceof Refusal) {
    return { message: error.message, extensions: { code: "BAD_USER_INPUT", problems: error.problems.map(toProblemType) } };
  }
  if (error instanceof PortFailure && error.code.startsWith("PORT_")) {
    return { message: "Another part of the house did not answer; try again.", extensions: { code: "SERVICE_UNAVAILABLE" } };
  }
  if (error instanceof TransactionGaveUp || error instanceof LaneFull) {
    return { message: "Too many write here at this moment. Nothing was changed; send it again.", extensions: { code: error.code } };
  }
  if (error instanceof GraphQLError) {
    const code = error.extensions["code"];
    if (typeof code === "string" && REQUEST_CODES.has(code)) return { message: error.message, extensions: { code } };
  }
  return null;
}

function placeOf(error: GraphQLError): Pick<GraphQLFormattedError, "path" | "locations"> {
  return {
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
  };
}
