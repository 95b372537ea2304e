import { INTERNAL_IDENTITY_HEADER } from "../../../subgraphs/kit/internalIdentity.ts";
import type { SubgraphName } from "../../../subgraphs/kit/subgraphName.ts";
import { operationOf } from "./operation.ts";
import type { EntityRow, FileRow, Row } from "./table.ts";
import { collect, feedClient } from "../../support/feedClient.ts";
import { ASKERS, freshWebhook, SIDES } from "./world.ts";
import type { Asker, Reply, Road, Side, Who, World } from "./world.ts";

/** How the gateway, a subgraph, and a desk say why a file is refused. */
type RefusedFile = Reply["body"] & { readonly error?: { readonly code: string }; readonly problems?: readonly { readonly code: string }[] };

/** Who asks where. */
export interface Ask {
  readonly road: Road;
  readonly asker: Asker;
}

/** What a row's field gives to an asker, in the words of the table. */
export async function cellOf(world: World, row: Row, { road, asker }: Ask): Promise<string> {
  if (row.field.startsWith("Subscription."))
    return await wordOf(asker, async (side) => await subscribed(world, row.field, { asker, side }));
  const subgraph = ownerOf(world, row.field);
  // what is deleted must be there again for the next asker
  const fresh = row.field === "Mutation.deleteWebhook" && /own|all/.test(wordsOf(row, row.field)[asker]);
  const facts = fresh ? { ...world.facts, webhook: await freshWebhook(world.user) } : world.facts;
  return await wordOf(asker, async (side) => {
    const operation = operationOf(world.parts[subgraph].schema, { ...row, given: row.ask?.(facts, { asker, side }) ?? {} });
    return verdictOf(await world.ask(road, subgraph, { asker, side }, operation), row, operation.field);
  });
}

/**
 * Subscriptions go over WebSocket. This one begins at a cursor that is none, so that whoever may subscribe is told of it at once; that the ones of
 * another society are not told is shown with the feed.
 */
async function subscribed(world: World, coordinate: string, who: Who): Promise<string> {
  const { authorization } = await world.bearer(who);
  const client = feedClient(world.url, authorization?.replace("Bearer ", "") ?? null);
  try {
    const { ended } = collect(client, `subscription { ${coordinate.split(".")[1] ?? ""}(since: "no cursor") { __typename } }`);
    const why = await ended;
    if (!Array.isArray(why)) return "UNAUTHENTICATED";
    const codes = why.map(({ extensions }: { extensions?: { code?: string } }) => extensions?.code ?? "NO_CODE");
    return codes.every((code) => code === "BAD_USER_INPUT") ? "answered" : [...new Set(codes)].join("+");
  } finally {
    await client.dispose();
  }
}

