import { found } from "../../domain/search/query.ts";
import type { Alternative, SearchQuery } from "../../domain/search/query.ts";
import { formsOf, typosAllowed, typosBetween } from "../../domain/search/typos.ts";
import { isNumber } from "../../domain/search/words.ts";
import type { WordModel } from "./model.ts";

/** Words that this process knows to be stored; beyond so many it begins anew. */
const KNOWN_MAX = 300_000;
/** Words that share a form with one that is asked for. */
const NEAR_MAX = 3_000;
const BEGINNINGS_MAX = 20;
/** Other words that one word of a query is taken for at most. */
const ALTERNATIVES_MAX = 10;

const knownBy = new WeakMap<WordModel, Set<string>>();

/**
 * Adds words to the vocabulary. It is no part of the transaction that brings them: a word too many finds nothing, and two writers of a
 * new word do not collide.
 */
export async function learnWords(model: WordModel, words: Iterable<string>): Promise<void> {
  const known = knownBy.get(model) ?? new Set<string>();
  knownBy.set(model, known);
  const asked = [...new Set(words)].filter((word) => !known.has(word));
  if (asked.length === 0) return;
  const stored = new Set((await model.find({ _id: { $in: asked } }, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id));
  const fresh = asked.filter((word) => !stored.has(word));
  if (fresh.length > 0) {
    const writes = fresh.map((_id) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: { forms: formsOf(_id) } }, upsert: true },
    }));
    await model.bulkWrite(writes, { ordered: false });
  }
  if (known.size + asked.length > KNOWN_MAX) known.clear();
  for (const word of asked) known.add(word);
}

/** A query that also takes each word for those near it: that begin so, or differ by as many typos as a word of its length may have. */
export async function withNearWords(model: WordModel, query: SearchQuery): Promise<SearchQuery> {
  const units = await Promise.all(
    query.units.map(async (unit) => {
      if (unit.isHan || isNumber(unit.text)) return unit;
      const [near, begun] = await Promise.all([nearWords(model, unit.text), wordsBeginning(model, unit.text)]);
      return { ...unit, alternatives: [...unit.alternatives, ...[...begun, ...near].slice(0, 2 * ALTERNATIVES_MAX)] };
    }),
  );
  return { ...query, units };
}

async function nearWords(model: WordModel, word: string): Promise<Alternative[]> {
  const most = typosAllowed(word);
  if (most === 0) return [];
  const rows = await model
    .find({ forms: { $in: formsOf(word, most) } }, { _id: 1 })
    .limit(NEAR_MAX)
    .lean<{ _id: string }[]>();
  return rows
    .flatMap(({ _id }) => {
      const typos = typosBetween(word, _id, most);
      return typos === null || typos === 0 ? [] : [{ word: _id, typos, begins: _id[0] === word[0] ? 0 : 1 }];
    })
    .sort((one, other) => one.typos - other.typos || one.begins - other.begins || (one.word < other.word ? -1 : 1))
    .slice(0, ALTERNATIVES_MAX)
    .map(({ word: other, typos, begins }) => found([other], "TYPO", (typos - 1) * 0.12 + begins * 0.05));
}

async function wordsBeginning(model: WordModel, word: string): Promise<Alternative[]> {
  if (word.length < 2) return [];
  const rows = await model
    .find({ _id: { $gt: word, $lt: `${word}\uffff` } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(BEGINNINGS_MAX)
    .lean<{ _id: string }[]>();
  return rows
    .sort((one, other) => one._id.length - other._id.length)
    .slice(0, ALTERNATIVES_MAX)
    .map(({ _id }) => found([_id], "BEGINNING", Math.min(0.2, (_id.length - word.length) * 0.02)));
}
