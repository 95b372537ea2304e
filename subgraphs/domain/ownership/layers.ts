import { equalPeriods } from "../period.ts";
import { groupOf } from "../recordingRights.ts";
import type { AnyRight, RightGroup } from "../recordingRights.ts";
import { equalShares, greatestCommonDivisor } from "../shares.ts";
import type { Share } from "../shares.ts";
import type { Figure, ReportedShare, RightScope } from "../statements.ts";
import type { NamedParty, Reading, ReportedLine } from "./lines.ts";
import { clipPeriod, OUTSIDE } from "./places.ts";
import type { At } from "./places.ts";
import type { HolderBasis, OwnershipClaim, OwnershipStatement } from "./types.ts";

/** A figure for one right, where and when it is stated. `units` are parts of the picture's `wholeUnits`. */
export interface FigureLayer extends At {
  readonly kind: "FIGURE";
  /** Its place among the picture's layers. */
  readonly index: number;
  readonly party: NamedParty;
  readonly statement: number;
  /** It names the single right; for that right it prevails over the same statement's family figure. */
  readonly isExact: boolean;
  readonly units: bigint;
  readonly share: Share;
  readonly claim: OwnershipClaim;
}

export interface ReportedLayer extends At {
  readonly kind: "REPORTED";
  readonly party: NamedParty;
  readonly statement: number;
  readonly share: Share;
  readonly reported: ReportedShare;
}

export interface HolderLayer extends At {
  readonly kind: "HOLDER";
  readonly party: NamedParty;
  readonly holder: Holder;
}

/** Who holds a mandate; equal ones of a picture are one object with one number. */
export interface Holder {
  readonly number: number;
  readonly society: string | null;
  readonly basis: HolderBasis;
}

/** Where no mandate is known. */
export const NOBODY: Holder = { number: 0, society: null, basis: "NONE" };

export interface ConflictLayer extends At {
  readonly kind: "CONFLICT";
  readonly conflictId: string;
}

export type Layer = FigureLayer | ReportedLayer | HolderLayer | ConflictLayer;

/** Everything that is said about one right of a work within the asked area. */
export interface Picture {
  readonly right: AnyRight;
  /** Party by party as they are shown, of each its holders and then its figures by statement; last who is reported, and conflicts. */
  readonly layers: readonly Layer[];
  readonly statements: readonly OwnershipStatement[];
  /** What makes 100%: the least common denominator of all figures. */
  readonly wholeUnits: bigint;
  /** Whether any statement on the work names the right or its family, anywhere. */
  readonly isStated: boolean;
  /** Whether a figure names the single right. */
  readonly hasExact: boolean;
  /** How many different holders there are, nobody included. */
  readonly holderCount: number;
  readonly isAnybodyReported: boolean;
}

/** Collects the layers of one right. */
export function pictureOf(reading: Reading, right: AnyRight): Picture {
  const { statements, parties, question } = reading;
  const group = groupOf(right);
  const figures = figuresOf(parties, right, group);
  const wholeUnits = commonDenominator(figures);
  const reported = reportedLayers(reading.reported, right, group);
  const holders = new Holders(reading, right);
  const layers: Layer[] = [];
  let hasExact = false;
  let at = 0;
  for (const party of parties) {
    const begin = at;
    at += party.lines.length;
    if (!isNamed(party, { figures, begin, end: at, reported })) continue;
    holders.add(layers, party);
    for (let line = begin; line < at; line += 1) {
      const figure = figures[line];
      const stated = party.lines[line - begin];
      if (figure === undefined || figure === null || stated === undefined) continue;
      const isExact = figure.right === right;
      hasExact ||= isExact;
      layers.push({
        kind: "FIGURE",
        index: layers.length,
        party,
        statement: stated.statement,
        isExact,
        units: (figure.share.numerator * wholeUnits) / figure.share.denominator,
        share: figure.share,
        claim: stated.claim,
        place: stated.place,
        period: stated.period,
      });
    }
  }
  for (const layer of reported) layers.push(layer);
  addConflicts(layers, reading, right);
  const isStated =
    figures.some((figure) => figure !== null) || question.statements.some((statement) => namesRight(statement, right, group));
  const isAnybodyReported = reported.length > 0;
  return { right, layers, statements, wholeUnits, isStated, hasExact, holderCount: holders.count, isAnybodyReported };
}

/** What each line of the parties says of a right, in their order. */
function figuresOf(parties: readonly NamedParty[], right: AnyRight, group: RightGroup | null): (Figure | null)[] {
  const figures: (Figure | null)[] = [];
  for (const { lines } of parties) for (const { claim } of lines) figures.push(figureOf(claim.figures, right, group));
  return figures;
}

