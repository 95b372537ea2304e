import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { partsInOrder } from "../../../gateway/parts.ts";
import { servedPorts } from "../../../gateway/ports.ts";
import { startHouse } from "../../../gateway/house.ts";
import { signToken, TOKEN_ROLES } from "../../../gateway/identity.ts";
import { SCOPES_BY_ROLE } from "../../../subgraphs/kit/access.ts";
import { anonymousCaller } from "../../../subgraphs/kit/caller.ts";
import type { Caller } from "../../../subgraphs/kit/caller.ts";
import { systemClock } from "../../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../../subgraphs/kit/environment.ts";
import { INTERNAL_IDENTITY_HEADER, signCaller } from "../../../subgraphs/kit/internalIdentity.ts";
import { loadKeys } from "../../../subgraphs/kit/keys.ts";
import type { Keys } from "../../../subgraphs/kit/keys.ts";
import { createLogger } from "../../../subgraphs/kit/log.ts";
import { requireOk } from "../../../subgraphs/kit/refusal.ts";
import { createSubgraphServer } from "../../../subgraphs/kit/server.ts";
import type { SubgraphName } from "../../../subgraphs/kit/subgraphName.ts";
import type { Parts } from "../../../gateway/parts.ts";
import { HouseUser } from "../../support/houseUser.ts";
import { DISPUTED, rivalFile } from "../../support/rivalFile.ts";

/** Who may ask: somebody without a token, and every role that a token can carry. */
export const ASKERS = ["nobody", ...TOKEN_ROLES] as const;
export type Asker = (typeof ASKERS)[number];

/** The things asked about are those of society 119 and of its licensee CLOUDSONG; 035 and LANTERNBAR have no part in them. */
const SPEAKS_FOR = { own: "119", other: "035" } as const;
const LICENSEES = { own: "CLOUDSONG", other: "LANTERNBAR" } as const;
export const SIDES = ["own", "other"] as const;
export type Side = (typeof SIDES)[number];

/** An asker who speaks for the society that things belong to, or for another. */
export interface Who {
  readonly asker: Asker;
  readonly side: Side;
}

/** Where an operation goes: to the gateway under a token, or past it to each subgraph over HTTP under an internal identity. */
export const ROADS = ["the gateway", "each subgraph directly"] as const;
export type Road = (typeof ROADS)[number];

/** Ids of things of 119 in the demonstration after its first distribution. */
export type Facts = Readonly<
  Record<"work" | "ownWork" | "iswc" | "claim" | "conflict" | "ruling" | "party" | "agreement" | "license" | "run", string> &
    Record<"entrustment" | "exclusion" | "transfer", string> & {
      /** What the transfer is to do. */
      readonly order: Readonly<Record<"from" | "to" | "on", string>>;
    } & Record<"recording" | "webhook" | "statement" | "line" | "report" | "job" | "licenseesJob" | "acknowledgement", string>
>;

export interface Reply {
  readonly status: number;
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions?: { readonly code?: string; readonly coordinate?: string };
    }[];
  };
}

export interface World {
  readonly url: string;
  readonly keys: Keys;
  readonly parts: Parts;
  readonly facts: Facts;
  /** The subgraphs' own servers, as the containers run them. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
  readonly user: HouseUser;
  /** The headers of a token; none for nobody. */
  bearer(who: Who): Promise<Readonly<Record<string, string>>>;
  /** The internal identity that the gateway would sign for such a token. */
  signed(subgraph: SubgraphName, who: Who): Promise<string>;
  ask(road: Road, subgraph: SubgraphName, who: Who, operation: object): Promise<Reply>;
  stop(): Promise<void>;
}

