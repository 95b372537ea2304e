import { invariant } from "../domain/invariant.ts";
import type { Connection } from "../kit/model.ts";
import type { RelianceReader } from "../kit/ports/relianceReader.ts";
import { licenseModel } from "./model.ts";
import type { LicenseRecord } from "./model.ts";
import { endOf } from "./state.ts";
import { watchModels } from "./watch/model.ts";
import type { RelianceRecord } from "./watch/model.ts";
import { isBehind } from "./watch/touched.ts";

const WORKS_MAX = 2_000;
const LICENSES_MAX = 1_000;
/** Parts of snapshots that are looked at. */
const PARTS_MAX = 50_000;

/** Answers from what the watcher wrote down of each snapshot: licences that ended before the day are left out. */
export function createRelianceReader(connection: Connection): RelianceReader {
  const watch = watchModels(connection);
  const licenses = licenseModel(connection);
  return {
    resting: async ({ workIds, from, licensor }) => {
      invariant(workIds.length <= WORKS_MAX, `at most ${WORKS_MAX} works are asked for at once, not ${workIds.length}`);
      const asked = new Set(workIds);
      const parts = await watch.reliances
        .find({ works: { $in: [...asked] } }, { licenseId: 1, works: 1 })
        .limit(PARTS_MAX)
        .lean<Pick<RelianceRecord, "_id" | "licenseId" | "works">[]>();
      const byLicense = new Map<string, Set<string>>();
      for (const { licenseId, works } of parts) {
        const found = byLicense.get(licenseId) ?? new Set<string>();
        for (const id of works) if (asked.has(id)) found.add(id);
        byLicense.set(licenseId, found);
      }
      const ofLicensor = licensor === null ? {} : { licensor };
      const stored = await licenses
        .find({ _id: { $in: [...byLicense.keys()] }, ...ofLicensor }, { until: 1, terminatedFrom: 1 })
        .sort({ _id: 1 })
        .lean<Pick<LicenseRecord, "_id" | "until" | "terminatedFrom">[]>();
      const holding = stored.filter((license) => endOf({ ...license, from: "" }) > from);
      return {
        licenses: holding.slice(0, LICENSES_MAX).map(({ _id }) => ({ licenseId: _id, works: byLicense.get(_id)?.size ?? 0 })),
        isPartial: parts.length === PARTS_MAX || holding.length > LICENSES_MAX || (await isBehind(watch, licensor)),
      };
    },
  };
}
