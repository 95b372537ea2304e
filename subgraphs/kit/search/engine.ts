import { parseQuery } from "../../domain/search/query.ts";
import type { SearchQuery, Unit } from "../../domain/search/query.ts";
import { rank } from "../../domain/search/ranking.ts";
import type { Candidate, Hit } from "../../domain/search/ranking.ts";
import { hanReader } from "../han.ts";
import type { WordModel } from "./model.ts";
import { withNearWords } from "./vocabulary.ts";

/** A kind of records that is searched, by the one index of their keys. */
export interface SearchedRecords {
  readonly words: WordModel;
  /** How many records have a key, up to a limit; from the index alone. */
  count(key: string, limit: number): Promise<number>;
  /** Records with one of the keys of texts that are the whole query; at most so many. */
  whole(keys: readonly string[], limit: number): Promise<Candidate[]>;
  read(reading: KeyReading): Promise<Candidate[]>;
}

/** A bounded read: the first records with any of the keys, and those among them that meet every condition. */
export interface KeyReading {
  readonly keys: readonly string[];
  /** The keys are beginnings. */
  readonly isBeginning: boolean;
  /** So many records are looked at. */
  readonly scanned: number;
  /** Lists of keys; a record must have one of each. */
  readonly having: readonly (readonly string[])[];
  readonly limit: number;
}

/** Counted no further: what more records have tells them apart too little. */
const COUNTED = 1_000;
const WHOLE_MAX = 200;
const SCANNED = 1_000;
/** The same where words near those asked for are tried: several lists are read then. */
const SCANNED_NEAR = 600;
/** Words of which it is counted how often they come, for a word that does not come itself. */
const COUNTED_NEAR = 3;
const STRICT_MAX = 300;
/** With so many records that have every word, typos are not thought of. */
const ENOUGH = 50;
/** The rarest words, or pairs of words, whose records are read. */
const LISTS = 3;
const LIST_MAX = 150;

/**
 * Records by what they are called, best first, at most 300. The rarest key of the query is read first, so that the number of records looked at is
 * bounded however common the words are: where all are common, by the first 1,000 of the rarest. Words near those asked for
 * are tried where fewer than 50 records have all of them.
 */
export async function searchRecords(records: SearchedRecords, text: string): Promise<Hit[]> {
  const query = parseQuery(text, hanReader);
  if (query.units.length === 0) return [];
  const counts = new Map<string, number>();
  const own = query.units.flatMap(({ alternatives }) => alternatives.flatMap(({ keys: [first] }) => first ?? []));
  const pairs = query.joined.map(({ key }) => key);
  const [whole] = await Promise.all([records.whole(query.whole, WHOLE_MAX), countKeys(records, [...own, ...pairs], counts)]);
  const strict = await readStrict(records, query, counts);
  if (strict.length >= ENOUGH) return rank(query, united([whole, strict]), hanReader);
  const near = withNearPairs(await withNearWords(records.words, query));
  const unfound = near.units.filter((unit) => sizeOf(firstKeys(unit), counts) === 0);
  await countKeys(
    records,
    unfound.flatMap((unit) => firstKeys(unit).slice(0, COUNTED_NEAR + 1)),
    counts,
  );
  return rank(near, united([whole, strict, await readNear(records, near, counts)]), hanReader);
}

async function countKeys(records: SearchedRecords, keys: readonly string[], counts: Map<string, number>): Promise<void> {
  const unknown = [...new Set(keys)].filter((key) => !counts.has(key));
  const found = await Promise.all(unknown.map(async (key) => await records.count(key, COUNTED + 1)));
  unknown.forEach((key, at) => counts.set(key, found[at] ?? 0));
}