/** A house with the demonstration and its first distribution, and its four subgraphs behind HTTP servers of their own. */
export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-access-"));
  const house = await startHouse({ environment: requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" })) });
  await house.ready;
  const [keys, { parts }] = [await loadKeys({ dataFolder: folder }), house];
  if (parts === null) throw new Error("The house has its subgraphs in this process.");
  const user = new HouseUser({ url: house.url, keys });
  const servers = await Promise.all(partsInOrder(parts).map((part) => serve(part, keys)));
  const subgraphUrls = Object.fromEntries(servers.map(({ name, url }) => [name, url])) as Record<SubgraphName, string>;
  const bearer = async (who: Who): Promise<Record<string, string>> => {
    const token = await tokenOf(keys, who);
    return token === null ? {} : { authorization: `Bearer ${token}` };
  };
  const signed = async (subgraph: SubgraphName, who: Who): Promise<string> =>
    await signCaller({ key: keys.internal, audience: subgraph, caller: callerOf(who), clock: systemClock });
  const ground = { url: house.url, keys, parts, subgraphUrls, user };
  return {
    ...ground,
    facts: await happen(user),
    bearer,
    signed,
    ask: async (road, subgraph, who, operation) =>
      road === "the gateway"
        ? await post(`${house.url}/graphql`, await bearer(who), operation)
        : await post(`${subgraphUrls[subgraph]}/graphql`, { [INTERNAL_IDENTITY_HEADER]: await signed(subgraph, who) }, operation),
    stop: async () => {
      for (const { stop } of servers) await stop();
      await house.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function serve(part: Parts[SubgraphName], keys: Keys): Promise<{ name: SubgraphName; url: string; stop: () => Promise<void> }> {
  const { url, stop } = await createSubgraphServer({
    ...{ name: part.name, schema: part.schema, context: (caller: Caller) => part.contextFor(caller), ports: servedPorts(part.ports) },
    ...{
      files: "files" in part ? part.files : null,
      internalKey: keys.internal,
      clock: systemClock,
      log: createLogger({ level: "silent" }),
    },
    ...{ ready: () => Promise.resolve(true), version: "0.0.0", host: "127.0.0.1", port: 0 },
  });
  return { name: part.name, url, stop };
}

export async function post(url: string, headers: Readonly<Record<string, string>>, body: object): Promise<Reply> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Reply["body"] };
}

/** Regulators of the own side speak for no society, as they do. */
function societyOf({ asker, side }: Who): string | null {
  if (asker === "licensee") return LICENSEES[side];
  return asker === "nobody" || (asker === "regulator" && side === "own") ? null : SPEAKS_FOR[side];
}

const subjectOf = ({ asker, side }: Who): string => `${societyOf({ asker, side }) ?? "nobody"} ${asker}`;

/** As `tutti token` makes them. */
async function tokenOf(keys: Keys, who: Who): Promise<string | null> {
  if (who.asker === "nobody") return null;
  return await signToken({ key: keys.token, subject: subjectOf(who), society: societyOf(who), role: who.asker, clock: systemClock });
}

/** The caller that the gateway makes of such a token. */
export function callerOf(who: Who): Caller {
  if (who.asker === "nobody") return anonymousCaller("matrix");
  const [society, scopes] = [societyOf(who), SCOPES_BY_ROLE[who.asker]];
  return { subject: subjectOf(who), society, role: who.asker, scopes, purpose: "the matrix", requestId: "matrix" };
}

const FOUND = `query ($license: ID!, $run: ID!) {
  conflicts(filter: { concerns: "119", kinds: [ISWC_MISMATCH] }, first: 1) { edges { node { id works { id iswc creators { party { id } } } } } }
  statements(filter: { run: $run, payee: "052" }, first: 1) { edges { node { id lines(first: 1) { edges { node { id } } } } } }
  usageReports(filter: { license: $license }, first: 1) { edges { node { id } } }
  society(code: "119") { agreements(first: 1) { edges { node { id version } } } } }`;
const CLAIMS = `query ($work: ID!) { work(id: $work) { statements { claims { id } } } }`;
const PROPOSE = `mutation ($conflict: ID!) { proposeRuling(input: { conflict: $conflict, ruling: { worksAreDistinct: true }, because: "Two songs" }) {
  problems { code message } conflict { proposals { id } } } }`;
const DIRECT = `mutation ($join: RecordMembershipInput!, $entrust: RecordEntrustmentInput!, $withhold: RecordExclusionInput!) {
  recordMembership(input: $join) { problems { message } membership { id } }
  recordEntrustment(input: $entrust) { problems { message } entrustment { id } }
  recordExclusion(input: $withhold) { problems { message } exclusion { id } } }`;
const JOIN = `mutation ($join: RecordMembershipInput!) { recordMembership(input: $join) { problems { message } membership { id } } }`;
const PEOPLE = `mutation { one: registerParty(input: { kind: LEGAL, names: [{ lastName: "Seller Music" }] }) { party { id } }
  other: registerParty(input: { kind: LEGAL, names: [{ lastName: "Buyer Music" }] }) { party { id } } }`;
const OFFER = `mutation ($work: RegisterWorkInput!, $transfer: ProposeCatalogueTransferInput!) {
  registerWork(input: $work) { problems { message } } proposeCatalogueTransfer(input: $transfer) { problems { message } transfer { id } } }`;
const HOOK = `mutation { registerWebhook(input: { url: "http://127.0.0.1:9/nobody", feeds: [PARTIES] }) { problems { code message } webhook { id } } }`;
const ROW = "period,territory,use,iswc,plays,revenue,currency\r\n2026-Q3,0156,KARAOKE,T0345246801,1,1.00,CNY\r\n";

/** What 119 and its licensee have done: reported use, distributed it, proposed a ruling, sent files, registered a webhook. */
async function happen(user: HouseUser): Promise<Facts> {
  const { licenses } = await user.ask("119 licensing", `{ licenses(filter: { licensee: "CLOUDSONG" }) { edges { node { id } } } }`);
  const license: string = licenses.edges[0].node.id;
  const licenseesJob = await user.begin("CLOUDSONG licensee", `/files/usage?license=${license}&dryRun=true`, Buffer.from(ROW));
  const sent = await user.send("119 steward", "/files/cwr?society=119&fileName=rival.V21", rivalFile());
  const { workByIswc: ownWork } = await user.ask("119 steward", `{ workByIswc(iswc: "${DISPUTED.iswc}") { id } }`);
  await user.ask("119 steward", `mutation { registerFileSource(input: { rhythmDays: 30 }) { problems { code } } }`);
  const { searchWorks } = await user.ask("119 steward", `{ searchWorks(query: "lantern") { edges { node { recordings { id } } } } }`);
  const [recording] = searchWorks.edges.flatMap(({ node }: { node: { recordings: { id: string }[] } }) => node.recordings);
  const job = await user.ask("119 steward", `{ jobs(first: 1) { edges { node { id } } } }`);
  const { runDistribution } = await user.ask(
    "119 distribution",
    `mutation { runDistribution(input: {}) { problems { message } run { id } } }`,
  );
  const run: string = runDistribution.run.id;
  const { conflicts, statements, usageReports, society } = await user.ask("119 admin", FOUND, { license, run });
  const [{ node: conflict }, { node: statement }] = [conflicts.edges[0], statements.edges[0]];
  const { work } = await user.ask("119 steward", CLAIMS, { work: conflict.works[1].id });
  const { proposeRuling } = await user.ask("119 steward", PROPOSE, { conflict: conflict.id });
  const agreement = society.agreements.edges[0].node;
  const party: string = conflict.works[1].creators[0].party.id;
  const direct = await giveDirectly(user, party);
  return {
    ...{ license, licenseesJob, run, conflict: conflict.id, work: conflict.works[1].id },
    ...{ iswc: conflict.works[1].iswc, party, claim: work.statements[0].claims[0].id },
    ...{ ruling: proposeRuling.conflict.proposals[0].id, agreement: agreement.id, job: job.jobs.edges[0].node.id },
    ...{ statement: statement.id, line: statement.lines.edges[0].node.id, report: usageReports.edges[0].node.id },
    ...{ ...direct, ownWork: ownWork.id, recording: recording.id, webhook: await freshWebhook(user) },
    ...(await giveCatalogue(user)),
    acknowledgement: String(sent.result["ack"]),
  };
}

/** What 119 entrusts to a hub, and what a party that joined it withholds, on a day long past. */
async function giveDirectly(user: HouseUser, party: string): Promise<Pick<Facts, "entrustment" | "exclusion">> {
  const scope = { rights: ["ER"], territories: [{ territory: "0156" }], period: { from: "2001-01-01", until: "2001-01-02" } };
  const join = { ...scope, party, society: "119" };
  const variables = { join, entrust: { ...scope, society: "119", hub: "052" }, withhold: { ...scope, party } };
  const { recordEntrustment, recordExclusion } = await user.ask("119 steward", DIRECT, variables);
  return { entrustment: recordEntrustment.entrustment.id, exclusion: recordExclusion.exclusion.id };
}

/** A work of 119 whose publisher is to hand it on to another, both its members. */
async function giveCatalogue(user: HouseUser): Promise<Pick<Facts, "transfer" | "order">> {
  const { one, other } = await user.ask("119 steward", PEOPLE);
  const [from, to]: readonly [string, string] = [one.party.id, other.party.id];
  const scope = { rights: ["PR"], territories: [{ territory: "2136" }], period: { from: "2001-01-01" } };
  for (const party of [from, to]) await user.ask("119 steward", JOIN, { join: { ...scope, party, society: "119" } });
  const claim = { party: from, side: "PUBLISHER", role: "E", figures: [{ right: "PR", percent: "50" }] };
  const work = { workCode: "SOLD", titles: [{ text: "Sold Song" }], creators: [{ party: from, role: "CA" }], claims: [claim] };
  const order = { from, to, on: "2027-01-01" };
  const { registerWork, proposeCatalogueTransfer } = await user.ask("119 steward", OFFER, {
    work,
    transfer: { transfer: order, because: "Sold" },
  });
  if (proposeCatalogueTransfer.transfer === null) throw new Error(JSON.stringify({ registerWork, proposeCatalogueTransfer }));
  return { order, transfer: proposeCatalogueTransfer.transfer.id };
}

/** A webhook of 119, made anew so that it can be deleted. */
export async function freshWebhook(user: HouseUser): Promise<string> {
  const { registerWebhook } = await user.ask("119 steward", HOOK);
  if (registerWebhook.webhook === null) throw new Error(JSON.stringify(registerWebhook.problems));
  return registerWebhook.webhook.id as string;
}
