import type { GraphQLFormattedError } from "graphql";
import { unwrapResolverError } from "@apollo/server/errors";
import { randomUUID } from "node:crypto";
import type { Logger } from "../subgraphs/kit/log.ts";

/** Codes whose messages are written for the asker; everything else is masked. */
const OPEN_CODES = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_TOO_DEMANDING",
  "RATE_LIMITED",
  "DEADLINE_EXCEEDED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "IDEMPOTENCY_KEY_REUSED",
  "SERVICE_UNAVAILABLE",
  "STALE_VERSION",
  "BUSY",
]);

/** What Apollo Server says of a bad request without giving it a code. */
const UNCODED_REQUEST_FAULTS = new Set(["provided sha does not match query", "Unsupported persisted query version"]);

/** Keeps messages that are for the asker; any other error is logged whole and answered with an id to quote. */
export function errorFormatter(log: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    // Apollo gives every validation rule its own code; what an operation asks too much of keeps ours
    const code = formatted.extensions?.["measure"] === undefined ? requestCodeOf(formatted) : "OPERATION_TOO_DEMANDING";
    if (OPEN_CODES.has(code)) return { ...formatted, extensions: openExtensions(formatted.extensions, code) };
    const id = randomUUID();
    log.error({ errorId: id, code, err: unwrapResolverError(error) }, "an operation failed");
    const masked = internalError(id);
    return formatted.path ? { ...masked, path: formatted.path } : masked;
  };
}

/** What an asker is told of a failure of ours; the log has the rest under the same id. */
export function internalError(id: string): GraphQLFormattedError {
  return {
    message: `Something failed on our side. Quote the id ${id} when you ask about it.`,
    extensions: { code: "INTERNAL_SERVER_ERROR", id },
  };
}

function requestCodeOf(formatted: GraphQLFormattedError): string {
  return UNCODED_REQUEST_FAULTS.has(formatted.message) ? "BAD_REQUEST" : codeOf(formatted);
}

/** The error's stable code; INTERNAL_SERVER_ERROR where it has none. */
export function codeOf({ extensions }: Pick<GraphQLFormattedError, "extensions">): string {
  const code = extensions?.["code"];
  return typeof code === "string" ? code : "INTERNAL_SERVER_ERROR";
}

/** Never a stack, a service name or a query text. */
function openExtensions(extensions: GraphQLFormattedError["extensions"], code: string): Record<string, unknown> {
  const { stacktrace: _stack, exception: _exception, serviceName: _service, ...rest } = { ...extensions };
  return { ...rest, code };
}
