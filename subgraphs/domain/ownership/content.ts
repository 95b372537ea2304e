import { settle, isOver, isUnder } from "../disputedSlice.ts";
import type { Contender } from "../disputedSlice.ts";
import { familyOf } from "../rights.ts";
import { ZERO, share } from "../shares.ts";
import type { Share } from "../shares.ts";
import type { Side } from "../statements.ts";
import type { FigureLayer, HolderLayer, Layer, Picture, ReportedLayer } from "./layers.ts";
import type { CellClaim, CellFigure, CellReported, CellState } from "./types.ts";

/** What stands in a cell, wherever it lies. Two blocks with equal keys have equal content. */
export interface CellContent {
  readonly key: string;
  readonly state: CellState;
  readonly claimed: Share;
  readonly unclaimed: Share;
  readonly over: Share;
  readonly held: Share;
  readonly unclaimedPart: Share;
  readonly claims: readonly CellClaim[];
  readonly reported: readonly CellReported[];
  readonly conflictIds: readonly string[];
  /** The claims as contenders, in the order of `claims`. */
  readonly contenders: readonly Contender[];
  /** What makes 100% of the contenders' units. */
  readonly wholeUnits: bigint;
}

/** One party's figures at one place, before settlement. */
interface PartyFigures {
  readonly side: Side;
  readonly holder: HolderLayer | null;
  /** The counted one first, then from large to small. */
  readonly figures: readonly StatedFigure[];
  readonly layers: readonly FigureLayer[];
}

interface StatedFigure {
  readonly units: bigint;
  readonly layers: readonly FigureLayer[];
  readonly entitled: boolean;
}

/** Reads the layers of one block: each party's share once, the state, what may be paid, what is held. */
export function contentOf(picture: Picture, layers: readonly Layer[]): CellContent {
  const holders = new Map<number, HolderLayer>();
  for (const layer of layers) if (layer.kind === "HOLDER") holders.set(layer.party, layer);
  const parties = figuresByParty(picture, layers, holders).filter(({ figures }) => figures.some(({ units }) => units !== 0n));
  const reported = reportedOf(picture, layers, { holders, claiming: new Set(parties.map(({ layers: [layer] }) => layer?.party ?? -1)) });
  const conflictIds = [...new Set(layers.flatMap((layer) => (layer.kind === "CONFLICT" ? [layer.conflictId] : [])))].sort();
  const contenders = parties.map(contenderOf);
  const total = contenders.reduce((sum, { units }) => sum + units, 0n);
  const settlement = settle(contenders, {
    wholeUnits: picture.wholeUnits,
    isPerforming: familyOf(picture.right) === "PERFORMING",
    isDisputed: conflictIds.length > 0 || parties.some(({ figures }) => figures.length > 1),
  });
  const claims = parties.map((party, index) =>
    claimOf(party, {
      picture,
      payable: share(settlement.payableUnits[index] ?? 0n, settlement.denominator === 0n ? 1n : settlement.denominator),
      contested: settlement.contested[index] ?? false,
    }),
  );
  const whole = picture.wholeUnits;
  return {
    key: keyOf(claims, reported, conflictIds),
    state: stateOf(picture, total, conflictIds.length > 0),
    claimed: share(total, whole),
    unclaimed: total < whole ? share(whole - total, whole) : ZERO,
    over: total > whole ? share(total - whole, whole) : ZERO,
    held: settlement.heldUnits === 0n ? ZERO : share(settlement.heldUnits, whole),
    unclaimedPart: settlement.unclaimedUnits === 0n ? ZERO : share(settlement.unclaimedUnits, whole),
    claims,
    reported,
    conflictIds,
    contenders,
    wholeUnits: whole,
  };
}

function stateOf(picture: Picture, total: bigint, isDisputed: boolean): CellState {
  if (isDisputed) return "DISPUTED";
  if (isOver(total, picture.wholeUnits)) return "OVER";
  if (!picture.isStated) return "NOT_STATED";
  if (total === 0n) return "UNCLAIMED";
  return isUnder(total, picture.wholeUnits) ? "UNDER" : "CLEAR";
}

