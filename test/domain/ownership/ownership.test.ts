// Goal: the house rules on statements, cells and tolerance give the figures that a person counts by hand. Method: small tables.
import { describe, expect, it } from "@jest/globals";
import { computeOwnership } from "../../../subgraphs/domain/ownership.ts";
import type { Cell, HolderLookup } from "../../../subgraphs/domain/ownership.ts";
import type { IpiRight } from "../../../subgraphs/domain/rights.ts";
import { WHOLE, addShares, sumShares } from "../../../subgraphs/domain/shares.ts";
import type { Statement } from "../../../subgraphs/domain/statements.ts";
import { countriesOf } from "../../../subgraphs/domain/territories/countrySet.ts";
import { COUNTRIES, countrySet, holdersOf, period, reportedShare, statement, submitter, text } from "../../support/statements.ts";

function ask(
  statements: readonly Statement[],
  options: {
    right?: IpiRight;
    countries?: readonly string[];
    from?: string;
    until?: string;
    holders?: HolderLookup;
    conflicts?: readonly string[];
  } = {},
): Cell[] {
  const countries = countrySet(options.countries ?? COUNTRIES);
  const right = options.right ?? "PR";
  const asked = period(options.from, options.until);
  return computeOwnership({
    statements,
    rights: [right],
    countries,
    period: asked,
    holders: options.holders ?? (() => []),
    openConflicts: (options.conflicts ?? []).map((id) => ({
      id,
      slices: [{ rights: [right], countries: countrySet(["0250"]), period: asked }],
    })),
  });
}

/** One line a cell: countries, state, figures, and of each claim its share and payable part. */
function lines(cells: readonly Cell[]): string[] {
  return cells.map(({ countries, state, claimed, unclaimed, over, held, claims }) => {
    const names = claims.map(
      ({ partyName, share, payable, contested }) => `${partyName} ${text(share)}>${text(payable)}${contested ? "!" : ""}`,
    );
    const where = countries === countrySet(COUNTRIES) ? "all" : countriesOf(countries).join("+");
    return `${where} ${state} ${text(claimed)}/${text(unclaimed)}/${text(over)} held ${text(held)}: ${names.join(", ")}`;
  });
}

const written = (share: string): { party: string; figures: { PERFORMING: string } } => ({ party: "W", figures: { PERFORMING: share } });
const published = (
  party: string,
  share: string,
  writers: string[] = ["W"],
): { party: string; side: "PUBLISHER"; figures: { PERFORMING: string }; writers: string[] } => ({
  party,
  side: "PUBLISHER",
  figures: { PERFORMING: share },
  writers,
});

