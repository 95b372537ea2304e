import { isOver, isUnder, settle } from "../disputedSlice.ts";
import type { Contender } from "../disputedSlice.ts";
import { groupOf, isRecordingRightSet } from "../recordingRights.ts";
import { ZERO, share } from "../shares.ts";
import type { Share } from "../shares.ts";
import type { FigureLayer, HolderLayer, Picture, ReportedLayer } from "./layers.ts";
import { partyClaimOf, unique } from "./partyClaims.ts";
import type { PartyClaim } from "./partyClaims.ts";
import type { CellClaim, CellReported, CellState } from "./types.ts";

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

/** The layers of one block, by what they say of whom: figures and holders by party. */
interface Sorted {
  readonly figures: readonly (FigureLayer[] | undefined)[];
  readonly holders: readonly (HolderLayer | undefined)[];
  readonly reported: readonly ReportedLayer[];
  readonly conflictIds: ReadonlySet<string>;
}

/**
 * Reads blocks of one picture, given by the indices of their layers: each party's share once, the state, what may be paid, what is
 * held. A party's claim is worked out once for each set of its layers, because most blocks differ in one party only.
 */
export function contentReader(picture: Picture): (members: readonly number[]) => CellContent {
  const contents = new Map<string, CellContent>();
  const claimsIn = claimReader(picture);
  const shares = new Map<bigint, Share>();
  const partOfWhole = (units: bigint): Share => {
    const known = shares.get(units) ?? (units === 0n ? ZERO : share(units, picture.wholeUnits));
    shares.set(units, known);
    return known;
  };
  return (members) => {
    // The same layers make the same content in every slice of time.
    const key = members.join();
    const known = contents.get(key);
    if (known !== undefined) return known;
    const sorted = sortLayers(picture, members);
    const content = contentOf(picture, { sorted, parties: claimsIn(sorted), partOfWhole });
    contents.set(key, content);
    return content;
  };
}

/** Reads each party's claim in a block, in the order in which they are shown. */
function claimReader(picture: Picture): (sorted: Sorted) => PartyClaim[] {
  const known = picture.parties.map(() => new Map<number | string, PartyClaim | null>());
  const shown = picture.parties.map((_, party) => party).sort((one, other) => compareText(orderOf(picture, one), orderOf(picture, other)));
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  return ({ figures, holders }) => {
    const found: PartyClaim[] = [];
    for (const party of shown) {
      const layers = figures[party];
      if (layers === undefined) continue;
      const holder = holders[party] ?? null;
      const key = layersKey(picture, layers, holder);
      let claim = known[party]?.get(key);
      if (claim === undefined) {
        claim = partyClaimOf(picture, { layers, holder, numberOf });
        known[party]?.set(key, claim);
      }
      if (claim !== null) found.push(claim);
    }
    return found;
  };
}

/** Writers before publishers, then by party. */
function orderOf({ parties }: Picture, party: number): string {
  const { side, partyId } = parties[party] ?? { side: "", partyId: "" };
  return `${side === "WRITER" ? 0 : 1}${partyId}`;
}

/** One layer and its holder, as nearly always, make a number. */
function layersKey(picture: Picture, layers: readonly FigureLayer[], holder: HolderLayer | null): number | string {
  const [only, second] = layers;
  const held = holder === null ? 0 : holder.index + 1;
  if (only !== undefined && second === undefined) return only.index * (picture.layers.length + 1) + held;
  return `${held}:${layers.map(({ index }) => index).join()}`;
}

function sortLayers({ layers, parties }: Picture, members: readonly number[]): Sorted {
  const figures = new Array<FigureLayer[] | undefined>(parties.length);
  const holders = new Array<HolderLayer | undefined>(parties.length);
  const reported: ReportedLayer[] = [];
  const conflictIds = new Set<string>();
  for (const member of members) {
    const layer = layers[member];
    if (layer === undefined) continue;
    if (layer.kind === "FIGURE") {
      const known = figures[layer.party];
      if (known === undefined) figures[layer.party] = [layer];
      else known.push(layer);
    } else if (layer.kind === "HOLDER") holders[layer.party] = layer;
    else if (layer.kind === "REPORTED") reported.push(layer);
    else conflictIds.add(layer.conflictId);
  }
  return { figures, holders, reported, conflictIds };
}

