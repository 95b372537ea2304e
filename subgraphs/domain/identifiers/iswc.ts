import type { Outcome } from "../outcome.ts";
import { refused } from "../outcome.ts";
import { ascendingCheckDigit, nineDigits } from "./checkDigits.ts";
import { checked, compact, syntaxProblem } from "./text.ts";

/** An International Standard Musical Work Code (ISO 15707), compact: `T0345246801`. It names no society, whatever its number block. */
export type Iswc = string & { readonly __brand: "Iswc" };

/** Reads `T0345246801`, `T-034.524.680-1` and `T-034.524.680.1`; problems `ISWC_SYNTAX` and `ISWC_CHECK_DIGIT`. */
export function parseIswc(text: string): Outcome<Iswc> {
  const given = compact(text, "ISWC");
  if (!/^T\d{10}$/.test(given))
    return refused(syntaxProblem("ISWC", text, "an ISWC: T, nine digits and a check digit, such as T-034.524.680-1"));
  const right = iswcOf(given.slice(1, 10));
  return checked("ISWC", text, { given, right, shown: formatIswc(right) });
}

/** The ISWC with these nine digits: its check digit is 10 less the sum of 1 (for the T) and each digit times its place, modulo 10. */
export function iswcOf(body: string | number): Iswc {
  const digits = nineDigits(body);
  return `T${digits}${ascendingCheckDigit(digits, 1)}` as Iswc;
}

/** For display: `T-034.524.680-1`. */
export function formatIswc(iswc: Iswc): string {
  return `T-${iswc.slice(1, 4)}.${iswc.slice(4, 7)}.${iswc.slice(7, 10)}-${iswc.slice(10)}`;
}
