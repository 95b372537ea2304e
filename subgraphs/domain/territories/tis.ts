import { invariant } from "../invariant.ts";
import type { Outcome, Problem } from "../outcome.ts";
import { ok, problem, refused } from "../outcome.ts";
import type { LocalDate, Period } from "../period.ts";
import { ALWAYS, containsDay, parseLocalDate } from "../period.ts";
import { ISO_NOT_IN_TIS, MEMBERSHIP_ROWS, SUCCESSION_ROWS, TERRITORY_ROWS } from "../tables/territories.ts";
import type { SuccessionRow, TerritoryRow } from "../tables/rows.ts";
import type { CountrySet, TisCode } from "./countrySet.ts";
import { countriesOf, countrySetOf, differenceOf, intersectionOf, NO_COUNTRY, unionOf } from "./countrySet.ts";

/**
 * CISAC's territories (TIS, 7th edition and amendments): countries, and groups of them, as a dated graph in which a country has several
 * parents. The tables also hold what we add: Croatia in the European Economic Area from 2014-04-12 (ours: the copies of TIS lack it).
 */
export interface Territory {
  readonly code: TisCode;
  readonly kind: "COUNTRY" | "GROUP";
  /** The English name, in capitals as TIS writes it. */
  readonly name: string;
  readonly names: Readonly<Record<"en" | "fr" | "de" | "es", string>>;
  /** TIS-A on the day asked for: two letters for a country, `2` and two letters for a group. Codes were used again: never a key. */
  readonly alpha2: string;
  readonly existence: Period;
}

/** A split, merge, creation or new name; agreements are never rewritten by it. */
export interface TerritorySuccession {
  readonly on: LocalDate;
  readonly kind: SuccessionRow["kind"];
  readonly ended: readonly TisCode[];
  /** What came of it; the renamed territory itself for a new name. */
  readonly successors: readonly TisCode[];
  /** Whether TIS itself names the successors; else they follow from equal dates. */
  readonly stated: boolean;
}

/** One row of an ordered list of territories (CWR TER, SPT, SWT): include or exclude. */
interface Row {
  readonly sign: "I" | "E";
  readonly territory: TisCode;
}

export const WORLD = "2136" as TisCode;

const ROWS = new Map(TERRITORY_ROWS.map((row) => [row.code, { row, existence: periodOf(row.from, row.until) }]));

const MEMBERSHIPS = MEMBERSHIP_ROWS.map(([group, member, from, until]) => ({ group, member, period: periodOf(from, until) }));

/** The first days on which some expansion may differ from the day before, ascending. */
export const territoryChanges: readonly LocalDate[] = [
  ...new Set([...ROWS.values()].flatMap(({ existence }) => daysOf(existence)).concat(MEMBERSHIPS.flatMap(({ period }) => daysOf(period)))),
].sort();

/** Every expansion that was asked for, by era (the number of changes up to the day) and code: bounded by the tables. */
const EXPANSIONS = new Map<number, ReadonlyMap<string, CountrySet>>();

/** Reads `156`, `0156` and `2136`; problems `TIS_SYNTAX`, and `TIS_UNKNOWN` for a number that TIS never gave. */
export function parseTisCode(text: string): Outcome<TisCode> {
  const digits = text.trim();
  if (!/^\d{1,4}$/.test(digits)) {
    return refused(
      problem("TIS_SYNTAX", `${JSON.stringify(digits.slice(0, 40))} is not a TIS code: up to four digits, such as 0156 or 2136.`),
    );
  }
  const code = digits.padStart(4, "0");
  if (ROWS.has(code)) return ok(code as TisCode);
  return refused(problem("TIS_UNKNOWN", `TIS has no territory ${code}; China is 0156, the World 2136.`));
}

/** The territory with its name on a day (without one: its latest), or null when TIS has no such code. It may not exist on that day. */
export function findTerritory(code: string, on?: LocalDate): Territory | null {
  const entry = ROWS.get(code);
  return entry === undefined ? null : territoryOf(entry.row, entry.existence, on);
}

/** Every country and group TIS ever had, by code, with its latest name. */
export function allTerritories(): readonly Territory[] {
  return [...ROWS.values()].map(({ row, existence }) => territoryOf(row, existence));
}

/** The territory that bears a TIS alpha code on a day (`CS` was Czechoslovakia, then Serbia and Montenegro), or null. */
export function territoryByAlpha2(alpha2: string, on: LocalDate): Territory | null {
  const wanted = alpha2.trim().toUpperCase();
  for (const { row, existence } of ROWS.values()) {
    if (!containsDay(existence, on)) continue;
    if (row.names.some((name) => name.alpha === wanted && containsDay(periodOf(name.from, name.until), on))) {
      return territoryOf(row, existence, on);
    }
  }
  return null;
}

