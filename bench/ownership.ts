// How fast ownership is answered, by processor time of the whole process. `compute`: works a second from statements in memory, two rights, the World, one day:
// works with the claims of a catalogue (median 4, one in a hundred with 60 and more), and such with 2, 10 and 60 claims; `cells`: what this makes; `largest`:
// milliseconds for 400 claims over all 25 rights, all countries and ten years; `conflicts`: works a second whose conflicts are found, as at
// save time. Over the embedded store: `documents`: works, their statements and open conflicts read whole, with nothing computed; `reader`: the same works through
// the port; `http`: through its HTTP form, both sides in this process.
import { randomBytes } from "node:crypto";
import { createParts } from "../gateway/parts.ts";
import type { Parts } from "../gateway/parts.ts";
import { remotePort, servedPorts } from "../gateway/ports.ts";
import { findConflicts } from "../subgraphs/domain/conflicts.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { computeOwnership } from "../subgraphs/domain/ownership.ts";
import type { HolderLookup, OwnershipQuestion } from "../subgraphs/domain/ownership.ts";
import { ALWAYS, parseLocalDate, singleDay } from "../subgraphs/domain/period.ts";
import { FAMILY_RIGHTS, IPI_RIGHTS } from "../subgraphs/domain/rights.ts";
import { shareOfHundredths } from "../subgraphs/domain/shares.ts";
import type { Claim, ScopeRow, Statement } from "../subgraphs/domain/statements.ts";
import { storedCountrySet } from "../subgraphs/domain/territories/countrySet.ts";
import { WORLD, expandScope, expandTerritory, parseTisCode } from "../subgraphs/domain/territories/tis.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import { createLogger } from "../subgraphs/kit/log.ts";
import type { RightsReader } from "../subgraphs/kit/ports/rightsReader.ts";
import { requireOk } from "../subgraphs/kit/refusal.ts";
import { createSubgraphServer } from "../subgraphs/kit/server.ts";
import { openStorage } from "../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../subgraphs/storage/embedded/index.ts";
import type { WorkStatementInput } from "../subgraphs/works/index.ts";
import { openGeneratedFolder } from "./support/generatedFolder.ts";
import { percentile } from "./support/percentile.ts";
import { benchOptions, openReport } from "./support/report.ts";
import type { Figure } from "./support/report.ts";

const DAY = parseLocalDate("2026-06-30");
invariant(DAY !== null, "the day of the benchmark exists");
const ON = DAY;
const COUNTRIES = expandTerritory(WORLD, ON);
const LISTS = [
  "I2136",
  "I2120",
  "I2120 E0756",
  "I2136 E0840",
  "I0156 I0344 I0446",
  "I2106 E0392",
  "I2123 I0826",
  "I2123",
  "I2136 E2120 I0250",
];
const SCOPES = LISTS.map((list) => {
  const rows = list
    .split(" ")
    .map((text): ScopeRow => ({ sign: text.startsWith("E") ? "E" : "I", territory: requireOk(parseTisCode(text.slice(1))) }));
  return { rows, countries: expandScope(rows, ON).countries, expandedOn: ON };
});
const HOLDERS: HolderLookup = (partyId) => [
  { countries: COUNTRIES, period: ALWAYS, society: partyId.length % 2 === 0 ? "052" : "058", basis: "MEMBERSHIP" },
];
const TWO_RIGHTS = ["OD", "MD"] as const;
const DAY_ASKED = singleDay(ON);
const CATALOGUE = 1_000;
const LARGEST = 400;
/** Works asked for at once. */
const CALL = 1_000;
/** Of the parties of the stored works. */
const WRITERS = 800;

const { json, full } = benchOptions();
const works = full ? 20_000 : 2_000;
const report = openReport({
  bench: "ownership",
  method:
    "two rights, the World, one day, territories as rights are really held (World, Europe, Europe without Switzerland, …); " +
    "1.5 s of warming up, then the median of five rounds of 200 ms. documents, reader, http: 1,000 works of 6 claims a call, of 1,200 parties with memberships; " +
    "median of ten rounds after five, the three in turn. Processor time of all threads; byClock: by the clock, in which the store's thread works beside the house's.",
  sizes: { storedWorks: works, territoryLists: LISTS.length },
  json,
});
report.row(catalogue());
for (const claims of [2, 10, 60]) inMemory(claims).forEach(report.row);
report.row(largest());
for (const figure of await overTheStore()) report.row(figure);

/** Works as a catalogue has them: the claims of the k-th of so many are 4 x (u / (1 - u))^0.589, u its place between 0 and 1. */
function catalogue(): Figure {
  const counts = Array.from({ length: CATALOGUE }, (_, at) => (at + 0.5) / CATALOGUE).map((u) =>
    Math.max(1, Math.round(4 * (u / (1 - u)) ** 0.589)),
  );
  const works = counts.map(statementsWith);
  const milliseconds = millisecondsPerCall(() => {
    for (const statements of works) computeOwnership(aDay(statements));
  });
  return { case: "compute", contender: "tutti", value: (1_000 * CATALOGUE) / milliseconds, unit: "works/s", claims: "median 4, p99 60" };
}

