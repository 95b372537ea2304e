import { invariant } from "../invariant.ts";
import type { Outcome } from "../outcome.ts";
import { ok, refused } from "../outcome.ts";
import { compact, plainText, syntaxProblem } from "./text.ts";

/** An International Standard Recording Code (ISO 3901), compact: `GBAAA0800736`. Its prefix tells neither country nor owner. */
export type Isrc = string & { readonly __brand: "Isrc" };

const FORM = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

/** Reads twelve characters, with or without hyphens and the letters ISRC; the only problem is `ISRC_SYNTAX`, for it has no check digit. */
export function parseIsrc(text: string): Outcome<Isrc> {
  // Iceland's registrants may be called RC1 and so on: the label goes only where the whole is no ISRC.
  const plain = plainText(text);
  const given = FORM.test(plain) ? plain : compact(text, "ISRC");
  if (FORM.test(given)) return ok(given as Isrc);
  return refused(
    syntaxProblem(
      "ISRC",
      text,
      "an ISRC: two letters, three letters or digits, two digits of the year, five digits, such as GB-AAA-08-00736",
    ),
  );
}

/** The ISRC of a registrant's prefix (five characters), a two-digit year and a designation of five digits. */
export function isrcOf(prefix: string, year: string | number, designation: string | number): Isrc {
  const isrc = `${prefix}${String(year).padStart(2, "0")}${String(designation).padStart(5, "0")}`;
  invariant(FORM.test(isrc), `an ISRC is made of prefix, year and designation, not ${isrc}`);
  return isrc as Isrc;
}

/** For display: `GB-AAA-08-00736`. */
export function formatIsrc(isrc: Isrc): string {
  return `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`;
}
