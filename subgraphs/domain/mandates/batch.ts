import type { IpiRight } from "../rights.ts";
import type { Side } from "../statements.ts";
import { type CountrySet, intersectionOf, NO_COUNTRY, unionOf } from "../territories/countrySet.ts";
import { type Entitlement, entitlementOf, type EntitlementQuestion } from "./entitlement.ts";
import type { MandateData } from "./holders.ts";

/** A party's right in one country or several. */
export interface BatchQuestion {
  readonly partyId: string;
  readonly side: Side;
  readonly right: IpiRight;
  readonly countries: CountrySet;
}

/** Questions about one party, side and right. */
interface Group {
  readonly first: BatchQuestion;
  countries: CountrySet;
  /** Null until it is asked for. */
  entitlements: readonly Entitlement[] | null;
}

/**
 * Whether a licensor may license each of many (party, right, territory), in the order asked. Each party, side and right is worked out once, for all countries
 * that are asked about it together: what holds in a country does not depend on which others are asked.
 */
export function entitlementsOf(
  asked: Pick<EntitlementQuestion, "licensor" | "use" | "on">,
  questions: readonly BatchQuestion[],
  dataOf: (partyId: string) => MandateData,
): (readonly Entitlement[])[] {
  const groups = new Map<string, Group>();
  const groupOf = questions.map((question): Group => {
    const key = `${question.side}${question.right}${question.partyId}`;
    const known = groups.get(key);
    if (known !== undefined) {
      known.countries = unionOf(known.countries, question.countries);
      return known;
    }
    const group: Group = { first: question, countries: question.countries, entitlements: null };
    groups.set(key, group);
    return group;
  });
  return questions.map(({ countries }, at) => {
    const group = groupOf[at];
    if (group === undefined) return [];
    const { side, right, partyId } = group.first;
    group.entitlements ??= entitlementOf({ ...asked, side, right, countries: group.countries }, dataOf(partyId));
    return countries === group.countries ? group.entitlements : within(group.entitlements, countries);
  });
}

function within(entitlements: readonly Entitlement[], countries: CountrySet): Entitlement[] {
  const found: Entitlement[] = [];
  for (const entitlement of entitlements) {
    const there = intersectionOf(entitlement.countries, countries);
    if (there !== NO_COUNTRY) found.push({ ...entitlement, countries: there });
  }
  return found;
}
