/** Shows what operations are estimated at, by a schema small enough to count by hand. */
import { expect, test } from "@jest/globals";
import { buildSchema, Kind, parse, validate } from "graphql";
import type { FragmentDefinitionNode, OperationDefinitionNode } from "graphql";
import { costRulesOf } from "../../../gateway/demand/costs.ts";
import { CostEstimate } from "../../../gateway/demand/estimate.ts";

const SDL = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    work: Work
    works: [Work!]!
    few: [Work!]! @listSize(assumedSize: 3)
    search(first: Int = 25, last: Int): Works! @cost(weight: 10) @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"], assumedSize: 7)
    some(codes: [String!]!): [Named]! @listSize(assumedSize: 2)
    weighed(codes: [String!] @cost(weight: 2)): Int
    named: Named
    heavy: Heavy
  }
  type Mutation { change: Work }
  interface Named { name: String }
  type Work implements Named { name: String parties: [Party!]! @listSize(assumedSize: 4) one: Party other: Party }
  type Party implements Named { name: String work: Work }
  type Heavy @cost(weight: 50) { name: String }
  type Works { edges: [Edge!]! total: Int @cost(weight: 5) }
  type Edge { node: Work! }
`;
const schema = buildSchema(SDL);
const estimate = new CostEstimate(schema, costRulesOf(parse(SDL)));

function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error("There is no operation.");
  const fragments = document.definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION);
  return estimate.of(operation, { fragments: () => Object.fromEntries(fragments.map((one) => [one.name.value, one])), variables });
}

test.each<[string, string, number]>([
  ["the name of the type alone", "{ __typename }", 0],
  ["the schema's own fields", "{ __schema { types { name fields { name } } } }", 0],
  ["an object", "{ work { name } }", 1],
  ["two objects, one in the other", "{ work { one { name } } }", 2],
  ["an object under two names", "{ a: work { name } b: work { name } }", 2],
  ["an object of a type with a weight", "{ heavy { name } }", 50],
  ["a mutation", "mutation { change { name } }", 11],
  ["a list that nothing is said of", "{ works { name } }", 10],
  ["a list of an assumed length", "{ few { name } }", 3],
  ["a list in a list", "{ few { parties { name } } }", 3 * (1 + 4)],
  // the field's weight and its object once, then per edge one edge and its node
  ["a page of as many as one gets unasked", "{ search { edges { node { name } } } }", 10 + 1 + 25 * 2],
  ["a page of as many as are asked for", "{ search(first: 3) { edges { node { name } } } }", 10 + 1 + 3 * 2],
  ["a page by the greater of two arguments", "{ search(first: 3, last: 9) { edges { node { name } } } }", 10 + 1 + 9 * 2],
  ["a page of null", "{ search(first: null) { edges { node { name } } } }", 10 + 1 + 7 * 2],
  ["a page of fewer than none", "{ search(first: -5) { edges { node { name } } } }", 10 + 1],
  ["a page of more than anybody answers", "{ search(first: 2000000000) { edges { node { name } } } }", 10 + 1 + 10_000 * 2],
  ["what is not of a page's length", "{ search(first: 90) { total } }", 10 + 1 + 5],
  ["a list of keys", '{ some(codes: ["a", "b", "c"]) { name } }', 3],
  ["an argument with a weight, for each item", '{ weighed(codes: ["a", "b"]) }', 4],
  ["an argument with a weight that is not given", "{ weighed }", 0],
  ["the dearest type of an interface", "{ named { name ... on Work { parties { name } } ... on Party { work { name } } } }", 1 + 4],
  ["what no type of it has", "{ named { ... on Named { name } } }", 1],
  [
    "a fragment of an interface on an object",
    "{ work { ... on Named { name } ...N } } fragment N on Named { name ... on Party { work { name } } }",
    1,
  ],
  [
    "fields that two fragments ask for",
    "{ work { ...A ...B } } fragment A on Work { one { name } } fragment B on Work { one { name work { name } } }",
    3,
  ],
  ["what is left out", "{ work @skip(if: true) { name } few @include(if: false) { name } }", 0],
  ["what is left out once and asked for once", "{ work { name } work @skip(if: true) { one { name } } }", 1],
])("%s", (_what, text, cost) => {
  expect(costOf(text)).toBe(cost);
});

const ASKED = `query ($first: Int = 4, $codes: [String!] = [], $is: Boolean = true, $more: Boolean = false) {
  search(first: $first) { edges { node { one @include(if: $is) { name } } } }
  some(codes: $codes) { ... on Work { parties @skip(if: $more) { name } } }
}`;

test.each<[string, Record<string, unknown>, number]>([
  ["none: their defaults", {}, 11 + 4 * 3],
  ["a length", { first: 6 }, 11 + 6 * 3],
  ["null for a length", { first: null }, 11 + 7 * 3],
  ["what is no length", { first: "many" }, 11 + 7 * 3],
  ["a condition", { is: false }, 11 + 4 * 2],
  ["a list of keys", { codes: ["a", "b"] }, 11 + 4 * 3 + 2 * 5],
  ["a list of keys, and less of each", { codes: ["a", "b"], more: true }, 11 + 4 * 3 + 2],
])("goes by variables: %s", (_what, variables, cost) => {
  expect(costOf(ASKED, variables)).toBe(cost);
});

test("is worked out once for a document, and anew for other variables", () => {
  const document = parse("query ($first: Int) { search(first: $first) { edges { node { name } } } }");
  const [operation] = document.definitions as [OperationDefinitionNode];
  let asked = 0;
  const fragments = (): Record<string, never> => {
    asked += 1;
    return {};
  };
  const costs = [1, 2, 100].map((first) => estimate.of(operation, { fragments, variables: { first } }));
  expect([costs, asked]).toEqual([[13, 15, 211], 1]);
});
