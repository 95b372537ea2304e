/** Shows that the committed supergraph gives the access rules it states, and a planning copy that ApolloGateway takes. */
import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";
import { readSupergraph } from "../../gateway/supergraph.ts";

const { planningSdl, rules } = readSupergraph(readFileSync(new URL("../../schema/supergraph.graphql", import.meta.url), "utf8"));

test.each([
  ["Work.ownership", ["shares:read"]],
  ["Query.runDistribution", undefined],
  ["Mutation.runDistribution", ["distributions:run"]],
  ["Mutation.submitClaim", ["claims:write"]],
  ["Conflict", ["shares:read"]],
])("%s demands %j", (coordinate, scopes) => {
  expect(rules.get(coordinate)?.scopes[0]).toEqual(scopes);
});

test("what is open to everybody has no rule", () => {
  for (const open of [
    "Query.work",
    "Query.workByIswc",
    "Query.searchWorks",
    "Work.title",
    "Work.titles",
    "Work.creators",
    "Party.name",
    "Society.name",
  ]) {
    expect([open, rules.get(open)]).toEqual([open, undefined]);
  }
});

test("every mutation demands a scope", () => {
  const document = parse(planningSdl);
  const mutation = document.definitions.find((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === "Mutation");
  const fields = mutation?.kind === Kind.OBJECT_TYPE_DEFINITION ? (mutation.fields ?? []).map(({ name }) => name.value) : [];
  expect(fields.length).toBeGreaterThan(10);
  expect(fields.filter((field) => (rules.get(`Mutation.${field}`)?.scopes.length ?? 0) === 0)).toEqual([]);
});

test("the planning copy says nothing of access", () => {
  expect(planningSdl).not.toMatch(
    /@authenticated|@requiresScopes|requiresScopes__Scope|specs\.apollo\.dev\/(authenticated|requiresScopes)/,
  );
});
