/** Shows what an operation may ask for, by validating operations just at and just beyond each limit. */
import { describe, expect, test } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import { DEMAND_LIMITS, demandRule } from "../../../gateway/demand/shape.ts";

const schema = buildSchema("type Query { a: Query b: Int }");
const measuresOf = (text: string): unknown[] => validate(schema, parse(text), [demandRule]).map(({ extensions }) => extensions["measure"]);
const nested = (levels: number): string => `{ ${"a { ".repeat(levels - 1)}b${" }".repeat(levels - 1)} }`;

describe("an operation", () => {
  test.each<[string, string, unknown[]]>([
    ["as deep as may be", nested(DEMAND_LIMITS.depth), []],
    ["one level deeper", nested(DEMAND_LIMITS.depth + 1), ["depth"]],
    ["as many root fields as may be", `{ ${Array.from({ length: DEMAND_LIMITS.rootFields }, (_, at) => `x${at}: b`).join(" ")} }`, []],
    [
      "one root field more",
      `{ ${Array.from({ length: DEMAND_LIMITS.rootFields + 1 }, (_, at) => `x${at}: b`).join(" ")} }`,
      ["rootFields"],
    ],
    ["too many aliases", `{ a { ${Array.from({ length: DEMAND_LIMITS.aliases + 1 }, (_, at) => `x${at}: b`).join(" ")} } }`, ["aliases"]],
    [
      "depth hidden in fragments",
      `{ ...A } fragment A on Query { a { ...B } } fragment B on Query { ${"a { ".repeat(14)}b${" }".repeat(14)} }`,
      ["depth"],
    ],
    ["a cycle of fragments", `{ ...A } fragment A on Query { a { ...A } }`, []],
    [
      "introspection of any depth",
      `{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } } } } }`,
      [],
    ],
  ])("%s", (_what, text, measures) => {
    expect(measuresOf(text)).toEqual(measures);
  });

  test("that doubles itself by fragments is measured in bounded time", () => {
    const fragments = Array.from({ length: 40 }, (_, at) => `fragment F${at} on Query { a { ...F${at + 1} } x: a { ...F${at + 1} } }`).join(
      "\n",
    );
    expect(measuresOf(`{ ...F0 }\n${fragments}\nfragment F40 on Query { b }`)).toContain("depth");
  });

  test.each([
    ["nothing but the name of a type", "{ __typename }"],
    ["a field at the end of 25 doublings", "{ b }"],
  ])("that doubles itself without a field on the way, %s, is measured in bounded time", (_what, end) => {
    const fragments = Array.from({ length: 25 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`).join("\n");
    expect(measuresOf(`{ ...F0 }\n${fragments}\nfragment F25 on Query ${end}`)).toContain("selections");
    const inline = `${"... { ... { __typename } ".repeat(12)}${"}".repeat(12)}`;
    expect(measuresOf(`{ ${inline} }`)).toEqual([]);
  });

  test("of introspection that doubles itself is measured too", () => {
    const fragments = Array.from({ length: 25 }, (_, at) => `fragment T${at} on __Type { ...T${at + 1} ...T${at + 1} }`).join("\n");
    expect(measuresOf(`{ __schema { types { ...T0 } } }\n${fragments}\nfragment T25 on __Type { name }`)).toEqual(["selections"]);
  });

  test("is told its measure and the limit", () => {
    const [error] = validate(schema, parse(nested(20)), [demandRule]);
    expect(error?.message).toBe("The operation asks for 20 levels deep; at most 15 are answered.");
  });
});
