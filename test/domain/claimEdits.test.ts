// Goal: an edit changes one share in one place and nothing else, whatever lines for families and single rights stand beside it.
// Method: random statements and edits against a plain count, country by country and day by day.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { editedClaims } from "../../subgraphs/domain/claimEdits.ts";
import type { ClaimEdit } from "../../subgraphs/domain/claimEdits.ts";
import { figureFor } from "../../subgraphs/domain/ownership/layers.ts";
import { containsDay } from "../../subgraphs/domain/period.ts";
import type { AnyRight } from "../../subgraphs/domain/recordingRights.ts";
import { IPI_RIGHTS } from "../../subgraphs/domain/rights.ts";
import { ZERO, addShares, percentText } from "../../subgraphs/domain/shares.ts";
import type { Share } from "../../subgraphs/domain/shares.ts";
import type { Claim } from "../../subgraphs/domain/statements.ts";
import { hasCountry } from "../../subgraphs/domain/territories/countrySet.ts";
import { expandScope } from "../../subgraphs/domain/territories/tis.ts";
import { COUNTRIES, countrySet, day, percent, period, statement, tis } from "../support/statements.ts";
import type { ClaimSketch } from "../support/statements.ts";

const DAYS = ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04"] as const;
const RIGHTS = ["PR", "TB", "OD", "MR"] as const;
const ids = (): (() => string) => {
  let count = 0;
  return () => `clm_new${(count += 1)}`;
};
const claimsOf = (...sketches: ClaimSketch[]): readonly Claim[] => statement("SO:052", sketches).claims;
const edit = (claimId: string, right: AnyRight, share: string | null, more: Partial<ClaimEdit> = {}): ClaimEdit => ({
  ...{ claimId, right, countries: countrySet(COUNTRIES), period: period(), share: share === null ? null : percent(share) },
  ...more,
});

/** What a party's lines come to at one place: single rights before their family. */
function counted(
  claims: readonly Claim[],
  at: { readonly party: string; readonly right: AnyRight; readonly country: string; readonly on: string },
  edits: readonly ClaimEdit[] = [],
): string {
  const there = claims.filter(
    (claim) =>
      claim.partyId === at.party && hasCountry(claim.territories.countries, tis(at.country)) && containsDay(claim.period, day(at.on)),
  );
  const lines = there.flatMap((claim) => {
    const figure = figureFor(claim.figures, at.right);
    return figure === null ? [] : [{ claim, figure }];
  });
  const exact = lines.filter(({ figure }) => figure.right === at.right);
  const shares = (exact.length > 0 ? exact : lines).flatMap(({ claim, figure }): Share[] => {
    const found = edits.find(
      (one) =>
        one.claimId === claim.id &&
        one.right === at.right &&
        hasCountry(one.countries, tis(at.country)) &&
        containsDay(one.period, day(at.on)),
    );
    if (found === undefined) return [figure.share];
    return found.share === null ? [] : [found.share];
  });
  return shares.length === 0 ? "none" : percentText(shares.reduce(addShares, ZERO));
}

const sketch: fc.Arbitrary<ClaimSketch> = fc.record(
  {
    party: fc.constantFrom("A", "B"),
    figures: fc.dictionary(
      fc.constantFrom("PERFORMING" as const, "MECHANICAL" as const, "PR" as const),
      fc.constantFrom("0", "25", "33.33", "50"),
      {
        minKeys: 1,
      },
    ),
    countries: fc.subarray([...COUNTRIES], { minLength: 1 }),
    from: fc.constantFrom(...DAYS),
    until: fc.constantFrom(...DAYS),
  },
  { requiredKeys: ["party", "figures", "countries"] },
);
const bounded = sketch.filter(({ from, until }) => from === undefined || until === undefined || from < until);
const change = fc.record({
  claim: fc.nat({ max: 3 }),
  right: fc.constantFrom(...RIGHTS),
  share: fc.constantFrom("10", "20", null),
  countries: fc.subarray([...COUNTRIES], { minLength: 1 }),
  from: fc.option(fc.constantFrom(...DAYS.slice(0, 3)), { nil: undefined }),
});

describe("edits of claims", () => {
  it("change what they name and nothing else, for every party, right, country and day", () => {
    fc.assert(
      fc.property(fc.array(bounded, { minLength: 1, maxLength: 4 }), fc.array(change, { maxLength: 4 }), (sketches, changes) => {
        const claims = claimsOf(...sketches);
        const edits = changes.flatMap(({ claim, right, share, countries, from }) => {
          const id = claims[claim]?.id;
          return id === undefined ? [] : [edit(id, right, share, { countries: countrySet(countries), period: period(from) })];
        });
        const after = editedClaims(claims, edits, ids());
        const places = ["pty_A", "pty_B"].flatMap((party) =>
          [...RIGHTS, "PC" as const].flatMap((right) => COUNTRIES.flatMap((country) => DAYS.map((on) => ({ party, right, country, on })))),
        );
        expect(places.map((at) => counted(after, at))).toEqual(places.map((at) => counted(claims, at, edits)));
      }),
      { numRuns: 60 },
    );
  });

  it("leave a claim the same object where nothing of it changes", () => {
    const claims = claimsOf({ party: "A", figures: { PERFORMING: "50" } }, { party: "B", figures: { PERFORMING: "50" } });
    const after = editedClaims(claims, [edit("clm_SO:052_1_0", "PR", "50")], ids());
    expect(after[0]).toBe(claims[0]);
    expect(after[1]).toBe(claims[1]);
  });

  it("keep a family's figure where all its rights change alike, and name rights singly where they do not", () => {
    const claims = claimsOf({ party: "A", figures: { MECHANICAL: "50" } });
    const rights = IPI_RIGHTS.filter((right) => figureFor(claims[0]?.figures ?? [], right) !== null);
    const [whole] = editedClaims(
      claims,
      rights.map((right) => edit("clm_SO:052_1_0", right, "30")),
      ids(),
    );
    expect(whole?.figures.map(({ right, share }) => `${right} ${percentText(share)}`)).toEqual(["MECHANICAL 30"]);
    const [single] = editedClaims(claims, [edit("clm_SO:052_1_0", "MR", null)], ids());
    expect(single?.figures.map(({ right }) => right)).toEqual(rights.filter((right) => right !== "MR"));
  });

  it("write the list of territories so that it means what is left", () => {
    const expandedOn = day("2026-01-01");
    const rows = [{ sign: "I" as const, territory: tis("2136") }];
    const [claim] = claimsOf({ party: "A", figures: { PR: "50" } });
    if (claim === undefined) throw new Error("a claim");
    const world = { ...claim, territories: { rows, countries: expandScope(rows, expandedOn).countries, expandedOn } };
    const after = editedClaims([world], [edit(claim.id, "PR", "20", { countries: countrySet(["0250"]) })], ids());
    expect(after.map(({ territories }) => territories.rows.map(({ sign, territory }) => `${sign}${territory}`))).toEqual([
      ["I2136", "E0250"],
      ["I0250"],
    ]);
    for (const { territories } of after) expect(expandScope(territories.rows, expandedOn).countries).toBe(territories.countries);
  });
});
