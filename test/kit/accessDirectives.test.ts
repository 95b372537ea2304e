/** Shows that a subgraph asserts its SDL's access directives itself, whoever calls it, by asking one schema as each role. */
import { describe, expect, test } from "@jest/globals";
import { graphql, parse } from "graphql";
import { anonymousCaller, systemCaller } from "../../subgraphs/kit/caller.ts";
import type { Caller, Role } from "../../subgraphs/kit/caller.ts";
import { buildSubgraph } from "../../subgraphs/kit/server.ts";

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])
  type Query { song: Song  secret: Int @requiresScopes(scopes: [["shares:read"]])  either: Int @requiresScopes(scopes: [["money:read"], ["aggregates:read"]]) }
  type Song @key(fields: "id") { id: ID!  title: String  notes: String @authenticated  owner: Owner }
  type Owner @requiresScopes(scopes: [["shares:read"]]) { name: String }
`;
const schema = buildSubgraph(SDL, {
  Query: { song: () => ({ id: "1", title: "Lantern", notes: "none", owner: { name: "Ada" } }), secret: () => 1, either: () => 2 },
  Song: { __resolveReference: ({ id }: { id: string }) => ({ id, title: "Lantern", notes: "none", owner: { name: "Ada" } }) },
});

function caller(role: Role): Caller {
  return { subject: "test", society: "052", role, scopes: [], purpose: null, requestId: "test" };
}

async function codesOf(source: string, contextValue: object): Promise<string[]> {
  const { errors = [] } = await graphql({ schema, source, contextValue });
  return errors.map(({ originalError }) => (originalError !== undefined && "code" in originalError ? String(originalError.code) : "none"));
}

describe("a subgraph", () => {
  test.each([
    ["anybody's field, without a token", "{ song { id title } }", anonymousCaller("t"), []],
    ["an authenticated field, without a token", "{ song { notes } }", anonymousCaller("t"), ["UNAUTHENTICATED"]],
    ["an authenticated field, with a token", "{ song { notes } }", caller("regulator"), []],
    ["a scoped field, by a role without the scope", "{ secret }", caller("regulator"), ["FORBIDDEN"]],
    ["a scoped field, by a role with it", "{ secret }", caller("society"), []],
    ["one of two scopes", "{ either }", caller("regulator"), []],
    ["neither of two scopes", "{ either }", caller("licensing"), ["FORBIDDEN"]],
    ["a scoped type behind an open field", "{ song { owner { name } } }", caller("licensee"), ["FORBIDDEN"]],
    ["anything, by the house itself", "{ secret either song { notes owner { name } } }", systemCaller("t"), []],
  ])("answers %s as its SDL says", async (_what, source, who, codes) => {
    expect(await codesOf(source, { caller: who })).toEqual(codes);
  });

  test("gives nothing protected to a call without a caller", async () => {
    expect(await codesOf("{ secret }", {})).toEqual(["UNAUTHENTICATED"]);
  });

  test("guards entities that the gateway asks for by reference", async () => {
    const source = `{ _entities(representations: [{ __typename: "Song", id: "1" }]) { ... on Song { title owner { name } } } }`;
    expect(await codesOf(source, { caller: caller("licensee") })).toEqual(["FORBIDDEN"]);
  });

  test("refuses to start with a scope that nobody could hold", () => {
    const sdl = SDL.replace("shares:read", "shares:raed");
    expect(() => buildSubgraph(parse(sdl), {})).toThrow(/shares:raed/);
  });
});
