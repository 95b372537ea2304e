/**
 * Shows that each role sees and does what the tables in access/ say, of its own society and of another, over the gateway and of each subgraph past it;
 * that nothing of the graph is missing in them; and that docs/access.md says the same.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { getNamedType, isInterfaceType, isObjectType } from "graphql";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { signToken } from "../../gateway/identity.ts";
import { AccessDenied } from "../../subgraphs/kit/access.ts";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { INTERNAL_IDENTITY_HEADER, signCaller } from "../../subgraphs/kit/internalIdentity.ts";
import { SUBGRAPH_NAMES } from "../../subgraphs/kit/subgraphName.ts";
import { ACCESS_DOCUMENT, accessDocument, WRITE_COMMAND } from "./access/document.ts";
import { documentsByField } from "./access/operation.ts";
import { coordinatesByDemand, demandText, publicFields, readDemands } from "./access/rules.ts";
import { DEMANDS, PUBLIC_FIELDS } from "./access/scopes.ts";
import { ENTITIES, FILES, ROWS } from "./access/table.ts";
import { cellOf, entityCellOf, fileCellOf, wordsOf } from "./access/verdict.ts";
import { ASKERS, callerOf, openWorld, post, ROADS } from "./access/world.ts";
import type { Asker, Road, World } from "./access/world.ts";

const TABLE = "test/gateway/access/table.ts";
const SCOPES = "test/gateway/access/scopes.ts";
const demanded = readDemands();
let world: World;

beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(async () => await world.stop());

/** What every asker gets. */
async function asked(cell: (asker: Asker) => Promise<string>): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(ASKERS.map(async (asker) => [asker, await cell(asker)] as const)));
}

describe.each(ROADS)("over %s", (road: Road) => {
  const rows = road === "the gateway" ? ROWS : ROWS.filter(({ field }) => !field.startsWith("Subscription."));

  test.each(rows.map((row) => [row.field, row] as const))("%s", async (field, row) => {
    expect(await asked(async (asker) => await cellOf(world, row, { road, asker }))).toEqual(wordsOf(row, field));
  });
});

describe("past the gateway", () => {
  test.each(ENTITIES.map((row) => [row.type, row] as const))("the entity %s", async (type, row) => {
    expect(await asked(async (asker) => await entityCellOf(world, row, asker))).toEqual(wordsOf(row, type));
  });

  const ADDRESSES = ["/graphql", "/ports/changeReader/page", "/files/exports"] as const;
  const CALLS: Readonly<Record<string, (world: World, name: (typeof SUBGRAPH_NAMES)[number]) => Promise<string | null>>> = {
    "without an identity": () => Promise.resolve(null),
    "with one that is no token": () => Promise.resolve("system"),
    "with one under another key": async (_world, audience) =>
      await signCaller({ key: Buffer.alloc(32, 7), audience, caller: systemCaller("forged"), clock: systemClock }),
    "with one under the key of people's tokens": async ({ keys }, audience) =>
      await signCaller({ key: keys.token, audience, caller: systemCaller("forged"), clock: systemClock }),
    "with a person's token": async ({ keys }) =>
      await signToken({ key: keys.token, subject: "mei", society: "119", role: "admin", clock: systemClock }),
    "with one that has expired": async ({ keys }, audience) => {
      const clock = { now: () => new Date(Date.now() - 120_000) };
      return await signCaller({ key: keys.internal, audience, caller: systemCaller("late"), clock });
    },
    "with one meant for another subgraph": async ({ keys }, name) => {
      const audience = name === "works" ? "parties" : "works";
      return await signCaller({ key: keys.internal, audience, caller: systemCaller("astray"), clock: systemClock });
    },
  };

  test.each(Object.entries(CALLS))("a call %s ends before anything is read", async (_how, identity) => {
    for (const name of SUBGRAPH_NAMES) {
      const token = await identity(world, name);
      const headers: Record<string, string> = token === null ? {} : { [INTERNAL_IDENTITY_HEADER]: token, authorization: `Bearer ${token}` };
      for (const address of ADDRESSES) {
        const { status, body } = await post(`${world.subgraphUrls[name]}${address}`, headers, { query: "{ __typename }" });
        expect([name, address, status, body]).toEqual([
          ...[name, address, 401],
          { error: { code: "UNAUTHENTICATED", message: "Subgraphs answer only the gateway's signed calls." } },
        ]);
      }
    }
  });

  test("ports are the house's own: no role reaches one", async () => {
    for (const asker of ASKERS) {
      const headers = { [INTERNAL_IDENTITY_HEADER]: await world.signed("works", { asker, side: "own" }) };
      expect([asker, (await post(`${world.subgraphUrls.works}/ports/rightsReader/ownership`, headers, {})).status]).toEqual([asker, 403]);
    }
  });

  test("no subgraph answers a subscription, whoever asks", async () => {
    for (const { field } of ROWS.filter((row) => row.field.startsWith("Subscription."))) {
      const query = `subscription { ${field.split(".")[1] ?? ""} { __typename } }`;
      for (const name of SUBGRAPH_NAMES) {
        const { body } = await world.ask("each subgraph directly", name, { asker: "admin", side: "own" }, { query });
        expect([field, body.data ?? null, (body.errors ?? []).length > 0]).toEqual([field, null, true]);
      }
    }
  });

  test("every field under a demand asserts it itself, before it is resolved", () => {
    const open: string[] = [];
    for (const [coordinate, rule] of demanded.rules) {
      const words = demandWords(demandText(rule));
      for (const guard of guardsOf(coordinate)) for (const asker of ASKERS) if (words[asker] === "no" && !refuses(guard, asker)) open.push(`${guard.name} of ${guard.subgraph} to ${asker}`); // prettier-ignore
    }
    expect(open).toEqual([]);
  });
});

