import { singleLines } from "./catalogueTransfer/singleLines.ts";
import { figureFor } from "./ownership/layers.ts";
import { intersectPeriods, periodsMeet } from "./period.ts";
import type { LocalDate } from "./period.ts";
import { FAMILY_RIGHTS, IPI_RIGHTS, RIGHT_FAMILIES, familyOf, isIpiRight } from "./rights.ts";
import type { IpiRight, RightFamily } from "./rights.ts";
import type { Claim, Figure, Side } from "./statements.ts";
import { NO_COUNTRY, countriesOf, differenceOf, intersectionOf } from "./territories/countrySet.ts";
import type { CountrySet } from "./territories/countrySet.ts";

/** What goes from whom to whom, and from which day on. */
export interface TransferTerms {
  /** The party that gives (`pty_…`), and the numbers that were merged into it. */
  readonly fromPartyIds: ReadonlySet<string>;
  readonly to: { readonly id: string; readonly name: string };
  /** The first day of the successor. */
  readonly on: LocalDate;
  /** Null: all rights. */
  readonly rights: ReadonlySet<IpiRight> | null;
  /** Null: everywhere. */
  readonly countries: CountrySet | null;
  /** The transfer by which the claims came that go; null: whichever way they came. */
  readonly cameBy: string | null;
  /** What the claims of the successor are marked with. */
  readonly transferId: string;
}

/** The claims of one statement after a transfer. */
export interface TransferredClaims {
  readonly claims: readonly Claim[];
  /** The claims that go, whole or in part, as they were. */
  readonly gone: readonly Claim[];
  /** What the successor holds of them. */
  readonly come: readonly Claim[];
}

/**
 * One statement's claims after a transfer: the predecessor's end before the day, from the day on the successor has them, and what is no part of the
 * transfer (other rights, other countries) stays with the predecessor in lines of its own. Periods are half-open, so no day is left out and none counts
 * twice. Figures are never changed: for every right, country and day the two together have what the predecessor had. Null where nothing goes.
 */
export function transferClaims(claims: readonly Claim[], terms: TransferTerms, makeId: () => string): TransferredClaims | null {
  const gone = claims.filter((claim) => doesGo(claim, terms));
  if (gone.length === 0) return null;
  const sides = [...new Set(gone.map(({ side }) => side))];
  const changed = new Map<string, readonly Claim[]>();
  const come: Claim[] = [];
  for (const side of sides) {
    const ground = groundOf(claims, side, terms);
    for (const claim of claims.filter((one) => one.side === side)) {
      if (gone.includes(claim)) {
        const parted = partGone(claim, ground, terms);
        come.push(...parted.come);
        changed.set(claim.id, [...parted.stays, ...parted.come]);
      } else if (ground.isRewritten(claim)) {
        changed.set(claim.id, [...before(claim, terms), ...elsewhere(claim, terms), ...ground.linesOf(claim).map(byHand)]);
      }
    }
  }
  const named = new Map(come.map((claim) => [claim, { ...claim, id: makeId() }]));
  return {
    gone,
    come: [...named.values()],
    claims: claims.flatMap((claim) => {
      const parts = changed.get(claim.id);
      return parts === undefined ? [claim] : parts.map((part) => named.get(part) ?? { ...part, id: makeId() });
    }),
  };
}

/** Claims that would go but begin after the day: they would end before they begin. */
export function startingLater(claims: readonly Claim[], terms: TransferTerms): readonly Claim[] {
  return claims.filter((claim) => doesGo(claim, terms) && claim.period.from !== null && claim.period.from > terms.on);
}

/** The rights of a claim that go. */
export function rightsThatGo({ figures }: Claim, { rights }: TransferTerms): readonly IpiRight[] {
  return IPI_RIGHTS.filter((right) => (rights === null || rights.has(right)) && figureFor(figures, right) !== null);
}

/** The countries of a claim that go. */
export function countriesThatGo({ territories }: Claim, { countries }: TransferTerms): CountrySet {
  return countries === null ? territories.countries : intersectionOf(territories.countries, countries);
}

function doesGo(claim: Claim, terms: TransferTerms): boolean {
  return (
    terms.fromPartyIds.has(claim.partyId) &&
    (terms.cameBy === null || claim.transfer === terms.cameBy) &&
    rightsThatGo(claim, terms).length > 0 &&
    doesMeet(claim, terms)
  );
}

/** Whether some day of a claim comes with the transfer or later, in one of its countries. */
function doesMeet(claim: Claim, terms: TransferTerms): boolean {
  return countriesThatGo(claim, terms) !== NO_COUNTRY && periodsMeet(claim.period, { from: terms.on, until: null });
}

/** How the lines of one side are read where the transfer lies. */
interface Ground {
  /** A claim there from the day on, in one line; or in several, where rights need figures of their own. */
  readonly linesOf: (claim: Claim) => readonly Claim[];
  /** Whether a claim that does not go is told in other lines there. */
  readonly isRewritten: (claim: Claim) => boolean;
}

