import type { FilterQuery } from "./storeTypes.ts";
import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { isCharacterWord, queryTokens, titleKey } from "../domain/textKeys.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { Page, PageArguments } from "../kit/page.ts";
import type { WorkModels } from "./model.ts";
import type { WorkRecord } from "./records.ts";

const QUERY_LENGTH_MAX = 200;
const TOKENS_MAX = 12;
const LIST = "works.search";

/** A work with its place: exact titles are of rank 0, works with all words of 1, with beginnings of all words of 2. */
interface Found {
  readonly rank: number;
  readonly work: WorkRecord;
}

/**
 * Works by titles and creators' names, best first: exact titles, then works with all words, then with words that begin so. Each rank is
 * one read over the index of search keys, in the order of ids, so that a page goes on where the last one ended.
 */
export async function searchWorks(models: WorkModels, query: string, page: PageArguments): Promise<Outcome<Page<WorkRecord>>> {
  const text = query.trim();
  if (text === "" || text.length > QUERY_LENGTH_MAX) {
    return refused(problem("SEARCH_TEXT", `A search has 1 to ${QUERY_LENGTH_MAX} characters, not ${text.length}.`, ["query"]));
  }
  const request = checkPage(page, { kind: LIST, valueCount: 2 });
  if (!request.ok) return request;
  const { first, after } = request.value;
  const ranks = ranksOf(text);
  const [afterRank, afterId] = [Number(after?.[0] ?? 0), after === null ? null : String(after[1])];
  const found: Found[] = [];
  for (let rank = afterRank; rank < ranks.length && found.length <= first; rank += 1) {
    const conditions: FilterQuery[] = [ranks[rank] ?? {}, ...ranks.slice(0, rank).map((better) => ({ $nor: [better] }))];
    if (rank === afterRank && afterId !== null) conditions.push({ _id: { $gt: afterId } });
    // Merged works bear no search keys. The hint keeps a store from walking all works in the order of the sort.
    const works = await models.works
      .find({ $and: conditions })
      .hint({ searchKeys: 1 })
      .sort({ _id: 1 })
      .limit(first + 1 - found.length)
      .lean<WorkRecord[]>();
    found.push(...works.map((work) => ({ rank, work })));
  }
  const connection = connectionOf(found, { request: request.value, kind: LIST, sortKey: ({ rank, work }) => [rank, work._id] });
  return ok({ pageInfo: connection.pageInfo, edges: connection.edges.map(({ cursor, node }) => ({ cursor, node: node.work })) });
}

function ranksOf(text: string): FilterQuery[] {
  const exact = titleKey(text);
  // The longest word is the rarest, most likely: the store goes by the first one.
  const tokens = queryTokens(text)
    .sort((one, other) => other.length - one.length)
    .slice(0, TOKENS_MAX);
  const ranks: FilterQuery[] = [];
  if (exact !== "") ranks.push({ searchKeys: `=${exact}` });
  if (tokens.length > 0) ranks.push({ $and: tokens.map((token) => ({ searchKeys: token })) });
  const isBeginning = (token: string): boolean => !isCharacterWord(token) && token.length >= 2;
  if (tokens.some(isBeginning)) {
    // Tokens are letters and digits only, so that they stand for themselves in a pattern.
    ranks.push({ $and: tokens.map((token) => ({ searchKeys: isBeginning(token) ? new RegExp(`^${token}`, "u") : token })) });
  }
  return ranks;
}