interface Guard {
  readonly name: string;
  readonly subgraph: string;
  readonly resolve: ((...call: never[]) => unknown) | undefined;
}

/** The resolvers of a field, or of all fields of a type, in every subgraph that has more of the type than its key. */
function guardsOf(coordinate: string): Guard[] {
  const [typeName = "", only] = coordinate.split(".");
  return SUBGRAPH_NAMES.flatMap((subgraph) => {
    const type = world.parts[subgraph].schema.getType(typeName);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    if (fields.length === 1 && ["id", "code"].includes(fields[0]?.name ?? "")) return [];
    return fields
      .filter(({ name }) => only === undefined || name === only)
      .map(({ name, resolve }) => ({ name: `${typeName}.${name}`, subgraph, resolve: resolve as Guard["resolve"] }));
  });
}

function refuses({ resolve }: Guard, asker: Asker): boolean {
  try {
    // A refusal comes before the parent, the arguments and everything else of the context is looked at: there are none.
    resolve?.(...([{}, {}, { caller: callerOf({ asker, side: "own" }) }, {}] as never[]));
    return false;
  } catch (error) {
    return error instanceof AccessDenied;
  }
}

function demandWords(demand: string): Readonly<Record<Asker, string>> {
  return wordsOf({ cells: DEMANDS.get(demand) ?? "" }, demand);
}

describe("types and fields under a demand", () => {
  const documents = documentsByField(demanded.schema);
  const inner = [...coordinatesByDemand(demanded)].map(([demand, coordinates]) => [demand, coordinates] as const);

  test.each(inner)("the gateway refuses what demands %s to those who do not meet it, and to nobody else", async (demand, coordinates) => {
    const [words, wrong]: [Record<string, string>, string[]] = [demandWords(demand), []];
    for (const coordinate of coordinates) {
      const query = [...documents].find(([field]) => field === coordinate || field.startsWith(`${coordinate}.`))?.[1];
      if (query === undefined) continue; // a mutation's payload, which its own row asks for
      const answers = await asked(async (asker) => {
        const { body } = await world.ask("the gateway", "works", { asker, side: "own" }, { query });
        return (body.errors ?? []).some(({ extensions }) => extensions?.coordinate === coordinate) ? "no" : "yes";
      });
      for (const asker of ASKERS) if (answers[asker] !== words[asker]) wrong.push(`${coordinate} for ${asker}: ${answers[asker] ?? ""}, to ${query}`); // prettier-ignore
    }
    expect(wrong).toEqual([]);
  });

  test("are all to be come to by a query, or are payloads", () => {
    const reached = [...documents.keys()].flatMap((field) => [field, field.split(".")[0]]);
    const lost = [...coordinatesByDemand(demanded).values()].flat().filter((one) => !reached.includes(one) && !one.endsWith("Payload"));
    expect(lost).toEqual([]);
  });
});

describe("the tables", () => {
  test("have one row for each field of Query, Mutation and Subscription", () => {
    const known = ROWS.map(({ field }) => field);
    const missing = demanded.roots.filter((field) => !known.includes(field));
    const gone = known.filter((field) => !demanded.roots.includes(field));
    const toDo = [
      ...missing.map(
        (field) => `Add a row for ${field} to ${TABLE}: who may ask for it, of its own society and of another; then ${WRITE_COMMAND}.`,
      ),
      ...gone.map((field) => `Take the row of ${field} out of ${TABLE}: the graph does not have it.`),
      ...known.filter((field, at) => known.indexOf(field) !== at).map((field) => `${field} has two rows in ${TABLE}.`),
    ];
    expect(toDo).toEqual([]);
  });

  test("have every demand that the schema makes", () => {
    const made = [...coordinatesByDemand(demanded).keys()];
    const toDo = [
      ...made
        .filter((one) => !DEMANDS.has(one))
        .map((one) => `Add the demand "${one}" to ${SCOPES}: which roles meet it; then ${WRITE_COMMAND}.`),
      ...[...DEMANDS.keys()]
        .filter((one) => !made.includes(one))
        .map((one) => `Take the demand "${one}" out of ${SCOPES}: the schema makes it nowhere.`),
    ];
    expect(toDo).toEqual([]);
  });

  test("have every entity that a subgraph resolves", () => {
    const resolved = SUBGRAPH_NAMES.flatMap((name) => {
      const sdl = readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), "utf8");
      return [...sdl.matchAll(/^type (\w+)[^{\n]*@key\(fields: "\w+"\)/gm)].map(([, type]) => type ?? "");
    });
    expect(ENTITIES.map(({ type }) => type).sort()).toEqual(resolved.sort());
  });

  test("name everything that is answered without a token", () => {
    expect(publicFields(demanded)).toEqual([...PUBLIC_FIELDS].sort());
  });

  test("are what docs/access.md says", () => {
    const isTrue = readFileSync(ACCESS_DOCUMENT, "utf8") === accessDocument();
    expect(isTrue ? "" : `docs/access.md is not what the tables say: ${WRITE_COMMAND}`).toBe("");
  });
});

