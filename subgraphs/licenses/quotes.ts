import { combinedParts, licensedShare } from "../domain/clearance.ts";
import type { Clearance, ClearanceCategory, Degrees } from "../domain/clearance/types.ts";
import { invariant } from "../domain/invariant.ts";
import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import { rightsNeeded } from "../domain/rights.ts";
import type { Share } from "../domain/shares.ts";
import { clauseFor, priceLines } from "../domain/tariffs.ts";
import type { PriceLine, TariffClause, UseVolume } from "../domain/tariffs.ts";
import type { CountrySet, TisCode } from "../domain/territories/countrySet.ts";
import { countriesOf, countrySetOf, NO_COUNTRY, unionOf } from "../domain/territories/countrySet.ts";
import { findTerritory } from "../domain/territories/tis.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { RightsReader } from "../kit/ports/rightsReader.ts";
import { clearWorks } from "./clearing.ts";
import type { QuoteInput } from "./inputs.ts";
import type { SnapshotWork } from "./model.ts";
import type { PricedClause } from "./records.ts";
import { QUOTE_CELLS_MAX, readRequest } from "./request.ts";
import type { QuoteRequest, ReadRequest } from "./request.ts";
import type { Tariffs } from "./tariffs.ts";
import { repertoireWorks, resolveWorks } from "./workList.ts";

/** A quote: what was read of the input, and, unless it was refused, clearance and price. */
export interface Quote {
  readonly use: UseType;
  readonly readable: ReadRequest["readable"];
  readonly problems: readonly Problem[];
  readonly offer: Offer | null;
}

/** Clearance and price of a request. */
export interface Offer {
  readonly request: QuoteRequest;
  readonly works: Degrees;
  readonly territories: readonly OfferTerritory[];
  readonly lines: readonly PriceLine[];
  /** Minor units; the sum of the lines. */
  readonly totalMinor: bigint;
  readonly clauses: readonly PricedClause[];
  /** The works' rights as hashes, by id; empty unless it was asked for. */
  readonly snapshot: readonly SnapshotWork[];
  /** The version of the mandate data that the clearance rests on. */
  readonly mandateVersion: number;
}

export interface OfferTerritory {
  readonly country: TisCode;
  readonly name: string;
  /** Null where no clause prices the country. */
  readonly combined: ReadonlyMap<ClearanceCategory, Share> | null;
  readonly rights: readonly Clearance[];
  readonly works: Degrees;
}

/** What quotes are made from. */
export interface QuoteParts {
  readonly tariffs: Tariffs;
  readonly ports: { readonly rightsReader: RightsReader; readonly mandateReader: MandateReader };
}

/** A quote for the licensor's own licensing desk; nothing is stored. AccessDenied for anybody else. */
export async function quote(parts: QuoteParts, input: QuoteInput, caller: Caller): Promise<Quote> {
  requireScope(caller, "quotes:read");
  const read = readRequest(input);
  if (read.readable.licensor !== null) requireSociety(caller, read.readable.licensor);
  if (read.request === null) return { use: input.use, readable: read.readable, problems: read.problems, offer: null };
  const { offer, problems } = await makeOffer(parts, read.request, { withSnapshot: false });
  return { use: input.use, readable: read.readable, problems, offer };
}

/** The ids of works to license instead of the request's codes, for terms that follow earlier ones. */
interface OfferOptions {
  readonly withSnapshot: boolean;
  readonly workIds?: readonly string[];
}

/** Clears and prices a request; the problems name unknown works and countries without a clause. The offer is null when no work is left or it is too large. */
export async function makeOffer(
  parts: QuoteParts,
  request: QuoteRequest,
  options: OfferOptions,
): Promise<{ readonly offer: Offer | null; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const workIds = await worksOf(parts, request, { given: options.workIds ?? null, problems });
  const countries = countriesOf(request.countries);
  if (workIds.length * countries.length > QUOTE_CELLS_MAX) {
    const message = `${workIds.length} works in ${countries.length} countries are more than ${QUOTE_CELLS_MAX} together; quote fewer countries or works at once.`;
    problems.push(problem("QUOTE_TOO_LARGE", message, ["territories"]));
  }
  if (workIds.length === 0 || problems.some(({ code }) => FATAL.has(code))) return { offer: null, problems };
  const clauses = await parts.tariffs.of(request.licensor, request.use);
  const priced = pricing(request, clauses, problems);
  const byLaw = priced.flatMap(({ countries: set, clause }) =>
    clause.byLaw === null ? [] : [{ countries: set, reference: clause.byLaw }],
  );
  const { licensor, use, period } = request;
  const ask = { licensor, use, period, needed: neededRights(request), byLaw, workIds, withSnapshot: options.withSnapshot };
  const { summary, snapshot, mandateVersion, unknown } = await clearWorks(parts.ports, ask);
  problems.push(...unknown.slice(0, PROBLEMS_MAX).map((id) => problem("WORK_UNKNOWN", `No work has the id ${id}.`, ["works"])));
  if (summary === null) return { offer: null, problems };
  const lines = priced.flatMap(({ countries: set, clause }) =>
    countriesOf(set).flatMap((country) => linesOf(request, { clause, country, rights: summary.rights })),
  );
  lines.sort((one, other) => compareText(one.country, other.country) || compareText(one.right, other.right));
  const totalMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (totalMinor > TOTAL_MAX)
    problems.push(
      problem("PRICE_TOO_LARGE", `The price of ${totalMinor} minor units is beyond any service; check the estimates.`, ["estimates"]),
    );
  const territories = countries.map((country) =>
    territoryOf(request, { country, priced, rights: summary.rights, works: summary.countries.get(country) }),
  );
  return { offer: { request, works: summary.works, territories, lines, totalMinor, clauses: priced, snapshot, mandateVersion }, problems };
}

