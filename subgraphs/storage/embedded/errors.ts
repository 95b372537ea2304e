const NAMES: Readonly<Record<number, string>> = {
  1: "InternalError",
  2: "BadValue",
  9: "FailedToParse",
  13: "Unauthorized",
  14: "TypeMismatch",
  15: "Overflow",
  16: "InvalidLength",
  17: "ProtocolError",
  18: "AuthenticationFailed",
  20: "IllegalOperation",
  22: "InvalidBSON",
  26: "NamespaceNotFound",
  27: "IndexNotFound",
  28: "PathNotViable",
  40: "ConflictingUpdateOperators",
  43: "CursorNotFound",
  48: "NamespaceExists",
  52: "DollarPrefixedFieldName",
  53: "InvalidIdField",
  54: "NotSingleValueField",
  56: "EmptyFieldName",
  59: "CommandNotFound",
  66: "ImmutableField",
  67: "CannotCreateIndex",
  72: "InvalidOptions",
  73: "InvalidNamespace",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  96: "OperationFailed",
  103: "CannotBackfillArray",
  111: "NotExactValueField",
  112: "WriteConflict",
  115: "CommandNotSupported",
  125: "CommandFailed",
  146: "ExceededMemoryLimit",
  168: "InvalidPipelineOperator",
  171: "CannotIndexParallelArrays",
  223: "IllegalOpMsgFlag",
  225: "TransactionTooOld",
  233: "TooManyDocumentSequences",
  238: "NotImplemented",
  241: "ConversionFailure",
  251: "NoSuchTransaction",
  256: "TransactionCommitted",
  261: "TooManyLogicalSessions",
  263: "OperationNotSupportedInTransaction",
  276: "IndexBuildAborted",
  292: "QueryExceededMemoryLimitNoDiskUseAllowed",
  290: "TransactionExceededLifetimeLimitSeconds",
  334: "MechanismUnavailable",
  352: "UnsupportedOpQueryCommand",
  365: "TemporarilyUnavailable",
  10334: "BSONObjectTooLarge",
  11000: "DuplicateKey",
  11600: "InterruptedAtShutdown",
  14031: "OutOfDiskSpace",
};

/** An answer that is an error, with MongoDB's code and name; `extra` holds further fields of the answer, such as keyPattern. */
export class StoreError extends Error {
  readonly code: number;
  readonly labels: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, more: { labels?: readonly string[]; extra?: Readonly<Record<string, unknown>> } = {}) {
    super(message);
    this.code = code;
    this.labels = more.labels ?? [];
    this.extra = more.extra ?? {};
  }

  get codeName(): string {
    return NAMES[this.code] ?? `Location${this.code}`;
  }
}

/** The refusal of what this store does not cover: it answers with code 238 rather than guess. */
export function notCovered(what: string): StoreError {
  return new StoreError(238, `${what} is not supported by the embedded store; run on MongoDB for it`);
}

/** Two transactions met on one document: the later one is told to run again. */
export function writeConflict(what: string): StoreError {
  return new StoreError(112, `Write conflict: ${what} was changed by another transaction; run this one again`, {
    labels: ["TransientTransactionError"],
  });
}
