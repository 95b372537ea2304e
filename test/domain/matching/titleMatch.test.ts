import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  bareTitle,
  chooseByTitle,
  normaliseName,
  normaliseTitle,
  scoreTitle,
  similarityPpm,
  splitArtists,
} from "../../../subgraphs/domain/matching/titleMatch.ts";

/** Shows when a title and an artist mean a work, and that doubt leads to no match; tables for the rules, properties for the scoring. */
const works = [
  { workId: "wrk_1", titles: ["MORNING RIVER", "晨河"], names: ["LI WEI", "李伟", "DOE, JOHN"] },
  { workId: "wrk_2", titles: ["MORNING RIVERS"], names: ["ANNA MARIA KLEIN"] },
  { workId: "wrk_3", titles: ["L'été indien"], names: ["Jean Petit"] },
];

describe("matching by title and artist", () => {
  test.each([
    ["an equal title and artist", "Morning River", "Li Wei", "wrk_1"],
    ["Han characters", "晨河", "李伟", "wrk_1"],
    ["full-width letters", "ＭＯＲＮＩＮＧ　ＲＩＶＥＲ", "Li Wei", "wrk_1"],
    ["a name in the other order", "MORNING RIVER", "John Doe", "wrk_1"],
    ["accents left out", "L ETE INDIEN", "JEAN PETIT", "wrk_3"],
    ["a version in brackets", "Morning River (Live in Riga)", "Li Wei", "wrk_1"],
    ["a typing error", "Mornign River", "Li Wei", "wrk_1"],
    ["one artist of several", "Morning River", "Some Body feat. Li Wei", "wrk_1"],
    ["a name without its middle part", "Morning Rivers", "Anna Klein", "wrk_2"],
  ])("finds the work by %s", (_, title, artist, workId) => {
    const decision = chooseByTitle({ title, artist }, works);
    expect(decision.workId).toBe(workId);
    expect(decision.confidencePpm).toBeGreaterThanOrEqual(850_000);
    expect(decision.because).toContain("artist");
  });

  test.each([
    ["no artist", "Morning River", null, "without artist"],
    ["another artist", "Morning River", "Zhang San", "not near enough"],
    ["only a family name", "Morning River", "Wei", "not near enough"],
    ["another title", "Evening Lake", "Li Wei", "not near enough"],
    ["an empty title", " - ", "Li Wei", "no title"],
  ])("matches nothing with %s, and says why", (_, title, artist, because) => {
    const decision = chooseByTitle({ title, artist }, works);
    expect(decision).toMatchObject({ workId: null, confidencePpm: 0 });
    expect(decision.because).toContain(because);
  });

  test("does not choose between two works that are equally near", () => {
    const twins = [...works, { workId: "wrk_9", titles: ["MORNING RIVER"], names: ["LI WEI"] }];
    const decision = chooseByTitle({ title: "Morning River", artist: "Li Wei" }, twins);
    expect(decision.workId).toBeNull();
    expect(decision.because).toContain("wrk_1 and wrk_9");
  });

  test("normalises titles and names", () => {
    expect(normaliseTitle("L'été  (Live)")).toBe("L ETE LIVE");
    expect(bareTitle("Song (Live) feat. X Y")).toBe("SONG");
    expect(bareTitle("(Intro)")).toBe("INTRO");
    expect(normaliseName("DOE, John")).toBe("DOE JOHN");
    expect(splitArtists("甲、乙")).toEqual(expect.arrayContaining(["甲", "乙"]));
  });

  test("scores equal texts whole, is symmetric, and stays between nothing and the whole", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (one, other) => {
        const score = similarityPpm(one, other);
        expect(score).toBe(similarityPpm(other, one));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1_000_000);
        if (one !== "") expect(similarityPpm(one, one)).toBe(1_000_000);
      }),
    );
  });

  test("does not depend on the order of the candidates", () => {
    const question = { title: "Morning Rivers", artist: "Anna Klein" };
    expect(chooseByTitle(question, [...works].reverse())).toEqual(chooseByTitle(question, works));
    expect(scoreTitle(question, { workId: "w", titles: [], names: [] }).confidencePpm).toBe(0);
  });
});
