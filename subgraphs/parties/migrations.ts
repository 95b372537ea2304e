import type { Migration } from "../kit/migrations.ts";

/**
 * The steps of the stored format of parties. 2: what a revision replaces is kept. What earlier releases replaced is gone, so that for
 * the time before, the oldest version that is known stands. 3: shared names are found by their numbers.
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
];
