import { equalPeriods } from "./period.ts";
import type { AnyRight } from "./recordingRights.ts";
import { NO_COUNTRY, unionOf } from "./territories/countrySet.ts";
import type { CountrySet } from "./territories/countrySet.ts";
import { contentReader } from "./ownership/content.ts";
import type { CellContent } from "./ownership/content.ts";
import { areAlike, inStableOrder, pictureOf } from "./ownership/layers.ts";
import type { Picture } from "./ownership/layers.ts";
import { partition } from "./ownership/partition.ts";
import type { Slice } from "./ownership/partition.ts";
import type { Cell, OwnershipQuestion } from "./ownership/types.ts";

export type { Cell, CellClaim, CellReported, ConflictScope, HolderLookup, HolderSpan, OwnershipQuestion } from "./ownership/types.ts";

/** A cell with what the finding of conflicts needs besides. */
export interface DetailedCell extends Cell {
  readonly content: CellContent;
}

/**
 * Who owns the asked rights where and when, as cells that cover the asked countries and days exactly once per right. Computed
 * by intervals: right x country sets x periods, never country by country or day by day. The order of statements never matters.
 */
export function computeOwnership(question: OwnershipQuestion): Cell[] {
  return computeDetailedCells(question).map(({ content: _content, ...cell }) => cell);
}

/** The same with the contenders of each cell (see conflicts.ts). */
export function computeDetailedCells(question: OwnershipQuestion): DetailedCell[] {
  if (question.countries === NO_COUNTRY) return [];
  const statements = inStableOrder(question.statements);
  const drawn: { readonly picture: Picture; readonly cells: readonly DetailedCell[] }[] = [];
  return question.rights.flatMap((right) => {
    const picture = pictureOf(question, statements, right);
    const like = drawn.find((earlier) => areAlike(earlier.picture, picture));
    if (like !== undefined) return like.cells.map((cell) => ({ ...cell, right }));
    const cells = cellsOf(question, picture);
    drawn.push({ picture, cells });
    return cells;
  });
}

function cellsOf(question: OwnershipQuestion, picture: Picture): DetailedCell[] {
  const contentOf = contentReader(picture);
  const slices = partition(question, picture.layers);
  const open: DetailedCell[] = [];
  const closed: DetailedCell[] = [];
  for (const slice of slices) {
    const cells = sliceCells(picture.right, slice, contentOf);
    const next: DetailedCell[] = [];
    for (const cell of cells) {
      const before = open.find((candidate) => candidate.content.key === cell.content.key && candidate.countries === cell.countries);
      next.push(before === undefined ? cell : { ...before, period: { from: before.period.from, until: cell.period.until } });
      if (before !== undefined) open.splice(open.indexOf(before), 1);
    }
    closed.push(...open.splice(0));
    open.push(...next);
  }
  return [...closed, ...open].sort(compareCells);
}

function sliceCells(right: AnyRight, slice: Slice, contentOf: (members: readonly number[]) => CellContent): DetailedCell[] {
  const byKey = new Map<string, { content: CellContent; countries: CountrySet }>();
  for (const block of slice.blocks) {
    const content = contentOf(block.members);
    const found = byKey.get(content.key);
    byKey.set(content.key, { content, countries: found === undefined ? block.countries : unionOf(found.countries, block.countries) });
  }
  return [...byKey.values()].map(({ content, countries }) => cellOf(right, { content, countries, slice }));
}

function cellOf(
  right: AnyRight,
  at: { readonly content: CellContent; readonly countries: CountrySet; readonly slice: Slice },
): DetailedCell {
  const { content, countries } = at;
  const { state, claimed, unclaimed, over, held, unclaimedPart, claims, reported, conflictIds } = content;
  return {
    right,
    countries,
    period: at.slice.period,
    state,
    claimed,
    unclaimed,
    over,
    held,
    unclaimedPart,
    claims,
    reported,
    conflictIds,
    content,
  };
}

/** By day, then the cell with the lowest country first, so that equal questions give equal answers to the letter. */
function compareCells(one: DetailedCell, other: DetailedCell): number {
  if (!equalPeriods(one.period, other.period)) {
    const [from, otherFrom] = [one.period.from ?? "", other.period.from ?? ""];
    if (from !== otherFrom) return from < otherFrom ? -1 : 1;
  }
  const [lowest, otherLowest] = [one.countries & -one.countries, other.countries & -other.countries];
  return lowest < otherLowest ? -1 : lowest > otherLowest ? 1 : 0;
}
