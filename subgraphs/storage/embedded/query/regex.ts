import { notCovered, StoreError } from "../errors.ts";
import { guardedRegExp } from "./guardedRegExp.ts";
import type { CharacterSet } from "./regexSets.ts";
import { classOf, literal, posixSet, setOf } from "./regexSets.ts";

const PATTERN_LENGTH_MAX = 32_764;

/** What the caller will ask of the pattern. */
export interface RegexUse {
  /** It reads the groups: those inside a repetition keep another text in JavaScript than in PCRE. */
  readonly captures?: boolean;
  /** It looks for every match. */
  readonly global?: boolean;
}

/**
 * A MongoDB (PCRE, UTF) pattern as a JavaScript one of the same meaning. What the two read otherwise is written anew: `.`, `^`, `$`, classes such as `\s`,
 * literal braces and brackets, spaces and comments of option `x`, a leading `(?i)`. What JavaScript lacks is refused.
 */
export function toRegExp(pattern: string, options: string, use: RegexUse = {}): RegExp {
  if (pattern.length > PATTERN_LENGTH_MAX) throw invalid(`it is longer than ${PATTERN_LENGTH_MAX} characters`);
  if (pattern.includes("\0")) throw new StoreError(2, "Regular expression cannot contain an embedded null byte");
  const odd = [...options].find((option) => !"imsxu".includes(option));
  if (odd !== undefined) throw new StoreError(51108, `invalid flag in regex options: ${odd}`);
  const [lead, inline = ""] = /^\(\?([imsx]+)\)/.exec(pattern) ?? [""];
  const translation = new Translation(pattern.slice(lead.length), new Set(options + inline), use);
  const source = translation.run();
  try {
    const flags = `${translation.ignoreCase ? "iu" : "u"}${use.global ? "g" : ""}`;
    return guardedRegExp(source, flags, translation.ignoreCase && translation.words);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
}

function invalid(why: string): StoreError {
  return new StoreError(51091, `Regular expression is invalid: ${why}`);
}

function refused(what: string): StoreError {
  return notCovered(`"${what}" in a regular expression`);
}

const CONTROLS: Readonly<Record<string, string>> = { n: "\\n", r: "\\r", t: "\\t", f: "\\f", a: "\\x07", e: "\\x1b" };
const START = "^";
const END = "$";
interface ClassParts {
  readonly singles: string[];
  readonly sets: CharacterSet[];
}

class Translation {
  readonly #pattern: string;
  readonly #options: ReadonlySet<string>;
  readonly #use: RegexUse;
  #at = 0;
  #out = "";
  /** It asks for ASCII letters as a kind. */
  words = false;
  /** What stands before: a quantifier may follow only after something that takes part in the text. */
  #before: "nothing" | "item" | "assertion" | "quantifier" = "nothing";
  /** For each open group: whether it is a lookaround, looks behind, or holds a group that is read. */
  readonly #groups: { readonly kind: string; captures: boolean }[] = [];

  constructor(pattern: string, options: ReadonlySet<string>, use: RegexUse) {
    this.#pattern = pattern;
    this.#options = options;
    this.#use = use;
  }

  get ignoreCase(): boolean {
    return this.#options.has("i");
  }

  run(): string {
    while (this.#at < this.#pattern.length) this.#step();
    if (this.#groups.length > 0) throw invalid("missing closing parenthesis");
    return this.#out;
  }

  #next(): string {
    const letter = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    this.#at += letter.length;
    return letter;
  }

  #emit(text: string, kind: "item" | "assertion" = "item"): void {
    this.#out += text;
    this.#before = kind;
  }

  #step(): void {
    const letter = this.#next();
    if (this.#options.has("x") && /[ \t\n\v\f\r]/.test(letter)) return;
    if (this.#options.has("x") && letter === "#") {
      const end = this.#pattern.indexOf("\n", this.#at);
      this.#at = end < 0 ? this.#pattern.length : end + 1;
      return;
    }
    if (letter === "\\") return this.#escape();
    if (letter === "(") return this.#open();
    if (letter === ")") return this.#close();
    if (letter === "[") return this.#class();
    if (letter === "|") return this.#bar();
    if ("*+?".includes(letter)) return this.#quantifier(letter);
    if (letter === "{") return this.#brace();
    this.#emit(this.#symbol(letter) ?? literal(letter), letter === "^" || letter === "$" ? "assertion" : "item");
  }

  #symbol(letter: string): string | null {
    const lines = this.#options.has("m");
    if (letter === ".") return this.#options.has("s") ? "[^]" : "[^\\n]";
    if (letter === "^") return lines ? `(?:${START}|(?<=\\n)(?=[^]))` : START;
    if (letter === "$") return lines ? `(?=\\n|${END})` : `(?=\\n?${END})`;
    return null;
  }

  #bar(): void {
    if (this.#groups.some(({ kind }, depth) => kind === "behind" && depth < this.#groups.length - 1)) throw refused("| deep inside (?<=");
    this.#out += "|";
    this.#before = "nothing";
  }

  #open(): void {
    const rest = this.#pattern.slice(this.#at);
    const [head, kind] = openingOf(rest);
    if (kind === null) throw refused(`(${rest.slice(0, 3)}`);
    this.#at += head.length;
    this.#groups.push({ kind, captures: kind === "capture" });
    this.#out += kind === "capture" ? "(" : `(${head}`;
    this.#before = "nothing";
  }

  #close(): void {
    const group = this.#groups.pop();
    if (!group) throw invalid("unmatched closing parenthesis");
    const outer = this.#groups.at(-1);
    if (outer && group.captures) outer.captures = true;
    const look = group.kind === "ahead" || group.kind === "behind";
    if (this.#use.captures && group.captures && /^[*+]|^\{\d/.test(this.#pattern.slice(this.#at))) throw refused("a repeated group");
    this.#emit(")", look ? "assertion" : "item");
  }

  #quantifier(text: string): void {
    if (this.#before === "nothing" || this.#before === "quantifier") throw invalid("quantifier does not follow a repeatable item");
    if (this.#before === "assertion") throw refused(`${text} after an assertion`);
    if (this.#groups.some(({ kind }) => kind === "behind")) throw refused(`${text} inside (?<=`);
    this.#out += text;
    this.#before = "quantifier";
    const after = this.#pattern.charAt(this.#at);
    if (after === "+") throw refused(`${text}+`);
    if (after !== "?") return;
    this.#at += 1;
    this.#out += "?";
  }

  #brace(): void {
    const [count, least, most] = /^(\d+)(?:,(\d*))?\}/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (count === undefined) return this.#emit("\\{");
    if (Number(least) > 65_535 || Number(most ?? 0) > 65_535) throw invalid("number too big in {} quantifier");
    this.#at += count.length;
    this.#quantifier(`{${count}`);
  }

  #escape(): void {
    if (this.#at >= this.#pattern.length) throw invalid("\\ at end of pattern");
    const letter = this.#next();
    if (letter === "Q") return this.#quoted();
    if (letter === "E") return;
    const ends: Readonly<Record<string, string>> = { A: START, z: END, Z: `(?=\\n?${END})`, b: "\\b", B: "\\B" };
    const assertion = ends[letter];
    if (letter === "b" || letter === "B") this.words = true;
    if (assertion !== undefined) return this.#emit(assertion, "assertion");
    if (letter === "N") return this.#emit("[^\\n]");
    const set = this.#set(letter);
    if (set !== null) return this.#emit(classOf([], [set], false));
    this.#emit(this.#escaped(letter, false));
  }

  #quoted(): void {
    const end = this.#pattern.indexOf("\\E", this.#at);
    const text = this.#pattern.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#pattern.length : end + 2;
    for (const letter of text) this.#emit(literal(letter));
  }

  #set(letter: string): CharacterSet | null {
    const set = letter === "p" || letter === "P" ? this.#property(letter) : setOf(letter);
    if (set?.letters) this.words = true;
    return set;
  }

  /** `\pL`, `\p{Lu}`: general categories alone; scripts and PCRE's own names are refused. */
  #property(letter: string): CharacterSet {
    const [text = "", one, name = one ?? ""] = /^(?:([A-Z])|\{([A-Z][a-z]?)\})/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (text === "" || !/^(C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/.test(name)) throw refused(`\\${letter}`);
    if (this.ignoreCase && (/^L[lut]$/.test(name) || letter === "P")) throw refused(`\\${letter}{${name}} where case does not matter`);
    this.#at += text.length;
    const property = `\\${letter}{${name}}`;
    return { inside: property, alone: property, letters: false };
  }

  /** One character written with a backslash. */
  #escaped(letter: string, inClass: boolean): string {
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    if (inClass && letter === "b") return "\\x08";
    const rest = this.#pattern.slice(this.#at);
    const take = (found: RegExpExecArray | null, digits: string | undefined, base: number): string | null => {
      if (!found || digits === undefined) return null;
      this.#at += found[0].length;
      return character(Number.parseInt(digits === "" ? "0" : digits, base));
    };
    if (letter === "x") {
      const braced = /^\{([0-9a-fA-F]+)\}/.exec(rest);
      const plain = /^([0-9a-fA-F]{0,2})/.exec(rest);
      return take(braced ?? plain, (braced ?? plain)?.[1], 16) ?? "";
    }
    if (letter === "0") {
      const octal = /^([0-7]{0,2})/.exec(rest);
      return take(octal, octal?.[1], 8) ?? "";
    }
    if (/[1-9]/.test(letter) || "cgkGKCXRo".includes(letter)) throw refused(`\\${letter}`);
    if (/[A-Za-z]/.test(letter)) throw invalid(`unrecognized character follows \\: ${letter}`);
    return literal(letter, inClass);
  }

  /** A class, written as alternatives where its sets need it. */
  #class(): void {
    const negated = this.#pattern.charAt(this.#at) === "^";
    if (negated) this.#at += 1;
    const parts: ClassParts = { singles: [], sets: [] };
    for (let first = true; ; first = false) {
      if (this.#at >= this.#pattern.length) throw invalid("missing terminating ] for character class");
      const letter = this.#next();
      if (letter === "]" && !first) break;
      this.#member(letter, parts);
    }
    this.#emit(classOf(parts.singles, parts.sets, negated));
  }

  #member(letter: string, { singles, sets }: ClassParts): void {
    const rest = this.#pattern.slice(this.#at);
    if (letter === "[" && /^[:.=]/.test(rest)) {
      const [text, name = ""] = /^:(\w+):\]/.exec(rest) ?? [];
      const set = posixSet(name);
      if (text === undefined || set === null) throw refused(`[${rest.slice(0, 8)}`);
      this.#at += text.length;
      if (set.letters) this.words = true;
      sets.push(set);
      return;
    }
    if (letter !== "\\") {
      singles.push(this.#ranged(literal(letter, true)));
      return;
    }
    const escaped = this.#next();
    if ("QENB".includes(escaped)) throw refused(`[\\${escaped}]`);
    const set = this.#set(escaped);
    if (set === null) singles.push(this.#ranged(this.#escaped(escaped, true)));
    else if (/^-[^\]]/.test(this.#pattern.slice(this.#at))) throw invalid("invalid range in character class");
    else sets.push(set);
  }

  #ranged(from: string): string {
    if (!/^-[^\]]/.test(this.#pattern.slice(this.#at))) return from;
    this.#at += 1;
    const letter = this.#next();
    if (letter === "[" && /^[:.=]/.test(this.#pattern.slice(this.#at))) throw invalid("invalid range in character class");
    if (letter !== "\\") return `${from}-${literal(letter, true)}`;
    const escaped = this.#next();
    if (this.#set(escaped) !== null) throw invalid("invalid range in character class");
    return `${from}-${this.#escaped(escaped, true)}`;
  }
}

/** How a group begins after its parenthesis, and what it is; `null`: it is not covered. */
function openingOf(rest: string): [string, string | null] {
  if (rest.startsWith("*")) return ["", null];
  if (!rest.startsWith("?")) return ["", "capture"];
  const [named] = /^\?(?:P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*')/.exec(rest) ?? [];
  if (named !== undefined) return [named, "capture"];
  const kinds: readonly [string, string][] = [
    ["?:", "plain"],
    ["?=", "ahead"],
    ["?!", "ahead"],
    ["?<=", "behind"],
    ["?<!", "behind"],
  ];
  return kinds.find(([head]) => rest.startsWith(head)) ?? ["", null];
}

function character(code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw invalid("character code point value in \\x{} is too large");
  return `\\u{${code.toString(16)}}`;
}

/** What every match must begin with, when the pattern is a plain prefix (`^abc`), case counted; else an empty string. */
export function plainPrefix(pattern: string, options: string): string {
  if (!pattern.startsWith("^") || /[imx]/.test(options) || pattern.includes("|")) return "";
  const plain = /^\^((?:[^\\.^$*+?()[\]{}|]|\\[.^$*+?()[\]{}|/\\-])*)/.exec(pattern);
  if (!plain) return "";
  const next = pattern[plain[0].length];
  let text = plain[1] ?? "";
  if (next === "*" || next === "?" || next === "{") text = text.replace(/(\\.|[^\\])$/u, ""); // the last letter may be absent
  return text.replace(/\\(.)/g, "$1");
}
