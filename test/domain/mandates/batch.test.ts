// Goal: a batch of (party, right, territory) says of every country what each question alone says. Method: random mandates and questions, against one by one.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { entitlementsOf } from "../../../subgraphs/domain/mandates/batch.ts";
import type { BatchQuestion } from "../../../subgraphs/domain/mandates/batch.ts";
import { entitlementOf } from "../../../subgraphs/domain/mandates/entitlement.ts";
import type { Entitlement } from "../../../subgraphs/domain/mandates/entitlement.ts";
import type { MandateData } from "../../../subgraphs/domain/mandates/holders.ts";
import { countriesOf } from "../../../subgraphs/domain/territories/countrySet.ts";
import { agreement, BRITAIN, CHINA, countries, data, day, entrustment, exclusion, FRANCE, HONG_KONG, membership } from "./support.ts";

const PLACES = [CHINA, HONG_KONG, FRANCE, BRITAIN];
const RIGHTS = ["PR", "OD"] as const;
const SOCIETIES = ["052", "058", "119", "707"];
const ON = day("2026-03-01");
const ASKED = { licensor: "119", use: "STREAM_INTERACTIVE", on: ON } as const;

const place = fc.subarray(PLACES, { minLength: 1 }).map((codes) => countries(...codes));
const rights = fc.subarray([...RIGHTS], { minLength: 1 });
const society = fc.constantFrom(...SOCIETIES);
const scope = fc.record({ countries: place, rights });
const mandates = fc
  .record({
    memberships: fc.array(fc.tuple(society, scope), { maxLength: 3 }),
    entrustments: fc.array(fc.tuple(society, scope), { maxLength: 1 }),
    exclusions: fc.array(scope, { maxLength: 1 }),
    agreements: fc.array(fc.tuple(society, society, fc.boolean(), scope), { maxLength: 6 }),
    ofSocieties: fc.array(fc.tuple(society, scope), { maxLength: 1 }),
  })
  .map(({ memberships, entrustments, exclusions, agreements, ofSocieties }) =>
    data(
      {
        memberships: memberships.map(([code, rest], at) => membership(`mem_${at}`, code, rest)),
        entrustments: entrustments.map(([code, rest], at) => entrustment(`ent_${at}`, "pty_anna", code, rest)),
        exclusions: exclusions.map((rest, at) => exclusion(`exc_${at}`, rest)),
      },
      agreements.map(([grantor, grantee, passesOn, rest], at) => agreement(`agr_${at}`, grantor, grantee, { passesOn, ...rest })),
      ofSocieties.map(([code, rest], at) => entrustment(`soc_${at}`, code, "707", rest)),
    ),
  );
const questions: fc.Arbitrary<BatchQuestion[]> = fc.array(
  fc.record({
    partyId: fc.constantFrom("pty_anna", "pty_ben"),
    side: fc.constantFrom("WRITER" as const, "PUBLISHER" as const),
    right: fc.constantFrom(...RIGHTS),
    countries: place,
  }),
  { maxLength: 12 },
);

function byCountry(entitlements: readonly Entitlement[]): Record<string, Omit<Entitlement, "countries">> {
  return Object.fromEntries(entitlements.flatMap(({ countries: set, ...rest }) => countriesOf(set).map((country) => [country, rest])));
}

describe("a batch of questions about mandates", () => {
  it("says in every country what each question alone says", () => {
    fc.assert(
      fc.property(mandates, mandates, questions, (anna, ben, asked) => {
        const dataOf = (partyId: string): MandateData => (partyId === "pty_anna" ? anna : ben);
        const answers = entitlementsOf(ASKED, asked, dataOf);
        expect(answers).toHaveLength(asked.length);
        asked.forEach(({ partyId, ...question }, at) => {
          expect(byCountry(answers[at] ?? [])).toEqual(byCountry(entitlementOf({ ...ASKED, ...question }, dataOf(partyId))));
        });
      }),
      { numRuns: 300 },
    );
  });

  it("works out each party, side and right once, however many territories are asked", () => {
    let looks = 0;
    const asked = PLACES.flatMap((code) =>
      [code, code].map((one) => ({ partyId: "pty_anna", side: "WRITER" as const, right: "PR" as const, countries: countries(one) })),
    );
    entitlementsOf(ASKED, asked, () => {
      looks += 1;
      return data({ memberships: [membership("mem_1", "119")] }, []);
    });
    expect(looks).toBe(1);
  });
});
