// Goal: every conflict between the claims of a work is found, once, with the same key each time, and none where claims never meet.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compareIdentities, findConflicts, partiesWithDifferingFigures } from "../../subgraphs/domain/conflicts.ts";
import type { ConflictFinding } from "../../subgraphs/domain/conflicts.ts";
import { computeOwnership } from "../../subgraphs/domain/ownership.ts";
import { ALWAYS } from "../../subgraphs/domain/period.ts";
import { FAMILY_RIGHTS } from "../../subgraphs/domain/rights.ts";
import type { Statement } from "../../subgraphs/domain/statements.ts";
import { countriesOf } from "../../subgraphs/domain/territories/countrySet.ts";
import { COUNTRIES, countrySet, holdersOf, statement, text } from "../support/statements.ts";
import type { ClaimSketch } from "../support/statements.ts";

function find(statements: readonly Statement[]): ConflictFinding[] {
  return findConflicts(statements, () => []);
}

function line({ kind, partyIds, slices, excess }: ConflictFinding): string {
  const places = slices.map(
    (slice) => `${slice.rights.length} rights in ${countriesOf(slice.countries).join("+")} by ${text(slice.excess)}`,
  );
  return `${kind} ${partyIds.join(",")} up to ${text(excess)}: ${places.join("; ")}`;
}

const writer: ClaimSketch = { party: "W", figures: { PERFORMING: "50" } };
const publisher = (party: string, share: string, countries: readonly string[] = COUNTRIES): ClaimSketch => ({
  party,
  side: "PUBLISHER",
  figures: { PERFORMING: share, MECHANICAL: "100" },
  writers: ["W"],
  countries,
});

