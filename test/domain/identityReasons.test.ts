// Goal: two works are compared field by field, the same whichever is asked first, and silence speaks neither for nor against.
import { describe, expect, it } from "@jest/globals";
import { compareWorks } from "../../subgraphs/domain/identityReasons.ts";
import type { ComparedWork } from "../../subgraphs/domain/identityReasons.ts";

const NOTHING: ComparedWork = { titles: [], creators: [], iswc: null, recordings: [] };
const lasting = (durationMs: number): ComparedWork => ({ ...NOTHING, recordings: [{ isrc: null, durationMs }] });
const by = (name: string, ipiNameNumber: string | null = null, partyId: string | null = null): ComparedWork => ({
  ...NOTHING,
  creators: [{ partyId, ipiNameNumber, name }],
});

describe("two works", () => {
  it.each([
    ["TITLE", { ...NOTHING, titles: ["The Café"] }, { ...NOTHING, titles: ["CAFE, THE", "Bar"] }, "DIFFERENT"],
    ["TITLE", { ...NOTHING, titles: ["The Café"] }, { ...NOTHING, titles: ["the cafe", "Bar"] }, "PARTLY"],
    ["TITLE", NOTHING, { ...NOTHING, titles: ["Bar"] }, "MISSING"],
    ["CREATORS", by("Wei Writer"), by("WRITER WEI"), "SAME"],
    ["CREATORS", by("Wei Writer", "00000000199"), by("W. Writer", "00000000199"), "SAME"],
    ["CREATORS", by("Wei", null, "pty_1"), by("Li", null, "pty_2"), "DIFFERENT"],
    ["ISWC", { ...NOTHING, iswc: "T0345246801" }, { ...NOTHING, iswc: "T0345246801" }, "SAME"],
    ["DURATION", lasting(200_999), lasting(201_000), "SAME"],
    ["DURATION", lasting(200_000), lasting(201_999), "SAME"],
    ["DURATION", lasting(200_000), lasting(202_000), "DIFFERENT"],
  ] as const)("in %s are compared by what both say", (field, one, other, verdict) => {
    const found = (here: ComparedWork, there: ComparedWork) => compareWorks(here, there).find((reason) => reason.field === field)?.verdict;
    expect(found(one, other)).toBe(verdict);
    expect(found(other, one)).toBe(verdict);
  });

  const recorded = (title: string, ...isrcs: string[]): ComparedWork => ({
    ...NOTHING,
    titles: [title],
    recordings: isrcs.map((isrc) => ({ isrc, durationMs: 1_000 })),
  });
  const ISRC = "CNA231200001";

  it.each([
    ["TITLE", recorded("River"), recorded("River"), 55],
    ["TITLE", recorded("River", ISRC), recorded("Lake", ISRC), -20],
    ["TITLE", recorded("River"), recorded("Lake"), 0],
    ["TITLE", recorded("The Long River", ISRC), recorded("Long Rivver", ISRC), 50],
    ["CREATORS", by("Wei Writer"), by("WRITER WEI"), 55],
    ["CREATORS", by("Wei Writer"), { ...NOTHING, creators: [...by("Wei Writer").creators, ...by("Li").creators] }, 45],
    ["ISWC", { ...NOTHING, iswc: "T0345246801" }, { ...NOTHING, iswc: "T0000000010" }, -10],
    ["ISRC", recorded("River", ISRC), recorded("Lake", ISRC, "CNA231200002"), 40],
    ["DURATION", recorded("River", ISRC), recorded("River", ISRC), 0],
  ] as const)("weigh in %s what it says, the same from either side", (field, one, other, weight) => {
    const found = (here: ComparedWork, there: ComparedWork) => compareWorks(here, there).find((reason) => reason.field === field)?.weight;
    expect([found(one, other), found(other, one)]).toEqual([weight, weight]);
  });

  it("never hear anything in a medley", () => {
    const reasons = compareWorks(recorded("River", ISRC), recorded("Rivver", ISRC), new Set([ISRC]));
    expect(reasons.map(({ field, verdict, weight }) => [field, verdict, weight])).toEqual([
      ["TITLE", "DIFFERENT", 0],
      ["CREATORS", "MISSING", 0],
      ["ISWC", "MISSING", 0],
      ["ISRC", "SAME", 0],
      ["DURATION", "SAME", 0],
    ]);
  });
});
