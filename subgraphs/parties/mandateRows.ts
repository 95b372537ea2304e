import type { PartyMandates } from "../domain/mandates/records.ts";
import { buildSocietyGraph, type SocietyGraph } from "../domain/mandates/societies.ts";
import type { AgreementRecord, DirectMandateRecord, MembershipRecord, PartyModels, PartyRecord } from "./model.ts";
import type { PartyStore } from "./partyStore.ts";
import { toAgreement, toEntrustment } from "./records.ts";

/** Agreements and entrustments of societies that the graph holds at most. */
const GRAPH_ROWS_MAX = 200_000;

/** What is needed to answer for mandates, as it is known now or was at an instant. */
export interface KnownMandates {
  /** What each party (or the survivor it was merged into) has stated about its rights; empty for an unknown one. */
  ofParties(partyIds: readonly string[]): Promise<ReadonlyMap<string, PartyMandates>>;
  /** All agreements and what societies entrusted to hubs; read again only when they changed. */
  societies(): Promise<SocietyGraph>;
}

/** What is read of a party to answer for its mandates: not its names and search keys, which are most of it. */
export type AffiliationRecord = Pick<PartyRecord, "_id" | "printed" | "printedSince" | "status" | "forwardTo"> & {
  /** There, whatever it holds, where a status was ever stated. */
  readonly statuses?: readonly object[];
};

/** The rows behind some parties' mandates. */
export interface PartyRows {
  /** Each known party of those asked for, or the survivor it was merged into. */
  readonly standing: ReadonlyMap<string, AffiliationRecord>;
  /** By the party that stands. */
  readonly membersOf: ReadonlyMap<string, readonly MembershipRecord[]>;
  readonly directOf: ReadonlyMap<string, readonly DirectMandateRecord[]>;
}

/** The rows of each party, or of the one that stands for it. */
export async function readPartyRows(
  { parties, memberships, directMandates }: PartyModels,
  partyIds: readonly string[],
  survivorsOf: (found: readonly AffiliationRecord[]) => Promise<ReadonlyMap<string, AffiliationRecord>>,
): Promise<PartyRows> {
  const found = await parties
    .find({ _id: { $in: [...new Set(partyIds)] } }, { printed: 1, printedSince: 1, status: 1, forwardTo: 1, "statuses.from": 1 })
    .lean<AffiliationRecord[]>()
    .exec();
  const survivors = await survivorsOf(found);
  const standing = new Map(found.map((party) => [party._id, survivors.get(party._id) ?? party]));
  const ids = [...new Set([...standing.values()].map(({ _id }) => _id))];
  const [members, direct] = await Promise.all([
    memberships
      .find({ partyId: { $in: ids } }, { territories: 0, natural: 0 })
      .lean<MembershipRecord[]>()
      .exec(),
    directMandates
      .find({ grantor: { $in: ids } })
      .lean<DirectMandateRecord[]>()
      .exec(),
  ]);
  return { standing, membersOf: groupBy(members, ({ partyId }) => partyId), directOf: groupBy(direct, ({ grantor }) => grantor) };
}

/** Those that were merged, with who stands for them today. */
export async function standingNow(store: PartyStore, found: readonly AffiliationRecord[]): Promise<ReadonlyMap<string, AffiliationRecord>> {
  const merged = found.filter(({ status }) => status === "MERGED");
  if (merged.length === 0) return new Map();
  return await store.survivorsOf((await store.byIds(merged.map(({ _id }) => _id))).values());
}

/** All agreements, and what societies themselves stated. */
export interface BookRows {
  readonly agreements: readonly AgreementRecord[];
  readonly direct: readonly DirectMandateRecord[];
}

export async function readBookRows({ agreements, directMandates }: PartyModels): Promise<BookRows> {
  const [rows, direct] = await Promise.all([
    agreements.find({}).sort({ _id: 1 }).limit(GRAPH_ROWS_MAX).lean<AgreementRecord[]>().exec(),
    directMandates
      .find({ grantor: { $gte: "", $lt: "pty_" } })
      .limit(GRAPH_ROWS_MAX)
      .lean<DirectMandateRecord[]>()
      .exec(),
  ]);
  return { agreements: rows, direct };
}

export function graphOf(agreements: readonly AgreementRecord[], direct: readonly DirectMandateRecord[]): SocietyGraph {
  return buildSocietyGraph(agreements.map(toAgreement), direct.filter(({ kind }) => kind === "ENTRUSTMENT").map(toEntrustment));
}

/** Groups by a key, in the order given. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