/** The TIS code of a country of today by ISO 3166-1 alpha-2; problems `ISO_NOT_IN_TIS` (49 entries such as GL) and `ISO_UNKNOWN`. */
export function isoToTis(alpha2: string): Outcome<TisCode> {
  const wanted = alpha2.trim().toUpperCase();
  const found = TIS_BY_ISO.get(wanted);
  if (found !== undefined) return ok(found);
  const absent = NAMES_NOT_IN_TIS.get(wanted);
  if (absent !== undefined) {
    return refused(problem("ISO_NOT_IN_TIS", `${wanted} (${absent}) has no TIS code: name the TIS territory that its use is counted in.`));
  }
  return refused(problem("ISO_UNKNOWN", `${JSON.stringify(wanted.slice(0, 40))} is not an ISO 3166-1 code of two letters, such as CN.`));
}

const TIS_BY_ISO = new Map(
  TERRITORY_ROWS.flatMap((row) => (row.isoAlpha2 === null ? [] : [[row.isoAlpha2, row.code as TisCode] as const])),
);
const NAMES_NOT_IN_TIS = new Map(ISO_NOT_IN_TIS);

/** The countries of a territory that exist on a day: itself, or the members of a group and of its groups. Empty when it does not exist then. */
export function expandTerritory(code: TisCode, on: LocalDate): CountrySet {
  return expansionsOn(on).get(code) ?? NO_COUNTRY;
}

/**
 * The countries of an ordered list on a day: start from nothing, `I` adds, `E` removes, row by row. The problems are warnings (INFO):
 * `SCOPE_OVERLAP` (an inclusion repeats countries that no exclusion took out between), `SCOPE_STARTS_WITH_EXCLUSION`,
 * `SCOPE_EXCLUSION_IDLE` (removes nothing) and `TERRITORY_NOT_IN_FORCE` (names no country on that day).
 */
export function expandScope(
  rows: readonly Row[],
  on: LocalDate,
): { readonly countries: CountrySet; readonly problems: readonly Problem[] } {
  let countries = NO_COUNTRY;
  const problems: Problem[] = [];
  rows.forEach((row, at) => {
    const named = expandTerritory(row.territory, on);
    const common = intersectionOf(countries, named);
    const fault = scopeFault(row, { first: at === 0, empty: named === NO_COUNTRY, common, on });
    if (fault !== null) problems.push({ ...problem(fault.code, fault.message, [String(at)]), severity: "INFO" });
    countries = row.sign === "I" ? unionOf(countries, named) : differenceOf(countries, named);
  });
  return { countries, problems };
}

/** What makes an ordered list no statement (ours): it begins with what is left out, or names what does not exist on the day. Paths begin with the row. */
const SCOPE_FAULTS: ReadonlySet<string> = new Set(["SCOPE_STARTS_WITH_EXCLUSION", "TERRITORY_NOT_IN_FORCE"]);

/** The countries of an ordered list that somebody states here and now; of the warnings of `expandScope` those that a person must mend refuse it. */
export function parseScopeRows(rows: readonly Row[], on: LocalDate): Outcome<CountrySet> {
  const { countries, problems } = expandScope(rows, on);
  const faults = problems
    .filter(({ code }) => SCOPE_FAULTS.has(code))
    .map(({ code, message, path }) => problem(code, message, [...path, "territory"]));
  return faults.length === 0 ? ok(countries) : refused(...faults);
}

/** The shortest well-known way to name a set: the code of a country, else of a group (the lowest code) that is just this set on that day, else the countries'. */
export function nameCountries(set: CountrySet, on: LocalDate): readonly TisCode[] {
  const countries = countriesOf(set);
  if (countries.length < 2) return countries;
  const expansions = expansionsOn(on);
  for (const [code, { row }] of ROWS) if (row.kind === "GROUP" && expansions.get(code) === set) return [code as TisCode];
  return countries;
}

/** Splits, merges and new names of territories, as far as TIS tells or its dates let one infer. */
export const territorySuccessions: readonly TerritorySuccession[] = SUCCESSION_ROWS.map(({ on, kind, ended, successors, stated }) => ({
  on: dayOf(on),
  kind,
  ended: ended.map((code) => code as TisCode),
  successors: successors.map((code) => code as TisCode),
  stated,
}));

