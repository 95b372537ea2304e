import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { combinedParts, createClearanceTally, licensedShare } from "../../subgraphs/domain/clearance.ts";
import { CLEARANCE_CATEGORIES, LICENSED } from "../../subgraphs/domain/clearance/types.ts";
import type {
  ClearanceAsk,
  ClearanceCategory,
  ClearanceSummary,
  ClearedCell,
  ClearedWork,
} from "../../subgraphs/domain/clearance/types.ts";
import type { IpiRight } from "../../subgraphs/domain/rights.ts";
import {
  addShares,
  compareShares,
  equalShares,
  parsePercent,
  percentText,
  share,
  sumShares,
  WHOLE,
  ZERO,
} from "../../subgraphs/domain/shares.ts";
import type { Share } from "../../subgraphs/domain/shares.ts";
import { countriesOf, countrySetOf, hasCountry } from "../../subgraphs/domain/territories/countrySet.ts";
import type { CountrySet, TisCode } from "../../subgraphs/domain/territories/countrySet.ts";

const [CHINA, HONG_KONG, FRANCE] = ["0156", "0344", "0250"] as const;
const ALL = set(CHINA, HONG_KONG, FRANCE);

describe("the clearance of one work", () => {
  test("places every part in one of the eight categories, which add up to one whole", () => {
    const summary = clear(
      [
        work("wrk_1", [
          {
            right: "OD",
            countries: ALL,
            held: percent("5"),
            claims: [
              claim("OWN", "40", ALL),
              claim("SISTER", "20", ALL),
              claim("ELSEWHERE", "15", ALL),
              claim("EXCLUDED", "5", ALL),
              claim("FREE", "10", ALL),
            ],
            reported: [{ partyName: "DOE JANE", society: "058", share: ZERO }],
          },
        ]),
      ],
      { needed: new Map([["OD", ALL]]), byLaw: [] },
    );
    expect(shown(summary, CHINA, "OD")).toEqual({
      OWN: "40",
      SISTER: "20",
      BY_LAW: "0",
      ELSEWHERE: "15",
      EXCLUDED: "5",
      UNCLAIMED: "5",
      DISPUTED: "5",
      FREE: "10",
    });
    const unclaimed = clearance(summary, CHINA, "OD").names.find(({ category }) => category === "UNCLAIMED");
    expect(unclaimed).toMatchObject({ name: "DOE JANE", society: "058" });
    expect(summary.works).toEqual({ total: 1, fully: 0, partly: 1, not: 0 });
  });

  test("turns what nobody else clears into BY_LAW where an extended licence covers it, and only there", () => {
    const cell: ClearedCell = {
      right: "OD",
      countries: ALL,
      held: ZERO,
      claims: [claim("OWN", "50", ALL), claim("ELSEWHERE", "20", ALL), claim("EXCLUDED", "10", ALL)],
      reported: [],
    };
    const summary = clear([work("wrk_1", [cell])], {
      needed: new Map([["OD", ALL]]),
      byLaw: [{ countries: set(FRANCE), reference: "CPI L. 324-8" }],
    });
    expect(shown(summary, FRANCE, "OD")).toMatchObject({ OWN: "50", BY_LAW: "40", EXCLUDED: "10", ELSEWHERE: "0", UNCLAIMED: "0" });
    expect(shown(summary, CHINA, "OD")).toMatchObject({ OWN: "50", BY_LAW: "0", ELSEWHERE: "20", UNCLAIMED: "20" });
    expect(percentText(licensedShare(clearance(summary, FRANCE, "OD")))).toBe("90");
  });

  test("counts a right that no statement names as unclaimed", () => {
    const summary = clear([work("wrk_1", [])], { needed: new Map([["MD", ALL]]), byLaw: [] });
    expect(shown(summary, HONG_KONG, "MD")).toMatchObject({ UNCLAIMED: "100" });
    expect(summary.works.not).toBe(1);
  });

  test("calls a work that is free of rights fully cleared, although nothing of it is licensed", () => {
    const summary = clear([work("wrk_1", [whole("OD", ALL, "FREE")])], { needed: new Map([["OD", ALL]]), byLaw: [] });
    expect(summary.works.fully).toBe(1);
    expect(licensedShare(clearance(summary, CHINA, "OD"))).toEqual(ZERO);
  });

  test("calls a work partly cleared where one of two rights is", () => {
    const summary = clear([work("wrk_1", [whole("OD", ALL, "OWN"), whole("MD", set(CHINA), "OWN")])], {
      needed: new Map([
        ["OD", ALL],
        ["MD", ALL],
      ]),
      byLaw: [],
    });
    expect(summary.countries.get(CHINA as TisCode)).toEqual({ total: 1, fully: 1, partly: 0, not: 0 });
    expect(summary.countries.get(FRANCE as TisCode)).toEqual({ total: 1, fully: 0, partly: 1, not: 0 });
    expect(summary.works).toEqual({ total: 1, fully: 0, partly: 1, not: 0 });
  });

  test("asks for a right only where the use needs it", () => {
    const summary = clear([work("wrk_1", [whole("MD", ALL, "OWN")])], {
      needed: new Map([
        ["MD", ALL],
        ["OD", set(CHINA)],
      ]),
      byLaw: [],
    });
    expect(summary.rights.map(({ country, right }) => `${country} ${right}`)).toEqual(["0156 MD", "0156 OD", "0250 MD", "0344 MD"]);
    expect(summary.countries.get(FRANCE as TisCode)?.fully).toBe(1);
  });

  test("refuses two cells for one right and country, which would count twice", () => {
    const tally = createClearanceTally({ needed: new Map([["OD", ALL]]), byLaw: [] });
    expect(() => {
      tally.add(work("wrk_1", [whole("OD", ALL, "OWN"), whole("OD", set(CHINA), "OWN")]));
    }).toThrow(/one cell/);
  });
});

