import { isOver, isUnder, settle } from "../disputedSlice.ts";
import type { Contender } from "../disputedSlice.ts";
import { groupOf } from "../recordingRights.ts";
import { share, shareOfUnits } from "../shares.ts";
import type { Share } from "../shares.ts";
import { NOBODY } from "./layers.ts";
import type { FigureLayer, Holder, HolderLayer, Picture, ReportedLayer } from "./layers.ts";
import type { NamedParty } from "./lines.ts";
import { PartyClaimReader, settledClaim } from "./partyClaims.ts";
import type { PartyClaim } from "./partyClaims.ts";
import { reportedKey, reportedOf } from "./reported.ts";
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

/** What one block says. */
interface Sorted {
  readonly parties: PartyClaim[];
  readonly reported: ReportedLayer[];
  /** Of the parties with a mandate there. */
  readonly holders: Map<NamedParty, Holder> | null;
  readonly conflictIds: string[];
}

const NONE: readonly never[] = [];

/** Reads blocks of one picture, given by the indices of their layers: each party's share once, the state, what may be paid, what is held. */
export class ContentReader {
  readonly #picture: Picture;
  readonly #claims: PartyClaimReader;
  readonly #known = new Map<string, CellContent>();

  constructor(picture: Picture) {
    this.#picture = picture;
    this.#claims = new PartyClaimReader(picture);
  }

  read(members: readonly number[]): CellContent {
    const sorted = this.#sort(members);
    const reported = sorted.reported.length === 0 ? NONE : reportedOf(this.#picture, sorted);
    const conflictIds = sorted.conflictIds.length === 0 ? NONE : [...new Set(sorted.conflictIds)].sort();
    const key = keyOf(sorted.parties, reported, conflictIds);
    // Blocks differ in layers that do not count, and the same stands in many slices of time.
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const content = contentOf(this.#picture, { key, parties: sorted.parties, reported, conflictIds });
    this.#known.set(key, content);
    return content;
  }

  /** Layers stand party by party, the holders before the figures (see Picture). */
  #sort(members: readonly number[]): Sorted {
    const { layers, isAnybodyReported } = this.#picture;
    const sorted: Sorted = { parties: [], reported: [], conflictIds: [], holders: isAnybodyReported ? new Map() : null };
    let holder: HolderLayer | null = null;
    for (let at = 0; at < members.length; at += 1) {
      const layer = layers[members[at] ?? -1];
      if (layer === undefined) break;
      if (layer.kind === "FIGURE") {
        const end = this.#partyEnd(layer.party, members, at + 1);
        const there = holder?.party === layer.party ? holder.holder : NOBODY;
        const claim = end === at + 1 ? this.#claims.single(layer, there) : this.#claims.several(this.#figures(members, at, end), there);
        if (claim !== null) sorted.parties.push(claim);
        at = end - 1;
      } else if (layer.kind === "HOLDER") {
        holder = layer;
        sorted.holders?.set(layer.party, layer.holder);
      } else if (layer.kind === "REPORTED") sorted.reported.push(layer);
      else sorted.conflictIds.push(layer.conflictId);
    }
    return sorted;
  }

  /** Where the figures of a party end among the members. */
  #partyEnd(party: NamedParty, members: readonly number[], from: number): number {
    for (let at = from; at < members.length; at += 1) {
      const layer = this.#picture.layers[members[at] ?? -1];
      if (layer?.kind !== "FIGURE" || layer.party !== party) return at;
    }
    return members.length;
  }

  #figures(members: readonly number[], from: number, end: number): FigureLayer[] {
    const figures: FigureLayer[] = [];
    for (let at = from; at < end; at += 1) {
      const layer = this.#picture.layers[members[at] ?? -1];
      if (layer?.kind === "FIGURE") figures.push(layer);
    }
    return figures;
  }
}

function keyOf(parties: readonly PartyClaim[], reported: readonly CellReported[], conflictIds: readonly string[]): string {
  let key = "";
  for (const { number } of parties) key += `${number},`;
  return reported.length === 0 && conflictIds.length === 0 ? key : `${key}#${reported.map(reportedKey).join("|")}#${conflictIds.join()}`;
}

interface Said {
  readonly key: string;
  readonly parties: readonly PartyClaim[];
  readonly reported: readonly CellReported[];
  readonly conflictIds: readonly string[];
}

function contentOf(picture: Picture, { key, parties, reported, conflictIds }: Said): CellContent {
  const { wholeUnits } = picture;
  const partOfWhole = (units: bigint): Share => shareOfUnits(units, wholeUnits);
  const contenders = parties.map(({ contender }) => contender);
  const isDisputed = conflictIds.length > 0;
  const settlement = settle(contenders, {
    wholeUnits,
    isPerforming: groupOf(picture.right) === "PERFORMING",
    isDisputed: isDisputed || parties.some(({ isDiffering }) => isDiffering),
  });
  const { totalUnits: total, payableUnits, denominator, contested } = settlement;
  return {
    key,
    state: stateOf(picture, total, isDisputed),
    claimed: partOfWhole(total),
    unclaimed: partOfWhole(total < wholeUnits ? wholeUnits - total : 0n),
    over: partOfWhole(total > wholeUnits ? total - wholeUnits : 0n),
    held: partOfWhole(settlement.heldUnits),
    unclaimedPart: partOfWhole(settlement.unclaimedUnits),
    claims: parties.map((party, index) => {
      const units = payableUnits[index] ?? 0n;
      const payable = denominator === wholeUnits || units === 0n ? partOfWhole(units) : share(units, denominator);
      return settledClaim(party, payable, contested[index] ?? false);
    }),
    reported,
    conflictIds,
    contenders,
    wholeUnits,
  };
}

function stateOf(picture: Picture, total: bigint, isDisputed: boolean): CellState {
  if (isDisputed) return "DISPUTED";
  if (isOver(total, picture.wholeUnits)) return "OVER";
  if (!picture.isStated) return "NOT_STATED";
  if (total === 0n) return "UNCLAIMED";
  return isUnder(total, picture.wholeUnits) ? "UNDER" : "CLEAR";
}
