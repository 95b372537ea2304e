import type { Migration } from "../kit/migrations.ts";

/**
 * The steps of the stored format of parties. 2: what a revision replaces is kept. What earlier releases replaced is gone, so that for
 * the time before, the oldest version that is known stands.
 */
export const PARTY_MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    name: "A party says since which version its printed affiliations stand",
    run: async (connection) => {
      await connection.collection("parties").updateMany({ printedSince: { $exists: false } }, { $set: { printedSince: 1 } });
    },
  },
];
