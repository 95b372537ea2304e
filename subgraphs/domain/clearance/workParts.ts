import { invariant } from "../invariant.ts";
import { compareShares, isZeroShare, subtractShares, sumShares, WHOLE, ZERO } from "../shares.ts";
import type { Share } from "../shares.ts";
import type { CountrySet } from "../territories/countrySet.ts";
import { differenceOf, intersectionOf, NO_COUNTRY } from "../territories/countrySet.ts";
import type { ClearanceCategory, ClearedCell, ClearedWork, ReportedName } from "./types.ts";

/** One part of one work's right in one place. */
export interface WorkPart {
  readonly category: ClearanceCategory;
  readonly share: Share;
  readonly name: string;
  readonly partyId: string | null;
  readonly society: string | null;
  readonly because: string;
}

/** Countries of equal content, and the law that covers what nobody else clears there. */
interface Place {
  readonly region: CountrySet;
  readonly byLaw: string | null;
}

/** Splits a set so that no part is cut by one of the other sets. */
export function partition(whole: CountrySet, sets: readonly CountrySet[]): CountrySet[] {
  let regions = whole === NO_COUNTRY ? [] : [whole];
  for (const set of new Set(sets)) {
    if (intersectionOf(whole, set) === whole) continue;
    regions = regions
      .flatMap((region) => [intersectionOf(region, set), differenceOf(region, set)])
      .filter((region) => region !== NO_COUNTRY);
  }
  return regions;
}

/** One work's parts in countries of equal content; what no claim and no dispute takes is unclaimed. */
export function partsOf(work: ClearedWork, cell: Omit<ClearedCell, "right" | "countries">, place: Place): WorkPart[] {
  const { region, byLaw } = place;
  const parts: WorkPart[] = cell.claims
    .filter((claim) => intersectionOf(claim.countries, region) !== NO_COUNTRY && !isZeroShare(claim.share))
    .map(({ category, share: part, partyName, partyId, society, because }) => ({
      category,
      share: part,
      name: partyName,
      partyId,
      society,
      because,
    }));
  if (!isZeroShare(cell.held)) parts.push(disputedPart(work, cell.held));
  const rest = subtractShares(WHOLE, sumShares(parts.map(({ share: part }) => part)));
  invariant(compareShares(rest, ZERO) >= 0, `the parts of ${work.workId} are at most one whole`);
  if (!isZeroShare(rest)) parts.push(unclaimedPart(cell.reported, rest));
  if (byLaw === null) return parts;
  return parts.map((part) =>
    part.category === "ELSEWHERE" || part.category === "UNCLAIMED" ? { ...part, category: "BY_LAW", because: byLaw } : part,
  );
}

function disputedPart({ conflictIds }: ClearedWork, held: Share): WorkPart {
  const name = conflictIds.length === 0 ? "open conflict" : conflictIds.join(", ");
  return { category: "DISPUTED", share: held, name, partyId: null, society: null, because: "An open conflict holds this slice." };
}

function unclaimedPart(reported: readonly ReportedName[], rest: Share): WorkPart {
  const shown = reported.slice(0, 5).map(({ partyName }) => partyName);
  const societies = new Set(reported.map(({ society }) => society));
  const [only = null] = societies.size === 1 ? [...societies] : [];
  const because =
    shown.length === 0 ? "Nobody claims it, and no statement names anybody." : "Nobody claims it; a statement names whom to ask.";
  return {
    category: "UNCLAIMED",
    share: rest,
    name: shown.length === 0 ? "unknown" : shown.join("; "),
    partyId: null,
    society: only,
    because,
  };
}
