/** Documents, filters, sorts, updates and index keys over a few names and values, so that they meet often. */
import { BSONRegExp, Decimal128, Double, Int32, Long } from "bson";
import fc from "fast-check";
import type { Plain } from "../case.ts";

const int = fc.integer({ min: -2, max: 4 }).map((value) => new Int32(value));
const numbers = fc.oneof(
  { weight: 4, arbitrary: int },
  fc.constantFrom(
    new Double(1),
    new Double(2),
    new Double(0.5),
    new Double(-0),
    new Double(NaN),
    new Double(Infinity),
    new Double(9007199254740992),
  ),
  fc.constantFrom(Long.fromNumber(1), Long.fromNumber(3), Long.fromString("9007199254740993"), Long.fromString("9223372036854775807")),
  fc.constantFrom("1", "1.5", "2.00", "-0.5").map((text) => Decimal128.fromString(text)),
);
const strings = fc.constantFrom("", "a", "ab", "abc", "b", "B", "é");
const scalar = fc.oneof(
  { weight: 4, arbitrary: numbers },
  { weight: 3, arbitrary: strings },
  fc.constant(null),
  fc.boolean(),
  fc.constantFrom(new Date(0), new Date(-5), new Date(86_400_000)),
);

const record = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Plain> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c"), values), { maxLength: 3, selector: ([name]) => name })
    .map((pairs) => Object.fromEntries(pairs));

const inner = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  record(scalar),
  fc.array(record(scalar), { maxLength: 2 }),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }) },
  { weight: 2, arbitrary: record(inner) },
);

/** A document without its `_id`. */
export const body: fc.Arbitrary<Plain> = fc
  .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d"), value), { maxLength: 4, selector: ([name]) => name })
  .map((pairs) => Object.fromEntries(pairs));

export const path = fc.constantFrom("a", "b", "c", "d", "a.a", "a.b", "b.c", "d.a");

const type = fc.constantFrom("null", "int", "double", "long", "decimal", "string", "object", "array", "bool", "date");
const pattern = fc.constantFrom("^a", "^ab", "b$", "^", "B").map((text) => new BSONRegExp(text));
const operators: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom("$gt", "$gte", "$lt", "$lte"), value).map(([name, operand]) => ({ [name]: operand })) },
  { weight: 2, arbitrary: fc.tuple(value, value).map(([low, high]) => ({ $gte: low, $lt: high })) },
  fc.tuple(fc.constantFrom("$eq", "$ne"), value).map(([name, operand]) => ({ [name]: operand })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("$in", "$nin"), fc.array(fc.oneof(value, pattern), { maxLength: 4 }))
      .map(([name, operand]) => ({ [name]: operand })),
  },
  fc.boolean().map((exists) => ({ $exists: exists })),
  fc.integer({ min: 0, max: 3 }).map((size) => ({ $size: size })),
  type.map((name) => ({ $type: name })),
  fc.array(value, { maxLength: 2 }).map((items) => ({ $all: items })),
  fc.tuple(fc.constantFrom("$gt", "$lte", "$eq", "$ne"), scalar).map(([name, operand]) => ({ $elemMatch: { [name]: operand } })),
  fc.tuple(fc.constantFrom("a", "b"), scalar).map(([name, operand]) => ({ $elemMatch: { [name]: operand } })),
);
const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: value },
  { weight: 8, arbitrary: operators },
  pattern,
  operators.map((negated) => ({ $not: negated })),
);
const simple: fc.Arbitrary<Plain> = fc
  .uniqueArray(fc.tuple(path, condition), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .map((pairs) => Object.fromEntries(pairs));
export const filter: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 6, arbitrary: simple },
  fc.constant({}),
  fc
    .tuple(fc.constantFrom("$and", "$or", "$nor"), fc.array(simple, { minLength: 1, maxLength: 2 }))
    .map(([name, parts]) => ({ [name]: parts })),
  fc.tuple(simple, fc.array(simple, { minLength: 1, maxLength: 2 })).map(([part, parts]) => ({ ...part, $or: parts })),
);

const direction = fc.constantFrom<1 | -1>(1, -1);
/** Ends with the `_id`, so that there is one right order. */
export const sort: fc.Arbitrary<Record<string, 1 | -1>> = fc
  .tuple(fc.uniqueArray(fc.tuple(path, direction), { maxLength: 2, selector: ([name]) => name.split(".")[0] }), direction)
  .map(([pairs, last]) => ({ ...Object.fromEntries(pairs), _id: last }));

const operand: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  $set: value,
  $unset: fc.constant(""),
  $inc: fc.oneof(int, fc.constant(Long.fromNumber(2))),
  $min: scalar,
  $max: scalar,
  $push: inner,
  $addToSet: inner,
  $pull: scalar.filter((item) => item !== null),
  $pop: fc.constant(1),
};
/** Changes of one to three paths, none within another. */
export const update: fc.Arbitrary<Plain> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...Object.keys(operand)), path), {
    minLength: 1,
    maxLength: 3,
    selector: ([, name]) => name.split(".")[0],
  })
  .chain((places) =>
    fc.tuple(...places.map(([name, at]) => fc.tuple(fc.constant(name), fc.constant(at), operand[name] ?? fc.constant(null)))),
  )
  .map((changes) => {
    const result: Record<string, Record<string, unknown>> = {};
    for (const [name, at, given] of changes) result[name] = { ...result[name], [at]: given };
    return result;
  });

/** Index specifications without names. */
export const indexSpec: fc.Arbitrary<Plain> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(path, direction), { minLength: 1, maxLength: 2, selector: ([name]) => name.split(".")[0] }),
    fc.constantFrom<Plain>(
      {},
      {},
      { sparse: true },
      { partialFilterExpression: { b: { $gt: new Int32(0) } } },
      { partialFilterExpression: { a: { $exists: true } } },
    ),
  )
  .map(([pairs, options]) => ({ key: Object.fromEntries(pairs), ...options }));
