// TIS as a dated graph: every code on many days against a plain walk over the reference tables, and the facts the standard states.
import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parseTable } from "../../../scripts/csv.ts";
import type { LocalDate } from "../../../subgraphs/domain/period.ts";
import { nextDay } from "../../../subgraphs/domain/period.ts";
import type { TisCode } from "../../../subgraphs/domain/territories/countrySet.ts";
import { countCountries, countriesOf, hasCountry, NO_COUNTRY } from "../../../subgraphs/domain/territories/countrySet.ts";
import { expandOver } from "../../../subgraphs/domain/territories/overTime.ts";
import { expandScope, expandTerritory, WORLD } from "../../../subgraphs/domain/territories/tis.ts";

const table = (name: string) => parseTable(readFileSync(new URL(`../../../seed/tables/${name}`, import.meta.url), "utf8"));
const tis = (number: string | undefined) => String(number).padStart(4, "0");
const day = (text: string) => text as LocalDate;
const code = (text: string) => text as TisCode;

const ROWS = table("tis-territories.csv");
const EDGES = table("tis-hierarchy.csv");
const ADDED = table("tis-hierarchy-additions.csv");
const CODES = [...new Set(ROWS.map((row) => tis(row["tis_n"])))];

const COUNTRIES = new Set(ROWS.filter((row) => row["type"] === "COUNTRY").map((row) => tis(row["tis_n"])));

/** Who is in force on a day, and the edges from group to members: ends are inclusive, as the tables write them. */
function inForce(on: string, edges = [...EDGES, ...ADDED]) {
  const within = (from = "", until = "") => from <= on && on <= until;
  const existing = new Set(ROWS.filter((row) => within(row["exists_from"], row["exists_until"])).map((row) => tis(row["tis_n"])));
  const members = new Map<string, string[]>();
  for (const edge of edges) {
    const group = tis(edge["parent_tis_n"]);
    if (within(edge["belongs_from"], edge["belongs_until"])) members.set(group, [...(members.get(group) ?? []), tis(edge["child_tis_n"])]);
  }
  return { existing, members };
}

/** By brute force: the countries below a code, walked edge by edge. */
function walk(start: string, { existing, members }: ReturnType<typeof inForce>): string[] {
  const found = new Set<string>();
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (!existing.has(at)) continue;
    if (COUNTRIES.has(at)) found.add(at);
    waiting.push(...(members.get(at) ?? []));
  }
  return [...found].sort();
}

