import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GraphQLError } from "graphql";
import { problem } from "../../subgraphs/domain/outcome.ts";
import { AccessDenied, requireScope } from "../../subgraphs/kit/access.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { anonymousCaller } from "../../subgraphs/kit/caller.ts";
import type { RunningServer } from "../../subgraphs/kit/http.ts";
import { servePort } from "../../subgraphs/kit/portTransport.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { payload } from "../../subgraphs/kit/resolve.ts";
import { buildSubgraph } from "../../subgraphs/kit/server.ts";
import type { SubgraphContext } from "../../subgraphs/kit/server.ts";
import { STEWARD, sign, startTestServer } from "./testServer.ts";

// Shows a whole subgraph server over loopback: who gets in, what errors look like outside, and which bodies are taken.

const TYPE_DEFS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])
  scalar Iswc
  type Query { hello: String! shares: String failing(how: String!): String echo(iswc: Iswc!): Iswc }
  type Mutation { nameWork(title: String!): NameWorkPayload! }
  type NameWorkPayload { work: Work problems: [Problem!]! replayed: Boolean! }
  interface Problem { code: String! message: String! path: [String!]! }
  type InputProblem implements Problem { code: String! message: String! path: [String!]! }
  type FileProblem implements Problem { code: String! message: String! path: [String!]! line: Int! }
  type Work @key(fields: "id") { id: ID! title: String }
