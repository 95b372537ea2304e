import { notCovered, StoreError } from "../errors.ts";
import type { Document, Value } from "../values/value.ts";
import { isDocument, isObjectId, isRegex, isTimestamp, typeName } from "../values/value.ts";
import type { Operator, Operators } from "./operator.ts";
import { integerOf, nullish, stringOf } from "./operator.ts";
import { toRegExp } from "./regex.ts";
import { textOf } from "./typeOperators.ts";

/** A value as text, as the operators for strings take it: null and missing are empty. */
function words(value: Value, who: string): string {
  if (nullish(value)) return "";
  if (isTimestamp(value)) throw notCovered(`${who} of a timestamp`);
  const text = typeof value === "boolean" || isObjectId(value) ? undefined : textOf(value);
  if (text === undefined) throw new StoreError(16007, `can't convert from BSON type ${typeName(value)} to String (${who})`);
  return text;
}

function upper(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function split([value, separator]: Value[]): Value {
  if (nullish(value) || nullish(separator)) return null;
  const [text, by] = [stringOf(value, "$split", 40085), stringOf(separator, "$split", 40086)];
  if (by === "") throw new StoreError(40087, "$split requires a non-empty separator");
  return text.split(by);
}

/** By code points. */
function substringCP([value, start, length]: Value[]): Value {
  const [from, count] = [integerOf(start, "$substrCP", 34450), integerOf(length, "$substrCP", 34452)];
  if (from < 0) throw new StoreError(34455, "$substrCP: the starting index must be non-negative integer.");
  if (count < 0) throw new StoreError(34454, "$substrCP: length must be a nonnegative integer.");
  return [...words(value, "$substrCP")].slice(from, from + count).join("");
}

/** By bytes of UTF-8; a place inside of a character is an error. */
function substringBytes([value, start, length]: Value[]): Value {
  const bytes = Buffer.from(words(value, "$substrBytes"));
  const [from, count] = [integerOf(start, "$substrBytes", 16034), integerOf(length, "$substrBytes", 16035)];
  if (from < 0) throw new StoreError(50752, "$substrBytes: starting index must be non-negative (got: " + String(from) + ")");
  const to = count < 0 ? bytes.length : Math.min(bytes.length, from + count);
  const inside = (place: number): boolean => ((bytes[place] ?? 0) & 0xc0) === 0x80;
  if (inside(from)) throw new StoreError(28656, "$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.");
  if (from < to && inside(to))
    throw new StoreError(28657, "$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.");
  return bytes.toString("utf8", from, Math.max(from, to));
}

/** The spaces that `$trim` takes away when it is not told which characters. */
const SPACES = new Set("\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a");

function trimming(name: string, left: boolean, right: boolean): Operator {
  return {
    named: ["input", "chars"],
    required: ["input"],
    apply: ([named]) => {
      const { input, chars }: Document = isDocument(named) ? named : {};
      if (nullish(input) || chars === null || (isDocument(named) && "chars" in named && chars === undefined)) return null;
      const letters = [...stringOf(input, name, 50699)];
      const away = chars === undefined ? SPACES : new Set(stringOf(chars, name, 50700));
      let [start, end] = [0, letters.length];
      while (left && start < end && away.has(letters[start] ?? "")) start += 1;
      while (right && end > start && away.has(letters[end - 1] ?? "")) end -= 1;
      return letters.slice(start, end).join("");
    },
  };
}

function replacing(name: string, replace: (input: string, find: string, replacement: string) => string): Operator {
  return {
    named: ["input", "find", "replacement"],
    required: ["input", "find", "replacement"],
    apply: ([named]) => {
      const { input, find, replacement }: Document = isDocument(named) ? named : {};
      const parts = [input, find, replacement].map((part, i) => (nullish(part) ? null : stringOf(part, name, 51746 - i)));
      const [text, from, to] = parts;
      if (text === null || text === undefined || from === null || from === undefined || to === null || to === undefined) return null;
      return replace(text, from, to);
    },
  };
}

function indexOf(name: string, unitsOf: (text: string) => number): Operator {
  return {
    arity: [2, 4],
    apply: ([value, part, start = 0, end]) => {
      if (nullish(value)) return null;
      const [text, wanted] = [stringOf(value, name, 40091), stringOf(part, name, 40092)];
      const total = unitsOf(text);
      const [from, to] = [integerOf(start, name, 40096), end === undefined ? total : integerOf(end, name, 40096)];
      if (from < 0 || to < 0) throw new StoreError(40097, `${name} requires nonnegative start and end`);
      const length = unitsOf(wanted);
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        const place = unitsOf(text.slice(0, at));
        if (place >= from) return place + length <= Math.min(to, total) ? place : -1;
        if (at >= text.length) break;
      }
      return -1;
    },
  };
}

