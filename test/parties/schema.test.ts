// Shows that schema and resolvers fit, and that what strangers may read is little.
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse } from "graphql";
import { buildSubgraph } from "../../subgraphs/kit/server.ts";
import { resolvers } from "../../subgraphs/parties/resolvers.ts";

const sdl = readFileSync(new URL("../../schema/parties.graphql", import.meta.url), "utf8");
const document = parse(sdl);

test("every resolver has its field in the schema", () => {
  expect(buildSubgraph(sdl, resolvers).getQueryType()?.name).toBe("Query");
});

test("without a token only names and codes of parties and societies can be read", () => {
  const isOpen = (field: FieldDefinitionNode): boolean =>
    !(field.directives ?? []).some(({ name }) => ["authenticated", "requiresScopes"].includes(name.value));
  const openFields = (type: string): string[] =>
    document.definitions
      .filter(
        (definition): definition is ObjectTypeDefinitionNode =>
          definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === type,
      )
      .flatMap(({ fields }) => (fields ?? []).filter(isOpen).map(({ name }) => name.value));
  expect(openFields("Party")).toEqual(["id", "name"]);
  expect(openFields("Society")).toEqual(["code", "name"]);
  expect(openFields("Query")).toEqual([]);
  expect(openFields("Mutation")).toEqual([]);
});
