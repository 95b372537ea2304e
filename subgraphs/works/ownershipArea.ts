import { parseInstant } from "./instants.ts";
import { isEmptyPeriod, nextDay, parseLocalDate, singleDay } from "../domain/period.ts";
import type { LocalDate, Period } from "../domain/period.ts";
import { ok, problem } from "../domain/outcome.ts";
import type { Outcome, Problem } from "../domain/outcome.ts";
import type { AnyRight } from "../domain/recordingRights.ts";
import { IPI_RIGHTS, isIpiRight, rightsNeeded } from "../domain/rights.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import { NO_COUNTRY, countriesOf, unionOf } from "../domain/territories/countrySet.ts";
import type { CountrySet, TisCode } from "../domain/territories/countrySet.ts";
import { expandOver } from "../domain/territories/overTime.ts";
import type { CountrySpan } from "../domain/territories/overTime.ts";
import { parseTisCode } from "../domain/territories/tis.ts";
import type { OwnershipArea } from "./ownership.ts";

/** Territories named in one question at most: every code TIS has, twice. */
const TERRITORIES_MAX = 600;

/** The arguments of `Work.ownership`, as the schema gives them. */
export interface OwnershipArguments {
  readonly use?: UseType | null | undefined;
  readonly rights?: readonly string[] | null | undefined;
  readonly territories: readonly string[];
  readonly on?: string | null | undefined;
  readonly period?: { readonly from?: string | null | undefined; readonly until?: string | null | undefined } | null | undefined;
  readonly asKnownOn?: string | Date | null | undefined;
}

/** Reads which rights are asked for in some countries; what is wrong is added to the problems. */
export type RightsReading = (countries: CountrySet, problems: Problem[]) => readonly AnyRight[];

/**
 * What is asked, or everything that is wrong with the question: either use or rights, either on or period, territories that exist then. Rights are those of works,
 * unless they are read in another way.
 */
export function parseOwnershipArea(asked: OwnershipArguments, today: LocalDate, readRights?: RightsReading): Outcome<OwnershipArea> {
  const problems: Problem[] = [];
  const period = periodOf(asked, problems);
  const spans = spansAsked(asked.territories, period ?? singleDay(today), problems);
  const countries = spans.map((span) => span.countries).reduce(unionOf, NO_COUNTRY);
  const rights = readRights === undefined ? rightsOf(asked, countries, problems) : readRights(countries, problems);
  const asKnownOn = instantOf(asked.asKnownOn, problems);
  if (period === null || problems.length > 0) return { ok: false, problems };
  return ok({ rights, countries, period, spans, asKnownOn });
}

function periodOf({ on, period }: OwnershipArguments, problems: Problem[]): Period | null {
  const hasDay = on !== null && on !== undefined;
  const hasPeriod = period !== null && period !== undefined;
  if (hasDay === hasPeriod) {
    problems.push(
      problem("DAY_OR_PERIOD", `${hasDay ? "Both on and period are" : "Neither on nor period is"} given; name exactly one.`, ["on"]),
    );
    return null;
  }
  if (hasDay) {
    const day = parseLocalDate(on);
    if (day !== null) return singleDay(day);
    problems.push(problem("DATE", `${on} is no day; write YYYY-MM-DD.`, ["on"]));
    return null;
  }
  return boundedPeriod(period ?? {}, problems);
}

function boundedPeriod(
  given: { readonly from?: string | null | undefined; readonly until?: string | null | undefined },
  problems: Problem[],
): Period | null {
  const bound = (text: string | null | undefined, name: string): LocalDate | null => {
    if (text === null || text === undefined) return null;
    const day = parseLocalDate(text);
    if (day === null) problems.push(problem("DATE", `${text} is no day; write YYYY-MM-DD.`, ["period", name]));
    return day;
  };
  const period = { from: bound(given.from, "from"), until: bound(given.until, "until") };
  if (!isEmptyPeriod(period)) return period;
  problems.push(
    problem(
      "EMPTY_PERIOD",
      `The period from ${period.from ?? ""} until ${period.until ?? ""} has no day; until is the day after the last.`,
      ["period"],
    ),
  );
  return null;
}

/** A territory means on each day the countries that it means then; one that means none on any of them is a problem. */
function spansAsked(territories: readonly string[], period: Period, problems: Problem[]): readonly CountrySpan[] {
  if (territories.length === 0) problems.push(problem("NO_TERRITORY", "No territory is named; 2136 is the World.", ["territories"]));
  if (territories.length > TERRITORIES_MAX) {
    problems.push(
      problem("TOO_MANY_TERRITORIES", `${territories.length} territories are named; at most ${TERRITORIES_MAX} can be.`, ["territories"]),
    );
    return [];
  }
  const codes = territories.flatMap((text, index): TisCode[] => {
    const code = parseTisCode(text);
    const path = ["territories", String(index)];
    if (!code.ok) {
      problems.push(...code.problems.map((found) => ({ ...found, path })));
      return [];
    }
    if (expandOver([code.value], period).length === 0)
      problems.push(
        problem(
          "TERRITORY_NOT_IN_FORCE",
          `${code.value} names no country ${daysText(period)}; name the territories that were there then.`,
          path,
        ),
      );
    return [code.value];
  });
  return expandOver(codes, period);
}

function daysText({ from, until }: Period): string {
  if (from !== null && until !== null && until === nextDay(from)) return `on ${from}`;
  return ["in the days", ...(from === null ? [] : [`from ${from}`]), ...(until === null ? [] : [`until ${until}`])].join(" ");
}

function rightsOf({ use, rights }: OwnershipArguments, countries: CountrySet, problems: Problem[]): IpiRight[] {
  const hasUse = use !== null && use !== undefined;
  if (hasUse && rights !== null && rights !== undefined)
    problems.push(problem("USE_OR_RIGHTS", "Both use and rights are given; name one of them, or neither for all rights.", ["use"]));
  if (hasUse) return [...new Set(countriesOf(countries).flatMap((country) => rightsNeeded(use, country)))];
  if (rights === null || rights === undefined) return [...IPI_RIGHTS];
  if (rights.length === 0) problems.push(problem("NO_RIGHT", "No right is named; leave rights out for all of them.", ["rights"]));
  return [...new Set(rights)].filter(isIpiRight);
}

function instantOf(text: string | Date | null | undefined, problems: Problem[]): Date | null {
  const parsed = parseInstant(text);
  if (parsed.ok) return parsed.value;
  problems.push(...parsed.problems);
  return null;
}
