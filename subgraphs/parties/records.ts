import { invariant } from "../domain/invariant.ts";
import { type PrintedAffiliation, provisionalMembership } from "../domain/mandates/provisional.ts";
import type { Agreement, Entrustment, Exclusion, MandateScope, Membership, PartyMandates } from "../domain/mandates/records.ts";
import { intersectPeriods, type LocalDate, parseLocalDate } from "../domain/period.ts";
import { parseStoredShare } from "../domain/shares.ts";
import { type CountrySet, parseStoredCountrySet } from "../domain/territories/countrySet.ts";
import type { AgreementRecord, DirectMandateRecord, MembershipRecord, PartyRecord, ScopeRecord } from "./model.ts";

/** A stored day; anything else in its place is a broken store. */
export function storedDay(text: string | null): LocalDate | null {
  if (text === null) return null;
  const day = parseLocalDate(text);
  invariant(day !== null, `a stored day is YYYY-MM-DD, not ${text}`);
  return day;
}

/** Most mandates speak of the same few sets (the World, a country): each is read once. */
const SETS = new Map<string, CountrySet>();
const SETS_MAX = 10_000;

function setOf(stored: string): CountrySet {
  const known = SETS.get(stored);
  if (known !== undefined) return known;
  if (SETS.size >= SETS_MAX) SETS.clear();
  const set = parseStoredCountrySet(stored);
  SETS.set(stored, set);
  return set;
}

function ofClass({ creationClass }: { readonly creationClass?: string }): { readonly creationClass?: string } {
  return creationClass === undefined ? {} : { creationClass };
}

function toScope({ rights, countries, from, until }: ScopeRecord): MandateScope {
  return { rights, countries: setOf(countries), period: { from: storedDay(from), until: storedDay(until) } };
}

export function toMembership(record: MembershipRecord): Membership {
  const { _id: id, partyId, society, creationClass, side, recordedAt } = record;
  return {
    ...toScope(record),
    id,
    partyId,
    society,
    creationClass,
    side,
    role: record.role ?? null,
    recordedAt,
    share: parseStoredShare(record.share),
    basis: "MEMBERSHIP",
  };
}

/** What files printed for a party, as provisional memberships. */
export function toProvisional(partyId: string, printed: readonly PrintedAffiliation[]): readonly Membership[] {
  return printed.map((affiliation) => provisionalMembership(partyId, affiliation));
}

/** With its withdrawal counted in. */
function toDirectScope(record: DirectMandateRecord): MandateScope {
  const scope = toScope(record);
  const until = storedDay(record.withdrawnFrom ?? null);
  // Withdrawn before its first day it has none.
  const period = intersectPeriods(scope.period, { from: null, until }) ?? { from: scope.period.from, until: scope.period.from };
  return { ...scope, ...ofClass(record), period };
}

export function toEntrustment(record: DirectMandateRecord): Entrustment {
  const { _id: id, grantor, hub, uses, includesWritersPerforming, signedOn } = record;
  invariant(hub !== null, `entrustment ${id} names its hub`);
  return { ...toDirectScope(record), id, grantor, hub, uses, includesWritersPerforming, signedOn: storedDay(signedOn) };
}

export function toExclusion(record: DirectMandateRecord): Exclusion {
  const { _id: id, grantor, side, uses, licensors } = record;
  return { ...toDirectScope(record), id, partyId: grantor, side, uses, licensors };
}

export function toAgreement(record: AgreementRecord): Agreement {
  const { _id: id, grantor, grantee, uses, exclusive, passesOn, signedOn, terminatedFrom } = record;
  const { deductions, currency, statementRhythm, paymentDays, taxPercent, taxReference } = record;
  return {
    ...toScope(record),
    ...ofClass(record),
    ...{ id, grantor, grantee, uses, exclusive, passesOn },
    signedOn: storedDay(signedOn),
    terminatedFrom: storedDay(terminatedFrom),
    terms: { deductions, currency, statementRhythm, paymentDays, taxPercent, taxReference },
  };
}

/** Everything that was stated about the rights of one party, from its stored parts; the party stands first, then those merged into it. */
export function toPartyMandates(parts: {
  readonly parties: readonly Pick<PartyRecord, "_id" | "printed">[];
  readonly memberships: readonly MembershipRecord[];
  readonly direct: readonly DirectMandateRecord[];
}): PartyMandates {
  const { parties, memberships, direct } = parts;
  return {
    memberships: [...memberships.map(toMembership), ...parties.flatMap(({ _id, printed }) => toProvisional(_id, printed))],
    entrustments: direct.filter(({ kind }) => kind === "ENTRUSTMENT").map(toEntrustment),
    exclusions: direct.filter(({ kind }) => kind === "EXCLUSION").map(toExclusion),
  };
}
