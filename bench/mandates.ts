// How many (party, right, country) triples a second the mandate graph answers for a licensor: `batch` through the port over the embedded store,
// in calls of 2,000 questions about one country each, every call about other parties, read from the store; `again` about the same parties, whose mandates are
// in memory. `triples`: processor time of a batch of 100,000 (party, right, territory) in no order, of 2,000 parties read from the store, 5 rights and 10 territories,
// in one call. `sets` asks the same questions about 201 countries at once and counts each country; `domain` is the arithmetic of `batch` alone, without the store.
import { createParts } from "../gateway/parts.ts";
import { entitlementOf } from "../subgraphs/domain/mandates/entitlement.ts";
import { type Agreement, NO_MANDATES, type PartyMandates } from "../subgraphs/domain/mandates/records.ts";
import { buildSocietyGraph } from "../subgraphs/domain/mandates/societies.ts";
import { provisionalMembership } from "../subgraphs/domain/mandates/provisional.ts";
import { FAMILY_RIGHTS, type IpiRight } from "../subgraphs/domain/rights.ts";
import { allSocieties } from "../subgraphs/domain/societies.ts";
import {
  countriesOf,
  countrySetOf,
  type CountrySet,
  NO_COUNTRY,
  storedCountrySet,
  type TisCode,
  unionOf,
} from "../subgraphs/domain/territories/countrySet.ts";
import { expandTerritory, WORLD } from "../subgraphs/domain/territories/tis.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import { createLogger } from "../subgraphs/kit/log.ts";
import type { EntitlementQuestion } from "../subgraphs/kit/ports/mandateReader.ts";
import type { AgreementSeed, PartiesSubgraph } from "../subgraphs/parties/index.ts";
import { ALWAYS, parseLocalDate } from "../subgraphs/domain/period.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { openStorage } from "../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../subgraphs/storage/embedded/index.ts";
import { openGeneratedFolder } from "./support/generatedFolder.ts";
import { benchOptions, openReport } from "./support/report.ts";

const QUESTIONS = 2_000;
/** Parties that only `triples` asks about. */
const APART = 2_000;
const RIGHTS: readonly IpiRight[] = ["PR", "OD", "MD"];

const { json, full } = benchOptions();
const on = parseLocalDate("2026-03-01");
invariant(on !== null, "the day of the benchmark exists");
const world = expandTerritory(WORLD, on);
const societies = allSocieties()
  .filter(({ homeTerritory, status }) => homeTerritory !== null && status === "MEMBER")
  .slice(0, full ? 130 : 60);
const partyCount = full ? 122_000 : 14_000;
const licensor = "119";

const agreements = agreementSeeds();
const report = openReport({
  bench: "mandates",
  method:
    "societies that represent one another in the grantee's country, parties spread over them; " +
    `median of five rounds of ${QUESTIONS} questions after one of warming up, through the port over the embedded store.`,
  sizes: { societies: societies.length, agreements: agreements.length, parties: partyCount, questions: QUESTIONS },
  json,
});
const generated = await openGeneratedFolder<readonly string[]>({ bench: "mandates", seed: 0, size: partyCount, full });
const folder = generated.path;
const embedded = await startEmbeddedStore({ dataFolder: folder });
const storage = await openStorage({ uri: embedded.uri("bench"), appName: "tutti-bench" });
try {
  const log = createLogger({ level: "warn" });
  const { parties: subgraph } = await createParts({ storage, clock: systemClock, log, dataFolder: folder });
  const partyIds = generated.facts ?? (await load(subgraph));
  await generated.generated(partyIds);
  const single = rounds(partyIds.slice(0, -APART), (at) => countrySetOf([countryAt(at)]));
  const whole = rounds(partyIds.slice(0, -APART), () => world);
  await measure("batch", 1, async (round) => await ask(subgraph, single[round] ?? []));
  await measure("again", 1, async () => await ask(subgraph, single[5] ?? []));
  await measureTriples(subgraph, partyIds.slice(-APART));
  await measure("sets", countriesOf(world).length, async (round) => await ask(subgraph, whole[round] ?? []));
  await measure("domain", 1, domainRound(partyIds.slice(0, -APART)));
} finally {
  await storage.close();
  await embedded.stop();
  await generated.close();
}

function agreementSeeds(): AgreementSeed[] {
  const terms = { deductions: [], currency: "EUR", statementRhythm: "QUARTERLY", paymentDays: 90, taxPercent: "0" } as const;
  return societies.flatMap(({ code: grantor }) =>
    societies
      .filter(({ code }) => code !== grantor)
      .map(({ code: grantee, homeTerritory }) => ({
        ...terms,
        grantor,
        grantee,
        rights: [...FAMILY_RIGHTS.PERFORMING],
        territories: [homeTerritory ?? "0156"],
        from: "2000-01-01",
      })),
  );
}

async function load(subgraph: PartiesSubgraph): Promise<readonly string[]> {
  for (let at = 0; at < agreements.length; at += 500) await subgraph.loadAgreements(agreements.slice(at, at + 500));
  const partyIds: string[] = [];
  for (let at = 0; at < partyCount; at += 500) {
    const numbers = Array.from({ length: Math.min(500, partyCount - at) }, (_, offset) => at + offset);
    const loaded = await subgraph.loadParties(
      numbers.map((number) => ({ key: String(number), kind: "NATURAL", names: [{ lastName: `Party ${number}` }] })),
    );
    partyIds.push(...loaded);
    await subgraph.loadMemberships(
      loaded.map((partyId, offset) => ({
        partyId,
        society: societyAt(at + offset),
        rights: [...FAMILY_RIGHTS.PERFORMING],
        territories: [WORLD],
      })),
    );
  }
  return partyIds;
}

