import { NO_MANDATES, type PartyMandates } from "../domain/mandates/records.ts";
import type { SocietyGraph } from "../domain/mandates/societies.ts";
import type { EventLog } from "../kit/events.ts";
import { createLane } from "../kit/lane.ts";
import type { ClientSession } from "../kit/model.ts";
import { heritageNow } from "./heritage.ts";
import { createMandateHistory, type Superseded } from "./mandateHistory.ts";
import { graphOf, groupBy, type KnownMandates, readBookRows, readPartyRows } from "./mandateRows.ts";
import type { AgreementRecord, CounterRecord, MembershipRecord, PartyModels } from "./model.ts";
import type { PartyStore } from "./partyStore.ts";
import { toPartyMandates } from "./records.ts";

/** Memberships raise one of several counters, chosen by the party, so that imports do not all wait for one document. */
const SHARDS = 16;
const SOCIETIES = "societies";
const FORWARDINGS = "forwardings";
/** Writers of agreements that wait for their turn: at some 20 ms each, as long as anybody would wait for an answer. */
const AGREEMENTS_WAITING_MAX = 1_000;
/** Parties whose mandates are kept in memory until something is recorded. */
const PARTIES_KEPT_MAX = 50_000;

/** Reads of mandates, and the counters that say when they changed. */
export interface MandateStore extends KnownMandates {
  membershipsOf(partyIds: readonly string[], session?: ClientSession): Promise<readonly MembershipRecord[]>;
  /** The same agreements as stored, each under both of its societies, by id. */
  agreementsBySociety(): Promise<ReadonlyMap<string, readonly AgreementRecord[]>>;
  /** The same as it was known at an instant that has come; what was answered once for it is always answered. */
  asKnownOn(instant: Date): Promise<KnownMandates>;
  /** Rises with everything that is recorded. */
  version(): Promise<number>;
  /** Makes the counters, so that transactions only ever raise them. */
  prepare(): Promise<void>;
  raiseParties(partyIds: readonly string[], session: ClientSession): Promise<void>;
  /** Raises the slice of each grantor as well: two writers on one slice collide. */
  raiseSocieties(grantors: readonly string[], session: ClientSession): Promise<void>;
  /** Writers of agreements of this process one after the other: all raise one counter. LaneFull when 1,000 wait. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Two writers of forwardings collide: each alone may lead nowhere wrong and both together in a circle. */
  raiseForwardings(session: ClientSession): Promise<void>;
  /** Keeps what a transaction replaces. */
  supersede(replaced: readonly Superseded[], session: ClientSession): Promise<void>;
}

/** The agreements as of one value of their counter. */
interface AgreementBook {
  readonly at: number;
  readonly societies: SocietyGraph;
  readonly bySociety: ReadonlyMap<string, readonly AgreementRecord[]>;
}

export function createMandateStore(models: PartyModels, store: PartyStore, events: EventLog): MandateStore {
  const { memberships } = models;
  const history = createMandateHistory(models, store, events);
  const counters = createCounters(models);
  const agreementLane = createLane({ waitingMax: AGREEMENTS_WAITING_MAX });
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
    asKnownOn: history.asKnownOn,
    supersede: history.supersede,
    agreementsBySociety: async () => (await currentBook()).bySociety,
    inTurn: agreementLane.run,
    version: counters.total,
    prepare: counters.prepare,
    raiseParties: async ([first], session) => {
      if (first !== undefined) await counters.raise([shardOf(first)], session);
    },
    raiseForwardings: async (session) => {
      await counters.raise([FORWARDINGS], session);
    },
    raiseSocieties: async (grantors, session) => {
      // The common counter exists and comes first, so that two writers collide there and not in making a slice's counter.
      if (grantors.length > 0) await counters.raise([SOCIETIES, ...grantors.map((grantor) => `grantor.${grantor}`)], session);
    },
  };
}

async function readMandates(
  models: PartyModels,
  store: PartyStore,
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, PartyMandates>> {
  const { countingOf, membersOf, directOf } = await readPartyRows(models, await heritageNow({ models, store }, partyIds));
  const answers = [...countingOf].map(([asked, parties]) => {
    const memberships = parties.flatMap(({ _id }) => membersOf.get(_id) ?? []);
    return [asked, toPartyMandates({ parties, memberships, direct: parties.flatMap(({ _id }) => directOf.get(_id) ?? []) })] as const;
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
      const writes = [...COUNTER_IDS, FORWARDINGS].map((_id) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { value: 0 } }, upsert: true },
      }));
      await counters.bulkWrite(writes, { ordered: false });
    },
    raise: async (ids, session) => {
      const writes = [...new Set(ids)].map((_id) => ({ updateOne: { filter: { _id }, update: { $inc: { value: 1 } }, upsert: true } }));
      await counters.bulkWrite(writes, { session });
    },
  };
}

async function readBook(models: PartyModels): Promise<Omit<AgreementBook, "at">> {
  const { agreements, direct } = await readBookRows(models);
  const bySociety = groupBy(
    agreements.flatMap((row) => row.societies.map((society) => ({ society, row }))),
    ({ society }) => society,
  );
  return {
    societies: graphOf(agreements, direct),
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