describe("finding conflicts", () => {
  it("names the rivals, the rights, the countries and the percent over", () => {
    const findings = find([
      statement("SO:052", [writer, publisher("A", "50")]),
      statement("SO:058", [writer, publisher("Z", "50", ["0250", "0826"])]),
    ]);
    expect(findings.map(line)).toEqual(["OVER_CLAIM pty_A,pty_Z up to 100: 7 rights in 0250+0826 by 100; 11 rights in 0250+0826 by 50"]);
    expect(findings[0]?.claimIds).toEqual(["clm_SO:052_1_1", "clm_SO:058_1_1"]);
    expect(findings[0]?.statementIds).toEqual(["stm_SO:052_1", "stm_SO:058_1"]);
  });

  it("finds nothing where rival claims never meet", () => {
    expect(find([statement("SO:052", [publisher("A", "50", ["0156"])]), statement("SO:058", [publisher("Z", "50", ["0250"])])])).toEqual(
      [],
    );
  });

  it("finds nothing within the tolerance", () => {
    expect(find([statement("SO:052", [{ party: "W", figures: { MECHANICAL: "100.06" } }])])).toEqual([]);
    expect(find([statement("SO:052", [{ party: "W", figures: { MECHANICAL: "100.07" } }])])).toHaveLength(1);
  });

  it("groups by the writer whose share is contested", () => {
    const both = (name: string): ClaimSketch[] =>
      ["W", "V"].map((writerName) => ({
        party: `${name}${writerName}`,
        side: "PUBLISHER",
        figures: { MECHANICAL: "50" },
        writers: [writerName],
      }));
    const findings = find([statement("SO:052", both("A")), statement("SO:058", both("Z"))]);
    expect(findings.map(({ partyIds }) => partyIds.join(","))).toEqual(["pty_AV,pty_ZV", "pty_AW,pty_ZW"]);
  });

  const on = (party: string, given: Partial<ClaimSketch>): ClaimSketch => ({
    ...{ party, side: "PUBLISHER", figures: { MECHANICAL: "100" }, writers: ["W"] },
    ...given,
  });
  const half = { figures: { MECHANICAL: "50" } };
  it.each([
    ["three rivals on one writer, in one", [[on("A", {})], [on("Z", {})], [on("Y", {})]], ["A,Y,Z"]],
    ["two publishers of one statement against a third, in one", [[on("A", half), on("B", half)], [on("Z", {})]], ["A,B,Z"]],
    [
      "rivals in different countries apart",
      [[on("A", {})], [on("Z", { countries: ["0250"] })], [on("Y", { countries: ["0826"] })]],
      ["A,Y", "A,Z"],
    ],
    [
      "rivals in different years apart",
      [[on("A", {})], [on("Z", { until: "2025-01-01" })], [on("Y", { from: "2026-01-01" })]],
      ["A,Y", "A,Z"],
    ],
    [
      "a publisher of two writers, with each one's rival",
      [[on("A", { writers: ["V", "W"] })], [on("Z", { ...half })], [on("Y", { ...half, writers: ["V"] })]],
      ["A,Y", "A,Z"],
    ],
    [
      "nobody who has no rival: a writer beside contested publishers",
      [[{ party: "W", figures: { MECHANICAL: "50" } }, on("A", half)], [on("Z", half)]],
      ["A,Z"],
    ],
    ["all claims where no writer's share explains it", [[on("A", { writers: ["V"] })], [on("Z", { ...half })]], ["A,Z"]],
  ] as const)("groups %s", (_, lists, groups) => {
    const findings = find(lists.map((list, index) => statement(`SO:0${index + 10}`, list)));
    expect(findings.filter(({ kind }) => kind === "OVER_CLAIM").map(({ partyIds }) => partyIds.join(",").replaceAll("pty_", ""))).toEqual(
      groups,
    );
  });

  it("opens SHARES_DIFFER for two figures of one party, and names the party for whom the mandate holder must be asked", () => {
    const statements = [
      statement("SO:052", [publisher("A", "50")]),
      statement("SO:058", [{ ...publisher("A", "30"), figures: { PERFORMING: "30" } }]),
    ];
    expect(find(statements).map(line)).toEqual([`SHARES_DIFFER pty_A up to 20: 11 rights in ${COUNTRIES.join("+")} by 20`]);
    expect(partiesWithDifferingFigures(statements)).toEqual([
      { partyId: "pty_A", side: "PUBLISHER", rights: [...FAMILY_RIGHTS.PERFORMING] },
    ]);
  });

  it("lets the entitled figure decide whether the sum is over", () => {
    const statements = [
      statement("SO:052", [{ ...writer, figures: { PERFORMING: "60" } }, publisher("A", "50")]),
      statement("SO:058", [publisher("A", "40")]),
    ];
    expect(find(statements).map(({ kind }) => kind)).toEqual(["OVER_CLAIM", "SHARES_DIFFER"]);
    expect(findConflicts(statements, holdersOf({ A: "058" })).map(({ kind }) => kind)).toEqual(["SHARES_DIFFER"]);
  });

  it("keeps the key when a claim is revised", () => {
    const one = statement("SO:052", [publisher("A", "50")]);
    const keys = ["1", "2"].map((number) => find([one, statement("SO:058", [publisher("Z", "50")], { number })])[0]?.key);
    expect(keys[0]).toBe(keys[1]);
  });

  it("finds a conflict exactly where the map is over", () => {
    const claims = fc.array(
      fc.record({
        party: fc.constantFrom("A", "B", "C"),
        side: fc.constantFrom("WRITER" as const, "PUBLISHER" as const),
        figures: fc.record({ PERFORMING: fc.constantFrom("0", "30", "60") }),
        countries: fc.subarray([...COUNTRIES], { minLength: 1 }),
        writers: fc.constant(["W"]),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.array(claims, { maxLength: 3 }), (lists) => {
        const statements = lists.map((list, index) => statement(`SO:0${index + 10}`, list));
        const cells = computeOwnership({
          statements,
          rights: ["PR"],
          countries: countrySet(COUNTRIES),
          period: ALWAYS,
          holders: () => [],
          openConflicts: [],
        });
        const over = cells.filter(({ state }) => state === "OVER").reduce((set, { countries }) => set | countries, 0n);
        const found = find(statements)
          .filter(({ kind }) => kind === "OVER_CLAIM")
          .flatMap(({ slices }) => slices)
          .reduce((set, { countries }) => set | countries, 0n);
        expect(found).toBe(over);
      }),
    );
  });
});

describe("two works or one", () => {
  const work = (id: string, iswc: string | null, title: string, creator: string) => ({
    id,
    iswc,
    titles: [title],
    creators: [{ partyId: null, ipiNameNumber: null, name: creator }],
    isrcs: [] as string[],
  });
  const on = (isrcs: string[], one: ReturnType<typeof work>) => ({ ...one, isrcs });
  const [ISRC, OTHER] = ["CNA231200001", "CNA231200002"];

  it.each([
    [
      "one ISWC and no creator in common",
      work("wrk_1", "T0345246801", "River", "Ann Lee"),
      work("wrk_2", "T0345246801", "River", "Bo Ek"),
      "ISWC_MISMATCH",
    ],
    [
      "one ISWC and a creator in common",
      work("wrk_1", "T0345246801", "River", "Ann Lee"),
      work("wrk_2", "T0345246801", "Lake", "LEE ANN"),
      "DUPLICATE_WORK",
    ],
    [
      "near titles and a creator in common",
      work("wrk_1", null, "The Café", "Ann Lee"),
      work("wrk_2", null, "CAFE", "Ann Lée"),
      "DUPLICATE_WORK",
    ],
    ["near titles only", work("wrk_1", null, "River", "Ann Lee"), work("wrk_2", null, "River", "Bo Ek"), null],
    ["a creator only", work("wrk_1", null, "River", "Ann Lee"), work("wrk_2", null, "Lake", "Ann Lee"), null],
    ["one title in Han", work("wrk_1", null, "月亮", "王小明"), work("wrk_2", null, "月亮", "王小明"), "DUPLICATE_WORK"],
    ["an ISRC only", on([ISRC], work("wrk_1", null, "River", "Ann Lee")), on([ISRC], work("wrk_2", null, "Lake", "Bo Ek")), null],
    [
      "an ISRC and a title, whoever is said to have made it",
      on([ISRC], work("wrk_1", null, "River", "Ann Lee")),
      on([OTHER, ISRC], work("wrk_2", null, "River", "Bo Ek")),
      "DUPLICATE_WORK",
    ],
    [
      "an ISRC and a title with a typo",
      on([ISRC], work("wrk_1", null, "The Long River", "Ann Lee")),
      on([ISRC], work("wrk_2", null, "Long Rivver (Live)", "Bo Ek")),
      "DUPLICATE_WORK",
    ],
    ["a title with a typo", work("wrk_1", null, "The Long River", "Ann Lee"), work("wrk_2", null, "Long Rivver", "Ann Lee"), null],
    [
      "two songs of one writer in one recording",
      on([ISRC], work("wrk_1", null, "River", "Ann Lee")),
      on([ISRC], work("wrk_2", null, "Lake", "Ann Lee")),
      null,
    ],
    [
      "one song under a Latin and a Han title in one recording",
      on([ISRC], work("wrk_1", null, "The Moon", "Ann Lee")),
      on([ISRC], work("wrk_2", null, "月亮", "Ann Lee")),
      "DUPLICATE_WORK",
    ],
    [
      "an ISRC and a title of works with different ISWCs",
      on([ISRC], work("wrk_1", "T0345246801", "River", "Ann Lee")),
      on([ISRC], work("wrk_2", "T0000000010", "River", "Bo Ek")),
      null,
    ],
    [
      "one ISWC and one recording under other titles",
      on([ISRC], work("wrk_1", "T0345246801", "River", "Ann Lee")),
      on([ISRC], work("wrk_2", "T0345246801", "Lake", "Ann Lee")),
      "DUPLICATE_WORK",
    ],
  ])("judges %s", (_name, one, other, kind) => {
    expect(compareIdentities(one, other)?.kind ?? null).toBe(kind);
    expect(compareIdentities(other, one)?.key).toBe(compareIdentities(one, other)?.key);
  });

  it("hears nothing in an ISRC of a medley, and says what it heard", () => {
    const [one, other] = [on([ISRC], work("wrk_1", null, "River", "Ann Lee")), on([ISRC], work("wrk_2", null, "River", "Bo Ek"))];
    expect(compareIdentities(one, other, new Set([ISRC]))).toBeNull();
    expect(compareIdentities(one, other)?.because).toBe(`Both are titled River and are in the recording ${ISRC}.`);
    const near = compareIdentities({ ...one, titles: ["The Long River"] }, { ...other, titles: ["Long Rivver"] });
    expect(near?.because).toBe(`Both have titles that are alike, The Long River and Long Rivver and are in the recording ${ISRC}.`);
  });

  it("takes a group for its member, and two members for two", () => {
    const by = (id: string, partyId: string, kin: string[]) => ({
      ...work(id, "T0345246801", "River", partyId),
      creators: [{ partyId, ipiNameNumber: null, name: partyId, kin }],
    });
    const [band, ann, bo] = [
      by("wrk_1", "pty_band", ["pty_ann", "pty_bo"]),
      by("wrk_2", "pty_ann", ["pty_band"]),
      by("wrk_3", "pty_bo", ["pty_band"]),
    ];
    const plain = by("wrk_4", "pty_band", []);
    expect([compareIdentities(band, ann)?.kind, compareIdentities(plain, bo)?.kind, compareIdentities(ann, bo)?.kind]).toEqual([
      "DUPLICATE_WORK",
      "DUPLICATE_WORK",
      "ISWC_MISMATCH",
    ]);
  });
});
