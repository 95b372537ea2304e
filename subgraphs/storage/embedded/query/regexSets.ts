/** A set of characters: as it stands inside of brackets, when it can, and alone, as a pattern of one character. */
export interface CharacterSet {
  readonly inside: string | null;
  readonly alone: string;
}

/** Letters that fold to `s` and `k` without being ASCII: where case does not matter JavaScript counts them to `\w`, PCRE does not. */
const FOLDING = "\\u017f\\u212a";
const WORD = "0-9A-Za-z_";
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
const NEGATED: Readonly<Record<string, string>> = { H: HORIZONTAL, V: VERTICAL };
const POSIX: Readonly<Record<string, string>> = { blank: " \\t", digit: "0-9", punct: "!-\\/:-@\\[-`\\{-~", space: SPACE };
const POSIX_LETTERS: Readonly<Record<string, string>> = { alnum: "0-9A-Za-z", alpha: "A-Za-z", xdigit: "0-9A-Fa-f", word: WORD };

function inline(inside: string): CharacterSet {
  return { inside, alone: `[${inside}]` };
}

function letters(set: string, ignoreCase: boolean): CharacterSet {
  return ignoreCase ? { inside: null, alone: `(?![${FOLDING}])[${set}]` } : inline(set);
}

/** The set that a letter behind a backslash means; `null` when it means none. */
export function setOf(letter: string, ignoreCase: boolean): CharacterSet | null {
  if (letter === "w") return letters(WORD, ignoreCase);
  if (letter === "W") return { inside: null, alone: ignoreCase ? `(?:[${FOLDING}]|[^${WORD}])` : `[^${WORD}]` };
  const negated = NEGATED[letter];
  if (negated !== undefined) return { inside: null, alone: `[^${negated}]` };
  const set = SETS[letter];
  return set === undefined ? null : inline(set);
}

/** `[:alpha:]` and the like; `null` for those that are not covered. */
export function posixSet(name: string, ignoreCase: boolean): CharacterSet | null {
  if (Object.hasOwn(POSIX, name)) return inline(POSIX[name] ?? "");
  return Object.hasOwn(POSIX_LETTERS, name) ? letters(POSIX_LETTERS[name] ?? "", ignoreCase) : null;
}

/** A class as one pattern. Alternatives stand in a lookahead, which is never tried a second way: two that overlap would make long texts take for ever. */
export function classOf(singles: readonly string[], sets: readonly CharacterSet[], negated: boolean): string {
  const inside = [...singles, ...sets.flatMap(({ inside }) => inside ?? [])].join("");
  const alone = sets.filter((set) => set.inside === null).map((set) => set.alone);
  if (alone.length === 0) return `[${negated ? "^" : ""}${inside}]`;
  const alternatives = [...(inside === "" ? [] : [`[${inside}]`]), ...alone].join("|");
  return `(?:(?${negated ? "!" : "="}${alternatives})[^])`;
}

/** `\b` and `\B`, by ASCII words. */
export function boundaries(ignoreCase: boolean): { readonly b: string; readonly B: string } {
  if (!ignoreCase) return { b: "\\b", B: "\\B" };
  const word = letters(WORD, true).alone;
  return {
    b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
    B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
  };
}

const SYNTAX = /[\\^$.*+?()[\]{}|/]/;

/** A character that means itself. */
export function literal(letter: string, inClass = false): string {
  return SYNTAX.test(letter) || (inClass && letter === "-") ? `\\${letter}` : letter;
}
