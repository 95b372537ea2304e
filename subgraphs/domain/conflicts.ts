import { chainOverClaims } from "./chainClaims.ts";
import { contestGroups, isOver } from "./disputedSlice.ts";
import { figureFor } from "./ownership/layers.ts";
import type { HolderLookup, RightsSlice } from "./ownership/types.ts";
import { computeDetailedCells } from "./ownership.ts";
import type { DetailedCell } from "./ownership.ts";
import { ALWAYS } from "./period.ts";
import type { Period } from "./period.ts";
import { ALL_RIGHTS, RECORDING_RIGHTS, groupOf, isOfRecording } from "./recordingRights.ts";
import type { AnyRight } from "./recordingRights.ts";
import { IPI_RIGHTS } from "./rights.ts";
import { ZERO, compareShares, largerShare, storedShare, subtractShares } from "./shares.ts";
import type { Share } from "./shares.ts";
import type { Side, Statement } from "./statements.ts";
import { NO_COUNTRY, unionOf } from "./territories/countrySet.ts";
import type { CountrySet } from "./territories/countrySet.ts";
import {
  type Evidence,
  type IdentifiedWork,
  type IdentityEvidence,
  IDENTITY_WEIGHTS,
  weighIdentity,
  haveCreatorInCommon,
} from "./matching/identityEvidence.ts";
import { titleKey } from "./textKeys.ts";

/** OVER_CLAIM: a cell above 100.06; CHAIN_OVER_CLAIM: a writer's chain beyond what it has; SHARES_DIFFER: two figures for one party at one place. */
export const CLAIM_CONFLICT_KINDS = ["OVER_CLAIM", "CHAIN_OVER_CLAIM", "SHARES_DIFFER"] as const;
export type ClaimConflictKind = (typeof CLAIM_CONFLICT_KINDS)[number];

/** Claims that exclude each other, wherever and whenever they do. */
export interface ConflictFinding {
  /** The same for the same parties on a work however often it is found, so that a finding updates its conflict. */
  readonly key: string;
  readonly kind: ClaimConflictKind;
  readonly partyIds: readonly string[];
  readonly claimIds: readonly string[];
  readonly statementIds: readonly string[];
  readonly slices: readonly ConflictSlice[];
  /** OVER_CLAIM: the most by which a cell exceeds the whole; CHAIN_OVER_CLAIM: by which the chain is exceeded; SHARES_DIFFER: the widest difference between two figures. */
  readonly excess: Share;
}

/** A slice of a conflict with its own excess. */
export interface ConflictSlice extends RightsSlice {
  readonly excess: Share;
}

/** Every conflict between the claims of a work or of a recording: all rights stated, all countries, all time. The order of statements never matters. */
export function findConflicts(statements: readonly Statement[], holders: HolderLookup): ConflictFinding[] {
  const found = new Map<string, Gathered>();
  for (const { cells, rights } of classesOf(statements, holders)) {
    for (const cell of cells) {
      for (const part of [...overClaims(cell), ...chains(cell), ...differences(cell)]) gather(found, part, { cell, rights });
    }
  }
  return [...found.values()].map(toFinding).sort((one, other) => compareText(one.key, other.key));
}

/** Whose mandate holder decides which of two figures counts: without such parties, findConflicts needs no holders. */
export function partiesWithDifferingFigures(
  statements: readonly Statement[],
): { readonly partyId: string; readonly side: Side; readonly rights: readonly AnyRight[] }[] {
  const found = new Map<string, { partyId: string; side: Side; rights: Set<AnyRight> }>();
  for (const { cells, rights } of classesOf(statements, () => [])) {
    for (const { claims } of cells) {
      for (const { partyId, side, figures } of claims) {
        if (figures.length < 2) continue;
        const entry = found.get(`${side}:${partyId}`) ?? { partyId, side, rights: new Set<AnyRight>() };
        for (const right of rights) entry.rights.add(right);
        found.set(`${side}:${partyId}`, entry);
      }
    }
  }
  return [...found.values()].map(({ partyId, side, rights }) => ({
    partyId,
    side,
    rights: ALL_RIGHTS.filter((right) => rights.has(right)),
  }));
}