function compareIgnoringCase([a, b]: Value[]): Value {
  const [one, other] = [a, b].map((value) => Buffer.from(upper(words(value, "$strcasecmp"))));
  return one && other ? Buffer.compare(one, other) : 0;
}

const codePoints = (text: string): number => [...text].length;

interface Search {
  readonly text: string | null;
  readonly regex: RegExp;
}

function searchOf(named: Value, name: string): Search {
  const { input, regex, options }: Document = isDocument(named) ? named : {};
  const text = nullish(input) ? null : stringOf(input, name, 51104);
  if (nullish(regex)) return { text: null, regex: /$^/ };
  if (isRegex(regex) && regex.options !== "" && !nullish(options))
    throw new StoreError(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  const pattern = isRegex(regex) ? regex.pattern : stringOf(regex, `${name}'s regex`, 51105);
  const flags = nullish(options) ? (isRegex(regex) ? regex.options : "") : stringOf(options, `${name}'s options`, 51106);
  return { text, regex: toRegExp(pattern, flags, { captures: name !== "$regexMatch", global: name === "$regexFindAll" }) };
}

function found(match: RegExpMatchArray, text: string): Document {
  const [all, ...captures] = match;
  return {
    match: all,
    idx: codePoints(text.slice(0, match.index)),
    captures: captures.map((capture: string | undefined) => capture ?? null),
  };
}

function every(regex: RegExp, text: string): Document[] {
  const matches: Document[] = [];
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    matches.push(found(match, text));
    if (match[0] === "") regex.lastIndex += (text.codePointAt(regex.lastIndex) ?? 0) > 0xffff ? 2 : 1;
  }
  return matches;
}

function regexOperator(name: string, find: (search: { text: string; regex: RegExp }) => Value, none: () => Value): Operator {
  return {
    named: ["input", "regex", "options"],
    required: ["input", "regex"],
    apply: ([named]) => {
      const { text, regex } = searchOf(named, name);
      return text === null ? none() : find({ text, regex });
    },
  };
}

/** Operators that read text. Letters beyond ASCII keep their case, and collations do not matter, as in MongoDB. */
export const STRINGS: Operators = {
  $concat: {
    apply: (values) => (values.some(nullish) ? null : values.map((value) => stringOf(value, "$concat", 16702)).join("")),
  },
  $split: { arity: [2, 2], apply: split },
  $substrCP: { arity: [3, 3], apply: substringCP },
  $substrBytes: { arity: [3, 3], apply: substringBytes },
  $substr: { arity: [3, 3], apply: substringBytes },
  $strLenCP: { arity: [1, 1], apply: ([value]) => codePoints(stringOf(value, "$strLenCP", 34471)) },
  $strLenBytes: { arity: [1, 1], apply: ([value]) => Buffer.byteLength(stringOf(value, "$strLenBytes", 34473)) },
  $trim: trimming("$trim", true, true),
  $ltrim: trimming("$ltrim", true, false),
  $rtrim: trimming("$rtrim", false, true),
  $replaceOne: replacing("$replaceOne", (input, find, replacement) => input.replace(find, () => replacement)),
  $replaceAll: replacing("$replaceAll", (input, find, replacement) => input.replaceAll(find, () => replacement)),
  $indexOfCP: indexOf("$indexOfCP", codePoints),
  $indexOfBytes: indexOf("$indexOfBytes", (text) => Buffer.byteLength(text)),
  $toLower: { arity: [1, 1], apply: ([value]) => words(value, "$toLower").replace(/[A-Z]/g, (letter) => letter.toLowerCase()) },
  $toUpper: { arity: [1, 1], apply: ([value]) => upper(words(value, "$toUpper")) },
  $strcasecmp: { arity: [2, 2], apply: compareIgnoringCase },
  $regexMatch: regexOperator(
    "$regexMatch",
    ({ text, regex }) => regex.test(text),
    () => false,
  ),
  $regexFind: regexOperator(
    "$regexFind",
    ({ text, regex }) => {
      const match = regex.exec(text);
      return match ? found(match, text) : null;
    },
    () => null,
  ),
  $regexFindAll: regexOperator(
    "$regexFindAll",
    ({ text, regex }) => every(regex, text),
    () => [],
  ),
};
