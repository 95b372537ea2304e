// How fast ownership is answered. `compute`: works a second from statements in memory, two rights, the World, one day: works with the claims
// of a catalogue (median 4, one in a hundred with 60 and more), and such with 2, 10 and 60 claims; `cells`: what this makes; `largest`:
// milliseconds for 400 claims over all 25 rights, all countries and ten years; `conflicts`: works a second whose conflicts are found, as at
// save time; `reader`: works a second through the port over the embedded store.
import { createParts } from "../gateway/parts.ts";
import { findConflicts } from "../subgraphs/domain/conflicts.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { computeOwnership } from "../subgraphs/domain/ownership.ts";
import type { HolderLookup, OwnershipQuestion } from "../subgraphs/domain/ownership.ts";
import { ALWAYS, parseLocalDate, singleDay } from "../subgraphs/domain/period.ts";
import { IPI_RIGHTS } from "../subgraphs/domain/rights.ts";
import { shareOfHundredths } from "../subgraphs/domain/shares.ts";
import type { Claim, ScopeRow, Statement } from "../subgraphs/domain/statements.ts";
import { storedCountrySet } from "../subgraphs/domain/territories/countrySet.ts";
import { WORLD, expandScope, expandTerritory, parseTisCode } from "../subgraphs/domain/territories/tis.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import { createLogger } from "../subgraphs/kit/log.ts";
import { requireOk } from "../subgraphs/kit/refusal.ts";
import { openStorage } from "../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../subgraphs/storage/embedded/index.ts";
import type { WorkStatementInput } from "../subgraphs/works/index.ts";
import { openGeneratedFolder } from "./support/generatedFolder.ts";
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

const { json, full } = benchOptions();
const works = full ? 20_000 : 2_000;
const report = openReport({
  bench: "ownership",
  method:
    "two rights, the World, one day, territories as rights are really held (World, Europe, Europe without Switzerland, …); " +
    "1.5 s of warming up, then the median of five rounds of 200 ms on one core. reader: 200 works of 6 claims a call, median of ten rounds after five.",
  sizes: { storedWorks: works, territoryLists: LISTS.length },
  json,
});
report.row(catalogue());
for (const claims of [2, 10, 60]) inMemory(claims).forEach(report.row);
report.row(largest());
report.row(await overTheStore());

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

/** Through the port, as licences and distributions ask: works, statements, conflicts and mandate holders are read each time. */
async function overTheStore(): Promise<Figure> {
  const generated = await openGeneratedFolder<readonly string[]>({ bench: "ownership", seed: 0, size: works, full });
  const folder = generated.path;
  const embedded = await startEmbeddedStore({ dataFolder: folder });
  const storage = await openStorage({ uri: embedded.uri("bench"), appName: "tutti-bench" });
  try {
    const log = createLogger({ level: "warn" });
    const { works: subgraph } = await createParts({ storage, clock: systemClock, log, dataFolder: folder });
    const workIds: string[] = [...(generated.facts ?? [])];
    for (let at = workIds.length; at < works; at += 100) {
      const recorded = await subgraph.recordStatements(Array.from({ length: 100 }, (_, index) => statementInput(at + index)));
      workIds.push(...recorded.map(({ workId }) => workId));
    }
    await generated.generated(workIds);
    const ask = async (page: number): Promise<void> => {
      const start = (page * 200) % works;
      const question = { rights: TWO_RIGHTS, countries: storedCountrySet(COUNTRIES), period: singleDay(ON), asKnownOn: null };
      await subgraph.ports.rightsReader.ownership({ ...question, workIds: workIds.slice(start, start + 200) });
    };
    const seconds: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const began = process.hrtime.bigint();
      for (let page = 0; page < 5; page += 1) await ask(round * 5 + page);
      seconds.push(Number(process.hrtime.bigint() - began) / 1e9);
    }
    const [middle = 1] = seconds
      .slice(5)
      .sort((one, other) => one - other)
      .slice(5);
    return { case: "reader", contender: "tutti", value: 1_000 / middle, unit: "works/s", claims: 6, works };
  } finally {
    await storage.close();
    await embedded.stop();
    await generated.close();
  }
}

function statementInput(number: number): WorkStatementInput {
  const claims = Array.from({ length: 6 }, (_, at) => claim(number, at));
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
  timed(call, 1_500_000_000n);
  const rounds = Array.from({ length: 5 }, () => timed(call, 200_000_000n));
  return rounds.sort((one, other) => one - other)[2] ?? 0;
}

/** Milliseconds per call over so many nanoseconds. */
function timed(call: () => unknown, least: bigint): number {
  const began = process.hrtime.bigint();
  let callCount = 0;
  while (process.hrtime.bigint() - began < least) {
    call();
    callCount += 1;
  }
  return Number(process.hrtime.bigint() - began) / 1e6 / callCount;
}
