// Goal: a transfer leaves every day before it as it was, gives the successor from the day on exactly what the predecessor had, and changes no sum; the way back
// undoes it. Method: worded examples, and random statements against a plain count per right, country and day.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { startingLater, transferClaims } from "../../subgraphs/domain/catalogueTransfer.ts";
import type { TransferTerms } from "../../subgraphs/domain/catalogueTransfer.ts";
import { containsDay } from "../../subgraphs/domain/period.ts";
import { familyOf } from "../../subgraphs/domain/rights.ts";
import type { IpiRight } from "../../subgraphs/domain/rights.ts";
import { addShares, percentText, storedShare, sumShares, ZERO } from "../../subgraphs/domain/shares.ts";
import type { Share } from "../../subgraphs/domain/shares.ts";
import type { Claim } from "../../subgraphs/domain/statements.ts";
import { countriesOf, hasCountry } from "../../subgraphs/domain/territories/countrySet.ts";
import { COUNTRIES, countrySet, day, statement, tis } from "../support/statements.ts";
import type { ClaimSketch } from "../support/statements.ts";

const ON = "2020-01-03";
const DAYS = ["2020-01-01", "2020-01-02", ON, "2020-01-04", "2020-01-05"] as const;
const RIGHTS: readonly IpiRight[] = ["PR", "OD", "MR", "SY", "RB"];

const terms = (more: Partial<TransferTerms> = {}): TransferTerms => ({
  fromPartyIds: new Set(["pty_A"]),
  to: { id: "pty_B", name: "B" },
  on: day(ON),
  rights: null,
  countries: null,
  cameBy: null,
  transferId: "ctr_1",
  ...more,
});

function ids(prefix = "new"): () => string {
  let last = 0;
  return () => `clm_${prefix}_${(last += 1)}`;
}

const claimsOf = (sketches: readonly ClaimSketch[]): readonly Claim[] => statement("SO:052", sketches).claims;
const moved = (claims: readonly Claim[], by: TransferTerms, prefix?: string): readonly Claim[] =>
  transferClaims(claims, by, ids(prefix))?.claims ?? claims;

/** A claim in short: who has what where and when. */
function short({ partyName, figures, territories, period: { from, until } }: Claim): string {
  const shares = figures.map(({ right, share }) => `${right} ${percentText(share)}`).join(" ");
  const all = countrySet(COUNTRIES) === territories.countries;
  return `${partyName}: ${shares} in ${all ? "all" : countriesOf(territories.countries).join("+")}, ${from ?? ""} to ${until ?? ""}`;
}

/** What one statement says of a party at one place: single rights before families, lines added. */
function countAt(claims: readonly Claim[], at: { right: IpiRight; country: string; on: string; party: string; side: string }): Share {
  const there = claims.filter(
    (claim) =>
      claim.partyId === `pty_${at.party}` &&
      claim.side === at.side &&
      hasCountry(claim.territories.countries, tis(at.country)) &&
      containsDay(claim.period, day(at.on)),
  );
  const single = there.flatMap(({ figures }) => figures.filter(({ right }) => right === at.right));
  const family = there.flatMap(({ figures }) => figures.filter(({ right }) => right === familyOf(at.right)));
  return sumShares((single.length > 0 ? single : family).map(({ share }) => share));
}

describe("one statement's claims", () => {
  const publisher = (party: string, more: Partial<ClaimSketch> = {}): ClaimSketch => ({
    ...{ party, side: "PUBLISHER", figures: { PERFORMING: "25", MECHANICAL: "50" }, writers: ["W"] },
    ...more,
  });

  it("end before the day for the predecessor and begin on it for the successor, other parties' untouched", () => {
    const before = claimsOf([publisher("A"), { party: "W", figures: { PERFORMING: "75" } }]);
    const after = moved(before, terms());
    expect(after.map(short)).toEqual([
      "A: PERFORMING 25 MECHANICAL 50 in all,  to 2020-01-03",
      "B: PERFORMING 25 MECHANICAL 50 in all, 2020-01-03 to ",
      "W: PERFORMING 75 in all,  to ",
    ]);
    expect(after[2]).toBe(before[1]);
    expect(after[1]).toMatchObject({ writerPartyIds: ["pty_W"], role: "E", affiliations: {}, agreement: null, transfer: "ctr_1" });
  });

  it("go whole where they begin on the day, and not at all where they ended before it", () => {
    const after = moved(claimsOf([publisher("A", { from: ON }), publisher("A", { until: ON, figures: { SYNC: "10" } })]), terms());
    expect(after.map(short)).toEqual(["B: PERFORMING 25 MECHANICAL 50 in all, 2020-01-03 to ", "A: SYNC 10 in all,  to 2020-01-03"]);
  });

  it("keep their end: the successor has no day more", () => {
    expect(moved(claimsOf([publisher("A", { until: "2020-01-05" })]), terms()).map(short)[1]).toBe(
      "B: PERFORMING 25 MECHANICAL 50 in all, 2020-01-03 to 2020-01-05",
    );
  });

  it("go for some countries only, the others staying", () => {
    const after = moved(claimsOf([publisher("A", { countries: ["0156", "0250"] })]), terms({ countries: countrySet(["0156"]) }));
    expect(after.map(short)).toEqual([
      "A: PERFORMING 25 MECHANICAL 50 in 0156+0250,  to 2020-01-03",
      "A: PERFORMING 25 MECHANICAL 50 in 0250, 2020-01-03 to ",
      "B: PERFORMING 25 MECHANICAL 50 in 0156, 2020-01-03 to ",
    ]);
    expect(after[2]?.territories.rows).toEqual([{ sign: "I", territory: "0156" }]);
  });

  it("go by whole families without being taken apart", () => {
    const whole = terms({ rights: new Set(["MR", "MV", "MA", "MT", "MD", "MB", "RP"]) });
    expect(
      moved(claimsOf([publisher("A")]), whole)
        .map(short)
        .slice(1),
    ).toEqual(["A: PERFORMING 25 in all, 2020-01-03 to ", "B: MECHANICAL 50 in all, 2020-01-03 to "]);
  });

  it("are told right by right where a family is parted", () => {
    const after = moved(claimsOf([publisher("A", { figures: { MECHANICAL: "50" } })]), terms({ rights: new Set(["MD"]) }));
    expect(after.map(short).slice(1)).toEqual([
      "A: MR 50 MV 50 MA 50 MT 50 MB 50 RP 50 in all, 2020-01-03 to ",
      "B: MD 50 in all, 2020-01-03 to ",
    ]);
  });

  it("come beside what the successor had, whole", () => {
    const after = moved(claimsOf([publisher("A", { figures: { PERFORMING: "30", OD: "10" } }), publisher("B", { figures: { PERFORMING: "20" } })]), terms()); // prettier-ignore
    const at = { right: "OD" as const, country: "0156", side: "PUBLISHER", party: "B" };
    expect(percentText(countAt(after, { ...at, on: "2020-01-02" }))).toBe("20");
    expect(percentText(countAt(after, { ...at, on: ON }))).toBe("30");
    expect(percentText(countAt(after, { ...at, on: ON, right: "PR" }))).toBe("50");
  });

  it("that begin after the day are named, because they would end before they begin", () => {
    const claims = claimsOf([publisher("A", { from: "2020-01-04" }), publisher("A")]);
    expect(startingLater(claims, terms()).map(({ id }) => id)).toEqual([claims[0]?.id]);
  });
});

