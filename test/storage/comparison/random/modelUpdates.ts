/** What a few update operators do, by the manual. */
import { Decimal128, Double, Int32, Long } from "bson";
import type { Plain } from "../case.ts";
import { compare, equal, isDocument, isNumeric } from "./modelValues.ts";

/** The error that a write ends with. */
export class Refused extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`refused with ${code}`);
    this.code = code;
  }
}

/** The document after the update; new fields come last, by their names. */
export function change(document: Plain, update: Plain): Plain {
  const changes = Object.entries(update).flatMap(([operator, fields]) =>
    Object.entries(isDocument(fields) ? fields : {}).map(([path, operand]) => ({ path, operator, operand })),
  );
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return changes.reduce((result, { path, operator, operand }) => changeAt(result, path.split("."), { operator, operand }), document);
}

interface Change {
  readonly operator: string;
  readonly operand: unknown;
}

function changeAt(document: Plain, [name = "", ...rest]: readonly string[], one: Change): Plain {
  const inner = Object.hasOwn(document, name) ? document[name] : undefined;
  const after = rest.length === 0 ? apply(inner, one) : within(inner, rest, one);
  if (after !== undefined) return { ...document, [name]: after };
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
}

/** Operators that take away make no documents on the way and leave scalars alone; the others may not go into a scalar or by a name into an array. */
function within(value: unknown, path: readonly string[], one: Change): unknown {
  if (isDocument(value)) return changeAt(value, path, one);
  if (one.operator === "$unset" || one.operator === "$pull" || one.operator === "$pop") return value;
  if (value === undefined) return changeAt({}, path, one);
  throw new Refused(28);
}

function apply(before: unknown, { operator, operand }: Change): unknown {
  switch (operator) {
    case "$set":
      return operand;
    case "$unset":
      return undefined;
    case "$inc":
      return add(before, operand);
    case "$min":
      return before === undefined || compare(operand, before) < 0 ? operand : before;
    case "$max":
      return before === undefined || compare(operand, before) > 0 ? operand : before;
    case "$push":
      return [...list(before), operand];
    case "$addToSet":
      return list(before).some((item) => equal(item, operand)) ? before : [...list(before), operand];
    case "$pull":
      return before === undefined ? undefined : list(before).filter((item) => !equal(item, operand));
    case "$pop":
      return before === undefined ? undefined : list(before, 14).slice(0, -1);
    default:
      throw new Error(`the model does not know ${operator}`);
  }
}

function list(value: unknown, code = 2): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new Refused(code);
}

/** Decimal beats double beats long beats int; an int that is too large becomes a long, a long that is too large is refused. */
function add(before: unknown, operand: unknown): unknown {
  if (before === undefined) return operand;
  if (!isNumeric(before) || !isNumeric(operand)) throw new Refused(14);
  if (before instanceof Decimal128) return addDecimals(before, operand);
  if (before instanceof Double || operand instanceof Double) return new Double(Number(before.toString()) + Number(operand.toString()));
  const sum = BigInt(before.toString()) + BigInt(operand.toString());
  if (BigInt.asIntN(64, sum) !== sum) throw new Refused(2);
  const int = before instanceof Int32 && operand instanceof Int32 && BigInt.asIntN(32, sum) === sum;
  return int ? new Int32(Number(sum)) : Long.fromBigInt(sum);
}

/** A decimal and a whole number: as many digits after the point as the decimal has. */
function addDecimals(decimal: Decimal128, whole: Int32 | Double | Long | Decimal128): Decimal128 {
  const [units = "0", fraction = ""] = decimal.toString().split(".");
  const scale = 10n ** BigInt(fraction.length);
  const sum = BigInt(units + fraction) + BigInt(whole.toString()) * scale;
  return Decimal128.fromString(`${sum}E-${fraction.length}`);
}
