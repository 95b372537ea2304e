// Goal: what a text is found by, how far two words are apart, and in which order candidates come, without a store and with the real dictionaries.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { textKeys } from "../../../subgraphs/domain/search/keys.ts";
import { parseQuery } from "../../../subgraphs/domain/search/query.ts";
import { rank } from "../../../subgraphs/domain/search/ranking.ts";
import { formsOf, typosAllowed, typosBetween } from "../../../subgraphs/domain/search/typos.ts";
import { searchWords, splitPinyin } from "../../../subgraphs/domain/search/words.ts";
import { hanReader } from "../../../subgraphs/kit/han.ts";

const wordsOf = (text: string): string[] => searchWords(text, hanReader).flatMap(({ text: word, isWeak }) => (isWeak ? [] : [word]));

describe("words", () => {
  it.each([
    ["The Été of Paris", ["ete", "paris"]],
    ["Part Two", ["part", "2"]],
    ["Pt. II", ["part", "2"]],
    ["Symphony No. 007", ["symphony", "no", "7"]],
    ["Rock & Roll", ["rock", "roll"]],
    ["Rock and Roll", ["rock", "roll"]],
    ["The The", ["the", "the"]],
    ["Harbour", ["harbor"]],
    ["２００１", ["2001"]],
    ["後來的雲", ["后来的云"]],
    ["deng1 long2", ["deng", "long"]],
    ["deng1long2", ["denglong"]],
    ["MP3", ["mp3"]],
  ])("of %s", (text, words) => expect(wordsOf(text)).toEqual(words));

  it("takes pinyin apart, the longest syllables first, and nothing else", () => {
    expect(splitPinyin("denglongjianghe")).toEqual(["deng", "long", "jiang", "he"]);
    expect(splitPinyin("nver")).toEqual(["nu", "er"]);
    expect(splitPinyin("lantern")).toBeNull();
  });
});

describe("keys", () => {
  it("are the same in whole for both Han scripts and their pinyin", () => {
    const whole = (text: string): readonly string[] => textKeys(text, hanReader).whole;
    expect(whole("雲與鐘")).toEqual(whole("云与钟"));
    expect(whole("云与钟")).toEqual(["=云与钟", "=yunyuzhong"]);
    expect(whole("Yun Yu Zhong")).toEqual(["=yunyuzhong"]);
  });

  it("are words, neighbours as one word, pairs of characters and of syllables", () => {
    expect(textKeys("The Paper Boat", hanReader).parts).toEqual(["paper", "paperboat", "boat"]);
    expect(textKeys("灯笼江河", hanReader).parts).toEqual(["灯笼", "笼江", "江河", "河", "denglong", "longjiang", "jianghe"]);
  });

  it("stay few and short however long the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const { whole, parts } = textKeys(text, hanReader);
        expect(whole.length).toBeLessThanOrEqual(2);
        expect(parts.length).toBeLessThanOrEqual(3 * 300);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(80);
      }),
      { numRuns: 50 },
    );
  });
});

describe("typos", () => {
  it.each([
    ["lantern", "lantren", 1],
    ["lantern", "lanern", 1],
    ["lantern", "lanttern", 1],
    ["lantern", "lamtrn", 2],
    ["lantern", "lantern", 0],
    ["lantern", "harbour", null],
  ])("between %s and %s: %s", (one, other, typos) => expect(typosBetween(one, other, 2)).toBe(typos));

  it("are one in words of three to five letters, two in longer ones", () => {
    expect(["ab", "abc", "abcde", "abcdef"].map(typosAllowed)).toEqual([0, 1, 1, 2]);
  });

  it("leave every misspelt word a form in common with the right one", () => {
    const letters = fc.constantFrom(..."abcde".split(""));
    const word = fc.array(letters, { minLength: 6, maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(), letters, (right, first, second, letter) => {
        const without = right.slice(0, first % right.length) + right.slice((first % right.length) + 1);
        const wrong = without.slice(0, second % without.length) + letter + without.slice(second % without.length);
        expect(typosBetween(right, wrong, 2)).not.toBeNull();
        const forms = new Set(formsOf(right));
        expect(formsOf(wrong, 2).some((form) => forms.has(form))).toBe(true);
      }),
    );
  });
});

describe("the order", () => {
  const candidate = (id: string, title: string, name = "Ada Everwick") => {
    const texts = [
      { field: "TITLE" as const, text: title },
      { field: "NAME" as const, text: name },
    ];
    const [ofTitle, ofName] = texts.map(({ text }) => textKeys(text, hanReader));
    return { id, texts, keys: [...(ofTitle?.whole ?? []), ...(ofTitle?.parts ?? []), ...(ofName?.parts ?? [])] };
  };

  it("puts whole titles first, then all words in shorter titles, and leaves out what lacks a word", () => {
    const all = [
      candidate("1", "River"),
      candidate("2", "Silver River Bank Night"),
      candidate("3", "Silver River Bank"),
      candidate("4", "Silver River"),
    ];
    const hits = rank(parseQuery("silver river", hanReader), all, hanReader);
    expect(hits.map(({ id }) => id)).toEqual(["4", "3", "2"]);
    expect(hits[0]).toEqual({
      id: "4",
      score: 1,
      reasons: [{ field: "TITLE", text: "Silver River", how: "WHOLE", words: ["silver", "river"] }],
    });
  });

  it("gives the reasons of a title and a creator in one query, in the other script", () => {
    const hits = rank(parseQuery("雲 舟 林", hanReader), [candidate("1", "云"), candidate("2", "云", "林舟")], hanReader);
    expect(hits[0]).toMatchObject({ id: "2" });
    const [hit] = rank(parseQuery("江河 林雲舟", hanReader), [candidate("1", "江河", "林云舟")], hanReader);
    expect(hit?.reasons).toEqual([
      { field: "TITLE", text: "江河", how: "WORD", words: ["江河"] },
      { field: "NAME", text: "林云舟", how: "SCRIPT", words: ["林云", "云舟"] },
    ]);
  });

  it("shows works with most of the words only where none has all", () => {
    const hits = rank(
      parseQuery("silver river xylophone", hanReader),
      [candidate("1", "Silver River"), candidate("2", "River")],
      hanReader,
    );
    expect(hits.map(({ id }) => id)).toEqual(["1"]);
  });
});
