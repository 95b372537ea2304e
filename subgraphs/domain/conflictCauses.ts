import { isSlip, roundsTo, slipsOf } from "./conflictCauses/slips.ts";
import type { ClaimConflictKind } from "./conflicts.ts";
import { figureFor } from "./ownership/layers.ts";
import { intersectPeriods, previousDay } from "./period.ts";
import type { LocalDate } from "./period.ts";
import { ALL_RIGHTS, isOfRecording } from "./recordingRights.ts";
import type { AnyRight } from "./recordingRights.ts";
import { equalShares, isOverWhole, isUnderWhole, isZeroShare, percentText, subtractShares, sumShares } from "./shares.ts";
import type { Share } from "./shares.ts";
import type { Claim, Statement } from "./statements.ts";
import { NO_COUNTRY, countCountries, countriesOf, differenceOf, intersectionOf } from "./territories/countrySet.ts";
import { nameKey } from "./textKeys.ts";

/**
 * What may have led to a conflict between claims. A guess by rules that are ours, for a person to check: it decides nothing.
 * SAME_PARTY: one claim stated for two numbers of one party. ROUNDING: figures within CWR's tolerance. TYPING_SLIP: a figure with digits swapped, one
 * left out or the point moved. EXPIRED_TERM: a sub-publisher's claim runs on where another's begins. CATALOGUE_TRANSFER: the same shares of the same
 * writers under another publisher. RIGHT_SCOPE, TERRITORY_SCOPE: one claims more rights, or more countries, of which the other claims a part.
 */
export type CauseKind =
  "SAME_PARTY" | "ROUNDING" | "TYPING_SLIP" | "EXPIRED_TERM" | "CATALOGUE_TRANSFER" | "RIGHT_SCOPE" | "TERRITORY_SCOPE";

export interface ConflictCause {
  readonly kind: CauseKind;
  /** The guess, in a sentence. */
  readonly because: string;
  /** What it rests on, each in a sentence; never empty. */
  readonly evidence: readonly string[];
  /** The two parties between whom a catalogue may have gone, ascending; else absent. */
  readonly between?: readonly [string, string];
}

/** A guess, strengthened by the other works on which the same two parties contest each other: a catalogue is rarely one work. */
export function withOtherWorks(cause: ConflictCause, count: number): ConflictCause {
  if (count === 0) return cause;
  const works = count === 1 ? "one other work" : `${count} other works`;
  return { ...cause, evidence: [...cause.evidence, `The same two contest each other on ${works}.`] };
}

/** A contested claim with the statement that makes it. */
export interface ContestedClaim {
  readonly claim: Claim;
  readonly statement: Statement;
  /** What the source is called. */
  readonly source: string;
}

export interface CauseGround {
  readonly kind: ClaimConflictKind;
  /** The rights that are contested. */
  readonly rights: readonly AnyRight[];
  /** By how much the whole is exceeded, or two figures differ, at most. */
  readonly excess: Share;
  readonly claims: readonly ContestedClaim[];
}

/** The first rule that explains a pair of the claims; null where none does. The order of claims never matters. */
export function findCause(ground: CauseGround): ConflictCause | null {
  const pairs = pairsOf(ground);
  const rules =
    ground.kind === "SHARES_DIFFER"
      ? [rounding, slipBetween]
      : [sameParty, expiredTerm, transfer, slipInExcess, rightScope, territoryScope];
  for (const rule of rules) {
    for (const pair of pairs) {
      const cause = rule(pair);
      if (cause !== null) return cause;
    }
  }
  return null;
}

/** Two claims of different statements that meet, with what they say of the first contested right of which both speak. */
interface Pair {
  readonly one: ContestedClaim;
  readonly other: ContestedClaim;
  readonly right: AnyRight;
  readonly shares: readonly [Share, Share];
  readonly excess: Share;
}

function pairsOf({ claims, rights, excess }: CauseGround): Pair[] {
  const sorted = [...claims].sort((one, other) => (one.claim.id < other.claim.id ? -1 : 1));
  return sorted.flatMap((one, index) =>
    sorted.slice(index + 1).flatMap((other): Pair[] => {
      if (one.statement.id === other.statement.id || !doMeet(one.claim, other.claim)) return [];
      for (const right of rights) {
        const [share, rival] = [shareOf(one.claim, right), shareOf(other.claim, right)];
        if (share !== null && rival !== null) return [{ one, other, right, shares: [share, rival], excess }];
      }
      return [];
    }),
  );
}

function doMeet(one: Claim, other: Claim): boolean {
  const inCommon = intersectionOf(one.territories.countries, other.territories.countries);
  return inCommon !== NO_COUNTRY && intersectPeriods(one.period, other.period) !== null;
}

