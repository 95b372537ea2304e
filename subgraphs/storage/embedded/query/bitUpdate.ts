import { Long } from "bson";
import { StoreError } from "../errors.ts";
import { isIntegral } from "../values/arithmetic.ts";
import type { Value } from "../values/value.ts";
import { isDocument, isInt32, isLong, isNumber, typeName } from "../values/value.ts";
import type { FieldChange } from "./updateOperators.ts";

const OPERATIONS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

/** `$bit`: one or more operations, one after the other; a missing field begins as 0. The result is a long when anything in it is one. */
export function bit(operand: Value, path: string): FieldChange {
  if (!isDocument(operand))
    throw new StoreError(2, `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document`);
  const steps = Object.entries(operand).map(([name, value]) => {
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (!operation)
      throw new StoreError(2, `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`);
    if (!isNumber(value) || !isIntegral(value))
      throw new StoreError(2, `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here`);
    return { operation, value };
  });
  if (steps.length === 0) throw new StoreError(2, "You must pass in at least one bitwise operation");
  return {
    kind: "compute",
    compute: (before = 0) => {
      if (!isNumber(before) || !isIntegral(before))
        throw new StoreError(2, `Cannot apply $bit to a value of non-integral type: the field '${path}' is of type ${typeName(before)}`);
      const long = isLong(before) || steps.some(({ value }) => isLong(value));
      const result = steps.reduce((bits, { operation, value }) => operation(bits, BigInt(value.toString())), BigInt(before.toString()));
      return long || !isInt32(Number(result)) ? Long.fromBigInt(result) : Number(result);
    },
  };
}
