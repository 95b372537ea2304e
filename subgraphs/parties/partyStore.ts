import type { Candidate } from "../domain/search/ranking.ts";
import type { ClientSession } from "../kit/model.ts";
import type { SearchedRecords } from "../kit/search/engine.ts";
import { asSearched } from "../kit/search/model.ts";
import { searchedRecords } from "../kit/search/records.ts";
import { learnWords } from "../kit/search/vocabulary.ts";
import { insertBuilt } from "../kit/store.ts";
import type { PartyModels, PartyRecord } from "./model.ts";
import { searchWords } from "./names.ts";

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
  /** The way from each of these to the party that stands for it today, both included; one step for a party that is not merged. */
  waysOf(parties: Iterable<PartyRecord>): Promise<ReadonlyMap<string, Way>>;
  insert(parties: readonly PartyRecord[], session: ClientSession): Promise<void>;
  /** Replaces parties whose version is one above the stored; StaleVersion when one was changed by somebody else. */
  replace(parties: readonly PartyRecord[], session: ClientSession): Promise<void>;
  /** The parties that are not merged, as the search reads them. */
  readonly searched: SearchedRecords;
}

/** Parties each of which forwards to the next one. */
export type Way = readonly [PartyRecord, ...PartyRecord[]];

/** A record was changed by somebody else since it was read. */
export class StaleVersion extends Error {
  readonly code = "STALE_VERSION";
}

export function createPartyStore({ parties, words }: Pick<PartyModels, "parties" | "words">): PartyStore {
  const learn = async (records: readonly PartyRecord[]): Promise<void> =>
    await learnWords(
      words,
      records.flatMap(({ names }) => searchWords(names)),
    );

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
      const borne = new Set<string>();
      for (const [field, values] of lookups(codes)) {
        // a party that is known by one code is not read again by its others: no two parties bear one
        const asked = UNIQUE.has(field) ? values.filter((value) => !borne.has(`${field} ${value}`)) : values;
        if (asked.length === 0) continue;
        for (const party of await find(field, asked, session)) {
          found.set(party._id, party);
          for (const code of party.submitterKeys ?? []) borne.add(`submitterKeys ${code}`);
          if (party.ipiBaseNumber !== undefined) borne.add(`ipiBaseNumber ${party.ipiBaseNumber}`);
        }
      }
      return [...found.values()];
    },
    survivorsOf: async (given) => {
      const ways = await waysOf([...given], byIds);
      return new Map([...ways].map(([id, way]) => [id, way.at(-1) ?? way[0]]));
    },
    waysOf: async (given) => await waysOf([...given], byIds),
    insert: async (records, session) => {
      await learn(records);
      await insertBuilt(parties, records, session);
    },
    replace: async (records, session) => {
      if (records.length === 0) return;
      await learn(records);
      const writes = records.map((record) => ({
        replaceOne: { filter: { _id: record._id, version: record.version - 1 }, replacement: record },
      }));
      const { matchedCount } = await parties.bulkWrite(writes, { session });
      if (matchedCount !== records.length) throw new StaleVersion("A party was changed meanwhile.");
    },
    searched: searchedRecords({
      ...{ model: asSearched(parties), field: "tokens", texts: ["names.text", "status"], words },
      candidateOf: (document) => candidateOf(document as unknown as PartyRecord),
    }),
  };
}

function candidateOf({ _id: id, tokens: keys, names, status }: PartyRecord): Candidate | null {
  return status === "MERGED" ? null : { id, keys, texts: names.map(({ text }) => ({ field: "NAME", text })) };
}

/** Codes that stand with one party alone (model.ts), and are looked up after others. */
const UNIQUE: ReadonlySet<string> = new Set(["ipiBaseNumber", "submitterKeys"]);

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

/** One read for each step of the longest chain, whatever the number of parties. A chain that turns back on itself ends before it does. */
async function waysOf(
  given: readonly PartyRecord[],
  byIds: (ids: readonly string[]) => Promise<ReadonlyMap<string, PartyRecord>>,
): Promise<ReadonlyMap<string, Way>> {
  const known = new Map(given.map((party) => [party._id, party]));
  const ways = new Map(given.map((party): [string, Way] => [party._id, [party]]));
  for (let step = 0; step < FORWARDS_MAX; step += 1) {
    const nextOf = (way: Way): string | undefined => {
      const last = way.at(-1);
      return last?.status === "MERGED" && !way.some(({ _id }) => _id === last.forwardTo) ? last.forwardTo : undefined;
    };
    const wanted = [...ways.values()].flatMap((way) => nextOf(way) ?? []);
    if (wanted.length === 0) break;
    const unread = wanted.filter((id) => !known.has(id));
    for (const [id, party] of unread.length === 0 ? [] : await byIds(unread)) known.set(id, party);
    for (const [id, way] of ways) {
      const next = known.get(nextOf(way) ?? "");
      if (next !== undefined) ways.set(id, [...way, next]);
    }
  }
  return ways;
}
