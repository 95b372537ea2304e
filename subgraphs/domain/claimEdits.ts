import { Partition } from "./ownership/partition.ts";
import { Places } from "./ownership/places.ts";
import { figureFor } from "./ownership/layers.ts";
import { ALWAYS, equalPeriods } from "./period.ts";
import type { Period } from "./period.ts";
import { ALL_RIGHTS, groupOf } from "./recordingRights.ts";
import type { AnyRight } from "./recordingRights.ts";
import { equalShares, storedShare } from "./shares.ts";
import type { Share } from "./shares.ts";
import type { Claim, Figure, TerritoryScope } from "./statements.ts";
import { NO_COUNTRY, countriesOf, differenceOf, unionOf } from "./territories/countrySet.ts";
import type { CountrySet } from "./territories/countrySet.ts";
import { nameCountries } from "./territories/tis.ts";

/** Another share for one claim, for one right in some countries on some days; null: none there. Everything else that it claims stays. */
export interface ClaimEdit {
  readonly claimId: string;
  readonly right: AnyRight;
  readonly countries: CountrySet;
  readonly period: Period;
  readonly share: Share | null;
}

/**
 * The claims of one statement after edits. A claim that says the same afterwards is the same object; one that is edited in a part of its
 * rights, countries or days is divided, and its parts get ids of their own. What is not edited counts as before: where lines for single rights
 * and for their family stand beside each other, both are written so that each still counts where it did.
 */
export function editedClaims(claims: readonly Claim[], edits: readonly ClaimEdit[], makeId: () => string): readonly Claim[] {
  const edited = new Set(edits.map(({ claimId }) => claimId));
  const parties = new Set(claims.filter(({ id }) => edited.has(id)).map(partyOf));
  const results = new Map<Claim, readonly Claim[]>();
  for (const party of parties) {
    const lines = claims.filter((claim) => partyOf(claim) === party);
    const pieces = piecesOf(
      lines,
      edits.filter(({ claimId }) => lines.some(({ id }) => id === claimId)),
    );
    lines.forEach((line, index) => {
      results.set(line, written(line, pieces[index] ?? [], makeId));
    });
  }
  return claims.flatMap((claim) => results.get(claim) ?? claim);
}

function partyOf({ side, partyId }: Claim): string {
  return `${side}:${partyId}`;
}

/** A part of a claim's countries and days with what it says there. */
interface Piece {
  readonly key: string;
  readonly figures: readonly Figure[];
  readonly countries: CountrySet;
  readonly period: Period;
}

/** What becomes of each of one party's lines, cut along the edges of all lines and edits. */
function piecesOf(lines: readonly Claim[], edits: readonly ClaimEdit[]): readonly (readonly Piece[])[] {
  const regions = [...lines.map(({ territories, period }) => ({ countries: territories.countries, period })), ...edits];
  const countries = lines.map(({ territories }) => territories.countries).reduce(unionOf, NO_COUNTRY);
  const closed: Piece[][] = lines.map(() => []);
  let open: readonly Piece[][] = lines.map(() => []);
  const places = new Places(countries);
  const layers = regions.map((region) => ({ place: places.numberOf(region.countries), period: region.period }));
  for (const slice of new Partition(places, ALWAYS, undefined).slices(layers)) {
    const found: Piece[][] = lines.map(() => []);
    for (const { members, countries: there } of slice.blocks) {
      const here = members.filter((index) => index < lines.length);
      const changes = members.flatMap((index) => edits[index - lines.length] ?? []);
      const figures = figuresIn(
        here.flatMap((index) => lines[index] ?? []),
        changes,
      );
      here.forEach((index, at) => addPiece(found[index], { figures: figures[at] ?? [], countries: there, period: slice.period }));
    }
    open = found.map((pieces, index) => pieces.map((piece) => prolonged(piece, open[index], closed[index])));
    closed.forEach((pieces, index) => pieces.push(...(open[index] ?? [])));
  }
  return closed;
}

/** Countries in which a line says the same on the same days are one piece. */
function addPiece(pieces: Piece[] | undefined, part: Omit<Piece, "key">): void {
  const key = keyOf(part.figures);
  const at = pieces?.findIndex((piece) => piece.key === key) ?? -1;
  const before = pieces?.[at];
  if (before === undefined) pieces?.push({ key, ...part });
  else pieces?.splice(at, 1, { ...before, countries: unionOf(before.countries, part.countries) });
}

/** The piece with the days before, if it said the same in the same countries then. */
function prolonged(piece: Piece, before: readonly Piece[] | undefined, closed: Piece[] | undefined): Piece {
  const earlier = before?.find(({ key, countries }) => key === piece.key && countries === piece.countries);
  if (earlier === undefined) return piece;
  closed?.splice(closed.indexOf(earlier), 1);
  return { ...piece, period: { from: earlier.period.from, until: piece.period.until } };
}