function figuresByParty(picture: Picture, layers: readonly Layer[], holders: ReadonlyMap<number, HolderLayer>): PartyFigures[] {
  const byParty = new Map<number, Map<number, FigureLayer[]>>();
  for (const layer of layers) {
    if (layer.kind !== "FIGURE") continue;
    const statements = byParty.get(layer.party) ?? new Map<number, FigureLayer[]>();
    byParty.set(layer.party, statements);
    const lines = statements.get(layer.statement);
    if (lines === undefined) statements.set(layer.statement, [layer]);
    else lines.push(layer);
  }
  const parties: PartyFigures[] = [];
  for (const [party, statements] of byParty) {
    const holder = holders.get(party) ?? null;
    const figures = countedFirst(figuresOf(picture, statements, holder));
    const layersOfParty = figures.flatMap((figure) => figure.layers);
    parties.push({ side: layersOfParty[0]?.claim.side ?? "WRITER", holder, figures, layers: layersOfParty });
  }
  return parties.sort(compareParties);
}

/** One figure per statement: its lines for the party add up, a single right before its family; then equal figures are one. */
function figuresOf(picture: Picture, statements: ReadonlyMap<number, readonly FigureLayer[]>, holder: HolderLayer | null): StatedFigure[] {
  const byUnits = new Map<bigint, { layers: FigureLayer[]; entitled: boolean }>();
  for (const [statement, lines] of [...statements].sort(([one], [other]) => one - other)) {
    const exact = lines.filter(({ isExact }) => isExact);
    const counted = exact.length > 0 ? exact : lines;
    const units = counted.reduce((sum, line) => sum + line.units, 0n);
    const figure = byUnits.get(units) ?? { layers: [], entitled: false };
    figure.layers.push(...counted);
    figure.entitled ||= isEntitled(picture, { statement, line: counted[0], holder });
    byUnits.set(units, figure);
  }
  return [...byUnits].map(([units, { layers, entitled }]) => ({ units, layers, entitled }));
}

/** House rule: entitled to state a share is the society that holds the mandate there and then, and a publisher for itself. */
function isEntitled(
  picture: Picture,
  asked: { readonly statement: number; readonly line: FigureLayer | undefined; readonly holder: HolderLayer | null },
): boolean {
  const submitter = picture.statements[asked.statement]?.submitter;
  if (submitter === undefined || asked.line === undefined) return false;
  if (submitter.society !== null && submitter.society === asked.holder?.society) return true;
  return asked.line.claim.side === "PUBLISHER" && submitter.partyId === asked.line.claim.partyId;
}

/** Of differing figures the only entitled one counts; with none or several entitled the largest. */
function countedFirst(figures: readonly StatedFigure[]): StatedFigure[] {
  const falling = [...figures].sort((one, other) => (one.units < other.units ? 1 : one.units > other.units ? -1 : 0));
  const entitled = falling.filter((figure) => figure.entitled);
  const [counted] = entitled.length === 1 ? entitled : falling;
  return counted === undefined ? [] : [counted, ...falling.filter((figure) => figure !== counted)];
}

function contenderOf(party: PartyFigures): Contender {
  const units = party.figures.map((figure) => figure.units);
  return {
    side: party.side,
    units: units[0] ?? 0n,
    smallestUnits: units.reduce((least, one) => (one < least ? one : least)),
    largestUnits: units.reduce((most, one) => (one > most ? one : most)),
    writerPartyIds: unique(party.layers.flatMap(({ claim }) => claim.writerPartyIds)),
    statements: new Set(party.layers.map(({ statement }) => statement)),
  };
}

