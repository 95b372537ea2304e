import { foldText } from "../../../textKeys.ts";

/** A text as CWR's Roman fields hold it. */
export interface RomanText {
  readonly text: string;
  /** True where nothing but the case of its letters was changed. */
  readonly isWhole: boolean;
}

/** Signs that stand for others in plain ASCII. */
const PLAIN: readonly (readonly [sign: RegExp, plain: string])[] = [
  [/[‘’‚‛′´「」『』]/gu, "'"],
  [/[“”„‟″«»《》〈〉]/gu, '"'],
  [/[‐‑‒–—―−]/gu, "-"],
  [/[、，]/gu, ","],
  [/[。]/gu, "."],
  [/×/gu, "x"],
];

/**
 * A title or name in the characters that CWR 2.x allows outside of its non-Roman records (STANDARDS of titles: upper case, no accents; the
 * choice among signs is ours): ASCII, upper case. Han is read by the function given. Null where a letter or digit of another script is left.
 */
export function toRoman(given: string, readHan: (text: string) => string): RomanText | null {
  const original = tidy(given);
  let text = /\p{Script=Han}/u.test(original) ? readHan(original) : original;
  for (const [sign, plain] of PLAIN) text = text.replace(sign, plain);
  text = tidy(foldText(text).toUpperCase());
  // other letters and digits cannot be written at all; other signs are left out
  if (/[^\P{L}\p{ASCII}]|[^\P{N}\p{ASCII}]/u.test(text)) return null;
  text = tidy(text.replace(/[^ -~]/gu, " "));
  return text === "" && original !== "" ? null : { text, isWhole: text === original.toUpperCase() && isPlain(original) };
}

/** Whether a text consists of ASCII only. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Without control characters, and without spaces around. Spaces within stay as they are. */
export function tidy(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
}
