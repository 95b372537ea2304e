import type { Outcome } from "../outcome.ts";
import { refused } from "../outcome.ts";
import { nineDigits } from "./checkDigits.ts";
import { checked, compact, syntaxProblem } from "./text.ts";

/** The number of one name of an interested party (IPI), eleven digits: `00014107338`. One party has as many as it has names. */
export type IpiNameNumber = string & { readonly __brand: "IpiNameNumber" };

/**
 * Reads up to eleven digits, filled with zeros on the left; problems `IPI_NAME_NUMBER_SYNTAX` and `IPI_NAME_NUMBER_CHECK_DIGIT`.
 * All zeros is refused: fixed-width files write it where there is no number.
 */
export function parseIpiNameNumber(text: string): Outcome<IpiNameNumber> {
  const digits = compact(text, "IPI");
  if (!/^\d{3,11}$/.test(digits) || /^0+$/.test(digits)) {
    return refused(syntaxProblem("IPI_NAME_NUMBER", text, "an IPI name number: eleven digits, not all zero, such as 00014107338"));
  }
  const given = digits.padStart(11, "0");
  const right = ipiNameNumberOf(given.slice(0, 9));
  return checked("IPI_NAME_NUMBER", text, { given, right, shown: right });
}

/** The name number with these nine digits: weights 10 down to 2, modulo 101; rests 0 and 1 both give `00`. */
export function ipiNameNumberOf(body: string | number): IpiNameNumber {
  const digits = nineDigits(body);
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += (10 - at) * Number(digits.charAt(at));
  const rest = sum % 101;
  const check = rest === 0 ? 0 : (101 - rest) % 100;
  return `${digits}${String(check).padStart(2, "0")}` as IpiNameNumber;
}

/** For display: the eleven digits as they are. */
export function formatIpiNameNumber(number: IpiNameNumber): string {
  return number;
}
