import { intersectPeriods } from "../period.ts";
import type { Period } from "../period.ts";
import { familyOf } from "../rights.ts";
import type { IpiRight } from "../rights.ts";
import type { Share } from "../shares.ts";
import type { Claim, Figure, ReportedShare, Side, Statement } from "../statements.ts";
import { NO_COUNTRY, intersectionOf } from "../territories/countrySet.ts";
import type { CountrySet } from "../territories/countrySet.ts";
import type { Region } from "./partition.ts";
import type { HolderBasis, HolderLookup, OwnershipQuestion } from "./types.ts";

/** A figure for one right, where and when it is stated. `units` are parts of the picture's `wholeUnits`. */
export interface FigureLayer extends Region {
  readonly kind: "FIGURE";
  readonly party: number;
  readonly statement: number;
  /** It names the single right; for that right it prevails over the same statement's family figure. */
  readonly isExact: boolean;
  readonly units: bigint;
  readonly share: Share;
  readonly claim: Claim;
}

export interface ReportedLayer extends Region {
  readonly kind: "REPORTED";
  readonly party: number;
  readonly statement: number;
  readonly share: Share;
  readonly reported: ReportedShare;
}

export interface HolderLayer extends Region {
  readonly kind: "HOLDER";
  readonly party: number;
  readonly society: string | null;
  readonly basis: HolderBasis;
}

export interface ConflictLayer extends Region {
  readonly kind: "CONFLICT";
  readonly conflictId: string;
}

export type Layer = FigureLayer | ReportedLayer | HolderLayer | ConflictLayer;

/** Everything that is said about one right of a work within the asked area. */
export interface Picture {
  readonly right: IpiRight;
  readonly layers: readonly Layer[];
  readonly statements: readonly Statement[];
  /** What makes 100%: the least common denominator of all figures. */
  readonly wholeUnits: bigint;
  /** Whether any statement on the work names the right or its family, anywhere. */
  readonly isStated: boolean;
}

/** The statements in an order of their own, so that the order of arrival shows nowhere. */
export function inStableOrder(statements: readonly Statement[]): Statement[] {
  return [...statements].sort(
    (one, other) =>
      compareText(one.submitter.key, other.submitter.key) ||
      compareText(one.submitterWorkNumber, other.submitterWorkNumber) ||
      compareText(one.id, other.id),
  );
}

/** Collects the layers of one right; `statements` are in stable order. */
export function pictureOf(question: OwnershipQuestion, statements: readonly Statement[], right: IpiRight): Picture {
  const parties = new Parties();
  const area = { countries: question.countries, period: question.period };
  const wholeUnits = commonDenominator(statements, right);
  const layers: Layer[] = statements.flatMap((statement, index) => [
    ...figureLayers({ statement, index, right, parties, area, wholeUnits }),
    ...reportedLayers({ statement, index, right, parties, area, wholeUnits }),
  ]);
  layers.push(...holderLayers(parties, { lookup: question.holders, right, area }));
  for (const conflict of question.openConflicts) {
    for (const slice of conflict.slices) {
      const region = slice.rights.includes(right) ? within(slice, area) : null;
      if (region !== null) layers.push({ kind: "CONFLICT", conflictId: conflict.id, ...region });
    }
  }
  return { right, layers, statements, wholeUnits, isStated: statements.some((statement) => namesRight(statement, right)) };
}

interface LayerSource {
  readonly statement: Statement;
  readonly index: number;
  readonly right: IpiRight;
  readonly parties: Parties;
  readonly area: Region;
  readonly wholeUnits: bigint;
}

function figureLayers({ statement, index, right, parties, area, wholeUnits }: LayerSource): FigureLayer[] {
  return statement.claims.flatMap((claim) => {
    const figure = figureFor(claim.figures, right);
    const region = figure === null ? null : within({ countries: claim.territories.countries, period: claim.period }, area);
    if (figure === null || region === null) return [];
    const party = parties.indexOf(claim.partyId, claim.side);
    const units = (figure.share.numerator * wholeUnits) / figure.share.denominator;
    return [
      {
        kind: "FIGURE",

        party,
        statement: index,
        isExact: figure.right === right,
        units,
        share: figure.share,
        claim,
        ...region,
      },
    ];
  });
}

function reportedLayers({ statement, index, right, parties, area }: LayerSource): ReportedLayer[] {
  return statement.reported.flatMap((reported) => {
    const figure = figureFor(reported.figures, right);
    const region =
      figure === null ? null : within({ countries: reported.territories?.countries ?? area.countries, period: area.period }, area);
    if (figure === null || region === null || figure.share.numerator === 0n) return [];
    const party = parties.indexOf(reported.partyId ?? `name:${reported.partyName}`, reported.side);
    return [{ kind: "REPORTED", party, statement: index, share: figure.share, reported, ...region }];
  });
}

function holderLayers(
  parties: Parties,
  options: { readonly lookup: HolderLookup; readonly right: IpiRight; readonly area: Region },
): HolderLayer[] {
  return parties.known().flatMap(({ partyId, side, index }) =>
    options.lookup(partyId, side, options.right).flatMap(({ countries, period, society, basis }): HolderLayer[] => {
      const region = within({ countries, period }, options.area);
      return region === null ? [] : [{ kind: "HOLDER", party: index, society, basis, ...region }];
    }),
  );
}

/** The figure that speaks of a right: the one that names it, else its family's; null where the line says nothing of it. */
export function figureFor(figures: readonly Figure[], right: IpiRight): Figure | null {
  const exact = figures.find((figure) => figure.right === right);
  if (exact !== undefined) return exact;
  const family = familyOf(right);
  return family === null ? null : (figures.find((figure) => figure.right === family) ?? null);
}

function namesRight(statement: Statement, right: IpiRight): boolean {
  return [...statement.claims, ...statement.reported, ...statement.origins].some(({ figures }) => figureFor(figures, right) !== null);
}

/** Gives each party and side of a picture a small number. */
class Parties {
  private readonly indices = new Map<string, { readonly partyId: string; readonly side: Side; readonly index: number }>();

  indexOf(partyId: string, side: Side): number {
    const key = `${side}:${partyId}`;
    const found = this.indices.get(key);
    if (found !== undefined) return found.index;
    const index = this.indices.size;
    this.indices.set(key, { partyId, side, index });
    return index;
  }

  known(): { readonly partyId: string; readonly side: Side; readonly index: number }[] {
    return [...this.indices.values()].filter(({ partyId }) => !partyId.startsWith("name:"));
  }
}

function within(region: { readonly countries: CountrySet; readonly period: Period }, area: Region): Region | null {
  const countries = intersectionOf(region.countries, area.countries);
  const period = countries === NO_COUNTRY ? null : intersectPeriods(region.period, area.period);
  return period === null ? null : { countries, period };
}

/** At least 10,000, so that CWR's hundredths of a percent need no special case. */
function commonDenominator(statements: readonly Statement[], right: IpiRight): bigint {
  let common = 10_000n;
  for (const { claims } of statements) {
    for (const { figures } of claims) {
      const denominator = figureFor(figures, right)?.share.denominator ?? 1n;
      if (common % denominator !== 0n) common *= denominator / greatestCommonDivisor(common, denominator);
    }
  }
  return common;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
