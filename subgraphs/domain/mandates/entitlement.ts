import { containsDay, type LocalDate, type Period, singleDay } from "../period.ts";
import type { IpiRight, UseType } from "../rights.ts";
import type { Side } from "../statements.ts";
import {
  type CountrySet,
  countrySetOf,
  differenceOf,
  intersectionOf,
  NO_COUNTRY,
  type TisCode,
  unionOf,
} from "../territories/countrySet.ts";
import { type Candidate, candidatesOf, type MandateBasis, type MandateData, type MandateLink } from "./holders.ts";
import { membershipClashes } from "./clashes.ts";
import { coversRole, coversSide, coversUse, type Exclusion, MUSICAL_WORK, sameClass } from "./records.ts";
import { comparison, heldBy, nearbyOf, ruleOf, type WayRule } from "./reasons.ts";
import { type Chain, chainsBetween, compareChains } from "./societies.ts";

export interface EntitlementQuestion {
  readonly licensor: string;
  readonly side: Side;
  readonly right: IpiRight;
  readonly use: UseType | null;
  readonly countries: CountrySet;
  readonly on: LocalDate;
  readonly creationClass?: string;
  /** IPI's role; null or absent is whichever there is. */
  readonly role?: string | null;
}

/** OWN: the licensor holds the mandate; SISTER: a chain of agreements to the licensor is in force; ELSEWHERE: held, not reached; NONE: nobody holds it; EXCLUDED: withheld by the right holder. */
export type EntitlementCategory = "OWN" | "SISTER" | "ELSEWHERE" | "NONE" | "EXCLUDED";

/** The answer for some countries. */
export interface Entitlement {
  readonly countries: CountrySet;
  readonly category: EntitlementCategory;
  readonly holder: string | null;
  readonly basis: MandateBasis;
  readonly chain: readonly MandateLink[];
  readonly because: string;
}

/** One valid way from the party to a licensor, and where it holds. */
interface Way {
  readonly candidate: Candidate;
  /** Null: the candidate is the licensor. */
  readonly chain: Chain | null;
  readonly countries: CountrySet;
}

type SisterWay = Way & { readonly chain: Chain };

/**
 * Whether a licensor may license one party's right on one day: pieces that together cover exactly the countries asked. What the
 * right holder withholds comes first; then the licensor's own mandate, a direct agreement, an exclusive chain, a shorter one, the
 * earliest signed, the lower id (ours).
 */
export function entitlementOf(question: EntitlementQuestion, data: MandateData): readonly Entitlement[] {
  const answer = new Map<string, Entitlement>();
  let open = question.countries;
  const give = (countries: CountrySet, rest: Omit<Entitlement, "countries">): void => {
    const taken = intersectionOf(countries, open);
    if (taken === NO_COUNTRY) return;
    open = differenceOf(open, taken);
    const key = `${rest.category}|${rest.holder ?? ""}|${rest.basis}|${rest.chain.map((link) => link.agreementId).join()}|${rest.because}`;
    const same = answer.get(key);
    answer.set(key, { ...rest, countries: same ? unionOf(same.countries, taken) : taken });
  };
  for (const exclusion of exclusionsOf(question, data)) give(exclusion.countries, excludedBy(exclusion));
  if (open !== NO_COUNTRY) {
    const candidates = candidatesOf(holderQuestion(question, open), data);
    for (const way of waysOf(candidates, question, data)) give(way.countries, licensedBy(way, question));
    for (const candidate of candidates) give(candidate.countries, heldElsewhere(candidate, question));
  }
  if (open !== NO_COUNTRY) give(open, unheld(question, data));
  return [...answer.values()];
}

export interface MandateQuestion {
  readonly side: Side;
  readonly right: IpiRight;
  readonly use: UseType | null;
  readonly country: TisCode;
  readonly on: LocalDate;
  readonly creationClass: string;
  /** IPI's role; null or absent is whichever there is. */
  readonly role?: string | null;
  /** Null: who holds the mandate, with everyone who may license by agreement beside. */
  readonly licensor: string | null;
}

/** Who may license one party's right in one country on one day, by which steps, and the other valid ways. */
export interface MandateAnswer {
  readonly society: string | null;
  readonly basis: MandateBasis;
  readonly category: EntitlementCategory;
  readonly chain: readonly MandateLink[];
  /** Best first, at most 100. */
  readonly alternatives: readonly MandateAlternative[];
  /** All there are. */
  readonly alternativeCount: number;
  /** What withholds the right (`man_…`); null where nothing does. */
  readonly exclusionId: string | null;
  readonly because: string;
}

/** Another valid way, and the rule that puts the answer before it. */
export interface MandateAlternative {
  readonly society: string;
  readonly chain: readonly MandateLink[];
  readonly rule: WayRule;
}

/** Alternatives shown at most, best first. */
const ALTERNATIVES_MAX = 100;

