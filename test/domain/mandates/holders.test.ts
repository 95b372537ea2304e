// Shows who holds a party's mandate over countries and days, and that the set arithmetic answers as a count country by country and day by day does.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { entitlementOf } from "../../../subgraphs/domain/mandates/entitlement.ts";
import { type Holder, holdersOf } from "../../../subgraphs/domain/mandates/holders.ts";
import { addPrinted, provisionalMembership } from "../../../subgraphs/domain/mandates/provisional.ts";
import type { Agreement, Membership } from "../../../subgraphs/domain/mandates/records.ts";
import type { Piece } from "../../../subgraphs/domain/mandates/sweep.ts";
import { ALWAYS, containsDay, type Period } from "../../../subgraphs/domain/period.ts";
import { share } from "../../../subgraphs/domain/shares.ts";
import { countriesOf, type CountrySet, countrySetOf, hasCountry } from "../../../subgraphs/domain/territories/countrySet.ts";
import { agreement, ASKED, BRITAIN, CHINA, countries, data, day, entrustment, FRANCE, from, membership, WORLD_SET } from "./support.ts";

function shown(pieces: readonly Piece<Holder>[]): string[] {
  return pieces
    .map(
      ({ countries: set, period, content }) =>
        `${countriesOf(set).join(" ")} ${period.from ?? ""}/${period.until ?? ""} ${content.society ?? "-"} ${content.basis}`,
    )
    .sort();
}

const asked = { side: "WRITER", right: "PR", countries: ASKED, period: ALWAYS } as const;

describe("memberships", () => {
  test("cover their territories and days, and nobody holds the rest", () => {
    const memberships = [membership("mem_1", "052", { countries: countries(FRANCE, BRITAIN), period: from("2020-01-01", "2024-01-01") })];
    expect(shown(holdersOf(asked, data({ memberships })))).toEqual([
      "0156 0344 / - NONE",
      "0250 0826 /2020-01-01 - NONE",
      "0250 0826 2020-01-01/2024-01-01 052 MEMBERSHIP",
      "0250 0826 2024-01-01/ - NONE",
    ]);
  });

  test("of two that follow each other leave no gap, and pieces are as long as can be", () => {
    const memberships = [
      membership("mem_1", "052", { period: from("2000-01-01", "2010-01-01") }),
      membership("mem_2", "052", { period: from("2010-01-01", "2020-01-01") }),
      membership("mem_3", "058", { period: from("2020-01-01") }),
    ];
    expect(shown(holdersOf({ ...asked, period: from("2005-01-01") }, data({ memberships })))).toEqual([
      "0156 0250 0344 0826 2005-01-01/2020-01-01 052 MEMBERSHIP",
      "0156 0250 0344 0826 2020-01-01/ 058 MEMBERSHIP",
    ]);
  });

  test("answer with the greatest share where two societies hold parts", () => {
    const memberships = [membership("mem_1", "052", { share: share(1n, 4n) }), membership("mem_2", "058", { share: share(3n, 4n) })];
    expect(shown(holdersOf(asked, data({ memberships })))).toEqual(["0156 0250 0344 0826 / 058 MEMBERSHIP"]);
  });

  test("speak of their role side and creation class only", () => {
    const memberships = [membership("mem_1", "052", { side: "PUBLISHER" }), membership("mem_2", "058", { creationClass: "AV" })];
    expect(shown(holdersOf(asked, data({ memberships })))).toEqual(["0156 0250 0344 0826 / - NONE"]);
    expect(shown(holdersOf({ ...asked, side: "PUBLISHER" }, data({ memberships })))).toEqual(["0156 0250 0344 0826 / 052 MEMBERSHIP"]);
  });

  test("of another class than musical works speak of their party whatever its side, and a performing right that was entrusted goes along", () => {
    const memberships = [membership("mem_1", "CAVCA", { creationClass: "AV", side: "WRITER", role: "PC" })];
    const ofRecordings = { ...asked, side: "PUBLISHER", creationClass: "AV" } as const;
    expect(shown(holdersOf(ofRecordings, data({ memberships })))).toEqual(["0156 0250 0344 0826 / CAVCA MEMBERSHIP"]);
    const entrustments = [entrustment("man_1", "pty_anna", "HUB", { creationClass: "AV" })];
    expect(shown(holdersOf({ ...ofRecordings, side: "WRITER" }, data({ memberships, entrustments })))).toEqual([
      "0156 0250 0344 0826 / HUB ENTRUSTED",
    ]);
  });

  test("lose to a direct entrustment where that holds for all uses", () => {
    const memberships = [membership("mem_1", "052")];
    const entrustments = [
      entrustment("ent_1", "pty_anna", "707", { countries: countries(FRANCE), includesWritersPerforming: true }),
      entrustment("ent_2", "pty_anna", "707", { countries: countries(CHINA), includesWritersPerforming: true, uses: ["DOWNLOAD"] }),
    ];
    const answer = data({ memberships, entrustments });
    expect(shown(holdersOf(asked, answer))).toEqual(["0156 0344 0826 / 052 MEMBERSHIP", "0250 / 707 ENTRUSTED"]);
    expect(shown(holdersOf({ ...asked, use: "DOWNLOAD" }, answer))).toEqual(["0156 0250 / 707 ENTRUSTED", "0344 0826 / 052 MEMBERSHIP"]);
  });
});