/** Every date the tables name, the day before and the day after, and some plain ones. */
const DAYS = [
  ...new Set(
    [
      ...ROWS.flatMap((row) => [row["exists_from"], row["exists_until"]]),
      ...[...EDGES, ...ADDED].flatMap((row) => [row["belongs_from"], row["belongs_until"]]),
    ]
      .filter((text) => text !== undefined && text > "1000-01-01" && text < "3999-12-31")
      .flatMap((text) => {
        const before = new Date(Date.parse(`${String(text)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
        return [before, String(text), nextDay(day(String(text)))];
      })
      .concat(["1900-01-01", "1980-06-15", "2026-01-15", "2100-01-01"]),
  ),
].sort();

describe("expandTerritory", () => {
  it("agrees with a plain walk over the tables for every code, on every day something changes and the days beside it", () => {
    expect(DAYS.length).toBeGreaterThan(100);
    const differing = DAYS.flatMap((on) => {
      const then = inForce(on);
      return CODES.filter((at) => countriesOf(expandTerritory(code(at), day(on))).join() !== walk(at, then).join()).map(
        (at) => `${at} on ${on}`,
      );
    });
    expect(differing).toEqual([]);
  });

  it("adds nothing of our own but Croatia in the European Economic Area", () => {
    const differing = ["2014-04-11", "2014-04-12", "2026-01-15"].flatMap((on) => {
      const then = inForce(on, EDGES);
      return CODES.filter((at) => countriesOf(expandTerritory(code(at), day(on))).join() !== walk(at, then).join()).map(
        (at) => `${at} on ${on}`,
      );
    });
    expect(differing).toEqual(["2121 on 2014-04-12", "2121 on 2026-01-15"]);
    expect(hasCountry(expandTerritory(code("2121"), day("2014-04-12")), code("0191"))).toBe(true);
  });

  it.each([
    ["1985-01-01", 10],
    ["1991-06-30", 12],
    ["2000-01-01", 15],
    ["2007-01-01", 27],
    ["2013-07-01", 28],
    ["2020-01-31", 28],
    ["2020-02-01", 27],
  ])("counts the members of the European Union on %s: %i", (on, members) =>
    expect(countCountries(expandTerritory(code("2123"), day(on)))).toBe(members),
  );

  it("makes the World of 201 countries, once each in one of five continents", () => {
    const on = day("2026-01-01");
    expect(countCountries(expandTerritory(WORLD, on))).toBe(201);
    const continents = ["2100", "2101", "2106", "2120", "2130"].map((at) => countCountries(expandTerritory(code(at), on)));
    expect(continents.reduce((sum, count) => sum + count, 0)).toBe(201);
  });

  it("keeps China, Hong Kong, Macao and Chinese Taipei apart", () => {
    const on = day("2026-01-01");
    for (const at of ["0156", "0344", "0446", "0158"]) expect(countriesOf(expandTerritory(code(at), on))).toEqual([at]);
    expect(expandTerritory(code("0446"), day("1999-12-19"))).toBe(NO_COUNTRY);
  });

  it("finds no country in a territory that is no more", () => {
    expect(expandTerritory(code("0810"), day("1991-12-31"))).not.toBe(NO_COUNTRY);
    expect(expandTerritory(code("0810"), day("1992-01-01"))).toBe(NO_COUNTRY);
  });

  it("answers the same for all days of an era, also far away ones", () => {
    expect(expandTerritory(WORLD, day("9999-12-31"))).toBe(expandTerritory(WORLD, day("2026-01-01")));
    expect(countriesOf(expandTerritory(WORLD, day("0001-01-01")))).toEqual(walk("2136", inForce("1000-01-01")));
  });
});

describe("expandScope", () => {
  const on = day("2026-01-15");
  const scope = (...signs: string[]) =>
    signs.map((text) => ({ sign: text.startsWith("I") ? ("I" as const) : ("E" as const), territory: code(text.slice(1)) }));

  it("reads Europe except Switzerland", () => {
    const { countries, problems } = expandScope(scope("I2120", "E0756"), on);
    expect(countriesOf(countries)).toEqual(walk("2120", inForce(on)).filter((at) => at !== "0756"));
    expect(problems).toEqual([]);
  });

  it("takes rows in order: the World, without Europe, with France again", () => {
    const { countries, problems } = expandScope(scope("I2136", "E2120", "I0250"), on);
    const europe = new Set(walk("2120", inForce(on)));
    expect(countriesOf(countries)).toEqual(walk("2136", inForce(on)).filter((at) => !europe.has(at) || at === "0250"));
    expect(problems).toEqual([]);
    expect(countriesOf(expandScope(scope("I0250", "E2120"), on).countries)).toEqual([]);
  });

  it("starts from nothing", () => expect(expandScope([], on)).toEqual({ countries: NO_COUNTRY, problems: [] }));

  it.each([
    [["I2123", "I0250"], "SCOPE_OVERLAP", "1"],
    [["I2136", "I2136"], "SCOPE_OVERLAP", "1"],
    [["E0840", "I2136"], "SCOPE_STARTS_WITH_EXCLUSION", "0"],
    [["I2123", "E0840"], "SCOPE_EXCLUSION_IDLE", "1"],
    [["I0810"], "TERRITORY_NOT_IN_FORCE", "0"],
  ])("warns of %j: %s", (rows, problem, at) => {
    const { problems } = expandScope(scope(...rows), on);
    expect(problems.map(({ code: found, path, severity }) => [found, path, severity])).toEqual([[problem, [at], "INFO"]]);
  });

  it("agrees with plain Sets for any list on any day, and warns of an overlap just when a row repeats a country", () => {
    const rows = fc.array(
      fc.record({ sign: fc.constantFrom("I" as const, "E" as const), territory: fc.constantFrom(...CODES.map(code)) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(...DAYS.map(day)), (list, when) => {
        const inside = new Set<string>();
        let overlap = false;
        const then = inForce(when);
        for (const { sign, territory } of list) {
          for (const country of walk(territory, then)) {
            if (sign === "E") inside.delete(country);
            else if (inside.has(country)) overlap = true;
          }
          if (sign === "I") for (const country of walk(territory, then)) inside.add(country);
        }
        const { countries, problems } = expandScope(list, when);
        expect(countriesOf(countries)).toEqual([...inside].sort());
        expect(problems.some((problem) => problem.code === "SCOPE_OVERLAP")).toBe(overlap);
      }),
    );
  });
});

describe("groups over a period", () => {
  it("have every country on just the days on which it is a member", () => {
    const days = ["1989-12-31", "1992-01-01", "2013-06-30", "2013-07-01", "2020-01-31", "2020-02-01", "2026-11-20"].map(day);
    const some = fc.subarray(CODES, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(some, fc.nat(days.length - 2), (codes, at) => {
        const period = { from: days[at] ?? null, until: at % 2 === 0 ? null : (days.at(-1) ?? null) };
        const spans = expandOver(codes.map(code), period);
        for (const on of days.filter((one) => one >= (period.from ?? "") && (period.until === null || one < period.until))) {
          const there = spans.filter(({ period: { from, until } }) => (from === null || from <= on) && (until === null || on < until));
          const together = there.reduce((set, { countries }) => set + countries, 0n);
          const union = codes.map((one) => expandTerritory(code(one), on)).reduce((set, more) => set | more, 0n);
          // A sum, so that a country that is there twice would show.
          expect(together).toBe(union);
        }
      }),
    );
  });

  it("gain and lose members: the European Union over 2012 to 2021", () => {
    const spans = expandOver([code("2123")], { from: day("2012-01-01"), until: day("2021-01-01") });
    const daysOf = (country: string) =>
      spans
        .filter(({ countries }) => hasCountry(countries, code(country)))
        .map(({ period }) => `${period.from ?? ""} ${period.until ?? ""}`);
    expect(["0191", "0826", "0250"].map(daysOf)).toEqual([["2013-07-01 2021-01-01"], ["2012-01-01 2020-02-01"], ["2012-01-01 2021-01-01"]]);
  });
});