function largest(): Figure {
  const [from, until] = [parseLocalDate("2020-01-01"), parseLocalDate("2030-01-01")];
  const question = { ...aDay(statementsWith(LARGEST)), rights: IPI_RIGHTS, period: { from, until } };
  return { case: "largest", contender: "tutti", value: millisecondsPerCall(() => computeOwnership(question)), unit: "ms", claims: LARGEST };
}

function aDay(statements: readonly Statement[]): OwnershipQuestion {
  return { statements, countries: COUNTRIES, holders: HOLDERS, openConflicts: [], rights: TWO_RIGHTS, period: DAY_ASKED };
}

function inMemory(claims: number): Figure[] {
  const statements = statementsWith(claims);
  const base = { contender: "tutti", claims } as const;
  const question = aDay(statements);
  const perSecond = 1_000 / millisecondsPerCall(() => computeOwnership(question));
  const found = 1_000 / millisecondsPerCall(() => findConflicts(statements, HOLDERS));
  return [
    { ...base, case: "compute", value: perSecond, unit: "works/s" },
    { ...base, case: "cells", value: perSecond * computeOwnership(question).length, unit: "cells/s" },
    { ...base, case: "conflicts", value: found, unit: "works/s" },
  ];
}

/** As licences and distributions ask: works, statements, conflicts and mandate holders are read each time. */
async function overTheStore(): Promise<Figure[]> {
  const generated = await openGeneratedFolder<readonly string[]>({ bench: "ownership", seed: 0, size: works, full });
  const folder = generated.path;
  const embedded = await startEmbeddedStore({ dataFolder: folder });
  const storage = await openStorage({ uri: embedded.uri("bench"), appName: "tutti-bench" });
  const log = createLogger({ level: "warn" });
  const { works: subgraph, parties } = await createParts({ storage, clock: systemClock, log, dataFolder: folder });
  const key = new Uint8Array(randomBytes(32));
  const server = await createSubgraphServer({
    ...{ name: "works", schema: subgraph.schema, context: subgraph.contextFor, ports: servedPorts(subgraph.ports), internalKey: key },
    ...{ clock: systemClock, log, ready: async () => await Promise.resolve(true), version: "bench", host: "127.0.0.1", port: 0 },
  });
  try {
    const workIds: string[] = [...(generated.facts ?? [])];
    const partyIds = workIds.length < works ? await register(parties) : [];
    for (let at = workIds.length; at < works; at += 100) {
      const inputs = Array.from({ length: 100 }, (_, index) => statementInput(at + index, partyIds));
      workIds.push(...(await subgraph.recordStatements(inputs)).map(({ workId }) => workId));
    }
    await generated.generated(workIds);
    const database = storage.database("works");
    const urls = { works: server.url, parties: server.url, licenses: server.url, distributions: server.url };
    const question = { rights: TWO_RIGHTS, countries: storedCountrySet(COUNTRIES), period: singleDay(ON), asKnownOn: null };
    const over = async (reader: RightsReader, ids: readonly string[]) => await reader.ownership({ ...question, workIds: ids });
    const remote = remotePort("rightsReader", "works", { urls, key, clock: systemClock });
    const rates = await inTurn(workIds, {
      documents: async (ids) => {
        const named = { workIds: { $in: [...ids] }, openKey: { $exists: true } };
        await database
          .collection<{ _id: string }>("works")
          .find({ _id: { $in: [...ids] } })
          .toArray();
        await database
          .collection("statements")
          .find({ workId: { $in: [...ids] }, state: "IN_FORCE" })
          .toArray();
        await database
          .collection("conflicts")
          .find(named, { hint: { workIds: 1, state: 1 } })
          .toArray();
      },
      reader: async (ids) => await over(subgraph.ports.rightsReader, ids),
      http: async (ids) => await over(remote, ids),
    });
    return rates.map(({ name, byProcessor, byClock }) => ({
      ...{ case: name, contender: "tutti", value: byProcessor, unit: "works/s" },
      ...{ byClock: Math.round(byClock), claims: 6, works },
    }));
  } finally {
    await server.stop();
    await storage.close();
    await embedded.stop();
    await generated.close();
  }
}

interface Rates {
  readonly name: string;
  /** Works a second, by the processor time of all threads and by the clock. */
  readonly byProcessor: number;
  readonly byClock: number;
}

/** Works a second of each, in rounds that take turns, so that what else the machine does meets all of them. */
async function inTurn(
  workIds: readonly string[],
  calls: Readonly<Record<string, (ids: readonly string[]) => Promise<unknown>>>,
): Promise<Rates[]> {
  const seconds = new Map(Object.keys(calls).map((name) => [name, { processor: [] as number[], clock: [] as number[] }]));
  for (let round = 0; round < 15; round += 1) {
    const start = (round * CALL) % works;
    const ids = workIds.slice(start, start + CALL);
    for (const [name, call] of Object.entries(calls)) {
      const [cpu, began] = [process.cpuUsage(), performance.now()];
      await call(ids);
      const { user, system } = process.cpuUsage(cpu);
      seconds.get(name)?.processor.push((user + system) / 1e6);
      seconds.get(name)?.clock.push((performance.now() - began) / 1e3);
    }
  }
  const rate = (all: readonly number[]): number => CALL / percentile(all.slice(5), 50);
  return [...seconds].map(([name, { processor, clock }]) => ({ name, byProcessor: rate(processor), byClock: rate(clock) }));
}