describe("printed affiliations", () => {
  const printed = (society: string, receivedAt: string, family: "PERFORMING" | "MECHANICAL" = "PERFORMING") =>
    provisionalMembership("pty_anna", { side: "WRITER", family, society, receivedAt });

  test("serve for their family where no membership is known, the latest received first", () => {
    const memberships = [
      printed("052", "2026-01-01T00:00:00.000Z"),
      printed("058", "2026-02-01T00:00:00.000Z"),
      printed("044", "2026-03-01T00:00:00.000Z", "MECHANICAL"),
    ];
    expect(shown(holdersOf(asked, data({ memberships })))).toEqual(["0156 0250 0344 0826 / 058 FROM_CWR"]);
    expect(shown(holdersOf({ ...asked, right: "MD" }, data({ memberships })))).toEqual(["0156 0250 0344 0826 / 044 FROM_CWR"]);
    expect(shown(holdersOf({ ...asked, right: "SY" }, data({ memberships })))).toEqual(["0156 0250 0344 0826 / - NONE"]);
  });

  test("give way to memberships from the day the first begins, and do not return when it ends", () => {
    const memberships = [
      printed("058", "2026-02-01T00:00:00.000Z"),
      membership("mem_1", "052", { countries: countries(BRITAIN), period: from("2020-01-01", "2024-01-01") }),
    ];
    expect(shown(holdersOf({ ...asked, countries: countries(FRANCE, BRITAIN) }, data({ memberships })))).toEqual([
      "0250 0826 /2020-01-01 058 FROM_CWR",
      "0250 2020-01-01/ - NONE",
      "0826 2020-01-01/2024-01-01 052 MEMBERSHIP",
      "0826 2024-01-01/ - NONE",
    ]);
  });

  test("of 099 mean that no society holds the mandate", () => {
    const memberships = [printed("052", "2026-01-01T00:00:00.000Z"), printed("099", "2026-02-01T00:00:00.000Z")];
    expect(shown(holdersOf(asked, data({ memberships })))).toEqual(["0156 0250 0344 0826 / - NONE"]);
  });

  test("are recorded once per society, with the time they were last received, and only when that tells something new", () => {
    const one = { side: "WRITER", family: "PERFORMING", society: "052", receivedAt: "2026-01-01T00:00:00.000Z" } as const;
    const record = addPrinted([], one);
    expect(addPrinted(record, { ...one, receivedAt: "2026-05-01T00:00:00.000Z" })).toBe(record);
    const moved = addPrinted(record, { ...one, society: "058", receivedAt: "2026-02-01T00:00:00.000Z" });
    expect(moved.map(({ society }) => society)).toEqual(["052", "058"]);
    const back = addPrinted(moved, { ...one, receivedAt: "2026-03-01T00:00:00.000Z" });
    expect(back.map(({ society }) => society)).toEqual(["058", "052"]);
  });
});

