// Territories by code, name, alpha code and ISO; the shortest name of a set; and what came of territories that are no more.
import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { parseTable } from "../../../scripts/csv.ts";
import type { Outcome } from "../../../subgraphs/domain/outcome.ts";
import type { LocalDate } from "../../../subgraphs/domain/period.ts";
import type { TisCode } from "../../../subgraphs/domain/territories/countrySet.ts";
import { countrySetOf, NO_COUNTRY } from "../../../subgraphs/domain/territories/countrySet.ts";
import {
  allTerritories,
  expandScope,
  expandTerritory,
  findTerritory,
  isoToTis,
  nameCountries,
  parseTisCode,
  territoryByAlpha2,
  territorySuccessions,
  WORLD,
} from "../../../subgraphs/domain/territories/tis.ts";

const table = (name: string) => parseTable(readFileSync(new URL(`../../../seed/tables/${name}`, import.meta.url), "utf8"));
const tis = (number: string | undefined) => String(number).padStart(4, "0");
const day = (text: string) => text as LocalDate;
const code = (text: string) => text as TisCode;

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.problems[0]?.message ?? "refused");
}
function codeOf(outcome: Outcome<unknown>): string | undefined {
  return outcome.ok ? "ok" : outcome.problems[0]?.code;
}

describe("names", () => {
  it.each(["156", "0156", " 2136 "])("reads the code %j", (text) => expect(valueOf(parseTisCode(text))).toBe(tis(text.trim())));

  it.each([
    ["", "TIS_SYNTAX"],
    ["CN", "TIS_SYNTAX"],
    ["02136", "TIS_SYNTAX"],
    ["2135", "TIS_UNKNOWN"],
    ["0304", "TIS_UNKNOWN"],
    ["0000", "TIS_UNKNOWN"],
  ])("refuses the code %j: %s", (text, problem) => expect(codeOf(parseTisCode(text))).toBe(problem));

  it("names a territory as on the day", () => {
    expect(findTerritory("0104", day("1980-01-01"))?.name).toBe("BURMA");
    expect(findTerritory("0104", day("1989-01-01"))?.name).toBe("MYANMAR");
    expect(findTerritory("0104")?.name).toBe("MYANMAR");
    expect(findTerritory("2123", day("1993-10-31"))?.name).toBe("EUROPEAN ECONOMIC COMMUNITY");
    expect(findTerritory("0156")).toMatchObject({
      kind: "COUNTRY",
      name: "CHINA",
      alpha2: "CN",
      names: { fr: "CHINE" },
      existence: { from: null, until: null },
    });
    expect(findTerritory("0810")).toMatchObject({ name: "USSR", existence: { from: null, until: "1992-01-01" } });
    expect(findTerritory("9999")).toBeNull();
  });

  it("keeps Namibia, whose code reads NA", () => expect(territoryByAlpha2("NA", day("2026-01-01"))?.name).toBe("NAMIBIA"));

  it.each([
    ["CS", "1990-01-01", "0200"],
    ["CS", "2004-01-01", "0891"],
    ["CS", "2026-01-01", undefined],
    ["YU", "1991-12-31", "0890"],
    ["YU", "1992-01-01", "0891"],
    ["DE", "1990-10-02", "0280"],
    ["DE", "1990-10-03", "0276"],
    ["SD", "2011-07-09", "0729"],
    ["ET", "1993-05-23", "0230"],
    ["2wl", "2026-01-01", "2136"],
    ["ZZ", "2026-01-01", undefined],
  ])("tells who bore %s on %s", (alpha, on, found) => expect(territoryByAlpha2(alpha, day(on))?.code).toBe(found));

  it("finds one territory at most for an alpha code on any day, and each by its own", () => {
    for (const on of ["1985-01-01", "1995-01-01", "2005-01-01", "2026-01-01"].map(day)) {
      for (const { code: at } of allTerritories()) {
        const there = findTerritory(at, on);
        const inForce =
          there !== null && (there.existence.from ?? "") <= on && (there.existence.until === null || on < there.existence.until);
        if (inForce) expect(territoryByAlpha2(there.alpha2, on)?.code).toBe(at);
      }
    }
  });

  it("maps ISO 3166 of today, and says which 49 entries TIS has not", () => {
    expect(valueOf(isoToTis("cn"))).toBe("0156");
    expect(valueOf(isoToTis("MM"))).toBe("0104");
    expect(valueOf(isoToTis("CD"))).toBe("0180");
    const absent = table("iso-territories-not-in-tis.csv");
    expect(absent).toHaveLength(49);
    for (const row of absent) expect(codeOf(isoToTis(row["iso_alpha2"] ?? ""))).toBe("ISO_NOT_IN_TIS");
    expect(codeOf(isoToTis("ZZ"))).toBe("ISO_UNKNOWN");
    expect(codeOf(isoToTis("SU"))).toBe("ISO_UNKNOWN");
  });

  it("names a set by one code where there is one", () => {
    const on = day("2026-01-01");
    expect(nameCountries(expandTerritory(WORLD, on), on)).toEqual(["2136"]);
    expect(nameCountries(expandTerritory(code("2124"), on), on)).toEqual(["2124"]);
    expect(nameCountries(countrySetOf([code("0156")]), on)).toEqual(["0156"]);
    expect(nameCountries(countrySetOf([code("0156"), code("0344")]), on)).toEqual(["0156", "0344"]);
    expect(nameCountries(NO_COUNTRY, on)).toEqual([]);
  });

  it("names a set so that it is found again", () => {
    const on = day("2026-01-01");
    for (const { code: at } of allTerritories()) {
      const set = expandTerritory(at, on);
      expect(
        expandScope(
          nameCountries(set, on).map((territory) => ({ sign: "I", territory })),
          on,
        ).countries,
      ).toBe(set);
    }
  });
});

describe("territorySuccessions", () => {
  it("says what came of what, and which TIS itself states", () => {
    expect(territorySuccessions).toHaveLength(15);
    const of = (ended: string) => territorySuccessions.find((succession) => succession.ended.includes(code(ended)));
    expect(of("0891")).toMatchObject({ on: "2006-06-03", kind: "SPLIT", successors: ["0499", "0688"], stated: true });
    expect(of("0810")).toMatchObject({ on: "1992-01-01", stated: false });
    expect(of("0810")?.successors).toHaveLength(15);
    expect(of("0280")).toMatchObject({ kind: "MERGE", ended: ["0278", "0280"], successors: ["0276"] });
  });

  it("ends territories on the day their successors begin", () => {
    for (const { on, ended, successors, kind } of territorySuccessions) {
      for (const at of ended) expect(findTerritory(at)?.existence.until).toBe(on);
      if (kind === "SPLIT" || kind === "CREATED")
        for (const at of successors) expect([at, findTerritory(at)?.existence.from]).toEqual([at, on]);
    }
  });
});
