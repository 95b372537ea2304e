import type { Contender } from "../disputedSlice.ts";
import { equalShares, shareOfUnits, ZERO } from "../shares.ts";
import type { Share } from "../shares.ts";
import type { FigureLayer, Holder, Picture } from "./layers.ts";
import type { CellClaim, CellFigure } from "./types.ts";

/** One party's claim at one place. */
export interface PartyClaim {
  readonly contender: Contender;
  /** Whether two figures are stated for the party here. */
  readonly isDiffering: boolean;
  /** The same number for claims that are the same, wherever they stand. */
  readonly number: number;
  /** The claim as it was settled with others', each outcome once: most cells pay a claim alike. */
  readonly settled: CellClaim[];
  readonly claim: Omit<CellClaim, "payable" | "contested">;
}

interface StatedFigure {
  readonly units: bigint;
  readonly layers: FigureLayer[];
  isEntitled: boolean;
}

/**
 * Reads the claims of parties in blocks of one picture. A party's claim is worked out once for each set of its layers that count, because
 * most blocks differ in one party only.
 */
export class PartyClaimReader {
  readonly #picture: Picture;
  /** By layer and holder, of parties with one layer there: nearly all. */
  readonly #single: (PartyClaim | null | undefined)[] = [];
  readonly #several = new Map<string, PartyClaim | null>();
  #count = 0;

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** One party's figure at one place; null when it is zero. */
  single(layer: FigureLayer, holder: Holder): PartyClaim | null {
    const key = layer.index * this.#picture.holderCount + holder.number;
    const known = this.#single[key];
    if (known !== undefined) return known;
    const isEntitled = mayState(this.#picture, layer, holder);
    return (this.#single[key] = this.#claimOf([{ units: layer.units, layers: [layer], isEntitled }], holder));
  }

  /** One party's figures at one place, in order of statements: its share counts once; null when every figure is zero. */
  several(layers: readonly FigureLayer[], holder: Holder): PartyClaim | null {
    const counted = this.#picture.hasExact ? exactFirst(layers) : layers;
    const [only] = counted;
    if (only !== undefined && counted.length === 1) return this.single(only, holder);
    let key = `${holder.number}`;
    for (const { index } of counted) key += `,${index}`;
    const known = this.#several.get(key);
    if (known !== undefined) return known;
    const claim = this.#claimOf(countedFirst(figuresOf(this.#picture, counted, holder)), holder);
    this.#several.set(key, claim);
    return claim;
  }

  #claimOf(stated: readonly StatedFigure[], holder: Holder): PartyClaim | null {
    const [counted] = stated;
    const shown = counted?.layers[0]?.claim;
    if (counted === undefined || shown === undefined || stated.every(({ units }) => units === 0n)) return null;
    const figures = stated.map((figure) => cellFigure(this.#picture, figure));
    const [figure] = figures;
    const claim: PartyClaim["claim"] = {
      partyId: shown.partyId,
      partyName: shown.partyName,
      side: shown.side,
      role: rolesOf(counted.layers),
      kind: counted.layers.every((layer) => layer.claim.kind === "FREE") ? "FREE" : "CLAIMED",
      society: holder.society,
      basis: holder.basis,
      share: figure?.share ?? ZERO,
      figures,
      claimIds: figure?.claimIds ?? [],
      writerPartyIds: writersOf(counted.layers),
      chain: shown.chain,
    };
    this.#count += 1;
    return { contender: contenderOf(stated, claim), isDiffering: stated.length > 1, number: this.#count, settled: [], claim };
  }
}

/** Within a statement a single right prevails over its family. */
function exactFirst(layers: readonly FigureLayer[]): readonly FigureLayer[] {
  const exact = new Set(layers.filter(({ isExact }) => isExact).map(({ statement }) => statement));
  return exact.size === 0 ? layers : layers.filter(({ isExact, statement }) => isExact || !exact.has(statement));
}

/** The claim with what may be paid of it. */
export function settledClaim({ claim, settled }: PartyClaim, payable: Share, contested: boolean): CellClaim {
  for (const known of settled) if (known.contested === contested && equalShares(known.payable, payable)) return known;
  // member by member: spreading the claim took a third of the time of everything here
  const found: CellClaim = {
    partyId: claim.partyId,
    partyName: claim.partyName,
    side: claim.side,
    role: claim.role,
    kind: claim.kind,
    society: claim.society,
    basis: claim.basis,
    share: claim.share,
    payable,
    contested,
    figures: claim.figures,
    claimIds: claim.claimIds,
    writerPartyIds: claim.writerPartyIds,
    chain: claim.chain,
  };
  settled.push(found);
  return found;
}

/** One figure per statement: its lines for the party add up; then equal figures are one. */
function figuresOf(picture: Picture, layers: readonly FigureLayer[], holder: Holder): StatedFigure[] {
  const figures: StatedFigure[] = [];
  for (let at = 0; at < layers.length;) {
    const first = layers[at];
    if (first === undefined) break;
    const lines: FigureLayer[] = [];
    let units = 0n;
    for (let line: FigureLayer | undefined = first; line?.statement === first.statement; line = layers[at]) {
      lines.push(line);
      units += line.units;
      at += 1;
    }
    const isEntitled = mayState(picture, first, holder);
    const equal = figures.find((figure) => figure.units === units);
    if (equal === undefined) figures.push({ units, layers: lines, isEntitled });
    else {
      equal.layers.push(...lines);
      equal.isEntitled ||= isEntitled;
    }
  }
  return figures;
}

/** House rule: entitled to state a share is the society that holds the mandate there and then, and a publisher for itself. */
function mayState(picture: Picture, { statement, claim }: FigureLayer, holder: Holder): boolean {
  const submitter = picture.statements[statement]?.submitter;
  if (submitter === undefined) return false;
  if (submitter.society !== null && submitter.society === holder.society) return true;
  return claim.side === "PUBLISHER" && submitter.partyId === claim.partyId;
}

/** Of differing figures the only entitled one counts; with none or several entitled the largest. */
function countedFirst(figures: readonly StatedFigure[]): readonly StatedFigure[] {
  if (figures.length < 2) return figures;
  const falling = [...figures].sort((one, other) => (one.units < other.units ? 1 : one.units > other.units ? -1 : 0));
  const entitled = falling.filter(({ isEntitled }) => isEntitled);
  const [counted] = entitled.length === 1 ? entitled : falling;
  return counted === undefined ? [] : [counted, ...falling.filter((figure) => figure !== counted)];
}

function contenderOf(figures: readonly StatedFigure[], { side, writerPartyIds }: PartyClaim["claim"]): Contender {
  const [counted, ...others] = figures;
  const units = counted?.units ?? 0n;
  const [only] = counted?.layers ?? [];
  if (only !== undefined && others.length === 0 && counted?.layers.length === 1)
    return { side, units, smallestUnits: units, largestUnits: units, writerPartyIds, statements: [only.statement] };
  const layers = figures.flatMap((figure) => figure.layers);
  return {
    side,
    units,
    smallestUnits: others.reduce((least, one) => (one.units < least ? one.units : least), units),
    largestUnits: others.reduce((most, one) => (one.units > most ? one.units : most), units),
    writerPartyIds: writersOf(layers),
    statements: layers.map(({ statement }) => statement),
  };
}

function cellFigure({ statements, wholeUnits }: Picture, { units, layers, isEntitled }: StatedFigure): CellFigure {
  const [only] = layers;
  if (only !== undefined && layers.length === 1)
    return { share: only.share, statementIds: [statements[only.statement]?.id ?? ""], claimIds: [only.claim.id], entitled: isEntitled };
  const isAsStated = only !== undefined && layers.every((layer) => layer.units === units);
  return {
    share: isAsStated ? only.share : shareOfUnits(units, wholeUnits),
    statementIds: unique(layers.map(({ statement }) => statements[statement]?.id ?? "")),
    claimIds: unique(layers.map(({ claim }) => claim.id)),
    entitled: isEntitled,
  };
}

function rolesOf(layers: readonly FigureLayer[]): string {
  const [only] = layers;
  if (only === undefined) return "";
  return layers.every(({ claim }) => claim.role === only.claim.role)
    ? only.claim.role
    : unique(layers.map(({ claim }) => claim.role)).join(" ");
}

function writersOf(layers: readonly FigureLayer[]): readonly string[] {
  const first = layers[0]?.claim.writerPartyIds ?? [];
  const areSame = layers.every(
    ({ claim }) => claim.writerPartyIds.length === first.length && claim.writerPartyIds.every((id, at) => id === first[at]),
  );
  return unique(areSame ? first : layers.flatMap(({ claim }) => claim.writerPartyIds));
}

/** Without repetitions, ascending. */
export function unique(texts: readonly string[]): readonly string[] {
  return texts.every((text, at) => at === 0 || (texts[at - 1] ?? "") < text) ? texts : [...new Set(texts)].sort();
}