describe("a demand on an interface", () => {
  test("is nobody's to state: composition would make it of all its types together", () => {
    for (const name of SUBGRAPH_NAMES) {
      const { schema } = world.parts[name];
      for (const type of Object.values(schema.getTypeMap()).filter(isInterfaceType))
        for (const field of Object.values(type.getFields())) {
          const directives = [...(type.astNode?.directives ?? []), ...(field.astNode?.directives ?? [])].map((one) => one.name.value);
          expect([type.name, getNamedType(field.type).name, directives]).toEqual([type.name, getNamedType(field.type).name, []]);
        }
    }
  });

  test("is not read from the supergraph, where composition put it", () => {
    const sdl = `directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | INTERFACE | FIELD_DEFINITION
      interface Thing @requiresScopes(scopes: [["money:read", "shares:read"]]) { id: ID! }
      type Coin implements Thing @requiresScopes(scopes: [["money:read"]]) { id: ID! }
      type Query { thing: Thing }`;
    expect([...readSupergraph(sdl).rules.keys()]).toEqual(["Coin"]);
  });
});

describe("a licensee whose token bears the code of its licensor", () => {
  test("is no society for that: it sees and sends nothing of it", async () => {
    const token = await signToken({ key: world.keys.token, subject: "a bar", society: "119", role: "licensee", clock: systemClock });
    const headers = { authorization: `Bearer ${token}` };
    const { license, job } = world.facts;
    const query = `{ license(id: "${license}") { id } licenses { edges { node { id } } } job(id: "${job}") { id } jobs { edges { node { id } } } usageReports { edges { node { id } } } }`;
    expect((await post(`${world.url}/graphql`, headers, { query })).body).toEqual({
      data: { license: null, licenses: { edges: [] }, job: null, jobs: { edges: [] }, usageReports: { edges: [] } },
    });
    const reads = [world.facts.acknowledgement, "/files/exports/works-119.csv", `/files/statements/${world.facts.run}-052.crd`];
    for (const address of reads) expect([address, (await fetch(`${world.url}${address}`, { headers })).status]).toEqual([address, 403]);
    const sends = ["/files/cwr?society=119", "/files/cwr", "/files/works", "/files/parties", "/files/exports"];
    for (const address of sends)
      expect([address, (await fetch(`${world.url}${address}`, { method: "POST", headers, body: "x" })).status]).toEqual([address, 403]);
  });
});

describe("a bearer token that is not believed", () => {
  test.each<[string, (key: Uint8Array, internal: Uint8Array) => Promise<string>]>([
    [
      "under the key of internal identities",
      async (_key, key) => await signToken({ key, subject: "a", society: "119", role: "admin", clock: systemClock }),
    ],
    [
      "that has expired",
      async (key) => await signToken({ key, subject: "a", society: "119", role: "admin", clock: systemClock, lifeSeconds: -60 }),
    ],
    [
      "for the house itself",
      async (key) => await signToken({ key, subject: "a", society: null, role: "system" as "admin", clock: systemClock }),
    ],
    ["for no role", async (key) => await signToken({ key, subject: "a", society: null, role: "anonymous" as "admin", clock: systemClock })],
    [
      "that is an internal identity",
      async (_key, key) => await signCaller({ key, audience: "works", caller: systemCaller("r"), clock: systemClock }),
    ],
  ])("%s ends the request with 401", async (_what, make) => {
    const authorization = `Bearer ${await make(world.keys.token, world.keys.internal)}`;
    const { status, body } = await post(`${world.url}/graphql`, { authorization }, { query: "{ __typename }" });
    expect([status, body.errors?.[0]?.extensions?.code, body.data]).toEqual([401, "UNAUTHENTICATED", undefined]);
  });
});

// After all others: what is sent makes jobs, and jobs are among what is asked for above.
describe.each(ROADS)("files over %s", (road: Road) => {
  test.each(FILES.map((row) => [row.address, row] as const))("%s", async (address, row) => {
    expect(await asked(async (asker) => await fileCellOf(world, row, { road, asker }))).toEqual(wordsOf(row, address));
  });
});