function keyOf(figures: readonly Figure[]): string {
  return figures.map(({ right, share }) => `${right}=${storedShare(share)}`).join();
}

/** What each line says at a place where they all stand; in the order of the lines. */
function figuresIn(lines: readonly Claim[], edits: readonly ClaimEdit[]): readonly (readonly Figure[])[] {
  if (edits.length === 0) return lines.map(({ figures }) => figures);
  const after = lines.map(() => new Map<AnyRight, Share>());
  for (const right of ALL_RIGHTS) {
    for (const { index, figure } of countedLines(lines, right)) {
      const edit = edits.find((one) => one.right === right && one.claimId === lines[index]?.id);
      const share = edit === undefined ? figure.share : edit.share;
      if (share !== null) after[index]?.set(right, share);
    }
  }
  const families = new Set(ALL_RIGHTS.flatMap((right) => groupOf(right) ?? []).filter((family) => canStayWhole(family, lines, after)));
  return lines.map(({ figures }, index) => inOrder(figures, { shares: after[index] ?? new Map<AnyRight, Share>(), families, lines }));
}

/** The lines that count for a right: those that name it, else those of its family. */
function countedLines(lines: readonly Claim[], right: AnyRight): readonly { readonly index: number; readonly figure: Figure }[] {
  const stated = lines.flatMap(({ figures }, index) => {
    const figure = figureFor(figures, right);
    return figure === null ? [] : [{ index, figure }];
  });
  const exact = stated.filter(({ figure }) => figure.right === right);
  return exact.length > 0 ? exact : stated;
}

type Scope = Figure["right"];

/** Whether lines for a whole family can still say what they say: one share for all rights that no line names singly, and those named still. */
function canStayWhole(family: Scope, lines: readonly Claim[], after: readonly ReadonlyMap<AnyRight, Share>[]): boolean {
  const rights = ALL_RIGHTS.filter((right) => groupOf(right) === family);
  const named = rights.filter((right) => isNamed(lines, right));
  if (!named.every((right) => after.some((shares) => shares.has(right)))) return false;
  const [first, ...others] = rights.filter((right) => !named.includes(right));
  return first === undefined || after.every((shares) => others.every((right) => isSame(shares.get(first), shares.get(right))));
}

function isNamed(lines: readonly Claim[], right: AnyRight): boolean {
  return lines.some(({ figures }) => figures.some((figure) => figure.right === right));
}

function isSame(one: Share | undefined, other: Share | undefined): boolean {
  return one === undefined || other === undefined ? one === other : equalShares(one, other);
}

/** A line's figures in the order it had them; single rights that had none of their own follow. */
function inOrder(
  before: readonly Figure[],
  now: {
    readonly shares: ReadonlyMap<AnyRight, Share>;
    readonly families: ReadonlySet<Scope>;
    readonly lines: readonly Claim[];
  },
): Figure[] {
  const { shares, families, lines } = now;
  const written = new Map<Scope, Share>();
  for (const { right: scope } of before) {
    const isWhole = families.has(scope);
    const rights = ALL_RIGHTS.filter((right) => right === scope || (groupOf(right) === scope && !isNamed(lines, right)));
    for (const right of rights) {
      const share = shares.get(right);
      if (share !== undefined) written.set(isWhole ? scope : right, share);
    }
  }
  return [...written].map(([right, share]) => ({ right, share }));
}

/** A claim as it stands if nothing of it changed, else its pieces under ids of their own. */
function written(line: Claim, pieces: readonly Piece[], makeId: () => string): readonly Claim[] {
  const kept = pieces.filter(({ figures }) => figures.length > 0);
  const [only, ...others] = kept;
  const { countries } = line.territories;
  if (others.length === 0 && only?.key === keyOf(line.figures) && only.countries === countries && equalPeriods(only.period, line.period))
    return [line];
  return kept.map((piece) => ({
    ...line,
    id: makeId(),
    figures: piece.figures,
    territories: narrowed(line.territories, piece.countries),
    period: piece.period,
  }));
}

/** The list of territories that means just these countries: what was submitted, with what is taken out, or what is left, whichever is shorter. */
function narrowed(scope: TerritoryScope, countries: CountrySet): TerritoryScope {
  if (countries === scope.countries) return scope;
  const { expandedOn } = scope;
  const left = nameCountries(countries, expandedOn).map((territory) => ({ sign: "I" as const, territory }));
  const taken = countriesOf(differenceOf(scope.countries, countries)).map((territory) => ({ sign: "E" as const, territory }));
  const rows = scope.rows.length > 0 && scope.rows.length + taken.length <= left.length ? [...scope.rows, ...taken] : left;
  return { rows, countries, expandedOn };
}
