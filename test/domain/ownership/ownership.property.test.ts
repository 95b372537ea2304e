// Goal: the interval arithmetic equals a count by hand, day by day and country by country, whatever the statements and their order.
// Method: random statements of several submitters, overlapping parties, places, days and revisions, against a plain count.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { computeOwnership } from "../../../subgraphs/domain/ownership.ts";
import type { Cell, HolderLookup } from "../../../subgraphs/domain/ownership.ts";
import { containsDay } from "../../../subgraphs/domain/period.ts";
import { familyOf } from "../../../subgraphs/domain/rights.ts";
import type { IpiRight } from "../../../subgraphs/domain/rights.ts";
import {
  WHOLE,
  addShares,
  compareShares,
  equalShares,
  isOverWhole,
  isUnderWhole,
  isZeroShare,
  storedShare,
  sumShares,
} from "../../../subgraphs/domain/shares.ts";
import type { Share } from "../../../subgraphs/domain/shares.ts";
import type { Statement } from "../../../subgraphs/domain/statements.ts";
import { hasCountry } from "../../../subgraphs/domain/territories/countrySet.ts";
import { COUNTRIES, countrySet, day, period, statement, submitter, tis } from "../../support/statements.ts";
import type { ClaimSketch } from "../../support/statements.ts";

const DAYS = ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-01-05"] as const;
const RIGHTS: readonly IpiRight[] = ["PR", "OD", "MR", "RB"];
const PARTIES = ["A", "B", "C", "D"];

const sketch: fc.Arbitrary<ClaimSketch> = fc.record(
  {
    party: fc.constantFrom(...PARTIES),
    side: fc.constantFrom("WRITER" as const, "PUBLISHER" as const),
    figures: fc.dictionary(
      fc.constantFrom("PERFORMING" as const, "MECHANICAL" as const, "OD" as const),
      fc.constantFrom("0", "10", "25", "33.33", "50", "66.67", "100"),
      { minKeys: 1 },
    ),
    countries: fc.subarray([...COUNTRIES], { minLength: 1 }),
    writers: fc.subarray(PARTIES, { maxLength: 2 }),
    from: fc.constantFrom(...DAYS),
    until: fc.constantFrom(...DAYS),
  },
  { requiredKeys: ["party", "side", "figures", "countries"] },
);

const SUBMITTERS = ["SO:052", "SO:058", "PB:A"];
const statements: fc.Arbitrary<Statement[]> = fc
  .uniqueArray(
    fc.record({ key: fc.constantFrom(...SUBMITTERS), number: fc.constantFrom("1", "2"), claims: fc.array(sketch, { maxLength: 5 }) }),
    { selector: ({ key, number }) => `${key} ${number}`, maxLength: 4 },
  )
  .map((list) =>
    list.map(({ key, number, claims }) => statement(key, claims, { number, submitter: submitter(key, key === "PB:A" ? "pty_A" : null) })),
  );

/** A's mandate moves from 052 to 058 in the middle of the days; B's is split by country. */
const holders: HolderLookup = (partyId) => {
  if (partyId === "pty_A") {
    return [
      { countries: countrySet(COUNTRIES), period: period(undefined, DAYS[2]), society: "052", basis: "MEMBERSHIP" },
      { countries: countrySet(COUNTRIES), period: period(DAYS[2]), society: "058", basis: "MEMBERSHIP" },
    ];
  }
  return partyId === "pty_B" ? [{ countries: countrySet(["0156", "0250"]), period: period(), society: "058", basis: "FROM_CWR" }] : [];
};

function cellsFor(list: readonly Statement[]): Cell[] {
  return computeOwnership({
    statements: list,
    rights: RIGHTS,
    countries: countrySet(COUNTRIES),
    period: period(DAYS[0], "2020-01-06"),
    holders,
    openConflicts: [],
  });
}

