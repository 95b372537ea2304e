/** Expressions over numbers: what they give and of which type. */
import { Decimal128, Double, Long } from "bson";
import type { Case } from "../case.ts";
import { fails } from "../case.ts";
import { expressionCases } from "../tables.ts";

const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const long = (text: string): Long => Long.fromString(text);
const double = (value: number): Double => new Double(value);
const LONG_MAX = long("9223372036854775807");
const LONG_MIN = long("-9223372036854775808");

const document = {
  i: 7,
  l: long("7"),
  d: new Double(7),
  h: 7.5,
  m: decimal("7.50"),
  n: null,
  s: "7",
  at: new Date(1000),
  list: [1, 2.5, "x", 4],
};

const addition = expressionCases({
  about: "add and subtract",
  document,
  rows: [
    [{ $add: ["$i", 1] }, 8],
    [{ $add: ["$i", long("1")] }, long("8")],
    [{ $add: ["$i", double(1)] }, double(8)],
    [{ $add: ["$l", 0.5] }, 7.5],
    [{ $add: ["$i", decimal("0.10")] }, decimal("7.10")],
    [{ $add: ["$h", decimal("0.5")] }, decimal("8.00000000000000")],
    [{ $add: [2147483647, 1] }, long("2147483648")],
    [{ $add: [-2147483648, -1] }, long("-2147483649")],
    [{ $add: [LONG_MAX, 1] }, double(9223372036854775808)],
    [{ $add: [long("9007199254740993"), long("1")] }, long("9007199254740994")],
    [{ $add: [1, 2, 3, "$i"] }, 13],
    [{ $add: [] }, 0],
    [{ $add: "$i" }, 7],
    [{ $add: ["$i", null] }, null],
    [{ $add: ["$missing", 1] }, null],
    [{ $add: ["$at", 500] }, new Date(1500)],
    [{ $add: [500, "$at", 1] }, new Date(1501)],
    [{ $add: ["$at", "$at"] }, fails(16612)],
    [{ $add: ["$i", "$s"] }, fails(14)],
    [{ $add: [double(Infinity), double(-Infinity)] }, double(NaN)],
    [{ $subtract: ["$i", 10] }, -3],
    [{ $subtract: ["$l", 10] }, long("-3")],
    [{ $subtract: ["$h", "$i"] }, 0.5],
    [{ $subtract: ["$m", "$i"] }, decimal("0.50")],
    [{ $subtract: [-2147483648, 1] }, long("-2147483649")],
    [{ $subtract: [LONG_MIN, 1] }, double(-9223372036854775808)],
    [{ $subtract: ["$at", "$at"] }, long("0")],
    [{ $subtract: ["$at", 1] }, new Date(999)],
    [{ $subtract: ["$i", null] }, null],
    [{ $subtract: ["$s", 1] }, fails(14)],
    [{ $subtract: [1, "$at"] }, fails(14)],
    [{ $subtract: [1] }, fails(16020)],
  ],
});

const multiplication = expressionCases({
  about: "multiply, divide, mod",
  document,
  rows: [
    [{ $multiply: ["$i", 2] }, 14],
    [{ $multiply: ["$i", long("2")] }, long("14")],
    [{ $multiply: ["$i", double(2)] }, double(14)],
    [{ $multiply: [65536, 65536] }, long("4294967296")],
    [{ $multiply: [long("4294967296"), long("4294967296")] }, double(18446744073709552000)],
    [{ $multiply: ["$m", 2] }, decimal("15.00")],
    [{ $multiply: ["$h", decimal("0.10")] }, decimal("0.7500000000000000")],
    [{ $multiply: [] }, 1],
    [{ $multiply: ["$n", 2] }, null],
    [{ $multiply: ["$s", 2] }, fails(14)],
    [{ $divide: [6, 2] }, double(3)],
    [{ $divide: ["$i", 2] }, 3.5],
    [{ $divide: ["$l", long("2")] }, 3.5],
    [{ $divide: [decimal("1"), 3] }, decimal("0.3333333333333333333333333333333333")],
    [{ $divide: ["$m", decimal("2.5")] }, decimal("3.0")],
    [{ $divide: [1, 0] }, fails(2)],
    [{ $divide: [1, decimal("0")] }, fails(2)],
    [{ $divide: [null, 0] }, null],
    [{ $divide: ["$s", 2] }, fails(14)],
    [{ $mod: ["$i", 3] }, 1],
    [{ $mod: [-7, 3] }, -1],
    [{ $mod: [7, -3] }, 1],
    [{ $mod: ["$i", long("3")] }, long("1")],
    [{ $mod: ["$h", 2] }, 1.5],
    [{ $mod: ["$i", double(3)] }, double(1)],
    [{ $mod: [7, 0] }, fails(16610)],
    [{ $mod: ["$n", 3] }, null],
    [{ $mod: ["$s", 3] }, fails(16611)],
  ],
});

