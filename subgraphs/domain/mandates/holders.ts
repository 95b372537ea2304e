import type { LocalDate, Period } from "../period.ts";
import { familyOf, type IpiRight, type UseType } from "../rights.ts";
import { compareShares } from "../shares.ts";
import type { Side } from "../statements.ts";
import { type CountrySet, differenceOf, intersectionOf, NO_COUNTRY, unionOf } from "../territories/countrySet.ts";
import {
  coversPeriod,
  coversRole,
  coversSide,
  coversUse,
  type Entrustment,
  type Membership,
  MUSICAL_WORK,
  type PartyMandates,
  sameClass,
} from "./records.ts";
import { CHAIN_STEPS_MAX, type SocietyGraph } from "./societies.ts";
import { cutPeriod, joinSnapshots, type Piece, type Snapshot } from "./sweep.ts";

/** MEMBERSHIP: recorded; ENTRUSTED: given to a hub or agent directly; FROM_CWR: only printed in a file; NONE: no mandate known. */
export type MandateBasis = "MEMBERSHIP" | "ENTRUSTED" | "FROM_CWR" | "NONE";

/** One step of a mandate: the grantor lets the grantee license, by a membership, an entrustment or an agreement. */
export interface MandateLink {
  readonly from: string;
  readonly to: string;
  /** `mem_…`, `man_…` or `agr_…`. */
  readonly agreementId: string;
}

export interface HolderQuestion {
  readonly side: Side;
  readonly right: IpiRight;
  readonly countries: CountrySet;
  readonly period: Period;
  /** Null: whatever the use; entrustments limited to some uses then take nothing away. */
  readonly use?: UseType | null;
  readonly creationClass?: string;
  /** IPI's role, such as LY; null or absent asks for whichever there is. */
  readonly role?: string | null;
}

export interface Holder {
  /** Null where nobody holds a mandate. */
  readonly society: string | null;
  readonly basis: MandateBasis;
}

/** What is needed to answer for one party. */
export interface MandateData {
  readonly party: PartyMandates;
  readonly societies: SocietyGraph;
}

/** One who may hold the mandate in some countries, and by which steps it came there. */
export interface Candidate {
  readonly society: string;
  readonly basis: Exclude<MandateBasis, "NONE">;
  readonly countries: CountrySet;
  readonly links: readonly MandateLink[];
  /** What the party itself stated: the first step. */
  readonly statedBy: Membership | Entrustment;
}

/** What CWR prints for a party that belongs to no society. */
export const NO_SOCIETY = "099";

const NOBODY: Holder = { society: null, basis: "NONE" };

/**
 * Who holds the mandate, in maximal pieces that together cover exactly the countries and days asked. Direct entrustments go
 * before memberships, and memberships before what files print; of several memberships the one with the greatest share, then the
 * latest begun, then the lower id (ours).
 */
export function holdersOf(question: HolderQuestion, data: MandateData): readonly Piece<Holder>[] {
  const snapshots = cutPeriod(question.period, boundariesOf(question, data)).map((period): Snapshot<Holder> => {
    const parts: { key: string; content: Holder; countries: CountrySet }[] = [];
    let open = question.countries;
    for (const candidate of candidatesOf({ ...question, period }, data)) {
      const countries = intersectionOf(candidate.countries, open);
      if (countries === NO_COUNTRY) continue;
      const { society, basis } = candidate;
      parts.push({ key: `${society}/${basis}`, content: { society, basis }, countries });
      open = differenceOf(open, countries);
    }
    if (open !== NO_COUNTRY) parts.push({ key: "", content: NOBODY, countries: open });
    return { period, parts };
  });
  return joinSnapshots(snapshots);
}

function* boundariesOf(question: HolderQuestion, { party, societies }: MandateData): Generator<Period> {
  for (const membership of party.memberships) yield membership.period;
  for (const entrustment of party.entrustments) yield entrustment.period;
  for (const entrustments of societies.entrustmentsBySociety.values()) {
    for (const entrustment of entrustments) if (entrustment.rights.includes(question.right)) yield entrustment.period;
  }
}

/**
 * All who may hold the mandate during a period in which nothing changes (see cutPeriod; a single day always is one), best
 * first. Where rights were entrusted, the societies they left are no candidates.
 */
export function candidatesOf(question: HolderQuestion, data: MandateData): readonly Candidate[] {
  const { party, societies } = data;
  const entrusted = party.entrustments
    .filter((entrustment) => entrusts(entrustment, question))
    .sort(compareEntrustments)
    .map((entrustment) => byEntrustment(entrustment, intersectionOf(entrustment.countries, question.countries)));
  const taken = entrusted.reduce((countries, candidate) => unionOf(countries, candidate.countries), NO_COUNTRY);
  const left = differenceOf(question.countries, taken);
  const members = servingMemberships(question, party.memberships).map((membership) =>
    byMembership(membership, intersectionOf(membership.countries, left)),
  );
  return [...entrusted, ...members]
    .filter((candidate) => candidate.countries !== NO_COUNTRY)
    .flatMap((candidate) => passToHubs(candidate, question, societies));
}

