/** Shows how a whole house answers over HTTP: who may read what, what is refused and how, and how few fetches an answer takes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXAMPLES } from "../../gateway/examples.ts";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { signToken, TOKEN_ROLES } from "../../gateway/identity.ts";
import type { TokenRole } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";

let folder: string;
let house: House;
const [EXAMPLE] = EXAMPLES;
const ISWC = (JSON.parse(EXAMPLE?.variables ?? "{}") as { iswc: string }).iswc;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-server-"));
  house = await startHouse({ environment: requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" })) });
  await house.ready;
}, 120_000);
afterAll(async () => {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

async function token(role: TokenRole, society = "052"): Promise<string> {
  const { token: key } = await loadKeys({ dataFolder: folder });
  return await signToken({ key, subject: role, society, role, clock: systemClock });
}

interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>>;
    readonly errors?: readonly { readonly message: string; readonly path?: unknown; readonly extensions: { readonly code: string } }[];
  };
}

async function post(
  query: unknown,
  role: TokenRole | null,
  more: { readonly variables?: object; readonly society?: string } = {},
): Promise<Answer> {
  const authorization = role === null ? {} : { authorization: `Bearer ${await token(role, more.society)}` };
  const response = await fetch(`${house.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization },
    body: JSON.stringify({ query, variables: more.variables }),
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

const codesOf = ({ body }: Answer): string[] => (body.errors ?? []).map(({ extensions }) => extensions.code);

describe("who may read what", () => {
  const FIELDS = {
    titles: `{ workByIswc(iswc: "${ISWC}") { title creators { role party { name } } } }`,
    shares: `{ workByIswc(iswc: "${ISWC}") { ownership(rights: [PR], territories: ["0156"], on: "2026-06-30") { complete } } }`,
    conflicts: "{ conflicts(first: 1) { edges { node { kind } } } }",
    money: `{ statements(first: 1) { edges { node { id } } } }`,
    runs: "{ distributionRuns(first: 1) { edges { node { totals { income { amount } } } } } }",
    quote: `{ quote(input: { licensor: "052", use: RADIO, territories: ["0826"], period: { from: "2026-01-01", until: "2027-01-01" }, currency: "GBP", works: ["${ISWC}"] }) { problems { code } } }`,
    run: `mutation { runDistribution(input: { dryRun: true }) { problems { code } } }`,
    label: `mutation { declareAiLabel(input: { work: "wrk_00000000000000000000000000", extent: NONE }) { problems { code } } }`,
  };
  const MAY: Readonly<Record<TokenRole | "nobody", readonly (keyof typeof FIELDS)[]>> = {
    nobody: ["titles"],
    society: ["titles", "shares", "conflicts", "money", "runs"],
    licensing: ["titles", "shares", "conflicts", "quote"],
    steward: ["titles", "shares", "conflicts", "label"],
    distribution: ["titles", "shares", "conflicts", "money", "runs", "run"],
    licensee: ["titles"],
    regulator: ["titles", "runs"],
    admin: ["titles", "shares", "conflicts", "money", "runs", "quote", "run", "label"],
  };
  const cases = (["nobody", ...TOKEN_ROLES] as const).flatMap((role) =>
    (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).map((field) => [role, field] as const),
  );

  test.each(cases)("%s asks for %s", async (role, field) => {
    const answer = await post(FIELDS[field], role === "nobody" ? null : role);
    const code = role === "nobody" ? "UNAUTHENTICATED" : "FORBIDDEN";
    expect(codesOf(answer).filter((one) => one === code).length > 0).toBe(!MAY[role].includes(field));
    if (MAY[role].includes(field)) expect(codesOf(answer)).toEqual([]);
  });

  test("a refusal names the field, its scope and its path, and nothing is answered beside it", async () => {
    const answer = await post(
      `{ workByIswc(iswc: "${ISWC}") { title ownership(rights: [PR], territories: ["0156"], on: "2026-06-30") { complete } } }`,
      "regulator",
    );
    expect(answer.body.data?.["workByIswc"]).toBeUndefined();
    expect(answer.body.errors?.[0]).toMatchObject({ path: ["workByIswc", "ownership"], message: expect.stringContaining("shares:read") });
  });

  test("a token that is not believed ends the request with 401", async () => {
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: { authorization: "Bearer a.b.c", "content-type": "application/json" },
      body: '{"query":"{ __typename }"}',
    });
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  });
});

describe("bad input", () => {
  test.each<[string, unknown, number, string]>([
    ["a syntax error", "{ work(", 400, "GRAPHQL_PARSE_FAILED"],
    ["an unknown field", "{ nothing }", 400, "GRAPHQL_VALIDATION_FAILED"],
    ["too deep an operation", `{ ${"a { ".repeat(20)}b${" }".repeat(20)} }`, 400, "OPERATION_TOO_DEMANDING"],
    ["too many tokens", `{ ${"a ".repeat(5_000)} }`, 400, "GRAPHQL_PARSE_FAILED"],
    ["a query that is no text", 7, 400, "BAD_REQUEST"],
    [
      "a territory that is none",
      `{ workByIswc(iswc: "${ISWC}") { ownership(rights: [PR], territories: ["9999"], on: "2026-06-30") { complete } } }`,
      200,
      "BAD_USER_INPUT",
    ],
    [
      "a day that is none",
      `{ workByIswc(iswc: "${ISWC}") { ownership(rights: [PR], territories: ["0156"], on: "2026-02-30") { complete } } }`,
      200,
      "BAD_USER_INPUT",
    ],
  ])("%s", async (_what, query, status, code) => {
    const answer = await post(query, "steward");
    expect(answer.status).toBe(status);
    expect(codesOf(answer)).toContain(code);
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\bat .*\.ts:/);
  });

  test.each<[string, string | null, RegExp]>([
    ["a document of two operations without a word which one", null, /^operationName must say .* "A", "B"\.$/],
    ["an operation that the document does not have", "C", /^There is no operation "C"; the document has "A", "B"\.$/],
  ])("%s", async (_what, operationName, message) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "query A { __typename } query B { __typename }", operationName }),
    });
    const { errors } = (await response.json()) as Answer["body"];
    expect([response.status, errors]).toEqual([
      400,
      [{ message: expect.stringMatching(message), extensions: { code: "OPERATION_RESOLUTION_FAILURE" } }],
    ]);
  });

  test("a hash that is another query's", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } };
    const response = await fetch(`${house.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }", extensions }),
    });
    expect([response.status, codesOf({ status: 0, body: (await response.json()) as Answer["body"] })]).toEqual([400, ["BAD_REQUEST"]]);
  });

  test.each<[string, string, RequestInit, number]>([
    ["a body that is no JSON", "/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: "{" }, 400],
    [
      "too long a body",
      "/graphql",
      { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: " ".repeat(1_100_000) }) },
      413,
    ],
    ["an address where nothing is", "/elsewhere", {}, 404],
    ["an upload without a token", "/files/cwr", { method: "POST", body: "x" }, 401],
    ["a kind of upload that is none", "/files/else", { method: "POST", body: "x" }, 404],
  ])("%s", async (_what, address, request, status) => {
    const response = await fetch(`${house.url}${address}`, request);
    expect(response.status).toBe(status);
    expect(((await response.json()) as Answer["body"]).errors?.[0]?.extensions.code).toMatch(/^[A-Z_]+$/);
  });

  test("a file for another society is refused, and so is one by a role that sends none", async () => {
    const send = async (role: TokenRole): Promise<number> =>
      (
        await fetch(`${house.url}/files/cwr?society=058`, {
          method: "POST",
          headers: { authorization: `Bearer ${await token(role)}` },
          body: "x",
        })
      ).status;
    expect([await send("steward"), await send("society")]).toEqual([403, 403]);
  });

  test("garbage sent as a file is a job that failed, with its problems", async () => {
    const headers = { authorization: `Bearer ${await token("steward")}` };
    const response = await fetch(`${house.url}/files/cwr?society=052`, { method: "POST", headers, body: Buffer.alloc(100_000, 0xa7) });
    const { job } = (await response.json()) as { job: string };
    let found: { state: string; problems: { code: string }[] } | undefined;
    for (let tries = 0; tries < 200 && found?.state !== "FAILED"; tries += 1) {
      const answer = await post("query ($id: ID!) { job(id: $id) { state problems { code line } } }", "steward", {
        variables: { id: job },
      });
      found = answer.body.data?.["job"] as typeof found;
    }
    expect(found).toMatchObject({ state: "FAILED", problems: [{ code: "CWR_LINE_TOO_LONG", line: 1 }] });
  });
});

describe("a house", () => {
  test("answers the README's question in one fetch to works and one to parties for all places that name entities, whatever their number", async () => {
    const before = await fetchCounts();
    const answer = await post(EXAMPLE?.query, "society", { variables: { iswc: ISWC } });
    expect(answer.body.errors).toBeUndefined();
    const after = await fetchCounts();
    // societies of sources, parties of claims, societies of claims: all in one
    expect([after.works - before.works, after.parties - before.parties]).toEqual([1, 1]);
  });

  test("takes as many fetches for the ownership and the names of the parties of 100 works as for those of one", async () => {
    const created = await post(
      `mutation { registerParty(input: { kind: NATURAL, names: [{ lastName: "Quay" }] }) { party { id } problems { message } } }`,
      "steward",
    );
    const party = (created.body.data?.["registerParty"] as { party: { id: string } }).party.id;
    const claims = [{ party, side: "WRITER", role: "CA", figures: [{ family: "PERFORMING", percent: "100" }] }];
    for (let number = 0; number < 100; number += 1) {
      const input = { workCode: `QUAY${number}`, titles: [{ text: `Quay ${number}` }], creators: [{ party, role: "CA" }], claims };
      const { body } = await post(
        `mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { problems { message } } }`,
        "steward",
        // Each society has a budget a minute.
        { variables: { input }, society: ["052", "058", "119", "038"][number % 4] ?? "052" },
      );
      expect([body.errors, body.data?.["registerWork"]]).toEqual([undefined, { problems: [] }]);
    }
    const query = `query ($first: Int) { searchWorks(query: "quay", first: $first) { edges { node { title
      ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { cells { claims { party { name } share { percent } } } } } } } }`;
    const costs: unknown[] = [];
    for (const first of [1, 10, 100]) {
      const before = await fetchCounts();
      const { body } = await post(query, "society", { variables: { first } });
      const after = await fetchCounts();
      expect(body.errors).toBeUndefined();
      const { edges } = body.data?.["searchWorks"] as { edges: readonly { node: object }[] };
      expect(edges).toHaveLength(first);
      expect(JSON.stringify(edges).split('"Quay"')).toHaveLength(first + 1);
      costs.push([after.works - before.works, after.parties - before.parties]);
    }
    expect(costs).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  }, 60_000);

  test("every example of the explorer is answered", async () => {
    for (const { query, variables } of EXAMPLES) {
      const answer = await post(query, "admin", { variables: JSON.parse(variables) as object, society: "119" });
      expect([query, answer.body.errors]).toEqual([query, undefined]);
    }
  });

  test("answers a persisted query by its hash, over GET; a text of one's own over GET needs the header that no page can send for another", async () => {
    const query = `{ searchWorks(query: "lantern", first: 1) { edges { node { title } } } }`;
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") } });
    const get = async (parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer["body"]> => {
      const response = await fetch(`${house.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers });
      return (await response.json()) as Answer["body"];
    };
    expect((await get({ extensions })).errors?.[0]?.extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect((await get({ query, extensions })).errors?.[0]?.extensions.code).toBe("BAD_REQUEST");
    expect((await get({ query, extensions }, { "apollo-require-preflight": "1" })).errors).toBeUndefined();
    expect((await get({ extensions })).data?.["searchWorks"]).toBeDefined();
  });

  test("says its health, its version and its figures", async () => {
    const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
    expect(await (await fetch(`${house.url}/health/live`)).json()).toEqual({ status: "live", version });
    expect((await fetch(`${house.url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${house.url}/metrics`)).text()).toMatch(/^# HELP tutti_operation_seconds /m);
  });

  test("serves the explorer from its own packages: no address outside this machine, a token filled in", async () => {
    const page = await fetch(`${house.url}/`);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).not.toMatch(/https?:\/\//);
    for (const part of ["graphiql.min.js", "graphiql.min.css", "react.js", "react-dom.js", "start.js"])
      expect((await fetch(`${house.url}/explorer/${part}`)).status).toBe(200);
    const { token: filled } = (await (await fetch(`${house.url}/explorer/start.json`)).json()) as { token: string };
    expect(filled.split(".")).toHaveLength(3);
  });

  test("keeps its keys from others on the machine", async () => {
    expect((await stat(join(folder, "keys.json"))).mode & 0o077).toBe(0);
  });
});

async function fetchCounts(): Promise<{ works: number; parties: number }> {
  const text = await (await fetch(`${house.url}/metrics`)).text();
  const of = (name: string): number =>
    Number(new RegExp(`tutti_subgraph_fetches_total\\{subgraph="${name}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  return { works: of("works"), parties: of("parties") };
}

describe("identify over HTTP", () => {
  const document = `query ($codes: [String!]!) { identify(codes: $codes) { code status reason redirects work { title } } }`;

  test("takes 10,000 codes as a variable, as people paste them", async () => {
    const codes = Array.from({ length: 10_000 }, (_, at) => (at % 2 === 0 ? ` t-${String(at).padStart(9, "0")}-0 ` : ISWC));
    const { status, body } = await post(document, "society", { variables: { codes } });
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    const found = body.data?.["identify"] as readonly { readonly status: string; readonly work: { readonly title: string } | null }[];
    expect(found).toHaveLength(10_000);
    expect(found.filter(({ work }) => work !== null)).toHaveLength(5_000);
  });

  test("refuses one more with its code", async () => {
    const answer = await post(document, "society", { variables: { codes: Array.from({ length: 10_001 }, () => ISWC) } });
    expect(answer.body.errors?.[0]?.message).toContain("10001 codes are given");
    expect(codesOf(answer)).toEqual(["BAD_USER_INPUT"]);
  });
});
