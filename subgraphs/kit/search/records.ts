import type { Candidate } from "../../domain/search/ranking.ts";
import { countByKey } from "../store.ts";
import type { KeyReading, SearchedRecords } from "./engine.ts";
import type { SearchedModel, WordModel } from "./model.ts";

/** Which collection is searched, and how its documents are read. */
export interface SearchedCollection {
  readonly model: SearchedModel;
  /** The indexed list of keys. */
  readonly field: string;
  /** The fields with the texts that the keys are of. */
  readonly texts: readonly string[];
  readonly words: WordModel;
  /** What a document is found by; null for one that is not shown. */
  candidateOf(document: Readonly<Record<string, unknown>>): Candidate | null;
}

/** The records of a collection as the search reads them: always by the index of their keys, and never more than it asks for. */
export function searchedRecords({ model, field, texts, words, candidateOf }: SearchedCollection): SearchedRecords {
  const projection = Object.fromEntries([field, ...texts].map((path) => [path, 1 as const]));
  // The hint keeps a store from walking all records in another order.
  const hint = { [field]: 1 as const };
  const candidates = (found: readonly Readonly<Record<string, unknown>>[]): Candidate[] => found.flatMap((one) => candidateOf(one) ?? []);
  return {
    words,
    count: async (value, limit) => await countByKey(model, { field, value, limit }),
    whole: async (keys, limit) => {
      const found = await model
        .find({ [field]: { $in: [...keys] } }, projection)
        .hint(hint)
        .limit(limit)
        .lean<Record<string, unknown>[]>();
      return candidates(found);
    },
    read: async ({ keys, isBeginning, scanned, having, limit }: KeyReading) => {
      const [beginning = ""] = keys;
      const bounds = isBeginning ? { $elemMatch: { $gte: beginning, $lt: `${beginning}\uffff` } } : { $in: [...keys] };
      const conditions = having.map((list) => ({ [field]: { $in: [...list] } }));
      const found = await model
        .aggregate<Record<string, unknown>>([
          { $match: { [field]: bounds } },
          { $limit: scanned },
          ...(conditions.length === 0 ? [] : [{ $match: { $and: conditions } }]),
          { $limit: limit },
          { $project: projection },
        ])
        .hint(hint);
      return candidates(found);
    },
  };
}
