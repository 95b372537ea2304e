import { Long } from "bson";
import { StoreError } from "../errors.ts";
import { isIntegral } from "../values/arithmetic.ts";
import type { Value } from "../values/value.ts";
import { isLong, isNumber, typeName } from "../values/value.ts";
import type { Operator, Operators } from "./operator.ts";
import { nullish } from "./operator.ts";

function whole(value: Value, name: string): number | Long {
  if (isNumber(value) && isIntegral(value)) return value;
  throw new StoreError(14, `${name} only supports int and long operands, not ${typeName(value)}`);
}

function typed(bits: bigint, long: boolean): number | Long {
  return long ? Long.fromBigInt(bits) : Number(bits);
}

/** A long as soon as one operand is a long. */
function folding(name: string, start: bigint, apply: (a: bigint, b: bigint) => bigint): Operator {
  return {
    apply: (values) => {
      const numbers = values.filter((value) => !nullish(value)).map((value) => whole(value, name));
      if (numbers.length < values.length) return null;
      return typed(
        numbers.reduce((bits, value) => apply(bits, BigInt(value.toString())), start),
        numbers.some(isLong),
      );
    },
  };
}

export const BITS: Operators = {
  $bitAnd: folding("$bitAnd", -1n, (a, b) => a & b),
  $bitOr: folding("$bitOr", 0n, (a, b) => a | b),
  $bitXor: folding("$bitXor", 0n, (a, b) => a ^ b),
  $bitNot: {
    arity: [1, 1],
    apply: ([value]) => {
      if (nullish(value)) return null;
      const number = whole(value, "$bitNot");
      return typed(~BigInt(number.toString()), isLong(number));
    },
  },
};
