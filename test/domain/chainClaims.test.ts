// Goal: publishers that claim more of a writer's chain than it has are found where the cell is not over, and never where one of their pictures has room.
import { describe, expect, it } from "@jest/globals";
import { findConflicts } from "../../subgraphs/domain/conflicts.ts";
import type { Statement } from "../../subgraphs/domain/statements.ts";
import { reportedShare, statement, text } from "../support/statements.ts";
import type { ClaimSketch } from "../support/statements.ts";

const writer = (share: string, party = "W"): ClaimSketch => ({ party, figures: { PERFORMING: share } });
const publisher = (party: string, share: string, writers: readonly string[] = ["W"], more: Partial<ClaimSketch> = {}): ClaimSketch => ({
  ...{ party, side: "PUBLISHER", figures: { PERFORMING: share }, writers },
  ...more,
});
const others = (share: string, party = "V") => [reportedShare(party, { PERFORMING: share }, "WRITER")];

function chainsIn(statements: readonly Statement[]): string[] {
  const lines = (given: readonly Statement[]) =>
    findConflicts(given, () => [])
      .filter(({ kind }) => kind === "CHAIN_OVER_CLAIM")
      .map(({ partyIds, excess }) => `${partyIds.join(",").replaceAll("pty_", "")} by ${text(excess)}`);
  expect(lines([...statements].reverse())).toEqual(lines(statements));
  return lines(statements);
}

const known = { reported: others("50") };
const one = statement("SO:052", [writer("25"), publisher("A", "25")], known);
const two = statement("SO:058", [writer("25"), publisher("Z", "25")], known);

describe("a writer's chain", () => {
  it("is exceeded by two publishers who each leave the rest of the work to others", () => {
    expect(chainsIn([one, two])).toEqual(["A,Z by 25"]);
    expect(findConflicts([one, two], () => [])[0]).toMatchObject({
      key: "CHAIN_OVER_CLAIM|pty_W|pty_A,pty_Z",
      claimIds: ["clm_SO:052_1_1", "clm_SO:058_1_1"],
    });
  });

  it.each([
    ["one of them is silent on others", [one, statement("SO:058", [writer("25"), publisher("Z", "25")])]],
    ["the others' share, claimed, leaves it room", [statement("SO:052", [writer("25"), publisher("A", "25"), writer("25", "V")]), two]],
    [
      "each reports the other as its co-publisher",
      [
        statement("SO:052", [writer("25"), publisher("A", "12.5")], {
          reported: [...others("50"), reportedShare("Z", { PERFORMING: "12.5" })],
        }),
        statement("SO:058", [writer("25"), publisher("Z", "12.5")], {
          reported: [...others("50"), reportedShare("A", { PERFORMING: "12.5" })],
        }),
      ],
    ],
    [
      "a co-publisher is reported under no known number",
      [
        statement("SO:052", [writer("25"), publisher("A", "12.5")], {
          reported: [...others("50"), { ...reportedShare("X", { PERFORMING: "12.5" }), partyId: null }],
        }),
        statement("SO:058", [writer("25"), publisher("Z", "12.5")], {
          reported: [...others("50"), { ...reportedShare("X", { PERFORMING: "12.5" }), partyId: null }],
        }),
      ],
    ],
    ["both stand in one statement", [statement("SO:052", [writer("25"), publisher("A", "25"), publisher("Z", "25")], known)]],
    [
      "they claim in different countries",
      [
        statement("SO:052", [writer("25"), publisher("A", "25", ["W"], { countries: ["0250"] })], known),
        statement("SO:058", [writer("25"), publisher("Z", "25", ["W"], { countries: ["0826"] })], known),
      ],
    ],
    ["they claim for different writers", [one, statement("SO:058", [writer("25", "V"), publisher("Z", "25", ["V"])])]],
    ["a claim is for several writers", [one, statement("SO:058", [writer("25"), publisher("Z", "25", ["W", "V"])], known)]],
    ["within the tolerance", [one, statement("SO:058", [writer("25"), publisher("Z", "0.06")], known)]],
  ] as const)("is not where %s", (_, statements) => {
    expect(chainsIn(statements)).toEqual([]);
  });

  it("is exceeded from just above the tolerance on", () => {
    expect(chainsIn([one, statement("SO:058", [writer("25"), publisher("Z", "0.07")], known)])).toEqual(["A,Z by 0.07"]);
  });

  it("is an over-claim, not both, where the cell is over", () => {
    const found = findConflicts(
      [statement("SO:052", [writer("50"), publisher("A", "50")]), statement("SO:058", [writer("50"), publisher("Z", "50")])],
      () => [],
    );
    expect(found.map(({ kind }) => kind)).toEqual(["OVER_CLAIM"]);
  });

  it("has room by right: a figure reported for one right alone counts there", () => {
    const mixed = { reported: [reportedShare("V", { PR: "50" }, "WRITER")] };
    const found = findConflicts(
      [statement("SO:052", [writer("25"), publisher("A", "25")], mixed), statement("SO:058", [writer("25"), publisher("Z", "25")], mixed)],
      () => [],
    );
    expect(found.map(({ kind, slices }) => [kind, slices.flatMap(({ rights }) => rights)])).toEqual([["CHAIN_OVER_CLAIM", ["PR"]]]);
  });
});