describe("statements stand side by side", () => {
  it("counts one picture that two submitters state equally only once", () => {
    const one = statement("SO:052", [written("50"), published("A", "50")]);
    const two = statement("SO:058", [written("50"), published("A", "50")]);
    expect(lines(ask([one, two]))).toEqual(["all CLEAR 100/0/0 held 0: W 50>50, A 50>50"]);
    expect(ask([one, two])[0]?.claims[1]?.figures[0]?.statementIds).toEqual([one.id, two.id]);
  });

  it("shows 150%, over 50, where two publishers claim 50 each beside the writer's 50", () => {
    const statements = [
      statement("SO:052", [written("50"), published("A", "50")]),
      statement("SO:058", [written("50"), published("Z", "50")]),
    ];
    expect(lines(ask(statements))).toEqual(["all OVER 150/0/50 held 50: W 50>50, A 50>0!, Z 50>0!"]);
  });

  it("holds 20 and pays writers 50 and A 30 where Z claims 20 beside them", () => {
    const statements = [statement("SO:052", [written("50"), published("A", "50")]), statement("SO:058", [published("Z", "20")])];
    expect(lines(ask(statements))).toEqual(["all OVER 120/0/20 held 20: W 50>50, A 50>30!, Z 20>0!"]);
  });

  it("counts the entitled source's figure where two figures are stated for one party, and the largest where none or several are entitled", () => {
    const statements = [statement("SO:052", [written("50"), published("A", "50")]), statement("SO:058", [published("A", "30")])];
    expect(lines(ask(statements))).toEqual(["all CLEAR 100/0/0 held 20: W 50>50, A 50>30!"]);
    expect(lines(ask(statements, { holders: holdersOf({ A: "058" }) }))).toEqual(["all UNDER 80/20/0 held 20: W 50>50, A 30>30!"]);
    expect(lines(ask(statements, { holders: holdersOf({ A: "052" }) }))).toEqual(["all CLEAR 100/0/0 held 20: W 50>50, A 50>30!"]);
    const self = statement("PB:A", [published("A", "40")], { submitter: submitter("PB:A", "pty_A") });
    expect(lines(ask([...statements, self]))).toEqual(["all UNDER 90/10/0 held 20: W 50>50, A 40>30!"]);
    expect(lines(ask([...statements, self], { holders: holdersOf({ A: "058" }) }))).toEqual([
      "all CLEAR 100/0/0 held 20: W 50>50, A 50>30!",
    ]);
  });

  it("lets a statement that is silent on a party there differ from nobody", () => {
    const europe = { ...published("A", "50"), countries: ["0250", "0276", "0826"] };
    const asia = { ...published("A", "30"), countries: ["0156"] };
    const cells = ask([statement("SO:052", [europe]), statement("SO:058", [asia])]);
    expect(lines(cells)).toEqual([
      "0036+0344+0840 UNCLAIMED 0/100/0 held 0: ",
      "0156 UNDER 30/70/0 held 0: A 30>30",
      "0250+0276+0826 UNDER 50/50/0 held 0: A 50>50",
    ]);
  });

  it("adds the lines of one statement for one party, as a publisher in two writers' chains", () => {
    const one = statement("SO:052", [published("A", "20", ["W"]), published("A", "25.5", ["V"])]);
    expect(lines(ask([one]))).toEqual(["all UNDER 45.5/54.5/0 held 0: A 45.5>45.5"]);
  });

  it("lets a single right prevail over its family, within a statement, where it is stated", () => {
    const one = statement("SO:052", [written("50"), { party: "W", figures: { OD: "40" }, countries: ["0156"] }]);
    expect(lines(ask([one], { right: "OD", countries: ["0156", "0250"] }))).toEqual([
      "0156 UNDER 40/60/0 held 0: W 40>40",
      "0250 UNDER 50/50/0 held 0: W 50>50",
    ]);
    expect(lines(ask([one], { right: "PR" }))).toEqual(["all UNDER 50/50/0 held 0: W 50>50"]);
  });
});

describe("what a cell says", () => {
  it.each([
    ["100", "CLEAR", "100/0/0"],
    ["99.94", "CLEAR", "99.94/0.06/0"],
    ["99.93", "UNDER", "99.93/0.07/0"],
    ["100.06", "CLEAR", "100.06/0/0.06"],
    ["100.07", "OVER", "100.07/0/0.07"],
    ["0", "UNCLAIMED", "0/100/0"],
  ])("calls %s percent %s and keeps the figures", (share, state, figures) => {
    expect(lines(ask([statement("SO:052", [{ party: "W", figures: { MECHANICAL: share } }])], { right: "MR" }))[0]).toContain(
      `all ${state} ${figures}`,
    );
  });

  it("pays claim / total within tolerance, so that the parts make a whole", () => {
    const [cell] = ask([statement("SO:052", [written("50.01"), published("A", "50.01")])]);
    expect(cell?.claims.map(({ share, payable }) => `${text(share)} ${text(payable)}`)).toEqual(["50.01 50", "50.01 50"]);
  });

  it("is NOT_STATED where no statement names the right or its family anywhere, and UNCLAIMED where one does elsewhere", () => {
    const one = statement("SO:052", [{ ...written("50"), countries: ["0156"] }]);
    expect(ask([one], { right: "MR" })[0]?.state).toBe("NOT_STATED");
    expect(ask([one], { right: "RB" })[0]?.state).toBe("NOT_STATED");
    expect(ask([one], { right: "PR", countries: ["0250"] })[0]?.state).toBe("UNCLAIMED");
  });

  it("is DISPUTED where an open conflict touches it, whatever the sum, and only there", () => {
    expect(lines(ask([statement("SO:052", [written("100")])], { countries: ["0156", "0250"], conflicts: ["cnf_1"] }))).toEqual([
      "0156 CLEAR 100/0/0 held 0: W 100>100",
      "0250 DISPUTED 100/0/0 held 0: W 100>100",
    ]);
  });

  it("counts free shares to 100 and marks them", () => {
    const [cell] = ask([statement("SO:052", [written("50"), { party: "DP", kind: "FREE", figures: { PERFORMING: "50" } }])]);
    expect(cell?.state).toBe("CLEAR");
    expect(cell?.claims.map(({ partyName, kind }) => `${partyName} ${kind}`)).toEqual(["DP FREE", "W CLAIMED"]);
  });

  it("shows reported parties where nothing is claimed for them", () => {
    const one = statement("SO:052", [{ ...published("A", "50"), countries: ["0250"] }], {
      reported: [reportedShare("A", { PERFORMING: "50" }), reportedShare("J", { PERFORMING: "25" })],
    });
    const cells = ask([one], { countries: ["0156", "0250"] });
    expect(
      cells.map(
        ({ countries, reported }) =>
          `${countriesOf(countries).join()}: ${reported.map(({ partyName, share }) => `${partyName} ${text(share)}`).join(", ")}`,
      ),
    ).toEqual(["0156: A 50, J 25", "0250: J 25"]);
  });

  it("cuts days at the edges of claims and joins days that look alike", () => {
    const one = statement("SO:052", [
      { ...written("100"), from: "2020-01-01", until: "2024-01-01" },
      { ...published("A", "10"), from: "2022-01-01", until: "2022-01-01" },
    ]);
    const cells = ask([one], { countries: ["0156"], from: "2019-01-01", until: "2026-01-01" });
    expect(cells.map((cell) => `${cell.period.from ?? ""}..${cell.period.until ?? ""} ${cell.state}`)).toEqual([
      "2019-01-01..2020-01-01 UNCLAIMED",
      "2020-01-01..2024-01-01 CLEAR",
      "2024-01-01..2026-01-01 UNCLAIMED",
    ]);
  });
});

