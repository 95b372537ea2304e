// Shows that the walk over country sets and periods says for every party, role, creation class, right, country and day what a count by hand says.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { entitlementOf, mandateOf } from "../../../subgraphs/domain/mandates/entitlement.ts";
import { holdersOf } from "../../../subgraphs/domain/mandates/holders.ts";
import { ALWAYS, containsDay, type Period } from "../../../subgraphs/domain/period.ts";
import { share } from "../../../subgraphs/domain/shares.ts";
import { countriesOf, countrySetOf, hasCountry } from "../../../subgraphs/domain/territories/countrySet.ts";
import { holdersByHand, isWithheldByHand, type Moment, type Stated, waysByHand } from "./byHand.ts";
import { agreement, data, day, entrustment, exclusion, membership, WORLD_SET } from "./support.ts";

const CODES = countriesOf(WORLD_SET);
const CALENDAR = Array.from({ length: 9 }, (_, at) => day(`2020-01-0${at + 1}`));
const SOCIETIES = ["052", "058", "119", "038", "707"] as const;

const anyDay = fc.option(fc.constantFrom(...CALENDAR));
const anyPeriod = fc
  .tuple(anyDay, anyDay)
  .map(([one, other]): Period =>
    one !== null && other !== null && one > other ? { from: other, until: one } : { from: one, until: other },
  )
  .filter(({ from, until }) => from === null || from !== until);
const anySociety = fc.constantFrom(...SOCIETIES);
const anyScope = fc.record({
  rights: fc.constantFrom(["PR"] as const, ["MR"] as const, ["PR", "MR"] as const),
  countries: fc.subarray(CODES, { minLength: 1 }).map(countrySetOf),
  period: fc.oneof(fc.constant(ALWAYS), anyPeriod),
  creationClass: fc.oneof({ weight: 6, arbitrary: fc.constant("MW") }, { weight: 1, arbitrary: fc.constant("AV") }),
});
const anyUses = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(["DOWNLOAD"] as const, ["RADIO", "DOWNLOAD"] as const) },
);
const anySide = fc.constantFrom(null, "WRITER", "PUBLISHER");
const anySigned = fc.option(fc.constantFrom(...CALENDAR.slice(0, 3)));

const anyMembership = fc.record({
  scope: anyScope,
  society: fc.constantFrom(...SOCIETIES, "099"),
  side: anySide,
  role: fc.constantFrom(null, null, "MC", "LY"),
  isPrinted: fc.boolean(),
  part: fc.constantFrom(share(1n, 1n), share(1n, 2n)),
});
const anyEntrustment = fc.record({
  ...{ scope: anyScope, grantor: anySociety, hub: anySociety, uses: anyUses, signedOn: anySigned },
  includesWritersPerforming: fc.boolean(),
});
const anyExclusion = fc.record({
  ...{ scope: anyScope, side: anySide, uses: anyUses },
  licensors: fc.option(fc.subarray([...SOCIETIES], { minLength: 1 })),
});
const anyAgreement = fc.record({
  ...{ scope: anyScope, grantor: anySociety, grantee: anySociety, uses: anyUses, signedOn: anySigned },
  ...{ exclusive: fc.boolean(), passesOn: fc.boolean(), terminatedFrom: anyDay },
});

const anyStated: fc.Arbitrary<Stated> = fc
  .record({
    memberships: fc.array(anyMembership, { maxLength: 4 }),
    given: fc.array(anyEntrustment, { maxLength: 2 }),
    exclusions: fc.array(anyExclusion, { maxLength: 1 }),
    agreements: fc.array(anyAgreement, { maxLength: 8 }),
    entrustments: fc.array(anyEntrustment, { maxLength: 3 }),
  })
  .map(({ memberships, given, exclusions, agreements, entrustments }) => ({
    party: {
      memberships: memberships.map(({ scope, society, side, role, isPrinted, part }, at) =>
        membership(`mem_${at}`, society, {
          ...{ ...scope, side, role, share: part },
          ...(isPrinted ? { basis: "FROM_CWR" as const, period: ALWAYS, recordedAt: `2020-01-0${at + 1}T00:00:00.000Z` } : {}),
        }),
      ),
      entrustments: given.map(({ scope, hub, grantor: _, ...rest }, at) =>
        entrustment(`man_p${at}`, "pty_anna", hub, { ...scope, ...rest }),
      ),
      exclusions: exclusions.map(({ scope, ...rest }, at) => exclusion(`man_x${at}`, { ...scope, ...rest })),
    },
    agreements: agreements
      .filter(({ grantor, grantee }) => grantor !== grantee)
      .map(({ scope, grantor, grantee, ...rest }, at) => agreement(`agr_${at}`, grantor, grantee, { ...scope, ...rest })),
    entrustments: entrustments
      .filter(({ grantor, hub }) => grantor !== hub)
      .map(({ scope, grantor, hub, ...rest }, at) => entrustment(`man_s${at}`, grantor, hub, { ...scope, ...rest })),
  }));

