import { StoreError } from "../errors.ts";
import type { Collection } from "../engine/catalog.ts";
import type { Source } from "../engine/reading.ts";
import type { Store, StoreTransaction } from "../engine/store.ts";
import type { Reader, Writer } from "../engine/view.ts";
import type { Variables } from "../query/expression.ts";
import { compileExpression, variableName } from "../query/expression.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isNumber, toSafeInteger, typeName } from "../values/value.ts";
import type { Cursors } from "./cursors.ts";

/** What a line of the log says besides its message; never values of documents. */
export type LogDetails = Readonly<Record<string, unknown>> & { readonly level: "warn" | "error" };
/** Writes one line to the house's log: the store has something to say only when something is amiss. */
export type Log = (message: string, details: LogDetails) => void;

/** What a command is run with. */
export interface Context {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly log: Log;
  readonly database: string;
  readonly name: string;
  readonly body: Document;
  /** Documents that came beside the body, by the name of the field they belong to. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly transaction: StoreTransaction | null;
  /** Writes the answer down with a retryable write, so that it is given again and not done again. */
  readonly remember: ((writer: Writer, reply: Document) => void) | null;
}

/** A scan of more documents than this, for want of an index, is logged. */
const SCAN_WARNING = 10_000;

/** The name of the collection that a command is about, as its first field says. */
export function collectionName({ body, name }: Context): string {
  const value = body[name];
  if (typeof value !== "string" || value === "") throw new StoreError(73, `${name} needs the name of a collection`);
  return value;
}

export function findCollection(context: Context, name = collectionName(context)): Collection | undefined {
  return context.store.catalog.find(context.database, name);
}

/** How the collection is read: by the transaction, by a writer, or by a given snapshot. */
export function sourceOf(context: Context, collection: Collection, reader: Reader): Source {
  return {
    reader,
    collection,
    cost: { keys: 0, documents: 0 },
    scanned: (examined) => {
      if (examined <= SCAN_WARNING) return;
      context.log(`a collection scan examined ${examined} documents of ${collection.database}.${collection.name}: an index is missing`, {
        level: "warn",
        command: context.name,
        examined,
        filter: shapeOf(context.body["filter"] ?? context.body["query"] ?? context.body["pipeline"]),
      });
    },
  };
}

/** The fields and operators of a filter without its values, which may be personal. */
function shapeOf(value: Value, depth = 0): Value {
  if (depth > 6) return "…";
  if (isArray(value)) return value.slice(0, 3).map((item) => shapeOf(item, depth + 1));
  if (isDocument(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner, depth + 1)]));
  return "?";
}

/** The youngest commit whose indexes this reader may use. */
export function sinceOf(context: Context, writing: boolean): number {
  if (context.transaction) return context.transaction.snapshot;
  return writing ? Infinity : context.store.visible;
}

export function optionalDocument(value: Value, what: string): Document {
  if (value === undefined || value === null) return {};
  if (!isDocument(value)) throw new StoreError(14, `Expected field ${what} to be of type object`);
  return value;
}

/** A count that may be missing; negative ones are error 51024. */
export function optionalCount(value: Value, what: string): number | null {
  if (value === undefined || value === null) return null;
  if (!isNumber(value)) throw new StoreError(14, `BSON field '${what}' is the wrong type '${typeName(value)}', expected a number`);
  const count = toSafeInteger(value);
  if (count === null) throw new StoreError(2, `${what} must be a whole number`);
  if (count < 0) throw new StoreError(51024, `BSON field '${what}' value must be >= 0, actual value '${count}'`);
  return count;
}

/** Fields that every command may have; those that begin with `$` besides. */
const GENERIC = new Set(
  (
    "lsid txnNumber autocommit startTransaction readConcern writeConcern maxTimeMS comment apiVersion apiStrict apiDeprecationErrors stmtId " +
    "stmtIds maxTimeMSOpOnly rawData"
  ).split(" "),
);

/** Refuses fields that the command does not have: they would be taken for done. */
export function refuseUnknown({ body, name }: Context, known: ReadonlySet<string>): void {
  const fields = Object.keys(body).filter((field) => field !== name && !field.startsWith("$") && !GENERIC.has(field));
  refuseFields(name, fields, known);
}

/** The same for a part of a command. */
export function refuseFields(what: string, fields: readonly string[], known: ReadonlySet<string>): void {
  const odd = fields.find((field) => !known.has(field));
  if (odd !== undefined) throw new StoreError(40415, `BSON field '${what}.${odd}' is an unknown field.`);
}

/** The variables of a command: the time, the same for all of it, and those that its `let` gives, calculated once. */
export function variablesOf({ body }: Context, order: Order): Variables {
  const now = { NOW: new Date() };
  const given = Object.entries(optionalDocument(body["let"], "let")).map(([name, value]): [string, Value] => {
    if (typeof value === "string" && /^\$(?!\$)/.test(value))
      throw new StoreError(
        4890500,
        "Command let Expression tried to access a field, but this is not allowed because command let expressions run before the query examines any documents.",
      );
    return [variableName(name), compileExpression(value, { order, names: new Set() })({}, now)];
  });
  return { ...now, ...Object.fromEntries(given) };
}

/** The collection that a transaction writes to, made when it is not there: at once, empty, and until the transaction is aborted. */
export async function ensureCollection(context: Context): Promise<void> {
  const name = collectionName(context);
  const { store, database, transaction } = context;
  if (!transaction || store.catalog.find(database, name)) return;
  await store.write(() => {
    if (transaction.open && !store.catalog.find(database, name)) transaction.made.add(store.catalog.create(database, name));
  });
}
