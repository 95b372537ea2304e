import type { OrganisationCode, SocietyCode } from "./identifiers/societyCode.ts";
import { parseOrganisationCode, parseSocietyCode } from "./identifiers/societyCode.ts";
import type { Outcome } from "./outcome.ts";
import { ok, problem, refused } from "./outcome.ts";
import type { RightFamily } from "./rights.ts";
import type { SocietyRow } from "./tables/rows.ts";
import { SOCIETY_ROWS } from "./tables/societies.ts";
import type { TisCode } from "./territories/countrySet.ts";

/**
 * A society of CISAC's list (2026-07-06), dead ones included: old statements carry their codes. Years are as the list writes them.
 */
export interface Society extends SocietyRow {
  readonly code: SocietyCode;
  readonly homeTerritory: TisCode | null;
}

/** An organisation to which CISAC gave no code, because it manages others' rights than authors'. */
export interface Organisation {
  readonly code: OrganisationCode;
  readonly name: string;
  readonly nativeName: string;
  readonly manages: "PRODUCERS_RIGHTS";
  readonly homeTerritory: TisCode;
}

/** Organisations without a CISAC code; the codes are ours (letters, never an invented number). */
export const ORGANISATIONS: readonly Organisation[] = [
  {
    code: "CAVCA" as OrganisationCode,
    name: "China Audio-Video Copyright Association",
    nativeName: "中国音像著作权集体管理协会",
    manages: "PRODUCERS_RIGHTS",
    homeTerritory: "0156" as TisCode,
  },
];

const SOCIETIES: ReadonlyMap<string, Society> = new Map(
  SOCIETY_ROWS.map((row) => [
    row.code,
    { ...row, code: row.code as SocietyCode, homeTerritory: row.homeTerritory === null ? null : (row.homeTerritory as TisCode) },
  ]),
);

const ORGANISATION_BY_CODE: ReadonlyMap<string, Organisation> = new Map(
  ORGANISATIONS.map((organisation) => [organisation.code, organisation]),
);

/**
 * The right families that a society manages, where that is known: PRS and ASCAP hold performing rights only, MCPS mechanical only
 * (and synchronisation as an agent), the others both. Organisations of producers manage no right of authors.
 */
export const MANAGED_FAMILIES: Readonly<Record<string, readonly RightFamily[]>> = {
  "010": ["PERFORMING"],
  "038": ["PERFORMING", "MECHANICAL"],
  "044": ["MECHANICAL", "SYNC"],
  "052": ["PERFORMING"],
  "058": ["PERFORMING", "MECHANICAL"],
  "119": ["PERFORMING", "MECHANICAL"],
  CAVCA: [],
};

/** The society with a CISAC code, whatever its status, or null. */
export function findSociety(code: string): Society | null {
  return SOCIETIES.get(code) ?? null;
}

/** Every society of CISAC's list, by code. */
export function allSocieties(): readonly Society[] {
  return [...SOCIETIES.values()];
}

/** The organisation without CISAC code, such as `CAVCA`, or null. */
export function findOrganisation(code: string): Organisation | null {
  return ORGANISATION_BY_CODE.get(code) ?? null;
}

/**
 * The code of a society or organisation that is known: `052`, `CAVCA`. Problems `SOCIETY_UNKNOWN` beside those of the two forms
 * (`SOCIETY_CODE_SYNTAX`, `SOCIETY_CODE_SPECIAL`, `ORGANISATION_CODE_SYNTAX`).
 */
export function parseSocietyOrOrganisation(text: string): Outcome<string> {
  const letters = /^\s*[A-Za-z]/.test(text);
  const code: Outcome<string> = letters ? parseOrganisationCode(text) : parseSocietyCode(text);
  if (!code.ok) return code;
  if (SOCIETIES.has(code.value) || ORGANISATION_BY_CODE.has(code.value)) return ok(code.value);
  const message = letters
    ? `No organisation has the code ${code.value}; known are ${ORGANISATIONS.map((known) => known.code).join(", ")}, and societies by three digits.`
    : `CISAC's list has no society ${code.value}; codes are as in 052 (PRS), 119 (MCSC).`;
  return refused(problem("SOCIETY_UNKNOWN", message));
}

/** The country a society or organisation has its seat in, or null where CISAC's list names none, several, or one without TIS code. */
export function homeTerritoryOf(code: string): TisCode | null {
  return SOCIETIES.get(code)?.homeTerritory ?? ORGANISATION_BY_CODE.get(code)?.homeTerritory ?? null;
}

/** The right families a society is known to manage, or null where nothing is known. */
export function managedFamiliesOf(code: string): readonly RightFamily[] | null {
  return MANAGED_FAMILIES[code] ?? null;
}
