import { isCharacterWord, nameKey, queryTokens, wordsOf } from "../domain/textKeys.ts";
import type { PartyRecord } from "./model.ts";
import type { PartyStore } from "./partyStore.ts";

/** Parties that one search can answer with. */
export const SEARCH_MAX = 100;
/** Characters of a query that are read. */
const QUERY_MAX = 200;

/**
 * Parties by name, best first: a whole name in any order of its words, then all words (Han by characters and pairs), then the
 * last Latin word as a beginning. Merged parties are left out; equals stand by name and id.
 */
export async function searchParties(store: PartyStore, text: string): Promise<readonly PartyRecord[]> {
  const query = text.slice(0, QUERY_MAX);
  const tokens = queryTokens(query);
  if (tokens.length === 0) return [];
  const key = nameKey(query);
  const last = wordsOf(query).at(-1) ?? "";
  const beginning = isCharacterWord(last) || last.length < 2 ? null : last;
  const [whole, words, begun] = await Promise.all([
    store.byNameKey(key),
    store.byTokens(tokens, null),
    beginning === null
      ? []
      : store.byTokens(
          tokens.filter((token) => token !== last),
          beginning,
        ),
  ]);
  const ranks = new Map<string, { readonly party: PartyRecord; readonly rank: number }>();
  for (const [rank, found] of [whole, words, begun].entries()) {
    for (const party of found) if (party.status !== "MERGED" && !ranks.has(party._id)) ranks.set(party._id, { party, rank });
  }
  return [...ranks.values()]
    .sort(
      (one, other) => one.rank - other.rank || compareText(one.party.name, other.party.name) || compareText(one.party._id, other.party._id),
    )
    .slice(0, SEARCH_MAX)
    .map(({ party }) => party);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