/** Records with every word as it was asked, through the rarest of their keys. */
async function readStrict(
  records: SearchedRecords,
  { units, joined }: SearchQuery,
  counts: ReadonlyMap<string, number>,
): Promise<Candidate[]> {
  const own = units.map(({ alternatives }) => alternatives[0]);
  if (own.some((alternative) => alternative?.isBeginning)) return [];
  const asked = own.flatMap((alternative) => alternative?.keys.slice(0, 1) ?? []);
  const pairs = joined.filter(({ key }) => (counts.get(key) ?? 0) > 0);
  const lists = asked.map((key, at) => [key, ...pairs.filter((pair) => pair.units.includes(at)).map((pair) => pair.key)]);
  const whole = [...asked.map((key) => [key]), ...pairs.map(({ key }) => [key])];
  const reads = rarest(
    whole.filter(([key]) => (counts.get(key ?? "") ?? 0) > 0),
    counts,
  );
  const found: Candidate[] = [];
  // A pair may be rarer than each word, and says more; where it stands the other way round, the rarest word finds it.
  for (const keys of new Set([reads[0], reads.find(([key]) => asked.includes(key ?? ""))])) {
    if (keys === undefined || found.length >= ENOUGH) continue;
    found.push(...(await records.read({ keys, isBeginning: false, scanned: SCANNED, having: lists, limit: STRICT_MAX })));
  }
  return united([found]);
}

/**
 * Records with words near those asked for: those of the rarest list that have a word of every other. Only where there is none, those of the
 * three rarest lists, if they have another word too where the list is long.
 */
async function readNear(records: SearchedRecords, query: SearchQuery, counts: ReadonlyMap<string, number>): Promise<Candidate[]> {
  const every = query.units.map(firstKeys);
  const lists = rarest(
    every.filter((keys) => sizeOf(keys, counts) > 0),
    counts,
  );
  const pairs = query.joined.map(({ key }) => key);
  const beginnings = query.units.flatMap((unit) => unit.alternatives.filter(({ isBeginning }) => isBeginning).map(({ keys }) => keys));
  const near = { isBeginning: false, scanned: SCANNED_NEAR, limit: LIST_MAX };
  const [first, ...others] = lists;
  const having = others.map((list) => [...list, ...pairs]);
  const all = await Promise.all([
    first === undefined || lists.length < every.length ? [] : records.read({ ...near, keys: first, having }),
    ...beginnings.map(async (keys) => await records.read({ ...near, keys, isBeginning: true, having: [] })),
  ]);
  if (all[0].length > 0) return united(all);
  const joined = pairs.length === 0 ? [] : [records.read({ ...near, keys: pairs, having: [] })];
  const some = lists.slice(0, LISTS).map(async (keys) => {
    const rest = lists.filter((list) => list !== keys).flat();
    const isLong = sizeOf(keys, counts) > LIST_MAX && rest.length > 0;
    return await records.read({ ...near, keys, having: isLong ? [[...rest, ...pairs]] : [] });
  });
  return united([...all, ...(await Promise.all([...joined, ...some]))]);
}

function firstKeys({ alternatives }: Unit): string[] {
  return [...new Set(alternatives.flatMap(({ keys: [first], isBeginning }) => (first === undefined || isBeginning ? [] : [first])))];
}

function rarest(lists: readonly (readonly string[])[], counts: ReadonlyMap<string, number>): (readonly string[])[] {
  return [...lists].sort((one, other) => sizeOf(one, counts) - sizeOf(other, counts));
}

function sizeOf(keys: readonly string[], counts: ReadonlyMap<string, number>): number {
  return keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
}

/** Neighbours as one word also of the words that a query is taken for. */
function withNearPairs(query: SearchQuery): SearchQuery {
  const joined = query.joined.flatMap((pair) => {
    const [left, right] = pair.units;
    const [one, other] = [query.units[left], query.units[right]].map((unit) => unit?.alternatives.slice(0, 4) ?? []);
    const near = (one ?? []).flatMap((first) =>
      (other ?? []).flatMap((second) => {
        const [worse] = [first, second].sort((a, b) => a.quality - b.quality);
        const [{ how, quality }, left, right] = [worse ?? pair, first.keys[0] ?? "", second.keys[0] ?? ""];
        return [left + right, right + left].map((key) => ({ ...pair, key, how, quality: Math.min(quality, pair.quality) }));
      }),
    );
    return [pair, ...near];
  });
  return { ...query, joined: [...new Map(joined.map((pair) => [`${pair.units[0]} ${pair.key}`, pair])).values()].slice(0, 120) };
}

function united(lists: readonly (readonly Candidate[])[]): Candidate[] {
  return [...new Map(lists.flat().map((candidate) => [candidate.id, candidate])).values()];
}
