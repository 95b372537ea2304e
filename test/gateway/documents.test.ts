/** Shows which documents a house with a list of trusted ones runs, what it takes for a list, and who may keep its answers. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Documents, DocumentsFault, readTrustedDocuments } from "../../gateway/documents.ts";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { signToken } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { sha256 } from "../../subgraphs/kit/json.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";

const TRUSTED = "query ($words: String!) { searchWorks(query: $words) { edges { node { title } } } }";
const AD_HOC = '{ searchWorks(query: "song") { edges { node { id } } } }';
const FOUND_NONE = { data: { searchWorks: { edges: [] } } };

let folder: string;
let house: House;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-documents-"));
  const list = join(folder, "documents.json");
  await writeFile(list, JSON.stringify({ [sha256(TRUSTED)]: TRUSTED }));
  const variables = { PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent", TUTTI_DOCUMENTS: list };
  house = await startHouse({ environment: requireOk(readEnvironment(variables)), demonstration: false });
  await house.ready;
}, 60_000);
afterAll(async () => {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly body: unknown;
  readonly kept: string | null;
}

const nameOf = (text: string): object => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

async function post(body: object, role: "society" | null): Promise<Answer> {
  const { token: key } = await loadKeys({ dataFolder: folder });
  const token = role && (await signToken({ key, subject: role, society: "052", role, clock: systemClock }));
  const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${house.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });
  return { body: await response.json(), kept: response.headers.get("cache-control") };
}

async function get(text: string, variables: object): Promise<Answer> {
  const parameters = new URLSearchParams({ extensions: JSON.stringify(nameOf(text)), variables: JSON.stringify(variables) });
  const response = await fetch(`${house.url}/graphql?${parameters.toString()}`);
  return { body: await response.json(), kept: response.headers.get("cache-control") };
}

describe("a house with a list", () => {
  test("runs its documents for everybody, by their hash alone, from the first request on", async () => {
    const variables = { words: "song" };
    expect((await get(TRUSTED, variables)).body).toEqual(FOUND_NONE);
    expect((await post({ extensions: nameOf(TRUSTED), variables }, null)).body).toEqual(FOUND_NONE);
    expect((await post({ query: TRUSTED, variables }, null)).body).toEqual(FOUND_NONE);
  });

  test("runs others for holders of the scope explore only, also when these have registered them", async () => {
    const refusal = { errors: [{ extensions: { code: "FORBIDDEN" } }] };
    expect((await post({ query: AD_HOC }, null)).body).toMatchObject(refusal);
    expect((await post({ query: AD_HOC, extensions: nameOf(AD_HOC) }, "society")).body).toEqual(FOUND_NONE);
    expect((await post({ extensions: nameOf(AD_HOC) }, "society")).body).toEqual(FOUND_NONE);
    expect((await get(AD_HOC, {})).body).toMatchObject(refusal);
  });
});

describe("who may keep an answer", () => {
  test("everybody for a minute, where it was asked by GET without a token, is public and without errors", async () => {
    expect((await get(TRUSTED, { words: "song" })).kept).toBe("public, max-age=60");
    expect((await get(TRUSTED, {})).kept).toBe("private, no-store");
    expect((await get("{ unknown }", {})).kept).toBe("private, no-store");
  });

  test.each([null, "society" as const])("nobody, where it was asked by POST (%s)", async (role) => {
    expect((await post({ query: TRUSTED, variables: { words: "song" } }, role)).kept).toBe("private, no-store");
  });
});

describe("a list", () => {
  test.each([
    ["is no JSON", "documents", /is no JSON object/],
    ["is no object of texts", '{"a": 1}', /is no JSON object/],
    ["has a hash of another text", JSON.stringify({ [sha256("{ a }")]: "{ b }" }), /is not the SHA-256 of its text, which is [0-9a-f]{64}/],
    ["has a text that is no GraphQL", JSON.stringify({ [sha256("{ a")]: "{ a" }), /cannot be read: Syntax Error/],
  ])("that %s is refused with what is wrong", async (_what, text, message) => {
    const file = join(folder, "wrong.json");
    await writeFile(file, text);
    await expect(readTrustedDocuments(file)).rejects.toThrow(message);
    await expect(readTrustedDocuments(join(folder, "missing.json"))).rejects.toThrow(DocumentsFault);
  });
});

test("documents that clients register are bounded, the oldest forgotten first", async () => {
  const documents = new Documents();
  for (let at = 0; at < 2_001; at += 1) await documents.set(`apq:${at}`, `{ a${at} }`);
  expect([await documents.get("apq:0"), await documents.get("apq:1"), await documents.get("apq:2000")]).toEqual([
    undefined,
    "{ a1 }",
    "{ a2000 }",
  ]);
});
