import type { Migration } from "../kit/migrations.ts";
import { licenseModel } from "./model.ts";
import type { LicenseRecord } from "./model.ts";
import { watchModels } from "./watch/model.ts";
import { dueWatch } from "./watch/store.ts";

const PAGE = 500;

/** The steps of the stored format of licenses. 2: each licence has a watch, from which its alarms are told. */
export const LICENSE_MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    name: "Licences get a watch that tells their alarms",
    run: async (connection) => {
      const { watches } = watchModels(connection);
      for (let after = ""; ;) {
        const page = await licenseModel(connection)
          .find({ _id: { $gt: after } }, { licensor: 1 })
          .sort({ _id: 1 })
          .limit(PAGE)
          .lean<Pick<LicenseRecord, "_id" | "licensor">[]>();
        const last = page.at(-1);
        if (last === undefined) return;
        await watches.bulkWrite(
          page.map(({ _id, licensor }) => ({ updateOne: { filter: { _id }, update: dueWatch(licensor), upsert: true } })),
          { ordered: false },
        );
        after = last._id;
      }
    },
  },
];
