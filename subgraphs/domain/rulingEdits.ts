import type { ClaimEdit } from "./claimEdits.ts";
import type { ClaimConflictKind, ConflictSlice } from "./conflicts.ts";
import { figureFor } from "./ownership/layers.ts";
import type { CellClaim, HolderLookup } from "./ownership/types.ts";
import { computeDetailedCells } from "./ownership.ts";
import { intersectPeriods } from "./period.ts";
import type { LocalDate, Period } from "./period.ts";
import type { AnyRight } from "./recordingRights.ts";
import {
  ZERO,
  compareShares,
  divideShares,
  isZeroShare,
  largerShare,
  multiplyShares,
  smallerShare,
  subtractShares,
  sumShares,
} from "./shares.ts";
import type { Share } from "./shares.ts";
import type { Claim, Figure, Statement } from "./statements.ts";
import { NO_COUNTRY, intersectionOf } from "./territories/countrySet.ts";
import type { CountrySet } from "./territories/countrySet.ts";

/** A conflict between claims, as rulings read it: which claims, and where and by how much they exclude each other. */
export interface DisputedClaims {
  readonly kind: ClaimConflictKind;
  readonly claimIds: readonly string[];
  readonly slices: readonly ConflictSlice[];
  /** All statements in force on the work. */
  readonly statements: readonly Statement[];
}

/** What a ruling says of claims. Each reaches as far as its conflict: its rights, countries and days, and no further (END: no further back). */
export type ClaimsRuling =
  /** Other shares for claims; no figures: none. */
  | { readonly kind: "CHANGE"; readonly changes: readonly { readonly claimId: string; readonly figures: readonly Figure[] }[] }
  /** Each contestant, named by one of its claims, gets a part of what they have room for together. */
  | { readonly kind: "SPLIT"; readonly parts: readonly { readonly claimId: string; readonly part: Share }[] }
  /** Some claims, or all others, give way to one, in proportion and no further than the whole needs; of two figures they take the one that stands. */
  | { readonly kind: "YIELD"; readonly claimId: string; readonly yields: readonly string[] }
  /** Claims end: `until` is the day after their last. */
  | { readonly kind: "END"; readonly ends: readonly { readonly claimId: string; readonly until: LocalDate }[] }
  | { readonly kind: "RELINQUISH"; readonly claimIds: readonly string[] }
  /** Each contestant keeps what is undisputed of its claim. */
  | { readonly kind: "TIME_OUT" };

/** What a ruling does to claims, claim by claim and place by place; holders decide which of two figures counts. */
export function rulingEdits(disputed: DisputedClaims, ruling: ClaimsRuling, holders: HolderLookup): readonly ClaimEdit[] {
  const { slices } = disputed;
  switch (ruling.kind) {
    case "CHANGE":
      return ruling.changes.flatMap(({ claimId, figures }) => {
        const edits = editsIn(disputed, claimId, slices);
        if (figures.length === 0) return edits;
        return edits.flatMap((edit) => {
          const figure = figureFor(figures, edit.right);
          return figure === null ? [] : [{ ...edit, share: figure.share }];
        });
      });
    case "RELINQUISH":
      return ruling.claimIds.flatMap((claimId) => editsIn(disputed, claimId, slices));
    case "END":
      return ruling.ends.flatMap(({ claimId, until }) =>
        editsIn(
          disputed,
          claimId,
          slices.map((slice) => ({ ...slice, period: { from: until, until: null } })),
        ),
      );
    case "SPLIT":
    case "YIELD":
    case "TIME_OUT": {
      const claims = claimsById(disputed);
      return contestsOf(disputed, holders).flatMap((contest) => editsOfContest(contest, { ...disputed, ruling, claims }));
    }
  }
}

/** Nothing left of a claim where it and the slices meet. */
function editsIn(
  disputed: DisputedClaims,
  claimId: string,
  slices: readonly { readonly rights: readonly AnyRight[]; readonly countries: CountrySet; readonly period: Period }[],
): ClaimEdit[] {
  const claim = claimsById(disputed).get(claimId);
  if (claim === undefined) return [];
  return slices.flatMap((slice) => {
    const countries = intersectionOf(slice.countries, claim.territories.countries);
    const period = countries === NO_COUNTRY ? null : intersectPeriods(slice.period, claim.period);
    if (period === null) return [];
    const rights = slice.rights.filter((right) => figureFor(claim.figures, right) !== null);
    return rights.map((right) => ({ claimId, right, countries, period, share: null }));
  });
}

function claimsById({ statements }: DisputedClaims): ReadonlyMap<string, { readonly claim: Claim; readonly statementId: string }["claim"]> {
  return new Map(statements.flatMap(({ claims }) => claims.map((claim) => [claim.id, claim] as const)));
}

/** A cell of the conflict with its contestants. */
interface Contest {
  readonly right: AnyRight;
  readonly countries: CountrySet;
  readonly period: Period;
  readonly excess: Share;
  readonly contestants: readonly CellClaim[];
}

