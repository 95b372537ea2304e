import type { Outcome } from "../outcome.ts";
import { refused } from "../outcome.ts";
import { ascendingCheckDigit, nineDigits } from "./checkDigits.ts";
import { checked, compact, syntaxProblem } from "./text.ts";

/** The number of an interested party (IPI), stored and sent with its hyphens: `I-001068130-6`. */
export type IpiBaseNumber = string & { readonly __brand: "IpiBaseNumber" };

/** Reads it with hyphens or without; problems `IPI_BASE_NUMBER_SYNTAX` and `IPI_BASE_NUMBER_CHECK_DIGIT`. */
export function parseIpiBaseNumber(text: string): Outcome<IpiBaseNumber> {
  const plain = compact(text, "IPI");
  if (!/^I\d{10}$/.test(plain)) {
    return refused(syntaxProblem("IPI_BASE_NUMBER", text, "an IPI base number: I, nine digits and a check digit, such as I-001068130-6"));
  }
  const right = ipiBaseNumberOf(plain.slice(1, 10));
  return checked("IPI_BASE_NUMBER", text, { given: `I-${plain.slice(1, 10)}-${plain.slice(10)}`, right, shown: right });
}

/** The base number with these nine digits: as in an ISWC, with 2 in the place of the letter's 1. */
export function ipiBaseNumberOf(body: string | number): IpiBaseNumber {
  const digits = nineDigits(body);
  return `I-${digits}-${ascendingCheckDigit(digits, 2)}` as IpiBaseNumber;
}

/** For display: as stored, `I-001068130-6`. */
export function formatIpiBaseNumber(number: IpiBaseNumber): string {
  return number;
}

/** Parties that stand for nobody in particular; rules treat them by number (IPI). */
export const SPECIAL_PARTIES = {
  traditional: "I-002296966-8" as IpiBaseNumber,
  publicDomain: "I-001635861-3" as IpiBaseNumber,
  unknownCreator: "I-001635620-8" as IpiBaseNumber,
  unknownPublisher: "I-001631070-4" as IpiBaseNumber,
} as const;
