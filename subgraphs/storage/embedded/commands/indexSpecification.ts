import { StoreError } from "../errors.ts";
import { isOperators } from "../query/valueTests.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, toSafeInteger } from "../values/value.ts";

/** Every field that MongoDB 7.0 knows in the description of an index; what of it is not covered here is refused where indexes are read. */
const FIELDS = new Set(
  (
    "v key name ns background unique sparse partialFilterExpression expireAfterSeconds hidden collation storageEngine prepareUnique clustered dropDups " +
    "weights default_language language_override textIndexVersion 2dsphereIndexVersion bits min max bucketSize coarsestIndexedLevel finestIndexedLevel wildcardProjection"
  ).split(" "),
);

/** Refuses what MongoDB refuses in a description that a client sends: descriptions that are stored were accepted once, and are read without this. */
export function refuseSpecification(spec: Document): void {
  const unknown = Object.keys(spec).find((field) => !FIELDS.has(field));
  if (unknown !== undefined)
    throw new StoreError(
      197,
      `The field '${unknown}' is not valid for an index specification. Specification: ${Object.keys(spec).join(", ")}`,
    );
  if (!isDocument(spec["key"])) throw new StoreError(9, "The 'key' field is a required property of an index specification");
  if (typeof spec["name"] !== "string") throw new StoreError(9, "The 'name' field is a required property of an index specification");
  for (const [path, direction] of Object.entries(spec["key"])) {
    if (toSafeInteger(direction) === 0) throw new StoreError(67, `Values in the index key pattern cannot be 0: ${path}`);
  }
  const { partialFilterExpression: filter } = spec;
  if (filter === undefined) return;
  if (spec["sparse"] === true) throw new StoreError(67, "cannot mix 'partialFilterExpression' and 'sparse' options");
  if (isDocument(filter)) refusePart(filter);
}

const CONDITIONS = new Set(["$eq", "$gt", "$gte", "$lt", "$lte", "$type", "$in"]);

/** The filter of a partial index: equality, ranges, $type, $in, `$exists: true`, joined by $and and $or. */
function refusePart(filter: Document): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === "$and" || name === "$or") (isArray(condition) ? condition : []).filter(isDocument).forEach(refusePart);
    else if (name.startsWith("$")) throw unsupported(name);
    else if (isOperators(condition)) refuseConditions(condition);
  }
}

function refuseConditions(conditions: Document): void {
  for (const [operator, operand] of Object.entries(conditions)) {
    const known: boolean = operator === "$exists" ? isAffirmed(operand) : CONDITIONS.has(operator);
    if (!known) throw unsupported(operator);
  }
}

/** `$exists: false` asks for what an index does not hold. */
function isAffirmed(operand: Value): boolean {
  return operand === true || (toSafeInteger(operand) ?? 0) !== 0;
}

function unsupported(operator: string): StoreError {
  return new StoreError(67, `Expression not supported in partial index: ${operator}`);
}
