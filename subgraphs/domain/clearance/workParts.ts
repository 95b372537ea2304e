import { invariant } from "../invariant.ts";
import {
  compareShares,
  divideShares,
  equalShares,
  isZeroShare,
  multiplyShares,
  share,
  subtractShares,
  sumShares,
  WHOLE,
  ZERO,
} from "../shares.ts";
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
  if (!isZeroShare(rest)) parts.push(...unclaimedParts(cell.reported, rest));
  if (byLaw === null) return parts;
  return parts.map((part) =>
    part.category === "ELSEWHERE" || part.category === "UNCLAIMED" ? { ...part, category: "BY_LAW", because: byLaw } : part,
  );
}

function disputedPart({ conflictIds }: ClearedWork, held: Share): WorkPart {
  const name = conflictIds.length === 0 ? "open conflict" : conflictIds.join(", ");
  return { category: "DISPUTED", share: held, name, partyId: null, society: null, because: "An open conflict holds this slice." };
}

/**
 * Who is to be asked about what nobody claims. Names with a figure take it, or their part of what is there; what is left goes in equal
 * parts to those that are named without a figure, else to nobody known (ours). Adds up to `rest` exactly.
 */
function unclaimedParts(reported: readonly ReportedName[], rest: Share): WorkPart[] {
  const names = namesToAsk(reported);
  const stated = sumShares(names.map(({ share: figure }) => figure));
  const exceeds = compareShares(stated, rest) > 0;
  const left = exceeds ? ZERO : subtractShares(rest, stated);
  const silent = BigInt(names.filter(({ share: figure }) => isZeroShare(figure)).length);
  const partOf = ({ share: figure }: ReportedName): Share => {
    if (isZeroShare(figure)) return share(left.numerator, left.denominator * silent);
    return exceeds ? multiplyShares(rest, divideShares(figure, stated)) : figure;
  };
  const parts = names.map((named) => unclaimedPart(named.partyName, { part: partOf(named), society: named.society, because: NAMED }));
  if (silent === 0n) parts.push(unclaimedPart(UNKNOWN, { part: left, society: null, because: NOT_NAMED }));
  invariant(equalShares(sumShares(parts.map((one) => one.share)), rest), "the unclaimed parts add up to what is unclaimed");
  return parts.filter((one) => !isZeroShare(one.share));
}

const UNKNOWN = "unknown";
const NAMED = "Nobody claims it; a statement names whom to ask.";
const NOT_NAMED = "Nobody claims it, and no statement names anybody.";

/** Each name once with its society; of several figures the largest counts. One without a name is worth asking for only where its society is known. */
function namesToAsk(reported: readonly ReportedName[]): ReportedName[] {
  const names = new Map<string, ReportedName>();
  for (const { partyName, society, share: figure } of reported) {
    const named = partyName.trim();
    if (named === "" && society === null) continue;
    const key = `${named}|${society ?? ""}`;
    const known = names.get(key);
    if (known === undefined || compareShares(figure, known.share) > 0)
      names.set(key, { partyName: named === "" ? UNKNOWN : named, society, share: figure });
  }
  return [...names.values()];
}

function unclaimedPart(
  name: string,
  { part, society, because }: { readonly part: Share; readonly society: string | null; readonly because: string },
): WorkPart {
  return { category: "UNCLAIMED", share: part, name, partyId: null, society, because };
}