const SOCIETIES = ["052", "058", "119", "038"] as const;
const DAYS = ["2019-12-31", "2020-01-01", "2020-06-01", "2021-01-01", "2021-06-01", "2022-01-01"].map(day);
const CODES = countriesOf(WORLD_SET);

const anyCountries = fc.subarray(CODES).map((codes): CountrySet => countrySetOf(codes));
const anyPeriod = fc
  .tuple(fc.option(fc.constantFrom(...DAYS)), fc.option(fc.constantFrom(...DAYS)))
  .map(([one, other]): Period =>
    one !== null && other !== null && one > other ? { from: other, until: one } : { from: one, until: other },
  )
  .filter(({ from: start, until }) => start === null || start !== until);
const anyScope = fc.record({
  rights: fc.constantFrom(["PR"] as const, ["OD"] as const, ["PR", "OD"] as const),
  countries: anyCountries,
  period: anyPeriod,
});

const anyMemberships = fc
  .array(fc.tuple(anyScope, fc.constantFrom(...SOCIETIES), fc.constantFrom("MEMBERSHIP", "FROM_CWR"), fc.constantFrom(1n, 2n)), {
    maxLength: 5,
  })
  .map((rows) =>
    rows.map(([scope, society, basis, numerator], at): Membership =>
      membership(`mem_${at}`, society, {
        ...scope,
        basis,
        share: share(numerator, 2n),
        ...(basis === "FROM_CWR" ? { period: ALWAYS, recordedAt: `2026-01-0${at + 1}T00:00:00.000Z` } : {}),
      }),
    ),
  );
const anyAgreements = fc
  .array(
    fc.record({
      scope: anyScope,
      grantor: fc.constantFrom(...SOCIETIES),
      grantee: fc.constantFrom(...SOCIETIES),
      exclusive: fc.boolean(),
      passesOn: fc.boolean(),
      terminatedFrom: fc.option(fc.constantFrom(...DAYS)),
    }),
    { maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ scope, grantor, grantee, ...rest }, at): Agreement => agreement(`agr_${at}`, grantor, grantee, { ...scope, ...rest })),
  );

/** One country on one day, in the plainest words. */
function holderByHand(memberships: readonly Membership[], country: (typeof CODES)[number], on: (typeof DAYS)[number]): string {
  const speaking = memberships.filter(({ rights }) => rights.includes("PR"));
  const recorded = speaking.filter(({ basis }) => basis === "MEMBERSHIP");
  if (recorded.some(({ period }) => period.from === null || period.from <= on)) {
    const serving = recorded.filter(({ countries: set, period }) => hasCountry(set, country) && containsDay(period, on));
    const rank = (one: Membership): string => `${one.share.denominator === 1n ? 0 : 1}`;
    const [best] = [...serving].sort((one, other) => {
      const byShare = rank(one).localeCompare(rank(other));
      const byStart = (other.period.from ?? "").localeCompare(one.period.from ?? "");
      return byShare || byStart || one.id.localeCompare(other.id);
    });
    return best ? `${best.society} MEMBERSHIP` : "null NONE";
  }
  const latest = speaking
    .filter(({ basis }) => basis === "FROM_CWR")
    .sort((one, other) => other.recordedAt.localeCompare(one.recordedAt))[0];
  return latest && hasCountry(latest.countries, country) ? `${latest.society} FROM_CWR` : "null NONE";
}

