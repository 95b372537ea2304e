import type { Period } from "./period.ts";
import type { AnyRight } from "./recordingRights.ts";
import { NO_COUNTRY, unionOf } from "./territories/countrySet.ts";
import type { CountrySet } from "./territories/countrySet.ts";
import { ContentReader } from "./ownership/content.ts";
import type { CellContent } from "./ownership/content.ts";
import { areAlike, pictureOf } from "./ownership/layers.ts";
import type { Picture } from "./ownership/layers.ts";
import { readLines } from "./ownership/lines.ts";
import { Partition } from "./ownership/partition.ts";
import type { Slice } from "./ownership/partition.ts";
import type { Cell, OwnershipQuestion } from "./ownership/types.ts";

export type {
  Cell,
  CellClaim,
  CellReported,
  ConflictScope,
  HolderLookup,
  HolderSpan,
  OwnershipClaim,
  OwnershipQuestion,
  OwnershipStatement,
} from "./ownership/types.ts";

/** A cell with what the finding of conflicts needs besides. */
export interface DetailedCell extends Cell {
  readonly content: CellContent;
}

/** Where and when one content stands. */
interface Piece {
  readonly countries: CountrySet;
  readonly period: Period;
  readonly content: CellContent;
  /** Its place among those that begin on the same day: the one with the lowest country first. */
  readonly order: number;
}

/**
 * Who owns the asked rights where and when, as cells that cover the asked countries and days exactly once per right. Computed
 * by intervals: right x country sets x periods, never country by country or day by day. The order of statements never matters.
 */
export function computeOwnership(question: OwnershipQuestion): Cell[] {
  const cells: Cell[] = [];
  for (const { right, pieces } of piecesByRight(question)) for (const piece of pieces) cells.push(cellOf(right, piece));
  return cells;
}

/** The same with the contenders of each cell (see conflicts.ts). */
export function computeDetailedCells(question: OwnershipQuestion): DetailedCell[] {
  return piecesByRight(question).flatMap(({ right, pieces }) =>
    pieces.map((piece) => ({ ...cellOf(right, piece), content: piece.content })),
  );
}

interface RightPieces {
  readonly right: AnyRight;
  readonly pieces: readonly Piece[];
}

/** Statements are read once for all rights; rights of which the same is said share their pieces. */
function piecesByRight(question: OwnershipQuestion): RightPieces[] {
  if (question.countries === NO_COUNTRY) return [];
  const reading = readLines(question);
  const partition = new Partition(reading.places, question.period, question.spans);
  const drawn: { readonly picture: Picture; readonly pieces: readonly Piece[] }[] = [];
  return question.rights.map((right) => {
    const picture = pictureOf(reading, right);
    const like = drawn.find((earlier) => areAlike(earlier.picture, picture));
    if (like !== undefined) return { right, pieces: like.pieces };
    const pieces = joinedInTime(partition.slices(picture.layers), new ContentReader(picture));
    drawn.push({ picture, pieces });
    return { right, pieces };
  });
}

/** The pieces of all slices, those of adjoining days joined where countries and content are the same; by day and lowest country. */
function joinedInTime([first, ...later]: readonly Slice[], contents: ContentReader): readonly Piece[] {
  let open = first === undefined ? [] : piecesOf(first, contents);
  if (later.length === 0) return open;
  const closed: Piece[] = [];
  for (const slice of later) {
    const next = piecesOf(slice, contents).map((piece) => {
      const before = open.findIndex(({ content, countries }) => content === piece.content && countries === piece.countries);
      const [joined] = before < 0 ? [] : open.splice(before, 1);
      return joined === undefined ? piece : { ...joined, period: { from: joined.period.from, until: piece.period.until } };
    });
    closed.push(...open);
    open = next;
  }
  return [...closed, ...open].sort((one, other) => compareStarts(one.period, other.period) || one.order - other.order);
}

function piecesOf({ period, blocks }: Slice, contents: ContentReader): Piece[] {
  const countriesOf = new Map<CellContent, CountrySet>();
  for (const { countries, members } of blocks) {
    const content = contents.read(members);
    const known = countriesOf.get(content);
    countriesOf.set(content, known === undefined ? countries : unionOf(known, countries));
  }
  const pieces: Piece[] = [];
  for (const [content, countries] of countriesOf) pieces.push({ countries, period, content, order: pieces.length });
  return pieces;
}

function compareStarts(one: Period, other: Period): number {
  const [from, otherFrom] = [one.from ?? "", other.from ?? ""];
  return from < otherFrom ? -1 : from > otherFrom ? 1 : 0;
}

function cellOf(right: AnyRight, { countries, period, content }: Piece): Cell {
  const { state, claimed, unclaimed, over, held, unclaimedPart, claims, reported, conflictIds } = content;
  return { right, countries, period, state, claimed, unclaimed, over, held, unclaimedPart, claims, reported, conflictIds };
}
