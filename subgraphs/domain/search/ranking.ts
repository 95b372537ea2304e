import { textKeys } from "./keys.ts";
import type { TextKeys } from "./keys.ts";
import { MATCHES } from "./query.ts";
import type { Alternative, SearchMatch, SearchQuery, Unit } from "./query.ts";
import type { HanReader } from "./words.ts";

/** A record that may be meant, with what it is found by. */
export interface Candidate {
  readonly id: string;
  readonly keys: readonly string[];
  /** Titles first. */
  readonly texts: readonly SearchText[];
}

export interface SearchText {
  readonly field: "TITLE" | "NAME";
  readonly text: string;
}

/** Why a record is found: a text of it, the words of the query that it has, and how. */
export interface SearchReason extends SearchText {
  readonly how: SearchMatch;
  readonly words: readonly string[];
}

export interface Hit {
  readonly id: string;
  /** From 0 to 1: 1 for a whole title or name. */
  readonly score: number;
  readonly reasons: readonly SearchReason[];
}

/** What part of the score the query's words make; the rest is how much of the text they are. */
const WORDS_PART = 0.85;
/** Candidates whose texts are looked into. */
const READ_MAX = 300;
/** Below this nothing is shown. */
const SCORE_LEAST = 0.3;

/** Candidates in order, best first: those that have every word of the query, and only where there is none, those with most of them. */
export function rank(query: SearchQuery, candidates: readonly Candidate[], han: HanReader): Hit[] {
  const rough = candidates
    .map((candidate) => ({ candidate, ...coverage(query, new Set(candidate.keys)) }))
    .sort((one, other) => other.score - one.score || compareText(one.candidate.id, other.candidate.id));
  const whole = rough.filter(({ isWhole, hasAll }) => isWhole || hasAll);
  const best = rough[0]?.score ?? 0;
  const kept = whole.length > 0 ? whole : rough.filter(({ score }) => score >= Math.max(SCORE_LEAST, best * 0.75));
  return kept
    .slice(0, READ_MAX)
    .map(({ candidate, isWhole, score }) => hitOf(query, candidate, { isWhole, score, han }))
    .sort((one, other) => other.score - one.score || compareText(one.id, other.id));
}

/** How much of the query a set of keys has. */
function coverage(query: SearchQuery, keys: ReadonlySet<string>): { score: number; isWhole: boolean; hasAll: boolean } {
  const found = matched(query, keys);
  const weight = query.units.reduce((sum, unit) => sum + unit.weight, 0);
  const score = query.units.reduce((sum, unit, at) => sum + unit.weight * (found[at]?.quality ?? 0), 0) / (weight || 1);
  return { score, isWhole: query.whole.some((key) => keys.has(key)), hasAll: found.every((one) => one !== null) };
}

type Found = Pick<Alternative, "how" | "quality"> | null;

/** For each unit the best of its alternatives among the keys. */
function matched(query: SearchQuery, keys: ReadonlySet<string>): Found[] {
  const taken = new Set<string>();
  const exact = query.units.map((unit) => bestOf(unit, { keys, taken, isLoose: false }));
  // A word of the text that is asked for is not also a misspelling of another.
  for (const key of exact.flatMap((one) => one?.keys ?? [])) taken.add(key);
  const found: Found[] = exact.map((one, at) => {
    if (one !== null) return one;
    const loose = bestOf(query.units[at], { keys, taken, isLoose: true });
    for (const key of loose?.keys ?? []) taken.add(key);
    return loose;
  });
  for (const pair of query.joined) {
    if (!keys.has(pair.key)) continue;
    for (const at of pair.units) if ((found[at]?.quality ?? 0) < pair.quality) found[at] = pair;
  }
  return found;
}

interface Looking {
  readonly keys: ReadonlySet<string>;
  /** Keys that stand for other units. */
  readonly taken: ReadonlySet<string>;
  /** Beginnings and typos are looked for, else the rest. */
  readonly isLoose: boolean;
}

function bestOf(unit: Unit | undefined, { keys, taken, isLoose }: Looking): Alternative | null {
  let best: Alternative | null = null;
  for (const alternative of unit?.alternatives ?? []) {
    if (isLoose !== (alternative.how === "BEGINNING" || alternative.how === "TYPO")) continue;
    if (best !== null && best.quality >= alternative.quality) continue;
    if (isLoose && alternative.keys.some((key) => taken.has(key))) continue;
    if (alternative.keys.every((key) => keys.has(key) || (alternative.isBeginning && [...keys].some((one) => one.startsWith(key)))))
      best = alternative;
  }
  return best;
}

function hitOf(
  query: SearchQuery,
  { id, texts }: Candidate,
  { isWhole, score, han }: { readonly isWhole: boolean; readonly score: number; readonly han: HanReader },
): Hit {
  const reasons: SearchReason[] = [];
  let closeness = 0;
  const told = new Set<number>();
  const looked = texts.map((text) => ({ text, keys: keysOf(text.text, han) }));
  for (const { text, keys } of looked) {
    const all = new Set([...keys.parts, ...keys.whole]);
    const found = matched(query, all);
    const places = found.flatMap((one, at) => (one === null ? [] : [at]));
    const isAll = query.whole.some((key) => all.has(key));
    if (text.field === "TITLE" || texts.every(({ field }) => field === "NAME"))
      closeness = Math.max(closeness, isAll ? 1 : closenessOf(query, places, keys));
    // A text that adds no word to those told already is no further reason.
    if (!isAll && places.every((at) => told.has(at))) continue;
    for (const at of places) told.add(at);
    const how = isAll ? "WHOLE" : loosest(found.map((one, at) => howIn(query.units[at], one, text.text)));
    reasons.push({ ...text, how, words: places.map((at) => query.units[at]?.text ?? "") });
  }
  const total = isWhole ? 1 : Math.min(0.99, WORDS_PART * score + (1 - WORDS_PART) * closeness);
  return { id, score: Math.trunc(total * 1_000) / 1_000, reasons: reasons.slice(0, 5) };
}

/** How much of a title its found words are. */
function closenessOf(query: SearchQuery, places: readonly number[], { length }: TextKeys): number {
  const quality = places.reduce((sum, at) => sum + (query.units[at]?.isHan === true ? 1.2 : 1), 0);
  return length === 0 ? 0 : Math.min(1, quality / Math.max(length, places.length));
}

const HAN = /\p{Script=Han}/u;

/** In which way a unit is found in this very text. */
function howIn(unit: Unit | undefined, found: Found, text: string): SearchMatch | null {
  if (unit === undefined || found === null) return null;
  if (found.how !== "WORD") return found.how;
  const isInHan = HAN.test(text);
  if (!unit.isHan) return isInHan && !text.toLowerCase().includes(unit.text) ? "PINYIN" : "WORD";
  return text.includes(unit.asked) ? "WORD" : "SCRIPT";
}

function loosest(ways: readonly (SearchMatch | null)[]): SearchMatch {
  return ways.reduce<SearchMatch>((worst, how) => (how !== null && MATCHES.indexOf(how) > MATCHES.indexOf(worst) ? how : worst), "WORD");
}

const KEPT_MAX = 20_000;
const known = new Map<string, TextKeys>();

/** The keys of a text, which are asked for again and again while a list is paged. */
function keysOf(text: string, han: HanReader): TextKeys {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= KEPT_MAX) known.clear();
  const keys = textKeys(text, han);
  known.set(text, keys);
  return keys;
}

/** By code points, as ids are ordered. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