interface ScopeCircumstance {
  readonly first: boolean;
  readonly empty: boolean;
  readonly common: CountrySet;
  readonly on: LocalDate;
}

function scopeFault({ sign, territory }: Row, { first, empty, common, on }: ScopeCircumstance): { code: string; message: string } | null {
  if (empty) {
    return { code: "TERRITORY_NOT_IN_FORCE", message: notInForce(territory, on) };
  }
  if (sign === "I") {
    if (common === NO_COUNTRY) return null;
    const message = `${territory} includes again ${countriesOf(common).slice(0, 5).join(", ")}; exclude them before, or name each territory once.`;
    return { code: "SCOPE_OVERLAP", message };
  }
  if (first)
    return { code: "SCOPE_STARTS_WITH_EXCLUSION", message: `The list begins by excluding ${territory}; begin with what is included.` };
  if (common === NO_COUNTRY)
    return { code: "SCOPE_EXCLUSION_IDLE", message: `Nothing of ${territory} was included, so that excluding it changes nothing.` };
  return null;
}

/** That a territory names no country on a day, with the day on which it ended and what came of it, or on which it begins. */
export function notInForce(territory: TisCode, on: LocalDate): string {
  const { from, until } = ROWS.get(territory)?.existence ?? ALWAYS;
  const successors = territorySuccessions.filter(({ ended }) => ended.includes(territory)).flatMap((one) => one.successors);
  const others = [...new Set(successors)].filter((code) => code !== territory);
  const instead = others.length === 0 ? "the territories that took its place" : others.join(", ");
  if (from !== null && on < from)
    return `${territory} names no country on ${on}, because it begins on ${from}; name what was there before.`;
  if (until !== null && until <= on) return `${territory} names no country on ${on}, because it ended on ${until}; name ${instead}.`;
  return `${territory} names no country on ${on}; name the territories that took its place.`;
}

function expansionsOn(day: LocalDate): ReadonlyMap<string, CountrySet> {
  const era = eraOf(day);
  const known = EXPANSIONS.get(era);
  if (known !== undefined) return known;
  const expansions = expandAll(day);
  EXPANSIONS.set(era, expansions);
  return expansions;
}

/** How many changes lie on or before the day: the same for all days between two changes. */
function eraOf(day: LocalDate): number {
  let [low, high] = [0, territoryChanges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const change = territoryChanges[middle];
    if (change !== undefined && change <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function expandAll(day: LocalDate): ReadonlyMap<string, CountrySet> {
  const members = new Map<string, string[]>();
  for (const { group, member, period } of MEMBERSHIPS) {
    if (!containsDay(period, day)) continue;
    const list = members.get(group);
    if (list === undefined) members.set(group, [member]);
    else list.push(member);
  }
  const expansions = new Map<string, CountrySet>();
  const expand = (code: string, above: readonly string[]): CountrySet => {
    const done = expansions.get(code);
    if (done !== undefined) return done;
    invariant(!above.includes(code), `the graph of territories has no cycle: ${[...above, code].join(" > ")}`);
    const entry = ROWS.get(code);
    invariant(entry !== undefined, `every member of a group is a territory, not ${code}`);
    let set = NO_COUNTRY;
    if (containsDay(entry.existence, day)) {
      if (entry.row.kind === "COUNTRY") set = countrySetOf([code as TisCode]);
      for (const member of members.get(code) ?? []) set = unionOf(set, expand(member, [...above, code]));
    }
    expansions.set(code, set);
    return set;
  };
  for (const code of ROWS.keys()) expand(code, []);
  return expansions;
}

function territoryOf(row: TerritoryRow, existence: Period, on?: LocalDate): Territory {
  const latest = row.names.at(-1);
  const then = on === undefined ? undefined : row.names.find((name) => containsDay(periodOf(name.from, name.until), on));
  const name = then ?? latest;
  invariant(name !== undefined, `territory ${row.code} has a name`);
  const { en, fr, de, es } = name;
  return { code: row.code as TisCode, kind: row.kind, name: en, names: { en, fr, de, es }, alpha2: name.alpha, existence };
}

function periodOf(from: string | null, until: string | null): Period {
  return { from: from === null ? null : dayOf(from), until: until === null ? null : dayOf(until) };
}

function dayOf(text: string): LocalDate {
  const day = parseLocalDate(text);
  invariant(day !== null, `the table of territories holds days, not ${text}`);
  return day;
}

function daysOf({ from, until }: Period): LocalDate[] {
  return [from, until].filter((day) => day !== null);
}