const sketch: fc.Arbitrary<ClaimSketch> = fc.record(
  {
    party: fc.constantFrom("A", "A", "B", "C"),
    side: fc.constantFrom("WRITER" as const, "PUBLISHER" as const),
    figures: fc.dictionary(
      fc.constantFrom("PERFORMING" as const, "MECHANICAL" as const, "OD" as const, "RB" as const),
      fc.constantFrom("0", "10", "33.33", "50"),
      { minKeys: 1 },
    ),
    countries: fc.subarray([...COUNTRIES.slice(0, 3)], { minLength: 1 }),
    from: fc.constantFrom(...DAYS.slice(0, 3)),
    until: fc.constantFrom(...DAYS),
  },
  { requiredKeys: ["party", "side", "figures", "countries"] },
);
const asked = fc.record({
  claims: fc.array(sketch, { minLength: 1, maxLength: 5 }).map(claimsOf),
  rights: fc.option(fc.subarray(["PR", "OD", "MR", "RB"] as const, { minLength: 1 }), { nil: null }),
  countries: fc.option(fc.subarray([...COUNTRIES.slice(0, 3)], { minLength: 1 }), { nil: null }),
});

interface Place {
  readonly right: IpiRight;
  readonly country: string;
  readonly on: string;
  readonly side: string;
}

const PLACES: readonly Place[] = RIGHTS.flatMap((right) =>
  COUNTRIES.slice(0, 3).flatMap((country) =>
    ["2019-01-01", "2020-01-02", ON, "2020-01-04"].flatMap((on) => ["WRITER", "PUBLISHER"].map((side) => ({ right, country, on, side }))),
  ),
);

/** Every party's share everywhere, as text. */
function table(claims: readonly Claim[], share: (place: Place, party: string) => Share): string {
  return PLACES.map((place) => ["A", "B", "C"].map((party) => storedShare(share(place, party))).join()).join("\n");
}

describe("for every right, country and day", () => {
  it("nothing changes before the day, and from it on the successor has both parties' shares where the transfer lies", () => {
    fc.assert(
      fc.property(asked, ({ claims, rights, countries }) => {
        const by = terms({
          rights: rights === null ? null : new Set(rights),
          countries: countries === null ? null : countrySet(countries),
        });
        const now = (place: Place, party: string): Share => countAt(claims, { ...place, party });
        const expected = (place: Place, party: string): Share => {
          const lies =
            place.on >= ON &&
            (rights === null || rights.some((right) => right === place.right)) &&
            (countries === null || countries.some((country) => country === place.country));
          if (!lies || party === "C") return now(place, party);
          return party === "A" ? ZERO : addShares(now(place, "A"), now(place, "B"));
        };
        const after = moved(claims, by);
        expect(table(after, (place, party) => countAt(after, { ...place, party }))).toBe(table(claims, expected));
      }),
      { numRuns: 200 },
    );
  });

  it("the way back of what came leaves everything as it was, whatever the successor had of its own", () => {
    fc.assert(
      fc.property(asked, ({ claims, rights, countries }) => {
        const by = terms({
          rights: rights === null ? null : new Set(rights),
          countries: countries === null ? null : countrySet(countries),
        });
        const there = moved(claims, by);
        const back = terms({ fromPartyIds: new Set(["pty_B"]), to: { id: "pty_A", name: "A" }, cameBy: "ctr_1", transferId: "ctr_2" });
        const again = moved(there, back, "back");
        expect(table(again, (place, party) => countAt(again, { ...place, party }))).toBe(
          table(claims, (place, party) => countAt(claims, { ...place, party })),
        );
      }),
      { numRuns: 150 },
    );
  });

  it("claims that nothing happened to keep their ids, and no id is given twice", () => {
    fc.assert(
      fc.property(asked, ({ claims }) => {
        const after = moved(claims, terms());
        expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
        for (const claim of claims.filter(({ partyName }) => partyName === "C")) expect(after).toContain(claim);
      }),
    );
  });
});
