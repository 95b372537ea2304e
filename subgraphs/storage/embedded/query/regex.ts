import { notCovered, StoreError } from "../errors.ts";

const PATTERN_LENGTH_MAX = 32_764;

/** A MongoDB (PCRE) pattern as a JavaScript one. Constructs that JavaScript lacks or reads otherwise are refused. */
export function toRegExp(pattern: string, options: string): RegExp {
  if (pattern.length > PATTERN_LENGTH_MAX) throw new StoreError(2, `a regular expression is longer than ${PATTERN_LENGTH_MAX} characters`);
  const odd = /\(\?[#>|R&P]|\(\?[imsx-]+[):]|\(\*|\\[AZzGQEKhHRXN]|\[\[:|[*+?}]\+/.exec(pattern.replaceAll("\\\\", ""));
  if (odd) throw notCovered(`"${odd[0]}" in a regular expression`);
  let flags = "";
  for (const option of options) {
    if (!"imsu".includes(option)) throw notCovered(`the option "${option}" of a regular expression`);
    if (!flags.includes(option)) flags += option;
  }
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new StoreError(51091, `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What every match must begin with, when the pattern is a plain prefix (`^abc`), case counted; else an empty string. */
export function plainPrefix(pattern: string, options: string): string {
  if (!pattern.startsWith("^") || /[im]/.test(options) || pattern.includes("|")) return "";
  const plain = /^\^((?:[^\\.^$*+?()[\]{}|]|\\[.^$*+?()[\]{}|/\\-])*)/.exec(pattern);
  if (!plain) return "";
  const next = pattern[plain[0].length];
  let text = plain[1] ?? "";
  if (next === "*" || next === "?" || next === "{") text = text.replace(/(\\.|[^\\])$/u, ""); // the last letter may be absent
  return text.replace(/\\(.)/g, "$1");
}
