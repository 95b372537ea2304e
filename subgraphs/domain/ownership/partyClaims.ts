import type { Contender } from "../disputedSlice.ts";
import { ZERO, share } from "../shares.ts";
import type { FigureLayer, HolderLayer, Picture } from "./layers.ts";
import type { CellClaim, CellFigure } from "./types.ts";

/** One party's claim at one place, before it is settled with the others'. */
export interface PartyClaim {
  readonly contender: Contender;
  readonly claim: Omit<CellClaim, "payable" | "contested">;
  /** Whether two figures are stated for the party here. */
  readonly isDiffering: boolean;
  /** The same number for claims that are the same, wherever they stand. */
  readonly number: number;
}

/** What is said of one party at one place. */
export interface PartyLayers {
  /** In order of statements. */
  readonly layers: readonly FigureLayer[];
  readonly holder: HolderLayer | null;
  /** Numbers what claims are made of. */
  readonly numberOf: (key: string) => number;
}

interface StatedFigure {
  readonly units: bigint;
  readonly layers: FigureLayer[];
  isEntitled: boolean;
}

/** Reads one party's figures at one place: its share counts once; null when every figure is zero. */
export function partyClaimOf(picture: Picture, { layers, holder, numberOf }: PartyLayers): PartyClaim | null {
  const stated = countedFirst(figuresOf(picture, layers, holder));
  const [counted] = stated;
  const shown = counted?.layers[0]?.claim;
  if (counted === undefined || shown === undefined || stated.every(({ units }) => units === 0n)) return null;
  const figures = stated.map((figure) => cellFigure(picture, figure));
  const { side } = shown;
  const isFree = counted.layers.every(({ claim }) => claim.kind === "FREE");
  const claim: PartyClaim["claim"] = {
    partyId: shown.partyId,
    partyName: shown.partyName,
    side,
    role: unique(counted.layers.map((layer) => layer.claim.role)).join(" "),
    kind: isFree ? "FREE" : "CLAIMED",
    society: holder?.society ?? null,
    basis: holder?.basis ?? "NONE",
    share: figures[0]?.share ?? ZERO,
    figures,
    claimIds: figures[0]?.claimIds ?? [],
    writerPartyIds: writersOf(counted.layers),
    chain: shown.chain,
  };
  return { contender: contenderOf(stated, side), claim, isDiffering: stated.length > 1, number: numberOf(keyOf(claim)) };
}

/** One figure per statement: its lines for the party add up, a single right before its family; then equal figures are one. */
function figuresOf(picture: Picture, layers: readonly FigureLayer[], holder: HolderLayer | null): StatedFigure[] {
  const [only, second] = layers;
  if (only !== undefined && second === undefined) {
    const isEntitled = mayState(picture, { statement: only.statement, line: only, holder });
    return [{ units: only.units, layers: [only], isEntitled }];
  }
  const figures: StatedFigure[] = [];
  for (let at = 0; at < layers.length;) {
    const { statement } = layers[at] ?? { statement: -1 };
    const lines: FigureLayer[] = [];
    for (; layers[at]?.statement === statement; at += 1) {
      const layer = layers[at];
      if (layer !== undefined) lines.push(layer);
    }
    const counted = lines.some(({ isExact }) => isExact) ? lines.filter(({ isExact }) => isExact) : lines;
    let units = 0n;
    for (const line of counted) units += line.units;
    const isEntitled = mayState(picture, { statement, line: counted[0], holder });
    const equal = figures.find((figure) => figure.units === units);
    if (equal === undefined) figures.push({ units, layers: counted, isEntitled });
    else {
      equal.layers.push(...counted);
      equal.isEntitled ||= isEntitled;
    }
  }
  return figures;
}

/** House rule: entitled to state a share is the society that holds the mandate there and then, and a publisher for itself. */
function mayState(
  picture: Picture,
  asked: { readonly statement: number; readonly line: FigureLayer | undefined; readonly holder: HolderLayer | null },
): boolean {
  const submitter = picture.statements[asked.statement]?.submitter;
  if (submitter === undefined || asked.line === undefined) return false;
  if (submitter.society !== null && submitter.society === asked.holder?.society) return true;
  return asked.line.claim.side === "PUBLISHER" && submitter.partyId === asked.line.claim.partyId;
}

/** Of differing figures the only entitled one counts; with none or several entitled the largest. */
function countedFirst(figures: readonly StatedFigure[]): readonly StatedFigure[] {
  if (figures.length < 2) return figures;
  const falling = [...figures].sort((one, other) => (one.units < other.units ? 1 : one.units > other.units ? -1 : 0));
  const entitled = falling.filter(({ isEntitled }) => isEntitled);
  const [counted] = entitled.length === 1 ? entitled : falling;
  return counted === undefined ? [] : [counted, ...falling.filter((figure) => figure !== counted)];
}

function contenderOf(figures: readonly StatedFigure[], side: Contender["side"]): Contender {
  const [counted, ...others] = figures;
  const units = counted?.units ?? 0n;
  const layers = others.length === 0 ? (counted?.layers ?? []) : figures.flatMap((figure) => figure.layers);
  return {
    side,
    units,
    smallestUnits: others.reduce((least, one) => (one.units < least ? one.units : least), units),
    largestUnits: others.reduce((most, one) => (one.units > most ? one.units : most), units),
    writerPartyIds: writersOf(layers),
    statements: new Set(layers.map(({ statement }) => statement)),
  };
}

function cellFigure(picture: Picture, figure: StatedFigure): CellFigure {
  const [only, ...more] = figure.layers;
  const isAsStated = only !== undefined && only.units === figure.units && more.every(({ units }) => units === figure.units);
  return {
    share: isAsStated ? only.share : share(figure.units, picture.wholeUnits),
    statementIds: unique(figure.layers.map(({ statement }) => picture.statements[statement]?.id ?? "")),
    claimIds: unique(figure.layers.map(({ claim }) => claim.id)),
    entitled: figure.isEntitled,
  };
}

function keyOf({ side, partyId, society, basis, figures }: PartyClaim["claim"]): string {
  const stated = figures.map(
    ({ share: part, claimIds, entitled }) => `${part.numerator}/${part.denominator}:${claimIds.join(",")}${entitled ? "!" : ""}`,
  );
  return `${side}${partyId}=${society ?? ""}${basis}${stated.join(";")}`;
}

function writersOf(layers: readonly FigureLayer[]): string[] {
  const [only, ...more] = layers;
  return more.length === 0 ? unique(only?.claim.writerPartyIds ?? []) : unique(layers.flatMap(({ claim }) => claim.writerPartyIds));
}

/** Without repetitions, ascending. */
export function unique(texts: readonly string[]): string[] {
  return texts.length < 2 ? [...texts] : [...new Set(texts)].sort();
}
