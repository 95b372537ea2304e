/** A set of characters: as it stands inside of brackets, when it can, and alone, as a pattern of one character. */
export interface CharacterSet {
  readonly inside: string | null;
  readonly alone: string;
  /** It has ASCII letters alone: where case does not matter, JavaScript would add the others that fold to them. */
  readonly letters: boolean;
}

const WORD = "0-9A-Za-z_";
/** All but words, and but the two letters beyond ASCII that fold to `s` and `k`, which would bring those in. */
const NO_WORD = "\\0-\\/:-@\\[-\\^`\\{-\\u017e\\u0180-\\u2129\\u212b-\\u{10ffff}";
const SPACE = " \\t\\n\\v\\f\\r";
const HORIZONTAL = "\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000";
const VERTICAL = "\\n\\v\\f\\r\\x85\\u2028\\u2029";

/** PCRE's own sets: ASCII, whatever the alphabet of the text. */
const SETS: Readonly<Record<string, string>> = {
  d: "0-9",
  D: "\\0-\\/:-\\u{10ffff}",
  s: SPACE,
  S: "\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}",
  h: HORIZONTAL,
  v: VERTICAL,
};
const LETTERS: Readonly<Record<string, string>> = { w: WORD, W: NO_WORD };
const NEGATED: Readonly<Record<string, string>> = { H: HORIZONTAL, V: VERTICAL };
const POSIX: Readonly<Record<string, string>> = { blank: " \\t", digit: "0-9", punct: "!-\\/:-@\\[-`\\{-~", space: SPACE };
const POSIX_LETTERS: Readonly<Record<string, string>> = { alnum: "0-9A-Za-z", alpha: "A-Za-z", xdigit: "0-9A-Fa-f", word: WORD };

function inline(inside: string, letters = false): CharacterSet {
  return { inside, alone: `[${inside}]`, letters };
}

/** The set that a letter behind a backslash means; `null` when it means none. */
export function setOf(letter: string): CharacterSet | null {
  if (Object.hasOwn(LETTERS, letter)) return inline(LETTERS[letter] ?? "", true);
  if (Object.hasOwn(NEGATED, letter)) return { inside: null, alone: `[^${NEGATED[letter] ?? ""}]`, letters: false };
  return Object.hasOwn(SETS, letter) ? inline(SETS[letter] ?? "") : null;
}

/** `[:alpha:]` and the like; `null` for those that are not covered. */
export function posixSet(name: string): CharacterSet | null {
  if (Object.hasOwn(POSIX, name)) return inline(POSIX[name] ?? "");
  return Object.hasOwn(POSIX_LETTERS, name) ? inline(POSIX_LETTERS[name] ?? "", true) : null;
}

/** A class as one pattern. Alternatives stand in a lookahead, which is never tried a second way: two that overlap would make long texts take for ever. */
export function classOf(singles: readonly string[], sets: readonly CharacterSet[], negated: boolean): string {
  const inside = [...singles, ...sets.flatMap((set) => set.inside ?? [])].join("");
  const alone = sets.filter((set) => set.inside === null).map((set) => set.alone);
  if (alone.length === 0) return `[${negated ? "^" : ""}${inside}]`;
  const alternatives = [...(inside === "" ? [] : [`[${inside}]`]), ...alone].join("|");
  return `(?:(?${negated ? "!" : "="}${alternatives})[^])`;
}

const SYNTAX = /[\\^$.*+?()[\]{}|/]/;

/** A character that means itself. */
export function literal(letter: string, inClass = false): string {
  return SYNTAX.test(letter) || (inClass && letter === "-") ? `\\${letter}` : letter;
}
