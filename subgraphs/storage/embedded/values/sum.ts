import { Decimal128, Long } from "bson";
import { calculateLoosely, divide, exactToDecimal, isIntegral, toDouble } from "./arithmetic.ts";
import { fromDouble } from "./codec.ts";
import type { Exact } from "./order.ts";
import { toExact } from "./order.ts";
import type { BsonNumber } from "./value.ts";
import { isDecimal, isInt32 } from "./value.ts";

const WIDTH = { int: 0, long: 1, double: 2, decimal: 3 } as const;

/**
 * A sum as `$sum`, `$avg` and `$add` make it: whole numbers exactly, doubles with the part that rounding lost carried along (a double-double), decimals
 * apart. The widest type that came decides what it is given as; what int64 does not hold is a double.
 */
export class Sum {
  #width: number = WIDTH.int;
  #whole = 0n;
  #double = new DoubleDouble();
  #decimal: BsonNumber = Decimal128.fromString("0");
  count = 0;

  add(value: BsonNumber): void {
    this.count += 1;
    if (isDecimal(value)) {
      this.#widen(WIDTH.decimal);
      this.#decimal = calculateLoosely("add", this.#decimal, value);
    } else if (isIntegral(value)) {
      this.#widen(isInt32(value) ? WIDTH.int : WIDTH.long);
      this.#whole += BigInt(value.toString());
    } else {
      this.#widen(WIDTH.double);
      this.#double.add(toDouble(value));
    }
  }

  #widen(width: number): void {
    this.#width = Math.max(this.#width, width);
  }

  total(): BsonNumber {
    if (this.#width === WIDTH.decimal) return calculateLoosely("add", this.#decimal, this.#rest());
    const fits = BigInt.asIntN(64, this.#whole) === this.#whole;
    if (this.#width === WIDTH.double || !fits) return fromDouble(this.#asDouble());
    const small = Number(this.#whole);
    return this.#width === WIDTH.int && isInt32(small) ? small : Long.fromBigInt(this.#whole);
  }

  /** `null` when nothing was added. */
  average(): BsonNumber | null {
    if (this.count === 0) return null;
    if (this.#width === WIDTH.decimal) return divide(this.total(), this.count);
    return fromDouble(this.#asDouble() / this.count);
  }

  #asDouble(): number {
    const sum = this.#double.copy();
    const high = Number(this.#whole);
    sum.add(high);
    if (Number.isFinite(high)) sum.add(Number(this.#whole - BigInt(high)));
    return sum.value;
  }

  /** What is no decimal, as one with all its digits. */
  #rest(): BsonNumber {
    const parts = this.#double.parts.map((part) => exactToDecimal(withoutZeros(toExact(part))));
    return parts.reduce<BsonNumber>(
      (sum, part) => calculateLoosely("add", sum, part),
      exactToDecimal({ digits: this.#whole, exponent: 0 }),
    );
  }
}

/** A double becomes the shortest decimal of its value. */
function withoutZeros(value: Exact): Exact {
  if (typeof value === "string") return value;
  let { digits, exponent } = value;
  while (exponent < 0 && digits % 10n === 0n) [digits, exponent] = [digits / 10n, exponent + 1];
  return { digits, exponent };
}

/** Two doubles whose exact sum is the total: the nearest double and what it lacks. */
class DoubleDouble {
  #sum = 0;
  #addend = 0;
  /** The plain sum: it tells infinities from NaN. */
  #special = 0;

  add(value: number): void {
    this.#special += value;
    const carried = value + this.#addend;
    const lost = this.#addend - (carried - value);
    const sum = this.#sum + carried;
    const before = sum - carried;
    this.#addend = lost + (this.#sum - before + (carried - (sum - before)));
    this.#sum = sum;
  }

  copy(): DoubleDouble {
    const copy = new DoubleDouble();
    copy.#sum = this.#sum;
    copy.#addend = this.#addend;
    copy.#special = this.#special;
    return copy;
  }

  get value(): number {
    return Number.isNaN(this.#sum) ? this.#special : this.#sum;
  }

  get parts(): readonly [number, number] {
    return Number.isFinite(this.#sum) ? [this.#sum, this.#addend] : [this.#special, 0];
  }
}
