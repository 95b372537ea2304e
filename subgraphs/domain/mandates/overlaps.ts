import { intersectPeriods } from "../period.ts";
import { addShares, compareShares, type Share, WHOLE } from "../shares.ts";
import { type CountrySet, differenceOf, intersectionOf, NO_COUNTRY } from "../territories/countrySet.ts";
import { type Agreement, coversPeriod, coversRole, type Entrustment, type MandateScope, type Membership, sameClass } from "./records.ts";
import { cutPeriod } from "./sweep.ts";

/** Other memberships of the party with which this one would give away more than the whole of a right somewhere on some day. */
export function membershipsOver(membership: Membership, others: readonly Membership[]): readonly Membership[] {
  const clashing = others.filter(
    (other) =>
      other.id !== membership.id &&
      other.basis === "MEMBERSHIP" &&
      other.partyId === membership.partyId &&
      other.creationClass === membership.creationClass &&
      (other.side === null || membership.side === null || other.side === membership.side) &&
      coversRole(other.role, membership.role) &&
      meet(other, membership),
  );
  return over(membership, clashing) ? clashing : [];
}

/** Whether the shares of one right add up to more than the whole in any country on any day of the membership. */
function over(membership: Membership, others: readonly Membership[]): boolean {
  const parts = cutPeriod(
    membership.period,
    others.map((other) => other.period),
  );
  return membership.rights.some((right) => {
    const ofRight = others.filter((other) => other.rights.includes(right));
    return parts.some((part) =>
      exceedsWhole(
        membership,
        ofRight.filter((other) => coversPeriod(other.period, part)),
      ),
    );
  });
}

/** Splits the membership's countries by who else holds a share there; true when one part comes to more than the whole. */
function exceedsWhole(membership: Membership, others: readonly Membership[]): boolean {
  let cells: readonly { readonly countries: CountrySet; readonly total: Share }[] = [
    { countries: membership.countries, total: membership.share },
  ];
  for (const other of others) {
    cells = cells.flatMap(({ countries, total }) => [
      { countries: intersectionOf(countries, other.countries), total: addShares(total, other.share) },
      { countries: differenceOf(countries, other.countries), total },
    ]);
    cells = cells.filter(({ countries }) => countries !== NO_COUNTRY);
  }
  return cells.some(({ total }) => compareShares(total, WHOLE) > 0);
}

/**
 * Agreements of the same grantor with another grantee that an exclusive one excludes (either of the two is exclusive and they meet), and
 * what the grantor entrusted to another there: that left it.
 */
export function exclusivityBroken<T extends Agreement | Entrustment>(agreement: Agreement, others: readonly T[]): readonly T[] {
  return others.filter((other) => {
    const excludes = agreement.exclusive || (!("hub" in other) && other.exclusive);
    return excludes && isGivenTwice(agreement, other);
  });
}

/** Other entrustments of the same grantor by which the same right would be given to two hubs in one place on one day, and its exclusive agreements. */
export function entrustmentsBroken<T extends Agreement | Entrustment>(entrustment: Entrustment, others: readonly T[]): readonly T[] {
  return others.filter((other) => ("hub" in other || other.exclusive) && isGivenTwice(entrustment, other));
}

/** Whether one grantor gives two takers something of the same right, use, country and day. */
function isGivenTwice(one: Agreement | Entrustment, other: Agreement | Entrustment): boolean {
  return (
    other.id !== one.id &&
    other.grantor === one.grantor &&
    takerOf(other) !== takerOf(one) &&
    sameClass(other.creationClass, one.creationClass) &&
    (other.uses === null || one.uses === null || other.uses.some((use) => one.uses?.includes(use))) &&
    meet(inForce(other), inForce(one))
  );
}

function takerOf(one: Agreement | Entrustment): string {
  return "hub" in one ? one.hub : one.grantee;
}

function inForce(one: Agreement | Entrustment): MandateScope {
  const period = "hub" in one ? one.period : intersectPeriods(one.period, { from: null, until: one.terminatedFrom });
  return {
    ...one,
    period: period ?? { from: one.period.from, until: one.period.from },
    countries: period === null ? NO_COUNTRY : one.countries,
  };
}

function meet(one: MandateScope, other: MandateScope): boolean {
  return meeting(one, other) !== null;
}

/** What two scopes have in common, or null when they share no right, country or day. */
function meeting(one: MandateScope, other: MandateScope): MandateScope | null {
  const rights = one.rights.filter((right) => other.rights.includes(right));
  const countries = intersectionOf(one.countries, other.countries);
  const period = intersectPeriods(one.period, other.period);
  return rights.length === 0 || countries === NO_COUNTRY || period === null ? null : { rights, countries, period };
}
