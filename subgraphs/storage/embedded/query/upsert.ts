import { ObjectId } from "bson";
import { StoreError } from "../errors.ts";
import { decode, encode } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, isRegex } from "../values/value.ts";
import { putField } from "./paths.ts";
import { changeAt } from "./updatePaths.ts";
import { isOperators } from "./valueTests.ts";

/** The document that an upsert begins with: the fields that the filter says are equal to something; for a replacement, only its `_id`. */
export function upsertBase(filter: Document, replacement: boolean): Document {
  const equalities = new Map<string, Value>();
  collect(filter, (path, value) => {
    if (replacement && path !== "_id") {
      if (path.startsWith("_id.")) throw new StoreError(111, `field at '_id' must be exactly specified, field at sub-path '${path}' found`);
      return;
    }
    if (equalities.has(path)) throw new StoreError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    equalities.set(path, value);
  });
  const base: Document = {};
  const paths = [...equalities.keys()].sort();
  for (const path of paths) {
    const names = path.split(".");
    const prefix = names.map((_, i) => names.slice(0, i).join(".")).find((part) => equalities.has(part));
    if (prefix !== undefined)
      throw new StoreError(54, `cannot infer query fields to set, both paths '${path}' and '${prefix}' are matched`);
    changeAt(base, names, { kind: "set", value: equalities.get(path) });
  }
  return decode(encode(base)); // a copy: the update must not change the filter's own values
}

type Note = (path: string, value: Value) => void;

/** Equalities, and what MongoDB makes equalities of: `$in` and `$all` of one value, `$or` of one branch. */
function collect(filter: Document, note: Note): void {
  for (const [path, condition] of Object.entries(filter)) {
    if ((path === "$and" || (path === "$or" && isArray(condition) && condition.length === 1)) && isArray(condition)) {
      condition.filter(isDocument).forEach((part) => collect(part, note));
    } else if (path.startsWith("$")) continue;
    else if (isOperators(condition))
      for (const [operator, operand] of Object.entries(condition)) collectOperator({ operator, operand }, (value) => note(path, value));
    else if (!isRegex(condition)) note(path, condition);
  }
}

function collectOperator({ operator, operand }: { operator: string; operand: Value }, note: (value: Value) => void): void {
  if (operator === "$eq") return note(operand);
  if (operator === "$in" && isArray(operand) && operand.length === 1 && !isRegex(operand[0])) return note(operand[0]);
  if (operator !== "$all" || !isArray(operand)) return;
  for (const item of operand) if (!isRegex(item) && !(isDocument(item) && "$elemMatch" in item)) note(item);
}

/** A new document's `_id`, made when it has none, and put first. */
export function withId(document: Document): Document {
  if (Object.keys(document)[0] === "_id" && document["_id"] !== undefined) return document;
  const result: Document = { _id: document["_id"] ?? new ObjectId() };
  for (const [name, value] of Object.entries(document)) if (name !== "_id") putField(result, name, value);
  return result;
}