function claimOf(
  party: PartyFigures,
  settled: { readonly picture: Picture; readonly payable: Share; readonly contested: boolean },
): CellClaim {
  const { picture } = settled;
  const counted = party.figures[0];
  const shown = counted?.layers[0]?.claim;
  const figures = party.figures.map((figure) => cellFigure(picture, figure));
  const layers = counted?.layers ?? [];
  return {
    partyId: shown?.partyId ?? "",
    partyName: shown?.partyName ?? "",
    side: party.side,
    role: unique(layers.map(({ claim }) => claim.role)).join(" "),
    kind: layers.every(({ claim }) => claim.kind === "FREE") ? "FREE" : "CLAIMED",
    society: party.holder?.society ?? null,
    basis: party.holder?.basis ?? "NONE",
    share: figures[0]?.share ?? ZERO,
    payable: settled.payable,
    contested: settled.contested,
    figures,
    claimIds: figures[0]?.claimIds ?? [],
    writerPartyIds: unique(layers.flatMap(({ claim }) => claim.writerPartyIds)),
    chain: shown?.chain ?? [],
  };
}

function cellFigure(picture: Picture, figure: StatedFigure): CellFigure {
  const [only, ...more] = figure.layers;
  return {
    share:
      only !== undefined && only.units === figure.units && more.every(({ units }) => units === figure.units)
        ? only.share
        : share(figure.units, picture.wholeUnits),
    statementIds: unique(figure.layers.map(({ statement }) => picture.statements[statement]?.id ?? "")),
    claimIds: unique(figure.layers.map(({ claim }) => claim.id)),
    entitled: figure.entitled,
  };
}

function reportedOf(
  picture: Picture,
  layers: readonly Layer[],
  known: { readonly holders: ReadonlyMap<number, HolderLayer>; readonly claiming: ReadonlySet<number> },
): CellReported[] {
  const found = new Map<string, { first: ReportedLayer; statementIds: string[] }>();
  for (const layer of layers) {
    // A party that claims there is no longer merely reported.
    if (layer.kind !== "REPORTED" || known.claiming.has(layer.party)) continue;
    const key = `${layer.party}:${layer.share.numerator}/${layer.share.denominator}`;
    const statementId = picture.statements[layer.statement]?.id ?? "";
    const entry = found.get(key);
    if (entry === undefined) found.set(key, { first: layer, statementIds: [statementId] });
    else entry.statementIds.push(statementId);
  }
  const family = familyOf(picture.right);
  return [...found.values()]
    .map(({ first, statementIds }) => ({
      partyId: first.reported.partyId,
      partyName: first.reported.partyName,
      side: first.reported.side,
      role: first.reported.role,
      society: known.holders.get(first.party)?.society ?? (family === null ? null : (first.reported.affiliations[family] ?? null)),
      share: first.share,
      statementIds: unique(statementIds),
    }))
    .sort((one, other) =>
      compareText(one.side + one.partyName + (one.partyId ?? ""), other.side + other.partyName + (other.partyId ?? "")),
    );
}

function keyOf(claims: readonly CellClaim[], reported: readonly CellReported[], conflictIds: readonly string[]): string {
  const parts = claims.map(
    (claim) =>
      `${claim.side}${claim.partyId}=${claim.society ?? ""}${claim.basis}${claim.figures.map(({ share: part, claimIds, entitled }) => `${part.numerator}/${part.denominator}:${claimIds.join(",")}${entitled ? "!" : ""}`).join(";")}`,
  );
  const named = reported.map(
    ({ partyId, partyName, side, share: part, society, statementIds }) =>
      `${side}${partyId ?? partyName}=${part.numerator}/${part.denominator}:${society ?? ""}:${statementIds.join(",")}`,
  );
  return `${parts.join("|")}#${named.join("|")}#${conflictIds.join(",")}`;
}

/** Writers before publishers, then by party. */
function compareParties(one: PartyFigures, other: PartyFigures): number {
  return compareText(other.side, one.side) || compareText(one.layers[0]?.claim.partyId ?? "", other.layers[0]?.claim.partyId ?? "");
}

function unique(texts: readonly string[]): string[] {
  return texts.length < 2 ? [...texts] : [...new Set(texts)].sort();
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