/**
 * The mandate for one country. With a licensor: the licensor, if it may license; else the society to ask. Without one: the
 * mandate holder. All other valid ways, whoever licenses by them, are alternatives. `society` is null where nobody may license.
 */
export function mandateOf(question: MandateQuestion, data: MandateData): MandateAnswer {
  const countries = countrySetOf([question.country]);
  const asked = { ...question, countries, licensor: question.licensor ?? "" };
  const [exclusion] = exclusionsOf(asked, data);
  const exclusionId = exclusion?.id ?? null;
  const nobody = { society: null, alternatives: [], alternativeCount: 0, exclusionId };
  if (exclusion?.licensors === null) return { ...nobody, ...excludedBy(exclusion) };
  const candidates = candidatesOf(holderQuestion(asked, countries), data);
  const [holder] = candidates;
  if (!holder) return { ...nobody, ...(exclusion ? excludedBy(exclusion) : unheld(asked, data)) };
  const ways = validWays(candidates, asked, data);
  const beside = (answering: Way | undefined) => alternativesTo(answering, ways, question.licensor);
  // Withheld from the one who asks: whoever else may license is still told.
  if (exclusion) return { society: ways[0] ? licensorOf(ways[0]) : null, ...beside(undefined), exclusionId, ...excludedBy(exclusion) };
  const fitting = question.licensor === null ? ways : ways.filter((way) => licensorOf(way) === question.licensor);
  const [chosen] = fitting;
  if (!chosen) {
    const { because: elsewhere, ...answer } = heldElsewhere(holder, asked);
    const answering = ways.find(({ candidate, chain }) => candidate === holder && chain === null);
    return { society: holder.society, ...beside(answering), exclusionId, ...answer, because: elsewhere + clashing(asked, data) };
  }
  const { because, ...answer } = licensedBy(chosen, { ...asked, licensor: licensorOf(chosen) });
  return {
    ...{ society: licensorOf(chosen), ...beside(chosen), exclusionId, ...answer },
    because: because + comparison(chosen, fitting[1]) + clashing(asked, data),
  };
}

/** All other ways with the rule that puts the answer before each. */
function alternativesTo(answering: Way | undefined, ways: readonly Way[], licensor: string | null) {
  const others = ways.filter((way) => way !== answering);
  const alternatives = others.slice(0, ALTERNATIVES_MAX).map((way): MandateAlternative => ({
    society: licensorOf(way),
    chain: linksOf(way),
    rule: answering === undefined || (licensor !== null && licensorOf(way) !== licensor) ? "NOT_ASKED" : ruleOf(answering, way),
  }));
  return { alternatives, alternativeCount: others.length };
}

/** Which memberships stated for several numbers of the party clash there and then, as a sentence; nothing where none do. */
function clashing({ side, role, right, countries, on, creationClass }: EntitlementQuestion, { party }: MandateData): string {
  const asked = party.memberships.filter(
    (one) =>
      coversSide(one.side, side) &&
      coversRole(one.role, role) &&
      one.rights.includes(right) &&
      one.creationClass === (creationClass ?? MUSICAL_WORK) &&
      containsDay(one.period, on),
  );
  const clash = membershipClashes(asked).find(
    (one) => intersectionOf(one.countries, countries) !== NO_COUNTRY && one.side !== otherOf(side),
  );
  if (clash === undefined) return "";
  const stated = clash.memberships.map(({ society, id, partyId }) => `${society} (${id}, stated for ${partyId})`);
  return ` Memberships clash since numbers of the party were merged: ${stated.join(" and ")}; end or reduce all but one.`;
}

function otherOf(side: Side): Side {
  return side === "WRITER" ? "PUBLISHER" : "WRITER";
}

/** The holders' own mandates, then every chain of agreements to whomever it leads, best first, without licensors whom the right holder excludes. */
function validWays(candidates: readonly Candidate[], question: EntitlementQuestion, data: MandateData): readonly Way[] {
  const own = candidates.map((candidate): Way => ({ candidate, chain: null, countries: question.countries }));
  // Asked for alone as well, because a walk to everybody is bounded and may end before it comes to the licensor.
  const asked = question.licensor === "" ? [] : sisterWays(candidates, { ...question, to: question.licensor }, data);
  const known = new Set(asked.map(keyOf));
  const others = sisterWays(candidates, { ...question, to: null }, data).filter((way) => !known.has(keyOf(way)));
  const sisters = [...asked, ...others].sort((one, other) => compareChains(one.chain, other.chain));
  return [...own, ...sisters].filter(
    (way) => intersectionOf(way.countries, question.countries) !== NO_COUNTRY && !isExcluded(licensorOf(way), question, data),
  );
}

function keyOf(way: SisterWay): string {
  return linksOf(way)
    .map(({ agreementId }) => agreementId)
    .join();
}

function isExcluded(licensor: string, question: EntitlementQuestion, data: MandateData): boolean {
  return exclusionsOf({ ...question, licensor }, data).length > 0;
}

