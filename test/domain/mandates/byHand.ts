import { NO_SOCIETY } from "../../../subgraphs/domain/mandates/holders.ts";
import type { Agreement, Entrustment, Exclusion, Membership, PartyMandates } from "../../../subgraphs/domain/mandates/records.ts";
import { containsDay, type LocalDate } from "../../../subgraphs/domain/period.ts";
import type { IpiRight, UseType } from "../../../subgraphs/domain/rights.ts";
import { compareShares } from "../../../subgraphs/domain/shares.ts";
import type { Side } from "../../../subgraphs/domain/statements.ts";
import { hasCountry, type TisCode } from "../../../subgraphs/domain/territories/countrySet.ts";

/** One right of one party in one country on one day. */
export interface Moment {
  readonly side: Side;
  readonly role: string | null;
  readonly right: IpiRight;
  readonly use: UseType | null;
  readonly creationClass: string;
  readonly country: TisCode;
  readonly on: LocalDate;
}

export interface Stated {
  readonly party: PartyMandates;
  readonly agreements: readonly Agreement[];
  readonly entrustments: readonly Entrustment[];
}

/** A way in the plainest form: who licenses, and the ids of all steps. */
export interface WayByHand {
  readonly licensor: string;
  readonly steps: readonly string[];
  readonly agreements: readonly Agreement[];
}

type Scope = Pick<Agreement, "rights" | "countries" | "period" | "creationClass"> & { readonly uses?: readonly UseType[] | null };

/** Whether something stated speaks of the moment, in the plainest words. */
function speaks(one: Scope, { right, use, creationClass, country, on }: Moment): boolean {
  const isOfUse = one.uses === undefined || one.uses === null || (use !== null && one.uses.includes(use));
  const isOfClass = (one.creationClass ?? "MW") === creationClass;
  return one.rights.includes(right) && isOfUse && isOfClass && hasCountry(one.countries, country) && containsDay(one.period, on);
}

function before(...pairs: readonly (readonly [string, string])[]): number {
  for (const [one, other] of pairs) if (one !== other) return one < other ? -1 : 1;
  return 0;
}

const PERFORMING = ["PR", "PT", "PC", "TB", "RT", "TP", "TO", "TV", "MP", "OD", "OB"];

function isEntrusted(one: Entrustment, moment: Moment): boolean {
  const isWritersPerforming = moment.creationClass === "MW" && moment.side === "WRITER" && PERFORMING.includes(moment.right);
  return speaks(one, moment) && (!isWritersPerforming || one.includesWritersPerforming);
}

const bySignature = (one: Entrustment, other: Entrustment): number =>
  before([one.signedOn ?? "~", other.signedOn ?? "~"], [one.id, other.id]);

/** Who holds the right at that moment, best first, each with the ids of its steps. */
export function holdersByHand(moment: Moment, { party, entrustments }: Stated): { society: string; steps: string[] }[] {
  const given = party.entrustments.filter((one) => isEntrusted(one, moment)).sort(bySignature);
  const first =
    given.length > 0
      ? given.map(({ hub, id, grantor }) => ({ society: hub, steps: [id], passed: [grantor, hub] }))
      : membersByHand(moment, party.memberships).map(({ society, id, partyId }) => ({ society, steps: [id], passed: [partyId, society] }));
  return first.map((holder) => {
    let { society, steps, passed } = holder;
    // A society's own entrustment takes what it holds there further, at most four times, never back.
    while (steps.length <= 4) {
      const at = society;
      const seen = passed;
      const next = entrustments
        .filter((one) => one.grantor === at && isEntrusted(one, moment) && !seen.includes(one.hub))
        .sort(bySignature)[0];
      if (next === undefined) break;
      society = next.hub;
      steps = [...steps, next.id];
      passed = [...passed, next.hub];
    }
    return { society, steps };
  });
}

