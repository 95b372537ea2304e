import { GraphQLError } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import type { Place } from "./tree.ts";

/** A subgraph's error as the asker sees it: at its place in the whole answer, with the subgraph's name for the log. */
export function subgraphFailure(error: GraphQLFormattedError, subgraph: string, path: Place | undefined): GraphQLError {
  const message = error.message || `Error while fetching subquery from service "${subgraph}"`;
  const code = error.extensions?.["code"] ?? "DOWNSTREAM_SERVICE_ERROR";
  return new GraphQLError(message, {
    originalError: error as Error,
    ...(path && { path }),
    extensions: { ...error.extensions, serviceName: subgraph, code },
  });
}

/** What was thrown instead of an answer. */
export function thrownFailure(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError });
}
