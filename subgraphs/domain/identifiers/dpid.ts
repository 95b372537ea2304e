import { invariant } from "../invariant.ts";
import type { Outcome } from "../outcome.ts";
import { refused } from "../outcome.ts";
import { mod37Check } from "./checkDigits.ts";
import { checked, compact, syntaxProblem } from "./text.ts";

/** A DDEX Party Identifier, compact: `PADPIDA2013020802I`. Its ten characters often, but not always, begin with a date: none is read. */
export type Dpid = string & { readonly __brand: "Dpid" };

/** Reads eighteen characters, with or without hyphens; problems `DPID_SYNTAX` and `DPID_CHECK_DIGIT`. */
export function parseDpid(text: string): Outcome<Dpid> {
  const given = compact(text, "DPID");
  if (!/^PADPIDA[\dA-Z]{11}$/.test(given)) {
    return refused(
      syntaxProblem("DPID", text, "a DDEX party id: PADPIDA, ten letters or digits and a check character, such as PA-DPIDA-2013020802-I"),
    );
  }
  const right = dpidOf(given.slice(7, 17));
  return checked("DPID", text, { given, right, shown: formatDpid(right) });
}

/** The party id with these ten characters (ISO 7064 MOD 37,36 over all seventeen). */
export function dpidOf(body: string): Dpid {
  invariant(/^[\dA-Z]{10}$/.test(body), `a DDEX party id has ten letters or digits, not ${JSON.stringify(body)}`);
  return `PADPIDA${body}${mod37Check(`PADPIDA${body}`)}` as Dpid;
}

/** For display: `PA-DPIDA-2013020802-I`. */
export function formatDpid(dpid: Dpid): string {
  return `PA-DPIDA-${dpid.slice(7, 17)}-${dpid.slice(17)}`;
}
