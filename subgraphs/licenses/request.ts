import { parseAmount, parseCurrency } from "../domain/money.ts";
import type { CurrencyCode, Money } from "../domain/money.ts";
import { problem } from "../domain/outcome.ts";
import type { Outcome, Problem } from "../domain/outcome.ts";
import { isEmptyPeriod, parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import type { UseType } from "../domain/rights.ts";
import { parseSocietyOrOrganisation } from "../domain/societies.ts";
import type { UseVolume } from "../domain/tariffs.ts";
import type { CountrySet, TisCode } from "../domain/territories/countrySet.ts";
import { hasCountry, NO_COUNTRY, unionOf } from "../domain/territories/countrySet.ts";
import { expandTerritory, findTerritory, parseTisCode } from "../domain/territories/tis.ts";
import type { QuoteInput, UseEstimateInput } from "./inputs.ts";

/** Works that one quote may name or cover. */
export const QUOTE_WORKS_MAX = 10_000;

/** Works times countries of one quote. */
export const QUOTE_CELLS_MAX = 2_000_000;

const TERRITORIES_MAX = 300;
/** Counts and amounts in minor units are stored as int64; no service has more. */
const COUNT_MAX = 10n ** 15n;

/** Days from the first up to, but without, the end. */
export interface ClosedPeriod {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** What a licence is asked for, read and checked. */
export interface QuoteRequest {
  readonly licensor: string;
  readonly use: UseType;
  /** Countries on the first day. */
  readonly countries: CountrySet;
  readonly period: ClosedPeriod;
  readonly currency: CurrencyCode;
  /** Codes of works, each once; null for the whole shared repertoire. */
  readonly works: readonly string[] | null;
  readonly estimates: ReadonlyMap<TisCode, UseVolume>;
}

/** What could be read of an input, and every fault of it; `request` is null when there is one. */
export interface ReadRequest {
  readonly request: QuoteRequest | null;
  readonly readable: { readonly licensor: string | null; readonly period: ClosedPeriod | null; readonly currency: CurrencyCode | null };
  readonly problems: readonly Problem[];
}

/** Reads a quote's input; all faults at once, each with its path. */
export function readRequest(input: QuoteInput): ReadRequest {
  const problems: Problem[] = [];
  const take = <T>(outcome: Outcome<T>, path: readonly string[]): T | null => {
    if (outcome.ok) return outcome.value;
    problems.push(...outcome.problems.map((fault) => ({ ...fault, path })));
    return null;
  };
  const licensor = take(parseSocietyOrOrganisation(input.licensor), ["licensor"]);
  const currency = take(parseCurrency(input.currency), ["currency"]);
  const period = readPeriod(input.period, problems);
  const countries = period === null ? NO_COUNTRY : readTerritories(input.territories, period.from, problems);
  const works = input.works === null || input.works === undefined ? null : readWorks(input.works, problems);
  const scope = { currency, countries, isKnown: period !== null };
  const estimates =
    currency === null ? new Map<TisCode, UseVolume>() : readEstimates(input.estimates ?? [], { ...scope, currency }, problems);
  const readable = { licensor, period, currency };
  if (problems.length > 0 || licensor === null || period === null || currency === null) return { request: null, readable, problems };
  return { request: { licensor, use: input.use, countries, period, currency, works, estimates }, readable, problems };
}

function readPeriod(given: QuoteInput["period"], problems: Problem[]): ClosedPeriod | null {
  const ends = { from: given.from ?? null, until: given.until ?? null };
  const from = ends.from === null ? null : parseLocalDate(ends.from);
  const until = ends.until === null ? null : parseLocalDate(ends.until);
  if (from === null) problems.push(dayProblem(ends.from, "from"));
  if (until === null) problems.push(dayProblem(ends.until, "until"));
  if (from === null || until === null) return null;
  if (!isEmptyPeriod({ from, until })) return { from, until };
  problems.push(
    problem("PERIOD_EMPTY", `The period ends on ${until}, which is not after its first day ${from}; \`until\` is the day after the last.`, [
      "period",
    ]),
  );
  return null;
}

function dayProblem(given: string | null, end: "from" | "until"): Problem {
  const message =
    given === null
      ? `A licence needs both ends of its period; \`${end}\` is missing.`
      : `${JSON.stringify(given.slice(0, 40))} is not a day such as 2026-03-31.`;
  return problem(given === null ? "PERIOD_OPEN" : "DATE_SYNTAX", message, ["period", end]);
}

function readTerritories(given: readonly string[], on: LocalDate, problems: Problem[]): CountrySet {
  if (given.length < 1 || given.length > TERRITORIES_MAX) {
    problems.push(problem("TERRITORY_COUNT", `Name 1 to ${TERRITORIES_MAX} territories, not ${given.length}.`, ["territories"]));
    return NO_COUNTRY;
  }
  let countries = NO_COUNTRY;
  given.forEach((text, at) => {
    const path = ["territories", String(at)];
    const code = parseTisCode(text);
    if (!code.ok) {
      problems.push(...code.problems.map((fault) => ({ ...fault, path })));
      return;
    }
    const named = expandTerritory(code.value, on);
    if (named === NO_COUNTRY) {
      const name = findTerritory(code.value)?.name ?? code.value;
      problems.push(
        problem(
          "TERRITORY_NOT_IN_FORCE",
          `${code.value} (${name}) names no country on ${on}; name the territories that took its place.`,
          path,
        ),
      );
    }
    countries = unionOf(countries, named);
  });
  return countries;
}

function readWorks(given: readonly string[], problems: Problem[]): readonly string[] {
  const codes = [...new Set(given.map((code) => code.trim()))];
  if (codes.length >= 1 && codes.length <= QUOTE_WORKS_MAX) return codes;
  const message = `Name 1 to ${QUOTE_WORKS_MAX} works, not ${codes.length}; leave \`works\` out for the whole shared repertoire.`;
  problems.push(problem("WORK_COUNT", message, ["works"]));
  return [];
}

interface EstimateScope {
  readonly currency: CurrencyCode;
  readonly countries: CountrySet;
  /** Whether the countries could be read at all. */
  readonly isKnown: boolean;
}

function readEstimates(given: readonly UseEstimateInput[], scope: EstimateScope, problems: Problem[]): ReadonlyMap<TisCode, UseVolume> {
  const volumes = new Map<TisCode, UseVolume>();
  given.slice(0, TERRITORIES_MAX).forEach((estimate, at) => {
    const path = ["estimates", String(at)];
    const volume = readEstimate(estimate, scope.currency);
    if (!volume.ok) {
      problems.push(...volume.problems.map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
      return;
    }
    const { country } = volume.value;
    if (scope.isKnown && !hasCountry(scope.countries, country)) {
      const message = `${country} is not among the countries asked for; an estimate names one country, not a group.`;
      problems.push(problem("ESTIMATE_TERRITORY", message, [...path, "territory"]));
    }
    if (volumes.has(country))
      problems.push(problem("ESTIMATE_REPEATED", `${country} has two estimates; add them up.`, [...path, "territory"]));
    volumes.set(country, volume.value);
  });
  if (given.length > TERRITORIES_MAX)
    problems.push(problem("ESTIMATE_COUNT", `At most ${TERRITORIES_MAX} estimates, not ${given.length}.`, ["estimates"]));
  return volumes;
}

function readEstimate(estimate: UseEstimateInput, currency: CurrencyCode): Outcome<UseVolume> {
  const problems: Problem[] = [];
  const country = parseTisCode(estimate.territory);
  if (!country.ok) problems.push(...country.problems.map((fault) => ({ ...fault, path: ["territory"] })));
  const revenue = readRevenue(estimate.revenue ?? "0", currency);
  if (!revenue.ok) problems.push(...revenue.problems.map((fault) => ({ ...fault, path: ["revenue"] })));
  const plays = readCount(estimate.plays ?? "0");
  if (plays === null) problems.push(countProblem("plays"));
  const subscribers = readCount(estimate.subscribers ?? "0");
  if (subscribers === null) problems.push(countProblem("subscribers"));
  if (!country.ok || !revenue.ok || plays === null || subscribers === null) return { ok: false, problems };
  return { ok: true, value: { country: country.value, revenue: revenue.value, plays, subscribers } };
}

function readRevenue(text: string, currency: CurrencyCode): Outcome<Money> {
  const amount = parseAmount(text, currency);
  if (!amount.ok || (amount.value.minor >= 0n && amount.value.minor <= COUNT_MAX)) return amount;
  return { ok: false, problems: [problem("AMOUNT_RANGE", `Revenue is from 0 to ${COUNT_MAX} minor units, not ${text}.`)] };
}

function readCount(text: string): bigint | null {
  const count = /^\d{1,16}$/.test(text) ? BigInt(text) : null;
  return count !== null && count <= COUNT_MAX ? count : null;
}

function countProblem(field: string): Problem {
  return problem("COUNT_RANGE", `${field} is a whole number from 0 to ${COUNT_MAX}.`, [field]);
}
