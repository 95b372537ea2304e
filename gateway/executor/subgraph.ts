import type { GraphQLFormattedError, OperationTypeNode } from "graphql";
import type { GatewayContext } from "../subgraphs.ts";
import type { Tree } from "./tree.ts";

/** An operation that a plan sends, made once when the plan is compiled. */
export interface SubgraphOperation {
  readonly kind: OperationTypeNode;
  readonly text: string;
  readonly name: string | undefined;
  /** The request's body as far as the variables, which alone differ from one request to the next. */
  readonly bodyStart: string;
}

export interface SubgraphRequest {
  readonly operation: SubgraphOperation;
  readonly variables: Tree;
  readonly context: GatewayContext;
}

export interface SubgraphAnswer {
  readonly data?: Tree | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** A subgraph as the executor sees it, be it in this process or behind HTTP. */
export interface Subgraph {
  /** Answers an operation, or fails with an error that says why there is no answer. */
  ask(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** Gives back what is kept between requests. */
  close?(): void;
}

/** Prepares an operation's text for sending. */
export function subgraphOperation(kind: OperationTypeNode, text: string, name: string | undefined): SubgraphOperation {
  const named = name === undefined ? "" : `,"operationName":${JSON.stringify(name)}`;
  return { kind, text, name, bodyStart: `{"query":${JSON.stringify(text)}${named},"variables":` };
}