const anyQuestion = fc.record({
  side: fc.constantFrom("WRITER" as const, "PUBLISHER" as const),
  role: fc.constantFrom(null, "MC", "LY"),
  right: fc.constantFrom("PR" as const, "MR" as const),
  use: fc.constantFrom(null, "DOWNLOAD" as const, "STREAM_INTERACTIVE" as const),
  creationClass: fc.oneof({ weight: 6, arbitrary: fc.constant("MW") }, { weight: 1, arbitrary: fc.constant("AV") }),
});

/** Every country on every day. */
function* moments(question: Omit<Moment, "country" | "on">): Generator<Moment> {
  for (const on of CALENDAR) for (const country of CODES) yield { ...question, country, on };
}

const dataOf = ({ party, agreements, entrustments }: Stated) => data(party, agreements, entrustments);

describe("the walk, country by country and day by day", () => {
  test("finds every valid way, best first, and nobody where the count finds nobody", () => {
    fc.assert(
      fc.property(anyStated, anyQuestion, (stated, question) => {
        const known = dataOf(stated);
        for (const moment of moments(question)) {
          const answer = mandateOf({ ...moment, licensor: null }, known);
          const isWithheld = isWithheldByHand(moment, stated.party.exclusions, null);
          const byHand = isWithheld ? [] : waysByHand(moment, stated).map(({ licensor, steps }) => [licensor, ...steps].join(" "));
          const ids = (chain: typeof answer.chain): string => chain.map(({ agreementId }) => agreementId).join(" ");
          const shown = answer.alternatives.map(({ society, chain }) => `${society} ${ids(chain)}`);
          const isLicensed = answer.category === "OWN" || answer.category === "SISTER";
          expect([...(isLicensed ? [`${answer.society} ${ids(answer.chain)}`] : []), ...shown]).toEqual(byHand);
          expect(answer.alternativeCount).toBe(shown.length);
          if (isWithheld || holdersByHand(moment, stated).length === 0) expect(answer.society).toBeNull();
          expect(answer.because).not.toBe("");
        }
      }),
      { numRuns: 80 },
    );
  });

  test("answers a licensor alike for one country and for all of them at once", () => {
    fc.assert(
      fc.property(anyStated, anyQuestion, anySociety, (stated, question, licensor) => {
        const known = dataOf(stated);
        for (const on of CALENDAR) {
          const pieces = entitlementOf({ ...question, licensor, countries: WORLD_SET, on }, known);
          for (const country of CODES) {
            const moment = { ...question, country, on };
            const [said, ...more] = pieces.filter((piece) => hasCountry(piece.countries, country));
            expect(more).toEqual([]);
            const told = `${said?.category} ${said?.holder ?? "-"} ${said?.chain.map(({ agreementId }) => agreementId).join(" ")}`.trim();
            expect(told).toBe(entitlementByHand(moment, { stated, licensor }));
            const alone = mandateOf({ ...moment, licensor }, known);
            expect([alone.category, alone.chain]).toEqual([said?.category, said?.chain]);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test("names the holder of every country and day in maximal pieces", () => {
    fc.assert(
      fc.property(anyStated, anyQuestion, (stated, question) => {
        const known = dataOf(stated);
        const pieces = holdersOf({ ...question, countries: WORLD_SET, period: ALWAYS }, known);
        for (const moment of moments(question)) {
          const fitting = pieces.filter((piece) => hasCountry(piece.countries, moment.country) && containsDay(piece.period, moment.on));
          expect(fitting.map(({ content }) => content.society)).toEqual([holdersByHand(moment, stated)[0]?.society ?? null]);
        }
      }),
      { numRuns: 80 },
    );
  });
});

function entitlementByHand(moment: Moment, { stated, licensor }: { readonly stated: Stated; readonly licensor: string }): string {
  if (isWithheldByHand(moment, stated.party.exclusions, licensor)) return "EXCLUDED -";
  const holders = holdersByHand(moment, stated);
  const way = waysByHand(moment, stated).find((one) => one.licensor === licensor);
  if (way !== undefined) {
    const holder = holders.find(({ steps }) => steps.join() === way.steps.slice(0, steps.length).join());
    return `${way.agreements.length === 0 ? "OWN" : "SISTER"} ${holder?.society} ${way.steps.join(" ")}`;
  }
  const [holder] = holders;
  return holder ? `ELSEWHERE ${holder.society} ${holder.steps.join(" ")}` : "NONE -";
}