/**
 * In one statement a party's lines add up, and a figure for a single right counts before its family's. So a family's figure can be handed on as it is, unless
 * the transfer parts the family, or lines come together or apart of which some name single rights of it: then all lines of both parties are first told right
 * by right for that family, which changes none of their sums.
 */
function groundOf(claims: readonly Claim[], side: Side, terms: TransferTerms): Ground {
  const giving = claims.filter((claim) => claim.side === side && terms.fromPartyIds.has(claim.partyId));
  const met = claims.filter((claim) => claim.side === side && claim.partyId === terms.to.id && doesMeet(claim, terms));
  const going = giving.filter((claim) => doesGo(claim, terms));
  const isJoined = new Set([...going, ...met].map(({ partyId }) => partyId)).size > 1 || going.length < giving.length;
  const named = [...giving, ...met].flatMap(({ figures }) => figures);
  const families = RIGHT_FAMILIES.filter(
    (family) =>
      going.some(({ figures }) => partsFamily(figures, family, terms)) ||
      (isJoined && named.some(({ right }) => isIpiRight(right) && familyOf(right) === family)),
  );
  const there = (claim: Claim): Claim => {
    const period = intersectPeriods(claim.period, { from: terms.on, until: null }) ?? claim.period;
    return { ...withCountries(claim, countriesThatGo(claim, terms)), period };
  };
  if (families.length === 0) return { linesOf: (claim) => [there(claim)], isRewritten: () => false };
  const lines = singleLines([...giving, ...met], families);
  const isRewritten = (claim: Claim): boolean => {
    const told = lines.get(claim.id) ?? [claim];
    return doesMeet(claim, terms) && (told.length !== 1 || told[0] !== claim);
  };
  return { isRewritten, linesOf: (claim) => (lines.get(claim.id) ?? [claim]).filter((line) => doesMeet(line, terms)).map(there) };
}

/** Whether a figure for a family stands for rights of which some go and some stay. */
function partsFamily(figures: readonly Figure[], family: RightFamily, { rights }: TransferTerms): boolean {
  if (rights === null || !figures.some(({ right }) => right === family)) return false;
  const going = FAMILY_RIGHTS[family].filter((right) => rights.has(right)).length;
  return going > 0 && going < FAMILY_RIGHTS[family].length;
}

/** A claim that goes: what stays with the predecessor, and what the successor has. Ids are given later. */
function partGone(
  claim: Claim,
  ground: Ground,
  terms: TransferTerms,
): { readonly stays: readonly Claim[]; readonly come: readonly Claim[] } {
  const stays = [...before(claim, terms), ...elsewhere(claim, terms)];
  const come: Claim[] = [];
  for (const line of ground.linesOf(claim)) {
    const going = line.figures.filter(({ right }) => goes(right, terms));
    const staying = line.figures.filter(({ right }) => !goes(right, terms));
    if (going.length > 0) come.push(handedOn({ ...line, figures: going }, terms));
    if (staying.length > 0) stays.push(byHand({ ...line, figures: staying }));
  }
  return { stays, come };
}

/** A family's figure is here only where all of its rights go or all stay. */
function goes(right: Figure["right"], { rights }: TransferTerms): boolean {
  if (rights === null) return true;
  if (isIpiRight(right)) return rights.has(right);
  const family = RIGHT_FAMILIES.find((one) => one === right);
  return family !== undefined && FAMILY_RIGHTS[family].some((one) => rights.has(one));
}

/** The days before; none where the claim begins with the transfer. */
function before(claim: Claim, { on }: TransferTerms): Claim[] {
  const period = intersectPeriods(claim.period, { from: null, until: on });
  return period === null ? [] : [byHand({ ...claim, period })];
}

/** From the day on, the countries that are no part of the transfer. */
function elsewhere(claim: Claim, { on, countries }: TransferTerms): Claim[] {
  const rest = countries === null ? NO_COUNTRY : differenceOf(claim.territories.countries, countries);
  const period = intersectPeriods(claim.period, { from: on, until: null });
  return rest === NO_COUNTRY || period === null ? [] : [byHand({ ...withCountries(claim, rest), period })];
}

/** A list of territories keeps its form where it is whole; a part of it names its countries. */
function withCountries(claim: Claim, countries: CountrySet): Claim {
  if (countries === claim.territories.countries) return claim;
  const rows = countriesOf(countries).map((territory) => ({ sign: "I" as const, territory }));
  return { ...claim, territories: { ...claim.territories, rows, countries } };
}

/** Its days are its own from now on: a claim without a line takes no term from an agreement that a file names. */
function byHand(claim: Claim): Claim {
  return { ...claim, line: null };
}

/**
 * The claim in the successor's hands: of the same writers, in the same role. The printed affiliation and the agreement are the predecessor's; in the chain
 * the successor takes its place.
 */
function handedOn(claim: Claim, { to, transferId }: TransferTerms): Claim {
  return {
    ...byHand(claim),
    partyId: to.id,
    partyName: to.name,
    chain: claim.chain.map((name) => (name === claim.partyName ? to.name : name)),
    affiliations: {},
    agreement: null,
    transfer: transferId,
  };
}