/** Rights of a family that nobody names singly have one picture, unless it depends on who holds which right. */
function classesOf(
  statements: readonly Statement[],
  holders: HolderLookup,
): { readonly cells: DetailedCell[]; readonly rights: AnyRight[] }[] {
  const countries = countriesClaimed(statements);
  if (statements.length === 0 || countries === NO_COUNTRY) return [];
  const classes = new Map<string, AnyRight[]>();
  for (const right of rightsOf(statements)) {
    const figures = statements.flatMap(({ claims }) => claims.flatMap((claim) => figureFor(claim.figures, right) ?? []));
    if (figures.length === 0) continue;
    // Who is only reported makes no class of its own, and tells rights of a family apart.
    const named = statements.flatMap(({ reported }) => reported.flatMap((one) => figureFor(one.figures, right) ?? []));
    const key = [...figures, ...named].some((figure) => figure.right === right) ? right : (groupOf(right) ?? right);
    classes.set(key, [...(classes.get(key) ?? []), right]);
  }
  const cellsFor = (right: AnyRight): DetailedCell[] =>
    computeDetailedCells({ statements, rights: [right], countries, period: ALWAYS, holders, openConflicts: [] });
  return [...classes.values()].flatMap((rights) => {
    const [first] = rights;
    if (first === undefined) return [];
    const cells = cellsFor(first);
    if (!cells.some(({ claims }) => claims.some(({ figures }) => figures.length > 1))) return [{ cells, rights }];
    return rights.map((right) => ({ cells: right === first ? cells : cellsFor(right), rights: [right] }));
  });
}

/** The rights that statements can speak of: they are of one work or of one recording, never of both. */
function rightsOf(statements: readonly Statement[]): readonly AnyRight[] {
  const first = statements.find(({ claims }) => claims.length > 0)?.claims[0]?.figures[0]?.right;
  return first !== undefined && isOfRecording(first) ? RECORDING_RIGHTS : IPI_RIGHTS;
}

function countriesClaimed(statements: readonly Statement[]): CountrySet {
  let countries = NO_COUNTRY;
  for (const { claims } of statements) for (const { territories } of claims) countries = unionOf(countries, territories.countries);
  return countries;
}

/** A finding in one cell: which of its claims, and by how much. */
interface Part {
  readonly kind: ClaimConflictKind;
  readonly key: string;
  readonly members: readonly number[];
  readonly excess: Share;
}

function overClaims(cell: DetailedCell): Part[] {
  const { contenders } = cell.content;
  const isPerforming = groupOf(cell.right) === "PERFORMING";
  const whole = cell.content.wholeUnits;
  const total = contenders.reduce((sum, { units }) => sum + units, 0n);
  if (!isOver(total, whole)) return [];
  return contestGroups(contenders, { wholeUnits: whole, isPerforming }).map(({ members, writerPartyId }) => {
    const parties = members.map((index) => `${cell.claims[index]?.side ?? ""}:${cell.claims[index]?.partyId ?? ""}`).sort();
    return { kind: "OVER_CLAIM", key: `OVER_CLAIM|${writerPartyId ?? ""}|${parties.join(",")}`, members, excess: cell.over };
  });
}

function chains(cell: DetailedCell): Part[] {
  return chainOverClaims(cell).map(({ writerPartyId, members, excess }) => {
    const parties = members.map((index) => cell.claims[index]?.partyId ?? "").sort();
    return { kind: "CHAIN_OVER_CLAIM", key: `CHAIN_OVER_CLAIM|${writerPartyId}|${parties.join(",")}`, members, excess };
  });
}

function differences(cell: DetailedCell): Part[] {
  return cell.claims.flatMap(({ partyId, side, figures }, index): Part[] => {
    if (figures.length < 2) return [];
    const shares = figures.map(({ share }) => share).sort(compareShares);
    const excess = subtractShares(shares.at(-1) ?? ZERO, shares[0] ?? ZERO);
    return [{ kind: "SHARES_DIFFER", key: `SHARES_DIFFER|${side}:${partyId}`, members: [index], excess }];
  });
}

interface Gathered {
  readonly kind: ClaimConflictKind;
  readonly key: string;
  readonly partyIds: Set<string>;
  readonly claimIds: Set<string>;
  readonly statementIds: Set<string>;
  excess: Share;
  /** Countries by right, period and excess; the right is joined with others that look alike at the end. */
  readonly places: Map<
    string,
    { readonly rights: readonly AnyRight[]; countries: CountrySet; readonly period: Period; readonly excess: Share }
  >;
}

function gather(found: Map<string, Gathered>, part: Part, at: { readonly cell: DetailedCell; readonly rights: readonly AnyRight[] }): void {
  const { cell, rights } = at;
  const entry: Gathered = found.get(part.key) ?? {
    kind: part.kind,
    key: part.key,
    partyIds: new Set(),
    claimIds: new Set(),
    statementIds: new Set(),
    excess: ZERO,
    places: new Map(),
  };
  found.set(part.key, entry);
  entry.excess = largerShare(entry.excess, part.excess);
  for (const index of part.members) {
    const claim = cell.claims[index];
    if (claim === undefined) continue;
    entry.partyIds.add(claim.partyId);
    for (const figure of claim.figures) {
      for (const id of figure.claimIds) entry.claimIds.add(id);
      for (const id of figure.statementIds) entry.statementIds.add(id);
    }
  }
  const key = `${rights.join()}|${cell.period.from ?? ""}|${cell.period.until ?? ""}|${storedShare(part.excess)}`;
  const place = entry.places.get(key);
  if (place === undefined) entry.places.set(key, { rights, countries: cell.countries, period: cell.period, excess: part.excess });
  else place.countries = unionOf(place.countries, cell.countries);
}

