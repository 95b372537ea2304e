import type { Migration } from "../kit/migrations.ts";
import { learnWords } from "../kit/search/vocabulary.ts";
import { workModels } from "./model.ts";
import type { WorkRecord } from "./records.ts";
import { searchKeysOf, searchWordsOf } from "./searchKeys.ts";

const PAGE = 500;

/** The steps of the stored format of works. 2: works are found by typos, in both Han scripts, and by pinyin. */
export const WORK_MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    name: "Works get the keys by which they are found in either Han script, by pinyin, and with typos",
    run: async (connection) => {
      const { works, words } = workModels(connection);
      for (let after = ""; ;) {
        const page = await works
          .find({ state: "LIVE", _id: { $gt: after } }, { titles: 1, creators: 1 })
          .sort({ _id: 1 })
          .limit(PAGE)
          .lean<Pick<WorkRecord, "_id" | "titles" | "creators">[]>();
        const last = page.at(-1);
        if (last === undefined) return;
        await learnWords(words, page.flatMap(searchWordsOf));
        await works.bulkWrite(
          page.map(({ _id, titles, creators }) => ({
            updateOne: { filter: { _id }, update: { $set: { searchKeys: searchKeysOf(titles, creators) } } },
          })),
          { ordered: false },
        );
        after = last._id;
      }
    },
  },
];
