// CISAC's list as it is, dead codes included; organisations beside it; and where a society sits.
import { describe, expect, it } from "@jest/globals";
import type { Outcome } from "../../subgraphs/domain/outcome.ts";
import {
  allSocieties,
  findOrganisation,
  findSociety,
  homeTerritoryOf,
  managedFamiliesOf,
  MANAGED_FAMILIES,
  ORGANISATIONS,
  parseSocietyOrOrganisation,
} from "../../subgraphs/domain/societies.ts";
import { findTerritory } from "../../subgraphs/domain/territories/tis.ts";

function codeOf(outcome: Outcome<unknown>): string | undefined {
  return outcome.ok ? "ok" : outcome.problems[0]?.code;
}

describe("CISAC's list", () => {
  it("has 399 codes, by status as counted", () => {
    const counts = new Map<string, number>();
    for (const { status } of allSocieties()) counts.set(status, (counts.get(status) ?? 0) + 1);
    expect(allSocieties()).toHaveLength(399);
    expect(Object.fromEntries(counts)).toEqual({
      MEMBER: 140,
      PROVISIONAL: 69,
      ASSOCIATE: 16,
      CLIENT_RME: 12,
      MEMBERSHIP_TERMINATED: 65,
      RESIGNED: 16,
      NO_LONGER_IN_EXISTENCE: 31,
      NON_CISAC: 4,
      TECHNICAL_HUB: 45,
      SECRETARIAT: 1,
    });
  });

  it.each([
    ["010", "ASCAP", "MEMBER", "0840"],
    ["021", "BMI", "CLIENT_RME", "0840"],
    ["026", "CASH", "MEMBER", "0344"],
    ["034", "HFA", "NON_CISAC", "0840"],
    ["035", "GEMA", "MEMBER", "0276"],
    ["038", "JASRAC", "MEMBER", "0392"],
    ["044", "MCPS", "CLIENT_RME", "0826"],
    ["052", "PRS", "MEMBER", "0826"],
    ["058", "SACEM", "MEMBER", "0250"],
    ["064", "SOKOJ", "MEMBER", "0688"],
    ["101", "SOCAN", "MEMBER", "0124"],
    ["118", "KOMCA", "MEMBER", "0410"],
    ["119", "MCSC", "MEMBER", "0156"],
    ["161", "MÜST", "MEMBER", "0158"],
    ["265", "MACA", "MEMBER", "0446"],
    ["707", "MusicMark", "TECHNICAL_HUB", "0840"],
    ["708", "The MLC", "PROVISIONAL", "0840"],
  ])("%s is %s, %s, in %s", (code, name, status, home) => {
    expect(findSociety(code)).toMatchObject({ code, name, status });
    expect(homeTerritoryOf(code)).toBe(home);
  });

  it("keeps the years as the list writes them", () => {
    expect(findSociety("119")).toMatchObject({ founded: "1992", memberFrom: "2004", memberUntil: null, country: "CHINA" });
    expect(findSociety("044")?.memberFrom).toBe("CISAC 1965 - Client RME 2021");
  });

  it("gives a home only where one country of today is meant", () => {
    for (const code of ["321", "360", "635", "775", "779", "791"]) expect(homeTerritoryOf(code)).toBeNull();
    for (const { homeTerritory } of allSocieties()) {
      if (homeTerritory !== null) expect(findTerritory(homeTerritory)).toMatchObject({ kind: "COUNTRY", existence: { until: null } });
    }
    expect(homeTerritoryOf("999")).toBeNull();
  });
});

describe("organisations without a CISAC code", () => {
  it("are named by letters, so that they are never taken for a society", () => {
    expect(findOrganisation("CAVCA")).toMatchObject({ manages: "PRODUCERS_RIGHTS", homeTerritory: "0156" });
    expect(findSociety("CAVCA")).toBeNull();
    expect(homeTerritoryOf("CAVCA")).toBe("0156");
    for (const { code } of ORGANISATIONS) expect(code).toMatch(/^[A-Z]+$/);
  });
});

describe("parseSocietyOrOrganisation", () => {
  it.each([
    ["052", "052"],
    [" 119 ", "119"],
    ["cavca", "CAVCA"],
  ])("reads %j", (text, code) => expect(parseSocietyOrOrganisation(text)).toEqual({ ok: true, value: code }));

  it.each([
    ["52", "SOCIETY_CODE_SYNTAX"],
    ["000", "SOCIETY_CODE_SPECIAL"],
    ["099", "SOCIETY_CODE_SPECIAL"],
    ["998", "SOCIETY_UNKNOWN"],
    ["PRS", "SOCIETY_UNKNOWN"],
    ["A", "ORGANISATION_CODE_SYNTAX"],
    ["", "SOCIETY_CODE_SYNTAX"],
  ])("refuses %j: %s", (text, problem) => expect(codeOf(parseSocietyOrOrganisation(text))).toBe(problem));
});

describe("the families a society manages", () => {
  it("are stated for societies that exist", () => {
    for (const code of Object.keys(MANAGED_FAMILIES)) expect(findSociety(code) ?? findOrganisation(code)).not.toBeNull();
  });

  it("tell performing and mechanical societies apart", () => {
    expect(managedFamiliesOf("052")).toEqual(["PERFORMING"]);
    expect(managedFamiliesOf("010")).toEqual(["PERFORMING"]);
    expect(managedFamiliesOf("044")).not.toContain("PERFORMING");
    expect(managedFamiliesOf("119")).toEqual(["PERFORMING", "MECHANICAL"]);
    expect(managedFamiliesOf("CAVCA")).toEqual([]);
    expect(managedFamiliesOf("001")).toBeNull();
  });
});
