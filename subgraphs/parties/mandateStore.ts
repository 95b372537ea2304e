import { NO_MANDATES, type PartyMandates } from "../domain/mandates/records.ts";
import { buildSocietyGraph, type SocietyGraph } from "../domain/mandates/societies.ts";
import type { ClientSession } from "../kit/model.ts";
import type { AgreementRecord, CounterRecord, DirectMandateRecord, MembershipRecord, PartyModels, PartyRecord } from "./model.ts";
import type { PartyStore } from "./partyStore.ts";
import { toAgreement, toEntrustment, toPartyMandates } from "./records.ts";

/** Memberships raise one of several counters, chosen by the party, so that imports do not all wait for one document. */
const SHARDS = 16;
const SOCIETIES = "societies";
/** Parties whose mandates are kept in memory until something is recorded. */
const PARTIES_KEPT_MAX = 50_000;
/** Agreements and entrustments of societies that the graph holds at most. */
const GRAPH_ROWS_MAX = 200_000;

/** Reads of mandates, and the counters that say when they changed. */
export interface MandateStore {
  /** What each party (or the survivor it was merged into) has stated about its rights; empty for an unknown one. */
  ofParties(partyIds: readonly string[]): Promise<ReadonlyMap<string, PartyMandates>>;
  membershipsOf(partyIds: readonly string[], session?: ClientSession): Promise<readonly MembershipRecord[]>;
  /** All agreements and what societies entrusted to hubs; read again only when they changed. */
  societies(): Promise<SocietyGraph>;
  /** The same agreements as stored, each under both of its societies, by id. */
  agreementsBySociety(): Promise<ReadonlyMap<string, readonly AgreementRecord[]>>;
  /** Rises with everything that is recorded. */
  version(): Promise<number>;
  /** Makes the counters, so that transactions only ever raise them. */
  prepare(): Promise<void>;
  raiseParties(partyIds: readonly string[], session: ClientSession): Promise<void>;
  /** Raises the slice of each grantor as well: two writers on one slice collide. */
  raiseSocieties(grantors: readonly string[], session: ClientSession): Promise<void>;
}

/** The agreements as of one value of their counter. */
interface AgreementBook {
  readonly at: number;
  readonly societies: SocietyGraph;
  readonly bySociety: ReadonlyMap<string, readonly AgreementRecord[]>;
}

export function createMandateStore(models: PartyModels, store: PartyStore): MandateStore {
  const { memberships } = models;
  const counters = createCounters(models);
  let book: AgreementBook | null = null;
  let kept = { at: -1, parties: new Map<string, PartyMandates>() };

  // The counter is read before the agreements are: a change in between makes the book older than it is, so that it is read once more.
  const currentBook = async (): Promise<AgreementBook> => {
    const at = await counters.valueOf(SOCIETIES);
    if (book?.at !== at) book = { at, ...(await readBook(models)) };
    return book;
  };

  const membershipsOf: MandateStore["membershipsOf"] = async (partyIds, session) =>
    await memberships
      .find({ partyId: { $in: [...new Set(partyIds)] } }, null, session ? { session } : {})
      .lean<MembershipRecord[]>()
      .exec();

  return {
    membershipsOf,
    ofParties: async (partyIds) => {
      const at = await counters.total();
      if (kept.at !== at || kept.parties.size > PARTIES_KEPT_MAX) kept = { at, parties: new Map() };
      const { parties } = kept;
      const missing = partyIds.filter((id) => !parties.has(id));
      const found = missing.length === 0 ? new Map<string, PartyMandates>() : await readMandates(models, store, missing);
      for (const [id, mandates] of found) parties.set(id, mandates);
      return new Map(partyIds.flatMap((id) => (parties.has(id) ? [[id, parties.get(id) ?? NO_MANDATES] as const] : [])));
    },
    societies: async () => (await currentBook()).societies,
    agreementsBySociety: async () => (await currentBook()).bySociety,
    version: counters.total,
    prepare: counters.prepare,
    raiseParties: async ([first], session) => {
      if (first !== undefined) await counters.raise([shardOf(first)], session);
    },
    raiseSocieties: async (grantors, session) => {
      // The common counter exists and comes first, so that two writers collide there and not in making a slice's counter.
      if (grantors.length > 0) await counters.raise([SOCIETIES, ...grantors.map((grantor) => `grantor.${grantor}`)], session);
    },
  };
}

