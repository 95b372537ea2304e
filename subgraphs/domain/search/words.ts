import { isCharacterWord, wordsOf } from "../textKeys.ts";

/** What reads Han characters: the dictionaries are packages, so they are passed in. */
export interface HanReader {
  /** Traditional characters as simplified ones; others as they are. */
  simplified(text: string): string;
  /** The pinyin of each character, lower case without tones; a character without a reading answers itself. */
  syllables(text: string): readonly string[];
}

/** A word as it is searched: `2` for two, `II` and ２; Han in simplified characters. */
export interface SearchWord {
  readonly text: string;
  /** The same in the script that it came in. */
  readonly asked: string;
  /** A run of Han or kana, which is written without spaces. */
  readonly isHan: boolean;
  /** An article or the like: it finds nothing by itself. */
  readonly isWeak: boolean;
}

/** Characters of a word that are looked at. */
const WORD_LENGTH_MAX = 40;
const HAN = /\p{Script=Han}/u;
const SIGNS = /[&＆+]/gu;

const WEAK = new Set(
  (
    "the a an and of in on at to for with by from feat ft featuring vs " +
    "la le les un une des du de et au aux el los las del der die das und den dem il lo gli di"
  ).split(" "),
);

/** Numbers and common words that catalogues write in several ways. Roman I, V, X, L, C, D and M alone are letters. */
const SAME: ReadonlyMap<string, string> = new Map([
  ...["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"].map(
    (word, number) => [word, String(number)] as const,
  ),
  ...["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"].map(
    (roman, at) => [roman, String([2, 3, 4, 6, 7, 8, 9, 11, 12][at])] as const,
  ),
  ...["first", "second", "third", "fourth", "fifth"].map(
    (word, at) => [word, `${at + 1}${["st", "nd", "rd", "th", "th"][at] ?? ""}`] as const,
  ),
  ...([
    ...[
      ["pt", "part"],
      ["pts", "part"],
      ["vol", "volume"],
      ["nr", "number"],
      ["mvt", "movement"],
      ["instr", "instrumental"],
      ["feat", "featuring"],
    ],
    ...[
      ["ft", "featuring"],
      ["symph", "symphony"],
      ["orch", "orchestra"],
      ["xmas", "christmas"],
      ["luv", "love"],
      ["nite", "night"],
    ],
    ...[
      ["thru", "through"],
      ["lite", "light"],
      ["tonite", "tonight"],
      ["colour", "color"],
      ["harbour", "harbor"],
      ["grey", "gray"],
      ["theatre", "theater"],
    ],
  ] as [string, string][]),
]);

/** The words of a text in order. Where every word is weak none is taken for it: a work may be called The The. */
export function searchWords(text: string, han: HanReader): SearchWord[] {
  const words = wordsOf(text.replace(SIGNS, " and ")).map((word) => {
    const isHan = isCharacterWord(word);
    const same = isHan ? (HAN.test(word) ? han.simplified(word) : word) : canonical(word);
    return { text: same.slice(0, WORD_LENGTH_MAX), asked: word.slice(0, WORD_LENGTH_MAX), isHan, isWeak: WEAK.has(word) };
  });
  return words.every(({ isWeak }) => isWeak) ? words.map((word) => ({ ...word, isWeak: false })) : words;
}

function canonical(word: string): string {
  if (/^\d+$/.test(word)) return word.replace(/^0+(?=\d)/, "");
  const plain = /^(?:[a-z]+[1-5])+$/.test(word) ? withoutTones(word) : word;
  return SAME.get(plain) ?? plain;
}

/** `deng1long2` without its tones; a word that is not all syllables keeps its digits. */
function withoutTones(word: string): string {
  const syllables = word.split(/[1-5]/).filter((part) => part !== "");
  return syllables.every((syllable) => SYLLABLES.has(syllable)) ? syllables.join("") : word;
}

/** Whether a word is all digits: numbers are right or wrong, they have no typos. */
export function isNumber(word: string): boolean {
  return /\d/.test(word);
}

/** The pinyin of a run of Han; null where a character has none (kana, rare characters). */
export function pinyinOf(run: string, han: HanReader): readonly string[] | null {
  if (!HAN.test(run)) return null;
  const syllables = han.syllables(run).map((syllable) => syllable.replace("v", "u").normalize("NFD").replace(/\p{M}/gu, ""));
  return syllables.every((syllable) => /^[a-z]+$/.test(syllable)) ? syllables : null;
}

const INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w".split(" ");
const FINALS: Readonly<Record<string, string>> = {
  b: "a o ai ei ao an en ang eng i ie iao ian in ing u",
  p: "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
  m: "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
  f: "a o ei ou an en ang eng u",
  d: "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
  t: "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
  n: "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan ue",
  l: "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ue",
  g: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  k: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  h: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  j: "i ia ie iao iu ian in iang ing iong u ue uan un",
  q: "i ia ie iao iu ian in iang ing iong u ue uan un",
  x: "i ia ie iao iu ian in iang ing iong u ue uan un",
  zh: "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  ch: "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
  sh: "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
  r: "e i ao ou an en ang eng ong u ua uo ui uan un",
  z: "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
  c: "a e i ai ao ou an en ang eng ong u uo ui uan un",
  s: "a e i ai ao ou an en ang eng ong u uo ui uan un",
  y: "a o e ao ou an ang ong i in ing u ue uan un",
  w: "a o ai ei an en ang eng u",
};
/** The syllables of standard Chinese without tones; ü is u, as many write it. */
const SYLLABLES: ReadonlySet<string> = new Set([
  ..."a o e ai ei ao ou an en ang eng er".split(" "),
  ...INITIALS.flatMap((initial) => (FINALS[initial] ?? "").split(" ").map((final) => initial + final)),
]);

/** A word written together as the syllables that it is made of, the longest first; null where it is no pinyin. */
export function splitPinyin(word: string): readonly string[] | null {
  const plain = word.replace(/(?<=[nl])v/g, "u");
  if (!/^[a-z]{2,40}$/.test(plain)) return null;
  const rests = new Map<number, readonly string[] | null>();
  const from = (at: number): readonly string[] | null => {
    if (at === plain.length) return [];
    const known = rests.get(at);
    if (known !== undefined) return known;
    let found: readonly string[] | null = null;
    for (let length = Math.min(6, plain.length - at); length > 0 && found === null; length -= 1) {
      const syllable = plain.slice(at, at + length);
      const rest = SYLLABLES.has(syllable) ? from(at + length) : null;
      if (rest !== null) found = [syllable, ...rest];
    }
    rests.set(at, found);
    return found;
  };
  return from(0);
}
