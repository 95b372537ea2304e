/** What can be wrong with a node or its answer. */
export type NodeFaultCode =
  /** No connection, or an address that is not called. */
  | "NODE_UNREACHED"
  /** No whole answer within the deadline. */
  | "NODE_DEADLINE"
  /** It failed again and again, and is left alone for a while. */
  | "NODE_PAUSED"
  /** A status other than 2xx. */
  | "NODE_HTTP"
  /** The node's graph refused the question. */
  | "NODE_ERRORS"
  /** No JSON, or not the form that was asked for. */
  | "NODE_GARBAGE"
  | "NODE_TOO_LARGE"
  | "NODE_TOO_DEEP"
  /** Statements that are not the society's to tell. */
  | "NODE_OTHER_SOCIETY"
  /** The token for the node does not open. */
  | "NODE_TOKEN";

/** A node that gave no answer to use: nothing of it is stored. */
export class NodeFault extends Error {
  readonly code: NodeFaultCode;

  constructor(code: NodeFaultCode, message: string) {
    super(message);
    this.name = "NodeFault";
    this.code = code;
  }
}
