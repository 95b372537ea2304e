import { notCovered } from "../errors.ts";
import { calculateLoosely, divide, toDouble } from "../values/arithmetic.ts";
import { fromDouble } from "../values/codec.ts";
import { compare, equal } from "../values/order.ts";
import type { BsonNumber, Document, Value } from "../values/value.ts";
import { isDecimal, isDocument, isNumber } from "../values/value.ts";

/** Takes the values of a group one after the other and gives their total. */
export interface Accumulator {
  add(value: Value): void;
  result(): Value;
}

/** A new accumulator of this name; refuses those that are not covered. */
export function accumulator(name: string): Accumulator {
  const make = ACCUMULATORS[name];
  if (!make) throw notCovered(`the accumulator ${name}`);
  return make();
}

/** Sums keep the widest type that came: int, long, double, decimal. Values that are no numbers are passed over. */
function sum(): Accumulator & { count: number; total: BsonNumber } {
  return {
    total: 0,
    count: 0,
    add(value) {
      if (!isNumber(value)) return;
      this.total = calculateLoosely("add", this.total, value);
      this.count += 1;
    },
    result() {
      return this.total;
    },
  };
}

function average(): Accumulator {
  const inner = sum();
  return {
    add: (value) => inner.add(value),
    result: () => (inner.count === 0 ? null : divide(inner.total, isDecimal(inner.total) ? inner.count : fromDouble(inner.count))),
  };
}

function extreme(sign: number): Accumulator {
  let best: Value = null;
  return {
    add(value) {
      if (value === null || value === undefined) return;
      if (best === null || compare(value, best) * sign > 0) best = value;
    },
    result: () => best,
  };
}

function deviation(sample: boolean): Accumulator {
  const values: number[] = [];
  return {
    add(value) {
      if (isNumber(value)) values.push(toDouble(value));
    },
    result() {
      if (values.length < (sample ? 2 : 1)) return null;
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
      return fromDouble(Math.sqrt(squares / (values.length - (sample ? 1 : 0))));
    },
  };
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: sum,
  $avg: average,
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $stdDevPop: () => deviation(false),
  $stdDevSamp: () => deviation(true),
  $count: () => {
    const inner = sum();
    return { add: () => inner.add(1), result: () => inner.result() };
  },
  $first: () => {
    let value: Value;
    let seen = false;
    return {
      add(next) {
        if (!seen) value = next;
        seen = true;
      },
      result: () => value ?? null,
    };
  },
  $last: () => {
    let value: Value;
    return {
      add(next) {
        value = next;
      },
      result: () => value ?? null,
    };
  },
  $push: () => {
    const values: Value[] = [];
    return {
      add(value) {
        if (value !== undefined) values.push(value);
      },
      result: () => values,
    };
  },
  $addToSet: () => {
    const values: Value[] = [];
    return {
      add(value) {
        if (value !== undefined && !values.some((known) => equal(known, value))) values.push(value);
      },
      result: () => values,
    };
  },
  $mergeObjects: () => {
    const merged: Document = {};
    return {
      add(value) {
        if (isDocument(value)) Object.assign(merged, value);
      },
      result: () => merged,
    };
  },
};
