import { Long } from "bson";
import { notCovered, StoreError } from "../errors.ts";
import { atPlace, calculateLoosely, divide, isIntegral, modulo, toDouble } from "../values/arithmetic.ts";
import { fromDouble } from "../values/codec.ts";
import { compare } from "../values/order.ts";
import type { BsonNumber, Value } from "../values/value.ts";
import { isArray, isDate, isDecimal, isInt32, isLong, isNumber, typeName } from "../values/value.ts";
import { accumulator } from "./accumulators.ts";
import type { Operator, Operators } from "./operator.ts";
import { integerOf, nullish } from "./operator.ts";

/** An operator on numbers: null when an argument is null or missing, the operator's own error when one is no number. */
interface Numeric {
  readonly name: string;
  readonly arity: readonly [number, number];
  readonly code?: number;
}

function arithmetic({ name, arity, code = 14 }: Numeric, apply: (values: BsonNumber[]) => Value): Operator {
  return { arity, apply: (values) => (values.some(nullish) ? null : apply(values.map((value) => numberOf(value, name, code)))) };
}

function numberOf(value: Value, name: string, code = 14): BsonNumber {
  if (isNumber(value)) return value;
  throw new StoreError(code, `${name} only supports numeric types, not ${typeName(value)}`);
}

/** One after the other. Whole numbers that fit in an int again at the end are one, when all of them were. */
function add(values: Value[]): Value {
  if (values.some(nullish)) return null;
  const dates = values.filter(isDate);
  if (dates.length > 1) throw new StoreError(16612, "only one date allowed in an $add expression");
  const numbers = values.filter((value) => !isDate(value)).map((value) => numberOf(value, "$add"));
  const total = numbers.reduce<BsonNumber>((sum, value) => calculateLoosely("add", sum, value), 0);
  const [date] = dates;
  if (date) return shifted(date, total, 1);
  return isLong(total) && numbers.every(isInt32) && isInt32(total.toNumber()) ? total.toNumber() : total;
}

/** A date and so many milliseconds; halves away from zero. */
function shifted(date: Date, by: BsonNumber, sign: 1 | -1): Date {
  const ms = toDouble(by) * sign;
  const result = new Date(date.getTime() + Math.sign(ms) * Math.floor(Math.abs(ms) + 0.5));
  if (Number.isNaN(result.getTime())) throw new StoreError(15, "date overflow");
  return result;
}

function subtract([a, b]: Value[]): Value {
  if (nullish(a) || nullish(b)) return null;
  if (isDate(a) && isDate(b)) return Long.fromNumber(a.getTime() - b.getTime());
  if (isDate(a)) return shifted(a, numberOf(b, "$subtract"), -1);
  return calculateLoosely("subtract", numberOf(a, "$subtract"), numberOf(b, "$subtract"));
}

function absolute(value: BsonNumber): BsonNumber {
  if (isLong(value) && value.equals(Long.MIN_VALUE)) throw new StoreError(28680, "can't take $abs of long long min");
  if (!isIntegral(value) && !isDecimal(value)) return fromDouble(Math.abs(toDouble(value)));
  return compare(value, 0) < 0 ? calculateLoosely("subtract", 0, value) : value;
}

/** `$ceil` and `$floor`. */
function toward(name: string, up: 1 | -1): Operator {
  return arithmetic({ name, arity: [1, 1], code: 28765 }, ([value = 0]) => {
    if (isIntegral(value)) return value;
    if (!isDecimal(value)) return fromDouble(up === 1 ? Math.ceil(toDouble(value)) : Math.floor(toDouble(value)));
    const cut = atPlace(value, 0, false);
    return compare(value, cut) * up > 0 ? calculateLoosely("add", cut, up) : cut;
  });
}

/** `$round` and `$trunc`, to a decimal place. */
function placed(name: string, half: boolean): Operator {
  return {
    arity: [1, 2],
    apply: ([value, place]) => {
      if (nullish(value) || place === null) return null;
      const at = place === undefined ? 0 : integerOf(place, `${name}'s place`, 51082);
      if (at < -20 || at > 100) throw new StoreError(51083, `cannot apply ${name} with precision value ${at} value must be in [-20, 100]`);
      return atPlace(numberOf(value, name, 51081), at, half);
    },
  };
}