function toFinding(entry: Gathered): ConflictFinding {
  const alike = new Map<string, ConflictSlice>();
  for (const { rights, countries, period, excess } of entry.places.values()) {
    const key = `${period.from ?? ""}|${period.until ?? ""}|${countries}|${storedShare(excess)}`;
    const before = alike.get(key)?.rights ?? [];
    alike.set(key, { rights: ALL_RIGHTS.filter((right) => before.includes(right) || rights.includes(right)), countries, period, excess });
  }
  const { key, kind, excess, partyIds, claimIds, statementIds } = entry;
  return {
    key,
    kind,
    excess,
    partyIds: [...partyIds].sort(),
    claimIds: [...claimIds].sort(),
    statementIds: [...statementIds].sort(),
    slices: [...alike].sort(([one], [other]) => compareText(one, other)).map(([, slice]) => slice),
  };
}

/** A work among others. */
export interface WorkIdentity extends IdentifiedWork {
  readonly id: string;
}

/** ISWC_MISMATCH: one ISWC, no creator in common; DUPLICATE_WORK: probably one work. Between two works, whatever they own. */
export interface IdentityFinding {
  readonly key: string;
  readonly kind: "ISWC_MISMATCH" | "DUPLICATE_WORK";
  /** Both works, ascending. */
  readonly workIds: readonly [string, string];
  readonly because: string;
}

/** Compares two works; null when they are plainly two. ISRCs in `medleys`, in which more than two works stand, say nothing. */
export function compareIdentities(one: WorkIdentity, other: WorkIdentity, medleys?: ReadonlySet<string>): IdentityFinding | null {
  if (one.id === other.id) return null;
  const workIds: readonly [string, string] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
  // A title alone is never enough: most works that share one are told apart here, before everything is compared.
  const mayBeOne = (one.iswc !== null && one.iswc === other.iswc) || one.isrcs.some((code) => other.isrcs.includes(code));
  if (!mayBeOne && !haveCreatorInCommon(one.creators, other.creators)) return null;
  const evidence = weighIdentity(one, other, medleys);
  if (evidence.ISWC.verdict === "SAME" && evidence.CREATORS.verdict === "DIFFERENT") {
    return {
      key: `ISWC_MISMATCH|${workIds.join("|")}`,
      kind: "ISWC_MISMATCH",
      workIds,
      because: `Both bear the ISWC ${one.iswc ?? ""} and have no creator in common.`,
    };
  }
  const fields: readonly Evidence[] = [evidence.TITLE, evidence.CREATORS, evidence.ISWC, evidence.ISRC];
  const weight = fields.reduce((sum, field) => sum + field.weight, 0);
  if (weight < IDENTITY_WEIGHTS.needed) return null;
  return {
    key: `DUPLICATE_WORK|${workIds.join("|")}`,
    kind: "DUPLICATE_WORK",
    workIds,
    because: reasonOf(one, other, { evidence, medleys }),
  };
}

function reasonOf(
  one: WorkIdentity,
  other: WorkIdentity,
  { evidence, medleys }: { readonly evidence: IdentityEvidence; readonly medleys: ReadonlySet<string> | undefined },
): string {
  const { TITLE, CREATORS, ISWC, ISRC } = evidence;
  if (ISWC.verdict === "SAME") return `Both bear the ISWC ${one.iswc ?? ""}.`;
  const keys = new Set(one.titles.map(titleKey));
  const title = other.titles.find((text) => keys.has(titleKey(text)));
  const isrc = other.isrcs.find((code) => one.isrcs.includes(code) && medleys?.has(code) !== true);
  const said = [
    TITLE.weight > 0 && TITLE.verdict !== "NEAR" ? `are titled ${title ?? ""}` : "",
    TITLE.verdict === "NEAR" ? `have titles that are alike, ${one.titles[0] ?? ""} and ${other.titles[0] ?? ""}` : "",
    CREATORS.verdict === "SAME" && title === undefined ? "have the same creators" : "",
    CREATORS.weight > 0 && (CREATORS.verdict === "PARTLY" || title !== undefined) ? "have a creator in common" : "",
    ISRC.weight > 0 ? `are in the recording ${isrc ?? ""}` : "",
  ].filter((text) => text !== "");
  return `Both ${said.join(" and ")}.`;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