function isNamed(
  party: NamedParty,
  said: {
    readonly figures: readonly (Figure | null)[];
    readonly begin: number;
    readonly end: number;
    readonly reported: readonly ReportedLayer[];
  },
): boolean {
  for (let at = said.begin; at < said.end; at += 1) if (said.figures[at] !== null) return true;
  return said.reported.some((layer) => layer.party === party);
}

function reportedLayers(lines: readonly ReportedLine[], right: AnyRight, group: RightGroup | null): ReportedLayer[] {
  const layers: ReportedLayer[] = [];
  for (const { reported, statement, party, place, period } of lines) {
    const figure = figureOf(reported.figures, right, group);
    if (figure === null || figure.share.numerator === 0n) continue;
    layers.push({ kind: "REPORTED", party, statement, share: figure.share, reported, place, period });
  }
  return layers;
}

/** Looks up who holds the mandates of parties for a right. */
class Holders {
  readonly #reading: Reading;
  readonly #right: AnyRight;
  readonly #known: Holder[] = [NOBODY];

  constructor(reading: Reading, right: AnyRight) {
    this.#reading = reading;
    this.#right = right;
  }

  get count(): number {
    return this.#known.length;
  }

  add(layers: Layer[], party: NamedParty): void {
    if (!party.isKnown) return;
    const { question, places, period: whole } = this.#reading;
    for (const { countries, period, society, basis } of question.holders(party.partyId, party.side, this.#right)) {
      const place = places.numberOf(countries);
      const days = place === OUTSIDE ? null : clipPeriod(period, whole);
      if (days !== null) layers.push({ kind: "HOLDER", party, holder: this.#one(society, basis), place, period: days });
    }
  }

  #one(society: string | null, basis: HolderBasis): Holder {
    const known = this.#known.find((holder) => holder.society === society && holder.basis === basis);
    if (known !== undefined) return known;
    const holder: Holder = { number: this.#known.length, society, basis };
    this.#known.push(holder);
    return holder;
  }
}

function addConflicts(layers: Layer[], { question, places, period: whole }: Reading, right: AnyRight): void {
  for (const conflict of question.openConflicts) {
    for (const { rights, countries, period } of conflict.slices) {
      const place = rights.includes(right) ? places.numberOf(countries) : OUTSIDE;
      const days = place === OUTSIDE ? null : clipPeriod(period, whole);
      if (days !== null) layers.push({ kind: "CONFLICT", conflictId: conflict.id, place, period: days });
    }
  }
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
  if (other === undefined || one.place !== other.place || !equalPeriods(one.period, other.period)) return false;
  if (one.kind === "FIGURE")
    return other.kind === "FIGURE" && one.claim === other.claim && one.isExact === other.isExact && one.units === other.units;
  if (one.kind === "REPORTED") return other.kind === "REPORTED" && one.reported === other.reported && equalShares(one.share, other.share);
  if (one.kind === "HOLDER")
    return (
      other.kind === "HOLDER" &&
      one.party === other.party &&
      one.holder.society === other.holder.society &&
      one.holder.basis === other.holder.basis
    );
  return other.kind === "CONFLICT" && one.conflictId === other.conflictId;
}

/** The figure that speaks of a right: the one that names it, else its family's; null where the line says nothing of it. */
export function figureFor(figures: readonly Figure[], right: AnyRight): Figure | null {
  return figureOf(figures, right, groupOf(right));
}

function figureOf(figures: readonly Figure[], right: RightScope, group: RightGroup | null): Figure | null {
  let general: Figure | null = null;
  for (const figure of figures) {
    if (figure.right === right) return figure;
    if (general === null && figure.right === group) general = figure;
  }
  return general;
}

function namesRight({ claims, reported, origins }: OwnershipStatement, right: AnyRight, group: RightGroup | null): boolean {
  return [claims, reported, origins].some((lines) => lines.some(({ figures }) => figureOf(figures, right, group) !== null));
}

/** At least 10,000, so that CWR's hundredths of a percent need no special case. */
function commonDenominator(figures: readonly (Figure | null)[]): bigint {
  let common = 10_000n;
  let last = 1n;
  for (const figure of figures) {
    const denominator = figure === null ? last : figure.share.denominator;
    if (denominator === last) continue;
    last = denominator;
    if (common % denominator !== 0n) common *= denominator / greatestCommonDivisor(common, denominator);
  }
  return common;
}
