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
const SCANNED = 1_500;
const STRICT_MAX = 300;
/** With so many records that have every word, typos are not thought of. */
const ENOUGH = 50;
/** The rarest words, or pairs of words, whose records are read. */
const LISTS = 3;
const LIST_MAX = 200;

/**
 * Records by what they are called, best first, at most 300. The rarest key of the query is read first, so that the number of records looked at is
 * bounded however common the words are: where all words are common, by the first 1,500 of the rarest. Words near those asked for
 * are tried where fewer than 50 records have all of them.
 */
export async function searchRecords(records: SearchedRecords, text: string): Promise<Hit[]> {
  const query = parseQuery(text, hanReader);
  if (query.units.length === 0) return [];
  const counts = new Map<string, number>();
  const [whole] = await Promise.all([records.whole(query.whole, WHOLE_MAX), countKeys(records, keysOf(query), counts)]);
  const strict = await readStrict(records, query, counts);
  if (strict.length >= ENOUGH) return rank(query, united([whole, strict]), hanReader);
  const near = withNearPairs(await withNearWords(records.words, query));
  await countKeys(records, keysOf(near), counts);
  return rank(near, united([whole, strict, await readNear(records, near, counts)]), hanReader);
}

function keysOf({ units, joined }: SearchQuery): string[] {
  const ofUnits = units.flatMap(({ alternatives }) => alternatives.flatMap(({ keys: [first] }) => first ?? []));
  return [...new Set([...ofUnits, ...joined.map(({ key }) => key)])];
}

async function countKeys(records: SearchedRecords, keys: readonly string[], counts: Map<string, number>): Promise<void> {
  const unknown = keys.filter((key) => !counts.has(key));
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
  const readOf = async (keys: readonly string[]): Promise<Candidate[]> =>
    await records.read({ keys, isBeginning: false, scanned: SCANNED, having: lists, limit: STRICT_MAX });
  // A pair may be rarer than each word, and says more; where it stands the other way round, the rarest word finds it.
  const [first] = reads;
  const word = reads.find(([key]) => asked.includes(key ?? ""));
  return united(await Promise.all([...new Set([first, word])].flatMap((keys) => (keys === undefined ? [] : [readOf(keys)]))));
}

/** Records with some of the words or words near them: those of the rarest lists, if they have another word too where the list is long. */
async function readNear(records: SearchedRecords, query: SearchQuery, counts: ReadonlyMap<string, number>): Promise<Candidate[]> {
  const lists = query.units.map((unit) => firstKeys(unit).filter((key) => (counts.get(key) ?? 0) > 0));
  const pairs = query.joined.map(({ key }) => key).filter((key) => (counts.get(key) ?? 0) > 0);
  const beginnings = query.units.flatMap((unit) => unit.alternatives.filter(({ isBeginning }) => isBeginning).map(({ keys }) => keys));
  const groups = rarest(
    [...lists, pairs].filter((keys) => keys.length > 0),
    counts,
  ).slice(0, LISTS);
  const reads = groups.map(async (keys) => {
    const others = [...lists, pairs].filter((list) => list.length > 0 && !list.some((key) => keys.includes(key))).flat();
    const isLong = sizeOf(keys, counts) > LIST_MAX && others.length > 0;
    return await records.read({ keys, isBeginning: false, scanned: SCANNED, having: isLong ? [others] : [], limit: LIST_MAX });
  });
  const begun = beginnings.map(
    async (keys) => await records.read({ keys, isBeginning: true, scanned: SCANNED, having: [], limit: LIST_MAX }),
  );
  return united(await Promise.all([...reads, ...begun]));
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
