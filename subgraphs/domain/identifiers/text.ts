import type { Outcome, Problem } from "../outcome.ts";
import { ok, problem, refused } from "../outcome.ts";

/** No identifier is longer as people write it. */
const LENGTH_MAX = 64;

/** Upper case and half width, without spaces, dots and hyphens of any kind; empty when the text is longer than any identifier. */
export function plainText(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > LENGTH_MAX
    ? ""
    : trimmed
        .normalize("NFKC")
        .toUpperCase()
        .replace(/[\s.\u00B7\u002D\u2010-\u2015\u2212\u200B\uFEFF]/gu, "");
}

/** The plain text without a leading label such as `ISWC` or `ISWC:`. */
export function compact(text: string, label: string): string {
  const plain = plainText(text);
  return plain.startsWith(label) ? plain.slice(label.length).replace(/^:/, "") : plain;
}

/** The text as a message may repeat it: at most 64 characters, in quotation marks. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX)}…` : text);
}

/** The first of an identifier's two failures: `code` is `<KIND>_SYNTAX`, `form` says how it is written. */
export function syntaxProblem(kind: string, text: string, form: string): Problem {
  return problem(`${kind}_SYNTAX`, `${quoted(text)} is not ${form}.`);
}

/** The second failure, `<KIND>_CHECK_DIGIT`; `right` is the whole identifier with the check character that would fit. */
function checkDigitProblem(kind: string, text: string, right: string): Problem {
  return problem(`${kind}_CHECK_DIGIT`, `${quoted(text)} has a wrong check digit: with these characters it would be ${right}.`);
}

/** The value when it is what the check digit makes of its body, else the problem. */
export function checked<T extends string>(kind: string, text: string, forms: { given: string; right: T; shown: string }): Outcome<T> {
  return forms.given === forms.right ? ok(forms.right) : refused(checkDigitProblem(kind, text, forms.shown));
}