const FATAL: ReadonlySet<string> = new Set(["QUOTE_TOO_LARGE", "REPERTOIRE_TOO_LARGE"]);
const PROBLEMS_MAX = 100;
/** Prices are stored as int64. */
const TOTAL_MAX = 10n ** 18n;

async function worksOf(
  { ports }: QuoteParts,
  request: QuoteRequest,
  { given, problems }: { readonly given: readonly string[] | null; readonly problems: Problem[] },
): Promise<readonly string[]> {
  if (given !== null) return given;
  const found = request.works === null ? await repertoireWorks(ports.rightsReader) : await resolveWorks(ports.rightsReader, request.works);
  problems.push(...found.problems.slice(0, PROBLEMS_MAX));
  return found.workIds;
}

/** The clauses that price the request on its first day, each with its countries; a problem for every country without one. */
function pricing(request: QuoteRequest, clauses: readonly TariffClause[], problems: Problem[]): PricedClause[] {
  const { licensor, use, currency, period } = request;
  const priced = new Map<string, { readonly clause: TariffClause; countries: CountrySet }>();
  for (const country of countriesOf(request.countries)) {
    const clause = clauseFor(clauses, { licensor, use, country, on: period.from });
    const name = findTerritory(country, period.from)?.name ?? country;
    if (clause === null) {
      problems.push(
        problem("NO_TARIFF", `${licensor} has no tariff clause for ${use} in ${country} (${name}) on ${period.from}.`, ["territories"]),
      );
    } else if (clause.currency !== currency) {
      const message = `${clause.name} prices ${country} (${name}) in ${clause.currency}, not in ${currency}; quote its countries apart.`;
      problems.push(problem("TARIFF_CURRENCY", message, ["currency"]));
    } else {
      const key = `${clause.id}:${clause.version}`;
      const known = priced.get(key)?.countries ?? NO_COUNTRY;
      priced.set(key, { clause, countries: unionOf(known, countrySetOf([country])) });
    }
  }
  return [...priced.values()];
}

/** The rights that the use needs, each with the countries where it does. */
export function neededRights({ use, countries }: Pick<QuoteRequest, "use" | "countries">): ReadonlyMap<IpiRight, CountrySet> {
  const needed = new Map<IpiRight, CountrySet>();
  for (const country of countriesOf(countries)) {
    for (const right of rightsNeeded(use, country)) needed.set(right, unionOf(needed.get(right) ?? NO_COUNTRY, countrySetOf([country])));
  }
  return needed;
}

function linesOf(
  request: QuoteRequest,
  { clause, country, rights }: { readonly clause: TariffClause; readonly country: TisCode; readonly rights: readonly Clearance[] },
): PriceLine[] {
  const nothing: UseVolume = { country, revenue: { minor: 0n, currency: request.currency }, plays: 0n, subscribers: 0n };
  return priceLines(clause, request.estimates.get(country) ?? nothing, (right) => {
    const clearance = rights.find((one) => one.country === country && one.right === right);
    invariant(clearance !== undefined, `a clearance of ${right} in ${country}`);
    return licensedShare(clearance);
  });
}

interface TerritoryParts {
  readonly country: TisCode;
  readonly priced: readonly PricedClause[];
  readonly rights: readonly Clearance[];
  readonly works: Degrees | undefined;
}

function territoryOf({ period }: QuoteRequest, { country, priced, rights, works }: TerritoryParts): OfferTerritory {
  const own = rights.filter((one) => one.country === country);
  const clause = priced.find(({ countries }) => (countries & countrySetOf([country])) !== 0n)?.clause ?? null;
  invariant(works !== undefined, `works counted in ${country}`);
  const combined = clause === null ? null : combinedParts(own, clause.rightSplit);
  return { country, name: findTerritory(country, period.from)?.name ?? country, combined, rights: own, works };
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