describe("the disputed slice", () => {
  it("holds only the contested writer's share", () => {
    const one = statement("SO:052", [
      { party: "W", figures: { PERFORMING: "25" } },
      { party: "V", figures: { PERFORMING: "25" } },
      published("A", "25", ["W"]),
      published("B", "25", ["V"]),
    ]);
    const two = statement("SO:058", [published("Z", "25", ["W"])]);
    expect(lines(ask([one, two]))).toEqual(["all OVER 125/0/25 held 25: V 25>25, W 25>25, A 25>0!, B 25>25, Z 25>0!"]);
  });

  it("makes the publishers' side contest where it exceeds its room and no writer is named", () => {
    const statements = [statement("SO:052", [written("50"), published("A", "50", [])]), statement("SO:058", [published("Z", "20", [])])];
    expect(lines(ask(statements))).toEqual(["all OVER 120/0/20 held 20: W 50>50, A 50>30!, Z 20>0!"]);
  });

  it("makes all claims contest where no smaller set explains the excess", () => {
    const mechanical = (party: string, share: string): { party: string; side: "PUBLISHER"; figures: { MECHANICAL: string } } => ({
      party,
      side: "PUBLISHER",
      figures: { MECHANICAL: share },
    });
    const statements = [statement("SO:052", [mechanical("A", "75")]), statement("SO:058", [mechanical("Z", "75")])];
    expect(lines(ask(statements, { right: "MR" }))).toEqual(["all OVER 150/0/50 held 50: A 75>25!, Z 75>25!"]);
  });

  it("gives a writer who claims all against a publisher of his share back no more than his undisputed part", () => {
    const statements = [statement("SO:052", [written("100")]), statement("SO:058", [published("Z", "50")])];
    expect(lines(ask(statements))).toEqual(["all OVER 150/0/50 held 50: W 100>50!, Z 50>0!"]);
  });

  it("adds up to a whole with what is held and unclaimed", () => {
    const statements = [statement("SO:052", [written("25"), published("A", "50")]), statement("SO:058", [published("A", "30")])];
    for (const cell of ask(statements)) {
      expect(addShares(addShares(cell.held, cell.unclaimedPart), sumShares(cell.claims.map(({ payable }) => payable)))).toEqual(WHOLE);
      expect(text(cell.held)).toBe("20");
    }
  });
});

it("answers only for the countries and days that are asked for, where they differ, and joins nothing over days between", () => {
  const asked = [
    { countries: countrySet(["0250"]), period: period("2020-01-01", "2021-01-01") },
    { countries: countrySet(["0156"]), period: period("2020-07-01", "2021-01-01") },
    { countries: countrySet(["0250"]), period: period("2022-01-01", "2023-01-01") },
  ];
  const cells = computeOwnership({
    statements: [statement("PB:1", [written("100")])],
    rights: ["PR"],
    countries: countrySet(["0156", "0250"]),
    period: period("2020-01-01", "2023-01-01"),
    spans: asked,
    holders: () => [],
    openConflicts: [],
  });
  expect(
    cells.map((cell) => `${countriesOf(cell.countries).join("+")} ${cell.period.from ?? ""} ${cell.period.until ?? ""} ${cell.state}`),
  ).toEqual(["0250 2020-01-01 2020-07-01 CLEAR", "0156+0250 2020-07-01 2021-01-01 CLEAR", "0250 2022-01-01 2023-01-01 CLEAR"]);
});
