import { invariant } from "../invariant.ts";
import type { Outcome } from "../outcome.ts";
import { refused } from "../outcome.ts";
import { mod37Check } from "./checkDigits.ts";
import { checked, compact, syntaxProblem } from "./text.ts";

/** A Global Release Identifier, compact: `A12425GABC1234002M`. */
export type Grid = string & { readonly __brand: "Grid" };

/** Reads eighteen characters, with or without hyphens; problems `GRID_SYNTAX` and `GRID_CHECK_DIGIT`. */
export function parseGrid(text: string): Outcome<Grid> {
  const given = compact(text, "GRID");
  if (!/^A1[\dA-Z]{16}$/.test(given)) {
    return refused(
      syntaxProblem("GRID", text, "a GRid: A1, issuer (5), release (10) and a check character, such as A1-2425G-ABC1234002-M"),
    );
  }
  const right = gridOf(given.slice(2, 7), given.slice(7, 17));
  return checked("GRID", text, { given, right, shown: formatGrid(right) });
}

/** The GRid of an issuer (5 characters) and a release (10), with its check character (ISO 7064 MOD 37,36). */
export function gridOf(issuer: string, release: string): Grid {
  const body = `A1${issuer}${release}`;
  invariant(
    /^A1[\dA-Z]{15}$/.test(body) && issuer.length === 5,
    `a GRid has an issuer of 5 and a release of 10 letters or digits, not ${body}`,
  );
  return `${body}${mod37Check(body)}` as Grid;
}

/** For display: `A1-2425G-ABC1234002-M`. */
export function formatGrid(grid: Grid): string {
  return `A1-${grid.slice(2, 7)}-${grid.slice(7, 17)}-${grid.slice(17)}`;
}