const rounding = expressionCases({
  about: "abs, ceil, floor, trunc",
  document,
  rows: [
    [{ $abs: -5 }, 5],
    [{ $abs: double(-2.5) }, 2.5],
    [{ $abs: [long("-5")] }, long("5")],
    [{ $abs: -2147483648 }, long("2147483648")],
    [{ $abs: decimal("-1.50") }, decimal("1.50")],
    [{ $abs: null }, null],
    [{ $abs: "$s" }, fails(28765)],
    [{ $abs: LONG_MIN }, fails(28680)],
    [{ $ceil: 2.3 }, double(3)],
    [{ $ceil: -2.7 }, double(-2)],
    [{ $ceil: "$i" }, 7],
    [{ $floor: 2.7 }, double(2)],
    [{ $floor: -2.3 }, double(-3)],
    [{ $floor: "$l" }, long("7")],
    [{ $floor: "$missing" }, null],
    [{ $floor: "$s" }, fails(28765)],
    [{ $trunc: -2.7 }, double(-2)],
    [{ $trunc: "$i" }, 7],
  ],
});

const decimals = expressionCases({
  about: "mod and rounding of decimals",
  document,
  rows: [
    [{ $mod: ["$m", 2] }, decimal("1.50")],
    [{ $ceil: "$m" }, decimal("8")],
    [{ $floor: "$m" }, decimal("7")],
    [{ $trunc: "$m" }, decimal("7")],
  ],
});

const functions = expressionCases({
  about: "functions",
  document,
  rows: [
    [{ $round: [2.5, 0] }, double(2)],
    [{ $round: [1234, -2] }, 1200],
    [{ $pow: [2, 10] }, 1024],
    [{ $sqrt: 9 }, double(3)],
    [{ $exp: 0 }, double(1)],
    [{ $ln: 1 }, double(0)],
    [{ $log10: 100 }, double(2)],
    [{ $bitAnd: [6, 3] }, 2],
  ],
});

const totals = expressionCases({
  about: "sum, avg, min, max over arguments and arrays",
  document,
  rows: [
    [{ $sum: "$list" }, 7.5],
    [{ $sum: ["$i", "$l"] }, long("14")],
    [{ $sum: ["$i", "$m"] }, decimal("14.50")],
    [{ $sum: ["$list", 1] }, 1],
    [{ $sum: "$missing" }, 0],
    [{ $sum: [] }, 0],
    [{ $sum: [2147483647, 1] }, long("2147483648")],
    [{ $sum: "$s" }, 0],
    [{ $avg: [1, 2] }, 1.5],
    [{ $avg: [2, 4] }, double(3)],
    [{ $avg: "$list" }, 2.5],
    [{ $avg: [] }, null],
    [{ $avg: "$s" }, null],
    [{ $avg: [decimal("1"), 2] }, decimal("1.5")],
    [{ $max: "$list" }, "x"],
    [{ $max: ["$list", 100] }, [1, 2.5, "x", 4]],
    [{ $max: [null, 1, "$missing"] }, 1],
    [{ $max: [] }, null],
    [{ $min: "$list" }, 1],
    [{ $min: [null, 1] }, 1],
    [{ $min: ["$i", decimal("6.9")] }, decimal("6.9")],
    [{ $min: "$missing" }, null],
  ],
});

export const numbers: readonly Case[] = [...addition, ...multiplication, ...rounding, ...decimals, ...functions, ...totals];
