import { buildSocietyGraph } from "../../../subgraphs/domain/mandates/societies.ts";
import type {
  Agreement,
  AgreementTerms,
  Entrustment,
  Exclusion,
  MandateScope,
  Membership,
  PartyMandates,
} from "../../../subgraphs/domain/mandates/records.ts";
import type { MandateData } from "../../../subgraphs/domain/mandates/holders.ts";
import { ALWAYS, type LocalDate, parseLocalDate, type Period } from "../../../subgraphs/domain/period.ts";
import { WHOLE } from "../../../subgraphs/domain/shares.ts";
import { countrySetOf, type CountrySet, type TisCode } from "../../../subgraphs/domain/territories/countrySet.ts";
import { parseTisCode } from "../../../subgraphs/domain/territories/tis.ts";
import { invariant } from "../../../subgraphs/domain/invariant.ts";

/** A day that the test knows to exist. */
export function day(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  invariant(parsed !== null, `${text} is a day`);
  return parsed;
}

export function tis(code: string): TisCode {
  const parsed = parseTisCode(code);
  invariant(parsed.ok, `${code} is a territory`);
  return parsed.value;
}

export function countries(...codes: readonly string[]): CountrySet {
  return countrySetOf(codes.map(tis));
}

export function from(start: string, until: string | null = null): Period {
  return { from: day(start), until: until === null ? null : day(until) };
}

export const CHINA = "0156";
export const HONG_KONG = "0344";
export const FRANCE = "0250";
export const BRITAIN = "0826";
export const ASKED = countries(CHINA, HONG_KONG, FRANCE, BRITAIN);

/** Everywhere that these tests speak of, and two countries more. */
export const WORLD_SET = countries(CHINA, HONG_KONG, FRANCE, BRITAIN, "0392", "0840");

const SCOPE: MandateScope = { rights: ["PR", "OD"], countries: WORLD_SET, period: ALWAYS };

export function membership(id: string, society: string, rest: Partial<Membership> = {}): Membership {
  return {
    ...SCOPE,
    id,
    society,
    partyId: "pty_anna",
    creationClass: "MW",
    side: null,
    share: WHOLE,
    basis: "MEMBERSHIP",
    recordedAt: "2026-01-01T00:00:00.000Z",
    ...rest,
  };
}

export function entrustment(id: string, grantor: string, hub: string, rest: Partial<Entrustment> = {}): Entrustment {
  return { ...SCOPE, id, grantor, hub, uses: null, includesWritersPerforming: false, signedOn: null, ...rest };
}

export function exclusion(id: string, rest: Partial<Exclusion> = {}): Exclusion {
  return { ...SCOPE, id, partyId: "pty_anna", side: null, uses: null, licensors: null, ...rest };
}

const TERMS: AgreementTerms = {
  deductions: [{ kind: "ADMINISTRATION", base: "GROSS", percent: "12.5", reference: "schedule 1" }],
  currency: "EUR",
  statementRhythm: "QUARTERLY",
  paymentDays: 90,
  taxPercent: "0",
  taxReference: null,
};

export function agreement(id: string, grantor: string, grantee: string, rest: Partial<Agreement> = {}): Agreement {
  return {
    ...SCOPE,
    id,
    grantor,
    grantee,
    uses: null,
    exclusive: false,
    passesOn: false,
    signedOn: null,
    terminatedFrom: null,
    terms: TERMS,
    ...rest,
  };
}

export function data(
  party: Partial<PartyMandates>,
  agreements: readonly Agreement[] = [],
  entrustments: readonly Entrustment[] = [],
): MandateData {
  return {
    party: { memberships: [], entrustments: [], exclusions: [], ...party },
    societies: buildSocietyGraph(agreements, entrustments),
  };
}