function shareOf(claim: Claim, right: AnyRight): Share | null {
  const figure = figureFor(claim.figures, right);
  return figure === null ? null : figure.share;
}

function rounding({ one, other, shares: [share, rival] }: Pair): ConflictCause | null {
  if (!roundsTo(share, rival)) return null;
  return {
    kind: "ROUNDING",
    because: `The figures ${percentText(share)} and ${percentText(rival)} are one figure, rounded in two ways.`,
    evidence: [
      `They are ${percentText(distance(share, rival))} percent apart, within CWR's tolerance of 0.06.`,
      stated(one, share),
      stated(other, rival),
    ],
  };
}

function slipBetween({ one, other, right, shares: [share, rival] }: Pair): ConflictCause | null {
  const slip = isSlip(share, rival);
  if (slip === null) return null;
  const whole = [
    { place: one, figure: share },
    { place: other, figure: rival },
  ].filter(({ place }) => isWholeIn(place, right));
  return {
    kind: "TYPING_SLIP",
    because: `One of ${percentText(share)} and ${percentText(rival)} was typed wrong: ${slip}.`,
    evidence: [
      stated(one, share),
      stated(other, rival),
      // Only where it tells the two apart.
      ...(whole.length === 1
        ? whole.map(({ place, figure }) => `With ${percentText(figure)} the statement of ${place.source} adds up to 100.`)
        : []),
    ],
  };
}

/** A single figure that, typed right, would make the sum whole. */
function slipInExcess({ one, other, right, shares: [share, rival], excess }: Pair): ConflictCause | null {
  for (const [place, figure] of [[one, share] as const, [other, rival] as const]) {
    for (const { meant, how } of slipsOf(figure)) {
      if (!roundsTo(subtractShares(figure, meant), excess)) continue;
      return {
        kind: "TYPING_SLIP",
        because: `${place.claim.partyName}'s ${percentText(figure)} may stand for ${percentText(meant)}: ${how}.`,
        evidence: [stated(place, figure), `With ${percentText(meant)} for ${right} all claims together come to 100.`],
      };
    }
  }
  return null;
}

function sameParty({ one, other, shares: [share, rival] }: Pair): ConflictCause | null {
  const [claim, against] = [one.claim, other.claim];
  if (claim.partyId === against.partyId || claim.side !== against.side || !equalShares(share, rival)) return null;
  if (nameKey(claim.partyName) !== nameKey(against.partyName)) return null;
  return {
    kind: "SAME_PARTY",
    because: `${claim.partyName} may be one party that is known under two numbers, so that its share counts twice.`,
    evidence: [`${claim.partyId} and ${against.partyId} have the same name.`, `Both claim ${percentText(share)}.`],
  };
}

/** The claim that began later and the one that runs on under it; null where both began at once. */
function inTime({
  one,
  other,
}: Pair): { readonly earlier: ContestedClaim; readonly later: ContestedClaim; readonly began: LocalDate } | null {
  const [from, against] = [one.claim.period.from, other.claim.period.from];
  if (from === against) return null;
  const isFirst = from === null || (against !== null && from < against);
  const [earlier, later] = isFirst ? [one, other] : [other, one];
  const began = later.claim.period.from;
  return began === null ? null : { earlier, later, began };
}

function expiredTerm(pair: Pair): ConflictCause | null {
  const { one, other } = pair;
  if (one.claim.role !== "SE" || other.claim.role !== "SE" || one.claim.partyId === other.claim.partyId) return null;
  if (!haveWriterInCommon(one.claim, other.claim)) return null;
  const times = inTime(pair);
  if (times === null) return null;
  const { earlier, later, began } = times;
  const { until } = earlier.claim.period;
  return {
    kind: "EXPIRED_TERM",
    because: `${earlier.claim.partyName}'s sub-publishing may have ended on ${previousDay(began)}, the day before ${later.claim.partyName}'s begins.`,
    evidence: [
      `${later.claim.partyName} claims from ${began} on, as stated by ${later.source}.`,
      until === null
        ? `${earlier.claim.partyName}'s claim has no end, as stated by ${earlier.source}${earlier.claim.agreement === null ? ", and names no agreement" : ""}.`
        : `${earlier.claim.partyName}'s claim runs to ${previousDay(until)}, as stated by ${earlier.source}.`,
      "Both are sub-publishers (CWR SE) of the same writer.",
    ],
  };
}

