import type { InventedWork } from "../../seed/catalogue.ts";
import { searchWorks } from "../../subgraphs/works/search.ts";
import type { WorkModels } from "../../subgraphs/works/model.ts";
import { labelledQueries } from "./searchQueries.ts";
import type { LabelledQuery } from "./searchQueries.ts";

const SEED = 20_261;
const EACH = 30;

/** How often the work that is meant comes first, and among the first five, by the kind of the query. */
export interface SearchRates {
  readonly queries: number;
  readonly top1: number;
  readonly top5: number;
  readonly byKind: ReadonlyMap<string, { readonly asked: number; readonly top1: number; readonly top5: number }>;
  readonly missed: readonly LabelledQuery[];
}

/** Asks the labelled set over stored works. */
export async function measureSearchRates(models: WorkModels, works: readonly InventedWork[]): Promise<SearchRates> {
  const byKind = new Map<string, { asked: number; top1: number; top5: number }>();
  const missed: LabelledQuery[] = [];
  const queries = labelledQueries(works, { seed: SEED, each: EACH });
  for (const labelled of queries) {
    const place = await placeOf(models, labelled);
    const kind = byKind.get(labelled.kind) ?? { asked: 0, top1: 0, top5: 0 };
    byKind.set(labelled.kind, {
      asked: kind.asked + 1,
      top1: kind.top1 + (place === 0 ? 1 : 0),
      top5: kind.top5 + (place !== null ? 1 : 0),
    });
    if (place === null) missed.push(labelled);
  }
  const sum = (of: "top1" | "top5"): number => [...byKind.values()].reduce((all, kind) => all + kind[of], 0) / queries.length;
  return { queries: queries.length, top1: sum("top1"), top5: sum("top5"), byKind, missed };
}

/** The place of the first work that is meant among the first five. */
async function placeOf(models: WorkModels, { query, isRight }: LabelledQuery): Promise<number | null> {
  const answer = await searchWorks(models, query, { first: 5 });
  if (!answer.ok) return null;
  const place = answer.value.edges.findIndex(({ node }) =>
    isRight({
      titles: node.titles.map(({ text }) => text),
      creators: node.creators.flatMap(({ name, otherNames }) => [name, ...(otherNames ?? [])]),
    }),
  );
  return place === -1 ? null : place;
}