describe("the names behind what nobody claims", () => {
  const reported = (partyName: string, society: string | null, figure: string) => ({ partyName, society, share: percent(figure) });
  type Reported = ReturnType<typeof reported>;
  test.each<[string, readonly Reported[], readonly [name: string, society: string | null, part: string][]]>([
    [
      "each with its own society to ask",
      [reported("NEUFELD, TRACY", "021", "30"), reported("WESTBROOK, NATHAN", "052", "20")],
      [
        ["NEUFELD, TRACY", "021", "30"],
        ["WESTBROOK, NATHAN", "052", "20"],
      ],
    ],
    [
      "without blanks, which are nobody to ask",
      [reported("", null, "20"), reported(" ", null, "10"), reported("WESTBROOK, NATHAN", "052", "20")],
      [
        ["unknown", null, "30"],
        ["WESTBROOK, NATHAN", "052", "20"],
      ],
    ],
    ["with the society alone where the name is blank", [reported("", "058", "50")], [["unknown", "058", "50"]]],
    [
      "by what is left where figures are less, to those named without one",
      [reported("A", "021", "20"), reported("B", "052", "0"), reported("C", null, "0")],
      [
        ["A", "021", "20"],
        ["B", "052", "15"],
        ["C", null, "15"],
      ],
    ],
    [
      "in proportion where figures are more",
      [reported("A", "021", "60"), reported("B", "052", "40"), reported("C", null, "0")],
      [
        ["A", "021", "30"],
        ["B", "052", "20"],
      ],
    ],
    ["once, by the largest of several figures", [reported("A", "021", "30"), reported("A", "021", "50")], [["A", "021", "50"]]],
    ["as unknown where no statement names anybody", [], [["unknown", null, "50"]]],
  ])("stand %s", (_how, names, expected) => {
    const cell: ClearedCell = { right: "OD", countries: ALL, held: ZERO, claims: [claim("OWN", "50", ALL)], reported: names };
    const found = clearance(clear([work("wrk_1", [cell])], { needed: new Map([["OD", ALL]]), byLaw: [] }), CHINA, "OD");
    const unclaimed = found.names.filter(({ category }) => category === "UNCLAIMED");
    expect(unclaimed.map(({ name, society, share: part }) => [name, society, percentText(part)])).toEqual(expected);
    expect(percentText(found.parts.get("UNCLAIMED") ?? ZERO)).toBe("50");
  });
});

