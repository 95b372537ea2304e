// Shows how stated scopes are read: ordered territories expanded on the right day, and every fault with its place.
import { describe, expect, test } from "@jest/globals";
import { parseMembershipShare, parseRate, parseScope } from "../../subgraphs/parties/inputs.ts";
import { countriesOf, parseStoredCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { day } from "../domain/mandates/support.ts";

const TODAY = day("2026-03-01");
const include = (territory: string) => ({ isIncluded: true, territory });
const exclude = (territory: string) => ({ isIncluded: false, territory });

function countries(territories: readonly ReturnType<typeof include>[], period: { from?: string; until?: string } = {}): readonly string[] {
  const scope = parseScope({ rights: ["PR"], territories, period }, TODAY);
  return scope.ok ? countriesOf(parseStoredCountrySet(scope.value.countries)) : [];
}

describe("territories", () => {
  test("are an ordered list: later rows change earlier ones", () => {
    expect(countries([include("2110")])).toEqual(["0056", "0442", "0528"]);
    expect(countries([include("2110"), exclude("0442")])).toEqual(["0056", "0528"]);
    expect(countries([include("2110"), exclude("2120"), include("0442")])).toEqual(["0442"]);
  });

  test("mean the countries of today, of a later start, or of the last day of what has ended", () => {
    expect(countries([include("2123")])).not.toContain("0826");
    expect(countries([include("2123")], { from: "2000-01-01", until: "2019-01-01" })).toContain("0826");
    expect(countries([include("0810")], { until: "1990-01-01" })).toEqual(["0810"]);
  });

  test("of an agreement that names no country are refused", () => {
    expect(parseScope({ rights: ["PR"], territories: [include("0810")], period: {} }, TODAY)).toMatchObject({
      ok: false,
      problems: [{ code: "TERRITORY_NOT_IN_FORCE", path: ["territories", "0", "territory"] }],
    });
    expect(parseScope({ rights: ["PR"], territories: [], period: {} }, TODAY)).toMatchObject({ problems: [{ code: "TERRITORIES_COUNT" }] });
  });
});

test("every fault of a scope has its place", () => {
  const scope = parseScope({ rights: [], territories: [include("0156"), include("x")], period: { from: "2026-02-30" } }, TODAY);
  expect(scope.ok ? [] : scope.problems.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
    "RIGHTS_COUNT rights",
    "DATE_SYNTAX period.from",
    "TIS_SYNTAX territories.1.territory",
  ]);
});

test.each(["0", "-1", "100.01", "x", ""])("%s percent is no share of a membership", (text) => {
  expect(parseMembershipShare(text)).toMatchObject({ ok: false, problems: [{ code: "SHARE_RANGE" }] });
});

test.each([
  ["0", "0"],
  ["012.5", "12.5"],
  ["100", "100"],
])("%s percent is a rate", (text, rate) => {
  expect(parseRate(text, ["percent"])).toEqual({ ok: true, value: rate });
});
