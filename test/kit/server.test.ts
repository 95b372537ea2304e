import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GraphQLError } from "graphql";
import { problem } from "../../subgraphs/domain/outcome.ts";
import { AccessDenied, requireScope } from "../../subgraphs/kit/access.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { anonymousCaller, systemCaller } from "../../subgraphs/kit/caller.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import type { FileDesk } from "../../subgraphs/kit/files.ts";
import type { RunningServer } from "../../subgraphs/kit/http.ts";
import { signCaller } from "../../subgraphs/kit/internalIdentity.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { PortFailure, httpPort, servePort } from "../../subgraphs/kit/portTransport.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { payload } from "../../subgraphs/kit/resolve.ts";
import { buildSubgraph, createSubgraphServer } from "../../subgraphs/kit/server.ts";
import type { SubgraphContext } from "../../subgraphs/kit/server.ts";

// Shows a whole subgraph server over loopback: who gets in, what errors look like outside, ports as if they were in process.
const KEY = new Uint8Array(randomBytes(32));
const log = createLogger({ level: "silent" });

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

interface Adder {
  add(request: { readonly one: number; readonly other: number }): Promise<{ readonly sum: number }>;
  refuse(request: Readonly<Record<string, never>>): Promise<{ readonly never: true }>;
  crash(request: Readonly<Record<string, never>>): Promise<{ readonly never: true }>;
}
const ADDER_METHODS = ["add", "refuse", "crash"] as const;
const adder: Adder = {
  add: async ({ one, other }) => await Promise.resolve({ sum: one + other }),
  refuse: async () => await Promise.reject(new Refusal([{ ...problem("BAD_LINE", "no line", ["file"]), line: 3 }])),
  crash: async () => await Promise.reject(new Error("password of the store")),
};

const files: FileDesk = {
  receive: async ({ kind, stream, parameters, caller }) => {
    let byteCount = 0;
    for await (const chunk of stream) byteCount += (chunk as Buffer).byteLength;
    if (byteCount === 0) throw new Refusal([problem("FILE_EMPTY", "nothing came")]);
    return { job: `job_${kind}_${byteCount}_${parameters["society"] ?? ""}_${caller.subject}` };
  },
  send: async ({ name }) =>
    await Promise.resolve(
      name === "acknowledgements/a b.V21"
        ? { stream: Readable.from([Buffer.from("HDR"), Buffer.from("TRL")]), contentType: "text/plain", fileName: "a.V21" }
        : null,
    ),
};

let server: RunningServer;
let ready = true;
beforeAll(async () => {
  server = await createSubgraphServer({
    name: "works",
    schema: buildSubgraph(TYPE_DEFS, RESOLVERS),
    context: (caller) => ({ caller }),
    ports: [servePort("adder", adder, ADDER_METHODS)],
    internalKey: KEY,
    clock: systemClock,
    log,
    files,
    ready: async () => await Promise.resolve(ready),
    version: "1.2.3",
    host: "127.0.0.1",
    port: 0,
  });
});
afterAll(async () => {
  await server.stop();
});

const STEWARD: Caller = { subject: "anna", society: "052", role: "steward", scopes: [], purpose: null, requestId: "req-7" };
const sign = async (caller: Caller, audience: "works" | "parties" = "works") =>
  await signCaller({ key: KEY, audience, caller, clock: systemClock });

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
    let sentCount = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sentCount += 1;
        if (sentCount > 64) controller.close();
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
    expect(sentCount).toBeLessThan(64);
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

