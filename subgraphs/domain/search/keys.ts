import type { HanReader, SearchWord } from "./words.ts";
import { isNumber, pinyinOf, searchWords } from "./words.ts";

/**
 * What a text is found by. All keys of a kind of record lie in one index, so a pair of words is written as one: `paperboat` is found by
 * `paper boat`, and a word that a query cuts in two by its halves.
 */
export interface TextKeys {
  /** `=` and the whole text as one word, weak words left out; for Han also its pinyin. */
  readonly whole: readonly string[];
  /** Words, neighbours as one word, pairs of characters, pairs of syllables. */
  readonly parts: readonly string[];
  /** Those among them that queries with typos are corrected to. */
  readonly vocabulary: readonly string[];
  /** How many words, characters of Han counted alone. */
  readonly length: number;
}

const VOCABULARY_LENGTH = { least: 3, most: 24 };

/** The keys of one title or name. */
export function textKeys(text: string, han: HanReader): TextKeys {
  const words = searchWords(text, han).filter(({ isWeak }) => !isWeak);
  const parts = new Set<string>();
  const vocabulary = new Set<string>();
  const learn = (word: string): void => {
    if (isVocabulary(word)) vocabulary.add(word);
  };
  let pinyin = "";
  let length = 0;
  words.forEach((word, at) => {
    const syllables = word.isHan ? pinyinOf(word.text, han) : null;
    pinyin += syllables?.join("") ?? word.text;
    length += word.isHan ? [...word.text].length : 1;
    if (word.isHan) for (const key of hanKeys(word.text)) parts.add(key);
    else {
      parts.add(word.text);
      learn(word.text);
    }
    for (const pair of pairsOf(syllables ?? [])) {
      parts.add(pair);
      learn(pair);
    }
    const next = words[at + 1];
    if (next !== undefined && joins(word, next)) parts.add(word.text + next.text);
  });
  const whole = words.map((word) => word.text).join("");
  return {
    whole: whole === "" ? [] : [...new Set([`=${whole}`, `=${pinyin}`])],
    parts: [...parts],
    vocabulary: [...vocabulary],
    length,
  };
}

/** Pairs of characters, and the last character, so that one character is the beginning of some key wherever it stands. */
function hanKeys(run: string): string[] {
  const characters = [...run];
  return [...pairsOf(characters), characters.at(-1) ?? ""];
}

export function pairsOf(parts: readonly string[]): string[] {
  return parts.slice(1).map((part, at) => (parts[at] ?? "") + part);
}

/** Whether two neighbours make a key together. */
export function joins(one: SearchWord, other: SearchWord): boolean {
  return !one.isHan && !other.isHan && one.text.length + other.text.length <= 40;
}

function isVocabulary(word: string): boolean {
  return word.length >= VOCABULARY_LENGTH.least && word.length <= VOCABULARY_LENGTH.most && !isNumber(word);
}