function membersByHand(moment: Moment, memberships: readonly Membership[]): readonly Membership[] {
  const speaking = memberships.filter(
    ({ side, role, rights, creationClass }) =>
      (side === null || side === moment.side || moment.creationClass !== "MW") &&
      ((role ?? null) === null || moment.role === null || role === moment.role) &&
      rights.includes(moment.right) &&
      creationClass === moment.creationClass,
  );
  const recorded = speaking.filter(({ basis }) => basis === "MEMBERSHIP");
  if (recorded.some(({ period }) => period.from === null || period.from <= moment.on)) {
    return recorded
      .filter(({ countries, period }) => hasCountry(countries, moment.country) && containsDay(period, moment.on))
      .sort(
        (one, other) =>
          compareShares(other.share, one.share) || -before([one.period.from ?? "", other.period.from ?? ""]) || before([one.id, other.id]),
      );
  }
  const printed = speaking
    .filter(({ basis, period }) => basis === "FROM_CWR" && containsDay(period, moment.on))
    .sort((one, other) => -before([one.recordedAt, other.recordedAt]) || before([one.id, other.id]));
  return printed.slice(0, 1).filter(({ society, countries }) => society !== NO_SOCIETY && hasCountry(countries, moment.country));
}

/** Every valid way at that moment, best first: the holders, then every path of at most four agreements. */
export function waysByHand(moment: Moment, stated: Stated): readonly WayByHand[] {
  const holders = holdersByHand(moment, stated);
  const own = holders.map(({ society, steps }) => ({ licensor: society, steps, agreements: [] }));
  const chains = holders.flatMap(({ society, steps }) =>
    pathsByHand(moment, stated.agreements, { at: society, passed: [society], taken: [] }).map((taken) => ({
      licensor: taken.at(-1)?.grantee ?? "",
      steps: [...steps, ...taken.map(({ id }) => id)],
      agreements: taken,
    })),
  );
  const isAllExclusive = (way: WayByHand): string => (way.agreements.every(({ exclusive }) => exclusive) ? "0" : "1");
  const signed = (way: WayByHand): string => way.agreements.map(({ signedOn }) => signedOn ?? "~").join();
  const ids = (way: WayByHand): string => way.agreements.map(({ id }) => id).join();
  chains.sort((one, other) =>
    before(
      [one.agreements.length === 1 ? "0" : "1", other.agreements.length === 1 ? "0" : "1"],
      [isAllExclusive(one), isAllExclusive(other)],
      [String(one.agreements.length), String(other.agreements.length)],
      [signed(one), signed(other)],
      [ids(one), ids(other)],
    ),
  );
  return [...own, ...chains].filter(({ licensor }) => !isWithheldByHand(moment, stated.party.exclusions, licensor));
}

function pathsByHand(
  moment: Moment,
  agreements: readonly Agreement[],
  walk: { readonly at: string; readonly passed: readonly string[]; readonly taken: readonly Agreement[] },
): (readonly Agreement[])[] {
  if (walk.taken.length === 4) return [];
  return agreements.flatMap((one) => {
    const isInForce = speaks(one, moment) && (one.terminatedFrom === null || moment.on < one.terminatedFrom);
    const mayFollow = walk.taken.length === 0 || one.passesOn;
    if (one.grantor !== walk.at || !isInForce || !mayFollow || walk.passed.includes(one.grantee)) return [];
    const taken = [...walk.taken, one];
    return [taken, ...pathsByHand(moment, agreements, { at: one.grantee, passed: [...walk.passed, one.grantee], taken })];
  });
}

/** Whether the right is withheld from a licensor, or from everybody for null. */
export function isWithheldByHand(moment: Moment, exclusions: readonly Exclusion[], licensor: string | null): boolean {
  return exclusions.some(
    (one) =>
      speaks(one, moment) &&
      (one.side === null || one.side === moment.side) &&
      (one.licensors === null || (licensor !== null && one.licensors.includes(licensor))),
  );
}