describe("the files of a subgraph", () => {
  const send = async (path: string, request: RequestInit = {}, caller = STEWARD) =>
    await fetch(server.url + path, { ...request, headers: { "x-tutti-identity": await sign(caller) } });

  it("are taken in as streams, with their parameters, from those who may", async () => {
    const body = "x".repeat(5 * 1024 * 1024);
    const response = await send("/files/cwr?society=052", { method: "POST", body });
    expect([response.status, await response.json()]).toEqual([202, { job: `job_cwr_${body.length}_052_anna` }]);
    expect((await send("/files/usage", { method: "POST", body: "x" })).status).toBe(403);
    expect((await send("/files/cwr", { method: "POST", body: "x" }, anonymousCaller("r"))).status).toBe(403);
  });

  it("are refused with their problems", async () => {
    const response = await send("/files/cwr", { method: "POST", body: "" });
    expect([response.status, await response.json()]).toEqual([
      422,
      { problems: [{ code: "FILE_EMPTY", message: "nothing came", path: [] }] },
    ]);
  });

  it("are given out by name", async () => {
    const response = await send("/files/acknowledgements/a%20b.V21");
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([200, "text/plain", "HDRTRL"]);
    for (const path of ["/files/acknowledgements/none", "/files/acknowledgements/%", "/files/x/y/z", "/files/"])
      expect((await send(path)).status).toBe(404);
    expect((await fetch(`${server.url}/files/acknowledgements/a%20b.V21`)).status).toBe(401);
  });
});

describe("a port over HTTP", () => {
  const port = (more: { identity?: () => Promise<string>; url?: string; timeoutMs?: number } = {}) =>
    httpPort<Adder>({
      url: server.url,
      name: "adder",
      methods: ADDER_METHODS,
      identity: async () => await sign(systemCaller("req-9")),
      ...more,
    });

  it("answers as in process", async () => {
    expect(await port().add({ one: 1, other: 2 })).toEqual(await adder.add({ one: 1, other: 2 }));
  });

  it("carries refusals whole", async () => {
    await expect(port().refuse({})).rejects.toMatchObject({ name: "Refusal", problems: [{ code: "BAD_LINE", path: ["file"], line: 3 }] });
  });

  it("masks what is not expected", async () => {
    const failed = await port()
      .crash({})
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PortFailure);
    expect(failed).toMatchObject({ code: "INTERNAL" });
    expect(String(failed)).not.toContain("password");
  });

  it("is for the house alone", async () => {
    await expect(port({ identity: async () => await sign(STEWARD) }).add({ one: 1, other: 2 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(port({ identity: async () => await Promise.resolve("") }).add({ one: 1, other: 2 })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  it("knows only its methods", async () => {
    const headers = { "x-tutti-identity": await sign(systemCaller("r")) };
    for (const path of [
      "/ports/adder/constructor",
      "/ports/adder/toString",
      "/ports/nobody/add",
      "/ports/adder",
      "/ports/adder/add/more",
    ]) {
      expect((await post(path, "{}", headers)).status).toBe(404);
    }
  });

  it("says so when nobody answers, after a second try", async () => {
    let tryCount = 0;
    const nobody = port({
      url: "http://127.0.0.1:1",
      identity: async () => {
        tryCount += 1;
        return await sign(systemCaller("r"));
      },
    });
    await expect(nobody.add({ one: 1, other: 2 })).rejects.toMatchObject({ code: "PORT_UNREACHABLE" });
    expect(tryCount).toBe(2);
  });
});

describe("stopping", () => {
  it("lets a running call end, then takes no more", async () => {
    let release = (): void => undefined;
    let entered = (): void => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const waiting = {
      hold: async (): Promise<{ done: true }> => {
        entered();
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { done: true };
      },
    };
    const other = await createSubgraphServer({
      name: "works",
      schema: buildSubgraph(TYPE_DEFS, RESOLVERS),
      context: (caller) => ({ caller }),
      ports: [servePort("waiting", waiting, ["hold"])],
      internalKey: KEY,
      clock: systemClock,
      log,
      ready: async () => await Promise.resolve(true),
      version: "1.2.3",
      host: "127.0.0.1",
      port: 0,
    });
    const remote = httpPort<typeof waiting>({
      url: other.url,
      name: "waiting",
      methods: ["hold"],
      identity: async () => await sign(systemCaller("r")),
    });
    const answer = remote.hold();
    await inside;
    const stopped = other.stop();
    release();
    expect(await answer).toEqual({ done: true });
    await stopped;
    const { port } = new URL(other.url);
    const refusedAt = await new Promise<string>((resolve) => {
      connect(Number(port), "127.0.0.1").once("error", (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? "");
      });
    });
    expect(refusedAt).toBe("ECONNREFUSED");
  });
});
