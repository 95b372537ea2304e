import type { PartyMandates } from "../domain/mandates/records.ts";
import { buildSocietyGraph, type SocietyGraph } from "../domain/mandates/societies.ts";
import type { Heritage } from "./heritage.ts";
import type { AffiliationRecord, AgreementRecord, DirectMandateRecord, MembershipRecord, PartyModels } from "./model.ts";
import { toAgreement, toEntrustment } from "./records.ts";

/** Agreements and entrustments of societies that the graph holds at most. */
const GRAPH_ROWS_MAX = 200_000;

/** What is needed to answer for mandates, as it is known now or was at an instant. */
export interface KnownMandates {
  /** What was stated about the rights of each party, of the one it was merged into, and of all that were merged into that one. */
  ofParties(partyIds: readonly string[]): Promise<ReadonlyMap<string, PartyMandates>>;
  /** All agreements and what societies entrusted to hubs; read again only when they changed. */
  societies(): Promise<SocietyGraph>;
}

/** The rows behind some parties' mandates. */
export interface PartyRows {
  /** Of each known party of those asked for: whose statements count, the one that stands first. */
  readonly countingOf: ReadonlyMap<string, readonly AffiliationRecord[]>;
  /** By the party that they were stated of. */
  readonly membersOf: ReadonlyMap<string, readonly MembershipRecord[]>;
  readonly directOf: ReadonlyMap<string, readonly DirectMandateRecord[]>;
}

/** The rows of each party: of the one that stands for it, and of those that were merged into that one. */
export async function readPartyRows(
  { memberships, directMandates }: PartyModels,
  heritage: ReadonlyMap<string, Heritage>,
): Promise<PartyRows> {
  const countingOf = new Map([...heritage].map(([asked, { standing, merged }]) => [asked, [standing, ...merged]] as const));
  const ids = [...new Set([...countingOf.values()].flatMap((counting) => counting.map(({ _id }) => _id)))];
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
  return { countingOf, membersOf: groupBy(members, ({ partyId }) => partyId), directOf: groupBy(direct, ({ grantor }) => grantor) };
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
