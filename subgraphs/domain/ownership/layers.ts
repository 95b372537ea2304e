import { equalPeriods, intersectPeriods } from "../period.ts";
import type { Period } from "../period.ts";
import { groupOf } from "../recordingRights.ts";
import type { AnyRight } from "../recordingRights.ts";
import { equalShares } from "../shares.ts";
import type { Share } from "../shares.ts";
import type { Claim, Figure, ReportedShare, Side, Statement } from "../statements.ts";
import { NO_COUNTRY, intersectionOf } from "../territories/countrySet.ts";
import type { CountrySet } from "../territories/countrySet.ts";
import type { Region } from "./partition.ts";
import type { HolderBasis, HolderLookup, OwnershipQuestion } from "./types.ts";

/** A figure for one right, where and when it is stated. `units` are parts of the picture's `wholeUnits`. */
export interface FigureLayer extends Region {
  readonly kind: "FIGURE";
  /** Its place among the picture's layers. */
  readonly index: number;
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
  /** Its place among the picture's layers. */
  readonly index: number;
  readonly party: number;
  readonly society: string | null;
  readonly basis: HolderBasis;
}

export interface ConflictLayer extends Region {
  readonly kind: "CONFLICT";
  readonly conflictId: string;
}

/** Who is named, in one of its parts. */
export interface NamedParty {
  readonly partyId: string;
  readonly side: Side;
}

export type Layer = FigureLayer | ReportedLayer | HolderLayer | ConflictLayer;

