import type { Candidate, Hit, SearchReason } from "../domain/search/ranking.ts";
import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { Page, PageArguments } from "../kit/page.ts";
import { searchRecords } from "../kit/search/engine.ts";
import type { SearchedRecords } from "../kit/search/engine.ts";
import { asSearched } from "../kit/search/model.ts";
import { searchedRecords } from "../kit/search/records.ts";
import type { WorkModels } from "./model.ts";
import type { WorkRecord } from "./records.ts";

const QUERY_LENGTH_MAX = 200;
const LIST = "works.search";

/** A work in the list of a search, with its place there and why. */
export interface FoundWork {
  readonly cursor: string;
  readonly node: WorkRecord;
  readonly score: number;
  readonly reasons: readonly SearchReason[];
}

/** Works by titles and creators' names, best first, at most 300 in all (kit/search/engine.ts); a page goes on after the score and id of the last. */
export async function searchWorks(
  models: WorkModels,
  query: string,
  page: PageArguments,
): Promise<Outcome<{ readonly pageInfo: Page<unknown>["pageInfo"]; readonly edges: readonly FoundWork[] }>> {
  const text = query.trim();
  if (text === "" || text.length > QUERY_LENGTH_MAX) {
    return refused(problem("SEARCH_TEXT", `A search has 1 to ${QUERY_LENGTH_MAX} characters, not ${text.length}.`, ["query"]));
  }
  const request = checkPage(page, { kind: LIST, valueCount: 2 });
  if (!request.ok) return request;
  const { first, after } = request.value;
  const hits = await searchRecords(searchedWorks(models), text);
  const rows = after === null ? hits : hits.filter((hit) => isAfter(hit, Number(after[0]), String(after[1])));
  const { pageInfo, edges } = connectionOf(rows.slice(0, first + 1), {
    ...{ request: request.value, kind: LIST },
    sortKey: ({ score, id }) => [score, id],
  });
  const ids = edges.map(({ node }) => node.id);
  const works = ids.length === 0 ? [] : await models.works.find({ _id: { $in: ids } }).lean<WorkRecord[]>();
  const byId = new Map(works.map((work) => [work._id, work]));
  return ok({
    pageInfo,
    edges: edges.flatMap(({ cursor, node: { id, score, reasons } }) => {
      const node = byId.get(id);
      return node === undefined ? [] : [{ cursor, node, score, reasons }];
    }),
  });
}

function isAfter(hit: Hit, score: number, id: string): boolean {
  return hit.score < score || (hit.score === score && hit.id > id);
}

type FoundTexts = Pick<WorkRecord, "_id" | "searchKeys" | "titles" | "creators">;

/** The works as the search reads them. Merged works bear no search keys. */
function searchedWorks({ works, words }: WorkModels): SearchedRecords {
  return searchedRecords({
    ...{ model: asSearched(works), field: "searchKeys", words },
    texts: ["titles.text", "creators.name", "creators.otherNames"],
    candidateOf: (document) => candidateOf(document as unknown as FoundTexts),
  });
}

function candidateOf({ _id, searchKeys, titles, creators }: FoundTexts): Candidate {
  return {
    id: _id,
    keys: searchKeys,
    texts: [
      ...titles.map(({ text }) => ({ field: "TITLE" as const, text })),
      ...creators.flatMap(({ name, otherNames }) => [name, ...(otherNames ?? [])].map((text) => ({ field: "NAME" as const, text }))),
    ],
  };
}
