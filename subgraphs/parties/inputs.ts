import { invariant } from "../domain/invariant.ts";
import { MUSICAL_WORK } from "../domain/mandates/records.ts";
import type { Outcome, Problem } from "../domain/outcome.ts";
import { ok, problem, refused } from "../domain/outcome.ts";
import { isEmptyPeriod, type LocalDate, parseLocalDate, type Period } from "../domain/period.ts";
import type { IpiRight } from "../domain/rights.ts";
import { compareShares, isZeroShare, parsePercent, type Share, WHOLE } from "../domain/shares.ts";
import { parseSocietyOrOrganisation } from "../domain/societies.ts";
import { CREATION_CLASS_ROWS } from "../domain/tables/ipiCodes.ts";
import { NO_COUNTRY, storedCountrySet, type TisCode } from "../domain/territories/countrySet.ts";
import { parseScopeRows, parseTisCode } from "../domain/territories/tis.ts";
import type { ScopeRecord } from "./model.ts";

/** Rows of an ordered list of territories at most. */
const ROWS_MAX = 200;

/** A row as a mutation or a seed states it. */
export interface StatedTerritory {
  readonly isIncluded: boolean;
  readonly territory: string;
}

/** Rights, ordered territories and days as they are stated. */
export interface StatedScope {
  readonly rights: readonly IpiRight[];
  readonly territories: readonly StatedTerritory[];
  readonly period: { readonly from?: string | null | undefined; readonly until?: string | null | undefined };
}

/** The problem, with its path below the given one. */
export function under(prefix: readonly string[], problems: readonly Problem[]): Problem[] {
  return problems.map((one) => ({ ...one, path: [...prefix, ...one.path] }));
}

/**
 * The stored form of a scope. Groups are expanded on the later of the first day and today, but not after the last day (ours): an
 * open agreement speaks of the countries of today, an ended one of those of its time. Problems `RIGHTS_COUNT`, `TERRITORIES_COUNT`,
 * `SCOPE_EMPTY`, `SCOPE_STARTS_WITH_EXCLUSION`, `TERRITORY_NOT_IN_FORCE`, `DATE_SYNTAX`, `PERIOD_EMPTY` and those of TIS codes.
 */
export function parseScope(stated: StatedScope, today: LocalDate): Outcome<ScopeRecord> {
  const problems: Problem[] = [];
  const rights = [...new Set(stated.rights)];
  if (rights.length === 0) problems.push(problem("RIGHTS_COUNT", "No right is named; name at least one.", ["rights"]));
  const period = parsePeriod(stated.period);
  if (!period.ok) problems.push(...under(["period"], period.problems));
  const rows = parseRows(stated.territories);
  if (!rows.ok) problems.push(...under(["territories"], rows.problems));
  if (!period.ok || !rows.ok || problems.length > 0) return refused(...problems);
  const expandedOn = expansionDay(period.value, today);
  const expanded = parseScopeRows(rows.value, expandedOn);
  if (!expanded.ok) return refused(...under(["territories"], expanded.problems));
  const countries = expanded.value;
  if (countries === NO_COUNTRY) {
    return refused(problem("SCOPE_EMPTY", `The territories name no country on ${expandedOn}; include at least one.`, ["territories"]));
  }
  const territories = rows.value.map(({ sign, territory }) => ({ isIncluded: sign === "I", territory }));
  return ok({
    rights,
    territories,
    countries: storedCountrySet(countries),
    expandedOn,
    from: period.value.from,
    until: period.value.until,
  });
}

/** A half-open period with at least one day. */
export function parsePeriod({ from, until }: StatedScope["period"]): Outcome<Period> {
  const [start, end] = [parseDay(from ?? null, "from"), parseDay(until ?? null, "until")];
  if (!start.ok || !end.ok) return refused(...(start.ok ? [] : start.problems), ...(end.ok ? [] : end.problems));
  const period = { from: start.value, until: end.value };
  if (isEmptyPeriod(period))
    return refused(problem("PERIOD_EMPTY", `The period from ${from} until ${until} has no day; until is the day after the last.`));
  return ok(period);
}

/** A day or null. */
export function parseDay(text: string | null, field: string): Outcome<LocalDate | null> {
  const day = text === null ? null : parseLocalDate(text);
  if (text !== null && day === null)
    return refused(problem("DATE_SYNTAX", `${JSON.stringify(text.slice(0, 40))} is not a day such as 2026-03-31.`, [field]));
  return ok(day);
}

/** A share above nothing and at most the whole, from a percentage. */
export function parseMembershipShare(text: string): Outcome<Share> {
  const share = parsePercent(text);
  if (share !== null && !isZeroShare(share) && compareShares(share, WHOLE) <= 0 && share.numerator > 0n) return ok(share);
  return refused(problem("SHARE_RANGE", `${JSON.stringify(text.slice(0, 40))} is not a percentage above 0 and up to 100.`, ["share"]));
}

/** A rate from 0 to 100 as canonical decimal text. */
export function parseRate(text: string, path: readonly string[]): Outcome<string> {
  const share = parsePercent(text);
  if (share !== null && share.numerator >= 0n && compareShares(share, WHOLE) <= 0) return ok(text.trim().replace(/^0+(?=\d)/, ""));
  return refused(problem("PERCENT_RANGE", `${JSON.stringify(text.slice(0, 40))} is not a percentage from 0 to 100, such as 12.5.`, path));
}

/** IPI's creation class. */
export function parseCreationClass(text: string): Outcome<string> {
  if (CREATION_CLASS_ROWS.some(([code]) => code === text)) return ok(text);
  const message = `${JSON.stringify(text.slice(0, 20))} is no creation class of IPI; music is MW.`;
  return refused(problem("CREATION_CLASS_UNKNOWN", message, ["creationClass"]));
}

/** The stored form of a creation class: musical works, which nearly everything is, are left out. */
export function storedClass(creationClass: string): { readonly creationClass?: string } {
  return creationClass === MUSICAL_WORK ? {} : { creationClass };
}

/** A known society or organisation. */
export function parseSociety(text: string, field: string): Outcome<string> {
  const society = parseSocietyOrOrganisation(text);
  return society.ok ? society : refused(...under([field], society.problems));
}

function parseRows(stated: readonly StatedTerritory[]): Outcome<readonly { readonly sign: "I" | "E"; readonly territory: TisCode }[]> {
  if (stated.length === 0 || stated.length > ROWS_MAX) {
    return refused(problem("TERRITORIES_COUNT", `${stated.length} rows of territories; 1 to ${ROWS_MAX} are possible.`));
  }
  const parsed = stated.map(({ isIncluded, territory }, at) => ({
    at,
    sign: isIncluded ? ("I" as const) : ("E" as const),
    code: parseTisCode(territory),
  }));
  const problems = parsed.flatMap(({ at, code }) => (code.ok ? [] : under([String(at), "territory"], code.problems)));
  if (problems.length > 0) return refused(...problems);
  return ok(parsed.flatMap(({ sign, code }) => (code.ok ? [{ sign, territory: code.value }] : [])));
}

function expansionDay({ from, until }: Period, today: LocalDate): LocalDate {
  const begun = from !== null && from > today ? from : today;
  return until !== null && until <= begun ? dayBefore(until) : begun;
}

function dayBefore(day: LocalDate): LocalDate {
  const before = parseLocalDate(new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10));
  invariant(before !== null, `there is a day before ${day}`);
  return before;
}
