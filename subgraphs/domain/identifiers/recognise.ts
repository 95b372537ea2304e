import type { Outcome, Problem } from "../outcome.ts";
import { problem } from "../outcome.ts";
import { ORGANISATIONS } from "../societies.ts";
import { parseDpid } from "./dpid.ts";
import { parseGrid } from "./grid.ts";
import { parseIpiBaseNumber } from "./ipiBaseNumber.ts";
import { parseIpiNameNumber } from "./ipiNameNumber.ts";
import { parseIsan } from "./isan.ts";
import { parseIsni } from "./isni.ts";
import { parseIsrc } from "./isrc.ts";
import { parseIswc } from "./iswc.ts";
import { parseOrganisationCode, parseSocietyCode } from "./societyCode.ts";
import { plainText, quoted } from "./text.ts";

/** What a code in a mixed batch can be; `*_ID` are the house's own. */
export type IdentifierKind =
  | "ISWC"
  | "IPI_NAME_NUMBER"
  | "IPI_BASE_NUMBER"
  | "ISRC"
  | "ISNI"
  | "ISAN"
  | "DPID"
  | "GRID"
  | "SOCIETY"
  | "WORK_ID"
  | "PARTY_ID"
  | "RECORDING_ID";

/** A code with its kind and canonical form, or what is wrong with it; kind is null when its form is none that is known. */
export type Recognition =
  { readonly kind: IdentifierKind; readonly value: string } | { readonly kind: IdentifierKind | null; readonly problem: Problem };

interface Form {
  readonly kind: IdentifierKind;
  /** Of the text in upper case without spaces, dots and hyphens. The patterns exclude each other, so order does not matter. */
  readonly pattern: RegExp;
  readonly parse: (text: string) => Outcome<string>;
}

/** Forms that are whole: only the check digit can still be wrong. Numbers shorter than eleven digits are IPI name numbers without their zeros. */
const FORMS: readonly Form[] = [
  { kind: "ISWC", pattern: /^(?:ISWC:?)?T\d{10}$/, parse: parseIswc },
  { kind: "IPI_NAME_NUMBER", pattern: /^(?:IPI:?)?\d{6,11}$/, parse: parseIpiNameNumber },
  { kind: "IPI_BASE_NUMBER", pattern: /^(?:IPI:?)?I\d{10}$/, parse: parseIpiBaseNumber },
  { kind: "ISRC", pattern: /^(?:ISRC:?)?[A-Z]{2}[A-Z\d]{3}\d{7}$/, parse: parseIsrc },
  { kind: "ISNI", pattern: /^(?:ISNI:?)?\d{15}[\dX]$/, parse: parseIsni },
  { kind: "ISAN", pattern: /^(?:ISAN:?)?[\dA-F]{16}[\dA-Z](?:[\dA-F]{8}[\dA-Z])?$/, parse: parseIsan },
  { kind: "DPID", pattern: /^PADPIDA[\dA-Z]{11}$/, parse: parseDpid },
  { kind: "GRID", pattern: /^(?:GRID:?)?A1[\dA-Z]{16}$/, parse: parseGrid },
  { kind: "SOCIETY", pattern: /^\d{3}$/, parse: parseSocietyCode },
  // Letters alone could be any word, so that only codes that were given are taken for one.
  { kind: "SOCIETY", pattern: new RegExp(`^(?:${ORGANISATIONS.map(({ code }) => code).join("|")})$`), parse: parseOrganisationCode },
];

/** Forms that begin like an identifier and go on otherwise: the syntax problem says what would be right. */
const BEGINNINGS: readonly Form[] = [
  { kind: "ISWC", pattern: /^(?:ISWC|T\d{3})/, parse: parseIswc },
  { kind: "IPI_BASE_NUMBER", pattern: /^I\d{3}/, parse: parseIpiBaseNumber },
  { kind: "IPI_NAME_NUMBER", pattern: /^IPI/, parse: parseIpiNameNumber },
  { kind: "ISRC", pattern: /^ISRC/, parse: parseIsrc },
  { kind: "ISNI", pattern: /^ISNI/, parse: parseIsni },
  { kind: "ISAN", pattern: /^(?:ISAN|[\dA-F]{16}[\dA-Z])/, parse: parseIsan },
  { kind: "DPID", pattern: /^(?:PADPID|DPID)/, parse: parseDpid },
  { kind: "GRID", pattern: /^GRID/, parse: parseGrid },
];

const OWN_KINDS: Readonly<Record<string, IdentifierKind>> = { wrk: "WORK_ID", pty: "PARTY_ID", rec: "RECORDING_ID" };

/** What one code of a mixed batch is. It says nothing of existence: a well-formed code may still be unknown here. */
export function recognise(text: string): Recognition {
  const trimmed = text.trim();
  const own = /^(wrk|pty|rec)_/.exec(trimmed);
  if (own) return recogniseOwnId(trimmed, OWN_KINDS[own[1] ?? ""] ?? null);
  const plain = plainText(trimmed);
  const form = FORMS.find(({ pattern }) => pattern.test(plain)) ?? BEGINNINGS.find(({ pattern }) => pattern.test(plain));
  if (form === undefined) {
    const message = `${quoted(trimmed)} has the form of no identifier: not ISWC, IPI, ISRC, ISNI, ISAN, DPID, GRid, society code or an id of this house.`;
    return { kind: null, problem: problem("IDENTIFIER_FORM", message) };
  }
  const outcome = form.parse(trimmed);
  if (outcome.ok) return { kind: form.kind, value: outcome.value };
  return { kind: form.kind, problem: outcome.problems[0] ?? problem("IDENTIFIER_FORM", `${quoted(trimmed)} is no ${form.kind}.`) };
}

/** An own id is its prefix, an underscore and 26 characters of Crockford base32. */
function recogniseOwnId(text: string, kind: IdentifierKind | null): Recognition {
  if (kind !== null && /^[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text)) return { kind, value: text };
  return {
    kind,
    problem: problem(
      "ID_SYNTAX",
      `${quoted(text)} is no id of this house: a prefix such as wrk_ and 26 capitals and digits without I, L, O and U.`,
    ),
  };
}
