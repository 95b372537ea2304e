// Shows where memberships stated for several numbers of one party cannot stand beside each other: tables, and a count of every day, country, right and side.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { membershipClashes } from "../../../subgraphs/domain/mandates/clashes.ts";
import { mandateOf } from "../../../subgraphs/domain/mandates/entitlement.ts";
import type { Membership } from "../../../subgraphs/domain/mandates/records.ts";
import { ALWAYS, containsDay } from "../../../subgraphs/domain/period.ts";
import { parsePercent, percentText } from "../../../subgraphs/domain/shares.ts";
import { hasCountry } from "../../../subgraphs/domain/territories/countrySet.ts";
import { invariant } from "../../../subgraphs/domain/invariant.ts";
import { BRITAIN, CHINA, countries, data, day, FRANCE, from, membership, tis } from "./support.ts";

const MERGED = { partyId: "pty_merged" };

function percent(text: string) {
  const parsed = parsePercent(text);
  invariant(parsed !== null, `${text} is a share`);
  return { share: parsed };
}

const told = (memberships: readonly Membership[]) =>
  membershipClashes(memberships).map(({ memberships: those, rights, side, period, total }) => [
    those.map(({ id }) => id).join(),
    rights.join(),
    side,
    period.from,
    period.until,
    percentText(total),
  ]);

describe("memberships of several numbers of one party", () => {
  test.each<[string, readonly Membership[], readonly unknown[]]>([
    ["one number alone never clashes, whatever it holds", [membership("a", "052"), membership("b", "010")], []],
    ["two societies with the whole", [membership("a", "052"), membership("b", "010", MERGED)], [["a,b", "PR,OD", null, null, null, "200"]]],
    ["one society under two numbers holds it once", [membership("a", "052"), membership("b", "052", MERGED)], []],
    ["two halves", [membership("a", "052", percent("50")), membership("b", "010", { ...MERGED, ...percent("50") })], []],
    ["no right in common", [membership("a", "052", { rights: ["PR"] }), membership("b", "044", { ...MERGED, rights: ["MR"] })], []],
    ["other sides", [membership("a", "052", { side: "WRITER" }), membership("b", "010", { ...MERGED, side: "PUBLISHER" })], []],
    [
      "one side of both",
      [membership("a", "052"), membership("b", "010", { ...MERGED, side: "PUBLISHER" })],
      [["a,b", "PR,OD", "PUBLISHER", null, null, "200"]],
    ],
    [
      "other roles",
      [membership("a", "052", { role: "MC", side: "WRITER" }), membership("b", "010", { ...MERGED, role: "LY", side: "WRITER" })],
      [],
    ],
    [
      "one after the other",
      [
        membership("a", "052", { period: from("2020-01-01") }),
        membership("b", "010", { ...MERGED, period: { from: null, until: day("2020-01-01") } }),
      ],
      [],
    ],
    [
      "on the days on which both hold",
      [
        membership("a", "052", { period: from("2020-01-01") }),
        membership("b", "010", { ...MERGED, period: from("2015-01-01", "2022-01-01") }),
      ],
      [["a,b", "PR,OD", null, "2020-01-01", "2022-01-01", "200"]],
    ],
    [
      "in no country of both",
      [membership("a", "052", { countries: countries(CHINA) }), membership("b", "010", { ...MERGED, countries: countries(FRANCE) })],
      [],
    ],
    ["what files print", [membership("a", "052"), membership("b", "010", { ...MERGED, basis: "FROM_CWR" })], []],
    ["another creation class", [membership("a", "052"), membership("b", "010", { ...MERGED, creationClass: "AV" })], []],
  ])("%s", (_, memberships, expected) => {
    expect(told(memberships)).toEqual(expected);
  });

  test("are told with the mandate, which goes by the greatest share all the same", () => {
    const asked = {
      side: "WRITER",
      right: "PR",
      use: null,
      country: tis(CHINA),
      on: day("2026-03-01"),
      creationClass: "MW",
      licensor: null,
    } as const;
    const own = membership("mem_a", "052", percent("60"));
    const answer = mandateOf(asked, data({ memberships: [own, membership("mem_b", "010", { ...MERGED, ...percent("80") })] }));
    expect(answer.society).toBe("010");
    expect(answer.because).toContain(
      "Memberships clash since numbers of the party were merged: 052 (mem_a, stated for pty_anna) and 010 (mem_b, stated for pty_merged)",
    );
    expect(mandateOf(asked, data({ memberships: [own] })).because).not.toContain("clash");
    const elsewhere = { ...MERGED, countries: countries(BRITAIN) };
    expect(mandateOf(asked, data({ memberships: [own, membership("mem_b", "010", elsewhere)] })).because).not.toContain("clash");
  });
});

const DAYS = ["2019-06-01", "2020-06-01", "2021-06-01"].map(day);
const PLACES = [CHINA, FRANCE, BRITAIN].map(tis);

const anyMembership = fc.record({
  society: fc.constantFrom("052", "010", "035"),
  partyId: fc.constantFrom("pty_anna", "pty_merged", "pty_other"),
  side: fc.constantFrom("WRITER" as const, "PUBLISHER" as const, null),
  rights: fc.constantFrom(["PR"] as const, ["OD"] as const, ["PR", "OD"] as const),
  where: fc.subarray([CHINA, FRANCE, BRITAIN], { minLength: 1 }),
  period: fc.constantFrom(ALWAYS, from("2020-01-01"), from("2019-01-01", "2021-01-01")),
  share: fc.constantFrom("100", "60", "40").map((text) => percent(text).share),
});

test("they clash exactly on the days and in the countries in which a count of every one comes to more than the whole", () => {
  fc.assert(
    fc.property(fc.array(anyMembership, { maxLength: 6 }), (rows) => {
      const memberships = rows.map(({ where, ...rest }, at) =>
        membership(`mem_${at}`, rest.society, { ...rest, countries: countries(...where) }),
      );
      const clashes = membershipClashes(memberships);
      for (const on of DAYS)
        for (const place of PLACES)
          for (const right of ["PR", "OD"] as const)
            for (const side of ["WRITER", "PUBLISHER"] as const) {
              const here = memberships.filter(
                (one) =>
                  hasCountry(one.countries, place) &&
                  containsDay(one.period, on) &&
                  one.rights.includes(right) &&
                  one.side !== (side === "WRITER" ? "PUBLISHER" : "WRITER"),
              );
              const found = clashes.filter(
                (one) =>
                  hasCountry(one.countries, place) &&
                  containsDay(one.period, on) &&
                  one.rights.includes(right) &&
                  (one.side === null || one.side === side),
              );
              const expected = countedPercent(here) > 100 && new Set(here.map(({ partyId }) => partyId)).size > 1;
              expect(found.map((one) => one.memberships.map(({ id }) => id))).toEqual(expected ? [here.map(({ id }) => id)] : []);
            }
    }),
    { numRuns: 150 },
  );
});

/** By hand: of each society the number under which it holds most. */
function countedPercent(memberships: readonly Membership[]): number {
  const societies = [...new Set(memberships.map(({ society }) => society))];
  const numbers = [...new Set(memberships.map(({ partyId }) => partyId))];
  return societies
    .map((society) =>
      Math.max(
        ...numbers.map((number) =>
          memberships
            .filter((one) => one.society === society && one.partyId === number)
            .reduce((sum, { share }) => sum + Number(percentText(share)), 0),
        ),
      ),
    )
    .reduce((sum, most) => sum + most, 0);
}