`;

function fail(how: string): never {
  if (how === "denied") throw new AccessDenied("FORBIDDEN", "Not yours.");
  if (how === "refused") throw new Refusal([problem("BAD_TITLE", "no title", ["title"])]);
  if (how === "graphql") throw new GraphQLError("secret of the house", { extensions: { code: "WHO_KNOWS" } });
  throw new Error("password of the store");
}

const RESOLVERS = {
  Query: {
    hello: (_: unknown, __: unknown, { caller }: SubgraphContext) => `${caller.subject} of ${caller.society ?? "none"}`,
    shares: (_: unknown, __: unknown, { caller }: SubgraphContext) => {
      requireScope(caller, "shares:read");
      return "50";
    },
    failing: (_: unknown, { how }: { how: string }) => fail(how),
    echo: (_: unknown, { iswc }: { iswc: string }) => iswc,
  },
  Mutation: {
    nameWork: async (_: unknown, { title }: { title: string }) =>
      await payload("work", async () => {
        if (title === "") throw new Refusal([problem("BAD_TITLE", "no title", ["title"]), { ...problem("BAD_LINE", "no line"), line: 3 }]);
        return await Promise.resolve({ answer: { id: "wrk_1", title }, replayed: false });
      }),
  },
  Work: { __resolveReference: ({ id }: { id: string }) => ({ id, title: `Title of ${id}` }) },
};

let server: RunningServer;
let ready = true;
beforeAll(async () => {
  server = await startTestServer({
    schema: buildSubgraph(TYPE_DEFS, RESOLVERS),
    ports: [servePort("adder", { add: async () => await Promise.resolve(3) }, ["add"])],
    ready: async () => await Promise.resolve(ready),
  });
});
afterAll(async () => {
  await server.stop();
});

interface Answer {
  readonly data?: Record<string, unknown>;
  readonly errors?: { readonly message: string; readonly path?: unknown; readonly extensions: Record<string, unknown> }[];
}

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(server.url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
}

async function ask(query: string, variables: object = {}, caller: Caller = STEWARD): Promise<Answer> {
  const response = await post("/graphql", JSON.stringify({ query, variables }), { "x-tutti-identity": await sign(caller) });
  return (await response.json()) as Answer;
}

describe("a subgraph's server", () => {
  it("answers a signed call with the caller it carries", async () => {
    expect(await ask("{ hello }")).toEqual({ data: { hello: "anna of 052" } });
  });

  it.each([
    ["no identity", async () => await Promise.resolve({})],
    ["a bearer token instead", async () => ({ authorization: `Bearer ${await sign(STEWARD)}` })],
    ["an identity for another subgraph", async () => ({ "x-tutti-identity": await sign(STEWARD, "parties") })],
    ["garbage", async () => await Promise.resolve({ "x-tutti-identity": "garbage" })],
  ])("answers 401 to %s, on GraphQL and ports alike", async (_what, headers) => {
    for (const path of ["/graphql", "/ports/adder/add", "/nowhere"]) {
      const response = await post(path, '{"query":"{ hello }"}', await headers());
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: { code: "UNAUTHENTICATED", message: expect.any(String) } });
    }
  });

  it("asserts access again behind the gateway", async () => {
    expect(await ask("{ shares }", {}, anonymousCaller("r"))).toMatchObject({
      data: { shares: null },
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
  });

  it("resolves entities for the gateway", async () => {
    const query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Work { title } } }";
    expect(await ask(query, { r: [{ __typename: "Work", id: "wrk_1" }] })).toEqual({ data: { _entities: [{ title: "Title of wrk_1" }] } });
  });

  it("shows expected errors and masks the others with the request's id", async () => {
    expect((await ask('{ failing(how: "denied") }')).errors).toEqual([
      { message: "Not yours.", path: ["failing"], locations: expect.anything(), extensions: { code: "FORBIDDEN" } },
    ]);
    expect((await ask('{ failing(how: "refused") }')).errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT", problems: [{ code: "BAD_TITLE", path: ["title"] }] } },
    ]);
    for (const how of ["graphql", "crash"]) {
      const { errors } = await ask("query($how: String!) { failing(how: $how) }", { how });
      expect(errors).toMatchObject([{ path: ["failing"], extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
      expect(errors?.[0]?.message).toContain("req-7");
      expect(JSON.stringify(errors)).not.toMatch(/password|secret/);
    }
  });

  it("says what is wrong with a query", async () => {
    expect(await ask("{ nothing }")).toMatchObject({
      errors: [{ message: expect.stringContaining("nothing"), extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
    });
    expect(await ask("{ hello")).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }] });
  });

  it("reads and checks shared scalars", async () => {
    const query = "query($iswc: Iswc!) { echo(iswc: $iswc) }";
    expect(await ask(query, { iswc: "T-034.524.680-1" })).toEqual({ data: { echo: "T0345246801" } });
    expect((await ask(query, { iswc: "T-034.524.680-2" })).errors).toMatchObject([
      { message: expect.stringContaining("T-034.524.680-1"), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });

  it("turns refusals of mutations into typed problems", async () => {
    const query = "mutation($t: String!) { nameWork(title: $t) { work { id } replayed problems { __typename code path } } }";
    expect(await ask(query, { t: "A" })).toEqual({ data: { nameWork: { work: { id: "wrk_1" }, replayed: false, problems: [] } } });
    expect(await ask(query, { t: "" })).toEqual({
      data: {
        nameWork: {
          work: null,
          replayed: false,
          problems: [
            { __typename: "InputProblem", code: "BAD_TITLE", path: ["title"] },
            { __typename: "FileProblem", code: "BAD_LINE", path: [] },
          ],
        },
      },
    });
  });

  it.each([
    ["no JSON", "{", {}, 400],
    ["another content type", "hello", { "content-type": "text/plain" }, 415],
    ["more than 2 MB", JSON.stringify({ query: "a".repeat(2 * 1024 * 1024) }), {}, 413],
  ])("refuses a body of %s", async (_what, body, headers, status) => {
    const response = await post("/graphql", body, { "x-tutti-identity": await sign(STEWARD), ...headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  it("refuses a stream that grows too large without saying so before", async () => {
    const chunk = new TextEncoder().encode("a".repeat(256 * 1024));
    // The server takes 2 MB and lets 4 MB more pass by; what the machine's own buffers hold beside, however late the answer comes, is far from 256 MB.
    const countMax = 1_000;
    let sentCount = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sentCount += 1;
        if (sentCount > countMax) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const request = {
      method: "POST",
      headers: { "content-type": "application/json", "x-tutti-identity": await sign(STEWARD) },
      body,
      duplex: "half",
    };
    const status = await fetch(`${server.url}/graphql`, request as RequestInit).then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(sentCount).toBeLessThan(countMax);
  });

  it("tells everybody whether it lives and is ready", async () => {
    expect(await (await fetch(`${server.url}/health/live`)).json()).toEqual({ status: "live", subgraph: "works", version: "1.2.3" });
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    ready = false;
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    ready = true;
  });

  it("answers no GET otherwise", async () => {
    const headers = { "x-tutti-identity": await sign(STEWARD) };
    expect((await fetch(`${server.url}/graphql?query={hello}`, { headers })).status).toBe(404);
    expect((await fetch(`${server.url}/graphql?query={hello}`)).status).toBe(401);
  });

  it("refuses resolvers that the SDL does not know", () => {
    expect(() => buildSubgraph(TYPE_DEFS, { Query: { helo: () => "" } })).toThrow(/Query\.helo/);
    expect(() => buildSubgraph(TYPE_DEFS, { Wrok: {} })).toThrow(/Wrok/);
  });
});