/**
 * From the day on which the first recorded membership of a party, side and right begins, recorded memberships are the whole
 * picture: one that ends is not replaced by an old printed affiliation. Before, or with none recorded, what files print serves:
 * the latest received per party, side and right (if that is 099, no society holds it); earlier ones stay on record (ours). Sides are
 * those of musical works: of other classes a membership speaks of its party whatever its side (a producer's role stands beside creators').
 */
function servingMemberships(question: HolderQuestion, memberships: readonly Membership[]): readonly Membership[] {
  const creationClass = question.creationClass ?? MUSICAL_WORK;
  const fitting = memberships.filter(
    ({ side, role, rights, creationClass: stated }) =>
      (creationClass !== MUSICAL_WORK || coversSide(side, question.side)) &&
      coversRole(role, question.role) &&
      rights.includes(question.right) &&
      stated === creationClass,
  );
  const recorded = fitting.filter(({ basis }) => basis === "MEMBERSHIP");
  if (recorded.some(({ period }) => hasBegun(period.from, question.period.from))) {
    return recorded.filter(({ period }) => coversPeriod(period, question.period)).sort(compareMemberships);
  }
  const printed = fitting
    .filter(({ basis, period }) => basis === "FROM_CWR" && coversPeriod(period, question.period))
    .sort(compareReceived);
  return printed.slice(0, 1).filter(({ society }) => society !== NO_SOCIETY);
}

function hasBegun(start: LocalDate | null, day: LocalDate | null): boolean {
  return start === null || (day !== null && start <= day);
}

function compareMemberships(one: Membership, other: Membership): number {
  return (
    compareShares(other.share, one.share) || compareText(other.period.from ?? "", one.period.from ?? "") || compareText(one.id, other.id)
  );
}

/** Why one holder stands before another: the first rule by which they differ. */
export type HolderRule = "ENTRUSTED" | "GREATEST_SHARE" | "LATEST_BEGUN" | "EARLIEST_SIGNED" | "LOWER_ID";

/** The rule that puts the first of two candidates for one country before the other. */
export function ruleBetweenHolders({ statedBy: chosen }: Candidate, { statedBy: other }: Candidate): HolderRule {
  if ("hub" in chosen) return !("hub" in other) ? "ENTRUSTED" : chosen.signedOn === other.signedOn ? "LOWER_ID" : "EARLIEST_SIGNED";
  if ("hub" in other || compareShares(chosen.share, other.share) !== 0) return "GREATEST_SHARE";
  return chosen.period.from === other.period.from ? "LOWER_ID" : "LATEST_BEGUN";
}

function compareReceived(one: Membership, other: Membership): number {
  return compareText(other.recordedAt, one.recordedAt) || compareText(one.id, other.id);
}

function compareEntrustments(one: Entrustment, other: Entrustment): number {
  return compareText(one.signedOn ?? "~", other.signedOn ?? "~") || compareText(one.id, other.id);
}

/** Of a musical work the writer's performing share stays with the writer's society unless the entrustment says otherwise. */
function entrusts(entrustment: Entrustment, { side, right, use, period, creationClass = MUSICAL_WORK }: HolderQuestion): boolean {
  if (creationClass === MUSICAL_WORK && side === "WRITER" && familyOf(right) === "PERFORMING" && !entrustment.includesWritersPerforming)
    return false;
  if (!sameClass(entrustment.creationClass, creationClass)) return false;
  return entrustment.rights.includes(right) && coversUse(entrustment.uses, use ?? null) && coversPeriod(entrustment.period, period);
}

function byMembership(membership: Membership, countries: CountrySet): Candidate {
  const { id, partyId, society, basis } = membership;
  return { society, basis, countries, statedBy: membership, links: [{ from: partyId, to: society, agreementId: id }] };
}

function byEntrustment(entrustment: Entrustment, countries: CountrySet): Candidate {
  const { id, grantor, hub } = entrustment;
  return { society: hub, basis: "ENTRUSTED", countries, statedBy: entrustment, links: [{ from: grantor, to: hub, agreementId: id }] };
}

/** What the candidate's society entrusted to a hub left it there; at most four times, and never back. What is only printed stays marked so. */
function passToHubs(candidate: Candidate, question: HolderQuestion, societies: SocietyGraph): readonly Candidate[] {
  const passed: Candidate[] = [];
  let kept = candidate.countries;
  if (candidate.links.length <= CHAIN_STEPS_MAX) {
    const entrustments = (societies.entrustmentsBySociety.get(candidate.society) ?? []).filter((entrustment) =>
      entrusts(entrustment, question),
    );
    for (const entrustment of [...entrustments].sort(compareEntrustments)) {
      const countries = intersectionOf(entrustment.countries, kept);
      if (countries === NO_COUNTRY || candidate.links.some(({ from, to }) => from === entrustment.hub || to === entrustment.hub)) continue;
      kept = differenceOf(kept, countries);
      const { hub, id } = entrustment;
      const links = [...candidate.links, { from: candidate.society, to: hub, agreementId: id }];
      const basis = candidate.basis === "FROM_CWR" ? "FROM_CWR" : "ENTRUSTED";
      passed.push(...passToHubs({ ...candidate, society: hub, basis, countries, links }, question, societies));
    }
  }
  return kept === NO_COUNTRY ? passed : [...passed, { ...candidate, countries: kept }];
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