function societyAt(at: number): string {
  return societies[at % societies.length]?.code ?? licensor;
}

function countryAt(at: number): TisCode {
  const country = societies[(at * 7) % societies.length]?.homeTerritory ?? null;
  invariant(country !== null, "the societies chosen have a country");
  return at % 3 === 0 ? chinese() : country;
}

function chinese(): TisCode {
  const home = societies.find(({ code }) => code === licensor)?.homeTerritory;
  return home ?? countriesOf(world)[0] ?? WORLD;
}

function rounds(partyIds: readonly string[], setOf: (at: number) => CountrySet): EntitlementQuestion[][] {
  return Array.from({ length: 6 }, (_, round) =>
    Array.from({ length: QUESTIONS }, (__, offset) => {
      const at = offset * 6 + round;
      return {
        partyId: partyIds[at % partyIds.length] ?? "",
        side: "WRITER",
        right: RIGHTS[offset % RIGHTS.length] ?? "PR",
        countries: storedCountrySet(setOf(at)),
      };
    }),
  );
}

async function ask(subgraph: PartiesSubgraph, questions: readonly EntitlementQuestion[]): Promise<void> {
  await subgraph.ports.mandateReader.entitlements({ licensor, use: "STREAM_INTERACTIVE", on: "2026-03-01", questions });
}

/** The same arithmetic over mandates that are in memory already. */
function domainRound(partyIds: readonly string[]): (round: number) => Promise<void> {
  const graph = buildSocietyGraph(
    agreements.map(
      (
        { territories, uses: _uses, from: _from, until: _until, deductions, currency, statementRhythm, paymentDays, taxPercent, ...rest },
        at,
      ): Agreement => ({
        ...{
          id: `agr_${at}`,
          grantor: rest.grantor,
          grantee: rest.grantee,
          rights: rest.rights,
          period: ALWAYS,
          uses: null,
          exclusive: false,
          passesOn: false,
          signedOn: null,
        },
        countries: territories.reduce<CountrySet>((set, code) => unionOf(set, homeOf(code)), NO_COUNTRY),
        terminatedFrom: null,
        terms: { deductions, currency, statementRhythm, paymentDays, taxPercent, taxReference: null },
      }),
    ),
    [],
  );
  const mandates = new Map<string, PartyMandates>(
    partyIds.map((partyId, at) => {
      const membership = {
        ...provisionalMembership(partyId, { side: "WRITER", family: "PERFORMING", society: societyAt(at), receivedAt: "" }),
        basis: "MEMBERSHIP" as const,
      };
      return [partyId, { ...NO_MANDATES, memberships: [membership] }];
    }),
  );
  return async (round) => {
    for (let offset = 0; offset < QUESTIONS; offset += 1) {
      const at = offset * 6 + round;
      const party = mandates.get(partyIds[at % partyIds.length] ?? "") ?? NO_MANDATES;
      const question = {
        licensor,
        side: "WRITER",
        right: RIGHTS[offset % RIGHTS.length] ?? "PR",
        use: null,
        countries: countrySetOf([countryAt(at)]),
        on: on ?? never(),
      } as const;
      entitlementOf(question, { party, societies: graph });
    }
    await Promise.resolve();
  };
}

function homeOf(code: string): CountrySet {
  const territory = societies.find(({ homeTerritory }) => homeTerritory === code)?.homeTerritory ?? null;
  return territory === null ? NO_COUNTRY : countrySetOf([territory]);
}

function never(): never {
  throw new Error("The day of the benchmark exists.");
}

/** Nothing of these parties was asked before. */
async function measureTriples(subgraph: PartiesSubgraph, partyIds: readonly string[]): Promise<void> {
  const rights = FAMILY_RIGHTS.PERFORMING.slice(0, 5);
  const places = Array.from({ length: 10 }, (_, at) => storedCountrySet(countrySetOf([countryAt(at * 3 + 1)])));
  const count = partyIds.length * rights.length * places.length;
  const questions = Array.from({ length: count }, (_, at): EntitlementQuestion => {
    const mixed = (at * 7_919) % count;
    const [party, rest] = [mixed % partyIds.length, Math.floor(mixed / partyIds.length)];
    const [right, countries] = [rights[rest % rights.length] ?? "PR", places[Math.floor(rest / rights.length)] ?? ""];
    return { partyId: partyIds[party] ?? "", side: "WRITER", right, countries };
  });
  const began = process.cpuUsage();
  await ask(subgraph, questions);
  const { user, system } = process.cpuUsage(began);
  report.row({ case: "triples", contender: "tutti", value: (user + system) / 1e3, unit: "ms", triples: count, parties: partyIds.length });
}

async function measure(name: string, triples: number, round: (index: number) => Promise<void>): Promise<void> {
  await round(0);
  const seconds: number[] = [];
  for (let index = 1; index <= 5; index += 1) {
    const start = performance.now();
    await round(index);
    seconds.push((performance.now() - start) / 1_000);
  }
  const median = seconds.sort((one, other) => one - other)[2] ?? 1;
  report.row({ case: name, contender: "tutti", value: (QUESTIONS * triples) / median, unit: "triples/s" });
}