/** What is read of a party to answer for its mandates: not its names and search keys, which are most of it. */
type AffiliationRecord = Pick<PartyRecord, "_id" | "printed" | "status" | "forwardTo">;

async function readMandates(
  { parties, memberships, directMandates }: PartyModels,
  store: PartyStore,
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, PartyMandates>> {
  const read = async (ids: readonly string[]): Promise<AffiliationRecord[]> =>
    await parties
      .find({ _id: { $in: [...new Set(ids)] } }, { printed: 1, status: 1, forwardTo: 1 })
      .lean<AffiliationRecord[]>()
      .exec();
  const found = await read(partyIds);
  const merged = found.filter(({ status }) => status === "MERGED");
  const survivors =
    merged.length === 0
      ? new Map<string, PartyRecord>()
      : await store.survivorsOf((await store.byIds(merged.map(({ _id }) => _id))).values());
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
  const [membersOf, directOf] = [groupBy(members, ({ partyId }) => partyId), groupBy(direct, ({ grantor }) => grantor)];
  const answers = [...standing].map(([asked, party]) => {
    const parts = { party, memberships: membersOf.get(party._id) ?? [], direct: directOf.get(party._id) ?? [] };
    return [asked, toPartyMandates(parts)] as const;
  });
  return new Map(answers);
}

interface Counters {
  valueOf(id: string): Promise<number>;
  /** The sum of all that stand for a change of mandates, plus one. */
  total(): Promise<number>;
  prepare(): Promise<void>;
  raise(ids: readonly string[], session: ClientSession): Promise<void>;
}

function createCounters({ counters }: PartyModels): Counters {
  return {
    valueOf: async (id) => (await counters.findById(id).lean<CounterRecord>().exec())?.value ?? 0,
    total: async () => {
      const all = await counters
        .find({ _id: { $in: COUNTER_IDS } })
        .lean<CounterRecord[]>()
        .exec();
      return all.reduce((total, { value }) => total + value, 1);
    },
    prepare: async () => {
      const writes = COUNTER_IDS.map((_id) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: { value: 0 } }, upsert: true } }));
      await counters.bulkWrite(writes, { ordered: false });
    },
    raise: async (ids, session) => {
      const writes = [...new Set(ids)].map((_id) => ({ updateOne: { filter: { _id }, update: { $inc: { value: 1 } }, upsert: true } }));
      await counters.bulkWrite(writes, { session });
    },
  };
}

async function readBook({ agreements, directMandates }: PartyModels): Promise<Omit<AgreementBook, "at">> {
  const [rows, entrusted] = await Promise.all([
    agreements.find({}).sort({ _id: 1 }).limit(GRAPH_ROWS_MAX).lean<AgreementRecord[]>().exec(),
    directMandates
      .find({ grantor: { $gte: "", $lt: "pty_" } })
      .limit(GRAPH_ROWS_MAX)
      .lean<DirectMandateRecord[]>()
      .exec(),
  ]);
  const entrustments = entrusted.filter(({ kind }) => kind === "ENTRUSTMENT").map(toEntrustment);
  const bySociety = groupBy(
    rows.flatMap((row) => row.societies.map((society) => ({ society, row }))),
    ({ society }) => society,
  );
  return {
    societies: buildSocietyGraph(rows.map(toAgreement), entrustments),
    bySociety: new Map([...bySociety].map(([society, entries]) => [society, entries.map(({ row }) => row)])),
  };
}

const COUNTER_IDS: string[] = [...Array.from({ length: SHARDS }, (_, shard) => `mandates.${shard}`), SOCIETIES];

/** The last characters of an id are its random part. */
function shardOf(partyId: string): string {
  let sum = 0;
  for (const character of partyId.slice(-4)) sum += character.codePointAt(0) ?? 0;
  return `mandates.${sum % SHARDS}`;
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