/** Everything that is said about one right of a work within the asked area. */
export interface Picture {
  readonly right: AnyRight;
  readonly layers: readonly Layer[];
  /** Those that the layers name by number. */
  readonly parties: readonly NamedParty[];
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
export function pictureOf(question: OwnershipQuestion, statements: readonly Statement[], right: AnyRight): Picture {
  const parties = new Parties();
  const area = { countries: question.countries, period: question.period };
  const wholeUnits = commonDenominator(statements, right);
  const layers: Layer[] = [];
  statements.forEach((statement, index) => {
    const source = { statement, index, right, parties, area, wholeUnits };
    addFigures(layers, source);
    addReported(layers, source);
  });
  addHolders(layers, parties, { lookup: question.holders, right, area });
  for (const conflict of question.openConflicts) {
    for (const slice of conflict.slices) {
      const region = slice.rights.includes(right) ? within(slice, area) : null;
      if (region !== null) layers.push({ kind: "CONFLICT", conflictId: conflict.id, ...region });
    }
  }
  return {
    right,
    layers,
    parties: parties.named,
    statements,
    wholeUnits,
    isStated: statements.some((statement) => namesRight(statement, right)),
  };
}

/** Whether two rights have the same cells: of one family, and nothing is said of one that is not said of the other. Most rights of a family are so. */
export function areAlike(one: Picture, other: Picture): boolean {
  return (
    groupOf(one.right) === groupOf(other.right) &&
    one.isStated === other.isStated &&
    one.wholeUnits === other.wholeUnits &&
    one.layers.length === other.layers.length &&
    one.layers.every((layer, at) => isSameLayer(layer, other.layers[at]))
  );
}

function isSameLayer(one: Layer, other: Layer | undefined): boolean {
  if (other === undefined || one.countries !== other.countries || !equalPeriods(one.period, other.period)) return false;
  if (one.kind === "FIGURE")
    return other.kind === "FIGURE" && one.claim === other.claim && one.isExact === other.isExact && one.units === other.units;
  if (one.kind === "REPORTED") return other.kind === "REPORTED" && one.reported === other.reported && equalShares(one.share, other.share);
  if (one.kind === "HOLDER")
    return other.kind === "HOLDER" && one.party === other.party && one.society === other.society && one.basis === other.basis;
  return other.kind === "CONFLICT" && one.conflictId === other.conflictId;
}

interface LayerSource {
  readonly statement: Statement;
  readonly index: number;
  readonly right: AnyRight;
  readonly parties: Parties;
  readonly area: Region;
  readonly wholeUnits: bigint;
}

function addFigures(layers: Layer[], { statement, index: at, right, parties, area, wholeUnits }: LayerSource): void {
  for (const claim of statement.claims) {
    const figure = figureFor(claim.figures, right);
    const region = figure === null ? null : within({ countries: claim.territories.countries, period: claim.period }, area);
    if (figure === null || region === null) continue;
    layers.push({
      kind: "FIGURE",
      index: layers.length,
      party: parties.indexOf(claim.partyId, claim.side),
      statement: at,
      isExact: figure.right === right,
      units: (figure.share.numerator * wholeUnits) / figure.share.denominator,
      share: figure.share,
      claim,
      countries: region.countries,
      period: region.period,
    });
  }
}

function addReported(layers: Layer[], { statement, index: at, right, parties, area }: LayerSource): void {
  for (const reported of statement.reported) {
    const figure = figureFor(reported.figures, right);
    const region =
      figure === null ? null : within({ countries: reported.territories?.countries ?? area.countries, period: area.period }, area);
    if (figure === null || region === null || figure.share.numerator === 0n) continue;
    const party = parties.indexOf(reported.partyId ?? `${UNKNOWN}${reported.partyName}`, reported.side);
    layers.push({ kind: "REPORTED", party, statement: at, share: figure.share, reported, ...region });
  }
}

/** Begins the names that stand for parties without a number. */
const UNKNOWN = "name:";

function addHolders(
  layers: Layer[],
  { named }: Parties,
  { lookup, right, area }: { readonly lookup: HolderLookup; readonly right: AnyRight; readonly area: Region },
): void {
  named.forEach(({ partyId, side }, party) => {
    if (partyId.startsWith(UNKNOWN)) return;
    for (const { countries, period, society, basis } of lookup(partyId, side, right)) {
      const region = within({ countries, period }, area);
      if (region !== null) {
        const { countries: there, period: then } = region;
        layers.push({ kind: "HOLDER", index: layers.length, party, society, basis, countries: there, period: then });
      }
    }
  });
}

/** The figure that speaks of a right: the one that names it, else its family's; null where the line says nothing of it. */
export function figureFor(figures: readonly Figure[], right: AnyRight): Figure | null {
  const family = groupOf(right);
  let general: Figure | null = null;
  for (const figure of figures) {
    if (figure.right === right) return figure;
    if (general === null && figure.right === family) general = figure;
  }
  return general;
}

function namesRight({ claims, reported, origins }: Statement, right: AnyRight): boolean {
  return [claims, reported, origins].some((lines) => lines.some(({ figures }) => figureFor(figures, right) !== null));
}

/** Gives each party and side of a picture a small number. */
class Parties {
  readonly named: NamedParty[] = [];
  readonly #numbers = { WRITER: new Map<string, number>(), PUBLISHER: new Map<string, number>() };

  indexOf(partyId: string, side: Side): number {
    const numbers = this.#numbers[side];
    const known = numbers.get(partyId);
    if (known !== undefined) return known;
    const number = this.named.length;
    numbers.set(partyId, number);
    this.named.push({ partyId, side });
    return number;
  }
}

function within(region: { readonly countries: CountrySet; readonly period: Period }, area: Region): Region | null {
  const countries = intersectionOf(region.countries, area.countries);
  const period = countries === NO_COUNTRY ? null : intersectPeriods(region.period, area.period);
  return period === null ? null : { countries, period };
}

/** At least 10,000, so that CWR's hundredths of a percent need no special case. */
function commonDenominator(statements: readonly Statement[], right: AnyRight): bigint {
  let common = 10_000n;
  for (const { claims } of statements) {
    for (const { figures } of claims) {
      const denominator = figureFor(figures, right)?.share.denominator ?? 1n;
      if (denominator !== 1n && common % denominator !== 0n) common *= denominator / greatestCommonDivisor(common, denominator);
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