function transfer(pair: Pair): ConflictCause | null {
  const [claim, against] = [pair.one.claim, pair.other.claim];
  if (claim.partyId === against.partyId || claim.side !== "PUBLISHER" || against.side !== "PUBLISHER") return null;
  if (claim.role !== against.role || !areSame(claim.writerPartyIds, against.writerPartyIds)) return null;
  // a publisher's share is of a writer that it names, a producer's is the recording's
  const isOfRecordings = claim.figures.every(({ right }) => isOfRecording(right));
  if (claim.writerPartyIds.length === 0 && !isOfRecordings) return null;
  const speaking = ALL_RIGHTS.filter((right) => shareOf(claim, right) !== null || shareOf(against, right) !== null);
  const isAlike = speaking.every((right) => {
    const [share, rival] = [shareOf(claim, right), shareOf(against, right)];
    return share !== null && rival !== null && equalShares(share, rival);
  });
  if (!isAlike) return null;
  const times = inTime(pair);
  const to = times === null ? "from one to the other" : `from ${times.earlier.claim.partyName} to ${times.later.claim.partyName}`;
  return {
    kind: "CATALOGUE_TRANSFER",
    between: claim.partyId < against.partyId ? [claim.partyId, against.partyId] : [against.partyId, claim.partyId],
    because: `The catalogue may have gone ${to}, and one of the two registrations was not ended.`,
    evidence: [
      `Both claim ${percentText(pair.shares[0])} for ${pair.right}, and the same as each other for every right.`,
      isOfRecordings ? `Both claim it as ${claim.role}.` : "Both claim it as the same kind of publisher, of the same writers.",
      ...(times === null ? [] : [`${times.later.claim.partyName} claims from ${times.began} on.`]),
    ],
  };
}

function rightScope({ one, other }: Pair): ConflictCause | null {
  const [rights, against] = [rightsOf(one.claim), rightsOf(other.claim)];
  if (isPart(against, rights)) return ofRights(one, other, against);
  return isPart(rights, against) ? ofRights(other, one, rights) : null;
}

function ofRights(wide: ContestedClaim, narrow: ContestedClaim, part: readonly AnyRight[]): ConflictCause {
  return {
    kind: "RIGHT_SCOPE",
    because: `${wide.claim.partyName} may have claimed a whole family of rights of which ${narrow.claim.partyName} holds ${part.join(", ")}.`,
    evidence: [
      `${narrow.claim.partyName} claims ${part.join(", ")} alone, as stated by ${narrow.source}.`,
      `${wide.claim.partyName} claims ${rightsOf(wide.claim).length} rights, these among them, as stated by ${wide.source}.`,
    ],
  };
}

/** Countries that a reason names one by one. */
const NAMED_MAX = 5;

function territoryScope({ one, other }: Pair): ConflictCause | null {
  const [here, there] = [one.claim.territories.countries, other.claim.territories.countries];
  if (here === there) return null;
  if (differenceOf(there, here) === NO_COUNTRY) return ofCountries(one, other);
  return differenceOf(here, there) === NO_COUNTRY ? ofCountries(other, one) : null;
}

function ofCountries(wide: ContestedClaim, narrow: ContestedClaim): ConflictCause {
  const { countries } = narrow.claim.territories;
  const count = countCountries(countries);
  const named = count <= NAMED_MAX ? countriesOf(countries).join(", ") : `${count} countries`;
  return {
    kind: "TERRITORY_SCOPE",
    because: `${wide.claim.partyName} may have meant its countries without those of ${narrow.claim.partyName}.`,
    evidence: [
      `${narrow.claim.partyName} claims in ${named}, as stated by ${narrow.source}.`,
      `${wide.claim.partyName} claims in ${countCountries(wide.claim.territories.countries)} countries, these among them, as stated by ${wide.source}.`,
    ],
  };
}

function rightsOf(claim: Claim): readonly AnyRight[] {
  return ALL_RIGHTS.filter((right) => {
    const share = shareOf(claim, right);
    return share !== null && !isZeroShare(share);
  });
}

function isPart(part: readonly AnyRight[], whole: readonly AnyRight[]): boolean {
  return part.length < whole.length && part.length > 0 && part.every((right) => whole.includes(right));
}

function haveWriterInCommon(one: Claim, other: Claim): boolean {
  return one.writerPartyIds.some((id) => other.writerPartyIds.includes(id));
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** Whether the statement's own claims add up to 100 where its contested claim is, within CWR's tolerance. */
function isWholeIn({ claim, statement }: ContestedClaim, right: AnyRight): boolean {
  const total = sumShares(statement.claims.filter((one) => doMeet(one, claim)).flatMap((one) => shareOf(one, right) ?? []));
  return !isOverWhole(total) && !isUnderWhole(total);
}

function distance(one: Share, other: Share): Share {
  const difference = subtractShares(one, other);
  return difference.numerator < 0n ? subtractShares(other, one) : difference;
}

function stated({ claim, source }: ContestedClaim, figure: Share): string {
  return `${source} states ${percentText(figure)} for ${claim.partyName}.`;
}
