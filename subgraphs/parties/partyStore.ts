import type { ClientSession } from "../kit/model.ts";
import { insertBuilt } from "../kit/store.ts";
import type { PartyModels, PartyRecord } from "./model.ts";

/** Steps from a merged party to its survivor at most; more would be a cycle. */
export const FORWARDS_MAX = 10;

/** Codes by which parties are found, each list canonical. */
export interface PartyCodes {
  readonly ipiNameNumbers?: readonly string[];
  readonly ipiBaseNumbers?: readonly string[];
  readonly isnis?: readonly string[];
  readonly dpids?: readonly string[];
  readonly submitterKeys?: readonly string[];
}

/** Reads and writes of parties. */
export interface PartyStore {
  byIds(ids: readonly string[], session?: ClientSession): Promise<Map<string, PartyRecord>>;
  /** Every party that bears one of the codes, once. */
  byCodes(codes: PartyCodes, session?: ClientSession): Promise<readonly PartyRecord[]>;
  /** The party that stands for each of these today: itself, or the end of its chain of forwardings. */
  survivorsOf(parties: Iterable<PartyRecord>): Promise<ReadonlyMap<string, PartyRecord>>;
  insert(parties: readonly PartyRecord[], session: ClientSession): Promise<void>;
  /** Replaces parties whose version is one above the stored; StaleVersion when one was changed by somebody else. */
  replace(parties: readonly PartyRecord[], session: ClientSession): Promise<void>;
  /** Parties with a whole name of this key (domain/textKeys.ts); at most 100. */
  byNameKey(key: string): Promise<readonly PartyRecord[]>;
  /** Parties with all of these tokens and, if given, one that begins so; at most 500. */
  byTokens(tokens: readonly string[], beginning: string | null): Promise<readonly PartyRecord[]>;
}

/** A record was changed by somebody else since it was read. */
export class StaleVersion extends Error {
  readonly code = "STALE_VERSION";
}

const NAME_HITS_MAX = 100;
const TOKEN_HITS_MAX = 500;

export function createPartyStore({ parties }: PartyModels): PartyStore {
  const find = async (field: string, values: readonly string[], session?: ClientSession): Promise<readonly PartyRecord[]> =>
    await parties
      .find({ [field]: { $in: [...new Set(values)] } }, null, session ? { session } : {})
      .lean<PartyRecord[]>()
      .exec();
  const byIds = async (ids: readonly string[], session?: ClientSession): Promise<Map<string, PartyRecord>> => {
    if (ids.length === 0) return new Map();
    const found = await find("_id", ids, session);
    return new Map(found.map((party) => [party._id, party]));
  };
  return {
    byIds,
    byCodes: async (codes, session) => {
      const found = new Map<string, PartyRecord>();
      for (const [field, values] of lookups(codes)) {
        for (const party of await find(field, values, session)) found.set(party._id, party);
      }
      return [...found.values()];
    },
    survivorsOf: async (given) => await survivorsOf([...given], byIds),
    insert: async (records, session) => {
      await insertBuilt(parties, records, session);
    },
    replace: async (records, session) => {
      if (records.length === 0) return;
      const writes = records.map((record) => ({
        replaceOne: { filter: { _id: record._id, version: record.version - 1 }, replacement: record },
      }));
      const { matchedCount } = await parties.bulkWrite(writes, { session });
      if (matchedCount !== records.length) throw new StaleVersion("A party was changed meanwhile.");
    },
    byNameKey: async (key) => await parties.find({ nameKeys: key }).limit(NAME_HITS_MAX).lean<PartyRecord[]>().exec(),
    byTokens: async (tokens, beginning) => {
      const [first, ...rest] = [...tokens].sort((one, other) => other.length - one.length);
      const others = rest.map((token) => ({ tokens: token }));
      const begins = beginning === null ? [] : [{ tokens: { $elemMatch: { $gte: beginning, $lt: `${beginning}\uffff` } } }];
      const conditions = first === undefined ? begins : [{ tokens: first }, ...others, ...begins];
      if (conditions.length === 0) return [];
      const filter = conditions.length === 1 ? { ...conditions[0] } : { ...conditions[0], $and: conditions.slice(1) };
      return await parties.find(filter).limit(TOKEN_HITS_MAX).lean<PartyRecord[]>().exec();
    },
  };
}

function lookups(codes: PartyCodes): readonly (readonly [string, readonly string[]])[] {
  const all: readonly (readonly [string, readonly string[] | undefined])[] = [
    ["ipiNameNumbers", codes.ipiNameNumbers],
    ["ipiBaseNumber", codes.ipiBaseNumbers],
    ["isni", codes.isnis],
    ["dpid", codes.dpids],
    ["submitterKeys", codes.submitterKeys],
  ];
  return all.flatMap(([field, values]) => (values === undefined || values.length === 0 ? [] : [[field, values] as const]));
}

async function survivorsOf(
  given: readonly PartyRecord[],
  byIds: (ids: readonly string[]) => Promise<ReadonlyMap<string, PartyRecord>>,
): Promise<ReadonlyMap<string, PartyRecord>> {
  const known = new Map(given.map((party) => [party._id, party]));
  const survivors = new Map(given.map((party) => [party._id, party]));
  for (let step = 0; step < FORWARDS_MAX; step += 1) {
    const wanted = [...survivors.values()].flatMap(({ forwardTo }) =>
      forwardTo !== undefined && !known.has(forwardTo) ? [forwardTo] : [],
    );
    for (const [id, party] of await byIds(wanted)) known.set(id, party);
    let moved = false;
    for (const [id, party] of survivors) {
      const next = party.forwardTo === undefined ? undefined : known.get(party.forwardTo);
      if (next === undefined || party.status !== "MERGED") continue;
      survivors.set(id, next);
      moved = true;
    }
    if (!moved) break;
  }
  return survivors;
}