/** Functions on doubles. Decimals would need 34 digits: refused. Beyond `$sqrt` the last digit is that of the machine's library, as in MongoDB. */
function real(name: string, apply: (value: number) => number): Operator {
  return arithmetic({ name, arity: [1, 1], code: 28765 }, ([value = 0]) => {
    if (isDecimal(value)) throw notCovered(`${name} of decimals`);
    return fromDouble(apply(toDouble(value)));
  });
}

function within(holds: (value: number) => boolean, code: number, apply: (value: number) => number): (value: number) => number {
  return (value) => {
    if (!Number.isNaN(value) && !holds(value)) throw new StoreError(code, `the argument ${value} is out of range`);
    return apply(value);
  };
}

const angle = (value: number): boolean => Number.isFinite(value);

function power([base = 0, exponent = 0]: BsonNumber[]): Value {
  if (isDecimal(base) || isDecimal(exponent)) throw notCovered("$pow of decimals");
  const [one, other] = [toDouble(base), toDouble(exponent)];
  if (one === 0 && other < 0) throw new StoreError(28764, "$pow cannot take a base of 0 and a negative exponent");
  if (!isIntegral(base) || !isIntegral(exponent)) return fromDouble(one ** other);
  const small = isInt32(base) && isInt32(exponent);
  if (other < 0 && Math.abs(one) !== 1) return fromDouble(one ** other);
  const even = BigInt(exponent.toString()) % 2n === 0n;
  if (Math.abs(one) <= 1) return typed(BigInt(one < 0 && even ? 1 : other === 0 ? 1 : one), small);
  if (other > 64) return fromDouble(one ** other);
  const exact = BigInt(base.toString()) ** BigInt(other);
  return BigInt.asIntN(64, exact) === exact ? typed(exact, small) : fromDouble(one ** other);
}

function typed(value: bigint, small: boolean): BsonNumber {
  return small && isInt32(Number(value)) ? Number(value) : Long.fromBigInt(value);
}

/** An accumulator over its arguments, or over the one array that is given. */
function fold(name: string): Operator {
  return {
    apply: (values, order) => {
      const total = accumulator(name, order)();
      const items = values.length === 1 && isArray(values[0]) ? values[0] : values;
      items.forEach((item) => total.add(item));
      return total.result();
    },
  };
}

export const ARITHMETIC: Operators = {
  $add: { apply: add },
  $subtract: { arity: [2, 2], apply: subtract },
  $multiply: arithmetic({ name: "$multiply", arity: [0, Infinity] }, (values) =>
    values.reduce((product, value) => calculateLoosely("multiply", product, value), 1),
  ),
  $divide: arithmetic({ name: "$divide", arity: [2, 2] }, ([a = 0, b = 1]) => divide(a, b)),
  $mod: arithmetic({ name: "$mod", arity: [2, 2], code: 16611 }, ([a = 0, b = 1]) => modulo(a, b)),
  $abs: arithmetic({ name: "$abs", arity: [1, 1], code: 28765 }, ([value = 0]) => absolute(value)),
  $ceil: toward("$ceil", 1),
  $floor: toward("$floor", -1),
  $trunc: placed("$trunc", false),
  $round: placed("$round", true),
  $pow: arithmetic({ name: "$pow", arity: [2, 2], code: 28762 }, power),
  $sqrt: real(
    "$sqrt",
    within((value) => value >= 0, 28714, Math.sqrt),
  ),
  $exp: real("$exp", Math.exp),
  $ln: real(
    "$ln",
    within((value) => value > 0, 28766, Math.log),
  ),
  $log10: real(
    "$log10",
    within((value) => value > 0, 28761, Math.log10),
  ),
  $sin: real("$sin", within(angle, 50989, Math.sin)),
  $cos: real("$cos", within(angle, 50989, Math.cos)),
  $tan: real("$tan", within(angle, 50989, Math.tan)),
  $sum: fold("$sum"),
  $avg: fold("$avg"),
  $min: fold("$min"),
  $max: fold("$max"),
  $stdDevPop: fold("$stdDevPop"),
  $stdDevSamp: fold("$stdDevSamp"),
};
