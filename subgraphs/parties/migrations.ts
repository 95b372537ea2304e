import type { Migration } from "../kit/migrations.ts";
import { learnWords } from "../kit/search/vocabulary.ts";
import { partyModels } from "./model.ts";
import type { PartyRecord } from "./model.ts";
import { searchKeys, searchWords } from "./names.ts";

const PAGE = 500;

/**
 * The steps of the stored format of parties. 2: what a revision replaces is kept. What earlier releases replaced is gone, so that for
 * the time before, the oldest version that is known stands. 3: shared names are found by their numbers. 4: names
 * are found in either Han script, by pinyin, and with typos.
 */
export const PARTY_MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    name: "A party says since which version its printed affiliations stand",
    run: async (connection) => {
      await connection.collection("parties").updateMany({ printedSince: { $exists: false } }, { $set: { printedSince: 1 } });
    },
  },
  {
    to: 3,
    name: "A party says which shared names it bears, so that a group finds its members",
    run: async (connection) => {
      const parties = connection.collection<{ _id: string; kind: string; names: { kind: string; ipiNameNumber: string | null }[] }>(
        "parties",
      );
      for await (const party of parties.find({ "names.kind": { $in: ["PG", "HR"] }, groupNumbers: { $exists: false } })) {
        const shared = party.names.filter(({ kind }) => kind === "PG" || kind === "HR").flatMap(({ ipiNameNumber }) => ipiNameNumber ?? []);
        if (party.kind === "GROUP" || shared.length === 0) continue;
        await parties.updateOne({ _id: party._id }, { $set: { groupNumbers: [...new Set(shared)] } });
      }
    },
  },
  {
    to: 4,
    name: "Parties get the keys by which their names are found in either Han script, by pinyin, and with typos",
    run: async (connection) => {
      const { parties, words } = partyModels(connection);
      for (let after = ""; ;) {
        const page = await parties
          .find({ _id: { $gt: after } }, { names: 1 })
          .sort({ _id: 1 })
          .limit(PAGE)
          .lean<Pick<PartyRecord, "_id" | "names">[]>();
        const last = page.at(-1);
        if (last === undefined) return;
        await learnWords(
          words,
          page.flatMap(({ names }) => searchWords(names)),
        );
        await parties.bulkWrite(
          page.map(({ _id, names }) => ({ updateOne: { filter: { _id }, update: { $set: searchKeys(names) } } })),
          { ordered: false },
        );
        after = last._id;
      }
    },
  },
];
