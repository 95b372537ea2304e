import { ALWAYS, intersectPeriods } from "../period.ts";
import { IPI_RIGHTS, type IpiRight } from "../rights.ts";
import { addShares, compareShares, largerShare, type Share, sumShares, WHOLE, ZERO } from "../shares.ts";
import type { Side } from "../statements.ts";
import { type CountrySet, differenceOf, intersectionOf, NO_COUNTRY } from "../territories/countrySet.ts";
import { coversPeriod, coversRole, coversSide, type MandateScope, type Membership } from "./records.ts";
import { cutPeriod, joinSnapshots, type Snapshot } from "./sweep.ts";

/** Memberships that were stated for different numbers of one party and together give away more than the whole. */
export interface MembershipClash extends MandateScope {
  readonly creationClass: string;
  /** The side on which they clash; null is both. */
  readonly side: Side | null;
  /** By id. */
  readonly memberships: readonly Membership[];
  /** What the societies hold together; more than the whole. */
  readonly total: Share;
}

/** Clashes of one party that are told at most. */
const CLASHES_MAX = 100;
const SIDES: readonly Side[] = ["WRITER", "PUBLISHER"];

/**
 * Where memberships that were stated for several numbers of one party, merged since, cannot stand beside each other: maximal countries
 * and days in which different societies hold more than the whole of a right. One society stated under two numbers holds it once, with
 * its greatest share. Within one number more than the whole is refused when it is stated, so that there is nothing to tell.
 */
export function membershipClashes(memberships: readonly Membership[]): readonly MembershipClash[] {
  const recorded = memberships.filter(({ basis }) => basis === "MEMBERSHIP");
  if (new Set(recorded.map(({ partyId }) => partyId)).size < 2) return [];
  const found = new Map<string, Gathered>();
  for (const creationClass of new Set(recorded.map((one) => one.creationClass))) {
    for (const side of SIDES) {
      const ofSide = recorded.filter((one) => one.creationClass === creationClass && coversSide(one.side, side));
      const roles = new Set(ofSide.flatMap(({ role }) => role ?? []));
      for (const role of roles.size === 0 ? [null] : roles) {
        gatherClashes(
          found,
          ofSide.filter((one) => coversRole(one.role, role)),
          { creationClass, side },
        );
      }
    }
  }
  return joinSides([...found.values()]).slice(0, CLASHES_MAX);
}

/** The part of a clash that lies within some rights, countries and days; null where none does. */
export function clashWithin(clash: MembershipClash, scope: MandateScope): MembershipClash | null {
  const rights = clash.rights.filter((right) => scope.rights.includes(right));
  const countries = intersectionOf(clash.countries, scope.countries);
  const period = intersectPeriods(clash.period, scope.period);
  return rights.length === 0 || countries === NO_COUNTRY || period === null ? null : { ...clash, rights, countries, period };
}

interface Gathered extends Omit<MembershipClash, "rights" | "side"> {
  readonly rights: Set<IpiRight>;
  readonly side: Side;
}

/** Clashes that are the same on both sides, for the very same rights, are one. */
function joinSides(found: readonly Gathered[]): readonly MembershipClash[] {
  const joined = new Map<string, MembershipClash>();
  for (const { rights: gathered, side, ...clash } of found) {
    const rights = IPI_RIGHTS.filter((right) => gathered.has(right));
    const key = [keyOf(clash), ...rights].join("|");
    joined.set(key, { ...clash, rights, side: joined.has(key) ? null : side });
  }
  return [...joined.values()];
}

function keyOf({
  creationClass,
  period,
  countries,
  memberships,
}: Pick<MembershipClash, "creationClass" | "period" | "countries" | "memberships">) {
  return [creationClass, period.from ?? "", period.until ?? "", countries, ...memberships.map(({ id }) => id)].join("|");
}

function gatherClashes(
  found: Map<string, Gathered>,
  memberships: readonly Membership[],
  { creationClass, side }: { readonly creationClass: string; readonly side: Side },
): void {
  for (const right of new Set(memberships.flatMap(({ rights }) => rights))) {
    for (const { countries, period, content } of clashesOfRight(memberships.filter(({ rights }) => rights.includes(right)))) {
      const clash = { creationClass, countries, period, memberships: content, total: totalOf(content) };
      const key = `${side}|${keyOf(clash)}`;
      const same = found.get(key);
      if (same === undefined) found.set(key, { ...clash, side, rights: new Set([right]) });
      else same.rights.add(right);
    }
  }
}

function clashesOfRight(memberships: readonly Membership[]) {
  const periods = memberships.map(({ period }) => period);
  const snapshots = cutPeriod(ALWAYS, periods).map((period): Snapshot<readonly Membership[]> => {
    const inForce = memberships.filter((one) => coversPeriod(one.period, period));
    const parts = cellsOf(inForce)
      .filter(({ members }) => doClash(members))
      .map(({ countries, members }) => {
        const content = [...members].sort((one, other) => (one.id < other.id ? -1 : 1));
        return { key: content.map(({ id }) => id).join(), content, countries };
      });
    return { period, parts };
  });
  return joinSnapshots(snapshots);
}

/** Countries by who holds a share there. */
function cellsOf(
  memberships: readonly Membership[],
): readonly { readonly countries: CountrySet; readonly members: readonly Membership[] }[] {
  let cells: { readonly countries: CountrySet; readonly members: readonly Membership[] }[] = [];
  for (const membership of memberships) {
    let rest = membership.countries;
    const next = cells.flatMap(({ countries, members }) => {
      const common = intersectionOf(countries, membership.countries);
      rest = differenceOf(rest, countries);
      return [
        { countries: common, members: [...members, membership] },
        { countries: differenceOf(countries, common), members },
      ].filter((cell) => cell.countries !== NO_COUNTRY);
    });
    cells = rest === NO_COUNTRY ? next : [...next, { countries: rest, members: [membership] }];
  }
  return cells;
}

function doClash(members: readonly Membership[]): boolean {
  return new Set(members.map(({ partyId }) => partyId)).size > 1 && compareShares(totalOf(members), WHOLE) > 0;
}

/** What the societies hold together, each once with its greatest share under any one number. */
function totalOf(members: readonly Membership[]): Share {
  const byNumber = new Map<string, { readonly society: string; share: Share }>();
  for (const { society, partyId, share } of members) {
    const key = `${society}|${partyId}`;
    byNumber.set(key, { society, share: addShares(byNumber.get(key)?.share ?? ZERO, share) });
  }
  const bySociety = new Map<string, Share>();
  for (const { society, share } of byNumber.values()) bySociety.set(society, largerShare(bySociety.get(society) ?? ZERO, share));
  return sumShares(bySociety.values());
}
