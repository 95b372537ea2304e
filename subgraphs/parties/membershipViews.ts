import type { Membership } from "../domain/mandates/records.ts";
import { containsDay, type LocalDate } from "../domain/period.ts";
import type { PartyLoaders } from "./loaders.ts";
import type { MembershipRecord, PartyRecord, TerritoryRecord } from "./model.ts";
import { toMembership, toProvisional } from "./records.ts";

/** A membership as the schema shows it, recorded or printed; a printed one names no territories and has version 0. */
export interface MembershipView {
  readonly membership: Membership;
  readonly territories: readonly TerritoryRecord[];
  readonly version: number;
}

/** Memberships of one party that are shown at most. */
const MEMBERSHIPS_MAX = 500;

export function viewOfMembership(record: MembershipRecord | null): MembershipView | null {
  return record === null ? null : { membership: toMembership(record), territories: record.territories, version: record.version };
}

/** The recorded memberships of a party by id, then what files print, latest received first; all, or those in force on a day. */
export async function membershipsOfParty(
  { _id, printed }: PartyRecord,
  on: LocalDate | null,
  loaders: PartyLoaders,
): Promise<readonly MembershipView[]> {
  const recorded = [...((await loaders.membershipsOfParty.load(_id)) ?? [])].sort((one, other) => (one._id < other._id ? -1 : 1));
  const provisional = toProvisional(
    _id,
    [...printed].sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1)),
  );
  const views = [...recorded.map(viewOfMembership), ...provisional.map((membership) => ({ membership, territories: [], version: 0 }))];
  return views
    .filter((view) => view !== null)
    .filter(({ membership }) => on === null || containsDay(membership.period, on))
    .slice(0, MEMBERSHIPS_MAX);
}