/** Each party's counted share at one place, counted by hand. */
function count(list: readonly Statement[], right: IpiRight, at: { country: string; on: string }): Map<string, Share> {
  const figures = new Map<string, { share: Share; entitled: boolean }[]>();
  for (const { claims, submitter: by } of list) {
    const there = claims.filter(
      (claim) => hasCountry(claim.territories.countries, tis(at.country)) && containsDay(claim.period, day(at.on)),
    );
    for (const key of new Set(there.map(({ side, partyId }) => `${side} ${partyId}`))) {
      const own = there.filter(({ side, partyId }) => `${side} ${partyId}` === key);
      const single = own.flatMap((claim) => claim.figures.filter((figure) => figure.right === right));
      const family = own.flatMap((claim) => claim.figures.filter((figure) => figure.right === familyOf(right)));
      const used = single.length > 0 ? single : family;
      if (used.length === 0) continue;
      const partyId = own[0]?.partyId ?? "";
      const holder = holders(partyId, "WRITER", right).find(
        (span) => hasCountry(span.countries, tis(at.country)) && containsDay(span.period, day(at.on)),
      )?.society;
      const entitled = (by.society !== null && by.society === holder) || (key.startsWith("PUBLISHER") && by.partyId === partyId);
      figures.set(key, [...(figures.get(key) ?? []), { share: sumShares(used.map(({ share }) => share)), entitled }]);
    }
  }
  const counted = new Map<string, Share>();
  for (const [key, stated] of figures) {
    const distinct = [...new Set(stated.map(({ share }) => storedShare(share)))];
    const entitled = distinct.filter((text) => stated.some(({ share, entitled: may }) => may && storedShare(share) === text));
    const pool = stated
      .filter(({ share }) => entitled.length !== 1 || storedShare(share) === entitled[0])
      .map(({ share }) => share)
      .sort(compareShares);
    const share = pool.at(-1);
    if (share !== undefined && !stated.every((one) => isZeroShare(one.share))) counted.set(key, share);
  }
  return counted;
}

describe("ownership by intervals", () => {
  it("equals a count by hand for every right, country and day, in exactly one cell", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const cells = cellsFor(list);
        for (const right of RIGHTS) {
          for (const country of COUNTRIES) {
            for (const on of DAYS) {
              const here = cells.filter(
                (cell) => cell.right === right && hasCountry(cell.countries, tis(country)) && containsDay(cell.period, day(on)),
              );
              const [cell] = here;
              const wanted = count(list, right, { country, on });
              const total = sumShares(wanted.values());
              const answered = cell?.claims.map(({ side, partyId, share }) => `${side} ${partyId} ${storedShare(share)}`).sort();
              const isRight =
                here.length === 1 &&
                String(answered) === String([...wanted].map(([key, share]) => `${key} ${storedShare(share)}`).sort()) &&
                cell !== undefined &&
                equalShares(cell.claimed, total) &&
                (cell.state === "OVER") === isOverWhole(total) &&
                (cell.state === "UNDER") === (isUnderWhole(total) && !isZeroShare(total));
              // One expect a place would cost more than the count itself.
              if (!isRight)
                throw new Error(
                  `${right} in ${country} on ${on}: ${here.length} cells, ${String(answered)}, counted ${String([...wanted.keys()])}`,
                );
            }
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it("does not depend on the order in which statements arrived", () => {
    fc.assert(
      fc.property(statements, fc.nat(), (list, turn) => {
        const turned = [...list.slice(turn % Math.max(1, list.length)), ...list.slice(0, turn % Math.max(1, list.length))].reverse();
        expect(cellsFor(turned)).toEqual(cellsFor(list));
      }),
      { numRuns: 100 },
    );
  });

  it("divides every cell into payable, held and unclaimed parts that make one whole, none negative", () => {
    fc.assert(
      fc.property(statements, (list) => {
        for (const cell of cellsFor(list)) {
          expect(addShares(addShares(cell.held, cell.unclaimedPart), sumShares(cell.claims.map(({ payable }) => payable)))).toEqual(WHOLE);
          expect(
            [cell.held, cell.unclaimedPart, ...cell.claims.map(({ payable }) => payable)].filter(({ numerator }) => numerator < 0n),
          ).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("has no two neighbouring cells of equal content", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const cells = cellsFor(list);
        const contents = cells.map(({ countries: _countries, ...cell }) =>
          JSON.stringify(cell, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)),
        );
        expect(new Set(contents).size).toBe(cells.length);
        for (const one of cells) {
          const after = cells.filter(
            (other) => other.right === one.right && other.countries === one.countries && other.period.from === one.period.until,
          );
          for (const other of after) expect({ ...other, period: null }).not.toEqual({ ...one, period: null });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("changes no cell when one statement is received by another society too", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const received = list.map((one) => ({
          ...one,
          receipts: [{ receiver: "058", message: "msg_2", line: 1, receivedAt: "2026-01-01T00:00:00.000Z" }],
        }));
        expect(cellsFor(received)).toEqual(cellsFor(list));
      }),
      { numRuns: 30 },
    );
  });
});