/** Parties with a membership for all performing and mechanical rights; the first 800 write. */
async function register(parties: Parts["parties"]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let at = 0; at < 1_200; at += 400) {
    const numbers = Array.from({ length: 400 }, (_, offset) => at + offset);
    const loaded = await parties.loadParties(
      numbers.map((number) => ({
        key: String(number),
        kind: number < WRITERS ? "NATURAL" : "LEGAL",
        names: [{ lastName: `Party ${number}` }],
      })),
    );
    const rights = [...FAMILY_RIGHTS.PERFORMING, ...FAMILY_RIGHTS.MECHANICAL];
    await parties.loadMemberships(
      loaded.map((partyId, offset) => ({ partyId, society: offset % 2 === 0 ? "058" : "038", rights, territories: [WORLD] })),
    );
    ids.push(...loaded);
  }
  return ids;
}

function partyAt(partyIds: readonly string[], number: number, at: number): string {
  const isWriter = at % 2 === 0;
  const index = isWriter ? (number * 3 + at) % WRITERS : WRITERS + ((number * 7 + at) % (1_200 - WRITERS));
  return partyIds[index] ?? "";
}

function statementInput(number: number, partyIds: readonly string[]): WorkStatementInput {
  const claims = Array.from({ length: 6 }, (_, at) => ({
    ...claim(number, at),
    partyId: partyAt(partyIds, number, at),
    writerPartyIds: [partyAt(partyIds, number, at - (at % 2))],
  }));
  return {
    submitter: { key: "SO:052", name: "bench", society: "052" },
    ...{ submitterWorkNumber: `B${number}`, receiver: null, message: "bench", line: null, receivedAt: "2026-01-01T00:00:00.000Z" },
    description: {
      titles: [{ text: `Work number ${number}`, kind: "ORIGINAL", language: null, script: "Latn" }],
      ...{
        iswc: null,
        creators: [{ partyId: `pty_${number}`, name: `Writer ${number}`, role: "CA", ipiNameNumber: null }],
        recordings: [],
        details: {},
      },
    },
    ...{ claims, reported: [], origins: [] },
  };
}

/** Claims of several submitters on one work: writers' chains, publishers of nine lists of territories, three statements that partly disagree. */
function statementsWith(claimCount: number): Statement[] {
  const statementCount = claimCount < 10 ? 1 : 3;
  return Array.from({ length: statementCount }, (_, index) => ({
    ...{
      id: `stm_${index}`,
      workId: "wrk_1",
      submitter: { key: `SO:05${index}`, name: "bench", society: `05${index}` },
      submitterWorkNumber: "1",
    },
    ...{ receipts: [], reported: [], origins: [] },
    claims: Array.from({ length: Math.ceil(claimCount / statementCount) }, (__, at) => claim(index, at)),
  }));
}

function claim(statement: number, at: number): Claim {
  const isWriter = at % 2 === 0;
  // A writer and its publisher collect in the same territories, as the lines of one chain do.
  const territories = SCOPES[(Math.floor(at / 2) + statement) % SCOPES.length];
  invariant(territories !== undefined, "there is a list for every claim");
  return {
    ...{ id: `clm_${statement}_${at}`, partyId: `pty_${isWriter ? at : `${statement}${at}`}`, partyName: "party", kind: "CLAIMED" },
    ...{ side: isWriter ? "WRITER" : "PUBLISHER", role: isWriter ? "CA" : "E" },
    figures: [
      { right: "PERFORMING", share: shareOfHundredths(500) },
      { right: "MECHANICAL", share: shareOfHundredths(isWriter ? 0 : 1_000) },
    ],
    territories,
    period: at % 5 === 0 ? { from: parseLocalDate(`202${at % 10}-01-01`), until: null } : ALWAYS,
    writerPartyIds: [`pty_${isWriter ? at : at - 1}`],
    ...{ chain: [], affiliations: {}, agreement: null, line: null },
  };
}

function millisecondsPerCall(call: () => unknown): number {
  timed(call, 1_500_000);
  const rounds = Array.from({ length: 5 }, () => timed(call, 200_000));
  return rounds.sort((one, other) => one - other)[2] ?? 0;
}

/** Milliseconds of processor time per call, over so many microseconds of it. */
function timed(call: () => unknown, leastUs: number): number {
  const began = process.cpuUsage();
  let callCount = 0;
  for (;;) {
    call();
    callCount += 1;
    const { user, system } = process.cpuUsage(began);
    if (user + system >= leastUs) return (user + system) / 1e3 / callCount;
  }
}
