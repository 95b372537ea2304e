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
import { compact, plainText, quoted } from "./text.ts";

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

/**
 * Forms that are whole: only the check digit can still be wrong. Spreadsheets drop leading zeros: of five to eleven digits an IPI name
 * number is made, of twelve to fifteen an ISNI, of one or two a society code. An ISWC or base number cut short that still begins with a
 * zero lacks a digit elsewhere, which nobody can fill in.
 */
const FORMS: readonly Form[] = [
  { kind: "ISWC", pattern: /^(?:ISWC:?)?T\d{10}$/, parse: parseIswc },
  {
    kind: "ISWC",
    pattern: /^(?:ISWC:?)?T[1-9]\d{5,8}$/,
    parse: (text) => parseIswc(`T${compact(text, "ISWC").slice(1).padStart(10, "0")}`),
  },
  { kind: "IPI_NAME_NUMBER", pattern: /^(?:IPI:?)?\d{5,11}$/, parse: parseIpiNameNumber },
  { kind: "IPI_BASE_NUMBER", pattern: /^(?:IPI:?)?I\d{10}$/, parse: parseIpiBaseNumber },
  {
    kind: "IPI_BASE_NUMBER",
    pattern: /^(?:IPI:?)?I[1-9]\d{5,8}$/,
    parse: (text) => parseIpiBaseNumber(`I${compact(text, "IPI").slice(1).padStart(10, "0")}`),
  },
  { kind: "ISRC", pattern: /^(?:ISRC:?)?[A-Z]{2}[A-Z\d]{3}\d{7}$/, parse: parseIsrc },
  { kind: "ISNI", pattern: /^(?:ISNI:?)?\d{15}[\dX]$/, parse: parseIsni },
  {
    kind: "ISNI",
    pattern: /^(?:\d{12,15}|\d{5,14}X|ISNI:?\d{5,14}[\dX])$/,
    parse: (text) => parseIsni(compact(text, "ISNI").padStart(16, "0")),
  },
  { kind: "ISAN", pattern: /^(?:ISAN:?)?[\dA-F]{16}[\dA-Z](?:[\dA-F]{8}[\dA-Z])?$/, parse: parseIsan },
  { kind: "DPID", pattern: /^PADPIDA[\dA-Z]{11}$/, parse: parseDpid },
  { kind: "GRID", pattern: /^(?:GRID:?)?A1[\dA-Z]{16}$/, parse: parseGrid },
  { kind: "SOCIETY", pattern: /^\d{1,3}$/, parse: (text) => parseSocietyCode(plainText(text).padStart(3, "0")) },
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

/** As an ISWC is printed; without the letter only its dots tell it from an IPI name number. */
const ISWC_WITHOUT_T = /^\d{3}\.\d{3}\.\d{3}[-.\u2010-\u2015]\d$/u;
/** Where ISNIs are looked up. */
const ISNI_ADDRESS = /^https?:\/\/(?:www\.)?isni\.org\/(?:isni\/)?/iu;
/** Longer texts are not looked into. */
const PASTED_MAX = 200;

/**
 * What one code of a mixed batch is, in any form that people paste: dots, hyphens, spaces, lower case, quotation marks, a separator at
 * its end, leading zeros lost. It says nothing of existence: a well-formed code may still be unknown here.
 */
export function recognise(text: string): Recognition {
  const trimmed = tidied(text);
  const own = /^(wrk|pty|rec)_/iu.exec(trimmed);
  if (own) return recogniseOwnId(trimmed, OWN_KINDS[(own[1] ?? "").toLowerCase()] ?? null);
  const plain = plainText(trimmed);
  const form = FORMS.find(({ pattern }) => pattern.test(plain)) ?? BEGINNINGS.find(({ pattern }) => pattern.test(plain));
  if (form === undefined) {
    if (trimmed === "") return { kind: null, problem: problem("IDENTIFIER_FORM", "The code is empty.") };
    const message = `${quoted(trimmed)} has the form of no identifier: not ISWC, IPI, ISRC, ISNI, ISAN, DPID, GRid, society code or an id of this house.`;
    return { kind: null, problem: problem("IDENTIFIER_FORM", message) };
  }
  const outcome = form.parse(trimmed);
  if (outcome.ok) return { kind: form.kind, value: outcome.value };
  return { kind: form.kind, problem: outcome.problems[0] ?? problem("IDENTIFIER_FORM", `${quoted(trimmed)} is no ${form.kind}.`) };
}

function tidied(text: string): string {
  if (text.length > PASTED_MAX) return text.trim();
  const bare = text.replace(/^[\s"'`‘’“”(]+|[\s"'`‘’“”),;]+$/gu, "").replace(ISNI_ADDRESS, "");
  return ISWC_WITHOUT_T.test(bare) ? `T${bare}` : bare;
}

/** An own id is its prefix, an underscore and 26 characters of Crockford base32; as others, it may come in the other case. */
function recogniseOwnId(text: string, kind: IdentifierKind | null): Recognition {
  const value = text.slice(0, 4).toLowerCase() + text.slice(4, 100).toUpperCase();
  if (kind !== null && text.length < 100 && /^[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(value)) return { kind, value };
  return {
    kind,
    problem: problem(
      "ID_SYNTAX",
      `${quoted(text)} is no id of this house: a prefix such as wrk_ and 26 capitals and digits without I, L, O and U.`,
    ),
  };
}
