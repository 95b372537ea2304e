/** Letters that Unicode does not take apart, as catalogues write them in plain Latin. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "n",
};
const PLAIN_LETTERS = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");
const MARKS = /\p{M}+/gu;
const WORDS = /[\p{L}\p{N}]+/gu;
/** Han, kana and hangul are written without spaces: compared by characters and pairs of them. */
const CHARACTER_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const ARTICLES = new Set(["the", "a", "an", "la", "le", "les", "el", "los", "las", "der", "die", "das", "il", "lo"]);

/** Lower case, without accents, one form for full and half width: `Ｃafé` becomes `cafe`. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(MARKS, "")
    .replace(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFC");
}

/** The words of a text: Latin and other alphabets by letters, runs of Han or kana as one word each. At most 64. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of foldText(text.replace(/['’`]/gu, "")).matchAll(WORDS)) {
    words.push(...splitByScript(word));
    if (words.length >= 64) break;
  }
  return words.slice(0, 64);
}

/** What makes two titles the same: their words without a leading article, marks, case and punctuation. */
export const titleKey = remembered((title) => {
  const words = wordsOf(title);
  const [first, ...rest] = words;
  return first !== undefined && rest.length > 0 && ARTICLES.has(first) ? rest.join(" ") : words.join(" ");
});

/** What makes two names the same: their words in any order, because some write the last name first. */
export const nameKey = remembered((name) => wordsOf(name).sort().join(" "));

/** Keys that are kept, and characters of the longest text among them. */
const KEPT_MAX = 20_000;
const KEPT_LENGTH_MAX = 200;

/** The same answer for the same text: an import asks for the key of one title or name again and again. */
function remembered(keyOf: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const before = kept.get(text);
    if (before !== undefined) return before;
    const key = keyOf(text);
    if (text.length > KEPT_LENGTH_MAX) return key;
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(text, key);
    return key;
  };
}

/** What a text is found by: each word; of Han and kana each character and each pair. */
export function searchTokens(text: string): string[] {
  const tokens = wordsOf(text).flatMap((word) => (CHARACTER_SCRIPT.test(word) ? charactersAndPairs(word) : [word]));
  return [...new Set(tokens)];
}

/** Whether a word is of a script that is searched by characters. */
export function isCharacterWord(word: string): boolean {
  return CHARACTER_SCRIPT.test(word);
}

function charactersAndPairs(word: string): string[] {
  const characters = [...word];
  return [...characters, ...characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`)];
}

function splitByScript(word: string): string[] {
  const parts: string[] = [];
  let before: boolean | null = null;
  for (const character of word) {
    const isCharacter = CHARACTER_SCRIPT.test(character);
    const last = parts.length - 1;
    if (before === isCharacter && last >= 0) parts[last] = `${parts[last] ?? ""}${character}`;
    else parts.push(character);
    before = isCharacter;
  }
  return parts;
}