/** The conflict cell by cell, as its claims stand there. */
function contestsOf({ claimIds, slices, statements }: DisputedClaims, holders: HolderLookup): readonly Contest[] {
  const disputed = new Set(claimIds);
  return slices.flatMap(({ excess, ...area }) =>
    computeDetailedCells({ statements, ...area, holders, openConflicts: [] }).map(({ right, countries, period, claims }) => ({
      ...{ right, countries, period, excess },
      contestants: claims.filter(({ figures }) => figures.some((figure) => figure.claimIds.some((id) => disputed.has(id)))),
    })),
  );
}

type SharedRuling = Extract<ClaimsRuling, { readonly kind: "SPLIT" | "YIELD" | "TIME_OUT" }>;

interface Ruled {
  readonly kind: ClaimConflictKind;
  readonly ruling: SharedRuling;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly statements: readonly Statement[];
}

function editsOfContest(contest: Contest, ruled: Ruled): ClaimEdit[] {
  const { ruling, kind } = ruled;
  const { contestants, excess } = contest;
  switch (ruling.kind) {
    case "TIME_OUT":
      return contestants.flatMap((contestant) => {
        const least = contestant.figures.map(({ share }) => share).reduce(smallerShare, contestant.share);
        const kept = kind === "SHARES_DIFFER" ? least : largerShare(ZERO, subtractShares(contestant.share, excess));
        return towards(contest, { contestant, share: kept, mayRise: false, ...ruled });
      });
    case "SPLIT": {
      const room = largerShare(ZERO, subtractShares(sumShares(contestants.map(({ share }) => share)), excess));
      return contestants.flatMap((contestant) => {
        const part = ruling.parts.find(({ claimId }) => isOf(contestant, claimId, ruled));
        return part === undefined ? [] : towards(contest, { contestant, share: multiplyShares(room, part.part), mayRise: true, ...ruled });
      });
    }
    case "YIELD":
      return kind === "SHARES_DIFFER" ? takenOver(contest, ruling, ruled) : givenWay(contest, ruling, ruled);
  }
}

type Yielding = Extract<ClaimsRuling, { readonly kind: "YIELD" }>;

/** Of two figures for one party those that yield become the one that stands. */
function takenOver(contest: Contest, { claimId, yields }: Yielding, ruled: Ruled): ClaimEdit[] {
  return contest.contestants.flatMap((contestant) => {
    const standing = contestant.figures.find(({ claimIds }) => claimIds.includes(claimId));
    if (standing === undefined) return [];
    return towards(contest, { contestant, share: standing.share, only: new Set(yields), mayRise: true, ...ruled });
  });
}

/** Claims that yield are lessened in proportion, until the excess is gone or nothing is left of them. */
function givenWay(contest: Contest, { claimId, yields }: Yielding, ruled: Ruled): ClaimEdit[] {
  const { contestants, excess } = contest;
  const yielding = new Set(yields);
  const names = (contestant: CellClaim, ids: ReadonlySet<string>): boolean =>
    contestant.figures.some((figure) => figure.claimIds.some((id) => ids.has(id)));
  // Where the claim does not stand itself, nothing gives way to it.
  if (!contestants.some((contestant) => names(contestant, new Set([claimId])))) return [];
  const giving = contestants.filter((contestant) => names(contestant, yielding) && !names(contestant, new Set([claimId])));
  const total = sumShares(giving.map(({ share }) => share));
  if (isZeroShare(total)) return [];
  const left = largerShare(ZERO, subtractShares(total, excess));
  return giving.flatMap((contestant) => {
    const share = divideShares(multiplyShares(contestant.share, left), total);
    return towards(contest, { contestant, share, only: yielding, mayRise: false, ...ruled });
  });
}

/** Whether a claim is one of a contestant's: of the same party and side. */
function isOf({ partyId, side }: CellClaim, claimId: string, { claims }: Ruled): boolean {
  const claim = claims.get(claimId);
  return claim?.partyId === partyId && claim.side === side;
}

/**
 * Brings what is stated of a contestant to a share, statement by statement: a statement with several lines for it lessens each in proportion.
 * Only some claims, where they are named; figures below the share stay, unless they may rise.
 */
function towards(
  { right, countries, period }: Contest,
  to: Ruled & {
    readonly contestant: CellClaim;
    readonly share: Share;
    readonly only?: ReadonlySet<string>;
    readonly mayRise: boolean;
  },
): ClaimEdit[] {
  const { contestant, share, only, mayRise, statements } = to;
  return contestant.figures.flatMap((figure) => {
    const order = compareShares(share, figure.share);
    if (order === 0 || (order > 0 && !mayRise)) return [];
    const stated = statements.filter(({ id }) => figure.statementIds.includes(id));
    return stated.flatMap(({ claims }) => {
      const lines = claims.filter(({ id }) => figure.claimIds.includes(id));
      return lines.flatMap((line, index): ClaimEdit[] => {
        if (only !== undefined && !only.has(line.id)) return [];
        const own = figureFor(line.figures, right)?.share ?? ZERO;
        const proportional = isZeroShare(figure.share)
          ? index === 0
            ? share
            : ZERO
          : divideShares(multiplyShares(own, share), figure.share);
        return [{ claimId: line.id, right, countries, period, share: isZeroShare(proportional) ? null : proportional }];
      });
    });
  });
}
