import type { Outcome } from "../outcome.ts";
import { ok, problem, refused } from "../outcome.ts";
import { compact, quoted, syntaxProblem } from "./text.ts";

/** A CISAC society code: three digits as text, `052`. Whether such a society is known is another question (societies.ts). */
export type SocietyCode = string & { readonly __brand: "SocietyCode" };

/**
 * The code of an organisation to which CISAC gave none, such as `CAVCA`, which manages producers' rights: letters, so that it can never be
 * taken for a society code (ours).
 */
export type OrganisationCode = string & { readonly __brand: "OrganisationCode" };

/** In CWR 000 means all societies and 099 none: neither is a society. */
const NO_SOCIETY: Readonly<Record<string, string>> = { "000": "all societies", "099": "no society" };

/** Reads three digits; problems `SOCIETY_CODE_SYNTAX`, and `SOCIETY_CODE_SPECIAL` for 000 and 099. */
export function parseSocietyCode(text: string): Outcome<SocietyCode> {
  const code = compact(text, "CISAC");
  if (!/^\d{3}$/.test(code)) return refused(syntaxProblem("SOCIETY_CODE", text, "a CISAC society code: three digits, such as 052"));
  const meaning = NO_SOCIETY[code];
  if (meaning === undefined) return ok(code as SocietyCode);
  return refused(problem("SOCIETY_CODE_SPECIAL", `${quoted(text)} stands for ${meaning} in CWR; name one society, such as 052.`));
}

/** Reads two to twelve letters, such as `CAVCA`; the problem is `ORGANISATION_CODE_SYNTAX`. */
export function parseOrganisationCode(text: string): Outcome<OrganisationCode> {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{2,12}$/.test(code)) return ok(code as OrganisationCode);
  return refused(syntaxProblem("ORGANISATION_CODE", text, "an organisation code: two to twelve letters, such as CAVCA"));
}

/** Reads either form, `052` or `CAVCA`, known or not; problems are those of the three digits. */
export function parseAnySocietyCode(text: string): Outcome<SocietyCode | OrganisationCode> {
  const organisation = parseOrganisationCode(text);
  return organisation.ok ? organisation : parseSocietyCode(text);
}

/** For display: the three digits as they are. */
export function formatSocietyCode(code: SocietyCode): string {
  return code;
}