/** What a subgraph gives of an entity by its key, past the gateway. */
export async function entityCellOf(world: World, { type, key }: EntityRow, asker: Asker): Promise<string> {
  const representation = { __typename: type, ...key(world.facts) };
  const [name] = Object.keys(key(world.facts));
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${name} } } }`;
  return await wordOf(asker, async (side) => {
    const asked = { query, variables: { of: [representation] } };
    const reply = await world.ask("each subgraph directly", entityOwnerOf(world, type), { asker, side }, asked);
    const codes = codesOf(reply);
    if (codes.length > 0) return codes.join("+");
    const [found] = (reply.body.data?.["_entities"] ?? []) as unknown[];
    return found === null || found === undefined ? "nothing" : "answered";
  });
}

/** What the file's address gives to an asker: 422 is an answer about the body, unless it says that the asker has no part in it. */
export async function fileCellOf(world: World, { address, of, home }: FileRow, { road, asker }: Ask): Promise<string> {
  return await wordOf(asker, async (side) => {
    const who = { asker, side };
    const [url, headers] =
      road === "the gateway"
        ? [world.url, await world.bearer(who)]
        : [world.subgraphUrls[home], { [INTERNAL_IDENTITY_HEADER]: await world.signed(home, who) }];
    const sends = address.startsWith("POST");
    const response = await fetch(`${url}${of(world.facts)}`, { method: sends ? "POST" : "GET", headers, body: sends ? "x" : null });
    const text = await response.text();
    if (response.ok) return "answered";
    const body = JSON.parse(text) as RefusedFile;
    if (response.status === 404) return "nothing";
    if (body.error) return body.error.code;
    return codesOf({ status: response.status, body }).join("+") || (body.problems ?? []).find(({ code }) => code === "NO_STANDING")?.code || "answered"; // prettier-ignore
  });
}

async function wordOf(asker: Asker, ask: (side: Side) => Promise<string>): Promise<string> {
  // the other's first: what the own society may do cannot have been in its way
  const verdicts = new Map<Side, string>();
  for (const side of [...SIDES].reverse()) verdicts.set(side, await ask(side));
  const [own = "", other = ""] = [verdicts.get("own"), verdicts.get("other")];
  if (own === other && own === (asker === "nobody" ? "UNAUTHENTICATED" : "FORBIDDEN")) return "no";
  if (own === other && (own === "answered" || own === "nothing")) return own === "answered" ? "all" : "none";
  if (own === "answered") return other === "nothing" ? "own" : `own|${other}`;
  return own === "nothing" ? `none|${other}` : `${own}/${other}`;
}

/** `answered`, `nothing`, or the codes of its errors or of the problems that the row does not end in. */
function verdictOf(reply: Reply, { ends }: Row, field: string): string {
  const codes = codesOf(reply);
  if (codes.length > 0) return codes.join("+");
  const value = reply.body.data?.[field];
  const problems = problemsIn(value);
  const unexpected = problems.filter((code) => ends?.includes(code) !== true);
  if (unexpected.length > 0) return unexpected.join("+");
  if (ends && problems.length === 0) return `done, where ${ends.join(" or ")} was to stop it`;
  return isEmpty(value) ? "nothing" : "answered";
}

function codesOf({ body }: Reply): string[] {
  return [...new Set((body.errors ?? []).map(({ extensions }) => extensions?.code ?? "NO_CODE"))];
}

function problemsIn(value: unknown): string[] {
  const problems = typeof value === "object" && value !== null && "problems" in value ? value.problems : [];
  return Array.isArray(problems) ? problems.map(({ code }: { code: string }) => code) : [];
}

/** Null, an empty list, or an object that has nothing but an empty list (a connection, a settlement without dues). */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  const inside = typeof value === "object" ? Object.entries(value) : [];
  return inside.length === 1 && inside.every(([name, one]) => name !== "problems" && Array.isArray(one) && one.length === 0);
}

/** The table's words of a row, by asker. */
export function wordsOf({ cells }: { readonly cells: string }, name: string): Readonly<Record<Asker, string>> {
  const words = cells.split(/\s+/);
  if (words.length !== ASKERS.length) throw new Error(`The row of ${name} needs ${ASKERS.length} words and has ${words.length}.`);
  return Object.fromEntries(ASKERS.map((asker, at) => [asker, words[at]])) as Record<Asker, string>;
}

/** The subgraph that answers a root field. */
function ownerOf({ parts }: World, coordinate: string): SubgraphName {
  const [type = "", field = ""] = coordinate.split(".");
  const found = Object.values(parts).find(({ schema }) => {
    const root = schema.getType(type);
    return root !== undefined && "getFields" in root && root.getFields()[field] !== undefined;
  });
  if (found === undefined) throw new Error(`No subgraph has ${coordinate}: take its row out of test/gateway/access/table.ts.`);
  return found.name;
}

/** The subgraph that resolves an entity: of those that name it, the one with the most fields. */
function entityOwnerOf({ parts }: World, name: string): SubgraphName {
  const size = (subgraph: SubgraphName): number => {
    const type = parts[subgraph].schema.getType(name);
    return type !== undefined && "getFields" in type ? Object.keys(type.getFields()).length : 0;
  };
  return (Object.keys(parts) as SubgraphName[]).reduce((most, one) => (size(one) > size(most) ? one : most));
}
