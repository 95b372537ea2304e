import type { Membership } from "../domain/mandates/records.ts";
import { containsDay, type LocalDate } from "../domain/period.ts";
import type { PartyLoaders } from "./loaders.ts";
import type { MembershipRecord, PartyRecord, StatedBy, TerritoryRecord } from "./model.ts";
import { toMembership, toProvisional } from "./records.ts";

/** A membership as the schema shows it, recorded or printed; a printed one names no territories and has version 0. */
export interface MembershipView {
  readonly membership: Membership;
  readonly territories: readonly TerritoryRecord[];
  readonly version: number;
  /** Null where an earlier release recorded it, or it came with the house. */
  readonly statedBy: StatedBy | null;
}

/** Memberships of one party that are shown at most. */
const MEMBERSHIPS_MAX = 500;

export function viewOfMembership(record: MembershipRecord | null): MembershipView | null {
  if (record === null) return null;
  const { territories, version, stated } = record;
  return { membership: toMembership(record), territories, version, statedBy: stated ?? null };
}

/**
 * The recorded memberships of a party by id, then what files print, latest received first; all, or those in force on a day. The party
 * is given as it was known at `knownOn`; null is now.
 */
export async function membershipsOfParty(
  { _id, printed }: PartyRecord,
  { on, knownOn }: { readonly on: LocalDate | null; readonly knownOn: string | null },
  loaders: PartyLoaders,
): Promise<readonly MembershipView[]> {
  const rows = knownOn === null ? await loaders.membershipsOfParty.load(_id) : await loaders.membershipsThen.load({ id: _id, at: knownOn });
  const recorded = [...(rows ?? [])].sort((one, other) => (one._id < other._id ? -1 : 1));
  const latest = [...printed].sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1));
  const provisional = toProvisional(_id, latest).map((membership, at): MembershipView => {
    const { message = "", receivedAt = "" } = latest[at] ?? {};
    return { membership, territories: [], version: 0, statedBy: { source: "CWR", message, receivedAt } };
  });
  return [...recorded.map(viewOfMembership), ...provisional]
    .filter((view) => view !== null)
    .filter(({ membership }) => on === null || containsDay(membership.period, on))
    .slice(0, MEMBERSHIPS_MAX);
}