describe("the clearance of many works", () => {
  test("counts each work the same and names who stands behind a part", () => {
    const summary = clear(
      [work("wrk_1", [whole("OD", ALL, "OWN", "pty_A")]), work("wrk_2", [whole("OD", ALL, "ELSEWHERE", "pty_B")]), work("wrk_3", [])],
      {
        needed: new Map([["OD", ALL]]),
        byLaw: [],
      },
    );
    const { parts, names } = clearance(summary, CHINA, "OD");
    expect(parts.get("OWN")).toEqual(share(1n, 3n));
    expect(names.map(({ partyId, category, works }) => [partyId, category, works])).toEqual([
      ["pty_A", "OWN", 1],
      ["pty_B", "ELSEWHERE", 1],
      [null, "UNCLAIMED", 1],
    ]);
    expect(summary.works).toEqual({ total: 3, fully: 1, partly: 0, not: 2 });
  });

  test("has no summary without works", () => {
    expect(createClearanceTally({ needed: new Map([["OD", ALL]]), byLaw: [] }).summary()).toBeNull();
  });

  test("weighs rights by the tariff's split into one combined figure", () => {
    const summary = clear([work("wrk_1", [whole("OD", ALL, "OWN"), whole("MD", ALL, "ELSEWHERE")])], {
      needed: new Map([
        ["OD", ALL],
        ["MD", ALL],
      ]),
      byLaw: [],
    });
    const here = summary.rights.filter(({ country }) => country === CHINA);
    const combined = combinedParts(here, [
      { right: "OD", share: share(3n, 4n) },
      { right: "MD", share: share(1n, 4n) },
    ]);
    expect(combined.get("OWN")).toEqual(share(3n, 4n));
    expect(combined.get("ELSEWHERE")).toEqual(share(1n, 4n));
  });
});

describe("laws of clearance", () => {
  test("parts add up to one whole, and equal a count country by country", () => {
    fc.assert(
      fc.property(fc.array(anyWork(), { minLength: 1, maxLength: 8 }), (works) => {
        const ask: ClearanceAsk = {
          needed: new Map([
            ["OD", ALL],
            ["MD", set(CHINA, FRANCE)],
          ]),
          byLaw: [{ countries: set(FRANCE), reference: "law" }],
        };
        const summary = clear(works, ask);
        for (const { right, country, parts } of summary.rights) {
          expect(equalShares(sumShares(parts.values()), WHOLE)).toBe(true);
          for (const category of CLEARANCE_CATEGORIES) {
            const counted = sumShares(works.map((one) => countedPart(one, { right, country, category, ask })));
            expect(parts.get(category)).toEqual(share(counted.numerator, counted.denominator * BigInt(works.length)));
          }
        }
        for (const { total, fully, partly, not } of summary.countries.values()) expect(fully + partly + not).toBe(total);
        expect(summary.works.total).toBe(works.length);
      }),
      { numRuns: 60 },
    );
  });

  test("the order of works does not matter", () => {
    fc.assert(
      fc.property(fc.array(anyWork(), { minLength: 1, maxLength: 6 }), (works) => {
        const ask: ClearanceAsk = { needed: new Map([["OD", ALL]]), byLaw: [] };
        const [one, other] = [clear(works, ask), clear([...works].reverse(), ask)];
        expect(other.rights.map(({ parts }) => [...parts])).toEqual(one.rights.map(({ parts }) => [...parts]));
        expect(other.works).toEqual(one.works);
      }),
      { numRuns: 40 },
    );
  });
});

function set(...codes: readonly string[]): CountrySet {
  return countrySetOf(codes.map((code) => code as TisCode));
}

function percent(text: string): Share {
  return parsePercent(text) ?? ZERO;
}

function claim(
  category: ClearanceCategory,
  part: string,
  countries: CountrySet,
  partyId = `pty_${category}`,
): ClearedCell["claims"][number] {
  return { countries, category, share: percent(part), partyId, partyName: partyId, society: null, because: category };
}