interface Gathered {
  readonly sorted: Sorted;
  readonly parties: readonly PartyClaim[];
  readonly partOfWhole: (units: bigint) => Share;
}

function contentOf(picture: Picture, { sorted, parties, partOfWhole }: Gathered): CellContent {
  const { wholeUnits } = picture;
  const conflictIds = [...sorted.conflictIds].sort();
  const contenders = parties.map(({ contender }) => contender);
  let total = 0n;
  for (const { units } of contenders) total += units;
  const settlement = settle(contenders, {
    wholeUnits,
    isPerforming: groupOf(picture.right) === "PERFORMING",
    isDisputed: conflictIds.length > 0 || parties.some(({ isDiffering }) => isDiffering),
  });
  const { payableUnits, denominator, contested } = settlement;
  const claims = parties.map(({ claim }, index) => {
    const units = payableUnits[index] ?? 0n;
    const payable = denominator === wholeUnits || units === 0n ? partOfWhole(units) : share(units, denominator);
    return settledClaim(claim, payable, contested[index] ?? false);
  });
  const reported =
    sorted.reported.length === 0 ? [] : reportedOf(picture, sorted, new Set(claims.map(({ side, partyId }) => `${side}:${partyId}`)));
  return {
    key: `${parties.map(({ number }) => number).join()}#${reported.map(reportedKey).join("|")}#${conflictIds.join(",")}`,
    state: stateOf(picture, total, conflictIds.length > 0),
    claimed: partOfWhole(total),
    unclaimed: partOfWhole(total < wholeUnits ? wholeUnits - total : 0n),
    over: partOfWhole(total > wholeUnits ? total - wholeUnits : 0n),
    held: partOfWhole(settlement.heldUnits),
    unclaimedPart: partOfWhole(settlement.unclaimedUnits),
    claims,
    reported,
    conflictIds,
    contenders,
    wholeUnits,
  };
}

/** Member by member: spreading the claim took a third of the time of everything here. */
function settledClaim(claim: PartyClaim["claim"], payable: Share, contested: boolean): CellClaim {
  return {
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
}

function stateOf(picture: Picture, total: bigint, isDisputed: boolean): CellState {
  if (isDisputed) return "DISPUTED";
  if (isOver(total, picture.wholeUnits)) return "OVER";
  if (!picture.isStated) return "NOT_STATED";
  if (total === 0n) return "UNCLAIMED";
  return isUnder(total, picture.wholeUnits) ? "UNDER" : "CLEAR";
}

/** Who is named without a claim; a party that claims there is no longer merely reported. */
function reportedOf(picture: Picture, { reported, holders }: Sorted, claiming: ReadonlySet<string>): CellReported[] {
  const found = new Map<string, { first: ReportedLayer; statementIds: string[] }>();
  for (const layer of reported) {
    if (claiming.has(`${layer.reported.side}:${layer.reported.partyId ?? ""}`)) continue;
    const key = `${layer.party}:${layer.share.numerator}/${layer.share.denominator}`;
    const statementId = picture.statements[layer.statement]?.id ?? "";
    const entry = found.get(key);
    if (entry === undefined) found.set(key, { first: layer, statementIds: [statementId] });
    else entry.statementIds.push(statementId);
  }
  const group = groupOf(picture.right);
  return [...found.values()]
    .map(({ first, statementIds }) => {
      const { partyId, partyName, side, role, affiliations } = first.reported;
      const society =
        holders[first.party]?.society ?? (group === null || isRecordingRightSet(group) ? null : (affiliations[group] ?? null));
      return { partyId, partyName, side, role, society, share: first.share, statementIds: unique(statementIds) };
    })
    .sort((one, other) => compareText(placeOf(one), placeOf(other)));
}

function placeOf({ side, partyName, partyId }: CellReported): string {
  return `${side}${partyName}${partyId ?? ""}`;
}

function reportedKey({ partyId, partyName, side, share: part, society, statementIds }: CellReported): string {
  return `${side}${partyId ?? partyName}=${part.numerator}/${part.denominator}:${society ?? ""}:${statementIds.join(",")}`;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