function holderQuestion({ side, role, right, use, on, creationClass }: Omit<EntitlementQuestion, "countries">, countries: CountrySet) {
  return { side, role: role ?? null, right, use, countries, period: dayOf(on), ...(creationClass === undefined ? {} : { creationClass }) };
}

/** Thousands of questions speak of the same day. */
const DAYS = new Map<LocalDate, Period>();
const DAYS_MAX = 1_000;

function dayOf(on: LocalDate): Period {
  const known = DAYS.get(on);
  if (known) return known;
  if (DAYS.size >= DAYS_MAX) DAYS.clear();
  const day = singleDay(on);
  DAYS.set(on, day);
  return day;
}

function exclusionsOf(
  { side, right, use, countries, on, licensor, creationClass }: EntitlementQuestion,
  { party }: MandateData,
): readonly Exclusion[] {
  return party.exclusions.filter(
    (exclusion) =>
      coversSide(exclusion.side, side) &&
      exclusion.rights.includes(right) &&
      coversUse(exclusion.uses, use) &&
      sameClass(exclusion.creationClass, creationClass) &&
      containsDay(exclusion.period, on) &&
      intersectionOf(exclusion.countries, countries) !== NO_COUNTRY &&
      (exclusion.licensors === null || exclusion.licensors.includes(licensor)),
  );
}

/** All ways to the licensor, best first: its own mandate, then chains of agreements from whoever may hold the mandate. */
function waysOf(candidates: readonly Candidate[], question: EntitlementQuestion, data: MandateData): readonly Way[] {
  const own = candidates
    .filter(({ society }) => society === question.licensor)
    .map((candidate): Way => ({ candidate, chain: null, countries: candidate.countries }));
  return [...own, ...sisterWays(candidates, { ...question, to: question.licensor }, data)];
}

function sisterWays(
  candidates: readonly Candidate[],
  question: Omit<EntitlementQuestion, "licensor" | "countries"> & { readonly to: string | null },
  { societies }: MandateData,
): readonly SisterWay[] {
  const { to, right, use, on, creationClass } = question;
  const scope = creationClass === undefined ? { right, use, on } : { right, use, on, creationClass };
  const ways: SisterWay[] = [];
  for (const candidate of candidates) {
    if (candidate.society === to) continue;
    for (const chain of chainsBetween(societies, { from: candidate.society, to, ...scope })) {
      const countries = intersectionOf(chain.countries, candidate.countries);
      if (countries !== NO_COUNTRY) ways.push({ candidate, chain, countries });
    }
  }
  return candidates.length === 1 ? ways : ways.sort((one, other) => compareChains(one.chain, other.chain));
}

function licensorOf({ candidate, chain }: Way): string {
  return chain?.agreements.at(-1)?.grantee ?? candidate.society;
}

function linksOf({ candidate, chain }: Way): readonly MandateLink[] {
  if (chain === null) return candidate.links;
  return [...candidate.links, ...chain.agreements.map(({ id, grantor, grantee }) => ({ from: grantor, to: grantee, agreementId: id }))];
}

function licensedBy(way: Way, { right, licensor }: EntitlementQuestion): Omit<Entitlement, "countries"> {
  const { candidate, chain } = way;
  const { society: holder, basis } = candidate;
  if (chain === null) return { category: "OWN", holder, basis, chain: candidate.links, because: `${heldBy(candidate)}.` };
  const steps = chain.agreements.map(
    ({ grantor, grantee, id, exclusive }) => `${grantor} lets ${grantee} license ${right} there${exclusive ? " exclusively" : ""} (${id})`,
  );
  return {
    category: "SISTER",
    holder,
    basis,
    chain: linksOf(way),
    because: `${heldBy(candidate)}; ${steps.join("; ")}; so ${licensor} may license.`,
  };
}

function heldElsewhere(candidate: Candidate, { right, licensor, use, on }: EntitlementQuestion): Omit<Entitlement, "countries"> {
  const { society: holder, basis, links } = candidate;
  const forUse = use === null ? "" : ` for ${use}`;
  return {
    category: "ELSEWHERE",
    holder,
    basis,
    chain: links,
    because: `${heldBy(candidate)}; no agreement in force on ${on} lets ${licensor} license ${right}${forUse} there: ask ${holder}.`,
  };
}

function unheld(question: EntitlementQuestion, data: MandateData): Omit<Entitlement, "countries"> {
  const { side, right, on } = question;
  const because = `No mandate of this party as ${side.toLowerCase()} for ${right} is known there on ${on}: ask the party.`;
  return { category: "NONE", holder: null, basis: "NONE", chain: [], because: because + nearbyOf(question, data) };
}

function excludedBy({ id, licensors }: Exclusion): Omit<Entitlement, "countries"> {
  const whom = licensors === null ? "" : ` from ${licensors.join(", ")}`;
  return { category: "EXCLUDED", holder: null, basis: "NONE", chain: [], because: `The right holder withholds the right${whom} (${id}).` };
}
