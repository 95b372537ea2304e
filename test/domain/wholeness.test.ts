// Goal: a statement that is passed over as within the whole holds no conflict in itself, whatever it claims.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findConflicts } from "../../subgraphs/domain/conflicts.ts";
import { storedShare } from "../../subgraphs/domain/shares.ts";
import { storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { isWithinWhole } from "../../subgraphs/domain/wholeness.ts";
import { COUNTRIES, statement } from "../support/statements.ts";
import type { ClaimSketch } from "../support/statements.ts";

const passed = (claims: readonly ClaimSketch[]): boolean =>
  isWithinWhole(
    statement("SO:052", claims).claims.map(({ figures, territories: { countries } }) => ({
      figures: figures.map(({ right, share }) => ({ right, share: storedShare(share) })),
      territories: { countries: storedCountrySet(countries) },
    })),
  );

describe("a statement within the whole", () => {
  it("is one whose lines together stay at 100 percent and CWR's tolerance, for every right", () => {
    const line = (figures: ClaimSketch["figures"]): ClaimSketch => ({ party: "W", figures });
    expect(passed([])).toBe(true);
    expect(passed([line({ PERFORMING: "50", MECHANICAL: "100" }), line({ PERFORMING: "50.06" })])).toBe(true);
    expect(passed([line({ PERFORMING: "50" }), line({ PERFORMING: "50.07" })])).toBe(false);
    expect(passed([line({ PERFORMING: "60" }), line({ OD: "50" })])).toBe(false);
    expect(passed([line({ PERFORMING: "60" }), line({ MR: "50" })])).toBe(true);
    expect(passed(Array.from({ length: 3 }, () => line({ SYNC: "33.33" })))).toBe(true);
  });

  it("is one whose lines stand apart by territory, and none of whose territories together have too much", () => {
    const line = (share: string, ...countries: string[]): ClaimSketch => ({ party: "W", figures: { MECHANICAL: share }, countries });
    expect(passed([line("100", "0156"), line("100", "0250")])).toBe(true);
    expect(passed([line("50", "0156"), line("50", "0250"), line("50", "0156", "0250", "0826")])).toBe(true);
    expect(passed([line("50", "0156"), line("51", "0250"), line("50", "0156", "0250", "0826")])).toBe(false);
  });

  it("holds no conflict", () => {
    const percents = fc.constantFrom("0", "16.67", "20", "33.34", "50", "60", "100.06");
    const claims = fc.array(
      fc.record({
        party: fc.constantFrom("A", "B", "C"),
        side: fc.constantFrom("WRITER" as const, "PUBLISHER" as const),
        figures: fc.record({ PERFORMING: percents, OD: percents, MECHANICAL: percents }, { requiredKeys: [] }),
        countries: fc.subarray([...COUNTRIES], { minLength: 1 }),
        writers: fc.constant(["W"]),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(claims, (list) => {
        fc.pre(passed(list));
        expect(findConflicts([statement("SO:052", list)], () => [])).toEqual([]);
      }),
    );
  });
});
