import { textKeys } from "../domain/search/keys.ts";
import type { TextKeys } from "../domain/search/keys.ts";
import { hanReader } from "../kit/han.ts";
import type { CreatorRecord, TitleRecord } from "./records.ts";

const SEARCH_KEYS_MAX = 500;
/** Texts whose keys are kept: a file names its creators again and again. */
const KEPT_MAX = 5_000;
const kept = new Map<string, TextKeys>();

/** What a work is found by: its titles as a whole, and the parts of its titles and of all names of its creators. */
export function searchKeysOf(titles: readonly TitleRecord[], creators: readonly CreatorRecord[]): string[] {
  const ofTitles = titles.map(({ text }) => keysOf(text));
  const ofNames = namesOf(creators).map(keysOf);
  const keys = new Set(ofTitles.flatMap(({ whole }) => whole));
  for (const { parts } of [...ofTitles, ...ofNames]) for (const part of parts) keys.add(part);
  return [...keys].slice(0, SEARCH_KEYS_MAX);
}

/** The words of a work that queries with typos are corrected to. */
export function searchWordsOf({
  titles,
  creators,
}: {
  readonly titles: readonly TitleRecord[];
  readonly creators: readonly CreatorRecord[];
}): string[] {
  return [...titles.map(({ text }) => text), ...namesOf(creators)].flatMap((text) => keysOf(text).vocabulary);
}

function namesOf(creators: readonly CreatorRecord[]): string[] {
  return creators.flatMap(({ name, otherNames }) => [name, ...(otherNames ?? [])]);
}

function keysOf(text: string): TextKeys {
  const before = kept.get(text);
  if (before !== undefined) return before;
  if (kept.size >= KEPT_MAX) kept.clear();
  const keys = textKeys(text, hanReader);
  kept.set(text, keys);
  return keys;
}
