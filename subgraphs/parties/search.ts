import type { Hit } from "../domain/search/ranking.ts";
import { searchRecords } from "../kit/search/engine.ts";
import { compareText } from "../domain/search/ranking.ts";
import type { PartyRecord } from "./model.ts";
import type { PartyStore } from "./partyStore.ts";

/** Parties that one search can answer with. */
export const SEARCH_MAX = 100;
/** Characters of a query that are read. */
const QUERY_MAX = 200;

/** A party in the list of a search, with its place there and why. */
export interface FoundParty extends Pick<Hit, "score" | "reasons"> {
  readonly party: PartyRecord;
}

/**
 * Parties by any of their names, best first (kit/search/engine.ts): whole names in any order of their words, then parts, in either Han script,
 * by pinyin, with typos. Merged parties are left out; equals stand by name and id.
 */
export async function searchParties(store: PartyStore, text: string): Promise<readonly FoundParty[]> {
  const hits = (await searchRecords(store.searched, text.slice(0, QUERY_MAX))).slice(0, SEARCH_MAX);
  const parties = await store.byIds(hits.map(({ id }) => id));
  return hits
    .flatMap(({ id, score, reasons }) => {
      const party = parties.get(id);
      return party === undefined ? [] : [{ party, score, reasons }];
    })
    .sort(
      (one, other) =>
        other.score - one.score || compareText(one.party.name, other.party.name) || compareText(one.party._id, other.party._id),
    );
}
