import { StoreError } from "../errors.ts";
import { toDouble, toWhole } from "../values/arithmetic.ts";
import type { Order } from "../values/order.ts";
import { compareExact, toExact } from "../values/order.ts";
import type { BsonNumber, Document, Value } from "../values/value.ts";
import {
  isArray,
  isBinary,
  isDocument,
  isMaxKey,
  isMinKey,
  isNumber,
  isRegex,
  toSafeInteger,
  typeName,
  typeRank,
} from "../values/value.ts";
import { lowerBound } from "./collation.ts";
import { toRegExp } from "./regex.ts";

/** Whether one value meets a condition. */
export type Test = (value: Value) => boolean;

/** Whether a condition is a document of operators (`{ $gt: 1 }`) and not a value to be equal to. */
export function isOperators(condition: Value): condition is Document {
  return isDocument(condition) && Object.keys(condition)[0]?.startsWith("$") === true && !("$ref" in condition);
}

export function equality(operand: Value, order: Order): Test {
  if (typeof operand === "string" && !order.collated) return (value) => value === operand;
  return (value) => order.equal(value, operand);
}

export function equalityOrRegex(operand: Value, order: Order): Test {
  return isRegex(operand) ? regexTest(operand, undefined) : equality(operand, order);
}

/** A pattern meets strings that it is found in, and the same pattern stored as a value. Collations do not matter to it. */
export function regexTest(operand: Value, options: Value): Test {
  const pattern = isRegex(operand) ? operand.pattern : operand;
  if (typeof pattern !== "string") throw new StoreError(2, "$regex has to be a string");
  if (options !== undefined && typeof options !== "string") throw new StoreError(2, "$options has to be a string");
  const flags = options ?? (isRegex(operand) ? operand.options : "");
  const regex = toRegExp(pattern, flags);
  return (value) =>
    typeof value === "string" ? regex.test(value) : isRegex(value) && value.pattern === pattern && value.options === flags;
}

export function membership(operand: Value, order: Order): Test {
  if (!isArray(operand)) throw new StoreError(2, "$in needs an array");
  const strings = new Set<string>();
  const others: Test[] = [];
  for (const item of operand) {
    if (typeof item === "string") strings.add(item);
    else if (isOperators(item)) throw new StoreError(2, "cannot nest $ under $in");
    else others.push(equalityOrRegex(item, order));
  }
  const among = order.collated ? amongSorted([...strings], order) : (text: string) => strings.has(text);
  return (value) => (typeof value === "string" && among(value)) || others.some((test) => test(value));
}

function amongSorted(strings: string[], order: Order): (text: string) => boolean {
  strings.sort(order.compare);
  return (text) => {
    const place = strings[lowerBound(strings, text, order)];
    return place !== undefined && order.equal(place, text);
  };
}

/** Only values of the operand's own type are compared; MinKey and MaxKey compare with everything. */
export function range(operator: string, operand: Value, { compare }: Order): Test {
  if (isRegex(operand)) throw new StoreError(2, "Can't have RegEx as arg to predicate over field");
  const rank = typeRank(operand);
  const anyType = isMinKey(operand) || isMaxKey(operand);
  const nan = isNumber(operand) && Number.isNaN(toDouble(operand));
  const holds = (order: number): boolean =>
    operator === "$gt" ? order > 0 : operator === "$gte" ? order >= 0 : operator === "$lt" ? order < 0 : order <= 0;
  return (value) => {
    if (typeRank(value) !== rank && !anyType) return false;
    const order = compare(value, operand);
    if (isNumber(value) && !anyType && (nan || Number.isNaN(toDouble(value)))) return order === 0 && holds(0); // NaN is only equal to itself
    return holds(order);
  };
}

const TYPE_NUMBERS: Readonly<Record<number, string>> = {
  [-1]: "minKey",
  1: "double",
  2: "string",
  3: "object",
  4: "array",
  5: "binData",
  7: "objectId",
  8: "bool",
  9: "date",
  10: "null",
  11: "regex",
  13: "javascript",
  16: "int",
  17: "timestamp",
  18: "long",
  19: "decimal",
  127: "maxKey",
};
const TYPE_NAMES = new Set(Object.values(TYPE_NUMBERS));
const NUMBER_TYPES = ["int", "double", "long", "decimal"];