function whole(right: IpiRight, countries: CountrySet, category: ClearanceCategory, partyId?: string): ClearedCell {
  return { right, countries, held: ZERO, claims: [claim(category, "100", countries, partyId)], reported: [] };
}

function work(workId: string, cells: readonly ClearedCell[]): ClearedWork {
  return { workId, cells, conflictIds: ["cnf_1"] };
}

function clear(works: readonly ClearedWork[], ask: ClearanceAsk): ClearanceSummary {
  const tally = createClearanceTally(ask);
  for (const one of works) tally.add(one);
  const summary = tally.summary();
  if (summary === null) throw new Error("no works");
  return summary;
}

function clearance(summary: ClearanceSummary, country: string, right: IpiRight): ClearanceSummary["rights"][number] {
  const found = summary.rights.find((one) => one.country === country && one.right === right);
  if (found === undefined) throw new Error(`no clearance of ${right} in ${country}`);
  return found;
}

function shown(summary: ClearanceSummary, country: string, right: IpiRight): Record<string, string> {
  return Object.fromEntries([...clearance(summary, country, right).parts].map(([category, part]) => [category, percentText(part)]));
}

/** One work's part of a category in a country, counted without sets. */
function countedPart(one: ClearedWork, at: { right: IpiRight; country: TisCode; category: ClearanceCategory; ask: ClearanceAsk }): Share {
  const cell = one.cells.find(({ right, countries }) => right === at.right && hasCountry(countries, at.country));
  const parts = new Map<ClearanceCategory, Share>();
  const give = (category: ClearanceCategory, part: Share): void => {
    const law = at.ask.byLaw.some(({ countries }) => hasCountry(countries, at.country));
    const placed = law && (category === "ELSEWHERE" || category === "UNCLAIMED") ? "BY_LAW" : category;
    parts.set(placed, addShares(parts.get(placed) ?? ZERO, part));
  };
  for (const { category, share: part, countries } of cell?.claims ?? []) if (hasCountry(countries, at.country)) give(category, part);
  give("DISPUTED", cell?.held ?? ZERO);
  const given = sumShares(parts.values());
  give("UNCLAIMED", share(given.denominator - given.numerator, given.denominator));
  return parts.get(at.category) ?? ZERO;
}

/** A work with random cells over disjoint countries, claims over parts of them, and sums of at most one whole. */
function anyWork(): fc.Arbitrary<ClearedWork> {
  const category = fc.constantFrom<ClearanceCategory>("OWN", "SISTER", "ELSEWHERE", "EXCLUDED", "FREE");
  const subset = fc.subarray(countriesOf(ALL)).map((codes) => countrySetOf(codes));
  const claims = fc.array(fc.tuple(category, fc.bigInt({ min: 0n, max: 9n }), subset), { maxLength: 4 });
  const figure = fc.bigInt({ min: 0n, max: 60n }).map((part) => share(part, 53n));
  const reported = fc.array(
    fc.record({ partyName: fc.constantFrom("", "A", "B"), society: fc.constantFrom(null, "052", "058"), share: figure }),
    { maxLength: 4 },
  );
  const cell = (right: IpiRight) =>
    fc.tuple(subset, fc.bigInt({ min: 0n, max: 9n }), claims, reported).map(([countries, held, given, named]): ClearedCell => ({
      right,
      countries,
      held: share(held, 63n),
      claims: given.map(([kind, part, where], at) => ({
        countries: where,
        category: kind,
        share: share(part, 47n + BigInt(at)),
        partyId: `pty_${at}`,
        partyName: `P${at}`,
        society: null,
        because: "",
      })),
      reported: named,
    }));
  return fc.tuple(cell("OD"), cell("MD")).map((cells) => work("wrk", cells));
}

test("only OWN, SISTER and BY_LAW are licensed", () => {
  expect([...LICENSED].sort()).toEqual(["BY_LAW", "OWN", "SISTER"]);
  expect(compareShares(WHOLE, ZERO)).toBeGreaterThan(0);
});
