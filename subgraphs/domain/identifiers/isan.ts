import { invariant } from "../invariant.ts";
import type { Outcome } from "../outcome.ts";
import { refused } from "../outcome.ts";
import { mod37Check } from "./checkDigits.ts";
import { checked, compact, syntaxProblem } from "./text.ts";

/**
 * An International Standard Audiovisual Number (ISO 15706), compact: root (12 hexadecimal), episode (4), check; for a version
 * (V-ISAN) also version (8), check. So 17 or 26 characters.
 */
export type Isan = string & { readonly __brand: "Isan" };

/** Reads an ISAN or V-ISAN with its check characters; problems `ISAN_SYNTAX` and `ISAN_CHECK_DIGIT`. */
export function parseIsan(text: string): Outcome<Isan> {
  const given = compact(text, "ISAN");
  if (!/^[\dA-F]{16}[\dA-Z](?:[\dA-F]{8}[\dA-Z])?$/.test(given)) {
    return refused(
      syntaxProblem(
        "ISAN",
        text,
        "an ISAN: sixteen hexadecimal digits and a check character, for a version eight more and another check character",
      ),
    );
  }
  const right = isanOf(given.slice(0, 16), given.length === 26 ? given.slice(17, 25) : undefined);
  return checked("ISAN", text, { given, right, shown: formatIsan(right) });
}

/** The ISAN of a work (root and episode, 16 hexadecimal digits), or of a version of it (8 more); the second check skips the first. */
export function isanOf(work: string, version?: string): Isan {
  invariant(/^[\dA-F]{16}$/.test(work), `an ISAN has sixteen hexadecimal digits, not ${JSON.stringify(work)}`);
  if (version === undefined) return `${work}${mod37Check(work)}` as Isan;
  invariant(/^[\dA-F]{8}$/.test(version), `the version in an ISAN has eight hexadecimal digits, not ${JSON.stringify(version)}`);
  return `${work}${mod37Check(work)}${version}${mod37Check(work + version)}` as Isan;
}

/** For display: `0000-0000-D07A-0090-Q-0000-0000-X`. */
export function formatIsan(isan: Isan): string {
  const blocks = [isan.slice(0, 4), isan.slice(4, 8), isan.slice(8, 12), isan.slice(12, 16), isan.slice(16, 17)];
  if (isan.length === 26) blocks.push(isan.slice(17, 21), isan.slice(21, 25), isan.slice(25));
  return blocks.join("-");
}
