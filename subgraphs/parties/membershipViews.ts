import { type MembershipClash, membershipClashes } from "../domain/mandates/clashes.ts";
import type { Membership } from "../domain/mandates/records.ts";
import { containsDay, type LocalDate } from "../domain/period.ts";
import type { PartyLoaders } from "./loaders.ts";
import type { MembershipRecord, PrintedRecord, StatedBy, TerritoryRecord } from "./model.ts";
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

/** When a membership is asked for: those in force on a day (null: all), as known at an instant (null: now). */
export interface MembershipTimes {
  readonly on: LocalDate | null;
  readonly knownOn: string | null;
}

/**
 * The memberships that count for a party: those stated of the one that stands for it and of all that were merged into that one, recorded
 * ones by id, then what files print, latest received first. The party was known at `knownOn`.
 */
export async function membershipsOfParty(
  partyId: string,
  { on, knownOn }: MembershipTimes,
  loaders: PartyLoaders,
): Promise<readonly MembershipView[]> {
  const heritage = knownOn === null ? await loaders.heritage.load(partyId) : await loaders.heritageThen.load({ id: partyId, at: knownOn });
  const counting = heritage === null ? [] : [heritage.standing, ...heritage.merged];
  const stated = await Promise.all(counting.map(async ({ _id }) => await statedOf(_id, knownOn, loaders)));
  const recorded = stated.flatMap(({ rows }) => rows).sort((one, other) => (one._id < other._id ? -1 : 1));
  const printed = stated
    .flatMap(({ printed: affiliations, id }) => affiliations.map((affiliation) => ({ id, affiliation })))
    .sort((one, other) => (one.affiliation.receivedAt < other.affiliation.receivedAt ? 1 : -1));
  return [...recorded.map(viewOfMembership), ...printed.flatMap(({ id, affiliation }) => viewOfPrinted(id, affiliation))]
    .filter((view) => view !== null)
    .filter(({ membership }) => on === null || containsDay(membership.period, on))
    .slice(0, MEMBERSHIPS_MAX);
}

async function statedOf(id: string, knownOn: string | null, loaders: PartyLoaders) {
  const [rows, party] =
    knownOn === null
      ? await Promise.all([loaders.membershipsOfParty.load(id), loaders.party.load(id)])
      : await Promise.all([loaders.membershipsThen.load({ id, at: knownOn }), loaders.partyThen.load({ id, at: knownOn })]);
  return { id, rows: rows ?? [], printed: party?.printed ?? [] };
}

function viewOfPrinted(partyId: string, affiliation: PrintedRecord): MembershipView[] {
  const { message, receivedAt } = affiliation;
  const statedBy: StatedBy = { source: "CWR", message, receivedAt };
  return toProvisional(partyId, [affiliation]).map((membership) => ({ membership, territories: [], version: 0, statedBy }));
}

/** Where memberships that were stated for several numbers of the party clash on a day (null: any). */
export async function clashesOfParty(
  partyId: string,
  { on, knownOn }: MembershipTimes,
  loaders: PartyLoaders,
): Promise<readonly MembershipClashView[]> {
  const views = await membershipsOfParty(partyId, { on, knownOn }, loaders);
  const byId = new Map(views.map((view) => [view.membership.id, view]));
  return membershipClashes(views.map(({ membership }) => membership))
    .filter(({ period }) => on === null || containsDay(period, on))
    .map((clash) => ({ clash, memberships: clash.memberships.flatMap(({ id }) => byId.get(id) ?? []) }));
}

/** A clash as the schema shows it. */
export interface MembershipClashView {
  readonly clash: MembershipClash;
  readonly memberships: readonly MembershipView[];
}