/** Whether a society reaches the licensor for one country on one day, walking every path. */
function reachesByHand(
  agreements: readonly Agreement[],
  at: string,
  rest: { to: string; country: (typeof CODES)[number]; on: (typeof DAYS)[number]; path: readonly string[] },
): boolean {
  const { to, country, on, path } = rest;
  if (path.length > 4) return false;
  return agreements.some(
    (one) =>
      one.grantor === at &&
      one.rights.includes("PR") &&
      hasCountry(one.countries, country) &&
      containsDay(one.period, on) &&
      (one.terminatedFrom === null || on < one.terminatedFrom) &&
      (path.length === 1 || one.passesOn) &&
      !path.includes(one.grantee) &&
      (one.grantee === to || reachesByHand(agreements, one.grantee, { ...rest, path: [...path, one.grantee] })),
  );
}

describe("laws", () => {
  test("pieces cover the asked countries and days exactly once, and say what a count by country and day says", () => {
    fc.assert(
      fc.property(anyMemberships, anyCountries, anyPeriod, (memberships, set, period) => {
        const pieces = holdersOf({ side: "WRITER", right: "PR", countries: set, period }, data({ memberships }));
        for (const on of DAYS) {
          for (const country of CODES) {
            const fitting = pieces.filter((piece) => hasCountry(piece.countries, country) && containsDay(piece.period, on));
            const inside = hasCountry(set, country) && containsDay(period, on);
            const said = fitting.map(({ content }) => `${content.society} ${content.basis}`);
            expect(said).toEqual(inside ? [holderByHand(memberships, country, on)] : []);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("the entitlement of a country set is the entitlement of each of its countries", () => {
    fc.assert(
      fc.property(anyMemberships, anyAgreements, anyCountries, fc.constantFrom(...DAYS), (memberships, agreements, set, on) => {
        const question = { licensor: "119", side: "WRITER", right: "PR", use: null, on } as const;
        const mandates = data({ memberships }, agreements);
        const answers = entitlementOf({ ...question, countries: set }, mandates);
        for (const country of CODES) {
          const fitting = answers.filter((piece) => hasCountry(piece.countries, country));
          const alone = hasCountry(set, country) ? entitlementOf({ ...question, countries: countrySetOf([country]) }, mandates) : [];
          expect(fitting.map(({ countries: _, ...rest }) => rest)).toEqual(alone.map(({ countries: _, ...rest }) => rest));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a single member's society reaches the licensor exactly where a walk over all paths does", () => {
    fc.assert(
      fc.property(fc.constantFrom("052", "058", "038"), anyAgreements, fc.constantFrom(...DAYS), (society, agreements, on) => {
        const mandates = data({ memberships: [membership("mem_1", society)] }, agreements);
        const answers = entitlementOf({ licensor: "119", side: "WRITER", right: "PR", use: null, on, countries: WORLD_SET }, mandates);
        for (const country of CODES) {
          const said = answers.find((piece) => hasCountry(piece.countries, country))?.category;
          expect(said).toBe(reachesByHand(agreements, society, { to: "119", country, on, path: [society] }) ? "SISTER" : "ELSEWHERE");
        }
      }),
      { numRuns: 500 },
    );
  });

  test("terminating an agreement from a day changes no answer before it", () => {
    fc.assert(
      fc.property(anyMemberships, anyAgreements, fc.nat(), fc.constantFrom(...DAYS), (memberships, agreements, pick, withdrawal) => {
        const at = agreements.length === 0 ? 0 : pick % agreements.length;
        const after = agreements.map((one, index) =>
          index === at && one.terminatedFrom === null ? { ...one, terminatedFrom: withdrawal } : one,
        );
        for (const on of DAYS.filter((one) => one < withdrawal)) {
          const question = { licensor: "119", side: "WRITER", right: "PR", use: null, on, countries: WORLD_SET } as const;
          expect(entitlementOf(question, data({ memberships }, after))).toEqual(entitlementOf(question, data({ memberships }, agreements)));
        }
      }),
      { numRuns: 200 },
    );
  });
});
