import { StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import type { Value } from "../values/value.ts";
import { isArray, toSafeInteger, typeName } from "../values/value.ts";

/** One operator of expressions: what its arguments' values give, compared as the order says. */
export interface Operator {
  readonly arity?: readonly [number, number];
  /** The arguments' names when they come as one document; with `arity` too, it takes both forms. */
  readonly named?: readonly string[];
  readonly required?: readonly string[];
  readonly apply: (values: Value[], order: Order) => Value;
}

export type Operators = Readonly<Record<string, Operator>>;

export function nullish(value: Value): value is null | undefined {
  return value === null || value === undefined;
}

export function arrayOf(value: Value, who: string, code: number): Value[] {
  if (isArray(value)) return value;
  throw new StoreError(code, `The argument to ${who} must be an array, but was of type: ${typeName(value)}`);
}

export function integerOf(value: Value, who: string, code: number): number {
  const whole = toSafeInteger(value);
  if (whole === null || (whole | 0) !== whole)
    throw new StoreError(code, `${who} requires a whole number of 32 bits, found: ${typeName(value)}`);
  return whole;
}

export function stringOf(value: Value, who: string, code: number): string {
  if (typeof value === "string") return value;
  throw new StoreError(code, `${who} requires a string, found: ${typeName(value)}`);
}
