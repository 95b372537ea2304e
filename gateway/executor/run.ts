import type { GraphQLError } from "graphql";
import type { GatewayContext } from "../subgraphs.ts";
import type { EntityLoader } from "./entities.ts";
import type { Tree } from "./tree.ts";

/** One request on its way through a plan. */
export interface Run {
  readonly context: GatewayContext;
  /** As the client sent them. */
  readonly variables: Tree;
  /** With the operation's defaults, as conditions read them. */
  readonly coerced: Readonly<Record<string, unknown>>;
  /** Everything that the subgraphs answered, not yet shaped. */
  readonly data: Tree;
  readonly errors: GraphQLError[];
  readonly entities: EntityLoader;
}