export function typeTest(operand: Value): Test {
  const names = new Set<string>();
  const wanted = isArray(operand) ? operand : [operand];
  if (wanted.length === 0) throw new StoreError(9, "$type must match at least one type");
  for (const item of wanted) {
    const number = toSafeInteger(item);
    const name = number !== null ? TYPE_NUMBERS[number] : typeof item === "string" ? item : undefined;
    if (name === "number") NUMBER_TYPES.forEach((each) => names.add(each));
    else if (name !== undefined && TYPE_NAMES.has(name)) names.add(name);
    else throw new StoreError(2, `Unknown type name alias: ${JSON.stringify(item)}`);
  }
  return (value) => names.has(typeName(value));
}

/** Divisor, remainder and value are cut to whole numbers first. */
export function modTest(operand: Value): Test {
  if (!isArray(operand) || operand.length !== 2) throw new StoreError(2, "malformed mod, needs to be an array of two elements");
  const [divisor, remainder] = operand.map(wholeOf);
  if (divisor === undefined || remainder === undefined)
    throw new StoreError(2, "malformed mod, the elements have to be numbers of 64 bits");
  if (divisor === 0n) throw new StoreError(2, "divisor cannot be 0");
  return (value) => {
    const whole = wholeOf(value);
    return whole !== undefined && whole % divisor === remainder;
  };
}

/** A number without its fraction; `undefined` when it does not fit in an int64. */
function wholeOf(value: Value): bigint | undefined {
  const whole = isNumber(value) ? toWhole(value) : undefined;
  return whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

export function sizeTest(operand: Value): Test {
  const size = toSafeInteger(operand);
  if (size === null || size < 0) throw new StoreError(2, "$size must be a whole number, 0 or more");
  return (value) => isArray(value) && value.length === size;
}

const BIT_OPERATORS: Readonly<Record<string, (set: bigint, mask: bigint) => boolean>> = {
  $bitsAllSet: (set, mask) => set === mask,
  $bitsAllClear: (set) => set === 0n,
  $bitsAnySet: (set) => set !== 0n,
  $bitsAnyClear: (set, mask) => set !== mask,
};

/** Tests bits of whole numbers (negative ones in two's complement) and of binaries, bit 0 the lowest of the first byte. */
export function bitsTest(operator: string, operand: Value): Test | null {
  const holds = Object.hasOwn(BIT_OPERATORS, operator) ? BIT_OPERATORS[operator] : undefined;
  if (!holds) return null;
  const mask = maskOf(operator, operand);
  return (value) => {
    const bits = bitsOf(value);
    return bits !== null && holds(bits & mask, mask);
  };
}

function maskOf(operator: string, operand: Value): bigint {
  if (isNumber(operand)) {
    const mask = wholeOf(operand);
    if (mask === undefined || mask < 0n || !isWhole(operand))
      throw new StoreError(9, `${operator}: Expected a whole number of 63 bits, not negative`);
    return mask;
  }
  if (isBinary(operand)) return bitsOf(operand) ?? 0n;
  if (!isArray(operand)) throw new StoreError(2, `${operator} takes an Array, a number, or a BinData`);
  return operand.reduce((mask: bigint, item) => {
    const place = toSafeInteger(item);
    if (place === null || place < 0 || place > 2 ** 31 - 1)
      throw new StoreError(2, `${operator}: bit positions must be whole numbers, 0 or more`);
    if (place > BIT_MAX) throw new StoreError(238, `${operator}: bit positions above ${BIT_MAX} are not supported by the embedded store`);
    return mask | (1n << BigInt(place));
  }, 0n);
}

/** Higher places would make numbers of megabytes. */
const BIT_MAX = 65_535;
/** A negative number has ones in front without end: as many as any mask can ask for. */
const ONES = (1n << BigInt(BIT_MAX + 1)) - 1n;

function bitsOf(value: Value): bigint | null {
  if (isBinary(value)) {
    const hex = Buffer.from(value.buffer.subarray(0, value.length())).reverse().toString("hex");
    return hex === "" ? 0n : BigInt(`0x${hex}`);
  }
  if (!isNumber(value) || !isWhole(value)) return null;
  const whole = wholeOf(value);
  return whole === undefined ? null : whole & ONES;
}

function isWhole(value: BsonNumber): boolean {
  const whole = toWhole(value);
  return whole !== undefined && compareExact(toExact(value), { digits: whole, exponent: 0 }) === 0;
}
