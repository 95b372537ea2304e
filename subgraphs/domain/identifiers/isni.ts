import { invariant } from "../invariant.ts";
import type { Outcome } from "../outcome.ts";
import { refused } from "../outcome.ts";
import { mod11Check } from "./checkDigits.ts";
import { checked, compact, syntaxProblem } from "./text.ts";

/** An International Standard Name Identifier (ISO 27729), compact: `000000012150090X`. ORCID numbers pass the same check. */
export type Isni = string & { readonly __brand: "Isni" };

/** Reads sixteen characters, in blocks or not; problems `ISNI_SYNTAX` and `ISNI_CHECK_DIGIT`. */
export function parseIsni(text: string): Outcome<Isni> {
  const given = compact(text, "ISNI");
  if (!/^\d{15}[\dX]$/.test(given)) {
    return refused(syntaxProblem("ISNI", text, "an ISNI: fifteen digits and a check character 0-9 or X, such as 0000 0001 2150 090X"));
  }
  const right = isniOf(given.slice(0, 15));
  return checked("ISNI", text, { given, right, shown: formatIsni(right) });
}

/** The ISNI with these fifteen digits (ISO 7064 MOD 11-2). */
export function isniOf(body: string): Isni {
  invariant(/^\d{15}$/.test(body), `an ISNI has fifteen digits before its check character, not ${JSON.stringify(body)}`);
  return `${body}${mod11Check(body)}` as Isni;
}

/** For display: `0000 0001 2150 090X`. */
export function formatIsni(isni: Isni): string {
  return isni.replace(/(.{4})(?=.)/g, "$1 ");
}
