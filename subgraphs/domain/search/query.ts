import { joins, pairsOf } from "./keys.ts";
import { pinyinOf, searchWords, splitPinyin } from "./words.ts";
import type { HanReader, SearchWord } from "./words.ts";

/** How what was asked is found in a text, from the closest to the loosest. */
export const MATCHES = ["WHOLE", "WORD", "SCRIPT", "PINYIN", "BEGINNING", "TYPO"] as const;
export type SearchMatch = (typeof MATCHES)[number];

/** One way to find a part of a query: records that have all of these keys. */
export interface Alternative {
  readonly keys: readonly string[];
  /** The keys are beginnings of keys. */
  readonly isBeginning: boolean;
  readonly how: SearchMatch;
  /** 1 for what was asked, less for what is near it. */
  readonly quality: number;
}

/** A word of a query, or a pair of characters. */
export interface Unit {
  /** As it is searched. */
  readonly text: string;
  /** The same in the script that it was asked in. */
  readonly asked: string;
  readonly isHan: boolean;
  readonly alternatives: readonly Alternative[];
  readonly weight: number;
}

/** Two neighbours as one word, which finds both. */
export interface Joined extends Pick<Alternative, "how" | "quality"> {
  readonly key: string;
  readonly units: readonly [number, number];
}

export interface SearchQuery {
  /** The keys of texts that are the whole query. */
  readonly whole: readonly string[];
  readonly units: readonly Unit[];
  readonly joined: readonly Joined[];
}

const UNITS_MAX = 16;
/** Of two words that are found as one. */
const JOINED_QUALITY = 0.95;

/** What a query asks for. Weak words ask for nothing, unless there are no others. */
export function parseQuery(text: string, han: HanReader): SearchQuery {
  const words = searchWords(text, han).filter(({ isWeak }) => !isWeak);
  const units: Unit[] = [];
  const joined: Joined[] = [];
  words.forEach((word, at) => {
    if (units.length >= UNITS_MAX) return;
    const next = words[at + 1];
    if (next !== undefined && joins(word, next)) {
      const places = [units.length, units.length + 1] as const;
      // Names come in either order.
      const pair = { units: places, how: "WORD", quality: JOINED_QUALITY } as const;
      joined.push({ ...pair, key: word.text + next.text }, { ...pair, key: next.text + word.text });
    }
    units.push(...(word.isHan ? hanUnits(word, han) : [wordUnit(word.text)]));
  });
  const whole = words.map((word) => word.text).join("");
  const kept = units.slice(0, UNITS_MAX);
  return {
    whole: whole === "" ? [] : [`=${whole}`],
    units: kept,
    joined: joined.filter(({ units: [, last] }) => last < kept.length),
  };
}

function wordUnit(text: string): Unit {
  const syllables = splitPinyin(text) ?? [];
  const pinyin =
    syllables.length < 2 || (syllables.length === 2 && syllables.join("") === text) ? [] : [found(pairsOf(syllables), "PINYIN")];
  return { text, asked: text, isHan: false, alternatives: [found([text], "WORD"), ...pinyin], weight: 1 };
}

/** A run of characters is looked for by its pairs, which weigh as much as words together; one character as the beginning of a pair. */
function hanUnits({ text: run, asked }: SearchWord, han: HanReader): Unit[] {
  const characters = [...run];
  if (characters.length === 1)
    return [{ text: run, asked, isHan: true, alternatives: [{ ...found([run], "WORD"), isBeginning: true }], weight: 1 }];
  const syllables = pairsOf(pinyinOf(run, han) ?? []);
  const pairs = pairsOf(characters);
  const askedPairs = pairsOf([...asked]);
  const weight = Math.min(2, characters.length / 2) / pairs.length;
  return pairs.map((text, at) => {
    const pinyin = syllables[at];
    return {
      text,
      asked: askedPairs.length === pairs.length ? (askedPairs[at] ?? text) : text,
      isHan: true,
      alternatives: [found([text], "WORD"), ...(pinyin === undefined ? [] : [found([pinyin], "PINYIN")])],
      weight,
    };
  });
}

const QUALITY: Readonly<Record<SearchMatch, number>> = { WHOLE: 1, WORD: 1, SCRIPT: 1, PINYIN: 0.85, BEGINNING: 0.75, TYPO: 0.7 };

/** A way to find something, of the usual quality for its kind or less. */
export function found(keys: readonly string[], how: SearchMatch, less = 0): Alternative {
  return { keys, isBeginning: false, how, quality: QUALITY[how] - less };
}
